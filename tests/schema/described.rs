//! What is published is what the tables say, it is a schema, and all that is written is in it.

use std::fs;

use kickoff::store::schema;
use serde_json::{Value as Json, json};

use crate::accepted::written;
use crate::judge::{Judge, path, published, shipped};
use crate::support::contoso::decided_engagement;
use crate::support::files::pointers;
use crate::support::library;

/// `UPDATE_GOLDEN=1 cargo test --test schema` writes it anew; what differs is a change of the format.
#[test]
fn the_published_schema_is_the_one_that_the_tables_make() {
    let made = schema::text(shipped());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(path(), &made).unwrap();
    }
    let published = published();
    let differs = published.lines().zip(made.lines()).find(|(old, new)| old != new);
    assert!(
        published == made,
        "the published schema differs, first in {differs:#?}\nUPDATE_GOLDEN=1 writes it anew"
    );
    assert_eq!(made.parse::<Json>().unwrap(), schema::schema(shipped()));
}

/// The dialect's own schema is a part of the validator.
#[test]
fn it_is_a_schema_of_the_dialect_that_it_names() {
    let schema: Json = published().parse().unwrap();
    let dialect = schema["$schema"].as_str().unwrap();
    assert_eq!(dialect, "https://json-schema.org/draft/2020-12/schema");
    let judge = Judge::at(json!({ "$schema": dialect, "$ref": dialect }), "");
    judge.assert_accepts(&schema, "the schema");
    for (place, wrong) in [("/type", json!("file")), ("/required", json!("format"))] {
        let mut bent = schema.clone();
        *bent.pointer_mut(place).unwrap() = wrong;
        assert!(!judge.accepts(&bent), "{place}");
    }
}

#[test]
fn it_asks_for_nothing_that_is_elsewhere_and_every_definition_is_used() {
    let schema: Json = published().parse().unwrap();
    let mut used = vec![];
    for place in pointers(&schema).iter().filter(|it| it.ends_with("/$ref")) {
        let to = schema.pointer(place).unwrap().as_str().unwrap();
        let pointer = to.strip_prefix('#').unwrap_or_else(|| panic!("{place}: {to}"));
        assert!(schema.pointer(pointer).is_some(), "{place}: {to}");
        used.push(pointer.to_owned());
    }
    for name in schema["$defs"].as_object().unwrap().keys() {
        assert!(used.contains(&format!("/$defs/{name}")), "{name}");
    }
    assert_eq!(schema["$id"], path().file_name().unwrap().to_str().unwrap());
}

/// Every definition is told in words, and so is what is not a plain text or list.
#[test]
fn every_definition_says_what_it_is() {
    let schema: Json = published().parse().unwrap();
    for (name, it) in schema["$defs"].as_object().unwrap() {
        assert!(it["description"].as_str().is_some_and(|it| it.ends_with('.')), "{name}");
    }
}

/// The members of an object of the file that the schema describes, under each of these places of it.
fn described(places: &[&str]) -> Vec<String> {
    let schema: Json = published().parse().unwrap();
    let members =
        places.iter().flat_map(|it| schema.pointer(it).unwrap().as_object().unwrap().keys());
    members.cloned().collect()
}

#[test]
fn every_member_that_is_written_is_described() {
    let file = written(&[decided_engagement()], library());
    let words = "/$defs/words/properties";
    let row = "/$defs/row/properties";
    let version = "/$defs/version/properties";
    let field = "/$defs/field/properties";
    // One that has each of them.
    let seats = "/engagements/0/fields/fact~1seats";
    for (of, places) in [
        ("", vec!["/properties"]),
        ("/playbook", vec!["/$defs/edition/properties", "/properties/playbook/properties"]),
        ("/playbook/title", vec![words]),
        ("/counts", vec!["/$defs/counts/properties"]),
        ("/summary/0", vec!["/$defs/summary/properties"]),
        ("/summary/0/missing/0", vec![words, row]),
        ("/summary/0/waived/0", vec![words, row]),
        ("/engagements/0", vec!["/$defs/engagement/properties"]),
        ("/engagements/0/playbook", vec!["/$defs/edition/properties"]),
        (seats, vec![version, field, "/$defs/field.count/properties"]),
        (&format!("{seats}/rivals/0"), vec![version, "/$defs/field.count/properties"]),
        (
            "/engagements/0/past/0",
            vec![
                version,
                "/$defs/past.customer-kickoff.2020-04-30/properties",
                "/$defs/field.count/properties",
            ],
        ),
    ] {
        let described = described(&places);
        // What a newer version left there.
        let newer = ["signals", "source"];
        for member in file.pointer(of).unwrap().as_object().unwrap().keys() {
            assert!(described.contains(member) || newer.contains(&&**member), "{of}: {member}");
        }
    }
}
