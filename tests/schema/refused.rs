//! Files that are not as they should be: the validator says no, and where.

use kickoff::domain::field::Field;
use kickoff::domain::value::Kind;
use kickoff::store::import;
use serde_json::{Value as Json, json};

use crate::accepted::{everything, written};
use crate::judge::Judge;
use crate::support::contoso::decided_engagement;
use crate::support::{field, library, playbook};

const AT: &str = "2026-09-18T01:15:00.000Z/0/1a2b3c4d";

/// What is put at a place, or taken out, and where the validator is to point.
type Mutation = (&'static str, Option<Json>, &'static str);

#[track_caller]
fn put(file: &mut Json, place: &str, value: Option<Json>) {
    let (of, name) = place.rsplit_once('/').unwrap();
    let name = name.replace("~1", "/");
    match (file.pointer_mut(of).unwrap(), value) {
        (Json::Object(of), Some(value)) => {
            of.insert(name, value);
        }
        (Json::Object(of), None) => assert!(of.remove(&name).is_some(), "{place}"),
        (Json::Array(of), Some(value)) => of[name.parse::<usize>().unwrap()] = value,
        _ => panic!("{place}"),
    }
}

#[track_caller]
fn refused_at(judge: &Judge, file: &Json, place: &str, what: &str) {
    let flaws = judge.flaws(file);
    assert!(flaws.iter().any(|it| it == place), "{what}: {flaws:?}");
}

#[test]
fn a_mutated_frame_is_refused_at_its_place() {
    let mutations: Vec<Mutation> = vec![
        ("/format", None, ""),
        ("/format", Some(json!("minutes")), "/format"),
        ("/schemaVersion", None, ""),
        ("/schemaVersion", Some(json!("1")), "/schemaVersion"),
        ("/schemaVersion", Some(json!(2)), "/schemaVersion"),
        ("/app", Some(json!(1)), "/app"),
        ("/exportedAt", Some(json!("2027-03-12")), "/exportedAt"),
        ("/exportedAt", Some(json!("2027-13-12T17:05:00+09:00")), "/exportedAt"),
        ("/playbook/id", None, "/playbook"),
        ("/playbook/revision", Some(json!("April")), "/playbook/revision"),
        ("/playbook/title/ja", None, "/playbook/title"),
        ("/counts", Some(json!([])), "/counts"),
        ("/counts/fields", Some(json!(-1)), "/counts/fields"),
        ("/counts/entries", Some(json!(1.5)), "/counts/entries"),
        ("/counts/engagements", Some(json!("1")), "/counts/engagements"),
        ("/sha256", Some(json!("d41d8cd98f00b204e9800998ecf8427e")), "/sha256"),
        ("/sha256", Some(json!("A".repeat(64))), "/sha256"),
        ("/sha256", Some(json!("g".repeat(64))), "/sha256"),
        ("/summary", Some(json!({})), "/summary"),
        ("/summary/0/customer", None, "/summary/0"),
        ("/summary/0/ready", Some(json!("no")), "/summary/0/ready"),
        ("/summary/0/ja", Some(json!("案件")), "/summary/0/ja"),
        ("/summary/0/en/0", Some(json!(1)), "/summary/0/en/0"),
        ("/summary/0/missing/0/id", None, "/summary/0/missing/0"),
        ("/summary/0/waived/0/reason", Some(json!(null)), "/summary/0/waived/0/reason"),
        ("/engagements", None, ""),
        ("/engagements", Some(json!({})), "/engagements"),
        ("/engagements", Some(json!([])), "/engagements"),
        ("/engagements/0", Some(json!("01993ab0")), "/engagements/0"),
    ];
    refused_each(&mutations);
}

#[test]
fn a_mutated_engagement_is_refused_at_its_place() {
    let mutations: Vec<Mutation> = vec![
        ("/engagements/0/id", None, "/engagements/0"),
        ("/engagements/0/id", Some(json!(1)), "/engagements/0/id"),
        (
            "/engagements/0/id",
            Some(json!("01993AB0-0000-7000-8000-000000000001")),
            "/engagements/0/id",
        ),
        ("/engagements/0/schema", None, "/engagements/0"),
        ("/engagements/0/schema", Some(json!(0)), "/engagements/0/schema"),
        ("/engagements/0/schema", Some(json!("3")), "/engagements/0/schema"),
        ("/engagements/0/schema", Some(json!(99)), "/engagements/0/schema"),
        ("/engagements/0/playbook", None, "/engagements/0"),
        ("/engagements/0/playbook/id", None, "/engagements/0/playbook"),
        ("/engagements/0/playbook/id", Some(json!(1)), "/engagements/0/playbook/id"),
        ("/engagements/0/playbook/revision", None, "/engagements/0/playbook"),
        (
            "/engagements/0/playbook/revision",
            Some(json!("2026-02-30")),
            "/engagements/0/playbook/revision",
        ),
        ("/engagements/0/seen", None, "/engagements/0"),
        ("/engagements/0/seen", Some(json!([])), "/engagements/0/seen"),
        ("/engagements/0/seen/1a2b3c4d", Some(json!(AT)), "/engagements/0/seen/1a2b3c4d"),
        ("/engagements/0/seen/1A2B3C4D", Some(json!("2026-09-18T01:15:00.000Z/0")), ""),
        ("/engagements/0/fields", None, "/engagements/0"),
        ("/engagements/0/fields", Some(json!([])), "/engagements/0/fields"),
        ("/engagements/0/fields/fact~1customer", None, "/engagements/0/fields"),
        ("/engagements/0/past", Some(json!({})), "/engagements/0/past"),
        ("/engagements/0/past/0", Some(json!("fact/seats")), "/engagements/0/past/0"),
        ("/engagements/0/past/0/field", None, "/engagements/0/past/0"),
        ("/engagements/0/past/0/field", Some(json!(7)), "/engagements/0/past/0/field"),
        ("/engagements/0/past/0/at", None, "/engagements/0/past/0"),
        ("/engagements/0/past/0/value", Some(json!("850")), "/engagements/0/past/0/value"),
    ];
    assert_eq!(
        written(&[decided_engagement()], library())["engagements"][0]["past"][0]["field"],
        "fact/seats"
    );
    refused_each(&mutations);
}

