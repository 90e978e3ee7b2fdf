//! News: what has just happened, with a way back where there is one.

use kickoff::app::requests::ExportRequest;
use leptos::prelude::*;

use crate::ui::kit::{View, el, live};
use crate::ui::parts::{IconName, button, icon, once_button};
use crate::ui::session::{Direction, Notice, use_session, use_words};
use crate::ui::split;

pub fn notices() -> View {
    let session = use_session();
    let words = use_words();
    View::from(el("div").class("notices").attr("role", "status").child(live(move || {
        session
            .notice
            .get()
            .map(|notice| {
                let way_on = notice.way.map(|way| {
                    let said = match way {
                        Direction::Back => words.undo(),
                        Direction::Again => words.redo(),
                    };
                    let undo_or_redo = once_button("button--on-dark", move || {
                        session.undo_or_redo(way);
                    });
                    View::from(undo_or_redo.child(said))
                });
                let Notice { text, lang, is_problem, raw, .. } = notice;
                let raw = (!raw.is_empty()).then(|| {
                    let save = move || split::save(session, words, ExportRequest::Raw(raw.clone()));
                    once_button("button--on-dark", save).child(words.download_raw())
                });
                View::from(
                    el("div")
                        .class("notice")
                        .attr("data-tone", if is_problem { "problem" } else { "info" })
                        .child(
                            el("span").class("notice__text").attr("lang", lang.tag()).child(text),
                        )
                        .child(way_on)
                        .child(raw)
                        .child(
                            button("button--on-dark button--icon", move || {
                                session.notice.set(None)
                            })
                            .attr("aria-label", words.close())
                            .child(icon(IconName::Close)),
                        ),
                )
            })
            .into()
    })))
}
