//! What is typed and come to, until it is an edit: at a pause, or when somebody leaves.

use super::Editor;
use super::draft::{Draft, Typed, Word};
use crate::domain::engagement::{Edit, Versions};
use crate::domain::field::Field;
use crate::domain::value::Value;
use crate::store::engagements::EngagementStore;
use crate::store::key_value::KeyValueStore;

impl Editor {
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

    pub(super) fn word(&mut self, field: Field) -> Option<&mut Word> {
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
        self.settle(now_millis);
        let is_set_again = self.end_words(now_millis);
        if !waits && !is_set_again {
            return;
        }
        for edit in held {
            // Refused, it changes nothing, and the control shows what is recorded.
            let _ = self.apply(&[edit], None, now_millis);
        }
        self.keep(store, now_millis);
    }

    /// Somebody pauses: what was typed becomes edits and is kept. What the keyboard only came to is
    /// not meant yet.
    pub fn pause<D: KeyValueStore>(&mut self, store: &EngagementStore<D>, now_millis: u64) {
        if self.is_waiting() {
            self.settle(now_millis);
            self.keep(store, now_millis);
        }
    }

    /// Turns what was typed into edits, and keeps nothing yet.
    pub(super) fn settle(&mut self, now_millis: u64) {
        let playbook = self.playbook();
        for Draft { field, typed } in std::mem::take(&mut self.drafts) {
            let value = match typed {
                Typed::Text(typed) => field.kind(playbook).and_then(|it| it.read(&typed)),
                Typed::Value(value) => Some(value),
            };
            let edit = Edit { field, value };
            // Refused typing is pointed out at the field, where it still stands.
            let done = self.apply(&[edit], Some(field), now_millis);
            self.note_refused(field, done.is_err());
        }
    }

    /// Somebody has left what was typed in. What was emptied of what it must have is again what it
    /// was, as if nobody had typed. Tells whether anything is.
    fn end_words(&mut self, now_millis: u64) -> bool {
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
            is_set_again |= self.write(&edit, stamp, Some(stamp.writer())).is_ok();
            for _ in 0..steps {
                self.undo.pop_if(|it| it.typed == Some(field));
            }
        }
        is_set_again
    }
}
