//! Business days, deadlines and contacts (R30).

#![allow(clippy::unwrap_used)] // In the helpers too, which are no `#[test]`s.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use kickoff::domain::calendar::{Base, Calendar, Closed, Contact, Deadline, contact, due_after};
use kickoff::domain::holidays::Holiday;
use proptest::prelude::*;

#[path = "oracle/names.rs"]
mod names;

/// Answered by somebody else's package: `oracle/README.md`.
const DEADLINES: &str = include_str!("oracle/deadlines.txt");

#[test]
fn every_deadline_of_the_table_is_due_and_proven_as_it_says() {
    let mut asked = 0;
    for line in DEADLINES.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let &[assigned, business_days, calendar, what, due, provisional, skipped] = &columns[..]
        else {
            panic!("seven columns: {line}");
        };
        let deadline =
            due_after(day(assigned), business_days.parse().unwrap(), &calendar_named(calendar))
                .unwrap();
        assert_eq!(deadline.assigned, day(assigned), "{what}");
        assert_eq!(deadline.due, day(due), "{what}");
        // The other package says が; the law that made the day says の.
        let skipped = skipped.replace("正殿の儀が", "正殿の儀の");
        assert_eq!(proof(&deadline), skipped, "{what}");
        assert_eq!(deadline.provisional, provisional == "推定", "{what}");
        asked += 1;
    }
    println!("{asked} deadlines");
    assert!(asked >= 60);
}

#[test]
fn a_day_closed_for_several_reasons_gives_the_one_that_says_most() {
    let own = |day: NaiveDate| BTreeMap::from([(day, "休業".to_owned())]);
    let reason = |base, text| Calendar { base, closed: own(day(text)) }.closed(day(text));
    let own_words = Some(Closed::Own("休業".to_owned()));
    assert_eq!(reason(Base::Japan, "2026-05-03"), Some(Closed::Holiday(Holiday::Constitution)));
    assert_eq!(reason(Base::Weekends, "2026-05-03"), own_words);
    assert_eq!(reason(Base::Japan, "2026-05-02"), own_words);
    let plain = Calendar { base: Base::Weekends, closed: BTreeMap::new() };
    assert_eq!(plain.closed(day("2026-05-02")), Some(Closed::Saturday));
    assert_eq!(plain.closed(day("2026-05-03")), Some(Closed::Sunday));
    assert_eq!(plain.closed(day("2026-05-04")), None);
}

#[test]
fn only_japan_is_ever_provisional() {
    for (base, text, provisional) in [
        (Base::Japan, "1999-12-31", true),
        (Base::Japan, "2000-01-01", false),
        (Base::Japan, "2027-12-31", false),
        (Base::Japan, "2028-01-01", true),
        (Base::Japan, "2100-01-01", true),
        (Base::Weekends, "1999-12-31", false),
        (Base::Weekends, "2028-01-01", false),
    ] {
        let calendar = Calendar { base, closed: BTreeMap::new() };
        assert_eq!(calendar.is_provisional(day(text)), provisional, "{base:?} {text}");
    }
}

#[test]
fn own_days_that_close_everything_leave_no_deadline() {
    let assigned = day("2026-06-10");
    let closed_for = |days| Calendar {
        base: Base::Weekends,
        closed: assigned.iter_days().take(days).map(|day| (day, "休業".to_owned())).collect(),
    };
    assert_eq!(due_after(assigned, 2, &closed_for(2_000)), None);
    assert_eq!(due_after(assigned, 2, &closed_for(401)), None);
    // 2027-07-14 and 15 are 399 and 400 days ahead, Wednesday and Thursday.
    assert_eq!(due_after(assigned, 2, &closed_for(400)), None);
    let last = due_after(assigned, 2, &closed_for(399)).unwrap();
    assert_eq!((last.due, last.skipped.len()), (day("2027-07-15"), 398));
}

