//! What comes up because of what was recorded: quietly, beside the talk, and never in front of it.

use kickoff::domain::agenda::Agenda;
use leptos::prelude::*;

use super::point::{asks, rows};
use crate::ui::parts::button;
use crate::ui::session::{use_editor, use_words};
use kit::html::{div, h2, p, section};
use kit::{For, Show, Shown, View};

pub fn raised(agenda: Shown<Agenda>) -> View {
    let words = use_words();
    // Put off until the page is drawn again; the read-back is a good moment.
    let later = RwSignal::new(Vec::<usize>::new());
    let now = Shown::new(move || {
        let later = later.get();
        agenda.with(|it| {
            it.raised.iter().copied().filter(|it| !later.contains(it)).collect::<Vec<_>>()
        })
    });
    Show(
        move || now.with(|it| !it.is_empty()),
        move || {
            View::from(
                section()
                    .class("raised")
                    .attr("aria-label", words.raised())
                    .child(h2().class("meeting__heading").child(words.raised()))
                    .child(For(now, move |it| one(it, later))),
            )
        },
    )
}

fn one(number: usize, later: RwSignal<Vec<usize>>) -> View {
    let words = use_words();
    let playbook = use_editor().playbook();
    let Some(point) = playbook.agenda.get(number) else { return View::default() };
    View::from(
        div()
            .class("raised__one")
            .child(p().class("raised__why").child(point.title.get(words.0)))
            .child(asks(playbook, point))
            .child(rows(playbook, &point.rows(playbook)))
            .child(
                button("button--quiet", move || later.update(|it| it.push(number)))
                    .child(words.raise_later()),
            ),
    )
}
