//! Reading a file that somebody hands over: suspicious of everything, whole or not at all, and
//! with a reason that a person can act on.

pub mod place;
pub mod source;
pub mod stream;

use serde_json::Value as Json;

use super::document;
use super::document_error::{DocumentError, Expected};
use super::file::{Counts, FORMAT, WrittenBy};
use super::foreign::{self, Encoding, OtherKind};
use super::record;
use super::sealed::{self, Envelope, SealError};
use crate::domain::engagement::Engagement;
use crate::domain::library::Library;
use crate::json::pieces::Stop;
use crate::json::{self, Flaw, ROOM};
use place::Place;
use stream::{About, Ended, FileReader};

/// The format of all that recover.js saves of the storage.
const RAW_FORMAT: &str = "kickoff-raw-storage";

/// What is read as a whole is refused before it is read if it is larger, and so is one engagement of a file
/// that is read piece by piece.
pub const SIZE_LIMIT: u64 = 10_000_000;

/// Files that are read piece by piece are refused if they are larger: five times as much as a working life.
pub const FILE_LIMIT: u64 = 500_000_000;

/// The same for sealed ones: whatever can be opened can be sealed.
pub const SEALED_SIZE_LIMIT: u64 = sealed::largest(SIZE_LIMIT);

/// Why a file is not taken. Nothing has changed then.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum FileError {
    /// It is larger than what is read.
    TooLarge {
        /// How large it is, in bytes.
        bytes: u64,
        /// How large it may be, in bytes.
        limit: u64,
    },
    /// There is nothing in it, or nothing but blanks.
    Empty,
    /// No text, or none of ours.
    OtherKind(OtherKind),
    /// UTF-16 or UTF-32.
    Wide(Encoding),
    /// Not UTF-8, and what it may be instead.
    NotUtf8 {
        /// The line in which it stops being UTF-8, from 1.
        line: usize,
        /// One of Japan's encodings, if its bytes may be that.
        likely: Option<Encoding>,
    },
    /// A text, and no file of this app.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The character in the line, from 1.
        column: usize,
    },
    /// A file of this app that has been damaged.
    Broken {
        /// The line, from 1.
        line: usize,
        /// The character in the line, from 1.
        column: usize,
    },
    /// The text ends in the middle.
    CutOff {
        /// The line in which it ends, from 1.
        line: usize,
    },
    /// Objects and lists stand in one another deeper than 127 levels.
    TooDeep {
        /// The line in which it gets too deep, from 1.
        line: usize,
    },
    /// A part of it takes more than one part may.
    TooMuch {
        /// A line of that part, from 1.
        line: usize,
    },
    /// A file in JSON, and none that this app imports.
    OtherFormat {
        /// Its `format`; `None` if it has no such text, or was not read as far as that.
        found: Option<String>,
    },
    /// What this app has given out of its storage as it was, for whoever repairs it.
    RawData,
    /// The file, or an engagement in it, is of a newer version.
    Newer {
        /// The schema number that it states.
        found: u64,
    },
    /// Something else was expected at this path, such as `engagements[0].id`.
    Malformed {
        /// From the outside in; empty for the whole.
        path: String,
        /// What belongs there.
        expected: Expected,
    },
    /// The same name stands in an object twice, and which one counts would be a guess.
    NameTwice {
        /// The member that is there for the second time.
        path: String,
        /// The line in which it stands for the second time, from 1.
        line: usize,
    },
    /// It is sealed in a way that this version does not know.
    OtherSealing {
        /// The method that it names, or the path and the number that are not ours.
        found: String,
    },
    /// It is sealed, where what was sealed should be.
    Sealed,
    /// There is no engagement in it.
    Nothing,
    /// The file's own counts say something else than what is in it: it was cut, or changed by hand.
    Incomplete {
        /// What was counted.
        of: Counted,
        /// How many there are by the file's `counts`.
        said: u64,
        /// How many there are in it, which may also be more.
        found: u64,
    },
    /// The same engagement stands in it twice; at this path for the second time.
    Twice {
        /// Such as `engagements[3].id`.
        path: String,
        /// The customer's name, where it stands for the second time.
        customer: String,
    },
}

/// What a file counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Counted {
    /// Engagements, each by itself.
    Engagements,
    /// Fields that were ever touched.
    Fields,
    /// Entries of registers that are there.
    Entries,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// In the order of the file: one at least, and none twice.
    pub engagements: Vec<Engagement>,
    /// As it is written in the file.
    pub exported_at: Option<String>,
    /// The version of the app that wrote it.
    pub app: Option<String>,
    /// What is in it, as counted here.
    pub counts: Counts,
    /// Fields of a newer version, which are carried along.
    pub unknown_fields: usize,
    /// The engagements are not what was exported: damaged on the way, or mended by hand. That is for a
    /// person to judge who sees what is in it, so it is told and not refused.
    pub is_changed: bool,
    /// The device that has written it into a team folder.
    pub by: Option<WrittenBy>,
}

