//! Engagements that nobody is at work on: their whole is in the archive (`store/archive.rs`), and here stay the
//! card and a mark, which is the first line of what the archive has.
//!
//! While there is a mark, the archive may know what is not here; whatever is kept beside it stands until the two
//! are one again ([`EngagementStore::take_back`]). So nothing has to happen at one moment in both places: to put
//! one away, its text is written there and read back, then the mark is set, then the generations go; to take one
//! back, the generations are written first, then the mark goes, and what the archive has is only a copy by then
//! (`app/archiving.rs`).

use std::collections::BTreeSet;

use super::{EngagementStore, Found, GENERATIONS, SaveError, Unreadable};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::store::card::Card;
use crate::store::document;
use crate::store::key_value::{KeyValueStore, StoreError};
use crate::store::record;

/// Where the marks begin, after the namespace.
pub(super) const MARK: &str = "archived/";

/// What came of taking an engagement back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TakenBack {
    /// What was found of it in the archive.
    pub found: Found<()>,
    /// The archive had another state of it than was put away last.
    pub is_stale: bool,
}

/// What was found in the archive in the place of an engagement.
pub(super) struct Unarchived {
    id: EngagementId,
    /// Another mark speaks of something else.
    mark: String,
    found: Found<(), String>,
}

impl<D: KeyValueStore> EngagementStore<D> {
    /// Where the archive has an engagement.
    pub fn archive_key(id: EngagementId) -> String {
        format!("eng/{id}")
    }

    /// The engagement that the archive has under a key.
    pub fn of_archive_key(key: &str) -> Option<EngagementId> {
        key.strip_prefix("eng/").and_then(EngagementId::parse)
    }

    fn mark_key(&self, id: EngagementId) -> String {
        self.key(&format!("{MARK}{id}"))
    }

    /// What the archive has of an engagement.
    pub fn archived_text(engagement: &Engagement) -> String {
        record::write(1, &document::as_text(engagement))
    }

