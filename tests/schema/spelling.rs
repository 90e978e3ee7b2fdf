//! Each spelling, against the one function that reads it.

use chrono::NaiveDate;
use kickoff::domain::id::EntryId;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::text::Line;
use kickoff::domain::value::{COUNT_LIMIT, Kind, Value};
use serde_json::{Value as Json, json};

use crate::judge::{Judge, published};

fn judge(name: &str) -> Judge {
    Judge::at(published().parse().unwrap(), &format!("/$defs/{name}"))
}

#[track_caller]
fn agree(judge: &Judge, json: &Json, is_read: bool) {
    assert_eq!(judge.accepts(json), is_read, "{json}");
}

#[test]
fn a_day_is_one_that_there_is() {
    let (days, moments) = (judge("value.day"), judge("value.moment"));
    let mut taken = 0;
    // Every day that can be written down, around every leap year there is.
    for year in 1999..=2100 {
        for month in 0..=13 {
            for day in 0..=32 {
                let written = format!("{year:04}-{month:02}-{day:02}");
                let is_day = matches!(Kind::Day.read(&written), Some(Value::Day(_)));
                agree(&days, &json!(written), is_day);
                agree(&days, &json!({ "unclear": written }), !is_day);
                agree(&moments, &json!(format!("{written}T23:59")), is_day);
                taken += usize::from(is_day);
            }
        }
    }
    assert_eq!(taken, 36_525, "a hundred years, with twenty-five leap days");
}

#[test]
fn a_moment_is_a_day_and_a_time_to_the_minute() {
    let moments = judge("value.moment");
    for time in [
        "T00:00",
        "T09:59",
        "T19:00",
        "T20:00",
        "T23:59",
        "T24:00",
        "T10:60",
        "T1:00",
        "T",
        "",
        "T10:15:00",
        " 10:15",
        "t10:15",
    ] {
        let written = format!("2026-02-28{time}");
        let value = Kind::Moment.read(&written).unwrap();
        let is_moment = matches!(value, Value::Moment(_)) && value.typed() == written;
        agree(&moments, &json!(written), is_moment);
        agree(&moments, &json!({ "unclear": written }), !is_moment);
    }
}

#[test]
fn a_count_has_digits_only_and_a_limit() {
    let counts = judge("value.count");
    for count in [
        0,
        1,
        9,
        10,
        99,
        100,
        COUNT_LIMIT - 1,
        COUNT_LIMIT,
        COUNT_LIMIT + 1,
        COUNT_LIMIT * 10,
        u32::MAX,
    ] {
        agree(&counts, &json!(count), count <= COUNT_LIMIT);
        for written in
            [count.to_string(), format!("0{count}"), format!("{count}席"), format!("-{count}")]
        {
            let is_taken = Kind::Count.takes(&Value::Unclear(written.as_str().into()));
            agree(&counts, &json!({ "unclear": written }), is_taken);
        }
    }
    for odd in [json!(-1), json!(0.5), json!("1"), json!(true), json!([1]), json!({})] {
        agree(&counts, &odd, false);
    }
}

