//! The JSON Schema (draft 2020-12) of the exported file, for other programs. It is made of the tables that
//! write and read the file, and so says what they do; a test holds that the one in `public/schema/`, which
//! the build publishes, is this one. `FORMAT.md` says in words what it says, and what it cannot say.
//!
//! What is known is described as strictly as it is read, in every playbook that is here; everything else is
//! allowed, as fields and members of a newer version are carried along. Never part of the page.

mod fields;
mod frame;
mod printed;
mod spelling;
mod values;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::file::{FORMAT, SCHEMA_VERSION};
use super::migrate;
use crate::domain::edition::Edition;
use crate::domain::library::Library;
use crate::domain::playbook::Playbook;
use fields::{Address, Described};

/// What the file of the schema is called.
pub fn name() -> String {
    format!("{FORMAT}-{SCHEMA_VERSION}.schema.json")
}

/// The text of that file, in lines that can be compared.
pub fn text(library: &Library) -> String {
    let mut text = String::new();
    printed::print(&schema(library), 0, &mut text);
    text.push('\n');
    text
}

/// The schema of a file whose engagements run on these playbooks, or on others.
pub fn schema(library: &Library) -> Json {
    let mut defs = frame::definitions();
    let mut put = |name: String, def: Json| defs.insert(name, def);
    put("engagement".to_owned(), engagement(library));
    for playbook in library.editions() {
        let described = fields::of(playbook);
        for it in &described {
            put(["value.", &it.value].concat(), values::value(it.kind, it.is_customer));
            put(["field.", &it.value].concat(), field(it));
        }
        put(named("fields", playbook), known_fields(playbook, &described));
        put(named("past", playbook), known_past(playbook, &described));
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": name(),
        "title": "Kickoff engagements",
        "description": "Engagements as Kickoff hands them over: one JSON file, in UTF-8. Members and fields that are \
            not described here are of a newer version: a reader ignores them, and a writer keeps them as they are. \
            What a schema cannot say stands in FORMAT.md of the source.",
        "type": "object",
        "required": ["format", "schemaVersion", "engagements"],
        "properties": {
            "format": { "description": "Whose file it is.", "const": FORMAT },
            "schemaVersion": {
                "description": "How the engagements are wrapped. Whoever does not know a number refuses the file.",
                "const": SCHEMA_VERSION,
            },
            "app": { "description": "The version of the app that wrote the file; its build may follow after a plus sign.", "type": "string" },
            "exportedAt": {
                "description": "When the file was written, with the offset from UTC (RFC 3339).",
                "type": "string",
                "pattern": spelling::rfc_3339(),
            },
            "playbook": {
                "description": "The playbook of the first engagement. Each engagement says its own.",
                "$ref": "#/$defs/edition",
                "properties": { "title": def("words") },
            },
            "counts": def("counts"),
            "sha256": {
                "description": "SHA-256, in hexadecimal, over the member `engagements` in canonical form (RFC 8785).",
                "type": "string",
                "pattern": "^[0-9a-f]{64}$",
            },
            "summary": {
                "description": "Each engagement for a reader without the app. Nothing of it is read back.",
                "type": "array",
                "items": def("summary"),
            },
            "engagements": {
                "description": "Each with an id of its own.",
                "type": "array",
                "minItems": 1,
                "items": def("engagement"),
            },
        },
        "$defs": defs,
    })
}

