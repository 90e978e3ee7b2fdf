//! How old the last export is.

use kickoff::domain::field::{Field, Topic};
use kickoff::domain::id::EngagementId;
use kickoff::i18n::words::Words;
use kickoff::store::engagements::Exported;
use leptos::prelude::*;

use crate::browser::dates;
use crate::ui::session::{EditorHandle, Session};

/// When it was last exported, and whether that still holds everything.
pub fn export_line(session: Session, words: Words, id: EngagementId, head: &str) -> String {
    session.list_changed.track();
    export_said(session, words, session.with_store(|it| it.exported(id)).ok().flatten(), head)
}

/// The same of an export that is known.
pub fn export_said(
    session: Session,
    words: Words,
    exported: Option<Exported>,
    head: &str,
) -> String {
    match exported {
        None => words.never_exported().to_owned(),
        Some(it) => {
            let today = dates::wall_clock(session.now.get(), "").date();
            let then = dates::wall_clock(it.millis, "").date();
            let age = words.days_ago((today - then).num_days());
            match it.head == head {
                true => words.exported_and_same(&age),
                false => words.exported_and_changed(&age),
            }
        }
    }
}

/// The kickoff meeting is over, and nothing was exported since: the record is in one browser only.
pub fn export_is_due(session: Session, editor: EditorHandle) -> bool {
    let held = Field::Fact(editor.playbook().roles.kickoff_at);
    let Some(held) = editor.read_of(Topic::Field(held), |it| it.moment(held)) else { return false };
    let zone = Field::Fact(editor.playbook().roles.time_zone);
    let zone = editor.read_of(Topic::Field(zone), |it| it.text(zone).to_owned());
    if dates::wall_clock(session.now.get(), &zone) <= held {
        return false;
    }
    session.list_changed.track();
    let exported = session.with_store(|it| it.exported(editor.id)).ok().flatten();
    exported.is_none_or(|it| dates::wall_clock(it.millis, &zone) < held)
}
