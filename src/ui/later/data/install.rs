//! Whether the browser would install the app, and the button that lets it. `boot.js` keeps its offer.

use leptos::prelude::*;

use crate::browser;
use crate::ui::parts::button;
use crate::ui::session::use_words;
use kit::html::{h2, p, section};
use kit::{Show, View};

pub fn install_block() -> View {
    let words = use_words();
    let is_offered = RwSignal::new(browser::has("[data-install]"));
    let listener = window_event_listener_untyped("kickoff:install-changed", move |_| {
        is_offered.set(browser::has("[data-install]"));
    });
    on_cleanup(move || listener.remove());
    let block = move || {
        let accept = || browser::announce("kickoff:install-accept");
        View::from(
            section()
                .class("block")
                .attr("aria-labelledby", "install")
                .child(
                    h2().class("block__title").attr("id", "install").child(words.install_title()),
                )
                .child(p().class("field__hint").child(words.install_line()))
                .child(p().class("page__actions").child(button("", accept).child(words.install()))),
        )
    };
    Show(move || is_offered.get(), block)
}
