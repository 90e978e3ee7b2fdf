//! One engagement: header, the rail of steps, one page at a time, and the registers beside it.

mod header;
mod rail;

use kickoff::desk::Kept;
use kickoff::domain::id::EngagementId;
use kickoff::domain::register::{Register, people};
use kickoff::i18n::words::Words;
use kickoff::place::{Page, Place};
use kickoff::storage::cabinet::{Loaded, SaveError};
use kickoff::storage::drawer::DrawerError;
use leptos::prelude::*;

use super::erased::{flag, live, on_click};
use super::fields::PEOPLE_LIST;
use super::hand_off::{HandOff, download_texts};
use super::registers::Registers;
use super::session::{Bench, OnBench, use_bench, use_session, use_words};
use super::setup::Setup;
use super::step::StepScreen;
use header::Header;
use rail::Rail;

/// In words, why something is not saved.
pub fn why_not_saved(words: Words, error: &SaveError) -> &'static str {
    match error {
        SaveError::Drawer(DrawerError::Full) => words.not_saved_full(),
        SaveError::Drawer(DrawerError::Blocked | DrawerError::NotKept) => {
            words.not_saved_blocked()
        }
        SaveError::Withheld => words.not_saved_withheld(),
    }
}

/// Whether the state is kept, in a word.
pub fn save_state(words: Words, kept: Option<&Kept>) -> &'static str {
    match kept {
        None => words.saving(),
        Some(Kept::Saved) => words.saved(),
        Some(Kept::NotSaved(_)) => words.not_saved(),
    }
}

#[component]
pub fn EngagementScreen() -> impl IntoView {
    let session = use_session();
    live(move || match session.bench() {
        OnBench::Open(bench) => {
            provide_context(bench);
            view! { <Open bench/> }.into_any()
        }
        OnBench::Damaged(id) => view! { <Broken id is_newer=false/> }.into_any(),
        OnBench::Newer(id) => view! { <Broken id is_newer=true/> }.into_any(),
        OnBench::Nothing | OnBench::Missing => view! { <Gone/> }.into_any(),
        OnBench::Unreadable => view! { <Unreadable/> }.into_any(),
    })
}

/// The page and register of the address.
#[derive(Clone, Copy)]
pub struct Whereabouts {
    pub page: Memo<Page>,
    pub register: Memo<Option<Register>>,
}

#[component]
fn Open(bench: Bench) -> impl IntoView {
    let session = use_session();
    let page = Memo::new(move |before: Option<&Page>| match session.place.get() {
        Place::Engagement { page, .. } => page,
        // On the way out; the screen goes in a moment.
        _ => before.copied().unwrap_or(Page::Setup),
    });
    let register = Memo::new(move |_| match session.place.get() {
        Place::Engagement { register, .. } => register,
        _ => None,
    });
    let whereabouts = Whereabouts { page, register };
    provide_context(whereabouts);
    view! {
        <div class="desk" class:desk--register=flag(move || register.get().is_some())>
            <Header bench/>
            <div class="desk__body">
                <Rail/>
                <main class="desk__main" id="main" tabindex="-1">
                    {live(move || match page.get() {
                        Page::Setup => view! { <Setup/> }.into_any(),
                        Page::HandOff => view! { <HandOff/> }.into_any(),
                        Page::Step(id) => bench.playbook().step(id).map(|step| {
                            view! { <StepScreen step/> }
                        }).into_any(),
                    })}
                </main>
                <Registers/>
            </div>
            <PeopleList/>
        </div>
    }
}

/// What name fields suggest.
#[component]
fn PeopleList() -> impl IntoView {
    let bench = use_bench();
    let names = bench.select(|it| {
        it.entries(Register::People)
            .map(|id| it.cell(Register::People, id, people::NAME).trim().to_owned())
            .filter(|it| !it.is_empty())
            .collect::<Vec<String>>()
    });
    view! {
        <datalist id=PEOPLE_LIST>
            {live(move || {
                names.get().into_iter().map(|it| view! { <option value=it></option> }).collect_view().into_any()
            })}
        </datalist>
    }
}

#[component]
fn Gone() -> impl IntoView {
    let words = use_words();
    view! {
        <main class="page" id="main" tabindex="-1">
            <h1 class="page__title">{words.gone_title()}</h1>
            <p>{words.gone_line()}</p>
            <p class="page__actions">
                <a class="button button--primary" href=Place::Engagements.to_string()>{words.home()}</a>
                <a class="button" href=Place::Open.to_string()>{words.open_file()}</a>
            </p>
        </main>
    }
}

#[component]
fn Unreadable() -> impl IntoView {
    let words = use_words();
    view! {
        <main class="page" id="main" tabindex="-1">
            <h1 class="page__title">{words.storage_unreadable()}</h1>
            <p>{words.memory_only()}</p>
        </main>
    }
}

#[component]
fn Broken(id: EngagementId, is_newer: bool) -> impl IntoView {
    let session = use_session();
    let words = use_words();
    let (title, line) = if is_newer {
        (words.newer(), words.newer_line())
    } else {
        (words.damaged(), words.damaged_line())
    };
    let download = on_click(move || {
        if let Ok(Loaded::Damaged { raw } | Loaded::Newer { raw }) =
            session.with_cabinet(|it| it.load(id))
        {
            download_texts(session, words, &id.to_string(), raw);
        }
    });
    view! {
        <main class="page" id="main" tabindex="-1">
            <h1 class="page__title">{title}</h1>
            <p>{line}</p>
            <p class="page__actions">
                <button class="button button--primary" type="button" on:click=download>
                    {words.download_raw()}
                </button>
                <a class="button" href=Place::Engagements.to_string()>{words.home()}</a>
            </p>
        </main>
    }
}
