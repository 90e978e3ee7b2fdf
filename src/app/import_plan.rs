//! What becomes of each engagement of the files that somebody has chosen: a plan for each, for what is here
//! under its id, and all of them done or none.

mod picked;

use reactive_graph::signal::ArcRwSignal;
use reactive_graph::traits::{Get, GetUntracked, Set, With, WithUntracked};

use super::command_history::Done;
use super::route::{Page, Route};
use super::session::Session;
use crate::domain::engagement::{Edit, Engagement};
use crate::domain::field::Field;
use crate::domain::id::EngagementId;
use crate::domain::merge;
use crate::domain::value::Value;
use crate::i18n::words::Words;
use crate::store::document;
use crate::store::engagements::{BackupKind, Found, Occasion, SaveError};
use crate::store::key_value::StoreError;

pub use picked::{Flips, Picked};

/// What becomes of one engagement of the file.
#[derive(Clone)]
pub struct Plan {
    pub engagement: Engagement,
    pub here: Found<Here>,
    /// The files hold it before, in another edition.
    is_second: bool,
    pub choice: ArcRwSignal<Choice>,
    /// Where a merge is to take the other side.
    pub flips: Flips,
}

/// A whole engagement that is here under the same id.
#[derive(Clone, Debug, PartialEq)]
pub enum Here {
    Same,
    Other(Box<Engagement>),
    /// Of another edition, or of a playbook that is not here, and neither knows all of the other.
    Apart,
}

#[derive(Clone, Copy, Debug, PartialEq)]
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

/// There is no room, in UTF-16 units.
#[derive(Clone)]
pub struct NoRoom {
    /// What the import takes.
    pub wanted: u64,
    /// What can be put away: how many, and how large.
    pub can_go: Vec<(BackupKind, usize, u64)>,
}

fn found(session: Session, engagement: &Engagement) -> Found<Here> {
    let loaded = session.with_store(|it| it.load(engagement.id()));
    loaded.map_or(Found::Damaged(()), |it| {
        // With what is typed or not saved yet.
        it.map(|it| match session.current(it.id()).unwrap_or(*it) {
            it if it == *engagement => Here::Same,
            it if it.clone().merge(engagement).is_err() => Here::Apart,
            it => Here::Other(it.into()),
        })
    })
}

fn first_choice(here: &Found<Here>) -> Choice {
    match here {
        Found::Whole(Here::Other(_)) => Choice::Merge,
        Found::Damaged(()) => Choice::Replace,
        _ => Choice::KeepBoth,
    }
}

/// A plan for each engagement of some files.
pub fn plans<'a>(session: Session, files: impl Iterator<Item = &'a Engagement>) -> Vec<Plan> {
    one_of_each(files).into_iter().map(|(it, is_second)| Plan::of(session, it, is_second)).collect()
}

/// The same once more files are open, with what was decided about those before.
pub fn plans_with<'a>(
    session: Session,
    former: &[Plan],
    files: impl Iterator<Item = &'a Engagement>,
) -> Vec<Plan> {
    let all = plans(session, files);
    for plan in &all {
        let same = former.iter().find(|it| it.engagement == plan.engagement);
        if let Some(it) = same.filter(|it| can_still_be_decided(&it.here, &plan.here)) {
            plan.choice.set(it.choice.get_untracked());
            plan.flips.set(it.flips.get_untracked());
        }
    }
    all
}

/// Copies of one engagement become one. Those of another edition cannot: they come after it, marked.
fn one_of_each<'a>(files: impl Iterator<Item = &'a Engagement>) -> Vec<(Engagement, bool)> {
    let mut all: Vec<(Engagement, bool)> = Vec::new();
    for it in files {
        let is_taken_in = all
            .iter_mut()
            .filter(|(other, _)| other.id() == it.id())
            .any(|(other, _)| other.merge(it).is_ok());
        if !is_taken_in {
            let is_second = all.iter().any(|(other, _)| other.id() == it.id());
            all.push((it.clone(), is_second));
        }
    }
    all
}

impl Plan {
    fn of(session: Session, engagement: Engagement, is_second: bool) -> Plan {
        let here = match found(session, &engagement) {
            // By then, the one before it will be here.
            Found::Missing if is_second => Found::Whole(Here::Apart),
            here => here,
        };
        let choice = ArcRwSignal::new(first_choice(&here));
        Plan { engagement, here, is_second, choice, flips: Flips::new(Vec::new()) }
    }

    /// Whether somebody wants it otherwise than proposed.
    pub fn is_decided(&self) -> bool {
        let is_flipped = self.flips.with(|it| !it.is_empty());
        is_flipped || self.choice.get() != first_choice(&self.here)
    }

