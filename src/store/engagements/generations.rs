//! An engagement's two generations. What is kept is never a state in the place of another: a save
//! takes in what it would write over and does not know of, and reading makes one of both. So two
//! tabs that write at the same moment lose nothing to each other.
//!
//! Each has its sequence number, length and CRC-32 (`store/record.rs`); the two are written in
//! turn, and read back. An edit writes only its engagement's own keys. What cannot be read is set
//! aside before its place is used again; what an older version wrote is copied first; what a newer
//! version wrote is not written over. The list reads the small card beside them and never parses
//! the whole.

use serde_json::Map;

use super::slots::{Slot, Whole};
use super::{EngagementStore, Found, GENERATIONS, Loaded, Occasion, Read, SaveError, Unreadable};
use crate::domain::derived::Derived;
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::stamp::Stamp;
use crate::json::{self, put};
use crate::store::card::Card;
use crate::store::document;
use crate::store::engagements::tail::Tail;
use crate::store::key_value::{KeyValueStore, StoreError};
use crate::store::record;

impl<D: KeyValueStore> EngagementStore<D> {
    /// Reads an engagement: what both of its generations know, if both can be read.
    ///
    /// # Errors
    ///
    /// If storage cannot be read at all.
    pub fn load(&self, id: EngagementId) -> Result<Loaded, StoreError> {
        let mut raw = Vec::new();
        let mut found: Vec<Read> = Vec::new();
        let mut is_newer = false;
        for generation in GENERATIONS {
            let key = self.slot(id, generation);
            let Some(text) = self.storage.get(&key)? else { continue };
            let read = self.read(&text);
            let is_sound = read.as_ref().is_ok_and(|it| it.engagement.id() == id);
            self.note_check(&key, &text, is_sound);
            match read {
                Ok(read) if is_sound => {
                    self.remember(&key, &text, Whole::of(&read));
                    found.push(read);
                }
                Err(Unreadable::Newer) => is_newer = true,
                Ok(_) | Err(Unreadable::Damaged) => {}
            }
            raw.push(text);
        }
        if let [one, other] = found.as_slice() {
            // A newer version may have brought it to an edition that is not here.
            is_newer |= !one.engagement.edition().goes_with(other.engagement.edition());
        }
        if !found.is_sorted_by_key(|it| it.sequence) {
            // There are two.
            found.reverse();
        }
        let newest = found.pop().map(|it| it.engagement).or_else(|| self.pending(id));
        Ok(match newest {
            // A newer app's generation beside an older one: what it wrote since must not be lost.
            _ if is_newer => Found::Newer(raw),
            Some(mut engagement) => {
                for older in found.iter().map(|it| &it.engagement).chain(&self.pending(id)) {
                    // The same id, and editions that go together: copies of one engagement.
                    let _ = engagement.merge(older);
                }
                let tail = self.read_tail(id, engagement.playbook(), &|_| false)?;
                if !tail.newer.is_empty() {
                    raw.extend(tail.newer);
                    return Ok(Found::Newer(raw));
                }
                let of_generations = engagement.version_vector().clone();
                if engagement.replay_all(&tail.writes) != 0 {
                    if self.is_settled(id, &raw, &tail)? {
                        engagement.replay_without(&tail.writes);
                    } else {
                        self.waiting.borrow_mut().push(id);
                    }
                }
                let known = engagement.version_vector();
                let is_reached = |it: &Stamp| known.covers(*it) && !of_generations.covers(*it);
                let reached = tail.writes.iter().map(|it| it.at).filter(is_reached);
                self.note_read(id, reached.collect(), tail.unread);
                Found::Whole(Box::new(engagement))
            }
            None => match self.look_archived(id)? {
                Some(Found::Archived) => Found::Archived,
                archived => {
                    if let Some(Found::Newer(it)) = archived {
                        return Ok(Found::Newer(vec![it]));
                    }
                    raw.extend(match archived {
                        Some(Found::Damaged(it)) => Some(it),
                        _ => None,
                    });
                    if raw.is_empty() { Found::Missing } else { Found::Damaged(raw) }
                }
            },
        })
    }

