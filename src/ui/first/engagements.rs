//! The engagements: one row per customer, with what is due and how old the last export is.

mod broken_row;
mod row;

use kickoff::app::requests::DialogRequest;
use kickoff::app::requests::ExportRequest;
use kickoff::app::route::Route;
use kickoff::domain::text::folded;
use kickoff::store::engagements::{Found, Listed};
use leptos::prelude::*;

use crate::browser;
use crate::ui::parts::{Dialog, IconName, button, icon, once_button};
use crate::ui::session::{Session, use_session, use_words};
use crate::ui::split;
use kit::html::{a, div, h1, h2, input, label, main, p, span, ul};
use kit::{For, Show, Shown, View, flag, on_typed};
use row::{Key, row};

/// The list, read anew when something may have changed it.
fn listed(session: Session) -> Option<Vec<Listed>> {
    session.list_changed.track();
    let mut all: Vec<Listed> = Vec::new();
    for it in session.with_store(|it| it.list()).ok()? {
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
        Found::Whole(card) => std::cmp::Reverse(card.changed_millis),
        _ => std::cmp::Reverse(u64::MAX),
    }
}

fn is_match(listed: &Listed, search: &str) -> bool {
    folded(&listed.name, browser::plain).contains(search)
}

pub fn engagements() -> View {
    let session = use_session();
    let words = use_words();
    let search = session.search;
    let all = Shown::new(move || listed(session));
    let shown = Shown::new(move || -> Vec<Key> {
        let search = folded(&search.get(), browser::plain);
        all.with(|all| {
            let all = all.iter().flatten().filter(|it| is_match(it, &search));
            all.map(Key::of).collect()
        })
    });
    let is_empty = move || all.with(|it| it.as_ref().is_some_and(Vec::is_empty));
    // One for all rows.
    let dialog = Dialog::new();

    View::from(
        main()
            .class("page")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .child(
                div()
                    .class("page__head")
                    .child(
                        div()
                            .child(h1().class("page__title").child(words.home()))
                            .child(p().class("page__lead").child(words.app_line())),
                    )
                    .child(
                        div()
                            .class("page__actions")
                            .child(
                                button("button--primary", move || {
                                    split::ask(
                                        dialog,
                                        DialogRequest::NewEngagement,
                                        session,
                                        words,
                                    );
                                })
                                .attr("data-adds", true)
                                .child(icon(IconName::Add))
                                .child(words.new_engagement()),
                            )
                            .child(
                                a().class("button")
                                    .attr("href", Route::Open.to_string())
                                    .child(words.open_file()),
                            )
                            .child(
                                once_button("", move || {
                                    split::save(session, words, ExportRequest::All)
                                })
                                .attr("hidden", flag(is_empty))
                                .child(words.export_all()),
                            ),
                    ),
            )
            .child(Show(
                move || all.with(Option::is_none),
                move || {
                    View::from(
                        div()
                            .class("empty")
                            .attr("role", "alert")
                            .child(h2().class("empty__title").child(words.storage_unreadable()))
                            .child(p().child(words.storage_unreadable_line())),
                    )
                },
            ))
            .child(Show(is_empty, move || {
                View::from(
                    div()
                        .class("empty")
                        .child(h2().class("empty__title").child(words.no_engagements_title()))
                        .child(p().child(words.no_engagements_line())),
                )
            }))
            .child(
                div().class("finder").attr("hidden", flag(is_empty)).child(
                    label()
                        .class("field")
                        .child(span().class("field__label").child(words.find()))
                        .child(on_typed(
                            input()
                                .class("field__input")
                                .attr("type", "search")
                                .attr("autocomplete", "off")
                                .attr("value", search.get_untracked()),
                            move |control| search.set(control.value()),
                        )),
                ),
            )
            .child(
                ul().class("cases")
                    .attr("hidden", flag(is_empty))
                    .child(For(shown, move |key| row(key, all, dialog))),
            )
            .child(
                p().class("empty")
                    .attr("hidden", flag(move || is_empty() || shown.with(|it| !it.is_empty())))
                    .child(words.none_found()),
            )
            .child(dialog.place()),
    )
}
