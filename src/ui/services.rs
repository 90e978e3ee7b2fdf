//! DIBS and SSAT per service: at a glance as a matrix, then part by part, and once for all.

use kickoff::domain::code::ServiceStatus;
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::four_plus_four::{Part, Standing, standing};
use kickoff::domain::id::EntryId;
use kickoff::domain::register::{Column, Register, services};
use kickoff::domain::value::{Kind, Value};
use kickoff::i18n::summary::service_name;
use kickoff::place::{Page, Place};
use leptos::prelude::*;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::browser;
use super::erased::{entries, flag, maybe, on_click, on_control, text, when};
use super::fields::{FieldInput, Labels, PEOPLE_LIST};
use super::parts::{Chip, Tone};
use super::registers::column_words;
use super::session::{Bench, use_bench, use_words};

#[component]
pub fn Dibs() -> impl IntoView {
    view! { <Parts parts=Part::DIBS/> }
}

#[component]
pub fn Ssat() -> impl IntoView {
    view! { <Parts parts=Part::SSAT/> }
}

/// The services of an engagement in the playbook's order, own ones after.
fn in_order(engagement: &Engagement, bench: Bench) -> Vec<EntryId> {
    let mut ids: Vec<EntryId> = engagement.entries(Register::Services).collect();
    let place = |id: &EntryId| match id {
        EntryId::Named(code) => {
            bench.playbook().services.iter().position(|it| it.code == *code).unwrap_or(usize::MAX)
        }
        EntryId::Coined(_) => usize::MAX,
    };
    ids.sort_by_key(place);
    ids
}

#[component]
fn Parts(parts: [Part; 4]) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let ids = bench.select(move |it| in_order(it, bench));
    let setup = Place::Engagement { id: bench.id, page: Page::Setup, register: None };
    view! {
        {when(move || ids.with(Vec::is_empty), move || view! {
            <div class="empty">
                <h2 class="empty__title">{words.no_services_title()}</h2>
                <p>{words.no_services_line()}</p>
                <p><a class="button button--primary" href=setup.to_string()>{words.choose_services()}</a></p>
            </div>
        }.into_any())}
        <div hidden=flag(move || ids.with(Vec::is_empty))>
            <Matrix ids/>
            <SameForAll parts ids/>
            {entries(ids, move |id| view! { <ServiceParts id parts/> }.into_any())}
        </div>
    }
}

fn standing_name(it: Standing) -> &'static str {
    match it {
        Standing::Missing => "missing",
        Standing::Noted => "noted",
        Standing::Complete => "complete",
    }
}

/// All eight parts of all services, to be read at a glance.
#[component]
fn Matrix(ids: Memo<Vec<EntryId>>) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let playbook = bench.playbook();
    let all = || Part::DIBS.into_iter().chain(Part::SSAT);
    let heads = all()
        .map(|part| {
            let full = column_words(playbook, Register::Services, part.column())
                .map_or("", |it| it.label.get(words.0));
            view! { <th scope="col"><abbr title=full>{part.letter()}</abbr></th> }
        })
        .collect_view();
    let word = move |it| match it {
        Standing::Missing => words.part_missing(),
        Standing::Noted => words.part_noted(),
        Standing::Complete => words.part_complete(),
    };
    let sign = |it| match it {
        Standing::Missing => "–",
        Standing::Noted => "△",
        Standing::Complete => "✓",
    };
    view! {
        <div class="matrix" role="region" aria-label=words.overview_of_services() tabindex="0">
            <table class="matrix__table">
                <caption class="matrix__caption">{words.overview_of_services()}</caption>
                <thead><tr><th scope="col">{words.service()}</th>{heads}</tr></thead>
                <tbody>
                    {entries(ids, move |id| view! {
                        <tr>
                            <th scope="row"><ServiceName id/></th>
                            {all().map(|part| {
                                let it = bench.select(move |it| standing(it, id, part));
                                view! {
                                    <td data-standing=maybe(move || Some(standing_name(it.get())))>
                                        <span aria-hidden="true">{text(move || sign(it.get()).to_owned())}</span>
                                        <span class="unseen">{text(move || word(it.get()).to_owned())}</span>
                                    </td>
                                }
                            }).collect_view()}
                        </tr>
                    }.into_any())}
                </tbody>
            </table>
            <p class="matrix__legend">
                "✓ "{words.part_complete()}"　△ "{words.part_noted()}"　– "{words.part_missing()}
            </p>
        </div>
    }
}

#[component]
fn ServiceName(id: EntryId) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let playbook = bench.playbook();
    let name = bench.select(move |it| service_name(it, playbook, id, words.0));
    name
}

fn input(id: EntryId, column: Column) -> impl IntoView {
    let bench = use_bench();
    column_words(bench.playbook(), Register::Services, column).map(|it| {
        let labels =
            Labels { label: &it.label, hint: it.hint.as_ref(), choices: Some(&it.choices) };
        view! {
            <FieldInput field=Field::Entry(Register::Services, id, column) kind=column.kind labels/>
        }
    })
}

