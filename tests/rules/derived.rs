//! Questions that the data answers: C5, C11, C13, C16, C17, C18.

use kickoff::domain::condition::{Applies, Condition};
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::findings::{AnswerState, Findings, answer_state, derived, implied_risk};
use kickoff::domain::progress::Progress;
use kickoff::domain::stamp::Stamp;
use kickoff::domain::value::Value;

use crate::Known;
use crate::support::{Case, HERE, field, playbook};
use AnswerState::{Given, Implied, NotAsked};

const RISK: &str = "risks/0198ffff-ffff-7fff-bfff-ffffffffffff/what";
const NO_RISK: (&str, &str) = ("risks/0198ffff-ffff-7fff-bfff-ffffffffffff", "false");
const GAP: &str = "gaps/0198ffff-ffff-7fff-bfff-ffffffffff01/state";
const OTHER_GAP: &str = "gaps/0198ffff-ffff-7fff-bfff-ffffffffff02/state";

#[track_caller]
fn stands(question: &str, table: &[(Known, AnswerState)]) {
    let id = playbook().questions.iter().find(|it| it.id.as_str() == question).unwrap().id;
    for (known, wanted) in table {
        let case = Case::new().with(known);
        assert_eq!(answer_state(id, &case.engagement), *wanted, "{question} after {known:?}");
    }
}

/// All four parts of DIBS for one service.
const WHOLE: [(&str, &str); 8] = [
    ("services/exo/due", "2026-12-01"),
    ("services/exo/intent", "yes"),
    ("services/exo/reason", "夜間の当番をやめる"),
    ("services/exo/owner", "佐藤 恵子"),
    ("services/exo/due-confirmed", "true"),
    ("services/exo/intent-confirmed", "true"),
    ("services/exo/reason-confirmed", "true"),
    ("services/exo/owner-confirmed", "true"),
];

#[test]
fn a_question_is_unasked_until_somebody_answers_it() {
    for question in &playbook().questions {
        stands(question.id.as_str(), &[(&[], NotAsked)]);
    }
    stands(
        "managed",
        &[
            (&[("answer/managed", "yes")], Given("yes")),
            (&[("answer/managed", "no")], Given("no")),
            (&[("answer/managed", "no"), ("answer/managed", "")], NotAsked),
        ],
    );
}

#[test]
fn a_risk_that_is_written_down_was_seen() {
    stands(
        "risk-seen",
        &[
            (&[("answer/risk-seen", "no")], Given("no")),
            (&[(RISK, "回線が細い")], Implied(true)),
            (&[("answer/risk-seen", "no"), (RISK, "回線が細い")], Implied(true)),
            (&[("answer/risk-seen", "no"), (RISK, "回線が細い"), NO_RISK], Given("no")),
            (&[(RISK, "回線が細い"), NO_RISK], NotAsked),
            // Written and emptied again: a place to write in, and no risk.
            (&[(RISK, "回線が細い"), (RISK, "")], NotAsked),
        ],
    );
}

#[test]
fn seats_say_whether_they_are_fewer_than_a_thousand() {
    stands(
        "under-1000-seats",
        &[
            (&[("fact/seats", "0")], Implied(true)),
            (&[("fact/seats", "999")], Implied(true)),
            (&[("fact/seats", "1000")], Implied(false)),
            (&[("fact/seats", "1001")], Implied(false)),
            (&[("fact/seats", "1,000")], Implied(false)),
            (&[("answer/under-1000-seats", "no"), ("fact/seats", "155")], Implied(true)),
            (&[("answer/under-1000-seats", "no"), ("fact/seats", "約 155")], Given("no")),
            (&[("fact/seats", "-5")], NotAsked),
            (&[("fact/seats", "155"), ("fact/seats", "")], NotAsked),
            // Seats of one service are not those of the customer.
            (&[("services/exo/seats", "155")], NotAsked),
        ],
    );
}

