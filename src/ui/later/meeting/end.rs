//! The end of the meeting: proposes its task with the time, and a file of what there is (R42).

use kickoff::app::requests::ExportRequest;
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, ItemField};
use kickoff::domain::playbook::{AgendaPoint, Playbook};
use kickoff::domain::value::{Mark, Value};
use kickoff::i18n::words::Words;

use super::clock::Clock;
use crate::ui::later::export::save;
use crate::ui::parts::{button, once_button};
use crate::ui::session::{Done, use_editor, use_session, use_words};
use kit::html::{div, p, section};
use kit::{Show, View, views};

/// At the point that has the meeting's own task.
pub fn end(playbook: &'static Playbook, point: &AgendaPoint, clock: Clock) -> View {
    let roles = playbook.roles;
    if !point.rows(playbook).contains(&roles.kickoff_meeting) {
        return View::default();
    }
    let editor = use_editor();
    let session = use_session();
    let words = use_words();
    let mark = Field::Item(roles.kickoff_meeting, ItemField::Mark);
    let is_over = editor.select(move |it| it.mark(roles.kickoff_meeting) == Some(&Mark::Done));
    let finish = move || {
        clock.pause();
        let mut edits = vec![Edit::set(mark, Value::Mark(Mark::Done))];
        let ended = Field::Fact(roles.kickoff_ended);
        // When it ended stays, if somebody has said so already.
        if editor.peek(|it| it.value(ended).is_none()) && ended.kind(playbook).is_some() {
            edits.push(Edit::set(ended, Value::Moment(editor.wall_clock().get_untracked())));
        }
        editor.edit(edits);
        session.did(Words::meeting_is_over, vec![Done::Changed(editor)]);
    };
    let export = move || save(session, words, ExportRequest::These(vec![editor.id]));
    View::from(section().class("meeting__end").attr("aria-label", words.end_of_meeting()).child(
        views([
            Show(
                move || !is_over.get(),
                move || {
                    View::from(
                        div()
                            .child(button("button--primary", finish).child(words.end_of_meeting()))
                            .child(p().class("field__hint").child(words.end_of_meeting_line())),
                    )
                },
            ),
            Show(
                move || is_over.get(),
                move || {
                    View::from(
                        div()
                            .child(p().child(words.meeting_is_over()))
                            .child(p().class("field__hint").child(words.meeting_over_line()))
                            .child(
                                once_button("button--primary", export).child(words.export_button()),
                            ),
                    )
                },
            ),
        ]),
    ))
}
