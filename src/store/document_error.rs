//! What is wrong with a document, and where.

use crate::domain::value::Kind;

/// What is wrong with a document, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DocumentError {
    /// Written by a newer version.
    Newer { schema: u64 },
    /// Something else was expected at this path, such as `fields.fact/seats.value`.
    Malformed { path: String, expected: Expected },
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
    Object,
    List,
    Count,
    Text,
    EngagementId,
    Schema,
    Stamp,
    /// A value of this kind.
    Value(Kind),
    /// A customer's name.
    Customer,
    /// A number from here to there.
    Within {
        least: u32,
        most: u32,
    },
    /// Bytes as base64, so many at least.
    Base64 {
        least: usize,
    },
}

/// Something else was expected at a path.
pub fn malformed(path: &str, expected: Expected) -> DocumentError {
    DocumentError::Malformed { path: path.to_owned(), expected }
}
