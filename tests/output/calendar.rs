//! The calendar file, read back by an independent parser, and what a second import of it does.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use ical::IcalParser;
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::register::Register;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::text::Lang;
use kickoff::domain::value::Value;
use kickoff::i18n::words::Words;
use kickoff::output::calendar_file::{Readers, write};
use kickoff::output::shared::Shared;
use proptest::prelude::*;

use crate::golden::is_golden;
use crate::support::{Case, coined, edit, field, playbook};
use crate::{add, case, take};

const JA: Words = Words(Lang::Ja);

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_791_338_400_000).unwrap()
}

/// A clock that is so many hours before Greenwich.
fn clock(hours: impl Fn(NaiveDateTime) -> i64) -> impl Fn(u64) -> NaiveDateTime {
    move |millis| {
        let utc = DateTime::from_timestamp_millis(millis as i64).unwrap().naive_utc();
        utc + TimeDelta::hours(hours(utc))
    }
}

fn team(engagement: &Engagement) -> String {
    write(Readers::Team(engagement), "", at(), &clock(|_| 9), JA).unwrap_or_default()
}

fn customer(engagement: &Engagement) -> String {
    let shared = Shared::of(engagement);
    write(Readers::Customer(shared), "", at(), &clock(|_| 9), JA).unwrap_or_default()
}

/// What the parser finds, each event by its id.
type Events = BTreeMap<String, BTreeMap<String, String>>;

#[track_caller]
fn read(file: &str) -> Events {
    let mut events = Events::new();
    for calendar in IcalParser::new(file.as_bytes()) {
        for event in calendar.unwrap().events {
            let properties = event.properties.into_iter();
            let all: BTreeMap<String, String> =
                properties.map(|it| (it.name, it.value.unwrap_or_default())).collect();
            let replaced = events.insert(all["UID"].clone(), all);
            assert_eq!(replaced, None, "one event for each id");
        }
    }
    events
}

/// As RFC 5545 has it read.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(it) = letters.next() {
        match it {
            '\\' => match letters.next().unwrap() {
                'n' | 'N' => plain.push('\n'),
                other => plain.push(other),
            },
            _ => plain.push(it),
        }
    }
    plain
}

/// The one event whose title has this in it.
#[track_caller]
fn find<'a>(events: &'a Events, title: &str) -> &'a BTreeMap<String, String> {
    let mut all = events.values().filter(|it| it["SUMMARY"].contains(title));
    let found = all.next().unwrap_or_else(|| panic!("no `{title}` in {events:#?}"));
    assert_eq!(all.next(), None);
    found
}

#[test]
fn the_files_are_as_they_were() {
    let case = case();
    for words in Lang::ALL.map(Words) {
        let tag = words.0.tag();
        let tokyo = clock(|_| 9);
        let of = |readers| write(readers, "", at(), &tokyo, words).unwrap();
        is_golden(&format!("team.{tag}.ics"), &of(Readers::Team(&case)));
        is_golden(&format!("customer.{tag}.ics"), &of(Readers::Customer(Shared::of(&case))));
    }
    let of_a_build = write(Readers::Team(&case), "1a2b3c4d", at(), &clock(|_| 9), JA).unwrap();
    let product = concat!("Kickoff ", env!("CARGO_PKG_VERSION"), "+1a2b3c4d//EN\r\n");
    assert!(of_a_build.contains(product), "{of_a_build}");
    let bare = Case::new().engagement;
    assert_eq!((team(&bare), customer(&bare)), (String::new(), String::new()));
}

#[test]
fn an_independent_parser_reads_what_is_recorded() {
    let case = case();
    let events = read(&team(&case));
    let table = [
        ("初回連絡", "20260925", "20260926", "CONFIRMED"),
        ("キックオフ ミーティング", "20261006T050000Z", "20261006T060500Z", "CONFIRMED"),
        ("会議の録画と保存", "20261015", "20261016", "CONFIRMED"),
        ("試験移行の 20 人の名簿を送る", "20261009", "20261010", "CONFIRMED"),
        ("誰がいつまで見られるか", "20261015", "20261016", "CONFIRMED"),
    ];
    for (title, from, to, status) in table {
        let event = find(&events, title);
        assert_eq!([&*event["DTSTART"], &*event["DTEND"], &*event["STATUS"]], [from, to, status]);
        assert!(event["SUMMARY"].ends_with("(コントソ製作所)"), "{}", event["SUMMARY"]);
    }
    let meeting = unescaped(&find(&events, "会議の録画と保存")["DESCRIPTION"]);
    assert!(meeting.contains("\n出席者: 佐藤 恵子、中村 優"), "{meeting}");
    let uid = &find(&events, "初回連絡")["UID"];
    assert_eq!(*uid, format!("{}.fact.assigned-at@kickoff.invalid", case.id()));
    // The action that was dropped had no date.
    assert!(events.values().all(|it| !it["SUMMARY"].contains("掲示板")));
}

