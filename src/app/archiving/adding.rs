//! Putting engagements on the list that are new here, as many as there are: what is at work has half of the room,
//! and the others go into the archive at once.

use super::{Archiving, HIGH};
use crate::app::shell::AnyStore;
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::store::archive::NotMoved;
use crate::store::card::Card;
use crate::store::engagements::SaveError;
use crate::store::key_value::StoreError;

/// How full localStorage is, is asked once for so many.
const AT_ONCE: usize = 16;

/// So much text goes into the archive together, in bytes: each time takes a while, however little it is.
const TOGETHER: usize = 512 * 1024;

/// See the module.
pub struct Adding {
    archiving: Archiving,
    count: usize,
    is_short: bool,
    /// For the archive: id, text and card.
    waiting: Vec<(EngagementId, String, Card)>,
    waiting_bytes: usize,
}

impl Adding {
    /// For the engagements of one import; none is added yet.
    pub fn new(archiving: Archiving) -> Adding {
        Adding { archiving, count: 0, is_short: false, waiting: Vec::new(), waiting_bytes: 0 }
    }

    /// Puts one on the list. It is there, wherever it is kept, once all are [added](Adding::finish).
    ///
    /// # Errors
    ///
    /// If it, or one of those before, is kept nowhere.
    pub async fn add(&mut self, engagement: &Engagement) -> Result<(), SaveError> {
        if !self.is_short && self.count.is_multiple_of(AT_ONCE) {
            self.is_short = HIGH <= self.archiving.used_percent();
        }
        self.count += 1;
        if !self.is_short {
            let shell = self.archiving.shell;
            match shell.with_store(|it| it.add(engagement, shell.now_millis())) {
                Err(SaveError::Store(StoreError::Full)) => self.is_short = true,
                added => return added,
            }
        }
        let text = AnyStore::archived_text(engagement);
        self.waiting_bytes += text.len();
        self.waiting.push((engagement.id(), text, Card::of(engagement)));
        if TOGETHER <= self.waiting_bytes { self.finish().await } else { Ok(()) }
    }

    /// All are on the list, and kept.
    ///
    /// # Errors
    ///
    /// As [`Adding::add`].
    pub async fn finish(&mut self) -> Result<(), SaveError> {
        let waiting = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        if waiting.is_empty() || self.archiving.add_archived(&waiting).await.is_ok() {
            return Ok(());
        }
        // Where there is no archive, it is as it was before there was one.
        let shell = self.archiving.shell;
        for (_, text, _) in &waiting {
            shell.with_store(|it| match it.read_generation(text) {
                Some(engagement) => it.add(&engagement, shell.now_millis()),
                None => Err(SaveError::Withheld),
            })?;
        }
        Ok(())
    }
}

impl Archiving {
    /// Puts engagements on the list that are new here, and kept in the archive.
    async fn add_archived(self, all: &[(EngagementId, String, Card)]) -> Result<(), NotMoved> {
        let archive = self.archive_of()?;
        let _alone = self.note(archive.alone().await)?;
        let rows = all.iter().map(|(id, text, _)| (AnyStore::archive_key(*id), text.clone()));
        let mut added = self.write(&*archive, rows.collect()).await;
        for (id, text, card) in all.iter().filter(|_| added.is_ok()) {
            added = match self.shell.with_store(|it| it.add_archived(*id, text, card)) {
                Ok(true) => continue,
                Ok(false) => Err(NotMoved::InUse),
                Err(why) => Err(why.into()),
            };
            break;
        }
        if added.is_err() {
            // What is refused now must not turn up by itself at the next start.
            let is_not_on_list = |id| self.shell.with_store(|it| it.is_any(id)) == Ok(false);
            let refused = all.iter().map(|it| it.0).filter(|it| is_not_on_list(*it));
            let _ = archive.remove(refused.map(AnyStore::archive_key).collect()).await;
        }
        added
    }
}
