//! What can stand in a field, by its kind.

use serde_json::{Value as Json, json};

use super::spelling::{self, blanks};
use crate::domain::value::{COUNT_LIMIT, Kind, Mark};

/// What a kind is called in the schema.
pub fn name(kind: Kind) -> String {
    let name = match kind {
        Kind::Text => "text",
        Kind::LongText => "long-text",
        Kind::Name => "name",
        Kind::Link => "link",
        Kind::Day => "day",
        Kind::Moment => "moment",
        Kind::Count => "count",
        Kind::Flag => "flag",
        Kind::Service => "service",
        Kind::Mark => "mark",
        // No code has this mark in it.
        Kind::Choice(codes) => return format!("choice.{}", codes.join("_")),
    };
    name.to_owned()
}

/// What stands in a field of this kind. The customer's name is never empty.
pub fn value(kind: Kind, is_customer: bool) -> Json {
    if is_customer {
        return json!({
            "description": "The customer's name. An engagement always has one.",
            "type": "string",
            "pattern": format!("[^{}]", blanks()),
        });
    }
    match kind {
        Kind::Text => text("One line."),
        Kind::LongText => text("Several lines."),
        Kind::Name => text("Somebody's name, usually one from the register `people`."),
        Kind::Link => text("An address; not to be opened unless it is http, https or mailto."),
        Kind::Service => text("The id of an entry of the register `services`."),
        Kind::Day => unclear_or(
            json!({
                "description": "A day from 2000 to 2099, or what was typed there and is none.",
                "type": ["null", "string", "object"],
                "pattern": spelling::day_pattern(),
            }),
            &spelling::day_pattern(),
        ),
        Kind::Moment => unclear_or(
            json!({
                "description": "A day from 2000 to 2099 and a time on the engagement's own clock, or what was typed \
                    there and is none.",
                "type": ["null", "string", "object"],
                "pattern": spelling::moment_pattern(),
            }),
            &spelling::moment_pattern(),
        ),
        Kind::Count => unclear_or(
            json!({
                "description": "A number of seats or people, or what was typed there and is none. Written in digits \
                    only: 150, and not 150.0 or 1.5e2.",
                "type": ["null", "integer", "object"],
                "minimum": 0,
                "maximum": COUNT_LIMIT,
            }),
            &spelling::whole(&spelling::at_most(COUNT_LIMIT)),
        ),
        Kind::Flag => json!({ "description": "Yes or no.", "type": ["null", "boolean"] }),
        Kind::Choice(codes) => {
            let codes = codes.iter().map(|it| Json::from(*it)).chain([Json::Null]);
            json!({ "description": "One of a closed list.", "enum": codes.collect::<Vec<Json>>() })
        }
        Kind::Mark => mark(),
    }
}

fn text(description: &str) -> Json {
    json!({ "description": description, "type": ["null", "string"], "minLength": 1 })
}

/// What was typed and is not understood stands there as it was typed; what is clear is never said to be
/// unclear.
fn unclear_or(mut clear: Json, pattern: &str) -> Json {
    clear["required"] = json!(["unclear"]);
    clear["properties"] = json!({ "unclear": {
        "description": "As it was typed.",
        "type": "string",
        "pattern": format!("[^{}]", blanks()),
        "not": { "pattern": pattern },
    } });
    clear["additionalProperties"] = false.into();
    clear
}

fn mark() -> Json {
    let coded = |has_reason| Mark::CODES.iter().filter(move |it| it.1 == has_reason).map(|it| it.0);
    let reason = json!({
        "description": "Why. Without blanks around it.",
        "type": "string",
        "allOf": [
            { "pattern": format!("^[^{}]", blanks()) },
            { "pattern": format!("[^{}]$", blanks()) },
        ],
    });
    let reasons = coded(true).map(|it| (it.to_owned(), reason.clone()));
    json!({
        "description": "The state of a row: done, or another one with the reason for it. Nothing recorded is open.",
        "anyOf": [
            { "type": "null" },
            { "enum": coded(false).collect::<Vec<&str>>() },
            {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "properties": reasons.collect::<serde_json::Map<String, Json>>(),
                "additionalProperties": false,
            },
        ],
    })
}
