//! One engagement as JSON. This file is the specification of the shape, in files and in the
//! browser alike. The domain's types are not serialized: renaming one never changes a file.
//!
//! ```json
//! { "id": "0198…", "schema": 1,
//!   "playbook": { "id": "customer-kickoff", "revision": "2020-04-30" },
//!   "fields": {
//!     "answer/managed": { "value": "yes", "at": "2026-09-18T01:15:00.000Z/0/1a2b3c4d" },
//!     "item/ftop.983/mark": { "value": { "not-applicable": "no partner wanted" }, "at": "…" },
//!     "fact/seats": { "value": { "unclear": "about 150" }, "at": "…" } } }
//! ```
//!
//! A value is a string, number or `true`/`false` by the kind of its field; days and moments are
//! `2026-09-18` and `2026-09-18T10:15`; `null` is emptied on purpose. Fields that this version does
//! not know are carried along as they came.

use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use crate::domain::engagement::{Edition, Engagement, Recorded};
use crate::domain::field::Field;
use crate::domain::id::EngagementId;
use crate::domain::iso;
use crate::domain::playbook::Playbook;
use crate::domain::stamp::Stamp;
use crate::domain::text::Line;
use crate::domain::value::{Kind, Mark, Value};

/// The shape this version writes.
pub const SCHEMA: u64 = 1;

/// What is wrong with a document, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DocumentError {
    /// Written by a newer version.
    Newer { schema: u64 },
    /// For a playbook that this app does not have.
    OtherPlaybook { id: String, revision: String },
    /// Something else was expected at this path, such as `fields.fact/seats.value`.
    Malformed { path: String, expected: Expected },
}

/// What belongs at a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Expected {
    Object,
    Text,
    EngagementId,
    Schema,
    Day,
    Stamp,
    /// A value of this kind.
    Value(Kind),
    /// A customer's name.
    Customer,
}

/// The engagement as JSON.
pub fn write(engagement: &Engagement) -> Json {
    let mut fields = Map::new();
    for (field, recorded) in engagement.fields() {
        let value = recorded.value.as_ref().map_or(Json::Null, write_value);
        let recorded = json!({ "value": value, "at": recorded.at.to_string() });
        fields.insert(field.to_string(), recorded);
    }
    for (address, raw) in engagement.unknown() {
        // Read as JSON before it was kept, so it is JSON now.
        let value = serde_json::from_str(raw).unwrap_or(Json::Null);
        fields.insert(address.to_owned(), value);
    }
    let edition = engagement.edition();
    json!({
        "id": engagement.id().to_string(),
        "schema": SCHEMA,
        "playbook": { "id": edition.playbook, "revision": iso::day(edition.revision) },
        "fields": fields,
    })
}

/// The engagement that a document holds.
///
/// # Errors
///
/// The first thing that is not as it should be, with its path. Nothing is half read.
pub fn read(document: &Json, playbook: &Playbook) -> Result<Engagement, DocumentError> {
    let whole = object(document, "")?;
    let schema = whole.get("schema").and_then(Json::as_u64);
    match schema {
        Some(SCHEMA) => {}
        Some(schema) if SCHEMA < schema => return Err(DocumentError::Newer { schema }),
        _ => return Err(malformed("schema", Expected::Schema)),
    }
    let id = text(whole.get("id"), "id")?;
    let id = EngagementId::parse(id).ok_or_else(|| malformed("id", Expected::EngagementId))?;
    let edition = read_edition(whole.get("playbook"), playbook)?;
    let mut engagement = Engagement::restored(id, edition);
    let fields = object(whole.get("fields").unwrap_or(&Json::Null), "fields")?;
    for (address, recorded) in fields {
        let path = format!("fields.{address}");
        match Field::parse(address, playbook) {
            None => engagement.restore_unknown(address, &recorded.to_string()),
            Some(field) => {
                let kind = field.kind(playbook);
                let read = read_recorded(recorded, kind, &path)?;
                let expected = kind.map_or(Expected::Object, Expected::Value);
                engagement
                    .restore(playbook, field, read)
                    .map_err(|_| malformed(&format!("{path}.value"), expected))?;
            }
        }
    }
    if engagement.customer().is_empty() {
        return Err(malformed("fields.fact/customer", Expected::Customer));
    }
    Ok(engagement)
}

