//! The file that people hand over: everything a reader needs to know what it is, a summary that a
//! person reads without the app, then the engagements as [`document`](super::document)s.
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
//!     "recheck": [ { "id": "out.ftc", "ja": "…", "en": "…" } ],
//!     "former": [ { "id": "item/in.account-team", "revision": "2020-04-30", "ja": "…", "en": "…" } ],
//!     "ja": ["…"], "en": ["…"] } ],
//!   "engagements": [ … ] }
//! ```
//!
//! `sha256` is over the engagements ([`checksum`](super::checksum)), and a file may lack it. The summary
//! says whether the next playbooks may begin, and what is missing or was let go for it; of an engagement that
//! came to a newer revision of its playbook, what is to be looked at again and what only a former one has. It is
//! for readers: nothing of it comes back into an engagement.
//!
//! A file that a device has written into a team folder ([`team_folder`](super::team_folder)) says so, and
//! is a file like any other:
//!
//! ```json
//! { "teamFolder": { "device": "00c0ffee1a2b3c4d", "who": "佐藤", "at": "2026-11-22T05:32:00.000Z" } }
//! ```
//!
//! The file's own schema tells how its engagements are wrapped, and each engagement's schema how it
//! is written. Schemas 2 and 3 of the engagement came without a change of the wrapping: 0.1.0 opens
//! such a file up to the engagement and says that it is newer.

use serde::Serialize;
use serde_json::Value as Json;

use crate::domain::engagement::Engagement;
use crate::domain::field::Field;
use crate::domain::register::Register;
use crate::domain::text::trimmed;
use crate::json;

/// Whose file it is.
pub const FORMAT: &str = "kickoff-engagements";

/// The shape this version writes.
pub const SCHEMA_VERSION: u64 = 1;

/// Who wrote a file into a team folder, and when.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct WrittenBy {
    /// The number of the device, as in the file's name.
    pub device: String,
    /// As somebody has named themselves; empty if nobody has.
    pub who: String,
    /// By that device's clock, in UTC.
    pub at: String,
}

impl WrittenBy {
    /// Longer names are cut.
    pub const LIMIT: usize = 60;

    /// What a file says of it, as far as it can be shown.
    pub fn read(said: &Json) -> Option<WrittenBy> {
        let line = |name| said.get(name).and_then(Json::as_str).map(WrittenBy::name);
        Some(WrittenBy {
            device: line("device")?,
            who: line("who").unwrap_or_default(),
            at: line("at").unwrap_or_default(),
        })
    }

    /// A name as it can be shown in one line: without controls and marks of direction.
    pub fn name(written: &str) -> String {
        let turns = ['\u{61c}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}', '\u{feff}'];
        let is_shown = |it: &char| {
            let is_mark = matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            !it.is_control() && !is_mark && !turns.contains(it)
        };
        let shown = written.chars().filter(is_shown);
        let shown: String = shown.take(WrittenBy::LIMIT).collect();
        trimmed(&shown).to_owned()
    }
}

/// What is in a file, so that a reader can tell whether all of it arrived.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Counts {
    /// How many engagements there are.
    pub engagements: usize,
    /// Fields that were ever touched, those of newer versions included.
    pub fields: usize,
    /// Entries of registers that are there.
    pub entries: usize,
}

impl Counts {
    /// Adds those of further engagements.
    pub fn add(&mut self, other: Counts) {
        self.engagements += other.engagements;
        self.fields += other.fields;
        self.entries += other.entries;
    }

    /// What these engagements come to together.
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
