//! The editor: one engagement open in front of somebody. Edits and typing come in, the new state is
//! kept, and what happened is told. Knows no browser and no clock, so the whole life of a click is
//! tested natively.

mod merge;

use std::sync::{Arc, OnceLock};

use crate::domain::derived::Derived;
use crate::domain::engagement::{Edit, Engagement, Refusal, Versions};
use crate::domain::field::Field;
use crate::domain::id::EntryId;
use crate::domain::playbook::Playbook;
use crate::domain::register::Register;
use crate::domain::stamp::{Clock, Stamp};
use crate::domain::value::Value;
use crate::store::engagements::{EngagementStore, SaveError};
use crate::store::key_value::KeyValueStore;

pub use merge::{Adoption, MergeError};

/// How much can be undone in a session.
const UNDO_STEPS: usize = 200;

/// Keystrokes in one field within this time are one step of undo.
const TYPING_PAUSE_MILLIS: u64 = 2_000;

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
    kept: SaveState,
    undo: Vec<Step>,
    redo: Vec<Vec<Edit>>,
}

/// Whether what is on the screen is kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum SaveState {
    Saved,
    NotSaved(SaveError),
}

/// What was typed into a field.
#[derive(Clone, Debug)]
struct Draft {
    field: Field,
    typed: Typed,
}

#[derive(Clone, Debug)]
enum Typed {
    /// To be read by the field's kind.
    Text(String),
    /// A state with the reason that is being typed.
    Value(Value),
}

