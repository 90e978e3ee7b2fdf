//! What is needed around the app: finding the build's tools, finishing a build, serving it, testing it, weighing it.
//!
//! `cargo xtask` is the command; the library is there for the browser tests, which serve a build of their own.

pub mod bench;
pub mod browser;
pub mod build;
pub mod content;
pub mod engines;
pub mod finish;
pub mod headers;
pub mod kit;
pub mod lighthouse;
pub mod minify;
pub mod parts;
pub mod pins;
pub mod playbook;
pub mod release;
pub mod report;
pub mod reproduce;
pub mod run;
#[cfg(test)]
mod scratch;
pub mod server;
pub mod split;
pub mod stages;
pub mod supply;
pub mod tools;
pub mod weigh;

pub use server::StaticServer;

/// Every failure here ends the command, so a sentence for the person at the terminal is all that is kept of it.
pub type Result<T> = std::result::Result<T, String>;

/// Puts what was being done in front of why it failed.
pub trait Context<T> {
    /// `doing` reads like "reading dist/index.html".
    fn context(self, doing: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: std::fmt::Display> Context<T> for std::result::Result<T, E> {
    fn context(self, doing: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| format!("{}: {error}", doing()))
    }
}
