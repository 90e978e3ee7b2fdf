//! On paper: a control cuts what does not fit into it, and a closed row does not hold its note. What is
//! written there is put beside it as text just before printing, and taken away after.

use js_sys::Reflect;
use kickoff::app::route::At;
use kickoff::domain::code::Audience;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::{Field, ItemField, Subject};
use kickoff::domain::id::EntryId;
use kickoff::domain::register::Register;
use kickoff::domain::text::trimmed;
use kickoff::i18n::fields::Named;
use kickoff::i18n::words::Words;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::changes;
use crate::ui::session::{EditorHandle, use_session, use_words};
use kit::html::{b, p};
use kit::{El, View};

/// As long as the screen is there on which it is called.
pub fn writes_out_for_print() {
    let session = use_session();
    let words = use_words();
    let before = window_event_listener_untyped("beforeprint", move |_| {
        // A browser need not tell that it is over.
        take_away();
        write_out_controls();
        if let Some(editor) = session.editor_untracked() {
            write_out_rows(editor, words);
            write_out_rest(editor, words);
        }
    });
    let after = window_event_listener_untyped("afterprint", |_| take_away());
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
}

fn take_away() {
    each(".printed", |it| it.remove());
}

fn each(selector: &str, act: impl Fn(Element)) {
    let Ok(all) = document().query_selector_all(selector) else { return };
    // A list that stays as it was found, whatever is done to its elements.
    (0..all.length()).filter_map(|at| all.get(at)).for_each(|it| act(it.unchecked_into()));
}

fn printed() -> El {
    p().class("printed")
}

/// Dates stay as they are: they fit, and only the browser knows how it writes them.
fn write_out_controls() {
    each(".field__input:not([type^=date])", |control| {
        let value = Reflect::get(&control, &"value".into()).ok();
        let Some(value) = value.and_then(|it| it.as_string()).filter(|it| !it.is_empty()) else {
            return;
        };
        // What is chosen from a list is a code; its words are said.
        let chosen = control.query_selector("option:checked").ok().flatten();
        let said = chosen.and_then(|it| it.text_content()).unwrap_or(value);
        let said = printed().child(said).control();
        let _ = control.insert_adjacent_element("afterend", &said);
    });
}

/// What a page leaves out because it is long.
fn write_out_rest(editor: EditorHandle, words: Words) {
    each("[data-rest]", |more| {
        let rest = more.get_attribute("data-rest").unwrap_or_default();
        let Some(place) = more.parent_element() else { return };
        let Some(register) = Register::from_code(&rest) else {
            if let Ok(Some(rows)) = place.query_selector("tbody") {
                let drawn = rows.query_selector_all("tr").map_or(0, |it| it.length()) as usize;
                View::from(changes::rest(editor, words, drawn)).mount(&rows);
            }
            return;
        };
        let Ok(drawn) = place.query_selector_all("[data-entry]") else { return };
        let drawn = (0..drawn.length()).filter_map(|at| drawn.get(at)?.dyn_into::<Element>().ok());
        let drawn: Vec<String> = drawn.filter_map(|it| it.get_attribute("data-entry")).collect();
        for said in editor.peek(|it| entries(it, editor, words, register, &drawn)) {
            let said = printed().child(said).control();
            let _ = more.insert_adjacent_element("beforebegin", &said);
        }
    });
}

/// A line for each entry that is not drawn, with everything that was written of it.
fn entries(
    engagement: &Engagement,
    editor: EditorHandle,
    words: Words,
    register: Register,
    drawn: &[String],
) -> Vec<String> {
    let named = Named { engagement, playbook: editor.playbook(), words };
    let ids = engagement.filled_entries(register);
    // A service of the playbook is always drawn.
    let ids = ids.filter(|id| matches!(id, EntryId::Coined(_)));
    let ids = ids.filter(|id| !drawn.contains(&At::Entry(register, *id).to_string()));
    let lines = ids.map(|id| {
        let cells = register.columns().iter().filter_map(|column| {
            let field = Field::Entry(register, id, *column);
            let value = engagement.value(field)?;
            let name = named.column(register, *column)?;
            Some(format!("{name}: {}", named.value(field, Some(value))))
        });
        let audience = internal(engagement, words, Subject::Entry(register, id));
        cells.chain(audience).collect::<Vec<String>>().join(" · ")
    });
    lines.collect()
}

/// Said on paper of what the customer is not to see.
fn internal(engagement: &Engagement, words: Words, subject: Subject) -> Option<String> {
    let audience = engagement.audience(subject);
    (audience == Audience::Internal).then(|| words.internal().to_owned())
}

/// What was written of rows that are closed.
fn write_out_rows(editor: EditorHandle, words: Words) {
    let opened = editor.opened.get_untracked();
    let parts = [
        (ItemField::Evidence, words.evidence()),
        (ItemField::Note, words.note()),
        (ItemField::Owner, words.owner()),
    ];
    let rows = editor.playbook().steps.iter().flat_map(|it| &it.items);
    for id in rows.map(|it| it.id).filter(|it| !opened.contains(it)) {
        let Some(row) = document().get_element_by_id(&format!("item-{id}")) else { continue };
        for (part, name) in parts {
            let text = editor.peek(|it| trimmed(it.text(Field::Item(id, part))).to_owned());
            if !text.is_empty() {
                let subject = match part {
                    ItemField::Note => Some(Subject::Note(id)),
                    ItemField::Evidence => Some(Subject::Evidence(id)),
                    ItemField::Mark | ItemField::Owner => None,
                };
                let internal = subject
                    .and_then(|subject| editor.peek(|it| internal(it, words, subject)))
                    .map(|it| format!(" ({it})"));
                let name = b().child(name).child(internal);
                let said = printed().child(name).child(": ").child(text).control();
                let _ = row.insert_adjacent_element("beforeend", &said);
            }
        }
    }
}
