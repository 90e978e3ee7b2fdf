//! Unsorted notes are sorted by single keys, or by the buttons that show them.

use kickoff::domain::capture::refile::{PLACES, refile};
use kickoff::domain::id::EntryId;
use kickoff::domain::register::Register;
use kickoff::i18n::words::Words;

use crate::browser::keyboard::on_key;
use crate::ui::parts::button;
use crate::ui::session::{Done, EditorHandle, Session, use_editor, use_session, use_words};
use kit::El;
use kit::html::{div, kbd, span};

fn sort(editor: EditorHandle, session: Session, id: EntryId, to: Register) {
    editor.flush();
    let edits = editor.peek(|it| refile(it, id, to));
    if edits.is_empty() {
        return;
    }
    editor.edit(edits);
    session.did(Words::sorted, vec![Done::Changed(editor)]);
}

/// The keys of a note, as long as nobody types in it. The keyboard goes on to the next one.
pub fn by_keys(id: EntryId, row: El) -> El {
    let (editor, session) = (use_editor(), use_session());
    on_key(row, move |key| {
        let is_plain = !key.is_command && !key.is_alt && !key.is_typing;
        let is_pressed = |it: &&(&str, Register)| key.name.eq_ignore_ascii_case(it.0);
        let place = PLACES.iter().filter(|_| is_plain).find(is_pressed);
        if let Some((_, to)) = place {
            sort(editor, session, id, *to);
        }
        place.is_some()
    })
}

/// Where a note can go.
pub fn buttons(id: EntryId) -> El {
    let (editor, session, words) = (use_editor(), use_session(), use_words());
    let places = PLACES.into_iter().filter_map(|(key, to)| {
        let one = editor.playbook().register(to)?.one.get(words.0);
        let letter = kbd().attr("aria-hidden", "true").child(key.to_uppercase());
        let place = button("button--quiet", move || sort(editor, session, id, to));
        Some(place.attr("aria-keyshortcuts", key).child(letter).child(one))
    });
    let places: Vec<El> = places.collect();
    div()
        .class("entry__sort")
        .attr("role", "group")
        .attr("aria-label", words.sort_to())
        .child(span().class("entry__to").child(words.sort_to()))
        .child(places)
}
