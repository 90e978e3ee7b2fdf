//! Putting away what nobody is at work on, and taking it back. The order of steps is such that whatever ends the
//! page between two of them, every engagement is whole in one place (`store/engagements/archived.rs`).
//!
//! By itself only as much is put away as it takes to keep localStorage half empty: what was changed longest ago
//! first, and nothing that was opened in this session.

pub mod adding;

use std::rc::Rc;

use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{GetUntracked, Set, WithUntracked};

use super::notices::Notices;
use super::open_engagements::OpenEngagements;
use super::route::Route;
use super::shell::{AnyStore, Shell, set_if_new};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::store::archive::{Archive, ArchiveError, NotMoved};
use crate::store::engagements::{Found, SaveError, TakenBack};
use crate::store::key_value::StoreError;

/// What is known of the archive.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum ArchiveState {
    /// Not asked yet.
    #[default]
    Unknown,
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
    pub state: RwSignal<ArchiveState>,
    /// Why what the place needs is not taken back.
    pub not_taken_back: RwSignal<Option<NotMoved>>,
}

impl Archiving {
    pub fn new(
        shell: Shell,
        notices: Notices,
        open: OpenEngagements,
        place: RwSignal<Route>,
    ) -> Archiving {
        let (state, not_taken_back) = (RwSignal::default(), RwSignal::default());
        Archiving { shell, notices, open, place, state, not_taken_back }
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
        let archive = self.archive_of()?;
        let _alone = self.note(archive.alone().await)?;
        self.open.close_editor(id).map_err(|()| NotMoved::Withheld)?;
        let now = self.shell.now_millis();
        let raw = self.shell.with_store(|it| it.to_archive(id, now))?;
        let raw = raw.ok_or(NotMoved::Withheld)?;
        let key = AnyStore::archive_key(id);
        self.note(archive.put(vec![(key.clone(), raw.clone())]).await)?;
        if archive.get(&key).await?.as_ref() != Some(&raw) {
            return Err(ArchiveError::NotKept.into());
        }
        if self.open.is_in_editor(id) || !self.shell.with_store(|it| it.set_archived(id, &raw))? {
            return Err(NotMoved::InUse);
        }
        self.shell.touch_list();
        Ok(())
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
        if !self.shell.with_store(|it| it.has_archived(id))? {
            return Ok(self.open.as_it_is(id));
        }
        let archive = self.archive_of()?;
        let row = self.note(archive.get(&AnyStore::archive_key(id)).await)?;
        let all = row.and_then(|raw| self.shell.with_store(|it| it.with_archived(&raw)));
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
        let listed = self.shell.with_store(|it| it.list()).unwrap_or_default();
        let mut here: Vec<(u64, EngagementId)> = Vec::new();
        for it in listed {
            if let Found::Whole(card) = &it.state
                && !it.is_archived
                && Some(it.id) != but
                && !self.open.is_in_editor(it.id)
            {
                here.push((card.changed_millis, it.id));
            }
        }
        here.sort_unstable();
        for (_, id) in here {
            if !is_full() {
                break;
            }
            if let Err(NotMoved::Archive(_)) = self.archive(id).await {
                break;
            }
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
        let alone = self.note(archive.alone().await)?;
        let keys = self.note(archive.keys().await)?;
        let marked = self.shell.with_store(|it| it.all_archived())?;
        let now = self.shell.now_millis();
        let mut has_changed = false;
        for id in &marked {
            if !keys.contains(&AnyStore::archive_key(*id)) {
                self.shell.with_store(|it| it.take_back(*id, None, now))?;
                has_changed = true;
            }
        }
        drop(alone);
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
        if self.shell.with_store(|it| it.is_any_left_in_archive()) {
            let archive = self.archive_of()?;
            let _alone = archive.alone().await?;
            let left = self.shell.with_store(|it| it.left_in_archive());
            archive.remove(left).await?;
        }
        self.archive_kept().await?;
        if HIGH <= self.used_percent() {
            self.make_room(None).await;
        }
        Ok(())
    }

    /// Puts away restore copies and what has been in the bin for a while.
    async fn archive_kept(self) -> Result<(), NotMoved> {
        let now = self.shell.now_millis();
        while let Some((key, raw)) = self.shell.with_store(|it| it.kept_to_archive(now))? {
            let archive = self.archive_of()?;
            let _alone = self.note(archive.alone().await)?;
            let row = self.shell.with_store(|it| it.kept_archive_key(&key));
            self.note(archive.put(vec![(row.clone(), raw.clone())]).await)?;
            if archive.get(&row).await?.as_ref() != Some(&raw) {
                return Err(ArchiveError::NotKept.into());
            }
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

    /// Does something that takes a while, as far as the page lives.
    pub fn spawn(self, task: impl Future<Output = ()> + 'static) {
        self.shell.platform().spawn(Box::pin(task));
    }
}
