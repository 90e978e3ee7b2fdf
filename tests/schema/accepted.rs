//! What was ever written is accepted, and so is what a newer version may add.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::DateTime;
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::{Field, Subject};
use kickoff::domain::id::EngagementId;
use kickoff::domain::library::Library;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::value::{Kind, Value};
use kickoff::output::file;
use kickoff::playbook;
use kickoff::store::{import, record};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

use crate::copies::{World, any_doings};
use crate::judge::Judge;
use crate::support::contoso::{
    bare_engagement, decided_engagement, full_engagement, single_fields, subjects,
};
use crate::support::files::pointers;
use crate::support::{HERE, library, mark, playbook};

/// Of the histories, and of the cases in which every sort of field is filled at random.
const HISTORIES: usize = 300;

pub fn written(engagements: &[Engagement], library: &Library) -> Json {
    let at = DateTime::parse_from_rfc3339("2027-03-12T17:05:00+09:00").unwrap();
    file::write(engagements, library.default(), at).unwrap().parse().unwrap()
}

/// Every file below a folder with this ending.
fn files(folder: &str, ending: &str) -> Vec<(String, Json)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let named = paths.map(|it| (it.display().to_string(), it));
    let ours = named.filter(|it| it.0.ends_with(ending));
    ours.map(|(name, it)| (name, fs::read_to_string(it).unwrap().parse().unwrap())).collect()
}

#[test]
fn every_golden_file_is_accepted() {
    let judge = Judge::of_published();
    let mut schemas = BTreeSet::new();
    for folder in ["tests/saves", "tests/output/golden"] {
        for (name, file) in files(folder, ".kickoff.json") {
            // Another format, with such a file inside (`tests/sealed.rs`).
            if file["format"] == "kickoff-sealed" {
                continue;
            }
            judge.assert_accepts(&file, &name);
            schemas.insert(file["engagements"][0]["schema"].as_u64().unwrap());
        }
    }
    assert!(schemas.is_superset(&(1..=3).collect()), "{schemas:?}");
}

/// A document is the same in files and in the browser.
#[test]
fn every_golden_record_of_a_browser_is_accepted() {
    let judge = Judge::of_published();
    let mut count = 0;
    for (name, storage) in files("tests/saves", ".json") {
        let Some(storage) = storage.as_object() else { continue };
        let raws = storage.values().filter_map(Json::as_str);
        for raw in raws.filter_map(|it| record::read(it).ok()) {
            let document: Json = raw.text.parse().unwrap();
            if document.get("fields").is_some() {
                let file = json!({ "format": "kickoff-engagements", "schemaVersion": 1, "engagements": [document] });
                judge.assert_accepts(&file, &name);
                count += 1;
            }
        }
    }
    println!("{count} records");
    assert!(10 < count, "{count}");
}

#[test]
fn files_of_whole_cases_are_accepted() {
    let judge = Judge::of_published();
    let all = [full_engagement(), decided_engagement(), everything(), bare_engagement(1)];
    for it in &all {
        judge.assert_accepts(&written(std::slice::from_ref(it), library()), it.customer());
    }
    let several: Vec<Engagement> = (1..4).map(bare_engagement).collect();
    judge.assert_accepts(&written(&several, library()), "several");
}

#[test]
fn files_of_random_histories_are_accepted() {
    let judge = Judge::of_published();
    let mut runner = TestRunner::deterministic();
    let mut rivals = 0;
    for number in 0..HISTORIES {
        let world = World::after(&any_doings().new_tree(&mut runner).unwrap().current());
        let (all, _) = world.together();
        rivals += all.fields().map(|(_, it)| it.rivals.len()).sum::<usize>();
        for it in [world.engagement(0), &all] {
            judge
                .assert_accepts(&written(std::slice::from_ref(it), library()), &number.to_string());
        }
    }
    assert!(HISTORIES < rivals, "{rivals}");
}

