//! The published schema of the exported file: it is the one that the tables make, a validator that knows
//! nothing of them accepts what was ever written, and it says no where the app does.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod accepted;
mod agreed;
mod another_tool;
mod described;
mod judge;
mod pool;
mod refused;
mod revisions;
mod spelling;

#[path = "../merge/copies.rs"]
#[allow(dead_code)]
mod copies;
#[path = "../support/mod.rs"]
mod support;
