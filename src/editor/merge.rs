//! Another copy comes to the editor: a file, a safety copy, or what another tab has kept.
//!
//! Another tab is another copy, to be merged at once ([`Editor::adopt`]), and it is told whether
//! the other lacks something, so that there is no echo. What the other lacks is kept after a pause
//! of a quarter of a second, not at once: three tabs that answered each other's every word took all
//! the memory there was. What is being typed becomes an edit first: it was written beside the other
//! tab's text, not over it, and stays beside it until the word is over
//! ([`Engagement::apply_beside`]). What is taken in is what the `storage` event tells, not what
//! stands there by then: a third tab may have written since. A save answers with what it has taken
//! in of another tab or of the journal, and the editor takes that in too.

use super::{Editor, SaveState, Step};
use crate::domain::engagement::{Edit, Engagement, NotACopy, NotNewer, Refusal, Writes};
use crate::domain::playbook::Playbook;
use crate::store::engagements::{EngagementStore, Found, Occasion, SaveError};
use crate::store::key_value::KeyValueStore;

/// Why another copy was not taken in. Nothing has changed then.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum MergeError {
    /// It is no copy of what is in the editor.
    NotACopy(NotACopy),
    /// It is no newer revision of the playbook.
    NotNewer(NotNewer),
    /// What was to be taken the other way cannot be.
    Refused(Refusal),
    /// There is no safety copy of what is in the editor.
    NoSafetyCopy(SaveError),
    /// It cannot be kept, so it is not taken in.
    NotKept(SaveError),
}

/// What another tab's copy brought.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Adoption {
    /// What is in the editor is not what it was.
    pub has_changed: bool,
    /// The editor knows of something that the other copy does not: to be kept again, or it is known
    /// here only.
    pub has_more: bool,
}

impl Editor {
    /// Takes in another copy, such as a file's, and then makes the edits that take a field the
    /// other way; a safety copy of what is in the editor is kept first. One step takes it all back:
    /// by edits, so that a copy which has heard of the merge hears of that too. Tells whether there is
    /// such a step: there is none if nothing has changed.
    ///
    /// # Errors
    ///
    /// If it cannot be taken in, or not be kept.
    pub fn merge<D: KeyValueStore>(
        &mut self,
        other: &Engagement,
        flips: &[Edit],
        store: &EngagementStore<D>,
        now_millis: u64,
    ) -> Result<bool, MergeError> {
        self.take_in(other, Some(flips), Occasion::BeforeMerge, store, now_millis)
    }

    /// Puts another copy in the place of what is here: afterwards every field shows what that copy
    /// shows. By edits, so that it is one step back, and so that copies elsewhere can tell.
    ///
    /// # Errors
    ///
    /// As [`Editor::merge`].
    pub fn replace<D: KeyValueStore>(
        &mut self,
        other: &Engagement,
        occasion: Occasion,
        store: &EngagementStore<D>,
        now_millis: u64,
    ) -> Result<bool, MergeError> {
        self.take_in(other, None, occasion, store, now_millis)
    }

    fn take_in<D: KeyValueStore>(
        &mut self,
        other: &Engagement,
        flips: Option<&[Edit]>,
        occasion: Occasion,
        store: &EngagementStore<D>,
        now_millis: u64,
    ) -> Result<bool, MergeError> {
        self.flush(store, now_millis);
        let mut merged = (*self.engagement).clone();
        merged.merge(other).map_err(MergeError::NotACopy)?;
        let flips = flips.map_or_else(|| merged.edits_to(other), <[Edit]>::to_vec);
        // After all that the other one knows of, too.
        for seen in merged.version_vector().iter() {
            self.clock.observe(seen, now_millis);
        }
        let stamp = self.stamp(now_millis);
        merged.apply(merged.playbook(), &flips, stamp).map_err(MergeError::Refused)?;
        let inverse = merged.edits_to(&self.engagement);
        let is_step = !inverse.is_empty();
        self.put(merged, occasion, store, now_millis)?;
        if is_step {
            self.redo.clear();
            self.push(Step { inverse, typed: None, at_millis: now_millis });
        }
        Ok(is_step)
    }

