//! The tail of an engagement: what was written since its last generation, each write under a key of its own, so
//! that keeping an edit costs what the edit is large, however much is recorded.
//!
//! No tab writes over another's, and the keys come in any order ([`Engagement::replay_all`]). The whole is
//! written at rest ([`EngagementStore::save`]), and what both generations have goes from the tail then: with
//! either of them damaged, nothing is lost. A write that cannot be read is set aside.

use super::{EngagementStore, SaveError};
use crate::domain::engagement::{Engagement, Writes};
use crate::domain::id::EngagementId;
use crate::domain::playbook::Playbook;
use crate::domain::stamp::Stamp;
use crate::domain::version_vector::VersionVector;
use crate::json;
use crate::store::document::writes;
use crate::store::document_error::DocumentError;
use crate::store::key_value::{KeyValueStore, StoreError};
use crate::store::record;

/// Where it begins, after the namespace.
pub(super) const TAIL: &str = "tail/";

/// How many writes a tail may have before the whole is written, by whoever is not at rest.
pub const LONGEST: usize = 64;

/// What is known of one engagement's tail.
#[derive(Clone, Debug)]
pub(super) struct KnownTail {
    pub(super) id: EngagementId,
    /// The writes that are in what is shown here.
    at: Vec<Stamp>,
    /// What could not be read of it.
    unread: Vec<String>,
}

/// What a tail holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Tail {
    pub(super) writes: Vec<Writes>,
    /// Damaged.
    pub(super) unread: Vec<String>,
    /// Of a newer version.
    pub(super) newer: Vec<String>,
    /// Another tab has taken a write from it while it was read.
    pub(super) has_shrunk: bool,
    /// There is nothing under its keys.
    pub(super) is_empty: bool,
}

enum Unreadable {
    Damaged,
    Newer,
}

fn parse(raw: &str, playbook: &Playbook) -> Result<Writes, Unreadable> {
    let record = record::read(raw).map_err(|it| match it {
        record::RecordError::NewerVersion => Unreadable::Newer,
        _ => Unreadable::Damaged,
    })?;
    let json = json::parse(&record.text).map_err(|_| Unreadable::Damaged)?;
    writes::read(&json, playbook).map_err(|it| match it {
        DocumentError::Newer { .. } => Unreadable::Newer,
        DocumentError::Malformed { .. } => Unreadable::Damaged,
    })
}

/// Whether it is none, or not the one that its key names.
fn is_damaged(read: &Result<Writes, Unreadable>, at: Option<Stamp>) -> bool {
    match read {
        Ok(it) => Some(it.at) != at,
        Err(it) => matches!(it, Unreadable::Damaged),
    }
}

impl<D: KeyValueStore> EngagementStore<D> {
    pub(super) fn tail_keys(&self, id: EngagementId) -> Result<Vec<String>, StoreError> {
        self.storage.keys(&self.key(&format!("{TAIL}{id}/")))
    }

    fn tail_key(&self, id: EngagementId, at: Stamp) -> String {
        self.key(&format!("{TAIL}{id}/{at}"))
    }

    /// The engagement that a key of ours holds a write of.
    pub fn tail_of(&self, key: &str) -> Option<EngagementId> {
        self.id_under(TAIL, key)
    }

    /// What another tab has written, as it is told.
    pub fn read_writes(&self, raw: &str, playbook: &Playbook) -> Option<Writes> {
        parse(raw, playbook).ok()
    }

    /// All that is in a tail, but for what is known already.
    pub(super) fn read_tail(
        &self,
        id: EngagementId,
        playbook: &Playbook,
        knows: &dyn Fn(Stamp) -> bool,
    ) -> Result<Tail, StoreError> {
        let keys = self.tail_keys(id)?;
        let mut tail = Tail { is_empty: keys.is_empty(), ..Tail::default() };
        let prefix = self.key(&format!("{TAIL}{id}/"));
        for key in keys {
            let at = key.strip_prefix(&prefix).and_then(Stamp::parse);
            if at.is_some_and(knows) {
                continue;
            }
            let Some(raw) = self.storage.get(&key)? else {
                tail.has_shrunk = true;
                continue;
            };
            let read = parse(&raw, playbook);
            if is_damaged(&read, at) {
                tail.unread.push(raw);
                continue;
            }
            match read {
                Ok(it) => tail.writes.push(it),
                Err(_) => tail.newer.push(raw),
            }
        }
        Ok(tail)
    }

    pub(super) fn remember_tail(&self, id: EngagementId, more: impl IntoIterator<Item = Stamp>) {
        let mut tails = self.tails.borrow_mut();
        match tails.iter_mut().find(|it| it.id == id) {
            Some(it) => it.at.extend(more),
            None => tails.push(KnownTail { id, at: Vec::from_iter(more), unread: Vec::new() }),
        }
    }

