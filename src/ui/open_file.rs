//! Opening a file: chosen, checked as a whole, shown, and only then taken in.

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::known;
use kickoff::domain::value::Value;
use kickoff::i18n::words::Words;
use kickoff::place::Place;
use kickoff::storage::cabinet::{Loaded, SaveError};
use kickoff::storage::card::Card;
use kickoff::storage::import::{self, Opened};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{File, HtmlInputElement};

use super::browser;
use super::dates;
use super::erased::{flag, live, on_click, on_control};
use super::parts::{Chip, Tone};
use super::session::{Session, use_session, use_words};

/// What is known of the chosen file.
#[derive(Clone)]
enum Chosen {
    Nothing,
    Reading,
    /// In words, why it is not taken.
    Refused(String),
    Ready { opened: Opened, plans: Vec<Plan> },
}

/// What becomes of one engagement of the file.
#[derive(Clone)]
struct Plan {
    engagement: Engagement,
    here: Here,
    choice: RwSignal<Choice>,
}

/// What is here already under the same id.
#[derive(Clone, PartialEq)]
enum Here {
    Nothing,
    Same,
    Other(Card),
    /// Something that cannot be read, or is newer: never written over.
    Unreadable,
}

#[derive(Clone, Copy, PartialEq)]
enum Choice {
    KeepBoth,
    Replace,
    Skip,
}

fn plan(session: Session, engagement: Engagement) -> Plan {
    let found = session.with_cabinet(|it| it.load(engagement.id()));
    let here = match found {
        Ok(Loaded::Missing) => Here::Nothing,
        Ok(Loaded::Whole(it)) if *it == engagement => Here::Same,
        Ok(Loaded::Whole(it)) => Here::Other(Card::of(session.playbook, &it)),
        _ => Here::Unreadable,
    };
    Plan { engagement, here, choice: RwSignal::new(Choice::KeepBoth) }
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
            chosen.set(Chosen::Refused(words.import_unreadable().to_owned()));
            return;
        };
        chosen.set(match import::open(&bytes, session.playbook) {
            Err(error) => Chosen::Refused(words.file_error(&error)),
            Ok(opened) => {
                let plans = opened.engagements.iter().cloned().map(|it| plan(session, it)).collect();
                Chosen::Ready { opened, plans }
            }
        });
    });
}

/// A copy that goes its own way, named as one.
fn copy(session: Session, words: Words, engagement: &Engagement) -> Engagement {
    let mut copy = engagement.copied_as(EngagementId::coined(browser::unique()));
    let name = format!("{} {}", copy.customer(), words.copy_suffix());
    let edit = Edit::set(Field::Fact(known::CUSTOMER), Value::Text(name.into()));
    // A name with a suffix is never empty, so it is never refused.
    let _ = copy.apply(session.playbook, &[edit], session.stamp());
    copy
}

/// Takes in one engagement as chosen.
fn take_in(session: Session, words: Words, plan: &Plan) -> Result<(), SaveError> {
    let now = browser::now_millis();
    let save = |it: &Engagement| session.with_cabinet(|cabinet| cabinet.save(it, now));
    match (&plan.here, plan.choice.get_untracked()) {
        (Here::Nothing, _) => save(&plan.engagement),
        (Here::Same, _) | (_, Choice::Skip) => Ok(()),
        (Here::Other(_), Choice::Replace) => session.with_cabinet(|cabinet| {
            // No safety copy, no replacing.
            if let Loaded::Whole(here) = cabinet.load(plan.engagement.id())? {
                cabinet.copy_for_safety(&here, now)?;
            }
            cabinet.save(&plan.engagement, now)
        }),
        (Here::Other(_) | Here::Unreadable, _) => save(&copy(session, words, &plan.engagement)),
    }
}

fn apply(session: Session, words: Words, plans: &[Plan]) {
    for plan in plans {
        if take_in(session, words, plan).is_err() {
            session.complain(words.import_failed());
            session.relay_bench();
            return;
        }
    }
    session.relay_bench();
    session.say(words.import_done());
    session.go(Place::Engagements);
}