#[test]
fn a_stamp_has_one_spelling() {
    let (stamps, seen) = (judge("stamp"), judge("seen"));
    let judge_each = |written: String| {
        let is_read = Stamp::parse(&written).is_some();
        agree(&stamps, &json!(written), is_read);
        is_read
    };
    // Each day around each century, and of a few years between them.
    let years =
        [1969, 1970, 1972, 1999, 2000, 2023, 2024, 2100, 2200, 2300, 2400, 2800, 9996, 9999];
    let mut taken = 0;
    for year in years {
        for month in 0..=13 {
            for day in 0..=32 {
                let written = format!("{year:04}-{month:02}-{day:02}T01:15:00.000Z/0/1a2b3c4d");
                let is_day = NaiveDate::from_ymd_opt(year, month, day).is_some() && 1970 <= year;
                assert_eq!(judge_each(written), is_day, "{year} {month} {day}");
                taken += usize::from(is_day);
            }
        }
    }
    assert_eq!(taken, 13 * 365 + 6, "1972, 2000, 2024, 2400, 2800 and 9996 are leap years");
    let parts = ["2026-09-18T01:15:00.000Z", "0", "1a2b3c4d-00c0ffee"];
    assert!(judge_each(parts.join("/")));
    for (nth, odd) in [
        (0, "2026-09-18T23:59:59.999Z"),
        (0, "2026-09-18T24:00:00.000Z"),
        (0, "2026-09-18T01:15:60.000Z"),
        (0, "2026-09-18T01:15:00Z"),
        (0, "2026-09-18T01:15:00.0000Z"),
        (0, "2026-09-18T01:15:00.000+09:00"),
        (0, "12026-09-18T01:15:00.000Z"),
        (0, " 2026-09-18T01:15:00.000Z"),
        (0, ""),
        (1, ""),
        (1, "00"),
        (1, "+1"),
        (1, "-1"),
        (1, "1.0"),
        (1, "9"),
        (1, "10"),
        (1, "999999999"),
        (1, "3999999999"),
        (1, "4000000000"),
        (1, "4294967294"),
        (1, "4294967295"),
        (1, "4294967296"),
        (1, "4294967300"),
        (1, "5000000000"),
        (1, "10000000000"),
        (2, "1a2b3c4d"),
        (2, "00000000"),
        (2, "1a2b3c4d-00000000"),
        (2, "00000000-00000001"),
        (2, "1A2B3C4D"),
        (2, "1a2b3c4"),
        (2, "1a2b3c4d-"),
        (2, "1a2b3c4d-00c0ffee-1"),
        (2, "1a2b3c4d "),
        (2, ""),
    ] {
        let mut parts = parts;
        parts[nth] = odd;
        judge_each(parts.join("/"));
        let (moment, count, writer) = (parts[0], parts[1], parts[2]);
        let is_seen = Stamp::parse(&parts.join("/")).is_some() && WriterId::parse(writer).is_some();
        agree(&seen, &json!({ writer: format!("{moment}/{count}") }), is_seen);
    }
}

#[test]
fn a_reason_has_no_blanks_around_it_and_a_text_is_not_empty() {
    let (marks, texts, customers) =
        (judge("value.mark"), judge("value.text"), judge("value.customer"));
    for blank in
        ('\0'..='\u{ffff}').filter(|it| it.is_whitespace() || it.is_control() || *it == '\u{feff}')
    {
        for written in
            [blank.to_string(), format!("{blank}a"), format!("a{blank}"), format!("a{blank}b")]
        {
            let is_whole = Line::stored(&written).is_some_and(|it| it.as_str() == written);
            agree(&marks, &json!({ "waived": written }), is_whole);
            agree(&texts, &json!(written), true);
            agree(&customers, &json!(written), !written.trim().is_empty());
        }
    }
    agree(&marks, &json!({ "waived": "𠮷\n野" }), true);
    agree(&marks, &json!({ "waived": "" }), false);
    agree(&texts, &json!(""), false);
    agree(&customers, &json!(null), false);
}

#[test]
fn an_entry_has_one_spelling() {
    let fields = judge("fields.customer-kickoff.2020-04-30");
    let uuid = "0198ffff-ffff-7fff-bfff-ffffffffffff";
    for id in [
        uuid,
        &uuid.to_uppercase(),
        &uuid.replace('-', ""),
        &format!("{{{uuid}}}"),
        &format!("{uuid}0"),
        "exo",
    ] {
        // What is no address is a newer version's, and may be anything.
        let bad = json!({ "fact/customer": { "value": "x", "at": "2026-09-18T01:15:00.000Z/0/1a2b3c4d" },
            format!("people/{id}/name"): 1 });
        agree(&fields, &bad, EntryId::parse_coined(id).is_none());
    }
}
