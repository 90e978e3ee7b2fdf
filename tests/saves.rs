//! Export and import: what was recorded comes back, every field of it, and files that were written
//! long ago still open.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::OnceLock;

use chrono::DateTime;
use kickoff::domain::assessment::Assessment;
use kickoff::domain::audience;
use kickoff::domain::code::Audience;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::{Field, Subject};
use kickoff::domain::gate::Gate;
use kickoff::domain::library::Library;
use kickoff::domain::receipt::Receipts;
use kickoff::domain::register::Register;
use kickoff::domain::revision::{self, to_recheck};
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::unknown::UnknownPlace;
use kickoff::domain::value::{Mark, Value};
use kickoff::output::file::{self, Origin};
use kickoff::store::card::Card;
use kickoff::store::engagements::{BackupKind, EngagementStore, Found, Occasion};
use kickoff::store::file::WrittenBy;
use kickoff::store::key_value::{KeyValueStore, MemoryStore};
use kickoff::store::{document, import, record};
use serde_json::Value as Json;

use support::contoso::{
    bare_engagement, decided_engagement, first_engagement, full_engagement, merged_engagement,
    received_engagement, recorded_subjects, revised_engagement, single_fields, subjects,
};
use support::{edit, field, library, playbook};

/// Written once, by the version that wrote it. Files like it are with people: it has to open for
/// ever, so it is never written again (`saves/README.md`).
const FROZEN: &str = include_str!("saves/contoso.kickoff.json");

/// The same case after two people edited it apart and merged it, as schema 2.
const FROZEN_2: &str = include_str!("saves/contoso-2.kickoff.json");

/// All that a browser kept of it, key by key.
const FROZEN_STORAGE_2: &str = include_str!("saves/storage-2.json");

/// The same after they have decided for whom everything is, as schema 3.
const FROZEN_3: &str = include_str!("saves/contoso-3.kickoff.json");

const FROZEN_STORAGE_3: &str = include_str!("saves/storage-3.json");

/// The same after the delivery team has accepted and returned what was handed over, as a device wrote it into a
/// team folder.
const FROZEN_RECEIVED: &str = include_str!("saves/contoso-received.kickoff.json");

const FROZEN_STORAGE_RECEIVED: &str = include_str!("saves/storage-received.json");

/// The same with a tail: what was written since the last generation.
const FROZEN_STORAGE_TAIL: &str = include_str!("saves/storage-tail.json");

/// The same on a second revision of its playbook, which is one of the tests' own.
const FROZEN_REVISED: &str = include_str!("saves/contoso-revised.kickoff.json");

const EXPORTED_AT: &str = "2027-03-12T17:05:00+09:00";

#[track_caller]
fn written(engagements: &[Engagement]) -> String {
    let at = DateTime::parse_from_rfc3339(EXPORTED_AT).unwrap();
    file::write(engagements, playbook(), at).unwrap()
}

