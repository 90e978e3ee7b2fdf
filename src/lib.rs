//! Kickoff, without its screens: everything here is plain Rust that runs and is tested natively.
//!
//! Reading order: what a kickoff is ([`domain`]), the playbook that ships with the app
//! ([`playbook`]), how work is kept and handed over ([`store`]), the words of the interface
//! ([`i18n`]), what leaves the app for people ([`output`]), one engagement under edit ([`editor`]),
//! and what the screens share ([`app`]), on signals ([`kit::reactive`]). The screens live in the binary, which
//! is the only part that knows a browser.

#![warn(missing_docs)]

pub mod app;
pub mod domain;
pub mod editor;
pub mod i18n;
pub mod json;
pub mod output;
pub mod playbook;
pub mod store;
