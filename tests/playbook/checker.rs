//! What `cargo xtask check-playbook` says: the app's own program, asked as a writer of playbooks asks it.

use std::fs;
use std::path::Path;
use std::process::Command;

use kickoff::playbook;

const SHIPPED: &str = "src/playbook/content/customer-kickoff.toml";

/// Whether it found nothing, and what it said.
fn check(files: &[&Path]) -> (bool, String) {
    let asked = Command::new(env!("CARGO_BIN_EXE_kickoff"))
        .arg("check-playbook")
        .args(files)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    (asked.status.success(), String::from_utf8(asked.stderr).unwrap())
}

#[test]
fn the_shipped_one_passes_and_a_broken_one_is_told_with_line_and_column() {
    let (is_good, said) = check(&[Path::new(SHIPPED)]);
    assert!(is_good, "{said}");
    assert_eq!(said, format!("{SHIPPED}: no flaw\n"));

    let folder = std::env::temp_dir().join(format!("kickoff-checker-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let broken = folder.join("broken.toml");
    let written = playbook::WRITTEN.replacen(
        "kickoff_meeting = \"ftop.994\"",
        "kickoff_meeting = \"ftop.9999\"",
        1,
    );
    let line = 1 + written.lines().position(|it| it.contains("ftop.9999")).unwrap();
    fs::write(&broken, written).unwrap();
    let (is_good, said) = check(&[&broken]);
    assert!(!is_good, "{said}");
    assert!(said.contains(&format!("broken.toml:{line}:")), "{said}");
    assert!(said.ends_with(" flaws\n"), "{said}");

    let (is_good, said) = check(&[&folder.join("missing.toml")]);
    assert!(!is_good && said.contains("missing.toml: "), "{said}");
    fs::remove_dir_all(&folder).unwrap();
}