/// What a field was before its first letter: emptied key by key, it would be left as the stub that
/// stood there at some pause.
#[derive(Clone, Debug)]
struct Word {
    field: Field,
    before: Option<Value>,
    /// What stands there by now is nothing that the field can take.
    is_refused: bool,
    /// How many steps of undo it has made so far.
    steps: usize,
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
            kept: SaveState::Saved,
            undo: Vec::new(),
            redo: Vec::new(),
        }
    }

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
        write: impl FnOnce(&mut Engagement) -> Result<Vec<Edit>, Refusal>,
    ) -> Result<Vec<Edit>, Refusal> {
        let inverse = write(Arc::make_mut(&mut self.engagement))?;
        if !inverse.is_empty() {
            self.note_changes(inverse.iter().map(|it| it.field).collect());
        }
        Ok(inverse)
    }

    /// Another state takes the place of this one; tells whether it is another.
    fn set(&mut self, engagement: Engagement) -> bool {
        let has_changed = *self.engagement != engagement;
        if has_changed {
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

    pub fn save_state(&self) -> &SaveState {
        &self.kept
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

    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Makes edits and keeps them at once.
    ///
    /// # Errors
    ///
    /// If the edits are refused; nothing has changed then. Whether they were kept is told by
    /// [`Editor::kept`]: what could not be kept is still in the editor.
    pub fn edit<D: KeyValueStore>(
        &mut self,
        edits: &[Edit],
        store: &EngagementStore<D>,
        now_millis: u64,
    ) -> Result<(), Refusal> {
        self.flush(store, now_millis);
        self.apply(edits, None, self.engagement.playbook(), now_millis)?;
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
        let _ = self.apply(&removal, None, self.engagement.playbook(), now_millis);
        if is_last {
            self.undo.truncate(self.undo.len().saturating_sub(2));
        }
        self.keep(store, now_millis);
    }

    /// Takes note of what stands in a field while somebody types.
    pub fn type_into(&mut self, field: Field, text: &str) {
        self.note_refused(field, false);
        let is_drafted = self.drafts.iter().any(|it| it.field == field);
        let recorded = self.engagement.value(field).map(Value::typed).unwrap_or_default();
        // Told again, as browsers do on leaving a field: whoever only rests there decides nothing.
        if is_drafted || recorded != text {
            self.draft(field, Typed::Text(text.to_owned()));
        }
    }

    /// The same for a state whose reason is being typed. Without one the state stays what it was.
    pub fn type_value(&mut self, field: Field, value: Option<Value>) {
        self.note_refused(field, value.is_none());
        match value {
            Some(value) => self.draft(field, Typed::Value(value)),
            None => self.drafts.retain(|it| it.field != field),
        }
    }

    fn draft(&mut self, field: Field, typed: Typed) {
        self.drafts.retain(|it| it.field != field);
        self.drafts.push(Draft { field, typed });
        if self.word(field).is_none() {
            let before = self.engagement.value(field).cloned();
            self.words.push(Word { field, before, is_refused: false, steps: 0 });
        }
    }

    fn word(&mut self, field: Field) -> Option<&mut Word> {
        self.words.iter_mut().find(|it| it.field == field)
    }

    fn note_refused(&mut self, field: Field, is_refused: bool) {
        if let Some(word) = self.word(field) {
            word.is_refused = is_refused;
        }
    }

    /// Takes note of a choice that the keyboard has come to, and may go on from. It becomes an edit
    /// with the next [`Editor::flush`].
    pub fn hold(&mut self, edit: Edit) {
        self.let_go(edit.field);
        if self.engagement.value(edit.field) != edit.value.as_ref() {
            self.held.push(edit);
        }
    }

    /// The keyboard has gone on to what cannot be recorded yet.
    pub fn let_go(&mut self, field: Field) {
        self.held.retain(|it| it.field != field);
    }

    /// Somebody leaves, or does something else: turns what was typed and come to into edits and
    /// keeps what waits. Does nothing if nothing waits. A text that a field cannot take, such as an
    /// empty customer's name, leaves the one in place that stood there before somebody typed.
    pub fn flush<D: KeyValueStore>(&mut self, store: &EngagementStore<D>, now_millis: u64) {
        let held = std::mem::take(&mut self.held);
        let waits = !held.is_empty() || self.is_waiting();
        self.settle(self.engagement.playbook(), now_millis);
        let is_set_again = self.end_words(self.engagement.playbook(), now_millis);
        if !waits && !is_set_again {
            return;
        }
        for edit in held {
            // Refused, it changes nothing, and the control shows what is recorded.
            let _ = self.apply(&[edit], None, self.engagement.playbook(), now_millis);
        }
        self.keep(store, now_millis);
    }

    /// Somebody pauses: what was typed becomes edits and is kept. What the keyboard only came to is
    /// not meant yet.
    pub fn pause<D: KeyValueStore>(&mut self, store: &EngagementStore<D>, now_millis: u64) {
        if self.is_waiting() {
            self.settle(self.engagement.playbook(), now_millis);
            self.keep(store, now_millis);
        }
    }

    /// Turns what was typed into edits, and keeps nothing yet.
    fn settle(&mut self, playbook: &Playbook, now_millis: u64) {
        for Draft { field, typed } in std::mem::take(&mut self.drafts) {
            let value = match typed {
                Typed::Text(typed) => field.kind(playbook).and_then(|it| it.read(&typed)),
                Typed::Value(value) => Some(value),
            };
            let edit = Edit { field, value };
            // Refused typing is pointed out at the field, where it still stands.
            let done = self.apply(&[edit], Some(field), playbook, now_millis);
            self.note_refused(field, done.is_err());
        }
    }

    /// Somebody has left what was typed in. What was emptied of what it must have is again what it
    /// was, as if nobody had typed. Tells whether anything is.
    fn end_words(&mut self, playbook: &Playbook, now_millis: u64) -> bool {
        let mut is_set_again = false;
        for Word { field, before, is_refused, steps } in std::mem::take(&mut self.words) {
            let writer = self.clock.writer();
            let is_of_here = |it: &Versions| it.versions().any(|(_, at)| at.writer() == writer);
            // What another copy has put in its place stands.
            let is_stub = is_refused
                && self.engagement.value(field) != before.as_ref()
                && self.engagement.recorded(field).is_some_and(is_of_here);
            if !is_stub {
                continue;
            }
            let stamp = self.stamp(now_millis);
            let edit = [Edit { field, value: before }];
            is_set_again |= self.write(|it| it.apply_beside(playbook, &edit, stamp)).is_ok();
            for _ in 0..steps {
                self.undo.pop_if(|it| it.typed == Some(field));
            }
        }
        is_set_again
    }

    /// Tries again to keep what could not be kept. Whatever another tab has kept meanwhile is taken in.
    /// What is kept already, as it is, is not written again.
    pub fn keep<D: KeyValueStore>(&mut self, store: &EngagementStore<D>, now_millis: u64) {
        let is_kept = self.is_as_kept && store.is_kept(&self.engagement);
        let saved = if is_kept {
            Ok(None)
        } else {
            let derived = self.derived();
            store.save_derived(&self.engagement, &derived, now_millis)
        };
        match saved {
            Ok(more) => {
                self.must_save = false;
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
        playbook: &Playbook,
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
            self.write(|it| it.apply_beside(playbook, edits, stamp))?
        } else {
            self.write(|it| it.apply(playbook, edits, stamp))?
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
        for seen in self.engagement.seen().iter() {
            self.clock.observe(seen, now_millis);
        }
        self.clock.next_stamp(now_millis)
    }

    /// Takes the last step back: a new edit that restores the former values.
    pub fn undo<D: KeyValueStore>(&mut self, store: &EngagementStore<D>, now_millis: u64) {
        self.flush(store, now_millis);
        let Some(step) = self.undo.pop() else { return };
        let stamp = self.stamp(now_millis);
        let playbook = self.engagement.playbook();
        let inverse = if self.is_undecided(step.typed) {
            // Back goes what was typed here, not what another copy brought.
            self.write(|it| it.apply_beside(playbook, &step.inverse, stamp))
        } else {
            self.write(|it| it.apply(playbook, &step.inverse, stamp))
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
        if let Ok(inverse) = self.write(|it| it.apply(it.playbook(), &edits, stamp)) {
            self.undo.push(Step { inverse, typed: None, at_millis: now_millis });
        }
        self.keep(store, now_millis);
    }
}
