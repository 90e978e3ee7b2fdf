//! What is known about the atoms of a condition: an answer that was given, or what the data
//! already says. The data wins where it is decisive, because an answer can be out of date.

use super::code::{Code, GapState, ServiceStatus, YesNo};
use super::condition::{Applies, Atom, Finding, Verdict};
use super::engagement::Engagement;
use super::field::{Field, ItemField};
use super::four_plus_four;
use super::id::{EntryId, ItemId, QuestionId};
use super::known;
use super::playbook::{Playbook, QuestionKind};
use super::register::{Register, gaps, services};
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

/// What the data says about a yes-or-no question, if it says anything.
pub fn derived(question: QuestionId, engagement: &Engagement) -> Option<Finding> {
    let (holds, since) = match question {
        known::UNDER_1000_SEATS => {
            let field = Field::Fact(known::SEATS);
            let seats = engagement.count(field)?;
            (seats < LARGE_CUSTOMER_SEATS, engagement.changed_at(field))
        }
        known::RISK_SEEN => {
            // An upgrade of Configuration Manager is out of scope, which is a risk by itself (R39).
            let field = Field::Answer(known::CONFIG_MANAGER_CURRENT);
            let outdated = engagement.choice(field) == Some(YesNo::No);
            let outdated = outdated.then(|| engagement.changed_at(field)).flatten();
            let since = first_added(Register::Risks, engagement).or(outdated)?;
            (true, Some(since))
        }
        known::BLOCKED_OR_NO_INTENT => {
            let blocked = engagement
                .entries(Register::Services)
                .map(|id| Field::Entry(Register::Services, id, services::STATUS))
                .find(|field| {
                    matches!(
                        engagement.choice(*field),
                        Some(ServiceStatus::Blocked | ServiceStatus::NoIntent)
                    )
                })?;
            (true, engagement.changed_at(blocked))
        }
        known::DIBS_MISSING => {
            first_added(Register::Services, engagement)?;
            (four_plus_four::is_dibs_missing(engagement), None)
        }
        known::GAP_OPEN => {
            first_added(Register::Gaps, engagement)?;
            let open = engagement.entries(Register::Gaps).any(|id| {
                let state = Field::Entry(Register::Gaps, id, gaps::STATE);
                engagement.choice(state) != Some(GapState::Closed)
            });
            (open, None)
        }
        _ => return None,
    };
    Some(Finding { atom: Atom::Yes(question), holds: Some(holds), since })
}

fn first_added(register: Register, engagement: &Engagement) -> Option<Stamp> {
    engagement
        .entries(register)
        .filter_map(|id| engagement.changed_at(Field::Exists(register, id)))
        .min()
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

/// Done by hand, or met by the data unless somebody said otherwise.
fn done(id: ItemId, playbook: &Playbook, engagement: &Engagement, depth: u8) -> Finding {
    let atom = Atom::Done(id);
    let since = engagement.changed_at(Field::Item(id, ItemField::Mark));
    let holds = match engagement.mark(id) {
        Some(Mark::Done) => true,
        Some(_) => false,
        None => {
            let met = playbook.item(id).and_then(|it| it.met_when.as_ref());
            met.is_some() && depth > 0 && {
                let verdict = verdict_within(met, playbook, engagement, depth - 1);
                verdict.applies == Applies::Yes
            }
        }
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
