//! On paper: a control cuts what does not fit into it, and a closed row does not hold its note. What is
//! written there is put beside it as text just before printing, and taken away after.

use js_sys::{Array, Reflect};
use kickoff::domain::field::{Field, ItemField};
use kickoff::domain::text::trimmed;
use kickoff::i18n::words::Words;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::session::{Bench, OnBench, use_session, use_words};
use crate::ui::el::{El, el};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = document, js_name = querySelectorAll)]
    fn query_selector_all(selector: &str) -> JsValue;
}

/// As long as the screen is there on which it is called.
pub fn writes_out_for_print() {
    let session = use_session();
    let words = use_words();
    let before = window_event_listener_untyped("beforeprint", move |_| {
        // A browser need not tell that it is over.
        take_away();
        write_out_controls();
        if let OnBench::Open(bench) = session.bench.get_untracked() {
            write_out_rows(bench, words);
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
    for it in Array::from(&query_selector_all(selector)) {
        act(it.unchecked_into());
    }
}

fn printed() -> El {
    el("p").class("printed")
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

/// What was written of rows that are closed.
fn write_out_rows(bench: Bench, words: Words) {
    let opened = bench.opened.get_untracked();
    let parts = [
        (ItemField::Evidence, words.evidence()),
        (ItemField::Note, words.note()),
        (ItemField::Owner, words.owner()),
    ];
    let rows = bench.playbook().steps.iter().flat_map(|it| &it.items);
    for id in rows.map(|it| it.id).filter(|it| !opened.contains(it)) {
        let Some(row) = document().get_element_by_id(&format!("item-{id}")) else { continue };
        for (part, name) in parts {
            let text = bench.peek(|it| trimmed(it.text(Field::Item(id, part))).to_owned());
            if !text.is_empty() {
                let said = printed().child(el("b").child(name)).child(": ").child(text).control();
                let _ = row.insert_adjacent_element("beforeend", &said);
            }
        }
    }
}
