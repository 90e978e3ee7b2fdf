//! A file whose one value is wrong: the message leads to the field, and nothing is half taken.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod support;

use kickoff::domain::field::Field;
use kickoff::domain::value::Kind;
use kickoff::store::document_error::Expected;
use kickoff::store::import::{Counted, FileError, open};
use serde_json::{Value as Json, json};

use support::files::{malformed, refused, small, small_now, small_with};
use support::{library, playbook};

const AT: &str = "2026-09-18T01:15:00.000Z/0/1a2b3c4d";

const PERSON: &str = "people/0198ffff-ffff-7fff-bfff-ffffffffffff";

/// The small file with one more field.
fn recorded(address: &str, recorded: Json) -> Vec<u8> {
    small_with("/engagements/0/fields", address, Some(recorded))
}

#[track_caller]
fn kind_of(address: &str) -> Kind {
    Field::parse(address, playbook()).unwrap().kind(playbook()).unwrap()
}

#[test]
fn a_value_of_another_type_is_told_with_its_field() {
    let day = "2026-02-28";
    let moment = "2026-02-28T10:15";
    let numbers = [json!(0), json!(-1), json!(1.5)];
    let never = [json!(true), json!([]), json!({}), json!({ "value": "a" })];
    let texts = || [&numbers[..], &never, &[json!(""), json!({ "unclear": "a" })]].concat();
    let counts = [
        json!(-1),
        json!(-155),
        json!(1.0),
        json!(1.5),
        json!("155"),
        json!(10_000_001),
        json!(4_294_967_296_u64),
        json!(u64::MAX),
        json!(1e300),
        // Said to be unclear, and written as what is clear: two spellings of one value.
        json!({ "unclear": "155" }),
        json!({ "unclear": "" }),
        json!({ "unclear": 155 }),
        json!({ "unclear": "約 300", "or": "so" }),
    ];
    let days = [
        "",
        "2026-02-29",
        "2026-13-01",
        "2026-2-1",
        "20260228",
        "11/22/2026",
        "1999-12-31",
        "2100-01-01",
        "9999-12-31",
        " 2026-02-28",
        moment,
    ];
    let moments = [
        "",
        day,
        "2026-02-29T10:15",
        "2026-02-28T24:00",
        "2026-02-28 10:15",
        "2026-02-28T10:15:30",
    ];
    let choices = ["", "Yes", "maybe", "はい", " yes"];
    let strings = |all: &[&str]| all.iter().map(|it| json!(it)).collect::<Vec<_>>();
    let unclear = |clear| vec![json!({ "unclear": clear }), json!({ "unclear": "" }), json!(0)];
    let marks = [
        json!("open"),
        json!("Done"),
        json!(""),
        json!(true),
        // A reason belongs to all but one, and to that one not.
        json!("not-applicable"),
        json!("waived"),
        json!("not-met"),
        json!({ "done": "会議で確認" }),
        json!({ "not-applicable": "" }),
        json!({ "waived": " \n" }),
        json!({ "waived": null }),
        json!({ "not-met": ["理由"] }),
        json!({ "waived": " 余白つきの理由 " }),
        json!({ "waived": "理由", "not-met": "理由" }),
        json!({}),
    ];
    let table: Vec<(&str, Vec<Json>)> = vec![
        ("fact/industry", texts()),
        ("fact/business", texts()),
        ("fact/win10-sme", texts()),
        ("sources/0198ffff-ffff-7fff-bfff-ffffffffffff/address", texts()),
        ("gaps/0198ffff-ffff-7fff-bfff-ffffffffffff/service", texts()),
        ("fact/seats", [&counts[..], &never].concat()),
        ("services/exo/seats", counts.to_vec()),
        ("fact/terms-sent", [strings(&days), unclear(day), never.to_vec()].concat()),
        ("services/exo/due", strings(&days)),
        ("fact/kickoff-at", [strings(&moments), unclear(moment), never.to_vec()].concat()),
        ("answer/managed", [strings(&choices), numbers.to_vec(), never.to_vec()].concat()),
        ("answer/motion", strings(&["RFA", "yes", "支援リクエスト"])),
        ("fact/calendar", strings(&["us", "Japan"])),
        ("services/exo/intent", strings(&["maybe"])),
        ("services/exo", vec![json!("true"), json!(1), json!({}), json!("")]),
        (PERSON, vec![json!("yes"), json!(0)]),
        ("services/exo/due-confirmed", vec![json!("true"), json!(1)]),
        ("item/ftop.983/mark", marks.to_vec()),
        ("item/ftop.983/note", texts()),
        ("item/ftop.983/owner", texts()),
        ("item/out.value/evidence", texts()),
    ];
    let mut asked = 0;
    for (address, values) in table {
        let expected = Expected::Value(kind_of(address));
        for value in values {
            let path = format!("engagements[0].fields.{address}.value");
            let bytes = recorded(address, json!({ "value": value, "at": AT }));
            refused(&bytes, &malformed(&path, expected));
            asked += 1;
        }
    }
    assert!(asked > 150, "{asked}");
}

