//! The address of everything that can be recorded. One edit changes one field; merge, history,
//! files and the other tab all speak of fields by the same addresses.
//!
//! An address has one spelling as text. What is written is checked against the field's kind. Undo
//! is a new edit of the same field.

use std::fmt;

use super::code::{Audience, Code, Receipt, YesNo};
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
    /// `people/0198…/audience`, `item/ftop.994/note-audience`: whom something else is for.
    Audience(Subject),
    /// `item/out.ftc/receipt`, `gaps/0198…/receipt-remark`: what the delivery team says of it.
    Receipt(Point, ReceiptPart),
    /// `playbook/revision`: when somebody brought the engagement to which revision. Written by
    /// [`Engagement::upgrade`](super::engagement::Engagement::upgrade) alone.
    Revision,
}

/// What the delivery team accepts or returns.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Point {
    /// An outcome of the playbook, by its row.
    Outcome(ItemId),
    /// An entry of a register, such as a knowledge gap that is still open.
    Entry(Register, EntryId),
}

/// What the delivery team records of a point.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ReceiptPart {
    /// Accepted or returned.
    Verdict,
    /// What they say to it, in several lines.
    Remark,
}

impl ReceiptPart {
    /// Both, in the order of the enum.
    pub const ALL: [ReceiptPart; 2] = [ReceiptPart::Verdict, ReceiptPart::Remark];

    /// The last part of the address. No column and no part of an item has this code.
    pub fn code(self) -> &'static str {
        match self {
            ReceiptPart::Verdict => "receipt",
            ReceiptPart::Remark => "receipt-remark",
        }
    }

    fn from_code(code: &str) -> Option<ReceiptPart> {
        ReceiptPart::ALL.into_iter().find(|it| it.code() == code)
    }

    fn kind(self) -> Kind {
        match self {
            ReceiptPart::Verdict => Kind::Choice(Receipt::CODES),
            ReceiptPart::Remark => Kind::LongText,
        }
    }
}

/// What is internal or shared as a whole.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Subject {
    /// The answer to a question.
    Answer(QuestionId),
    /// The note of an item.
    Note(ItemId),
    /// The evidence of an item.
    Evidence(ItemId),
    /// A whole entry of a register.
    Entry(Register, EntryId),
}

/// What is recorded of an item.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum ItemField {
    /// Where somebody has put it: done, set aside, waived or not met.
    Mark,
    /// What somebody noted of it, in several lines.
    Note,
    /// The name of who takes care of it.
    Owner,
    /// Who said what: why an outcome counts as reached.
    Evidence,
    /// The revision whose text was in front of whoever made the mark, or confirmed it since. Where
    /// there is none, it was the playbook's first.
    Revision,
}

/// The last part of the address of whom something is for. No column has this code.
const AUDIENCE: &str = "audience";
const NOTE_AUDIENCE: &str = "note-audience";
const EVIDENCE_AUDIENCE: &str = "evidence-audience";

impl ItemField {
    /// All five, in the order of the enum.
    pub const ALL: [ItemField; 5] = [
        ItemField::Mark,
        ItemField::Note,
        ItemField::Owner,
        ItemField::Evidence,
        ItemField::Revision,
    ];