    /// Whether the archive may know of an engagement what is not here.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn has_archived(&self, id: EngagementId) -> Result<bool, StoreError> {
        Ok(self.storage.get(&self.mark_key(id))?.is_some())
    }

    /// Whether the archive has just this text of it, as far as its mark tells.
    pub(super) fn is_archived_as(&self, id: EngagementId, raw: &str) -> Result<bool, StoreError> {
        Ok(self.storage.get(&self.mark_key(id))?.as_deref() == Some(record::header(raw)))
    }

    /// Whether there is anything under this id, here or in the archive. Unlike its [fate](EngagementStore::fate),
    /// this takes no look at all keys: there may be thousands to ask about.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn is_any(&self, id: EngagementId) -> Result<bool, StoreError> {
        Ok(self.is_any_generation(id)? || self.has_archived(id)?)
    }

    /// Whether all there is of an engagement is in the archive: then it need not be taken back to be moved.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn is_only_archived(&self, id: EngagementId) -> Result<bool, StoreError> {
        Ok(self.has_archived(id)?
            && !self.is_any_generation(id)?
            && self.tail_keys(id)?.is_empty()
            && self.pending(id).is_none())
    }

    /// The engagements at work here, as far as their cards tell: when each was changed last, in milliseconds since
    /// 1970. What has no card comes first.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn at_work(&self) -> Result<Vec<(u64, EngagementId)>, StoreError> {
        let keys = self.storage.keys(&self.key("eng/"))?;
        let ids = BTreeSet::from_iter(keys.iter().filter_map(|it| self.engagement_of(it)));
        let mut all = Vec::new();
        for id in ids {
            let card = self.kept_card(id)?;
            let changed = card.and_then(|it| it.get("card")?.get("changedMillis")?.as_u64());
            all.push((changed.unwrap_or_default(), id));
        }
        all.sort_unstable();
        Ok(all)
    }

    /// Every engagement of which the archive may know what is not here.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn all_archived(&self) -> Result<Vec<EngagementId>, StoreError> {
        let keys = self.storage.keys(&self.key(MARK))?;
        Ok(keys.iter().filter_map(|it| self.id_under(MARK, it)).collect())
    }

    /// What there is of an engagement of which nothing is here: `None` without a mark.
    pub(super) fn look_archived(
        &self,
        id: EngagementId,
    ) -> Result<Option<Found<(), String>>, StoreError> {
        let Some(mark) = self.storage.get(&self.mark_key(id))? else { return Ok(None) };
        let unarchived = self.unarchived.borrow();
        let known = unarchived.iter().find(|it| it.id == id && it.mark == mark);
        Ok(Some(known.map_or(Found::Archived, |it| it.found.clone())))
    }

    /// Whether an engagement that has a mark is in the archive, as far as is known. Of a thousand none is read for it
    /// but what the archive was asked for in vain.
    pub(super) fn is_found_archived(&self, id: EngagementId) -> Result<bool, StoreError> {
        let is_known = self.unarchived.borrow().iter().any(|it| it.id == id);
        Ok(!is_known || self.look_archived(id)? == Some(Found::Archived))
    }

    fn note_unarchived(&self, id: EngagementId, mark: String, found: Found<(), String>) {
        let mut unarchived = self.unarchived.borrow_mut();
        unarchived.retain(|it| it.id != id);
        unarchived.push(Unarchived { id, mark, found });
    }

    /// What goes into the archive of an engagement, as a record; `None` if not all of it can be read here, or
    /// the archive may know more of it.
    ///
    /// # Errors
    ///
    /// If storage cannot be read, or what an older version wrote cannot be brought along.
    pub fn to_archive(
        &self,
        id: EngagementId,
        now_millis: u64,
    ) -> Result<Option<String>, SaveError> {
        if self.has_archived(id)? {
            return Ok(None);
        }
        let Some(engagement) = self.whole_here(id)? else { return Ok(None) };
        if self.is_older(id)? {
            // With a copy of how it was.
            self.save(&engagement, now_millis)?;
        }
        Ok(Some(Self::archived_text(&engagement)))
    }

    fn is_older(&self, id: EngagementId) -> Result<bool, SaveError> {
        for generation in GENERATIONS {
            if self.slot_of(id, generation)?.is_older() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// An engagement of which all that is here can be read, and is kept.
    fn whole_here(&self, id: EngagementId) -> Result<Option<Box<Engagement>>, StoreError> {
        let Found::Whole(engagement) = self.load(id)? else { return Ok(None) };
        let waits = self.pending(id).is_some() || self.waiting.borrow().contains(&id);
        Ok((!waits && self.fallback(id)?.is_empty()).then_some(engagement))
    }

    /// An engagement is in the archive, read back as `raw`: what is here goes, but for its card. Tells whether it
    /// does; it stays if more is here by now than was read back.
    ///
    /// # Errors
    ///
    /// If it cannot be noted, and all is as it was; or if not all that is here could be removed, which does no
    /// harm.
    pub fn set_archived(&self, id: EngagementId, raw: &str) -> Result<bool, SaveError> {
        let Ok(archived) = self.read(raw) else { return Ok(false) };
        let archived = archived.engagement;
        let Some(here) = self.whole_here(id)? else { return Ok(false) };
        let is_all = archived.id() == id
            && archived.edition() == here.edition()
            && here.version_vector().is_within(archived.version_vector());
        if !is_all {
            return Ok(false);
        }
        match self.set_mark(id, raw) {
            // What is put away makes room, and drops nothing for it.
            Err(SaveError::Store(StoreError::Full)) if self.drop_older_generation(&archived)? => {
                self.set_mark(id, raw)?;
            }
            set => set?,
        }
        self.keep_card(id, 0, &Card::of(&archived));
        self.clear_generations(id)?;
        self.clear_tail(id)?;
        Ok(true)
    }

    /// Puts an engagement on the list that is in the archive and of which nothing is here.
    ///
    /// # Errors
    ///
    /// If it cannot be noted; then it is not on the list.
    pub fn add_archived(
        &self,
        id: EngagementId,
        raw: &str,
        card: &Card,
    ) -> Result<bool, SaveError> {
        if self.is_any(id)? {
            return Ok(false);
        }
        self.set_mark(id, raw)?;
        self.keep_card(id, 0, card);
        Ok(true)
    }

    fn set_mark(&self, id: EngagementId, raw: &str) -> Result<(), SaveError> {
        let key = self.mark_key(id);
        if let Err(why) = self.put_as_is(&key, record::header(raw)) {
            let _ = self.storage.remove(&key);
            return Err(why.into());
        }
        Ok(())
    }

    /// Nothing of an engagement is in the archive that is not here.
    pub(super) fn clear_mark(&self, id: EngagementId) -> Result<(), StoreError> {
        self.unarchived.borrow_mut().retain(|it| it.id != id);
        self.storage.remove(&self.mark_key(id))
    }

    /// Makes one of what the archive has of an engagement and what is here, and keeps it here. What cannot be read
    /// of it stays there, is shown on the list, and can be saved as it is. Where the text in the archive is not needed
    /// any more, it is [left there](EngagementStore::left_in_archive) until it is on the disk here.
    ///
    /// # Errors
    ///
    /// If it cannot be kept here. Then it stays as it was.
    pub fn take_back(
        &self,
        id: EngagementId,
        row: Option<&str>,
        now_millis: u64,
    ) -> Result<TakenBack, SaveError> {
        let Some(mark) = self.storage.get(&self.mark_key(id))? else {
            return Ok(TakenBack { found: self.load(id)?.kind(), is_stale: false });
        };
        let found = match row {
            None => Found::Missing,
            Some(raw) => match self.read(raw) {
                Ok(it) if it.engagement.id() == id => Found::Whole(it.engagement),
                Err(Unreadable::Newer) => Found::Newer(raw.to_owned()),
                Ok(_) | Err(Unreadable::Damaged) => Found::Damaged(raw.to_owned()),
            },
        };
        let here = self.load(id)?;
        let is_stale = found.is_whole() && row.map(record::header) != Some(&mark);
        let taken = TakenBack { found: found.kind(), is_stale };
        match (found, here) {
            (Found::Whole(mut all), here) => {
                if let Found::Whole(here) = here
                    && all.merge(&here).is_err()
                {
                    // Of a playbook that is not here, and apart: both are kept until somebody has it.
                    return Err(SaveError::Withheld);
                }
                self.save(&all, now_millis)?;
                self.clear_mark(id)?;
                self.note_left_in_archive(id);
            }
            // All there is, is here.
            (Found::Missing, Found::Whole(_)) => self.clear_mark(id)?,
            // It was moved to the bin, of which localStorage has not heard yet.
            (Found::Missing, _) if self.is_in_bin(id, &mark)? => self.clear(id)?,
            (Found::Missing, _) => self.note_unarchived(id, mark, Found::Missing),
            (Found::Newer(raw), _) => self.note_unarchived(id, mark, Found::Newer(raw)),
            (Found::Damaged(raw), _) => self.note_unarchived(id, mark, Found::Damaged(raw)),
            (Found::Archived, _) => {}
        }
        Ok(taken)
    }

    /// The engagement in the archive's text, with what is here of it: what there is of it as a whole.
    pub fn with_archived(&self, raw: &str) -> Option<Engagement> {
        let mut all = self.read(raw).ok()?.engagement;
        if let Ok(Found::Whole(here)) = self.load(all.id()) {
            all.merge(&here).ok()?;
        } else {
            let playbook = all.playbook();
            let tail = self.read_tail(all.id(), playbook, &|_| false).ok()?;
            all.replay_all(&tail.writes);
        }
        Some(all)
    }

    /// What to do with a text of the archive that no mark speaks of: somebody was interrupted, or one of the two
    /// places was emptied. Tells whether it can go; else it is on the list now.
    ///
    /// # Errors
    ///
    /// If that cannot be told or noted; then it stays.
    pub fn settle_unmarked(&self, id: EngagementId, raw: &str) -> Result<bool, SaveError> {
        if self.has_archived(id)? {
            return Ok(false);
        }
        let Ok(archived) = self.read(raw) else {
            // Nobody says that it is an engagement of this version. It does no harm.
            return Ok(false);
        };
        let archived = archived.engagement;
        let covers = |it: &Engagement| archived.version_vector().is_within(it.version_vector());
        if self.is_gone(id)? {
            return Ok(true);
        }
        match self.load(id)? {
            Found::Whole(here) if covers(&here) => return Ok(true),
            Found::Whole(_) => self.set_mark(id, raw)?,
            Found::Missing if self.bin_covers(id, archived.version_vector())? => return Ok(true),
            _ => _ = self.add_archived(id, raw, &Card::of(&archived))?,
        }
        Ok(false)
    }

    pub(super) fn note_left_in_archive(&self, id: EngagementId) {
        self.left_in_archive.borrow_mut().push(Self::archive_key(id));
    }
}
