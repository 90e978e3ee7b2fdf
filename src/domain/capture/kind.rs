//! What a line is filed as, and where its parts go: one table for what is understood, shown and filed.

use crate::domain::register::{
    Column, Register, actions, decisions, gaps, people, questions, risks, unsorted,
};

/// What a line is filed as.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// A gap in what the customer knows (R07, R32).
    Gap,
    /// A project risk (R33).
    Risk,
    /// What the meeting has decided.
    Decision,
    /// Who does what by when.
    Action,
    /// Somebody who takes part, with organisation and role (R26).
    Person,
    /// A question to ask in the meeting, perhaps with its answer (R11).
    Question,
    /// The answer to a question that is there already, or else an entry of its own (R11).
    Answer,
    /// What the customer wants to see next.
    Demo,
    /// What is only to be remembered; it goes where the unsorted lines go.
    Note,
    /// A line that begins with none of these.
    #[default]
    Unsorted,
}

/// Where lines of a kind become entries.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Home {
    /// The register that gets the entry.
    pub register: Register,
    /// The column of what is left of the line without its chips.
    pub text: Column,
    /// Who does it, is asked, or said it.
    pub owner: Option<Column>,
    /// The column of the day: by when, or of a decision on which; `None` if it has none.
    pub day: Option<Column>,
    /// The column of the service that it is about; `None` if it has none.
    pub service: Option<Column>,
}

impl Kind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Kind; 10] = [
        Kind::Gap,
        Kind::Risk,
        Kind::Decision,
        Kind::Action,
        Kind::Person,
        Kind::Question,
        Kind::Answer,
        Kind::Demo,
        Kind::Note,
        Kind::Unsorted,
    ];

    /// None of an answer and of a demo wish: they are written into what is there already.
    pub fn home(self) -> Option<Home> {
        let of = |register, text, owner| Home { register, text, owner, day: None, service: None };
        Some(match self {
            Kind::Gap => Home {
                day: Some(gaps::DUE),
                service: Some(gaps::SERVICE),
                ..of(Register::Gaps, gaps::WHAT, Some(gaps::EXPERT))
            },
            Kind::Risk => of(Register::Risks, risks::WHAT, Some(risks::OWNER)),
            Kind::Decision => Home {
                day: Some(decisions::ON),
                service: Some(decisions::SERVICE),
                ..of(Register::Decisions, decisions::WHAT, Some(decisions::OWNER))
            },
            Kind::Action => Home {
                day: Some(actions::DUE),
                service: Some(actions::SERVICE),
                ..of(Register::Actions, actions::WHAT, Some(actions::OWNER))
            },
            Kind::Person => of(Register::People, people::NAME, None),
            Kind::Question => of(Register::Questions, questions::ASK, Some(questions::OF)),
            Kind::Note | Kind::Unsorted => {
                of(Register::Unsorted, unsorted::LINE, Some(unsorted::SPEAKER))
            }
            Kind::Answer | Kind::Demo => return None,
        })
    }

    pub(super) fn has_owner(self) -> bool {
        self.home().is_some_and(|it| it.owner.is_some())
    }

    pub(super) fn has_day(self) -> bool {
        self.home().is_some_and(|it| it.day.is_some())
    }

    pub(super) fn has_service(self) -> bool {
        self.home().is_some_and(|it| it.service.is_some())
    }
}
