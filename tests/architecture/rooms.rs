//! Which room of the house may know of which: one direction, and no circles, read off the source.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Source, sources, taken_apart};

/// Each room, a folder of `src`, with those that it may know. No room knows one that is named after it.
const ROOMS: [(&str, &[&str]); 17] = [
    ("json", &[]),
    ("domain", &[]),
    ("playbook", &["json", "domain"]),
    ("store", &["json", "domain", "playbook"]),
    ("i18n", &["domain", "store"]),
    ("output", &["domain", "store", "i18n"]),
    ("editor", &["domain", "store"]),
    ("ui/kit/reactive", &[]),
    ("app", &["domain", "playbook", "store", "i18n", "output", "editor", "ui/kit/reactive"]),
    ("ui/kit", &["ui/kit/reactive"]),
    ("browser", &["domain", "store", "i18n", "app", "ui/kit"]),
    ("ui/session", &["i18n", "app"]),
    ("ui/parts", &["ui/kit"]),
    (
        "ui/both",
        &[
            "domain",
            "store",
            "i18n",
            "output",
            "app",
            "browser",
            "ui/kit",
            "ui/session",
            "ui/parts",
        ],
    ),
    (
        "ui/later",
        &[
            "domain",
            "store",
            "i18n",
            "output",
            "editor",
            "app",
            "browser",
            "ui/kit",
            "ui/session",
            "ui/parts",
            "ui/both",
        ],
    ),
    ("ui/split", &["i18n", "app", "browser", "ui/kit", "ui/session", "ui/parts", "ui/later"]),
    (
        "ui/first",
        &[
            "domain",
            "playbook",
            "store",
            "i18n",
            "app",
            "browser",
            "ui/kit",
            "ui/session",
            "ui/parts",
            "ui/both",
            "ui/split",
        ],
    ),
];

const KIT: &str = "ui/kit";

/// The room of a file, named from `src` without `.rs`; the roots only tell what there is.
fn room(file: &str) -> Option<&'static str> {
    let is_in = |room: &str| {
        file.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    ROOMS.iter().map(|it| it.0).find(|it| is_in(it))
}

/// What a path in a file leads to.
struct Mention {
    /// From `src`, as `["ui", "later", "step", "step_screen"]`.
    path: Vec<String>,
    /// Only handed on, by `pub use`.
    is_handed_on: bool,
}

/// Every module and thing of ours that a file speaks of: `use` trees, and paths that begin with `crate`,
/// `kickoff`, `kit` or `super`.
fn mentions(file: &str, code: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = next_use(rest) {
        let (before, tree) = rest.split_at(at);
        in_expressions(file, before, &mut found);
        let end = tree.find(';').unwrap_or(tree.len());
        let is_handed_on = before.trim_end().ends_with(['b', ')']) && before.contains("pub");
        let mut leaves = Vec::new();
        // All of `super`: a module within the file, and so of the file itself.
        if &tree[..end] != "use super::*" {
            grow(&tree["use".len()..end], &mut Vec::new(), &mut leaves);
        }
        let leaves = leaves.into_iter().map(|it| absolute(file, it));
        found.extend(leaves.map(|path| Mention { path, is_handed_on }));
        rest = &tree[end..];
    }
    in_expressions(file, rest, &mut found);
    found
}

fn is_of_word(it: char) -> bool {
    it.is_alphanumeric() || it == '_'
}

fn next_use(code: &str) -> Option<usize> {
    code.match_indices("use ").map(|it| it.0).find(|at| !code[..*at].ends_with(is_of_word))
}

/// The leaves of `a::{b, c::{self, d as e}}`.
fn grow(tree: &str, stem: &mut Vec<String>, leaves: &mut Vec<Vec<String>>) {
    let mut depth = 0;
    let parts = tree.split(|it| {
        depth += i32::from(it == '{') - i32::from(it == '}');
        it == ',' && depth == 0
    });
    for part in parts.map(str::trim).filter(|it| !it.is_empty()) {
        let (path, inside) = match part.split_once('{') {
            Some((path, inside)) => (path, inside.strip_suffix('}')),
            None => (part.split(" as ").next().unwrap_or(part), None),
        };
        let names = path.split("::").map(str::trim).filter(|it| !it.is_empty() && *it != "self");
        let before = stem.len();
        stem.extend(names.map(str::to_owned));
        match inside {
            Some(inside) => grow(inside, stem, leaves),
            None => leaves.push(stem.clone()),
        }
        stem.truncate(before);
    }
}

/// A path as it is from `src`: what begins with none of ours is a child of the file, or no module of ours.
fn absolute(file: &str, path: Vec<String>) -> Vec<String> {
    let parts = |it: &str| it.split('/').map(str::to_owned).collect::<Vec<String>>();
    let mut here = parts(file);
    let mut names = path.into_iter().peekable();
    // The kit is a crate of its own.
    let is_of_kit = room(file).is_some_and(|it| it.starts_with(KIT));
    if names.next_if(|it| it == "kit" || (is_of_kit && it == "crate")).is_some() {
        here = parts(KIT);
    }
    if names.next_if(|it| it == "crate" || it == "kickoff").is_some() {
        here.clear();
    }
    while names.next_if(|it| it == "super").is_some() {
        here.pop();
    }
    here.extend(names);
    here
}

