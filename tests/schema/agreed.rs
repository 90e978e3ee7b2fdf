//! The schema and the app say the same of the same file. Where they rightly do not, it is written here, with
//! the reason.

use std::collections::{BTreeMap, BTreeSet};

use kickoff::domain::field::Field;
use kickoff::domain::value::Kind;
use kickoff::store::import::{self, FileError};
use serde_json::{Value as Json, json};

use crate::judge::Judge;
use crate::pool::pool;
use crate::support::files::pointers;
use crate::support::files::{MERGED, small_now};
use crate::support::{library, playbook};

const AT: &str = "2026-09-18T01:15:00.000Z/0/1a2b3c4d";

/// Read by people only, or by nobody: the app opens a file in which they are anything. (A wrong checksum it
/// tells.) What writes them has to write them as the schema says.
const ONLY_WRITTEN: [&str; 5] = ["/app", "/exportedAt", "/playbook", "/summary", "/sha256"];

/// The name of a revision is a day, and the app takes any text for one that is not here: nothing is lost, and
/// nobody is kept from their engagement by the name of a playbook.
fn is_revision(place: &str) -> bool {
    place.starts_with("/engagements/") && place.ends_with("/playbook/revision")
}

/// What no schema can say: whether the counts are right, whether an id is there twice.
fn is_beyond_a_schema(error: &FileError) -> bool {
    matches!(error, FileError::Incomplete { .. } | FileError::Twice { .. })
}

/// Whether both take it.
#[track_caller]
fn judged(judge: &Judge, file: &Json, place: &str) -> bool {
    let flaws = judge.flaws(file);
    let opened = import::open(file.to_string().as_bytes(), library());
    match (flaws.is_empty(), &opened) {
        (true, Err(error)) => {
            assert!(is_beyond_a_schema(error), "{place}: accepted, and then {error:?}\n{file:#}");
        }
        (false, Ok(_)) => {
            let is_only_written =
                |it: &String| ONLY_WRITTEN.iter().any(|only| it.starts_with(only));
            let is_known = flaws.iter().all(|it| is_only_written(it) || is_revision(it));
            assert!(is_known, "{place}: opened, but {flaws:?}\n{file:#}");
        }
        _ => {}
    }
    flaws.is_empty() && opened.is_ok()
}

/// One address of each kind of field.
fn addresses() -> BTreeMap<Kind, String> {
    let opened = import::open(MERGED.as_bytes(), library()).unwrap();
    let mut all: BTreeMap<Kind, String> = BTreeMap::new();
    let mut put = |field: Field| {
        all.entry(field.kind(playbook()).unwrap()).or_insert(field.to_string());
    };
    opened.engagements[0]
        .fields()
        .filter(|it| it.0.to_string() != "fact/customer")
        .for_each(|it| put(it.0));
    put(Field::parse("item/ftop.983/note-audience", playbook()).unwrap());
    all
}

#[test]
fn both_say_the_same_of_every_value_as_it_stands_as_a_rival_and_in_the_past() {
    let judge = Judge::of_published();
    let addresses = addresses();
    let all = addresses.values().map(String::as_str).chain(["fact/customer"]);
    let mut taken = BTreeSet::new();
    let mut asked = 0;
    for address in all {
        for value in pool() {
            let mut file = small_now();
            let engagement = &mut file["engagements"][0];
            engagement["fields"][address] = json!({ "value": value, "at": AT });
            let shown = judged(&judge, &file, address);
            let mut file = small_now();
            let engagement = &mut file["engagements"][0];
            let right =
                engagement["fields"].get(address).map_or(Json::Null, |it| it["value"].clone());
            let rival = json!([{ "value": value, "at": AT }]);
            engagement["fields"][address] = json!({ "value": right, "at": AT, "rivals": rival });
            assert_eq!(judged(&judge, &file, address), shown, "{address} {value}");
            let mut file = small_now();
            file["engagements"][0]["past"] =
                json!([{ "field": address, "value": value, "at": AT }]);
            assert_eq!(judged(&judge, &file, address), shown, "{address} {value}");
            asked += 3;
            if shown {
                taken.insert(format!("{address} {value}"));
            }
        }
    }
    println!("{asked} values, of which {} are taken", 3 * taken.len());
    assert!(20_000 < asked && 500 < taken.len(), "{asked} {}", taken.len());
}