    /// Whether all that was read is there still, and nothing can turn up that is missing: no other tab has
    /// folded meanwhile, and what the journal holds is here.
    fn is_settled(
        &self,
        id: EngagementId,
        raw: &[String],
        tail: &Tail,
    ) -> Result<bool, StoreError> {
        let mut now = Vec::new();
        for generation in GENERATIONS {
            now.extend(self.storage.get(&self.slot(id, generation))?);
        }
        Ok(self.is_recovered.get() && !tail.has_shrunk && now == *raw)
    }

    /// Keeps an engagement: over the older of its two generations, and only its own keys. Done when
    /// what is read back is what was written. What another tab has kept, or what was recovered, is
    /// taken in; answers with the whole then, so that nobody goes on knowing less than is kept.
    ///
    /// # Errors
    ///
    /// If it is not kept. The former generation is still there then.
    pub fn save(
        &self,
        given: &Engagement,
        now_millis: u64,
    ) -> Result<Option<Engagement>, SaveError> {
        self.save_derived(given, &Derived::of(given), now_millis)
    }

    /// As [`EngagementStore::save`], for somebody who has worked out already what follows from it.
    ///
    /// # Errors
    ///
    /// As [`EngagementStore::save`].
    pub fn save_derived(
        &self,
        given: &Engagement,
        derived: &Derived,
        now_millis: u64,
    ) -> Result<Option<Engagement>, SaveError> {
        let id = given.id();
        let mut pending = self.pending(id);
        if let Some(pending) = &mut pending
            && pending.merge(given).is_err()
        {
            return Err(SaveError::Withheld);
        }
        let engagement = pending.as_ref().unwrap_or(given);
        let mut slots = Vec::new();
        for generation in GENERATIONS {
            slots.push(self.slot_of(id, generation)?);
        }
        // A newer version may have brought it to an edition that is not here.
        if slots
            .iter()
            .filter_map(|it| it.whole.as_ref())
            .any(|it| !it.edition.goes_with(engagement.edition()))
        {
            return Err(SaveError::Withheld);
        }
        let sequence = |it: &Slot| it.whole.as_ref().map_or(0, |it| it.sequence);
        let newest = slots.iter().max_by_key(|it| sequence(it));
        if let Some((Slot { raw: Some(raw), .. }, true)) =
            newest.map(|it| (it, it.whole.as_ref().is_some_and(|it| it.is_older)))
        {
            self.copy_before_migration(id, raw, now_millis)?;
        }
        let next = newest.map_or(0, sequence).saturating_add(1);
        let Some(target) = slots.iter().min_by_key(|it| sequence(it)) else {
            return Err(SaveError::Withheld);
        };
        let mut taken_in: Option<Engagement> = None;
        for slot in &slots {
            let Some(raw) = &slot.raw else { continue };
            let is_target = slot.key == target.key;
            match &slot.whole {
                // What is written over has to be sound to its end.
                Some(it) if !is_target || record::read(raw).is_ok() => {
                    if !it.versions.is_within(engagement.version_vector())
                        && let Ok(read) = self.read(raw)
                    {
                        // Another tab's, and not heard of here yet.
                        let all = taken_in.get_or_insert_with(|| engagement.clone());
                        if all.merge(&read.engagement).is_err() {
                            // Their playbook is not here, and neither knows all of the other.
                            return Err(SaveError::Withheld);
                        }
                    }
                }
                _ if is_target => self.set_aside(id, slot.generation, raw, now_millis)?,
                _ => {}
            }
        }
        let known = taken_in.as_ref().unwrap_or(engagement).version_vector().clone();
        // Of what is new here nothing was written before.
        let is_new = slots.iter().all(|it| it.raw.is_none()) && !self.has_archived(id)?;
        let tail = match is_new {
            true => Tail { is_empty: true, ..Tail::default() },
            false => self.read_tail(id, engagement.playbook(), &|at| known.covers(at))?,
        };
        if !tail.newer.is_empty() {
            return Err(SaveError::Withheld);
        }
        if !tail.writes.is_empty() {
            taken_in.get_or_insert_with(|| engagement.clone()).replay_all(&tail.writes);
        }
        let engagement = taken_in.as_ref().unwrap_or(engagement);
        let raw = record::write(next, &document::as_text(engagement));
        self.looks.borrow_mut().retain(|it| it.key != target.key);
        if let Err(error) = self.put(&target.key, &raw) {
            if target.raw.is_none() && error == StoreError::NotKept {
                // Half a text where there was none would be a damaged engagement on the list.
                let _ = self.storage.remove(&target.key);
            }
            return Err(error.into());
        }
        // It was read back: the list need not read it again.
        self.note_check(&target.key, &raw, true);
        self.pending.borrow_mut().retain(|it| it.id() != id);
        let (edition, versions) =
            (engagement.edition().clone(), engagement.version_vector().clone());
        let whole = Whole { sequence: next, edition, versions, is_older: false };
        self.remember(&target.key, &raw, whole);
        let more = taken_in.or(pending).filter(|it| it != given);
        let card = match &more {
            Some(more) => Card::of(more),
            None => Card::derived(given, derived),
        };
        self.keep_card(id, next, &card);
        // What is left of it is in the whole, and read once more.
        let before = slots.iter().find(|it| it.key != target.key).and_then(|it| it.whole.as_ref());
        let whole = more.as_ref().unwrap_or(given);
        if tail.is_empty {
            self.tails.borrow_mut().retain(|it| it.id != id);
        } else {
            let _ = self.fold_tail(whole, before.map(|it| &it.versions), now_millis);
        }
        Ok(more)
    }

