//! What a newer version puts into a document, wherever it puts it: taken along through reading, editing, merging and
//! writing, or refused with words, and never dropped.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod support;

use std::rc::Rc;

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::library::Library;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::output::file;
use kickoff::playbook;
use kickoff::store::document;
use kickoff::store::engagements::{EngagementStore, Found};
use kickoff::store::import;
use kickoff::store::key_value::MemoryStore;
use serde_json::{Value as Json, json};
use support::files::MERGED;
use support::{field, library};

const NOW: u64 = 1_900_000_000_000;
const OTHER: WriterId = WriterId::new(9, 9);

/// With rivals, a past and something unknown already, in the present shape.
fn merged() -> Json {
    let opened = import::open(MERGED.as_bytes(), library()).unwrap();
    document::write(&opened.engagements[0])
}

/// Without the playbook that ships.
fn elsewhere() -> &'static Library {
    let second: Json = toml::from_str(include_str!("support/second-playbook.toml")).unwrap();
    playbook::from_json(&second.to_string()).unwrap()
}

/// Where every object of a document is.
fn objects(of: &Json, at: &str, into: &mut Vec<String>) {
    let below: Vec<(String, &Json)> = match of {
        Json::Object(members) => {
            into.push(at.to_owned());
            let name = |it: &String| it.replace('~', "~0").replace('/', "~1");
            members.iter().map(|(key, it)| (name(key), it)).collect()
        }
        Json::Array(all) => all.iter().enumerate().map(|(at, it)| (at.to_string(), it)).collect(),
        _ => return,
    };
    for (name, it) in below {
        objects(it, &format!("{at}/{name}"), into);
    }
}

/// Whether an object has a fixed shape: each member of `seen` is a writer, and a value is all or nothing. Something
/// more in there is not understood, so it is refused.
fn is_closed(document: &Json, at: &str) -> bool {
    is_known(document, at) && (at == "/seen" || at.ends_with("/value"))
}

/// Whether this version knows what an object is. What it does not know it takes along as one text.
fn is_known(document: &Json, at: &str) -> bool {
    let mut parts = at.split('/').skip(1);
    let address = match (parts.next(), parts.next()) {
        (None, _) | (Some("playbook" | "seen" | "fields"), None) => return true,
        (Some("fields"), Some(name)) => name.replace("~1", "/"),
        (Some("past"), Some(number)) => {
            let number: usize = number.parse().unwrap();
            document["past"][number]["field"].as_str().unwrap().to_owned()
        }
        _ => return false,
    };
    let is_member = matches!(parts.next(), None | Some("rivals" | "value"));
    is_member && Field::parse(&address, support::playbook()).is_some()
}

fn put(document: &mut Json, at: &str, number: usize) {
    let of = document.pointer_mut(at).unwrap().as_object_mut().unwrap();
    of.insert(format!("newer-{number}"), json!({ "of": at, "at": number }));
}

/// The document with something unknown in each of its objects that is open, and in how many.
fn laden(document: &Json, is_meant: fn(&Json, &str) -> bool) -> (Json, usize) {
    let mut places = Vec::new();
    objects(document, "", &mut places);
    places.retain(|it| !is_closed(document, it) && is_meant(document, it));
    let mut laden = document.clone();
    for (number, at) in places.iter().enumerate() {
        put(&mut laden, at, number);
    }
    (laden, places.len())
}

/// By import of a file, and export. Of the past, what is not understood stands after the rest, so the order is nothing.
fn by_file(documents: &[Json], library: &'static Library) -> Json {
    let file = json!({
        "format": "kickoff-engagements", "schemaVersion": 1, "engagements": documents,
    });
    let opened = import::open(file.to_string().as_bytes(), library).unwrap();
    let text = file::write(&opened.engagements, library.default(), Default::default()).unwrap();
    let written: Json = serde_json::from_str(&text).unwrap();
    written["engagements"].clone()
}

fn sorted(mut document: Json) -> Json {
    if let Some(past) = document.get_mut("past").and_then(Json::as_array_mut) {
        past.sort_by_key(|it| it.to_string());
    }
    document
}

