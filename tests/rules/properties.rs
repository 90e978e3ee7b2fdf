//! What holds for every engagement, whatever was recorded in it and in whichever order.

use std::collections::BTreeSet;

use kickoff::domain::assessment::State;
use kickoff::domain::condition::{Applies, Atom, Condition};
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::gate::Gate;
use kickoff::domain::id::{ItemId, QuestionId};
use kickoff::domain::next::{Next, What};
use kickoff::domain::playbook::{Item, Panel, Playbook, QuestionKind};
use kickoff::domain::progress::{Progress, Tally};
use kickoff::domain::register::{Register, tasks};
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::value::{Kind, Mark};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{Case, HERE, edit, playbook};

/// One edit that the rules may care about, as address and typed text.
type Move = (String, &'static str);

const MARKS: [&str; 5] = ["done", "not-applicable: 理由", "waived: 理由", "not-met: 理由", ""];

fn answers() -> Vec<Move> {
    let questions = playbook().questions.iter().filter(|it| it.kind != QuestionKind::Services);
    let codes = |id| match Field::Answer(id).kind(playbook()) {
        Some(Kind::Choice(codes)) => codes,
        _ => &[],
    };
    questions
        .flat_map(|it| {
            let codes = codes(it.id).iter().copied().chain([""]);
            codes.map(move |code| (format!("answer/{}", it.id), code))
        })
        .collect()
}

fn marks() -> Vec<Move> {
    let boxes = playbook().items().filter(|(_, it)| it.is_ticked());
    boxes.flat_map(|(_, it)| MARKS.map(|typed| (format!("item/{}/mark", it.id), typed))).collect()
}

fn data() -> Vec<Move> {
    let entry =
        |register: &str, number| format!("{register}/0198ffff-ffff-7fff-bfff-fffffffffff{number}");
    let mut all = Vec::new();
    for service in ["core", "exo", "od", "spo", "teams", "win10"].map(|it| format!("services/{it}"))
    {
        for status in ["blocked", "no-intent", "in-progress", ""] {
            all.push((format!("{service}/status"), status));
        }
        for (column, typed) in
            [("due", "2026-12-01"), ("due", "未定"), ("intent", "yes"), ("intent", "unclear")]
        {
            all.push((format!("{service}/{column}"), typed));
        }
        all.push((format!("{service}/reason"), "当番をやめる"));
        all.push((format!("{service}/owner"), "佐藤 恵子"));
        all.push((format!("{service}/note"), "来期に改めて聞く"));
        all.push((format!("{service}/scenarios"), "現場の写真"));
    }
    for number in 0..2 {
        for state in ["captured", "closed", ""] {
            all.push((format!("{}/state", entry("gaps", number)), state));
        }
        all.push((format!("{}/kind", entry("risks", number)), "blocker"));
        all.push((format!("{}/mandatory", entry("tasks", number)), "mandatory"));
        all.push((format!("{}/done", entry("tasks", number)), "true"));
    }
    for seats in ["155", "999", "1000", "約 300", ""] {
        all.push(("fact/seats".to_owned(), seats));
    }
    all
}

fn any_moves() -> impl Strategy<Value = Vec<Move>> {
    let any = prop_oneof![select(answers()), select(marks()), select(data())];
    prop::collection::vec(any, 0..60)
}

fn case_of(moves: &[Move]) -> Case {
    let mut case = Case::new();
    moves.iter().for_each(|(address, typed)| case.set(address, typed));
    case
}

fn conditions(item: &Item) -> impl Iterator<Item = &Condition> {
    [&item.when, &item.due_when, &item.met_when].into_iter().flatten()
}

/// An outdated Configuration Manager is a risk by itself (R39).
fn implies(question: QuestionId, other: QuestionId) -> bool {
    question.as_str() == "config-manager-current" && other.as_str() == "risk-seen"
}

/// Every item that a question can touch: its conditions mention it, or an item that is touched,
/// or it warns about one.
fn touched_by(question: QuestionId, playbook: &Playbook) -> BTreeSet<ItemId> {
    let mut touched = BTreeSet::new();
    loop {
        let before = touched.len();
        for (_, item) in playbook.items() {
            let mentions = conditions(item).flat_map(Condition::atoms).any(|atom| match atom {
                Atom::Yes(id) | Atom::Is(id, _) => id == question || implies(question, id),
                Atom::Done(id) => touched.contains(&id),
                Atom::Have(..) => false,
            });
            if mentions || item.expects.iter().any(|it| touched.contains(it)) {
                touched.insert(item.id);
            }
        }
        if touched.len() == before {
            return touched;
        }
    }
}

proptest! {
    // A failure is written into this file as a test of its own, not into a folder beside it.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answering_a_question_never_changes_an_unrelated_verdict(
        moves in any_moves(), answer in select(answers()),
    ) {
        let mut case = case_of(&moves);
        let before = case.assessment();
        case.set(&answer.0, answer.1);
        let after = case.assessment();
        let Field::Answer(question) = edit(&answer.0, answer.1).field else { unreachable!() };
        let touched = touched_by(question, playbook());
        for (_, item) in playbook().items().filter(|(_, it)| !touched.contains(&it.id)) {
            prop_assert_eq!(before.item(item.id), after.item(item.id), "{} after {:?}", item.id, answer);
        }
    }

    #[test]
    fn verdicts_do_not_depend_on_the_order_of_edits(
        (moves, shuffled) in any_moves()
            .prop_map(last_of_each)
            .prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
    ) {
        let (one, other) = (in_order(&moves), in_order(&shuffled));
        prop_assert_eq!(one.assessment(), other.assessment());
        prop_assert_eq!(&one.engagement, &other.engagement);
    }

    #[test]
    fn a_state_says_what_the_branch_and_the_mark_say(moves in any_moves()) {
        let case = case_of(&moves);
        let assessment = case.assessment();
        for (_, item) in playbook().items() {
            let status = assessment.item(item.id).unwrap();
            let mark = case.engagement.mark(item.id);
            // What is undecided is never hidden, and nothing else is undecided.
            prop_assert_eq!(status.state == State::OutOfBranch, status.applies.applies == Applies::No);
            if status.state == State::Undecided {
                prop_assert_eq!(status.applies.applies, Applies::Undecided);
                let asked: Vec<_> = status.applies.because.iter().filter(|it| it.holds.is_some()).collect();
                prop_assert!(asked.is_empty() && !status.applies.because.is_empty(), "{}", item.id);
            }
            if status.applies.applies != Applies::No {
                prop_assert_eq!(status.state == State::Done, mark == Some(&Mark::Done));
                prop_assert_eq!(status.state == State::Waived, matches!(mark, Some(Mark::Waived(_))));
            }
            prop_assert!(status.too_early_for.is_empty() || status.state == State::Done);
            prop_assert!(status.mandatory || !status.is_triggered());
        }
    }

    #[test]
    fn no_undecided_item_is_ever_hidden(moves in any_moves()) {
        let case = case_of(&moves);
        let assessment = case.assessment();
        let progress = Progress::of(playbook(), &assessment, &case.engagement);
        let mut undecided = 0;
        for (_, item) in playbook().items() {
            let status = assessment.item(item.id).unwrap();
            let is_undecided = status.applies.applies == Applies::Undecided;
            // It is told with the questions that would decide it, and with no other.
            prop_assert_eq!(is_undecided, !status.applies.open_questions().is_empty());
            prop_assert!(!is_undecided || status.state != State::OutOfBranch);
            if is_undecided && case.engagement.mark(item.id).is_none() {
                prop_assert_eq!(status.state, State::Undecided, "{}", item.id);
                undecided += usize::from(item.is_ticked());
            }
        }
        prop_assert!(undecided <= progress.undecided);
        let counted = playbook().items().filter(|(_, it)| it.is_ticked());
        let counted = counted.filter(|(_, it)| assessment.state(it.id) == State::Undecided);
        prop_assert_eq!(progress.undecided, counted.count());
    }

    #[test]
    fn what_comes_next_is_never_something_closed(moves in any_moves()) {
        let case = case_of(&moves);
        let assessment = case.assessment();
        let progress = Progress::of(playbook(), &assessment, &case.engagement);
        let next = Next::of(playbook(), &case.engagement, &assessment);
        let nothing_open = progress.all.is_complete() && progress.undecided == 0;
        prop_assert_eq!(next.open == What::HandOff, nothing_open);
        match next.open {
            What::Item(id) => prop_assert_eq!(assessment.state(id), State::Open),
            What::Decide(question, id) => {
                let status = assessment.item(id).unwrap();
                let (step, item) = playbook().items().find(|(_, it)| it.id == id).unwrap();
                prop_assert_eq!(step.asker(item).id, id, "the question is asked there");
                let group = step.items.iter().filter(|it| it.when == item.when);
                prop_assert!(
                    group.into_iter().any(|it| assessment.state(it.id) == State::Undecided)
                );
                prop_assert!(status.applies.open_questions().contains(&question));
            }
            _ => {}
        }
        prop_assert!(next.dated.is_sorted_by_key(|it| it.by));
    }

    #[test]
    fn progress_is_complete_exactly_when_nothing_that_applies_is_open(moves in any_moves()) {
        let case = case_of(&moves);
        let assessment = case.assessment();
        let mut anything_open = false;
        for step in &playbook().steps {
            let rows = step.items.iter().filter(|it| it.is_ticked());
            let mut open = rows.filter(|it| assessment.state(it.id) == State::Open).count();
            if step.panel == Some(Panel::Uncategorized) {
                open += open_tasks(&case);
            }
            let progress = Progress::of_step(step, &assessment, &case.engagement);
            prop_assert_eq!(progress.all.total - progress.all.closed, open, "{}", step.id);
            is_complete_only_if(progress.all, open == 0)?;
            prop_assert!(progress.mandatory.total <= progress.all.total);
            prop_assert!(progress.mandatory.closed <= progress.mandatory.total);
            anything_open |= open > 0;
        }
        is_complete_only_if(Progress::of(playbook(), &assessment, &case.engagement).all, !anything_open)?;
    }

    #[test]
    fn the_gate_is_open_exactly_when_all_is_done_or_let_go(moves in any_moves(), done in any::<bool>()) {
        let mut case = case_of(&moves);
        if done {
            // By chance alone, no gate would ever open.
            for (_, item) in playbook().items().filter(|(_, it)| it.outcome || is_mandatory(it)) {
                case.set(&format!("item/{}/mark", item.id), "done");
            }
        }
        let assessment = case.assessment();
        let gate = Gate::of(playbook(), &assessment);
        let state = |it: &Item| assessment.state(it.id);
        let settled = |it: &Item| !matches!(state(it), State::Open | State::Undecided);
        let mut rows = playbook().items().map(|(_, it)| it);
        let all_settled = rows.all(|it| {
            (!it.outcome || settled(it)) && (!is_mandatory(it) || state(it) == State::Done)
        });
        prop_assert_eq!(gate.is_open(), all_settled);
        prop_assert_eq!(gate.is_open(), gate.missing.is_empty());
        prop_assert!(!done || gate.is_open());
        let named: BTreeSet<ItemId> = gate.missing.iter().map(|it| it.item()).collect();
        prop_assert_eq!(named.len(), gate.missing.len(), "named twice");
        prop_assert!(gate.waived.iter().all(|it| !named.contains(it)), "missing and let go");
        for id in gate.waived {
            let reason = case.engagement.mark(id).and_then(Mark::reason);
            prop_assert!(reason.is_some(), "{} let go without a reason", id);
        }
    }
}

