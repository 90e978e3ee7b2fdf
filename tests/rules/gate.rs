//! Whether the next playbooks may begin (R70).

use kickoff::domain::gate::{Gate, Missing};
use kickoff::domain::id::ItemId;

use crate::support::{Case, item, playbook};

/// The nine outcomes that every customer has, then the three of those who start with a part.
const OUTCOMES: [&str; 12] = [
    "out.introductions",
    "out.ftc",
    "out.value",
    "out.entitled",
    "out.other-services",
    "out.learn-more",
    "out.combine-workloads",
    "out.needs",
    "out.licence-plan",
    "out.resources",
    "out.records",
    "out.teams",
];

const TASKS: [&str; 2] = ["ftop.3616", "ftop.994"];

fn gate(case: &Case) -> Gate {
    Gate::of(playbook(), &case.assessment())
}

/// What is missing, as `outcome out.value`, in the gate's order.
#[track_caller]
fn missing(case: &Case) -> Vec<String> {
    let gate = gate(case);
    assert_eq!(gate.is_open(), gate.missing.is_empty());
    let told = |it: &Missing| match it {
        Missing::Outcome(id) => format!("outcome {id}"),
        Missing::Undecided(id) => format!("undecided {id}"),
        Missing::Task(id) => format!("task {id}"),
    };
    gate.missing.iter().map(told).collect()
}

fn waived(case: &Case) -> Vec<&'static str> {
    gate(case).waived.into_iter().map(ItemId::as_str).collect()
}

/// Everything done, with all questions of the outcomes answered by yes.
fn ready() -> Case {
    let mut case =
        Case::new().with(&[("answer/not-all-workloads", "yes"), ("answer/teams-entitled", "yes")]);
    for name in OUTCOMES.iter().chain(&TASKS) {
        case.set(&format!("item/{name}/mark"), "done");
    }
    case
}

#[test]
fn a_new_engagement_lacks_all_outcomes_and_both_mandatory_tasks() {
    let wanted = [
        "task ftop.3616",
        "task ftop.994",
        "outcome out.introductions",
        "outcome out.ftc",
        "outcome out.value",
        "outcome out.entitled",
        "undecided out.other-services",
        "undecided out.learn-more",
        "undecided out.combine-workloads",
        "outcome out.needs",
        "outcome out.licence-plan",
        "outcome out.resources",
        "outcome out.records",
        "undecided out.teams",
    ];
    assert_eq!(missing(&Case::new()), wanted);
    let outcomes: Vec<&str> =
        playbook().items().filter(|(_, it)| it.outcome).map(|(_, it)| it.id.as_str()).collect();
    assert_eq!(outcomes, OUTCOMES);
}

#[test]
fn the_gate_opens_when_everything_is_done_and_shuts_for_each_thing_that_is_not() {
    assert_eq!(missing(&ready()), [""; 0]);
    for name in OUTCOMES {
        let mark = format!("item/{name}/mark");
        assert_eq!(missing(&ready().with(&[(&mark, "")])), [format!("outcome {name}")]);
        let not_met = ready().with(&[(&mark, "not-met: 聞き直す必要がある")]);
        assert_eq!(missing(&not_met), [format!("outcome {name}")]);
    }
    for name in TASKS {
        let mark = format!("item/{name}/mark");
        assert_eq!(missing(&ready().with(&[(&mark, "")])), [format!("task {name}")]);
    }
}

#[test]
fn an_outcome_is_let_go_with_a_reason_and_a_mandatory_task_is_not() {
    for name in OUTCOMES {
        let mark = format!("item/{name}/mark");
        for typed in ["waived: 次回に説明する", "not-applicable: 先に別の会議で確認済み"]
        {
            let case = ready().with(&[(&mark, typed)]);
            assert_eq!((missing(&case), waived(&case)), (Vec::new(), vec![name]), "{typed}");
        }
    }
    for name in TASKS {
        let mark = format!("item/{name}/mark");
        for typed in ["waived: 省略", "not-applicable: 不要", "not-met: 未実施"] {
            let case = ready().with(&[(&mark, typed)]);
            let wanted = (vec![format!("task {name}")], Vec::new());
            assert_eq!((missing(&case), waived(&case)), wanted, "{typed}");
        }
    }
}

#[test]
fn what_does_not_apply_is_neither_missing_nor_waived() {
    let others = ["out.other-services", "out.learn-more", "out.combine-workloads", "out.teams"];
    let mut case = ready();
    for name in others {
        case.set(&format!("item/{name}/mark"), "waived: 時間切れ");
    }
    assert_eq!(waived(&case), others);
    case.set("answer/not-all-workloads", "no");
    case.set("answer/teams-entitled", "no");
    assert_eq!((missing(&case), waived(&case)), (Vec::new(), Vec::new()));
}

#[test]
fn an_outcome_whose_question_is_open_is_missing_until_it_is_asked_or_done() {
    let mark = ("item/out.teams/mark", "");
    let case = ready().with(&[mark, ("answer/teams-entitled", "")]);
    assert_eq!(missing(&case), ["undecided out.teams"]);
    for (answer, wanted) in [("yes", vec!["outcome out.teams"]), ("no", vec![])] {
        let case = ready().with(&[mark, ("answer/teams-entitled", answer)]);
        assert_eq!(missing(&case), wanted, "{answer}");
    }
    // Done is done, whether anybody asked first or not.
    assert_eq!(missing(&ready().with(&[("answer/teams-entitled", "")])), [""; 0]);
}

#[test]
fn records_count_as_soon_as_the_data_says_so_and_not_after_an_objection() {
    let mark = ("item/out.records/mark", "");
    let met = ready().with(&crate::records::WHOLE).with(&[mark]);
    assert_eq!(missing(&met), [""; 0]);
    let objection = ("item/out.records/mark", "not-met: メモを書き直している");
    assert_eq!(missing(&met.clone().with(&[objection])), ["outcome out.records"]);
    let without_note = met.with(&[("services/exo/note", "")]);
    assert_eq!(missing(&without_note), ["outcome out.records"]);
}

#[test]
fn nothing_but_outcomes_and_the_two_tasks_keeps_the_gate_shut() {
    // Due, and even so only a reminder: the requirement names the two mandatory tasks.
    let case = ready().with(&[
        ("answer/wants-partner", "yes"),
        ("answer/motion", "rfa"),
        ("answer/managed", "yes"),
        ("services/exo/status", "blocked"),
        ("tasks/0198ffff-ffff-7fff-bfff-ffffffffffff/mandatory", "mandatory"),
    ]);
    assert!(case.status("ftop.983").mandatory);
    assert_eq!(missing(&case), [""; 0]);
}

#[test]
fn everything_missing_has_a_place_to_go_to() {
    for it in gate(&Case::new()).missing {
        assert!(playbook().step_of(it.item()).is_some(), "{it:?}");
    }
    assert!(playbook().step_of(item("out.records")).is_some_and(|it| it.id.as_str() == "exit"));
}
