//! What a captured line becomes: entries of the registers, written from its chips and its text.

use super::{Captured, Kind};
use crate::domain::code::{ActionState, Code};
use crate::domain::engagement::{Edit, Engagement};
use crate::domain::field::Field;
use crate::domain::id::EntryId;
use crate::domain::register::{
    Column, Register, actions, decisions, gaps, meetings, people, questions, risks, unsorted,
};
use crate::domain::value::Value;

impl Captured {
    /// The edits that file the line; none if [there is nothing to file](Captured::is_empty). An answer
    /// belongs to a question that is there already, or becomes an entry of its own.
    ///
    /// A demo wish is a line of what to show next (R64), since the hand-off looks for it there; a
    /// playbook without such a fact keeps it unsorted. The follow-up of a gap is a meeting about it.
    pub fn edits(
        &self,
        engagement: &Engagement,
        question: Option<EntryId>,
        ids: &mut dyn FnMut() -> EntryId,
    ) -> Vec<Edit> {
        if self.is_empty() {
            return Vec::new();
        }
        let text = || written(&self.text);
        let owner = || self.owner().and_then(written);
        let due = || self.due().map(Value::Day);
        let service = || self.service().map(|it| Value::Text(it.to_string().into()));
        match self.kind() {
            Kind::Gap => {
                let cells = [
                    (gaps::WHAT, text()),
                    (gaps::EXPERT, owner()),
                    (gaps::DUE, due()),
                    (gaps::SERVICE, service()),
                ];
                let mut edits = entry(Register::Gaps, ids(), cells);
                if let Some(kind) = self.follow_up() {
                    let cells = [
                        (meetings::TOPIC, text()),
                        (meetings::KIND, Some(Value::Choice(kind.code()))),
                        (meetings::SERVICE, service()),
                    ];
                    edits.extend(entry(Register::Meetings, ids(), cells));
                }
                edits
            }
            Kind::Risk => {
                entry(Register::Risks, ids(), [(risks::WHAT, text()), (risks::OWNER, owner())])
            }
            Kind::Decision => entry(
                Register::Decisions,
                ids(),
                [
                    (decisions::WHAT, text()),
                    (decisions::OWNER, owner()),
                    (decisions::ON, due()),
                    (decisions::SERVICE, service()),
                ],
            ),
            Kind::Action => entry(
                Register::Actions,
                ids(),
                [
                    (actions::WHAT, text()),
                    (actions::OWNER, owner()),
                    (actions::DUE, due()),
                    (actions::SERVICE, service()),
                    (actions::STATE, Some(Value::Choice(ActionState::Open.code()))),
                ],
            ),
            Kind::Person => entry(
                Register::People,
                ids(),
                [
                    (people::NAME, text()),
                    (people::ORGANISATION, self.organisation().and_then(written)),
                    (people::ROLE, self.role().and_then(written)),
                ],
            ),
            Kind::Question => entry(
                Register::Questions,
                ids(),
                [
                    (questions::ASK, text()),
                    (questions::OF, owner()),
                    (questions::ANSWER, self.answer().and_then(written)),
                ],
            ),
            Kind::Answer => match question {
                Some(id) => cells(Register::Questions, id, [(questions::ANSWER, text())]),
                None => entry(Register::Questions, ids(), [(questions::ANSWER, text())]),
            },
            Kind::Demo => {
                self.shown_next(engagement).map_or_else(|| self.unsorted(ids()), |it| vec![it])
            }
            Kind::Note | Kind::Unsorted => self.unsorted(ids()),
        }
    }

    fn unsorted(&self, id: EntryId) -> Vec<Edit> {
        let speaker = self.owner().and_then(written);
        let cells = [(unsorted::LINE, written(&self.text)), (unsorted::SPEAKER, speaker)];
        entry(Register::Unsorted, id, cells)
    }

    fn shown_next(&self, engagement: &Engagement) -> Option<Edit> {
        let field = Field::Fact(engagement.roles().demo_next);
        field.kind(engagement.playbook())?;
        let already = engagement.text(field).trim_end();
        let all = match already {
            "" => self.text.clone(),
            _ => format!("{already}\n{}", self.text),
        };
        Some(Edit::set(field, written(&all)?))
    }
}

fn written(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| Value::Text(text.into()))
}

fn entry<const N: usize>(
    register: Register,
    id: EntryId,
    filled: [(Column, Option<Value>); N],
) -> Vec<Edit> {
    let mut edits = vec![Edit::add(register, id)];
    edits.extend(cells(register, id, filled));
    edits
}

fn cells<const N: usize>(
    register: Register,
    id: EntryId,
    filled: [(Column, Option<Value>); N],
) -> Vec<Edit> {
    let filled = filled
        .into_iter()
        .filter_map(|(column, value)| Some(Edit::set(Field::Entry(register, id, column), value?)));
    filled.collect()
}
