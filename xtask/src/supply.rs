//! Who may come into the build: under which licence, from where, and once. The lists are in `deny.toml`; cargo-deny
//! holds the build against them, as far as that needs no network. The known holes (advisories) need one.

use std::path::Path;

use crate::pins::Pins;
use crate::run::{command, run};
use crate::{Result, tools};

/// What is allowed and needed by nothing is a fault too: such lists only ever grow.
const STALE: [&str; 3] = ["license-not-encountered", "unmatched-skip", "unnecessary-skip"];

/// Holds every crate of the workspace against `deny.toml`, after installing cargo-deny if need be.
pub fn check(root: &Path) -> Result<()> {
    let deny = tools::cargo_deny(&Pins::read(root)?).ensure("")?;
    let graph = ["--locked", "--workspace", "--all-features"];
    let stale = STALE.iter().flat_map(|it| ["--deny", *it]);
    let check = ["check", "bans", "licenses", "sources"];
    run(command(deny).current_dir(root).args(graph).arg(check[0]).args(stale).args(&check[1..]))
}
