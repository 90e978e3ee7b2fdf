//! What stands in the place of every screen while the own screen is shared: what the customer may see
//! of the engagement that is open, and nothing else. Nothing of it comes from anything but `Shared`.

use kickoff::app::route::Route;
use kickoff::output::customer_screen::{Part, Told, parts};
use kickoff::output::shared::Shared;
use kickoff::store::engagements::Found;
use leptos::prelude::*;

use crate::browser;
use crate::ui::parts::message_page;
use crate::ui::session::{EditorHandle, Open, use_session, use_words};
use kit::html::{b, div, h1, h2, li, main, p, section, ul};
use kit::{View, follow, live};

pub fn customer_safe() -> View {
    let session = use_session();
    follow(Box::new(move || {
        // The entry that an address names may be internal.
        if let Route::Engagement { id, page, at: Some(_) } = session.place.get() {
            session.go(Route::Engagement { id, page, at: None });
        }
    }));
    live(move || match session.opened() {
        Ok(Found::Whole(Open::ToChange(editor))) => told(editor),
        _ => nothing(),
    })
}

/// Any place that is not an engagement's, such as the list with the names of all.
fn nothing() -> View {
    let words = use_words();
    browser::entitle(words.sharing_title(), words.app_name());
    message_page(words.sharing_title(), words.sharing_none(), View::default()).into()
}

fn told(editor: EditorHandle) -> View {
    let words = use_words();
    let customer = editor.select(move |it| {
        let shared = Shared::of(it);
        shared.fact(shared.playbook().roles.customer, words).unwrap_or_default()
    });
    let all = editor.select(move |it| parts(&Shared::of(it), words));
    follow(Box::new(move || browser::entitle(words.sharing_title(), &customer.get())));
    View::from(
        main()
            .class("page")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .child(
                div()
                    .child(h1().class("page__title").child(customer))
                    .child(p().class("page__lead").child(words.sharing_none())),
            )
            .child(live(move || all.get().into_iter().map(part).collect::<Vec<View>>().into())),
    )
}

fn part(part: Part) -> View {
    let entries = part.entries.into_iter().map(entry).collect::<Vec<View>>();
    View::from(
        section()
            .class("safe")
            .child(h2().class("safe__title").child(part.title))
            .child(ul().class("safe__entries").child(entries)),
    )
}

fn entry(told: Told) -> View {
    let title = (!told.title.is_empty()).then(|| p().child(b().child(told.title)));
    let said = told.said.into_iter().map(|(label, said)| {
        View::from(p().class("safe__said").child(b().child(label)).child(": ").child(said))
    });
    li().class("safe__entry").child(title).child(said.collect::<Vec<View>>()).into()
}
