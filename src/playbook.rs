//! The playbooks: each a TOML file in `content`, both languages side by side. The build turns all that
//! are there into JSON, which the page fetches when its first screen is drawn.

mod agenda;
pub mod check;
mod named;
pub mod read;
pub mod revisions;
mod roles;
#[cfg(not(target_arch = "wasm32"))]
pub mod written;

use serde_json::Value as Json;

use crate::domain::library::Library;
#[cfg(not(target_arch = "wasm32"))]
use crate::domain::playbook::Playbook;
use crate::json;

/// Reads the playbooks as they ship: one, or a list of them. They stay for the life of the page.
///
/// # Errors
///
/// What is wrong with them. The tests hold that nothing is.
pub fn from_json(shipped: &str) -> Result<&'static Library, String> {
    // Where it is wrong is told to whoever writes it, before it ships.
    let written = match json::parse(shipped).map_err(|_| "no JSON")? {
        Json::Array(all) => all,
        one => vec![one],
    };
    let mut editions = Vec::new();
    for json in written {
        let (playbook, flaws) = read::playbook(json);
        if !flaws.is_empty() {
            return Err(flaws.join("\n"));
        }
        editions.push(playbook);
    }
    Library::of(editions)
}

/// The one that ships, as people write it.
#[cfg(not(target_arch = "wasm32"))]
pub const WRITTEN: &str = include_str!("playbook/content/customer-kickoff.toml");

/// The library as people write it, read once.
///
/// # Errors
///
/// As [`written::library`].
#[cfg(not(target_arch = "wasm32"))]
pub fn library() -> Result<&'static Library, &'static str> {
    use std::sync::OnceLock;

    static LIBRARY: OnceLock<Result<&'static Library, String>> = OnceLock::new();
    let read = LIBRARY.get_or_init(|| {
        written::library(&[("customer-kickoff.toml", WRITTEN)]).map_err(|it| it.join("\n"))
    });
    read.as_ref().copied().map_err(String::as_str)
}

/// The playbook for new engagements, as people write it.
///
/// # Errors
///
/// As [`library`].
#[cfg(not(target_arch = "wasm32"))]
pub fn playbook() -> Result<&'static Playbook, &'static str> {
    library().map(Library::default)
}
