//! The two business days within which a customer of a request for assistance is contacted (R30).

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::calendar::{Base, Calendar, Contact, Deadline, contact, due_after};
use super::code::{CalendarChoice, Code, Motion};
use super::engagement::{Edit, Engagement};
use super::field::{Field, ItemField};
use super::register::{Register, closed_days};
use super::roles::Roles;
use super::text;
use super::value::{Mark, Value};

/// How many business days after the day of assignment.
pub const BUSINESS_DAYS: u32 = 2;

/// Which days are business days for this engagement. Without a choice it is Japan's calendar: the
/// app's users work there.
pub fn calendar(engagement: &Engagement) -> Calendar {
    let choice: CalendarChoice = engagement
        .choice(Field::Fact(engagement.roles().calendar))
        .unwrap_or(CalendarChoice::Japan);
    let base = match choice {
        CalendarChoice::Weekends | CalendarChoice::Own => Base::Weekends,
        CalendarChoice::Japan | CalendarChoice::JapanOwn => Base::Japan,
    };
    let closed = match choice {
        CalendarChoice::Weekends | CalendarChoice::Japan => Default::default(),
        CalendarChoice::JapanOwn | CalendarChoice::Own => {
            let mut closed = BTreeMap::new();
            for id in engagement.entries(Register::ClosedDays) {
                let on = Field::Entry(Register::ClosedDays, id, closed_days::ON);
                let name = engagement.cell(Register::ClosedDays, id, closed_days::NAME);
                if let Some(day) = engagement.day(on) {
                    closed.insert(day, text::trimmed(name).to_owned());
                }
            }
            closed
        }
    };
    Calendar { base, closed }
}

/// Whether the rule applies: only a request for assistance has the two days.
pub fn is_rfa(engagement: &Engagement) -> bool {
    engagement.answer(engagement.roles().motion).and_then(Motion::from_code) == Some(Motion::Rfa)
}

/// When the customer is to be contacted, with its proof; `None` if the rule does not apply or
/// the assignment is not known.
pub fn first_contact(engagement: &Engagement) -> Option<Deadline> {
    if !is_rfa(engagement) {
        return None;
    }
    let assigned = engagement.moment(Field::Fact(engagement.roles().assigned_at))?;
    due_after(assigned.date(), BUSINESS_DAYS, &calendar(engagement))
}

/// When the customer was contacted, as far as it counts: not before the assignment. A moment that
/// lies ahead is a plan and counts from then on.
pub fn counting_contact(engagement: &Engagement) -> Option<NaiveDateTime> {
    let assigned = engagement.moment(Field::Fact(engagement.roles().assigned_at))?;
    engagement.moment(Field::Fact(engagement.roles().contacted_at)).filter(|at| assigned <= *at)
}

/// Whether the time zone was changed after a moment was typed: the moment stays as typed, and is
/// read on the new zone's clock from then on.
pub fn zone_changed(engagement: &Engagement) -> bool {
    let changed_at = |id| engagement.changed_at(Field::Fact(id));
    let typed = |id| engagement.moment(Field::Fact(id)).and_then(|_| changed_at(id));
    let is_later =
        |id| typed(id).is_some_and(|typed| Some(typed) < changed_at(engagement.roles().time_zone));
    [engagement.roles().assigned_at, engagement.roles().contacted_at].into_iter().any(is_later)
}

/// The customer was contacted: the moment is recorded and the outreach is done.
pub fn contacted(roles: &Roles, at: NaiveDateTime) -> [Edit; 2] {
    [
        Edit::set(Field::Fact(roles.contacted_at), Value::Moment(at)),
        Edit::set(Field::Item(roles.first_outreach, ItemField::Mark), Value::Mark(Mark::Done)),
    ]
}

/// Met, missed or still open at `now`, which is on the engagement's own clock like all its moments.
pub fn standing(engagement: &Engagement, now: NaiveDateTime) -> Option<(Deadline, Contact)> {
    let deadline = first_contact(engagement)?;
    let assigned = engagement.moment(Field::Fact(engagement.roles().assigned_at))?;
    let contacted = engagement.moment(Field::Fact(engagement.roles().contacted_at));
    let contact = contact(&deadline, assigned, contacted, now);
    Some((deadline, contact))
}