#[test]
fn a_service_that_is_blocked_or_unwanted_is_one_that_is() {
    let status = "services/exo/status";
    stands(
        "blocked-or-no-intent",
        &[
            (&[(status, "blocked")], Implied(true)),
            (&[(status, "no-intent")], Implied(true)),
            (&[("answer/blocked-or-no-intent", "no"), (status, "blocked")], Implied(true)),
            (&[("services/teams/status", "in-progress"), (status, "blocked")], Implied(true)),
            // None is, once every service has a status; until then that says nothing.
            (&[(status, "in-progress")], Implied(false)),
            (&[(status, "duplicate")], Implied(false)),
            (&[(status, "blocked"), (status, "in-progress")], Implied(false)),
            (&[("answer/blocked-or-no-intent", "yes"), (status, "duplicate")], Implied(false)),
            (&[(status, "unknown")], NotAsked),
            (&[("answer/blocked-or-no-intent", "yes"), (status, "unknown")], Given("yes")),
            (&[(status, "in-progress"), ("services/teams", "true")], NotAsked),
            (&[(status, "in-progress"), ("services/teams/status", "unknown")], NotAsked),
            (
                &[(status, "in-progress"), ("services/teams", "true"), ("services/teams", "false")],
                Implied(false),
            ),
            (&[(status, "blocked"), ("services/exo", "false")], NotAsked),
            (&[("services/exo/intent", "no")], NotAsked),
        ],
    );
}

#[test]
fn a_service_that_is_not_intended_is_one_that_is_not_deployed_at_first() {
    let (exo, teams) = ("services/exo/intent", "services/teams/intent");
    stands(
        "not-all-workloads",
        &[
            (&[(exo, "no")], Implied(true)),
            (&[("answer/not-all-workloads", "no"), (exo, "no")], Implied(true)),
            (&[(exo, "yes"), (teams, "no")], Implied(true)),
            // That all in scope are intended says nothing of what is not in scope.
            (&[(exo, "yes")], NotAsked),
            (&[("answer/not-all-workloads", "yes"), (exo, "yes")], Given("yes")),
            (&[(exo, "unclear")], NotAsked),
            (&[(exo, "no"), (exo, "yes")], NotAsked),
            (&[(exo, "no"), ("services/exo", "false")], NotAsked),
        ],
    );
}

#[test]
fn a_part_of_dibs_is_missing_or_not_once_there_are_services() {
    stands(
        "dibs-missing",
        &[
            (&[("answer/dibs-missing", "yes")], Given("yes")),
            (&[("services/exo", "true")], Implied(true)),
            (&WHOLE, Implied(false)),
            (&[&[("answer/dibs-missing", "yes")], &WHOLE[..]].concat(), Implied(false)),
            (&[&WHOLE[..], &[("services/teams", "true")]].concat(), Implied(true)),
            (
                &[&WHOLE[..], &[("services/teams", "true"), ("services/teams", "false")]].concat(),
                Implied(false),
            ),
            (&WHOLE[..4], Implied(true)),
            (&[&WHOLE[..], &[("services/exo/owner-confirmed", "")]].concat(), Implied(true)),
            (&[&WHOLE[..], &[("services/exo/due", "来年の春")]].concat(), Implied(true)),
            (&[&WHOLE[..], &[("services/exo/intent", "no")]].concat(), Implied(false)),
            (&[&WHOLE[..], &[("services/exo/intent", "unclear")]].concat(), Implied(true)),
            (&[&WHOLE[..], &[("services/exo/owner", "")]].concat(), Implied(true)),
            (&[&WHOLE[..], &[("services/exo", "false")]].concat(), NotAsked),
        ],
    );
    for (at, _) in WHOLE {
        let rest: Vec<_> = WHOLE.into_iter().filter(|it| it.0 != at).collect();
        stands("dibs-missing", &[(&rest, Implied(true))]);
    }
}

#[test]
fn a_gap_is_open_until_it_is_closed() {
    stands(
        "gap-open",
        &[
            (&[("gaps/0198ffff-ffff-7fff-bfff-ffffffffff01/what", "録画の保存先")], Implied(true)),
            (&[(GAP, "captured")], Implied(true)),
            (&[(GAP, "offered")], Implied(true)),
            (&[(GAP, "scheduled")], Implied(true)),
            (&[(GAP, "closed")], Implied(false)),
            (&[("answer/gap-open", "yes"), (GAP, "closed")], Implied(false)),
            (&[(GAP, "closed"), (OTHER_GAP, "captured")], Implied(true)),
            (&[(GAP, "closed"), (OTHER_GAP, "closed")], Implied(false)),
            (
                &[
                    ("answer/gap-open", "yes"),
                    (GAP, "closed"),
                    ("gaps/0198ffff-ffff-7fff-bfff-ffffffffff01", "false"),
                ],
                Given("yes"),
            ),
        ],
    );
}

