//! DIBS and SSAT per service: four prerequisites and four success factors, "4+4" (R44, R46).

use super::code::{Code, Intent, MeetingKind};
use super::engagement::{Edit, Engagement};
use super::field::Field;
use super::id::{EntryId, LinkId};
use super::known;
use super::register::{Column, Register, meetings, services};
use super::text;
use super::value::{Kind, Value};

/// One of the eight, in the order of the letters.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Part {
    Date,
    Intent,
    BusinessReason,
    SuccessOwner,
    Stakeholders,
    Scenarios,
    Awareness,
    Training,
}

impl Part {
    /// The four prerequisites.
    pub const DIBS: [Part; 4] =
        [Part::Date, Part::Intent, Part::BusinessReason, Part::SuccessOwner];

    /// The four success factors.
    pub const SSAT: [Part; 4] =
        [Part::Stakeholders, Part::Scenarios, Part::Awareness, Part::Training];

    /// Its letter, as people say it.
    pub fn letter(self) -> &'static str {
        match self {
            Part::Date => "D",
            Part::Intent => "I",
            Part::BusinessReason => "B",
            Part::SuccessOwner | Part::Stakeholders | Part::Scenarios => "S",
            Part::Awareness => "A",
            Part::Training => "T",
        }
    }

    /// Where it is recorded.
    pub fn column(self) -> Column {
        match self {
            Part::Date => services::DUE,
            Part::Intent => services::INTENT,
            Part::BusinessReason => services::REASON,
            Part::SuccessOwner => services::OWNER,
            Part::Stakeholders => services::STAKEHOLDERS,
            Part::Scenarios => services::SCENARIOS,
            Part::Awareness => services::AWARENESS,
            Part::Training => services::TRAINING,
        }
    }

    /// Where "confirmed with the customer" is recorded; only DIBS is confirmed part by part.
    pub fn confirmation(self) -> Option<Column> {
        match self {
            Part::Date => Some(services::DUE_CONFIRMED),
            Part::Intent => Some(services::INTENT_CONFIRMED),
            Part::BusinessReason => Some(services::REASON_CONFIRMED),
            Part::SuccessOwner => Some(services::OWNER_CONFIRMED),
            _ => None,
        }
    }

    /// Where it and its confirmation are recorded.
    pub fn columns(self) -> impl Iterator<Item = Column> {
        std::iter::once(self.column()).chain(self.confirmation())
    }

    /// The kind of meeting that usually brings a missing part (R67, R69). Ours, not the source's:
    /// reason and intent are a matter of business value, people and awareness of adoption, the
    /// rest of technology.
    pub fn follow_up(self) -> MeetingKind {
        match self {
            Part::Intent | Part::BusinessReason => MeetingKind::Bvd,
            Part::Date | Part::Scenarios => MeetingKind::TechnicalExpert,
            Part::SuccessOwner | Part::Stakeholders | Part::Awareness | Part::Training => {
                MeetingKind::AdoptionExpert
            }
        }
    }
}

impl Part {
    /// The source's guide to a missing part: for DIBS what to do without it, for SSAT what it is.
    pub fn guide(self) -> LinkId {
        if Part::DIBS.contains(&self) {
            known::GUIDANCE_4_PLUS_4_MISSING
        } else {
            known::GUIDE_4_PLUS_4
        }
    }
}

/// What a condition can ask of the services in scope: `services have date`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Record {
    /// A part of DIBS is complete for every service. One of SSAT is begun for any: partial is
    /// fine (R46).
    Part(Part),
    /// Any part of SSAT is there for any service.
    Ssat,
    /// Every service has its entitlement note (R65).
    Notes,
}

impl Record {
    /// Each with its name in a condition.
    const NAMED: [(&str, Record); 10] = [
        ("date", Record::Part(Part::Date)),
        ("intent", Record::Part(Part::Intent)),
        ("business-reason", Record::Part(Part::BusinessReason)),
        ("success-owner", Record::Part(Part::SuccessOwner)),
        ("stakeholders", Record::Part(Part::Stakeholders)),
        ("scenarios", Record::Part(Part::Scenarios)),
        ("awareness", Record::Part(Part::Awareness)),
        ("training", Record::Part(Part::Training)),
        ("ssat", Record::Ssat),
        ("entitlement-notes", Record::Notes),
    ];

