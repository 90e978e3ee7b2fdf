//! What becomes of each engagement of the files that somebody has chosen: a plan for each, for what is here
//! under its id, and all of them done or none. Of thousands, those that are new here stay in their file until
//! they are taken in.

mod held;
mod picked;
mod reading;
mod taking_in;

use std::sync::Arc;

use reactive_graph::signal::ArcRwSignal;
use reactive_graph::traits::{Get, GetUntracked, Set, With, WithUntracked};

use super::session::Session;
use crate::domain::engagement::{Edition, Engagement};
use crate::domain::id::EngagementId;
use crate::store::engagements::{BackupKind, Found};
use crate::store::import::source::{Source, Withheld};
use held::{Held, KEPT};

pub use held::InFile;
pub use picked::{Flips, Picked};
pub use reading::{FileRead, NotRead, read_file};
pub use taking_in::apply;

/// Lets others have their turn between two engagements, and tells how far it is.
#[allow(async_fn_in_trait, reason = "nothing of it leaves this thread")]
pub trait Pace {
    /// So much is done, of so much.
    ///
    /// # Errors
    ///
    /// If it is not wanted any more.
    async fn step(&self, done: u64, of: u64) -> Result<(), Cancelled>;
}

/// Somebody does not want it any more.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Cancelled;

/// What becomes of one engagement of the file.
#[derive(Clone)]
pub struct Plan {
    /// Its id in the file; a copy that is kept beside another gets one of its own.
    pub id: EngagementId,
    /// The customer's name as it is in the file; it may be blank.
    pub customer: String,
    /// The playbook that it was recorded on, and its revision.
    pub edition: Edition,
    /// How many of its fields are dated ahead.
    pub ahead: usize,
    held: Held,
    /// What is here under its id.
    pub here: Found<Here>,
    /// The files hold it before, in another edition.
    is_second: bool,
    /// What is to become of it: as proposed, until somebody decides otherwise.
    pub choice: ArcRwSignal<Choice>,
    /// Where a merge is to take the other side.
    pub flips: Flips,
}

/// A whole engagement that is here under the same id.
#[derive(Clone, Debug, PartialEq)]
pub enum Here {
    /// It does not differ from that of the file.
    Same,
    /// It differs, and the two can be merged.
    Other(Box<Engagement>),
    /// Of another edition, or of a playbook that is not here, and neither knows all of the other.
    Apart,
}

/// What somebody can choose for one engagement of the file. What is new here is added in any case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Choice {
    /// Merges the file's into what is here.
    Merge,
    /// Leaves what is here, and adds the file's as a copy of its own.
    KeepBoth,
    /// Puts the file's in the place of what is here, which is kept as a copy or, if it cannot be
    /// read, set aside.
    Replace,
    /// Leaves what is here.
    Skip,
}

/// What came of it.
pub enum Applied {
    /// All of it was done.
    Done,
    /// Nothing was done: what is here is not what was shown. These are for what it is by now.
    HasChanged(Vec<Plan>),
    /// Nothing was done; for want of room, or for something else. Of several engagements whose playbook is not here,
    /// some may be newer by then: that is never taken back.
    NotKept(Option<NoRoom>),
    /// Nothing was done: nobody wanted it any more.
    Cancelled,
    /// Nothing was done: a file is not what it was, or is gone.
    FileHasChanged,
}

/// There is no room, in UTF-16 units.
#[derive(Clone)]
pub struct NoRoom {
    /// What the import takes.
    pub wanted: u64,
    /// What can be put away: how many, and how large.
    pub can_go: Vec<(BackupKind, usize, u64)>,
}

/// What is here of it, with what is typed or not saved yet, and what the archive has.
async fn found(session: Session, engagement: &Engagement) -> Found<Here> {
    let id = engagement.id();
    let compared = |it: Engagement| match it {
        it if it == *engagement => Here::Same,
        it if it.clone().merge(engagement).is_err() => Here::Apart,
        it => Here::Other(it.into()),
    };
    if session.with_store(|it| it.has_archived(id)) == Ok(true) {
        let all = session.archiving.current(id).await.ok().flatten();
        return all.map_or(Found::Archived, |it| Found::Whole(compared(it)));
    }
    let loaded = session.with_store(|it| it.load(id));
    let as_it_is = |it: Box<Engagement>| compared(session.with_unsaved(*it));
    loaded.map_or(Found::Damaged(()), |it| it.map(as_it_is))
}

fn first_choice(here: &Found<Here>) -> Choice {
    match here {
        Found::Whole(Here::Other(_)) => Choice::Merge,
        Found::Damaged(()) => Choice::Replace,
        _ => Choice::KeepBoth,
    }
}

/// With engagements that are here as a whole, such as of a sealed file; what was decided about others stays.
///
/// # Errors
///
/// If one of those before is in a file that is gone.
pub async fn plans_with<S: Source>(
    session: Session,
    former: &[Plan],
    files: &[S],
    engagements: impl IntoIterator<Item = Engagement>,
) -> Result<Vec<Plan>, Withheld> {
    let mut all = former.to_vec();
    for it in engagements {
        let plan = Plan::of(session, it, false).await;
        add_plan(session, &mut all, files, plan).await?;
    }
    Ok(all)
}

