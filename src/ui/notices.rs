//! News: what has just happened, with a way back where there is one.

use leptos::prelude::*;

use super::parts::{IconName, button, icon};
use super::session::{Way, use_session, use_words};
use crate::ui::el::{View, el, live};

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
                    let follow = button("button--on-dark", move || {
                        session.follow(way);
                    });
                    View::from(follow.child(said))
                });
                View::from(
                    el("div")
                        .class("notice")
                        .attr("data-tone", if notice.is_problem { "problem" } else { "news" })
                        .child(el("span").class("notice__text").child(notice.text))
                        .child(way_on)
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
