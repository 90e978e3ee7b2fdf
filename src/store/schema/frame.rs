//! What is the same in every playbook: how a file is wrapped, and what a version and its stamp are.

use serde_json::{Map, Value as Json, json};

use super::{def, spelling};

/// What is the same in every playbook.
pub fn definitions() -> Map<String, Json> {
    let count = |what: &str| json!({ "description": what, "type": "integer", "minimum": 0 });
    let rows = |what: &str| json!({ "description": what, "type": "array", "items": def("row") });
    let lines = json!({ "type": "array", "items": { "type": "string" } });
    let all = json!({
        "words": {
            "description": "A text in Japanese and in English.",
            "type": "object",
            "required": ["ja", "en"],
            "properties": { "ja": { "type": "string" }, "en": { "type": "string" } },
        },
        "counts": {
            "description": "What is in the file, so that a reader can tell whether all of it arrived.",
            "type": "object",
            "properties": {
                "engagements": count("Members of `engagements`."),
                "fields": count("Members of `fields`, in all engagements."),
                "entries": count("Entries of registers that are there."),
            },
        },
        "summary": {
            "description": "One engagement in words.",
            "type": "object",
            "required": ["customer", "ja", "en"],
            "properties": {
                "customer": { "type": "string" },
                "ready": { "description": "Whether the next playbooks may begin.", "type": "boolean" },
                "missing": rows("What is missing for it."),
                "waived": rows("What was let go for it."),
                "recheck": rows("What was marked by a wording that is another one now."),
                "former": {
                    "description": "What was recorded of what only a former revision of the playbook has.",
                    "type": "array",
                    "items": def("former"),
                },
                "ja": lines,
                "en": lines,
            },
        },
        "row": {
            "description": "An outcome or a task of the playbook.",
            "$ref": "#/$defs/words",
            "required": ["id"],
            "properties": {
                "id": { "description": "As in `item/<id>/mark`.", "type": "string" },
                "reason": { "description": "Why it was let go.", "type": "string" },
            },
        },
        "former": {
            "description": "A row, question, fact or service of a former revision.",
            "$ref": "#/$defs/words",
            "required": ["id", "revision"],
            "properties": {
                "id": { "description": "As the addresses of its fields begin.", "type": "string" },
                "revision": { "description": "The last one that had it.", "type": "string", "pattern": spelling::day_pattern() },
            },
        },
        "edition": {
            "description": "A playbook in one revision.",
            "type": "object",
            "required": ["id", "revision"],
            "properties": {
                "id": { "type": "string" },
                "revision": { "type": "string", "pattern": spelling::day_pattern() },
            },
        },
        "stamp": {
            "description": "When something was written, and by whom: the moment in UTC, a count within the \
                millisecond, and the writer. No two edits have the same.",
            "type": "string",
            "pattern": spelling::stamp(),
            "not": { "pattern": spelling::NO_LOAD },
        },
        "seen": {
            "description": "The version vector: of each writer, the latest moment and count that this copy knows of, \
                and so all that the writer did before.",
            "type": "object",
            "propertyNames": { "pattern": spelling::writer(), "not": { "pattern": spelling::NO_LOAD } },
            "additionalProperties": { "type": "string", "pattern": spelling::seen() },
        },
        "version": {
            "description": "A value with the stamp of its writing. A value that is missing or null was emptied on \
                purpose.",
            "type": "object",
            "required": ["at"],
            "properties": { "at": def("stamp") },
        },
        "field": {
            "description": "What stands in one field, as the version that is shown.",
            "$ref": "#/$defs/version",
            "properties": { "rivals": {
                "description": "Versions that were written apart, and that nobody has decided about yet.",
                "type": "array",
                "items": def("version"),
            } },
        },
    });
    match all {
        Json::Object(all) => all,
        _ => Map::new(),
    }
}
