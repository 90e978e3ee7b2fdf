//! Export and import: what was recorded comes back, every field of it, and files that were written
//! long ago still open.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod support;

use std::collections::BTreeSet;

use chrono::DateTime;
use kickoff::domain::carried::Spot;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::{Field, ItemField};
use kickoff::domain::playbook::QuestionKind;
use kickoff::domain::register::Register;
use kickoff::domain::value::{Mark, Value};
use kickoff::storage::cabinet::{Cabinet, Loaded};
use kickoff::storage::drawer::MemoryDrawer;
use kickoff::storage::{document, file, import};
use serde_json::Value as Json;

use support::contoso::{bare_engagement, full_engagement};
use support::{edit, playbook};

/// Written once, by the version that wrote it. Files like it are with people: it has to open for
/// ever, so it is never written again (`saves/README.md`).
const FROZEN: &str = include_str!("saves/contoso.kickoff.json");

/// Fields that came after the frozen file, and so are in the full case only.
const ADDED_SINCE: &[&str] = &[];

const EXPORTED_AT: &str = "2027-03-12T17:05:00+09:00";

#[track_caller]
fn written(engagements: &[Engagement]) -> String {
    let at = DateTime::parse_from_rfc3339(EXPORTED_AT).unwrap();
    file::write(engagements, playbook(), at).unwrap()
}

#[track_caller]
fn opened(text: &str) -> import::Opened {
    import::open(text.as_bytes(), playbook()).unwrap_or_else(|it| panic!("{it:?}"))
}

/// Names the first field that differs; a whole engagement on the screen would help nobody.
#[track_caller]
fn assert_same(found: &Engagement, wanted: &Engagement) {
    for (field, recorded) in wanted.fields() {
        assert_eq!(found.value(field), recorded.value.as_ref(), "{field}");
        assert_eq!(found.changed_at(field), Some(recorded.at), "{field}");
    }
    let fields = |it: &Engagement| it.fields().map(|(field, _)| field).collect::<BTreeSet<_>>();
    assert_eq!(fields(found), fields(wanted), "fields that nobody recorded");
    let unknown = |it: &Engagement| -> Vec<(String, String)> {
        it.unknown().map(|(address, raw)| (address.to_owned(), raw.to_owned())).collect()
    };
    assert_eq!(unknown(found), unknown(wanted), "fields of a newer version");
    assert_eq!(found, wanted, "id or edition");
}

/// Every field that the type can have, entries aside: those have any number of ids.
fn every_single_field() -> Vec<Field> {
    let playbook = playbook();
    let facts = playbook.facts.iter().map(|it| Field::Fact(it.id));
    let questions = playbook.questions.iter().filter(|it| it.kind != QuestionKind::Services);
    let answers = questions.map(|it| Field::Answer(it.id));
    let items = playbook
        .items()
        .flat_map(|(_, it)| ItemField::ALL.into_iter().map(move |part| Field::Item(it.id, part)));
    facts.chain(answers).chain(items).collect()
}

#[test]
fn the_full_case_lacks_nothing_that_can_be_recorded() {
    let full = full_engagement();
    for field in every_single_field() {
        assert!(full.value(field).is_some(), "contoso.txt lacks {field}");
    }
    for register in Register::ALL {
        for column in register.columns() {
            let mut cells = full.entries(*register).map(|id| Field::Entry(*register, id, *column));
            let code = register.code();
            assert!(
                cells.any(|it| full.value(it).is_some()),
                "contoso.txt has no {code} with a {}",
                column.code
            );
        }
    }
    for (field, _) in full.fields() {
        // A kind of field that this file does not walk would be one that it forgets.
        match field {
            Field::Fact(_) | Field::Answer(_) | Field::Item(..) => {
                assert!(every_single_field().contains(&field), "{field}");
            }
            Field::Exists(..) | Field::Entry(..) => {}
        }
    }
}

#[test]
fn the_full_case_has_every_kind_of_value() {
    let full = full_engagement();
    let values: Vec<Option<Value>> = full.fields().map(|(_, it)| it.value.clone()).collect();
    let mut kinds = BTreeSet::new();
    for value in &values {
        kinds.insert(match value {
            None => "emptied",
            Some(Value::Text(_)) => "text",
            Some(Value::Day(_)) => "day",
            Some(Value::Moment(_)) => "moment",
            Some(Value::Count(_)) => "count",
            Some(Value::Flag(true)) => "flag",
            Some(Value::Flag(false)) => "deleted",
            Some(Value::Choice(_)) => "choice",
            Some(Value::Unclear(_)) => "unclear",
            Some(Value::Mark(Mark::Done)) => "done",
            Some(Value::Mark(Mark::NotApplicable(_))) => "not applicable",
            Some(Value::Mark(Mark::Waived(_))) => "waived",
            Some(Value::Mark(Mark::NotMet(_))) => "not met",
        });
    }
    assert_eq!(kinds.len(), 13, "only {kinds:?}");
    assert!(full.unknown().count() > 1);
    let devices: BTreeSet<_> = full.fields().map(|(_, it)| it.at.writer()).collect();
    assert_eq!(devices.len(), 2, "two people wrote it");
}

