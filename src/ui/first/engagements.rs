//! The engagements: one row per customer, with what is due and how old the last export is.

mod broken_row;
mod row;

use kickoff::app::requests::DialogRequest;
use kickoff::app::requests::{ExportRequest, SampleRequest};
use kickoff::app::route::Route;
use kickoff::domain::id::EngagementId;
use kickoff::store::engagements::{Found, Listed};
use leptos::prelude::*;

use super::news::news;
use crate::browser;
use crate::ui::parts::{Dialog, IconName, button, icon, once_button, page_main, page_title};
use crate::ui::session::{Session, use_session, use_words};
use crate::ui::split::{self, Act};
use kickoff::app::engagement_list::{AT_ONCE, FIRST_ROWS, List, highest_first};
use kickoff::i18n::words::Words;
use kit::html::{a, div, h2, p, ul};
use kit::{El, For, Show, Shown, View, flag};
use row::{Key, row};

/// The list, read anew when something may have changed it. What needs help comes first, then what was
/// changed last.
fn listed(session: Session) -> Option<Vec<Listed>> {
    session.list_changed.track();
    let all = session.with_store(|it| it.list()).ok()?;
    let rank = |it: &Listed| match &it.state {
        Found::Whole(card) => card.changed_millis,
        _ => u64::MAX,
    };
    let order = highest_first(all.iter().map(rank).collect());
    let mut all: Vec<Option<Listed>> = all.into_iter().map(Some).collect();
    Some(order.into_iter().filter_map(|at| all.get_mut(at)?.take()).collect())
}

pub fn engagements() -> View {
    let session = use_session();
    let words = use_words();
    let all = Shown::new(move || listed(session));
    let element = ul();
    let list = List { all, drawn: RwSignal::new(None) };
    let drawn = list.drawn;
    let is_painted = RwSignal::new(false);
    browser::after_paint(move || {
        // The page may have gone.
        let _ = is_painted.try_set(true);
    });
    let keys = Shown::new(move || -> Vec<Key> {
        all.with(|all| {
            let all = all.as_deref().unwrap_or_default();
            match drawn.get() {
                // What is asked for, the later part picks.
                None if split::is_finder_on_its_way()
                    && session.query.with(|it| !it.is_empty()) =>
                {
                    Vec::new()
                }
                None => {
                    let most = if is_painted.get() { FIRST_ROWS } else { AT_ONCE };
                    all.iter().take(most).map(Key::of).collect()
                }
                Some(drawn) => drawn.with(|drawn| {
                    let of = |id: &EngagementId| all.iter().find(|it| it.id == *id).map(Key::of);
                    drawn.iter().filter_map(of).collect()
                }),
            }
        })
    });
    let is_empty = move || all.with(|it| it.as_ref().is_some_and(Vec::is_empty));
    // One for all rows.
    let dialog = Dialog::new();

    View::from(
        page_main("page")
            .child(
                div()
                    .class("page__head")
                    .child(
                        div()
                            .child(page_title("page__title").child(words.home()))
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
            .child(news(move || !is_empty()))
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
                        .child(p().child(words.no_engagements_line()))
                        .child(p().child(words.stays_here_line()))
                        .child(
                            p().class("page__actions").child(try_sample(session, words)).child(
                                a().class("button")
                                    .attr("href", Route::Guide.to_string())
                                    .child(words.see_guide()),
                            ),
                        ),
                )
            }))
            .child(
                div()
                    .class("finder")
                    .attr("hidden", flag(is_empty))
                    .child(split::finder(list, element.clone())),
            )
            .child(
                element
                    .class("cases")
                    .attr("role", "list")
                    .attr("hidden", flag(is_empty))
                    .child(For(keys, move |key| row(key, all, dialog))),
            )
            .child(dialog.place()),
    )
}

fn try_sample(session: Session, words: Words) -> El {
    let open = move || split::act_later(session, words, Act::Sample(SampleRequest::Open));
    once_button("button--primary", open).child(words.try_sample())
}
