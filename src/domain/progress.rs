//! How far an engagement is, as numbers. What does not apply, and what is set aside, is out of the
//! percentage; what is undecided is told apart.

use super::assessment::{Assessment, State};
use super::code::Necessity;
use super::engagement::Engagement;
use super::field::Field;
use super::playbook::{Panel, Playbook, Step};
use super::register::{Register, tasks};

/// Closed out of all.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// How many are done, met or waived.
    pub closed: usize,
    /// How many count: closed ones and open ones.
    pub total: usize,
}

impl Tally {
    /// Between 0 and 1; 1 exactly when nothing is open.
    pub fn ratio(self) -> f64 {
        if self.total == 0 { 1.0 } else { self.closed as f64 / self.total as f64 }
    }

    /// Whole percent, rounded down, so that 100 means that nothing is open.
    pub fn percent(self) -> usize {
        (self.closed * 100).checked_div(self.total).unwrap_or(100)
    }

    /// Whether nothing is open; so it is where nothing counts.
    pub fn is_complete(self) -> bool {
        self.closed == self.total
    }

    fn add(&mut self, closed: bool) {
        self.total += 1;
        self.closed += usize::from(closed);
    }
}

/// How far a step, or the whole, is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Progress {
    /// What can be ticked and counts, own tasks included.
    pub all: Tally,
    /// Mandatory tasks, and optional ones that have become due.
    pub mandatory: Tally,
    /// Items whose question nobody has asked yet.
    pub undecided: usize,
    /// Items out of their branch, or set aside with a reason.
    pub not_applicable: usize,
}

impl Progress {
    /// How far one step is. Own tasks count in the step that shows them.
    pub fn of_step(step: &Step, assessment: &Assessment, engagement: &Engagement) -> Progress {
        let mut progress = Progress::default();
        for item in step.items.iter().filter(|it| it.is_ticked()) {
            let Some(status) = assessment.item(item.id) else { continue };
            match status.state {
                State::Undecided => progress.undecided += 1,
                State::OutOfBranch | State::NotApplicable => progress.not_applicable += 1,
                state => progress.count(state.is_closed(), status.mandatory),
            }
        }
        if step.panel == Some(Panel::Uncategorized) {
            for id in engagement.filled_entries(Register::Tasks) {
                let cell = |column| Field::Entry(Register::Tasks, id, column);
                let is_mandatory =
                    engagement.choice(cell(tasks::MANDATORY)) == Some(Necessity::Mandatory);
                progress.count(engagement.flag(cell(tasks::DONE)), is_mandatory);
            }
        }
        progress
    }

    /// How far all steps are together.
    pub fn of(playbook: &Playbook, assessment: &Assessment, engagement: &Engagement) -> Progress {
        let mut whole = Progress::default();
        for step in &playbook.steps {
            let part = Progress::of_step(step, assessment, engagement);
            whole.all.closed += part.all.closed;
            whole.all.total += part.all.total;
            whole.mandatory.closed += part.mandatory.closed;
            whole.mandatory.total += part.mandatory.total;
            whole.undecided += part.undecided;
            whole.not_applicable += part.not_applicable;
        }
        whole
    }

    fn count(&mut self, closed: bool, mandatory: bool) {
        self.all.add(closed);
        if mandatory {
            self.mandatory.add(closed);
        }
    }
}
