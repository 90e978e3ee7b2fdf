//! The life of a click: from the edit to what is kept and undone.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod blank;
mod changes;
mod life;
#[path = "../support/office.rs"]
mod office;
mod refused;
#[path = "../support/storage.rs"]
mod storage;
#[path = "../support/mod.rs"]
mod support;
mod undo;
mod unseen;

use office::Office;
