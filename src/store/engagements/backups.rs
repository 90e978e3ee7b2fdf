//! What was deleted, copied for safety or set aside, and the way back.
//!
//! Safety copies are a ring of ten per engagement, made before a merge, an import, a restore, a
//! migration and a change to a newer revision of the playbook, and once a day. A nearly empty state (fewer than 3 fields) never pushes out a full
//! one (10 or more), and the same state is not copied twice in a row. The bin keeps thirty days.

use super::{EngagementStore, Found, SaveError};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::store::key_value::{KeyValueStore, StoreError};
use crate::store::{document, record};

/// How many safety copies of an engagement are kept.
pub const COPIES: usize = 10;

/// How long something deleted can come back.
pub const BIN_MILLIS: u64 = 30 * DAY_MILLIS;

/// One day, in milliseconds.
pub const DAY_MILLIS: u64 = 24 * 60 * 60 * 1_000;

/// With fewer fields than this, a state is nearly empty and worth less than a full one.
const SPARSE: usize = 3;

/// With at least so many, it is a full one.
pub(super) const FULL: usize = 10;

/// A deleted engagement, a safety copy, or what could not be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Backup {
    /// Where it stands in storage, namespace and all.
    pub key: String,
    /// The engagement that it is of.
    pub id: EngagementId,
    /// Which of the three it is.
    pub kind: BackupKind,
    /// Why a safety copy was made, where it says so.
    pub occasion: Option<Occasion>,
    /// `None` if it cannot be read; the raw text is still there.
    pub customer: Option<String>,
    /// When it was put there, in milliseconds since 1970; `None` if nothing tells.
    pub millis: Option<u64>,
    /// Its text is in the archive, to be fetched before anything is done with it.
    pub is_archived: bool,
}

/// What is kept beside the engagements on the list.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BackupKind {
    /// A deleted engagement, in the bin.
    Deleted,
    /// A safety copy, made for an [`Occasion`].
    Copy,
    /// A text that could not be read, set aside as it was before its place was used again.
    Unreadable,
}

/// Why a safety copy is made.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Occasion {
    /// Before what is here was replaced by what a file has.
    BeforeImport,
    /// Before another copy was merged into it.
    BeforeMerge,
    /// Before a record of an older schema was written anew.
    BeforeMigration,
    /// Before an older state took its place, or came to it out of the bin.
    BeforeRestore,
    /// Before it came to a newer revision of its playbook.
    BeforeUpgrade,
    /// The first of a day; there is one a day at most.
    Daily,
}

impl Occasion {
    /// Every occasion that a key may name.
    pub const ALL: [Occasion; 6] = [
        Occasion::BeforeImport,
        Occasion::BeforeMerge,
        Occasion::BeforeMigration,
        Occasion::BeforeRestore,
        Occasion::BeforeUpgrade,
        Occasion::Daily,
    ];

    /// As in keys.
    pub fn code(self) -> &'static str {
        match self {
            Occasion::BeforeImport => "before-import",
            Occasion::BeforeMerge => "before-merge",
            Occasion::BeforeMigration => "before-migration",
            Occasion::BeforeRestore => "before-restore",
            Occasion::BeforeUpgrade => "before-upgrade",
            Occasion::Daily => "daily",
        }
    }
}

impl Backup {
    /// Whether it has been in the bin for so long that it may go for good.
    pub fn is_expired(&self, now_millis: u64) -> bool {
        let age = self.millis.map_or(0, |it| now_millis.saturating_sub(it));
        self.kind == BackupKind::Deleted && BIN_MILLIS < age
    }
}

/// Moment and occasion, from the last part of a key.
pub(super) fn stamp_of(key: &str) -> (Option<u64>, Option<Occasion>) {
    let last = key.rsplit('/').next().unwrap_or_default();
    let (millis, code) = last.split_once('-').unwrap_or((last, ""));
    (millis.parse().ok(), Occasion::ALL.into_iter().find(|it| it.code() == code))
}

/// Puts the keys of safety copies in the order in which they were made.
pub(super) fn oldest_first(keys: &mut [String]) {
    // Insertion, which is as good for the few that there are, and no sorting more in the first part (0.6 KB).
    for at in 1..keys.len() {
        let made = stamp_of(&keys[at]).0;
        let to = keys[..at].partition_point(|it| stamp_of(it).0 <= made);
        keys[to..=at].rotate_right(1);
    }
}