#[test]
fn what_is_recorded_of_ssat_was_available() {
    let scenario = ("services/exo/scenarios", "現場の写真");
    stands(
        "ssat-available",
        &[
            (&[("services/exo", "true")], NotAsked),
            (&[("answer/ssat-available", "no"), ("services/exo", "true")], Given("no")),
            (&[scenario], Implied(true)),
            (&[("answer/ssat-available", "no"), scenario], Implied(true)),
            (&[scenario, ("services/exo/scenarios", "")], NotAsked),
            (&[scenario, ("services/exo", "false")], NotAsked),
            // DIBS is another matter.
            (&[("services/exo/reason", "当番をやめる")], NotAsked),
        ],
    );
}

/// Added by a press of the button, and never written in.
const EMPTY: [&str; 4] = [
    "services/0198ffff-ffff-7fff-bfff-ffffffffff11",
    "gaps/0198ffff-ffff-7fff-bfff-ffffffffff12",
    "risks/0198ffff-ffff-7fff-bfff-ffffffffff13",
    "tasks/0198ffff-ffff-7fff-bfff-ffffffffff14",
];

#[test]
fn an_entry_with_nothing_in_it_answers_nothing() {
    let empty: Vec<(&str, &str)> = EMPTY.map(|it| (it, "true")).to_vec();
    for question in &playbook().questions {
        stands(question.id.as_str(), &[(&empty, NotAsked)]);
    }
    // Nor does it take back what else is known.
    let known: Known = &[
        ("services/exo/status", "in-progress"),
        (GAP, "closed"),
        ("answer/terms-required", "yes"),
        ("services/core/status", "in-progress"),
    ];
    let (without, with) = (Case::new().with(known), Case::new().with(known).with(&empty));
    for question in &playbook().questions {
        let found = answer_state(question.id, &with.engagement);
        assert_eq!(found, answer_state(question.id, &without.engagement), "{}", question.id);
    }
    assert!(with.assessment() == without.assessment(), "an empty entry changes a verdict");
}

fn unseen_text() -> Value {
    Value::Text("\u{200b}".into())
}

#[test]
fn what_an_older_version_took_for_a_text_and_nobody_sees_answers_nothing() {
    let empty: Vec<(&str, &str)> = EMPTY.map(|it| (it, "true")).to_vec();
    let mut unseen = Case::new().with(&empty);
    let mut cells = Vec::new();
    for entry in EMPTY {
        let Field::Exists(register, id) = field(entry) else { panic!("{entry} is no entry") };
        for column in register.columns() {
            let cell = Field::Entry(register, id, *column);
            if cell.kind(playbook()).is_some_and(|it| it.takes(&unseen_text())) {
                cells.push(Edit::set(cell, unseen_text()));
            }
        }
    }
    assert!(EMPTY.len() < cells.len());
    for row in ["dibs.owner", "call.gaps"] {
        cells.push(Edit::set(field(&format!("item/{row}/note")), unseen_text()));
    }
    let ticked = |case: Case| case.with(&[("item/dibs.owner/mark", "done")]);
    let bare = ticked(Case::new().with(&empty));
    unseen.engagement.apply(playbook(), &cells, Stamp::new(1_900_000_000_000, 0, HERE)).unwrap();
    let unseen = ticked(unseen);
    assert!(unseen.assessment() == bare.assessment(), "what nobody sees changes a verdict");
    assert!(unseen.status("dibs.owner").lacks_reason);
    let done = |it: &Case| Progress::of(playbook(), &it.assessment(), &it.engagement);
    assert!(done(&unseen) == done(&bare), "what nobody sees counts");
}

#[test]
fn an_entry_says_something_as_soon_as_anything_is_in_it() {
    let service = "services/0198ffff-ffff-7fff-bfff-ffffffffff11";
    let named = format!("{service}/name");
    stands("dibs-missing", &[(&[(&named, "社内ポータル")], Implied(true))]);
    // Which of the playbook's services are in scope is said by any service.
    let terms = Case::new().with(&[(service, "true")]).status("ftop.1904");
    assert_eq!(terms.applies.applies, Applies::Undecided);
    let terms = Case::new().with(&[(&named, "社内ポータル")]).status("ftop.1904");
    assert_eq!(terms.applies.applies, Applies::No);
    let owner = "risks/0198ffff-ffff-7fff-bfff-ffffffffff13/owner";
    stands("risk-seen", &[(&[(owner, "渡辺 浩")], Implied(true)), (&[(owner, "")], NotAsked)]);
}

