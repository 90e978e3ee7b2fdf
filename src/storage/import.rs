//! Reading a file that somebody hands over: suspicious of everything, whole or not at all, and
//! with a reason that a person can act on.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use serde_json::error::Category;

use super::document::{self, DocumentError, Expected};
use super::file::{Counts, FORMAT, SCHEMA_VERSION};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::playbook::Playbook;

/// Larger files are refused before they are read.
pub const SIZE_LIMIT: u64 = 10_000_000;

/// Why a file is not taken. Nothing has changed then.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FileError {
    TooLarge {
        bytes: u64,
    },
    Empty,
    Utf16,
    /// Not UTF-8; most likely Shift_JIS.
    NotUtf8 {
        line: usize,
    },
    NotJson {
        line: usize,
        column: usize,
    },
    /// The text ends in the middle.
    CutOff {
        line: usize,
    },
    TooDeep {
        line: usize,
    },
    OtherFormat {
        found: Option<String>,
    },
    Newer {
        found: u64,
    },
    /// Something else was expected at this path, such as `engagements[0].id`.
    Malformed {
        path: String,
        expected: Expected,
    },
    OtherPlaybook {
        path: String,
        id: String,
        revision: String,
    },
    /// The file's own counts say that something is missing.
    Incomplete {
        said: usize,
        found: usize,
    },
    /// The same engagement stands in it twice.
    Twice {
        id: EngagementId,
    },
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub engagements: Vec<Engagement>,
    /// As it is written in the file.
    pub exported_at: Option<String>,
    /// The version of the app that wrote it.
    pub app: Option<String>,
    pub counts: Counts,
    /// Fields of a newer version, which are carried along.
    pub unknown_fields: usize,
}

/// Refuses by size alone.
///
/// # Errors
///
/// [`FileError::TooLarge`] or [`FileError::Empty`].
pub fn check_size(bytes: u64) -> Result<(), FileError> {
    match bytes {
        0 => Err(FileError::Empty),
        bytes if SIZE_LIMIT < bytes => Err(FileError::TooLarge { bytes }),
        _ => Ok(()),
    }
}

/// Reads a whole file.
///
/// # Errors
///
/// The first thing that is wrong with it, from the outside in.
pub fn open(bytes: &[u8], playbook: &Playbook) -> Result<Opened, FileError> {
    check_size(bytes.len() as u64)?;
    let text = decode(bytes)?;
    let json: Json = serde_json::from_str(text).map_err(|it| json_error(&it, text))?;
    let whole = json.as_object().ok_or(FileError::OtherFormat { found: None })?;
    let format = whole.get("format").and_then(Json::as_str);
    if format != Some(FORMAT) {
        return Err(FileError::OtherFormat { found: format.map(str::to_owned) });
    }
    match whole.get("schemaVersion").and_then(Json::as_u64) {
        Some(SCHEMA_VERSION) => {}
        Some(found) if SCHEMA_VERSION < found => return Err(FileError::Newer { found }),
        _ => return Err(malformed("schemaVersion", Expected::Schema)),
    }
    let listed = whole
        .get("engagements")
        .and_then(Json::as_array)
        .ok_or_else(|| malformed("engagements", Expected::Object))?;
    let mut engagements: Vec<Engagement> = Vec::new();
    let mut ids = BTreeSet::new();
    for (at, document) in listed.iter().enumerate() {
        let engagement = document::read(document, playbook).map_err(|it| within(at, it))?;
        if !ids.insert(engagement.id()) {
            return Err(FileError::Twice { id: engagement.id() });
        }
        engagements.push(engagement);
    }
    let said = whole.get("counts").and_then(|it| it.get("engagements")).and_then(Json::as_u64);
    let said = said.and_then(|it| usize::try_from(it).ok());
    if let Some(said) = said.filter(|it| *it != engagements.len()) {
        return Err(FileError::Incomplete { said, found: engagements.len() });
    }
    let line = |name| whole.get(name).and_then(Json::as_str).map(str::to_owned);
    Ok(Opened {
        exported_at: line("exportedAt"),
        app: line("app"),
        counts: Counts::of(&engagements),
        unknown_fields: engagements.iter().map(|it| it.unknown().count()).sum(),
        engagements,
    })
}

/// UTF-8, with or without the mark that Windows editors put in front.
fn decode(bytes: &[u8]) -> Result<&str, FileError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(FileError::Utf16);
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    // UTF-16 without a mark has a zero beside each ASCII letter.
    if bytes.iter().take(64).any(|it| *it == 0) {
        return Err(FileError::Utf16);
    }
    let text = str::from_utf8(bytes).map_err(|it| {
        let before = &bytes[..it.valid_up_to()];
        let line = 1 + before.iter().filter(|it| **it == b'\n').count();
        // UTF-8 up to a last character that has not arrived whole.
        if it.error_len().is_none() {
            FileError::CutOff { line }
        } else {
            FileError::NotUtf8 { line }
        }
    })?;
    if text.trim().is_empty() { Err(FileError::Empty) } else { Ok(text) }
}

fn json_error(error: &serde_json::Error, text: &str) -> FileError {
    let line = error.line();
    // Counted in bytes there, in characters where people look for it.
    let bytes = text.split('\n').nth(line.saturating_sub(1)).unwrap_or_default().bytes();
    let is_first = |it: &u8| it & 0xc0 != 0x80;
    let column = bytes.take(error.column()).filter(is_first).count();
    match error.classify() {
        Category::Eof => FileError::CutOff { line },
        // serde_json has no kind for this one; the test holds that its words do not change.
        _ if error.to_string().starts_with("recursion limit exceeded") => {
            FileError::TooDeep { line }
        }
        _ => FileError::NotJson { line, column },
    }
}

fn within(at: usize, error: DocumentError) -> FileError {
    match error {
        DocumentError::Newer { schema } => FileError::Newer { found: schema },
        DocumentError::OtherPlaybook { id, revision } => {
            FileError::OtherPlaybook { path: format!("engagements[{at}].playbook"), id, revision }
        }
        DocumentError::Malformed { path, expected } => {
            let dot = if path.is_empty() { "" } else { "." };
            malformed(&format!("engagements[{at}]{dot}{path}"), expected)
        }
    }
}

fn malformed(path: &str, expected: Expected) -> FileError {
    FileError::Malformed { path: path.to_owned(), expected }
}
