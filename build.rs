//! Turns the playbook that people write (TOML) into what the page can already read (JSON): a TOML
//! parser in the page would cost 60 KB.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

const PLAYBOOK: &str = "src/content/customer-kickoff.toml";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={PLAYBOOK}");
    let written = fs::read_to_string(PLAYBOOK)?;
    let parsed: serde_json::Value =
        toml::from_str(&written).map_err(|it| format!("{PLAYBOOK}: {it}"))?;
    let out = PathBuf::from(env::var("OUT_DIR")?).join("playbook.json");
    fs::write(out, serde_json::to_string(&parsed)?)?;
    Ok(())
}
