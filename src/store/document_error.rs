//! What is wrong with a document, and where.

use crate::domain::value::Kind;

/// What is wrong with a document, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DocumentError {
    /// Written by a newer version.
    Newer {
        /// The number that it states.
        schema: u64,
    },
    /// Something else was expected at this path, such as `fields.fact/seats.value`.
    Malformed {
        /// From the outside in; empty for the whole.
        path: String,
        /// What belongs there.
        expected: Expected,
    },
}

impl DocumentError {
    /// It is inside of what is at this path.
    pub fn within(self, outer: &str) -> DocumentError {
        match self {
            DocumentError::Malformed { path, expected } => {
                DocumentError::Malformed { path: format!("{outer}{path}"), expected }
            }
            newer => newer,
        }
    }
}

/// What belongs at a place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Expected {
    /// A JSON object.
    Object,
    /// A JSON array.
    List,
    /// A whole number from 0 up.
    Count,
    /// A JSON string.
    Text,
    /// An engagement's id: a UUID in lower case, with hyphens.
    EngagementId,
    /// The number of a schema, from 1 up.
    Schema,
    /// A stamp, such as `2026-09-18T01:16:00.000Z/0/1a2b3c4d-00c0ffee`.
    Stamp,
    /// A value of this kind.
    Value(Kind),
    /// A customer's name.
    Customer,
    /// A number from here to there.
    Within {
        /// The lowest that is taken.
        least: u32,
        /// The highest that is taken.
        most: u32,
    },
    /// Bytes as base64, so many at least.
    Base64 {
        /// The fewest bytes that it may hold, decoded.
        least: usize,
    },
}

/// Something else was expected at a path.
pub fn malformed(path: &str, expected: Expected) -> DocumentError {
    DocumentError::Malformed { path: path.to_owned(), expected }
}
