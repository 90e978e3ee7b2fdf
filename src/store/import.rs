//! Reading a file that somebody hands over: suspicious of everything, whole or not at all, and
//! with a reason that a person can act on.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::checksum;
use super::document;
use super::document_error::{DocumentError, Expected};
use super::file::{Counts, FORMAT, SCHEMA_VERSION, WrittenBy};
use super::foreign::{self, Encoding, OtherKind};
use super::record;
use super::sealed::{self, Envelope, SealError};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::library::Library;
use crate::json::{self, Flaw, JsonError};

/// The format of all that recover.js saves of the storage.
const RAW_FORMAT: &str = "kickoff-raw-storage";

/// Larger files are refused before they are read.
pub const SIZE_LIMIT: u64 = 10_000_000;

/// The same for sealed ones: whatever can be opened can be sealed.
pub const SEALED_SIZE_LIMIT: u64 = sealed::largest(SIZE_LIMIT);

/// Why a file is not taken. Nothing has changed then.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FileError {
    TooLarge {
        bytes: u64,
        limit: u64,
    },
    Empty,
    /// No text, or none of ours.
    OtherKind(OtherKind),
    /// UTF-16 or UTF-32.
    Wide(Encoding),
    /// Not UTF-8, and what it may be instead.
    NotUtf8 {
        line: usize,
        likely: Option<Encoding>,
    },
    /// A text, and no file of this app.
    NotJson {
        line: usize,
        column: usize,
    },
    /// A file of this app that has been damaged.
    Broken {
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
    /// What this app has given out of its storage as it was, for whoever repairs it.
    RawData,
    Newer {
        found: u64,
    },
    /// Something else was expected at this path, such as `engagements[0].id`.
    Malformed {
        path: String,
        expected: Expected,
    },
    /// The same name stands in an object twice, and which one counts would be a guess.
    NameTwice {
        path: String,
        line: usize,
    },
    /// It is sealed in a way that this version does not know.
    OtherSealing {
        found: String,
    },
    /// It is sealed, where what was sealed should be.
    Sealed,
    /// There is no engagement in it.
    Nothing,
    /// The file's own counts say that something is missing.
    Incomplete {
        of: Counted,
        said: u64,
        found: u64,
    },
    /// The same engagement stands in it twice; at this path for the second time.
    Twice {
        path: String,
        customer: String,
    },
}

/// What a file counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Counted {
    Engagements,
    Fields,
    Entries,
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
    /// The engagements are not what was exported: damaged on the way, or mended by hand. That is for a
    /// person to judge who sees what is in it, so it is told and not refused.
    pub is_changed: bool,
    /// The device that has written it into a team folder.
    pub by: Option<WrittenBy>,
}

/// What a file turns out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Open(Opened),
    /// It takes the passphrase to see what is in it.
    Sealed(Envelope),
}

/// Refuses by size alone.
///
/// # Errors
///
/// [`FileError::TooLarge`] or [`FileError::Empty`].
pub fn check_size(bytes: u64) -> Result<(), FileError> {
    within_limit(bytes, SIZE_LIMIT)
}

/// The same of a file that begins as sealed ones do ([`sealed::is_begun`]).
///
/// # Errors
///
/// [`FileError::TooLarge`] or [`FileError::Empty`].
pub fn check_sealed_size(bytes: u64) -> Result<(), FileError> {
    within_limit(bytes, SEALED_SIZE_LIMIT)
}

fn within_limit(bytes: u64, limit: u64) -> Result<(), FileError> {
    match bytes {
        0 => Err(FileError::Empty),
        bytes if limit < bytes => Err(FileError::TooLarge { bytes, limit }),
        _ => Ok(()),
    }
}

/// Reads a whole file that is not sealed, such as what a sealed one holds.
///
/// # Errors
///
/// The first thing that is wrong with it, from the outside in.
pub fn open(bytes: &[u8], library: &Library) -> Result<Opened, FileError> {
    match read(bytes, library)? {
        Content::Open(it) => Ok(it),
        Content::Sealed(_) => Err(FileError::Sealed),
    }
}

/// Reads a whole file, or if it is sealed, what it takes to open it.
///
/// # Errors
///
/// The first thing that is wrong with it, from the outside in.
pub fn read(bytes: &[u8], library: &Library) -> Result<Content, FileError> {
    let size = bytes.len() as u64;
    if sealed::is_begun(bytes) { check_sealed_size(size) } else { check_size(size) }?;
    let text = decode(bytes)?;
    if record::claimed_sequence(text).is_some() {
        check_size(size)?;
        return open_record(text, library).map(Content::Open);
    }
    let json = json::parse(text).map_err(|it| json_error(it, text))?;
    let Json::Object(whole) = json else { return Err(FileError::OtherFormat { found: None }) };
    if whole.get("format").and_then(Json::as_str) == Some(sealed::FORMAT) {
        return Ok(Content::Sealed(sealed::read(whole)?));
    }
    check_size(size)?;
    open_whole(&whole, library).map(Content::Open)
}

