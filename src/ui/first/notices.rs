//! News: what has just happened, with a way back where there is one.

use kickoff::app::requests::ExportRequest;
use leptos::prelude::*;

use crate::browser;
use crate::ui::parts::{IconName, button, icon, once_button};
use crate::ui::session::{Direction, Notice, use_session, use_words};
use crate::ui::split::{self, Act};
use kit::html::{div, span};
use kit::{View, follow, live};

pub fn notices() -> View {
    let session = use_session();
    let words = use_words();
    // Told to the page, for what lies under it: `:has` would be asked again at every change of it.
    follow(Box::new(move || {
        let tone = session.notice.with(|it| it.as_ref().map(tone));
        browser::mark("data-notice", tone.unwrap_or("none"));
    }));
    View::from(div().class("notices").attr("role", "status").child(live(move || {
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
                        split::act(session, Act::TakeBack(way));
                    });
                    View::from(undo_or_redo.child(said))
                });
                let tone = tone(&notice);
                let Notice { text, lang, raw, .. } = notice;
                let raw = (!raw.is_empty()).then(|| {
                    let save = move || split::save(session, words, ExportRequest::Raw(raw.clone()));
                    once_button("button--on-dark", save).child(words.download_raw())
                });
                View::from(
                    div()
                        .class("notice")
                        .attr("data-tone", tone)
                        .child(span().class("notice__text").attr("lang", lang.tag()).child(text))
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

fn tone(notice: &Notice) -> &'static str {
    if notice.is_problem { "problem" } else { "info" }
}
