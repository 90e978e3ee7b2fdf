//! What stood in the fields before: the newest values that were written over.
//!
//! There is one order of them all, so that the newest of a union is the union of the newest: each
//! copy cuts alike. A limit by size would not merge alike.

use super::field::Field;
use super::stamp::Stamp;
use super::value::Value;

/// How many values are remembered of an engagement.
pub const OVERWRITTEN_LIMIT: usize = 300;

/// Somebody who types on writes over what they wrote a moment ago, which nobody looks for later.
const SAME_BREATH_MILLIS: u64 = 60_000;

/// A value that was written over, with the moment of its own writing. In the order of the moments.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct OverwrittenValue {
    /// When it was written and by whom, not when it was written over.
    pub at: Stamp,
    /// Where it stood.
    pub field: Field,
    /// What stood there; `None` if the field was emptied.
    pub value: Option<Value>,
}

/// The newest values that were written over, oldest first. As every copy keeps the newest of all it
/// knows, two copies that know the same remember the same.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Overwritten(Vec<OverwrittenValue>);

impl OverwrittenValue {
    /// Whether it is remembered when it is written over, unless it is a part of the same typing.
    pub(super) fn is_remembered(&self, new: Option<&Value>, now: Stamp) -> bool {
        // A tick is no keystroke: each of them was meant. The reason of a state is typed.
        let is_picked = match (&self.value, new) {
            (Some(Value::Mark(old)), Some(Value::Mark(new))) => old.code() != new.code(),
            (Some(Value::Mark(_) | Value::Choice(_) | Value::Flag(_)), _) => true,
            _ => false,
        };
        is_picked
            || self.at.writer() != now.writer()
            || SAME_BREATH_MILLIS <= now.millis().saturating_sub(self.at.millis())
    }
}

impl Overwritten {
    /// Remembers a value, if it is one of the newest.
    pub(super) fn put(&mut self, old: OverwrittenValue) {
        if let Err(place) = self.0.binary_search(&old) {
            self.0.insert(place, old);
            if OVERWRITTEN_LIMIT < self.0.len() {
                self.0.remove(0);
            }
        }
    }

    pub(super) fn merge(&mut self, other: &Overwritten) {
        for it in &other.0 {
            if !self.0.contains(it) {
                self.put(it.clone());
            }
        }
    }

    /// Oldest first.
    pub fn iter(&self) -> std::slice::Iter<'_, OverwrittenValue> {
        self.0.iter()
    }
}

/// One change of one field, as far as it is remembered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Change<'a> {
    /// What was changed.
    pub field: Field,
    /// What stood there before; `None` if nothing did, or if it is not remembered.
    pub before: Option<&'a Value>,
    /// What was written; `None` if the field was emptied.
    pub after: Option<&'a Value>,
    /// When it was written, and by whom.
    pub at: Stamp,
}
