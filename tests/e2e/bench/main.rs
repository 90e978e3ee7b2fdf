//! `cargo xtask bench`: the app beside a page written by hand (`tests/bench/page.html`), in the same browser, one after
//! the other in turn, so that whatever else the machine does falls on both. No time is asserted anywhere here.

// What cannot be measured ends the run: a panic is how it says so.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod measure;
mod profile;
mod side;

use std::fs;
use std::io::Write;

use e2e::site::workspace;
use measure::Samples;
use side::{Side, Sides};
use xtask::bench::run::{Run, load_average};
use xtask::bench::{Options, PROFILE, table};

/// So many engagements there are, so that the curve is seen.
const SIZES: [usize; 4] = [1, 10, 100, 1_000];
/// Where results are kept.
const RESULTS: &str = "benches/results.md";

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.first().is_some_and(|it| it == PROFILE) {
        return profile::profile(&words[1..]);
    }
    let options = Options::parse(&words).unwrap_or_else(|why| panic!("{why}"));
    let rounds = if options.is_quick { 3 } else { 7 };
    let load_before = load_average();
    let mut samples = Samples::default();
    let mut run =
        Run { rounds, slowed: side::SLOWED, note: options.note, ..Run::here(&workspace()) };
    let is_whole = options.sizes.is_empty();
    let mut sizes = if is_whole { SIZES.to_vec() } else { options.sizes };
    let has_files = is_whole || sizes.contains(&measure::IN_FILE);
    sizes.retain(|it| *it != measure::IN_FILE);
    for &count in &sizes {
        println!("with {count} engagements, {rounds} rounds");
        let sides = Sides::with(count);
        run.browser = format!("Chromium {}", sides.browser().version());
        run.date = sides.today();
        for round in 0..rounds {
            for side in Side::BOTH {
                measure::ticks(&sides, side, &mut samples);
                measure::step(&sides, side, &mut samples);
                measure::list(&sides, side, &mut samples);
                measure::open(&sides, side, &mut samples);
                if count == 1_000 {
                    measure::search(&sides, side, &mut samples);
                }
            }
            println!("  round {} of {rounds}", round + 1);
        }
        measure::room(&sides, &mut samples);
    }
    if has_files {
        println!("a file of {} engagements, {rounds} rounds", measure::IN_FILE);
        for _ in 0..rounds {
            let sides = Sides::with(1);
            run.browser = format!("Chromium {}", sides.browser().version());
            run.date = sides.today();
            measure::files(&sides, &mut samples);
        }
        sizes.push(measure::IN_FILE);
    }
    run.load = [load_before, load_average()];
    let entry = format!("\n{}\n\n{}\n", run.heading(), table::table(&samples.rows(&sizes)));
    println!("{entry}");
    if !is_whole {
        return;
    }
    let path = workspace().join(RESULTS);
    let kept = fs::OpenOptions::new().append(true).open(&path);
    kept.and_then(|mut it| it.write_all(entry.as_bytes())).expect("keeping the results");
    println!("added to {RESULTS}");
}
