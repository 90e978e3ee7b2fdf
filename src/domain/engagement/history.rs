//! What was changed when, newest first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Engagement;
use crate::domain::field::{Field, ItemField};
use crate::domain::overwritten::Change;
use crate::domain::stamp::Stamp;
use crate::domain::value::Value;

impl Engagement {
    /// Every change that is remembered, newest first. "Before" is what was written before by the
    /// clocks, so that of two versions written apart the earlier one is told as well.
    pub fn history(&self) -> Vec<Change<'_>> {
        let mut written: BTreeMap<(Field, Stamp), Option<&Value>> = BTreeMap::new();
        for it in self.overwritten.iter() {
            written.insert((it.field, it.at), it.value.as_ref());
        }
        for (field, recorded) in &self.fields {
            for (value, at) in recorded.versions() {
                written.insert((*field, at), value);
            }
        }
        let mut changes: Vec<Change<'_>> = Vec::with_capacity(written.len());
        let mut last: Option<(Field, Option<&Value>)> = None;
        for (&(field, at), &after) in &written {
            let before = last.filter(|it| it.0 == field).and_then(|it| it.1);
            last = Some((field, after));
            // Noted along with a mark, it says nothing by itself.
            let is_along = match field {
                Field::Item(id, ItemField::Revision) => {
                    written.contains_key(&(Field::Item(id, ItemField::Mark), at))
                }
                _ => false,
            };
            if !is_along {
                changes.push(Change { field, before, after, at });
            }
        }
        changes.sort_by_key(|it| Reverse((it.at, it.field)));
        changes
    }
}