#[track_caller]
fn opened(text: &str) -> import::Opened {
    import::open(text.as_bytes(), library()).unwrap_or_else(|it| panic!("{it:?}"))
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

#[test]
fn the_full_case_lacks_nothing_that_can_be_recorded() {
    let full = full_engagement();
    for field in single_fields() {
        assert!(full.value(field).is_some(), "{field}");
    }
    for register in Register::ALL {
        for column in register.columns() {
            let mut cells = full.entries(*register).map(|id| Field::Entry(*register, id, *column));
            let code = register.code();
            assert!(cells.any(|it| full.value(it).is_some()), "no {code} with a {}", column.code);
        }
    }
    for (field, _) in full.fields() {
        // A kind of field that this file does not walk would be one that it forgets.
        match field {
            Field::Fact(_) | Field::Answer(_) | Field::Item(..) => {
                assert!(single_fields().contains(&field), "{field}");
            }
            Field::Exists(..) | Field::Entry(..) => {}
            Field::Audience(_) => panic!("{field}: 0.1.0 knew of no audience"),
            Field::Receipt(..) => panic!("{field}: 0.1.0 knew of no receipt"),
            Field::Revision => panic!("{field}: 0.1.0 knew of one revision"),
        }
    }
}

#[test]
fn the_decided_case_says_of_everything_for_whom_it_is() {
    let decided = decided_engagement();
    for subject in recorded_subjects(&decided) {
        let field = Field::Audience(subject);
        assert!(decided.recorded(field).is_some(), "{field}");
        assert_eq!(Field::parse(&field.to_string(), playbook()), Some(field));
    }
    let audiences: Vec<_> =
        decided.fields().filter(|it| matches!(it.0, Field::Audience(_))).collect();
    let is = |wanted| audiences.iter().filter(|it| it.1.value == wanted).count();
    assert!(50 < is(Some(Value::Choice("internal"))) && 50 < is(Some(Value::Choice("shared"))));
    assert_eq!(is(None), 1, "taken back");
    let apart: Vec<_> = audiences.iter().filter(|it| !it.1.rivals.is_empty()).collect();
    assert!(20 < apart.len());
    assert!(apart.iter().all(|it| it.1.value == Some(Value::Choice("internal"))));
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
    let store = EngagementStore::new(MemoryStore::default(), "/", library());
    for engagement in &opened.engagements {
        store.save(engagement, 1_800_000_000_000).unwrap();
    }
    match store.load(full.id()).unwrap() {
        Found::Whole(found) => assert_same(&found, &full),
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
fn a_file_without_engagements_is_refused_as_one() {
    let found = import::open(written(&[]).as_bytes(), library());
    assert_eq!(found, Err(import::FileError::Nothing));
}

#[test]
fn written_again_after_reading_not_a_byte_differs() {
    for engagements in [vec![bare_engagement(1)], vec![bare_engagement(1), full_engagement()]] {
        let once = written(&engagements);
        assert!(once == written(&opened(&once).engagements), "{} cases", engagements.len());
    }
}

#[test]
fn the_frozen_file_still_opens_with_every_field() {
    let opened = opened(FROZEN);
    let [found] = &opened.engagements[..] else { panic!("one engagement") };
    let full = first_engagement();
    let json = document::write(&full);
    let frozen: Json = serde_json::from_str(FROZEN).unwrap();
    let (now, then) = (&json["fields"], &frozen["engagements"][0]["fields"]);
    for (address, recorded) in now.as_object().unwrap() {
        assert_eq!(Some(recorded), then.get(address), "{address}");
    }
    // Schema 1 kept no past, and what a copy knows of is worked out from its fields.
    assert_eq!(found.overwritten().iter().count(), 0);
    let mut with_past = found.clone();
    for it in full.overwritten().iter() {
        with_past.restore_past(playbook(), it.clone()).unwrap();
    }
    full.version_vector().iter().for_each(|at| with_past.restore_seen(at));
    assert_same(&with_past, &full);
    let seen_in_fields =
        |it: &Engagement| it.fields().all(|(_, it)| found.version_vector().covers(it.at));
    assert!(seen_in_fields(&full));
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
        engagement.carry(UnknownPlace::Field("signals/1/level".into()), &raw.to_string(), None);
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
        "sha256",
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
        let text = file::write(&[bare_engagement(1)], playbook(), moment).unwrap();
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
        (
            "Exchange Online: DIBS 確認済み 4/4、SSAT 記入済み 4/4",
            "Exchange Online: DIBS confirmed 4/4; SSAT filled in 4/4",
        ),
        (
            "SharePoint Online: DIBS 確認済み 0/4、SSAT 記入済み 1/4",
            "SharePoint Online: DIBS confirmed 0/4; SSAT filled in 1/4",
        ),
        (
            "Microsoft Intune: DIBS 確認済み 2/4・記入済み (未確認) 2/4、SSAT 記入済み 0/4",
            "Microsoft Intune: DIBS confirmed 2/4, filled in but not confirmed 2/4; SSAT filled in 0/4",
        ),
        (
            "社内ポータル「つながる」: DIBS 確認済み 0/4・記入済み (未確認) 4/4、SSAT 記入済み 0/4",
            "社内ポータル「つながる」: DIBS confirmed 0/4, filled in but not confirmed 4/4",
        ),
        ("知識ギャップ: 2 件", "Knowledge gaps: 2"),
        // The one that was deleted does not count.
        ("プロジェクトのリスク: 3 件", "Project risks: 3"),
        ("次のプレイブックはまだ始められません", "The next playbooks cannot begin yet"),
        ("残っている項目: DIBS・SSAT・利用資格メモを記録した", "Still missing: "),
        (
            "(理由: 実演と合わせて Success Workshop で説明する)",
            "(reason: 実演と合わせて Success Workshop で説明する)",
        ),
    ];
    for (ja, en) in table {
        assert!(lines("ja").contains(ja), "no `{ja}` in\n{}", lines("ja"));
        assert!(lines("en").contains(en), "no `{en}` in\n{}", lines("en"));
    }
    assert_eq!(lines("ja").lines().count(), lines("en").lines().count());
}

#[test]
fn a_file_says_whether_it_is_ready_what_is_missing_and_what_was_let_go() {
    let engagement = full_engagement();
    let json: Json =
        serde_json::from_str(&written(&[bare_engagement(1), engagement.clone()])).unwrap();
    let [bare, full] = &json["summary"].as_array().unwrap()[..] else { panic!("two engagements") };
    assert_eq!(bare["ready"], false);
    let missing = bare["missing"].as_array().unwrap();
    let tasks = missing.iter().filter(|it| it["id"].as_str().unwrap().starts_with("ftop."));
    assert_eq!(tasks.count(), 2, "both mandatory tasks");
    for it in missing {
        assert!(it["ja"].as_str().unwrap() != it["en"].as_str().unwrap(), "{it}");
    }
    let gate = Gate::of(playbook(), &Assessment::of(playbook(), &engagement));
    assert_eq!(full["ready"], gate.is_open());
    let ids = |of: &Json| -> Vec<String> {
        of.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
    };
    let named = |it: kickoff::domain::id::ItemId| it.to_string();
    assert_eq!(
        ids(&full["missing"]),
        gate.missing.iter().map(|it| named(it.item())).collect::<Vec<_>>()
    );
    assert_eq!(ids(&full["waived"]), gate.waived.iter().copied().map(named).collect::<Vec<_>>());
    assert!(!gate.waived.is_empty());
    for it in full["waived"].as_array().unwrap() {
        assert!(!it["reason"].as_str().unwrap().is_empty(), "{it}");
    }
}

#[test]
fn a_file_tells_whether_its_engagements_are_what_was_exported() {
    let text = written(&[full_engagement()]);
    assert!(!opened(&text).is_changed);
    // In another order of members, with other blanks, it is the same.
    let json: Json = serde_json::from_str(&text).unwrap();
    fn turned(it: &Json) -> Json {
        match it {
            Json::Object(all) => {
                all.iter().rev().map(|(name, it)| (name.clone(), turned(it))).collect()
            }
            Json::Array(all) => all.iter().map(turned).collect(),
            single => single.clone(),
        }
    }
    assert!(!opened(&serde_json::to_string(&turned(&json)).unwrap()).is_changed);
    // A letter is another, a value is, a member is new; or the sum itself.
    let (head, engagements) = text.split_once("\"engagements\": [").unwrap();
    let within = |from: &str, to: &str| {
        let changed = engagements.replacen(from, to, 1);
        assert_ne!(changed, engagements, "{from}");
        format!("{head}\"engagements\": [{changed}")
    };
    let changed = [
        within("品質会議", "品質会义"),
        within("\"value\": 850", "\"value\": 851"),
        within("\"id\":", "\"signals\": 1, \"id\":"),
        text.replacen("\"sha256\": \"", "\"sha256\": \"0", 1),
        text.replacen("\"sha256\": \"", "\"sha256\": 1, \"\": \"", 1),
    ];
    for it in changed {
        assert_ne!(it, text);
        assert!(opened(&it).is_changed, "{}", it.len());
    }
    // What says nothing of it is as good as ever.
    for frozen in [FROZEN, FROZEN_2, FROZEN_3] {
        assert!(!opened(frozen).is_changed);
    }
}

#[test]
fn the_frozen_file_of_schema_2_still_opens_with_rivals_past_and_what_is_newer() {
    let opened = opened(FROZEN_2);
    let [found] = &opened.engagements[..] else { panic!("one engagement") };
    let wanted = merged_engagement();
    assert_same(found, &wanted);
    // The summary is for readers, and says more with every version; the engagement is the promise.
    let engagements = |text: &str| -> Json {
        let file: Json = serde_json::from_str(text).unwrap();
        file["engagements"].clone()
    };
    let mut again = engagements(&written(std::slice::from_ref(found)));
    // Since then only the number is another.
    assert_eq!(again[0]["schema"], document::SCHEMA);
    again[0]["schema"] = 2.into();
    assert!(again == engagements(FROZEN_2), "written again, it differs");
    // It holds something of everything that the shape has.
    assert_eq!(found.conflicts().count(), 2);
    assert_eq!(found.fields().map(|(_, it)| it.rivals.len()).sum::<usize>(), 6);
    assert!(found.overwritten().iter().count() > 10);
    assert_eq!(found.version_vector().iter().filter(|it| it.writer().load != 0).count(), 3);
    assert_eq!(found.unknown_fields().iter().count(), 6);
    let whole: Json = serde_json::from_str(FROZEN_2).unwrap();
    let document = &whole["engagements"][0];
    assert_eq!(document["schema"], 2);
    assert_eq!(document["signals"]["level"], 3);
    assert_eq!(document["fields"]["fact/seats"]["source"], "契約書");
    assert_eq!(document["fields"]["fact/seats"]["rivals"][0]["value"], 880);
}

#[test]
fn the_frozen_file_of_schema_3_still_opens_with_for_whom_everything_is() {
    let opened = opened(FROZEN_3);
    let [found] = &opened.engagements[..] else { panic!("one engagement") };
    let wanted = decided_engagement();
    assert_same(found, &wanted);
    for subject in subjects(&wanted) {
        assert_eq!(found.audience(subject), wanted.audience(subject));
    }
    let whole: Json = serde_json::from_str(FROZEN_3).unwrap();
    let again: Json = serde_json::from_str(&written(std::slice::from_ref(found))).unwrap();
    assert!(again["engagements"] == whole["engagements"], "written again, it differs");
    let document = &whole["engagements"][0];
    assert_eq!(document["schema"], 3);
    let fields = &document["fields"];
    assert_eq!(fields["item/prep.context/note-audience"]["value"], "shared");
    assert_eq!(fields["item/prep.context/evidence-audience"]["value"], "internal");
    let apart = &fields["item/prep.context/evidence-audience"]["rivals"][0];
    assert_eq!(apart["value"], "shared");
    assert_eq!(fields["answer/motion/audience"]["value"], Json::Null);
    assert_eq!(fields["services/exo/audience"]["value"], "shared");
}

#[test]
fn the_frozen_file_of_a_team_folder_still_opens_with_what_was_accepted_and_returned() {
    let opened = opened(FROZEN_RECEIVED);
    let [found] = &opened.engagements[..] else { panic!("one engagement") };
    let wanted = received_engagement();
    assert_same(found, &wanted);
    assert_eq!(opened.by, Some(written_by()));
    let assessment = Assessment::of(playbook(), found);
    let receipts = Receipts::of(found, &assessment);
    assert_eq!((receipts.accepted + 2, receipts.returned), (receipts.total, 2));
    let whole: Json = serde_json::from_str(FROZEN_RECEIVED).unwrap();
    let again: Json = serde_json::from_str(&written(std::slice::from_ref(found))).unwrap();
    assert!(again["engagements"] == whole["engagements"], "written again, it differs");
}

#[test]
fn the_frozen_file_of_a_second_revision_still_opens_with_what_is_to_be_looked_at_again() {
    let library = two_revisions();
    let opened = import::open(FROZEN_REVISED.as_bytes(), library).unwrap();
    let [found] = &opened.engagements[..] else { panic!("one engagement") };
    assert_same(found, &revised_engagement(library));
    assert!(!revision::former(found).is_empty());
    let again: Vec<&str> = to_recheck(found).into_iter().map(|it| it.as_str()).collect();
    assert_eq!(again, ["over.business"], "the others were marked anew, or confirmed");
    // What opened it without the second revision has nothing lost.
    let foreign = self::opened(FROZEN_REVISED).engagements.remove(0);
    assert!(!foreign.edition().is_here());
    let whole: Json = serde_json::from_str(FROZEN_REVISED).unwrap();
    assert_eq!(document::write(&foreign), whole["engagements"][0]);
}

fn two_revisions() -> &'static Library {
    static BOTH: OnceLock<&'static Library> = OnceLock::new();
    BOTH.get_or_init(|| {
        let first: Json = toml::from_str(kickoff::playbook::WRITTEN).unwrap();
        let all = serde_json::json!([first, support::revision::second(&first)]);
        kickoff::playbook::from_json(&all.to_string()).unwrap()
    })
}

fn written_by() -> WrittenBy {
    WrittenBy {
        device: "00c0ffee1a2b3c4d".to_owned(),
        who: "佐藤".to_owned(),
        at: "2027-03-12T08:05:00.000Z".to_owned(),
    }
}

#[test]
fn what_an_older_file_holds_is_internal_or_shared_by_default() {
    for frozen in [FROZEN, FROZEN_2] {
        let found = opened(frozen).engagements.remove(0);
        for subject in subjects(&found) {
            let wanted = audience::default(playbook(), subject);
            assert_eq!(found.audience(subject), wanted, "{subject:?}");
        }
        let risk = found.entries(Register::Risks).next().unwrap();
        let risk = Subject::Entry(Register::Risks, risk);
        assert_eq!(found.audience(risk), Audience::Internal);
    }
}

#[test]
fn a_file_of_schema_2_merges_into_what_became_of_it() {
    let now = opened(FROZEN_3).engagements.remove(0);
    let then = opened(FROZEN_2).engagements.remove(0);
    for (here, there) in [(&now, &then), (&then, &now)] {
        let mut merged = here.clone();
        merged.merge(there).unwrap();
        assert_same(&merged, &now);
    }
}

#[test]
fn what_stood_outside_of_the_fields_outlives_editing_and_merging() {
    let mut engagement = opened(FROZEN_2).engagements.remove(0);
    let at = engagement.head().unwrap();
    let edits = [edit("fact/seats", "910"), edit("fact/industry", "部品")];
    engagement.apply(playbook(), &edits, at).unwrap();
    engagement.merge(&opened(FROZEN).engagements[0]).unwrap();
    let json = document::write(&engagement);
    assert_eq!(json["signals"]["words"][1], Json::Null);
    assert_eq!(json["fields"]["fact/seats"]["source"], "契約書");
    assert_eq!(json["fields"]["fact/seats"]["value"], 910);
    let past = json["past"].as_array().unwrap();
    assert!(past.iter().any(|it| it["field"] == "signals/1/level" && it["value"] == 2));
}

#[test]
fn a_file_of_schema_1_merges_into_what_became_of_it() {
    let now = opened(FROZEN_2).engagements.remove(0);
    let then = opened(FROZEN).engagements.remove(0);
    for (here, there) in [(&now, &then), (&then, &now)] {
        let mut merged = here.clone();
        merged.merge(there).unwrap();
        assert_same(&merged, &now);
    }
}

#[test]
fn the_frozen_storages_still_open() {
    storage_opens(FROZEN_STORAGE_2, merged_engagement());
    storage_opens(FROZEN_STORAGE_3, decided_engagement());
    storage_opens(FROZEN_STORAGE_RECEIVED, received_engagement());
    let found = storage_opens(FROZEN_STORAGE_TAIL, received_engagement());
    assert_eq!(found.text(field("fact/industry")), "部品");
}

#[track_caller]
fn storage_opens(frozen: &str, mut without: Engagement) -> Engagement {
    let texts: BTreeMap<String, String> = serde_json::from_str(frozen).unwrap();
    let storage = MemoryStore::default();
    texts.iter().for_each(|(key, text)| storage.put(key, text).unwrap());
    let store = EngagementStore::new(storage, "/a/", library());
    let id = without.id();
    let Found::Whole(found) = store.load(id).unwrap() else { panic!("not whole") };
    assert_eq!(found.count(field("fact/seats")), Some(920));
    without.merge(&found).unwrap();
    assert_same(&without, &found);
    let listed = store.list().unwrap();
    let Found::Whole(card) = &listed[0].state else { panic!("{listed:?}") };
    assert_eq!(*card, Card::of(&found));
    assert_eq!(store.exported(id).unwrap().unwrap().head, found.version());
    let kept: Vec<_> = store.backups().unwrap();
    let told: Vec<_> =
        kept.iter().map(|it| (it.kind, it.occasion, it.millis.unwrap() - STORED_AT)).collect();
    let wanted = [
        (BackupKind::Copy, Some(Occasion::BeforeMerge), 5_000),
        (BackupKind::Deleted, None, 4_000),
        (BackupKind::Unreadable, None, 3_000),
        (BackupKind::Copy, Some(Occasion::Daily), 2_000),
        // As version 0.1.0 named them.
        (BackupKind::Copy, None, 1_000),
        (BackupKind::Deleted, None, 500),
    ];
    assert_eq!(told, wanted);
    assert_eq!(store.undelete(bare_engagement(3).id(), STORED_AT + 9_000), Ok(true));
    assert_eq!(store.undelete(bare_engagement(4).id(), STORED_AT + 9_000), Ok(true));
    assert_eq!(store.list().unwrap().len(), 3);
    assert_eq!(store.preference("device").as_deref(), Some("1a2b3c4d"));
    *found
}

const STORED_AT: u64 = 1_804_800_000_000;

/// A browser after a while, with something under every kind of key.
fn storage() -> BTreeMap<String, String> {
    let storage = Rc::new(MemoryStore::default());
    let store = EngagementStore::new(Rc::clone(&storage), "/a/", library());
    let mut engagement = received_engagement();
    store.save(&engagement, STORED_AT).unwrap();
    store.copy_for_safety(&engagement, Occasion::Daily, STORED_AT + 2_000).unwrap();
    storage.put(&format!("kickoff:/a/:eng/{}/b", engagement.id()), "壊れた記録").unwrap();
    let at = Stamp::new(STORED_AT, 0, WriterId::new(0x1a2b_3c4d, 0x0000_00aa));
    engagement.apply(playbook(), &[edit("fact/seats", "920")], at).unwrap();
    store.save(&engagement, STORED_AT + 3_000).unwrap();
    // And what was written since, each for itself.
    for (millis, address, typed) in [(1, "fact/industry", "部品"), (2, "fact/active-users", "101")]
    {
        let at = Stamp::new(STORED_AT + 3_000 + millis, 0, WriterId::new(0x1a2b_3c4d, 0x0000_00aa));
        let applied = engagement.write(playbook(), &[edit(address, typed)], at, None).unwrap();
        store.append(&engagement, &[applied.writes], STORED_AT + 3_000 + millis).unwrap();
    }
    store.note_export(&engagement, STORED_AT + 3_500).unwrap();
    store.save(&bare_engagement(3), STORED_AT).unwrap();
    store.delete(&bare_engagement(3), STORED_AT + 4_000).unwrap();
    store.copy_for_safety(&engagement, Occasion::BeforeMerge, STORED_AT + 5_000).unwrap();
    store.set_preference("lang", "ja");
    store.set_preference("device", "1a2b3c4d");
    let older: Json = serde_json::from_str(FROZEN).unwrap();
    let older = older["engagements"][0].to_string();
    let key = |it: &str| format!("kickoff:/a/:{it}");
    let copy = key(&format!("copy/{}/{}", engagement.id(), STORED_AT + 1_000));
    storage.put(&copy, &record::write(STORED_AT + 1_000, &older)).unwrap();
    let bare = document::write(&bare_engagement(4)).to_string();
    let bin = key(&format!("bin/{}", bare_engagement(4).id()));
    storage.put(&bin, &record::write(STORED_AT + 500, &bare)).unwrap();
    let keys = storage.keys("").unwrap();
    keys.into_iter().map(|it| (it.clone(), storage.get(&it).unwrap().unwrap())).collect()
}

#[test]
#[ignore = "writes files of the present version; those that are there are never written again"]
fn freeze_new_files() {
    use std::io::Write;
    let storage = serde_json::to_string_pretty(&storage()).unwrap() + "\n";
    let at = DateTime::parse_from_rfc3339(EXPORTED_AT).unwrap();
    let received = [received_engagement()];
    let revised = [revised_engagement(two_revisions())];
    for (name, text) in [
        ("new.kickoff.json", {
            let origin = Origin { build: "", team_folder: Some(&written_by()) };
            file::write_by(&received, playbook(), at, origin).unwrap()
        }),
        ("new-revised.kickoff.json", file::write(&revised, playbook(), at).unwrap()),
        ("new-storage.json", storage),
    ] {
        let path = format!("{}/tests/saves/{name}", env!("CARGO_MANIFEST_DIR"));
        let mut file = std::fs::File::create_new(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }
}
