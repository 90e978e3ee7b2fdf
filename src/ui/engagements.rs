//! The engagements: one row per customer, with what is due and how old the last export is.

mod broken_row;
mod delete;
mod name_form;
mod new_dialog;
mod rename;
mod row;

use kickoff::place::Place;
use kickoff::storage::cabinet::{Listed, ListedState};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::hand_off::export_all;
use super::parts::{Dialog, IconName, button, icon};
use super::session::{Session, use_session, use_words};
use crate::ui::browser;
use crate::ui::el::{View, el, flag, live, on_control, when};
use crate::ui::shown::Shown;
use new_dialog::new_dialog;
pub use row::export_line;
use row::row;

/// The list, read anew when something may have changed it.
fn listed(session: Session) -> Option<Vec<Listed>> {
    session.list_changed.track();
    let mut all: Vec<Listed> = Vec::new();
    for it in session.with_cabinet(|it| it.list()).ok()? {
        // The row follows its export for itself; a dialog that is open in it stays.
        let it = Listed { exported: None, ..it };
        let rank = rank(&it);
        let after = all.iter().position(|other| rank < self::rank(other));
        all.insert(after.unwrap_or(all.len()), it);
    }
    Some(all)
}

/// What needs help comes first, then what was changed last.
fn rank(listed: &Listed) -> std::cmp::Reverse<u64> {
    match &listed.state {
        ListedState::Whole(card) => std::cmp::Reverse(card.changed_millis),
        _ => std::cmp::Reverse(u64::MAX),
    }
}

fn is_match(listed: &Listed, wanted: &str) -> bool {
    match &listed.state {
        ListedState::Whole(card) => browser::lower_case(&card.customer).contains(wanted),
        _ => wanted.is_empty(),
    }
}

pub fn engagements() -> View {
    let session = use_session();
    let words = use_words();
    let wanted = RwSignal::new(String::new());
    let all = Shown::new(move || listed(session));
    let shown = move || -> Vec<Listed> {
        let wanted = browser::lower_case(wanted.get().trim());
        all.get().unwrap_or_default().into_iter().filter(|it| is_match(it, &wanted)).collect()
    };
    let is_empty = move || all.with(|it| it.as_ref().is_some_and(Vec::is_empty));
    let new = Dialog::new();

    View::from(
        el("main")
            .class("page")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .child(
                el("div")
                    .class("page__head")
                    .child(
                        el("div")
                            .child(el("h1").class("page__title").child(words.home()))
                            .child(el("p").class("page__lead").child(words.app_line())),
                    )
                    .child(
                        el("div")
                            .class("page__actions")
                            .child(
                                button("button--primary", move || new.open())
                                    .attr("data-adds", true)
                                    .child(icon(IconName::Add))
                                    .child(words.new_engagement()),
                            )
                            .child(
                                el("a")
                                    .class("button")
                                    .attr("href", Place::Open.to_string())
                                    .child(words.open_file()),
                            )
                            .child(
                                button("", move || export_all(session, words))
                                    .attr("hidden", flag(is_empty))
                                    .child(words.export_all()),
                            ),
                    ),
            )
            .child(when(
                move || all.with(Option::is_none),
                move || {
                    View::from(
                        el("p")
                            .class("empty")
                            .attr("role", "alert")
                            .child(words.storage_unreadable()),
                    )
                },
            ))
            .child(when(is_empty, move || {
                View::from(
                    el("div")
                        .class("empty")
                        .child(el("h2").class("empty__title").child(words.no_engagements_title()))
                        .child(el("p").child(words.no_engagements_line())),
                )
            }))
            .child(
                el("div").class("finder").attr("hidden", flag(is_empty)).child(
                    el("label")
                        .class("field")
                        .child(el("span").class("field__label").child(words.find()))
                        .child(
                            el("input")
                                .class("field__input")
                                .attr("type", "search")
                                .attr("autocomplete", "off")
                                .on(
                                    "input",
                                    on_control(move |control: HtmlInputElement| {
                                        wanted.set(control.value())
                                    }),
                                ),
                        ),
                ),
            )
            .child(
                el("ul").class("cases").attr("hidden", flag(is_empty)).child(live(move || {
                    shown().into_iter().map(row).collect::<Vec<View>>().into()
                })),
            )
            .child(
                el("p")
                    .class("empty")
                    .attr("hidden", flag(move || is_empty() || !shown().is_empty()))
                    .child(words.none_found()),
            )
            .child(new_dialog(new)),
    )
}
