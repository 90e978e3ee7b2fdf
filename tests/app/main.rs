//! What the screens share, without screens: a session on a device whose clock the tests move.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod commands;
mod device;
mod editing;
mod find;
mod import;
mod meeting_clock;
mod notices;
mod places;
mod shortcut;
#[path = "../support/storage.rs"]
mod storage;
#[path = "../support/mod.rs"]
mod support;
mod tabs;

use device::Device;
