//! What parts of the program cost: each is taken out by itself, by one change to one line, and the build is weighed
//! again. The changes are in `benches/parts.toml`, the figures in `benches/parts.md`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::reproduce::copy_tracked;
use crate::run::{cargo, output_of, run};
use crate::weigh::{Sum, sums};
use crate::{Context, Result};

const WANTED: &str = "benches/parts.toml";
const FOUND: &str = "benches/parts.md";

struct Part {
    name: String,
    file: PathBuf,
    from: String,
    to: String,
}

/// Measures them all, in a copy of the tracked files.
pub fn parts(root: &Path) -> Result<()> {
    let path = root.join(WANTED);
    let written = fs::read_to_string(&path).context(|| format!("reading {WANTED}"))?;
    let parts = read(&written)?;
    let source = std::env::temp_dir().join(format!("kickoff-parts-{}", std::process::id()));
    copy_tracked(root, &source)?;
    let at = root.display().to_string();
    let commit = output_of("git", &["-C", &at, "rev-parse", "--short", "HEAD"]).unwrap_or_default();
    // Before the first build: one that is not there any more would be found out after many.
    for part in &parts {
        without(part, &source)?;
    }
    let whole = built(&source)?;
    let mut rows = Vec::new();
    for part in &parts {
        let file = source.join(&part.file);
        let before = fs::read(&file).context(|| format!("reading {}", file.display()))?;
        let changed = without(part, &source)?;
        fs::write(&file, changed).context(|| format!("writing {}", file.display()))?;
        let left = built(&source)?;
        fs::write(&file, before).context(|| format!("writing {}", file.display()))?;
        println!(
            "{}: {} and {} bytes",
            part.name,
            whole.first - left.first,
            whole.later - left.later
        );
        rows.push((part.name.clone(), whole.minus(left)));
    }
    rows.sort_by_key(|(_, it)| -(it.first + it.later));
    let to = root.join(FOUND);
    fs::write(&to, table(&commit, whole, &rows)).context(|| format!("writing {FOUND}"))?;
    println!("written to {FOUND}");
    fs::remove_dir_all(&source).context(|| format!("removing {}", source.display()))
}

fn read(written: &str) -> Result<Vec<Part>> {
    let table: toml::Table = written.parse().context(|| format!("reading {WANTED}"))?;
    let all = table.get("part").and_then(toml::Value::as_array).ok_or("there are no parts")?;
    let part = |it: &toml::Value| -> Option<Part> {
        let text = |name: &str| it.get(name)?.as_str().map(str::to_owned);
        let (name, file) = (text("name")?, text("file")?.into());
        Some(Part { name, file, from: text("from")?, to: text("to")? })
    };
    all.iter().map(|it| part(it).ok_or_else(|| format!("{WANTED}: no part: {it}"))).collect()
}

/// The file as it is without the part.
fn without(part: &Part, source: &Path) -> Result<String> {
    let path = source.join(&part.file);
    let text = fs::read_to_string(&path).context(|| format!("reading {}", path.display()))?;
    match text.matches(&part.from).count() {
        1 => Ok(text.replace(&part.from, &part.to)),
        count => {
            let Part { name, file, from, .. } = part;
            Err(format!("{name}: `{}` is {count} times in {}", from.trim(), file.display()))
        }
    }
}

fn built(source: &Path) -> Result<Sum> {
    let mut build = cargo(source, &["xtask", "build"]);
    run(build.env("CARGO_INCREMENTAL", "0"))?;
    sums(&source.join("dist"))
}

fn table(commit: &str, whole: Sum, rows: &[(String, Sum)]) -> String {
    let mut text = format!(
        "# What parts of the program cost\n\n\
         By `cargo xtask parts` at {commit}: bytes of brotli 11 that are saved if a part is taken out alone, by the one \
         change that [parts.toml](parts.toml) names. What two parts share stays with the other one, so the figures do \
         not add up to the whole. A part of less than nothing is one that was compressed along with others.\n\n\
         | part | first screen | after it |\n|---|--:|--:|\n"
    );
    let mut row =
        |name: &str, it: Sum| text.push_str(&format!("| {name} | {} | {} |\n", it.first, it.later));
    row("**everything**", whole);
    for (name, it) in rows {
        row(name, *it);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn every_part_is_in_the_source_once() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let parts = read(&fs::read_to_string(root.join(WANTED)).unwrap()).unwrap();
        assert!(20 < parts.len());
        for part in &parts {
            assert_ne!(without(part, root), Ok(fs::read_to_string(root.join(&part.file)).unwrap()));
        }
    }

    #[test]
    fn what_is_not_there_or_there_twice_is_named() {
        let source = Scratch::with(&[("a.rs", b"one(); two(); two();")]);
        let part = |from: &str| Part {
            name: "it".to_owned(),
            file: "a.rs".into(),
            from: from.to_owned(),
            to: String::new(),
        };
        assert_eq!(without(&part("one(); "), &source), Ok("two(); two();".to_owned()));
        for (from, count) in [("two();", 2), ("three();", 0)] {
            let said = without(&part(from), &source).unwrap_err();
            assert_eq!(said, format!("it: `{from}` is {count} times in a.rs"));
        }
    }

    #[test]
    fn the_table_has_the_whole_first() {
        let sum = |first, later| Sum { first, later };
        let said = table("abc", sum(10, 20), &[("x".to_owned(), sum(-1, 2))]);
        assert!(said.ends_with("| **everything** | 10 | 20 |\n| x | -1 | 2 |\n"), "{said}");
    }
}
