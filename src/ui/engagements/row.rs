use crate::ui::el::{View, el, live, maybe, on_click, on_control, on_submit, text, views};
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::known;
use kickoff::domain::value::Value;
use kickoff::i18n::words::Words;
use kickoff::place::{Page, Place};
use kickoff::storage::cabinet::{Listed, ListedState, Loaded};
use kickoff::storage::card::Card;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::ui::browser;
use crate::ui::dates;
use crate::ui::hand_off::{download_texts, export};
use crate::ui::parts::{Dialog, IconName, Tone, bar, chip, icon};
use crate::ui::session::{Session, use_session, use_words};

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
    let place = Place::Engagement { id, page: Page::Setup, register: None };
    let motion = card.motion.as_deref().and_then(|code| {
        session.playbook.question(known::MOTION).and_then(|it| it.choices.label(code))
    });
    let percent = card.progress().percent();
    let label = words.progress_label(card.closed, card.total);
    let spoken = label.clone();
    let due = due_line(session, &card);
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
                        el("button")
                            .class("button button--quiet")
                            .attr("type", "button")
                            .on(
                                "click",
                                on_click(move || {
                                    export_kept(session, words, id);
                                }),
                            )
                            .child(words.export()),
                    )
                    .child(
                        el("button")
                            .class("button button--quiet")
                            .attr("type", "button")
                            .on(
                                "click",
                                on_click(move || {
                                    rename_dialog.open();
                                }),
                            )
                            .child(words.rename()),
                    )
                    .child(
                        el("button")
                            .class("button button--quiet")
                            .attr("type", "button")
                            .on(
                                "click",
                                on_click(move || {
                                    delete_dialog.open();
                                }),
                            )
                            .child(words.delete()),
                    ),
            )
            .child(rename(rename_dialog, id, name.clone()))
            .child(delete(delete_dialog, id, name)),
    )
}

