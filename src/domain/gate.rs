//! Whether the next playbooks may begin: every applicable outcome done or waived with a reason, and
//! both mandatory tasks done (R70). Everything missing is named.

use super::assessment::{Assessment, State};
use super::id::ItemId;
use super::playbook::Playbook;

/// The gate to the next playbooks.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Gate {
    /// What keeps it shut, in the playbook's order. Open exactly when this is empty.
    pub missing: Vec<Missing>,
    /// Outcomes that were let go with a reason.
    pub waived: Vec<ItemId>,
}

/// One thing that keeps the gate shut.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Missing {
    /// An outcome that is neither done nor waived.
    Outcome(ItemId),
    /// An outcome whose question nobody has asked yet.
    Undecided(ItemId),
    /// A mandatory task that is not done. One that has become due is told, and keeps nothing shut.
    Task(ItemId),
}

impl Missing {
    /// The row that is to be seen to.
    pub fn item(self) -> ItemId {
        match self {
            Missing::Outcome(id) | Missing::Undecided(id) | Missing::Task(id) => id,
        }
    }
}

impl Gate {
    /// How the gate stands. Items whose branch is not taken keep nothing shut.
    pub fn of(playbook: &Playbook, assessment: &Assessment) -> Gate {
        let mut gate = Gate::default();
        for (_, item) in playbook.items() {
            let Some(status) = assessment.item(item.id) else { continue };
            let is_mandatory_task = item.task.as_ref().is_some_and(|it| it.mandatory);
            match status.state {
                State::Done | State::Met | State::OutOfBranch => {}
                State::Undecided if item.outcome => gate.missing.push(Missing::Undecided(item.id)),
                // A mandatory task is done, not set aside.
                _ if is_mandatory_task => gate.missing.push(Missing::Task(item.id)),
                State::Waived if item.outcome => gate.waived.push(item.id),
                // Set aside by hand is not the same as answered by a question: it needs the
                // reason that a waiver has, and it has one.
                State::NotApplicable if item.outcome => gate.waived.push(item.id),
                State::Open if item.outcome => gate.missing.push(Missing::Outcome(item.id)),
                _ => {}
            }
        }
        gate
    }

    /// Whether the next playbooks may begin.
    pub fn is_open(&self) -> bool {
        self.missing.is_empty()
    }
}