#[test]
fn the_same_fields_take_what_belongs_there() {
    let table = [
        ("fact/industry", json!("部品")),
        ("fact/seats", json!(0)),
        ("fact/seats", json!(10_000_000)),
        ("fact/seats", json!({ "unclear": "-5" })),
        ("fact/seats", json!({ "unclear": "約 300" })),
        ("fact/terms-sent", json!("2028-02-29")),
        ("fact/terms-sent", json!({ "unclear": "2026-02-29" })),
        ("fact/kickoff-at", json!("2026-02-28T00:00")),
        ("answer/motion", json!("rfa")),
        ("services/exo", json!(false)),
        (PERSON, json!(true)),
        ("item/ftop.983/mark", json!("done")),
        ("item/ftop.983/mark", json!({ "waived": "理由" })),
        ("item/ftop.983/mark", json!(null)),
    ];
    for (address, value) in table {
        let bytes = recorded(address, json!({ "value": value, "at": AT }));
        let opened = open(&bytes, library()).unwrap();
        let again = kickoff::store::document::write(&opened.engagements[0]);
        assert_eq!(again["fields"][address]["value"], value, "{address}");
    }
}

#[test]
fn the_message_names_the_cell_even_of_the_longest_address() {
    for (address, value) in [
        (format!("{PERSON}/organisation"), json!(1)),
        ("closed-days/0198ffff-ffff-7fff-bfff-ffffffffffff/name".to_owned(), json!(1)),
        ("services/0198ffff-ffff-7fff-bfff-ffffffffffff/intent-confirmed".to_owned(), json!(1)),
    ] {
        let path = format!("engagements[0].fields.{address}.value");
        let bytes = recorded(&address, json!({ "value": value, "at": AT }));
        refused(&bytes, &malformed(&path, Expected::Value(kind_of(&address))));
    }
}

#[test]
fn a_field_that_does_not_say_when_it_was_changed_is_told() {
    let stamps = [
        json!(null),
        json!(1_789_694_100),
        json!(""),
        json!("2026-09-18"),
        json!("2026-09-18T10:15:00.000+09:00/0/1a2b3c4d"),
        json!("2026-09-18T01:15:00Z/0/1a2b3c4d"),
        json!("2026-09-18T01:15:00.000Z/00/1a2b3c4d"),
        json!("2026-09-18T01:15:00.000Z/0/1A2B3C4D"),
        json!("2026-09-18T01:15:00.000Z/4294967296/1a2b3c4d"),
        json!("2026-02-30T01:15:00.000Z/0/1a2b3c4d"),
        json!("1969-12-31T23:59:59.999Z/0/1a2b3c4d"),
    ];
    let path = "engagements[0].fields.fact/seats";
    for at in stamps {
        let expected = if at.is_string() { Expected::Stamp } else { Expected::Text };
        let bytes = recorded("fact/seats", json!({ "value": 155, "at": at }));
        refused(&bytes, &malformed(&format!("{path}.at"), expected));
    }
    let bytes = recorded("fact/seats", json!({ "value": 155 }));
    refused(&bytes, &malformed(&format!("{path}.at"), Expected::Text));
    for bare in [json!(155), json!(null), json!([155, AT])] {
        refused(&recorded("fact/seats", bare), &malformed(path, Expected::Object));
    }
}

