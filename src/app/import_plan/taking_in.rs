//! Taking in what was decided about, as one step of undo, or nothing of it. Only the newer state of an engagement
//! whose playbook is not here cannot be taken back, since nobody can edit that: it is taken in once all else is.

use reactive_graph::traits::{GetUntracked, WithUntracked};

use super::held::units;
use super::{Applied, Cancelled, Choice, Here, NoRoom, Pace, Plan, anew, picked};
use crate::app::archiving::adding::Adding;
use crate::app::command_history::Done;
use crate::app::route::{Page, Route};
use crate::app::session::Session;
use crate::domain::engagement::{Edit, Engagement};
use crate::domain::field::Field;
use crate::domain::id::EngagementId;
use crate::domain::merge;
use crate::domain::value::Value;
use crate::i18n::words::Words;
use crate::store::engagements::{BackupKind, Found, Occasion, SaveError};
use crate::store::import::source::{Source, Withheld};
use crate::store::key_value::StoreError;

/// Does what was chosen for every engagement of the files, or nothing of it.
pub async fn apply<S: Source>(
    session: Session,
    plans: &[Plan],
    files: &[S],
    pace: &impl Pace,
) -> Applied {
    let words = Words(session.lang.get_untracked());
    session.flush();
    // It is looked at first, so that nothing has to be taken back of what was not shown.
    match anew(session, plans, files, pace).await {
        Ok(None) => {}
        Ok(Some(plans)) => return Applied::HasChanged(plans),
        Err(Withheld) => return Applied::FileHasChanged,
    }
    let mut all: Vec<Done> = Vec::new();
    let mut adding = Adding::new(session.archiving);
    let total = plans.len() as u64;
    for (plan, nth) in plans.iter().zip(0..) {
        if pace.step(nth, total).await == Err(Cancelled) {
            revert(session, &all).await;
            return Applied::Cancelled;
        }
        // Others had their turn meanwhile.
        if !plan.is_of_now(session).await {
            revert(session, &all).await;
            let plans = anew(session, plans, files, pace).await;
            return plans.map_or(Applied::FileHasChanged, |it| {
                it.map_or(Applied::Cancelled, Applied::HasChanged)
            });
        }
        match take_in(session, words, plan, files, &mut adding).await {
            Ok(done) => all.push(done),
            Err(NotTaken::Gone) => {
                revert(session, &all).await;
                return Applied::FileHasChanged;
            }
            Err(NotTaken::NotKept(why)) => {
                revert(session, &all).await;
                return not_kept(session, plans, pace, why).await;
            }
        }
    }
    if let Err(why) = adding.finish().await {
        revert(session, &all).await;
        return not_kept(session, plans, pace, Some(why)).await;
    }
    let mut has_stayed = false;
    for (here, later) in plans.iter().filter_map(as_news) {
        if let Err(why) = take_news(session, here, later).await {
            revert(session, &all).await;
            return not_kept(session, plans, pace, why).await;
        }
        has_stayed = true;
    }
    let place = match all.as_slice() {
        // What was left to decide is on this page.
        [Done::Changed(editor)] if editor.peek(|it| it.conflicts().next().is_some()) => {
            Route::Engagement { id: editor.id, page: Page::Changes, at: None }
        }
        _ => Route::Engagements,
    };
    session.news_is_read();
    if has_stayed {
        session.did_for_good(Words::import_done);
    } else {
        session.did(Words::import_done, all);
    }
    if place == Route::Engagements {
        // A part at a time: in the task that draws it, it would take long.
        let pause = async || {
            let _ = pace.step(total, total).await;
        };
        session.read_list_ahead(pause).await;
    }
    session.go(place);
    Applied::Done
}

/// Takes back what was added, of the archive too.
async fn revert(session: Session, all: &[Done]) {
    all.iter().rev().for_each(|it| session.revert(*it));
    // What stays there now is looked at with the next start.
    let _ = session.archiving.remove_left().await;
}

async fn not_kept(
    session: Session,
    plans: &[Plan],
    pace: &impl Pace,
    why: Option<SaveError>,
) -> Applied {
    let is_full = why == Some(SaveError::Store(StoreError::Full));
    Applied::NotKept(match is_full {
        true => Some(no_room(session, plans, pace).await),
        false => None,
    })
}

/// Why one is not taken in.
enum NotTaken {
    NotKept(Option<SaveError>),
    Gone,
}

impl From<Option<SaveError>> for NotTaken {
    fn from(it: Option<SaveError>) -> NotTaken {
        NotTaken::NotKept(it)
    }
}

impl From<Withheld> for NotTaken {
    fn from(_: Withheld) -> NotTaken {
        NotTaken::Gone
    }
}

