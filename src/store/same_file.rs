//! One file that somebody saves an engagement to again and again, without a team folder. Others may have
//! saved to it meanwhile, or something else may have taken its place: so it is read before it is written,
//! and nothing is written over that is not known here.

use super::checksum;
use super::import::{self, Content, FileError};
use super::team_folder::{FolderError, Here, NotTaken, TakenIn};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::library::Library;

/// What is to be done, by what is in the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// All that is in it is known here.
    Write,
    /// It has something that is not known here, which is taken in first.
    MergeFirst(Box<Engagement>),
    /// It is not to be written over.
    Leave(Left),
}

/// Why a file is left as it is.
#[derive(Clone, Debug, PartialEq)]
pub enum Left {
    /// It is none of ours, damaged, or newer.
    Unreadable(FileError),
    /// It takes a passphrase to see what is in it.
    Sealed,
    /// It is of another engagement.
    Other {
        /// The customer's name in that one.
        customer: String,
    },
    /// It holds others too.
    Several,
    /// Of another edition of the playbook.
    Apart,
}

/// Why nothing was saved.
#[derive(Clone, Debug, PartialEq)]
pub enum NotSaved {
    /// The file is not to be written over.
    Left(Left),
    /// What it has could not be taken in.
    NotTaken(NotTaken),
    /// The file could not be read or written.
    Folder(FolderError),
    /// The engagement is not here any more.
    Missing,
    /// No file can be made of it that can be opened again.
    NotMade,
}

impl From<FolderError> for NotSaved {
    fn from(it: FolderError) -> NotSaved {
        NotSaved::Folder(it)
    }
}

/// What was saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// As it is in the file now.
    pub engagement: Engagement,
    /// Changes from the file were taken in.
    pub is_merged: bool,
}

/// The file itself. All of it waits; there is one thread.
#[allow(async_fn_in_trait, reason = "nothing of it leaves this thread")]
pub trait OneFile {
    /// In bytes.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    async fn size(&self) -> Result<u64, FolderError>;

    /// All of it.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    async fn read(&self) -> Result<Vec<u8>, FolderError>;

    /// Writes it, whole or not at all, and looks whether it is there.
    ///
    /// # Errors
    ///
    /// If it is not there as it was given.
    async fn write(&self, text: &str) -> Result<(), FolderError>;
}

/// What is to be done with a file, by what is in it. `seen` is the SHA-256 of what was written there last.
pub fn step(there: &[u8], seen: Option<&str>, here: &Engagement, library: &Library) -> Step {
    // One that has just been chosen is empty.
    if there.is_empty() || seen == Some(&*checksum::of_bytes(there)) {
        return Step::Write;
    }
    let mut all = match import::read(there, library) {
        Ok(Content::Open(it)) => it.engagements,
        Ok(Content::Sealed(_)) => return Step::Leave(Left::Sealed),
        Err(why) => return Step::Leave(Left::Unreadable(why)),
    };
    let (Some(other), true) = (all.pop(), all.is_empty()) else {
        return Step::Leave(Left::Several);
    };
    if other.id() != here.id() {
        return Step::Leave(Left::Other { customer: other.customer().to_owned() });
    }
    let mut merged = here.clone();
    match merged.merge(&other) {
        Err(_) => Step::Leave(Left::Apart),
        Ok(_) if merged == *here => Step::Write,
        Ok(_) => Step::MergeFirst(Box::new(other)),
    }
}

/// Saves an engagement to a file, and notes in `seen` what is there then. `text_of` makes the file's text.
///
/// # Errors
///
/// If the file is not to be written over, or cannot be. What was taken in of it stays.
pub async fn save<F: OneFile, H: Here>(
    file: &F,
    here: &H,
    id: EngagementId,
    seen: &mut Option<String>,
    text_of: &dyn Fn(&Engagement) -> Option<String>,
) -> Result<Saved, NotSaved> {
    match import::check_size(file.size().await?) {
        Ok(()) | Err(FileError::Empty) => {}
        Err(why) => return Err(NotSaved::Left(Left::Unreadable(why))),
    }
    let there = file.read().await?;
    let engagement = here.current(id).await.ok_or(NotSaved::Missing)?;
    let is_merged = match step(&there, seen.as_deref(), &engagement, here.library()) {
        Step::Write => false,
        Step::Leave(why) => return Err(NotSaved::Left(why)),
        // Deleted meanwhile, in another tab: it is not brought back.
        Step::MergeFirst(_) if !here.has(id) => return Err(NotSaved::Missing),
        Step::MergeFirst(other) => match here.take_in(&other).await {
            TakenIn::Not(why) => return Err(NotSaved::NotTaken(why)),
            TakenIn::Known | TakenIn::Changed | TakenIn::New => true,
        },
    };
    let engagement = here.current(id).await.ok_or(NotSaved::Missing)?;
    let text = text_of(&engagement).ok_or(NotSaved::NotMade)?;
    file.write(&text).await?;
    *seen = Some(checksum::of_bytes(text.as_bytes()));
    Ok(Saved { engagement, is_merged })
}
