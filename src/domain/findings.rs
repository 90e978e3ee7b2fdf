//! What is known about the atoms of a condition: an answer that was given, or what the data
//! already says. The data wins where it is decisive, because an answer can be out of date.

use super::code::{Code, GapState, ServiceStatus, YesNo};
use super::condition::{Applies, Atom, Finding, Verdict};
use super::engagement::Engagement;
use super::field::{Field, ItemField};
use super::four_plus_four::{Part, Standing::Complete, standing as standing_of};
use super::id::{EntryId, ItemId, QuestionId};
use super::known;
use super::playbook::{Playbook, QuestionKind};
use super::register::{Column, Register, gaps, services};
use super::stamp::Stamp;
use super::value::Mark;

/// Below this, completion asks for a share of the seats instead of a fixed number (C11, R20).
pub const LARGE_CUSTOMER_SEATS: u32 = 1_000;

/// How deep "item is done" may lean on other items' conditions. Content is checked for cycles;
/// this only keeps a faulty one from hanging the page.
const DEPTH: u8 = 8;

/// Works out a verdict for an engagement.
pub fn verdict(
    condition: Option<&super::condition::Condition>,
    playbook: &Playbook,
    engagement: &Engagement,
) -> Verdict {
    verdict_within(condition, playbook, engagement, DEPTH)
}

fn verdict_within(
    condition: Option<&super::condition::Condition>,
    playbook: &Playbook,
    engagement: &Engagement,
    depth: u8,
) -> Verdict {
    match condition {
        None => Verdict::always(),
        Some(it) => it.evaluate(&mut |atom| find_within(atom, playbook, engagement, depth)),
    }
}

fn find_within(atom: Atom, playbook: &Playbook, engagement: &Engagement, depth: u8) -> Finding {
    match atom {
        Atom::Yes(question) => yes(question, engagement),
        Atom::Is(question, choice) => is(question, choice, playbook, engagement),
        Atom::Done(item) => done(item, playbook, engagement, depth),
    }
}

