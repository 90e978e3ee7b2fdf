//! All that a customer may see of an engagement, for a screen that is shared: each shared entry with
//! all its columns, and each shared note, evidence, answer and fact.

use super::report::{Block, Bullet, Report};
use super::sections::Section;
use super::shared::Shared;
use crate::domain::audience;
use crate::domain::code::Audience;
use crate::domain::field::Subject;
use crate::domain::playbook::Item;
use crate::domain::register::Register;
use crate::domain::text::Text;
use crate::i18n::words::Words;

/// Everything that is shared, under the customer's name, and no heading without something under it.
pub fn screen(shared: &Shared<'_>, words: Words) -> Report {
    let mut blocks = Vec::new();
    let mut put = |heading: &str, block: Option<Block>| {
        if let Some(block) = block {
            blocks.extend([Block::Heading(heading.to_owned()), block]);
        }
    };
    put(words.sharing_facts(), list(facts(shared, words)));
    for register in Register::ALL {
        let heading = shared.playbook().register(*register).map_or("", |it| it.title.get(words.0));
        put(heading, Section::of(*register).block(shared, words));
    }
    put(words.sharing_notes(), list(notes(shared, words)));
    let customer = shared.fact(shared.playbook().roles.customer, words);
    Report { title: customer.unwrap_or_default(), lang: words.0, blocks }
}

fn list(all: Vec<Bullet>) -> Option<Block> {
    (!all.is_empty()).then_some(Block::List(all))
}

fn facts(shared: &Shared<'_>, words: Words) -> Vec<Bullet> {
    let playbook = shared.playbook();
    let others = playbook.facts.iter().filter(|it| it.id != playbook.roles.customer);
    let facts = others.filter_map(|it| Some((&it.label, shared.fact(it.id, words)?)));
    let answers = playbook.questions.iter();
    let answers = answers.filter_map(|it| Some((&it.ask, shared.answer_said(it.id, words)?)));
    let told =
        |(label, said): (&Text, String)| Bullet::of(words.note_fact(label.get(words.0), &said));
    facts.chain(answers).map(told).collect()
}

/// Under its row, if a customer may read that.
fn notes(shared: &Shared<'_>, words: Words) -> Vec<Bullet> {
    let notes = shared.playbook().items().filter_map(|(_, it)| {
        let parts =
            [(words.note(), shared.note(it.id)), (words.evidence(), shared.evidence(it.id))];
        let said =
            parts.into_iter().filter_map(|(label, said)| Some(words.note_fact(label, said?)));
        let mut said = said.peekable();
        said.peek()?;
        let mut lines = title(shared, it, words).into_iter().chain(said);
        Some(Bullet { text: lines.next()?, details: lines.collect() })
    });
    notes.collect()
}

/// A row's own words can be internal, such as those on disengagement, where its note was shared.
fn title(shared: &Shared<'_>, item: &Item, words: Words) -> Option<String> {
    let of_note = audience::default(shared.playbook(), Subject::Note(item.id));
    (of_note == Audience::Shared).then(|| item.title.get(words.0).to_owned())
}
