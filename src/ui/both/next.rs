//! What to do next, in one line: where it is done, and how much time is left.

use chrono::NaiveDateTime;
use kickoff::app::route::{Page, Route};
use kickoff::domain::id::EngagementId;
use kickoff::domain::next::{Next, What};
use kickoff::domain::playbook::Playbook;
use kickoff::i18n::names::next_title;
use kickoff::i18n::words::Words;

use crate::browser::dates;
use crate::ui::parts::{Tone, chip};
use crate::ui::session::{EditorHandle, use_words};
use kit::html::a;
use kit::{Shown, View, live, views};

/// For the engagement that is open.
pub fn next_of_editor(editor: EditorHandle) -> View {
    next_line(editor.id, editor.playbook(), editor.next(), editor.wall_clock())
}

/// The line, by the clock of the engagement.
pub fn next_line(
    id: EngagementId,
    playbook: &'static Playbook,
    next: Shown<Next>,
    now: Shown<NaiveDateTime>,
) -> View {
    let words = use_words();
    let current = Shown::new(move || {
        next.with(|it| {
            let (what, by) = it.at(now.get());
            (what.clone(), by)
        })
    });
    views([
        // Drawn anew only when something else comes next: the keyboard may be on it.
        live(move || {
            let (what, _) = current.get();
            let (page, at) = Page::of_next(&what, playbook);
            let place = Route::Engagement { id, page, at };
            let link = a().class("link next__link").attr("href", place.to_string());
            link.child(words.next_thing())
                .child(": ")
                .child(next_title(&what, playbook, words))
                .into()
        }),
        live(move || {
            let (what, by) = current.get();
            by.map(|by| due_chip(&what, by, now.get(), words)).into()
        }),
    ])
}

fn due_chip(what: &What, by: NaiveDateTime, now: NaiveDateTime, words: Words) -> View {
    // The last minute is still in time.
    let minutes = (by - now).num_minutes() + 1;
    let is_over = by < now;
    let day = dates::short_day(by.date(), words.0);
    let said = match (what, is_over) {
        (What::Contact, false) => words.contact_due(&day),
        (What::Contact, true) => words.contact_overdue(&day),
        (What::Kickoff, _) => words.kickoff_on(&dates::moment(by, words.0)),
        (_, false) => words.by_day(&day),
        (_, true) => words.overdue_since(&day),
    };
    let (span, tone) = match what {
        What::Kickoff if is_over => (words.overdue_by(minutes), Tone::Due),
        // It is said already that the time is over.
        _ if is_over => (words.span(minutes), Tone::Due),
        _ => (words.remaining(minutes), Tone::Strong),
    };
    views([" ".into(), chip(format!("{said} · {span}"), tone)])
}
