//! What becomes of each engagement of a file.

use kickoff::app::route::{Page, Route};
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::merge;
use kickoff::domain::value::Value;
use kickoff::i18n::words::Words;
use kickoff::store::document;
use kickoff::store::engagements::{BackupKind, Loaded, Occasion, SaveError};
use kickoff::store::key_value::StoreError;
use leptos::prelude::*;

use crate::browser;
use crate::browser::quota;
use crate::ui::later::open_file::review::{self, Flips};
use crate::ui::session::{Done, Opened, Session};

/// What becomes of one engagement of the file.
#[derive(Clone)]
pub struct Plan {
    pub engagement: Engagement,
    pub here: Here,
    pub choice: ArcRwSignal<Choice>,
    /// Where a merge is to take the other side.
    pub flips: Flips,
}

/// What is here already under the same id.
#[derive(Clone, PartialEq)]
pub enum Here {
    Nothing,
    Same,
    Other(Box<Engagement>),
    /// It cannot be read: never written over, but set aside.
    Damaged,
    /// A newer version's: never written over.
    Newer,
    /// Of another edition, or of a playbook that is not here, and neither knows all of the other.
    Apart,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Choice {
    Merge,
    KeepBoth,
    Replace,
    Skip,
}

/// What came of it.
pub enum Applied {
    Done,
    /// Nothing was done: what is here is not what was shown. These are for what it is by now.
    HasChanged(Vec<Plan>),
    /// Nothing was done; for want of room, or for something else.
    NotKept(Option<NoRoom>),
}

/// Why there is no room, in UTF-16 units.
#[derive(Clone)]
pub struct NoRoom {
    /// What the import takes.
    pub wanted: u64,
    /// `None` where the browser gives less than most do, or does not tell.
    pub missing: Option<u64>,
    /// What can be put away: how many, and how large.
    pub can_go: Vec<(BackupKind, usize, u64)>,
}

impl Here {
    fn of(session: Session, engagement: &Engagement) -> Here {
        match session.with_store(|it| it.load(engagement.id())) {
            Ok(Loaded::Missing) => Here::Nothing,
            // With what is typed or not saved yet.
            Ok(Loaded::Whole(it)) => match session.current(it.id()).unwrap_or(*it) {
                it if it == *engagement => Here::Same,
                it if it.clone().merge(engagement).is_err() => Here::Apart,
                it => Here::Other(it.into()),
            },
            Ok(Loaded::Newer { .. }) => Here::Newer,
            Ok(Loaded::Damaged { .. }) | Err(_) => Here::Damaged,
        }
    }

    fn first_choice(&self) -> Choice {
        match self {
            Here::Other(_) => Choice::Merge,
            Here::Damaged => Choice::Replace,
            _ => Choice::KeepBoth,
        }
    }
}

impl Plan {
    pub fn of(session: Session, engagement: Engagement) -> Plan {
        let here = Here::of(session, &engagement);
        let choice = ArcRwSignal::new(here.first_choice());
        Plan { engagement, here, choice, flips: Flips::default() }
    }

    /// Whether somebody wants it otherwise than proposed.
    pub fn is_decided(&self) -> bool {
        let is_flipped = self.flips.with(|it| !it.is_empty());
        is_flipped || self.choice.get() != self.here.first_choice()
    }

    /// Whether anything comes of it as chosen.
    pub fn does_something(&self) -> bool {
        match (&self.here, self.choice.get()) {
            (Here::Same, _)
            | (Here::Other(_) | Here::Damaged | Here::Newer | Here::Apart, Choice::Skip) => false,
            (Here::Other(here), Choice::Merge) => {
                let mut merged = here.clone();
                // The same id and edition, so they are copies of one engagement.
                let _ = merged.merge(&self.engagement);
                merged != *here || self.flips.with(|it| !it.is_empty())
            }
            _ => true,
        }
    }

    /// For what is here by now, with what was decided, where that can still be decided.
    fn anew(&self, session: Session) -> Plan {
        let anew = Plan::of(session, self.engagement.clone());
        if std::mem::discriminant(&anew.here) == std::mem::discriminant(&self.here) {
            anew.choice.set(self.choice.get_untracked());
            anew.flips.set(self.flips.get_untracked());
        }
        anew
    }