    /// The last part of the address, such as `mark`.
    pub fn code(self) -> &'static str {
        match self {
            ItemField::Mark => "mark",
            ItemField::Note => "note",
            ItemField::Owner => "owner",
            ItemField::Evidence => "evidence",
            ItemField::Revision => "revision",
        }
    }

    fn kind(self) -> Kind {
        match self {
            ItemField::Mark => Kind::Mark,
            ItemField::Note => Kind::LongText,
            ItemField::Owner => Kind::Name,
            ItemField::Evidence => Kind::LongText,
            ItemField::Revision => Kind::Day,
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
            Field::Audience(subject) => {
                let is_there = match subject {
                    Subject::Answer(id) => Field::Answer(id).kind(playbook).is_some(),
                    Subject::Note(id) | Subject::Evidence(id) => playbook.item(id).is_some(),
                    Subject::Entry(..) => true,
                };
                is_there.then_some(Kind::Choice(Audience::CODES))
            }
            Field::Receipt(point, part) => {
                let is_there = match point {
                    Point::Outcome(id) => playbook.item(id).is_some(),
                    Point::Entry(..) => true,
                };
                is_there.then_some(part.kind())
            }
            Field::Revision => Some(Kind::Day),
        }
    }

    /// The entry that the field is a part of, if it is one's.
    pub fn entry(self) -> Option<(Register, EntryId)> {
        match self {
            Field::Exists(register, id)
            | Field::Entry(register, id, _)
            | Field::Audience(Subject::Entry(register, id))
            | Field::Receipt(Point::Entry(register, id), _) => Some((register, id)),
            _ => None,
        }
    }

    /// The item that the field is a part of.
    pub fn item(self) -> Option<ItemId> {
        match self {
            Field::Item(id, _)
            | Field::Audience(Subject::Note(id) | Subject::Evidence(id))
            | Field::Receipt(Point::Outcome(id), _) => Some(id),
            _ => None,
        }
    }

    /// The item that the field is the mark of.
    pub fn marked(self) -> Option<ItemId> {
        match self {
            Field::Item(id, ItemField::Mark) => Some(id),
            _ => None,
        }
    }

    /// What is recorded of an entry, apart from its being there.
    pub fn of_entry(register: Register, id: EntryId) -> Vec<Field> {
        let mut fields = Vec::new();
        for column in register.columns() {
            fields.push(Field::Entry(register, id, *column));
        }
        fields.push(Field::Audience(Subject::Entry(register, id)));
        for part in ReceiptPart::ALL {
            fields.push(Field::Receipt(Point::Entry(register, id), part));
        }
        fields
    }

    /// Reads an address; `None` for one that this playbook and this version do not know.
    pub fn parse(address: &str, playbook: &Playbook) -> Option<Field> {
        let mut parts = address.split('/');
        let (group, name, part) = (parts.next()?, parts.next()?, parts.next());
        if parts.next().is_some() {
            return None;
        }
        match (group, part) {
            ("playbook", None) => (name == "revision").then_some(Field::Revision),
            ("fact", None) => playbook.fact_named(name).map(Field::Fact),
            ("answer", part) => {
                let id = playbook.question_named(name)?;
                let field = match part {
                    None => Field::Answer(id),
                    Some(AUDIENCE) => Field::Audience(Subject::Answer(id)),
                    Some(_) => return None,
                };
                field.kind(playbook).map(|_| field)
            }
            ("item", Some(part)) => {
                let id = playbook.item_named(name)?;
                match part {
                    NOTE_AUDIENCE => Some(Field::Audience(Subject::Note(id))),
                    EVIDENCE_AUDIENCE => Some(Field::Audience(Subject::Evidence(id))),
                    part => match ReceiptPart::from_code(part) {
                        Some(it) => Some(Field::Receipt(Point::Outcome(id), it)),
                        None => {
                            let part = ItemField::ALL.into_iter().find(|it| it.code() == part)?;
                            Some(Field::Item(id, part))
                        }
                    },
                }
            }
            (group, part) => {
                let register = Register::from_code(group)?;
                let id = entry_id(register, name, playbook)?;
                match part {
                    None => Some(Field::Exists(register, id)),
                    Some(AUDIENCE) => Some(Field::Audience(Subject::Entry(register, id))),
                    Some(part) => match ReceiptPart::from_code(part) {
                        Some(it) => Some(Field::Receipt(Point::Entry(register, id), it)),
                        None => {
                            register.column(part).map(|column| Field::Entry(register, id, column))
                        }
                    },
                }
            }
        }
    }
}

