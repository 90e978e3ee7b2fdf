//! Of what is long, the first part is drawn, and a way to the rest: what nobody looks at would be on
//! every page.

use kickoff::app::route::{At, Route};
use kickoff::domain::id::EntryId;
use kickoff::domain::register::Register;
use leptos::prelude::*;

use crate::browser;
use crate::ui::parts::button;
use crate::ui::session::{use_editor, use_session, use_words};
use kit::html::p;
use kit::{Show, Shown, View, fresh_id, text};

/// How much is drawn where nobody can ask for more.
pub const AT_MOST: usize = 1000;

/// How much is drawn at a time.
const AT_A_TIME: usize = 50;

/// `name`: what it is called in the editor, where is kept how much of it somebody has asked for.
pub fn first_of<T: Clone + PartialEq + Send + Sync + 'static>(
    name: String,
    all: Shown<Vec<T>>,
) -> (Shown<Vec<T>>, View) {
    let editor = use_editor();
    let words = use_words();
    let of = name.clone();
    let limit = Shown::new(move || editor.drawn(&of).unwrap_or(AT_A_TIME));
    let first = Shown::new(move || {
        all.with(|all| all.iter().take(limit.get()).cloned().collect::<Vec<T>>())
    });
    let left = move || all.with(Vec::len).saturating_sub(limit.get());
    let draw = move || {
        let name = name.clone();
        let more = button("", move || editor.draw(&name, Some(limit.get_untracked() + AT_A_TIME)));
        View::from(more.attr("data-more", true).child(text(move || words.show_more(left()))))
    };
    (first, Show(move || 0 < left(), draw))
}

/// So many entries are drawn at a time: what nobody looks at would be on every page.
const SCREENFUL: usize = 50;

/// Of a long register, the latest entries and whichever is asked for; and a way to those before them.
pub fn screenful(register: Register, every: Shown<Vec<EntryId>>) -> (Shown<Vec<EntryId>>, View) {
    let editor = use_editor();
    let session = use_session();
    let words = use_words();
    // There is no button to press where nothing can be changed.
    let at_first = if editor.is_read_only() { AT_MOST } else { SCREENFUL };
    let limit = Shown::new(move || editor.drawn(register.code()).unwrap_or(at_first));
    // What is drawn stays drawn, however many come after it.
    let drawn_from = StoredValue::new(usize::MAX);
    let asked_for = StoredValue::new(None);
    let before = Shown::new(move || {
        let first = every.with(Vec::len).saturating_sub(limit.get());
        let from = drawn_from.get_value().min(first);
        drawn_from.set_value(from);
        from
    });
    let shown = Shown::new(move || {
        if let Route::Engagement { at: Some(At::Entry(of, id)), .. } = session.place.get()
            && of == register
        {
            asked_for.set_value(Some(id));
        }
        let asked = asked_for.get_value();
        every.with(|all| {
            let (earlier, latest) = all.split_at(before.get().min(all.len()));
            let asked = earlier.iter().find(|it| Some(**it) == asked);
            asked.into_iter().chain(latest).copied().collect::<Vec<EntryId>>()
        })
    });
    let id = fresh_id();
    let draw = move || {
        let (end, here) = (id.clone(), id.clone());
        let more = button("button--quiet", move || {
            editor.draw(register.code(), Some(limit.get_untracked() + SCREENFUL));
            // The last of them takes the button along.
            browser::focus_if_lost(&end);
        });
        let said = text(move || words.earlier_entries(before.get()));
        let line = p().attr("id", here).attr("tabindex", "-1");
        View::from(line.attr("data-rest", register.code()).child(more.child(said)))
    };
    (shown, Show(move || 0 < before.get(), draw))
}