#[test]
fn an_engagement_without_a_customer_is_told() {
    let fields = "/engagements/0/fields";
    refused(
        &small_with(fields, "fact/customer", None),
        &malformed("engagements[0].fields.fact/customer", Expected::Customer),
    );
    for value in [json!(null), json!(""), json!(" \u{3000}")] {
        let bytes = recorded("fact/customer", json!({ "value": value, "at": AT }));
        let path = "engagements[0].fields.fact/customer.value";
        refused(&bytes, &malformed(path, Expected::Value(Kind::Text)));
    }
}

#[test]
fn an_engagement_without_a_proper_id_is_told() {
    let at = "/engagements/0";
    let table = [
        json!(""),
        json!("1"),
        json!("01993AB0-0000-7000-8000-000000000001"),
        json!("{01993ab0-0000-7000-8000-000000000001}"),
        json!("01993ab0000070008000000000000001"),
        json!("../../01993ab0-0000-7000-8000-000000000001"),
    ];
    for id in table {
        let wanted = malformed("engagements[0].id", Expected::EngagementId);
        refused(&small_with(at, "id", Some(id)), &wanted);
    }
    for id in [None, Some(json!(1)), Some(json!(null))] {
        refused(&small_with(at, "id", id), &malformed("engagements[0].id", Expected::Text));
    }
}

#[test]
fn a_playbook_without_a_name_is_told() {
    let wanted = malformed("engagements[0].playbook", Expected::Object);
    refused(&small_with("/engagements/0", "playbook", None), &wanted);
    for (member, path) in
        [("id", "engagements[0].playbook.id"), ("revision", "engagements[0].playbook.revision")]
    {
        let bytes = small_with("/engagements/0/playbook", member, None);
        refused(&bytes, &malformed(path, Expected::Text));
    }
}

#[test]
fn a_file_whose_frame_is_bent_is_told() {
    for bad in [None, Some(json!(null)), Some(json!({})), Some(json!("01993ab0"))] {
        let bytes = small_with("", "engagements", bad);
        refused(&bytes, &malformed("engagements", Expected::List));
    }
    for bad in [None, Some(json!([])), Some(json!("fields"))] {
        let bytes = small_with("/engagements/0", "fields", bad);
        refused(&bytes, &malformed("engagements[0].fields", Expected::Object));
    }
    for bad in [json!(null), json!([]), json!("01993ab0")] {
        let bytes = small_with("", "engagements", Some(json!([bad])));
        refused(&bytes, &malformed("engagements[0]", Expected::Object));
    }
}

#[test]
fn the_second_engagement_is_read_as_strictly_as_the_first() {
    let first = small()["engagements"][0].clone();
    let mut second = first.clone();
    second["id"] = json!("01993ab0-0000-7000-8000-000000000002");
    second["fields"]["fact/seats"] = json!({ "value": "155", "at": AT });
    let bytes = small_with("", "engagements", Some(json!([first, second])));
    let path = "engagements[1].fields.fact/seats.value";
    refused(&bytes, &malformed(path, Expected::Value(Kind::Count)));
}

#[test]
fn the_same_engagement_twice_is_told() {
    let one = small()["engagements"][0].clone();
    let bytes = small_with("", "engagements", Some(json!([one, one])));
    let (path, customer) = ("engagements[1].id".to_owned(), "コントソ製作所".to_owned());
    refused(&bytes, &FileError::Twice { path, customer });
}

#[test]
fn a_file_without_an_engagement_is_told() {
    for counts in [None, Some(json!({ "engagements": 0, "fields": 0, "entries": 0 }))] {
        let mut file = small();
        file["engagements"] = json!([]);
        if let Some(counts) = counts {
            file["counts"] = counts;
        }
        refused(file.to_string().as_bytes(), &FileError::Nothing);
    }
}

