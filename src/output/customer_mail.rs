//! The text of a mail to the customer after the kickoff: thanks, what was decided, who does what by
//! when, and when to meet again. Not in the playbook. Only what is shared is in it.

use super::customer_minutes::TOLD_DECISIONS;
use super::report::{Block, Report};
use super::sections::{ACTIONS, MEETINGS, Section};
use super::shared::Shared;
use crate::domain::code::{ActionState, Code};
use crate::domain::register::{Register, actions};
use crate::i18n::words::Words;

/// What is to be done says that it is open.
const TO_DO: Section = Section {
    columns: &[actions::WHAT, actions::OWNER, actions::DUE, actions::SERVICE, actions::TOPIC],
    ..ACTIONS
};

/// `None` if there is nothing to tell: no date, decision, action or meeting. What is done or was
/// dropped is in the minutes, and asks nobody for anything.
pub fn follow_up(shared: &Shared<'_>, words: Words) -> Option<Report> {
    let roles = &shared.playbook().roles;
    let kickoff = shared.fact(roles.kickoff_at, words);
    let mut open = shared.entries(Register::Actions);
    open.retain(|id| {
        let state = shared.choice(Register::Actions, *id, actions::STATE);
        state.is_none_or(|it| it == ActionState::Open.code())
    });
    let parts = [
        (words.mail_decisions(), TOLD_DECISIONS.block(shared, words)),
        (words.mail_actions(), TO_DO.block_of(shared, &open, words)),
        (words.mail_meetings(), MEETINGS.block(shared, words)),
    ];
    if kickoff.is_none() && parts.iter().all(|it| it.1.is_none()) {
        return None;
    }
    let customer = shared.fact(roles.customer, words).unwrap_or_default();
    let thanks = match kickoff {
        Some(when) => words.mail_thanks_on(&when),
        None => words.mail_thanks().to_owned(),
    };
    let mut blocks =
        vec![Block::Paragraph(words.dear_customer(&customer)), Block::Paragraph(thanks)];
    for (lead, block) in parts {
        if let Some(block) = block {
            blocks.extend([Block::Paragraph(lead.to_owned()), block]);
        }
    }
    let last = [words.mail_attached(), words.mail_closing()];
    blocks.extend(last.map(|it| Block::Paragraph(it.to_owned())));
    Some(Report { title: words.mail_title(&customer), lang: words.0, blocks })
}
