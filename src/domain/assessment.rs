//! Where every item stands, worked out from what is recorded: applies or not, open or closed, due,
//! and why. The screens only show it.

use super::condition::{Applies, Verdict};
use super::engagement::Engagement;
use super::field::{Field, ItemField};
use super::findings::Findings;
use super::id::ItemId;
use super::playbook::{Item, Playbook};
use super::text::is_blank;
use super::value::Mark;

/// Where one item stands.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ItemStatus {
    /// What follows from its branch, its mark and the data.
    pub state: State,
    /// Whether its branch is taken, and the findings that decided it.
    pub applies: Verdict,
    /// For an item that is optional until triggered: what triggered it, or would.
    pub due: Option<Verdict>,
    /// For an item that the data can meet: what the data says.
    pub met: Option<Verdict>,
    /// A mandatory task (M), or an optional one that has become due.
    pub mandatory: bool,
    /// Ticked although these are still open (R13). A warning, never a lock.
    pub too_early_for: Vec<ItemId>,
    /// Ticked although the data does not say so, with nothing written beside it that says why. Every
    /// other mark has its reason.
    pub lacks_reason: bool,
}

/// The one state of an item.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum State {
    /// Its branch is not taken. What was recorded is kept, and comes back with the branch.
    OutOfBranch,
    /// A question that nobody has asked yet would decide it. Never hidden.
    #[default]
    Undecided,
    /// It applies and nothing closes it, or somebody has said that it is not met.
    Open,
    /// Ticked by somebody.
    Done,
    /// Not ticked, but the data says it is met.
    Met,
    /// Set aside by somebody, with a reason.
    NotApplicable,
    /// Let go knowingly, with a reason.
    Waived,
}

impl State {
    /// Done, met or waived. What is set aside or out of its branch is not: it does not count at
    /// all.
    pub fn is_closed(self) -> bool {
        matches!(self, State::Done | State::Met | State::Waived)
    }

    /// Whether it is part of the percentage.
    pub fn counts(self) -> bool {
        self.is_closed() || self == State::Open
    }
}

impl ItemStatus {
    /// Due because something triggered it.
    pub fn is_triggered(&self) -> bool {
        self.due.as_ref().is_some_and(|it| it.applies == Applies::Yes)
    }

    /// Ticked by somebody, and the data, which could meet it, does not. The tick counts: it may be
    /// of an older version, and somebody may know better.
    pub fn is_against_data(&self) -> bool {
        self.state == State::Done && self.met.as_ref().is_some_and(|it| it.applies != Applies::Yes)
    }
}

/// Every item of an engagement.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Assessment {
    items: Vec<(ItemId, ItemStatus)>,
}

impl Assessment {
    /// Where every item of the playbook stands, by what the engagement has recorded.
    pub fn of(playbook: &Playbook, engagement: &Engagement) -> Assessment {
        let mut findings = Findings::new(playbook, engagement);
        let mut items: Vec<(ItemId, ItemStatus)> = playbook
            .items()
            .map(|(_, it)| (it.id, status(it, &mut findings, engagement)))
            .collect();
        let open: Vec<ItemId> = items
            .iter()
            .filter(|(_, it)| matches!(it.state, State::Open | State::Undecided))
            .map(|(id, _)| *id)
            .collect();
        for (_, item) in playbook.items().filter(|(_, it)| !it.expects.is_empty()) {
            if let Some(status) = items.iter_mut().find(|(id, _)| *id == item.id).map(|(_, it)| it)
                && status.state == State::Done
            {
                status.too_early_for =
                    item.expects.iter().copied().filter(|it| open.contains(it)).collect();
            }
        }
        Assessment { items }
    }

    /// Where an item stands; `None` only for an item of another playbook.
    pub fn item(&self, id: ItemId) -> Option<&ItemStatus> {
        self.items.iter().find(|(it, _)| *it == id).map(|(_, it)| it)
    }

    /// The state of an item; undecided for one of another playbook.
    pub fn state(&self, id: ItemId) -> State {
        self.item(id).map_or(State::Undecided, |it| it.state)
    }
}

fn status(item: &Item, findings: &mut Findings<'_>, engagement: &Engagement) -> ItemStatus {
    let applies = findings.verdict(item.when.as_ref());
    let mut weigh = |it| findings.verdict(Some(it));
    let due = item.due_when.as_ref().map(&mut weigh);
    let met = item.met_when.as_ref().map(&mut weigh);
    let state = match (applies.applies, engagement.mark(item.id)) {
        (Applies::No, _) => State::OutOfBranch,
        (_, Some(Mark::Done)) => State::Done,
        (_, Some(Mark::Waived(_))) => State::Waived,
        (_, Some(Mark::NotApplicable(_))) => State::NotApplicable,
        (Applies::Undecided, _) => State::Undecided,
        (_, Some(Mark::NotMet(_))) => State::Open,
        (Applies::Yes, None) => match &met {
            Some(met) if met.applies == Applies::Yes => State::Met,
            _ => State::Open,
        },
    };
    let is_triggered = due.as_ref().is_some_and(|it| it.applies == Applies::Yes);
    let mandatory = is_triggered || item.task.as_ref().is_some_and(|it| it.mandatory);
    let too_early_for = Vec::new();
    let mut status =
        ItemStatus { state, applies, due, met, mandatory, too_early_for, lacks_reason: false };
    let lacks = |part| is_blank(engagement.text(Field::Item(item.id, part)));
    status.lacks_reason =
        status.is_against_data() && lacks(ItemField::Evidence) && lacks(ItemField::Note);
    status
}
