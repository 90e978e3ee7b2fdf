//! What is kept, with storage that works, refuses or breaks.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod copies;
mod damage;
mod engagements;
mod faults;
mod generations;
mod killed;
#[path = "../support/office.rs"]
mod office;
mod recover;
mod room;
mod session;
#[path = "../support/storage.rs"]
mod storage;
#[path = "../support/mod.rs"]
mod support;
mod tail;

use office::Office;
