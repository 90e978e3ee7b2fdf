//! What is known of an engagement's generations without reading them: on the path of every keystroke they are told
//! by their first lines, which have length and checksum.

use super::{EngagementStore, GENERATIONS, Read, SaveError, Unreadable};
use crate::domain::engagement::{Edition, Engagement};
use crate::domain::id::EngagementId;
use crate::domain::version_vector::VersionVector;
use crate::store::key_value::{KeyValueStore, StoreError};
use crate::store::record;

/// What is known of a text that was read or written here: whole, and what it knows of. Told by its
/// first line, which has length and checksum, so that saving need not read it all again: that is
/// on the path of every keystroke.
pub(super) struct Look {
    pub(super) key: String,
    header: String,
    whole: Whole,
}

/// One generation, as far as a save has to know it.
pub(super) struct Slot {
    pub(super) key: String,
    pub(super) generation: &'static str,
    pub(super) raw: Option<String>,
    /// `None` if nothing whole is there.
    pub(super) whole: Option<Whole>,
}

impl Slot {
    /// Whether an older version wrote it.
    pub(super) fn is_older(&self) -> bool {
        self.whole.as_ref().is_some_and(|it| it.is_older)
    }
}

#[derive(Clone)]
pub(super) struct Whole {
    pub(super) sequence: u64,
    pub(super) edition: Edition,
    pub(super) versions: VersionVector,
    pub(super) is_older: bool,
}

impl Whole {
    pub(super) fn of(read: &Read) -> Whole {
        Whole {
            sequence: read.sequence,
            edition: read.engagement.edition().clone(),
            versions: read.engagement.version_vector().clone(),
            is_older: read.is_older,
        }
    }
}

impl<D: KeyValueStore> EngagementStore<D> {
    /// What the generations have, if both are as they were when they were last read or written here, of the
    /// engagement's edition, and the newest is of this version. By their first lines: nothing is written over.
    pub(super) fn known_generations(
        &self,
        engagement: &Engagement,
    ) -> Result<Option<VersionVector>, StoreError> {
        let mut newest: Option<Whole> = None;
        for generation in GENERATIONS {
            let key = self.slot(engagement.id(), generation);
            let Some(header) = self.storage.head(&key)? else { continue };
            let looks = self.looks.borrow();
            let look = looks.iter().find(|it| it.key == key && it.header == header);
            let Some(Look { whole, .. }) = look else { return Ok(None) };
            if whole.edition != *engagement.edition() {
                return Ok(None);
            }
            if newest.as_ref().is_none_or(|it| it.sequence < whole.sequence) {
                newest = Some(whole.clone());
            }
        }
        Ok(newest.filter(|it| !it.is_older).map(|it| it.versions))
    }

    /// Whether one of its generations is whole and has all that is known here.
    pub fn is_kept(&self, engagement: &Engagement) -> bool {
        let has_all = |generation: &&str| {
            let key = self.slot(engagement.id(), generation);
            let raw = self.storage.get(&key).ok().flatten().unwrap_or_default();
            let known = self.known(&key, &raw);
            let is_within = |mut it: Whole| {
                self.note_tail(engagement.id(), &mut it.versions);
                engagement.version_vector().is_within(&it.versions)
            };
            known.is_some_and(is_within) && record::is_whole(&raw)
        };
        GENERATIONS.iter().any(has_all)
    }

    /// Looks at a generation that may be written over: read in full, unless it is known.
    pub(super) fn slot_of(
        &self,
        id: EngagementId,
        generation: &'static str,
    ) -> Result<Slot, SaveError> {
        let key = self.slot(id, generation);
        let raw = self.storage.get(&key)?;
        let whole = match &raw {
            None => None,
            Some(raw) => match self.known(&key, raw) {
                Some(it) => Some(it),
                None => match self.read(raw) {
                    Err(Unreadable::Newer) => return Err(SaveError::Withheld),
                    Ok(read) if read.engagement.id() == id => {
                        let whole = Whole::of(&read);
                        self.remember(&key, raw, whole.clone());
                        Some(whole)
                    }
                    Ok(_) | Err(Unreadable::Damaged) => None,
                },
            },
        };
        Ok(Slot { key, generation, raw, whole })
    }

    fn known(&self, key: &str, raw: &str) -> Option<Whole> {
        record::sequence_of(raw).ok()?;
        let looks = self.looks.borrow();
        let look = looks.iter().find(|it| it.key == key && it.header == record::header(raw))?;
        Some(look.whole.clone())
    }

    pub(super) fn remember(&self, key: &str, raw: &str, whole: Whole) {
        let mut looks = self.looks.borrow_mut();
        looks.retain(|it| it.key != key);
        looks.push(Look { key: key.to_owned(), header: record::header(raw).to_owned(), whole });
    }
}
