use kickoff::domain::text::folded;
use leptos::prelude::*;

use crate::browser;
use crate::ui::later::export::{LeftOut, all_left_out, download_raw, export_all, notice_in_dialog};
use crate::ui::parts::{Dialog, button, once_button};
use crate::ui::session::{use_session, use_words};
use kit::html::{div, h2, input, label, li, p, section, ul};
use kit::{El, Shown, View, flag, fresh_id, live, on_typed, views};

/// Everything goes, after a chance to export and a word that nobody types by mistake. The page
/// around the app does it, because it can even when the app cannot.
pub fn delete_all() -> El {
    let words = use_words();
    let dialog = Dialog::new();
    let ask = button("button--danger", move || {
        dialog.open(words.delete_all_title(), || inside(dialog));
    });
    section()
        .class("block")
        .attr("aria-labelledby", "delete-all")
        .child(h2().class("block__title").attr("id", "delete-all").child(words.delete_all()))
        .child(p().child(words.delete_all_line()))
        .child(ask.child(words.delete_all()))
        .child(dialog.place())
}

fn inside(dialog: Dialog) -> View {
    let session = use_session();
    let words = use_words();
    let is_spelt = RwSignal::new(false);
    let id = fresh_id();
    let word = input()
        .class("field__input")
        .attr("id", id.clone())
        .attr("type", "text")
        .attr("autocomplete", "off");
    let word = on_typed(word, move |it| {
        let spelt = |word: &str| folded(word, browser::plain);
        is_spelt.set(spelt(&it.value()) == spelt(words.delete_all_word()));
    });
    let is_exported = RwSignal::new(false);
    let lost = Shown::new(move || {
        session.list_changed.track();
        all_left_out(session, words)
    });
    let go = button("button--danger", move || {
        dialog.close();
        browser::announce("kickoff:delete-everything");
    });
    let export = once_button("", move || {
        export_all(session, words);
        is_exported.set(true);
    });
    views([
        p().class("dialog__line").child(words.delete_all_line()).into(),
        div()
            .class("field")
            .child(label().class("field__label").attr("for", id).child(words.delete_all_type()))
            .child(word)
            .into(),
        p().class("dialog__line").child(words.not_in_file()).into(),
        live(move || match lost.get() {
            lost if lost.is_empty() => View::default(),
            lost => what_is_lost(lost),
        }),
        notice_in_dialog(is_exported),
        div()
            .class("dialog__actions")
            .child(button("", move || dialog.close()).child(words.cancel()))
            .child(export.child(words.export_first()))
            .child(go.attr("disabled", flag(move || !is_spelt.get())).child(words.delete_all()))
            .into(),
    ])
}

/// What no file can hold goes for good: it is named, and its raw text offered, before anything else.
fn what_is_lost(lost: Vec<LeftOut>) -> View {
    let session = use_session();
    let words = use_words();
    let of = |is_in_file: bool, title: &'static str| {
        let names = lost.iter().filter(|it| it.is_in_file == is_in_file);
        let names: Vec<El> = names.map(|it| li().child(it.name.clone())).collect();
        let is_any = !names.is_empty();
        is_any.then(|| views([p().child(title).into(), ul().class("lines").child(names).into()]))
    };
    let (left_out, older) = (of(false, words.left_out_title()), of(true, words.older_title()));
    let has_raw = lost.iter().any(|it| it.has_raw);
    let save = once_button("", move || {
        lost.iter().filter(|it| it.has_raw).for_each(|it| download_raw(session, words, it.id));
    });
    View::from(
        div()
            .class("refused")
            .child(left_out)
            .child(older)
            .child(has_raw.then(|| save.child(words.download_raw()))),
    )
}
