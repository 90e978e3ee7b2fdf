//! The file that people hand over: everything a reader needs to know what it is, a summary that a
//! person reads without the app, then the engagements as [`document`]s.
//!
//! ```json
//! { "format": "kickoff-engagements", "schemaVersion": 1, "app": "0.1.0",
//!   "exportedAt": "2026-11-22T14:32:00+09:00",
//!   "playbook": { "id": "customer-kickoff", "revision": "2020-04-30", "title": { "ja": "…", "en": "…" } },
//!   "counts": { "engagements": 1, "fields": 187, "entries": 24 },
//!   "summary": [ { "customer": "…", "ja": ["…"], "en": ["…"] } ],
//!   "engagements": [ … ] }
//! ```
//!
//! The file's own schema tells how its engagements are wrapped, and each engagement's schema how it
//! is written. Schemas 2 and 3 of the engagement came without a change of the wrapping: 0.1.0 opens
//! such a file up to the engagement and says that it is newer.

use serde::Serialize;

use crate::domain::engagement::Engagement;
use crate::domain::field::Field;

/// Whose file it is.
pub const FORMAT: &str = "kickoff-engagements";

/// The shape this version writes.
pub const SCHEMA_VERSION: u64 = 1;

/// What is in a file, so that a reader can tell whether all of it arrived.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Counts {
    pub engagements: usize,
    /// Fields that were ever touched, those of newer versions included.
    pub fields: usize,
    /// Entries of registers that are there.
    pub entries: usize,
}

impl Counts {
    pub fn of<'a>(engagements: impl IntoIterator<Item = &'a Engagement>) -> Counts {
        engagements.into_iter().fold(Counts::default(), |counts, it| Counts {
            engagements: counts.engagements + 1,
            fields: counts.fields + it.fields().count() + it.unknown().count(),
            entries: counts.entries
                + it.fields()
                    .filter(|(field, _)| match field {
                        Field::Exists(register, id) => it.has(*register, *id),
                        _ => false,
                    })
                    .count(),
        })
    }
}