fn in_expressions(file: &str, code: &str, found: &mut Vec<Mention>) {
    for root in ["crate::", "kickoff::", "kit::", "super::"] {
        let starts = code.match_indices(root).map(|it| it.0);
        // Neither a part of a longer word, nor in the midst of a path, nor of a macro.
        let starts = starts
            .filter(|at| !code[..*at].ends_with(|it| is_of_word(it) || it == ':' || it == '$'));
        for at in starts {
            let end = code[at..].find(|it| !is_of_word(it) && it != ':');
            let path = &code[at..end.map_or(code.len(), |end| at + end)];
            let names = path.split("::").filter(|it| !it.is_empty()).map(str::to_owned);
            found.push(Mention { path: absolute(file, names.collect()), is_handed_on: false });
        }
    }
}

/// What each file knows of, by the names of files.
fn edges() -> BTreeMap<String, BTreeSet<(String, bool)>> {
    let sources = sources(&[""]);
    let name = |it: &Source| it.path.trim_end_matches(".rs").trim_end_matches("/lib").to_owned();
    let files: BTreeSet<String> = sources.iter().map(name).collect();
    let file_of = |path: &[String]| {
        let lengths = (1..=path.len()).rev();
        lengths.map(|it| path[..it].join("/")).find(|it| files.contains(it))
    };
    let of_file = |source: &Source| {
        let file = name(source);
        let known = mentions(&file, &source.code).into_iter().filter_map(|it| {
            let known = file_of(&it.path).filter(|it| *it != file)?;
            Some((known, it.is_handed_on))
        });
        (file.clone(), known.collect())
    };
    sources.iter().map(of_file).collect()
}

#[test]
fn every_file_is_in_a_room() {
    let files = edges();
    let outside = files.keys().filter(|it| room(it).is_none()).map(String::as_str);
    assert_eq!(outside.collect::<Vec<&str>>(), ["lib", "main", "ui"]);
}

#[test]
fn rooms_know_only_those_before_them() {
    for (at, (name, known)) in ROOMS.iter().enumerate() {
        let before: Vec<&str> = ROOMS[..at].iter().map(|it| it.0).collect();
        assert!(known.iter().all(|it| before.contains(it)), "{name} knows one that comes after it");
    }
    let edges = edges();
    let mut against = BTreeSet::new();
    for (file, known) in &edges {
        let Some(mine) = ROOMS.iter().find(|it| Some(it.0) == room(file)) else { continue };
        for (other, _) in known {
            let is_known = room(other).is_some_and(|it| it == mine.0 || mine.1.contains(&it));
            if !is_known {
                against.insert((file.as_str(), other.as_str()));
            }
        }
    }
    assert_eq!(against, BTreeSet::new());
}

/// A file and those in its folder are one idea: what one of them says of another is not counted.
fn top(file: &str, files: &BTreeSet<String>) -> String {
    let mut top = file;
    while let Some((folder, _)) = top.rsplit_once('/')
        && files.contains(folder)
        && room(folder) == room(file)
        && ROOMS.iter().all(|it| it.0 != folder)
    {
        top = folder;
    }
    top.to_owned()
}

#[test]
fn no_files_lead_in_a_circle() {
    let edges = edges();
    let files: BTreeSet<String> = edges.keys().cloned().collect();
    let mut left: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, known) in &edges {
        let mine = top(file, &files);
        let known = known.iter().filter(|it| !it.1).map(|it| top(&it.0, &files));
        let known: Vec<String> = known.filter(|it| *it != mine).collect();
        left.entry(mine).or_default().extend(known);
    }
    let leads_back = |start: &&String| {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&String> = left[*start].iter().collect();
        while let Some(file) = next.pop() {
            if reached.insert(file) {
                next.extend(&left[file]);
            }
        }
        reached.contains(start)
    };
    let in_circle: BTreeSet<&str> = left.keys().filter(leads_back).map(String::as_str).collect();
    assert_eq!(in_circle, BTreeSet::new());
}

#[test]
fn paths_are_read_as_they_stand_there() {
    let text = r#"
        use crate::domain::{field::{self, Field}, id as name};
        pub use merge::Adopted;
        use super::parts::button; // use crate::comment::it;
        use leptos::prelude::*;
        fn a() -> crate::store::Card { super::super::first::app("use crate::text::it;") }
        fn misuse(it: kickoff::i18n::Words) {}
        fn view() -> kit::View {}
        #[cfg(test)]
        mod tests { use crate::tests::only; }
    "#;
    let (code, _) = taken_apart(text);
    let mut found: Vec<String> = mentions("ui/later/step", &code)
        .into_iter()
        .map(|it| it.path.join("/") + if it.is_handed_on { " (on)" } else { "" })
        .collect();
    found.sort();
    assert_eq!(
        found,
        [
            "domain/field",
            "domain/field/Field",
            "domain/id",
            "i18n/Words",
            "store/Card",
            "ui/first/app",
            "ui/kit/View",
            "ui/later/parts/button",
            "ui/later/step/leptos/prelude/*",
            "ui/later/step/merge/Adopted (on)",
        ]
    );
}