    /// Whether anything comes of it as chosen.
    pub fn does_something(&self) -> bool {
        match (&self.here, self.choice.get()) {
            (Found::Whole(Here::Same), _) => false,
            (here, Choice::Skip) if *here != Found::Missing => false,
            (Found::Whole(Here::Other(here)), Choice::Merge) => {
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
        let anew = Plan::of(session, self.engagement.clone(), self.is_second);
        if can_still_be_decided(&self.here, &anew.here) {
            anew.choice.set(self.choice.get_untracked());
            anew.flips.set(self.flips.get_untracked());
        }
        anew
    }

    /// Whether what is here is still what was decided about. A merge without decisions loses nothing
    /// whatever is here; any other choice was made for what was shown.
    fn is_of_now(&self, session: Session) -> bool {
        match (&self.here, Plan::of(session, self.engagement.clone(), self.is_second).here) {
            (Found::Whole(Here::Other(then)), Found::Whole(Here::Other(now))) => {
                let is_free = self.choice.get_untracked() != Choice::Replace
                    && self.flips.with_untracked(Vec::is_empty);
                is_free || *then == now
            }
            (then, now) => *then == now,
        }
    }
}

/// Whether the same choices are there for what is here by now.
fn can_still_be_decided(then: &Found<Here>, now: &Found<Here>) -> bool {
    match (then, now) {
        (Found::Whole(then), Found::Whole(now)) => {
            std::mem::discriminant(then) == std::mem::discriminant(now)
        }
        (then, now) => then.kind() == now.kind(),
    }
}

/// Takes in one engagement as chosen. If it is not kept, nothing has changed.
fn take_in(session: Session, words: Words, plan: &Plan) -> Result<Done, Option<SaveError>> {
    let there = &plan.engagement;
    match (&plan.here, plan.choice.get_untracked()) {
        (Found::Missing, _) | (Found::Damaged(()), Choice::Merge | Choice::Replace) => {
            add(session, there)
        }
        (Found::Whole(Here::Same), _) | (_, Choice::Skip) => Ok(Done::Nothing),
        (Found::Whole(Here::Other(here)), Choice::Merge) if !here.edition().is_here() => {
            take_later(session, here, there).map_err(Some)
        }
        (Found::Whole(Here::Other(_)), choice @ (Choice::Merge | Choice::Replace)) => {
            let editor = session.open_editor(there.id()).ok_or(None)?;
            let done = if choice == Choice::Merge {
                // What is there by now: what was decided to stay is what stands there.
                let here = editor.peek(Clone::clone);
                let differences = merge::review(here.playbook(), &here, there);
                let differences = differences.map_err(|_| None)?;
                let flips = plan.flips.with_untracked(|it| picked::edits(&differences, it));
                editor.merge(there, &flips)
            } else {
                editor.replace(there, Occasion::BeforeImport)
            };
            done.map(|it| Done::in_editor(editor, it)).map_err(|it| it.0)
        }
        (Found::Whole(_) | Found::Damaged(()) | Found::Newer(()) | Found::Archived, _) => {
            add(session, &copy(session, words, there))
        }
    }
}

/// Of an engagement whose playbook is not here: nobody edits it, so no editor holds it.
fn take_later(session: Session, here: &Engagement, there: &Engagement) -> Result<Done, SaveError> {
    let mut later = here.clone();
    // The two were merged once, to see whether they can be.
    let _ = later.merge(there);
    let now = session.now_millis();
    session.with_store(|it| {
        it.copy_for_safety(here, Occasion::BeforeMerge, now)?;
        it.save(&later, now)
    })?;
    Ok(Done::Nothing)
}

fn add(session: Session, engagement: &Engagement) -> Result<Done, Option<SaveError>> {
    let kept = session.with_store(|it| it.add(engagement, session.now_millis()));
    kept.map(|()| Done::Added(engagement.id())).map_err(Some)
}

/// A copy that goes its own way, named as one.
fn copy(session: Session, words: Words, engagement: &Engagement) -> Engagement {
    let mut copy = engagement.copied_as(EngagementId::coined(session.unique()));
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

/// How much room all that was to be taken in takes, and what can go for it.
fn no_room(session: Session, plans: &[Plan]) -> NoRoom {
    let units = |text: &str| text.encode_utf16().count() as u64;
    let wanted = plans.iter().map(|plan| {
        let size = BESIDE + units(&document::as_text(&plan.engagement));
        match (&plan.here, plan.choice.get_untracked()) {
            (Found::Whole(Here::Same), _) => 0,
            (here, Choice::Skip) if *here != Found::Missing => 0,
            // What is here is copied before it changes.
            (Found::Whole(Here::Other(_)), Choice::Merge | Choice::Replace) => 2 * size,
            _ => size,
        }
    });
    let wanted: u64 = wanted.sum();
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
    NoRoom { wanted, can_go }
}
