//! What comes from elsewhere under the keys of engagements: another tab's writing as it is told, and
//! the journal's rows at the start. Taken in by merge, never by whose clock is ahead.
//!
//! A row that finds no room stays part of every load and save until it is kept: the next save would
//! write over it. A row that is not understood is set aside for the same reason. What is new and
//! refused ([`EngagementStore::add`]) takes its rows back, or it would turn up at the next start. A
//! deletion or a way back of the last seconds is done again, if what goes by it is known elsewhere
//! (`tests/store/killed.rs`). A deleted engagement comes back only if a row holds what the bin does
//! not know; otherwise the row goes, or the engagement would come back once the bin is emptied.

use serde_json::Value as Json;

use super::list::AHEAD;
use super::{EngagementStore, Found, GENERATIONS, Occasion, SaveError};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::stamp::Stamp;
use crate::domain::version_vector::VersionVector;
use crate::json;
use crate::store::document;
use crate::store::key_value::{KeyValueStore, StoreError};
use crate::store::record::{self, Record};

/// What has become of an engagement.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fate {
    /// Something of it is here, readable or not, or in the archive.
    There,
    /// On purpose: it is in the bin, or the way out has said that it is gone for good.
    Deleted,
    /// Nothing of it is there, and nothing says why: somebody has cleared storage.
    Gone,
}

/// What stands in a journal's row for a key that was removed.
pub const REMOVED: &str = "removed";

/// Whether the journal mirrors what is under a key of ours: engagements, and the bin, without which
/// it would not know what is gone on purpose.
pub fn is_journaled(key: &str) -> bool {
    [":eng/", ":tail/", ":bin/"].iter().any(|it| key.contains(it))
}

/// Whether nothing has to say of a key that it was removed: what a tail held is in the whole then, or in the
/// bin.
pub fn is_passing(key: &str) -> bool {
    key.contains(":tail/")
}

/// An engagement that was only just made has nothing to lose yet.
const WORTH_A_COPY: usize = 3;

impl<D: KeyValueStore> EngagementStore<D> {
    /// The engagement that a key of ours holds a generation of.
    pub fn engagement_of(&self, key: &str) -> Option<EngagementId> {
        self.id_under("eng/", key)
    }

    fn deleted_of(&self, key: &str) -> Option<EngagementId> {
        self.id_under("bin/", key)
    }

    pub(super) fn id_under(&self, group: &str, key: &str) -> Option<EngagementId> {
        let rest = key.strip_prefix(&self.key(group))?;
        rest.split('/').next().and_then(EngagementId::parse)
    }

    /// The engagement in a generation's raw text, if it is whole and of a version known here.
    pub fn read_generation(&self, raw: &str) -> Option<Engagement> {
        self.read(raw).ok().map(|it| it.engagement)
    }

    /// What a newer version has written, as far as this one understands it: its schema and, to be
    /// looked at only, the engagement. What is new in it stays where it is and is not shown.
    /// Of several texts, the newest that is understood.
    pub fn look_at_newer(&self, raw: &[String]) -> (Option<u64>, Option<Engagement>) {
        let looks = raw.iter().map(|it| {
            let sequence = record::sequence_of(it).ok();
            (sequence, self.look_at(it))
        });
        let newest = looks.max_by_key(|(sequence, (_, found))| (found.is_some(), *sequence));
        newest.map(|(_, look)| look).unwrap_or_default()
    }

    fn look_at(&self, raw: &str) -> (Option<u64>, Option<Engagement>) {
        let Ok(Record { text, .. }) = record::read(raw) else { return (None, None) };
        let Ok(mut document) = json::parse(&text) else { return (None, None) };
        let schema = document.get("schema").and_then(Json::as_u64);
        if let Some(whole) = document.as_object_mut() {
            whole.insert("schema".to_owned(), document::SCHEMA.into());
        }
        (schema, document::read(&document, self.library).ok())
    }