#[track_caller]
fn assert_same(found: &Json, wanted: &Json) {
    let (found, wanted) = (sorted(found.clone()), sorted(wanted.clone()));
    if found != wanted {
        let lines = |it: &Json| serde_json::to_string_pretty(it).unwrap();
        let (found, wanted) = (lines(&found), lines(&wanted));
        let lost: Vec<&str> = wanted.lines().filter(|it| !found.contains(*it)).take(10).collect();
        panic!("lost: {lost:#?}");
    }
}

fn read(document: &Json) -> Engagement {
    document::read(document, library()).unwrap()
}

#[test]
fn a_member_in_any_object_is_there_again_after_import_and_export() {
    let (laden, count) = laden(&merged(), |_, _| true);
    assert!(200 < count, "{count} objects");
    for library in [library(), elsewhere()] {
        assert_same(&by_file(std::slice::from_ref(&laden), library)[0], &laden);
    }
}

#[test]
fn a_member_in_any_object_is_there_again_after_saving_and_loading() {
    let (laden, _) = laden(&merged(), |_, _| true);
    let storage = Rc::new(MemoryStore::default());
    let engagement = read(&laden);
    EngagementStore::new(Rc::clone(&storage), "/", library()).save(&engagement, NOW).unwrap();
    let anew = EngagementStore::new(storage, "/", library());
    let Found::Whole(kept) = anew.load(engagement.id()).unwrap() else { panic!("not whole") };
    assert_eq!(*kept, engagement);
    assert_same(&document::write(&kept), &laden);
}

#[test]
fn where_a_member_cannot_be_taken_along_the_file_is_refused() {
    let document = merged();
    let mut places = Vec::new();
    objects(&document, "", &mut places);
    places.retain(|it| is_closed(&document, it));
    assert!(2 < places.len(), "{places:?}");
    for at in places {
        let mut laden = document.clone();
        put(&mut laden, &at, 1);
        assert!(document::read(&laden, library()).is_err(), "{at}");
    }
}

#[test]
fn two_copies_of_which_one_knows_more_keep_it_all_whichever_takes_in_the_other() {
    let (plain, (laden, _)) = (merged(), laden(&merged(), is_known));
    for (one, other) in [(&plain, &laden), (&laden, &plain), (&laden, &laden)] {
        let mut here = read(one);
        here.merge(&read(other)).unwrap();
        assert_same(&document::write(&here), &laden);
        assert_eq!(here, read(&laden), "and there is nothing left over");
    }
}

#[test]
fn what_is_unknown_of_a_rival_goes_with_it_into_the_past_and_goes_when_it_is_forgotten() {
    let mut document = merged();
    let seats = field("fact/seats");
    let rival = &mut document["fields"]["fact/seats"]["rivals"][0];
    rival["sourced"] = "見積書".into();
    let wanted = rival.clone();
    let mut engagement = read(&document);
    let stands = |it: &Engagement| {
        let written = document::write(it);
        let past = written["past"].as_array().unwrap().clone();
        past.into_iter().find(|it| it.get("sourced").is_some())
    };
    assert_eq!(stands(&engagement), None);
    edit(&mut engagement, seats, "900");
    let past = stands(&engagement).unwrap();
    assert_eq!((&past["value"], &past["sourced"]), (&wanted["value"], &wanted["sourced"]));
    assert_eq!(past["field"], "fact/seats");
    // Until three hundred others have been written over.
    for number in 0..400 {
        edit(&mut engagement, field("fact/industry"), &format!("部品の製造 {number}"));
    }
    assert_eq!(stands(&engagement), None);
    assert_eq!(read(&document::write(&engagement)), engagement, "the copy is what its file is");
}

/// Minutes apart, so that each value is remembered.
fn edit(engagement: &mut Engagement, field: Field, typed: &str) {
    let last = engagement.head().map_or(NOW, Stamp::millis).max(NOW);
    let at = Stamp::new(last + 120_000, 0, OTHER);
    let value = support::typed(field, typed);
    engagement.apply(support::playbook(), &[Edit { field, value }], at).unwrap();
}
