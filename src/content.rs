//! The playbook that ships with the app: one TOML file, both languages side by side.

pub mod check;

use std::sync::OnceLock;

use crate::domain::playbook::Playbook;

/// As written by people; the tests read this one, so that errors have line numbers.
pub const WRITTEN: &str = include_str!("content/customer-kickoff.toml");

/// The same, made by `build.rs`.
const SHIPPED: &str = include_str!(concat!(env!("OUT_DIR"), "/playbook.json"));

/// The playbook, parsed once.
///
/// # Errors
///
/// What is wrong with the content. The tests hold that nothing is.
pub fn playbook() -> Result<&'static Playbook, &'static str> {
    static PLAYBOOK: OnceLock<Result<Playbook, String>> = OnceLock::new();
    PLAYBOOK
        .get_or_init(|| serde_json::from_str(SHIPPED).map_err(|it| it.to_string()))
        .as_ref()
        .map_err(String::as_str)
}