/// Takes in one engagement as chosen. If it is not kept, nothing has changed.
async fn take_in<S: Source>(
    session: Session,
    words: Words,
    plan: &Plan,
    files: &[S],
    adding: &mut Adding,
) -> Result<Done, NotTaken> {
    if plan.here == Found::Whole(Here::Same) || is_of_edition_elsewhere(plan) {
        return Ok(Done::Nothing);
    }
    let Some(there) = plan.whole() else {
        return Ok(add(adding, &plan.read(session, files).await?).await?);
    };
    let choice = plan.choice.get_untracked();
    if matches!(plan.here, Found::Whole(_)) && matches!(choice, Choice::Merge | Choice::Replace) {
        // It is changed here. What it was is known; if it does not come, nothing is done.
        let taken = session.archiving.take_back(there.id()).await;
        taken.map_err(|_| NotTaken::NotKept(None))?;
    }
    Ok(match (&plan.here, choice) {
        (Found::Missing, _) | (Found::Damaged(()), Choice::Merge | Choice::Replace) => {
            add(adding, there).await?
        }
        (Found::Whole(Here::Same), _) | (_, Choice::Skip) => Done::Nothing,
        (Found::Whole(Here::Other(_)), choice @ (Choice::Merge | Choice::Replace)) => {
            let editor = session.open_editor(there.id()).ok_or(NotTaken::NotKept(None))?;
            let done = if choice == Choice::Merge {
                // What is there by now: what was decided to stay is what stands there.
                let here = editor.peek(Clone::clone);
                let differences = merge::review(here.playbook(), &here, there);
                let differences = differences.map_err(|_| NotTaken::NotKept(None))?;
                let flips = plan.flips.with_untracked(|it| picked::edits(&differences, it));
                editor.merge(there, &flips)
            } else {
                editor.replace(there, Occasion::BeforeImport)
            };
            done.map(|it| Done::in_editor(editor, it)).map_err(|it| it.0)?
        }
        (Found::Whole(_) | Found::Damaged(()) | Found::Newer(()) | Found::Archived, _) => {
            add(adding, &copy(session, words, there)).await?
        }
    })
}

/// Whether the two are to be merged of an engagement whose playbook is not here.
fn is_of_edition_elsewhere(plan: &Plan) -> bool {
    matches!(&plan.here, Found::Whole(Here::Other(here)) if !here.edition().is_here())
        && plan.choice.get_untracked() == Choice::Merge
}

/// What is here of such an engagement, and what it becomes, if the file has news of it.
fn as_news(plan: &Plan) -> Option<(&Engagement, Engagement)> {
    let Found::Whole(Here::Other(here)) = &plan.here else { return None };
    if !is_of_edition_elsewhere(plan) {
        return None;
    }
    let mut later = Engagement::clone(here);
    // The two were merged once, to see whether they can be.
    let _ = later.merge(plan.whole()?);
    (later != **here).then_some((here, later))
}

/// Nobody edits such an engagement, so no editor holds it. A copy of what was here is kept.
async fn take_news(
    session: Session,
    here: &Engagement,
    later: Engagement,
) -> Result<(), Option<SaveError>> {
    session.archiving.take_back(here.id()).await.map_err(|_| None)?;
    let now = session.now_millis();
    let kept = session.with_store(|it| {
        it.copy_for_safety(here, Occasion::BeforeMerge, now)?;
        it.save(&later, now)
    });
    kept.map(drop).map_err(Some)
}

/// Puts one engagement on the list that is new here: wherever engagements are kept, it is there then.
async fn add(adding: &mut Adding, engagement: &Engagement) -> Result<Done, Option<SaveError>> {
    adding.add(engagement).await.map(|()| Done::Added(engagement.id())).map_err(Some)
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

/// What an engagement takes beside its text: header, keys and card.
const BESIDE: u64 = 900;

/// How much room all that was to be taken in takes, and what can go for it.
async fn no_room(session: Session, plans: &[Plan], pace: &impl Pace) -> NoRoom {
    let mut wanted: u64 = 0;
    for (plan, nth) in plans.iter().zip(0..) {
        let _ = pace.step(nth, plans.len() as u64).await;
        let size = BESIDE + plan.held.units();
        wanted += match (&plan.here, plan.choice.get_untracked()) {
            (Found::Whole(Here::Same), _) => 0,
            (here, Choice::Skip) if *here != Found::Missing => 0,
            // What is here is copied before it changes.
            (Found::Whole(Here::Other(_)), Choice::Merge | Choice::Replace) => 2 * size,
            _ => size,
        };
    }
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
