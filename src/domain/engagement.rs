//! One engagement with one customer: what was recorded, field by field, each with the stamp of its
//! last change. Whether something applies, is due or is complete is worked out, never stored.

mod edits;
mod history;
mod merge;
mod reading;
mod restore;
mod upgrade;
mod writes;

use std::collections::BTreeMap;

use super::field::{Field, ItemField, Point, Subject};
use super::id::{EngagementId, EntryId, ItemId};
use super::playbook::Playbook;
use super::register::Register;
use super::roles::Roles;
use super::stamp::{Stamp, WriterId};
use super::value::{Kind, Value};
pub use crate::domain::edition::Edition;
use crate::domain::overwritten::{Overwritten, OverwrittenValue};
use crate::domain::unknown::{UnknownFields, UnknownPlace};
use crate::domain::version_vector::VersionVector;
pub use crate::domain::versions::{Version, Versions};

pub use merge::{Conflict, NotACopy};
pub use upgrade::NotNewer;
pub use writes::{Applied, Replayed, Write, Writes};

/// One change of one field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edit {
    /// What is changed.
    pub field: Field,
    /// What is to stand there; `None` empties the field.
    pub value: Option<Value>,
}

impl Edit {
    /// Puts a value into a field.
    pub fn set(field: Field, value: Value) -> Edit {
        Edit { field, value: Some(value) }
    }

    /// Empties a field, which is news to other copies.
    pub fn clear(field: Field) -> Edit {
        Edit { field, value: None }
    }

    /// Adds an entry, or brings a deleted one back with what stands in its cells.
    pub fn add(register: Register, id: EntryId) -> Edit {
        Edit::set(Field::Exists(register, id), Value::Flag(true))
    }