    /// Keeps a card, which speaks for the generation of this number.
    pub(super) fn keep_card(&self, id: EngagementId, sequence: u64, card: &Card) {
        let mut kept = Map::new();
        put(&mut kept, "sequence", sequence.into());
        put(&mut kept, "card", card.write());
        let card = json::text(&kept.into());
        // The card can be made again; its loss is no loss.
        let _ = self.storage.put(&self.card_key(id), &card);
    }

    /// Keeps an engagement that is new here, or not at all: what is refused now must not turn up by
    /// itself later, out of the journal.
    ///
    /// # Errors
    ///
    /// As [`EngagementStore::save`].
    pub fn add(&self, engagement: &Engagement, now_millis: u64) -> Result<(), SaveError> {
        let is_new = matches!(self.load(engagement.id()), Ok(Found::Missing));
        let added = self.save(engagement, now_millis);
        if added.is_err() && is_new {
            for generation in GENERATIONS {
                let _ = self.storage.remove(&self.slot(engagement.id(), generation));
            }
        }
        added.map(drop)
    }

    /// Takes an engagement off the list that was added a moment ago and is elsewhere as a whole. It
    /// does not go to the bin.
    ///
    /// # Errors
    ///
    /// If it cannot be removed.
    pub fn discard(&self, id: EngagementId) -> Result<(), StoreError> {
        self.note_left_in_archive(id);
        self.clear(id)
    }

    /// Keeps a record of an older shape as it is, before its place is used again. Once is enough.
    fn copy_before_migration(
        &self,
        id: EngagementId,
        raw: &str,
        now_millis: u64,
    ) -> Result<(), StoreError> {
        for key in self.storage.keys(&self.key(&format!("copy/{id}/")))? {
            if self.storage.get(&key)?.as_deref() == Some(raw) {
                return Ok(());
            }
        }
        self.put(&self.copy_key(id, Occasion::BeforeMigration, now_millis), raw)
    }

    /// Keeps what could not be read before its place is used again.
    pub(super) fn set_aside(
        &self,
        id: EngagementId,
        generation: &str,
        raw: &str,
        now_millis: u64,
    ) -> Result<(), StoreError> {
        // Once is enough, however often saving is tried again: a full storage must not fill up more.
        for key in self.storage.keys(&self.key(&format!("raw/{id}/")))? {
            if self.storage.get(&key)?.as_deref() == Some(raw) {
                return Ok(());
            }
        }
        self.put(&self.key(&format!("raw/{id}/{now_millis}-{generation}")), raw)
    }

