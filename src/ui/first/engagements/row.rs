use crate::ui::both::export_age::export_said;
use kickoff::app::archiving::ArchiveState;
use kickoff::app::requests::ArchiveRequest;
use kickoff::app::requests::DialogRequest;
use kickoff::app::requests::ExportRequest;
use kickoff::app::requests::SampleRequest;

use kickoff::app::route::{Page, Route};
use kickoff::domain::id::EngagementId;
use kickoff::domain::next::What;
use kickoff::i18n::words::Words;
use kickoff::store::card::Card;
use kickoff::store::engagements::{Found, Listed};
use kickoff::store::sample;
use leptos::prelude::*;

use super::broken_row::broken_row;
use crate::browser::dates;
use crate::ui::both::next::next_line;
use crate::ui::both::receipts::receipts_chip;
use crate::ui::parts::{Dialog, Tone, bar, button, chip, once_button};
use crate::ui::session::{Session, use_session, use_words};
use crate::ui::split::{self, Act};
use kit::html::{a, div, li, p, span};
use kit::{Show, Shown, View, flag, live, text, views};

/// What a row is known by. One that could not be read a moment ago is drawn anew, any other stays and
/// follows its card.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    id: EngagementId,
    kind: Found<()>,
}

impl Key {
    pub fn of(listed: &Listed) -> Key {
        Key { id: listed.id, kind: listed.state.kind() }
    }
}

/// `dialog` is the list's, for all rows.
pub fn row(key: Key, all: Shown<Option<Vec<Listed>>>, dialog: Dialog) -> View {
    let id = key.id;
    let listed =
        Shown::new(move || all.with(|all| all.iter().flatten().find(|it| it.id == id).cloned()));
    match listed.get_untracked() {
        Some(it) if !it.state.is_whole() => broken_row(&it),
        _ => whole_row(id, listed, dialog),
    }
}

fn whole_row(id: EngagementId, listed: Shown<Option<Listed>>, dialog: Dialog) -> View {
    let card = Shown::new(move || {
        listed.with(|it| match it.as_ref().map(|it| &it.state) {
            Some(Found::Whole(card)) => Some(card.clone()),
            _ => None,
        })
    });
    let is_archived = move || listed.with(|it| it.as_ref().is_some_and(|it| it.is_archived));
    let is_set_back = move || listed.with(|it| it.as_ref().is_some_and(|it| it.is_set_back));
    let state = Shown::new(move || (is_set_back(), is_archived()));
    let receipts =
        Shown::new(move || card.with(|it| it.as_ref().map(|it| it.receipts).unwrap_or_default()));
    let session = use_session();
    let words = use_words();
    let place = Route::Engagement { id, page: Page::Setup, at: None };
    let is_sample = id == sample::id();
    // A text of the card; it is gone only for the moment in which the row goes.
    let of_card = move |said: fn(Words, &Card) -> String| {
        text(move || card.with(|it| it.as_ref().map(|it| said(words, it)).unwrap_or_default()))
    };
    let motion = text(move || {
        let motion = card.with(|it| {
            let it = it.as_ref()?;
            let playbook = it.playbook(session.library)?;
            let question = playbook.question(playbook.roles.motion)?;
            question.choices.label(it.motion.as_ref()?)
        });
        motion.map_or(words.motion_unknown(), |it| it.get(words.0)).to_owned()
    });
    let percent = move || card.with(|it| it.as_ref().map_or(0, |it| it.progress().percent()));
    let progress = |words: Words, it: &Card| words.progress_label(it.closed, it.total);
    let counts = |words: Words, it: &Card| {
        let mandatory = words.mandatory_progress(it.mandatory_closed, it.mandatory_total);
        [mandatory, words.progress_label(it.closed, it.total)].join(" · ")
    };
    let head = move || card.with(|it| it.as_ref().map(|it| it.head.clone()).unwrap_or_default());
    let export = move || {
        let exported = listed.with(|it| it.as_ref().and_then(|it| it.exported.clone()));
        export_said(session, words, exported, &head())
    };
    let label = |said: &'static str| span().class("case__label").child(said);
    let ask = move |said: &'static str, what: DialogRequest| {
        button("button--quiet", move || split::ask(dialog, what, session, words)).child(said)
    };

    View::from(
        li().class("case")
            .child(
                div()
                    .class("case__main")
                    .child(
                        a().class("case__name")
                            .attr("href", place.to_string())
                            .child(of_card(|words, it| words.called(&it.customer).to_owned())),
                    )
                    .child(span().class("case__motion").child(motion))
                    .child(live(move || match state.get() {
                        (true, _) => chip(words.set_back(), Tone::Due),
                        (_, true) => chip(words.archived(), Tone::Quiet),
                        _ => View::default(),
                    }))
                    .child(is_sample.then(|| chip(words.sample(), Tone::Quiet)))
                    .child(receipts_chip(receipts)),
            )
            .child(
                div()
                    .class("case__progress")
                    .child(label(words.column_progress()).attr("aria-hidden", "true"))
                    .child(bar(percent, of_card(progress)))
                    .child(span().class("case__counts").child(of_card(counts))),
            )
            .child(
                div()
                    .class("case__due")
                    .child(label(words.column_due()).attr("aria-hidden", "true"))
                    .child(due_line(session, id, card)),
            )
            .child(
                div()
                    .class("case__export")
                    .child(label(words.column_export()))
                    .child(span().child(text(export))),
            )
            .child(
                div()
                    .class("case__actions")
                    .attr("role", "group")
                    .attr(
                        "aria-label",
                        of_card(|words, it| words.actions_for(words.called(&it.customer))),
                    )
                    .child(
                        once_button("button--quiet", move || {
                            split::save(session, words, ExportRequest::These(vec![id]));
                        })
                        .child(words.export()),
                    )
                    .child(ask(words.rename(), DialogRequest::Rename(id)))
                    .child(
                        button("button--quiet", move || {
                            let is_archived = listed
                                .with_untracked(|it| it.as_ref().is_some_and(|it| it.is_archived));
                            let what = match is_archived {
                                true => ArchiveRequest::Unarchive(id),
                                false => ArchiveRequest::Archive(id),
                            };
                            split::act(session, Act::Archive(what));
                        })
                        .attr(
                            "hidden",
                            flag(move || session.archiving.state.get() == ArchiveState::Missing),
                        )
                        .child(text(move || {
                            let said =
                                if is_archived() { words.unarchive() } else { words.archive() };
                            said.to_owned()
                        })),
                    )
                    .child(match is_sample {
                        true => button("button--quiet", move || {
                            split::act(session, Act::Sample(SampleRequest::Remove));
                        })
                        .child(words.remove_sample()),
                        false => ask(words.delete(), DialogRequest::Delete(id)),
                    }),
            ),
    )
}