    /// A tail was read anew.
    pub(super) fn note_read(&self, id: EngagementId, at: Vec<Stamp>, unread: Vec<String>) {
        let mut tails = self.tails.borrow_mut();
        tails.retain(|it| it.id != id);
        tails.push(KnownTail { id, at, unread });
    }

    /// Another tab has told of a write, and it is in what is shown here.
    pub fn note_heard(&self, engagement: &Engagement, it: &Writes) {
        if engagement.version_vector().covers(it.at) {
            self.remember_tail(engagement.id(), [it.at]);
        }
    }

    pub(super) fn raw_writes(&self, it: &Writes) -> String {
        record::write(0, &json::text(&writes::write(it)))
    }

    /// Adds what the tail is known to have.
    pub(super) fn note_tail(&self, id: EngagementId, versions: &mut VersionVector) {
        let tails = self.tails.borrow();
        let known = tails.iter().find(|it| it.id == id);
        known.iter().flat_map(|it| &it.at).for_each(|it| versions.note(*it));
    }

    /// How many writes are known to be in a tail.
    pub fn tail_length(&self, id: EngagementId) -> usize {
        self.tails.borrow().iter().find(|it| it.id == id).map_or(0, |it| it.at.len())
    }

    /// Keeps what was written to an engagement, and only that, if the rest of it is kept; else the whole.
    /// Answers as [`EngagementStore::save`] does.
    ///
    /// # Errors
    ///
    /// As [`EngagementStore::save`].
    pub fn append(
        &self,
        engagement: &Engagement,
        all: &[Writes],
        now_millis: u64,
    ) -> Result<Option<Engagement>, SaveError> {
        let id = engagement.id();
        if all.is_empty()
            || LONGEST <= self.tail_length(id)
            || !self.is_base_kept(engagement, all)?
        {
            return self.save(engagement, now_millis);
        }
        let known = engagement.version_vector();
        let others = self.read_tail(id, engagement.playbook(), &|at| known.covers(at))?;
        if !others.newer.is_empty() {
            return Err(SaveError::Withheld);
        }
        for it in all {
            self.put(&self.tail_key(id, it.at), &self.raw_writes(it))?;
        }
        self.remember_tail(id, all.iter().map(|it| it.at));
        if others.writes.is_empty() {
            return Ok(None);
        }
        let mut whole = engagement.clone();
        whole.replay_all(&others.writes);
        let reached = others.writes.iter().map(|it| it.at);
        let reached: Vec<Stamp> = reached.filter(|it| whole.version_vector().covers(*it)).collect();
        self.remember_tail(id, reached);
        Ok(Some(whole).filter(|it| it != engagement))
    }

    /// Whether all of an engagement but these writes is in a generation and its tail, as far as is known here,
    /// and both are still there.
    fn is_base_kept(&self, engagement: &Engagement, all: &[Writes]) -> Result<bool, StoreError> {
        let id = engagement.id();
        if self.pending(id).is_some() {
            return Ok(false);
        }
        let Some(mut versions) = self.known_generations(engagement)? else { return Ok(false) };
        self.note_tail(id, &mut versions);
        if !versions.is_within(engagement.version_vector()) {
            // Taken in by the whole.
            return Ok(false);
        }
        all.iter().for_each(|it| versions.note(it.at));
        Ok(engagement.version_vector().is_within(&versions))
    }

    /// The whole is written; what it and the generation before it have goes from the tail. What is damaged is
    /// set aside, and what waits for something that it builds on stays.
    pub(super) fn fold_tail(
        &self,
        whole: &Engagement,
        before: Option<&VersionVector>,
        now_millis: u64,
    ) -> Result<(), StoreError> {
        let id = whole.id();
        self.tails.borrow_mut().retain(|it| it.id != id);
        let prefix = self.key(&format!("{TAIL}{id}/"));
        for key in self.tail_keys(id)? {
            let Some(raw) = self.storage.get(&key)? else { continue };
            let at = key.strip_prefix(&prefix).and_then(Stamp::parse);
            // What builds on it may have been taken in without it.
            let is_read = parse(&raw, whole.playbook());
            if is_damaged(&is_read, at) {
                self.set_aside(id, "tail", &raw, now_millis)?;
                self.storage.remove(&key)?;
            } else if let Some(at) = at
                && whole.version_vector().covers(at)
                && before.is_some_and(|it| it.covers(at))
            {
                self.storage.remove(&key)?;
            }
        }
        Ok(())
    }

    /// What could not be read of a tail when it was loaded, as it is.
    pub(super) fn unread_tail(&self, id: EngagementId) -> Vec<String> {
        let tails = self.tails.borrow();
        tails.iter().find(|it| it.id == id).map(|it| it.unread.clone()).unwrap_or_default()
    }

    pub(super) fn clear_tail(&self, id: EngagementId) -> Result<(), StoreError> {
        for key in self.tail_keys(id)? {
            self.storage.remove(&key)?;
        }
        self.tails.borrow_mut().retain(|it| it.id != id);
        Ok(())
    }
}