/// After which of the edits, counted from 1, the data says what it says.
#[track_caller]
fn since(question: &str, table: &[(Known, bool, usize)]) {
    let id = playbook().questions.iter().find(|it| it.id.as_str() == question).unwrap().id;
    for (known, holds, wanted) in table {
        let case = Case::new().with(known);
        let found = derived(id, &case.engagement).unwrap();
        assert_eq!(found.holds, Some(*holds), "{question} after {known:?}");
        let moment = Case::new().with(&known[..*wanted]).engagement.head();
        assert_eq!(found.since, moment, "{question} after {known:?}");
    }
}

#[test]
fn what_the_data_says_tells_since_when() {
    const OTHER_RISK: &str = "risks/0198ffff-ffff-7fff-bfff-fffffffffffe/what";
    const OLD: (&str, &str) = ("answer/config-manager-current", "no");
    const NOTE: (&str, &str) = ("fact/industry", "食品");
    since(
        "risk-seen",
        &[
            (&[NOTE, (RISK, "回線"), (OTHER_RISK, "棚卸し")], true, 2),
            (&[NOTE, OLD, (RISK, "回線")], true, 2),
            (&[NOTE, (RISK, "回線"), OLD], true, 2),
        ],
    );
    since("under-1000-seats", &[(&[NOTE, ("fact/seats", "155"), NOTE], true, 2)]);
    let (exo, teams) = ("services/exo/status", "services/teams/status");
    since(
        "blocked-or-no-intent",
        &[
            (&[(exo, "in-progress"), (teams, "blocked"), (exo, "no-intent")], true, 2),
            (&[(exo, "blocked"), (teams, "duplicate"), (exo, "in-progress"), NOTE], false, 3),
            // The service that stood against it is gone.
            (&[(teams, "duplicate"), (exo, "blocked"), ("services/exo", "false")], false, 3),
        ],
    );
    since(
        "gap-open",
        &[
            (&[NOTE, (GAP, "captured"), (OTHER_GAP, "offered")], true, 2),
            (&[(GAP, "closed"), (OTHER_GAP, "captured"), NOTE], true, 2),
            (&[(GAP, "captured"), (OTHER_GAP, "closed"), (GAP, "closed"), NOTE], false, 3),
        ],
    );
    let cleared = [&WHOLE[..], &[("services/exo/reason", "")]].concat();
    let without = [&WHOLE[..], &[("services/teams", "true"), ("services/teams", "false")]].concat();
    since(
        "dibs-missing",
        &[
            (&[NOTE, ("services/exo", "true"), WHOLE[0]], true, 2),
            (&WHOLE, false, 8),
            (&cleared, true, 9),
            (&without, false, 10),
        ],
    );
}

#[test]
fn an_item_that_the_data_meets_is_done_since_the_last_of_what_meets_it() {
    let known: Known = &[
        ("item/prep.background/mark", "done"),
        ("item/prep.people/mark", "done"),
        ("fact/industry", "食品"),
    ];
    let case = Case::new().with(known);
    let met = case.status("in.research").met.unwrap();
    let moments: Vec<_> = met.because.iter().map(|it| it.since).collect();
    assert_eq!(moments, [case.since(known[0].0), case.since(known[1].0)]);
    // The same where a condition leans on an item that is met.
    let leaning = Condition::parse("in.research is done and not managed").unwrap();
    let open = Findings::new(playbook(), &case.engagement).verdict(Some(&leaning));
    assert!(open.because.iter().all(|it| it.holds.is_none()), "managed decides");
    let managed = case.clone().with(&[("answer/managed", "no")]);
    let settled = Findings::new(playbook(), &managed.engagement).verdict(Some(&leaning));
    assert_eq!(settled.because[0].since, case.since(known[1].0));
}

#[test]
fn an_old_configuration_manager_is_a_risk_by_itself() {
    const ANSWER: &str = "answer/config-manager-current";
    for (answer, wanted) in [("", false), ("yes", false), ("no", true)] {
        let case = Case::new().with(&[(ANSWER, answer)]);
        let risk = implied_risk(&case.engagement);
        assert_eq!(risk.is_some(), wanted, "{answer}");
        if let Some(risk) = risk {
            assert_eq!(risk.since, case.since(ANSWER));
        }
    }
}

#[test]
fn every_other_question_is_answered_by_people_alone() {
    // Everything that can be recorded is, and still only these six are implied.
    let full = crate::support::contoso::full_engagement();
    let implied: Vec<&str> = playbook()
        .questions
        .iter()
        .filter(|it| matches!(answer_state(it.id, &full), Implied(_)))
        .map(|it| &*it.code)
        .collect();
    assert_eq!(implied, ["C5", "C10", "C11", "C13", "C16", "C17", "C18"]);
}
