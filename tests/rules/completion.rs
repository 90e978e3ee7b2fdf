//! When an engagement by request for assistance is complete (R18 to R22).

use kickoff::domain::completion::{Completion, Disengagement, Reach};

use crate::Known;
use crate::support::Case;
use Disengagement::{Disengaged, NotReady, Ready};
use Reach::{Reached, Short, Unknown, Zero};

const SEATS: &str = "fact/seats";
const USERS: &str = "fact/active-users";
const TARGET: &str = "fact/migration-target";
const MIGRATED: &str = "fact/migrated";
const REQUIRED: &str = "answer/migration-required";

#[track_caller]
fn completion(known: &[(&str, &str)]) -> Completion {
    let case = Case::new().with(&[("answer/motion", "rfa")]).with(known);
    Completion::of(&case.engagement, &case.assessment())
}

#[test]
fn enablement_needs_a_hundred_users_or_a_tenth_of_fewer_than_a_thousand_seats() {
    let table: &[(Known, Reach)] = &[
        (&[(SEATS, "999"), (USERS, "99")], Short { have: 99, need: 100 }),
        (&[(SEATS, "999"), (USERS, "100")], Reached { have: 100, need: 100 }),
        (&[(SEATS, "1000"), (USERS, "99")], Short { have: 99, need: 100 }),
        (&[(SEATS, "1000"), (USERS, "100")], Reached { have: 100, need: 100 }),
        (&[(SEATS, "1001"), (USERS, "99")], Short { have: 99, need: 100 }),
        (&[(SEATS, "1001"), (USERS, "100")], Reached { have: 100, need: 100 }),
        (&[(SEATS, "10000000"), (USERS, "100")], Reached { have: 100, need: 100 }),
        (&[(SEATS, "155"), (USERS, "15")], Short { have: 15, need: 16 }),
        (&[(SEATS, "155"), (USERS, "16")], Reached { have: 16, need: 16 }),
        (&[(SEATS, "150"), (USERS, "15")], Reached { have: 15, need: 15 }),
        (&[(SEATS, "151"), (USERS, "15")], Short { have: 15, need: 16 }),
        (&[(SEATS, "1"), (USERS, "1")], Reached { have: 1, need: 1 }),
        // あと 7 人
        (&[(SEATS, "155"), (USERS, "9")], Short { have: 9, need: 16 }),
        // No users yet is none.
        (&[(SEATS, "155")], Short { have: 0, need: 16 }),
        (&[(SEATS, "155"), (USERS, "数名")], Short { have: 0, need: 16 }),
        // Nobody has 0 seats; a tenth of them is no target.
        (&[(SEATS, "0")], Zero),
        (&[(SEATS, "0"), (USERS, "16")], Zero),
        // Without seats there is no verdict, whatever else is known.
        (&[], Unknown),
        (&[(USERS, "5000")], Unknown),
        (&[(SEATS, "約 150"), (USERS, "5000")], Unknown),
        (&[(SEATS, "155"), (SEATS, ""), (USERS, "16")], Unknown),
        (&[("answer/under-1000-seats", "no"), (USERS, "100")], Unknown),
    ];
    for (known, wanted) in table {
        assert_eq!(completion(known).enablement, *wanted, "{known:?}");
    }
}

#[test]
fn migration_counts_against_the_entered_target_and_only_if_it_is_required() {
    let table: &[(Known, Option<Reach>)] = &[
        (&[], Some(Unknown)),
        (&[(TARGET, "150"), (MIGRATED, "150")], Some(Unknown)),
        (&[(REQUIRED, "no")], None),
        (&[(REQUIRED, "no"), (TARGET, "150"), (MIGRATED, "1")], None),
        (&[(REQUIRED, "yes")], Some(Unknown)),
        (&[(REQUIRED, "yes"), (MIGRATED, "150")], Some(Unknown)),
        (&[(REQUIRED, "yes"), (TARGET, "未定"), (MIGRATED, "150")], Some(Unknown)),
        (&[(REQUIRED, "yes"), (TARGET, "0"), (MIGRATED, "1")], Some(Zero)),
        (&[(REQUIRED, "yes"), (TARGET, "0")], Some(Zero)),
        (&[(REQUIRED, "yes"), (TARGET, "150")], Some(Short { have: 0, need: 150 })),
        (
            &[(REQUIRED, "yes"), (TARGET, "150"), (MIGRATED, "149")],
            Some(Short { have: 149, need: 150 }),
        ),
        (
            &[(REQUIRED, "yes"), (TARGET, "150"), (MIGRATED, "150")],
            Some(Reached { have: 150, need: 150 }),
        ),
        (
            &[(REQUIRED, "yes"), (TARGET, "150"), (MIGRATED, "151")],
            Some(Reached { have: 151, need: 150 }),
        ),
    ];
    for (known, wanted) in table {
        assert_eq!(completion(known).migration, *wanted, "{known:?}");
    }
}

