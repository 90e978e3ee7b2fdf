//! The parts of DIBS and SSAT, and what a condition can ask of them.

use super::code::MeetingKind;
use super::register::{Column, services};

/// One of the eight, in the order of the letters.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Part {
    /// The day on which the service is to go live in production.
    Date,
    /// Whether the customer intends to deploy it.
    Intent,
    /// What the business gains from it.
    BusinessReason,
    /// Who answers for the result on the customer's side.
    SuccessOwner,
    /// The people and departments whose support is needed.
    Stakeholders,
    /// Who will use it, and in which situations.
    Scenarios,
    /// How and when users will hear about it.
    Awareness,
    /// How users will learn to work with it.
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

    /// The record that a condition calls so; `None` if none is.
    pub fn named(name: &str) -> Option<Record> {
        Record::NAMED.iter().find(|it| it.0 == name).map(|it| it.1)
    }

    /// Its name in a condition, such as `business-reason`.
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
}
