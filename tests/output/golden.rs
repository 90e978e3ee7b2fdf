//! What is written is what was written: each golden file is compared letter by letter.
//!
//! `UPDATE_GOLDEN=1 cargo test --test output` writes them anew; read the difference before it is
//! committed.

use std::fs;
use std::path::Path;

#[track_caller]
pub fn is_golden(name: &str, written: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/output/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, written).unwrap();
        return;
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    let differs = golden.lines().zip(written.lines()).find(|(old, new)| old != new);
    assert!(
        golden == written,
        "{name} differs, first in {differs:#?}\nUPDATE_GOLDEN=1 writes it anew"
    );
}