impl<D: KeyValueStore> EngagementStore<D> {
    pub(super) fn copy_key(&self, id: EngagementId, occasion: Occasion, now_millis: u64) -> String {
        self.key(&format!("copy/{id}/{now_millis}-{}", occasion.code()))
    }

    /// Moves an engagement to the bin. Its keys go only after the copy is there.
    ///
    /// # Errors
    ///
    /// If it cannot be kept in the bin, or its keys cannot be removed.
    pub fn delete(&self, engagement: &Engagement, now_millis: u64) -> Result<(), SaveError> {
        let id = engagement.id();
        let all = self.whole_of(engagement, now_millis)?;
        let text = document::as_text(&all);
        let key = self.bin_key(id, now_millis);
        let raw = record::write(now_millis, &text);
        let put = match self.put(&key, &raw) {
            // To delete is how somebody makes room.
            Err(StoreError::Full) if self.drop_older_generation(&all)? => self.put(&key, &raw),
            put => put,
        };
        if let Err(error) = put {
            // Nor is it to turn up in the bin later, out of the journal.
            let _ = self.storage.remove(&key);
            return Err(error.into());
        }
        self.clear(id)?;
        Ok(())
    }

    /// Makes a safety copy of an engagement, before something replaces it, unless the newest one
    /// holds just that. The newest ten of each are kept; a nearly empty one never pushes out a full
    /// one.
    ///
    /// # Errors
    ///
    /// If the copy is not kept: then nothing may be replaced.
    pub fn copy_for_safety(
        &self,
        engagement: &Engagement,
        occasion: Occasion,
        now_millis: u64,
    ) -> Result<(), SaveError> {
        let id = engagement.id();
        let copies = self.copies(id)?;
        if occasion == Occasion::Daily {
            let today = now_millis / DAY_MILLIS;
            let is_of_today = |key: &String| {
                let (millis, occasion) = stamp_of(key);
                occasion == Some(Occasion::Daily) && millis.map(|it| it / DAY_MILLIS) == Some(today)
            };
            if copies.iter().any(is_of_today) {
                return Ok(());
            }
        }
        let is_same = |key: &String| match self.label(key) {
            Some(label) => label.is_of(engagement),
            None => self.read_kept(key).as_ref() == Some(engagement),
        };
        if copies.last().is_some_and(is_same) {
            return Ok(());
        }
        let key = self.copy_key(id, occasion, now_millis);
        let text = record::write(now_millis, &document::as_text(engagement));
        match occasion {
            // What is made every day does not push out what was made for a reason.
            Occasion::Daily => self.put_as_is(&key, &text)?,
            _ => self.put(&key, &text)?,
        }
        self.thin_out(id, &key)?;
        Ok(())
    }

    /// The keys of an engagement's safety copies, oldest first.
    fn copies(&self, id: EngagementId) -> Result<Vec<String>, StoreError> {
        let mut keys = self.storage.keys(&self.key(&format!("copy/{id}/")))?;
        oldest_first(&mut keys);
        Ok(keys)
    }

    /// Drops the oldest safety copies, nearly empty ones first.
    fn thin_out(&self, id: EngagementId, newest: &str) -> Result<(), StoreError> {
        let mut keys = self.copies(id)?;
        if keys.len() <= COPIES {
            return Ok(());
        }
        // What cannot be read may be full.
        let size = |key: &String| self.summary(key).map_or(FULL, |it| it.filled);
        let is_sparse = size(&newest.to_owned()) < SPARSE;
        while COPIES < keys.len() {
            let is_other_sparse = |it: &String| it != newest && size(it) < SPARSE;
            let victim = match keys.iter().position(is_other_sparse) {
                Some(at) => at,
                None if is_sparse && keys.iter().any(|it| FULL <= size(it)) => break,
                // By a clock that was set back, the newest is not the last.
                None => keys.iter().position(|it| it != newest).unwrap_or(0),
            };
            self.remove_kept(&keys.remove(victim))?;
        }
        Ok(())
    }

