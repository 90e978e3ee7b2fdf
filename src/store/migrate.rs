//! Documents of older versions, brought to the present shape step by step, JSON to JSON. A step
//! touches only what it is named for and never fails: what is wrong with a document is told by its
//! reader, with the path.

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::document_error::{DocumentError, Expected, malformed};
use crate::domain::stamp::Stamp;
use crate::domain::version_vector::VersionVector;

type Members = Map<String, Json>;

/// The schema that it leads on from, and what it does.
type Step = (u64, fn(&mut Members));

/// The shape this version writes: the one that the last step leads to.
pub const CURRENT: u64 = 3;

/// The first shape that was released.
pub const OLDEST: u64 = 1;

const STEPS: [Step; 2] = [(OLDEST, seen_from_the_fields), (2, all_as_it_is_by_default)];

/// A document in the present shape; one that is in it already as it is.
///
/// # Errors
///
/// If it is newer, or no schema of ours.
pub fn current(document: &Json) -> Result<Cow<'_, Json>, DocumentError> {
    let members = document.as_object().ok_or_else(|| malformed("", Expected::Object))?;
    let schema = members.get("schema").and_then(Json::as_u64).unwrap_or(0);
    if schema == CURRENT {
        return Ok(Cow::Borrowed(document));
    }
    if CURRENT < schema {
        return Err(DocumentError::Newer { schema });
    }
    if schema < OLDEST {
        return Err(malformed("schema", Expected::Schema));
    }
    let mut members = members.clone();
    for (from, step) in STEPS {
        if schema <= from {
            step(&mut members);
            members.insert("schema".to_owned(), (from + 1).into());
        }
    }
    Ok(Cow::Owned(members.into()))
}

/// 1 → 2: what a copy knows of was not kept. It knows at least of what stands in its fields, and of
/// what the same writers did before that. Less than the truth is safe: then a version too many is
/// kept beside another one.
fn seen_from_the_fields(document: &mut Members) {
    let mut known = VersionVector::default();
    let fields = document.get("fields").and_then(Json::as_object);
    for recorded in fields.into_iter().flat_map(Map::values) {
        if let Some(at) = recorded.get("at").and_then(Json::as_str).and_then(Stamp::parse) {
            known.note(at);
        }
    }
    let mut seen = Members::new();
    for at in known.iter().map(|it| it.to_string()) {
        if let Some((moment, writer)) = at.rsplit_once('/') {
            seen.insert(writer.to_owned(), moment.into());
        }
    }
    document.insert("seen".to_owned(), seen.into());
}

/// 2 → 3: nothing says for whom it is, and so is internal or shared as it is by default. The number
/// alone is new: a version that does not know what is internal shall not show it.
fn all_as_it_is_by_default(_: &mut Members) {}
