//! One engagement with one customer: what was recorded, field by field, each with the stamp of its
//! last change. Whether something applies, is due or is complete is worked out, never stored.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::code::Code;
use super::field::{Field, ItemField};
use super::id::{EngagementId, EntryId, ItemId, QuestionId};
use super::known;
use super::playbook::Playbook;
use super::register::{Column, Register};
use super::stamp::Stamp;
use super::value::{Kind, Mark, Value};

/// What stands in one field. `None` is "emptied on purpose", which is news to another copy; a
/// field that nobody ever touched is not there at all.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Recorded {
    pub value: Option<Value>,
    pub at: Stamp,
}

/// One change of one field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edit {
    pub field: Field,
    pub value: Option<Value>,
}

impl Edit {
    pub fn set(field: Field, value: Value) -> Edit {
        Edit { field, value: Some(value) }
    }

    pub fn clear(field: Field) -> Edit {
        Edit { field, value: None }
    }

    pub fn add(register: Register, id: EntryId) -> Edit {
        Edit::set(Field::Exists(register, id), Value::Flag(true))
    }

    pub fn remove(register: Register, id: EntryId) -> Edit {
        Edit::set(Field::Exists(register, id), Value::Flag(false))
    }
}

/// Why edits were not taken. Nothing has changed then.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// The playbook has no such field.
    UnknownField(Field),
    /// The value is not of the field's kind.
    WrongKind(Field, Kind),
    /// The entry was never added, or is deleted.
    NoSuchEntry(Register, EntryId),
    /// An engagement always has a customer's name.
    NamelessCustomer,
}

/// The playbook that an engagement runs on. Pinned: a new revision never changes a running case.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edition {
    pub playbook: Box<str>,
    pub revision: NaiveDate,
}

/// See the module. [`Engagement::apply`] is the only way to change it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Engagement {
    id: EngagementId,
    edition: Edition,
    fields: BTreeMap<Field, Recorded>,
    /// Fields of a newer version, as they came (address to raw text): carried along and written
    /// back, so that an older app never loses a newer one's work.
    unknown: BTreeMap<Box<str>, Box<str>>,
}

impl Engagement {
    /// A new engagement with a customer.
    ///
    /// # Errors
    ///
    /// [`Refusal::NamelessCustomer`] if the name is empty.
    pub fn new(
        id: EngagementId,
        customer: &str,
        playbook: &Playbook,
        at: Stamp,
    ) -> Result<Engagement, Refusal> {
        let mut engagement = Engagement::restored(id, Edition::of(playbook));
        let name = Kind::Text.read(customer);
        engagement.apply(
            playbook,
            &[Edit { field: Field::Fact(known::CUSTOMER), value: name }],
            at,
        )?;
        Ok(engagement)
    }

    /// An empty frame, to be filled by [`Engagement::restore`].
    pub fn restored(id: EngagementId, edition: Edition) -> Engagement {
        Engagement { id, edition, fields: BTreeMap::new(), unknown: BTreeMap::new() }
    }

    /// Puts back what was recorded earlier, with its own stamp. Only for reading what was kept.
    ///
    /// # Errors
    ///
    /// As [`Engagement::apply`], but for entries: fields come in any order.
    pub fn restore(
        &mut self,
        playbook: &Playbook,
        field: Field,
        recorded: Recorded,
    ) -> Result<(), Refusal> {
        self.check(playbook, field, recorded.value.as_ref())?;
        self.fields.insert(field, recorded);
        Ok(())
    }

    /// Keeps a field of a newer version as it came.
    pub fn restore_unknown(&mut self, address: &str, raw: &str) {
        self.unknown.insert(address.into(), raw.into());
    }

    /// Takes all edits, or none, and tells the edits that would undo them.
    ///
    /// # Errors
    ///
    /// The first edit that cannot be taken; nothing has changed then.
    pub fn apply(
        &mut self,
        playbook: &Playbook,
        edits: &[Edit],
        at: Stamp,
    ) -> Result<Vec<Edit>, Refusal> {
        // Entries that these edits add or remove on the way.
        let mut moved = BTreeMap::new();
        for Edit { field, value } in edits {
            self.check(playbook, *field, value.as_ref())?;
            match *field {
                Field::Exists(register, id) => {
                    moved.insert((register, id), *value == Some(Value::Flag(true)));
                }
                Field::Entry(register, id, _) => {
                    let is_there = moved.get(&(register, id)).copied();
                    if !is_there.unwrap_or_else(|| self.has(register, id)) {
                        return Err(Refusal::NoSuchEntry(register, id));
                    }
                }
                _ => {}
            }
        }
        let mut inverse = Vec::new();
        for Edit { field, value } in edits {
            if self.value(*field) == value.as_ref() {
                // Said again what stands there already: no news for another copy.
                continue;
            }
            let before = match (field, self.value(*field)) {
                // Undoing an addition is a deletion, not a field that was never there.
                (Field::Exists(..), None) => Some(Value::Flag(false)),
                (_, before) => before.cloned(),
            };
            inverse.insert(0, Edit { field: *field, value: before });
            self.fields.insert(*field, Recorded { value: value.clone(), at });
        }
        Ok(inverse)
    }

