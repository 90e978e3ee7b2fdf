//! News: what has just happened, with a way back where there is one.

use leptos::prelude::*;

use crate::ui::kit::{View, el, live};
use crate::ui::later::hand_off::Save;
use crate::ui::parts::{IconName, button, icon, once_button};
use crate::ui::session::{Notice, Way, use_session, use_words};
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
                        Way::Back => words.undo(),
                        Way::Again => words.redo(),
                    };
                    let follow = once_button("button--on-dark", move || {
                        session.follow(way);
                    });
                    View::from(follow.child(said))
                });
                let Notice { text, lang, is_problem, raw, .. } = notice;
                let raw = (!raw.is_empty()).then(|| {
                    let save = move || split::save(session, words, Save::Raw(raw.clone()));
                    once_button("button--on-dark", save).child(words.download_raw())
                });
                View::from(
                    el("div")
                        .class("notice")
                        .attr("data-tone", if is_problem { "problem" } else { "news" })
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
