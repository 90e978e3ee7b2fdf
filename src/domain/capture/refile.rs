//! Sorting what was noted in a hurry: an unsorted note becomes an entry of the register that it belongs to.

use crate::domain::code::{ActionState, Code};
use crate::domain::engagement::{Edit, Engagement};
use crate::domain::field::{Field, Subject};
use crate::domain::id::EntryId;
use crate::domain::register::{Column, Register, actions, decisions, gaps, risks, unsorted};
use crate::domain::text;
use crate::domain::value::Value;

/// Where a note can go, each with its key.
pub const PLACES: [(&str, Register); 7] = [
    ("g", Register::Gaps),
    ("r", Register::Risks),
    ("d", Register::Decisions),
    ("a", Register::Actions),
    ("p", Register::People),
    ("q", Register::Questions),
    ("n", Register::Needs),
];

/// The edits that refile an unsorted note; none if there is nothing in it.
///
/// It keeps its id, which tells when it was noted and its place among the others; and so a note that two
/// people refile alike in two copies is one entry once they meet. What was written when and by whom stays in
/// the history of the note.
pub fn refile(engagement: &Engagement, id: EntryId, to: Register) -> Vec<Edit> {
    let line = engagement.cell(Register::Unsorted, id, unsorted::LINE);
    let Some(first) = to.columns().first().filter(|_| !text::is_blank(line)) else {
        return Vec::new();
    };
    let speaker = text::trimmed(engagement.cell(Register::Unsorted, id, unsorted::SPEAKER));
    let of_speaker = speaker_column(to);
    let said = match of_speaker {
        // As transcripts write it, where there is no column for it.
        None if !speaker.is_empty() => format!("{speaker}: {line}"),
        _ => line.to_owned(),
    };
    let value_of = |column: Column| match column {
        it if it == *first => Some(Value::Text(said.as_str().into())),
        it if Some(it) == of_speaker && !speaker.is_empty() => Some(Value::Text(speaker.into())),
        it if to == Register::Actions && it == actions::STATE => {
            Some(Value::Choice(ActionState::Open.code()))
        }
        _ => None,
    };
    let mut edits = vec![Edit::add(to, id)];
    for column in to.columns() {
        let field = Field::Entry(to, id, *column);
        let value = value_of(*column);
        // It may have been there before, and been removed with all that was in it.
        if value.is_some() || engagement.value(field).is_some() {
            edits.push(Edit { field, value });
        }
    }
    let decided = engagement.value(Field::Audience(Subject::Entry(Register::Unsorted, id)));
    if let Some(it) = decided {
        edits.push(Edit::set(Field::Audience(Subject::Entry(to, id)), it.clone()));
    }
    edits.push(Edit::remove(Register::Unsorted, id));
    edits
}

/// Where it is written who said it.
fn speaker_column(to: Register) -> Option<Column> {
    match to {
        Register::Gaps => Some(gaps::NOTE),
        Register::Risks => Some(risks::NOTE),
        Register::Decisions => Some(decisions::OWNER),
        Register::Actions => Some(actions::OWNER),
        _ => None,
    }
}
