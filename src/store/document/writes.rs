//! What an edit wrote, as JSON, beside the document that it was written to:
//!
//! ```json
//! { "schema": 3, "at": "2026-09-18T01:16:00.000Z/0/1a2b3c4d-00c0ffee",
//!   "after": "2026-09-18T01:15:00.000Z/0/1a2b3c4d-00c0ffee",
//!   "writes": { "item/ftop.983/mark": { "value": "done", "over": ["2026-09-18T01:15:00.000Z/0/…"] } },
//!   "past": [ { "field": "item/ftop.983/mark", "value": { "waived": "no partner wanted" }, "at": "…" } ] }
//! ```
//!
//! `over` are the versions that it took the place of, `after` is where its writer was before, and `past` are
//! the values of these that are remembered: each only if there are any.

use serde_json::{Map, Value as Json};

use super::{SCHEMA, list, object, read_version, text, write_value};
use crate::domain::engagement::{Write, Writes};
use crate::domain::field::Field;
use crate::domain::overwritten::OverwrittenValue;
use crate::domain::playbook::Playbook;
use crate::domain::stamp::Stamp;
use crate::domain::text::is_blank;
use crate::domain::value::Value;
use crate::json::put;
use crate::store::document_error::{DocumentError, Expected, malformed};

/// As JSON of the newest schema; `over`, `after` and `past` only if there are any.
pub fn write(writes: &Writes) -> Json {
    let mut all = Map::new();
    for it in &writes.all {
        let mut one = Map::new();
        put(&mut one, "value", value(it.value.as_ref()));
        if !it.over.is_empty() {
            let over: Vec<Json> = it.over.iter().map(|it| it.to_string().into()).collect();
            put(&mut one, "over", over.into());
        }
        put(&mut all, &it.field.to_string(), one.into());
    }
    let mut whole = Map::new();
    put(&mut whole, "schema", SCHEMA.into());
    put(&mut whole, "at", writes.at.to_string().into());
    if let Some(it) = writes.after {
        put(&mut whole, "after", it.to_string().into());
    }
    put(&mut whole, "writes", all.into());
    let past: Vec<Json> = writes.past.iter().map(old).collect();
    if !past.is_empty() {
        put(&mut whole, "past", past.into());
    }
    whole.into()
}

fn value(value: Option<&Value>) -> Json {
    value.map_or(Json::Null, write_value)
}

fn old(it: &OverwrittenValue) -> Json {
    let mut one = Map::new();
    put(&mut one, "field", it.field.to_string().into());
    put(&mut one, "value", value(it.value.as_ref()));
    put(&mut one, "at", it.at.to_string().into());
    one.into()
}

/// The members of a write, and of each field in it.
const MEMBERS: [&str; 5] = ["schema", "at", "after", "writes", "past"];
const OF_FIELD: [&str; 2] = ["value", "over"];

/// # Errors
///
/// The first thing that is not as it should be, with its path; `DocumentError::Newer` for what this version or
/// this playbook does not know: without it, what came after would be put on a state that it was not made for.
pub fn read(json: &Json, playbook: &Playbook) -> Result<Writes, DocumentError> {
    let whole = object(json, "")?;
    let schema = whole.get("schema").and_then(Json::as_u64);
    let schema = schema.ok_or_else(|| malformed("schema", Expected::Schema))?;
    let newer = DocumentError::Newer { schema };
    if SCHEMA < schema || !has_only(whole, &MEMBERS) {
        return Err(newer);
    }
    let at = stamp(whole.get("at"), "at")?;
    let after = whole.get("after").map(|it| stamp(Some(it), "after")).transpose()?;
    let field = |address: &str| Field::parse(address, playbook).ok_or_else(|| newer.clone());
    let mut all = Vec::new();
    for (address, written) in object(whole.get("writes").unwrap_or(&Json::Null), "writes")? {
        let path = format!("writes.{address}");
        let field = field(address)?;
        let members = object(written, &path)?;
        if !has_only(members, &OF_FIELD) {
            return Err(newer);
        }
        let mut version = members.clone();
        put(&mut version, "at", at.to_string().into());
        let version = read_version(&version.into(), field.kind(playbook));
        let value = version.map_err(|_| newer.clone())?.value;
        if field == Field::Fact(playbook.roles.customer)
            && !matches!(&value, Some(Value::Text(it)) if !is_blank(it))
        {
            return Err(malformed(&path, Expected::Customer));
        }
        let mut over = Vec::new();
        for it in members.get("over").map_or(Ok(&[][..]), |it| list(it, &path))? {
            over.push(stamp(Some(it), &path)?);
        }
        all.push(Write { field, value, over });
    }
    let mut past = Vec::new();
    for it in whole.get("past").map_or(Ok(&[][..]), |it| list(it, "past"))? {
        let field = field(text(object(it, "past")?.get("field"), "past")?)?;
        let old = read_version(it, field.kind(playbook)).map_err(|_| newer.clone())?;
        past.push(OverwrittenValue { at: old.at, field, value: old.value });
    }
    Ok(Writes { at, after, all, past })
}

fn has_only(members: &Map<String, Json>, known: &[&str]) -> bool {
    members.keys().all(|it| known.contains(&it.as_str()))
}

fn stamp(written: Option<&Json>, path: &str) -> Result<Stamp, DocumentError> {
    Stamp::parse(text(written, path)?).ok_or_else(|| malformed(path, Expected::Stamp))
}