fn open_whole(whole: &Map<String, Json>, library: &Library) -> Result<Opened, FileError> {
    let format = whole.get("format").and_then(Json::as_str);
    if format == Some(RAW_FORMAT) {
        return Err(FileError::RawData);
    }
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
        .ok_or_else(|| malformed("engagements", Expected::List))?;
    let mut engagements: Vec<Engagement> = Vec::new();
    let mut places: BTreeMap<EngagementId, usize> = BTreeMap::new();
    for (at, document) in listed.iter().enumerate() {
        let engagement = document::read(document, library).map_err(|it| within(at, it))?;
        if places.insert(engagement.id(), at).is_some() {
            let customer = engagement.customer().to_owned();
            return Err(FileError::Twice { path: format!("engagements[{at}].id"), customer });
        }
        engagements.push(engagement);
    }
    let counts = Counts::of(&engagements);
    let unknown_fields = engagements.iter().map(|it| it.unknown().count()).sum();
    compare_counts(whole.get("counts"), counts, unknown_fields)?;
    if engagements.is_empty() {
        return Err(FileError::Nothing);
    }
    let is_changed = match whole.get("sha256") {
        None => false,
        Some(said) => {
            said.as_str() != Some(&checksum::of(whole.get("engagements").unwrap_or(&Json::Null)))
        }
    };
    let line = |name| whole.get(name).and_then(Json::as_str).map(str::to_owned);
    Ok(Opened {
        exported_at: line("exportedAt"),
        app: line("app"),
        counts,
        unknown_fields,
        is_changed,
        by: whole.get("teamFolder").and_then(WrittenBy::read),
        engagements,
    })
}

/// A raw text of one engagement that was downloaded: taken in if it is whole, such as by a version that
/// knows its shape by now.
fn open_record(text: &str, library: &Library) -> Result<Opened, FileError> {
    let record = record::read(text).map_err(|_| FileError::RawData)?;
    let json = json::parse(&record.text).map_err(|_| FileError::RawData)?;
    let engagement = document::read(&json, library).map_err(|it| match within(0, it) {
        FileError::Malformed { .. } => FileError::RawData,
        other => other,
    })?;
    let engagements = vec![engagement];
    Ok(Opened {
        exported_at: None,
        app: None,
        counts: Counts::of(&engagements),
        unknown_fields: engagements.iter().map(|it| it.unknown().count()).sum(),
        // It has a sum of its own.
        is_changed: false,
        by: None,
        engagements,
    })
}

/// Compares what a file says of itself with what it holds. It need not say anything.
fn compare_counts(said: Option<&Json>, found: Counts, unknown: usize) -> Result<(), FileError> {
    let Some(said) = said else { return Ok(()) };
    let said = said.as_object().ok_or_else(|| malformed("counts", Expected::Object))?;
    for (name, of, found) in [
        ("engagements", Counted::Engagements, found.engagements),
        ("fields", Counted::Fields, found.fields),
        ("entries", Counted::Entries, found.entries),
    ] {
        let Some(number) = said.get(name) else { continue };
        let path = format!("counts.{name}");
        let said = number.as_u64().ok_or_else(|| malformed(&path, Expected::Count))?;
        let found = found as u64;
        // Entries of a newer version's registers are not known as such here.
        let may_lack = of == Counted::Entries && 0 < unknown && found < said;
        if said != found && !may_lack {
            return Err(FileError::Incomplete { of, said, found });
        }
    }
    Ok(())
}

/// UTF-8, with or without the mark that Windows editors put in front.
fn decode(bytes: &[u8]) -> Result<&str, FileError> {
    if let Some(kind) = foreign::kind(bytes) {
        return Err(FileError::OtherKind(kind));
    }
    if let Some(encoding) = foreign::wide(bytes) {
        return Err(FileError::Wide(encoding));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = str::from_utf8(bytes).map_err(|it| {
        let before = &bytes[..it.valid_up_to()];
        let line = 1 + before.iter().filter(|it| **it == b'\n').count();
        match it.error_len() {
            // UTF-8 up to a last character that has not arrived whole.
            None => FileError::CutOff { line },
            Some(_) if bytes.contains(&0) => FileError::OtherKind(OtherKind::Binary),
            Some(_) => FileError::NotUtf8 { line, likely: foreign::japanese(bytes) },
        }
    })?;
    if text.trim().is_empty() {
        return Err(FileError::Empty);
    }
    if foreign::is_web_page(text) {
        return Err(FileError::OtherKind(OtherKind::WebPage));
    }
    // A damaged file of ours is told with the place of the first zero.
    if text.contains('\0') && !is_ours(text) {
        return Err(FileError::OtherKind(OtherKind::Binary));
    }
    Ok(text)
}

/// Whether a text that cannot be read says that it is one of ours.
fn is_ours(text: &str) -> bool {
    text.contains(FORMAT) || text.contains(sealed::FORMAT)
}

fn json_error(error: JsonError, text: &str) -> FileError {
    let (line, column) = error.place(text);
    match error.flaw {
        Flaw::CutOff => FileError::CutOff { line },
        Flaw::TooDeep => FileError::TooDeep { line },
        Flaw::Twice if is_ours(text) => FileError::NameTwice { path: error.path, line },
        Flaw::Twice => FileError::OtherFormat { found: None },
        Flaw::NotJson if is_ours(text) => FileError::Broken { line, column },
        Flaw::NotJson => FileError::NotJson { line, column },
    }
}

fn within(at: usize, error: DocumentError) -> FileError {
    match error {
        DocumentError::Newer { schema } => FileError::Newer { found: schema },
        DocumentError::Malformed { path, expected } => {
            let dot = if path.is_empty() { "" } else { "." };
            malformed(&format!("engagements[{at}]{dot}{path}"), expected)
        }
    }
}

impl From<SealError> for FileError {
    fn from(error: SealError) -> FileError {
        match error {
            SealError::Newer { found } => FileError::Newer { found },
            SealError::OtherMethod { found } => FileError::OtherSealing { found },
            SealError::Malformed { path, expected } => FileError::Malformed { path, expected },
        }
    }
}

fn malformed(path: &str, expected: Expected) -> FileError {
    FileError::Malformed { path: path.to_owned(), expected }
}
