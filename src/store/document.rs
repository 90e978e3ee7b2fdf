//! One engagement as JSON. This file is the specification of the shape, in files and in the
//! browser alike. The domain's types are not serialized: renaming one never changes a file.
//!
//! ```json
//! { "id": "0198…", "schema": 3,
//!   "playbook": { "id": "customer-kickoff", "revision": "2020-04-30" },
//!   "seen": { "1a2b3c4d-00c0ffee": "2026-09-18T01:15:00.000Z/0" },
//!   "fields": {
//!     "answer/managed": { "value": "yes", "at": "2026-09-18T01:15:00.000Z/0/1a2b3c4d-00c0ffee" },
//!     "answer/managed/audience": { "value": "shared", "at": "…" },
//!     "item/ftop.983/mark": { "value": { "not-applicable": "no partner wanted" }, "at": "…" },
//!     "fact/seats": { "value": { "unclear": "about 150" }, "at": "…",
//!                     "rivals": [ { "value": 160, "at": "…" } ] } },
//!   "past": [ { "field": "answer/managed", "value": "no", "at": "…" } ] }
//! ```
//!
//! A value is a string, number or `true`/`false` by the kind of its field; days and moments are
//! `2026-09-18` and `2026-09-18T10:15`; `null` is emptied on purpose. `seen` is the latest stamp
//! known of each writer; `rivals` are versions written apart, and `past` the newest values that were
//! written over, oldest first: both only if there are any. An `audience` (of an entry or an answer;
//! `note-audience` and `evidence-audience` of an item) is `internal` or `shared`; where there is
//! none, it is as by default (`domain/audience.rs`). Fields and members that this version
//! does not know are carried along as they came, and so is what is not understood of an engagement
//! whose playbook is not here. Older shapes are brought to this one by
//! [`migrate`].

pub mod writes;

use serde_json::{Map, Value as Json};

use super::document_error::{DocumentError, Expected, malformed};
use super::migrate;
use crate::domain::engagement::{Edition, Engagement, Version, Versions};
use crate::domain::field::Field;
use crate::domain::id::EngagementId;
use crate::domain::library::Library;
use crate::domain::overwritten::OverwrittenValue;
use crate::domain::playbook::Playbook;
use crate::domain::stamp::Stamp;
use crate::domain::text::Line;
use crate::domain::unknown::UnknownPlace;
use crate::domain::value::{Kind, Mark, Value};
use crate::json::{self, put};

/// The shape this version writes.
pub const SCHEMA: u64 = migrate::CURRENT;

/// The members of the whole; all others are carried along.
const MEMBERS: [&str; 6] = ["id", "schema", "playbook", "seen", "fields", "past"];

/// The members of `playbook`.
const PLAYBOOK_MEMBERS: [&str; 2] = ["id", "revision"];

/// The members of a field.
const FIELD_MEMBERS: [&str; 3] = ["value", "at", "rivals"];

/// The members of a version that is not shown; `field` is one of the past only.
const VERSION_MEMBERS: [&str; 3] = ["value", "at", "field"];

/// The engagement as the text of its JSON.
pub fn as_text(engagement: &Engagement) -> String {
    json::text(&write(engagement))
}

/// The engagement as JSON.
pub fn write(engagement: &Engagement) -> Json {
    let mut whole = Map::new();
    let mut fields = Map::new();
    let mut playbook = Map::new();
    let mut past: Vec<Json> = Vec::new();
    for it in engagement.overwritten().iter() {
        let mut superseded = write_version(engagement, it.field, it.value.as_ref(), it.at);
        put(&mut superseded, "field", it.field.to_string().into());
        past.push(superseded.into());
    }
    for (field, recorded) in engagement.fields() {
        let mut versions =
            recorded.versions().map(|(value, at)| write_version(engagement, field, value, at));
        let mut written = versions.next().unwrap_or_default();
        let rivals: Vec<Json> = versions.map(Json::from).collect();
        if !rivals.is_empty() {
            put(&mut written, "rivals", rivals.into());
        }
        fields.insert(field.to_string(), written.into());
    }
    for (spot, raw) in engagement.unknown_fields().iter() {
        // Read as JSON before it was kept, so it is JSON now.
        let value = json::parse(raw).unwrap_or_default();
        match spot {
            UnknownPlace::Whole(name) => put(&mut whole, name, value),
            UnknownPlace::Playbook(name) => put(&mut playbook, name, value),
            UnknownPlace::Field(address) => put(&mut fields, address, value),
            UnknownPlace::Of(field, name) => {
                let of = fields.get_mut(&field.to_string()).and_then(Json::as_object_mut);
                if let Some(of) = of {
                    put(of, name, value);
                }
            }
            UnknownPlace::Overwritten(_) => past.push(value),
            // Written with the version.
            UnknownPlace::Version(..) => {}
        }
    }
    let mut seen = Map::new();
    for (moment, writer) in engagement.version_vector().iter().filter_map(seen_parts) {
        put(&mut seen, &writer, moment.into());
    }
    let edition = engagement.edition();
    put(&mut playbook, "id", (*edition.playbook).into());
    put(&mut playbook, "revision", (*edition.revision).into());
    put(&mut whole, "id", engagement.id().to_string().into());
    put(&mut whole, "schema", SCHEMA.into());
    put(&mut whole, "playbook", playbook.into());
    put(&mut whole, "seen", seen.into());
    put(&mut whole, "fields", fields.into());
    if !past.is_empty() {
        put(&mut whole, "past", past.into());
    }
    whole.into()
}