/// What the data says about a yes-or-no question, if it says anything, and since when.
pub fn derived(question: QuestionId, engagement: &Engagement) -> Option<Finding> {
    let (holds, since) = match question {
        known::UNDER_1000_SEATS => {
            let field = Field::Fact(known::SEATS);
            let seats = engagement.count(field)?;
            (seats < LARGE_CUSTOMER_SEATS, engagement.changed_at(field))
        }
        known::RISK_SEEN => {
            let outdated = implied_risk(engagement).and_then(|it| it.since);
            let since = earlier(first_added(Register::Risks, engagement), outdated)?;
            (true, Some(since))
        }
        known::BLOCKED_OR_NO_INTENT => stalled(engagement)?,
        known::DIBS_MISSING => {
            first_added(Register::Services, engagement)?;
            let lacking = engagement
                .entries(Register::Services)
                .flat_map(|id| Part::DIBS.into_iter().map(move |part| (id, part)))
                .filter(|(id, part)| standing_of(engagement, *id, *part) != Complete)
                .filter_map(|(id, part)| last_said(engagement, id, part));
            match lacking.min() {
                Some(since) => (true, Some(since)),
                None => (false, latest(Register::Services, &DIBS_COLUMNS, engagement)),
            }
        }
        known::GAP_OPEN => {
            first_added(Register::Gaps, engagement)?;
            let mut open = None;
            for id in engagement.entries(Register::Gaps) {
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

/// The risk that nobody has to write down: Configuration Manager is below current branch, and its
/// upgrade is out of scope (R39). The finding is the answer that says so.
pub fn implied_risk(engagement: &Engagement) -> Option<Finding> {
    let field = Field::Answer(known::CONFIG_MANAGER_CURRENT);
    let holds = engagement.choice(field).map(|it: YesNo| it == YesNo::Yes);
    let atom = Atom::Yes(known::CONFIG_MANAGER_CURRENT);
    let since = engagement.changed_at(field);
    (holds == Some(false)).then_some(Finding { atom, holds, since })
}

/// Whether a service is Blocked or No Intent: "yes" as soon as one is, "no" once every service has
/// a status that is neither. "Status unknown" is none.
fn stalled(engagement: &Engagement) -> Option<(bool, Option<Stamp>)> {
    first_added(Register::Services, engagement)?;
    let mut stalled = None;
    let mut is_known = true;
    for id in engagement.entries(Register::Services) {
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

/// Where DIBS and its confirmations are recorded.
const DIBS_COLUMNS: [Column; 8] = [
    services::DUE,
    services::DUE_CONFIRMED,
    services::INTENT,
    services::INTENT_CONFIRMED,
    services::REASON,
    services::REASON_CONFIRMED,
    services::OWNER,
    services::OWNER_CONFIRMED,
];

/// When a part of a service was last written, confirmed or emptied; if never, when the service came
/// into scope.
fn last_said(engagement: &Engagement, id: EntryId, part: Part) -> Option<Stamp> {
    let at = |column| engagement.changed_at(Field::Entry(Register::Services, id, column));
    let said = at(part.column()).max(part.confirmation().and_then(at));
    said.or(engagement.changed_at(Field::Exists(Register::Services, id)))
}

/// When a register was last changed, as far as these columns of what is in it go. A removal counts:
/// what is gone may have been what stood against it.
fn latest(register: Register, columns: &[Column], engagement: &Engagement) -> Option<Stamp> {
    let mut latest = None;
    for (field, recorded) in engagement.fields() {
        let counts = match field {
            Field::Exists(it, _) => it == register,
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

fn first_added(register: Register, engagement: &Engagement) -> Option<Stamp> {
    engagement
        .entries(register)
        .filter_map(|id| engagement.changed_at(Field::Exists(register, id)))
        .min()
}

fn earlier(one: Option<Stamp>, other: Option<Stamp>) -> Option<Stamp> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn yes(question: QuestionId, engagement: &Engagement) -> Finding {
    if let Some(finding) = derived(question, engagement) {
        return finding;
    }
    let field = Field::Answer(question);
    let holds = engagement.choice(field).map(|it: YesNo| it == YesNo::Yes);
    Finding { atom: Atom::Yes(question), holds, since: engagement.changed_at(field) }
}

fn is(
    question: QuestionId,
    choice: &'static str,
    playbook: &Playbook,
    engagement: &Engagement,
) -> Finding {
    let atom = Atom::Is(question, choice);
    let is_services =
        playbook.question(question).is_some_and(|it| it.kind == QuestionKind::Services);
    if is_services {
        let Some(first) = first_added(Register::Services, engagement) else {
            return Finding::unknown(atom);
        };
        let service = playbook.service_named(choice).map(EntryId::Named);
        let in_scope = service.filter(|id| engagement.has(Register::Services, *id));
        let since = match in_scope {
            Some(id) => engagement.changed_at(Field::Exists(Register::Services, id)),
            None => Some(first),
        };
        return Finding { atom, holds: Some(in_scope.is_some()), since };
    }
    Finding {
        atom,
        holds: engagement.answer(question).map(|it| it == choice),
        since: engagement.changed_at(Field::Answer(question)),
    }
}

/// Done by hand, or met by the data unless somebody said otherwise; then since the last of what
/// meets it.
fn done(id: ItemId, playbook: &Playbook, engagement: &Engagement, depth: u8) -> Finding {
    let atom = Atom::Done(id);
    let marked = engagement.changed_at(Field::Item(id, ItemField::Mark));
    let (holds, since) = match engagement.mark(id) {
        Some(mark) => (*mark == Mark::Done, marked),
        None => match playbook.item(id).and_then(|it| it.met_when.as_ref()) {
            Some(met) if depth > 0 => {
                let verdict = verdict_within(Some(met), playbook, engagement, depth - 1);
                let last = verdict.because.iter().filter_map(|it| it.since).max();
                (verdict.applies == Applies::Yes, marked.max(last))
            }
            _ => (false, marked),
        },
    };
    Finding { atom, holds: Some(holds), since }
}

/// The answer of a question as the screens show it: given, implied by the data, or not asked yet.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Standing {
    #[default]
    NotAsked,
    Given(&'static str),
    /// What the data says; a given answer does not count against it.
    Implied(bool),
}

/// See [`Standing`]. The question of services is answered by its register.
pub fn standing(question: QuestionId, engagement: &Engagement) -> Standing {
    if let Some(Finding { holds: Some(holds), .. }) = derived(question, engagement) {
        return Standing::Implied(holds);
    }
    match engagement.answer(question) {
        Some(code) => Standing::Given(code),
        None => Standing::NotAsked,
    }
}

/// The code that an implied answer stands for.
pub fn implied_code(holds: bool) -> &'static str {
    if holds { YesNo::Yes.code() } else { YesNo::No.code() }
}
