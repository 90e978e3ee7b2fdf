//! Who may come into the build: under which licence, from where, and once. The lists are in `deny.toml`, in the form of
//! cargo-deny, which looks into more (known holes above all) but takes long to compile and a network to be of use. What
//! can be told from `cargo metadata` is told here, on every change and without either.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::run::{command, output_of, run};
use crate::{Context, Result};

/// What `deny.toml` allows.
struct Rules {
    licences: BTreeSet<String>,
    registries: BTreeSet<String>,
    /// `name@version` of what is there in more than one version.
    doubles: BTreeSet<String>,
}

/// A crate of the build that is not ours.
struct Guest {
    name: String,
    version: String,
    licence: String,
    source: String,
}

/// Holds the build against `deny.toml`; with cargo-deny as well, where that is installed.
pub fn check(root: &Path) -> Result<()> {
    let path = root.join("deny.toml");
    let text = fs::read_to_string(&path).context(|| format!("reading {}", path.display()))?;
    let rules = Rules::read(&text)?;
    let manifest = root.join("Cargo.toml").display().to_string();
    let words =
        ["metadata", "--locked", "--format-version=1", "--manifest-path", manifest.as_str()];
    let said = output_of("cargo", &words).ok_or("`cargo metadata --locked` failed")?;
    let guests = guests(&serde_json::from_str(&said).context(|| "reading its answer".to_owned())?);
    let wrong = complaints(&guests, &rules);
    if !wrong.is_empty() {
        return Err(wrong.join("\n"));
    }
    println!("{} crates, {} licences: as deny.toml has it", guests.len(), rules.licences.len());
    if output_of("cargo", &["deny", "--version"]).is_some() {
        let what = ["deny", "--offline", "check", "bans", "licenses", "sources"];
        return run(command("cargo").current_dir(root).args(what));
    }
    println!(
        "known holes are not looked for here: `cargo deny check advisories` does, with a network"
    );
    Ok(())
}

impl Rules {
    fn read(text: &str) -> Result<Rules> {
        let table: toml::Table = text.parse().context(|| "reading deny.toml".to_owned())?;
        let list = |section: &str, name: &str| {
            let list = table.get(section).and_then(|it| it.get(name)).and_then(|it| it.as_array());
            list.ok_or_else(|| format!("deny.toml has no list [{section}] {name}"))
        };
        let texts = |section: &str, name: &str| -> Result<BTreeSet<String>> {
            let texts = list(section, name)?.iter().filter_map(|it| it.as_str());
            Ok(texts.map(str::to_owned).collect())
        };
        let skipped = list("bans", "skip")?.iter();
        let doubles = skipped.filter_map(|it| it.get("crate")?.as_str().map(str::to_owned));
        Ok(Rules {
            licences: texts("licenses", "allow")?,
            registries: texts("sources", "allow-registry")?,
            doubles: doubles.collect(),
        })
    }
}

fn guests(metadata: &Value) -> Vec<Guest> {
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    let all = packages.map(|it| Guest {
        name: text(&it["name"]),
        version: text(&it["version"]),
        licence: text(&it["license"]),
        source: text(&it["source"]),
    });
    // Ours have no source but this folder.
    all.filter(|it| !it.source.is_empty()).collect()
}

/// Everything that is not as the rules have it, and every rule that nothing needs any more.
fn complaints(guests: &[Guest], rules: &Rules) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for Guest { name, version, licence, source } in guests {
        versions.entry(name).or_default().push(version);
        let registry = source.split_once("registry+").map_or(source.as_str(), |(_, it)| it);
        if !rules.registries.contains(registry) {
            wrong.push(format!("{name} {version} comes from {source}"));
        }
        match licensed(licence, &rules.licences) {
            Some(under) => used.extend(under),
            None => wrong.push(format!("{name} {version} is licensed under “{licence}”")),
        }
    }
    for licence in rules.licences.difference(&used) {
        wrong.push(format!("deny.toml allows {licence}, which nothing needs"));
    }
    let mut doubles = BTreeSet::new();
    for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
        let written: Vec<String> = versions.iter().map(|it| format!("{name}@{it}")).collect();
        let (skipped, rest): (Vec<_>, Vec<_>) =
            written.into_iter().partition(|it| rules.doubles.contains(it));
        if rest.len() > 1 {
            wrong.push(format!("{name} is there in versions {}", versions.join(" and ")));
        }
        doubles.extend(skipped);
    }
    for double in rules.doubles.difference(&doubles) {
        wrong.push(format!("deny.toml skips {double}, which is no double"));
    }
    wrong
}

