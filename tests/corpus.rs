//! What the fuzzers have found worth keeping (`fuzz/`): each of it goes through the same judges, in
//! every test run and without a nightly toolchain.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

#[path = "../fuzz/judges.rs"]
mod judges;

use std::fs;
use std::path::Path;

#[track_caller]
fn replay(target: &str, judge: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        judge(&fs::read(entry.unwrap().path()).unwrap());
        count += 1;
    }
    println!("{count} texts of {target}");
    assert!(count > 3, "{count}");
}

#[test]
fn files_that_were_found_by_fuzzing() {
    replay("import", judges::import);
}

#[test]
fn storage_that_was_found_by_fuzzing() {
    replay("record", judges::record);
}

#[test]
fn copies_that_were_found_by_fuzzing() {
    replay("merge", judges::merge);
}
