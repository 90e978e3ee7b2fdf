//! An engagement with a company that does not exist, for whoever wants to see a kickoff before there is one of their
//! own. Everything in it can be edited; what tells it from others is its id.
//!
//! It is written as the `fields` of a [document], with three differences: a text has both languages
//! (`{ "ja": …, "en": … }`), a day is counted from the Monday of the week in which it is opened
//! (`{ "day": -4, "time": "14:00" }`, so that nobody has met on a Sunday), and an entry has a number for its id.

use chrono::{Datelike, Days, NaiveDate};
use serde_json::{Map, Value as Json};

use super::document;
use super::document_error::DocumentError;
use crate::domain::engagement::Engagement;
use crate::domain::id::{EngagementId, EntryId};
use crate::domain::iso;
use crate::domain::library::Library;
use crate::domain::stamp::Stamp;
use crate::domain::text::Lang;
use crate::json::{self, put};

const WRITTEN: &str = include_str!("sample/northwind.json");

/// The same on every device: whoever opens the sample twice has it once.
const ID: u128 = 0x0190_0000_0000_7000_8000_5361_6d70_6c65;

/// Of the entries, before their numbers.
const ENTRIES: u128 = 0x0190_0000_0000_7000_8000_0000_0000_0000;

/// The id of the sample.
pub fn id() -> EngagementId {
    EngagementId::coined(ID)
}

/// The sample in a language, as it is on this day.
///
/// # Errors
///
/// If it does not go with the playbook for new engagements. The tests hold that it does.
pub fn engagement(
    library: &Library,
    lang: Lang,
    today: NaiveDate,
    at: Stamp,
) -> Result<Engagement, DocumentError> {
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    let written = json::parse(WRITTEN).unwrap_or_default();
    let mut fields = Map::new();
    for (address, value) in written.as_object().into_iter().flatten() {
        let mut version = Map::new();
        put(&mut version, "value", value_on(value, lang, monday));
        put(&mut version, "at", at.to_string().into());
        put(&mut fields, &address_of(address), version.into());
    }
    let (mut seen, mut edition, mut whole) = (Map::new(), Map::new(), Map::new());
    if let Some((moment, writer)) = at.to_string().rsplit_once('/') {
        put(&mut seen, writer, moment.into());
    }
    let playbook = library.default();
    put(&mut edition, "id", (*playbook.playbook.id).into());
    put(&mut edition, "revision", iso::day(playbook.playbook.revision).into());
    put(&mut whole, "id", id().to_string().into());
    put(&mut whole, "schema", document::SCHEMA.into());
    put(&mut whole, "playbook", edition.into());
    put(&mut whole, "seen", seen.into());
    put(&mut whole, "fields", fields.into());
    document::read(&whole.into(), library)
}

/// `people/1/name` with an id in the place of the number.
fn address_of(written: &str) -> String {
    let parts: Vec<String> = written
        .split('/')
        .map(|it| match it.parse::<u128>() {
            Ok(number) => EntryId::coined(ENTRIES + number).to_string(),
            Err(_) => it.to_owned(),
        })
        .collect();
    parts.join("/")
}

fn value_on(written: &Json, lang: Lang, monday: NaiveDate) -> Json {
    let Json::Object(members) = written else { return written.clone() };
    if let Some(text) = members.get(lang.tag()) {
        return text.clone();
    }
    let Some(days) = members.get("day").and_then(Json::as_i64) else {
        // Such as a number that is not clear.
        let inner = members.iter().map(|(name, it)| (name.clone(), value_on(it, lang, monday)));
        return Json::Object(inner.collect());
    };
    let day = iso::day(monday + chrono::TimeDelta::days(days));
    match members.get("time").and_then(Json::as_str) {
        Some(time) => format!("{day}T{time}").into(),
        None => day.into(),
    }
}
