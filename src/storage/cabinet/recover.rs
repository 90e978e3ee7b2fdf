//! What comes from elsewhere under the keys of engagements: another tab's writing as it is told, and
//! the journal's rows at the start. Taken in by merge, never by whose clock is ahead.

use serde_json::Value as Json;

use super::{Cabinet, Loaded, Occasion, SaveError};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::storage::document;
use crate::storage::drawer::{Drawer, DrawerError};
use crate::storage::record::{self, Record};

/// What has become of an engagement.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fate {
    There,
    /// On purpose: it is in the bin.
    Deleted,
    /// Nothing of it is there, not even in the bin: somebody has cleared storage.
    Gone,
}

/// An engagement that was only just made has nothing to lose yet.
const WORTH_A_COPY: usize = 3;

impl<D: Drawer> Cabinet<D> {
    /// The engagement that a key of ours holds a generation of.
    pub fn engagement_of(&self, key: &str) -> Option<EngagementId> {
        let rest = key.strip_prefix(&self.key("eng/"))?;
        rest.split('/').next().and_then(EngagementId::parse)
    }

    /// The engagement in a generation's raw text, if it is whole and of a version known here.
    pub fn read_generation(&self, raw: &str) -> Option<Engagement> {
        self.read(raw).ok().map(|it| it.engagement)
    }

    /// What a newer version has written, as far as this one understands it: its schema and, to be
    /// looked at only, the engagement. What is new in it stays where it is and is not shown.
    pub fn look_at_newer(&self, raw: &str) -> (Option<u64>, Option<Engagement>) {
        let Ok(Record { text, .. }) = record::read(raw) else { return (None, None) };
        let Ok(mut document) = serde_json::from_str::<Json>(&text) else { return (None, None) };
        let schema = document.get("schema").and_then(Json::as_u64);
        if let Some(whole) = document.as_object_mut() {
            whole.insert("schema".to_owned(), document::SCHEMA.into());
        }
        (schema, document::read(&document, self.playbook).ok())
    }

    /// Takes in what the journal holds and storage does not: what was written last before the
    /// browser was killed. Tells which engagements have changed by it.
    ///
    /// # Errors
    ///
    /// If storage cannot be read, or something cannot be kept; the journal still holds it then.
    pub fn recover(
        &self,
        rows: &[(String, String)],
        now_millis: u64,
    ) -> Result<Vec<EngagementId>, SaveError> {
        let mut recovered = Vec::new();
        for (key, raw) in rows {
            let Some(id) = self.engagement_of(key) else { continue };
            // After an orderly end both hold the same, which is told without reading it.
            if self.drawer.get(key)?.as_deref() == Some(raw) {
                continue;
            }
            let Some(journaled) = self.read_generation(raw).filter(|it| it.id() == id) else {
                continue;
            };
            let whole = match self.load(id)? {
                Loaded::Whole(there) => {
                    let mut merged = there.clone();
                    if merged.merge(&journaled).is_err() || merged == there {
                        continue;
                    }
                    merged
                }
                Loaded::Missing | Loaded::Damaged { .. } => Box::new(journaled),
                Loaded::Newer { .. } => continue,
            };
            self.save(&whole, now_millis)?;
            if !recovered.contains(&id) {
                recovered.push(id);
            }
        }
        Ok(recovered)
    }

    /// What has become of an engagement that was here a moment ago.
    ///
    /// # Errors
    ///
    /// If storage cannot be read.
    pub fn fate(&self, id: EngagementId) -> Result<Fate, DrawerError> {
        let is_any = |rest: String| self.drawer.keys(&self.key(&rest)).map(|it| !it.is_empty());
        Ok(match (is_any(format!("eng/{id}/"))?, is_any(format!("bin/{id}"))?) {
            (true, _) => Fate::There,
            (false, true) => Fate::Deleted,
            (false, false) => Fate::Gone,
        })
    }

    /// Makes the safety copy of the day, unless there is one.
    pub fn copy_daily(&self, engagement: &Engagement, now_millis: u64) {
        if engagement.fields().nth(WORTH_A_COPY).is_none() {
            return;
        }
        // A help only; saving does not depend on it.
        let _ = self.copy_for_safety(engagement, Occasion::Daily, now_millis);
    }
}
