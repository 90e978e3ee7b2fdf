//! What to do next: the single most urgent thing of an engagement, by deadline, then by the order
//! of the playbook. The deadlines are handed over with it, because which of them counts depends on
//! the moment, and the moment comes in as an argument.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::assessment::{Assessment, ItemStatus, State};
use super::code::{ActionState, GapState};
use super::condition::Atom;
use super::deadline;
use super::engagement::Engagement;
use super::field::Field;
use super::four_plus_four::{PartState, part_state};
use super::id::{EntryId, ItemId, QuestionId};
use super::parts::Part;
use super::playbook::{Panel, Playbook};
use super::register::{Column, Register, actions, gaps, meetings, services, tasks};
use super::text;

/// A deadline further away than this waits behind what is open now. Ours, not the source's.
const NEAR: Days = Days::new(14);

/// As much of an entry's name as a line can show.
const NAME_LENGTH: usize = 80;

/// One thing to do.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum What {
    /// The customer of a request for assistance is to be contacted (R30).
    Contact,
    /// The kickoff meeting is to be held.
    Kickoff,
    /// A follow-up meeting, a knowledge gap, an action, a service whose DIBS is not complete, or an own task,
    /// by the name that somebody typed for it.
    Entry(Register, EntryId, Box<str>),
    /// The question is to be asked, at the item; until then nobody knows whether it applies.
    Decide(QuestionId, ItemId),
    /// The item is open.
    Item(ItemId),
    /// Nothing is open: the engagement can be handed over.
    #[default]
    HandOff,
}

/// Something with a deadline.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Due {
    /// What is due.
    pub what: What,
    /// The last minute that is still in time, on the engagement's own clock.
    pub by: NaiveDateTime,
    /// From this moment on it is settled by itself, such as by a contact that is recorded for then.
    pub until: Option<NaiveDateTime>,
}

/// What may come next; [`Next::at`] says what does.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Next {
    /// By deadline, the earliest first. The last one stays until something is edited, so nothing
    /// after it matters.
    pub dated: Vec<Due>,
    /// The first thing without a deadline, in the playbook's order.
    pub open: What,
}

impl Next {
    /// What may come next, at any moment from the last change on.
    pub fn of(playbook: &Playbook, engagement: &Engagement, assessment: &Assessment) -> Next {
        Next {
            dated: dated(engagement, assessment),
            open: first_open(playbook, engagement, assessment),
        }
    }

    /// The single most urgent thing at `now`, which is on the engagement's own clock, and its
    /// deadline. What is overdue is the earliest of all.
    pub fn at(&self, now: NaiveDateTime) -> (&What, Option<NaiveDateTime>) {
        let due = self.dated.iter().find(|it| it.until.is_none_or(|until| now < until));
        let far = now.checked_add_days(NEAR).unwrap_or(NaiveDateTime::MAX);
        match due {
            Some(due) if due.by < far || self.open == What::HandOff => (&due.what, Some(due.by)),
            _ => (&self.open, None),
        }
    }
}

/// The end of a day, to the minute.
fn end_of(day: NaiveDate) -> NaiveDateTime {
    day.and_hms_opt(23, 59, 0).unwrap_or_default()
}

fn entry(engagement: &Engagement, register: Register, id: EntryId, naming: Column) -> What {
    let name = text::trimmed(engagement.cell(register, id, naming));
    let name: String = name.lines().next().unwrap_or_default().chars().take(NAME_LENGTH).collect();
    What::Entry(register, id, name.into())
}