/// A stamp as `seen` has it: the moment, and whose.
fn seen_parts(at: Stamp) -> Option<(String, String)> {
    let text = at.to_string();
    text.rsplit_once('/').map(|(moment, writer)| (moment.to_owned(), writer.to_owned()))
}

fn write_version(
    engagement: &Engagement,
    field: Field,
    value: Option<&Value>,
    at: Stamp,
) -> Map<String, Json> {
    let carried = engagement.unknown_fields().get(&UnknownPlace::Version(field, at));
    let mut version = match carried.map(json::parse) {
        Some(Ok(Json::Object(members))) => members,
        _ => Map::new(),
    };
    put(&mut version, "value", value.map_or(Json::Null, write_value));
    put(&mut version, "at", at.to_string().into());
    version
}

/// The engagement that a document holds.
///
/// # Errors
///
/// The first thing that is not as it should be, with its path. Nothing is half read.
pub fn read(document: &Json, library: &Library) -> Result<Engagement, DocumentError> {
    let document = migrate::current(document)?;
    let whole = object(&document, "")?;
    let id = text(whole.get("id"), "id")?;
    let id = EngagementId::parse(id).ok_or_else(|| malformed("id", Expected::EngagementId))?;
    let written = object(whole.get("playbook").unwrap_or(&Json::Null), "playbook")?;
    let edition = read_edition(written, library)?;
    let (playbook, is_here) = (edition.shown(), edition.is_here());
    let mut engagement = Engagement::restored(id, edition);
    carry_unknown(&mut engagement, written, &PLAYBOOK_MEMBERS, &UnknownPlace::Playbook);
    for (writer, moment) in object(whole.get("seen").unwrap_or(&Json::Null), "seen")? {
        let path = format!("seen.{writer}");
        let at = Stamp::parse(&format!("{}/{writer}", text(Some(moment), &path)?));
        engagement.restore_seen(at.ok_or_else(|| malformed(&path, Expected::Stamp))?);
    }
    let fields = object(whole.get("fields").unwrap_or(&Json::Null), "fields")?;
    for (address, recorded) in fields {
        let read = match Field::parse(address, playbook) {
            Some(field) => read_field(&mut engagement, playbook, field, recorded)
                .map(|()| true)
                .map_err(|it| it.within(&format!("fields.{field}"))),
            None => Ok(false),
        };
        // Another revision may want another kind of value there.
        if !read.or_else(|it| if is_here { Err(it) } else { Ok(false) })? {
            carry(&mut engagement, UnknownPlace::Field(address.as_str().into()), recorded);
        }
    }
    let past = whole.get("past").map_or(Ok(&[][..]), |it| list(it, "past"))?;
    for (at, superseded) in past.iter().enumerate() {
        let read = read_past(&mut engagement, playbook, superseded)
            .map_err(|it| it.within(&format!("past[{at}]")));
        if !read.or_else(|it| if is_here { Err(it) } else { Ok(false) })? {
            let place = UnknownPlace::Overwritten(json::text(superseded).into());
            carry(&mut engagement, place, superseded);
        }
    }
    carry_unknown(&mut engagement, whole, &MEMBERS, &UnknownPlace::Whole);
    engagement.tidy();
    // An older version took what cannot be seen for a name.
    let name = engagement.text(Field::Fact(engagement.roles().customer));
    if is_here && name.trim().is_empty() {
        return Err(malformed("fields.fact/customer", Expected::Customer));
    }
    Ok(engagement)
}

/// Keeps the members that this version does not know, each in its place.
#[inline(never)]
fn carry_unknown(
    engagement: &mut Engagement,
    members: &Map<String, Json>,
    known: &[&str],
    place: &dyn Fn(Box<str>) -> UnknownPlace,
) {
    for (name, value) in members {
        if !known.contains(&name.as_str()) {
            carry(engagement, place(name.as_str().into()), value);
        }
    }
}

