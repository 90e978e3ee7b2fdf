//! What the meeting talks about by now: the points of the playbook's agenda, and what comes up beside
//! them because of what was recorded (R33 to R40, R56 to R60).

use super::assessment::{Assessment, State};
use super::condition::Applies;
use super::engagement::Engagement;
use super::findings::{AnswerState, Findings, answer_state};
use super::playbook::{AgendaPoint, Playbook};

/// See the module. Each by its number in the playbook's agenda.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Agenda {
    /// Those with a time of their own, in order. What does not apply is left out; what nobody knows of
    /// yet stays, for the meeting is where it is asked.
    pub points: Vec<usize>,
    /// What is due beside them: something in it still waits for an answer or a tick.
    pub raised: Vec<usize>,
}

impl Agenda {
    /// What the meeting of an engagement talks about by now, by what is recorded of it.
    pub fn of(playbook: &Playbook, engagement: &Engagement, assessment: &Assessment) -> Agenda {
        let mut findings = Findings::new(playbook, engagement);
        let mut agenda = Agenda::default();
        for (number, point) in playbook.agenda.iter().enumerate() {
            let applies = findings.verdict(point.when.as_ref()).applies;
            if 0 < point.minutes {
                if applies != Applies::No {
                    agenda.points.push(number);
                }
            } else if applies == Applies::Yes && waits(point, playbook, engagement, assessment) {
                agenda.raised.push(number);
            }
        }
        agenda
    }
}

/// Whether something is left to ask or to do. What is only shown waits for nobody.
fn waits(
    point: &AgendaPoint,
    playbook: &Playbook,
    engagement: &Engagement,
    assessment: &Assessment,
) -> bool {
    let is_open = |it| answer_state(it, engagement) == AnswerState::NotAsked;
    let is_to_do = |it| {
        let is_ticked = playbook.item(it).is_some_and(|it| it.is_ticked());
        is_ticked && assessment.state(it) == State::Open
    };
    point.asks(playbook).into_iter().any(is_open) || point.rows(playbook).into_iter().any(is_to_do)
}