fn dated(engagement: &Engagement, assessment: &Assessment) -> Vec<Due> {
    let mut all: Vec<Due> = Vec::new();
    let roles = engagement.roles();
    // Of a row that there is; a role may be nobody's.
    let state = |id| assessment.item(id).map(|it| it.state);
    let is_open = |id| matches!(state(id), Some(State::Open | State::Undecided));
    let is_set_aside = |id| matches!(state(id), None | Some(State::NotApplicable | State::Waived));
    let moment = |id| engagement.moment(Field::Fact(id));
    let day = |register, id, column| engagement.day(Field::Entry(register, id, column));

    if let Some(deadline) = deadline::first_contact(engagement)
        && !is_set_aside(roles.first_outreach)
    {
        let until = deadline::counting_contact(engagement);
        add(&mut all, Due { what: What::Contact, by: end_of(deadline.due), until });
    }
    if let Some(by) = moment(roles.kickoff_at).filter(|_| is_open(roles.kickoff_meeting)) {
        add(&mut all, Due { what: What::Kickoff, by, until: None });
    }
    for (register, naming, due) in
        [(Register::Gaps, gaps::WHAT, gaps::DUE), (Register::Actions, actions::WHAT, actions::DUE)]
    {
        for id in engagement.entries(register).filter(|it| is_to_do(engagement, register, *it)) {
            if let Some(on) = day(register, id, due) {
                let what = entry(engagement, register, id, naming);
                add(&mut all, Due { what, by: end_of(on), until: None });
            }
        }
    }
    for id in engagement.entries(Register::Meetings) {
        if let Some(on) = day(Register::Meetings, id, meetings::ON) {
            // Nobody ticks a meeting; when its day is over, it was held.
            let until = on.succ_opt().map(|it| it.and_time(NaiveTime::MIN));
            let what = entry(engagement, Register::Meetings, id, meetings::TOPIC);
            add(&mut all, Due { what, by: end_of(on), until });
        }
    }
    for id in engagement.entries(Register::Services) {
        let is_complete = |part| part_state(engagement, id, part) == PartState::Complete;
        if let Some(on) = day(Register::Services, id, services::DUE)
            && !Part::DIBS.into_iter().all(is_complete)
        {
            let what = entry(engagement, Register::Services, id, services::NAME);
            add(&mut all, Due { what, by: end_of(on), until: None });
        }
    }
    trim(all, engagement)
}

/// Whether a knowledge gap or an action is not over yet.
fn is_to_do(engagement: &Engagement, register: Register, id: EntryId) -> bool {
    let state = |column| Field::Entry(register, id, column);
    match register {
        Register::Gaps => engagement.choice(state(gaps::STATE)) != Some(GapState::Closed),
        _ => !matches!(
            engagement.choice(state(actions::STATE)),
            Some(ActionState::Done | ActionState::Dropped)
        ),
    }
}

/// By deadline; what is due at the same minute stays in the order of adding.
fn add(all: &mut Vec<Due>, due: Due) {
    let after = all.iter().position(|it| due.by < it.by).unwrap_or(all.len());
    all.insert(after, due);
}

/// Leaves out what can come next at no moment from the last change on. A zone is at most 14 hours
/// from UTC, so two days are enough to be sure.
fn trim(all: Vec<Due>, engagement: &Engagement) -> Vec<Due> {
    let changed = engagement.head().and_then(|it| i64::try_from(it.millis()).ok());
    let surely_past = changed
        .and_then(DateTime::from_timestamp_millis)
        .and_then(|it| it.naive_utc().checked_sub_days(Days::new(2)));
    let mut kept = Vec::new();
    for due in all {
        let is_past = due.until.zip(surely_past).is_some_and(|(until, past)| until < past);
        let stays = due.until.is_none();
        if !is_past {
            kept.push(due);
        }
        if stays {
            break;
        }
    }
    kept
}

/// A criterion that the data can meet is met by doing something else, unless somebody knows better.
fn work_behind(id: ItemId, status: &ItemStatus, assessment: &Assessment) -> ItemId {
    let because = status.met.iter().flat_map(|it| &it.because);
    let mut open = because.filter_map(|it| match it.atom {
        Atom::Done(other) if it.holds == Some(false) => Some(other),
        _ => None,
    });
    open.find(|it| assessment.state(*it) == State::Open).unwrap_or(id)
}

/// The first row that is open, or whose question nobody has asked, in the playbook's order.
fn first_open(playbook: &Playbook, engagement: &Engagement, assessment: &Assessment) -> What {
    for step in &playbook.steps {
        for item in step.items.iter().filter(|it| it.is_ticked()) {
            let Some(status) = assessment.item(item.id) else { continue };
            match status.state {
                State::Open => return What::Item(work_behind(item.id, status, assessment)),
                State::Undecided => {
                    if let Some(question) = status.applies.open_questions().first() {
                        return What::Decide(*question, step.asker(item).id);
                    }
                }
                _ => {}
            }
        }
        if step.panel == Some(Panel::Uncategorized) {
            let done = |id| engagement.flag(Field::Entry(Register::Tasks, id, tasks::DONE));
            if let Some(id) = engagement.filled_entries(Register::Tasks).find(|id| !done(*id)) {
                return entry(engagement, Register::Tasks, id, tasks::NAME);
            }
        }
    }
    let mut actions = engagement.filled_entries(Register::Actions);
    let open = actions.find(|it| is_to_do(engagement, Register::Actions, *it));
    open.map_or(What::HandOff, |it| entry(engagement, Register::Actions, it, actions::WHAT))
}
