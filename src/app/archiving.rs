//! Putting away what nobody is at work on, and taking it back. The order of steps is such that whatever ends the
//! page between two of them, every engagement is whole in one place (`store/engagements/archived.rs`).
//!
//! By itself only as much is put away as it takes to keep localStorage half empty: what was changed longest ago
//! first, and nothing that was opened in this session.

pub mod adding;
mod kept;

use std::collections::BTreeSet;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Waker};

use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{GetUntracked, Set, WithUntracked};

use super::notices::Notices;
use super::open_engagements::OpenEngagements;
use super::platform::Row;
use super::route::Route;
use super::shell::{AnyStore, Shell, set_if_new};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::store::archive::{Archive, ArchiveError, NotMoved};
use crate::store::engagements::{Found, SaveError, TakenBack, Unread};
use crate::store::key_value::StoreError;

/// What is known of the archive.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ArchiveState {
    /// Not asked yet.
    #[default]
    Unknown,
    /// It is there, even if it did not do what it was asked last.
    There,
    /// All stays in localStorage.
    Missing,
}

/// From so many percent of localStorage on something is put away, until it is below the other.
const HIGH: u32 = 50;
const LOW: u32 = 40;

/// See the module. `Copy`, so that handlers keep it without cloning.
#[derive(Clone, Copy)]
pub struct Archiving {
    shell: Shell,
    notices: Notices,
    open: OpenEngagements,
    place: RwSignal<Route>,
    /// How full localStorage is, in percent.
    room: RwSignal<Option<u32>>,
    /// Whether there is an archive, as far as is known by now.
    pub state: RwSignal<ArchiveState>,
    /// Why what the place needs is not taken back.
    pub not_taken_back: RwSignal<Option<NotMoved>>,
}

impl Archiving {
    /// With nothing known of the archive yet.
    pub fn new(
        shell: Shell,
        notices: Notices,
        open: OpenEngagements,
        place: RwSignal<Route>,
        room: RwSignal<Option<u32>>,
    ) -> Archiving {
        let (state, not_taken_back) = (RwSignal::default(), RwSignal::default());
        Archiving { shell, notices, open, place, room, state, not_taken_back }
    }

    fn archive_of(self) -> Result<Rc<dyn Archive>, NotMoved> {
        self.shell.archive().ok_or(NotMoved::Archive(ArchiveError::Missing))
    }

    /// Learns from what it answers whether there is an archive.
    fn note<T>(self, answer: Result<T, ArchiveError>) -> Result<T, ArchiveError> {
        let is_missing = matches!(answer, Err(ArchiveError::Missing));
        let state = if is_missing { ArchiveState::Missing } else { ArchiveState::There };
        set_if_new(self.state, state);
        answer
    }

    /// Puts an engagement away.
    ///
    /// # Errors
    ///
    /// Why it stays.
    pub async fn archive(self, id: EngagementId) -> Result<(), NotMoved> {
        self.put_away(id).await?;
        self.shell.touch_list();
        Ok(())
    }

    async fn put_away(self, id: EngagementId) -> Result<(), NotMoved> {
        let archive = self.archive_of()?;
        let _alone = self.note(archive.alone().await)?;
        self.open.close_editor(id).map_err(|()| NotMoved::Withheld)?;
        let now = self.shell.now_millis();
        let raw = self.shell.with_store(|it| it.to_archive(id, now))?;
        let raw = raw.ok_or(NotMoved::Withheld)?;
        self.write(&*archive, vec![(AnyStore::archive_key(id), raw.clone())]).await?;
        if self.open.is_in_editor(id) || !self.shell.with_store(|it| it.set_archived(id, &raw))? {
            return Err(NotMoved::InUse);
        }
        Ok(())
    }

    /// Writes texts, and reads them back.
    async fn write(self, archive: &dyn Archive, rows: Vec<Row>) -> Result<(), NotMoved> {
        let (keys, texts): (Vec<_>, Vec<_>) = rows.iter().cloned().unzip();
        self.note(archive.put(rows).await)?;
        let there = archive.get_all(keys).await?;
        let is_kept = there.into_iter().eq(texts.into_iter().map(Some));
        is_kept.then_some(()).ok_or(ArchiveError::NotKept.into())
    }