fn engagement(library: &Library) -> Json {
    let editions = library.editions().iter().map(|playbook| {
        let Edition { playbook: id, revision, .. } = Edition::of(playbook);
        json!({
            "if": { "type": "object", "required": ["playbook"], "properties": { "playbook": {
                "type": "object",
                "required": ["id", "revision"],
                "properties": { "id": { "const": id }, "revision": { "const": revision } },
            } } },
            "then": { "type": "object", "properties": {
                "fields": def(&named("fields", playbook)),
                "past": { "items": def(&named("past", playbook)) },
            } },
        })
    });
    json!({
        "description": "All that is recorded of one customer, field by field. What its playbook is decides which \
            fields there are; of a playbook that is not described here, everything is kept as it is.",
        "type": "object",
        "required": ["id", "schema", "playbook", "fields"],
        "properties": {
            "id": {
                "description": "The same in all copies.",
                "type": "string",
                "pattern": spelling::whole(spelling::ID),
            },
            "schema": {
                "description": "How the engagement is written. Since 2 there is `seen`; since 3 there are fields that \
                    say for whom something is. Whoever does not know a number refuses the engagement.",
                "enum": (migrate::OLDEST..=migrate::CURRENT).collect::<Vec<u64>>(),
            },
            "playbook": def("edition"),
            "seen": { "description": "What this copy knows of." },
            "fields": { "description": "By address.", "type": "object" },
            "past": { "description": "The newest values that were written over, oldest first.", "type": "array" },
        },
        "if": { "properties": { "schema": { "const": migrate::OLDEST } } },
        "else": { "required": ["seen"], "properties": { "seen": def("seen") } },
        "allOf": editions.collect::<Vec<Json>>(),
    })
}

/// A field that holds values of one kind.
fn field(it: &Described) -> Json {
    let mut field = version(it);
    field["description"] = format!("A field that holds a value of `value.{}`.", it.value).into();
    field["properties"]["rivals"] = json!({ "items": version(it) });
    field["$ref"] = "#/$defs/field".into();
    field
}

/// A version of such a field.
fn version(it: &Described) -> Json {
    let mut version = json!({ "properties": { "value": def(&["value.", &it.value].concat()) } });
    if it.is_customer {
        version["required"] = json!(["value"]);
    }
    version
}

fn known_fields(playbook: &'static Playbook, all: &[Described]) -> Json {
    let (mut single, mut patterns) = (Map::new(), Map::new());
    for it in all {
        let mut field = def(&["field.", &it.value].concat());
        for (name, said) in &it.said {
            field[name] = said.clone();
        }
        match &it.address {
            Address::One(address) => single.insert(address.clone(), field),
            Address::Each(pattern) => patterns.insert(pattern.clone(), field),
        };
    }
    let needed = all.iter().filter(|it| it.is_customer).map(|it| it.address.as_str());
    json!({
        "description": format!("The fields of {}.", Edition::named(playbook)),
        "required": needed.collect::<Vec<&str>>(),
        "properties": single,
        "patternProperties": patterns,
    })
}

/// A value that was written over is of the kind of its field.
fn known_past(playbook: &'static Playbook, all: &[Described]) -> Json {
    let mut kinds: BTreeMap<&str, Vec<&Described>> = BTreeMap::new();
    for it in all {
        kinds.entry(&it.value).or_default().push(it);
    }
    let rules = kinds.values().filter_map(|of_kind| {
        let single = of_kind.iter().filter(|it| matches!(it.address, Address::One(_)));
        let single = single.map(|it| it.address.as_str()).collect::<Vec<&str>>();
        let patterns = of_kind.iter().filter(|it| matches!(it.address, Address::Each(_)));
        let mut is_one =
            patterns.map(|it| json!({ "pattern": it.address.as_str() })).collect::<Vec<Json>>();
        if !single.is_empty() {
            is_one.push(json!({ "enum": single }));
        }
        let mut then = version(of_kind.first()?);
        then["$ref"] = "#/$defs/version".into();
        Some(json!({ "if": { "properties": { "field": { "anyOf": is_one } } }, "then": then }))
    });
    json!({
        "description": format!("What stood in a field of {} before, and in which.", Edition::named(playbook)),
        "type": "object",
        "required": ["field"],
        "properties": { "field": { "description": "Its address.", "type": "string" } },
        "allOf": rules.collect::<Vec<Json>>(),
    })
}

/// What is said of one edition.
fn named(what: &str, playbook: &'static Playbook) -> String {
    let Edition { playbook: id, revision, .. } = Edition::of(playbook);
    [what, &id, &revision].join(".")
}

fn def(name: &str) -> Json {
    json!({ "$ref": format!("#/$defs/{name}") })
}
