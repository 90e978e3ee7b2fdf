//! Putting engagements on the list that are new here, as many as there are: what is at work has half of the room,
//! and the others go into the archive at once.

use super::{Archiving, HIGH};
use crate::app::shell::AnyStore;
use crate::domain::engagement::Engagement;
use crate::store::archive::{ArchiveError, NotMoved};
use crate::store::engagements::SaveError;
use crate::store::key_value::StoreError;

/// How full it is, is asked once for so many: to ask takes a while.
const AT_ONCE: usize = 16;

/// See the module.
pub struct Adding {
    archiving: Archiving,
    count: usize,
    is_short: bool,
}

impl Adding {
    pub fn new(archiving: Archiving) -> Adding {
        Adding { archiving, count: 0, is_short: false }
    }

    /// Puts one on the list; wherever it is kept, it is there then.
    ///
    /// # Errors
    ///
    /// If it is kept nowhere. Then it is not on the list.
    pub async fn add(&mut self, engagement: &Engagement) -> Result<(), SaveError> {
        if !self.is_short && self.count.is_multiple_of(AT_ONCE) {
            self.is_short = HIGH <= self.archiving.used_percent();
        }
        self.count += 1;
        if self.is_short && self.archiving.add_archived(engagement).await.is_ok() {
            return Ok(());
        }
        // Where there is no archive, it is as it was before there was one.
        let shell = self.archiving.shell;
        let added = shell.with_store(|it| it.add(engagement, shell.now_millis()));
        if added == Err(SaveError::Store(StoreError::Full)) && !self.is_short {
            self.is_short = true;
            return self.archiving.add_archived(engagement).await.or(added);
        }
        added
    }
}

impl Archiving {
    /// Puts an engagement on the list that is new here, and kept in the archive.
    async fn add_archived(self, engagement: &Engagement) -> Result<(), NotMoved> {
        let archive = self.archive_of()?;
        let _alone = self.note(archive.alone().await)?;
        let raw = AnyStore::archived_text(engagement);
        let key = AnyStore::archive_key(engagement.id());
        self.note(archive.put(vec![(key.clone(), raw.clone())]).await)?;
        if archive.get(&key).await?.as_ref() != Some(&raw) {
            return Err(ArchiveError::NotKept.into());
        }
        match self.shell.with_store(|it| it.add_archived(&raw))? {
            true => Ok(()),
            false => Err(NotMoved::Withheld),
        }
    }
}
