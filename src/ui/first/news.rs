//! What is new since somebody was here last, in three lines, until they are closed.

use leptos::prelude::*;

use crate::ui::parts::{IconName, button, icon};
use crate::ui::session::{use_session, use_words};
use kit::html::{h2, li, section, ul};
use kit::{Show, View};

/// `is_wanted` tells whether there is any work here: whoever is new has nothing to compare with.
pub fn news(is_wanted: impl Fn() -> bool + Send + Sync + 'static) -> View {
    let session = use_session();
    let words = use_words();
    let is_unread = RwSignal::new(session.has_news());
    let draw = move || {
        let close = move || {
            session.news_is_read();
            is_unread.set(false);
        };
        let lines = [words.news_list(), words.news_meeting(), words.news_sample()];
        View::from(
            section()
                .class("news")
                .attr("aria-label", words.news_title())
                .child(h2().class("news__title").child(words.news_title()))
                .child(ul().child(Vec::from(lines.map(|it| li().child(it)))))
                .child(
                    button("button--icon", close)
                        .attr("aria-label", words.close())
                        .child(icon(IconName::Close)),
                ),
        )
    };
    Show(move || is_unread.get() && is_wanted(), draw)
}
