//! What the data answers without anybody being asked: a risk in the register means "yes" to the question
//! whether one is seen (C5). An entry with nothing in it decides and counts nothing.

use crate::domain::code::{Code, GapState, Intent, ServiceStatus, YesNo};
use crate::domain::condition::{Atom, Finding};
use crate::domain::engagement::Engagement;
use crate::domain::field::Field;
use crate::domain::four_plus_four::has_record;
use crate::domain::id::{EntryId, QuestionId};
use crate::domain::parts::{Part, Record};
use crate::domain::register::{Column, Register, gaps, services};
use crate::domain::stamp::Stamp;
use crate::domain::value::Value;

/// Below this, completion asks for a share of the seats instead of a fixed number (C11, R20).
pub const LARGE_CUSTOMER_SEATS: u32 = 1_000;

/// What the data says about a yes-or-no question, if it says anything, and since when.
pub fn derived(question: QuestionId, engagement: &Engagement) -> Option<Finding> {
    let roles = engagement.roles();
    let (holds, since) = match question {
        it if it == roles.under_1000_seats => {
            let field = Field::Fact(roles.seats);
            let seats = engagement.count(field)?;
            (seats < LARGE_CUSTOMER_SEATS, engagement.changed_at(field))
        }
        it if it == roles.risk_seen => {
            let outdated = implied_risk(engagement).and_then(|it| it.since);
            let since = earlier(first_added(Register::Risks, engagement), outdated)?;
            (true, Some(since))
        }
        it if it == roles.blocked_or_no_intent => stalled(engagement)?,
        it if it == roles.not_all_workloads => (true, Some(not_intended(engagement)?)),
        it if it == roles.dibs_missing => {
            first_added(Register::Services, engagement)?;
            let parts = Part::DIBS.map(|it| on_record(Record::Part(it), engagement));
            let lacking = parts.iter().flatten().filter(|(holds, _)| !holds);
            match lacking.filter_map(|it| it.1).min() {
                Some(since) => (true, Some(since)),
                None => (false, parts.iter().flatten().filter_map(|it| it.1).max()),
            }
        }
        // Nobody needs to be asked what stands there. That nothing does says nothing (C13).
        it if it == roles.ssat_available => {
            on_record(Record::Ssat, engagement).filter(|it| it.0)?
        }
        it if it == roles.gap_open => {
            first_added(Register::Gaps, engagement)?;
            let mut open = None;
            for id in engagement.filled_entries(Register::Gaps) {
                let state = Field::Entry(Register::Gaps, id, gaps::STATE);
                if engagement.choice(state) != Some(GapState::Closed) {
                    let added = Field::Exists(Register::Gaps, id);
                    let said = engagement.changed_at(state).or(engagement.changed_at(added));
                    open = earlier(open, said);
                }
            }
            match open {
                Some(since) => (true, Some(since)),
                None => (false, latest(Register::Gaps, &[gaps::STATE], engagement)),
            }
        }
        _ => return None,
    };
    Some(Finding { atom: Atom::Yes(question), holds: Some(holds), since })
}

/// Whether the services in scope have something on record. Without services, nobody knows.
pub(super) fn have(question: QuestionId, record: Record, engagement: &Engagement) -> Finding {
    let atom = Atom::Have(question, record);
    match on_record(record, engagement) {
        Some((holds, since)) => Finding { atom, holds: Some(holds), since },
        None => Finding::unknown(atom),
    }
}

fn on_record(record: Record, engagement: &Engagement) -> Option<(bool, Option<Stamp>)> {
    first_added(Register::Services, engagement)?;
    let columns = record.columns();
    let of_every = record.is_of_every_service();
    // Those that decide: the ones without it, if all must have it, and else the ones with it.
    let deciding = engagement
        .filled_entries(Register::Services)
        .filter(|id| has_record(engagement, *id, record) != of_every)
        .filter_map(|id| last_said(engagement, id, &columns))
        .min();
    Some(match deciding {
        Some(since) => (!of_every, Some(since)),
        None => (of_every, latest(Register::Services, &columns, engagement)),
    })
}

/// The risk that nobody has to write down: Configuration Manager is below current branch, and its
/// upgrade is out of scope (R39). The finding is the answer that says so.
pub fn implied_risk(engagement: &Engagement) -> Option<Finding> {
    let question = engagement.roles().config_manager_current;
    let field = Field::Answer(question);
    let holds = engagement.choice(field).map(|it: YesNo| it == YesNo::Yes);
    let atom = Atom::Yes(question);
    let since = engagement.changed_at(field);
    (holds == Some(false)).then_some(Finding { atom, holds, since })
}

/// Whether a service is Blocked or No Intent: "yes" as soon as one is, "no" once every service has
/// a status that is neither. "Status unknown" is none.
fn stalled(engagement: &Engagement) -> Option<(bool, Option<Stamp>)> {
    first_added(Register::Services, engagement)?;
    let mut stalled = None;
    let mut is_known = true;
    for id in engagement.filled_entries(Register::Services) {
        let field = Field::Entry(Register::Services, id, services::STATUS);
        match engagement.choice(field) {
            Some(ServiceStatus::Blocked | ServiceStatus::NoIntent) => {
                stalled = earlier(stalled, engagement.changed_at(field));
            }
            Some(ServiceStatus::Unknown) | None => is_known = false,
            Some(ServiceStatus::InProgress | ServiceStatus::Duplicate) => {}
        }
    }
    match stalled {
        Some(since) => Some((true, Some(since))),
        None if is_known => {
            Some((false, latest(Register::Services, &[services::STATUS], engagement)))
        }
        None => None,
    }
}

/// Since when a service is one that the customer has and does not mean to use (C10). That there is none
/// says nothing: what the customer is entitled to need not be in scope.
fn not_intended(engagement: &Engagement) -> Option<Stamp> {
    let mut since = None;
    for id in engagement.filled_entries(Register::Services) {
        let field = Field::Entry(Register::Services, id, services::INTENT);
        if engagement.value(field) == Some(&Value::Choice(Intent::No.code())) {
            since = earlier(since, engagement.changed_at(field));
        }
    }
    since
}

/// When any of these columns of a service was last written or emptied; if never, when the service
/// came into scope.
fn last_said(engagement: &Engagement, id: EntryId, columns: &[Column]) -> Option<Stamp> {
    let at = |column: &Column| engagement.changed_at(Field::Entry(Register::Services, id, *column));
    let said = columns.iter().filter_map(at).max();
    said.or(engagement.changed_at(Field::Exists(Register::Services, id)))
}

/// When a register was last changed, as far as these columns of what is in it go. A removal counts:
/// what is gone may have been what stood against it.
fn latest(register: Register, columns: &[Column], engagement: &Engagement) -> Option<Stamp> {
    let mut latest = None;
    for (field, recorded) in engagement.fields() {
        let counts = match field {
            // Adding an empty entry is not news.
            Field::Exists(it, id) => {
                it == register && (!engagement.has(it, id) || engagement.is_filled(it, id))
            }
            Field::Entry(it, id, column) => {
                it == register && columns.contains(&column) && engagement.has(it, id)
            }
            _ => false,
        };
        if counts {
            latest = latest.max(Some(recorded.at));
        }
    }
    latest
}

/// When the first entry that says something came onto a register.
pub(super) fn first_added(register: Register, engagement: &Engagement) -> Option<Stamp> {
    engagement
        .filled_entries(register)
        .filter_map(|id| engagement.changed_at(Field::Exists(register, id)))
        .min()
}

fn earlier(one: Option<Stamp>, other: Option<Stamp>) -> Option<Stamp> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
