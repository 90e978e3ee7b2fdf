//! The pinned versions: `[workspace.metadata.tools]` in Cargo.toml, and Cargo.lock for what has to agree with a crate.

use std::fs;
use std::path::Path;

use crate::{Context, Result};

pub struct Pins {
    pub trunk: String,
    pub cargo_deny: String,
    pub geckodriver: String,
    /// Read from the lock file, because the tool refuses any other version than the crate's.
    pub wasm_bindgen: String,
    /// The major version that the browser tests were written with.
    pub chrome: String,
}

impl Pins {
    pub fn read(root: &Path) -> Result<Self> {
        let manifest = table(&root.join("Cargo.toml"))?;
        let tool = |name: &str| {
            manifest["workspace"]
                .get("metadata")
                .and_then(|metadata| metadata.get("tools"))
                .and_then(|tools| tools.get(name))
                .and_then(toml::Value::as_str)
                .map(str::to_owned)
                .ok_or_else(|| format!("Cargo.toml has no `{name}` in [workspace.metadata.tools]"))
        };
        let lock = table(&root.join("Cargo.lock"))?;
        let wasm_bindgen = lock
            .get("package")
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten()
            .find(|package| {
                package.get("name").and_then(toml::Value::as_str) == Some("wasm-bindgen")
            })
            .and_then(|package| package.get("version"))
            .and_then(toml::Value::as_str)
            .ok_or("Cargo.lock names no wasm-bindgen")?
            .to_owned();
        Ok(Self {
            trunk: tool("trunk")?,
            cargo_deny: tool("cargo-deny")?,
            geckodriver: tool("geckodriver")?,
            wasm_bindgen,
            chrome: tool("chrome")?,
        })
    }
}

fn table(path: &Path) -> Result<toml::Table> {
    let text = fs::read_to_string(path).context(|| format!("reading {}", path.display()))?;
    text.parse().context(|| format!("reading {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_workspace_pins_its_tools() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let pins = Pins::read(root).unwrap();
        for version in [&pins.trunk, &pins.cargo_deny, &pins.wasm_bindgen] {
            assert_eq!(version.split('.').count(), 3, "{version} is not a whole version");
        }
        assert!(pins.chrome.parse::<u32>().is_ok(), "{} is not a major version", pins.chrome);
    }
}
