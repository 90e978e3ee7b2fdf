use kickoff::domain::id::EngagementId;
use kickoff::domain::known;
use kickoff::domain::next::What;
use kickoff::i18n::words::Words;
use kickoff::place::{Page, Place};
use kickoff::storage::cabinet::{Listed, ListedState};
use kickoff::storage::card::Card;
use leptos::prelude::*;

use super::broken_row::broken_row;
use super::delete::delete;
use super::rename::rename;
use crate::ui::dates;
use crate::ui::el::{View, el, live, text, views};
use crate::ui::hand_off::export;
use crate::ui::next::next_line;
use crate::ui::parts::{Dialog, Tone, bar, button, chip};
use crate::ui::session::{Session, use_session, use_words};
use crate::ui::shown::Shown;

pub fn row(listed: Listed) -> View {
    let Listed { id, state, .. } = listed;
    match state {
        ListedState::Whole(card) => whole_row(id, card),
        ListedState::Damaged => broken_row(id, false),
        ListedState::Newer => broken_row(id, true),
    }
}

fn whole_row(id: EngagementId, card: Card) -> View {
    let session = use_session();
    let words = use_words();
    let place = Place::Engagement { id, page: Page::Setup, at: None };
    let motion = card.motion.as_deref().and_then(|code| {
        session.playbook.question(known::MOTION).and_then(|it| it.choices.label(code))
    });
    let percent = card.progress().percent();
    let label = words.progress_label(card.closed, card.total);
    let spoken = label.clone();
    let due = due_line(session, id, &card);
    let delete_dialog = Dialog::new();
    let rename_dialog = Dialog::new();
    let name = card.customer.clone();
    let head = card.head.clone();

    View::from(
        el("li")
            .class("case")
            .child(
                el("div")
                    .class("case__main")
                    .child(
                        el("a")
                            .class("case__name")
                            .attr("href", place.to_string())
                            .child(card.customer.clone()),
                    )
                    .child(
                        el("span")
                            .class("case__motion")
                            .child(motion.map_or(words.motion_unknown(), |it| it.get(words.0))),
                    ),
            )
            .child(
                el("div")
                    .class("case__progress")
                    .child(
                        el("span")
                            .class("case__label")
                            .attr("aria-hidden", "true")
                            .child(words.column_progress()),
                    )
                    .child(bar(move || percent, text(move || spoken.clone())))
                    .child(
                        el("span")
                            .class("case__counts")
                            .child(
                                words.mandatory_progress(
                                    card.mandatory_closed,
                                    card.mandatory_total,
                                ),
                            )
                            .child(" · ")
                            .child(label),
                    ),
            )
            .child(
                el("div")
                    .class("case__due")
                    .child(
                        el("span")
                            .class("case__label")
                            .attr("aria-hidden", "true")
                            .child(words.column_due()),
                    )
                    .child(due),
            )
            .child(
                el("div")
                    .class("case__export")
                    .child(el("span").class("case__label").child(words.column_export()))
                    .child(el("span").child(text(move || export_line(session, words, id, &head)))),
            )
            .child(
                el("div")
                    .class("case__actions")
                    .attr("role", "group")
                    .attr("aria-label", words.actions_for(&name))
                    .child(
                        button("button--quiet", move || {
                            export_kept(session, words, id);
                        })
                        .child(words.export()),
                    )
                    .child(
                        button("button--quiet", move || {
                            rename_dialog.open();
                        })
                        .child(words.rename()),
                    )
                    .child(
                        button("button--quiet", move || {
                            delete_dialog.open();
                        })
                        .child(words.delete()),
                    ),
            )
            .child(rename(rename_dialog, id, name.clone()))
            .child(delete(delete_dialog, id, name)),
    )
}

/// What comes next, by the engagement's own clock.
fn due_line(session: Session, id: EngagementId, card: &Card) -> View {
    let words = use_words();
    let provisional = card.contact_due_provisional;
    let kickoff = card.kickoff_at;
    let zone = card.zone.clone();
    let now = Shown::new(move || dates::wall_clock(session.now.get(), &zone));
    let Some(next) = card.next(session.playbook) else {
        return View::from(el("span").class("case__none").child(words.nothing_due()));
    };
    let next = Shown::new(move || next.clone());
    let line = el("p").class("next").child(next_line(id, next, now));
    let beside = live(move || {
        let is_next = |wanted| next.with(|it| *it.at(now.get()).0 == wanted);
        let ahead = kickoff.filter(|at| now.get().date() <= at.date());
        views([
            (provisional && is_next(What::Contact))
                .then(|| chip(words.provisional(), Tone::Open))
                .into(),
            ahead
                .filter(|_| !is_next(What::Kickoff))
                .map(|at| chip(words.kickoff_on(&dates::moment(at, words.0)), Tone::Quiet))
                .into(),
        ])
    });
    views([line.into(), beside])
}

/// When it was last exported, and whether that still holds everything.
pub fn export_line(session: Session, words: Words, id: EngagementId, head: &str) -> String {
    session.list_changed.track();
    match session.with_cabinet(|it| it.exported(id)).ok().flatten() {
        None => words.never_exported().to_owned(),
        Some(it) => {
            let today = dates::wall_clock(session.now.get(), "").date();
            let then = dates::wall_clock(it.millis, "").date();
            let age = words.days_ago((today - then).num_days());
            words.last_export(&age, it.head == head)
        }
    }
}

/// Exports an engagement as it is by now.
pub fn export_kept(session: Session, words: Words, id: EngagementId) {
    match session.current(id) {
        Some(engagement) => export(session, words, vec![engagement]),
        None => session.complain(words.damaged_line()),
    }
}
