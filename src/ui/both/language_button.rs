//! The way to the other language, in the head of every screen.

use leptos::prelude::*;

use crate::browser;
use crate::ui::session::{Session, use_session, use_words};
use kit::html::button;
use kit::{El, ev};

/// Everything is drawn anew then, before which somebody leaves what is there; the keyboard stays where it is.
pub fn language_button(leave: fn(Session)) -> El {
    let session = use_session();
    let words = use_words();
    let other = words.0.other();
    button()
        .class("top__lang")
        .attr("id", "language")
        .attr("type", "button")
        .attr("lang", other.tag())
        .on(ev::click, move |_| {
            leave(session);
            session.set_lang(other);
            request_animation_frame(|| browser::focus("language"));
        })
        .child(words.language_other())
}
