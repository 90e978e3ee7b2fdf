//! The address of everything that can be recorded. One edit changes one field; merge, history,
//! files and the other tab all speak of fields by the same addresses.

use std::fmt;

use super::code::{Code, YesNo};
use super::id::{EntryId, FactId, ItemId, QuestionId};
use super::playbook::{FactKind, Playbook, QuestionKind};
use super::register::{Column, Register};
use super::value::Kind;

/// One recordable thing of an engagement.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Field {
    /// `fact/seats`
    Fact(FactId),
    /// `answer/managed`
    Answer(QuestionId),
    /// `item/ftop.994/mark`
    Item(ItemId, ItemField),
    /// `people/0198…`: whether the entry is there. A `false` is kept, so that what was deleted
    /// stays deleted when copies meet.
    Exists(Register, EntryId),
    /// `people/0198…/name`
    Entry(Register, EntryId, Column),
}

/// What is recorded of an item.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ItemField {
    Mark,
    Note,
    Owner,
    /// Who said what: why an outcome counts as reached.
    Evidence,
}

impl ItemField {
    pub const ALL: [ItemField; 4] =
        [ItemField::Mark, ItemField::Note, ItemField::Owner, ItemField::Evidence];

    pub fn code(self) -> &'static str {
        match self {
            ItemField::Mark => "mark",
            ItemField::Note => "note",
            ItemField::Owner => "owner",
            ItemField::Evidence => "evidence",
        }
    }

    fn kind(self) -> Kind {
        match self {
            ItemField::Mark => Kind::Mark,
            ItemField::Note => Kind::LongText,
            ItemField::Owner => Kind::Name,
            ItemField::Evidence => Kind::LongText,
        }
    }
}

impl Field {
    /// What the field wants; `None` for one that the playbook does not have, and for a question
    /// that is answered elsewhere.
    pub fn kind(self, playbook: &Playbook) -> Option<Kind> {
        match self {
            Field::Fact(id) => playbook.fact(id).map(|fact| match fact.kind {
                FactKind::Text => Kind::Text,
                FactKind::LongText => Kind::LongText,
                FactKind::Name => Kind::Name,
                FactKind::Day => Kind::Day,
                FactKind::Moment => Kind::Moment,
                FactKind::Count => Kind::Count,
                FactKind::Choice => Kind::Choice(fact.choices.codes()),
            }),
            Field::Answer(id) => playbook.question(id).and_then(|it| match it.kind {
                QuestionKind::YesNo => Some(Kind::Choice(YesNo::CODES)),
                QuestionKind::Choice => Some(Kind::Choice(it.choices.codes())),
                // Answered by the register of services.
                QuestionKind::Services => None,
            }),
            Field::Item(id, part) => playbook.item(id).map(|_| part.kind()),
            Field::Exists(..) => Some(Kind::Flag),
            Field::Entry(_, _, column) => Some(column.kind),
        }
    }

    /// Reads an address; `None` for one that this playbook and this version do not know.
    pub fn parse(address: &str, playbook: &Playbook) -> Option<Field> {
        let mut parts = address.split('/');
        let (group, name, part) = (parts.next()?, parts.next()?, parts.next());
        if parts.next().is_some() {
            return None;
        }
        match (group, part) {
            ("fact", None) => playbook.fact_named(name).map(Field::Fact),
            ("answer", None) => {
                let id = playbook.question_named(name)?;
                Field::Answer(id).kind(playbook).map(|_| Field::Answer(id))
            }
            ("item", Some(part)) => {
                let part = ItemField::ALL.into_iter().find(|it| it.code() == part)?;
                playbook.item_named(name).map(|id| Field::Item(id, part))
            }
            (group, part) => {
                let register = Register::from_code(group)?;
                let id = entry_id(register, name, playbook)?;
                match part {
                    None => Some(Field::Exists(register, id)),
                    Some(part) => {
                        register.column(part).map(|column| Field::Entry(register, id, column))
                    }
                }
            }
        }
    }
}

/// What something that is shown can be about: it stays as it is while nothing of that changes.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Topic {
    Field(Field),
    Item(ItemId),
    Entry(Register, EntryId),
    Register(Register),
}

impl Topic {
    pub fn covers(self, field: Field) -> bool {
        match (self, field) {
            (Topic::Field(it), _) => it == field,
            (Topic::Item(it), Field::Item(id, _)) => it == id,
            (
                Topic::Entry(it, entry),
                Field::Exists(register, id) | Field::Entry(register, id, _),
            ) => it == register && entry == id,
            (Topic::Register(it), Field::Exists(register, _) | Field::Entry(register, ..)) => {
                it == register
            }
            _ => false,
        }
    }
}

/// Only services have named entries.
pub fn entry_id(register: Register, name: &str, playbook: &Playbook) -> Option<EntryId> {
    let named = || match register {
        Register::Services => playbook.service_named(name).map(EntryId::Named),
        _ => None,
    };
    named().or_else(|| EntryId::parse_coined(name))
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Field::Fact(id) => write!(f, "fact/{id}"),
            Field::Answer(id) => write!(f, "answer/{id}"),
            Field::Item(id, part) => write!(f, "item/{id}/{}", part.code()),
            Field::Exists(register, id) => write!(f, "{}/{id}", register.code()),
            Field::Entry(register, id, column) => {
                write!(f, "{}/{id}/{}", register.code(), column.code)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::register::services;

    #[test]
    fn a_topic_is_what_it_is_about_and_nothing_else() {
        use Register::{People, Services};
        let [one, other] = [1, 2].map(EntryId::coined);
        let item = ItemId::kept("kickoff.meeting");
        let cell = Field::Entry(Services, one, services::NOTE);
        let all = [
            Field::Fact(FactId::kept("seats")),
            Field::Answer(QuestionId::kept("motion")),
            Field::Item(item, ItemField::Note),
            Field::Item(ItemId::kept("kickoff.outreach"), ItemField::Note),
            Field::Exists(Services, one),
            cell,
            Field::Entry(Services, other, services::NOTE),
            Field::Entry(People, one, services::NOTE),
        ];
        let covered = |topic: Topic| -> Vec<usize> {
            (0..all.len()).filter(|at| topic.covers(all[*at])).collect()
        };
        assert_eq!(covered(Topic::Field(all[0])), [0]);
        assert_eq!(covered(Topic::Field(all[1])), [1]);
        assert_eq!(covered(Topic::Field(cell)), [5]);
        assert_eq!(covered(Topic::Item(item)), [2]);
        assert_eq!(covered(Topic::Entry(Services, one)), [4, 5]);
        assert_eq!(covered(Topic::Entry(People, one)), [7]);
        assert_eq!(covered(Topic::Register(Services)), [4, 5, 6]);
    }
}