#[test]
fn customers_get_what_is_shared_and_no_deadline_of_ours() {
    let mut case = case();
    let all = read(&customer(&case));
    assert!(all.values().all(|it| !it["SUMMARY"].contains("初回連絡")));
    let kickoff = find(&all, "キックオフ ミーティング");
    assert_eq!(kickoff["DTEND"], "20261006T060000Z", "when it ended is ours");
    let action = find(&all, "名簿を送る")["UID"].clone();
    let id = action.split('.').nth(2).unwrap().strip_suffix("@kickoff").unwrap();
    take(&mut case, &[edit(&format!("actions/{id}/audience"), "internal")]);
    let rest = customer(&case).replace("\r\n ", "");
    assert!(!rest.contains(id) && !rest.contains("名簿"));
    assert!(team(&case).replace("\r\n ", "").contains(id));
}

#[test]
fn a_second_import_updates_and_what_is_off_is_cancelled() {
    let mut case = Case::new().engagement;
    add(&mut case, 1, "meetings|topic=録画の相談|on=2026-10-15");
    let id = coined(0xca5e_0001);
    let cell = |column: &str| format!("meetings/{id}/{column}");
    let mut last = 0;
    let mut step = |case: &Engagement, status: &str, day: &str| {
        for file in [team(case), customer(case)] {
            let events = read(&file);
            assert_eq!(events.len(), 1);
            let (uid, event) = events.first_key_value().unwrap();
            assert_eq!(*uid, format!("{}.meetings.{id}@kickoff.invalid", case.id()));
            assert_eq!([&*event["STATUS"], &*event["DTSTART"]], [status, day]);
            let sequence: u32 = event["SEQUENCE"].parse().unwrap();
            assert!(last <= sequence);
            last = sequence;
        }
        let was = last;
        last += 1;
        was
    };
    step(&case, "CONFIRMED", "20261015");
    take(&mut case, &[edit(&cell("on"), "2026-10-16")]);
    let moved = step(&case, "CONFIRMED", "20261016");
    // What it is not made from changes nothing.
    take(&mut case, &[edit("fact/industry", "部品")]);
    assert_eq!(read(&team(&case)).values().next().unwrap()["SEQUENCE"], moved.to_string());
    take(&mut case, &[edit(&cell("topic"), "録画と保存")]);
    step(&case, "CONFIRMED", "20261016");
    take(&mut case, &[edit(&cell("on"), "")]);
    step(&case, "CANCELLED", "20261016");
    take(&mut case, &[edit(&cell("on"), "2026-10-20")]);
    step(&case, "CONFIRMED", "20261020");
    take(&mut case, &[Edit::remove(Register::Meetings, id)]);
    step(&case, "CANCELLED", "20261020");
    let removed = (team(&case) + &customer(&case)).replace("\r\n ", "");
    assert!(!removed.contains("録画"), "of what was removed no text goes out");

    let mut dropped = Case::new().engagement;
    add(&mut dropped, 2, "actions|what=写真を集める|due=2026-10-20");
    let confirmed = read(&team(&dropped));
    take(&mut dropped, &[edit(&format!("actions/{}/state", coined(0xca5e_0002)), "dropped")]);
    let cancelled = read(&team(&dropped));
    let (before, after) = (find(&confirmed, "写真"), find(&cancelled, "中止: 期日: 写真"));
    assert_eq!(before["UID"], after["UID"]);
    assert_eq!(after["STATUS"], "CANCELLED");
    let number = |it: &BTreeMap<String, String>| it["SEQUENCE"].parse::<u32>().unwrap();
    assert!(number(before) < number(after));
}

#[test]
fn the_deadline_of_the_first_contact_goes_with_its_rule() {
    let mut case = Case::new().engagement;
    take(&mut case, &[edit("fact/assigned-at", "2026-09-18T10:15")]);
    assert_eq!(team(&case), "", "nobody knows of a deadline");
    take(&mut case, &[edit("answer/motion", "rfa")]);
    let due = read(&team(&case));
    assert_eq!(find(&due, "初回連絡")["DTSTART"], "20260925", "three holidays and a weekend");
    add(&mut case, 1, "closed-days|on=2026-09-25|name=棚卸し");
    take(&mut case, &[edit("fact/calendar", "japan-own")]);
    let later = read(&team(&case));
    assert_eq!(find(&later, "初回連絡")["DTSTART"], "20260928");
    take(&mut case, &[edit("answer/motion", "targeting")]);
    let off = read(&team(&case));
    let [due, later, off] = [&due, &later, &off].map(|it| find(it, "初回連絡"));
    assert_eq!([&*later["STATUS"], &*off["STATUS"]], ["CONFIRMED", "CANCELLED"]);
    let numbers = [due, later, off].map(|it| it["SEQUENCE"].parse::<u32>().unwrap());
    assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
    assert!(due["UID"] == later["UID"] && later["UID"] == off["UID"]);
}

