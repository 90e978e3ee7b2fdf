//! Reading a chosen file engagement by engagement, as plans. Nothing changes.

use super::held::InFile;
use super::{Cancelled, Pace, Plan};
use crate::app::session::Session;
use crate::store::import::source::{self, Begun, Finished, Source, Unreadable};
use crate::store::import::stream::About;
use crate::store::sealed::Envelope;

/// What a file is.
pub enum FileRead {
    /// Its engagements are read.
    Open {
        /// What is known of the file as a whole.
        about: About,
        /// One for each engagement, in the order of the file.
        plans: Vec<Plan>,
    },
    /// It takes the passphrase to see what is in it.
    Sealed(Envelope),
}

/// Why nothing comes of it.
#[derive(Debug)]
pub enum NotRead {
    /// The browser does not give it out, or it is not taken in as it is.
    Unreadable(Unreadable),
    /// Nobody wants it any more.
    Cancelled,
}

impl From<Unreadable> for NotRead {
    fn from(it: Unreadable) -> NotRead {
        NotRead::Unreadable(it)
    }
}

impl From<Cancelled> for NotRead {
    fn from(_: Cancelled) -> NotRead {
        NotRead::Cancelled
    }
}

/// Reads one of the chosen files, by its number among them. `kept` is how much of them is in memory, in bytes.
///
/// # Errors
///
/// If it is not taken, or not wanted any more.
pub async fn read_file<S: Source>(
    session: Session,
    file: &S,
    number: usize,
    kept: &mut u64,
    pace: &impl Pace,
) -> Result<FileRead, NotRead> {
    let mut stream = match source::begin(file, session.library).await? {
        Begun::Sealed(it) => return Ok(FileRead::Sealed(it)),
        Begun::Whole(opened) => {
            let (about, engagements) = opened.apart();
            let mut plans = Vec::new();
            for it in engagements {
                plans.push(Plan::of(session, it, false).await);
            }
            return Ok(FileRead::Open { about, plans });
        }
        Begun::Stream(it) => it,
    };
    let (mut plans, mut kept_with_it) = (Vec::new(), *kept);
    loop {
        // After each bit too: much of a file is of no engagement.
        pace.step(stream.at(), file.size()).await?;
        if !stream.advance().await? {
            break;
        }
        while let Some(it) = stream.next_of_bit().await? {
            let at = InFile { file: number, bytes: it.bytes };
            plans.push(Plan::read_at(session, it.engagement, at, &mut kept_with_it).await);
            pace.step(stream.at(), file.size()).await?;
        }
    }
    Ok(match stream.finish().await? {
        Finished::Sealed(it) => FileRead::Sealed(it),
        Finished::Open(about) => {
            *kept = kept_with_it;
            FileRead::Open { about, plans }
        }
    })
}