#[test]
fn a_case_comes_back_into_an_empty_browser_field_by_field() {
    let full = full_engagement();
    let opened = opened(&written(std::slice::from_ref(&full)));
    let cabinet = Cabinet::new(MemoryDrawer::default(), "/", playbook());
    for engagement in &opened.engagements {
        cabinet.save(engagement, 1_800_000_000_000).unwrap();
    }
    match cabinet.load(full.id()).unwrap() {
        Loaded::Whole(found) => assert_same(&found, &full),
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_cases_come_back_from_one_file_in_their_order() {
    let all = [bare_engagement(1), full_engagement(), bare_engagement(2)];
    let opened = opened(&written(&all));
    assert_eq!(opened.engagements.len(), all.len());
    for (found, wanted) in opened.engagements.iter().zip(&all) {
        assert_same(found, wanted);
    }
}

#[test]
fn a_file_without_engagements_is_a_file() {
    let opened = opened(&written(&[]));
    assert_eq!((opened.engagements, opened.counts), (Vec::new(), file::Counts::default()));
}

#[test]
fn written_again_after_reading_not_a_byte_differs() {
    for engagements in
        [vec![], vec![bare_engagement(1)], vec![bare_engagement(1), full_engagement()]]
    {
        let once = written(&engagements);
        assert!(once == written(&opened(&once).engagements), "{} cases", engagements.len());
    }
}

#[test]
fn the_frozen_file_still_opens_with_every_field() {
    let opened = opened(FROZEN);
    let [found] = &opened.engagements[..] else { panic!("one engagement") };
    let full = full_engagement();
    let json = document::write(&full);
    let frozen: Json = serde_json::from_str(FROZEN).unwrap();
    let (now, then) = (&json["fields"], &frozen["engagements"][0]["fields"]);
    for (address, recorded) in now.as_object().unwrap() {
        if !ADDED_SINCE.contains(&address.as_str()) {
            assert_eq!(Some(recorded), then.get(address), "{address}");
        }
    }
    if ADDED_SINCE.is_empty() {
        // Schema 1 kept no past, and what a copy knows of is worked out from its fields.
        assert_eq!(found.past().iter().count(), 0);
        let mut with_past = found.clone();
        for it in full.past().iter() {
            with_past.restore_past(playbook(), it.clone()).unwrap();
        }
        full.seen().iter().for_each(|at| with_past.restore_seen(at));
        assert_same(&with_past, &full);
        let seen_in_fields =
            |it: &Engagement| it.fields().all(|(_, it)| found.seen().covers(it.at));
        assert!(seen_in_fields(&full));
    }
    assert_eq!(found.id(), full.id());
    assert_eq!(opened.unknown_fields, full.unknown().count());
    assert_eq!(opened.exported_at.as_deref(), Some(EXPORTED_AT));
    assert_eq!(opened.app.as_deref(), Some("0.1.0"));
}

#[test]
fn fields_of_a_newer_version_outlive_reading_editing_and_writing() {
    let mut engagement = opened(FROZEN).engagements.remove(0);
    let before: Vec<_> = engagement.unknown().map(|(address, _)| address.to_owned()).collect();
    assert_eq!(before.len(), 2);
    let at = engagement.head().unwrap();
    engagement.apply(playbook(), &[edit("fact/industry", "部品の製造")], at).unwrap();
    let text = written(&[engagement]);
    let frozen: Json = serde_json::from_str(FROZEN).unwrap();
    let again: Json = serde_json::from_str(&text).unwrap();
    for address in before {
        let at = |it: &Json| it["engagements"][0]["fields"][&address].clone();
        assert!(at(&again).is_object());
        assert_eq!(at(&again), at(&frozen), "{address}");
    }
}

#[test]
fn whatever_a_newer_version_puts_into_a_field_is_carried_along() {
    let table = [
        "null",
        "true",
        "0",
        "-1",
        "18446744073709551615",
        "0.1",
        "1e+300",
        "\"\"",
        "\"案\\u0000\"",
        "[]",
        "{}",
        "[[1,{\"a\":[null]}],\"b\"]",
    ];
    for raw in table {
        let mut engagement = bare_engagement(1);
        let raw: Json = raw.parse().unwrap();
        engagement.carry(Spot::Field("signals/1/level".into()), &raw.to_string(), None);
        let once = opened(&written(std::slice::from_ref(&engagement))).engagements.remove(0);
        assert_same(&once, &engagement);
    }
}

#[test]
fn a_file_says_what_it_is_before_anything_else() {
    let text = written(&[bare_engagement(1), full_engagement()]);
    let keys: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("  \"")?.split_once("\":").map(|(key, _)| key))
        .collect();
    let wanted = [
        "format",
        "schemaVersion",
        "app",
        "exportedAt",
        "playbook",
        "counts",
        "summary",
        "engagements",
    ];
    assert_eq!(keys, wanted);
    let head: Vec<&str> = text.lines().take(3).collect();
    assert_eq!(head, ["{", "  \"format\": \"kickoff-engagements\",", "  \"schemaVersion\": 1,"]);
    assert!(text.ends_with("}\n"));
    let json: Json = serde_json::from_str(&text).unwrap();
    let book = &json["playbook"];
    assert_eq!(
        (&book["id"], &book["revision"]),
        (&"customer-kickoff".into(), &"2020-04-30".into())
    );
    assert_eq!(book["title"]["ja"], "お客様とのキックオフの実施");
    assert_eq!(book["title"]["en"], "Conduct Customer Kickoff");
}

#[test]
fn a_file_counts_what_is_in_it() {
    let all = [bare_engagement(1), full_engagement()];
    let json: Json = serde_json::from_str(&written(&all)).unwrap();
    // Counted by hand from what is written, not by the code that counts.
    let documents = json["engagements"].as_array().unwrap();
    let fields = |it: &Json| it["fields"].as_object().unwrap().clone();
    let touched: usize = documents.iter().map(|it| fields(it).len()).sum();
    let there = documents
        .iter()
        .flat_map(fields)
        .filter(|(address, recorded)| {
            address.split('/').count() == 2 && recorded["value"] == Json::Bool(true)
        })
        .count();
    let counts = &json["counts"];
    assert_eq!(counts["engagements"], 2);
    assert_eq!(counts["fields"], touched);
    assert_eq!(counts["entries"], there);
    assert!(there > 30 && touched > 500, "{there} entries, {touched} fields");
}

#[test]
fn the_time_of_an_export_has_its_offset() {
    for at in
        ["2027-03-12T17:05:00+09:00", "2027-03-12T17:05:00-03:30", "2027-03-12T17:05:00+00:00"]
    {
        let moment = DateTime::parse_from_rfc3339(at).unwrap();
        let text = file::write(&[], playbook(), moment).unwrap();
        assert_eq!(opened(&text).exported_at.as_deref(), Some(at));
    }
}

#[test]
fn a_reader_without_the_app_finds_a_summary_in_both_languages() {
    let json: Json = serde_json::from_str(&written(&[full_engagement()])).unwrap();
    let summary = &json["summary"][0];
    assert_eq!(summary["customer"], "コントソ製作所");
    let lines = |lang: &str| -> String {
        let lines: Vec<&str> =
            summary[lang].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        lines.join("\n")
    };
    let table = [
        ("お客様: コントソ製作所", "Customer: コントソ製作所"),
        ("モーション: 支援リクエスト (RFA)", "Motion: Request for Assistance (RFA)"),
        ("Exchange Online: D+ I+ B+ S+ S+ S+ A+ T+", "Exchange Online: D+ I+ B+ S+ S+ S+ A+ T+"),
        (
            "SharePoint Online: D- I- B- S- S+ S- A- T-",
            "SharePoint Online: D- I- B- S- S+ S- A- T-",
        ),
        ("Microsoft Intune: D? I+ B? S+ S- S- A- T-", "Microsoft Intune: D? I+ B? S+ S- S- A- T-"),
        ("社内ポータル「つながる」: D? I? B? S? S- S- A- T-", "社内ポータル「つながる」: D? I? B?"),
        ("知識ギャップ: 2", "Knowledge gaps: 2"),
        // The one that was deleted does not count.
        ("プロジェクトのリスク: 3", "Project risks: 3"),
        ("次のプレイブックはまだ始められません", "The next playbooks cannot begin yet"),
        ("残っている項目: DIBS・SSAT・利用資格メモを記録した", "What is missing: "),
        (
            "(実演と合わせて Success Workshop で説明する)",
            "(実演と合わせて Success Workshop で説明する)",
        ),
    ];
    for (ja, en) in table {
        assert!(lines("ja").contains(ja), "no `{ja}` in\n{}", lines("ja"));
        assert!(lines("en").contains(en), "no `{en}` in\n{}", lines("en"));
    }
    assert_eq!(lines("ja").lines().count(), lines("en").lines().count());
}

#[test]
#[ignore = "writes a file of the present version; those that are there are never written again"]
fn freeze_a_new_file() {
    use std::io::Write;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/saves/new.kickoff.json");
    let mut file = std::fs::File::create_new(path).unwrap();
    file.write_all(written(&[full_engagement()]).as_bytes()).unwrap();
}
