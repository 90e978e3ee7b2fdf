//! Opening a file: chosen, checked as a whole, shown, and only then taken in.

mod take_in;

use kickoff::i18n::words::Words;
use kickoff::place::Place;
use kickoff::storage::card::Card;
use kickoff::storage::import::{self, Opened};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, HtmlInputElement};

use super::browser;
use super::dates;
use super::parts::{Tone, answer, button, chip};
use super::review::review_view;
use super::session::{Session, use_session, use_words};
use crate::ui::el::{View, el, flag, instead, live, on_control, when};
use take_in::{Choice, Here, Plan, apply};

/// What is known of the chosen file.
#[derive(Clone)]
enum Chosen {
    Nothing,
    Reading,
    /// In words, why it is not taken.
    Refused(String),
    Ready {
        opened: Opened,
        plans: Vec<Plan>,
    },
}

/// Reads a file whole and says what it would do. Nothing changes.
fn choose(session: Session, words: Words, file: File, chosen: RwSignal<Chosen>) {
    if let Err(error) = import::check_size(file.size() as u64) {
        chosen.set(Chosen::Refused(words.file_error(&error)));
        return;
    }
    chosen.set(Chosen::Reading);
    spawn_local(async move {
        let Ok(bytes) = browser::read_file(&file).await else {
            chosen.set(Chosen::Refused(words.import_unread().to_owned()));
            return;
        };
        chosen.set(match import::open(&bytes, session.playbook) {
            Err(error) => Chosen::Refused(words.file_error(&error)),
            Ok(opened) => {
                let plans =
                    opened.engagements.iter().cloned().map(|it| Plan::of(session, it)).collect();
                Chosen::Ready { opened, plans }
            }
        });
    });
}

pub fn open_file() -> View {
    let session = use_session();
    let words = use_words();
    let chosen = RwSignal::new(Chosen::Nothing);
    let take = move |files: Option<web_sys::FileList>| {
        if let Some(file) = files.and_then(|it| it.get(0)) {
            choose(session, words, file, chosen);
        }
    };
    View::from(
        el("main")
            .class("page")
            .attr("id", "main")
            .attr("tabindex", "-1")
            .child(el("h1").class("page__title").child(words.open_file()))
            .child(el("p").class("page__lead").child(words.import_lead()))
            .child(
                el("div")
                    .class("drop")
                    .on("dragover", instead(|| {}))
                    .on(
                        "drop",
                        Box::new(move |event| {
                            event.prevent_default();
                            let drop: DragEvent = event.unchecked_into();
                            take(drop.data_transfer().and_then(|it| it.files()));
                        }),
                    )
                    .child(
                        el("label")
                            .class("field")
                            .attr("for", "file")
                            .child(el("span").class("field__label").child(words.choose_file()))
                            .child(
                                el("input")
                                    .class("field__input")
                                    .attr("id", "file")
                                    .attr("type", "file")
                                    .attr("accept", ".json,application/json")
                                    .on(
                                        "change",
                                        on_control(move |control: HtmlInputElement| {
                                            take(control.files());
                                            // So that the same file, mended, can be chosen again.
                                            control.set_value("");
                                        }),
                                    ),
                            ),
                    ),
            )
            .child(el("div").attr("aria-live", "polite").child(live(move || {
                match chosen.get() {
                    Chosen::Nothing => ().into(),
                    Chosen::Reading => View::from(el("p").child(words.import_reading())),
                    Chosen::Refused(why) => View::from(
                        el("div")
                            .class("refused")
                            .attr("role", "alert")
                            .child(el("p").child(el("b").child(words.import_unreadable())))
                            .child(el("p").child(why)),
                    ),
                    Chosen::Ready { opened, plans } => preview(opened, plans),
                }
            }))),
    )
}

/// What the file would do.
fn preview(opened: Opened, plans: Vec<Plan>) -> View {
    let session = use_session();
    let words = use_words();
    let counts = opened.counts;
    let rows = plans.iter().cloned().map(plan_row).collect::<Vec<View>>();
    View::from(
        el("section")
            .class("preview")
            .attr("aria-labelledby", "preview")
            .child(
                el("h2").class("block__title").attr("id", "preview").child(words.import_preview()),
            )
            .child(el("p").child(words.import_counts(
                counts.engagements,
                counts.fields,
                counts.entries,
            )))
            .child(el("p").class("field__hint").child(words.file_origin(
                &dates::written(opened.exported_at.as_deref().unwrap_or_default(), words.0),
                opened.app.as_deref().unwrap_or("–"),
            )))
            .child((0 < opened.unknown_fields).then(|| {
                View::from(el("p").class("field__hint").child(words.import_unknown_fields()))
            }))
            .child(el("ul").class("cases").child(rows))
            .child(
                el("p")
                    .class("page__actions")
                    .child(
                        button("button--primary", move || {
                            apply(session, words, &plans);
                        })
                        .child(words.import_apply()),
                    )
                    .child(
                        el("a")
                            .class("button")
                            .attr("href", Place::Engagements.to_string())
                            .child(words.cancel()),
                    ),
            ),
    )
}

fn plan_row(plan: Plan) -> View {
    let session = use_session();
    let words = use_words();
    let there = Card::of(session.playbook, &plan.engagement);
    let choice = plan.choice;
    let name = browser::fresh_id();
    let option = move |value: Choice, label: &'static str| {
        answer(&name, flag(move || choice.get() == value), None, label, move || choice.set(value))
    };
    let line = move |label: &'static str, card: &Card| {
        let changed = dates::instant(card.changed_millis, words.0);
        let progress = words.progress_label(card.closed, card.total);
        View::from(
            el("p")
                .class("field__hint")
                .child(label)
                .child(": ")
                .child(progress)
                .child(" · ")
                .child(words.changed(&changed)),
        )
    };
    let what = match &plan.here {
        Here::Nothing => chip(words.import_new(), Tone::Done),
        Here::Same => chip(words.import_same(), Tone::Quiet),
        Here::Other(here) => View::from(
            el("fieldset")
                .class("question")
                .child(el("legend").class("question__ask").child(words.import_exists()))
                .child(line(words.import_here(), &Card::of(session.playbook, here)))
                .child(line(words.import_there(), &there))
                .child(
                    el("div")
                        .class("question__answers question__answers--column")
                        .child(option(Choice::Merge, words.import_merge()))
                        .child(option(Choice::KeepBoth, words.import_keep_both()))
                        .child(option(Choice::Replace, words.import_replace()))
                        .child(option(Choice::Skip, words.import_skip())),
                ),
        ),
        Here::Unreadable => View::from(
            el("fieldset")
                .class("question")
                .child(el("legend").class("question__ask").child(words.import_here_damaged()))
                .child(
                    el("div")
                        .class("question__answers question__answers--column")
                        .child(option(Choice::KeepBoth, words.import_keep_both()))
                        .child(option(Choice::Skip, words.import_skip())),
                ),
        ),
    };
    let is_ahead = 0 < plan.engagement.ahead_of(browser::now_millis());
    let ahead =
        is_ahead.then(|| View::from(el("p").class("field__hint").child(words.clock_ahead())));
    let name = there.customer.clone();
    let review = when(
        move || choice.get() == Choice::Merge,
        move || match &plan.here {
            Here::Other(here) => review_view(here, &plan.engagement, plan.flips),
            _ => View::default(),
        },
    );
    View::from(
        el("li")
            .class("case case--plan")
            .child(el("strong").class("case__name").child(name))
            .child(what)
            .child(ahead)
            .child(review),
    )
}
