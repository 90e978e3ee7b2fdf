//! The file that people hand over: everything a reader needs to know what it is, a summary that a
//! person reads without the app, then the engagements as [`document`]s.
//!
//! ```json
//! { "format": "kickoff-engagements", "schemaVersion": 1, "app": "0.1.0",
//!   "exportedAt": "2026-11-22T14:32:00+09:00",
//!   "playbook": { "id": "customer-kickoff", "revision": "2020-04-30", "title": { "ja": "…", "en": "…" } },
//!   "counts": { "engagements": 1, "fields": 187, "entries": 24 },
//!   "sha256": "…",
//!   "summary": [ { "customer": "…", "ready": false,
//!     "missing": [ { "id": "ftop.994", "ja": "…", "en": "…" } ],
//!     "waived": [ { "id": "out.teams", "ja": "…", "en": "…", "reason": "…" } ],
//!     "ja": ["…"], "en": ["…"] } ],
//!   "engagements": [ … ] }
//! ```
//!
//! `sha256` is over the engagements ([`checksum`](super::checksum)), and a file may lack it. The summary
//! says whether the next playbooks may begin, and what is missing or was let go for it. It is for readers:
//! nothing of it comes back into an engagement.
//!
//! The file's own schema tells how its engagements are wrapped, and each engagement's schema how it
//! is written. Schemas 2 and 3 of the engagement came without a change of the wrapping: 0.1.0 opens
//! such a file up to the engagement and says that it is newer.

use serde::Serialize;

use crate::domain::engagement::Engagement;
use crate::domain::field::Field;
use crate::domain::register::Register;
use crate::json;

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
                    .count()
                + it.unknown()
                    .filter(|(address, raw)| is_entry_elsewhere(it, address, raw))
                    .count(),
        })
    }
}

/// Whether a field of an engagement whose playbook is not here says that an entry is there, such as a
/// service of that playbook. Where the playbook is, it is counted.
fn is_entry_elsewhere(engagement: &Engagement, address: &str, raw: &str) -> bool {
    let is_cell = address.split('/').count() != 2;
    let is_of_register =
        address.split('/').next().is_some_and(|it| Register::from_code(it).is_some());
    let is_there = || json::parse(raw).ok().and_then(|it| it.get("value")?.as_bool());
    !engagement.edition().is_here() && !is_cell && is_of_register && is_there() == Some(true)
}
