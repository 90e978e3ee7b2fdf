//! The two business days of a request for assistance, from what an engagement records (R30).

use chrono::{NaiveDate, NaiveDateTime};
use kickoff::domain::calendar::{Closed, Contact};
use kickoff::domain::deadline::{first_contact, standing, zone_changed};
use kickoff::domain::holidays::Holiday;

use crate::Known;
use crate::support::Case;

const RFA: (&str, &str) = ("answer/motion", "rfa");

#[track_caller]
fn day(written: &str) -> NaiveDate {
    written.parse().unwrap()
}

#[track_caller]
fn moment(written: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(written, "%Y-%m-%dT%H:%M").unwrap()
}

fn assigned(at: &str) -> Case {
    Case::new().with(&[RFA, ("fact/assigned-at", at)])
}

#[test]
fn the_two_dated_examples_are_due_when_the_requirement_says_and_prove_it() {
    use Closed::{Holiday as Off, Saturday, Sunday};
    let table = [
        (
            "2026-09-18T10:15",
            "2026-09-25",
            vec![
                ("2026-09-19", Saturday),
                ("2026-09-20", Sunday),
                ("2026-09-21", Off(Holiday::RespectForTheAged)),
                ("2026-09-22", Off(Holiday::Citizens)),
                ("2026-09-23", Off(Holiday::AutumnalEquinox)),
            ],
        ),
        (
            "2026-05-01T10:15",
            "2026-05-08",
            vec![
                ("2026-05-02", Saturday),
                ("2026-05-03", Off(Holiday::Constitution)),
                ("2026-05-04", Off(Holiday::Greenery)),
                ("2026-05-05", Off(Holiday::Childrens)),
                ("2026-05-06", Off(Holiday::Substitute)),
            ],
        ),
    ];
    for (at, due, skipped) in table {
        let found = first_contact(&assigned(at).engagement).unwrap();
        assert_eq!(found.assigned, moment(at).date());
        assert_eq!(found.due, day(due), "{at}");
        let wanted: Vec<_> = skipped.into_iter().map(|(on, why)| (day(on), why)).collect();
        assert_eq!(found.skipped, wanted, "{at}");
        assert!(!found.provisional, "{at}");
    }
}

#[test]
fn only_a_request_for_assistance_with_a_known_assignment_has_a_deadline() {
    const AT: (&str, &str) = ("fact/assigned-at", "2026-09-18T10:15");
    let table: &[(Known, bool)] = &[
        (&[], false),
        (&[RFA], false),
        (&[AT], false),
        (&[("answer/motion", "targeting"), AT], false),
        (&[("answer/motion", "customer-health"), AT], false),
        (&[RFA, AT], true),
        (&[RFA, ("fact/assigned-at", "先週の金曜日")], false),
        (&[RFA, AT, ("fact/assigned-at", "")], false),
    ];
    for (known, wanted) in table {
        let case = Case::new().with(known);
        assert_eq!(first_contact(&case.engagement).is_some(), *wanted, "{known:?}");
    }
}

#[test]
fn the_calendar_of_the_engagement_decides() {
    const FOUNDING: &[(&str, &str)] = &[
        ("closed-days/0198ffff-ffff-7fff-bfff-ffffffffff01/on", "2026-09-24"),
        ("closed-days/0198ffff-ffff-7fff-bfff-ffffffffff01/name", " 創立記念日 "),
        ("closed-days/0198ffff-ffff-7fff-bfff-ffffffffff02/on", "棚卸しの週"),
    ];
    let table = [
        ("", "2026-09-25"),
        ("japan", "2026-09-25"),
        ("japan-own", "2026-09-28"),
        ("weekends", "2026-09-22"),
        ("own", "2026-09-22"),
    ];
    for (calendar, due) in table {
        let case = assigned("2026-09-18T10:15").with(FOUNDING).with(&[("fact/calendar", calendar)]);
        let found = first_contact(&case.engagement).unwrap();
        assert_eq!(found.due, day(due), "{calendar}");
        let own = (day("2026-09-24"), Closed::Own("創立記念日".to_owned()));
        assert_eq!(found.skipped.contains(&own), calendar == "japan-own", "{calendar}");
    }
}

#[test]
fn a_deadline_beyond_the_official_holidays_is_provisional() {
    assert!(first_contact(&assigned("2029-05-01T10:15").engagement).unwrap().provisional);
}