/// Whether a text is what this version writes, by its frame alone: for what is about to be written
/// over, on the path of every keystroke.
///
/// # Errors
///
/// As [`read`], for the frame.
pub fn check_frame(text: &str, playbook: &Playbook) -> Result<(), DocumentError> {
    #[derive(Deserialize)]
    struct Frame {
        schema: u64,
        #[serde(default)]
        playbook: Json,
    }
    let frame: Frame = serde_json::from_str(text).map_err(|_| malformed("", Expected::Object))?;
    if SCHEMA < frame.schema {
        return Err(DocumentError::Newer { schema: frame.schema });
    }
    read_edition(Some(&frame.playbook), playbook).map(|_| ())
}

fn read_edition(written: Option<&Json>, playbook: &Playbook) -> Result<Edition, DocumentError> {
    let written = object(written.unwrap_or(&Json::Null), "playbook")?;
    let id = text(written.get("id"), "playbook.id")?;
    let revision = text(written.get("revision"), "playbook.revision")?;
    let ours = Edition::of(playbook);
    if id == &*ours.playbook && revision == iso::day(ours.revision) {
        return Ok(ours);
    }
    Err(DocumentError::OtherPlaybook { id: id.to_owned(), revision: revision.to_owned() })
}

fn read_recorded(
    recorded: &Json,
    kind: Option<Kind>,
    path: &str,
) -> Result<Recorded, DocumentError> {
    let recorded = object(recorded, path)?;
    let at_path = format!("{path}.at");
    let at = Stamp::parse(text(recorded.get("at"), &at_path)?)
        .ok_or_else(|| malformed(&at_path, Expected::Stamp))?;
    let value = match (recorded.get("value").unwrap_or(&Json::Null), kind) {
        (Json::Null, _) => None,
        (value, Some(kind)) => Some(
            read_value(value, kind)
                .ok_or_else(|| malformed(&format!("{path}.value"), Expected::Value(kind)))?,
        ),
        (_, None) => return Err(malformed(path, Expected::Object)),
    };
    Ok(Recorded { value, at })
}

fn write_value(value: &Value) -> Json {
    match value {
        Value::Text(it) => json!(it),
        Value::Day(_) | Value::Moment(_) => json!(value.typed()),
        Value::Count(it) => json!(it),
        Value::Flag(it) => json!(it),
        Value::Choice(it) => json!(it),
        Value::Mark(mark) => match mark.reason() {
            None => json!(mark.code()),
            Some(reason) => json!({ mark.code(): reason.as_str() }),
        },
        Value::Unclear(typed) => json!({ "unclear": typed }),
    }
}

/// Only the one spelling that is written: what passes here is the same when it is written again.
fn read_value(value: &Json, kind: Kind) -> Option<Value> {
    let read = match (kind, value) {
        (Kind::Day | Kind::Moment, Json::String(it)) => kind.read(it)?,
        (Kind::Choice(_), Json::String(it)) => kind.read(it)?,
        (Kind::Count, Json::Number(it)) => Value::Count(u32::try_from(it.as_u64()?).ok()?),
        (Kind::Flag, Json::Bool(it)) => Value::Flag(*it),
        (Kind::Mark, Json::String(code)) => Value::Mark(Mark::from_parts(code, None)?),
        (Kind::Mark, Json::Object(it)) => {
            let (code, reason) = only(it)?;
            Value::Mark(Mark::from_parts(code, Some(Line::new(reason.as_str()?)?))?)
        }
        (Kind::Day | Kind::Moment | Kind::Count, Json::Object(it)) => match only(it)? {
            ("unclear", Json::String(typed)) => Value::Unclear(typed.as_str().into()),
            _ => return None,
        },
        (_, Json::String(it)) => Value::Text(it.as_str().into()),
        _ => return None,
    };
    (kind.takes(&read) && write_value(&read) == *value).then_some(read)
}

/// The only member of an object.
fn only(object: &Map<String, Json>) -> Option<(&str, &Json)> {
    let mut members = object.iter();
    match (members.next(), members.next()) {
        (Some((name, value)), None) => Some((name, value)),
        _ => None,
    }
}

fn object<'a>(value: &'a Json, path: &str) -> Result<&'a Map<String, Json>, DocumentError> {
    value.as_object().ok_or_else(|| malformed(path, Expected::Object))
}

fn text<'a>(value: Option<&'a Json>, path: &str) -> Result<&'a str, DocumentError> {
    value.and_then(Json::as_str).ok_or_else(|| malformed(path, Expected::Text))
}

fn malformed(path: &str, expected: Expected) -> DocumentError {
    DocumentError::Malformed { path: path.to_owned(), expected }
}
