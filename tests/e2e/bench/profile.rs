//! `cargo xtask profile`: where the time of a tick, of a start at the list, and of a large file goes.

use serde_json::{Value, json};
use xtask::bench::profile::{Spent, spent, table};

use crate::measure::IN_FILE;
use crate::side::{Side, Sides};

/// Ticks where everything is recorded.
pub fn ticks(sides: &Sides) {
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
pub fn start(sides: &Sides) {
    // The first start may do what is done once.
    sides.starts_at_list(Side::App);
    sides.measures("return gauge.start('row');");
    let profile = profiled(sides, || {
        sides.starts_at_list(Side::App);
        sides.measures("return gauge.start('row');");
    });
    print(&format!("a start at the list; {} engagements", sides.count), &profile, 1.0);
}

/// A file is read and shown, then taken in, then all of it is exported.
pub fn files(sides: &Sides) {
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
