//! Two copies of one engagement, edited apart, become one: what holds of every history, and each
//! rule by its name.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod copies;
mod laws;
mod review;
mod rules;
#[path = "../support/mod.rs"]
mod support;
mod tabs;
mod writes;