/// Copies of one engagement become one plan. Those of another edition cannot: they come after it, marked.
///
/// # Errors
///
/// If one of those before is in a file that is gone.
pub async fn add_plan<S: Source>(
    session: Session,
    all: &mut Vec<Plan>,
    files: &[S],
    plan: Plan,
) -> Result<(), Withheld> {
    let mut is_second = false;
    for other in all.iter_mut().filter(|it| it.id == plan.id) {
        is_second = true;
        let (mut one, it) = (other.read(session, files).await?, plan.read(session, files).await?);
        let before = one.clone();
        if one.merge(&it).is_ok() {
            if one != before {
                *other = Plan::of(session, one, other.is_second).await;
            }
            return Ok(());
        }
    }
    if is_second {
        let one = plan.read(session, files).await?;
        all.push(Plan::of(session, one, true).await);
    } else {
        all.push(plan);
    }
    Ok(())
}

impl Plan {
    async fn of(session: Session, engagement: Engagement, is_second: bool) -> Plan {
        let here = match found(session, &engagement).await {
            // By then, the one before it will be here.
            Found::Missing if is_second => Found::Whole(Here::Apart),
            here => here,
        };
        let choice = ArcRwSignal::new(first_choice(&here));
        Plan {
            id: engagement.id(),
            customer: engagement.customer().to_owned(),
            edition: engagement.edition().clone(),
            ahead: engagement.ahead_of(session.now_millis()),
            held: Held::Whole(Arc::new(engagement)),
            here,
            is_second,
            choice,
            flips: Flips::new(Vec::new()),
        }
    }

    /// For one that was just read. If there is nothing to decide about it and enough are in memory by now (`kept`, in bytes of their
    /// files), it is left in its file, where it can be read again.
    pub async fn read_at(
        session: Session,
        engagement: Engagement,
        at: InFile,
        kept: &mut u64,
    ) -> Plan {
        let mut plan = Plan::of(session, engagement, false).await;
        if !plan.is_asked() && KEPT <= *kept {
            plan.held.leave_in(at);
        } else {
            *kept += at.bytes.end - at.bytes.start;
        }
        plan
    }

    /// The engagement, unless it is left in its file.
    pub fn whole(&self) -> Option<&Engagement> {
        self.held.whole()
    }

    /// The engagement, wherever it is.
    async fn read<S: Source>(&self, session: Session, files: &[S]) -> Result<Engagement, Withheld> {
        self.held.read(session.library, files).await
    }

    /// Whether somebody has to look at it: what is here under its id is something else, or cannot be read.
    pub fn is_asked(&self) -> bool {
        !matches!(self.here, Found::Missing | Found::Whole(Here::Same))
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
                let _ = self.whole().map(|it| merged.merge(it));
                merged != *here || self.flips.with(|it| !it.is_empty())
            }
            _ => true,
        }
    }

    /// For what is here by now, with what was decided, where that can still be decided.
    async fn anew<S: Source>(&self, session: Session, files: &[S]) -> Result<Plan, Withheld> {
        if self.whole().is_none() && self.is_of_now(session).await {
            return Ok(self.clone());
        }
        let anew = Plan::of(session, self.read(session, files).await?, self.is_second).await;
        if can_still_be_decided(&self.here, &anew.here) {
            anew.choice.set(self.choice.get_untracked());
            anew.flips.set(self.flips.get_untracked());
        }
        Ok(anew)
    }

    /// Whether what is here is still what was decided about. A merge without decisions loses nothing
    /// whatever is here; any other choice was made for what was shown.
    async fn is_of_now(&self, session: Session) -> bool {
        let engagement = match self.whole() {
            Some(it) if self.here != Found::Missing => it,
            _ => {
                let is_there = session.with_store(|it| it.is_any(self.id)) != Ok(false);
                // What is here as it is in its file is left as it is, whatever it has become.
                return is_there == self.here.is_whole();
            }
        };
        let now = Plan::of(session, engagement.clone(), self.is_second).await;
        match (&self.here, now.here) {
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

/// If what is here is not what was decided about: for what it is by now.
///
/// # Errors
///
/// If one of them is in a file that is gone.
pub async fn anew<S: Source>(
    session: Session,
    plans: &[Plan],
    files: &[S],
    pace: &impl Pace,
) -> Result<Option<Vec<Plan>>, Withheld> {
    let total = plans.len() as u64;
    let mut has_changed = false;
    for (plan, nth) in plans.iter().zip(0..) {
        has_changed |= !plan.is_of_now(session).await;
        // Whoever cancels is heard by whoever asks next.
        let _ = pace.step(nth, total).await;
    }
    if !has_changed {
        return Ok(None);
    }
    let mut all = Vec::new();
    for (plan, nth) in plans.iter().zip(0..) {
        all.push(plan.anew(session, files).await?);
        let _ = pace.step(nth, total).await;
    }
    Ok(Some(all))
}
