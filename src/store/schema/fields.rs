//! The fields of a playbook, by address.

use serde_json::{Value as Json, json};

use super::spelling::ID;
use super::values;
use crate::domain::audience;
use crate::domain::code::Code;
use crate::domain::field::{Field, ItemField, Point, ReceiptPart, Subject};
use crate::domain::id::EntryId;
use crate::domain::playbook::Playbook;
use crate::domain::register::Register;
use crate::domain::revision::{Part, all_parts};
use crate::domain::value::Kind;

/// A field, or one of each entry of a register.
pub struct Described {
    pub address: Address,
    pub kind: Kind,
    /// What its values are called; the same for all that take the same.
    pub value: String,
    pub is_customer: bool,
    /// What the schema says of it beside that: what people read, in English; of a fact, for whom it is; of
    /// a field that says for whom something is, what holds until somebody decides.
    pub said: Vec<(&'static str, Json)>,
}

pub enum Address {
    One(String),
    /// As a pattern, since entries have any number of ids.
    Each(String),
}

impl Address {
    pub fn as_str(&self) -> &str {
        match self {
            Address::One(it) | Address::Each(it) => it,
        }
    }
}

/// Every field that a playbook has, with those of what only a former revision of it has.
pub fn of(playbook: &'static Playbook) -> Vec<Described> {
    let parts = all_parts(playbook);
    let of_part = |part: &Part| match *part {
        Part::Fact(id) => vec![Field::Fact(id)],
        Part::Question(id) => vec![Field::Answer(id), Field::Audience(Subject::Answer(id))],
        Part::Item(id) => {
            let parts = ItemField::ALL.map(|part| Field::Item(id, part));
            let audiences = [Subject::Note(id), Subject::Evidence(id)].map(Field::Audience);
            let receipts = ReceiptPart::ALL.map(|part| Field::Receipt(Point::Outcome(id), part));
            parts.into_iter().chain(audiences).chain(receipts).collect()
        }
        // An entry like the others, with a name for an id.
        Part::Service(_) => Vec::new(),
    };
    let revision = [Field::Revision];
    let entries = Register::ALL.iter().flat_map(|register| {
        let one = [Field::Exists(*register, entry())];
        one.into_iter().chain(Field::of_entry(*register, entry()))
    });
    let all = parts.iter().flat_map(of_part).chain(entries).chain(revision);
    all.filter_map(|it| described(it, playbook)).collect()
}

/// Stands for all entries.
fn entry() -> EntryId {
    EntryId::coined(0)
}

fn described(field: Field, playbook: &'static Playbook) -> Option<Described> {
    let kind = field.kind(playbook)?;
    let is_customer = field == Field::Fact(playbook.roles.customer);
    let value = if is_customer { "customer".to_owned() } else { values::name(kind) };
    let title = title(field, playbook).map(|it| ("title", it.into()));
    let audience = match field {
        Field::Fact(id) => {
            let audience = audience::of_fact(playbook, id).code();
            Some(("description", format!("For whom: {audience}.").into()))
        }
        Field::Audience(subject) => {
            let audience = audience::default(playbook, subject).code();
            Some(("properties", json!({ "value": { "default": audience } })))
        }
        _ => None,
    };
    let said = title.into_iter().chain(audience).collect();
    Some(Described { address: address(field, playbook), kind, value, is_customer, said })
}

fn address(field: Field, playbook: &Playbook) -> Address {
    let written = field.to_string();
    match field.entry() {
        None => Address::One(written),
        Some((register, id)) => {
            let mut ids = vec![ID.to_owned()];
            // Only services have named entries.
            if register == Register::Services {
                ids.extend(all_parts(playbook).iter().filter_map(|it| match it {
                    Part::Service(code) => Some(code.as_str().replace('.', "[.]")),
                    _ => None,
                }));
            }
            let ids = format!("(?:{})", ids.join("|"));
            Address::Each(format!("^{}$", written.replace(&id.to_string(), &ids)))
        }
    }
}

/// Where there are words of its own. A new sort of field is to be among those of [`of`].
fn title(field: Field, playbook: &'static Playbook) -> Option<&'static str> {
    let text = match field {
        Field::Fact(id) => &playbook.fact(id)?.label,
        Field::Answer(id) => &playbook.question(id)?.ask,
        Field::Item(id, ItemField::Mark) => &playbook.item(id)?.title,
        Field::Item(
            _,
            ItemField::Note | ItemField::Owner | ItemField::Evidence | ItemField::Revision,
        ) => return None,
        Field::Exists(register, _) => &playbook.register(register)?.one,
        Field::Entry(register, _, column) => &playbook.column(register, column)?.label,
        Field::Revision
        | Field::Receipt(..)
        | Field::Audience(
            Subject::Answer(_) | Subject::Note(_) | Subject::Evidence(_) | Subject::Entry(..),
        ) => return None,
    };
    Some(&text.en)
}