/// What something that is shown can be about: it stays as it is while nothing of that changes.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Topic {
    /// One field alone.
    Field(Field),
    /// What is recorded of an item, with its audiences and its receipt.
    Item(ItemId),
    /// One entry: whether it is there, its cells, its audience and its receipt.
    Entry(Register, EntryId),
    /// Every entry of a register.
    Register(Register),
}

impl Topic {
    /// Whether the field is a part of it.
    pub fn covers(self, field: Field) -> bool {
        match self {
            Topic::Field(it) => it == field,
            Topic::Item(it) => field.item() == Some(it),
            Topic::Entry(register, id) => field.entry() == Some((register, id)),
            Topic::Register(it) => field.entry().is_some_and(|(register, _)| register == it),
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
            Field::Audience(subject) => match subject {
                Subject::Answer(id) => write!(f, "answer/{id}/{AUDIENCE}"),
                Subject::Note(id) => write!(f, "item/{id}/{NOTE_AUDIENCE}"),
                Subject::Evidence(id) => write!(f, "item/{id}/{EVIDENCE_AUDIENCE}"),
                Subject::Entry(register, id) => {
                    write!(f, "{}/{id}/{AUDIENCE}", register.code())
                }
            },
            Field::Receipt(point, part) => match point {
                Point::Outcome(id) => write!(f, "item/{id}/{}", part.code()),
                Point::Entry(register, id) => {
                    write!(f, "{}/{id}/{}", register.code(), part.code())
                }
            },
            Field::Revision => f.write_str("playbook/revision"),
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
        let item = ItemId::stored("kickoff.meeting");
        let cell = Field::Entry(Services, one, services::NOTE);
        let all = [
            Field::Fact(FactId::stored("seats")),
            Field::Answer(QuestionId::stored("motion")),
            Field::Item(item, ItemField::Note),
            Field::Item(ItemId::stored("kickoff.outreach"), ItemField::Note),
            Field::Exists(Services, one),
            cell,
            Field::Entry(Services, other, services::NOTE),
            Field::Entry(People, one, services::NOTE),
            Field::Audience(Subject::Note(item)),
            Field::Audience(Subject::Evidence(ItemId::stored("kickoff.outreach"))),
            Field::Audience(Subject::Entry(Services, one)),
            Field::Audience(Subject::Answer(QuestionId::stored("motion"))),
            Field::Receipt(Point::Outcome(item), ReceiptPart::Verdict),
            Field::Receipt(Point::Entry(Services, one), ReceiptPart::Remark),
        ];
        let covered = |topic: Topic| -> Vec<usize> {
            (0..all.len()).filter(|at| topic.covers(all[*at])).collect()
        };
        assert_eq!(covered(Topic::Field(all[0])), [0]);
        assert_eq!(covered(Topic::Field(all[1])), [1]);
        assert_eq!(covered(Topic::Field(cell)), [5]);
        assert_eq!(covered(Topic::Item(item)), [2, 8, 12]);
        assert_eq!(covered(Topic::Entry(Services, one)), [4, 5, 10, 13]);
        assert_eq!(covered(Topic::Entry(People, one)), [7]);
        assert_eq!(covered(Topic::Register(Services)), [4, 5, 6, 10, 13]);
        assert_eq!(covered(Topic::Field(all[11])), [11]);
    }

    #[test]
    fn no_column_and_no_part_of_an_item_has_the_code_of_an_audience_or_a_receipt() {
        let columns = Register::ALL.iter().flat_map(|it| it.columns()).map(|it| it.code);
        let parts = ItemField::ALL.map(ItemField::code);
        let mut codes = columns.chain(parts);
        let [verdict, remark] = ReceiptPart::ALL.map(ReceiptPart::code);
        let others = [AUDIENCE, NOTE_AUDIENCE, EVIDENCE_AUDIENCE, verdict, remark];
        assert!(codes.all(|it| !others.contains(&it)));
    }
}