    /// Takes in what the journal holds and storage does not: what was written last before the
    /// browser was killed. Tells which engagements have changed by it, or what the bin has of them.
    /// What cannot be kept now, such as for want of room, is part of every [`EngagementStore::load`] and goes
    /// along with the next save: else that save would write over the journal's row, which is all
    /// there is of it.
    pub fn recover(&self, rows: &[(String, String)], now_millis: u64) -> Vec<EngagementId> {
        self.is_recovered.set(false);
        // The bin first: it tells what is gone on purpose.
        let (deleted, others): (Vec<_>, Vec<_>) =
            rows.iter().partition(|(key, _)| self.deleted_of(key).is_some());
        let mut recovered = Vec::new();
        // What is wrong with one row is no reason to leave the others.
        let mut note = |changed: Result<Option<EngagementId>, SaveError>| {
            if let Ok(Some(id)) = changed
                && !recovered.contains(&id)
            {
                recovered.push(id);
            }
        };
        for (key, raw) in deleted {
            let Some(id) = self.deleted_of(key) else { continue };
            note(self.recover_deleted(id, key, raw, rows));
        }
        let (removed, written): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|(_, raw)| raw == REMOVED);
        for (key, _) in removed {
            note(self.recover_removal(key, rows));
        }
        for some in written.chunks(AHEAD) {
            let keys: Vec<String> = some.iter().map(|it| it.0.clone()).collect();
            let there = self.storage.get_all(&keys).unwrap_or_default();
            for (at, (key, raw)) in some.iter().enumerate() {
                // After an orderly end both hold the same, which is told without reading it.
                let is_there = there.get(at).is_some_and(|it| it.as_ref() == Some(raw));
                if !is_there && self.tail_of(key).is_none() {
                    note(self.recover_row(key, raw, now_millis));
                }
            }
        }
        // What was written to it comes after it.
        let mut with_tail = Vec::new();
        for id in rows.iter().filter_map(|(key, _)| self.tail_of(key)) {
            if !with_tail.contains(&id) {
                with_tail.push(id);
            }
        }
        for id in with_tail {
            if let Ok(true) = self.recover_tail(id, rows, now_millis)
                && !recovered.contains(&id)
            {
                recovered.push(id);
            }
        }
        self.is_recovered.set(true);
        // What they wait for is not to be had; with the next look they go without.
        for id in self.waiting.take() {
            if !recovered.contains(&id) {
                recovered.push(id);
            }
        }
        recovered
    }

    /// What was put into the bin last is there again, and what was brought back from it is not. What
    /// was thrown away for good may be there again; thirty days later it goes.
    fn recover_deleted(
        &self,
        id: EngagementId,
        key: &str,
        raw: &str,
        rows: &[(String, String)],
    ) -> Result<Option<EngagementId>, SaveError> {
        let there = self.storage.get(key)?;
        if raw != REMOVED {
            // By a clock that was set back, two deletions can have one key.
            let knows_more = |there: &str| {
                let there = self.read_generation(there);
                let journaled = self.read_generation(raw);
                there.zip(journaled).is_some_and(|(there, journaled)| {
                    there != journaled
                        && there.version_vector().is_within(journaled.version_vector())
                })
            };
            if there.is_some_and(|it| it == raw || !knows_more(&it)) {
                return Ok(None);
            }
            self.put(key, raw)?;
            return Ok(Some(id));
        }
        let Some(deleted) = there.and_then(|it| self.read_generation(&it)) else { return Ok(None) };
        let is_of_it =
            |key: &str| self.engagement_of(key).or_else(|| self.deleted_of(key)) == Some(id);
        let is_elsewhere = rows.iter().filter(|(key, _)| is_of_it(key)).any(|(_, raw)| {
            self.read_generation(raw)
                .is_some_and(|it| deleted.version_vector().is_within(it.version_vector()))
        });
        if !is_elsewhere {
            return Ok(None);
        }
        self.storage.remove(key)?;
        Ok(Some(id))
    }

    /// An engagement that was deleted last, of which storage has not heard yet. It goes if the bin
    /// has all that is there.
    fn recover_removal(
        &self,
        key: &str,
        rows: &[(String, String)],
    ) -> Result<Option<EngagementId>, SaveError> {
        let Some(id) = self.engagement_of(key) else { return Ok(None) };
        let is_there_again =
            rows.iter().any(|(it, raw)| self.engagement_of(it) == Some(id) && raw != REMOVED);
        if is_there_again {
            return Ok(None);
        }
        let Found::Whole(there) = self.load(id)? else { return Ok(None) };
        if !self.bin_covers(id, there.version_vector())? {
            return Ok(None);
        }
        self.clear(id)?;
        Ok(Some(id))
    }

    fn recover_row(
        &self,
        key: &str,
        raw: &str,
        now_millis: u64,
    ) -> Result<Option<EngagementId>, SaveError> {
        let Some(id) = self.engagement_of(key) else { return Ok(None) };
        let Some(journaled) = self.read_generation(raw).filter(|it| it.id() == id) else {
            // The next save would write over the row.
            self.set_aside(id, "journal", raw, now_millis)?;
            return Ok(None);
        };
        let whole = match self.load(id) {
            Ok(Found::Whole(there)) => {
                let mut merged = there.clone();
                if merged.merge(&journaled).is_err() {
                    // Of a playbook that is not here, and apart: both are kept until somebody has it.
                    self.set_aside(id, "journal", raw, now_millis)?;
                    return Ok(None);
                }
                if merged == there {
                    return Ok(None);
                }
                *merged
            }
            Ok(Found::Newer(_)) => return Ok(None),
            Ok(Found::Missing) => {
                if self.bin_covers(id, journaled.version_vector())? {
                    // Deleted knowingly, and the journal has not heard of it. Here it has no such key; the row
                    // goes, and does not come back once the bin is emptied.
                    self.storage.remove(key)?;
                    return Ok(None);
                }
                // What cannot become one with the bin's comes back beside it.
                let mut whole = journaled;
                for deleted in self.in_bin(id)? {
                    let mut merged = deleted.clone();
                    if merged.merge(&whole).is_ok() {
                        // Somebody wrote what the deletion did not know: on the list it is seen.
                        whole = merged;
                    }
                }
                whole
            }
            // What the archive has, it becomes one with once that is read.
            Ok(Found::Damaged(_) | Found::Archived) | Err(_) => journaled,
        };
        if self.save(&whole, now_millis).is_err() {
            self.keep_recovered(whole);
        }
        Ok(Some(id))
    }

    /// Writes to one engagement that storage has not heard of, or has forgotten. Tells whether they have changed
    /// anything.
    fn recover_tail(
        &self,
        id: EngagementId,
        rows: &[(String, String)],
        now_millis: u64,
    ) -> Result<bool, SaveError> {
        let mut missing = Vec::new();
        for (key, raw) in rows.iter().filter(|(key, _)| self.tail_of(key) == Some(id)) {
            if self.storage.get(key)?.as_ref() != Some(raw) {
                missing.push((key, raw));
            }
        }
        if missing.is_empty() {
            return Ok(false);
        }
        let there = match self.load(id)? {
            Found::Whole(it) => vec![*it],
            Found::Missing => self.in_bin(id)?,
            Found::Damaged(_) | Found::Newer(_) | Found::Archived => {
                // With the rest of it, whatever becomes of that.
                for (key, raw) in missing {
                    self.put(key, raw)?;
                }
                return Ok(true);
            }
        };
        let mut is_listed = self.fate(id)? == Fate::There;
        let (mut is_mirrored, mut has_changed) = (false, false);
        for (key, raw) in missing {
            let read =
                |it| self.read_writes(raw, Engagement::playbook(it)).map(|read| (it, read.at));
            match there.iter().find_map(read) {
                Some((it, at)) if it.version_vector().covers(at) => {
                    // It is in there already; the row goes. A page that was left may have gone before the
                    // journal had the whole that it wrote then.
                    if !is_mirrored {
                        self.mirror(id)?;
                        is_mirrored = true;
                    }
                    self.storage.remove(key)?;
                    continue;
                }
                Some((it, _)) => {
                    if !is_listed {
                        // Somebody wrote what the deletion did not know: on the list it is seen.
                        self.save(it, now_millis)?;
                        is_listed = true;
                    }
                    self.put(key, raw)?;
                }
                None => {
                    let mut written = VersionVector::default();
                    key.rsplit('/').next().and_then(Stamp::parse).inspect(|at| written.note(*at));
                    if written.iter().next().is_some() && self.bin_covers(id, &written)? {
                        // In the bin, whose text is in the archive.
                        self.storage.remove(key)?;
                        continue;
                    }
                    self.set_aside(id, "journal", raw, now_millis)?;
                    self.storage.remove(key)?;
                }
            }
            has_changed = true;
        }
        Ok(has_changed)
    }

    /// Writes the generations as they are, so that the journal hears of them.
    fn mirror(&self, id: EngagementId) -> Result<(), StoreError> {
        for generation in GENERATIONS {
            let key = self.slot(id, generation);
            if let Some(raw) = self.storage.get(&key)? {
                self.put(&key, &raw)?;
            }
        }
        Ok(())
    }

    /// All that the bin knows of an engagement: one, or several of which nobody here can make one.
    pub(super) fn in_bin(&self, id: EngagementId) -> Result<Vec<Engagement>, StoreError> {
        let mut all: Vec<Engagement> = Vec::new();
        for key in self.storage.keys(&self.key(&format!("bin/{id}")))? {
            let Some(deleted) = self.read_kept(&key).filter(|it| it.id() == id) else { continue };
            if !all.iter_mut().any(|it| it.merge(&deleted).is_ok()) {
                all.push(deleted);
            }
        }
        Ok(all)
    }

    fn keep_recovered(&self, engagement: Engagement) {
        let mut pending = self.pending.borrow_mut();
        match pending.iter_mut().find(|it| it.id() == engagement.id()) {
            Some(it) => drop(it.merge(&engagement)),
            None => pending.push(engagement),
        }
    }

    /// What was recovered of an engagement and is not kept yet.
    pub(super) fn pending(&self, id: EngagementId) -> Option<Engagement> {
        self.pending.borrow().iter().find(|it| it.id() == id).cloned()
    }

    /// What has become of an engagement that was here a moment ago.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn fate(&self, id: EngagementId) -> Result<Fate, StoreError> {
        let is_any = |rest: String| self.storage.keys(&self.key(&rest)).map(|it| !it.is_empty());
        if self.is_any_generation(id)? {
            return Ok(Fate::There);
        }
        if self.look_archived(id)?.is_some_and(|it| it != Found::Missing) {
            return Ok(Fate::There);
        }
        let is_deleted = is_any(format!("bin/{id}"))? || self.is_gone(id)?;
        Ok(if is_deleted { Fate::Deleted } else { Fate::Gone })
    }

    /// Whether the way out has deleted it for good.
    pub(super) fn is_gone(&self, id: EngagementId) -> Result<bool, StoreError> {
        Ok(self.storage.get(&self.key(&format!("gone/{id}")))?.is_some())
    }

    /// Whether there is anything of its generations, readable or not.
    pub(super) fn is_any_generation(&self, id: EngagementId) -> Result<bool, StoreError> {
        for generation in GENERATIONS {
            if self.storage.head(&self.slot(id, generation))?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Makes the safety copy of the day, unless there is one. Tells whether there was anything to copy
    /// yet.
    pub fn copy_daily(&self, engagement: &Engagement, now_millis: u64) -> bool {
        let is_worth_it = engagement.fields().nth(WORTH_A_COPY).is_some();
        if is_worth_it {
            // A help only; saving does not depend on it.
            let _ = self.copy_for_safety(engagement, Occasion::Daily, now_millis);
        }
        is_worth_it
    }
}
