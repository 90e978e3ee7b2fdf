//! Setup: the basics, the services in scope, and the questions that decide what applies.

pub mod question;

use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::id::EntryId;
use kickoff::domain::known;
use kickoff::domain::playbook::{QuestionKind, Service};
use kickoff::domain::register::{Register, services};
use kickoff::domain::value::{Kind, Value};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::browser;
use super::deadline::DeadlinePanel;
use super::erased::{entries, flag, on_click, on_control, when};
use super::fields::{FactInput, FieldInput, Labels};
use super::parts::{Chip, Icon, IconName, Tone};
use super::session::{use_bench, use_words};
use question::QuestionInput;

/// The facts of setup, in the order of a mail that assigns an engagement.
const BASICS: [kickoff::domain::id::FactId; 6] = [
    known::CUSTOMER,
    known::ASSIGNED_AT,
    known::KICKOFF_AT,
    known::SEATS,
    known::CALENDAR,
    known::TIME_ZONE,
];

#[component]
pub fn Setup() -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let questions = bench
        .playbook()
        .questions
        .iter()
        .filter(|it| it.kind != QuestionKind::Services)
        .map(|question| view! { <QuestionInput question/> })
        .collect_view();
    view! {
        <div class="step">
            <h1 class="step__title">{words.setup_title()}</h1>
            <p class="step__lead">{words.setup_lead()}</p>
            <section class="block" aria-labelledby="setup-basics">
                <h2 class="block__title" id="setup-basics">{words.setup_basics()}</h2>
                <div class="fields">
                    {BASICS.map(|id| view! { <FactInput id/> }).collect_view()}
                </div>
                <DeadlinePanel/>
            </section>
            <Services/>
            <section class="block" aria-labelledby="setup-questions">
                <h2 class="block__title" id="setup-questions">{words.setup_questions()}</h2>
                <div class="questions">{questions}</div>
            </section>
        </div>
    }
}

/// Which services are in scope, with their seats (C15).
#[component]
fn Services() -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let playbook = bench.playbook();
    let question = playbook.question(known::SERVICES);
    let own = bench.select(|it| {
        it.entries(Register::Services)
            .filter(|id| matches!(id, EntryId::Coined(_)))
            .collect::<Vec<EntryId>>()
    });
    view! {
        <section class="block" aria-labelledby="setup-services">
            <h2 class="block__title" id="setup-services">{words.setup_services()}</h2>
            {question.and_then(|it| it.hint.as_ref()).map(|it| view! {
                <p class="block__lead">{it.get(words.0)}</p>
            })}
            <ul class="scopes">
                {playbook.services.iter().map(|service| view! { <ServiceChoice service/> }).collect_view()}
                {entries(own, move |id| view! {
                    <li class="scope">
                        <Cell id column=services::NAME/>
                        <Cell id column=services::SEATS/>
                        <button
                            class="button button--quiet"
                            type="button"
                            on:click=on_click(move || bench.edit(vec![Edit::remove(Register::Services, id)]))
                        ><Icon name=IconName::Delete/>{words.remove_entry()}</button>
                    </li>
                }.into_any())}
            </ul>
            <button class="button" type="button" on:click=on_click(move || {
                let id = EntryId::coined(browser::unique());
                bench.edit(vec![Edit::add(Register::Services, id)]);
            })><Icon name=IconName::Add/>{words.other_service()}</button>
        </section>
    }
}

#[component]
fn ServiceChoice(service: &'static Service) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let id = EntryId::Named(service.code);
    let is_in_scope = bench.select(move |it| it.has(Register::Services, id));
    let box_id = browser::fresh_id();
    view! {
        <li class="scope">
            <span class="scope__choice">
                <input
                    class="box"
                    id=box_id.clone()
                    type="checkbox"
                    prop:checked=flag(move || is_in_scope.get())
                    on:change=on_control(move |control: HtmlInputElement| {
                        let value = Value::Flag(control.checked());
                        bench.edit(vec![Edit::set(Field::Exists(Register::Services, id), value)]);
                    })
                />
                <label for=box_id.clone()>{service.name.get(words.0)}</label>
                {service.beyond_source.then(|| view! {
                    <Chip text=words.beyond_source() tone=Tone::Quiet/>
                })}
            </span>
            {when(move || is_in_scope.get(), move || view! {
                <Cell id column=services::SEATS/>
            }.into_any())}
        </li>
    }
}

#[component]
fn Cell(id: EntryId, column: kickoff::domain::register::Column) -> impl IntoView {
    let bench = use_bench();
    let field = Field::Entry(Register::Services, id, column);
    let kind: Kind = column.kind;
    super::registers::column_words(bench.playbook(), Register::Services, column).map(|it| {
        let labels = Labels { label: &it.label, hint: None, choices: Some(&it.choices) };
        view! { <FieldInput field kind labels/> }
    })
}
