//! Where in a file something is wrong. Worked out only once it is: it takes another look at all before it.

use super::MARK;
use crate::json::pieces::Stop;

/// From 1; the column is in characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place {
    /// One more than the line feeds before it.
    pub line: usize,
    /// One more than the characters before it in its line.
    pub column: usize,
}

impl Default for Place {
    fn default() -> Place {
        Place { line: 1, column: 1 }
    }
}

impl Place {
    /// In a file that is here as a whole.
    pub fn of(bytes: &[u8], stop: &Stop) -> Place {
        let mut place = Place::default();
        place.pass(&bytes[..end_of(bytes, stop).min(bytes.len())]);
        place
    }

    /// Goes past the next bytes of the file.
    pub fn pass(&mut self, bytes: &[u8]) {
        let bytes = if *self == Place::default() {
            bytes.strip_prefix(MARK).unwrap_or(bytes)
        } else {
            bytes
        };
        let last = bytes.iter().rposition(|it| *it == b'\n');
        let in_line = &bytes[last.map_or(0, |it| it + 1)..];
        let characters = in_line.iter().filter(|it| **it & 0xc0 != 0x80).count();
        if last.is_some() {
            self.line += bytes.iter().filter(|it| **it == b'\n').count();
            self.column = 1;
        }
        self.column += characters;
    }
}

/// How many bytes of a file that begins like this are before it.
pub fn end_of(beginning: &[u8], stop: &Stop) -> usize {
    let mark = if beginning.starts_with(MARK) { MARK.len() } else { 0 };
    mark + match stop {
        Stop::NotUtf8 { at } => *at,
        Stop::Json(error) => error.at,
        Stop::More | Stop::End => 0,
    }
}
