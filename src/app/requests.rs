//! What the first screen asks of the part of the program that comes later.

use crate::domain::id::EngagementId;

/// What somebody wants a file of.
pub enum ExportRequest {
    /// Everything on the list.
    All,
    /// Engagements as they are by now.
    These(Vec<EngagementId>),
    /// What cannot be read of these, as it is.
    Raw(Vec<EngagementId>),
    /// Texts that could not be read, under a name.
    Texts(String, Vec<String>),
}

/// What a dialog asks.
#[derive(Clone, Copy)]
pub enum DialogRequest {
    /// What a new engagement is called, and what is known of it.
    NewEngagement,
    /// What the customer is called from now on.
    Rename(EngagementId),
    /// Whether it is to go to the bin.
    Delete(EngagementId),
}

/// Where an engagement is to be.
#[derive(Clone, Copy)]
pub enum ArchiveRequest {
    /// In the archive.
    Archive(EngagementId),
    /// Back in localStorage.
    Unarchive(EngagementId),
}

/// What is wanted of the sample.
#[derive(Clone, Copy)]
pub enum SampleRequest {
    /// Goes to it; it is made if it is not on the list.
    Open,
    /// Moves it from the list to the bin.
    Remove,
}
