//! What a reader of single entries cannot check of a playbook: unique and well-formed ids, references that lead
//! somewhere, words for everything, a place for every row of the requirement, no circles.

use super::named::{register_names, unknown_atom};
use super::{agenda, roles};
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::audience;
use crate::domain::code::Audience;
use crate::domain::condition::{Atom, Condition};
use crate::domain::field::{Field, Subject};
use crate::domain::id::{EntryId, ItemId, is_well_formed};
use crate::domain::playbook::{Choices, Item, Playbook};
use crate::domain::register::Register;
use crate::domain::text::Text;
use crate::domain::value::Kind;

/// Every flaw of a playbook, each as a sentence that names the place. None is the only good answer.
pub fn flaws(playbook: &Playbook) -> Vec<String> {
    let mut flaws = Vec::new();
    ids(playbook, &mut flaws);
    references(playbook, &mut flaws);
    words(playbook, &mut flaws);
    rows(playbook, &mut flaws);
    notes(playbook, &mut flaws);
    circles(playbook, &mut flaws);
    audiences(playbook, &mut flaws);
    flaws.extend(agenda::flaws(playbook));
    flaws.extend(roles::flaws(playbook));
    flaws
}

fn ids(playbook: &Playbook, flaws: &mut Vec<String>) {
    let groups: [(&str, Vec<&str>); 7] = [
        ("step", playbook.steps.iter().map(|it| it.id.as_str()).collect()),
        ("item", playbook.items().map(|(_, it)| it.id.as_str()).collect()),
        ("question", playbook.questions.iter().map(|it| it.id.as_str()).collect()),
        ("field", playbook.facts.iter().map(|it| it.id.as_str()).collect()),
        ("service", playbook.services.iter().map(|it| it.code.as_str()).collect()),
        ("link", playbook.links.iter().map(|it| it.id.as_str()).collect()),
        ("note", playbook.notes.iter().map(|it| it.id.as_str()).collect()),
    ];
    for (group, ids) in groups {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !is_well_formed(id) {
                flaws.push(format!("{group} `{id}`: malformed id"));
            }
            if !seen.insert(id) {
                flaws.push(format!("{group} `{id}`: duplicate id"));
            }
            // Conditions tell items from questions by the dot.
            if (group == "item") != id.contains('.') && matches!(group, "item" | "question") {
                flaws.push(format!("{group} `{id}`: items have a dot, questions have none"));
            }
        }
    }
}

fn references(playbook: &Playbook, flaws: &mut Vec<String>) {
    for step in &playbook.steps {
        let at = format!("step `{}`", step.id);
        register_names(&at, &step.registers, flaws);
        for note in step.notes.iter().filter(|id| playbook.note(**id).is_none()) {
            flaws.push(format!("{at}: no note `{note}`"));
        }
        let mut earlier = BTreeSet::new();
        for item in &step.items {
            let at = format!("item `{}`", item.id);
            register_names(&at, &item.registers, flaws);
            item_references(&at, item, playbook, flaws);
            if let Some(parent) = item.parent.filter(|it| !earlier.contains(it)) {
                flaws.push(format!("{at}: parent `{parent}` is not above it"));
            }
            earlier.insert(item.id);
        }
    }
}

fn item_references(at: &str, item: &Item, playbook: &Playbook, flaws: &mut Vec<String>) {
    for fact in item.fields.iter().filter(|id| playbook.fact(**id).is_none()) {
        flaws.push(format!("{at}: no field `{fact}`"));
    }
    for link in item.links.iter().filter(|id| playbook.link(**id).is_none()) {
        flaws.push(format!("{at}: no link `{link}`"));
    }
    for note in item.notes.iter().filter(|id| playbook.note(**id).is_none()) {
        flaws.push(format!("{at}: no note `{note}`"));
    }
    for other in item.expects.iter().filter(|id| playbook.item(**id).is_none()) {
        flaws.push(format!("{at}: expects no item `{other}`"));
    }
    for condition in conditions(item) {
        for atom in condition.atoms() {
            if let Some(flaw) = unknown_atom(atom, playbook) {
                flaws.push(format!("{at}: {flaw}"));
            }
        }
    }
}

fn conditions(item: &Item) -> impl Iterator<Item = &Condition> {
    [&item.when, &item.due_when, &item.met_when].into_iter().flatten()
}

