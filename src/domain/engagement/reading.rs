//! Reading what was recorded, by kind.

use chrono::{NaiveDate, NaiveDateTime};

use super::Engagement;
use crate::domain::code::Code;
use crate::domain::field::{Field, ItemField};
use crate::domain::id::{EntryId, ItemId, QuestionId};
use crate::domain::register::{Column, Register};
use crate::domain::text;
use crate::domain::value::{Mark, Value};

impl Engagement {
    /// The text of a field; empty if there is none.
    pub fn text(&self, field: Field) -> &str {
        match self.value(field) {
            Some(Value::Text(it)) => it,
            _ => "",
        }
    }

    /// The day in a field; `None` if there is none, or none that can be read.
    pub fn day(&self, field: Field) -> Option<NaiveDate> {
        match self.value(field) {
            Some(Value::Day(it)) => Some(*it),
            _ => None,
        }
    }

    /// The moment in a field, on the engagement's own clock; `None` if there is none, or none that
    /// can be read.
    pub fn moment(&self, field: Field) -> Option<NaiveDateTime> {
        match self.value(field) {
            Some(Value::Moment(it)) => Some(*it),
            _ => None,
        }
    }

    /// The number in a field; `None` if there is none, or none that can be read.
    pub fn count(&self, field: Field) -> Option<u32> {
        match self.value(field) {
            Some(Value::Count(it)) => Some(*it),
            _ => None,
        }
    }

    /// Whether yes stands in a field; nothing recorded is no.
    pub fn flag(&self, field: Field) -> bool {
        self.value(field) == Some(&Value::Flag(true))
    }

    /// The choice in a field; `None` if nothing is chosen, or nothing of this list.
    pub fn choice<C: Code>(&self, field: Field) -> Option<C> {
        match self.value(field) {
            Some(Value::Choice(code)) => C::from_code(code),
            _ => None,
        }
    }

    /// How somebody has marked an item; `None` if nobody has.
    pub fn mark(&self, item: ItemId) -> Option<&Mark> {
        match self.value(Field::Item(item, ItemField::Mark)) {
            Some(Value::Mark(it)) => Some(it),
            _ => None,
        }
    }

    /// The answer to a question as it was given; not what the data implies.
    pub fn answer(&self, question: QuestionId) -> Option<&'static str> {
        match self.value(Field::Answer(question)) {
            Some(Value::Choice(code)) => Some(code),
            _ => None,
        }
    }

    /// Whether a register has this entry.
    pub fn has(&self, register: Register, id: EntryId) -> bool {
        self.flag(Field::Exists(register, id))
    }

    /// The entries of a register that are there: the playbook's own first, then by time of adding.
    pub fn entries(&self, register: Register) -> impl Iterator<Item = EntryId> {
        let of_register = self.fields.range(Field::Exists(register, EntryId::FIRST)..).map_while(
            move |(field, recorded)| match field {
                Field::Exists(it, id) if *it == register => Some((*id, recorded)),
                _ => None,
            },
        );
        of_register
            .filter(|(_, recorded)| recorded.value == Some(Value::Flag(true)))
            .map(|(id, _)| id)
    }

    /// Those that have something in them. The others decide nothing: they are places to write in.
    pub fn filled_entries(&self, register: Register) -> impl Iterator<Item = EntryId> {
        self.entries(register).filter(move |id| self.is_filled(register, *id))
    }

    /// Whether anything stands in an entry's columns. The playbook's own entries say what they are
    /// by being there.
    pub fn is_filled(&self, register: Register, id: EntryId) -> bool {
        let mut cells = register.columns().iter().map(|it| Field::Entry(register, id, *it));
        matches!(id, EntryId::Named(_))
            || cells.any(|it| match self.value(it) {
                None | Some(Value::Flag(false)) => false,
                Some(Value::Text(it) | Value::Unclear(it)) => !text::is_blank(it),
                Some(_) => true,
            })
    }

    /// Whether nothing is written in an entry.
    pub fn is_blank(&self, register: Register, id: EntryId) -> bool {
        register.columns().iter().all(|column| {
            self.value(Field::Entry(register, id, *column))
                .is_none_or(|it| *it == Value::Flag(false) || text::is_blank(&it.typed()))
        })
    }

    /// A cell's text; empty if there is none.
    pub fn cell(&self, register: Register, id: EntryId, column: Column) -> &str {
        self.text(Field::Entry(register, id, column))
    }

    /// The customer's name, without what cannot be seen around it.
    pub fn customer(&self) -> &str {
        text::trimmed(self.text(Field::Fact(self.roles().customer)))
    }
}
