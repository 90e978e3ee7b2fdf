//! Two copies of one engagement, edited apart, become one: the same one, whichever takes in the
//! other, in whichever order, however often. Which version of a field stays is told by who knew of
//! which, not by the clocks; those only settle which of two rivals is shown.
//!
//! Each field keeps the versions that nobody knowingly wrote over (a multi-value register), and
//! each copy the latest stamp that it has seen of every writer (a version vector). A version that
//! one copy has and the other does not is gone exactly if the other has seen it. So merging is
//! commutative, associative and idempotent, to the byte, and needs no base version. Two different
//! texts written apart are a conflict to decide, by any edit of the field; other rivals live on
//! until the next edit. The costs: 55 bytes for each page in which something was written, and the
//! rivals.
//!
//! A field that was touched never goes away. So a copy without it has not written over it, whatever
//! `seen` says; and two that claim to have written over each other both stay. Neither can come of
//! any history, but a bent file must not cost a customer's name.

use super::{Engagement, Stamp};
use crate::domain::field::Field;
use crate::domain::text;
use crate::domain::value::Value;

/// Why two engagements cannot become one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotACopy {
    /// Their ids are not the same.
    OtherEngagement,
    /// Of another playbook, or of another revision that is not here.
    OtherEdition,
    /// Their playbook is not here, and neither knows all of the other: which of two values was
    /// written over cannot be told.
    PlaybookElsewhere,
}

/// Texts that were written into one field apart from each other. Both are kept; somebody decides,
/// by any edit of the field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Conflict<'a> {
    /// Where they were written.
    pub field: Field,
    /// The one that is shown, then the others.
    pub values: Vec<&'a Value>,
}

impl Engagement {
    /// Takes in what another copy knows. Nothing is lost: what the other copy did not know of
    /// stays, and what was written apart stays side by side. Of two revisions of the playbook, both
    /// run on the newer one then.
    ///
    /// # Errors
    ///
    /// If the other one is no copy of this one; nothing has changed then.
    pub fn merge(&mut self, other: &Engagement) -> Result<(), NotACopy> {
        if self.id != other.id {
            return Err(NotACopy::OtherEngagement);
        }
        if !self.edition.goes_with(&other.edition) {
            return Err(NotACopy::OtherEdition);
        }
        if other.edition.is_newer_than(&self.edition) {
            self.edition = other.edition.clone();
        }
        // What is carried along is not understood, so it goes with the copy that knows more.
        let is_here = self.edition.is_here();
        let knows_less = !is_here && !other.version_vector.is_within(&self.version_vector);
        let knows_more = !is_here && !self.version_vector.is_within(&other.version_vector);
        if knows_less && knows_more {
            return Err(NotACopy::PlaybookElsewhere);
        }
        for (field, theirs) in &other.fields {
            let merged = match self.fields.get(field) {
                // A field that was touched stays, so who has none has not written over one.
                None => theirs.clone(),
                Some(mine) if mine == theirs => continue,
                Some(mine) => {
                    mine.merge(*field, &self.version_vector, theirs, &other.version_vector)
                }
            };
            self.fields.insert(*field, merged);
        }
        self.version_vector.merge(&other.version_vector);
        self.overwritten.merge(&other.overwritten);
        match (knows_less, knows_more) {
            (true, _) => self.unknown_fields.take(&other.unknown_fields),
            (_, true) => {
                let mine =
                    std::mem::replace(&mut self.unknown_fields, other.unknown_fields.clone());
                self.unknown_fields.take(&mine);
            }
            _ => self.unknown_fields.merge(&other.unknown_fields),
        }
        self.tidy();
        Ok(())
    }

    /// The texts that somebody has to decide between, field by field. Those of a deleted entry wait
    /// until somebody adds it again.
    pub fn conflicts(&self) -> impl Iterator<Item = Conflict<'_>> {
        self.fields.iter().filter_map(|(field, recorded)| {
            let values = recorded.texts_to_decide(*field);
            let is_shown = match *field {
                Field::Entry(register, id, _) => self.has(register, id),
                _ => true,
            };
            (is_shown && !values.is_empty()).then_some(Conflict { field: *field, values })
        })
    }

    /// The texts of one field that somebody has to decide between, the one that is shown first.
    pub fn texts_to_decide(&self, field: Field) -> Vec<&Value> {
        self.fields.get(&field).map(|it| it.texts_to_decide(field)).unwrap_or_default()
    }

    /// How many fields were changed by a clock that is far ahead of this one.
    pub fn ahead_of(&self, now_millis: u64) -> usize {
        let is_ahead = |(_, at): (Option<&Value>, Stamp)| at.is_ahead_of(now_millis);
        self.fields.values().filter(|it| it.versions().any(is_ahead)).count()
    }

    /// A short text that differs whenever something was changed since, even by a clock that is
    /// late, whose edit need not have the highest stamp: what a list or an export note compares.
    pub fn version(&self) -> String {
        // Before pages had numbers, the latest stamp was the version. It still is where nothing was
        // changed since, so that the notes of then hold.
        if self.version_vector.iter().all(|it| it.writer().load == 0) {
            return self.head().map(|it| it.to_string()).unwrap_or_default();
        }
        let text =
            self.version_vector.iter().fold(String::new(), |text, it| format!("{text}{it} "));
        format!("{:016x}", text::digest(&text))
    }
}
