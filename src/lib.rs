//! Kickoff, without its screens: everything here is plain Rust that runs and is tested natively.
//!
//! Reading order: what a kickoff is ([`domain`]), the playbook that ships with the app
//! ([`content`]), the words of the interface ([`i18n`]), how work is kept and handed over
//! ([`storage`]), and the desk at which all of it meets ([`desk`]). The screens live in the
//! binary, which is the only part that knows a browser.

pub mod content;
pub mod desk;
pub mod domain;
pub mod i18n;
pub mod place;
pub mod storage;
