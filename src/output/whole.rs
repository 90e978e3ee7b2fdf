//! All that is recorded, for documents that stay in the house.

use super::sections::Record;
use crate::domain::engagement::Engagement;
use crate::domain::field::{Field, ItemField};
use crate::domain::id::{EntryId, ItemId};
use crate::domain::playbook::Playbook;
use crate::domain::register::{Column, Register};
use crate::i18n::fields::Named;
use crate::i18n::names::service_name;
use crate::i18n::words::Words;

/// See the module.
#[derive(Clone, Copy)]
pub struct Whole<'a>(pub &'a Engagement);

impl Whole<'_> {
    /// What a field says, in words; `None` if it says nothing.
    pub fn said(&self, field: Field, words: Words) -> Option<String> {
        Named { engagement: self.0, playbook: self.0.playbook(), words }.said(field)
    }

    /// What was written beside a row, each with what it is called; empty parts are left out.
    pub fn written(self, item: ItemId, words: Words) -> Vec<(ItemField, &'static str, String)> {
        let parts = [
            (ItemField::Evidence, words.evidence()),
            (ItemField::Note, words.note()),
            (ItemField::Owner, words.owner()),
        ];
        let said = |part| self.said(Field::Item(item, part), words);
        parts.into_iter().filter_map(|(part, name)| Some((part, name, said(part)?))).collect()
    }
}

impl Record for Whole<'_> {
    fn playbook(&self) -> &'static Playbook {
        self.0.playbook()
    }

    fn entries(&self, register: Register) -> Vec<EntryId> {
        self.0.filled_entries(register).collect()
    }

    fn cell(
        &self,
        register: Register,
        id: EntryId,
        column: Column,
        words: Words,
    ) -> Option<String> {
        self.said(Field::Entry(register, id, column), words)
    }

    fn service(&self, id: EntryId, words: Words) -> Option<String> {
        Some(service_name(self.0, self.0.playbook(), id, words.0))
    }
}