#[test]
fn files_in_which_every_sort_of_field_is_written_apart_are_accepted() {
    let judge = Judge::of_published();
    let mut chance = 0x1234_5678_9abc_def1_u64;
    let mut below = |limit: usize| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        usize::try_from(chance >> 16).unwrap() % limit
    };
    let start = everything();
    let sort = |it: Field| it.kind(playbook()).unwrap();
    let mut of_kinds: BTreeMap<Kind, Vec<Field>> = BTreeMap::new();
    start.fields().for_each(|it| of_kinds.entry(sort(it.0)).or_default().push(it.0));
    let (mut rivals, mut past) = (BTreeSet::new(), BTreeSet::new());
    for number in 0..60 {
        // Of each kind a few, again and again.
        let some: Vec<Field> = of_kinds
            .values()
            .flat_map(|all| {
                [below(all.len()), below(all.len()), below(all.len())].map(|it| all[it])
            })
            .collect();
        let [mut here, mut there] = [1, 2].map(|device| {
            let mut copy = start.clone();
            for _ in 0..2 * some.len() {
                let field = some[below(some.len())];
                let value = random(field, &mut below);
                // Minutes apart, so that each value is remembered.
                let millis = copy.head().unwrap().millis() + 120_000;
                let at = Stamp::new(millis, 0, WriterId::new(device, 1));
                // Of an entry that was removed meanwhile it is refused.
                let _ = copy.apply(playbook(), &[Edit { field, value }], at);
            }
            copy
        });
        here.merge(&there).unwrap();
        there.merge(&here).unwrap();
        rivals.extend(here.fields().filter(|it| !it.1.rivals.is_empty()).map(|it| sort(it.0)));
        past.extend(here.overwritten().iter().map(|it| sort(it.field)));
        judge.assert_accepts(&written(&[here], library()), &number.to_string());
    }
    let kinds: BTreeSet<Kind> = of_kinds.into_keys().collect();
    assert_eq!(rivals, kinds, "rivals of every kind");
    assert_eq!(past, kinds, "a past of every kind");
}

/// Something for a field, or nothing.
fn random(field: Field, below: &mut impl FnMut(usize) -> usize) -> Option<Value> {
    let typed = |all: &[&str], nth: usize| all[nth % all.len()].to_owned();
    let nth = below(4);
    match field.kind(playbook()).unwrap() {
        // Mostly there.
        Kind::Flag => Some(Value::Flag(nth != 0 || below(4) != 0)),
        Kind::Mark => {
            let marks = ["done", "waived: 理由", "not-applicable: 対象外", "not-met: まだ"];
            Some(Value::Mark(mark(&typed(&marks, nth))))
        }
        Kind::Choice(codes) => Some(Value::Choice(codes[below(codes.len())])),
        kind @ Kind::Day => {
            kind.read(&typed(&["2026-10-07", "2028-02-29", "来週", "2026-02-29"], nth))
        }
        kind @ Kind::Moment => {
            kind.read(&typed(&["2026-10-07T10:15", "2099-12-31T23:59", "午後"], nth))
        }
        kind @ Kind::Count => kind.read(&typed(&["0", "10000000", "約 300", "-5"], nth)),
        _ if nth == 0 && field != crate::support::field("fact/customer") => None,
        _ => {
            Some(Value::Text(typed(&["\u{200b}案件 ", "a\nb", "\u{0}", "😀"], nth).as_str().into()))
                .filter(|_| field != crate::support::field("fact/customer") || nth != 2)
        }
    }
}

/// Every field that there is has something in it.
pub fn everything() -> Engagement {
    let mut engagement = full_engagement();
    let audiences = subjects(&engagement).into_iter().enumerate().map(|(at, it)| {
        let code = if at % 2 == 0 { "internal" } else { "shared" };
        Edit::set(Field::Audience(it), Value::Choice(code))
    });
    let edits: Vec<Edit> = audiences.collect();
    let at = Stamp::new(engagement.head().unwrap().millis() + 60_000, 0, HERE);
    engagement.apply(playbook(), &edits, at).unwrap();
    assert!(single_fields().iter().all(|it| engagement.value(*it).is_some()));
    let is_subject = |it: &Field| matches!(it, Field::Audience(Subject::Entry(..)));
    assert!(engagement.fields().any(|it| is_subject(&it.0)));
    engagement
}

