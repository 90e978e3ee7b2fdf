//! The editor: one engagement open in front of somebody. Edits and typing come in, the new state is
//! kept, and what happened is told. Knows no browser and no clock, so the whole life of a click is
//! tested natively.

mod draft;
mod merge;
mod typing;

use std::sync::{Arc, OnceLock};

use crate::domain::derived::Derived;
use crate::domain::engagement::{Applied, Edit, Engagement, Refusal, Writes};
use crate::domain::field::Field;
use crate::domain::id::EntryId;
use crate::domain::playbook::Playbook;
use crate::domain::register::Register;
use crate::domain::stamp::{Clock, Stamp, WriterId};
use crate::store::engagements::{EngagementStore, SaveError};
use crate::store::key_value::KeyValueStore;

use draft::{Draft, Word};
pub use merge::{Adoption, MergeError};

/// How much can be undone in a session.
const UNDO_STEPS: usize = 200;

/// Keystrokes in one field within this time are one step of undo.
const TYPING_PAUSE_MILLIS: u64 = 2_000;

/// Nobody has changed anything for so long.
const IDLE_MILLIS: u64 = 10_000;

/// See the module.
#[derive(Clone, Debug)]
pub struct Editor {
    /// Shared with whoever shows it, so that nobody copies it to look at it.
    engagement: Arc<Engagement>,
    /// What follows from it, once somebody has asked.
    derived: OnceLock<Arc<Derived>>,
    /// What is not as it was when somebody last asked ([`Editor::take_changes`]).
    changes: Option<Vec<Field>>,
    /// It is as it was kept last, from here.
    is_as_kept: bool,
    clock: Clock,
    /// Typed, and not yet an edit.
    drafts: Vec<Draft>,
    /// Fields that somebody is typing in and has not left.
    words: Vec<Word>,
    /// Picked on the way through choices, and meant only where somebody stops.
    held: Vec<Edit>,
    /// Another tab has kept something that lacks what is here: it is to be kept again.
    must_save: bool,
    /// What was written and is not kept yet.
    unsaved: Vec<Writes>,
    /// What is here is not what was kept with these writes behind it: the whole is to be kept.
    must_save_whole: bool,
    /// Written in other tabs, and building on what has not come here yet.
    early: Vec<Writes>,
    kept: SaveState,
    undo: Vec<Step>,
    redo: Vec<Vec<Edit>>,
}

/// Whether what is on the screen is kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SaveState {
    /// All that is recorded is kept.
    Saved,
    /// It could not be kept the last time, and is only in the editor.
    NotSaved(SaveError),
}

#[derive(Clone, Debug)]
struct Step {
    inverse: Vec<Edit>,
    typed: Option<Field>,
    at_millis: u64,
}

