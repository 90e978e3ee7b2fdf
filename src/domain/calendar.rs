//! Business days: which days count, and why the others do not.
//!
//! The customer of a request for assistance is to be contacted within two business days of the
//! assignment (R30). The playbook names no calendar, so each engagement has one, and every deadline
//! brings its proof along: the days that it skipped.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::holidays::{self, Holiday};

/// How far ahead a deadline is looked for, in calendar days after the assignment. Further away, the
/// own closed days are surely a mistake.
const HORIZON: usize = 400;

/// What a calendar starts from, before the own closed days (R30). All of them close on Saturday and
/// Sunday.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Base {
    /// Saturdays and Sundays alone.
    Weekends,
    /// Weekends and [national holidays](holidays::holiday).
    Japan,
}

impl Base {
    /// Every base, in the order of the enum.
    pub const ALL: [Base; 2] = [Base::Weekends, Base::Japan];

    /// A stable name for lookups and exports (R30), never shown to people.
    pub fn code(self) -> &'static str {
        match self {
            Base::Weekends => "weekends",
            Base::Japan => "japan",
        }
    }
}

/// The calendar of one engagement (R30). With and without own closed days, the two bases make the
/// four calendars.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Calendar {
    /// What it starts from, before the own closed days.
    pub base: Base,
    /// Own closed days, each under the name that the user typed.
    pub closed: BTreeMap<NaiveDate, String>,
}

/// Why a day is no business day (R30).
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Closed {
    /// A Saturday that nothing else closes.
    Saturday,
    /// A Sunday that nothing else closes.
    Sunday,
    /// A national holiday of Japan, or a day off because of one.
    Holiday(Holiday),
    /// An own closed day, under the name that the user typed.
    Own(String),
}

impl Closed {
    /// A stable name for lookups and exports (R30), never shown to people. A holiday answers with
    /// [its own](Holiday::code).
    pub fn code(&self) -> &'static str {
        match self {
            Closed::Saturday => "saturday",
            Closed::Sunday => "sunday",
            Closed::Holiday(holiday) => holiday.code(),
            Closed::Own(_) => "own",
        }
    }
}

impl Calendar {
    /// Why this day is closed, or `None` on a business day (R30).
    ///
    /// A day closed for several reasons gives the one that says most: a holiday explains the
    /// substitute after it, even on a Sunday; then the user's own words; the weekend last.
    pub fn closed(&self, day: NaiveDate) -> Option<Closed> {
        if self.base == Base::Japan
            && let Some(holiday) = holidays::holiday(day)
        {
            return Some(Closed::Holiday(holiday));
        }
        if let Some(name) = self.closed.get(&day) {
            return Some(Closed::Own(name.clone()));
        }
        match day.weekday() {
            Weekday::Sat => Some(Closed::Saturday),
            Weekday::Sun => Some(Closed::Sunday),
            _ => None,
        }
    }

    /// Whether the verdict on this day may still change because Japan's list for its year is not
    /// official (推定, R30).
    pub fn is_provisional(&self, day: NaiveDate) -> bool {
        self.base == Base::Japan && !holidays::is_official(day)
    }
}

/// The day by whose end something is due, with its proof (R30).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Deadline {
    /// Day 0. It does not matter whether it is a business day.
    pub assigned: NaiveDate,
    /// The last day that is still in time.
    pub due: NaiveDate,
    /// Every closed day between the two, oldest first, and why.
    pub skipped: Vec<(NaiveDate, Closed)>,
    /// Whether any day after the assignment, up to the due day, [is
    /// provisional](Calendar::is_provisional).
    pub provisional: bool,
}

/// The deadline this many business days after the day of assignment (R30: two).
///
/// Zero business days are due on the day of assignment. `None` if the due day would lie more than
/// 400 calendar days ahead (own closed days can close everything) or past the last date that can be
/// represented.
pub fn due_after(assigned: NaiveDate, business_days: u32, calendar: &Calendar) -> Option<Deadline> {
    let mut deadline =
        Deadline { assigned, due: assigned, skipped: Vec::new(), provisional: false };
    let mut left = business_days;
    // The first of `iter_days` is day 0 itself.
    let mut ahead = assigned.iter_days().skip(1).take(HORIZON);
    while left > 0 {
        let day = ahead.next()?;
        deadline.provisional |= calendar.is_provisional(day);
        match calendar.closed(day) {
            Some(reason) => deadline.skipped.push((day, reason)),
            None => {
                deadline.due = day;
                left -= 1;
            }
        }
    }
    Some(deadline)
}

