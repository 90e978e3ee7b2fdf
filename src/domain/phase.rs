//! How far an engagement is, in four steps that a list can be parted by.

use super::assessment::{Assessment, State};
use super::code::codes;
use super::engagement::Engagement;
use super::gate::Gate;
use super::receipt::Receipts;

codes! {
    /// See the module.
    pub enum Phase {
        /// The kickoff meeting is still to be held.
        BeforeKickoff = "before-kickoff",
        /// The meeting is held or set aside, and the gate is still shut.
        AfterKickoff = "after-kickoff",
        /// The next playbooks may begin (R70).
        GateOpen = "gate-open",
        /// The delivery team has looked at something of it: nothing else tells that it was handed over.
        HandedOff = "handed-off",
    }
}

impl Phase {
    /// The furthest that it has come to, whatever was left out on the way.
    pub fn of(engagement: &Engagement, assessment: &Assessment, receipts: Receipts) -> Phase {
        let meeting = assessment.state(engagement.roles().kickoff_meeting);
        if 0 < receipts.accepted + receipts.returned {
            Phase::HandedOff
        } else if Gate::of(engagement.playbook(), assessment).is_open() {
            Phase::GateOpen
        } else if matches!(meeting, State::Open | State::Undecided) {
            Phase::BeforeKickoff
        } else {
            Phase::AfterKickoff
        }
    }
}