fn words(playbook: &Playbook, flaws: &mut Vec<String>) {
    for (place, text) in texts(playbook) {
        if text.ja.trim().is_empty() {
            flaws.push(format!("{place}: no Japanese"));
        }
        if text.en.trim().is_empty() {
            flaws.push(format!("{place}: no English"));
        }
        // Names and terms may be the same in both; a sentence may not.
        let words = text.en.split_whitespace().filter(|it| *it != "/").count();
        let is_sentence = 5 < words;
        if is_sentence && text.ja.is_ascii() {
            flaws.push(format!("{place}: the Japanese text has no Japanese in it"));
        }
        if is_sentence && text.en.chars().any(is_japanese) {
            flaws.push(format!("{place}: the English text has Japanese in it"));
        }
    }
    let codes: Vec<&str> = playbook.registers.iter().map(|it| &*it.code).collect();
    let wanted: Vec<&str> = Register::ALL.iter().map(|it| it.code()).collect();
    if codes != wanted {
        flaws.push(format!("registers are {codes:?}, not {wanted:?}"));
    }
    for words in playbook.registers {
        let Some(register) = Register::from_code(&words.code) else { continue };
        let codes: Vec<&str> = words.columns.iter().map(|it| &*it.code).collect();
        let wanted: Vec<&str> = register.columns().iter().map(|it| it.code).collect();
        if codes != wanted {
            flaws.push(format!("register `{}` has columns {codes:?}, not {wanted:?}", words.code));
        }
        for (column, words) in register.columns().iter().zip(&words.columns) {
            let wanted = match column.kind {
                Kind::Choice(codes) => codes,
                _ => &[],
            };
            same_codes(
                &format!("column `{}/{}`", register.code(), column.code),
                &words.choices,
                wanted,
                flaws,
            );
        }
    }
}

