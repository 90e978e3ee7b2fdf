use leptos::prelude::*;

use crate::browser::quota as browser_quota;
use crate::ui::parts::{bar, button};
use crate::ui::session::{use_session, use_words};
use kickoff::app::archiving::ArchiveState;
use kickoff::app::platform::Promised;
use kit::html::{h2, p, section};
use kit::{Show, View, text};

/// How much room is left, and whether the browser has promised to keep what is there.
pub fn room() -> View {
    let session = use_session();
    let words = use_words();
    session.measure_room();
    browser_quota::look_for_promise(session);
    let used = move || session.room.get().unwrap_or_default();
    let promise = move || match session.promised.get() {
        Promised::Yes => words.promise_kept(),
        Promised::No => words.promise_not(),
        Promised::Unknown => words.promise_unknown(),
    };
    let archive = move || {
        if session.archiving.state.get() == ArchiveState::Missing || session.memory_only {
            return words.archive_missing().to_owned();
        }
        session.list_changed.track();
        let count = session.with_store(|it| it.all_archived()).map_or(0, |it| it.len());
        [&words.archived_count(count), words.archive_line()].join(words.between_sentences())
    };
    let ask = move || {
        View::from(
            button("", move || browser_quota::ask_for_promise(session)).child(words.promise_ask()),
        )
    };
    View::from(
        section()
            .class("block")
            .attr("aria-labelledby", "room")
            .child(h2().class("block__title").attr("id", "room").child(words.room_title()))
            .child(bar(move || used() as usize, text(move || words.room_label().to_owned())))
            .child(p().child(text(move || words.used(used()))))
            .child(p().class("field__hint").child(words.room_line()))
            .child(p().child(text(archive)))
            .child(p().child(text(move || promise().to_owned())))
            .child(Show(move || session.promised.get() == Promised::No, ask)),
    )
}
