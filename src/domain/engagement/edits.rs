//! The edits that lead from one state to another: for undoing, for going back to a safety copy, and
//! for putting a file in the place of what is here. Never a state in the place of a state: then
//! another copy could not tell what was meant to go. `seen` would claim knowledge that the copy does
//! not have, and merging would drop what it should keep.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edit, Engagement};
use crate::domain::field::{Field, ItemField};
use crate::domain::value::Value;

impl Engagement {
    /// The edits after which this engagement shows what another one shows, in every field. Where
    /// the other one has nothing to decide, nothing is to be decided here afterwards.
    pub fn edits_to(&self, other: &Engagement) -> Vec<Edit> {
        let mut wanted = BTreeMap::new();
        for field in self.differing(other) {
            if field == Field::Revision {
                // No way leads back to a former revision.
                continue;
            }
            let mine = self.fields.get(&field);
            let is_decided_there = mine.is_some_and(|it| !it.rivals.is_empty());
            if self.shown(field) != other.shown(field) || is_decided_there {
                wanted.insert(field, other.value(field).cloned());
                if let Some(id) = field.marked() {
                    // It was made by the text that it was made by, not by the one that is here now.
                    let by = Field::Item(id, ItemField::Revision);
                    wanted.insert(by, other.value(by).cloned());
                }
            }
        }
        self.way_to(wanted)
    }

    /// Edits in an order in which they are taken: an entry is there while its cells are written.
    pub(super) fn way_to(&self, wanted: BTreeMap<Field, Option<Value>>) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut entries = BTreeSet::new();
        for (field, value) in &wanted {
            match field.entry() {
                Some(entry) => drop(entries.insert(entry)),
                None => edits.push(Edit { field: *field, value: value.clone() }),
            }
        }
        for (register, id) in entries {
            let exists = wanted.get(&Field::Exists(register, id));
            let is_there = self.has(register, id);
            let stays = exists.map_or(is_there, |it| *it == Some(Value::Flag(true)));
            let cells: Vec<Edit> = Field::of_entry(register, id)
                .into_iter()
                .filter_map(|field| {
                    wanted.get(&field).map(|value| Edit { field, value: value.clone() })
                })
                .collect();
            let is_added = !is_there && (stays || !cells.is_empty());
            if is_added || (stays && exists.is_some()) {
                edits.push(Edit::add(register, id));
            }
            let is_removed = !stays && (exists.is_some() || !cells.is_empty());
            edits.extend(cells);
            if is_removed {
                // Undoing an addition is a deletion, not a field that was never there.
                edits.push(Edit::remove(register, id));
            }
        }
        edits
    }
}
