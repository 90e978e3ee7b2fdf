//! Restore copies and the bin in the archive: under their keys stays a label, which tells what the list of them
//! and the rules of the ring have to know, and the text is fetched by whoever wants it.
//!
//! ```text
//! kickoff-archived 1
//! {"record":"kickoff-record 1 1790000000000 18734 9f0a33c1","customer":"…","filled":187,"known":["…"]}
//! ```
//!
//! What it has known is there only of what was deleted: that decides whether it comes back.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::backups::stamp_of;
use super::{BackupKind, EngagementStore, SaveError};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::stamp::Stamp;
use crate::domain::version_vector::VersionVector;
use crate::json::{self, put};
use crate::store::card::Card;
use crate::store::key_value::{KeyValueStore, StoreError};
use crate::store::{document, record};

const LABEL: &str = "kickoff-archived 1\n";

/// What was deleted is taken back mostly at once.
const FRESH_MILLIS: u64 = 60 * 60 * 1_000;

/// What is known of something kept without its text.
pub(super) struct Label {
    /// The first line of what the archive has.
    record: String,
    pub(super) customer: String,
    pub(super) filled: usize,
    versions: VersionVector,
}

impl Label {
    fn of(raw: &str, engagement: &Engagement) -> Label {
        Label {
            record: record::header(raw).to_owned(),
            customer: engagement.customer().to_owned(),
            filled: engagement.filled(),
            versions: engagement.version_vector().clone(),
        }
    }

    fn write(&self, is_deleted: bool) -> String {
        let mut label = Map::new();
        put(&mut label, "record", self.record.as_str().into());
        put(&mut label, "customer", self.customer.as_str().into());
        put(&mut label, "filled", self.filled.into());
        if is_deleted {
            let known: Vec<Json> = self.versions.iter().map(|it| it.to_string().into()).collect();
            put(&mut label, "known", known.into());
        }
        format!("{LABEL}{}", json::text(&label.into()))
    }

    fn parse(text: &str) -> Option<Label> {
        let label = json::parse(text.strip_prefix(LABEL)?).ok()?;
        let line = |name| label.get(name).and_then(Json::as_str).map(str::to_owned);
        let mut versions = VersionVector::default();
        for it in label.get("known").and_then(Json::as_array).into_iter().flatten() {
            versions.note(it.as_str().and_then(Stamp::parse)?);
        }
        Some(Label {
            record: line("record")?,
            customer: line("customer")?,
            filled: usize::try_from(label.get("filled")?.as_u64()?).ok()?,
            versions,
        })
    }

    /// Whether it is of just this state.
    pub(super) fn is_of(&self, engagement: &Engagement) -> bool {
        // Length and checksum of the text; when it was written is in front of them.
        let of_text = |it: &str| it.splitn(4, ' ').nth(3).map(str::to_owned);
        let same = record::write(0, &document::as_text(engagement));
        of_text(&self.record) == of_text(record::header(&same))
    }
}

impl<D: KeyValueStore> EngagementStore<D> {
    /// The label under a key, if its text is in the archive.
    pub(super) fn label(&self, key: &str) -> Option<Label> {
        Label::parse(&self.storage.get(key).ok()??)
    }

    /// What is known of something kept, wherever its text is; `None` if it cannot be read.
    pub(super) fn summary(&self, key: &str) -> Option<Label> {
        let text = self.storage.get(key).ok()??;
        Label::parse(&text).or_else(|| Some(Label::of(&text, &self.read(&text).ok()?.engagement)))
    }

    /// Whether the bin has all of an engagement, here or in the archive.
    pub(super) fn bin_covers(
        &self,
        id: EngagementId,
        versions: &VersionVector,
    ) -> Result<bool, StoreError> {
        let keys = self.storage.keys(&self.key(&format!("bin/{id}")))?;
        let covers = |it: Label| versions.is_within(&it.versions);
        Ok(keys.iter().any(|it| self.summary(it).is_some_and(covers)))
    }

