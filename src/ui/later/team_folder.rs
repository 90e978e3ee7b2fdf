//! Keeps this device and the team folder in step: a few seconds after something was changed, when somebody
//! comes to the tab, every half minute while they are there, and when they ask for it. One tab of a device
//! at a time; what is on the screen is what the last round has found.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use kickoff::app::route::Route;
use kickoff::app::team_folder::OfSession;
use kickoff::domain::id::EngagementId;
use kickoff::i18n::words::Words;
use kickoff::store::file::WrittenBy;
use kickoff::store::team_folder::{
    Absent, Came, DeviceId, FolderError, Here, Latest, Problem, Progress, TeamFolder, sync,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::folder::{self, Kept, LocalFolder};
use crate::browser::{self, files};
use crate::ui::session::Session;

/// How often it is looked whether there is something to do.
const TICK: Duration = Duration::from_secs(3);

/// The longest time between two rounds while somebody is there, in milliseconds.
const LONGEST: u64 = 30_000;

/// How often the screen is told how far a round is, in milliseconds.
const TOLD_EVERY: f64 = 100.0;

/// How many names are said; the others are counted.
const NAMES: usize = 3;

/// Where this device and the folder stand.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Standing {
    #[default]
    NotChosen,
    Joined,
    /// The browser wants to be asked by a click.
    Paused,
    Stopped(FolderError),
}

/// What is shown of it.
#[derive(Clone, Default, PartialEq)]
pub struct Status {
    pub standing: Standing,
    pub folder: String,
    pub who: String,
    /// How far a round is, if it takes longer than an instant.
    pub progress: Option<Progress>,
    pub synced_at: Option<u64>,
    pub device: DeviceId,
    pub lists: Lists,
}

#[derive(Clone, Default, PartialEq)]
pub struct Lists {
    pub latest: Vec<Latest>,
    pub absent: Vec<Absent>,
    pub problems: Vec<(String, Problem)>,
}

thread_local! {
    static STATUS: ArcRwSignal<Status> = ArcRwSignal::new(Status::default());
    static MEMORY: RefCell<Option<TeamFolder>> = const { RefCell::new(None) };
    static IS_BUSY: Cell<bool> = const { Cell::new(false) };
    /// Somebody has asked for a round while one was going on.
    static IS_ASKED: Cell<bool> = const { Cell::new(false) };
    /// By somebody's wish, so what was wrong is looked at again.
    static IS_ANEW: Cell<bool> = const { Cell::new(false) };
    /// What there was to see of our own work at the last tick, and at the last round.
    static SEEN: RefCell<[Work; 2]> = const { RefCell::new([None, None]) };
    /// What somebody wants of the folder, until a round has it.
    static WANTED: RefCell<Vec<EngagementId>> = const { RefCell::new(Vec::new()) };
    /// There was no folder when it was looked last.
    static IS_WITHOUT: Cell<bool> = const { Cell::new(false) };
    static WAS_AT: Cell<u64> = const { Cell::new(0) };
    static IS_PAUSE_SAID: Cell<bool> = const { Cell::new(false) };
}

/// What tells cheaply whether something was changed here: what is open, its version, and the list.
type Work = Option<(Option<(EngagementId, String)>, u32)>;

pub fn status() -> ArcRwSignal<Status> {
    STATUS.with(ArcRwSignal::clone)
}

/// Begins, for the life of the page.
pub fn attend(session: Session) {
    if !folder::is_supported() {
        return;
    }
    soon(session);
    set_interval(move || tick(session), TICK);
    browser::on_document("visibilitychange", move |_| {
        if !browser::is_out_of_sight() {
            soon(session);
        }
    });
}

fn work(session: Session) -> Work {
    let open = session.editor_untracked().map(|it| (it.id, it.peek(|it| it.version())));
    Some((open, session.list_changed.get_untracked()))
}

/// A round if what was changed has come to rest, or if it is time.
fn tick(session: Session) {
    if browser::is_out_of_sight() || browser::has_stopped() {
        return;
    }
    // Whoever has no folder pays nothing. What another tab chooses is found on coming to this one.
    if IS_WITHOUT.get() {
        return;
    }
    let now = work(session);
    let [before, at_round] = SEEN.with_borrow(Clone::clone);
    let has_come_to_rest = now == before && now != at_round;
    SEEN.with_borrow_mut(|it| it[0] = now);
    if has_come_to_rest || LONGEST <= session.now_millis().abs_diff(WAS_AT.get()) {
        soon(session);
    }
}