    pub fn named(name: &str) -> Option<Record> {
        Record::NAMED.iter().find(|it| it.0 == name).map(|it| it.1)
    }

    pub fn name(self) -> &'static str {
        Record::NAMED.iter().find(|it| it.1 == self).map_or("", |it| it.0)
    }

    /// Whether every service has to have it, or any.
    pub fn is_of_every_service(self) -> bool {
        match self {
            Record::Part(part) => Part::DIBS.contains(&part),
            Record::Ssat => false,
            Record::Notes => true,
        }
    }

    /// Where it stands.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Record::Part(part) => part.columns().collect(),
            Record::Ssat => Part::SSAT.map(Part::column).to_vec(),
            Record::Notes => vec![services::NOTE],
        }
    }

    /// Whether one service has it.
    pub fn is_there(self, engagement: &Engagement, service: EntryId) -> bool {
        let is_complete = |part| part_state(engagement, service, part) == PartState::Complete;
        match self {
            Record::Part(part) => is_complete(part),
            Record::Ssat => Part::SSAT.into_iter().any(is_complete),
            Record::Notes => {
                !text::is_blank(engagement.cell(Register::Services, service, services::NOTE))
            }
        }
    }
}

/// A meeting on the list that is about a service (R69).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FollowUp {
    kind: MeetingKind,
    /// The id of the service's entry, as it is written.
    service: Box<str>,
}

impl FollowUp {
    /// Whether the meeting may bring a part of a service: it is about the service and of the part's
    /// kind. One meeting may bring several parts.
    pub fn brings(&self, service: EntryId, part: Part) -> bool {
        self.kind == part.follow_up() && *self.service == *service.to_string()
    }
}

/// The meetings on the list that are about a service.
pub fn follow_ups(engagement: &Engagement) -> Vec<FollowUp> {
    let mut all = Vec::new();
    for id in engagement.entries(Register::Meetings) {
        let service = engagement.cell(Register::Meetings, id, meetings::SERVICE);
        let kind = engagement.choice(Field::Entry(Register::Meetings, id, meetings::KIND));
        if let Some(kind) = kind.filter(|_| !service.is_empty()) {
            all.push(FollowUp { kind, service: service.into() });
        }
    }
    all
}

/// The edits that put such a meeting on the list, as the entry `id` and under this topic.
pub fn add_follow_up(id: EntryId, service: EntryId, part: Part, topic: &str) -> Vec<Edit> {
    let cell = |column| Field::Entry(Register::Meetings, id, column);
    vec![
        Edit::add(Register::Meetings, id),
        Edit { field: cell(meetings::TOPIC), value: Kind::Text.read(topic) },
        Edit::set(cell(meetings::KIND), Value::Choice(part.follow_up().code())),
        Edit { field: cell(meetings::SERVICE), value: Kind::Service.read(&service.to_string()) },
    ]
}

/// How far one part of one service is.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum PartState {
    #[default]
    Missing,
    /// Written down, not yet confirmed with the customer.
    Noted,
    /// There, and confirmed where confirmation is asked for.
    Complete,
}

/// How far a part is for a service of the engagement.
pub fn part_state(engagement: &Engagement, service: EntryId, part: Part) -> PartState {
    let field = Field::Entry(Register::Services, service, part.column());
    let is_there = match part {
        Part::Date => engagement.day(field).is_some(),
        // "Unclear" is a note for the next talk, not an intent.
        Part::Intent => matches!(engagement.choice(field), Some(Intent::Yes | Intent::No)),
        _ => !text::is_blank(engagement.text(field)),
    };
    if !is_there {
        return PartState::Missing;
    }
    match part.confirmation() {
        Some(column) if !engagement.flag(Field::Entry(Register::Services, service, column)) => {
            PartState::Noted
        }
        _ => PartState::Complete,
    }
}

/// The parts that a service lacks altogether.
pub fn missing(engagement: &Engagement, service: EntryId, parts: &[Part]) -> Vec<Part> {
    let lacks = |part: &Part| part_state(engagement, service, *part) == PartState::Missing;
    parts.iter().copied().filter(lacks).collect()
}
