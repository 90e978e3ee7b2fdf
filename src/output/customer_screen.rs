//! All that a customer may see of an engagement, for a screen that is shared: each shared entry with
//! all its columns, and each shared note, evidence, answer and fact.

use super::shared::Shared;
use crate::domain::audience;
use crate::domain::code::Audience;
use crate::domain::field::Subject;
use crate::domain::id::EntryId;
use crate::domain::playbook::Item;
use crate::domain::register::Register;
use crate::i18n::words::Words;

/// What stands under one heading.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Part {
    pub title: String,
    pub entries: Vec<Told>,
}

/// One entry: what it is called by, and what it says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Told {
    pub title: String,
    /// Each with its label.
    pub said: Vec<(String, String)>,
}

/// Who the customer is.
pub fn customer(shared: &Shared<'_>, words: Words) -> String {
    shared.fact(shared.playbook().roles.customer, words).unwrap_or_default()
}

/// Everything else that is shared, and no heading without something under it.
pub fn parts(shared: &Shared<'_>, words: Words) -> Vec<Part> {
    let mut parts =
        vec![Part { title: words.sharing_facts().to_owned(), entries: facts(shared, words) }];
    parts.extend(Register::ALL.iter().map(|it| register(shared, *it, words)));
    parts.push(Part { title: words.sharing_notes().to_owned(), entries: notes(shared, words) });
    parts.retain(|it| !it.entries.is_empty());
    parts
}

fn facts(shared: &Shared<'_>, words: Words) -> Vec<Told> {
    let playbook = shared.playbook();
    let others = playbook.facts.iter().filter(|it| it.id != playbook.roles.customer);
    let facts = others.filter_map(|it| {
        let said = shared.fact(it.id, words)?;
        Some((it.label.get(words.0).to_owned(), said))
    });
    let answers = playbook.questions.iter().filter_map(|it| {
        let said = shared.answer_said(it.id, words)?;
        Some((it.ask.get(words.0).to_owned(), said))
    });
    facts.chain(answers).map(|it| Told { title: String::new(), said: vec![it] }).collect()
}

fn register(shared: &Shared<'_>, register: Register, words: Words) -> Part {
    let title = shared.playbook().register(register).map_or("", |it| it.title.get(words.0));
    let entries = shared.entries(register).into_iter();
    let entries = entries.map(|id| entry(shared, register, id, words)).collect();
    Part { title: title.to_owned(), entries }
}

/// Called by its first column, or by its service.
fn entry(shared: &Shared<'_>, register: Register, id: EntryId, words: Words) -> Told {
    let mut columns = register.columns().iter();
    let first = columns.next().and_then(|it| shared.cell(register, id, *it, words));
    let title = if register == Register::Services { shared.service(id, words) } else { first };
    let said = columns.filter_map(|it| {
        let said = shared.cell(register, id, *it, words)?;
        let label = shared.playbook().column(register, *it)?.label.get(words.0);
        Some((label.to_owned(), said))
    });
    Told { title: title.unwrap_or_default(), said: said.collect() }
}

fn notes(shared: &Shared<'_>, words: Words) -> Vec<Told> {
    let notes = shared.playbook().items().filter_map(|(_, it)| {
        let note = shared.note(it.id).map(|said| (words.note().to_owned(), said.to_owned()));
        let evidence =
            shared.evidence(it.id).map(|said| (words.evidence().to_owned(), said.to_owned()));
        let said: Vec<(String, String)> = note.into_iter().chain(evidence).collect();
        (!said.is_empty()).then(|| Told { title: title(shared, it, words), said })
    });
    notes.collect()
}

/// A row's own words can be internal, such as those on disengagement, where its note was shared.
fn title(shared: &Shared<'_>, item: &Item, words: Words) -> String {
    match audience::default(shared.playbook(), Subject::Note(item.id)) {
        Audience::Shared => item.title.get(words.0).to_owned(),
        Audience::Internal => String::new(),
    }
}