/// Somebody asks for a round.
pub fn sync_now(session: Session) {
    IS_ANEW.set(true);
    soon(session);
}

fn soon(session: Session) {
    if IS_BUSY.replace(true) {
        IS_ASKED.set(true);
        return;
    }
    spawn_local(async move {
        loop {
            IS_ASKED.set(false);
            round(session).await;
            if !IS_ASKED.get() {
                break;
            }
        }
        IS_BUSY.set(false);
    });
}

/// What is kept about the folder: whose it is here, and what was here.
fn about(memory: &TeamFolder) -> String {
    let known = memory.known.iter().map(|it| format!("\n{it}"));
    format!("{}\n{}{}", memory.device, memory.who, known.collect::<String>())
}

fn read_about(about: &str) -> Option<TeamFolder> {
    let mut lines = about.lines();
    let device = DeviceId::parse(lines.next()?)?;
    let who = WrittenBy::name(lines.next().unwrap_or_default());
    Some(TeamFolder::new(device, who, lines.filter_map(EngagementId::parse).collect()))
}

/// This device, as the other copies see it.
pub fn here(session: Session) -> OfSession {
    OfSession { session, build: files::build }
}

/// What this page remembers, brought in line with what is kept: another tab may have been at it.
fn remembered(kept: &Kept, session: Session) -> TeamFolder {
    let fresh = read_about(&kept.about).unwrap_or_else(|| {
        TeamFolder::new(DeviceId(here(session).draw()), String::new(), Default::default())
    });
    match MEMORY.take() {
        Some(mut memory) => {
            memory.device = fresh.device;
            memory.who = fresh.who;
            memory.known.extend(fresh.known);
            memory
        }
        None => fresh,
    }
}

async fn round(session: Session) {
    if browser::has_stopped() {
        return;
    }
    // First, so that what is kept is what the other tabs have left.
    let Some(_alone) = folder::alone().await else { return };
    let kept = folder::kept().await;
    IS_WITHOUT.set(kept.is_none());
    let Some(kept) = kept else {
        MEMORY.set(None);
        status().set(Status::default());
        return;
    };
    if status().with_untracked(|it| it.folder != kept.folder.name()) {
        // Another one was chosen, here or in another tab.
        MEMORY.set(None);
    }
    let name = kept.folder.name();
    status().update(|it| it.folder = name);
    if !kept.folder.is_allowed(false).await {
        pause(session);
        return;
    }
    let mut memory = remembered(&kept, session);
    if IS_ANEW.replace(false) {
        memory.look_anew();
    }
    WANTED.take().into_iter().for_each(|it| memory.want(it));
    SEEN.with_borrow_mut(|it| it[1] = work(session));
    WAS_AT.set(session.now_millis());
    let told_at = Cell::new(browser::steady_millis());
    let progress = |how_far: Progress| {
        let now = browser::steady_millis();
        if TOLD_EVERY < now - told_at.get() && how_far != Progress::Reading(0, 0) {
            told_at.set(now);
            status().update(|it| it.progress = Some(how_far));
        }
    };
    let here = here(session);
    let (done, end) = sync(&kept.folder, &here, &mut memory, &progress).await;
    // Somebody may have left, chosen another folder or entered a name meanwhile, here or in another tab.
    let is_as_it_was = folder::kept()
        .await
        .is_some_and(|now| now.about == kept.about && now.folder.name() == kept.folder.name());
    if !is_as_it_was {
        MEMORY.set(None);
        tell(session, &done.came);
        IS_ASKED.set(true);
        return;
    }
    if about(&memory) != kept.about {
        folder::keep(&kept.folder, &about(&memory)).await;
    }
    let has = |id| here.has(id);
    let lists = Lists {
        latest: memory.latest(has),
        absent: memory.absent(has),
        problems: memory.problems(),
    };
    status().set(Status {
        standing: match end {
            Ok(()) => Standing::Joined,
            Err(FolderError::NoPermission) => Standing::Paused,
            Err(why) => Standing::Stopped(why),
        },
        folder: kept.folder.name(),
        who: memory.who.clone(),
        progress: None,
        synced_at: Some(session.now_millis()),
        device: memory.device,
        lists,
    });
    MEMORY.set(Some(memory));
    tell(session, &done.came);
    // What came in is no work of ours; what was done meanwhile is, and is seen at the next tick.
    if !done.came.is_empty() {
        SEEN.with_borrow_mut(|it| *it = [work(session), work(session)]);
    }
}