    /// Whether the bin has just the text that begins like this, in the archive.
    pub(super) fn is_in_bin(&self, id: EngagementId, header: &str) -> Result<bool, StoreError> {
        let keys = self.storage.keys(&self.key(&format!("bin/{id}/")))?;
        Ok(keys.iter().any(|it| self.label(it).is_some_and(|it| it.record == header)))
    }

    fn is_bin(&self, key: &str) -> bool {
        key.starts_with(&self.key("bin/"))
    }

    /// Whether something kept has its text in the archive.
    pub fn is_kept_archived(&self, key: &str) -> bool {
        self.label(key).is_some()
    }

    /// Where the archive has something kept.
    pub fn kept_archive_key(&self, key: &str) -> String {
        key.strip_prefix(&self.namespace).unwrap_or(key).to_owned()
    }

    /// Something kept that can go into the archive: key and text. What was deleted stays for an hour, and what
    /// cannot be read stays.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn kept_to_archive(&self, now_millis: u64) -> Result<Option<(String, String)>, StoreError> {
        for (group, kind) in [("copy/", BackupKind::Copy), ("bin/", BackupKind::Deleted)] {
            for key in self.storage.keys(&self.key(group))? {
                if self.looked_at.borrow().contains(&key) {
                    continue;
                }
                let Some(millis) = stamp_of(&key).0 else { continue };
                let is_fresh = now_millis < millis.saturating_add(FRESH_MILLIS);
                if kind == BackupKind::Deleted && is_fresh {
                    continue;
                }
                let Some(text) = self.storage.get(&key)? else { continue };
                // Once is enough for each.
                self.looked_at.borrow_mut().insert(key.clone());
                if self.read(&text).is_ok() {
                    return Ok(Some((key, text)));
                }
            }
        }
        Ok(None)
    }

    /// Something kept is in the archive, read back: its label takes its place. Tells whether it does; it does not
    /// if something else is there by now.
    ///
    /// # Errors
    ///
    /// If that cannot be noted; then the text is still there.
    pub fn set_kept_archived(&self, key: &str, raw: &str) -> Result<bool, SaveError> {
        if self.storage.get(key)?.as_deref() != Some(raw) {
            return Ok(false);
        }
        let Ok(read) = self.read(raw) else { return Ok(false) };
        let label = Label::of(raw, &read.engagement).write(self.is_bin(key));
        if let Err(why) = self.put_as_is(key, &label) {
            // What has taken its place by half is no label.
            if self.storage.get(key)?.as_deref() != Some(raw) {
                self.put_as_is(key, raw)?;
            }
            return Err(why.into());
        }
        Ok(true)
    }

    /// Puts the text of something kept into the place of its label. Tells whether the archive had it.
    ///
    /// # Errors
    ///
    /// If it cannot be kept here; then it stays in the archive.
    pub fn unarchive_kept(&self, key: &str, raw: Option<&str>) -> Result<bool, SaveError> {
        let Some(label) = self.label(key) else { return Ok(self.storage.get(key)?.is_some()) };
        let Some(raw) = raw.filter(|it| record::header(it) == label.record && record::is_whole(it))
        else {
            return Ok(false);
        };
        if let Err(why) = self.put(key, raw) {
            self.put_as_is(key, &label.write(self.is_bin(key)))?;
            return Err(why.into());
        }
        // What the archive has stays there: soon it is needed again.
        self.looked_at.borrow_mut().remove(key);
        Ok(true)
    }

    /// What to do with a text of the archive that no label speaks of. Tells whether it can go; else there is a
    /// label for it now.
    ///
    /// # Errors
    ///
    /// If that cannot be told or noted; then it stays.
    pub fn settle_unlabelled(&self, archive_key: &str, raw: &str) -> Result<bool, SaveError> {
        let key = self.key(archive_key);
        let is_kept = ["copy/", "bin/"].iter().any(|it| archive_key.starts_with(it));
        let Ok(read) = self.read(raw) else { return Ok(false) };
        if !is_kept || self.storage.get(&key)?.is_some() {
            return Ok(false);
        }
        // The way out has deleted what it is of, or it is on the list again.
        let id = read.engagement.id();
        if self.is_gone(id)? || (self.is_bin(&key) && self.is_archived_as(id, raw)?) {
            return Ok(true);
        }
        let label = Label::of(raw, &read.engagement).write(self.is_bin(&key));
        self.put_as_is(&key, &label)?;
        Ok(false)
    }

    /// Every key of the archive that something here speaks of. By the names of keys alone: this is asked at every
    /// start.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn spoken_of(&self) -> Result<BTreeSet<String>, StoreError> {
        let mut all: BTreeSet<String> =
            self.all_archived()?.into_iter().map(Self::archive_key).collect();
        for group in ["copy/", "bin/"] {
            let keys = self.storage.keys(&self.key(group))?;
            all.extend(keys.iter().map(|it| self.kept_archive_key(it)));
        }
        Ok(all)
    }

    /// Where the bin is to have an engagement that is in the archive and of which nothing is here: this key, and
    /// the same text.
    pub fn bin_key(&self, id: EngagementId, now_millis: u64) -> String {
        self.key(&format!("bin/{id}/{now_millis}"))
    }

    /// What the bin has of an engagement, if the newest of it is in the archive.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn deleted_in_archive(&self, id: EngagementId) -> Result<Option<String>, StoreError> {
        let keys = self.storage.keys(&self.key(&format!("bin/{id}/")))?;
        let newest = keys.into_iter().max_by_key(|it| stamp_of(it).0);
        Ok(newest.filter(|it| self.is_kept_archived(it)))
    }

    /// Moves an engagement of the archive to the bin, which is in the archive too by now, read back as `raw` under
    /// the [bin's key](Self::bin_key). Tells whether it does; it does not if something of it is here.
    ///
    /// # Errors
    ///
    /// If it cannot be noted; then it is still on the list.
    pub fn delete_archived(
        &self,
        id: EngagementId,
        key: &str,
        raw: &str,
    ) -> Result<bool, SaveError> {
        let Ok(read) = self.read(raw) else { return Ok(false) };
        if read.engagement.id() != id || !self.is_only_archived(id)? {
            return Ok(false);
        }
        let put = self.put_as_is(key, &Label::of(raw, &read.engagement).write(true));
        if let Err(why) = put {
            let _ = self.storage.remove(key);
            return Err(why.into());
        }
        self.clear(id)?;
        Ok(true)
    }

    /// Puts an engagement of the bin back on the list that is in the archive, read back as `raw` under the
    /// [engagement's key](Self::archive_key). Tells whether it does; it does not if something of it is here.
    ///
    /// # Errors
    ///
    /// If it cannot be noted; then it is still in the bin.
    pub fn undelete_archived(&self, key: &str, raw: &str) -> Result<bool, SaveError> {
        let is_it = self.label(key).is_some_and(|it| it.record == record::header(raw));
        let Ok(read) = self.read(raw) else { return Ok(false) };
        let (id, card) = (read.engagement.id(), Card::of(&read.engagement));
        if !is_it || !self.add_archived(id, raw, &card)? {
            return Ok(false);
        }
        self.remove_kept(key)?;
        Ok(true)
    }

    /// Removes something kept, wherever its text is.
    pub(super) fn remove_kept(&self, key: &str) -> Result<(), StoreError> {
        self.storage.remove(key)?;
        self.left_in_archive.borrow_mut().push(self.kept_archive_key(key));
        Ok(())
    }

    /// What is in the archive without being needed: whatever was taken back, or has gone. Nothing of it may be
    /// put away before it is removed.
    pub fn left_in_archive(&self) -> Vec<String> {
        let mut left = self.left_in_archive.take();
        let is_needed = |it: &String| match Self::of_archive_key(it) {
            Some(id) => self.has_archived(id) != Ok(false),
            None => self.storage.get(&self.key(it)) != Ok(None),
        };
        left.retain(|it| !is_needed(it));
        left
    }

    /// Whether [`EngagementStore::left_in_archive`] has anything to look through;
    /// all of it may turn out to be needed.
    pub fn is_any_left_in_archive(&self) -> bool {
        !self.left_in_archive.borrow().is_empty()
    }
}
