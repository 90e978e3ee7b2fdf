//! Reading a file engagement by engagement: what is held of it is one of them. None of it counts before all
//! of it was read and found to be what it says ([`FileReader::finish`]).

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::{Map, Value as Json};

use super::{FileError, MARK, Opened, RAW_FORMAT, SIZE_LIMIT, compare_counts, malformed, within};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::library::Library;
use crate::json::pieces::{Piece, Pieces, Stop};
use crate::store::checksum::ListSum;
use crate::store::document;
use crate::store::document_error::Expected;
use crate::store::file::{Counts, FORMAT, SCHEMA_VERSION, WrittenBy};
use crate::store::sealed;

/// What is read of a file, beside its engagements; all else is for other readers.
const MEMBERS: [&str; 7] =
    ["format", "schemaVersion", "counts", "sha256", "exportedAt", "app", "teamFolder"];

/// The same of those that are objects.
const INNER_MEMBERS: [&str; 6] = ["engagements", "fields", "entries", "device", "who", "at"];

const ENGAGEMENTS: &str = "engagements";

/// An engagement of a file.
#[derive(Debug)]
pub struct OneRead {
    /// As the file has it; it counts once all of the file was read.
    pub engagement: Engagement,
    /// The bytes of the file that it is read from.
    pub bytes: Range<u64>,
}

/// What a file says of itself, and what is in it.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// As it is written in the file.
    pub exported_at: Option<String>,
    /// The version of the app that wrote it.
    pub app: Option<String>,
    /// What is in it, as counted here.
    pub counts: Counts,
    /// Fields that are not known here, which are carried along.
    pub unknown_fields: usize,
    /// The engagements are not those of the file's `sha256`; never so if it has none.
    pub is_changed: bool,
    /// The device that has written it into a team folder.
    pub by: Option<WrittenBy>,
}

impl About {
    /// Together with its engagements again; [`Opened::apart`] is the way back.
    pub fn with(self, engagements: Vec<Engagement>) -> Opened {
        let About { exported_at, app, counts, unknown_fields, is_changed, by } = self;
        Opened { engagements, exported_at, app, counts, unknown_fields, is_changed, by }
    }
}

/// What a file turns out to be.
#[derive(Debug)]
pub enum Ended {
    /// It is not sealed; its engagements have come before.
    Open(About),
    /// It has to be read as a whole.
    Sealed,
}

/// See the module.
pub struct FileReader<'a> {
    library: &'a Library,
    pieces: Pieces,
    /// The first bytes, as long as they may be a mark.
    first: Vec<u8>,
    /// What stands before the text.
    mark: usize,
    is_begun: bool,
    is_object: bool,
    members: Map<String, Json>,
    is_in_engagements: bool,
    ids: BTreeSet<EngagementId>,
    counts: Counts,
    unknown_fields: usize,
    sum: ListSum,
    /// The first thing that is wrong with an engagement. What is wrong with the text counts before.
    wrong: Option<FileError>,
}

/// What is read of a member that is an object, without what may be in there.
fn shallow(value: Json) -> Json {
    let Json::Object(members) = value else { return value };
    let is_read = |name: &str| INNER_MEMBERS.contains(&name);
    let flat = |it: Json| if it.is_object() || it.is_array() { Json::Null } else { it };
    let read = members.into_iter().filter(|it| is_read(&it.0));
    Json::Object(read.map(|(name, it)| (name, flat(it))).collect())
}

impl<'a> FileReader<'a> {
    /// With [`SIZE_LIMIT`] for each part of the file.
    pub fn new(library: &'a Library) -> FileReader<'a> {
        FileReader::with_limit(library, SIZE_LIMIT as usize)
    }

    /// No part of the file may be larger, in bytes.
    pub fn with_limit(library: &'a Library, limit: usize) -> FileReader<'a> {
        FileReader {
            library,
            pieces: Pieces::new(limit),
            first: Vec::new(),
            mark: 0,
            is_begun: false,
            is_object: true,
            members: Map::new(),
            is_in_engagements: false,
            ids: BTreeSet::new(),
            counts: Counts::default(),
            unknown_fields: 0,
            sum: ListSum::default(),
            wrong: None,
        }
    }

    /// The next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        if self.is_begun {
            return self.pieces.push(bytes);
        }
        self.first.extend_from_slice(bytes);
        if MARK.len() <= self.first.len() {
            self.begin();
        }
    }

