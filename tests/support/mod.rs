//! What the tests share: the playbook, fields by their address, and one case with everything in it.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot be set up has failed.
#![allow(dead_code)] // Each test takes what it needs.

pub mod chance;
pub mod contoso;
pub mod files;
pub mod revision;

use kickoff::domain::assessment::{Assessment, ItemStatus};
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::{Field, ItemField};
use kickoff::domain::id::{EngagementId, EntryId, ItemId};
use kickoff::domain::library::Library;
use kickoff::domain::playbook::Playbook;
use kickoff::domain::register::Register;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::text::Line;
use kickoff::domain::value::{Kind, Mark, Value};
use kickoff::playbook;

/// As in what was written before pages had a number.
pub const HERE: WriterId = WriterId::new(0x1a2b_3c4d, 0);

pub fn playbook() -> &'static Playbook {
    playbook::playbook().unwrap()
}

pub fn library() -> &'static Library {
    playbook::library().unwrap()
}

/// The field with this address.
#[track_caller]
pub fn field(address: &str) -> Field {
    Field::parse(address, playbook()).unwrap_or_else(|| panic!("no field `{address}`"))
}

#[track_caller]
pub fn item(name: &str) -> ItemId {
    let mut ids = playbook().items().map(|(_, it)| it.id);
    ids.find(|it| it.as_str() == name).unwrap_or_else(|| panic!("no item `{name}`"))
}

/// Every item's id, as it is written.
pub fn item_names() -> impl Iterator<Item = &'static str> {
    playbook().items().map(|(_, it)| it.id.as_str())
}

pub fn coined(number: u128) -> EntryId {
    EntryId::coined(number)
}

/// The value that somebody types for a field; a mark as `done` or `waived: the reason`.
#[track_caller]
pub fn typed(field: Field, typed: &str) -> Option<Value> {
    match field.kind(playbook()).unwrap() {
        Kind::Mark if typed.is_empty() => None,
        Kind::Mark => Some(Value::Mark(mark(typed))),
        // No control writes it; deleting does.
        Kind::Flag if typed == "false" => Some(Value::Flag(false)),
        kind => {
            let value = kind.read(typed);
            assert_eq!(value.is_some(), !typed.trim().is_empty(), "{field} takes no `{typed}`");
            value
        }
    }
}

#[track_caller]
pub fn mark(typed: &str) -> Mark {
    let (code, reason) = match typed.split_once(": ") {
        Some((code, reason)) => (code, Line::new(reason)),
        None => (typed, None),
    };
    Mark::from_parts(code, reason).unwrap_or_else(|| panic!("no mark `{typed}`"))
}

/// One edit, by address.
#[track_caller]
pub fn edit(address: &str, text: &str) -> Edit {
    let field = field(address);
    Edit { field, value: typed(field, text) }
}

/// An engagement to ask the rules about, filled in by address.
#[derive(Clone, Debug)]
pub struct Case {
    pub engagement: Engagement,
    millis: u64,
}

impl Case {
    pub fn new() -> Case {
        Case::numbered(7)
    }

    pub fn numbered(id: u128) -> Case {
        let millis = 1_789_694_100_000; // Fri 2026-09-18, 10:15 in Tokyo.
        let id = EngagementId::coined(id);
        let at = Stamp::new(millis, 0, HERE);
        let engagement = Engagement::new(id, "コントソ製作所", playbook(), at).unwrap();
        Case { engagement, millis }
    }

    /// Takes all of `address, typed`, a minute apart. An entry that is not there is added.
    #[track_caller]
    pub fn with(mut self, all: &[(&str, &str)]) -> Case {
        for (address, text) in all {
            self.set(address, text);
        }
        self
    }

    #[track_caller]
    pub fn set(&mut self, address: &str, text: &str) {
        self.millis += 60_000;
        let mut edits = vec![edit(address, text)];
        if let Field::Entry(register, id, _) = edits[0].field {
            edits.insert(0, Edit::add(register, id));
        }
        let at = Stamp::new(self.millis, 0, HERE);
        self.engagement.apply(playbook(), &edits, at).unwrap();
    }

    /// An entry of a register that is only known to be there.
    pub fn having(mut self, register: Register, id: EntryId) -> Case {
        self.millis += 60_000;
        let at = Stamp::new(self.millis, 0, HERE);
        self.engagement.apply(playbook(), &[Edit::add(register, id)], at).unwrap();
        self
    }

    /// When a field was last changed.
    #[track_caller]
    pub fn since(&self, address: &str) -> Option<Stamp> {
        self.engagement.changed_at(field(address))
    }

    pub fn assessment(&self) -> Assessment {
        Assessment::of(playbook(), &self.engagement)
    }

    #[track_caller]
    pub fn status(&self, name: &str) -> ItemStatus {
        self.assessment().item(item(name)).unwrap().clone()
    }
}

/// Where the mark of an item is recorded.
#[track_caller]
pub fn mark_of(name: &str) -> Field {
    Field::Item(item(name), ItemField::Mark)
}