    /// Whether all there is of an engagement on the list is in the archive.
    pub(super) fn is_away(self, id: EngagementId) -> bool {
        self.shell.with_store(|it| it.is_only_archived(id)) == Ok(true)
    }

    /// Takes an engagement back, and tells what was found of it: what cannot be read is shown on the list.
    ///
    /// # Errors
    ///
    /// Why it stays where it is.
    pub async fn take_back(self, id: EngagementId) -> Result<Found<()>, NotMoved> {
        if !self.shell.with_store(|it| it.has_archived(id))? {
            return Ok(self.shell.with_store(|it| it.load(id))?.kind());
        }
        let mut taken = self.try_to_take_back(id).await?;
        if taken == Err(SaveError::Store(StoreError::Full)) && self.make_room(Some(id)).await {
            taken = self.try_to_take_back(id).await?;
        }
        self.shell.touch_list();
        let TakenBack { found, is_stale } = taken?;
        if is_stale {
            let name = self.open.as_it_is(id).map(|it| it.customer().to_owned());
            let words = self.shell.words();
            let said = words.archive_was_stale(words.called(&name.unwrap_or_default()));
            self.notices.complain(said, Vec::new());
        }
        Ok(found)
    }

    async fn try_to_take_back(
        self,
        id: EngagementId,
    ) -> Result<Result<TakenBack, SaveError>, NotMoved> {
        let archive = self.archive_of()?;
        let _alone = self.note(archive.alone().await)?;
        let row = self.note(archive.get(&AnyStore::archive_key(id)).await)?;
        let now = self.shell.now_millis();
        Ok(self.shell.with_store(|it| it.take_back(id, row.as_deref(), now)))
    }

    /// An engagement as it is by now, wherever it is. It stays there.
    ///
    /// # Errors
    ///
    /// If that cannot be told.
    pub async fn current(self, id: EngagementId) -> Result<Option<Engagement>, NotMoved> {
        self.current_and_unread(id).await.0
    }

    /// The same, and what is kept of it that is in no file of that: both of one reading.
    pub async fn current_and_unread(
        self,
        id: EngagementId,
    ) -> (Result<Option<Engagement>, NotMoved>, Option<Unread>) {
        let read = self.shell.with_store(|it| it.load_and_unread(id)).ok();
        let (kept, unread) = read.map_or((None, None), |it| (it.0.whole(), it.1));
        (self.with_archived(id, kept).await, unread)
    }

    async fn with_archived(
        self,
        id: EngagementId,
        kept: Option<Box<Engagement>>,
    ) -> Result<Option<Engagement>, NotMoved> {
        if !self.shell.with_store(|it| it.has_archived(id))? {
            let kept = kept.map(|it| self.open.with_unsaved(*it));
            return Ok(kept.or_else(|| self.open.in_editor(id)));
        }
        let archive = self.archive_of()?;
        let row = self.note(archive.get(&AnyStore::archive_key(id)).await)?;
        let all = row.and_then(|raw| self.shell.with_store(|it| it.with_archived(&raw)));
        // Others had their turn meanwhile.
        Ok(match (all, self.open.as_it_is(id)) {
            (Some(mut all), Some(here)) => {
                // The same id, and editions that were found to go together.
                let _ = all.merge(&here);
                Some(all)
            }
            (all, here) => all.or(here),
        })
    }

    /// Opens what a place needs; from the archive, once it is taken back. Why it is not is told there.
    pub fn open_place(self, place: Route) {
        self.open.open_place(place);
        let is_archived = self.open.current.with_untracked(|it| matches!(it, Ok(Found::Archived)));
        if let Route::Engagement { id, .. } = place
            && is_archived
        {
            self.not_taken_back.set(None);
            self.spawn(self.open_archived(id));
        }
    }

    async fn open_archived(self, id: EngagementId) {
        let taken = self.take_back(id).await;
        let place = self.place.get_untracked();
        if !matches!(place, Route::Engagement { id: of_place, .. } if of_place == id) {
            return;
        }
        match taken {
            // Somebody has put it away again.
            Ok(Found::Archived) => self.not_taken_back.set(Some(NotMoved::InUse)),
            Ok(_) => self.open.open_place(place),
            Err(why) => self.not_taken_back.set(Some(why)),
        }
    }

