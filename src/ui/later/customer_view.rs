//! What the customer would be sent of the kickoff, to be read and copied.

use kickoff::output::customer_minutes;
use kickoff::output::shared::Shared;
use leptos::task::spawn_local;

use super::fold::fold;
use crate::browser::files;
use crate::ui::parts::button;
use crate::ui::session::{use_editor, use_session, use_words};
use kit::html::{div, p, summary};
use kit::{View, live};

pub fn customer_view() -> View {
    let editor = use_editor();
    let session = use_session();
    let words = use_words();
    let told = editor.select(move |it| {
        let minutes = customer_minutes::minutes(&Shared::of(it), words);
        minutes.map(|it| it.plain()).unwrap_or_default()
    });
    let copy = move || {
        let text = told.get_untracked();
        spawn_local(async move {
            if files::copy(&text).await {
                session.say(words.copied());
            } else {
                session.complain(words.not_copied());
            }
        });
    };
    let inside = move || match told.get() {
        it if it.is_empty() => p().child(words.customer_view_none()).into(),
        it => View::from(vec![
            View::from(p().class("field__hint").child(words.customer_view_lead())),
            View::from(div().class("told__text").child(it)),
            View::from(button("", copy).child(words.copy_text())),
        ]),
    };
    View::from(
        fold("customer-view".to_owned(), false)
            .class("told")
            .child(summary().class("told__summary").child(words.customer_view()))
            .child(live(inside)),
    )
}