    /// Whether what is here is still what was decided about. A merge without decisions loses nothing
    /// whatever is here; any other choice was made for what was shown.
    fn is_of_now(&self, session: Session) -> bool {
        match (&self.here, Here::of(session, &self.engagement)) {
            (Here::Other(then), Here::Other(now)) => {
                let is_free = self.choice.get_untracked() != Choice::Replace
                    && self.flips.with_untracked(Vec::is_empty);
                is_free || *then == now
            }
            (then, now) => *then == now,
        }
    }
}

/// Takes in one engagement as chosen. If it is not kept, nothing has changed.
fn take_in(session: Session, words: Words, plan: &Plan) -> Result<Done, Option<SaveError>> {
    let there = &plan.engagement;
    match (&plan.here, plan.choice.get_untracked()) {
        (Here::Nothing, _) | (Here::Damaged, Choice::Merge | Choice::Replace) => {
            add(session, there)
        }
        (Here::Same, _) | (_, Choice::Skip) => Ok(Done::Nothing),
        (Here::Other(here), Choice::Merge) if !here.edition().is_here() => {
            take_later(session, here, there).map_err(Some)
        }
        (Here::Other(_), choice @ (Choice::Merge | Choice::Replace)) => {
            let Opened::Open(editor) = session.open_engagement(there.id()) else {
                return Err(None);
            };
            let done = if choice == Choice::Merge {
                // What is there by now: what was decided to stay is what stands there.
                let here = editor.peek(Clone::clone);
                let differences = merge::review(here.playbook(), &here, there);
                let differences = differences.map_err(|_| None)?;
                let flips = plan.flips.with_untracked(|it| review::edits(&differences, it));
                editor.merge(there, &flips)
            } else {
                editor.replace(there, Occasion::BeforeImport)
            };
            done.map(|it| Done::in_editor(editor, it)).map_err(|it| it.0)
        }
        (Here::Other(_) | Here::Damaged | Here::Newer | Here::Apart, _) => {
            add(session, &copy(session, words, there))
        }
    }
}

/// Of an engagement whose playbook is not here: nobody edits it, so no editor holds it.
fn take_later(session: Session, here: &Engagement, there: &Engagement) -> Result<Done, SaveError> {
    let mut later = here.clone();
    // The two were merged once, to see whether they can be.
    let _ = later.merge(there);
    let now = browser::now_millis();
    session.with_store(|it| {
        it.copy_for_safety(here, Occasion::BeforeMerge, now)?;
        it.save(&later, now)
    })?;
    Ok(Done::Nothing)
}

fn add(session: Session, engagement: &Engagement) -> Result<Done, Option<SaveError>> {
    let kept = session.with_store(|it| it.add(engagement, browser::now_millis()));
    kept.map(|()| Done::Added(engagement.id())).map_err(Some)
}

/// A copy that goes its own way, named as one.
fn copy(session: Session, words: Words, engagement: &Engagement) -> Engagement {
    let mut copy = engagement.copied_as(EngagementId::coined(browser::unique()));
    let name = format!("{} {}", copy.customer(), words.copy_suffix());
    let edit = Edit::set(Field::Fact(copy.roles().customer), Value::Text(name.into()));
    // A name with a suffix is never empty, so it is never refused.
    let _ = copy.apply(copy.playbook(), &[edit], session.stamp());
    copy
}

/// If what is here is not what was decided about: for what it is by now.
pub fn anew(session: Session, plans: &[Plan]) -> Option<Vec<Plan>> {
    let has_changed = !plans.iter().all(|it| it.is_of_now(session));
    has_changed.then(|| plans.iter().map(|it| it.anew(session)).collect())
}

/// Does what was chosen for every engagement of the file, or nothing of it.
pub fn apply(session: Session, plans: &[Plan]) -> Applied {
    let words = Words(session.lang.get_untracked());
    session.flush();
    if let Some(plans) = anew(session, plans) {
        return Applied::HasChanged(plans);
    }
    let mut all: Vec<Done> = Vec::new();
    for plan in plans {
        match take_in(session, words, plan) {
            Ok(done) => all.push(done),
            Err(why) => {
                all.iter().rev().for_each(|it| session.revert(*it));
                let is_full = why == Some(SaveError::Store(StoreError::Full));
                return Applied::NotKept(is_full.then(|| no_room(session, plans)));
            }
        }
    }
    quota::ask_for_promise(session);
    let place = match all.as_slice() {
        // What was left to decide is on this page.
        [Done::Changed(editor)] if editor.peek(|it| it.conflicts().next().is_some()) => {
            Route::Engagement { id: editor.id, page: Page::Changes, at: None }
        }
        _ => Route::Engagements,
    };
    session.did(Words::import_done, all);
    session.go(place);
    Applied::Done
}

/// What an engagement takes beside its text: header, keys and card.
const BESIDE: u64 = 900;

/// How much room all that was to be taken in lacks, and what can go for it.
fn no_room(session: Session, plans: &[Plan]) -> NoRoom {
    let units = |text: &str| text.encode_utf16().count() as u64;
    let wanted = plans.iter().map(|plan| {
        let size = BESIDE + units(&document::write(&plan.engagement).to_string());
        match (&plan.here, plan.choice.get_untracked()) {
            (Here::Same, _)
            | (Here::Other(_) | Here::Damaged | Here::Newer | Here::Apart, Choice::Skip) => 0,
            // What is here is copied before it changes.
            (Here::Other(_), Choice::Merge | Choice::Replace) => 2 * size,
            _ => size,
        }
    });
    let wanted: u64 = wanted.sum();
    let free = quota::used().map(|it| u64::from(quota::ROOM).saturating_sub(it));
    let missing = free.map(|it| wanted.saturating_sub(it)).filter(|it| 0 < *it);
    let kept = session.with_store(|it| it.backups()).unwrap_or_default();
    let mut can_go: Vec<(BackupKind, usize, u64)> = Vec::new();
    for it in kept {
        let raw = session.with_store(|store| store.raw(&it.key)).ok().flatten();
        let size = units(&raw.unwrap_or_default());
        match can_go.iter_mut().find(|(kind, ..)| *kind == it.kind) {
            Some((_, count, sum)) => (*count, *sum) = (*count + 1, *sum + size),
            None => can_go.push((it.kind, 1, size)),
        }
    }
    NoRoom { wanted, missing, can_go }
}