#[test]
fn absurd_questions_have_no_answer_rather_than_a_panic() {
    let plain = Calendar { base: Base::Japan, closed: BTreeMap::new() };
    assert_eq!(due_after(day("2026-06-10"), u32::MAX, &plain), None);
    for assigned in [NaiveDate::MAX, NaiveDate::MAX.pred_opt().unwrap()] {
        assert_eq!(due_after(assigned, 2, &plain), None);
        assert_eq!(due_after(assigned, 0, &plain).unwrap().due, assigned);
    }
    assert!(due_after(NaiveDate::MIN, 2, &plain).unwrap().provisional);
    let at = NaiveDateTime::MAX;
    let last = due_after(NaiveDate::MAX, 0, &plain).unwrap();
    assert_eq!(contact(&last, at, Some(at), at), Contact::Met { at });
    let first = due_after(NaiveDate::MIN, 0, &plain).unwrap();
    assert_eq!(contact(&first, NaiveDateTime::MIN, Some(at), at).code(), "missed");
}

#[test]
fn a_contact_is_judged_against_the_end_of_the_due_day() {
    // Assigned on Friday 2026-06-12 at 15:00, due at the end of Tuesday the 16th.
    for (contacted, now, expected) in [
        (None, "2026-06-12 14:59", Contact::AssignedInFuture { starts_in: 1 }),
        (None, "2026-06-11 15:00", Contact::AssignedInFuture { starts_in: 1_440 }),
        (None, "2026-06-12 15:00", open(9 * 60 + 4 * 1_440, false)),
        (None, "2026-06-16 00:00", open(1_440, false)),
        (None, "2026-06-16 23:59", open(1, false)),
        (None, "2026-06-16 23:59:30", open(0, false)),
        (None, "2026-06-17 00:00", open(0, true)),
        (None, "2026-06-17 00:00:30", open(0, true)),
        (None, "2026-06-17 00:01", open(-1, true)),
        (None, "2026-07-17 00:00", open(-30 * 1_440, true)),
        (Some("2026-06-12 15:00"), "2026-06-20 09:00", met("2026-06-12 15:00")),
        (Some("2026-06-13 11:00"), "2026-06-20 09:00", met("2026-06-13 11:00")),
        (Some("2026-06-16 23:59"), "2026-06-16 23:59", met("2026-06-16 23:59")),
        (Some("2026-06-16 23:59:59"), "2026-06-20 09:00", met("2026-06-16 23:59:59")),
        (Some("2026-06-17 00:00"), "2026-06-17 00:00", missed("2026-06-17 00:00", 0)),
        (Some("2026-06-17 00:01"), "2026-06-20 09:00", missed("2026-06-17 00:01", 1)),
        (Some("2026-06-18 10:30"), "2026-06-20 09:00", missed("2026-06-18 10:30", 2_070)),
        (Some("2026-06-12 14:59"), "2026-06-20 09:00", early("2026-06-12 14:59", 1)),
        (Some("2026-06-10 15:00"), "2026-06-12 15:00", early("2026-06-10 15:00", 2_880)),
        (
            Some("2026-06-10 15:00"),
            "2026-06-11 15:00",
            Contact::AssignedInFuture { starts_in: 1_440 },
        ),
        (Some("2026-06-16 10:00"), "2026-06-16 09:00", planned("2026-06-16 10:00", 60)),
        (Some("2026-06-18 10:00"), "2026-06-16 10:00", planned("2026-06-18 10:00", 2_880)),
    ] {
        let found = contact(
            &two_days_after("2026-06-12"),
            at("2026-06-12 15:00"),
            contacted.map(at),
            at(now),
        );
        assert_eq!(found, expected, "contacted {contacted:?}, now {now}");
    }
}

