//! A folder that a team already syncs, by whatever tool. Each device writes only files of its own there,
//! one for each engagement, and takes in what the others wrote by the merge there is. So no file has two
//! writers, the tool that syncs has no conflict to solve, and it does not matter when, how often and in
//! which order files arrive.
//!
//! ```text
//! 0198….00c0ffee1a2b3c4d.kickoff.json     <engagement>.<device>.kickoff.json
//! ```
//!
//! Each is an ordinary [`file`](super::file) with one engagement, which says who wrote it when. Nothing
//! of a customer is in a name. A file is read by its content, whatever it is called: what a sync tool has
//! renamed to a conflict copy, and what somebody has exported to there, is one more copy. What is not
//! called `…kickoff….json` is not even opened; and nothing is ever deleted, or written under a name that
//! is not the device's own.
//!
//! A device writes only what no file there says yet. Whoever has taken in a colleague's work and added
//! nothing is silent; so a change makes one device write, all come to rest, and who wrote last is who
//! worked last. Which of a device's tabs does it is the caller's to see to: one at a time.
//!
//! What was seen is remembered as long as the page lives: a start looks at everything once, so nothing
//! depends on a memory that could be wrong. What is remembered for ever is only the device's number, and
//! which engagements were here: of these, one that is not here any more was deleted here, and does not
//! come back by itself.

mod memory;
mod sync;

use std::fmt;

use super::engagements::SaveError;
use super::file::WrittenBy;
use super::import::FileError;
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::library::Library;

pub use memory::{Absent, Latest, TeamFolder};
pub use sync::{Came, Progress, Round, sync};

/// A device in a team folder, by a number that was drawn when it first wrote to one. Not the one in
/// stamps: that is copied along with a browser's profile, and two devices never write one file.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DeviceId(pub u64);

impl DeviceId {
    /// Reads what `Display` writes; `None` for anything else.
    pub fn parse(written: &str) -> Option<DeviceId> {
        let read = DeviceId(u64::from_str_radix(written, 16).ok()?);
        (read.to_string() == written).then_some(read)
    }

    /// The file that this device writes of an engagement, and nobody else.
    pub fn file_of(self, id: EngagementId) -> String {
        format!("{id}.{self}{ENDING}")
    }
}

impl fmt::Display for DeviceId {
    /// `00c0ffee1a2b3c4d`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

const ENDING: &str = ".kickoff.json";

/// Whether a file is to be looked at: one of ours, whatever a sync tool has added to its name.
pub fn may_be_ours(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".json") && name.contains("kickoff")
}

/// A file that is there.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Entry {
    /// Its name in the folder, without a path.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// Milliseconds since 1970, by whose clock ever.
    pub modified: u64,
}

/// Why the folder does not do as told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FolderError {
    /// Not given, or taken back.
    NoPermission,
    /// The file or the folder is not there.
    Gone,
    /// No room on the disk.
    Full,
    /// Another program has it, such as the one that syncs.
    Locked,
    /// What was written is not what is read.
    NotKept,
    /// For any other reason.
    Other,
}

/// The folder itself. All of it waits; there is one thread.
#[allow(async_fn_in_trait, reason = "nothing of it leaves this thread")]
pub trait Folder {
    /// The files that [may be ours](may_be_ours). `looked_at` is told how many of all files there it has
    /// come by.
    ///
    /// # Errors
    ///
    /// If the folder cannot be read.
    async fn list(&self, looked_at: &dyn Fn(usize)) -> Result<Vec<Entry>, FolderError>;

    /// All of a file.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    async fn read(&self, name: &str) -> Result<Vec<u8>, FolderError>;

    /// Writes a file, whole or not at all where that can be had, and looks whether it is there.
    ///
    /// # Errors
    ///
    /// If it is not there as it was given.
    async fn write(&self, name: &str, text: &str) -> Result<Entry, FolderError>;

    /// Lets the screen be drawn, if it was not for a while.
    async fn breathe(&self);
}

/// This device, as the folder sees it.
#[allow(async_fn_in_trait, reason = "nothing of it leaves this thread")]
pub trait Here {
    /// The playbooks by which files are read.
    fn library(&self) -> &'static Library;

    /// Milliseconds since 1970.
    fn now_millis(&self) -> u64;

    /// A number that no other device draws.
    fn draw(&self) -> u64;

