//! What a field is called and what stands in it, for places that show one away from its own:
//! history, the review of a merge.

use super::words::Words;
use crate::domain::audience;
use crate::domain::code::{Audience, Code, Receipt};
use crate::domain::engagement::Engagement;
use crate::domain::field::{Field, ItemField, Point, ReceiptPart, Subject, entry_id};
use crate::domain::id::EntryId;
use crate::domain::iso;
use crate::domain::playbook::{Choices, Playbook};
use crate::domain::register::{Column, Register};
use crate::domain::text;
use crate::domain::value::{Kind, Mark, Value};
use crate::i18n::names::service_name;

/// A field of one engagement, to be called by its name.
#[derive(Clone, Copy)]
pub struct Named<'a> {
    /// Whose field it is; the names of its entries are a part of what fields are called.
    pub engagement: &'a Engagement,
    /// By which facts, questions, rows and columns are called.
    pub playbook: &'a Playbook,
    /// The language of the name.
    pub words: Words,
}

impl Named<'_> {
    /// Where it is and what it is: "Risks: Old mail servers – Note".
    pub fn field(&self, field: Field) -> String {
        let lang = self.words.0;
        match field {
            Field::Fact(id) => {
                self.playbook.fact(id).map_or("", |it| it.label.get(lang)).to_owned()
            }
            Field::Answer(id) => {
                self.playbook.question(id).map_or("", |it| it.ask.get(lang)).to_owned()
            }
            Field::Item(id, part) => {
                let title = self.playbook.item(id).map_or("", |it| it.title.get(lang));
                match part {
                    ItemField::Mark => title.to_owned(),
                    ItemField::Note => format!("{title} – {}", self.words.note()),
                    ItemField::Owner => format!("{title} – {}", self.words.owner()),
                    ItemField::Evidence => format!("{title} – {}", self.words.evidence()),
                    ItemField::Revision => format!("{title} – {}", self.words.confirmed_for()),
                }
            }
            Field::Exists(register, id) => self.entry(register, id),
            Field::Entry(register, id, column) => {
                let label = self.column(register, column).unwrap_or_default();
                format!("{} – {label}", self.entry(register, id))
            }
            Field::Audience(subject) => {
                let of = match subject {
                    Subject::Answer(id) => self.field(Field::Answer(id)),
                    Subject::Note(id) => self.field(Field::Item(id, ItemField::Note)),
                    Subject::Evidence(id) => self.field(Field::Item(id, ItemField::Evidence)),
                    Subject::Entry(register, id) => self.entry(register, id),
                };
                format!("{of} – {}", self.words.audience())
            }
            Field::Receipt(point, part) => {
                let said = match part {
                    ReceiptPart::Verdict => self.words.receipt(),
                    ReceiptPart::Remark => self.words.receipt_remark(),
                };
                format!("{} – {said}", self.point(point))
            }
            Field::Revision => self.words.playbook_revision().to_owned(),
        }
    }

    /// What the delivery team accepts or returns: a row's title, or "Risks: Old mail servers".
    pub fn point(&self, point: Point) -> String {
        match point {
            Point::Outcome(id) => self.field(Field::Item(id, ItemField::Mark)),
            Point::Entry(register, id) => self.entry(register, id),
        }
    }

    /// "Risks: Old mail servers".
    pub fn entry(&self, register: Register, id: EntryId) -> String {
        let words = self.playbook.register(register);
        let of_what = words.map_or("", |it| it.title.get(self.words.0));
        format!("{of_what}: {}", self.title(register, id))
    }

    /// "Old mail servers": what tells an entry from the others.
    pub fn title(&self, register: Register, id: EntryId) -> String {
        if register == Register::Services {
            return service_name(self.engagement, self.playbook, id, self.words.0);
        }
        let cells = register.title_columns().iter().filter_map(|it| {
            let field = Field::Entry(register, id, *it);
            let value = self.engagement.value(field)?;
            Some(text::trimmed(&self.value(field, Some(value))).to_owned())
                .filter(|it| !it.is_empty())
        });
        let said = cells.collect::<Vec<String>>().join(" ");
        if said.is_empty() { self.words.unnamed().to_owned() } else { said }
    }

    /// What a column is called.
    pub fn column(&self, register: Register, column: Column) -> Option<String> {
        Some(self.playbook.column(register, column)?.label.get(self.words.0).to_owned())
    }

    /// What a field says, in words; `None` if it says nothing.
    pub fn said(&self, field: Field) -> Option<String> {
        let said = self.value(field, Some(self.engagement.value(field)?));
        Some(text::trimmed(&said).to_owned()).filter(|it| !text::is_blank(it))
    }

    /// What stands there, in words; nothing is a dash, or what it is by default.
    pub fn value(&self, field: Field, value: Option<&Value>) -> String {
        let Some(value) = value else {
            return match field {
                Field::Exists(..) => self.words.not_there().to_owned(),
                Field::Audience(subject) => {
                    self.words.for_whom(audience::default(self.playbook, subject)).to_owned()
                }
                _ => "–".to_owned(),
            };
        };
        match value {
            Value::Mark(mark) => self.mark(mark),
            Value::Flag(it) => match (field, it) {
                (Field::Exists(..), true) => self.words.is_there().to_owned(),
                (Field::Exists(..), false) => self.words.is_deleted().to_owned(),
                (_, true) => self.words.yes().to_owned(),
                (_, false) => self.words.no().to_owned(),
            },
            Value::Choice(code) => self.choice(field, code),
            Value::Day(it) => self.words.date_of(*it),
            Value::Moment(it) => {
                format!("{} {}", self.words.date_of(it.date()), iso::time(it.time()))
            }
            Value::Text(it) if field.kind(self.playbook) == Some(Kind::Service) => {
                entry_id(Register::Services, it, self.playbook).map_or_else(
                    || it.to_string(),
                    |id| service_name(self.engagement, self.playbook, id, self.words.0),
                )
            }
            _ => value.typed(),
        }
    }

    fn mark(&self, mark: &Mark) -> String {
        let said = match mark {
            Mark::Done => self.words.mark_done(),
            Mark::NotApplicable(_) => self.words.not_applicable(),
            Mark::Waived(_) => self.words.waived(),
            Mark::NotMet(_) => self.words.mark_not_met(),
        };
        match mark.reason() {
            Some(reason) => format!("{said} ({})", reason.as_str()),
            None => said.to_owned(),
        }
    }

    fn choice(&self, field: Field, code: &str) -> String {
        let label = |it: &Choices| it.label(code).map(|it| it.get(self.words.0).to_owned());
        let found = match field {
            Field::Fact(id) => self.playbook.fact(id).and_then(|it| label(&it.choices)),
            Field::Answer(id) => self.playbook.question(id).and_then(|it| label(&it.choices)),
            Field::Entry(register, _, column) => {
                self.playbook.column(register, column).and_then(|it| label(&it.choices))
            }
            Field::Audience(_) => {
                Audience::from_code(code).map(|it| self.words.for_whom(it).to_owned())
            }
            Field::Receipt(..) => {
                Receipt::from_code(code).map(|it| self.words.receipt_of(Some(it)).to_owned())
            }
            Field::Item(..) | Field::Exists(..) | Field::Revision => None,
        };
        found.unwrap_or_else(|| match code {
            "yes" => self.words.yes().to_owned(),
            "no" => self.words.no().to_owned(),
            other => other.to_owned(),
        })
    }
}
