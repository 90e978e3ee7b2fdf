//! Questions that the data answers: C5, C11, C16, C17, C18.

use kickoff::domain::findings::{Standing, standing};

use crate::Known;
use crate::support::{Case, playbook};
use Standing::{Given, Implied, NotAsked};

const RISK: &str = "risks/0198ffff-ffff-7fff-bfff-ffffffffffff";
const GAP: &str = "gaps/0198ffff-ffff-7fff-bfff-ffffffffff01/state";
const OTHER_GAP: &str = "gaps/0198ffff-ffff-7fff-bfff-ffffffffff02/state";

#[track_caller]
fn stands(question: &str, table: &[(Known, Standing)]) {
    let id = playbook().questions.iter().find(|it| it.id.as_str() == question).unwrap().id;
    for (known, wanted) in table {
        let case = Case::new().with(known);
        assert_eq!(standing(id, &case.engagement), *wanted, "{question} after {known:?}");
    }
}

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
            (&[(RISK, "true")], Implied(true)),
            (&[("answer/risk-seen", "no"), (RISK, "true")], Implied(true)),
            (&[("answer/risk-seen", "no"), (RISK, "true"), (RISK, "false")], Given("no")),
            (&[(RISK, "true"), (RISK, "false")], NotAsked),
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
            // That none is says nothing yet: not all statuses may be known.
            (&[(status, "unknown")], NotAsked),
            (&[(status, "in-progress")], NotAsked),
            (&[(status, "duplicate")], NotAsked),
            (&[(status, "blocked"), (status, "in-progress")], NotAsked),
            (&[(status, "blocked"), ("services/exo", "false")], NotAsked),
            (&[("services/exo/intent", "no")], NotAsked),
        ],
    );
}

#[test]
fn a_part_of_dibs_is_missing_or_not_once_there_are_services() {
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
            (&[("gaps/0198ffff-ffff-7fff-bfff-ffffffffff01", "true")], Implied(true)),
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
fn every_other_question_is_answered_by_people_alone() {
    // Everything that can be recorded is, and still only these five are implied.
    let full = crate::support::contoso::full_engagement();
    let implied: Vec<&str> = playbook()
        .questions
        .iter()
        .filter(|it| matches!(standing(it.id, &full), Implied(_)))
        .map(|it| &*it.code)
        .collect();
    assert_eq!(implied, ["C5", "C11", "C16", "C17", "C18"]);
}
