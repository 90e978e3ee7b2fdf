//! The days of an engagement in their order: when it was assigned, until when the customer is contacted and when that
//! happened, the kickoff, what was agreed for later, and when each service is to be in use.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime};

use super::calendar::Contact;
use super::code::GapState;
use super::deadline;
use super::engagement::Engagement;
use super::field::Field;
use super::id::EntryId;
use super::register::{Register, gaps, meetings, services};

/// What a day is of.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Milestone {
    /// The assignment, day 0 of the two business days (R30).
    Assigned,
    /// The last day for the first contact (R30).
    ContactDue,
    /// The first contact, as far as it counts: not before the assignment (R30).
    Contacted,
    /// The kickoff meeting, planned or held.
    Kickoff,
    /// A follow-up meeting (R69), the day by which a knowledge gap is to be closed (R32), or from which a service is
    /// to be in use (R44).
    Entry(Register, EntryId),
}

/// Where a day is, seen from now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// It is over, and nothing was missed.
    Past,
    /// It is this day.
    Today,
    /// It is still to come.
    Ahead,
    /// It is over, and what it is the last day of was not done by then.
    Missed,
}

/// One day of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Day {
    /// On the engagement's own clock.
    pub on: NaiveDate,
    /// What it is the day of.
    pub of: Milestone,
    /// Where it is, seen from the moment that was asked about.
    pub standing: Standing,
}

/// Registers whose entries have a day.
const DATED: [(Register, super::register::Column); 3] = [
    (Register::Meetings, meetings::ON),
    (Register::Gaps, gaps::DUE),
    (Register::Services, services::DUE),
];

/// All of them, the earliest first; `now` is on the engagement's own clock.
pub fn of(engagement: &Engagement, now: NaiveDateTime) -> Vec<Day> {
    let roles = engagement.roles();
    let moment = |id| engagement.moment(Field::Fact(id)).map(|it| it.date());
    // Each with whether it is missed once it is over.
    let mut days: Vec<(NaiveDate, Milestone, bool)> = Vec::new();
    let mut add = |on: Option<NaiveDate>, of, is_open| days.extend(on.map(|on| (on, of, is_open)));
    add(moment(roles.assigned_at), Milestone::Assigned, false);
    if let Some((due, contact)) = deadline::standing(engagement, now) {
        let is_met = matches!(contact, Contact::Met { .. });
        add(Some(due.due), Milestone::ContactDue, !is_met);
    }
    let contacted = deadline::counting_contact(engagement).map(|it| it.date());
    add(contacted, Milestone::Contacted, false);
    add(moment(roles.kickoff_at), Milestone::Kickoff, false);
    for (register, column) in DATED {
        for id in engagement.entries(register) {
            let state = Field::Entry(Register::Gaps, id, gaps::STATE);
            let is_open =
                register == Register::Gaps && engagement.choice(state) != Some(GapState::Closed);
            let on = engagement.day(Field::Entry(register, id, column));
            add(on, Milestone::Entry(register, id), is_open);
        }
    }
    days.sort();
    let day = |(on, of, is_open): (NaiveDate, Milestone, bool)| {
        let standing = match on.cmp(&now.date()) {
            Ordering::Less if is_open => Standing::Missed,
            Ordering::Less => Standing::Past,
            Ordering::Equal => Standing::Today,
            Ordering::Greater => Standing::Ahead,
        };
        Day { on, of, standing }
    };
    days.into_iter().map(day).collect()
}