#[test]
fn copies_that_merged_make_the_same_file() {
    let mut here = case();
    let mut there = here.clone();
    let id = coined(0xca5e_0003);
    let due = |day: &str| edit(&format!("actions/{id}/due"), day);
    let at = |seconds: u64, load| {
        Stamp::new(1_810_000_000_000 + seconds * 1_000, 0, WriterId::new(0x5e6f_7081, load))
    };
    here.apply(playbook(), &[due("2026-10-12")], at(10, 1)).unwrap();
    there.apply(playbook(), &[due("2026-10-13")], at(20, 2)).unwrap();
    there.apply(playbook(), &[edit("fact/kickoff-at", "2026-10-07T09:00")], at(90, 2)).unwrap();
    let (one, other) = (here.clone(), there.clone());
    here.merge(&other).unwrap();
    there.merge(&one).unwrap();
    assert_eq!(team(&here), team(&there));
    assert_eq!(customer(&here), customer(&there));
    // And say more than either.
    let number = |of: &Engagement, title: &str| {
        find(&read(&team(of)), title)["SEQUENCE"].parse::<u32>().unwrap()
    };
    assert!(number(&one, "名簿を送る") < number(&here, "名簿を送る"));
}

#[test]
fn a_clock_that_was_wrong_once_stops_no_update() {
    let mut case = Case::new().engagement;
    let wrong = Stamp::new(1_990_000_000_000, 0, WriterId::new(1, 1));
    let kickoff = |day: &str| edit("fact/kickoff-at", &format!("2026-10-{day}T10:00"));
    case.apply(playbook(), &[kickoff("07")], wrong).unwrap();
    let mut numbers = vec![read(&team(&case)).values().next().unwrap()["SEQUENCE"].clone()];
    for (minutes, day) in [(1, "08"), (5, "09"), (9, "10")] {
        let right = Stamp::new(1_790_000_000_000 + minutes * 60_000, 0, WriterId::new(2, 2));
        case.apply(playbook(), &[kickoff(day)], right).unwrap();
        numbers.push(read(&team(&case)).values().next().unwrap()["SEQUENCE"].clone());
    }
    let numbers: Vec<u32> = numbers.iter().map(|it| it.parse().unwrap()).collect();
    assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
}

#[test]
fn a_moment_is_the_same_moment_in_every_zone() {
    // New York: summer time until 1 November, 6:00 in Greenwich.
    let change = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap().and_hms_opt(6, 0, 0).unwrap();
    let new_york = clock(move |utc| if utc < change { -4 } else { -5 });
    let table = [
        ("2026-10-31T22:00", "20261101T020000Z"),
        ("2026-11-01T00:30", "20261101T043000Z"),
        ("2026-11-01T03:00", "20261101T080000Z"),
        ("2026-11-02T09:00", "20261102T140000Z"),
    ];
    for (typed, wanted) in table {
        let case = Case::new().with(&[("fact/kickoff-at", typed)]).engagement;
        let file = write(Readers::Team(&case), "", at(), &new_york, JA).unwrap();
        assert_eq!(find(&read(&file), "キックオフ")["DTSTART"], wanted, "{typed}");
    }
    let case = Case::new().with(&[("fact/kickoff-at", "2026-10-07T08:30")]).engagement;
    assert_eq!(find(&read(&team(&case)), "キックオフ")["DTSTART"], "20261006T233000Z");
    let file = write(Readers::Team(&case), "", at(), &clock(|_| -11), JA).unwrap();
    assert_eq!(find(&read(&file), "キックオフ")["DTSTART"], "20261007T193000Z");
}

fn any_topic() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        prop::sample::select(vec![
            ",",
            ";",
            "\\",
            "\\n",
            "\n",
            "\r\n",
            "\t",
            ":",
            "\"",
            "BEGIN:VEVENT",
            "漢字かな",
            "👩‍💻",
            "END:VCALENDAR\r\n"
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec(part, 1..30).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_folded_and_read_back(topic in any_topic()) {
        let mut case = Case::new().engagement;
        add(&mut case, 1, "meetings|on=2026-10-15");
        let text = field(&format!("meetings/{}/topic", coined(0xca5e_0001)));
        if kickoff::domain::text::is_blank(&topic) {
            return Ok(());
        }
        take(&mut case, &[Edit::set(text, Value::Text(topic.clone().into()))]);
        let file = team(&case);
        for line in file.strip_suffix("\r\n").unwrap().split("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{}", line);
        }
        prop_assert_eq!(file.matches("\r\nBEGIN:VEVENT\r\n").count(), 1);
        let unfolded = file.replace("\r\n ", "");
        let summary = unfolded.lines().find_map(|it| it.strip_prefix("SUMMARY:")).unwrap();
        let seen = |it: &str| -> String {
            it.chars().filter(|it| !it.is_control() && !it.is_whitespace()).collect()
        };
        let wanted = format!("ミーティング: {} (コントソ製作所)", kickoff::domain::text::trimmed(&topic));
        prop_assert_eq!(seen(&unescaped(summary)), seen(&wanted));
        // And by the parser.
        let events = read(&file);
        let read = unescaped(&events.values().next().unwrap()["SUMMARY"]);
        prop_assert_eq!(seen(&read), seen(&wanted));
        prop_assert!(matches!(text, Field::Entry(..)));
    }
}