    /// Deletes an entry. What stands in its cells is kept.
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

/// See the module. [`Engagement::apply`] and [`Engagement::merge`] are the only ways to change it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Engagement {
    id: EngagementId,
    edition: Edition,
    fields: BTreeMap<Field, Versions>,
    version_vector: VersionVector,
    overwritten: Overwritten,
    unknown_fields: UnknownFields,
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
        playbook: &'static Playbook,
        at: Stamp,
    ) -> Result<Engagement, Refusal> {
        let mut engagement = Engagement::restored(id, Edition::of(playbook));
        let name = Kind::Text.read(customer);
        engagement.apply(
            playbook,
            &[Edit { field: Field::Fact(playbook.roles.customer), value: name }],
            at,
        )?;
        Ok(engagement)
    }

    /// Takes all edits, or none, and tells the edits that would undo them. What an edit writes over
    /// it has seen, rivals included; of two edits of one field, the last counts. The stamp is moved
    /// on if its writer was at it already: two edits are never one.
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
        self.write(playbook, edits, at, None).map(|it| it.inverse)
    }

    /// As [`Engagement::apply`], but writes over only what the same writer wrote: what others have
    /// written apart meanwhile stays, to be decided. For somebody who is in the middle of a word.
    ///
    /// # Errors
    ///
    /// As [`Engagement::apply`].
    pub fn apply_beside(
        &mut self,
        playbook: &Playbook,
        edits: &[Edit],
        at: Stamp,
    ) -> Result<Vec<Edit>, Refusal> {
        self.write(playbook, edits, at, Some(at.writer())).map(|it| it.inverse)
    }

    /// Writes over what anybody wrote, or `only` what one writer did, and tells what was written, for
    /// whoever keeps just that.
    ///
    /// # Errors
    ///
    /// As [`Engagement::apply`].
    pub fn write(
        &mut self,
        playbook: &Playbook,
        edits: &[Edit],
        at: Stamp,
        only: Option<WriterId>,
    ) -> Result<Applied, Refusal> {
        self.check_all(playbook, edits)?;
        let mut wanted = BTreeMap::new();
        for Edit { field, value } in edits {
            wanted.insert(*field, value.clone());
        }
        self.note_revisions(&mut wanted);
        Ok(self.put_all(wanted, at, only))
    }

    /// Writes what has been checked.
    fn put_all(
        &mut self,
        wanted: BTreeMap<Field, Option<Value>>,
        at: Stamp,
        only: Option<WriterId>,
    ) -> Applied {
        let after = self.version_vector.of(at.writer());
        let at = match after {
            Some(last) if at <= last => last.next(at.writer()),
            _ => at,
        };
        let mut before = BTreeMap::new();
        let (mut all, mut past) = (Vec::new(), Vec::new());
        for (field, value) in wanted {
            let there = self.fields.get(&field);
            // Said again what stands there already: no news for another copy, unless that decides
            // between rivals.
            let is_said =
                there.is_none_or(|it| it.rivals.is_empty()) && self.value(field) == value.as_ref();
            if is_said {
                continue;
            }
            before.insert(field, self.value(field).cloned());
            let mut over = Vec::new();
            for (before, written) in there.into_iter().flat_map(Versions::versions) {
                if only.is_none_or(|it| it == written.writer()) {
                    over.push(written);
                    let old = OverwrittenValue { at: written, field, value: before.cloned() };
                    if old.is_remembered(value.as_ref(), at) {
                        past.push(old);
                    }
                }
            }
            all.push(Write { field, value, over });
        }
        let writes = Writes { at, after, all, past };
        if !before.is_empty() {
            self.put(&writes);
        }
        self.note_former_revisions(&mut before);
        Applied { inverse: self.way_to(before), writes }
    }

    /// Puts each version in the place of those that it was written over.
    fn put(&mut self, writes: &Writes) {
        for Write { field, value, over } in &writes.all {
            let mut versions = vec![Version { value: value.clone(), at: writes.at }];
            for (value, at) in self.fields.get(field).into_iter().flat_map(Versions::versions) {
                if !over.contains(&at) {
                    versions.push(Version { value: value.cloned(), at });
                }
            }
            // There is one at least.
            if let Some(new) = Versions::of(*field, versions) {
                self.fields.insert(*field, new);
            }
        }
        for old in &writes.past {
            self.overwritten.put(old.clone());
        }
        self.version_vector.note(writes.at);
        self.tidy();
    }

    /// Whether all edits can be taken, in their order.
    fn check_all(&self, playbook: &Playbook, edits: &[Edit]) -> Result<(), Refusal> {
        // Entries that these edits add or remove on the way.
        let mut moved = BTreeMap::new();
        for Edit { field, value } in edits {
            self.check(playbook, *field, value.as_ref())?;
            match *field {
                Field::Revision => return Err(Refusal::UnknownField(Field::Revision)),
                Field::Exists(register, id) => {
                    moved.insert((register, id), *value == Some(Value::Flag(true)));
                }
                Field::Entry(register, id, _)
                | Field::Audience(Subject::Entry(register, id))
                | Field::Receipt(Point::Entry(register, id), _) => {
                    let is_there = moved.get(&(register, id)).copied();
                    if !is_there.unwrap_or_else(|| self.has(register, id)) {
                        return Err(Refusal::NoSuchEntry(register, id));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn check(
        &self,
        playbook: &Playbook,
        field: Field,
        value: Option<&Value>,
    ) -> Result<(), Refusal> {
        let kind = field.kind(playbook).ok_or(Refusal::UnknownField(field))?;
        let is_customer = field == Field::Fact(self.roles().customer);
        match value {
            Some(value) if !kind.takes(value) => Err(Refusal::WrongKind(field, kind)),
            Some(Value::Text(name)) if is_customer && name.trim().is_empty() => {
                Err(Refusal::NamelessCustomer)
            }
            None if is_customer => Err(Refusal::NamelessCustomer),
            _ => Ok(()),
        }
    }

    /// The same in every copy.
    pub fn id(&self) -> EngagementId {
        self.id
    }

    /// The same engagement under another id: a copy that goes its own way.
    pub fn copied_as(&self, id: EngagementId) -> Engagement {
        Engagement { id, ..self.clone() }
    }

    /// The playbook and the revision that it runs on.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Which of its facts, questions and items the rules speak of.
    pub fn roles(&self) -> &'static Roles {
        self.playbook().roles
    }

    /// What it runs on; if that is not here, what comes closest to it.
    pub fn playbook(&self) -> &'static Playbook {
        self.edition.shown()
    }

    /// What stands in a field, of rivals the one that is shown; `None` if it was emptied or never
    /// touched.
    pub fn value(&self, field: Field) -> Option<&Value> {
        self.fields.get(&field).and_then(|it| it.value.as_ref())
    }

    /// All that stands in a field, rivals included.
    pub fn recorded(&self, field: Field) -> Option<&Versions> {
        self.fields.get(&field)
    }

    /// What a field shows. An entry that was deleted and one that was never there look the same.
    pub fn shown(&self, field: Field) -> Option<&Value> {
        let is_deletion =
            |it: &&Value| matches!(field, Field::Exists(..)) && **it == Value::Flag(false);
        self.value(field).filter(|it| !is_deletion(it))
    }

    /// When a field was last changed, by the device's clock.
    pub fn changed_at(&self, field: Field) -> Option<Stamp> {
        self.fields.get(&field).map(|it| it.at)
    }

    /// When anything of an item was last changed.
    pub fn item_changed_at(&self, item: ItemId) -> Option<Stamp> {
        let parts = ItemField::ALL.map(|it| Field::Item(item, it));
        let audiences = [Subject::Note(item), Subject::Evidence(item)].map(Field::Audience);
        parts.into_iter().chain(audiences).filter_map(|it| self.changed_at(it)).max()
    }

    /// The latest change of all.
    pub fn head(&self) -> Option<Stamp> {
        self.fields.values().flat_map(|it| it.versions().map(|(_, at)| at)).max()
    }

    /// When the engagement was made.
    pub fn began(&self) -> Option<Stamp> {
        self.fields.values().map(|it| it.at).min()
    }

    /// Every field that was ever touched, in a fixed order.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &Versions)> {
        self.fields.iter().map(|(field, recorded)| (*field, recorded))
    }

    /// The fields of another state of the same engagement that are not what they are in this one.
    pub fn differing(&self, other: &Engagement) -> Vec<Field> {
        let lacks = |one: &Engagement, (field, it)| one.fields.get(field) != Some(it);
        let changed = other.fields.iter().filter(|it| lacks(self, *it));
        let gone = self.fields.iter().filter(|it| !other.fields.contains_key(it.0));
        changed.chain(gone).map(|it| *it.0).collect()
    }

    /// How many fields have something in them.
    pub fn filled(&self) -> usize {
        self.fields.values().filter(|it| it.value.is_some()).count()
    }

    /// Fields of a newer version: address and raw text.
    pub fn unknown(&self) -> impl Iterator<Item = (&str, &str)> {
        self.unknown_fields.iter().filter_map(|(spot, raw)| match spot {
            UnknownPlace::Field(address) => Some((&**address, raw)),
            _ => None,
        })
    }

    /// All that a newer version recorded and this one does not know.
    pub fn unknown_fields(&self) -> &UnknownFields {
        &self.unknown_fields
    }

    /// What this copy knows of.
    pub fn version_vector(&self) -> &VersionVector {
        &self.version_vector
    }

    /// The newest values that were written over.
    pub fn overwritten(&self) -> &Overwritten {
        &self.overwritten
    }
}