impl Opened {
    /// What it says of itself, and what is in it.
    pub fn apart(self) -> (About, Vec<Engagement>) {
        let Opened { engagements, exported_at, app, counts, unknown_fields, is_changed, by } = self;
        (About { exported_at, app, counts, unknown_fields, is_changed, by }, engagements)
    }
}

/// What a file turns out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// It is not sealed, and was read.
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
    if is_record(bytes) {
        check_size(size)?;
        return open_record(decode(bytes)?, library).map(Content::Open);
    }
    let mut engagements = Vec::new();
    let limit = if sealed::is_begun(bytes) { SEALED_SIZE_LIMIT } else { SIZE_LIMIT };
    let mut reader = FileReader::with_limit(library, limit as usize);
    let read = bytes.chunks(CHUNK).try_for_each(|it| {
        reader.push(it);
        take_all(&mut reader, &mut engagements)
    });
    reader.end();
    match read.and_then(|()| take_all(&mut reader, &mut engagements)) {
        Err(stop) => Err(told(&stop, bytes, Place::of(bytes, &stop))),
        Ok(()) => {
            let ended = reader.finish();
            if let Ok(Ended::Sealed) = ended {
                return read_sealed(bytes).map(Content::Sealed);
            }
            check_size(size)?;
            match ended? {
                Ended::Open(about) => Ok(Content::Open(about.with(engagements))),
                Ended::Sealed => Err(FileError::Sealed),
            }
        }
    }
}

/// So much is read of a file at a time.
pub const CHUNK: usize = 256 * 1024;

/// What can be read of what has come.
fn take_all(reader: &mut FileReader<'_>, engagements: &mut Vec<Engagement>) -> Result<(), Stop> {
    loop {
        match reader.read_next() {
            Ok(it) => engagements.push(it.engagement),
            Err(Stop::More | Stop::End) => return Ok(()),
            Err(stop) => return Err(stop),
        }
    }
}

/// Whether a file that begins like this is a raw text of one engagement.
pub fn is_record(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let line = bytes.split(|it| *it == b'\n').next().unwrap_or_default();
    str::from_utf8(line).is_ok_and(|it| record::claimed_sequence(it).is_some())
}

/// Of a sealed file, what it takes to open it.
///
/// # Errors
///
/// The first thing that is wrong with it.
pub fn read_sealed(bytes: &[u8]) -> Result<Envelope, FileError> {
    check_sealed_size(bytes.len() as u64)?;
    let text = decode(bytes)?;
    match json::parse_within(text, ROOM) {
        Ok(Json::Object(whole)) => Ok(sealed::read(whole)?),
        Ok(_) => Err(FileError::OtherFormat { found: None }),
        Err(it) => {
            let stop = Stop::Json(it);
            Err(told(&stop, bytes, Place::of(bytes, &stop)))
        }
    }
}

/// Why a file is refused whose text cannot be read any further, by its beginning (or all of it): it may be
/// something else altogether.
pub fn told(stop: &Stop, beginning: &[u8], place: Place) -> FileError {
    let Place { line, column } = place;
    let text = match decode(beginning) {
        Ok(text) => text,
        Err(why) => return why,
    };
    let is_ours = is_ours(text);
    match stop {
        Stop::NotUtf8 { .. } => FileError::NotUtf8 { line, likely: None },
        Stop::More | Stop::End => FileError::CutOff { line },
        Stop::Json(error) => match error.flaw {
            Flaw::CutOff => FileError::CutOff { line },
            Flaw::TooDeep => FileError::TooDeep { line },
            Flaw::TooMuch => FileError::TooMuch { line },
            Flaw::Twice if is_ours => FileError::NameTwice { path: error.path.clone(), line },
            Flaw::Twice => FileError::OtherFormat { found: None },
            Flaw::NotJson if is_ours => FileError::Broken { line, column },
            Flaw::NotJson => FileError::NotJson { line, column },
        },
    }
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

/// What Windows editors put in front.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// UTF-8, with or without the mark that Windows editors put in front.
fn decode(bytes: &[u8]) -> Result<&str, FileError> {
    if let Some(kind) = foreign::kind(bytes) {
        return Err(FileError::OtherKind(kind));
    }
    if let Some(encoding) = foreign::wide(bytes) {
        return Err(FileError::Wide(encoding));
    }
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
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
