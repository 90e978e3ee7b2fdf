//! What one edit wrote, for whoever keeps just that: a state and the writes after it are the state that came of
//! them, in whichever order the writes of several writers come.
//!
//! A write names the versions that it was written over, and the stamp that its writer was at before. So a copy can
//! tell whether it knows all that a write builds on; one that comes too early waits. Nothing is claimed of what
//! is not named, unlike by a version vector: several tabs write beside each other, and no write carries another
//! tab's.

use super::{Edit, Engagement};
use crate::domain::field::Field;
use crate::domain::overwritten::OverwrittenValue;
use crate::domain::stamp::Stamp;
use crate::domain::value::Value;

/// What was written into one field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Write {
    /// Where it was written.
    pub field: Field,
    /// What was written; `None` if the field was emptied.
    pub value: Option<Value>,
    /// The versions that it took the place of.
    pub over: Vec<Stamp>,
}

/// What was written at once, into each field at most one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Writes {
    /// The stamp of all of them.
    pub at: Stamp,
    /// Where the writer was before; `None` if it was the first.
    pub after: Option<Stamp>,
    /// One for each field that was written; empty if nothing has changed.
    pub all: Vec<Write>,
    /// Of the values that were written over, those that are remembered.
    pub past: Vec<OverwrittenValue>,
}

/// What came of edits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Applied {
    /// The edits that would undo them.
    pub inverse: Vec<Edit>,
    /// Of no field, if nothing has changed.
    pub writes: Writes,
}

/// What came of taking in what was written to another copy.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Replayed {
    /// It was taken in.
    Done,
    /// It is known here already.
    Known,
    /// It builds on something that is not known here yet. Nothing has changed.
    TooEarly,
}

impl Engagement {
    /// Takes in what was written to another copy.
    pub fn replay(&mut self, writes: &Writes) -> Replayed {
        if self.version_vector.covers(writes.at) {
            return Replayed::Known;
        }
        let mut builds_on = writes.all.iter().flat_map(|it| &it.over).chain(&writes.after);
        if !builds_on.all(|it| self.version_vector.covers(*it)) {
            return Replayed::TooEarly;
        }
        self.put(writes);
        Replayed::Done
    }

    /// Takes in all, in the order of their stamps where what one builds on is lost. What it would have taken the
    /// place of stands beside it then.
    pub fn replay_without(&mut self, all: &[Writes]) {
        while self.replay_all(all) != 0 {
            let is_waiting = |it: &&Writes| !self.version_vector.covers(it.at);
            if let Some(first) = all.iter().filter(is_waiting).min_by_key(|it| it.at) {
                self.put(first);
            }
        }
    }

    /// Takes in all that can be, in whichever order it comes; answers with how many of them build on what is
    /// nowhere to be found.
    pub fn replay_all(&mut self, all: &[Writes]) -> usize {
        let mut waiting: Vec<&Writes> = all.iter().collect();
        loop {
            let before = waiting.len();
            waiting.retain(|it| self.replay(it) == Replayed::TooEarly);
            if waiting.is_empty() || waiting.len() == before {
                return waiting.len();
            }
        }
    }
}
