//! The playbook: one TOML file, both languages side by side. The build turns it into JSON, which the
//! page fetches when its first screen is drawn.

pub mod check;
pub mod read;
mod roles;

use crate::domain::playbook::Playbook;
use crate::json;

/// Reads the playbook as it ships. It stays for the life of the page.
///
/// # Errors
///
/// What is wrong with it. The tests hold that nothing is.
pub fn from_json(shipped: &str) -> Result<&'static Playbook, String> {
    let json = json::parse(shipped).map_err(|it| format!("{it:?}"))?;
    let (playbook, flaws) = read::playbook(json);
    if flaws.is_empty() { Ok(Box::leak(Box::new(playbook))) } else { Err(flaws.join("\n")) }
}

/// As people write it.
#[cfg(not(target_arch = "wasm32"))]
pub const WRITTEN: &str = include_str!("playbook/customer-kickoff.toml");

/// The playbook as people write it, read once.
///
/// # Errors
///
/// As [`from_json`], with the line if it is no TOML.
#[cfg(not(target_arch = "wasm32"))]
pub fn playbook() -> Result<&'static Playbook, &'static str> {
    use std::sync::OnceLock;

    static PLAYBOOK: OnceLock<Result<&'static Playbook, String>> = OnceLock::new();
    let read = PLAYBOOK.get_or_init(|| {
        let json: serde_json::Value = toml::from_str(WRITTEN).map_err(|it| it.to_string())?;
        from_json(&json.to_string())
    });
    read.as_ref().copied().map_err(String::as_str)
}
