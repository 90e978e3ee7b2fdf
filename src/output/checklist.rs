//! The rows of the kickoff to be ticked on paper: as they are recorded, or with nothing recorded yet, for a
//! meeting without a screen. Internal.

use super::report::{Block, Bullet, Report};
use super::whole::Whole;
use crate::domain::assessment::{Assessment, State};
use crate::domain::engagement::Engagement;
use crate::domain::field::Field;
use crate::domain::playbook::Item;
use crate::domain::value::Mark;
use crate::i18n::words::Words;

const TICKED: &str = "☑";
const OPEN: &str = "☐";
/// Neither: it was let go, or is not for this customer.
const LET_GO: &str = "－";

/// Room to write by hand.
const ROOM: &str = "………………………………";

/// Every row as it stands, with what was written of it.
pub fn checklist(engagement: &Engagement, words: Words) -> Report {
    let record = Whole(engagement);
    let assessment = Assessment::of(engagement.playbook(), engagement);
    let title = words.checklist_title(words.called(engagement.customer()));
    rows(engagement, words, title, |item| {
        let state = assessment.state(item.id);
        let name = item.title.get(words.0);
        let text = match state {
            State::OutOfBranch => return None,
            State::Done | State::Met => format!("{TICKED} {name}"),
            State::Open => format!("{OPEN} {name}"),
            State::Undecided => format!("{OPEN} {name} ({})", words.undecided()),
            State::Waived => format!("{LET_GO} {name} ({})", words.waived()),
            State::NotApplicable => format!("{LET_GO} {name} ({})", words.not_applicable()),
        };
        let reason =
            engagement.mark(item.id).and_then(Mark::reason).map(|it| it.as_str().to_owned());
        let reason = reason.map(|it| words.note_fact(words.reason(), &it));
        let facts = item.fields.iter().filter_map(|id| {
            let label = record.0.playbook().fact(*id)?.label.get(words.0);
            Some(words.note_fact(label, &record.said(Field::Fact(*id), words)?))
        });
        let written = record.written(item.id, words).into_iter();
        let written = written.map(|(_, name, said)| words.note_fact(name, &said));
        let details = reason.into_iter().chain(facts).chain(written).collect();
        Some(Bullet { text, details })
    })
}

/// Every row of the playbook, with room for what is written by hand. Nothing of the customer is in it.
pub fn blank_checklist(engagement: &Engagement, words: Words) -> Report {
    let title = words.blank_checklist_title().to_owned();
    rows(engagement, words, title, |item| {
        let text = format!("{OPEN} {}", item.title.get(words.0));
        let facts = item.fields.iter().filter_map(|it| engagement.playbook().fact(*it));
        let facts = facts.map(|it| it.label.get(words.0));
        let labels = facts.chain(item.evidence.then(|| words.evidence()));
        let details = labels.map(|it| words.note_fact(it, ROOM)).collect();
        Some(Bullet { text, details })
    })
}

/// The rows that are ticked, under their steps and groups.
fn rows(
    engagement: &Engagement,
    words: Words,
    title: String,
    row: impl Fn(&Item) -> Option<Bullet>,
) -> Report {
    let mut blocks = vec![Block::Paragraph(words.checklist_internal().to_owned())];
    for step in &engagement.playbook().steps {
        let all: Vec<Bullet> =
            step.items.iter().filter(|it| it.is_ticked()).filter_map(&row).collect();
        if !all.is_empty() {
            blocks.push(Block::Heading(step.title.get(words.0).to_owned()));
            blocks.push(Block::List(all));
        }
    }
    Report { title, lang: words.0, blocks }
}
