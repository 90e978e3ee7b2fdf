//! An engagement comes to a newer revision of its playbook: what is recorded stays, by its ids, and each
//! mark remembers by whose text it was made. No way leads back; a safety copy has what was before.

use std::collections::BTreeMap;

use super::{Edition, Engagement, Stamp};
use crate::domain::field::{Field, ItemField};
use crate::domain::id::ItemId;
use crate::domain::playbook::Playbook;
use crate::domain::value::Value;

/// It is no newer revision of what the engagement runs on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotNewer;

impl Engagement {
    /// Goes on with a newer revision. That somebody wanted it is recorded, so that copies, tabs and the
    /// history hear of it as of anything else.
    ///
    /// # Errors
    ///
    /// If it is of another playbook, or not newer; nothing has changed then.
    pub fn upgrade(&mut self, to: &'static Playbook, at: Stamp) -> Result<(), NotNewer> {
        let edition = Edition::of(to);
        if !self.edition.goes_with(&edition) || !edition.is_newer_than(&self.edition) {
            return Err(NotNewer);
        }
        self.edition = edition;
        let day = Some(Value::Day(to.playbook.revision));
        self.put_all(BTreeMap::from([(Field::Revision, day)]), at, None);
        Ok(())
    }

    /// By the text of which revision a mark was made, or confirmed since.
    pub fn marked_by(&self, item: ItemId) -> &'static Playbook {
        let playbook = self.playbook();
        let day = self.day(Field::Item(item, ItemField::Revision));
        let all = std::iter::once(playbook).chain(playbook.former.iter().copied());
        // None was noted before there was a second revision.
        all.clone().find(|it| Some(it.playbook.revision) == day).or(all.last()).unwrap_or(playbook)
    }

    /// Whoever makes a mark makes it by the text that is in front of them.
    pub(super) fn note_revisions(&self, wanted: &mut BTreeMap<Field, Option<Value>>) {
        let playbook = self.playbook();
        let mut noted = Vec::new();
        for (field, value) in &*wanted {
            let Some(id) = field.marked() else { continue };
            let revision = Field::Item(id, ItemField::Revision);
            if self.value(*field) == value.as_ref() || wanted.contains_key(&revision) {
                continue;
            }
            let is_noted = value.is_some() && !playbook.former.is_empty();
            let revised = is_noted.then_some(Value::Day(playbook.playbook.revision));
            if self.value(revision) != revised.as_ref() {
                noted.push((revision, revised));
            }
        }
        wanted.extend(noted);
    }

    /// Whoever takes back a change of a mark takes it back to the text that it was made by, too.
    pub(super) fn note_former_revisions(&self, before: &mut BTreeMap<Field, Option<Value>>) {
        if self.playbook().former.is_empty() {
            return;
        }
        let mut same = Vec::new();
        for field in before.keys() {
            let Some(id) = field.marked() else { continue };
            let revision = Field::Item(id, ItemField::Revision);
            if !before.contains_key(&revision) {
                same.push((revision, self.value(revision).cloned()));
            }
        }
        before.extend(same);
    }
}