/// What comes next, by the engagement's own clock.
fn due_line(session: Session, id: EngagementId, card: Shown<Option<Card>>) -> View {
    let words = use_words();
    let next = Shown::new(move || {
        card.with(|it| {
            let it = it.as_ref()?;
            it.next(it.playbook(session.library)?)
        })
    });
    let now = Shown::new(move || {
        card.with(|it| {
            let zone = it.as_ref().map_or("", |it| &it.zone);
            dates::wall_clock(session.now.get(), zone)
        })
    });
    // What is to be done, only its own playbook says.
    let is_elsewhere = move || {
        card.with(|it| it.as_ref().is_some_and(|it| it.playbook(session.library).is_none()))
    };
    let is_any = move || next.with(Option::is_some);
    let next = Shown::new(move || next.get().unwrap_or_default());
    let of_next = Shown::new(move || {
        let (provisional, kickoff) = card.with(|it| {
            it.as_ref().map(|it| (it.contact_due_provisional, it.kickoff_at)).unwrap_or_default()
        });
        let is_next = |wanted| next.with(|it| *it.at(now.get()).0 == wanted);
        let ahead = kickoff.filter(|at| now.get().date() <= at.date());
        (provisional && is_next(What::Contact), ahead.filter(|_| !is_next(What::Kickoff)))
    });
    let line = move || {
        // An engagement never changes its playbook.
        let card = card.get_untracked();
        let playbook = card.and_then(|it| it.playbook(session.library));
        let playbook = playbook.unwrap_or_else(|| session.library.default());
        let beside = live(move || {
            let (is_provisional, kickoff) = of_next.get();
            views([
                is_provisional.then(|| chip(words.provisional(), Tone::Open)).into(),
                kickoff
                    .map(|at| chip(words.kickoff_on(&dates::moment(at, words.0)), Tone::Quiet))
                    .into(),
            ])
        });
        let next = p().class("next").child(next_line(id, playbook, next, now));
        views([next.into(), beside])
    };
    let none = move || {
        if is_elsewhere() {
            chip(words.elsewhere(), Tone::Open)
        } else {
            span().class("case__none").child(words.nothing_due()).into()
        }
    };
    views([Show(is_any, line), Show(move || !is_any(), none)])
}
