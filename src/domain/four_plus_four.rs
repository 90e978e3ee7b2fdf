//! DIBS and SSAT per service: four prerequisites and four success factors, "4+4" (R44, R46).

use super::code::{Code, Intent, MeetingKind};
use super::engagement::{Edit, Engagement};
use super::field::Field;
use super::id::{EntryId, LinkId};
use super::parts::{Part, Record};
use super::register::{Register, meetings, services};
use super::roles::Roles;
use super::text;
use super::value::{Kind, Value};

/// The source's guide to a missing part: for DIBS what to do without it, for SSAT what it is.
pub fn guide(part: Part, roles: &Roles) -> LinkId {
    if Part::DIBS.contains(&part) { roles.guidance_4_plus_4_missing } else { roles.guide_4_plus_4 }
}

/// Whether a service has it.
pub fn has_record(engagement: &Engagement, service: EntryId, record: Record) -> bool {
    let is_complete = |part| part_state(engagement, service, part) == PartState::Complete;
    match record {
        Record::Part(part) => is_complete(part),
        Record::Ssat => Part::SSAT.into_iter().any(is_complete),
        Record::Notes => {
            !text::is_blank(engagement.cell(Register::Services, service, services::NOTE))
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
    /// Nothing is written down; a day that cannot be read and an unclear intent do not count.
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
