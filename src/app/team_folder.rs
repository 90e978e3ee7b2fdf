//! A session as the team folder sees it: what is here, and how a copy comes in. As another tab's does,
//! merged without a question; but kept first, and after the safety copy of the day. Not after one for each
//! merge: colleagues who type would push all others out of the ring of ten, and a merge loses nothing.

use chrono::DateTime;

use super::session::Session;
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::library::Library;
use crate::output::file::{self, Origin};
use crate::store::engagements::{Fate, Found, SaveError};
use crate::store::file::WrittenBy;
use crate::store::sample;
use crate::store::team_folder::{Here, NotTaken, TakenIn};

/// This device.
#[derive(Clone, Copy)]
pub struct OfSession {
    /// What is here, and where what comes in is kept.
    pub session: Session,
    /// Tells the build of the app.
    pub build: fn() -> String,
}

impl OfSession {
    fn add(self, engagement: &Engagement) -> TakenIn {
        let now = self.session.now_millis();
        match self.session.with_store(|it| it.add(engagement, now)) {
            Ok(()) => TakenIn::New,
            Err(why) => TakenIn::Not(NotTaken::NotKept(why)),
        }
    }

    fn merge(self, kept: Engagement, other: &Engagement) -> TakenIn {
        let here = self.session.current(kept.id()).unwrap_or(kept);
        let mut merged = here.clone();
        if merged.merge(other).is_err() {
            return TakenIn::Not(NotTaken::Apart);
        }
        if merged == here {
            return TakenIn::Known;
        }
        let now = self.session.now_millis();
        self.session.with_store(|it| it.copy_daily(&here, now));
        match self.session.take_in(other) {
            Ok(()) => TakenIn::Changed,
            Err(why) => TakenIn::Not(NotTaken::NotKept(why)),
        }
    }
}

impl Here for OfSession {
    fn library(&self) -> &'static Library {
        self.session.library
    }

    fn now_millis(&self) -> u64 {
        self.session.now_millis()
    }

    fn draw(&self) -> u64 {
        // The random part of it is at the end.
        self.session.unique() as u64
    }

    fn list(&self) -> Result<Vec<(EngagementId, String)>, SaveError> {
        let all = self.session.with_store(|it| it.list())?;
        // The sample is nobody's work.
        let all = all.into_iter().filter(|it| it.id != sample::id());
        let whole = all.filter_map(|it| Some((it.id, it.state.whole()?.head)));
        Ok(whole.collect())
    }

    fn has(&self, id: EngagementId) -> bool {
        // If it cannot be told, nothing is added.
        self.session.with_store(|it| it.fate(id)).is_ok_and(|it| it == Fate::There)
    }

    fn is_deleted(&self, id: EngagementId) -> bool {
        self.session.with_store(|it| it.fate(id)).map_or(true, |it| it == Fate::Deleted)
    }

    async fn current(&self, id: EngagementId) -> Option<Engagement> {
        self.session.archiving.current(id).await.ok().flatten()
    }

    async fn take_in(&self, other: &Engagement) -> TakenIn {
        let id = other.id();
        if self.session.with_store(|it| it.has_archived(id)) == Ok(true) {
            // It comes back only for news.
            match self.current(id).await {
                Some(here) if other.version_vector().is_within(here.version_vector()) => {
                    return TakenIn::Known;
                }
                _ => _ = self.session.archiving.take_back(id).await,
            }
        }
        match self.session.with_store(|it| it.load(other.id())) {
            Ok(Found::Whole(kept)) => self.merge(*kept, other),
            Ok(Found::Missing) => self.add(other),
            // The archive does not give it out.
            Ok(Found::Damaged(_) | Found::Newer(_) | Found::Archived) => {
                TakenIn::Not(NotTaken::Unreadable)
            }
            Err(why) => TakenIn::Not(NotTaken::NotKept(why.into())),
        }
    }

    fn file_of(&self, engagement: &Engagement, by: &WrittenBy) -> Option<String> {
        let now = i64::try_from(self.session.now_millis()).ok()?;
        let at = DateTime::from_timestamp_millis(now)?.fixed_offset();
        let all = std::slice::from_ref(engagement);
        let origin = Origin { build: &(self.build)(), team_folder: Some(by) };
        file::write_by(all, self.session.library.default(), at, origin).ok()
    }
}