#[test]
fn the_engagement_ends_with_both_halves_and_the_missing_half_is_named() {
    const ENABLED: [(&str, &str); 2] = [(SEATS, "155"), (USERS, "16")];
    const NO: (&str, &str) = (REQUIRED, "no");
    const YES: (&str, &str) = (REQUIRED, "yes");
    const TALK: (&str, &str) = ("fact/disengagement-discussed", "2027-03-10");
    const TASK: (&str, &str) = ("item/ftop.disengaged/mark", "done");
    let ready = |discussion_missing, task_missing| Ready { discussion_missing, task_missing };
    let table: &[(Known, Disengagement)] = &[
        (&[], NotReady),
        (&[NO], NotReady),
        (&[TALK], NotReady),
        (&[TASK], NotReady),
        (&[NO, ENABLED[0], (USERS, "15")], NotReady),
        // Whether a migration is required is not asked yet.
        (&ENABLED, NotReady),
        (&[ENABLED[0], ENABLED[1], YES], NotReady),
        (&[ENABLED[0], ENABLED[1], YES, (TARGET, "10"), (MIGRATED, "9")], NotReady),
        (&[ENABLED[0], ENABLED[1], YES, (TARGET, "10"), (MIGRATED, "10")], ready(true, true)),
        (&[ENABLED[0], ENABLED[1], NO], ready(true, true)),
        (&[ENABLED[0], ENABLED[1], NO, TALK], ready(false, true)),
        (&[ENABLED[0], ENABLED[1], NO, TASK], ready(true, false)),
        (&[ENABLED[0], ENABLED[1], NO, TALK, TASK], Disengaged),
        // A date that is none is no discussion; a task that is set aside is not ticked.
        (&[ENABLED[0], ENABLED[1], NO, TASK, (TALK.0, "先週")], ready(true, false)),
        (
            &[ENABLED[0], ENABLED[1], NO, TALK, (TASK.0, "waived: FTOP に見当たらない")],
            ready(false, true),
        ),
    ];
    for (known, wanted) in table {
        assert_eq!(completion(known).disengagement, *wanted, "{known:?}");
    }
}

#[test]
fn more_active_users_than_seats_is_pointed_out() {
    let table = [("155", "155", false), ("155", "156", true), ("0", "1", true)];
    for (seats, users, wanted) in table {
        let found = completion(&[(SEATS, seats), (USERS, users)]);
        assert_eq!(found.more_users_than_seats, wanted, "{users} of {seats}");
    }
    assert!(!completion(&[(USERS, "156")]).more_users_than_seats, "seats are not known");
}

#[test]
fn an_end_that_is_ticked_before_the_completion_is_pointed_out() {
    const TALK: (&str, &str) = ("fact/disengagement-discussed", "2027-03-10");
    const TASK: (&str, &str) = ("item/ftop.disengaged/mark", "done");
    const NO: (&str, &str) = (REQUIRED, "no");
    let enough = [(SEATS, "155"), (USERS, "16")];
    let table: &[(Known, bool)] = &[
        (&[], false),
        (&[TALK], false),
        // Not known, not reached, and a number that cannot be.
        (&[TASK], true),
        (&[TASK, TALK, NO, enough[0], (USERS, "15")], true),
        (&[TASK, TALK, enough[0], enough[1]], true),
        (&[TASK, TALK, NO, (SEATS, "0"), (USERS, "16")], true),
        (&[TASK, TALK, NO, enough[0], enough[1]], false),
        (&[TASK, NO, enough[0], enough[1]], false),
        (&[TALK, NO, enough[0], (USERS, "15")], false),
    ];
    for (known, wanted) in table {
        assert_eq!(completion(known).ended_early, *wanted, "{known:?}");
    }
}
