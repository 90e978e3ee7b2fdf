//! One row: box, title, quiet hint, chips; everything else opens in place.

use kickoff::domain::assessment::{ItemStatus, State};
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, ItemField};
use kickoff::domain::playbook::Item;
use kickoff::domain::value::{Mark, Value};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::browser;
use super::completion::CompletionPanel;
use super::deadline::DeadlinePanel;
use super::erased::{flag, live, maybe, nothing, on_control, when};
use super::fields::FactInput;
use super::item_details::ItemDetails;
use super::parts::{Chip, Icon, IconName, Tone};
use super::reasons::{because, open_questions};
use super::session::{Bench, use_bench, use_words};
use super::setup::question::QuestionInput;
use super::step::is_folded;

/// The one word for a state, as the row's attribute.
fn state_name(state: State) -> &'static str {
    match state {
        State::OutOfBranch => "out",
        State::Undecided => "undecided",
        State::Open => "open",
        State::Done => "done",
        State::Met => "met",
        State::NotApplicable => "not-applicable",
        State::Waived => "waived",
    }
}

/// Ticks, or takes the tick back.
fn tick(bench: Bench, item: &Item, checked: bool) {
    let field = Field::Item(item.id, ItemField::Mark);
    let value = checked.then_some(Value::Mark(Mark::Done));
    bench.edit(vec![Edit { field, value }]);
}

#[component]
pub fn ItemRow(item: &'static Item) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let id = item.id;
    let status = bench.assess(move |assessment, _| assessment.item(id).cloned());
    let state =
        Memo::new(move |_| status.with(|it| it.as_ref().map_or(State::Undecided, |it| it.state)));
    let is_checked = move || matches!(state.get(), State::Done | State::Met);
    let title = item.title.get(words.0);
    let box_id = browser::fresh_id();
    let title_id = format!("item-{id}");

    let lead = if item.is_ticked() {
        view! {
            <input
                class="box item__box"
                id=box_id.clone()
                type="checkbox"
                prop:checked=flag(is_checked)
                disabled=flag(move || state.get() == State::OutOfBranch)
                on:change=on_control(move |control: HtmlInputElement| {
                    tick(bench, item, control.checked());
                    // The browser has flipped it already; the engagement has the last word.
                    control.set_checked(is_checked());
                })
            />
        }
        .into_any()
    } else {
        view! { <span class="item__mark" aria-hidden="true"></span> }.into_any()
    };
    let heading = if item.is_ticked() {
        view! { <label class="item__title" for=box_id.clone()>{title}</label> }.into_any()
    } else {
        view! { <span class="item__title">{title}</span> }.into_any()
    };

    view! {
        <li
            class="item"
            class:item--child=item.parent.is_some()
            id=title_id
            tabindex="-1"
            data-state=maybe(move || Some(state_name(state.get())))
        >
            <div class="item__row">
                {lead}
                <div class="item__text">
                    {heading}
                    {when(move || !is_folded(state.get()), move || view! {
                        {item.hint.as_ref().map(|it| view! { <p class="item__hint">{it.get(words.0)}</p> })}
                    }.into_any())}
                    <Chips item status/>
                    <Why item status/>
                </div>
            </div>
            {when(move || !is_folded(state.get()), move || view! {
                <Deciders status/>
                <Inline item/>
            }.into_any())}
            <ItemDetails item/>
        </li>
    }
}

/// Task id, mandatory or optional, role, services, and what became of it.
#[component]
fn Chips(item: &'static Item, status: Memo<Option<ItemStatus>>) -> impl IntoView {
    let words = use_words();
    live(move || {
        let status = status.get();
        let state = status.as_ref().map_or(State::Undecided, |it| it.state);
        let triggered = status.as_ref().is_some_and(ItemStatus::is_triggered);
        let state_chip = match state {
            State::Undecided => Some((words.undecided(), Tone::Open)),
            State::Met => Some((words.met_by_data(), Tone::Done)),
            State::Waived => Some((words.waived(), Tone::Quiet)),
            State::OutOfBranch | State::NotApplicable => {
                Some((words.not_applicable(), Tone::Quiet))
            }
            State::Open | State::Done => None,
        };
        let mut chips: Vec<(String, Tone)> =
            state_chip.into_iter().map(|(text, tone)| (text.to_owned(), tone)).collect();
        if let Some(task) = &item.task {
            let number = task.number.as_deref().unwrap_or(words.task_without_number());
            chips.push((format!("FTOP {number}"), Tone::Quiet));
            // The task without a number is named once, with neither (M) nor (O).
            if task.number.is_some() {
                let (text, tone) = match (task.mandatory, triggered) {
                    (true, _) => (words.mandatory(), Tone::Strong),
                    (false, true) => (words.due_now(), Tone::Due),
                    (false, false) => (words.optional(), Tone::Quiet),
                };
                chips.push((text.to_owned(), tone));
            }
            chips.push((task.role.get(words.0).to_owned(), Tone::Quiet));
            chips.push((task.services.get(words.0).to_owned(), Tone::Quiet));
        }
        if chips.is_empty() {
            return nothing();
        }
        let chips = chips.into_iter().map(|(text, tone)| view! { <Chip text tone/> });
        view! { <p class="item__chips">{chips.collect_view()}</p> }.into_any()
    })
}

