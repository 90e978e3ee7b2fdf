//! The registers of an engagement and their columns: people, gaps, risks and so on. One table here
//! is all that storage, merge, screens and files need to know of a register's shape: each of them,
//! and its tests, is written once for all of them.

use super::code::{
    ActionState, Code, Facet, GapState, Horizon, Intent, MeetingKind, Necessity, PartnerNeed,
    RiskKind, ScopeOwner, ServiceStatus, Side,
};
use super::value::Kind;

/// One column of a register.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Column {
    /// The last part of a cell's address, which no other column of the register has.
    pub code: &'static str,
    /// What a cell of it wants.
    pub kind: Kind,
}

/// Declares the registers, and each column as a constant of a module named like the register.
macro_rules! registers {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $module:ident {
        $($column:ident = $column_code:literal: $kind:expr),* $(,)?
    })*) => {
        /// A list that people add entries to.
        #[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Register { $($(#[$doc])* $variant),* }

        impl Register {
            /// Every register, in the order of the enum.
            pub const ALL: &'static [Register] = &[$(Register::$variant),*];

            /// As in addresses and files.
            pub fn code(self) -> &'static str {
                match self { $(Register::$variant => $code),* }
            }

            /// In the order of the screen.
            pub fn columns(self) -> &'static [Column] {
                match self { $(Register::$variant => $module::ALL),* }
            }
        }

        $(
            #[doc = concat!("The columns of `", $code, "`.")]
            pub mod $module {
                use super::*;
                $(
                    #[doc = concat!("A cell is at `", $code, "/<id>/", $column_code, "`.")]
                    pub const $column: Column = Column { code: $column_code, kind: $kind };
                )*
                pub(super) const ALL: &[Column] = &[$($column),*];
            }
        )*
    };
}

