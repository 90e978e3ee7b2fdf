//! The meeting on one screen: the agenda with its clock, what to say and ask by now, what comes up,
//! and what was noted. Nothing in it leads away, and nothing blocks.

mod agenda;
mod clock;
mod end;
mod noted;
mod people;
mod point;
mod questions;
mod raised;
mod read_back;
mod ticked;

use kickoff::app::route::{Page, Route};
use kickoff::domain::agenda::Agenda;

use crate::ui::later::capture::capture_line;
use crate::ui::later::customer_safe::switch;
use crate::ui::later::save_state::save_state;
use crate::ui::parts::page_title;
use crate::ui::session::{use_editor, use_session, use_words};
use kit::html::{a, div, p, span};
use kit::{View, text};

use clock::Clock;
pub use clock::{CLOCK_ID, NEXT_ID};

pub fn meeting() -> View {
    let editor = use_editor();
    let session = use_session();
    let words = use_words();
    let playbook = editor.playbook();
    let agenda = editor.assess(move |assessment, it| Agenda::of(playbook, it, assessment));
    let clock = Clock::begin(editor, session);
    let leave = Route::Engagement { id: editor.id, page: Page::Setup, at: None };
    let customer = editor.select(move |it| words.called(it.customer()).to_owned());
    View::from(
        div()
            .class("meeting")
            .child(
                div()
                    .class("meeting__head")
                    .child(
                        page_title("meeting__title")
                            .child(words.meeting_title())
                            .child(" – ")
                            .child(span().child(customer)),
                    )
                    .child(clock::panel(clock, agenda))
                    .child(
                        p().class("meeting__saved")
                            .child(text(move || save_state(session, editor, words).to_owned())),
                    )
                    .child(switch())
                    .child(
                        a().class("button button--quiet meeting__leave")
                            .attr("href", leave.to_string())
                            .child(words.leave_meeting()),
                    ),
            )
            .child(
                div()
                    .class("meeting__body")
                    .child(agenda::agenda(clock, agenda))
                    .child(point::point(clock, agenda))
                    .child(
                        div()
                            .class("meeting__beside")
                            .child(raised::raised(agenda))
                            .child(noted::noted()),
                    ),
            )
            .child((!editor.is_read_only()).then(|| div().class("dock").child(capture_line()))),
    )
}
