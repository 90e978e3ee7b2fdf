//! What the rules know by name, and a playbook has to have.

use crate::domain::id::{FactId, ItemId, LinkId, QuestionId};
use crate::domain::known;
use crate::domain::playbook::{FactKind, Playbook};

const FACTS: [(FactId, FactKind); 11] = [
    (known::CUSTOMER, FactKind::Text),
    (known::ASSIGNED_AT, FactKind::Moment),
    (known::CONTACTED_AT, FactKind::Moment),
    (known::SEATS, FactKind::Count),
    (known::ACTIVE_USERS, FactKind::Count),
    (known::MIGRATION_TARGET, FactKind::Count),
    (known::MIGRATED, FactKind::Count),
    (known::DISENGAGEMENT_DISCUSSED, FactKind::Day),
    (known::CALENDAR, FactKind::Choice),
    (known::TIME_ZONE, FactKind::Text),
    (known::KICKOFF_AT, FactKind::Moment),
];

const QUESTIONS: [QuestionId; 11] = [
    known::CONFIG_MANAGER_CURRENT,
    known::MANAGED,
    known::MOTION,
    known::RISK_SEEN,
    known::UNDER_1000_SEATS,
    known::MIGRATION_REQUIRED,
    known::SERVICES,
    known::BLOCKED_OR_NO_INTENT,
    known::DIBS_MISSING,
    known::SSAT_AVAILABLE,
    known::GAP_OPEN,
];

/// What the playbook lacks of what the rules know by name.
pub fn missing(playbook: &Playbook) -> Vec<&'static str> {
    let facts = FACTS
        .iter()
        .filter(|(id, kind)| !playbook.facts.iter().any(|it| it.id == *id && it.kind == *kind));
    let questions = QUESTIONS.iter().filter(|id| playbook.question(**id).is_none());
    let items = [
        known::FIRST_OUTREACH,
        known::KICKOFF_MEETING,
        known::DISENGAGED,
        known::STALLED_SERVICES,
        known::OUTDATED_MANAGER,
    ]
    .into_iter()
    .filter(|id| playbook.item(*id).is_none());
    let links = [
        known::GUIDE_4_PLUS_4,
        known::GUIDANCE_4_PLUS_4_MISSING,
        known::SUCCESS_WORKSHOP,
        known::TECHNICAL_ASSESSMENT,
    ]
    .into_iter()
    .filter(|id| playbook.link(*id).is_none());
    facts
        .map(|(id, _)| id.as_str())
        .chain(questions.map(|it| it.as_str()))
        .chain(items.map(ItemId::as_str))
        .chain(links.map(LinkId::as_str))
        .collect()
}
