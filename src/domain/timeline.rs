//! The days of an engagement in their order: when it was assigned, until when the customer is contacted and when that
//! happened, the kickoff, what was agreed for later, and when each service is to be in use.

use chrono::{NaiveDate, NaiveDateTime};

use super::code::GapState;
use super::deadline;
use super::engagement::Engagement;
use super::field::Field;
use super::id::EntryId;
use super::register::{Register, gaps, meetings, services};
use super::text::trimmed;

/// What a day is of.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Milestone {
    Assigned,
    /// The last day for the first contact (R30).
    ContactDue,
    Contacted,
    Kickoff,
    /// A follow-up meeting, by its topic (R69).
    Meeting(String),
    /// A knowledge gap to be closed, by what is not known (R36).
    Gap(String),
    /// The day from which a service is to be in use (R44).
    GoLive(EntryId),
}

/// Where a day is, seen from now.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    Past,
    Today,
    Ahead,
    /// It is over, and what it is the last day of is not done.
    Missed,
}

/// One day of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Day {
    pub on: NaiveDate,
    pub of: Milestone,
    pub standing: Standing,
}

/// All of them, the earliest first; `now` is on the engagement's own clock.
pub fn of(engagement: &Engagement, now: NaiveDateTime) -> Vec<Day> {
    let roles = engagement.roles();
    let today = now.date();
    let moment = |id| engagement.moment(Field::Fact(id)).map(|it| it.date());
    let contacted = deadline::counting_contact(engagement).filter(|at| *at <= now);
    let mut days: Vec<(NaiveDate, Milestone, bool)> = Vec::new();
    let mut add = |on: Option<NaiveDate>, of, is_open| days.extend(on.map(|on| (on, of, is_open)));
    add(moment(roles.assigned_at), Milestone::Assigned, false);
    let due = deadline::first_contact(engagement).map(|it| it.due);
    add(due, Milestone::ContactDue, contacted.is_none());
    let counting = deadline::counting_contact(engagement).map(|it| it.date());
    add(counting, Milestone::Contacted, false);
    add(moment(roles.kickoff_at), Milestone::Kickoff, false);
    for id in engagement.entries(Register::Meetings) {
        let on = engagement.day(Field::Entry(Register::Meetings, id, meetings::ON));
        let topic = trimmed(engagement.cell(Register::Meetings, id, meetings::TOPIC));
        add(on, Milestone::Meeting(topic.to_owned()), false);
    }
    for id in engagement.entries(Register::Gaps) {
        let on = engagement.day(Field::Entry(Register::Gaps, id, gaps::DUE));
        let what = trimmed(engagement.cell(Register::Gaps, id, gaps::WHAT));
        let state = Field::Entry(Register::Gaps, id, gaps::STATE);
        let is_open = engagement.choice(state) != Some(GapState::Closed);
        add(on, Milestone::Gap(what.to_owned()), is_open);
    }
    for id in engagement.entries(Register::Services) {
        let on = engagement.day(Field::Entry(Register::Services, id, services::DUE));
        add(on, Milestone::GoLive(id), false);
    }
    days.sort();
    let day = |(on, of, is_open): (NaiveDate, Milestone, bool)| {
        let standing = match on.cmp(&today) {
            std::cmp::Ordering::Less if is_open => Standing::Missed,
            std::cmp::Ordering::Less => Standing::Past,
            std::cmp::Ordering::Equal => Standing::Today,
            std::cmp::Ordering::Greater => Standing::Ahead,
        };
        Day { on, of, standing }
    };
    days.into_iter().map(day).collect()
}