#[test]
fn a_mutated_field_is_refused_at_its_place() {
    let seats = "/engagements/0/fields/fact~1seats";
    let mutations: Vec<(String, Option<Json>, String)> = [
        ("", Some(json!(155)), ""),
        ("", Some(json!(null)), ""),
        ("/at", None, ""),
        ("/at", Some(json!(null)), "/at"),
        ("/at", Some(json!("2026-09-18")), "/at"),
        ("/at", Some(json!("2026-02-30T01:15:00.000Z/0/1a2b3c4d")), "/at"),
        ("/at", Some(json!("2026-09-18T01:15:00.000Z/0/1a2b3c4d-00000000")), "/at"),
        ("/value", Some(json!(-1)), "/value"),
        ("/value", Some(json!(1.5)), "/value"),
        ("/value", Some(json!(10_000_001)), "/value"),
        ("/value", Some(json!({ "unclear": "155" })), "/value/unclear"),
        ("/value", Some(json!({ "unclear": "約 300", "or": "so" })), "/value"),
        ("/rivals", Some(json!({})), "/rivals"),
        ("/rivals", Some(json!(null)), "/rivals"),
        ("/rivals/0", Some(json!(160)), "/rivals/0"),
        ("/rivals/0/at", None, "/rivals/0"),
        ("/rivals/0/value", Some(json!("160")), "/rivals/0/value"),
    ]
    .into_iter()
    .map(|(at, value, place)| (format!("{seats}{at}"), value, format!("{seats}{place}")))
    .collect();
    let borrowed = mutations.iter().map(|(at, value, place)| (&**at, value.clone(), &**place));
    refused_each(&borrowed.collect::<Vec<_>>());
}

#[track_caller]
fn refused_each(mutations: &[(&str, Option<Json>, &str)]) {
    let judge = Judge::of_published();
    let whole = written(&[decided_engagement()], library());
    judge.assert_accepts(&whole, "as it is");
    for (at, value, place) in mutations {
        let mut file = whole.clone();
        put(&mut file, at, value.clone());
        refused_at(&judge, &file, place, &format!("{at} := {value:?}"));
    }
}

/// Values that no field of this kind holds.
fn wrong(kind: Kind, is_customer: bool) -> Vec<Json> {
    let mut all = vec![json!([]), json!({}), json!({ "value": "a" }), json!(-1), json!(0.5)];
    if kind != Kind::Flag {
        all.push(json!(true));
    }
    all.extend(match kind {
        Kind::Text | Kind::LongText | Kind::Name | Kind::Link | Kind::Service => {
            vec![json!(""), json!(1), json!({ "unclear": "a" })]
        }
        Kind::Day => vec![json!("2026-02-29"), json!("来週"), json!({ "unclear": "2026-02-28" })],
        Kind::Moment => vec![json!("2026-02-28"), json!({ "unclear": "2026-02-28T10:15" })],
        Kind::Count => vec![json!("155"), json!(10_000_001), json!({ "unclear": "155" })],
        Kind::Flag => vec![json!("true"), json!(1), json!("")],
        Kind::Choice(_) => {
            vec![json!(""), json!("no such code"), json!("はい"), json!({ "yes": "why" })]
        }
        Kind::Mark => vec![
            json!("open"),
            json!("waived"),
            json!("not-applicable"),
            json!("not-met"),
            json!({ "done": "会議で確認" }),
            json!({ "waived": " " }),
            json!({ "waived": "理由", "not-met": "理由" }),
        ],
    });
    if is_customer {
        all.extend([json!(null), json!(" \u{3000}")]);
    }
    all
}

/// Each field that is known, and the app says no at the same place.
#[test]
fn a_value_of_a_wrong_kind_is_refused_in_every_field_that_there_is() {
    let judge = Judge::of_published();
    let whole = written(&[everything()], library());
    let mut asked = 0;
    let fields = whole["engagements"][0]["fields"].as_object().unwrap();
    let known: Vec<(&String, Field)> =
        fields.keys().filter_map(|it| Some((it, Field::parse(it, playbook())?))).collect();
    for (address, known) in known {
        let place = format!("/engagements/0/fields/{}/value", address.replace('/', "~1"));
        let mut file = crate::support::files::small_now();
        put(&mut file, place.strip_suffix("/value").unwrap(), Some(fields[address].clone()));
        judge.assert_accepts(&file, address);
        for value in wrong(known.kind(playbook()).unwrap(), known == field("fact/customer")) {
            put(&mut file, &place, Some(value.clone()));
            let flaws = judge.flaws(&file);
            assert!(flaws.iter().any(|it| it.starts_with(&place)), "{address} {value}: {flaws:?}");
            let found = import::open(file.to_string().as_bytes(), library());
            let Err(import::FileError::Malformed { path, .. }) = found else {
                panic!("{address} {value}")
            };
            assert_eq!(path, format!("engagements[0].fields.{address}.value"), "{value}");
            asked += 1;
        }
    }
    println!("{asked} values");
    assert!(7_000 < asked, "{asked}");
}
