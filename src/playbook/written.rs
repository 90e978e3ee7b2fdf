//! Content files as people write them: every flaw with its line and column.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{check, read, revisions};
use crate::domain::edition::Edition;
use crate::domain::library::Library;
use crate::domain::playbook::Playbook;

/// A library of these files, each with its name.
///
/// # Errors
///
/// Every flaw of every file, as `name:line:column: flaw`.
pub fn library(files: &[(&str, &str)]) -> Result<&'static Library, Vec<String>> {
    let (mut editions, mut flaws) = (Vec::new(), Vec::new());
    let mut names: Vec<(&str, String)> = Vec::new();
    for (name, written) in files {
        match playbook(written) {
            Ok(it) => {
                let edition = Edition::named(&it);
                if let Some((first, _)) = names.iter().find(|(_, other)| *other == edition) {
                    let (line, column) = place(written, "playbook: `id`");
                    let flaw = format!("{edition} is in {first} already");
                    flaws.push(format!("{name}:{line}:{column}: {flaw}"));
                }
                names.push((name, edition));
                editions.push(it);
            }
            Err(found) => flaws.extend(found.iter().map(|it| format!("{name}:{it}"))),
        }
    }
    for ((name, written), newer) in files.iter().zip(&editions) {
        let is_former = |it: &&Playbook| {
            let (it, newer) = (&it.playbook, &newer.playbook);
            it.id == newer.id && it.revision < newer.revision
        };
        for former in editions.iter().filter(is_former) {
            flaws.extend(revisions::flaws(former, newer).iter().map(|flaw| {
                let (line, column) = place(written, flaw);
                format!("{name}:{line}:{column}: {flaw}")
            }));
        }
    }
    if flaws.is_empty() { Library::of(editions).map_err(|it| vec![it]) } else { Err(flaws) }
}

/// Reads and checks one file.
///
/// # Errors
///
/// Every flaw, as `line:column: flaw`.
pub fn playbook(written: &str) -> Result<Playbook, Vec<String>> {
    let json = toml::from_str(written).map_err(|it| {
        let (line, column) = line_and_column(written, it.span().map_or(0, |it| it.start));
        vec![format!("{line}:{column}: {}", it.message())]
    })?;
    let (playbook, mut flaws) = read::playbook(json);
    if flaws.is_empty() {
        flaws = check::flaws(&playbook);
    }
    if flaws.is_empty() {
        return Ok(playbook);
    }
    let located = flaws.iter().map(|it| {
        let (line, column) = place(written, it);
        format!("{line}:{column}: {it}")
    });
    Err(located.collect())
}

fn line_and_column(written: &str, at: usize) -> (usize, usize) {
    let before = written.get(..at).unwrap_or_default();
    let line = 1 + before.matches('\n').count();
    let column = 1 + before.rsplit('\n').next().unwrap_or_default().chars().count();
    (line, column)
}

/// Where the text of a flaw leads to: it names the table that it is in, and what in it is wrong.
fn place(written: &str, flaw: &str) -> (usize, usize) {
    let Ok(root) = DeTable::parse(written) else { return (1, 1) };
    let root = DeValue::Table(root.into_inner());
    let (of, what) = flaw.split_once(": ").unwrap_or(("", flaw));
    let found = match of.strip_prefix("the playbook") {
        Some(path) => by_path(&root, path),
        None => by_name(&root, of, what.contains("duplicate")),
    };
    let found = found.or_else(|| Some(root.get("playbook")?.into()));
    let at = found.map_or(0, |it| {
        let word = |word: Option<&str>| within(it.value, word?);
        let key = || member(it.value, what.split(' ').next()?);
        word(quoted(what)).or_else(key).or_else(|| word(quoted(flaw))).unwrap_or(it.at)
    });
    line_and_column(written, at)
}

/// A value and where it begins.
#[derive(Clone, Copy)]
struct Found<'a> {
    at: usize,
    value: &'a DeValue<'a>,
}

impl<'a> From<&'a Spanned<DeValue<'a>>> for Found<'a> {
    fn from(it: &'a Spanned<DeValue<'a>>) -> Found<'a> {
        Found { at: it.span().start, value: it.get_ref() }
    }
}

/// The reader's way: `, step 2 `prepare`, item 1 `ftop.994`, title`.
fn by_path<'a>(root: &'a DeValue<'a>, path: &str) -> Option<Found<'a>> {
    let mut found = Found { at: 0, value: root };
    for part in path.split(", ").filter(|it| !it.is_empty()) {
        let mut words = part.split(' ');
        let mut next = found.value.get(words.next()?)?;
        if let Some(number) = words.next().and_then(|it| it.parse::<usize>().ok()) {
            next = next.get_ref().get(number.checked_sub(1)?)?;
        }
        found = next.into();
    }
    Some(found)
}

/// The check's way: `item `ftop.994``. What is there twice is wrong at the second place.
fn by_name<'a>(root: &'a DeValue<'a>, of: &str, is_last: bool) -> Option<Found<'a>> {
    let (group, name) = of.split_once(' ').unwrap_or((of, ""));
    let name = name.trim_matches('`');
    let all = |of: &'a DeValue<'a>, key: &str| of.get(key).and_then(|it| it.get_ref().as_array());
    let mut found: Vec<Found<'a>> = match group {
        "playbook" => vec![root.get("playbook")?.into()],
        "role" => vec![root.get("roles")?.get_ref().get(name)?.into()],
        "item" => {
            let steps = all(root, "step")?.iter();
            let items = steps.filter_map(|it| all(it.get_ref(), "item"));
            items.flat_map(|it| it.iter()).map(Found::from).collect()
        }
        "column" => {
            let (register, _) = name.split_once('/')?;
            let of = by_name(root, &format!("register `{register}`"), false)?;
            all(of.value, "column")?.iter().map(Found::from).collect()
        }
        group => all(root, group)?.iter().map(Found::from).collect(),
    };
    let name = name.rsplit('/').next().unwrap_or(name);
    let is_named = |it: &Found| {
        let mut names = ["id", "code", "on"].into_iter().filter_map(|key| it.value.get(key));
        names.any(|it| it.get_ref().as_str() == Some(name))
    };
    if !matches!(group, "playbook" | "role") {
        found.retain(is_named);
    }
    if is_last { found.pop() } else { found.first().copied() }
}

/// Where in a table a word stands: a member of this name, or a text with it.
fn within(of: &DeValue, word: &str) -> Option<usize> {
    let text = || of.as_table()?.iter().find_map(|(_, it)| text_with(it, word));
    member(of, word).or_else(text)
}

fn member(of: &DeValue, name: &str) -> Option<usize> {
    let (key, _) = of.as_table()?.iter().find(|(key, _)| key.get_ref() == name)?;
    Some(key.span().start)
}

fn text_with(of: &Spanned<DeValue>, word: &str) -> Option<usize> {
    match of.get_ref() {
        DeValue::String(it) if it.contains(word) => Some(of.span().start),
        DeValue::Array(all) => all.iter().find_map(|it| text_with(it, word)),
        _ => None,
    }
}

/// The first thing between backticks.
fn quoted(text: &str) -> Option<&str> {
    text.split('`').nth(1)
}