fn is_japanese(it: char) -> bool {
    matches!(it, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

fn same_codes(at: &str, choices: &Choices, wanted: &[&str], flaws: &mut Vec<String>) {
    if choices.codes() != wanted {
        flaws.push(format!("{at}: choices are {:?}, not {wanted:?}", choices.codes()));
    }
}

/// Every text of the playbook with the place it stands in.
pub fn texts(playbook: &Playbook) -> Vec<(String, &Text)> {
    let mut texts: Vec<(String, &Text)> = Vec::new();
    let about = &playbook.playbook;
    texts.extend(
        [&about.title, &about.phase, &about.stale_note].map(|it| ("playbook".to_owned(), it)),
    );
    texts.extend(about.about.iter().map(|it| ("playbook.about".to_owned(), &it.label)));
    for it in &playbook.questions {
        let place = format!("question `{}`", it.id);
        texts.push((place.clone(), &it.ask));
        texts.extend(it.hint.iter().chain(&it.group).map(|it| (place.clone(), it)));
        texts.extend(it.choices.iter().map(|it| (place.clone(), &it.label)));
    }
    texts.extend(playbook.services.iter().map(|it| (format!("service `{}`", it.code), &it.name)));
    for it in playbook.facts {
        let place = format!("field `{}`", it.id);
        texts.push((place.clone(), &it.label));
        texts.extend(it.hint.iter().map(|it| (place.clone(), it)));
        texts.extend(it.choices.iter().map(|it| (place.clone(), &it.label)));
    }
    for it in &playbook.links {
        texts.push((format!("link `{}`", it.id), &it.title));
        texts.extend(it.note.iter().map(|note| (format!("link `{}`", it.id), note)));
    }
    for it in &playbook.notes {
        texts.extend([&it.misleads, &it.meant].map(|text| (format!("note `{}`", it.id), text)));
    }
    for it in playbook.registers {
        let place = format!("register `{}`", it.code);
        texts.extend([&it.title, &it.one, &it.empty].map(|text| (place.clone(), text)));
        for column in &it.columns {
            let place = format!("column `{}/{}`", it.code, column.code);
            texts.push((place.clone(), &column.label));
            texts.extend(column.hint.iter().map(|it| (place.clone(), it)));
            texts.extend(column.choices.iter().map(|it| (place.clone(), &it.label)));
        }
    }
    texts.extend(playbook.agenda.iter().map(|it| ("agenda".to_owned(), &it.title)));
    texts.extend(playbook.key_inputs.iter().map(|it| ("key_inputs".to_owned(), &it.title)));
    texts.extend(playbook.revisions.iter().map(|it| (format!("revision {}", it.on), &it.what)));
    for step in &playbook.steps {
        let place = format!("step `{}`", step.id);
        texts.extend([&step.title, &step.lead].map(|it| (place.clone(), it)));
        texts.extend(
            [&step.role, &step.applies_to].into_iter().flatten().map(|it| (place.clone(), it)),
        );
        for item in &step.items {
            let place = format!("item `{}`", item.id);
            texts.push((place.clone(), &item.title));
            texts.extend(
                [&item.hint, &item.group].into_iter().flatten().map(|it| (place.clone(), it)),
            );
            if let Some(task) = &item.task {
                texts
                    .extend([&task.name, &task.role, &task.services].map(|it| (place.clone(), it)));
            }
        }
    }
    texts
}

fn rows(playbook: &Playbook, flaws: &mut Vec<String>) {
    let places = row_places(playbook);
    let count = playbook.playbook.counts.rows;
    for row in 0..count {
        let row = format!("R{row:02}");
        if !places.contains_key(row.as_str()) {
            flaws.push(format!("{row} has no place"));
        }
    }
    for row in places.keys() {
        let number = row.strip_prefix('R').and_then(|it| it.parse::<u16>().ok());
        if number.is_none_or(|it| count <= it) {
            flaws.push(format!("`{row}` is no row of the inventory"));
        }
    }
}

/// Where each row of the inventory has its place.
pub fn row_places(playbook: &Playbook) -> BTreeMap<&str, Vec<String>> {
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut all: Vec<(&[Box<str>], String)> =
        vec![(&playbook.playbook.rows, "playbook".to_owned())];
    all.extend(playbook.questions.iter().map(|it| (&*it.rows, format!("question {}", it.id))));
    all.extend(playbook.registers.iter().map(|it| (&*it.rows, format!("register {}", it.code))));
    all.extend(playbook.revisions.iter().map(|it| (&*it.rows, format!("revision {}", it.on))));
    all.extend(playbook.steps.iter().map(|it| (&*it.rows, format!("step {}", it.id))));
    all.extend(playbook.items().map(|(_, it)| (&*it.rows, format!("item {}", it.id))));
    for (rows, place) in all {
        for row in rows {
            places.entry(row).or_default().push(place.clone());
        }
    }
    places
}

fn notes(playbook: &Playbook, flaws: &mut Vec<String>) {
    let numbers: Vec<u16> = playbook.notes.iter().map(|it| it.number).collect();
    let wanted: Vec<u16> = (1..=playbook.playbook.counts.notes).collect();
    if numbers != wanted {
        flaws.push(format!("notes are numbered {numbers:?}"));
    }
    let shown: BTreeSet<_> = playbook
        .steps
        .iter()
        .flat_map(|it| &it.notes)
        .chain(playbook.items().flat_map(|(_, it)| &it.notes))
        .collect();
    for note in playbook.notes.iter().filter(|it| !shown.contains(&it.id)) {
        flaws.push(format!("note `{}` is shown nowhere", note.id));
    }
}

/// What is named twice, is not there, or may not be shared by default.
fn audiences(playbook: &Playbook, flaws: &mut Vec<String>) {
    let mut told = BTreeSet::new();
    for (number, list) in playbook.audiences.iter().enumerate() {
        let at = format!("audience {}", number + 1);
        register_names(&at, &list.registers, flaws);
        // Whether all entries are, any entry tells.
        let any_entry = |it| vec![Subject::Entry(it, EntryId::FIRST)];
        let registers = list.registers.iter().map(|it| {
            (("register", &**it), Register::from_code(it).map(any_entry).unwrap_or_default())
        });
        let questions = list.questions.iter().map(|it| {
            let id = playbook.question_named(it);
            let id = id.filter(|it| Field::Answer(*it).kind(playbook).is_some());
            (("question", &**it), Vec::from_iter(id.map(Subject::Answer)))
        });
        let items = list.items.iter().map(|it| {
            let both = |it| vec![Subject::Note(it), Subject::Evidence(it)];
            (("item", &**it), playbook.item_named(it).map(both).unwrap_or_default())
        });
        for ((group, name), subjects) in registers.chain(questions).chain(items) {
            if subjects.is_empty() && group != "register" {
                flaws.push(format!("{at}: no {group} `{name}`"));
            }
            if list.audience == Audience::Shared
                && subjects.iter().any(|it| audience::is_delicate(playbook, *it))
            {
                flaws.push(format!("{at}: {group} `{name}` is always internal by default"));
            }
            if !told.insert((group, name)) {
                flaws.push(format!("{at}: duplicate audience of {group} `{name}`"));
            }
        }
        for id in &list.facts {
            if playbook.fact_named(id).is_none() {
                flaws.push(format!("{at}: no field `{id}`"));
            }
            if !told.insert(("field", id)) {
                flaws.push(format!("{at}: duplicate audience of field `{id}`"));
            }
        }
    }
}

/// An item whose conditions lead back to itself could never be decided, and one that expects itself
/// would always be too early.
fn circles(playbook: &Playbook, flaws: &mut Vec<String>) {
    let decided_by = |item: &Item| {
        let others = conditions(item).flat_map(Condition::atoms).filter_map(|it| match it {
            Atom::Done(id) => Some(id),
            _ => None,
        });
        others.collect()
    };
    circles_of(playbook, "its conditions lead back to itself", decided_by, flaws);
    circles_of(playbook, "what it expects leads back to itself", |it| it.expects.clone(), flaws);
}

fn circles_of(
    playbook: &Playbook,
    said: &str,
    others: impl Fn(&Item) -> Vec<ItemId>,
    flaws: &mut Vec<String>,
) {
    let leans_on: BTreeMap<ItemId, Vec<ItemId>> =
        playbook.items().map(|(_, item)| (item.id, others(item))).collect();
    for start in leans_on.keys() {
        let mut seen = BTreeSet::new();
        let mut next = leans_on[start].clone();
        while let Some(id) = next.pop() {
            if id == *start {
                flaws.push(format!("item `{start}`: {said}"));
                break;
            }
            if seen.insert(id) {
                next.extend(leans_on.get(&id).into_iter().flatten().copied());
            }
        }
    }
}
