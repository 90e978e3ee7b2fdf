//! What of an engagement has, or had, a day of its own: the same for every copy that knows the same.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::engagement::Engagement;
use crate::domain::field::Field;
use crate::domain::id::{EntryId, FactId};
use crate::domain::register::{Column, Register};
use crate::domain::value::Value;

/// When something is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum When {
    /// All of the day, wherever somebody is.
    Day(NaiveDate),
    /// On the engagement's own clock.
    Moment(NaiveDateTime),
}

/// Something with a day.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Dated {
    /// The same for ever, and nowhere else in the world.
    pub uid: String,
    /// Rises with each change of what it is made from.
    pub sequence: u32,
    pub when: When,
    /// Removed, or without its day: the day is the last that is known.
    pub is_off: bool,
}

/// An entry by the day in a column; `None` if it never had one, as far as is known.
pub fn entry(
    engagement: &Engagement,
    register: Register,
    id: EntryId,
    column: Column,
) -> Option<Dated> {
    let field = Field::Entry(register, id, column);
    let fields: Vec<Field> =
        [Field::Exists(register, id)].into_iter().chain(Field::of_entry(register, id)).collect();
    let mut dated = by(engagement, field, &fields)?;
    dated.uid = uid(engagement, Field::Exists(register, id));
    dated.is_off |= !engagement.has(register, id);
    Some(dated)
}

/// Every entry that a register ever had, as long as anything of it is kept.
pub fn entries_ever(engagement: &Engagement, register: Register) -> Vec<EntryId> {
    let fields = engagement.fields().filter_map(|(field, _)| match field {
        Field::Exists(it, id) if it == register => Some(id),
        _ => None,
    });
    fields.collect()
}

/// A single fact; `also` are those that are told with it.
pub fn fact(engagement: &Engagement, id: FactId, also: &[FactId]) -> Option<Dated> {
    let fields: Vec<Field> = [id].iter().chain(also).map(|it| Field::Fact(*it)).collect();
    by(engagement, Field::Fact(id), &fields)
}

fn by(engagement: &Engagement, field: Field, fields: &[Field]) -> Option<Dated> {
    let now = engagement.value(field).and_then(when);
    let when = now.or_else(|| past(engagement, field).find_map(when))?;
    let sequence = sequence(engagement, fields);
    Some(Dated { uid: uid(engagement, field), sequence, when, is_off: now.is_none() })
}

fn when(value: &Value) -> Option<When> {
    match value {
        Value::Day(it) => Some(When::Day(*it)),
        Value::Moment(it) => Some(When::Moment(*it)),
        _ => None,
    }
}

/// What stood in a field before, the newest first.
pub fn past(engagement: &Engagement, field: Field) -> impl Iterator<Item = &Value> {
    let of_field = engagement.overwritten().iter().rev().filter(move |it| it.field == field);
    of_field.filter_map(|it| it.value.as_ref())
}

/// By the engagement and the address of the field.
pub fn uid(engagement: &Engagement, field: Field) -> String {
    let address = field.to_string().replace('/', ".");
    format!("{}.{address}@kickoff.invalid", engagement.id())
}

/// 2020-01-01, so that the number fits for as long as the calendars' own.
const BEGIN_SECONDS: u64 = 1_577_836_800;

/// The second of the last change, and one more for each that is remembered: a change by a clock that
/// is behind the one before it counts, too. Of stamps only, so that two copies that merged say the
/// same.
pub fn sequence(engagement: &Engagement, fields: &[Field]) -> u32 {
    let recorded = fields.iter().filter_map(|it| engagement.recorded(*it));
    let now = recorded.flat_map(|it| it.versions().map(|(_, at)| at));
    let past = engagement.overwritten().iter().filter(|it| fields.contains(&it.field));
    let past: Vec<_> = past.map(|it| it.at).collect();
    let last = now.chain(past.iter().copied()).map(|it| it.millis() / 1_000).max();
    let seconds = last.unwrap_or(BEGIN_SECONDS).saturating_sub(BEGIN_SECONDS);
    let number = seconds.saturating_add(past.len() as u64);
    u32::try_from(number).unwrap_or(u32::MAX).min(i32::MAX as u32)
}
