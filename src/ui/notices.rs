//! News: what has just happened, with a way back where there is one.

use leptos::prelude::*;

use super::parts::{IconName, button, icon};
use super::session::{use_session, use_words};
use crate::ui::el::{View, el, live};

pub fn notices() -> View {
    let session = use_session();
    let words = use_words();
    View::from(el("div").class("notices").attr("role", "status").child(live(move || {
        session
            .notice
            .get()
            .map(|notice| {
                let undo = notice.undo.map(|undo| {
                    View::from(
                        button("button--on-dark", move || {
                            session.notice.set(None);
                            undo.run(());
                        })
                        .child(words.undo()),
                    )
                });
                View::from(
                    el("div")
                        .class("notice")
                        .attr("data-tone", if notice.is_problem { "problem" } else { "news" })
                        .child(el("span").class("notice__text").child(notice.text))
                        .child(undo)
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
