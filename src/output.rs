//! What leaves the app for people: pure, and in their language.

pub mod customer_screen;
pub mod customer_summary;
pub mod file;
pub mod shared;
pub mod summary;
