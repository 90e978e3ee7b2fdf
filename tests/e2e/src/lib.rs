//! The browser, in the words of a person.
//!
//! A test reads like somebody telling what they do: by the role and the visible name of things, never by the classes
//! or ids of the markup. Nothing sleeps; everything waits for what a person would wait for, up to a limit.

// Everything here serves tests, and a test that cannot go on has failed: a panic is how it says so.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod axe;
pub mod browser;
pub mod counted;
pub mod engine;
pub mod page;
pub mod person;
#[path = "../../support/revision.rs"]
pub mod revision;
pub mod running;
pub mod saved;
pub mod scratch;
pub mod site;
pub mod wait;
pub mod wire;

pub use browser::{Browser, Settings};
pub use counted::Counted;
pub use engine::Engine;
pub use page::Role;
pub use person::Person;
pub use site::Site;
pub use wait::eventually;
