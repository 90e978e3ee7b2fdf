//! What becoming one would do, field by field, for somebody who looks before agreeing.

use super::engagement::{Engagement, NotACopy};
use super::field::{Field, ItemField, Point, ReceiptPart, Subject};
use super::id::{EntryId, ItemId};
use super::playbook::Playbook;
use super::register::Register;
use super::value::Value;

/// One field that shows something else in the other copy.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// Where the two are not the same.
    pub field: Field,
    /// What this copy shows; `None` for nothing, and for an entry that was deleted.
    pub here: Option<Value>,
    /// What the other copy shows; `None` as for `here`.
    pub there: Option<Value>,
    /// What would be shown: one of the two, but for a field that had rivals already.
    pub merged: Option<Value>,
    /// Whose value would be shown.
    pub taken: Side,
    /// Why it would be that one's.
    pub why: Why,
}

/// One of the two copies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Side {
    /// The one that takes the other in.
    Here,
    /// The one that is taken in.
    There,
}

/// Why one side's value would be shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Why {
    /// It was written in the knowledge of the other, or only there was anything written.
    LaterKnowing,
    /// Written apart, and later by the clocks. The other one is kept beside it until the next edit.
    LaterConcurrent,
    /// Written apart: something beats nothing. To empty a text for good, one has to know it.
    FilledBeatsEmpty,
    /// Deleted on one side and worked on on the other. It stays deleted; what was written is kept.
    DeletedStays,
    /// Decided apart whom something is for: internal, if one of them says so.
    InternalWins,
    /// Accepted and returned apart: returned, since whoever returned it waits for an answer.
    ReturnedWins,
    /// Two texts written apart: both are kept, and somebody has to decide.
    ToDecide,
}

/// What would become of every field that shows something else there, in the order of the playbook.
///
/// # Errors
///
/// If the two are no copies of one engagement.
pub fn review(
    playbook: &Playbook,
    here: &Engagement,
    there: &Engagement,
) -> Result<Vec<Difference>, NotACopy> {
    let mut merged = here.clone();
    merged.merge(there)?;
    let all = Three { here, there, merged: &merged };
    let mut found: Vec<Difference> =
        merged.fields().filter_map(|(field, _)| all.difference(field)).collect();
    // By which text a mark was made goes with the mark.
    let marked: Vec<ItemId> = found.iter().filter_map(|it| it.field.marked()).collect();
    found.retain(|it| match it.field {
        Field::Item(id, ItemField::Revision) => !marked.contains(&id),
        _ => true,
    });
    found.sort_by_key(|it| place(playbook, it.field));
    Ok(found)
}

struct Three<'a> {
    here: &'a Engagement,
    there: &'a Engagement,
    merged: &'a Engagement,
}

