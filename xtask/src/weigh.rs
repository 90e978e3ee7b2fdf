//! What the first screen costs over the wire, and what comes after it, each against its budget.

use std::fs;
use std::path::Path;

use crate::finish::list;
use crate::{Context, Result};

/// No budget of the first screen may allow more.
const MOST: u64 = 200_000;

/// What may weigh how much, compressed.
#[derive(Debug, PartialEq)]
struct Budget {
    first: u64,
    later: u64,
}

struct Weight {
    file: String,
    raw: u64,
    brotli: u64,
}

/// Prints each file of `dist`, and fails if those that the first screen needs are over the budget together, or all
/// others over theirs.
pub fn weigh(dist: &Path, budget: &Path) -> Result<()> {
    let budget = read_budget(budget)?;
    let (weights, later): (Vec<Weight>, Vec<Weight>) =
        weights(dist)?.into_iter().partition(|weight| needed_at_first(&weight.file));
    let first = print("first screen", &weights, budget.first);
    let later = print("after the first screen", &later, budget.later);
    let over =
        [("the first screen", first, budget.first), ("what comes after it", later, budget.later)];
    match over.into_iter().find(|(_, brotli, budget)| budget < brotli) {
        Some((what, brotli, budget)) => {
            Err(format!("{what} is {} bytes over its budget", brotli - budget))
        }
        None => Ok(()),
    }
}

/// Bytes of brotli, or a difference of such.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sum {
    pub first: i64,
    pub later: i64,
}

impl Sum {
    pub fn minus(self, other: Sum) -> Sum {
        Sum { first: self.first - other.first, later: self.later - other.later }
    }
}

/// What the first screen needs, and all that comes after it.
pub fn sums(dist: &Path) -> Result<Sum> {
    let mut sum = Sum { first: 0, later: 0 };
    for Weight { file, brotli, .. } in weights(dist)? {
        let part = if needed_at_first(&file) { &mut sum.first } else { &mut sum.later };
        *part += i64::try_from(brotli).unwrap_or(i64::MAX);
    }
    Ok(sum)
}

/// Prints these, and adds them up.
fn print(title: &str, weights: &[Weight], budget: u64) -> u64 {
    println!("{:>10} {:>10}  {title}", "bytes", "brotli 11");
    for Weight { file, raw, brotli } in weights {
        println!("{raw:>10} {brotli:>10}  {file}");
    }
    let raw: u64 = weights.iter().map(|weight| weight.raw).sum();
    let brotli: u64 = weights.iter().map(|weight| weight.brotli).sum();
    println!("{raw:>10} {brotli:>10}  all of it; the budget is {budget}");
    brotli
}

fn read_budget(path: &Path) -> Result<Budget> {
    let name = path.display();
    let text = fs::read_to_string(path).context(|| format!("reading {name}"))?;
    let table: toml::Table = text.parse().context(|| format!("reading {name}"))?;
    let of = |part: &str| {
        let bytes = table.get(part).and_then(toml::Value::as_integer);
        bytes.and_then(|it| u64::try_from(it).ok()).ok_or(format!("{name} has no `{part}`"))
    };
    let budget =
        Budget { first: of("first-screen-brotli-bytes")?, later: of("later-brotli-bytes")? };
    if MOST < budget.first {
        return Err(format!("{name} allows {} bytes, and {MOST} is the most", budget.first));
    }
    Ok(budget)
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
    packed(bytes).map(|it| it.len() as u64)
}

/// As brotli 11.
pub fn packed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out)
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

    fn of(first: u64, later: u64) -> String {
        format!("first-screen-brotli-bytes = {first}\nlater-brotli-bytes = {later}")
    }

    #[test]
    fn each_budget_is_kept() {
        let dir = dist(&noise(3_000));
        let weighed = |first, later| weigh(&dir, &budget(&dir, &of(first, later)));
        let over = weighed(2_000, 4_000).unwrap_err();
        assert!(over.contains("the first screen is"), "{over}");
        let over = weighed(4_000, 4).unwrap_err();
        assert!(over.contains("what comes after it is"), "{over}");
        weighed(4_000, 4_000).unwrap();
    }

    #[test]
    fn the_budget_cannot_be_raised_beyond_the_most() {
        let dir = dist(b"x");
        assert!(read_budget(&budget(&dir, &of(200_001, 1))).is_err());
        assert!(read_budget(&budget(&dir, "first-screen-brotli-bytes = 1")).is_err());
        assert_eq!(read_budget(&budget(&dir, &of(9, 8))), Ok(Budget { first: 9, later: 8 }));
    }

    #[test]
    fn text_is_weighed_compressed() {
        let text = "the same again and again ".repeat(200);
        assert!(compressed(text.as_bytes()).unwrap() < 100);
    }
}