    /// Drops what has been in the bin for thirty days, and tells how many those were.
    ///
    /// # Errors
    ///
    /// If storage cannot be read or written.
    pub fn sweep(&self, now_millis: u64) -> Result<usize, StoreError> {
        let all = self.backups()?;
        let expired: Vec<&Backup> = all.iter().filter(|it| it.is_expired(now_millis)).collect();
        for it in &expired {
            self.drop_kept(&it.key)?;
        }
        Ok(expired.len())
    }

    /// Deleted engagements, safety copies and unreadable texts, newest first.
    ///
    /// # Errors
    ///
    /// If storage cannot be read at all.
    pub fn backups(&self) -> Result<Vec<Backup>, StoreError> {
        let mut all: Vec<Backup> = Vec::new();
        for (group, kind) in [
            ("bin/", BackupKind::Deleted),
            ("copy/", BackupKind::Copy),
            ("raw/", BackupKind::Unreadable),
        ] {
            let prefix = self.key(group);
            for key in self.storage.keys(&prefix)? {
                let Some(rest) = key.strip_prefix(&prefix) else { continue };
                let (id, stamp) = rest.split_once('/').unwrap_or((rest, ""));
                let Some(id) = EngagementId::parse(id) else { continue };
                let text = self.storage.get(&key)?.unwrap_or_default();
                let label = self.label(&key);
                let is_archived = label.is_some();
                let read = if is_archived { None } else { self.read(&text).ok() };
                let customer = match label {
                    Some(label) => Some(label.customer),
                    None => read.as_ref().map(|it| it.engagement.customer().to_owned()),
                };
                let (named, occasion) = stamp_of(stamp);
                // The key tells when; the first bins kept it as the sequence number.
                let millis = named.or(read.map(|it| it.sequence));
                let later = all.iter().position(|it| it.millis < millis);
                let kept = Backup { key, id, kind, occasion, customer, millis, is_archived };
                all.insert(later.unwrap_or(all.len()), kept);
            }
        }
        Ok(all)
    }

    /// The raw text of something kept.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn raw(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.storage.get(key)
    }

    /// The engagement in something kept, if it can be read.
    pub fn read_kept(&self, key: &str) -> Option<Engagement> {
        let text = self.storage.get(key).ok()??;
        self.read(&text).ok().map(|it| it.engagement)
    }

    /// Drops something kept for good.
    ///
    /// # Errors
    ///
    /// If it cannot be removed.
    pub fn drop_kept(&self, key: &str) -> Result<(), StoreError> {
        self.remove_kept(key)?;
        let rest = key.strip_prefix(&self.key("bin/")).unwrap_or_default();
        let id = rest.split('/').next().unwrap_or_default();
        // Of an engagement that has gone for good, nothing that was typed beside it stays.
        if !id.is_empty() && self.storage.keys(&self.key(&format!("eng/{id}/")))?.is_empty() {
            for beside in self.storage.keys(&self.key("pref/"))? {
                if beside.ends_with(id) {
                    self.storage.remove(&beside)?;
                }
            }
        }
        Ok(())
    }

    /// Puts an engagement back on the list as it was deleted last; tells whether the bin has it.
    ///
    /// # Errors
    ///
    /// As [`EngagementStore::bring_back`].
    pub fn undelete(&self, id: EngagementId, now_millis: u64) -> Result<bool, SaveError> {
        for it in self.backups()? {
            if it.id == id
                && it.kind == BackupKind::Deleted
                && self.bring_back(&it.key, now_millis)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Puts one of the bin's states back on the list. If the engagement is there again by now, such
    /// as from a file, the two become one. Tells whether it could be read.
    ///
    /// # Errors
    ///
    /// If it cannot be kept; it is still in the bin then.
    pub fn bring_back(&self, key: &str, now_millis: u64) -> Result<bool, SaveError> {
        let Some(mut engagement) = self.read_kept(key) else { return Ok(false) };
        if let Found::Whole(there) = self.load(engagement.id())? {
            self.copy_for_safety(&there, Occasion::BeforeRestore, now_millis)?;
            // The same id and edition, so they are copies of one engagement.
            let _ = engagement.merge(&there);
        }
        self.add(&engagement, now_millis)?;
        self.remove_kept(key)?;
        Ok(true)
    }
}
