//! Data and safety: where the data is, and everything that was put aside and can come back.

mod backups;
mod delete_all;
mod install;
mod quota;
mod team_folder;

use kickoff::i18n::words::Words;
use leptos::prelude::*;

use crate::browser::files;
pub use crate::ui::later::data::backups::backup_kind;
use crate::ui::later::data::backups::backup_row;
use crate::ui::later::data::quota::room;
use crate::ui::later::data::team_folder::team_folder_block;
use crate::ui::later::keys::keys_block;
use crate::ui::parts::{Dialog, page_main, page_title};
use crate::ui::session::{use_session, use_words};
use delete_all::delete_all;
use install::install_block;
use kit::html::{h2, li, p, section, ul};
use kit::{El, For, Show, Shown, View};

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
        page_main("page")
            .child(page_title("page__title").child(words.data()))
            .child(p().class("page__lead").child(words.data_lead()))
            .child(where_stored(words))
            .child(team_folder_block())
            .child(room())
            .child(
                section()
                    .class("block")
                    .attr("aria-labelledby", "kept")
                    .child(h2().class("block__title").attr("id", "kept").child(words.kept_title()))
                    .child(p().class("field__hint").child(words.bin_line()))
                    .child(Show(
                        move || kept.with(Vec::is_empty),
                        move || View::from(p().class("empty").child(words.kept_none())),
                    ))
                    .child(ul().class("cases").child(For(keys, row)))
                    .child(dialog.place()),
            )
            .child(keys_block())
            .child(delete_all())
            .child(
                p().class("field__hint")
                    .child(words.version_line(env!("CARGO_PKG_VERSION"), &files::build())),
            )
            // The browser's offer comes when it comes: nothing moves away for it.
            .child(install_block()),
    )
}

/// What is stored where, for how long, and what that means on a shared computer.
fn where_stored(words: Words) -> El {
    let lines = [words.where_work(), words.where_app(), words.where_files(), words.where_until()];
    section()
        .class("block")
        .attr("aria-labelledby", "where")
        .child(h2().class("block__title").attr("id", "where").child(words.where_title()))
        .child(ul().class("lines").child(lines.map(|it| li().child(it)).to_vec()))
        .child(p().class("field__hint").child(words.where_technically()))
        .child(p().child(words.shared_computer()))
}
