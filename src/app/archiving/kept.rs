//! The bin and restore copies in the archive: what is deleted there stays there, and what somebody wants of it is
//! fetched.

use super::Archiving;
use crate::app::shell::AnyStore;
use crate::domain::id::EngagementId;
use crate::store::archive::{Archive, NotMoved};

impl Archiving {
    /// Moves an engagement to the bin that is in the archive, and stays there.
    ///
    /// # Errors
    ///
    /// Why it is still on the list.
    pub(in crate::app) async fn delete(self, id: EngagementId) -> Result<(), NotMoved> {
        let archive = self.archive_of()?;
        let _alone = self.note(archive.alone().await)?;
        let raw = self.note(archive.get(&AnyStore::archive_key(id)).await)?;
        let raw = raw.ok_or(NotMoved::Withheld)?;
        let now = self.shell.now_millis();
        let key = self.shell.with_store(|it| it.bin_key(id, now));
        let row = self.shell.with_store(|it| it.kept_archive_key(&key));
        self.write(&*archive, vec![(row, raw.clone())]).await?;
        let is_done = self.shell.with_store(|it| it.delete_archived(id, &key, &raw))?;
        self.remove_at_once(&*archive).await;
        is_done.then_some(()).ok_or(NotMoved::InUse)
    }

    /// Puts an engagement back on the list that is in the bin and in the archive, where it stays. Tells whether it
    /// was such a one.
    ///
    /// # Errors
    ///
    /// Why it is still in the bin.
    pub(in crate::app) async fn undelete(self, id: EngagementId) -> Result<bool, NotMoved> {
        let key = self.shell.with_store(|it| it.deleted_in_archive(id))?;
        let Some(key) = key else { return Ok(false) };
        let archive = self.archive_of()?;
        let _alone = self.note(archive.alone().await)?;
        let row = self.shell.with_store(|it| it.kept_archive_key(&key));
        let raw = self.note(archive.get(&row).await)?.ok_or(NotMoved::Withheld)?;
        self.write(&*archive, vec![(AnyStore::archive_key(id), raw.clone())]).await?;
        let is_done = self.shell.with_store(|it| it.undelete_archived(&key, &raw))?;
        self.remove_at_once(&*archive).await;
        is_done.then_some(true).ok_or(NotMoved::InUse)
    }

    /// What was moved within the archive is not to be there twice.
    async fn remove_at_once(self, archive: &dyn Archive) {
        let left = self.shell.with_store(|it| it.left_in_archive());
        // What stays is looked at with the next start.
        let _ = archive.remove(left).await;
    }

    /// Puts away restore copies and what has been in the bin for a while.
    pub(super) async fn archive_kept(self) -> Result<(), NotMoved> {
        let now = self.shell.now_millis();
        while let Some((key, raw)) = self.shell.with_store(|it| it.kept_to_archive(now))? {
            let archive = self.archive_of()?;
            let _alone = self.note(archive.alone().await)?;
            let row = self.shell.with_store(|it| it.kept_archive_key(&key));
            self.write(&*archive, vec![(row, raw.clone())]).await?;
            self.shell.with_store(|it| it.set_kept_archived(&key, &raw))?;
        }
        Ok(())
    }

    /// Fetches the text of something kept, for whoever restores or exports it. Tells whether it is here.
    ///
    /// # Errors
    ///
    /// Why it is not; it stays where it is then.
    pub async fn fetch_kept(self, key: String) -> Result<bool, NotMoved> {
        if !self.shell.with_store(|it| it.is_kept_archived(&key)) {
            return Ok(true);
        }
        let archive = self.archive_of()?;
        let _alone = self.note(archive.alone().await)?;
        let row = self.shell.with_store(|it| it.kept_archive_key(&key));
        let raw = self.note(archive.get(&row).await)?;
        Ok(self.shell.with_store(|it| it.unarchive_kept(&key, raw.as_deref()))?)
    }
}
