//! The days of an engagement in one line, seen from any moment.

use chrono::NaiveDateTime;
use kickoff::domain::id::EntryId;
use kickoff::domain::register::Register;
use kickoff::domain::timeline::{self, Milestone, Standing};

use crate::support::{Case, coined};

/// `2026-09-18 assigned past`, one for each day.
#[track_caller]
fn days(case: &Case, now: &str) -> Vec<String> {
    let now = NaiveDateTime::parse_from_str(now, "%Y-%m-%dT%H:%M").unwrap();
    let said = |it: &Milestone| match it {
        Milestone::Assigned => "assigned".to_owned(),
        Milestone::ContactDue => "contact due".to_owned(),
        Milestone::Contacted => "contacted".to_owned(),
        Milestone::Kickoff => "kickoff".to_owned(),
        Milestone::Entry(register, id) if *id == coined(1) || *id == coined(2) => {
            register.code().to_owned()
        }
        Milestone::Entry(register, id) => format!("{} {id}", register.code()),
    };
    let all = timeline::of(&case.engagement, now).into_iter();
    all.map(|day| {
        let standing = match day.standing {
            Standing::Past => "past",
            Standing::Today => "today",
            Standing::Ahead => "ahead",
            Standing::Missed => "missed",
        };
        format!("{} {} {standing}", day.on, said(&day.of))
    })
    .collect()
}

fn contoso() -> Case {
    let (meeting, gap): (EntryId, EntryId) = (coined(1), coined(2));
    Case::new().having(Register::Meetings, meeting).having(Register::Gaps, gap).with(&[
        ("answer/motion", "rfa"),
        ("fact/assigned-at", "2026-09-18T10:15"),
        ("fact/kickoff-at", "2026-10-06T14:00"),
        (&format!("meetings/{meeting}/on"), "2026-10-15"),
        (&format!("gaps/{gap}/due"), "2026-10-13"),
        ("services/exo", "true"),
        ("services/exo/due", "2026-12-01"),
    ])
}

#[test]
fn they_come_in_their_order_and_know_where_today_is() {
    assert_eq!(
        days(&contoso(), "2026-10-13T09:00"),
        [
            "2026-09-18 assigned past",
            "2026-09-25 contact due missed",
            "2026-10-06 kickoff past",
            "2026-10-13 gaps today",
            "2026-10-15 meetings ahead",
            "2026-12-01 services exo ahead",
        ]
    );
}

#[test]
fn what_is_done_in_time_is_not_missed_and_a_plan_is_no_contact() {
    let gap = coined(2);
    let done = contoso().with(&[
        ("fact/contacted-at", "2026-09-24T10:30"),
        (&format!("gaps/{gap}/state"), "closed"),
    ]);
    let missed = |case: &Case, now: &str| {
        let mut all = days(case, now);
        all.retain(|it| it.ends_with("missed"));
        all
    };
    assert_eq!(missed(&done, "2026-12-31T09:00"), Vec::<String>::new());
    assert_eq!(
        missed(&contoso(), "2026-12-31T09:00"),
        ["2026-09-25 contact due missed", "2026-10-13 gaps missed"]
    );
    // On the last day there is still time; the contact is a plan until it is over.
    let planned = contoso().with(&[("fact/contacted-at", "2026-09-28T10:30")]);
    assert_eq!(missed(&planned, "2026-09-25T23:59"), Vec::<String>::new());
    assert_eq!(missed(&planned, "2026-09-26T09:00"), ["2026-09-25 contact due missed"]);
    // Once it has happened it was late, and stays so.
    for now in ["2026-09-28T10:30", "2026-12-01T09:00"] {
        let all = missed(&planned, now);
        assert!(all.contains(&"2026-09-25 contact due missed".to_owned()), "{now}: {all:?}");
    }
}

#[test]
fn nothing_known_is_nothing_shown() {
    assert_eq!(days(&Case::new(), "2026-10-13T09:00"), Vec::<String>::new());
    // The two days are of a request for assistance alone.
    let other = Case::new().with(&[("fact/assigned-at", "2026-09-18T10:15")]);
    assert_eq!(days(&other, "2026-10-13T09:00"), ["2026-09-18 assigned past"]);
}