/// How a contact stands against its deadline (R30). Spans are in whole minutes, rounded towards
/// zero.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Contact {
    /// The assignment lies ahead, so nothing can be said yet: check its date.
    AssignedInFuture {
        /// Minutes until the assignment.
        starts_in: i64,
    },
    /// Nobody has contacted the customer. `remaining` is the time left, below zero once it is over;
    /// `overdue` tells the two apart within the first minute as well.
    NotYet {
        /// Minutes until the end of the due day, below zero behind it.
        remaining: i64,
        /// Whether the due day is over.
        overdue: bool,
    },
    /// The recorded contact came before the assignment, so it does not count: check the dates.
    BeforeAssignment {
        /// When the recorded contact was.
        at: NaiveDateTime,
        /// Minutes from the contact to the assignment.
        early_by: i64,
    },
    /// The recorded contact lies ahead: it is a plan, not a contact.
    ContactInFuture {
        /// When the contact is planned.
        at: NaiveDateTime,
        /// Minutes until then.
        starts_in: i64,
    },
    /// In time.
    Met {
        /// When the customer was contacted.
        at: NaiveDateTime,
    },
    /// Too late. `late_by` counts from the end of the due day, so it is 0 at the midnight itself.
    Missed {
        /// When the customer was contacted.
        at: NaiveDateTime,
        /// Minutes from the end of the due day to the contact.
        late_by: i64,
    },
}

impl Contact {
    /// A stable name for lookups and exports (R30), never shown to people.
    pub fn code(&self) -> &'static str {
        match self {
            Contact::AssignedInFuture { .. } => "assigned-in-future",
            Contact::NotYet { overdue: false, .. } => "not-yet",
            Contact::NotYet { overdue: true, .. } => "overdue",
            Contact::BeforeAssignment { .. } => "before-assignment",
            Contact::ContactInFuture { .. } => "contact-in-future",
            Contact::Met { .. } => "met",
            Contact::Missed { .. } => "missed",
        }
    }
}

/// Judges a contact against the end of the due day (R30): 24:00, so 00:00 of the next day is too
/// late.
///
/// All four times are wall-clock times in the engagement's time zone, `deadline` is the one for the
/// day of `assigned`, and minutes are as the clock on the wall shows them: an hour that summer time
/// skips is counted.
pub fn contact(
    deadline: &Deadline,
    assigned: NaiveDateTime,
    contacted: Option<NaiveDateTime>,
    now: NaiveDateTime,
) -> Contact {
    if now < assigned {
        return Contact::AssignedInFuture { starts_in: minutes(now, assigned) };
    }
    let Some(at) = contacted else {
        return Contact::NotYet {
            remaining: minutes_left(deadline, now),
            overdue: now.date() > deadline.due,
        };
    };
    if at < assigned {
        Contact::BeforeAssignment { at, early_by: minutes(at, assigned) }
    } else if at > now {
        Contact::ContactInFuture { at, starts_in: minutes(now, at) }
    } else if at.date() <= deadline.due {
        Contact::Met { at }
    } else {
        Contact::Missed { at, late_by: -minutes_left(deadline, at) }
    }
}

fn minutes(from: NaiveDateTime, to: NaiveDateTime) -> i64 {
    to.signed_duration_since(from).num_minutes()
}

/// Until 24:00 of the due day. Counted from its 00:00, because the day after the last date cannot
/// be represented.
fn minutes_left(deadline: &Deadline, at: NaiveDateTime) -> i64 {
    let until_due_day = deadline.due.and_time(NaiveTime::MIN).signed_duration_since(at);
    (until_due_day.num_seconds() + 24 * 60 * 60) / 60
}
