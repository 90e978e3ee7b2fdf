//! What leaves the app for people: pure, and in their language.

pub mod file;
pub mod summary;
