//! `cargo xtask profile`: where the time of a tick, of a start at the list, and of a large file goes.

use serde_json::{Value, json};
use xtask::bench::profile::{Spent, spent, table};

use crate::measure::IN_FILE;
use crate::side::{Side, Sides};

type Profiled = (&'static str, fn(&Sides), usize);

/// What can be profiled, and with how many engagements.
const ALL: [Profiled; 5] = [
    ("tick", ticks, 1),
    ("step", step, 10),
    ("list", start, 1_000),
    ("open", open, 10),
    ("files", files, 1),
];

/// What is asked for, or all of it.
pub fn profile(words: &[String]) {
    for word in words {
        assert!(ALL.iter().any(|it| it.0 == word), "there is no profile of `{word}`");
    }
    for (name, of, count) in ALL {
        if words.is_empty() || words.iter().any(|it| it == name) {
            of(&Sides::with(count));
        }
    }
}

/// Ticks where everything is recorded.
fn ticks(sides: &Sides) {
    const TICKS: usize = 20;
    sides.starts_at_step(Side::App);
    sides.measures("return gauge.start('box');");
    sides.measures("gauge.rest(); return gauge.ticks(3);");
    let profile = profiled(sides, || {
        sides.measures(&format!("return gauge.ticks({TICKS});"));
    });
    print(&format!("one tick, of {TICKS}; {} engagements", sides.count), &profile, TICKS as f64);
}

/// The list from its start on, until all is quiet.
fn start(sides: &Sides) {
    let start = || {
        sides.starts_at_list(Side::App);
        sides.measures("return gauge.start('row');")
    };
    from_navigation(sides, "a start at the list", start);
}

/// A step from its address on, until all is quiet.
fn step(sides: &Sides) {
    let start = || {
        sides.starts_at_step(Side::App);
        sides.measures("return gauge.start('box');")
    };
    from_navigation(sides, "a step from its address", start);
}

fn from_navigation(sides: &Sides, what: &str, start: impl Fn() -> Value) {
    // The first start may do what is done once.
    start();
    // A profile slows down itself: when what happened is told of a start without one.
    println!("\n{what}: {}", start());
    println!("{}", sides.measures("return gauge.events();").as_str().unwrap_or_default());
    let profile = profiled(sides, || {
        start();
    });
    print(&format!("{what}; {} engagements", sides.count), &profile, 1.0);
}

/// An engagement that is opened from the list for the first time.
fn open(sides: &Sides) {
    sides.starts_at_list(Side::App);
    sides.measures("return gauge.start('row');");
    let profile = profiled(sides, || {
        println!("{}", sides.measures(&format!("return gauge.open('{}');", sides.full())));
    });
    print(&format!("an opening from the list; {} engagements", sides.count), &profile, 1.0);
}

/// A file is read and shown, then taken in, then all of it is exported.
fn files(sides: &Sides) {
    let text = Value::from(sides.large_file(IN_FILE).to_string());
    sides.starts_at_files();
    for (what, script) in [
        ("a file is read and shown", format!("return gauge.shows({text});")),
        ("it is taken in", "return gauge.takes();".to_owned()),
        ("all is exported", "return gauge.exports();".to_owned()),
    ] {
        let profile = profiled(sides, || println!("{what}: {}", sides.measures(&script)));
        print(&format!("{what}, {IN_FILE} engagements"), &profile, 1.0);
    }
}

fn profiled(sides: &Sides, act: impl FnOnce()) -> Value {
    let browser = sides.browser();
    browser.devtools("Profiler.enable", &json!({}));
    browser.devtools("Profiler.setSamplingInterval", &json!({ "interval": 250 }));
    browser.devtools("Profiler.start", &json!({}));
    act();
    browser.devtools("Profiler.stop", &json!({}))["profile"].take()
}

fn print(title: &str, profile: &Value, parts: f64) {
    const MOST: usize = 50;
    let mut found = spent(profile).expect("a profile");
    for it in &mut found {
        it.own /= parts;
        it.whole /= parts;
    }
    // Between what is done nothing is.
    found.retain(|it: &Spent| !matches!(it.name.as_str(), "(root)" | "(idle)"));
    println!("\n{title}, processor slowed {}×\n", crate::side::SLOWED);
    println!("the most in itself\n{}\n", table(&found, |it| it.own, MOST));
    // The glue calls everything.
    found.retain(|it| it.name.contains("kickoff::") || it.name.contains("kit::"));
    println!("the most of our own with all that it called\n{}", table(&found, |it| it.whole, MOST));
}