registers! {
    /// Services in scope, each with its DIBS and SSAT (C15, R44, R46).
    #[default]
    Services = "services", services {
        NAME = "name": Kind::Text,
        SEATS = "seats": Kind::Count,
        STATUS = "status": Kind::Choice(ServiceStatus::CODES),
        DUE = "due": Kind::Day,
        DUE_CONFIRMED = "due-confirmed": Kind::Flag,
        INTENT = "intent": Kind::Choice(Intent::CODES),
        INTENT_CONFIRMED = "intent-confirmed": Kind::Flag,
        REASON = "reason": Kind::LongText,
        REASON_CONFIRMED = "reason-confirmed": Kind::Flag,
        OWNER = "owner": Kind::Name,
        OWNER_CONFIRMED = "owner-confirmed": Kind::Flag,
        STAKEHOLDERS = "stakeholders": Kind::LongText,
        SCENARIOS = "scenarios": Kind::LongText,
        AWARENESS = "awareness": Kind::LongText,
        TRAINING = "training": Kind::LongText,
        NOTE = "note": Kind::LongText,
    }
    /// People and their roles (R26).
    People = "people", people {
        NAME = "name": Kind::Text,
        ORGANISATION = "organisation": Kind::Text,
        ROLE = "role": Kind::Text,
        SIDE = "side": Kind::Choice(Side::CODES),
        INTRODUCED = "introduced": Kind::Flag,
    }
    /// Licences owned (R12).
    Licences = "licences", licences {
        PRODUCT = "product": Kind::Text,
        SEATS = "seats": Kind::Count,
        NOTE = "note": Kind::LongText,
    }
    /// What the customer needs (R05).
    Needs = "needs", needs {
        WHAT = "what": Kind::LongText,
        HORIZON = "horizon": Kind::Choice(Horizon::CODES),
    }
    /// Own questions, written before and answered in the meeting (R11).
    Questions = "questions", questions {
        ASK = "ask": Kind::LongText,
        OF = "of": Kind::Name,
        ANSWER = "answer": Kind::LongText,
    }
    /// Knowledge gaps (R07, R32).
    Gaps = "gaps", gaps {
        WHAT = "what": Kind::LongText,
        FACET = "facet": Kind::Choice(Facet::CODES),
        STATE = "state": Kind::Choice(GapState::CODES),
        SERVICE = "service": Kind::Service,
        EXPERT = "expert": Kind::Name,
        DUE = "due": Kind::Day,
        NOTE = "note": Kind::LongText,
    }
    /// Project risks (R33).
    Risks = "risks", risks {
        WHAT = "what": Kind::LongText,
        KIND = "kind": Kind::Choice(RiskKind::CODES),
        EXAMPLE = "example": Kind::Choice(PartnerNeed::CODES),
        OWNER = "owner": Kind::Name,
        NOTE = "note": Kind::LongText,
    }
    /// What the meeting has decided. Ours, not the source's.
    Decisions = "decision-log", decisions {
        WHAT = "what": Kind::LongText,
        OWNER = "owner": Kind::Name,
        ON = "on": Kind::Day,
        TOPIC = "topic": Kind::Text,
        SERVICE = "service": Kind::Service,
        READ_BACK = "read-back": Kind::Flag,
    }
    /// Who does what by when. Ours, not the source's.
    Actions = "actions", actions {
        WHAT = "what": Kind::LongText,
        OWNER = "owner": Kind::Name,
        DUE = "due": Kind::Day,
        TOPIC = "topic": Kind::Text,
        SERVICE = "service": Kind::Service,
        STATE = "state": Kind::Choice(ActionState::CODES),
        REASON = "reason": Kind::Text,
        READ_BACK = "read-back": Kind::Flag,
    }
    /// What was noted in a hurry, to be filed later. Ours, not the source's.
    Unsorted = "unsorted", unsorted {
        LINE = "line": Kind::LongText,
        SPEAKER = "speaker": Kind::Name,
    }
    /// Who does what, FM or partner (R08).
    Scope = "scope", scope {
        WORK = "work": Kind::Text,
        WHO = "who": Kind::Choice(ScopeOwner::CODES),
        NOTE = "note": Kind::LongText,
    }
    /// Follow-up meetings (R69).
    Meetings = "meetings", meetings {
        TOPIC = "topic": Kind::Text,
        KIND = "kind": Kind::Choice(MeetingKind::CODES),
        SERVICE = "service": Kind::Service,
        SCENARIO = "scenario": Kind::Text,
        PEOPLE = "people": Kind::LongText,
        ON = "on": Kind::Day,
        NOTE = "note": Kind::LongText,
        READ_BACK = "read-back": Kind::Flag,
    }
    /// Own FTOP tasks that no step holds (R48).
    Tasks = "tasks", tasks {
        NUMBER = "number": Kind::Text,
        NAME = "name": Kind::Text,
        MANDATORY = "mandatory": Kind::Choice(Necessity::CODES),
        ROLE = "role": Kind::Text,
        SERVICE = "service": Kind::Text,
        DONE = "done": Kind::Flag,
    }
    /// Where the background research comes from (R14).
    Sources = "sources", sources {
        TITLE = "title": Kind::Text,
        ADDRESS = "address": Kind::Link,
    }
    /// Days on which nobody works here, beside the calendar's own (R30).
    ClosedDays = "closed-days", closed_days {
        ON = "on": Kind::Day,
        NAME = "name": Kind::Text,
    }
}

impl Register {
    /// The register with this code; `None` if there is none.
    pub fn from_code(code: &str) -> Option<Register> {
        Register::ALL.iter().copied().find(|it| it.code() == code)
    }

    /// The column with this code; `None` if the register has none.
    pub fn column(self, code: &str) -> Option<Column> {
        self.columns().iter().copied().find(|it| it.code == code)
    }

    /// The columns that tell a reader which entry it is, as far as they are filled in.
    pub fn title_columns(self) -> &'static [Column] {
        match self {
            Register::Tasks => &[tasks::NUMBER, tasks::NAME],
            Register::ClosedDays => &[closed_days::ON, closed_days::NAME],
            // Every other register is named by its first column.
            _ => self.columns().get(..1).unwrap_or(&[]),
        }
    }
}
