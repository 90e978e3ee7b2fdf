//! Which style sheet a rule stands in: the first screen is sent only what it can use, and everything of that.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::source::{Source, sources};

/// Where the page itself names a class; what it looks like stands in the first sheet too.
const PAGE: [&str; 2] = ["index.html", "public/recover.js"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whatever could be a class or an attribute in the texts of some files.
fn words<'a>(files: impl IntoIterator<Item = &'a Source>) -> BTreeSet<String> {
    let texts = files.into_iter().flat_map(|it| &it.texts);
    texts.flat_map(|it| it.split(|it| !is_of_name(it))).map(str::to_owned).collect()
}

fn is_of_name(it: char) -> bool {
    it.is_ascii_alphanumeric() || it == '-' || it == '_'
}

/// What the first part draws with: its own files, and of the pieces those that it speaks of.
fn used_at_first() -> BTreeSet<String> {
    let own = sources(&["ui/first", "ui/both", "ui/split", "ui/kit"]);
    let mut drawn: Vec<Source> = own;
    let mut pieces = sources(&["ui/parts/"]);
    while let Some(at) = pieces.iter().position(|it| is_spoken_of(it, &drawn)) {
        drawn.push(pieces.remove(at));
    }
    let mut used = words(&drawn);
    for file in PAGE {
        let text = fs::read_to_string(root().join(file)).unwrap();
        let classes = text.split("class=\"").skip(1).filter_map(|it| it.split('"').next());
        used.extend(classes.flat_map(str::split_whitespace).map(str::to_owned));
    }
    used
}

/// Whether one of the public names of a piece stands in one of the files.
fn is_spoken_of(piece: &Source, files: &[Source]) -> bool {
    let kinds = ["pub fn ", "pub struct ", "pub enum "];
    let names = kinds.into_iter().flat_map(|kind| piece.code.split(kind).skip(1));
    let names = names.filter_map(|it| it.split(|it| !is_of_name(it)).next());
    let mut names = names.collect::<Vec<&str>>().into_iter();
    names
        .any(|name| files.iter().any(|it| it.code.split(|it| !is_of_name(it)).any(|it| it == name)))
}

/// The selectors of a sheet, one by one.
fn selectors(sheet: &str) -> Vec<String> {
    let mut plain = String::new();
    for (at, part) in sheet.split("/*").enumerate() {
        plain += if at == 0 { part } else { part.split_once("*/").unwrap().1 };
    }
    let heads = plain.split('{').filter_map(|it| it.rsplit(['}', ';', '{']).next());
    let mut found = Vec::new();
    for head in heads.map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('@')) {
        let mut depth = 0;
        let parts = head.split(|it| {
            depth += i32::from(it == '(') - i32::from(it == ')');
            it == ',' && depth == 0
        });
        found.extend(parts.map(|it| it.trim().to_owned()));
    }
    found
}

/// What must be there for a selector to find anything: classes, our own attributes, and elements that have a class.
fn names(selector: &str) -> Vec<String> {
    let mut plain = String::new();
    for (at, part) in selector.split(":not(").enumerate() {
        plain += if at == 0 { part } else { part.split_once(')').unwrap().1 };
    }
    let mut found = Vec::new();
    let name = |it: &str| it.chars().take_while(|it| is_of_name(*it)).collect::<String>();
    for (at, _) in plain.match_indices('.') {
        found.push(name(&plain[at + 1..]));
        let before = plain[..at].rsplit(|it: char| !it.is_ascii_alphanumeric()).next().unwrap();
        let is_element =
            !before.is_empty() && !plain[..at - before.len()].ends_with(['.', '-', '_']);
        found.extend(is_element.then(|| before.to_owned()));
    }
    found.extend(plain.split('[').skip(1).map(name).filter(|it| it.starts_with("data-")));
    found
}

fn sheets(folder: &str) -> Vec<(String, String)> {
    let files = fs::read_dir(root().join("style").join(folder)).unwrap();
    let paths = files.map(|it| it.unwrap().path());
    let named = paths.map(|it| (it.display().to_string(), fs::read_to_string(&it).unwrap()));
    named.collect()
}

/// A rule stands in the first sheet exactly if the first part uses everything that it names.
#[test]
fn a_rule_comes_with_the_part_that_uses_it() {
    let first = used_at_first();
    let all = words(&sources(&["ui"]));
    let mut wrong = Vec::new();
    for (folder, is_first) in [("first", true), ("later", false)] {
        for (file, sheet) in sheets(folder) {
            for selector in selectors(&sheet) {
                let names = names(&selector);
                let is_used_at_first = names.iter().all(|it| first.contains(it));
                let is_used = names.iter().all(|it| first.contains(it) || all.contains(it));
                if is_used_at_first != is_first || !is_used {
                    wrong.push(format!("{file}: {selector}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The page lists every sheet, and each once more under its part.
#[test]
fn every_sheet_is_built_in() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    for (folder, ending) in [("first", ">"), ("later", " data-target-path=\"later\">")] {
        for (file, _) in sheets(folder) {
            let name = Path::new(&file).file_name().unwrap().to_string_lossy();
            let link =
                format!("<link data-trunk rel=\"css\" href=\"style/{folder}/{name}\"{ending}");
            assert!(page.contains(&link), "{link}");
        }
    }
}

#[test]
fn sheets_are_read_as_they_stand_there() {
    let sheet = "@layer a;\n@layer b { /* .c { } */ .d, p:is(.e, .f) { x: y; }\n  @media z { a.g[data-h] .i:not(.j) { } } }";
    assert_eq!(selectors(sheet), [".d", "p:is(.e, .f)", "a.g[data-h] .i:not(.j)"]);
    assert_eq!(names("a.g[data-h] .i:not(.j)"), ["g", "a", "i", "data-h"]);
    assert_eq!(names("p:is(.e, .f__x-y)"), ["e", "f__x-y"]);
}