    /// Goes on with a newer revision of the playbook, after a safety copy. No step of undo: no way leads
    /// back to a former revision.
    ///
    /// # Errors
    ///
    /// If it is not newer, or if it cannot be kept.
    pub fn upgrade<D: KeyValueStore>(
        &mut self,
        to: &'static Playbook,
        store: &EngagementStore<D>,
        now_millis: u64,
    ) -> Result<(), MergeError> {
        self.flush(store, now_millis);
        let mut upgraded = (*self.engagement).clone();
        let stamp = self.stamp(now_millis);
        upgraded.upgrade(to, stamp).map_err(MergeError::NotNewer)?;
        self.put(upgraded, Occasion::BeforeUpgrade, store, now_millis)
    }

    /// Puts another state in the place of this one, after a safety copy. Either it is kept, or nothing has
    /// happened.
    fn put<D: KeyValueStore>(
        &mut self,
        state: Engagement,
        occasion: Occasion,
        store: &EngagementStore<D>,
        now_millis: u64,
    ) -> Result<(), MergeError> {
        let before = self.shared();
        if state != *before {
            store
                .copy_for_safety(&before, occasion, now_millis)
                .map_err(MergeError::NoSafetyCopy)?;
        }
        self.must_save_whole |= self.set(state);
        self.keep(store, now_millis);
        if self.engagement != before
            && let SaveState::NotSaved(error) = self.kept.clone()
        {
            let stored = store.load(before.id());
            let is_there =
                |it: &Engagement| self.engagement.version_vector().is_within(it.version_vector());
            let is_kept = matches!(stored, Ok(Found::Whole(it)) if is_there(&it));
            if !is_kept {
                // As if nothing had happened, in the journal too. Its stamps are never used again.
                self.set((*before).clone());
            }
            self.keep(store, now_millis);
            if !is_kept {
                return Err(MergeError::NotKept(error));
            }
        }
        Ok(())
    }

    /// Takes in what another tab has written, as [`Editor::adopt`] takes in the whole. What builds on what has not
    /// come here yet waits for it.
    pub fn adopt_writes(&mut self, writes: &Writes, now_millis: u64) -> Adoption {
        if !self.drafts.is_empty() {
            self.settle(now_millis);
        }
        self.early.push(writes.clone());
        let mut all = (*self.engagement).clone();
        all.replay_all(&self.early);
        self.early.retain(|it| !all.version_vector().covers(it.at));
        self.held.retain(|it| all.value(it.field) == self.engagement.value(it.field));
        let has_changed = self.set(all);
        let has_more = !self.unsaved.is_empty();
        self.must_save |= has_more;
        Adoption { has_changed, has_more }
    }

    /// Takes in what another tab has kept. No step of undo, and nothing that could be undone or
    /// was being typed is lost: what was typed becomes an edit first, so that it was written beside
    /// the other tab's and not over it. Nothing is kept yet: what the other tab lacks waits for the
    /// next [`Editor::flush`], so that tabs which write at once do not answer each other's every word.
    ///
    /// # Errors
    ///
    /// If it is no copy of what is in the editor.
    pub fn adopt(&mut self, other: &Engagement, now_millis: u64) -> Result<Adoption, NotACopy> {
        let mut merged = (*self.engagement).clone();
        merged.merge(other)?;
        if !self.drafts.is_empty() {
            self.settle(now_millis);
            merged.merge(&self.engagement)?;
        }
        // What another tab says of a choice is news to whoever is on the way through it.
        self.held.retain(|it| merged.value(it.field) == self.engagement.value(it.field));
        let has_changed = self.set(merged);
        let has_more = *self.engagement != *other;
        self.must_save |= has_more;
        Ok(Adoption { has_changed, has_more })
    }
}