#[test]
fn what_a_newer_version_adds_anywhere_is_accepted() {
    let judge = Judge::of_published();
    let mut file = written(&[decided_engagement()], library());
    let mut count = 0;
    for at in pointers(&file) {
        // These are all or nothing: each member of the one is a writer, and the others are one value.
        let is_closed =
            at.ends_with("/seen") || (at.ends_with("/value") && at.contains("/fields/"));
        if let Some(of) = file.pointer_mut(&at).and_then(Json::as_object_mut).filter(|_| !is_closed)
        {
            of.insert("newer".to_owned(), json!([{ "of": at }, null, 0.1]));
            count += 1;
        }
    }
    let fields = file["engagements"][0]["fields"].as_object_mut().unwrap();
    for (address, value) in [
        ("fact/later", json!({ "value": { "level": 3 }, "at": "later" })),
        ("item/ftop.983/likelihood", json!(7)),
        ("signals/1/level", json!({ "value": [1, 2] })),
        ("people/1/name", json!(null)),
        ("later", json!("x")),
    ] {
        fields.insert(address.to_owned(), value);
    }
    println!("{count} objects");
    assert!(800 < count, "{count}");
    judge.assert_accepts(&file, "newer");
    assert!(import::open(json_without_counts(file).as_bytes(), library()).is_ok());
}

fn json_without_counts(mut file: Json) -> String {
    file.as_object_mut().unwrap().remove("counts");
    file.to_string()
}

/// The shipped playbook, then one that no line of code knows of.
pub fn both() -> &'static Library {
    let second: Json = toml::from_str(include_str!("../support/second-playbook.toml")).unwrap();
    let first: Json = toml::from_str(playbook::WRITTEN).unwrap();
    playbook::from_json(&json!([first, second]).to_string()).unwrap()
}

#[test]
fn a_second_playbook_has_its_own_fields() {
    let both = both();
    let second = both.get("site-visit", "2026-10-01").unwrap();
    let at = |count| Stamp::new(1_800_000_000_000, count, HERE);
    let mut visit = Engagement::new(EngagementId::coined(9), "港の倉庫", second, at(0)).unwrap();
    let field = |address| Field::parse(address, second).unwrap();
    let edits = [
        Edit::set(field("services/crane"), Value::Flag(true)),
        Edit::set(field("services/crane/note"), Value::Text("門型".into())),
        Edit { field: field("fact/visit-on"), value: Kind::Day.read("2026-11-02") },
        Edit::set(field("answer/remote"), Value::Choice("yes")),
        Edit::set(field("item/plan.day/mark"), Value::Mark(mark("waived: 電話で済んだ"))),
    ];
    visit.apply(second, &edits, at(1)).unwrap();
    let of_both = Judge::of(both);
    let mut file = written(&[visit, bare_engagement(1)], both);
    of_both.assert_accepts(&file, "both");
    // Who knows only the other one has nothing to say about it.
    Judge::of_published().assert_accepts(&file, "elsewhere");
    let opened = import::open(file.to_string().as_bytes(), library()).unwrap();
    let again = written(&opened.engagements, library());
    of_both.assert_accepts(&again, "from elsewhere");
    for (address, wrong) in [
        ("fact/visit-on", json!("tomorrow")),
        ("services/crane", json!("yes")),
        ("services/crane/note", json!(1)),
        ("answer/remote", json!("maybe")),
        ("item/plan.day/mark", json!("waived")),
    ] {
        let before = file["engagements"][0]["fields"][address]["value"].take();
        file["engagements"][0]["fields"][address]["value"] = wrong.clone();
        let place = format!("/engagements/0/fields/{}/value", address.replace('/', "~1"));
        assert!(of_both.flaws(&file).iter().any(|it| it.starts_with(&place)), "{address} {wrong}");
        assert!(Judge::of_published().accepts(&file), "{address}");
        file["engagements"][0]["fields"][address]["value"] = before;
    }
    assert!(of_both.accepts(&file));
}