/// A validator compares numbers; how they are spelled it does not see. The app wants digits only.
#[test]
fn a_number_has_one_spelling_in_the_app() {
    let judge = Judge::of_published();
    let write = |number: &str| {
        let mut file = small_now();
        file["engagements"][0]["fields"]["fact/seats"] = json!({ "value": 155, "at": AT });
        file.to_string().replacen("155", number, 1)
    };
    for (number, is_read) in [("155", true), ("155.0", false), ("1.55e2", false), ("-0", false)] {
        let text = write(number);
        assert!(text.contains(&format!("\"value\":{number}")), "{text}");
        assert_eq!(import::open(text.as_bytes(), library()).is_ok(), is_read, "{number}");
        assert!(judge.accepts(&text.parse().unwrap()), "{number}");
    }
}

/// What is missing, or said to be empty, is the same.
#[test]
fn a_value_may_be_missing_but_for_the_customers() {
    let judge = Judge::of_published();
    for (address, is_taken) in
        [("fact/seats", true), ("item/ftop.983/mark", true), ("fact/customer", false)]
    {
        let mut file = small_now();
        file["engagements"][0]["fields"][address] = json!({ "at": AT });
        assert_eq!(judged(&judge, &file, address), is_taken, "{address}");
        let mut file = small_now();
        file["engagements"][0]["past"] = json!([{ "field": address, "at": AT }]);
        assert_eq!(judged(&judge, &file, address), is_taken, "{address}");
    }
}

/// The merged case, with a few fields only.
fn base() -> Json {
    let mut file: Json = MERGED.parse().unwrap();
    for name in ["counts", "sha256"] {
        file.as_object_mut().unwrap().remove(name);
    }
    let mut kept: BTreeSet<String> = addresses().into_values().collect();
    let engagement = &mut file["engagements"][0];
    let fields = engagement["fields"].as_object_mut().unwrap();
    kept.extend(fields.iter().filter(|it| it.1.get("rivals").is_some()).map(|it| it.0.clone()));
    kept.insert("fact/customer".to_owned());
    fields
        .retain(|address, _| kept.contains(address) || Field::parse(address, playbook()).is_none());
    file
}

/// Deterministic chance (xorshift): a failure comes back in the next run.
struct Chance(u64);

impl Chance {
    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        &all[usize::try_from(self.0 >> 16).unwrap() % all.len()]
    }
}

#[test]
fn both_say_the_same_wherever_something_else_is_put() {
    let judge = Judge::of_published();
    let whole = base();
    assert!(judged(&judge, &whole, "as it is"));
    let places = pointers(&whole);
    let mut values = pool();
    values.extend(
        places
            .iter()
            .map(|it| whole.pointer(it).unwrap().clone())
            .filter(|it| it.to_string().len() < 500),
    );
    values.extend([json!(2), json!(3), json!("2020-04-30"), json!("customer-kickoff")]);
    let mut chance = Chance(0x3456_789a_bcde_f123);
    let mut taken = 0;
    const EACH: usize = 2_500;
    for _ in 0..EACH {
        let (place, value) = (chance.pick(&places), chance.pick(&values));
        let mut file = whole.clone();
        *file.pointer_mut(place).unwrap() = value.clone();
        taken += usize::from(judged(&judge, &file, &format!("{place} := {value}")));
    }
    println!("{taken} of {EACH} taken");
    assert!((250..EACH - 250).contains(&taken), "{taken}");
}

#[test]
fn both_say_the_same_wherever_something_is_left_out_or_named_otherwise() {
    let judge = Judge::of_published();
    let whole = base();
    let (mut taken, mut asked) = (0, 0);
    for place in pointers(&whole) {
        let Some((of, name)) = place.rsplit_once('/') else { continue };
        if !whole.pointer(of).unwrap().is_object() {
            continue;
        }
        let name = name.replace("~1", "/").replace("~0", "~");
        let shorter: String = name.chars().skip(1).collect();
        for renamed in [
            None,
            Some(format!("{name}/x")),
            Some(shorter),
            Some("value".to_owned()),
            Some("note".to_owned()),
        ] {
            let mut file = whole.clone();
            let of = file.pointer_mut(of).unwrap().as_object_mut().unwrap();
            let value = of.remove(&name).unwrap();
            let what = format!("{place} as {renamed:?}");
            if let Some(renamed) = renamed {
                of.insert(renamed, value);
            }
            taken += usize::from(judged(&judge, &file, &what));
            asked += 1;
        }
    }
    println!("{taken} of {asked} taken");
    assert!(500 < asked && (asked / 10..asked).contains(&taken), "{taken} of {asked}");
}