/// The four parts of one service, each with its own confirmation.
#[component]
fn ServiceParts(id: EntryId, parts: [Part; 4]) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let is_stuck = bench.select(move |it| {
        matches!(
            it.choice(Field::Entry(Register::Services, id, services::STATUS)),
            Some(ServiceStatus::Blocked | ServiceStatus::NoIntent)
        )
    });
    let rows = parts
        .into_iter()
        .map(|part| {
            let confirmation = part.confirmation().map(|column| {
                // The label says of which part, so that it reads alone.
                input(id, column)
            });
            view! { <div class="part">{input(id, part.column())}{confirmation}</div> }
        })
        .collect_view();
    let is_dibs = parts == Part::DIBS;
    view! {
        <section class="service">
            <h2 class="service__name">
                <ServiceName id/>
                {when(move || is_stuck.get(), move || view! {
                    " "<Chip text=words.blocker_help() tone=Tone::Due/>
                }.into_any())}
            </h2>
            <div class="fields">
                {rows}
                {is_dibs.then(|| view! { <div class="part">{input(id, services::STATUS)}</div> })}
                {(!is_dibs).then(|| view! { <div class="part">{input(id, services::NOTE)}</div> })}
            </div>
        </section>
    }
}

/// Fill in once, write to every service in scope. What is left empty changes nothing.
#[component]
fn SameForAll(parts: [Part; 4], ids: Memo<Vec<EntryId>>) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let drafts: Vec<(Column, RwSignal<String>)> = parts
        .iter()
        .flat_map(|part| [Some(part.column()), part.confirmation()])
        .flatten()
        .map(|column| (column, RwSignal::new(String::new())))
        .collect();
    let controls = drafts
        .iter()
        .filter_map(|(column, draft)| draft_input(bench, *column, *draft, words))
        .collect_view();
    let apply = on_click(move || {
        let edits: Vec<Edit> = ids
            .get_untracked()
            .into_iter()
            .flat_map(|id| {
                drafts.iter().filter_map(move |(column, draft)| {
                    let value = column.kind.read(&draft.get_untracked())?;
                    // A slip is pointed out at the service; here it would be written everywhere.
                    if matches!(value, Value::Unclear(_)) {
                        return None;
                    }
                    Some(Edit::set(Field::Entry(Register::Services, id, *column), value))
                })
            })
            .collect();
        if edits.is_empty() {
            return;
        }
        bench.edit(edits);
        for (_, draft) in &drafts {
            draft.set(String::new());
        }
        bench.session().say(words.applied_to_all());
    });
    view! {
        <details class="same">
            <summary class="same__summary">{words.same_for_all()}</summary>
            <p class="field__hint">{words.same_for_all_hint()}</p>
            <div class="fields">{controls}</div>
            <button class="button button--primary" type="button" on:click=apply>
                {words.apply_to_all()}
            </button>
        </details>
    }
}

/// A control that belongs to no field yet.
fn draft_input(
    bench: Bench,
    column: Column,
    draft: RwSignal<String>,
    words: kickoff::i18n::words::Words,
) -> Option<impl IntoView> {
    let it = column_words(bench.playbook(), Register::Services, column)?;
    let label = it.label.get(words.0);
    let id = browser::fresh_id();
    let control = match column.kind {
        Kind::Flag => view! {
            <div class="field field--flag">
                <input
                    class="box"
                    id=id.clone()
                    type="checkbox"
                    prop:checked=flag(move || draft.get() == "true")
                    on:change=on_control(move |control: HtmlInputElement| {
                        draft.set(if control.checked() { "true".to_owned() } else { String::new() });
                    })
                />
                <label class="field__label" for=id.clone()>{label}</label>
            </div>
        }
        .into_any(),
        Kind::Choice(_) => view! {
            <div class="field" data-kind="choice">
                <label class="field__label" for=id.clone()>{label}</label>
                <select
                    class="field__input"
                    id=id.clone()
                    prop:value=text(move || draft.get())
                    on:change=on_control(move |control: HtmlSelectElement| draft.set(control.value()))
                >
                    <option value="">{words.choose()}</option>
                    {it.choices.iter().map(|it| view! {
                        <option value=&*it.code>{it.label.get(words.0)}</option>
                    }).collect_view()}
                </select>
            </div>
        }
        .into_any(),
        Kind::LongText => view! {
            <div class="field" data-kind="long">
                <label class="field__label" for=id.clone()>{label}</label>
                <textarea
                    class="field__input"
                    id=id.clone()
                    rows="2"
                    prop:value=text(move || draft.get())
                    on:input=on_control(move |control: HtmlTextAreaElement| draft.set(control.value()))
                ></textarea>
            </div>
        }
        .into_any(),
        kind => view! {
            <div class="field">
                <label class="field__label" for=id.clone()>{label}</label>
                <input
                    class="field__input"
                    id=id.clone()
                    type=if kind == Kind::Day { "date" } else { "text" }
                    autocomplete="off"
                    list=(kind == Kind::Name).then_some(PEOPLE_LIST)
                    prop:value=text(move || draft.get())
                    on:input=on_control(move |control: HtmlInputElement| draft.set(control.value()))
                />
            </div>
        }
        .into_any(),
    };
    Some(control)
}
