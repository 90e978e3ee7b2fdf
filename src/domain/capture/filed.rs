//! What a captured line becomes: entries of the registers, written from its chips and its text.

use super::{Captured, Kind};
use crate::domain::code::{ActionState, Code, MeetingKind};
use crate::domain::engagement::{Edit, Engagement};
use crate::domain::field::Field;
use crate::domain::id::EntryId;
use crate::domain::register::{Column, Register, actions, meetings, people, questions};
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
        match (self.kind(), question) {
            (Kind::Answer, Some(id)) => {
                cells(Register::Questions, id, [(questions::ANSWER, self.written())])
            }
            (Kind::Answer, None) => {
                entry(Register::Questions, ids(), [(questions::ANSWER, self.written())])
            }
            (Kind::Demo, _) => match self.shown_next(engagement) {
                Some(edit) => vec![edit],
                None => self.at_home(Kind::Unsorted, ids),
            },
            (kind, _) => self.at_home(kind, ids),
        }
    }

    /// An entry of its own, with what only some kinds have.
    fn at_home(&self, kind: Kind, ids: &mut dyn FnMut() -> EntryId) -> Vec<Edit> {
        let Some(home) = kind.home() else { return Vec::new() };
        let service = || self.service().map(|it| Value::Text(it.to_string().into()));
        let cell = |column: Option<Column>, value| column.map(|it| (it, value));
        let everywhere = [
            Some((home.text, self.written())),
            cell(home.owner, self.owner().and_then(written)),
            cell(home.day, self.due().map(Value::Day)),
            cell(home.service, service()),
        ];
        let mut edits = entry(home.register, ids(), everywhere.into_iter().flatten());
        let Some(Field::Exists(register, id)) = edits.first().map(|it| it.field) else {
            return edits;
        };
        edits.extend(match kind {
            Kind::Gap => {
                let topic = |kind: MeetingKind| {
                    let cells = [
                        (meetings::TOPIC, self.written()),
                        (meetings::KIND, Some(Value::Choice(kind.code()))),
                        (meetings::SERVICE, service()),
                    ];
                    entry(Register::Meetings, ids(), cells)
                };
                self.follow_up().map(topic).unwrap_or_default()
            }
            Kind::Action => {
                let open = Value::Choice(ActionState::Open.code());
                cells(register, id, [(actions::STATE, Some(open))])
            }
            Kind::Person => {
                let organisation = self.organisation().and_then(written);
                let role = self.role().and_then(written);
                cells(register, id, [(people::ORGANISATION, organisation), (people::ROLE, role)])
            }
            Kind::Question => {
                cells(register, id, [(questions::ANSWER, self.answer().and_then(written))])
            }
            _ => Vec::new(),
        });
        edits
    }

    fn written(&self) -> Option<Value> {
        written(&self.text)
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

fn entry(
    register: Register,
    id: EntryId,
    filled: impl IntoIterator<Item = (Column, Option<Value>)>,
) -> Vec<Edit> {
    let mut edits = vec![Edit::add(register, id)];
    edits.extend(cells(register, id, filled));
    edits
}

fn cells(
    register: Register,
    id: EntryId,
    filled: impl IntoIterator<Item = (Column, Option<Value>)>,
) -> Vec<Edit> {
    let filled = filled
        .into_iter()
        .filter_map(|(column, value)| Some(Edit::set(Field::Entry(register, id, column), value?)));
    filled.collect()
}