    fn used_percent(self) -> u32 {
        self.shell.platform().used_percent().unwrap_or_default()
    }

    /// Puts away what was changed longest ago, until there is room, but for one of them. Tells whether there is.
    async fn make_room(self, but: Option<EngagementId>) -> bool {
        let is_full = move || LOW < self.used_percent();
        if self.state.get_untracked() == ArchiveState::Missing {
            return !is_full();
        }
        let here = self.shell.with_store(|it| it.at_work()).unwrap_or_default();
        let mut is_any = false;
        for (_, id) in here {
            if Some(id) == but || self.open.is_in_editor(id) {
                continue;
            }
            if !is_full() {
                break;
            }
            match self.put_away(id).await {
                Ok(()) => is_any = true,
                Err(NotMoved::Archive(_)) => break,
                Err(_) => {}
            }
        }
        if is_any {
            self.shell.touch_list();
        }
        !is_full()
    }

    /// Brings the archive and what is said of it here into line, after whatever has ended the page the last time.
    /// A start has enough to do: [room is made](Archiving::tidy) later.
    ///
    /// # Errors
    ///
    /// What has kept it from being done; the next start tries again.
    pub async fn look_after(self) -> Result<(), NotMoved> {
        let archive = self.archive_of()?;
        let mut has_changed = false;
        let keys = self.note(archive.keys().await)?;
        let spoken_of = self.shell.with_store(|it| it.spoken_of())?;
        for key in keys.into_iter().filter(|it| !spoken_of.contains(it)) {
            let _alone = archive.alone().await?;
            let Some(raw) = archive.get(&key).await? else { continue };
            let can_go = self.shell.with_store(|it| match AnyStore::of_archive_key(&key) {
                Some(id) => it.settle_unmarked(id, &raw),
                None => it.settle_unlabelled(&key, &raw),
            });
            if can_go? {
                archive.remove(vec![key]).await?;
            } else {
                has_changed = true;
            }
        }
        // After that, what has gone to the bin is known to be there. No page puts anything away meanwhile.
        let _alone = self.note(archive.alone().await)?;
        let keys = BTreeSet::from_iter(archive.keys().await?);
        let now = self.shell.now_millis();
        for id in self.shell.with_store(|it| it.all_archived())? {
            if !keys.contains(&AnyStore::archive_key(id)) {
                self.shell.with_store(|it| it.take_back(id, None, now))?;
                has_changed = true;
            }
        }
        if has_changed {
            self.shell.touch_list();
        }
        Ok(())
    }

    /// Removes from the archive what is not needed there any more, puts copies away, and makes room if it gets
    /// short.
    ///
    /// # Errors
    ///
    /// As [`Archiving::look_after`].
    pub async fn tidy(self) -> Result<(), NotMoved> {
        self.remove_left().await?;
        self.archive_kept().await?;
        // As it was measured a moment ago.
        if self.room.get_untracked().is_some_and(|it| HIGH <= it) {
            self.make_room(None).await;
        }
        Ok(())
    }

    /// Removes from the archive what is not needed there any more.
    ///
    /// # Errors
    ///
    /// As [`Archiving::look_after`].
    pub async fn remove_left(self) -> Result<(), NotMoved> {
        if self.shell.with_store(|it| it.is_any_left_in_archive()) {
            let archive = self.archive_of()?;
            let _alone = archive.alone().await?;
            let left = self.shell.with_store(|it| it.left_in_archive());
            archive.remove(left).await?;
        }
        Ok(())
    }

    /// Does as much of something as there is to be had at once, and the rest of it later.
    pub fn begin(self, task: impl Future<Output = ()> + 'static) {
        let mut task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
        if task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending() {
            self.shell.platform().spawn(task);
        }
    }

    /// Does something that takes a while, as far as the page lives.
    pub fn spawn(self, task: impl Future<Output = ()> + 'static) {
        self.shell.platform().spawn(Box::pin(task));
    }
}
