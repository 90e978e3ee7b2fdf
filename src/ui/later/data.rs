//! Data and safety: where the data is, and everything that was put aside and can come back.

mod backups;
mod delete_all;
mod quota;

use kickoff::i18n::words::Words;
use leptos::prelude::*;

use crate::ui::kit::shown::Shown;
use crate::ui::kit::{El, View, el, keyed, when};
pub use crate::ui::later::data::backups::backup_kind;
use crate::ui::later::data::backups::backup_row;
use crate::ui::later::data::quota::room;
use crate::ui::parts::Dialog;
use crate::ui::session::{use_session, use_words};
use delete_all::delete_all;

pub fn data() -> View {
    let session = use_session();
    let words = use_words();
    let kept = Shown::new(move || {
        session.list_changed.track();
        session.with_store(|it| it.backups()).unwrap_or_default()
    });
    let keys = Shown::new(move || kept.with(|all| all.iter().map(|it| it.key.clone()).collect()));
    let dialog = Dialog::new();
    let row = move |key: String| {
        let found = kept.with(|all| all.iter().find(|it| it.key == key).cloned());
        found.map(|it| backup_row(it, dialog)).unwrap_or_default()
    };
    View::from(
        el("main")
            .class("page")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .child(el("h1").class("page__title").child(words.data()))
            .child(el("p").class("page__lead").child(words.data_lead()))
            .child(where_stored(words))
            .child(room())
            .child(
                el("section")
                    .class("block")
                    .attr("aria-labelledby", "kept")
                    .child(
                        el("h2").class("block__title").attr("id", "kept").child(words.kept_title()),
                    )
                    .child(el("p").class("field__hint").child(words.bin_line()))
                    .child(when(
                        move || kept.with(Vec::is_empty),
                        move || View::from(el("p").class("empty").child(words.kept_none())),
                    ))
                    .child(el("ul").class("cases").child(keyed(keys, row)))
                    .child(dialog.place()),
            )
            .child(delete_all()),
    )
}

/// What is stored where, for how long, and what that means on a shared computer.
fn where_stored(words: Words) -> El {
    let lines = [words.where_work(), words.where_app(), words.where_files(), words.where_until()];
    el("section")
        .class("block")
        .attr("aria-labelledby", "where")
        .child(el("h2").class("block__title").attr("id", "where").child(words.where_title()))
        .child(el("ul").class("lines").child(lines.map(|it| el("li").child(it)).to_vec()))
        .child(el("p").class("field__hint").child(words.where_technically()))
        .child(el("p").child(words.shared_computer()))
}
