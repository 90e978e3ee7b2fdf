//! Looking at playbooks as people write them. The rules are the app's own, so it is the app that is asked.

use std::path::Path;

use crate::Result;
use crate::run::{cargo, run};

/// Every flaw of these files, with its line and column.
pub fn check(root: &Path, files: &[&str]) -> Result<()> {
    if files.is_empty() {
        return Err("which file? cargo xtask check-playbook FILE…".to_owned());
    }
    let words = ["run", "--quiet", "--locked", "--package", "kickoff", "--bin", "kickoff", "--"];
    let mut check = cargo(root, &words);
    // A path is meant from where somebody stands.
    check.arg("check-playbook");
    for file in files {
        check.arg(std::path::absolute(file).unwrap_or_else(|_| file.into()));
    }
    run(&mut check)
}