#[component]
pub fn OpenFile() -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let chosen = RwSignal::new(Chosen::Nothing);
    let take = move |files: Option<web_sys::FileList>| {
        if let Some(file) = files.and_then(|it| it.get(0)) {
            choose(session, words, file, chosen);
        }
    };
    view! {
        <main class="page" id="main" tabindex="-1">
            <h1 class="page__title">{words.import_title()}</h1>
            <p class="page__lead">{words.import_lead()}</p>
            <div
                class="drop"
                on:dragover=move |event| event.prevent_default()
                on:drop=move |event| {
                    event.prevent_default();
                    take(event.data_transfer().and_then(|it| it.files()));
                }
            >
                <label class="field" for="file">
                    <span class="field__label">{words.choose_file()}</span>
                    <input
                        class="field__input"
                        id="file"
                        type="file"
                        accept=".json,application/json"
                        on:change=on_control(move |control: HtmlInputElement| take(control.files()))
                    />
                </label>
            </div>
            <div aria-live="polite">
                {live(move || match chosen.get() {
                    Chosen::Nothing => ().into_any(),
                    Chosen::Reading => view! { <p>{words.import_reading()}</p> }.into_any(),
                    Chosen::Refused(why) => view! {
                        <div class="refused" role="alert">
                            <p><b>{words.import_unreadable()}</b></p>
                            <p>{why}</p>
                        </div>
                    }
                    .into_any(),
                    Chosen::Ready { opened, plans } => view! { <Preview opened plans/> }.into_any(),
                })}
            </div>
        </main>
    }
}

/// What the file would do.
#[component]
fn Preview(opened: Opened, plans: Vec<Plan>) -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let counts = opened.counts;
    let rows = plans.iter().cloned().map(|plan| view! { <PlanRow plan/> }).collect_view();
    view! {
        <section class="preview" aria-labelledby="preview">
            <h2 class="block__title" id="preview">{words.import_preview()}</h2>
            <p>{words.import_counts(counts.engagements, counts.fields, counts.entries)}</p>
            <p class="field__hint">
                {words.file_origin(
                    opened.exported_at.as_deref().unwrap_or("–"),
                    opened.app.as_deref().unwrap_or("–"),
                )}
            </p>
            {(0 < opened.unknown_fields).then(|| view! {
                <p class="field__hint">{words.import_unknown_fields()}</p>
            })}
            <ul class="cases">{rows}</ul>
            <p class="page__actions">
                <button class="button button--primary" type="button" on:click=on_click(move || {
                    apply(session, words, &plans);
                })>{words.import_apply()}</button>
                <a class="button" href=Place::Engagements.to_string()>{words.cancel()}</a>
            </p>
        </section>
    }
}

#[component]
fn PlanRow(plan: Plan) -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let there = Card::of(session.playbook, &plan.engagement);
    let choice = plan.choice;
    let name = browser::fresh_id();
    let option = move |value: Choice, label: &'static str| {
        view! {
            <label class="answer">
                <input
                    class="answer__box"
                    type="radio"
                    name=name.clone()
                    prop:checked=flag(move || choice.get() == value)
                    on:change=on_control(move |_: HtmlInputElement| choice.set(value))
                />
                <span class="answer__label">{label}</span>
            </label>
        }
    };
    let line = move |label: &'static str, card: &Card| {
        let changed = dates::instant(card.changed_millis, words.0);
        let progress = words.progress_label(card.closed, card.total);
        view! { <p class="field__hint">{label}": "{progress}" · "{words.changed(&changed)}</p> }
    };
    let what = match &plan.here {
        Here::Nothing => {
            view! { <Chip text=words.import_new() tone=Tone::Done/> }.into_any()
        }
        Here::Same => view! { <Chip text=words.import_same() tone=Tone::Quiet/> }.into_any(),
        Here::Other(here) => view! {
            <fieldset class="question">
                <legend class="question__ask">{words.import_exists()}</legend>
                {line(words.import_here(), here)}
                {line(words.import_there(), &there)}
                <div class="question__answers question__answers--column">
                    {option(Choice::KeepBoth, words.import_keep_both())}
                    {option(Choice::Replace, words.import_replace())}
                    {option(Choice::Skip, words.import_skip())}
                </div>
            </fieldset>
        }
        .into_any(),
        Here::Unreadable => view! {
            <fieldset class="question">
                <legend class="question__ask">{words.damaged()}</legend>
                <div class="question__answers question__answers--column">
                    {option(Choice::KeepBoth, words.import_keep_both())}
                    {option(Choice::Skip, words.import_skip())}
                </div>
            </fieldset>
        }
        .into_any(),
    };
    view! {
        <li class="case case--plan">
            <strong class="case__name">{there.customer.clone()}</strong>
            {what}
        </li>
    }
}
