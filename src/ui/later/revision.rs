//! The revision of the playbook that an engagement runs on: a newer one with what it brings, the rows to be
//! looked at again because of one, and what was recorded of what is no more asked for.

mod comparison;
mod former;
mod recheck;

use kickoff::app::route::{Page, Route};
use kickoff::domain::playbook::Playbook;
use kickoff::domain::revision;
use kickoff::i18n::words::Words;

use super::fold::fold;
use crate::ui::parts::{Dialog, Tone, button, chip, once_button, page_title};
use crate::ui::session::{EditorHandle, use_editor, use_session, use_words};
use comparison::comparison;
use former::former_list;
use kit::html::{a, div, h2, p, section, summary, ul};
use kit::{El, For, Show, Shown, View, views};
pub use recheck::recheck_panel;

/// The newest revision, if the engagement runs on a former one.
fn newer(editor: EditorHandle) -> Option<&'static Playbook> {
    let library = use_session().library;
    let playbook = editor.playbook();
    let newest = library.newest(&playbook.playbook.id)?;
    (playbook.playbook.revision < newest.playbook.revision).then_some(newest)
}

/// Whether there is something to do or to see about it.
pub fn is_of_interest(editor: EditorHandle) -> Shown<bool> {
    let is_offered = newer(editor).is_some();
    editor.select(move |it| {
        let is_any = || !revision::to_recheck(it).is_empty() || !revision::former(it).is_empty();
        is_offered || is_any()
    })
}

fn day(words: Words, playbook: &Playbook) -> String {
    words.date_of(playbook.playbook.revision)
}

/// Where somebody begins and ends: that there is a newer revision, or something to look at again.
pub fn revision_offer() -> View {
    let editor = use_editor();
    let words = use_words();
    let place = Route::Engagement { id: editor.id, page: Page::Revision, at: None }.to_string();
    let offered = newer(editor).map(|it| words.revision_offer(&day(words, it)));
    let count = editor.select(|it| revision::to_recheck(it).len());
    let line = move |said: String, act: &'static str| {
        let link = a().class("link").attr("href", place.clone()).child(act);
        View::from(p().class("offer").child(said).child(words.between_sentences()).child(link))
    };
    match offered {
        Some(said) => line(said, words.revision_preview()),
        None => Show(
            move || 0 < count.get(),
            move || line(words.recheck_count(count.get()), words.recheck_open()),
        ),
    }
}

pub fn revision() -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let title = playbook.playbook.title.get(words.0);
    let current = words.revision_current(title, &day(words, playbook));
    let offer = match newer(editor) {
        Some(it) if !editor.is_read_only() => offer(it),
        _ => View::from(p().class("field__hint").child(words.revision_latest())),
    };
    View::from(
        div()
            .class("step")
            .child(page_title("step__title").child(words.playbook_revision()))
            .child(p().class("step__lead").child(words.revision_lead()))
            .child(
                section()
                    .class("block")
                    .child(h2().class("block__title").child(current))
                    .child(offer),
            )
            .child(to_recheck())
            .child(former_list()),
    )
}

/// The newer one: what it brings, and the way to it.
fn offer(newer: &'static Playbook) -> View {
    let editor = use_editor();
    let words = use_words();
    let found = revision::Comparison::of(editor.playbook(), newer);
    let counts = words.revision_counts(found.added.len(), found.removed.len(), found.changed.len());
    let dialog = Dialog::new();
    let title = words.revision_switch(&day(words, newer));
    let ask = {
        let title = title.clone();
        button("button--primary", move || dialog.open(&title, || confirm(dialog, newer)))
    };
    views([
        p().child(words.revision_offer(&day(words, newer))).into(),
        p().class("field__hint").child(words.revision_offer_line()).into(),
        fold("revision".to_owned(), false)
            .child(summary().child(words.revision_preview()).child(" (").child(counts).child(")"))
            .child(comparison(&found, editor.playbook(), newer))
            .into(),
        p().class("page__actions").child(ask.child(title)).into(),
        dialog.place(),
    ])
}

fn confirm(dialog: Dialog, newer: &'static Playbook) -> View {
    let editor = use_editor();
    let session = use_session();
    let words = use_words();
    let go = once_button("button--primary", move || {
        dialog.close();
        match editor.upgrade(newer) {
            Ok(()) => {
                session.touch_list();
                session.say(words.revision_switched(&day(words, newer)));
            }
            Err(_) => session.complain(words.revision_not_switched()),
        }
    });
    views([
        p().class("dialog__line").child(words.revision_offer_line()).into(),
        div()
            .class("dialog__actions")
            .child(button("", move || dialog.close()).child(words.cancel()))
            .child(go.child(words.revision_switch(&day(words, newer))))
            .into(),
    ])
}

fn to_recheck() -> View {
    let editor = use_editor();
    let words = use_words();
    let all = editor.select(revision::to_recheck);
    Show(
        move || all.with(|it| !it.is_empty()),
        move || {
            View::from(
                block(words.recheck_title())
                    .child(ul().class("cases").child(For(all, recheck::recheck_row))),
            )
        },
    )
}

/// A part of the page under its title.
fn block(title: &'static str) -> El {
    section()
        .class("block")
        .attr("aria-label", title)
        .child(h2().class("block__title").child(title))
}

fn recheck_chip(words: Words) -> View {
    chip(words.recheck(), Tone::Due)
}