impl Three<'_> {
    fn difference(&self, field: Field) -> Option<Difference> {
        let [here, there] = [self.here, self.there].map(|it| it.shown(field));
        let merged = self.merged.recorded(field)?;
        let is_here = self.here.recorded(field).is_some_and(|it| it.has(merged.at));
        let is_there = self.there.recorded(field).is_some_and(|it| it.has(merged.at));
        let taken = match (is_here, is_there) {
            (true, true) if merged.value.as_ref() != here => Side::There,
            (true, _) => Side::Here,
            (false, _) => Side::There,
        };
        let why = match field {
            // Not to be chosen: of two revisions the newer one stays.
            Field::Revision => return None,
            Field::Exists(register, id) if here != there => self.why_of_entry(field, register, id),
            Field::Entry(register, id, _)
            | Field::Audience(Subject::Entry(register, id))
            | Field::Receipt(Point::Entry(register, id), _)
                if !self.merged.has(register, id) =>
            {
                // Cells of a deleted entry are of interest only where work would go unseen.
                self.is_unseen_work(field, register, id).then_some(Why::DeletedStays)?
            }
            _ => self.why(field, taken),
        };
        (here != there).then(|| Difference {
            field,
            here: here.cloned(),
            there: there.cloned(),
            merged: merged.value.clone(),
            taken,
            why,
        })
    }

    fn why(&self, field: Field, taken: Side) -> Why {
        let loser = match taken {
            Side::Here => self.there,
            Side::There => self.here,
        };
        let Some(merged) = self.merged.recorded(field) else { return Why::LaterKnowing };
        match loser.recorded(field) {
            Some(it) if merged.has(it.at) => match it.value {
                _ if !merged.texts_to_decide(field).is_empty() => Why::ToDecide,
                _ if matches!(field, Field::Audience(_)) => Why::InternalWins,
                None if merged.value.is_some() => Why::FilledBeatsEmpty,
                _ if matches!(field, Field::Receipt(_, ReceiptPart::Verdict)) => Why::ReturnedWins,
                _ => Why::LaterConcurrent,
            },
            _ => Why::LaterKnowing,
        }
    }

    fn why_of_entry(&self, field: Field, register: Register, id: EntryId) -> Why {
        let is_worked_on = || {
            Field::of_entry(register, id)
                .into_iter()
                .chain([field])
                .any(|it| self.is_unseen_work(it, register, id))
        };
        if !self.merged.has(register, id) && is_worked_on() {
            Why::DeletedStays
        } else {
            Why::LaterKnowing
        }
    }

    /// Whether the side that has the entry wrote this without the deleting side's knowledge.
    fn is_unseen_work(&self, field: Field, register: Register, id: EntryId) -> bool {
        let (keeper, deleter) = match (self.here.has(register, id), self.there.has(register, id)) {
            (true, false) => (self.here, self.there),
            (false, true) => (self.there, self.here),
            _ => return false,
        };
        // An entry that one side has never heard of was not deleted there.
        deleter.recorded(Field::Exists(register, id)).is_some()
            && keeper
                .recorded(field)
                .is_some_and(|it| it.versions().any(|(_, at)| !deleter.version_vector().covers(at)))
    }
}

/// Where a field has its place in the playbook: facts, answers, items, then entries by register.
fn place(playbook: &Playbook, field: Field) -> (u8, usize, usize, Option<EntryId>, usize) {
    // Whom something is for comes after it.
    const AFTER: usize = 100;
    let receipt = |part: ReceiptPart| AFTER + 1 + usize::from(part == ReceiptPart::Remark);
    let at = |found: Option<usize>| found.unwrap_or(usize::MAX);
    let entry = |register: Register, id: EntryId, column: usize| {
        let named = match id {
            EntryId::Named(service) => playbook.services.iter().position(|it| it.code == service),
            EntryId::Coined(_) => None,
        };
        let register = at(Register::ALL.iter().position(|it| *it == register));
        (3, register, at(named), Some(id), column)
    };
    match field {
        Field::Fact(id) => (0, at(playbook.facts.iter().position(|it| it.id == id)), 0, None, 0),
        Field::Answer(id) => {
            (1, at(playbook.questions.iter().position(|it| it.id == id)), 0, None, 0)
        }
        Field::Item(id, part) => {
            let part = at(ItemField::ALL.iter().position(|it| *it == part));
            (2, at(playbook.items().position(|(_, it)| it.id == id)), part, None, 0)
        }
        Field::Exists(register, id) => entry(register, id, 0),
        Field::Entry(register, id, column) => {
            let columns = register.columns();
            entry(register, id, 1 + at(columns.iter().position(|it| *it == column)).min(98))
        }
        Field::Audience(subject) => {
            let of = match subject {
                Subject::Answer(id) => Field::Answer(id),
                Subject::Note(id) => Field::Item(id, ItemField::Note),
                Subject::Evidence(id) => Field::Item(id, ItemField::Evidence),
                Subject::Entry(register, id) => return entry(register, id, AFTER),
            };
            let (group, at, part, ..) = place(playbook, of);
            (group, at, part, None, AFTER)
        }
        Field::Revision => (4, 0, 0, None, 0),
        Field::Receipt(Point::Entry(register, id), part) => entry(register, id, receipt(part)),
        Field::Receipt(Point::Outcome(id), part) => {
            let (group, at, ..) = place(playbook, Field::Item(id, ItemField::Mark));
            (group, at, receipt(part), None, 0)
        }
    }
}
