//! The team folder without a browser: several devices, each with its own replica of the folder, and a tool
//! between them that does what sync tools do on bad days.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod bad;
mod device;
mod replica;
mod rules;
mod same_file;
mod simulation;
#[path = "../support/mod.rs"]
mod support;
