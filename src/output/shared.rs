//! What a customer may see of an engagement. Whatever is made for customers takes this and nothing
//! else: there is no way from here to the rest, so what is internal cannot slip through.
//!
//! A cell that names a service tells a customer only of a shared one, and an answer that merely
//! follows from what is recorded is not told.

use super::dated::{self, Dated};
use crate::domain::audience;
use crate::domain::code::Audience;
use crate::domain::engagement::Engagement;
use crate::domain::field::{Field, ItemField, Subject, entry_id};
use crate::domain::findings::{AnswerState, answer_state};
use crate::domain::id::{EntryId, FactId, ItemId, QuestionId};
use crate::domain::playbook::Playbook;
use crate::domain::register::{Column, Register};
use crate::domain::text::{is_blank, trimmed};
use crate::domain::value::{Kind, Value};
use crate::i18n::fields::Named;
use crate::i18n::names::service_name;
use crate::i18n::words::Words;

/// See the module. The engagement in it is for this file only.
#[derive(Clone, Copy)]
pub struct Shared<'a> {
    engagement: &'a Engagement,
}

impl<'a> Shared<'a> {
    /// What a customer may see of this engagement.
    pub fn of(engagement: &'a Engagement) -> Shared<'a> {
        Shared { engagement }
    }

    /// The content, which is the same for everybody.
    pub fn playbook(&self) -> &'static Playbook {
        self.engagement.playbook()
    }

    fn is_shared(&self, subject: Subject) -> bool {
        self.engagement.audience(subject) == Audience::Shared
    }

    fn is_entry_shared(&self, register: Register, id: EntryId) -> bool {
        self.engagement.has(register, id) && self.is_shared(Subject::Entry(register, id))
    }

    /// The entries of a register that are shared and have something in them.
    pub fn entries(&self, register: Register) -> Vec<EntryId> {
        let all = self.engagement.filled_entries(register);
        all.filter(|id| self.is_entry_shared(register, *id)).collect()
    }

    /// What a shared entry says in a column, in words; `None` if it says nothing.
    pub fn cell(
        &self,
        register: Register,
        id: EntryId,
        column: Column,
        words: Words,
    ) -> Option<String> {
        let field = Field::Entry(register, id, column);
        let value = self.engagement.value(field).filter(|_| self.is_entry_shared(register, id))?;
        match (column.kind, value) {
            // It speaks of another entry, which can be internal.
            (Kind::Service, Value::Text(it)) => {
                self.service(entry_id(Register::Services, it, self.playbook())?, words)
            }
            _ => self.said(field, words),
        }
    }

    /// The code that stands in a column of a shared entry.
    pub fn choice(&self, register: Register, id: EntryId, column: Column) -> Option<&'static str> {
        let value = self.engagement.value(Field::Entry(register, id, column));
        match value.filter(|_| self.is_entry_shared(register, id)) {
            Some(Value::Choice(code)) => Some(code),
            _ => None,
        }
    }

    /// The name of a service, if that is shared.
    pub fn service(&self, id: EntryId, words: Words) -> Option<String> {
        let is_shared = self.is_entry_shared(Register::Services, id);
        is_shared.then(|| service_name(self.engagement, self.playbook(), id, words.0))
    }

    /// The shared entries that have, or had, a day in a column, and what is known of the day. One that was
    /// removed tells nothing else.
    pub fn dated(&self, register: Register, column: Column) -> Vec<(EntryId, Dated)> {
        let ever = dated::entries_ever(self.engagement, register).into_iter();
        let shared = ever.filter(|id| self.is_shared(Subject::Entry(register, *id)));
        let dated = |id| Some((id, dated::entry(self.engagement, register, id, column)?));
        shared.filter_map(dated).collect()
    }

    /// A single fact with a day, if the content says that it is for customers.
    pub fn dated_fact(&self, id: FactId) -> Option<Dated> {
        let is_shared = audience::of_fact(self.playbook(), id) == Audience::Shared;
        dated::fact(self.engagement, id, &[]).filter(|_| is_shared)
    }

    /// What is noted at an item.
    pub fn note(&self, item: ItemId) -> Option<&'a str> {
        self.text(Subject::Note(item), Field::Item(item, ItemField::Note))
    }

    /// What is written as evidence of an item; `None` if it is blank or not shared.
    pub fn evidence(&self, item: ItemId) -> Option<&'a str> {
        self.text(Subject::Evidence(item), Field::Item(item, ItemField::Evidence))
    }

    fn text(&self, subject: Subject, field: Field) -> Option<&'a str> {
        let said = trimmed(self.engagement.text(field));
        (self.is_shared(subject) && !is_blank(said)).then_some(said)
    }

    /// The answer that somebody gave. What only follows from what is recorded is nobody's answer, and
    /// may follow from what is internal.
    pub fn answer(&self, question: QuestionId) -> Option<&'static str> {
        match answer_state(question, self.engagement) {
            AnswerState::Given(code) if self.is_shared(Subject::Answer(question)) => Some(code),
            _ => None,
        }
    }

    /// The same in words.
    pub fn answer_said(&self, question: QuestionId, words: Words) -> Option<String> {
        self.answer(question)?;
        self.said(Field::Answer(question), words)
    }

    /// A single fact, in words, if the content says that it is for customers.
    pub fn fact(&self, id: FactId, words: Words) -> Option<String> {
        let is_shared = audience::of_fact(self.playbook(), id) == Audience::Shared;
        is_shared.then(|| self.said(Field::Fact(id), words))?
    }

    fn said(&self, field: Field, words: Words) -> Option<String> {
        Named { engagement: self.engagement, playbook: self.playbook(), words }.said(field)
    }
}
