//! The clock of the meeting, as the screens see it.

use std::time::Duration;

use kickoff::app::meeting_clock::MeetingClock;
use kickoff::app::shortcut::Shortcut;
use kickoff::domain::agenda::Agenda;
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::value::Value;
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use crate::browser;
use crate::browser::keyboard::reveal_current;
use crate::ui::later::capture::HOME_ID;
use crate::ui::parts::button;
use crate::ui::session::{Done, EditorHandle, Session, use_editor, use_words};
use kit::html::{div, span};
use kit::{Shown, View, flag, live, text};

/// Kept this often while it runs, in seconds. What passes between is told by the wall clock.
const KEPT_EVERY: u64 = 10;

/// What it is kept under, on this device only.
const NAME: &str = "meeting";

/// The buttons that keys press too.
pub const NEXT_ID: &str = "next-point";
pub const CLOCK_ID: &str = "meeting-clock";

/// See [`MeetingClock`]. It goes on from where the last page left it.
#[derive(Clone, Copy)]
pub struct Clock {
    editor: EditorHandle,
    session: Session,
    state: RwSignal<MeetingClock>,
    /// When time was last seen to pass, on the browser's steady clock.
    seen: StoredValue<f64>,
}

impl Clock {
    pub fn begin(editor: EditorHandle, session: Session) -> Clock {
        let points = editor.playbook().agenda.len();
        let text = session.with_store(|it| it.beside(editor.id, NAME));
        let state = MeetingClock::of_text(&text, session.now_millis(), points);
        let clock = Clock {
            editor,
            session,
            state: RwSignal::new(state),
            seen: StoredValue::new(browser::steady_millis()),
        };
        clock.tick(0);
        on_cleanup(move || {
            clock.pass();
            clock.keep();
        });
        clock
    }

    /// Every second, as long as the screen is there.
    fn tick(self, seconds: u64) {
        let next = move || {
            if self.seen.try_get_value().is_none() {
                return;
            }
            self.pass();
            if seconds.is_multiple_of(KEPT_EVERY) && self.is_running() {
                self.keep();
            }
            self.tick(seconds + 1);
        };
        set_timeout(next, Duration::from_secs(1));
    }

    fn pass(self) {
        let now = browser::steady_millis();
        let gone = (now - self.seen.get_value()).max(0.0);
        self.seen.set_value(now);
        if self.state.with_untracked(|it| it.is_running) {
            self.state.update(|it| it.pass(gone as u64));
        }
    }

    /// Nothing is kept of a clock that nobody has touched.
    fn keep(self) {
        let now = self.session.now_millis();
        let text = self.state.with_untracked(|it| it.to_text(now));
        let is_new = text != MeetingClock::default().to_text(now);
        if is_new {
            self.session.with_store(|it| it.set_beside(self.editor.id, NAME, &text));
        }
    }

    fn change(self, change: impl FnOnce(&mut MeetingClock)) {
        self.pass();
        self.state.update(change);
        self.keep();
    }

    pub fn go_to(self, point: usize) {
        self.change(|it| it.point = point);
        // It is drawn in a moment; from its heading, the next stop is its work.
        request_animation_frame(|| {
            browser::focus(HOME_ID);
            reveal_current();
        });
    }

    pub fn pause(self) {
        self.change(|it| it.is_running = false);
    }

    fn start_or_pause(self) {
        if !self.state.with_untracked(MeetingClock::has_begun) {
            self.note_beginning();
        }
        self.change(|it| it.is_running = !it.is_running);
    }

    /// A kickoff that begins without a date on record began now.
    fn note_beginning(self) {
        let field = Field::Fact(self.editor.playbook().roles.kickoff_at);
        let is_known = self.editor.peek(|it| it.value(field).is_some());
        if is_known || field.kind(self.editor.playbook()).is_none() || self.editor.is_read_only() {
            return;
        }
        let now = self.editor.wall_clock().get_untracked();
        self.editor.edit(vec![Edit::set(field, Value::Moment(now))]);
        self.session.did(Words::began_noted, vec![Done::Changed(self.editor)]);
    }

    pub fn is_running(self) -> bool {
        self.state.with(|it| it.is_running)
    }

    pub fn minutes(self, point: usize) -> u64 {
        self.state.with(|it| it.spent(point)) / 60_000
    }

    /// The point that is talked about, of those on the agenda by now.
    pub fn point(self, agenda: Shown<Agenda>) -> Option<usize> {
        let wanted = self.state.with(|it| it.point);
        agenda.with(|it| {
            it.points.iter().copied().find(|it| wanted <= *it).or(it.points.last().copied())
        })
    }

    fn next(self, agenda: Shown<Agenda>) -> Option<usize> {
        let now = self.point(agenda)?;
        agenda.with(|it| it.points.iter().copied().find(|it| now < *it))
    }
}

/// How long it has been, and what can be done about it.
pub fn panel(clock: Clock, agenda: Shown<Agenda>) -> View {
    let words = use_words();
    let playbook = use_editor().playbook();
    let planned = move || {
        let minutes = |it: &usize| playbook.agenda.get(*it).map_or(0, |it| u64::from(it.minutes));
        agenda.with(|it| it.points.iter().map(minutes).sum::<u64>())
    };
    let told = move || {
        let minutes = clock.state.with(MeetingClock::total) / 60_000;
        words.minutes_of(minutes, planned())
    };
    let start = move || {
        let state = clock.state.with(|it| (it.is_running, it.has_begun()));
        match state {
            (true, _) => words.clock_pause(),
            (false, true) => words.clock_go_on(),
            (false, false) => words.clock_start(),
        }
    };
    View::from(
        div()
            .class("meeting__clock")
            .attr("data-runs", flag(move || clock.is_running()))
            .child(span().class("meeting__time").child(text(told)))
            .child(
                button("button--primary", move || clock.start_or_pause())
                    .attr("id", CLOCK_ID)
                    .attr("aria-keyshortcuts", Shortcut::Clock.letter())
                    .child(text(move || start().to_owned())),
            )
            .child(live(move || {
                let next = clock.next(agenda);
                next.map(|next| {
                    button("", move || clock.go_to(next))
                        .attr("id", NEXT_ID)
                        .attr("aria-keyshortcuts", Shortcut::NextPoint.letter())
                        .child(words.next_point())
                })
                .into()
            })),
    )
}