#[test]
fn a_leap_day_is_a_day_like_any_other() {
    // Assigned on Tuesday the 27th, due on the leap day itself.
    let deadline = two_days_after("2024-02-27");
    let judge = |contacted| {
        contact(&deadline, at("2024-02-27 09:00"), Some(at(contacted)), at("2024-03-31 09:00"))
    };
    assert_eq!(judge("2024-02-29 23:59"), met("2024-02-29 23:59"));
    assert_eq!(judge("2024-03-01 00:00"), missed("2024-03-01 00:00", 0));
    assert_eq!(judge("2024-03-01 12:00"), missed("2024-03-01 12:00", 720));
}

#[test]
fn a_year_end_is_a_day_end_like_any_other() {
    // Assigned on Tuesday the 29th, due on New Year's Eve.
    let deadline = two_days_after("2026-12-29");
    let waiting = |now| contact(&deadline, at("2026-12-29 09:00"), None, at(now));
    assert_eq!(waiting("2026-12-31 23:59"), open(1, false));
    assert_eq!(waiting("2027-01-01 00:00"), open(0, true));
}

#[test]
fn codes_are_told_apart() {
    let contacts = [
        Contact::AssignedInFuture { starts_in: 1 },
        open(1, false),
        open(-1, true),
        early("2026-06-12 15:00", 1),
        planned("2026-06-12 15:00", 1),
        met("2026-06-12 15:00"),
        missed("2026-06-12 15:00", 1),
    ];
    let codes: BTreeSet<&str> = contacts.iter().map(Contact::code).collect();
    assert_eq!(codes.len(), contacts.len());

    let mut reasons = vec![Closed::Saturday, Closed::Sunday, Closed::Own(String::new())];
    reasons.extend(Holiday::ALL.map(Closed::Holiday));
    let codes: BTreeSet<&str> = reasons.iter().map(Closed::code).collect();
    assert_eq!(codes.len(), reasons.len());

    assert_eq!(Base::ALL.map(Base::code), ["weekends", "japan"]);
}

proptest! {
    // A failure is written into this file as a test of its own, not into a folder beside it.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_deadline_is_a_business_day_and_proves_itself(
        assigned in any_day(), number in 1..30_u32, calendar in any_calendar(),
    ) {
        let deadline = due_after(assigned, number, &calendar).unwrap();
        prop_assert_eq!(calendar.closed(deadline.due), None);

        let after = |day: &NaiveDate| *day > assigned && *day <= deadline.due;
        let (closed, business): (Vec<_>, Vec<_>) = assigned
            .iter_days()
            .take(400)
            .filter(after)
            .map(|day| (day, calendar.closed(day)))
            .partition(|(_, reason)| reason.is_some());
        prop_assert_eq!(business.len(), number as usize);
        let closed: Vec<_> = closed.into_iter().map(|(day, reason)| (day, reason.unwrap())).collect();
        prop_assert_eq!(&deadline.skipped, &closed);

        let provisional = assigned.iter_days().take(400).filter(after).any(|day| calendar.is_provisional(day));
        prop_assert_eq!(deadline.provisional, provisional);
    }

    #[test]
    fn more_closed_days_never_make_a_deadline_earlier(
        assigned in any_day(), number in 0..30_u32, calendar in any_calendar(), more in own_days(),
    ) {
        let mut longer = calendar.clone();
        longer.closed.extend(more);
        let before = due_after(assigned, number, &calendar).unwrap();
        prop_assert!(due_after(assigned, number, &longer).unwrap().due >= before.due);
        longer.base = Base::Japan;
        prop_assert!(due_after(assigned, number, &longer).unwrap().due >= before.due);
    }

    #[test]
    fn a_later_assignment_never_has_an_earlier_deadline(
        assigned in any_day(), number in 0..30_u32, calendar in any_calendar(),
    ) {
        let today = due_after(assigned, number, &calendar).unwrap();
        let tomorrow = due_after(assigned + Days::new(1), number, &calendar).unwrap();
        prop_assert!(tomorrow.due >= today.due);
    }

    #[test]
    fn a_contact_is_met_exactly_until_the_due_day_ends(
        assigned in any_day(), calendar in any_calendar(), hour in 0..24_u32, later in 0..20_000_i64,
    ) {
        let deadline = due_after(assigned, 2, &calendar).unwrap();
        let assigned = assigned.and_hms_opt(hour, 0, 0).unwrap();
        let at = assigned + chrono::TimeDelta::minutes(later);
        let end = deadline.due.succ_opt().unwrap().and_hms_opt(0, 0, 0).unwrap();
        let left = (end - at).num_minutes();
        let expected = if at < end { Contact::Met { at } } else { Contact::Missed { at, late_by: -left } };
        prop_assert_eq!(contact(&deadline, assigned, Some(at), at), expected);
        prop_assert_eq!(contact(&deadline, assigned, None, at), open(left, at >= end));
    }
}