fn pause(session: Session) {
    status().update(|it| it.standing = Standing::Paused);
    if !IS_PAUSE_SAID.replace(true) {
        say(session, Words(session.lang.get_untracked()).team_resume().to_owned());
    }
}

/// Not over something that waits for an answer, and not while others look at the screen.
fn say(session: Session, text: String) {
    let is_free = session.notice.with_untracked(Option::is_none);
    if is_free && !session.is_sharing.get_untracked() {
        session.say(text);
    }
}

fn tell(session: Session, came: &[Came]) {
    if came.is_empty() {
        return;
    }
    session.touch_list();
    let place = session.place.get_untracked();
    if let Route::Engagement { id, .. } = place
        && came.iter().any(|it| it.id == id)
        && session.editor_untracked().is_none()
    {
        session.open_place(place);
    }
    let words = Words(session.lang.get_untracked());
    let names = came.iter().take(NAMES).map(|it| words.called(&it.customer));
    let names: Vec<&str> = names.collect();
    let names = words.list(&names);
    let text = match came.len().saturating_sub(NAMES) {
        0 => words.team_came(&names),
        more => words.team_came_many(&names, more),
    };
    say(session, text);
}

/// Somebody chooses the folder, by a click.
pub fn choose(session: Session) {
    let words = Words(session.lang.get_untracked());
    spawn_local(async move {
        let chosen = match folder::choose().await {
            Ok(Some(it)) => it,
            Ok(None) => return,
            Err(FolderError::NoPermission) => return session.complain(words.team_denied()),
            Err(why) => return session.complain(words.team_folder_error(why)),
        };
        if !chosen.is_allowed(true).await {
            session.complain(words.team_denied());
            return;
        }
        // The device stays who it is, and what was in another folder is nothing to this one.
        let before = folder::kept().await.and_then(|it| read_about(&it.about));
        let (device, who) = match before {
            Some(it) => (it.device, it.who),
            None => (DeviceId(here(session).draw()), String::new()),
        };
        let memory = TeamFolder::new(device, who, Default::default());
        if join(&chosen, memory).await {
            soon(session);
        } else {
            session.complain(words.kept_blocked());
        }
    });
}

async fn join(chosen: &LocalFolder, memory: TeamFolder) -> bool {
    let is_kept = folder::keep(chosen, &about(&memory)).await;
    if is_kept {
        status().set(Status {
            standing: Standing::Joined,
            folder: chosen.name(),
            who: memory.who.clone(),
            device: memory.device,
            ..Status::default()
        });
        MEMORY.set(Some(memory));
    }
    is_kept
}

/// Asks the browser for what it has taken back, by a click.
pub fn allow(session: Session) {
    let words = Words(session.lang.get_untracked());
    spawn_local(async move {
        let Some(kept) = folder::kept().await else { return };
        if kept.folder.is_allowed(true).await {
            soon(session);
        } else {
            session.complain(words.team_denied());
        }
    });
}

/// Uses the folder no longer; its files stay.
pub fn leave(session: Session) {
    let words = Words(session.lang.get_untracked());
    spawn_local(async move {
        if folder::forget().await {
            MEMORY.set(None);
            status().set(Status::default());
            session.say(words.team_left());
        } else {
            session.complain(words.kept_blocked());
        }
    });
}

/// Somebody has entered their name.
pub fn rename(who: &str) {
    let who = WrittenBy::name(who);
    status().update(|it| it.who.clone_from(&who));
    spawn_local(async move {
        let Some(kept) = folder::kept().await else { return };
        let Some(mut memory) = read_about(&kept.about) else { return };
        memory.rename(&who);
        folder::keep(&kept.folder, &about(&memory)).await;
    });
}

/// Somebody wants an engagement of the folder here.
pub fn add(session: Session, id: EngagementId) {
    WANTED.with_borrow_mut(|it| it.push(id));
    soon(session);
}
