use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::ui::browser;
use crate::ui::el::{El, View, el, flag, on_control, views};
use crate::ui::hand_off::export_all;
use crate::ui::parts::{Dialog, button};
use crate::ui::session::{use_session, use_words};

/// Everything goes, after a chance to export and a word that nobody types by mistake. The page
/// around the app does it, because it can even when the app cannot.
pub fn delete_all() -> El {
    let words = use_words();
    let dialog = Dialog::new();
    let ask = button("button--danger", move || {
        dialog.open(words.delete_all_title(), || inside(dialog));
    });
    el("section")
        .class("block")
        .attr("aria-labelledby", "delete-all")
        .child(el("h2").class("block__title").attr("id", "delete-all").child(words.delete_all()))
        .child(el("p").child(words.delete_all_line()))
        .child(ask.child(words.delete_all()))
        .child(dialog.place())
}

fn inside(dialog: Dialog) -> View {
    let session = use_session();
    let words = use_words();
    let is_spelt = RwSignal::new(false);
    let id = browser::fresh_id();
    let word = el("input")
        .class("field__input")
        .attr("id", id.clone())
        .attr("type", "text")
        .attr("autocomplete", "off")
        .on(
            "input",
            on_control(move |it: HtmlInputElement| {
                is_spelt.set(it.value().trim() == words.delete_all_word());
            }),
        );
    let go = button("button--danger", move || {
        dialog.close();
        browser::announce("kickoff:delete-everything");
    });
    let export = button("", move || export_all(session, words));
    views([
        el("p").class("dialog__line").child(words.delete_all_line()).into(),
        el("div")
            .class("field")
            .child(el("label").class("field__label").attr("for", id).child(words.delete_all_type()))
            .child(word)
            .into(),
        el("div")
            .class("dialog__actions")
            .child(button("", move || dialog.close()).child(words.cancel()))
            .child(export.child(words.export_first()))
            .child(go.attr("disabled", flag(move || !is_spelt.get())).child(words.delete_all()))
            .into(),
    ])
}