fn is_mandatory(item: &Item) -> bool {
    item.task.as_ref().is_some_and(|it| it.mandatory)
}

fn open_tasks(case: &Case) -> usize {
    let is_done = |id| case.engagement.flag(Field::Entry(Register::Tasks, id, tasks::DONE));
    case.engagement.filled_entries(Register::Tasks).filter(|id| !is_done(*id)).count()
}

fn is_complete_only_if(tally: Tally, nothing_open: bool) -> Result<(), TestCaseError> {
    let ratio = tally.ratio();
    prop_assert!((0.0..=1.0).contains(&ratio), "{ratio}");
    prop_assert_eq!(ratio == 1.0, nothing_open);
    prop_assert_eq!(tally.percent() == 100, nothing_open);
    prop_assert_eq!(tally.is_complete(), nothing_open);
    Ok(())
}

/// Each field once: of two edits to one field, the order does matter.
fn last_of_each(moves: Vec<Move>) -> Vec<(Move, u64)> {
    let mut seen = BTreeSet::new();
    let last = moves.into_iter().rev().filter(|it| seen.insert(it.0.clone()));
    last.zip(1_789_694_200_000..).collect()
}

/// Each edit by a writer of its own, in the order given; the entries are there before.
fn in_order(moves: &[(Move, u64)]) -> Case {
    let edits: Vec<(Edit, u64)> =
        moves.iter().map(|((address, typed), at)| (edit(address, typed), *at)).collect();
    let entries = edits.iter().filter_map(|(it, _)| match it.field {
        Field::Entry(register, id, _) => Some(Edit::add(register, id)),
        _ => None,
    });
    let case = at_once(Case::new(), &entries.collect::<Vec<_>>(), 1_789_694_100_001, 0);
    let numbered = edits.into_iter().zip(moves.iter().map(|it| it.1 - 1_789_694_199_999));
    numbered.fold(case, |case, ((edit, at), number)| at_once(case, &[edit], at, number))
}

fn at_once(mut case: Case, edits: &[Edit], millis: u64, writer: u64) -> Case {
    let writer = WriterId::new(HERE.device, u32::try_from(writer).unwrap());
    case.engagement.apply(playbook(), edits, Stamp::new(millis, 0, writer)).unwrap();
    case
}