    fn check(
        &self,
        playbook: &Playbook,
        field: Field,
        value: Option<&Value>,
    ) -> Result<(), Refusal> {
        let kind = field.kind(playbook).ok_or(Refusal::UnknownField(field))?;
        let is_customer = field == Field::Fact(known::CUSTOMER);
        match value {
            Some(value) if !kind.takes(value) => Err(Refusal::WrongKind(field, kind)),
            Some(Value::Text(name)) if is_customer && name.trim().is_empty() => {
                Err(Refusal::NamelessCustomer)
            }
            None if is_customer => Err(Refusal::NamelessCustomer),
            _ => Ok(()),
        }
    }

    pub fn id(&self) -> EngagementId {
        self.id
    }

    /// The same engagement under another id: a copy that goes its own way.
    pub fn copied_as(&self, id: EngagementId) -> Engagement {
        Engagement { id, ..self.clone() }
    }

    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    pub fn value(&self, field: Field) -> Option<&Value> {
        self.fields.get(&field).and_then(|it| it.value.as_ref())
    }

    /// When a field was last changed, by the device's clock.
    pub fn changed_at(&self, field: Field) -> Option<Stamp> {
        self.fields.get(&field).map(|it| it.at)
    }

    /// When anything of an item was last changed.
    pub fn item_changed_at(&self, item: ItemId) -> Option<Stamp> {
        ItemField::ALL.into_iter().filter_map(|it| self.changed_at(Field::Item(item, it))).max()
    }

    /// The latest change of all.
    pub fn head(&self) -> Option<Stamp> {
        self.fields.values().map(|it| it.at).max()
    }

    /// When the engagement was made.
    pub fn began(&self) -> Option<Stamp> {
        self.fields.values().map(|it| it.at).min()
    }

    /// Every field that was ever touched, in a fixed order.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &Recorded)> {
        self.fields.iter().map(|(field, recorded)| (*field, recorded))
    }

    /// Fields of a newer version: address and raw text.
    pub fn unknown(&self) -> impl Iterator<Item = (&str, &str)> {
        self.unknown.iter().map(|(address, raw)| (&**address, &**raw))
    }

    // Reading, by kind.

    /// The text of a field; empty if there is none.
    pub fn text(&self, field: Field) -> &str {
        match self.value(field) {
            Some(Value::Text(it)) => it,
            _ => "",
        }
    }

    pub fn day(&self, field: Field) -> Option<NaiveDate> {
        match self.value(field) {
            Some(Value::Day(it)) => Some(*it),
            _ => None,
        }
    }

    pub fn moment(&self, field: Field) -> Option<NaiveDateTime> {
        match self.value(field) {
            Some(Value::Moment(it)) => Some(*it),
            _ => None,
        }
    }

    pub fn count(&self, field: Field) -> Option<u32> {
        match self.value(field) {
            Some(Value::Count(it)) => Some(*it),
            _ => None,
        }
    }

    pub fn flag(&self, field: Field) -> bool {
        self.value(field) == Some(&Value::Flag(true))
    }

    pub fn choice<C: Code>(&self, field: Field) -> Option<C> {
        match self.value(field) {
            Some(Value::Choice(code)) => C::from_code(code),
            _ => None,
        }
    }

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
        self.fields.iter().filter_map(move |(field, recorded)| match field {
            Field::Exists(it, id)
                if *it == register && recorded.value == Some(Value::Flag(true)) =>
            {
                Some(*id)
            }
            _ => None,
        })
    }

    /// A cell's text; empty if there is none.
    pub fn cell(&self, register: Register, id: EntryId, column: Column) -> &str {
        self.text(Field::Entry(register, id, column))
    }

    pub fn customer(&self) -> &str {
        self.text(Field::Fact(known::CUSTOMER)).trim()
    }
}

impl Edition {
    pub fn of(playbook: &Playbook) -> Edition {
        Edition { playbook: playbook.playbook.id.clone(), revision: playbook.playbook.revision }
    }
}