#[test]
fn a_contact_is_met_missed_or_still_open() {
    let late = Contact::Missed { at: moment("2026-09-26T00:00"), late_by: 0 };
    let table = [
        ("", "2026-09-25T23:59", Contact::NotYet { remaining: 1, overdue: false }),
        ("", "2026-09-26T00:00", Contact::NotYet { remaining: 0, overdue: true }),
        ("2026-09-25T23:59", "2026-09-30T09:00", Contact::Met { at: moment("2026-09-25T23:59") }),
        ("2026-09-26T00:00", "2026-09-30T09:00", late),
        (
            "2026-09-18T10:14",
            "2026-09-30T09:00",
            Contact::BeforeAssignment { at: moment("2026-09-18T10:14"), early_by: 1 },
        ),
        (
            "2026-09-24T10:00",
            "2026-09-24T09:00",
            Contact::ContactInFuture { at: moment("2026-09-24T10:00"), starts_in: 60 },
        ),
        ("", "2026-09-18T10:14", Contact::AssignedInFuture { starts_in: 1 }),
        // What is no moment is no contact.
        ("昨日の夕方", "2026-09-25T23:59", Contact::NotYet { remaining: 1, overdue: false }),
    ];
    for (contacted, now, wanted) in table {
        let case = assigned("2026-09-18T10:15").with(&[("fact/contacted-at", contacted)]);
        let (_, found) = standing(&case.engagement, moment(now)).unwrap();
        assert_eq!(found, wanted, "contacted {contacted:?}, now {now}");
    }
}

#[test]
fn a_leap_day_is_an_assignment_like_any_other() {
    // Tuesday in 2028, Thursday in 2024, Saturday in 2020.
    let table = [
        ("2028-02-29T23:59", "2028-03-02", &[][..]),
        ("2024-02-29T10:15", "2024-03-04", &["2024-03-02", "2024-03-03"]),
        ("2020-02-29T10:15", "2020-03-03", &["2020-03-01"]),
        // The day after the leap day is counted too.
        ("2028-02-28T10:15", "2028-03-01", &[]),
    ];
    for (at, due, skipped) in table {
        let case = assigned(at);
        let found = first_contact(&case.engagement).unwrap();
        assert_eq!(found.due, day(due), "{at}");
        let days: Vec<NaiveDate> = found.skipped.iter().map(|(day, _)| *day).collect();
        assert_eq!(days, skipped.iter().map(|it| day(it)).collect::<Vec<_>>(), "{at}");
        let (_, contact) =
            standing(&case.engagement, day(due).and_hms_opt(23, 59, 0).unwrap()).unwrap();
        assert_eq!(contact, Contact::NotYet { remaining: 1, overdue: false }, "{at}");
    }
}

#[test]
fn a_change_of_the_time_zone_moves_no_typed_moment_and_no_deadline() {
    const ZONE: &str = "fact/time-zone";
    let case =
        Case::new().with(&[(ZONE, "Asia/Tokyo"), RFA, ("fact/assigned-at", "2026-09-18T10:15")]);
    assert!(!zone_changed(&case.engagement), "it was there first");
    let before = first_contact(&case.engagement);
    let moved = case.clone().with(&[(ZONE, "Europe/London")]);
    assert!(zone_changed(&moved.engagement));
    assert_eq!(first_contact(&moved.engagement), before, "days are of the engagement's own clock");
    let at = crate::support::field("fact/assigned-at");
    assert_eq!(moved.engagement.value(at), case.engagement.value(at));
    // The same instant, read on the new wall, is eight hours earlier: so much more is left.
    let left = |case: &Case, now: &str| match standing(&case.engagement, moment(now)) {
        Some((_, Contact::NotYet { remaining, .. })) => remaining,
        other => panic!("{other:?}"),
    };
    assert_eq!(left(&case, "2026-09-25T20:00"), 4 * 60);
    assert_eq!(left(&moved, "2026-09-25T12:00"), 12 * 60);
    // Said again, or a moment typed afterwards, is no change.
    let again = case.clone().with(&[(ZONE, "Asia/Tokyo")]);
    assert!(!zone_changed(&again.engagement));
    let typed_later = moved.with(&[("fact/assigned-at", "2026-09-18T10:16")]);
    assert!(!zone_changed(&typed_later.engagement));
    assert!(!zone_changed(&Case::new().with(&[(ZONE, "Asia/Tokyo")]).engagement));
}

#[test]
fn the_remaining_time_goes_on_over_midnight_without_an_edit() {
    let case = assigned("2026-09-18T10:15");
    let said = |now: &str| standing(&case.engagement, moment(now)).unwrap().1;
    assert_eq!(said("2026-09-24T23:59"), Contact::NotYet { remaining: 1_441, overdue: false });
    assert_eq!(said("2026-09-25T00:00"), Contact::NotYet { remaining: 1_440, overdue: false });
    assert_eq!(said("2026-09-25T23:59"), Contact::NotYet { remaining: 1, overdue: false });
    assert_eq!(said("2026-09-26T00:01"), Contact::NotYet { remaining: -1, overdue: true });
}
