//! Splits the program: what the first screen needs, and what is fetched once that is drawn.
//!
//! Trunk cannot split a program, so this takes the linked program that trunk has built, splits it at the functions
//! marked `#[wasm_split]`, makes wasm-bindgen's glue for the first part anew, and puts the result in trunk's place.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::finish::{hex, list};
use crate::run::{command, output_of, run};
use crate::{Context, Result};

const INDEX: &str = "index.html";

/// The variable of the environment that makes a release build keep the names of its functions, for a profile of it.
pub const KEEP_NAMES: &str = "KICKOFF_KEEP_NAMES";

/// Splits the program of the build in `staging`.
pub fn split(root: &Path, staging: &Path, wasm_bindgen: &Path, debug: bool) -> Result<()> {
    let keeps_names = debug || std::env::var_os(KEEP_NAMES).is_some();
    let linked = linked_program(root, debug)?;
    let program = fs::read(&linked).context(|| format!("reading {}", linked.display()))?;
    let name = format!("kickoff-{}", hex(&Sha256::digest(&program)));

    let scratch = staging.join("split");
    let first = scratch.join("first.wasm");
    let link = format!("./{name}-link.js");
    let glue = format!("./{name}.js");
    let mut options = wasm_split_cli_support::Options::new(&program);
    options.output_dir = &scratch;
    options.main_out_path = &first;
    options.link_name = &link;
    options.main_module = &glue;
    let parts = wasm_split_cli_support::transform(options)
        .map_err(|error| format!("splitting {}: {error:#}", linked.display()))?;

    remove_unsplit(staging)?;
    let mut bind = command(wasm_bindgen);
    // The parts share the memory and the table of functions, which a program alone would not export.
    bind.args(["--target", "web", "--no-typescript", "--keep-lld-exports"]);
    bind.args(["--out-name", &name, "--out-dir"]);
    bind.arg(staging);
    if !keeps_names {
        bind.args(["--remove-name-section", "--remove-producers-section"]);
    }
    run(bind.arg(&first))?;

    let mut loader = read_text(&scratch.join(&link))?;
    for part in parts.split_modules {
        let file = part.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let own = format!("{name}-{}", file.trim_start_matches("split_"));
        let bytes = fs::read(&part).context(|| format!("reading {}", part.display()))?;
        let bytes = if keeps_names { bytes } else { without_names(&bytes)? };
        fs::write(staging.join(&own), bytes).context(|| format!("writing {own}"))?;
        loader = loader.replace(&file, &own);
    }
    fs::write(staging.join(&link), with_style(&loader)?).context(|| format!("writing {link}"))?;
    fs::remove_dir_all(&scratch).context(|| "removing the scratch folder".to_owned())?;
    name_in_index(staging, &name)
}

/// The loader of the other part with its style sheet as something to wait for: fetched at the same time, and there
/// before the part is.
fn with_style(loader: &str) -> Result<String> {
    const NOTHING_ELSE: &str = ", []));";
    match loader.matches(NOTHING_ELSE).count() {
        1 => Ok(loader.replace(NOTHING_ELSE, ", [style]));") + include_str!("later_style.js")),
        count => Err(format!("one other part is expected, not {count}")),
    }
}

/// The program as the linker left it: wasm-bindgen drops the relocations that a split needs.
fn linked_program(root: &Path, debug: bool) -> Result<PathBuf> {
    let manifest = root.join("Cargo.toml").display().to_string();
    let words =
        ["metadata", "--offline", "--no-deps", "--format-version=1", "--manifest-path", &manifest];
    let said = output_of("cargo", &words).ok_or("`cargo metadata` failed")?;
    let metadata: serde_json::Value =
        serde_json::from_str(&said).context(|| "reading `cargo metadata`".to_owned())?;
    let target = metadata["target_directory"].as_str().ok_or("cargo names no target folder")?;
    let profile = if debug { "debug" } else { "release" };
    Ok(Path::new(target).join("wasm32-unknown-unknown").join(profile).join("kickoff.wasm"))
}

/// Trunk's own program and glue, which nothing asks for any more.
fn remove_unsplit(staging: &Path) -> Result<()> {
    for file in list(staging)? {
        if file.starts_with("kickoff-") {
            fs::remove_file(staging.join(&file)).context(|| format!("removing {file}"))?;
        }
    }
    Ok(())
}

/// The page asks for the new names. Trunk names both files by one hash, as we do.
fn name_in_index(staging: &Path, name: &str) -> Result<()> {
    let index = read_text(&staging.join(INDEX))?;
    let start = index.find("kickoff-").ok_or("index.html names no program")?;
    let end = index[start..].find(".js").ok_or("index.html names no script")? + start;
    let old = &index[start..end];
    let link = format!("<link rel=\"modulepreload\" href=\"./{name}-link.js\"></head>");
    let index = index.replace(old, name).replace("</head>", &link);
    fs::write(staging.join(INDEX), index).context(|| format!("writing {INDEX}"))
}

/// A wasm file without what only debuggers and tools read: the names of its functions, and who made it.
fn without_names(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut kept = wasm_encoder::Module::new();
    for part in wasmparser::Parser::new(0).parse_all(wasm) {
        let part = part.context(|| "reading a part of the program".to_owned())?;
        match part.as_section() {
            Some((0, _)) | None => {}
            Some((id, range)) => {
                let data = &wasm[range.start as usize..range.end as usize];
                kept.section(&wasm_encoder::RawSection { id, data });
            }
        }
    }
    Ok(kept.finish())
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).context(|| format!("reading {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn names_are_dropped_and_everything_else_stays() {
        let types = [1, 4, 1, 0x60, 0, 0];
        let memory = [5, 3, 1, 0, 1];
        let names = [0, 5, 4, b'n', b'a', b'm', b'e'];
        let header = *b"\0asm\x01\0\0\0";
        let whole = [&header[..], &types, &names, &memory].concat();
        assert_eq!(without_names(&whole).unwrap(), [&header[..], &types, &memory].concat());
        assert!(without_names(&whole[..whole.len() - 1]).is_err(), "cut off");
        assert!(without_names(b"\0asm").is_err(), "no header");
    }

    #[test]
    fn the_other_part_waits_for_its_style() {
        let loader = "export const load = wrapAsyncCb(makeLoad(() => {}\n, []));\n";
        let with = with_style(loader).unwrap();
        assert!(with.contains(", [style]));") && with.contains("function style()"), "{with}");
        assert!(with_style(&loader.repeat(2)).is_err());
        assert!(with_style("").is_err());
    }

    #[test]
    fn the_page_asks_for_the_new_names() {
        let index =
            b"<script data-js=./kickoff-1.js data-wasm=./kickoff-1_bg.wasm></script></head>";
        let dir = Scratch::with(&[("index.html", index), ("kickoff-1.js", b""), ("sw.js", b"")]);
        remove_unsplit(&dir).unwrap();
        name_in_index(&dir, "kickoff-2").unwrap();
        assert_eq!(
            fs::read_to_string(dir.join("index.html")).unwrap(),
            "<script data-js=./kickoff-2.js data-wasm=./kickoff-2_bg.wasm></script>\
             <link rel=\"modulepreload\" href=\"./kickoff-2-link.js\"></head>"
        );
        assert_eq!(list(&dir).unwrap(), ["index.html", "sw.js"]);
    }
}