#[test]
fn a_file_that_lost_something_on_the_way_is_told() {
    for (name, of, found) in [
        ("engagements", Counted::Engagements, 1),
        ("fields", Counted::Fields, 1),
        ("entries", Counted::Entries, 0),
    ] {
        for said in [0, 1, 2, 1_000, u64::MAX] {
            let bytes = small_with("", "counts", Some(json!({ name: said })));
            if said == found {
                assert!(open(&bytes, library()).is_ok());
            } else {
                refused(&bytes, &FileError::Incomplete { of, said, found });
            }
        }
        for bad in [json!(null), json!("1"), json!(-1), json!(1.5), json!([1])] {
            let bytes = small_with("", "counts", Some(json!({ name: bad })));
            refused(&bytes, &malformed(&format!("counts.{name}"), Expected::Count));
        }
    }
    for bad in [json!(null), json!("1"), json!([])] {
        let bytes = small_with("", "counts", Some(bad));
        refused(&bytes, &malformed("counts", Expected::Object));
    }
    // A file that says nothing of its counts has nothing to contradict.
    for counts in [None, Some(json!({})), Some(json!({ "engagements": 1, "later": "x" }))] {
        assert!(open(&small_with("", "counts", counts), library()).is_ok());
    }
    // Entries of a newer version's registers are entries there, and unknown fields here.
    let mut newer = small();
    newer["engagements"][0]["fields"]["decisions/1"] = json!({ "value": true, "at": AT });
    newer["counts"] = json!({ "engagements": 1, "fields": 2, "entries": 1 });
    assert!(open(newer.to_string().as_bytes(), library()).is_ok());
}

#[test]
fn what_a_copy_has_seen_is_read_strictly() {
    let refused_with = |seen: Option<Json>, path: &str, expected| {
        let mut file = small_now();
        let engagement = file["engagements"][0].as_object_mut().unwrap();
        match seen {
            Some(seen) => engagement.insert("seen".to_owned(), seen),
            None => engagement.remove("seen"),
        };
        let path = format!("engagements[0].{path}");
        refused(file.to_string().as_bytes(), &malformed(&path, expected));
    };
    assert!(open(small_now().to_string().as_bytes(), library()).is_ok());
    for seen in [None, Some(json!(null)), Some(json!([])), Some(json!(AT))] {
        refused_with(seen, "seen", Expected::Object);
    }
    for moment in [json!(null), json!(0), json!({})] {
        refused_with(Some(json!({ "1a2b3c4d": moment })), "seen.1a2b3c4d", Expected::Text);
    }
    for (writer, moment) in [
        ("1a2b3c4d", "2026-09-18T01:15:00.000Z"),
        ("1a2b3c4d", AT),
        ("1A2B3C4D", "2026-09-18T01:15:00.000Z/0"),
        ("1a2b3c4d-00000000", "2026-09-18T01:15:00.000Z/0"),
        ("", "2026-09-18T01:15:00.000Z/0"),
    ] {
        let path = format!("seen.{writer}");
        refused_with(Some(json!({ writer: moment })), &path, Expected::Stamp);
    }
}

#[test]
fn rivals_and_the_past_are_read_as_strictly_as_what_is_shown() {
    let with = |rivals: Json, past: Json| {
        let mut file = small_now();
        file["engagements"][0]["fields"]["fact/seats"] =
            json!({ "value": 155, "at": AT, "rivals": rivals });
        file["engagements"][0]["past"] = past;
        file.to_string().into_bytes()
    };
    let whole = json!({ "value": 160, "at": AT });
    let past = json!({ "field": "fact/seats", "value": 150, "at": AT });
    assert!(open(&with(json!([whole]), json!([past])), library()).is_ok());
    let rivals = "engagements[0].fields.fact/seats.rivals";
    let count = Expected::Value(Kind::Count);
    for (bad, path, expected) in [
        (json!({}), "", Expected::List),
        (json!(null), "", Expected::List),
        (json!([whole, 160]), "[1]", Expected::Object),
        (json!([{ "value": 160 }]), "[0].at", Expected::Text),
        (json!([{ "value": 160, "at": "" }]), "[0].at", Expected::Stamp),
        (json!([whole, { "value": "160", "at": AT }]), "[1].value", count),
    ] {
        let wanted = malformed(&format!("{rivals}{path}"), expected);
        refused(&with(bad, json!([])), &wanted);
    }
    for (bad, path, expected) in [
        (json!({}), "", Expected::List),
        (json!([[]]), "[0]", Expected::Object),
        (json!([past, { "value": 160, "at": AT }]), "[1].field", Expected::Text),
        (json!([{ "field": "fact/seats", "value": 160 }]), "[0].at", Expected::Text),
        (json!([{ "field": "fact/seats", "value": -1, "at": AT }]), "[0].value", count),
    ] {
        let wanted = malformed(&format!("engagements[0].past{path}"), expected);
        refused(&with(json!([]), bad), &wanted);
    }
}
