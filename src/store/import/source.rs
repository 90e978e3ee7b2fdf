//! Reading a file from where it is, bit by bit, so that it may be larger than what there is room for.

use super::place::{Place, end_of};
use super::stream::{About, Ended, FileReader, OneRead};
use super::{
    CHUNK, Content, FILE_LIMIT, FileError, Opened, SEALED_SIZE_LIMIT, SIZE_LIMIT, is_record, read,
    read_sealed, told, within_limit,
};
use crate::domain::engagement::Engagement;
use crate::domain::library::Library;
use crate::json::pieces::Stop;
use crate::json::{self, ROOM};
use crate::store::document;
use crate::store::sealed::{self, Envelope};
use std::ops::Range;

/// The browser does not give it out, such as when it was moved away.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Withheld;

/// A file that can be read in parts. All of it waits; there is one thread.
#[allow(async_fn_in_trait, reason = "nothing of it leaves this thread")]
pub trait Source {
    /// In bytes.
    fn size(&self) -> u64;

    /// Some of its bytes.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    async fn part(&self, bytes: Range<u64>) -> Result<Vec<u8>, Withheld>;
}

/// Why a file is not taken.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Unreadable {
    /// The browser does not give it out.
    Withheld,
    /// It is refused, for its size or for what is in it.
    Error(FileError),
}

impl From<Withheld> for Unreadable {
    fn from(_: Withheld) -> Unreadable {
        Unreadable::Withheld
    }
}

impl From<FileError> for Unreadable {
    fn from(it: FileError) -> Unreadable {
        Unreadable::Error(it)
    }
}

/// How a file is read, by its beginning.
pub enum Begun<'a, S> {
    /// It is read already: small ones that are not read piece by piece.
    Whole(Opened),
    /// It is sealed: what it takes to open it.
    Sealed(Envelope),
    /// It is to be read engagement by engagement; it may turn out to be sealed.
    Stream(Box<FileStream<'a, S>>),
}

/// What a file turns out to be that was read to its end.
#[derive(Debug)]
pub enum Finished {
    /// It is not sealed; its engagements have come before.
    Open(About),
    /// It is sealed: what it takes to open it.
    Sealed(Envelope),
}

/// A file that is read engagement by engagement. None of them counts before [`FileStream::finish`].
pub struct FileStream<'a, S> {
    source: &'a S,
    reader: FileReader<'a>,
    at: u64,
    chunk: u64,
    is_ended: bool,
}

/// Begins to read a file.
///
/// # Errors
///
/// If it is refused by its size or its beginning, or if it is short and something is wrong with it.
pub async fn begin<'a, S: Source>(
    source: &'a S,
    library: &'a Library,
) -> Result<Begun<'a, S>, Unreadable> {
    let size = source.size();
    within_limit(size, FILE_LIMIT)?;
    let beginning = source.part(0..size.min(sealed::BEGINNING)).await?;
    if is_record(&beginning) {
        within_limit(size, SIZE_LIMIT)?;
        return match read(&source.part(0..size).await?, library)? {
            Content::Open(it) => Ok(Begun::Whole(it)),
            Content::Sealed(it) => Ok(Begun::Sealed(it)),
        };
    }
    // A sealed one is a single piece, and a little larger than what is in it.
    if sealed::is_begun(&beginning) && SIZE_LIMIT < size && size <= SEALED_SIZE_LIMIT {
        let sealed = read_sealed(&source.part(0..size).await?);
        if let Ok(it) = sealed {
            return Ok(Begun::Sealed(it));
        }
    }
    let mut stream = FileStream::of(source, library, CHUNK as u64);
    stream.at = beginning.len() as u64;
    stream.reader.push(&beginning);
    Ok(Begun::Stream(Box::new(stream)))
}

impl<'a, S: Source> FileStream<'a, S> {
    /// With so many bytes at a time.
    pub fn of(source: &'a S, library: &'a Library, chunk: u64) -> FileStream<'a, S> {
        FileStream { source, reader: FileReader::new(library), at: 0, chunk, is_ended: false }
    }

    /// How many of the file's bytes have come.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// The most that was ever held of the file, in bytes.
    pub fn most(&self) -> usize {
        self.reader.most()
    }

    /// The next engagement, if there is one.
    ///
    /// # Errors
    ///
    /// If the text of the file is at fault, or cannot be had.
    pub async fn next(&mut self) -> Result<Option<OneRead>, Unreadable> {
        loop {
            if let Some(it) = self.next_of_bit().await? {
                return Ok(Some(it));
            }
            if !self.advance().await? {
                return Ok(None);
            }
        }
    }

    /// The next bit of the file comes. Tells whether there was one, or the end of them.
    ///
    /// # Errors
    ///
    /// If it cannot be had.
    pub async fn advance(&mut self) -> Result<bool, Unreadable> {
        let to = self.source.size().min(self.at + self.chunk);
        if self.at < to {
            self.reader.push(&self.source.part(self.at..to).await?);
            self.at = to;
            return Ok(true);
        }
        Ok(!std::mem::replace(&mut self.is_ended, true) && {
            self.reader.end();
            true
        })
    }

    /// The next engagement of what has come, if there is one.
    ///
    /// # Errors
    ///
    /// If the text of the file is at fault.
    pub async fn next_of_bit(&mut self) -> Result<Option<OneRead>, Unreadable> {
        match self.reader.read_next() {
            Ok(it) => Ok(Some(it)),
            Err(Stop::More | Stop::End) => Ok(None),
            Err(stop) => Err(why(self.source, &stop).await?.into()),
        }
    }

    /// What the file is, once there is no next engagement.
    ///
    /// # Errors
    ///
    /// If it is not taken.
    pub async fn finish(self) -> Result<Finished, Unreadable> {
        match self.reader.finish()? {
            Ended::Open(it) => Ok(Finished::Open(it)),
            Ended::Sealed => {
                let size = self.source.size();
                within_limit(size, SEALED_SIZE_LIMIT)?;
                Ok(Finished::Sealed(read_sealed(&self.source.part(0..size).await?)?))
            }
        }
    }
}

/// Why a file is refused whose text cannot be read any further.
async fn why<S: Source>(source: &S, stop: &Stop) -> Result<FileError, Withheld> {
    let size = source.size();
    let mut beginning = source.part(0..size.min(SIZE_LIMIT)).await?;
    let end = (end_of(&beginning, stop) as u64).min(size);
    let mut place = Place::default();
    for from in (0..end).step_by(CHUNK) {
        place.pass(&source.part(from..end.min(from + CHUNK as u64)).await?);
    }
    if SIZE_LIMIT < size {
        // Not within a character.
        while beginning.pop().is_some_and(|it| it & 0xc0 == 0x80) {}
    }
    Ok(told(stop, &beginning, place))
}

/// Reads one engagement again.
///
/// # Errors
///
/// If the file is not there any more.
pub async fn again<S: Source>(
    source: &S,
    bytes: Range<u64>,
    library: &Library,
) -> Result<Option<Engagement>, Withheld> {
    let text = String::from_utf8(source.part(bytes).await?).unwrap_or_default();
    let written = json::parse_within(&text, ROOM).ok();
    Ok(written.and_then(|it| document::read(&it, library).ok()))
}
