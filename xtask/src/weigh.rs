//! What the first screen costs over the wire, against the budget.

use std::fs;
use std::path::Path;

use crate::finish::list;
use crate::{Context, Result};

/// No budget may allow more.
const MOST: u64 = 200_000;

struct Weight {
    file: String,
    raw: u64,
    brotli: u64,
}

/// Prints each file of `dist` that the first screen needs and fails if together they are over the budget.
pub fn weigh(dist: &Path, budget: &Path) -> Result<()> {
    let budget = read_budget(budget)?;
    let (weights, later): (Vec<Weight>, Vec<Weight>) =
        weights(dist)?.into_iter().partition(|weight| needed_at_first(&weight.file));
    println!("{:>10} {:>10}  first screen", "bytes", "brotli 11");
    for Weight { file, raw, brotli } in &weights {
        println!("{raw:>10} {brotli:>10}  {file}");
    }
    let raw: u64 = weights.iter().map(|weight| weight.raw).sum();
    let brotli: u64 = weights.iter().map(|weight| weight.brotli).sum();
    println!("{raw:>10} {brotli:>10}  all of it; the budget is {budget}");
    for Weight { file, raw, brotli } in &later {
        println!("{raw:>10} {brotli:>10}  after the first screen: {file}");
    }
    if brotli > budget {
        return Err(format!("the first screen is {} bytes over its budget", brotli - budget));
    }
    Ok(())
}

fn read_budget(path: &Path) -> Result<u64> {
    let name = path.display();
    let text = fs::read_to_string(path).context(|| format!("reading {name}"))?;
    let table: toml::Table = text.parse().context(|| format!("reading {name}"))?;
    let bytes = table.get("first-screen-brotli-bytes").and_then(toml::Value::as_integer);
    match bytes.and_then(|bytes| u64::try_from(bytes).ok()) {
        Some(bytes) if bytes <= MOST => Ok(bytes),
        Some(bytes) => Err(format!("{name} allows {bytes} bytes, and {MOST} is the most")),
        None => Err(format!("{name} has no `first-screen-brotli-bytes`")),
    }
}

fn weights(dist: &Path) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    for file in list(dist)? {
        let path = dist.join(&file);
        let bytes = fs::read(&path).context(|| format!("reading {}", path.display()))?;
        let brotli = compressed(&bytes).context(|| format!("compressing {file}"))?;
        weights.push(Weight { file, raw: bytes.len() as u64, brotli });
    }
    weights.sort_by(|a, b| b.brotli.cmp(&a.brotli).then_with(|| a.file.cmp(&b.file)));
    Ok(weights)
}

/// Everything but what is fetched when the first screen, the list of engagements, is drawn already: the rest of the
/// program, the playbook, the offline worker, and what only an installed app shows. Nor what is for other programs.
fn needed_at_first(file: &str) -> bool {
    let is_later = file.starts_with("playbook-")
        || file.ends_with("-later.wasm")
        || file.starts_with("style-later-")
        || file == "sw.js"
        || file == "_headers"
        || file.starts_with("schema/")
        || file.ends_with(".webmanifest")
        || (file.starts_with("icons/") && file.ends_with(".png"));
    !is_later
}

fn compressed(bytes: &[u8]) -> std::io::Result<u64> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;
    use std::path::PathBuf;

    fn dist(wasm: &[u8]) -> Scratch {
        Scratch::with(&[
            ("icons/icon.svg", b"<svg/>"),
            ("icons/icon-512.png", &[7; 999]),
            ("app.wasm", wasm),
        ])
    }

    fn budget(dir: &Path, text: &str) -> PathBuf {
        let path = dir.join("budget.toml");
        fs::write(&path, text).unwrap();
        path
    }

    /// Bytes that do not compress, from a small generator.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u64;
        (0..length)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (state >> 56) as u8
            })
            .collect()
    }

    #[test]
    fn what_comes_after_the_first_screen_is_told_apart() {
        let first =
            ["icons/icon.svg", "app.wasm", "index.html", "app.js", "parts-1.css", "boot-1.js"];
        assert!(first.into_iter().all(needed_at_first));
        let later = [
            "icons/icon-512.png",
            "kickoff-1-later.wasm",
            "style-later-1.css",
            "playbook-1.json",
            "sw.js",
            "_headers",
            "manifest.webmanifest",
            "schema/kickoff-engagements-1.schema.json",
        ];
        assert!(!later.into_iter().any(needed_at_first));
        let files: Vec<String> =
            weights(&dist(b"x")).unwrap().into_iter().map(|weight| weight.file).collect();
        assert!(files.contains(&"app.wasm".to_owned()), "{files:?}");
    }

    #[test]
    fn the_budget_is_kept() {
        let dir = dist(&noise(3_000));
        let over = weigh(&dir, &budget(&dir, "first-screen-brotli-bytes = 2_000")).unwrap_err();
        assert!(over.contains("over its budget"), "{over}");
        weigh(&dir, &budget(&dir, "first-screen-brotli-bytes = 4_000")).unwrap();
    }

    #[test]
    fn the_budget_cannot_be_raised_beyond_the_most() {
        let dir = dist(b"x");
        assert!(read_budget(&budget(&dir, "first-screen-brotli-bytes = 200_001")).is_err());
        assert!(read_budget(&budget(&dir, "other = 1")).is_err());
    }

    #[test]
    fn text_is_weighed_compressed() {
        let text = "the same again and again ".repeat(200);
        assert!(compressed(text.as_bytes()).unwrap() < 100);
    }
}
