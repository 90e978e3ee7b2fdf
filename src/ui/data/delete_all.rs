use kickoff::domain::text::trimmed;
use leptos::prelude::*;

use crate::ui::browser;
use crate::ui::el::{El, el, flag, views};
use crate::ui::hand_off::export_all;
use crate::ui::parts::{Dialog, button};
use crate::ui::session::{use_session, use_words};
use crate::ui::typing::on_typed;

/// Everything goes, after a chance to export and a word that nobody types by mistake. The page
/// around the app does it, because it can even when the app cannot.
pub fn delete_all() -> El {
    let session = use_session();
    let words = use_words();
    let dialog = Dialog::new();
    let is_spelt = RwSignal::new(false);
    let id = browser::fresh_id();
    let word = el("input")
        .class("field__input")
        .attr("id", id.clone())
        .attr("type", "text")
        .attr("autocomplete", "off");
    let word = on_typed(word, move |it| {
        is_spelt.set(trimmed(&it.value()) == words.delete_all_word());
    });
    let go = button("button--danger", move || {
        dialog.close();
        browser::announce("kickoff:delete-everything");
    });
    el("section")
        .class("block")
        .attr("aria-labelledby", "delete-all")
        .child(el("h2").class("block__title").attr("id", "delete-all").child(words.delete_all()))
        .child(el("p").child(words.delete_all_line()))
        .child(button("button--danger", move || dialog.open()).child(words.delete_all()))
        .child(
            dialog.draw(
                words.delete_all_title(),
                views([
                    el("p").class("dialog__line").child(words.delete_all_line()).into(),
                    el("div")
                        .class("field")
                        .child(
                            el("label")
                                .class("field__label")
                                .attr("for", id)
                                .child(words.delete_all_type()),
                        )
                        .child(word)
                        .into(),
                    el("div")
                        .class("dialog__actions")
                        .child(button("", move || dialog.close()).child(words.cancel()))
                        .child(
                            button("", move || export_all(session, words))
                                .child(words.export_first()),
                        )
                        .child(
                            go.attr("disabled", flag(move || !is_spelt.get()))
                                .child(words.delete_all()),
                        )
                        .into(),
                ]),
            ),
        )
}
