//! A way to a register.

use crate::ui::later::pages::Whereabouts;
use kickoff::app::route::{At, Page, Route};
use kickoff::domain::field::Topic;
use kickoff::domain::register::Register;
use leptos::prelude::*;

use crate::ui::session::{use_editor, use_words};
use kit::html::a;
use kit::{View, text};

/// A way to a register, with how much is in it.
pub fn register_link(register: Register) -> View {
    let editor = use_editor();
    let words = use_words();
    let whereabouts = expect_context::<Whereabouts>();
    let count =
        editor.select_of(Topic::Register(register), move |it| it.filled_entries(register).count());
    let href = move || {
        let place = |page, at| Route::Engagement { id: editor.id, page, at }.to_string();
        match register {
            Register::Services => place(Page::Setup, None),
            register => place(whereabouts.page.get(), Some(At::Register(register))),
        }
    };
    editor
        .playbook()
        .register(register)
        .map(|it| {
            View::from(
                a().class("link")
                    .attr("href", text(href))
                    .child(it.title.get(words.0))
                    .child(" (")
                    .child(text(move || count.get().to_string()))
                    .child(")"),
            )
        })
        .into()
}