/// What is due next, by the clock of this moment.
fn due_line(session: Session, card: &Card) -> View {
    let words = use_words();
    let due = card.contact_due;
    let provisional = card.contact_due_provisional;
    let kickoff = card.kickoff_at;
    live(move || {
        // On this device's clock: to the day it is the same, and the engagement shows its own.
        let today = dates::wall_clock(session.now.get(), "").date();
        match (due, kickoff) {
            (Some(day), _) => {
                let written = dates::short_day(day, words.0);
                let (text, tone) = if day < today {
                    (words.contact_overdue(&written), Tone::Due)
                } else {
                    (words.contact_due(&written), Tone::Strong)
                };
                views([
                    chip(text, tone),
                    provisional.then(|| chip(words.provisional(), Tone::Open)).into(),
                ])
            }
            (None, Some(moment)) if today <= moment.date() => {
                let text = words.kickoff_on(&dates::moment(moment, words.0));
                chip(text, Tone::Strong)
            }
            _ => View::from(el("span").class("case__none").child(words.nothing_due())),
        }
    })
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

/// Exports an engagement that is not open.
fn export_kept(session: Session, words: Words, id: EngagementId) {
    match session.with_cabinet(|it| it.load(id)) {
        Ok(Loaded::Whole(engagement)) => export(session, words, vec![*engagement]),
        _ => session.complain(words.damaged_line()),
    }
}

fn rename(node: Dialog, id: EngagementId, name: String) -> View {
    let session = use_session();
    let words = use_words();
    let typed = RwSignal::new(name);
    let is_missing = RwSignal::new(false);
    let problem_id = format!("rename-{id}");
    let submit = on_submit(move || {
        let name = typed.get_untracked();
        is_missing.set(name.trim().is_empty());
        if is_missing.get_untracked() {
            return;
        }
        let Ok(Loaded::Whole(mut engagement)) = session.with_cabinet(|it| it.load(id)) else {
            session.complain(words.damaged_line());
            return;
        };
        let edit = Edit::set(Field::Fact(known::CUSTOMER), Value::Text(name.into()));
        let is_taken = engagement.apply(session.playbook, &[edit], session.stamp()).is_ok();
        let save = session.with_cabinet(|it| it.save(&engagement, browser::now_millis()));
        if is_taken && save.is_ok() {
            node.close();
            session.touch_list();
        } else {
            session.complain(words.not_saved());
        }
    });
    let problem =
        text(
            move || {
                if is_missing.get() { words.customer_needed().to_owned() } else { String::new() }
            },
        );
    node.draw(
        words.rename(),
        el("form")
            .attr("novalidate", true)
            .on("submit", submit)
            .child(
                el("label")
                    .class("field")
                    .child(el("span").class("field__label").child(words.customer_name()))
                    .child(
                        el("input")
                            .class("field__input")
                            .attr("type", "text")
                            .attr("autocomplete", "off")
                            .prop("value", text(move || typed.get()))
                            .attr("aria-invalid", maybe(move || is_missing.get().then_some("true")))
                            .attr("aria-describedby", problem_id.clone())
                            .on(
                                "input",
                                on_control(move |control: HtmlInputElement| {
                                    typed.set(control.value())
                                }),
                            ),
                    ),
            )
            .child(el("p").class("field__problem").attr("id", problem_id.clone()).child(problem))
            .child(
                el("div")
                    .class("dialog__actions")
                    .child(
                        el("button")
                            .class("button")
                            .attr("type", "button")
                            .on("click", on_click(move || node.close()))
                            .child(words.cancel()),
                    )
                    .child(
                        el("button")
                            .class("button button--primary")
                            .attr("type", "submit")
                            .child(words.rename()),
                    ),
            )
            .into(),
    )
}

fn delete(node: Dialog, id: EngagementId, name: String) -> View {
    let session = use_session();
    let words = use_words();
    let delete = on_click(move || {
        node.close();
        let Ok(Loaded::Whole(engagement)) = session.with_cabinet(|it| it.load(id)) else {
            session.complain(words.damaged_line());
            return;
        };
        let now = browser::now_millis();
        if session.with_cabinet(|it| it.delete(&engagement, now)).is_err() {
            session.complain(words.not_saved());
            return;
        }
        session.touch_list();
        session.say_with_undo(words.deleted_can_undo(), move || {
            let back = session.with_cabinet(|it| it.undelete(id, browser::now_millis()));
            if back != Ok(true) {
                session.complain(words.not_saved());
            }
            session.touch_list();
        });
    });
    node.draw(
        words.delete_title(),
        views([
            el("p").class("dialog__name").child(name).into(),
            el("p").class("dialog__line").child(words.delete_line()).into(),
            el("div")
                .class("dialog__actions")
                .child(
                    el("button")
                        .class("button")
                        .attr("type", "button")
                        .on("click", on_click(move || node.close()))
                        .child(words.cancel()),
                )
                .child(
                    el("button")
                        .class("button")
                        .attr("type", "button")
                        .on(
                            "click",
                            on_click(move || {
                                export_kept(session, words, id);
                            }),
                        )
                        .child(words.export_first()),
                )
                .child(
                    el("button")
                        .class("button button--danger")
                        .attr("type", "button")
                        .on("click", delete)
                        .child(words.delete()),
                )
                .into(),
        ]),
    )
}

/// An engagement that cannot be read: its raw text can be saved; nothing writes over it.
fn broken_row(id: EngagementId, is_newer: bool) -> View {
    let session = use_session();
    let words = use_words();
    let (title, line) = if is_newer {
        (words.newer(), words.newer_line())
    } else {
        (words.damaged(), words.damaged_line())
    };
    let download = on_click(move || {
        let raw = match session.with_cabinet(|it| it.load(id)) {
            Ok(Loaded::Damaged { raw } | Loaded::Newer { raw }) => raw,
            _ => Vec::new(),
        };
        download_texts(session, words, &id.to_string(), raw);
    });
    View::from(
        el("li")
            .class("case case--broken")
            .child(
                el("div")
                    .class("case__main")
                    .child(
                        el("strong")
                            .class("case__name")
                            .child(icon(IconName::Warning))
                            .child(title),
                    )
                    .child(el("span").class("case__motion").child(line))
                    .child(el("code").class("case__id").child(id.to_string())),
            )
            .child(
                el("div")
                    .class("case__actions")
                    .child(
                        el("button")
                            .class("button")
                            .attr("type", "button")
                            .on("click", download)
                            .child(words.download_raw()),
                    )
                    .child((!is_newer).then(|| {
                        View::from(
                            el("button")
                                .class("button button--quiet")
                                .attr("type", "button")
                                .on(
                                    "click",
                                    on_click(move || {
                                        let now = browser::now_millis();
                                        let done = session
                                            .with_cabinet(|it| it.set_aside_damaged(id, now));
                                        if done.is_err() {
                                            session.complain(words.not_saved());
                                        }
                                        session.touch_list();
                                    }),
                                )
                                .child(words.set_aside()),
                        )
                    })),
            ),
    )
}