    /// Takes unreadable generations off the list; their raw texts are kept aside.
    ///
    /// # Errors
    ///
    /// If they cannot be kept aside or removed.
    pub fn set_aside_damaged(&self, id: EngagementId, now_millis: u64) -> Result<(), SaveError> {
        for generation in GENERATIONS {
            if let Some(raw) = self.storage.get(&self.slot(id, generation))? {
                self.set_aside(id, generation, &raw, now_millis)?;
            }
        }
        if let Some(Found::Damaged(raw)) = self.look_archived(id)? {
            self.set_aside(id, "archive", &raw, now_millis)?;
        }
        self.clear(id)?;
        Ok(())
    }

    /// Makes room by dropping what the newest generation knows too; tells whether there was such.
    pub(super) fn drop_older_generation(&self, known: &Engagement) -> Result<bool, SaveError> {
        let id = known.id();
        let [one, other] = [self.slot_of(id, "a")?, self.slot_of(id, "b")?];
        let sequence = |it: &Slot| it.whole.as_ref().map(|it| it.sequence);
        let (older, newer) =
            if sequence(&one) < sequence(&other) { (one, other) } else { (other, one) };
        // Nothing of it is in the older one alone, and the newer one is really there.
        let is_all = newer.raw.as_deref().is_some_and(record::is_whole)
            && newer.whole.is_some_and(|it| known.version_vector().is_within(&it.versions));
        if !is_all || older.raw.is_none() {
            return Ok(false);
        }
        self.storage.remove(&older.key)?;
        // It can be made again.
        self.storage.remove(&self.card_key(id))?;
        Ok(true)
    }

    /// All that a deletion must not lose: the engagement, with what another tab has kept of it.
    /// What cannot be read is set aside.
    pub(super) fn whole_of(
        &self,
        engagement: &Engagement,
        now_millis: u64,
    ) -> Result<Engagement, SaveError> {
        let mut all = engagement.clone();
        if let Some(pending) = self.pending(engagement.id()) {
            let _ = all.merge(&pending);
        }
        for generation in GENERATIONS {
            let slot = self.slot_of(engagement.id(), generation)?;
            let Some(raw) = slot.raw else { continue };
            match self.read(&raw) {
                // The same id and edition, so they are copies of one engagement.
                Ok(it) if all.merge(&it.engagement).is_ok() => {}
                _ => self.set_aside(engagement.id(), generation, &raw, now_millis)?,
            }
        }
        let known = all.version_vector().clone();
        let tail = self.read_tail(all.id(), all.playbook(), &|at| known.covers(at))?;
        let left = all.replay_all(&tail.writes);
        let waiting = if left == 0 { Vec::new() } else { tail.writes };
        for it in waiting.iter().filter(|it| !all.version_vector().covers(it.at)) {
            self.set_aside(all.id(), "tail", &self.raw_writes(it), now_millis)?;
        }
        for raw in tail.unread {
            self.set_aside(all.id(), "tail", &raw, now_millis)?;
        }
        Ok(all)
    }

    pub(super) fn clear(&self, id: EngagementId) -> Result<(), StoreError> {
        self.pending.borrow_mut().retain(|it| it.id() != id);
        if self.has_archived(id)? {
            self.note_left_in_archive(id);
            self.clear_mark(id)?;
        }
        self.clear_generations(id)?;
        self.storage.remove(&self.card_key(id))?;
        self.clear_tail(id)
    }

    pub(super) fn clear_generations(&self, id: EngagementId) -> Result<(), StoreError> {
        let mut found = Vec::new();
        for generation in GENERATIONS {
            let key = self.slot(id, generation);
            let raw = self.storage.get(&key)?;
            found.push((raw.and_then(|it| record::sequence_of(&it).ok()), key));
        }
        // The older one first, and surely: whatever ends us in between, the list shows no older
        // state than it did.
        if !found.is_sorted() {
            found.reverse();
        }
        for (_, key) in &found {
            self.storage.remove(key)?;
            if self.storage.get(key)?.is_some() {
                return Err(StoreError::NotKept);
            }
        }
        Ok(())
    }
}