/// One short sentence for each thing the app has worked out.
#[component]
fn Why(item: &'static Item, status: Memo<Option<ItemStatus>>) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let id = item.id;
    let reason = bench.select(move |it| {
        it.mark(id).and_then(Mark::reason).map(|it| it.as_str().to_owned())
    });
    let lines = move || {
        let mut lines: Vec<(&'static str, String)> = Vec::new();
        let Some(status) = status.get() else { return lines };
        match status.state {
            State::OutOfBranch => {
                lines.push(("out", words.out_because(&because(&status.applies, bench, words))));
                let has_kept = bench.peek(|it| it.item_changed_at(id).is_some());
                if has_kept {
                    lines.push(("kept", words.kept_while_out().to_owned()));
                }
                return lines;
            }
            State::NotApplicable | State::Waived => {
                if let Some(reason) = reason.get() {
                    lines.push(("out", format!("{}: {reason}", words.reason())));
                }
            }
            State::Open => {
                if let Some(reason) = reason.get() {
                    lines.push(("open", format!("{}: {reason}", words.mark_not_met())));
                }
            }
            State::Met => {
                if let Some(met) = &status.met {
                    lines.push(("met", words.met_because(&because(met, bench, words))));
                }
            }
            State::Undecided | State::Done => {}
        }
        if let Some(due) = status.due.as_ref().filter(|_| status.is_triggered()) {
            lines.push(("due", words.due_because(&because(due, bench, words))));
        }
        if !status.too_early_for.is_empty() {
            let titles = status.too_early_for.iter().filter_map(|id| bench.playbook().item(*id));
            let titles: Vec<&str> = titles.map(|it| it.title.get(words.0)).collect();
            lines.push(("warning", words.too_early(&titles.join("、"))));
        }
        lines
    };
    live(move || {
        lines()
            .into_iter()
            .map(|(tone, line)| {
                let icon = (tone == "warning").then(|| view! { <Icon name=IconName::Warning/> });
                view! { <p class="item__why" data-tone=tone>{icon}{line}</p> }
            })
            .collect_view()
            .into_any()
    })
}

/// The questions that would decide the row, answerable right here.
#[component]
fn Deciders(status: Memo<Option<ItemStatus>>) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let questions = Memo::new(move |_| {
        status.with(|it| it.as_ref().map(|it| open_questions(&it.applies)).unwrap_or_default())
    });
    live(move || {
        let questions = questions.get();
        if questions.is_empty() {
            return nothing();
        }
        let inputs = questions.into_iter().filter_map(|id| bench.playbook().question(id));
        view! {
                <details class="item__deciders">
                    <summary>{words.undecided_by()}</summary>
                    {inputs.map(|question| view! { <QuestionInput question/> }).collect_view()}
                </details>
        }
        .into_any()
    })
}

/// What is captured with the row: facts, and what the app computes from them.
#[component]
fn Inline(item: &'static Item) -> impl IntoView {
    use kickoff::domain::known;
    let has = |id| item.fields.contains(&id);
    let deadline = (has(known::ASSIGNED_AT) || has(known::CONTACTED_AT))
        .then(|| view! { <DeadlinePanel/> });
    let completion = [known::ACTIVE_USERS, known::MIGRATION_TARGET, known::DISENGAGEMENT_DISCUSSED]
        .into_iter()
        .find(|id| has(*id))
        .map(|part| view! { <CompletionPanel part/> });
    let fields = (!item.fields.is_empty()).then(|| view! {
        <div class="fields item__fields">
            {item.fields.iter().map(|id| view! { <FactInput id=*id/> }).collect_view()}
        </div>
    });
    view! { {fields}{deadline}{completion} }
}
