//! What is known about the atoms of a condition: an answer that was given, or what the data
//! already says. The data wins where it is decisive, because an answer can be out of date.

mod implied;

use super::code::{Code, YesNo};
use super::condition::{Applies, Atom, Condition, Finding, Verdict};
use super::engagement::Engagement;
use super::field::{Field, ItemField};
use super::id::{EntryId, ItemId, QuestionId};
use super::playbook::{Playbook, QuestionKind};
use super::register::Register;
use super::value::Mark;
use implied::first_added;
pub use implied::{LARGE_CUSTOMER_SEATS, derived, implied_risk};

/// How deep "item is done" may lean on other items' conditions. Content is checked for cycles;
/// this only keeps a faulty one from hanging the page.
const DEPTH: u8 = 8;

/// What is known in one state of an engagement. Many conditions ask about the same; each thing is
/// looked up once.
pub struct Findings<'a> {
    playbook: &'a Playbook,
    engagement: &'a Engagement,
    known: Vec<Finding>,
}

impl<'a> Findings<'a> {
    /// Knows nothing yet: each thing is looked up when it is first asked about.
    pub fn new(playbook: &'a Playbook, engagement: &'a Engagement) -> Findings<'a> {
        Findings { playbook, engagement, known: Vec::new() }
    }

    /// Works out a verdict.
    pub fn verdict(&mut self, condition: Option<&Condition>) -> Verdict {
        self.verdict_within(condition, DEPTH)
    }

    fn verdict_within(&mut self, condition: Option<&Condition>, depth: u8) -> Verdict {
        match condition {
            None => Verdict::always(),
            Some(it) => it.evaluate(&mut |atom| self.find(atom, depth)),
        }
    }

    fn find(&mut self, atom: Atom, depth: u8) -> Finding {
        if let Some(known) = self.known.iter().find(|it| it.atom == atom) {
            return *known;
        }
        let found = match atom {
            Atom::Yes(question) => yes(question, self.engagement),
            Atom::Is(question, choice) => is(question, choice, self.playbook, self.engagement),
            Atom::Done(item) => self.done(item, depth),
            Atom::Have(question, record) => implied::have(question, record, self.engagement),
        };
        self.known.push(found);
        found
    }

    /// Done by hand, or met by the data unless somebody said otherwise; then since the last of what
    /// meets it.
    fn done(&mut self, id: ItemId, depth: u8) -> Finding {
        let atom = Atom::Done(id);
        let marked = self.engagement.changed_at(Field::Item(id, ItemField::Mark));
        let (holds, since) = match self.engagement.mark(id) {
            Some(mark) => (*mark == Mark::Done, marked),
            None => match self.playbook.item(id).and_then(|it| it.met_when.as_ref()) {
                Some(met) if depth > 0 => {
                    let verdict = self.verdict_within(Some(met), depth - 1);
                    let last = verdict.because.iter().filter_map(|it| it.since).max();
                    (verdict.applies == Applies::Yes, marked.max(last))
                }
                _ => (false, marked),
            },
        };
        Finding { atom, holds: Some(holds), since }
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

/// The answer of a question as the screens show it: given, implied by the data, or not asked yet.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum AnswerState {
    /// Nobody has answered, and the data says nothing.
    #[default]
    NotAsked,
    /// The code of the choice that somebody picked.
    Given(&'static str),
    /// What the data says; a given answer does not count against it.
    Implied(bool),
}

/// See [`AnswerState`]. The question of services is answered by its register.
pub fn answer_state(question: QuestionId, engagement: &Engagement) -> AnswerState {
    if let Some(Finding { holds: Some(holds), .. }) = derived(question, engagement) {
        return AnswerState::Implied(holds);
    }
    match engagement.answer(question) {
        Some(code) => AnswerState::Given(code),
        None => AnswerState::NotAsked,
    }
}

/// The code that an implied answer stands for.
pub fn implied_code(holds: bool) -> &'static str {
    if holds { YesNo::Yes.code() } else { YesNo::No.code() }
}