    fn begin(&mut self) {
        let first = std::mem::take(&mut self.first);
        let text = first.strip_prefix(MARK).unwrap_or(&first);
        self.mark = first.len() - text.len();
        self.is_begun = true;
        self.pieces.push(text);
    }

    /// That was all of it.
    pub fn end(&mut self) {
        if !self.is_begun {
            self.begin();
        }
        self.pieces.end();
    }

    /// The most that was ever held of the file, in bytes.
    pub fn most(&self) -> usize {
        self.pieces.most()
    }

    /// The next engagement of what has come.
    ///
    /// # Errors
    ///
    /// If there is none, or none yet.
    pub fn read_next(&mut self) -> Result<OneRead, Stop> {
        loop {
            let is_sound = self.wrong.is_none();
            let wanted = |name: &str| match name {
                ENGAGEMENTS => is_sound,
                name => MEMBERS.contains(&name),
            };
            match self.pieces.next(&wanted)? {
                Piece::NoObject => self.is_object = false,
                Piece::Member { name, value } => {
                    if wanted(&name) {
                        self.members.insert(name, shallow(value));
                    }
                }
                Piece::List { name } => {
                    self.is_in_engagements = name == ENGAGEMENTS;
                    if self.is_in_engagements || wanted(&name) {
                        // As a list: none of the others is one.
                        self.members.insert(name, Json::Array(Vec::new()));
                    }
                }
                Piece::Element { value, nth, at, length } => {
                    if self.is_in_engagements && is_sound && self.is_object {
                        match self.engagement(&value, nth) {
                            Ok(engagement) => {
                                let from = (self.mark + at) as u64;
                                let bytes = from..from + length as u64;
                                return Ok(OneRead { engagement, bytes });
                            }
                            Err(why) => self.wrong = Some(why),
                        }
                    }
                }
            }
        }
    }

    fn engagement(&mut self, written: &Json, at: usize) -> Result<Engagement, FileError> {
        let engagement = document::read(written, self.library).map_err(|it| within(at, it))?;
        if !self.ids.insert(engagement.id()) {
            let customer = engagement.customer().to_owned();
            return Err(FileError::Twice { path: format!("engagements[{at}].id"), customer });
        }
        self.counts.add(Counts::of([&engagement]));
        self.unknown_fields += engagement.unknown().count();
        self.sum.add(written);
        Ok(engagement)
    }

    /// What is in the file, now that all of it is read.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it, from the outside in.
    pub fn finish(self) -> Result<Ended, FileError> {
        if !self.is_object {
            return Err(FileError::OtherFormat { found: None });
        }
        let line = |name| self.members.get(name).and_then(Json::as_str).map(str::to_owned);
        match line("format").as_deref() {
            Some(FORMAT) => {}
            Some(sealed::FORMAT) => return Ok(Ended::Sealed),
            Some(RAW_FORMAT) => return Err(FileError::RawData),
            found => return Err(FileError::OtherFormat { found: found.map(str::to_owned) }),
        }
        match self.members.get("schemaVersion").and_then(Json::as_u64) {
            Some(SCHEMA_VERSION) => {}
            Some(found) if SCHEMA_VERSION < found => return Err(FileError::Newer { found }),
            _ => return Err(malformed("schemaVersion", Expected::Schema)),
        }
        if !self.members.get(ENGAGEMENTS).is_some_and(Json::is_array) {
            return Err(malformed(ENGAGEMENTS, Expected::List));
        }
        if let Some(why) = self.wrong {
            return Err(why);
        }
        compare_counts(self.members.get("counts"), self.counts, self.unknown_fields)?;
        if self.counts.engagements == 0 {
            return Err(FileError::Nothing);
        }
        let found = self.sum.finish();
        let said = self.members.get("sha256");
        Ok(Ended::Open(About {
            exported_at: line("exportedAt"),
            app: line("app"),
            counts: self.counts,
            unknown_fields: self.unknown_fields,
            is_changed: said.is_some_and(|it| it.as_str() != Some(&found)),
            by: self.members.get("teamFolder").and_then(WrittenBy::read),
        }))
    }
}
