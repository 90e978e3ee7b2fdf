//! The points of the agenda, each with how long it may take and took.

use kickoff::domain::agenda::Agenda;

use super::clock::Clock;
use crate::ui::session::{use_editor, use_words};
use kit::html::{button, h2, li, nav, ol, p, span};
use kit::{For, Show, Shown, View, ev, flag, maybe, text};

pub fn agenda(clock: Clock, agenda: Shown<Agenda>) -> View {
    let words = use_words();
    let points = Shown::new(move || agenda.with(|it| it.points.clone()));
    View::from(
        nav()
            .class("meeting__agenda")
            .attr("aria-label", words.agenda())
            .child(h2().class("meeting__heading").child(words.agenda()))
            .child(Show(
                move || points.with(Vec::is_empty),
                move || View::from(p().child(words.nothing_on_agenda())),
            ))
            .child(ol().class("agenda").child(For(points, move |it| point(clock, agenda, it)))),
    )
}

fn point(clock: Clock, agenda: Shown<Agenda>, number: usize) -> View {
    let words = use_words();
    let Some(point) = use_editor().playbook().agenda.get(number) else { return View::default() };
    let planned = u64::from(point.minutes);
    let is_here = move || clock.point(agenda) == Some(number);
    let is_over = move || planned < clock.minutes(number);
    View::from(
        li().child(
            button()
                .class("agenda__point")
                .attr("type", "button")
                .attr("aria-current", maybe(move || is_here().then_some("step")))
                .attr("data-over", flag(is_over))
                .on(ev::click, move |_| clock.go_to(number))
                .child(span().class("agenda__title").child(point.title.get(words.0)))
                .child(span().class("agenda__time").child(text(move || {
                    let said = words.minutes_of(clock.minutes(number), planned);
                    let over = if is_over() { words.over_time() } else { "" };
                    if over.is_empty() { said } else { format!("{said} · {over}") }
                }))),
        ),
    )
}