impl Editor {
    /// Puts an engagement in the editor as it was kept.
    pub fn new(engagement: Engagement, clock: Clock) -> Editor {
        Editor {
            engagement: Arc::new(engagement),
            derived: OnceLock::new(),
            changes: None,
            is_as_kept: false,
            clock,
            drafts: Vec::new(),
            words: Vec::new(),
            held: Vec::new(),
            must_save: false,
            unsaved: Vec::new(),
            must_save_whole: false,
            early: Vec::new(),
            kept: SaveState::Saved,
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

    /// As it is recorded by now, kept or not; what is still being typed is not in it.
    pub fn engagement(&self) -> &Engagement {
        &self.engagement
    }

    /// The same, for somebody who goes on looking at it.
    pub fn shared(&self) -> Arc<Engagement> {
        Arc::clone(&self.engagement)
    }

    /// What it runs on.
    pub fn playbook(&self) -> &'static Playbook {
        self.engagement.playbook()
    }

    /// What follows from what is recorded, worked out once for each state.
    pub fn derived(&self) -> Arc<Derived> {
        let work_out = || Arc::new(Derived::of(&self.engagement));
        Arc::clone(self.derived.get_or_init(work_out))
    }

    /// The fields that have changed since this was last asked, each at least once; `None` if nothing has.
    /// There may be none of them: what a newer version wrote is of no field.
    pub fn take_changes(&mut self) -> Option<Vec<Field>> {
        self.changes.take()
    }

    /// All edits of what is recorded go through here; whatever was derived is no longer true.
    fn write(
        &mut self,
        edits: &[Edit],
        at: Stamp,
        only: Option<WriterId>,
    ) -> Result<Vec<Edit>, Refusal> {
        let playbook = self.playbook();
        let engagement = Arc::make_mut(&mut self.engagement);
        let Applied { inverse, writes } = engagement.write(playbook, edits, at, only)?;
        if !inverse.is_empty() {
            self.note_changes(inverse.iter().map(|it| it.field).collect());
            self.unsaved.push(writes);
        }
        Ok(inverse)
    }

    /// Another state takes the place of this one; tells whether it is another.
    fn set(&mut self, engagement: Engagement) -> bool {
        let has_changed = *self.engagement != engagement;
        if has_changed {
            if self.engagement.edition() != engagement.edition() {
                // A mark that is undone or made again would count as made by the text of now.
                self.undo.clear();
                self.redo.clear();
            }
            self.note_changes(self.engagement.differing(&engagement));
            self.engagement = Arc::new(engagement);
        }
        has_changed
    }

    fn note_changes(&mut self, fields: Vec<Field>) {
        self.derived = OnceLock::new();
        self.is_as_kept = false;
        self.changes.get_or_insert_default().extend(fields);
    }

    /// Whether what is recorded is kept, by the last try.
    pub fn save_state(&self) -> &SaveState {
        &self.kept
    }

    /// Writes the whole of what is kept edit by edit. For when nobody waits for it.
    pub fn fold<D: KeyValueStore>(&mut self, store: &EngagementStore<D>, now_millis: u64) {
        if store.tail_length(self.engagement.id()) == 0 {
            return;
        }
        // Into both generations, so that nothing is left in the tail.
        for _ in 0..2 {
            self.must_save_whole = true;
            self.is_as_kept = false;
            self.keep(store, now_millis);
        }
    }

    /// Whether nobody has changed anything for a while, so that nobody waits for what takes long.
    pub fn is_idle(&self, now_millis: u64) -> bool {
        let last = self.undo.last().map_or(0, |it| it.at_millis);
        !self.is_waiting() && !self.is_holding() && IDLE_MILLIS <= now_millis.saturating_sub(last)
    }

    /// Whether something is waiting to be kept: something typed, or what another tab's record lacks.
    pub fn is_waiting(&self) -> bool {
        self.must_save || !self.drafts.is_empty()
    }

    /// Whether the keyboard has come to a choice that is not recorded yet.
    pub fn is_holding(&self) -> bool {
        !self.held.is_empty()
    }

    /// Whether somebody is in the middle of something that [`Editor::flush`] ends.
    pub fn is_amid(&self) -> bool {
        self.is_waiting() || self.is_holding() || !self.words.is_empty()
    }

    /// Whether a step is recorded that can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether a step was taken back that can be made again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Makes edits and keeps them at once.
    ///
    /// # Errors
    ///
    /// If the edits are refused; nothing has changed then. Whether they were kept is told by
    /// `kept`: what could not be kept is still in the editor.
    pub fn edit<D: KeyValueStore>(
        &mut self,
        edits: &[Edit],
        store: &EngagementStore<D>,
        now_millis: u64,
    ) -> Result<(), Refusal> {
        self.flush(store, now_millis);
        self.apply(edits, None, now_millis)?;
        self.keep(store, now_millis);
        Ok(())
    }

    /// Takes an entry away again in which nothing was written. Where its addition was the last step,
    /// there is none then: nothing has happened.
    pub fn drop_blank<D: KeyValueStore>(
        &mut self,
        register: Register,
        id: EntryId,
        store: &EngagementStore<D>,
        now_millis: u64,
    ) {
        self.flush(store, now_millis);
        if !self.engagement.has(register, id) || !self.engagement.is_blank(register, id) {
            return;
        }
        let removal = [Edit::remove(register, id)];
        let is_last = self.undo.last().is_some_and(|it| it.inverse == removal);
        // A refusal changes nothing.
        let _ = self.apply(&removal, None, now_millis);
        if is_last {
            self.undo.truncate(self.undo.len().saturating_sub(2));
        }
        self.keep(store, now_millis);
    }

    /// Tries again to keep what could not be kept. Whatever another tab has kept meanwhile is taken in.
    /// What is kept already, as it is, is not written again.
    pub fn keep<D: KeyValueStore>(&mut self, store: &EngagementStore<D>, now_millis: u64) {
        let is_kept = self.is_as_kept && store.is_kept(&self.engagement);
        let saved = if is_kept {
            Ok(None)
        } else if self.must_save_whole {
            let derived = self.derived();
            store.save_derived(&self.engagement, &derived, now_millis)
        } else {
            store.append(&self.engagement, &self.unsaved, now_millis)
        };
        match saved {
            Ok(more) => {
                self.must_save = false;
                self.must_save_whole = false;
                self.unsaved.clear();
                self.is_as_kept = true;
                self.kept = SaveState::Saved;
                if let Some(more) = more {
                    // It is a copy, for it was saved as one.
                    let adopted = self.adopt(&more, now_millis);
                    self.is_as_kept = adopted.is_ok_and(|it| !it.has_more);
                }
            }
            Err(error) => self.kept = SaveState::NotSaved(error),
        }
    }

    fn apply(
        &mut self,
        edits: &[Edit],
        typed: Option<Field>,
        now_millis: u64,
    ) -> Result<(), Refusal> {
        let stamp = self.stamp(now_millis);
        let is_same_word = self.undo.last().is_some_and(|last| {
            typed.is_some()
                && last.typed == typed
                && now_millis.saturating_sub(last.at_millis) < TYPING_PAUSE_MILLIS
        });
        let inverse = if is_same_word && self.is_undecided(typed) {
            // Whoever goes on typing has not decided about what another copy brought meanwhile.
            self.write(edits, stamp, Some(stamp.writer()))?
        } else {
            self.write(edits, stamp, None)?
        };
        if inverse.is_empty() {
            return Ok(());
        }
        self.redo.clear();
        match self.undo.last_mut() {
            // One step back leads to before the word.
            Some(last) if is_same_word => last.at_millis = now_millis,
            _ => {
                self.push(Step { inverse, typed, at_millis: now_millis });
                if let Some(word) = typed.and_then(|it| self.word(it)) {
                    word.steps += 1;
                }
            }
        }
        Ok(())
    }

    /// Whether two texts wait for a decision where something was typed.
    fn is_undecided(&self, typed: Option<Field>) -> bool {
        typed.is_some_and(|field| !self.engagement.texts_to_decide(field).is_empty())
    }

    fn push(&mut self, step: Step) {
        if self.undo.len() == UNDO_STEPS {
            self.undo.remove(0);
        }
        self.undo.push(step);
    }

    /// The stamp of an edit made now: after all that is known here, but for clocks that are wrong.
    fn stamp(&mut self, now_millis: u64) -> Stamp {
        for seen in self.engagement.version_vector().iter() {
            self.clock.observe(seen, now_millis);
        }
        self.clock.next_stamp(now_millis)
    }

    /// Takes the last step back: a new edit that restores the former values.
    pub fn undo<D: KeyValueStore>(&mut self, store: &EngagementStore<D>, now_millis: u64) {
        self.flush(store, now_millis);
        let Some(step) = self.undo.pop() else { return };
        let stamp = self.stamp(now_millis);
        let inverse = if self.is_undecided(step.typed) {
            // Back goes what was typed here, not what another copy brought.
            self.write(&step.inverse, stamp, Some(stamp.writer()))
        } else {
            self.write(&step.inverse, stamp, None)
        };
        if let Ok(inverse) = inverse {
            self.redo.push(inverse);
        }
        self.keep(store, now_millis);
    }

    /// Takes back the last undo.
    pub fn redo<D: KeyValueStore>(&mut self, store: &EngagementStore<D>, now_millis: u64) {
        self.flush(store, now_millis);
        let Some(edits) = self.redo.pop() else { return };
        let stamp = self.stamp(now_millis);
        if let Ok(inverse) = self.write(&edits, stamp, None) {
            self.undo.push(Step { inverse, typed: None, at_millis: now_millis });
        }
        self.keep(store, now_millis);
    }
}
