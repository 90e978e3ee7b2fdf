//! Writing where there is little room: safety copies are a help and give way to work, the oldest daily
//! ones first, then others but for the newest two of each engagement. Never the bin, never what could
//! not be read, and never the only full state of all.

use super::{EngagementStore, Found};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::store::engagements::backups::{FULL, Occasion, oldest_first, stamp_of};
use crate::store::key_value::{KeyValueStore, StoreError};

/// So many of an engagement's copies stay, whatever the want of room; daily ones do not count.
const SPARED: usize = 2;

impl<D: KeyValueStore> EngagementStore<D> {
    /// Writes and reads back; where there is no room, in the place of copies that can be spared.
    pub(super) fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        loop {
            match self.put_as_is(key, text) {
                Err(StoreError::Full) if self.make_room() => {}
                done => return done,
            }
        }
    }

    /// Writes and reads back, and drops nothing for it.
    pub(super) fn put_as_is(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.storage.put(key, text)?;
        if self.storage.get(key)?.as_deref() == Some(text) {
            Ok(())
        } else {
            Err(StoreError::NotKept)
        }
    }

    /// Drops one safety copy; tells whether there was one to spare, and it is gone.
    fn make_room(&self) -> bool {
        let prefix = self.key("copy/");
        let Ok(mut keys) = self.storage.keys(&prefix) else { return false };
        // Of what is in the archive, only a label is here, which is no room.
        keys.retain(|it| !self.is_kept_archived(it));
        oldest_first(&mut keys);
        let id_of = |key: &str| {
            let id = key.strip_prefix(&prefix).and_then(|it| it.split('/').next());
            id.and_then(EngagementId::parse)
        };
        let is_daily = |key: &String| stamp_of(key).1 == Some(Occasion::Daily);
        let is_old = |at: usize| {
            let id = id_of(&keys[at]);
            SPARED <= keys[at + 1..].iter().filter(|it| id_of(it) == id).count()
        };
        let dailies = (0..keys.len()).filter(|at| is_daily(&keys[*at]));
        let others = (0..keys.len()).filter(|at| !is_daily(&keys[*at]) && is_old(*at));
        let victim = dailies.chain(others).map(|at| &keys[at]).find(|key| {
            let of_same = keys.iter().filter(|it| it != key && id_of(it) == id_of(key));
            id_of(key).is_some_and(|id| !self.is_only_full(id, key, of_same))
        });
        // A storage that only says so would be asked for ever.
        victim.is_some_and(|it| self.remove_kept(it).is_ok() && self.storage.get(it) == Ok(None))
    }

    /// Whether nothing else of an engagement is as full as this copy of it.
    fn is_only_full<'a>(
        &self,
        id: EngagementId,
        key: &str,
        mut others: impl Iterator<Item = &'a String>,
    ) -> bool {
        let is_full = |it: &Engagement| FULL <= it.filled();
        // What cannot be read may be full, and is no help in the place of another.
        self.summary(key).is_none_or(|it| FULL <= it.filled)
            && !matches!(self.load(id), Ok(Found::Whole(it)) if is_full(&it))
            && !others.any(|it| self.summary(it).is_some_and(|it| FULL <= it.filled))
    }
}