/// Keeps what is unknown in a version that is not shown. Without what is known, of which a missing
/// `value` would be written the next time, so that the same would read as another.
#[inline(never)]
fn carry_version(engagement: &mut Engagement, field: Field, at: Stamp, version: &Json) {
    let mut unknown = Map::new();
    for (name, value) in version.as_object().into_iter().flatten() {
        if !VERSION_MEMBERS.contains(&name.as_str()) {
            put(&mut unknown, name, value.clone());
        }
    }
    if !unknown.is_empty() {
        let text = json::text(&unknown.into());
        engagement.carry(UnknownPlace::Version(field, at), &text, Some(at));
    }
}

fn carry(engagement: &mut Engagement, spot: UnknownPlace, raw: &Json) {
    let at = raw.get("at").and_then(Json::as_str).and_then(Stamp::parse);
    engagement.carry(spot, &json::text(raw), at);
}

/// What is wrong is told by where it is in the field.
fn read_field(
    engagement: &mut Engagement,
    playbook: &Playbook,
    field: Field,
    recorded: &Json,
) -> Result<(), DocumentError> {
    let kind = field.kind(playbook);
    let Version { value, at } = read_version(recorded, kind)?;
    let mut read = Versions::alone(value, at);
    let members = object(recorded, "")?;
    let rivals = members.get("rivals").map_or(Ok(&[][..]), |it| list(it, ".rivals"))?;
    for (at, rival) in rivals.iter().enumerate() {
        let version =
            read_version(rival, kind).map_err(|it| it.within(&format!(".rivals[{at}]")))?;
        carry_version(engagement, field, version.at, rival);
        read.rivals.push(version);
    }
    let expected = kind.map_or(Expected::Object, Expected::Value);
    engagement.restore(playbook, field, read).map_err(|_| malformed(".value", expected))?;
    carry_unknown(engagement, members, &FIELD_MEMBERS, &|name| UnknownPlace::Of(field, name));
    Ok(())
}

/// Whether it is of a field that is known.
fn read_past(
    engagement: &mut Engagement,
    playbook: &Playbook,
    superseded: &Json,
) -> Result<bool, DocumentError> {
    let address = text(object(superseded, "")?.get("field"), ".field")?;
    let Some(field) = Field::parse(address, playbook) else { return Ok(false) };
    let kind = field.kind(playbook);
    let Version { value, at } = read_version(superseded, kind)?;
    let expected = kind.map_or(Expected::Object, Expected::Value);
    engagement
        .restore_past(playbook, OverwrittenValue { at, field, value })
        .map_err(|_| malformed(".value", expected))?;
    carry_version(engagement, field, at, superseded);
    Ok(true)
}

fn read_edition(written: &Map<String, Json>, library: &Library) -> Result<Edition, DocumentError> {
    let id = text(written.get("id"), "playbook.id")?;
    let revision = text(written.get("revision"), "playbook.revision")?;
    Ok(library.edition(id, revision))
}

fn read_version(version: &Json, kind: Option<Kind>) -> Result<Version, DocumentError> {
    let version = object(version, "")?;
    let at = Stamp::parse(text(version.get("at"), ".at")?)
        .ok_or_else(|| malformed(".at", Expected::Stamp))?;
    let value = match (version.get("value").unwrap_or(&Json::Null), kind) {
        (Json::Null, _) => None,
        (value, Some(kind)) => Some(
            read_value(value, kind).ok_or_else(|| malformed(".value", Expected::Value(kind)))?,
        ),
        (_, None) => return Err(malformed("", Expected::Object)),
    };
    Ok(Version { value, at })
}

fn write_value(value: &Value) -> Json {
    // By `json!`, each of these would bring a way to fail with it.
    match value {
        Value::Text(it) => (**it).into(),
        Value::Day(_) | Value::Moment(_) => value.typed().into(),
        Value::Count(it) => (*it).into(),
        Value::Flag(it) => (*it).into(),
        Value::Choice(it) => (*it).into(),
        Value::Mark(mark) => match mark.reason() {
            None => mark.code().into(),
            Some(reason) => alone(mark.code(), reason.as_str()),
        },
        Value::Unclear(typed) => alone("unclear", typed),
    }
}

/// An object with one member.
fn alone(name: &str, text: &str) -> Json {
    let mut object = Map::new();
    put(&mut object, name, text.into());
    object.into()
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
            Value::Mark(Mark::from_parts(code, Some(Line::stored(reason.as_str()?)?))?)
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

fn list<'a>(value: &'a Json, path: &str) -> Result<&'a [Json], DocumentError> {
    value.as_array().map(Vec::as_slice).ok_or_else(|| malformed(path, Expected::List))
}

fn text<'a>(value: Option<&'a Json>, path: &str) -> Result<&'a str, DocumentError> {
    value.and_then(Json::as_str).ok_or_else(|| malformed(path, Expected::Text))
}