/// Around the years with a verdict, and a little beyond both ends.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..40_000_u64).prop_map(|days| day("1998-01-01") + Days::new(days))
}

fn any_calendar() -> impl Strategy<Value = Calendar> {
    let base = prop_oneof![Just(Base::Weekends), Just(Base::Japan)];
    (base, own_days()).prop_map(|(base, closed)| Calendar { base, closed })
}

/// Days of the year that are closed in every year, so that they are met whatever the day of
/// assignment: at most two months.
fn own_days() -> impl Strategy<Value = BTreeMap<NaiveDate, String>> {
    prop::collection::vec((1..=12_u32, 1..=31_u32), 0..60).prop_map(|days| {
        (1998..=2110)
            .flat_map(|year| days.iter().map(move |&(month, day)| (year, month, day)))
            .filter_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day))
            .map(|day| (day, "休業".to_owned()))
            .collect()
    })
}

/// The calendars of the table. The own days are those of `oracle/deadlines.py`.
fn calendar_named(name: &str) -> Calendar {
    let base = if name.starts_with("japan") { Base::Japan } else { Base::Weekends };
    let mut closed = BTreeMap::new();
    if name.ends_with("+own") {
        for day in day("1999-01-01").iter_days().take_while(|day| day.year() < 2030) {
            let name = match (day.month(), day.day()) {
                (12, 29..) | (1, ..=3) => "年末年始",
                (8, 12..=15) => "夏季休業",
                (6, 1) => "創立記念日",
                _ => continue,
            };
            closed.insert(day, name.to_owned());
        }
    }
    Calendar { base, closed }
}

fn proof(deadline: &Deadline) -> String {
    let reasons = deadline.skipped.iter().map(|(day, reason)| {
        let name = match reason {
            Closed::Saturday => "土".to_owned(),
            Closed::Sunday => "日".to_owned(),
            Closed::Holiday(holiday) => names::japanese(*holiday),
            Closed::Own(name) => name.clone(),
        };
        format!("{}/{}{name}", day.month(), day.day())
    });
    Vec::from_iter(reasons).join(" ")
}

fn two_days_after(assigned: &str) -> Deadline {
    due_after(day(assigned), 2, &Calendar { base: Base::Japan, closed: BTreeMap::new() }).unwrap()
}

fn open(remaining: i64, overdue: bool) -> Contact {
    Contact::NotYet { remaining, overdue }
}

fn met(text: &str) -> Contact {
    Contact::Met { at: at(text) }
}

fn missed(text: &str, late_by: i64) -> Contact {
    Contact::Missed { at: at(text), late_by }
}

fn early(text: &str, early_by: i64) -> Contact {
    Contact::BeforeAssignment { at: at(text), early_by }
}

fn planned(text: &str, starts_in: i64) -> Contact {
    Contact::ContactInFuture { at: at(text), starts_in }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// `2026-06-12 15:00`, with seconds where they matter.
fn at(text: &str) -> NaiveDateTime {
    let seconds = if text.len() > 16 { "" } else { ":00" };
    format!("{}{seconds}", text.replace(' ', "T")).parse().unwrap()
}