    /// Every engagement that is whole, with a text that differs whenever something was changed.
    ///
    /// # Errors
    ///
    /// If that cannot be read: then nothing can be said to be missing either.
    fn list(&self) -> Result<Vec<(EngagementId, String)>, SaveError>;

    /// Whether anything is on the list under this id, be it unreadable.
    fn has(&self, id: EngagementId) -> bool;

    /// Whether something says that it was deleted here.
    fn is_deleted(&self, id: EngagementId) -> bool;

    /// As it is by now, saved or not, wherever it is.
    async fn current(&self, id: EngagementId) -> Option<Engagement>;

    /// Takes in what a file holds.
    async fn take_in(&self, other: &Engagement) -> TakenIn;

    /// The text of a file with one engagement.
    fn file_of(&self, engagement: &Engagement, by: &WrittenBy) -> Option<String>;
}

/// What came of a copy.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TakenIn {
    /// All of it was known.
    Known,
    /// What is here has something new by it.
    Changed,
    /// It was not here.
    New,
    /// It was not taken in.
    Not(NotTaken),
}

/// Why a copy was not taken in. Nothing has changed then.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum NotTaken {
    /// Of another edition of the playbook, or of one that is not here.
    Apart,
    /// What is here under its id is damaged, or of a newer version.
    Unreadable,
    /// Storage cannot be read, or what came of it was not kept.
    NotKept(SaveError),
}

/// What is wrong with a file of the folder.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Problem {
    /// It is none of ours, damaged, not whole yet, or newer.
    File(FileError),
    /// It is there, and could not be read.
    NotRead(FolderError),
    /// The device's own file could not be written.
    NotWritten(FolderError),
    /// It was read, and an engagement in it was not taken in.
    NotTaken(NotTaken),
}

impl Problem {
    /// Whether a device may write over its own file in spite of it: what cannot be read any more is no
    /// loss, what this version does not understand may be.
    fn is_rubble(&self) -> bool {
        match self {
            Problem::File(why) => matches!(
                why,
                FileError::Empty
                    | FileError::CutOff { .. }
                    | FileError::Broken { .. }
                    | FileError::NotUtf8 { .. }
                    | FileError::Incomplete { .. }
                    | FileError::OtherKind(_)
            ),
            Problem::NotRead(_) | Problem::NotTaken(_) => false,
            Problem::NotWritten(_) => true,
        }
    }

    /// Whether it is worth a word: a file that has just been made is empty for a moment.
    fn is_told(&self) -> bool {
        !matches!(self, Problem::File(FileError::Empty))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_nothing_of_a_customer_and_is_taken_by_every_file_system() {
        let name = DeviceId(0xc0_ffee_1a2b_3c4d).file_of(EngagementId::coined(7));
        assert_eq!(name, "00000000-0000-0000-0000-000000000007.00c0ffee1a2b3c4d.kickoff.json");
        assert_eq!(DeviceId::parse("00c0ffee1a2b3c4d"), Some(DeviceId(0xc0_ffee_1a2b_3c4d)));
        for bad in ["", "c0ffee", "00C0FFEE1A2B3C4D", "+0c0ffee1a2b3c4d", "00c0ffee1a2b3c4d0"] {
            assert_eq!(DeviceId::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn whatever_a_sync_tool_makes_of_a_name_is_looked_at_and_other_files_are_not() {
        let stem = "00000000-0000-0000-0000-000000000007.00c0ffee1a2b3c4d.kickoff";
        for ending in [
            ".json",
            " (1).json",
            "-SATO-PC.json",
            " (SATO-PC の競合コピー 2026-11-22).json",
            " (conflicted copy 2026-11-22 143200).json",
            ".sync-conflict-20261122-143200-ABCDEFG.json",
            " - コピー.JSON",
            " 2.json",
        ] {
            assert!(may_be_ours(&format!("{stem}{ending}")), "{ending}");
            assert!(may_be_ours(&format!("Copy of {stem}{ending}")), "{ending}");
        }
        assert!(may_be_ours("2026-11-22-コントソ株式会社-kickoff.json"));
        for other in ["package.json", "kickoff.xlsx", "~$kickoff.docx", "kickoff.json.tmp", ".json"]
        {
            assert!(!may_be_ours(other), "{other}");
        }
    }
}