/// The allowed licences that fulfil an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0`; `None` if they do not.
/// The slash is how crates wrote "or" before there was a standard.
fn licensed(expression: &str, allowed: &BTreeSet<String>) -> Option<BTreeSet<String>> {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let under = any_of(&mut rest, allowed)?;
    if rest.is_empty() { under } else { None }
}

/// The outer `None` is an expression that cannot be read, the inner one a licence that is not allowed.
type Fulfilled = Option<Option<BTreeSet<String>>>;

fn any_of(rest: &mut &[&str], allowed: &BTreeSet<String>) -> Fulfilled {
    let mut first = all_of(rest, allowed)?;
    while let Some((&"OR", after)) = rest.split_first() {
        *rest = after;
        let next = all_of(rest, allowed)?;
        first = first.or(next);
    }
    Some(first)
}

fn all_of(rest: &mut &[&str], allowed: &BTreeSet<String>) -> Fulfilled {
    let mut all = one(rest, allowed)?;
    while let Some((&"AND", after)) = rest.split_first() {
        *rest = after;
        let next = one(rest, allowed)?;
        all = all.zip(next).map(|(all, next)| all.union(&next).cloned().collect());
    }
    Some(all)
}

fn one(rest: &mut &[&str], allowed: &BTreeSet<String>) -> Fulfilled {
    let (&word, after) = rest.split_first()?;
    *rest = after;
    if word == "(" {
        let inside = any_of(rest, allowed)?;
        let (&")", after) = rest.split_first()? else { return None };
        *rest = after;
        return Some(inside);
    }
    let mut licence = word.to_owned();
    if let [with, exception, after @ ..] = *rest
        && *with == "WITH"
    {
        licence = format!("{word} WITH {exception}");
        *rest = after;
    }
    Some(allowed.get(&licence).map(|it| BTreeSet::from([it.clone()])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn licences_are_read_as_they_are_meant() {
        let allowed = set(&["MIT", "Unicode-3.0", "Zlib"]);
        for (expression, under) in [
            ("MIT", vec!["MIT"]),
            ("Apache-2.0 OR MIT", vec!["MIT"]),
            ("Apache-2.0/MIT", vec!["MIT"]),
            ("Apache-2.0 / MIT", vec!["MIT"]),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", vec!["MIT", "Unicode-3.0"]),
            ("GPL-3.0 AND MIT OR Zlib", vec!["Zlib"]),
            ("Apache-2.0 WITH LLVM-exception OR MIT", vec!["MIT"]),
        ] {
            assert_eq!(licensed(expression, &allowed), Some(set(&under)), "{expression}");
        }
        for expression in [
            "",
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "MIT WITH other",
            "(MIT",
            "MIT)",
            "MIT OR",
            "MIT MIT",
        ] {
            assert_eq!(licensed(expression, &allowed), None, "{expression}");
        }
    }

    fn guest(name: &str, version: &str, licence: &str) -> Guest {
        let source = "registry+https://example.com/index".to_owned();
        Guest {
            name: name.to_owned(),
            version: version.to_owned(),
            licence: licence.to_owned(),
            source,
        }
    }

    fn rules() -> Rules {
        Rules {
            licences: set(&["MIT"]),
            registries: set(&["https://example.com/index"]),
            doubles: set(&["old@1.0.0"]),
        }
    }

    #[test]
    fn a_build_as_the_rules_have_it_passes() {
        let guests = [guest("old", "1.0.0", "MIT"), guest("old", "2.0.0", "MIT")];
        assert_eq!(complaints(&guests, &rules()), Vec::<String>::new());
    }

    #[test]
    fn what_the_rules_do_not_have_is_said() {
        let mut stray = guest("stray", "1.0.0", "MIT");
        stray.source = "git+https://example.com/stray".to_owned();
        let guests = [guest("a", "1.0.0", "GPL-3.0"), guest("a", "2.0.0", "MIT"), stray];
        let wrong = complaints(&guests, &rules()).join("\n");
        for said in [
            "a 1.0.0 is licensed under “GPL-3.0”",
            "a is there in versions 1.0.0 and 2.0.0",
            "stray 1.0.0 comes from git+",
            "deny.toml skips old@1.0.0",
        ] {
            assert!(wrong.contains(said), "{said}: {wrong}");
        }
        let unneeded = complaints(
            &[guest("old", "1.0.0", "MIT")],
            &Rules { licences: set(&["MIT", "Zlib"]), ..rules() },
        );
        assert!(unneeded.join("\n").contains("allows Zlib"), "{unneeded:?}");
    }
}
