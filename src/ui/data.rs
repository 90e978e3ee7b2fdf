//! Data and safety: where the data is, and everything that was put aside and can come back.

use kickoff::domain::id::EngagementId;
use kickoff::i18n::words::Words;
use kickoff::storage::cabinet::{Kept, KeptKind, Loaded};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::browser;
use super::dates;
use super::hand_off::{download_texts, export_all};
use super::parts::{Dialog, Tone, button, chip};
use super::session::{Session, use_session, use_words};
use crate::ui::el::{El, View, el, flag, live, on_click, on_control, views, when};
use crate::ui::shown::Shown;

pub fn data() -> View {
    let session = use_session();
    let words = use_words();
    let kept = Shown::new(move || {
        session.list_changed.track();
        session.with_cabinet(|it| it.kept()).unwrap_or_default()
    });
    View::from(
        el("main")
            .class("page")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .child(el("h1").class("page__title").child(words.data_title()))
            .child(el("p").class("page__lead").child(words.data_lead()))
            .child(where_stored(words))
            .child(
                el("section")
                    .class("block")
                    .attr("aria-labelledby", "kept")
                    .child(
                        el("h2").class("block__title").attr("id", "kept").child(words.kept_title()),
                    )
                    .child(when(
                        move || kept.with(Vec::is_empty),
                        move || View::from(el("p").class("empty").child(words.kept_none())),
                    ))
                    .child(el("ul").class("cases").child(live(move || {
                        kept.get().into_iter().map(kept_row).collect::<Vec<View>>().into()
                    }))),
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
        .child(el("p").child(words.shared_computer()))
}

/// Everything goes, after a chance to export and a word that nobody types by mistake. The page
/// around the app does it, because it can even when the app cannot.
fn delete_all() -> El {
    let session = use_session();
    let words = use_words();
    let dialog = Dialog::new();
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

/// Puts something kept back on the list: as itself, or as a copy if it is there.
fn restore(session: Session, kept: &Kept) -> Option<bool> {
    let now = browser::now_millis();
    session.with_cabinet(|cabinet| {
        let engagement = cabinet.read_kept(&kept.key)?;
        let is_free = matches!(cabinet.load(kept.id), Ok(Loaded::Missing));
        if is_free && kept.kind == KeptKind::Deleted {
            return cabinet.undelete(kept.id, now).ok().map(|_| false);
        }
        let copy = if is_free {
            engagement
        } else {
            engagement.copied_as(EngagementId::coined(browser::unique()))
        };
        cabinet.save(&copy, now).ok().map(|()| !is_free)
    })
}

fn kept_row(kept: Kept) -> View {
    let session = use_session();
    let words = use_words();
    let kind = match kept.kind {
        KeptKind::Deleted => words.kept_deleted(),
        KeptKind::Copy => words.kept_copy(),
        KeptKind::Unreadable => words.kept_unreadable(),
    };
    let name = kept.customer.clone().unwrap_or_else(|| kept.id.to_string());
    let can_restore = kept.customer.is_some();
    let drop_dialog = Dialog::new();
    let kept = StoredValue::new(kept);
    let put_back = on_click(move || {
        let done = kept.with_value(|it| restore(session, it));
        match done {
            Some(false) => session.say(words.restored()),
            Some(true) => session.say(words.restored_as_copy()),
            None => session.complain(words.not_saved()),
        }
        session.touch_list();
    });
    let download = on_click(move || {
        let key = kept.with_value(|it| it.key.clone());
        let raw = session.with_cabinet(|it| it.raw(&key)).ok().flatten();
        let id = kept.with_value(|it| it.id.to_string());
        download_texts(session, words, &id, raw.into_iter().collect());
    });
    let drop_it = on_click(move || {
        drop_dialog.close();
        let key = kept.with_value(|it| it.key.clone());
        if session.with_cabinet(|it| it.drop_kept(&key)).is_err() {
            session.complain(words.not_saved());
        }
        session.touch_list();
    });
    let when = kept.with_value(|it| it.millis).map(|it| dates::instant(it, words.0));
    View::from(
        el("li")
            .class("case case--plan")
            .child(
                el("div")
                    .class("case__main")
                    .child(el("strong").class("case__name").child(name.clone()))
                    .child(
                        el("span")
                            .class("case__motion")
                            .child(chip(kind, Tone::Quiet))
                            .child(" ")
                            .child(when),
                    ),
            )
            .child(
                el("div")
                    .class("case__actions")
                    .attr("role", "group")
                    .attr("aria-label", words.actions_for(&name))
                    .child(can_restore.then(|| {
                        View::from(
                            el("button")
                                .class("button")
                                .attr("type", "button")
                                .on("click", put_back)
                                .child(words.restore()),
                        )
                    }))
                    .child(
                        el("button")
                            .class("button button--quiet")
                            .attr("type", "button")
                            .on("click", download)
                            .child(words.download_raw()),
                    )
                    .child(
                        button("button--quiet", move || drop_dialog.open())
                            .child(words.drop_for_good()),
                    ),
            )
            .child(
                drop_dialog.draw(
                    words.drop_for_good_title(),
                    views([
                        el("p").class("dialog__name").child(name).into(),
                        el("p").class("dialog__line").child(words.drop_for_good_line()).into(),
                        el("div")
                            .class("dialog__actions")
                            .child(button("", move || drop_dialog.close()).child(words.cancel()))
                            .child(
                                el("button")
                                    .class("button button--danger")
                                    .attr("type", "button")
                                    .on("click", drop_it)
                                    .child(words.drop_for_good()),
                            )
                            .into(),
                    ]),
                ),
            ),
    )
}
