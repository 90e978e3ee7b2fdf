//! The minutes of the kickoff for the customer: only what is shared, and no heading without something
//! under it.
//!
//! What is shared at an item or as an answer is not told: those are remarks at our own rows, which a
//! customer does not know.

use super::report::{Block, Bullet, Report};
use super::sections::{
    ACTIONS, DECISIONS, GAPS, MEETINGS, NEEDS, PEOPLE, Phrase, QUESTIONS, SCOPE, SERVICES, Section,
};
use super::shared::Shared;
use crate::domain::register::{decisions, gaps, questions};
use crate::i18n::words::Words;

const SECTIONS: [(Phrase, Section); 9] = [
    (Words::minutes_people, PEOPLE),
    (Words::minutes_needs, NEEDS),
    (Words::minutes_services, SERVICES),
    (Words::minutes_decisions, TOLD_DECISIONS),
    (Words::minutes_actions, ACTIONS),
    (Words::minutes_questions, TOLD_QUESTIONS),
    (Words::minutes_gaps, TOLD_GAPS),
    (Words::minutes_scope, SCOPE),
    (Words::minutes_meetings, MEETINGS),
];

/// Our lists speak of the customer; here the customer reads.
pub const TOLD_DECISIONS: Section =
    Section { labels: &[(decisions::OWNER, Words::told_decided_by)], ..DECISIONS };
const TOLD_QUESTIONS: Section = Section {
    labels: &[(questions::OF, Words::told_asked_of), (questions::ANSWER, Words::told_answer)],
    ..QUESTIONS
};
const TOLD_GAPS: Section = Section { labels: &[(gaps::EXPERT, Words::told_explained_by)], ..GAPS };

/// `None` if there is nothing to tell but the customer's name.
pub fn minutes(shared: &Shared<'_>, words: Words) -> Option<Report> {
    let roles = &shared.playbook().roles;
    let mut told: Vec<Block> = Vec::new();
    let kickoff = shared.fact(roles.kickoff_at, words);
    if let Some(kickoff) = kickoff {
        told.push(Block::Heading(words.minutes_overview().to_owned()));
        told.push(Block::List(vec![
            Bullet::of(words.minutes_when(&kickoff)),
            Bullet::of(words.minutes_purpose()),
        ]));
    }
    for (heading, section) in SECTIONS {
        if let Some(block) = section.block(shared, words) {
            told.push(Block::Heading(heading(words).to_owned()));
            told.push(block);
        }
    }
    if told.is_empty() {
        return None;
    }
    let customer = shared.fact(roles.customer, words).unwrap_or_default();
    let mut blocks = vec![
        Block::Paragraph(words.dear_customer(&customer)),
        Block::Paragraph(words.minutes_thanks().to_owned()),
    ];
    blocks.append(&mut told);
    blocks.push(Block::Paragraph(words.minutes_closing().to_owned()));
    Some(Report { title: words.minutes_title(&customer), lang: words.0, blocks })
}
