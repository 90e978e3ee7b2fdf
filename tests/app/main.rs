//! What the screens share, without screens: a session on a device whose clock the tests move.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod archiving;
mod commands;
mod device;
mod editing;
mod find;
mod import;
mod meeting_clock;
mod notices;
mod places;
#[path = "../team_folder/replica.rs"]
#[allow(dead_code)] // All of it is used where it comes from.
mod replica;
mod selection;
#[path = "../support/shelf.rs"]
mod shelf;
mod shortcut;
#[path = "../support/storage.rs"]
mod storage;
#[path = "../support/mod.rs"]
mod support;
mod tabs;
mod team_folder;

use device::Device;
use support::chance::Chance;
