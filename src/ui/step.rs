//! One step of the playbook: what it is for, its rows in order, and the views that belong to it.

use kickoff::domain::assessment::State;
use kickoff::domain::playbook::{Item, Panel, Step};
use kickoff::domain::progress::Progress;
use kickoff::domain::register::Register;
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use super::erased::live;
use super::gate::GatePanel;
use super::history::History;
use super::item_details::SourceNotes;
use super::item_row::ItemRow;
use super::registers::{RegisterLink, RegisterView};
use super::services::{Dibs, Ssat};
use super::session::{use_bench, use_words};

#[component]
pub fn StepScreen(step: &'static Step) -> impl IntoView {
    let words = use_words();
    let panel = step.panel.map(|panel| match panel {
        Panel::Dibs => view! { <Dibs/> }.into_any(),
        Panel::Ssat => view! { <Ssat/> }.into_any(),
        Panel::Gate => view! { <GatePanel/> }.into_any(),
        Panel::Revisions => view! { <History/> }.into_any(),
        Panel::Uncategorized => {
            view! { <div class="block"><RegisterView register=Register::Tasks/></div> }.into_any()
        }
    });
    view! {
        <div class="step">
            <h1 class="step__title">{step.title.get(words.0)}</h1>
            <p class="step__lead">{step.lead.get(words.0)}</p>
            <About step/>
            <SourceNotes ids=step.notes.clone()/>
            <Counts step/>
            <ul class="items">{rows(step, words)}</ul>
            {panel}
            <RegisterLinks step/>
        </div>
    }
}

/// Role, motions and services of the step, where the source names them.
#[component]
fn About(step: &'static Step) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let motions = bench.playbook().question(kickoff::domain::known::MOTION).map(|question| {
        let labels = step.motions.iter().filter_map(|code| question.choices.label(code));
        labels.map(|it| it.get(words.0)).collect::<Vec<_>>().join(" / ")
    });
    let line = |label: &'static str, text: String| {
        (!text.is_empty()).then(|| {
            view! { <div class="facts__pair"><dt>{label}</dt><dd>{text}</dd></div> }
        })
    };
    let text = |it: &Option<kickoff::domain::text::Text>| {
        it.as_ref().map(|it| it.get(words.0).to_owned()).unwrap_or_default()
    };
    let has_any = step.role.is_some() || !step.motions.is_empty() || step.applies_to.is_some();
    has_any.then(|| view! {
        <dl class="facts">
            {line(words.role(), text(&step.role))}
            {line(words.motions(), motions.unwrap_or_default())}
            {line(words.applies_to(), text(&step.applies_to))}
        </dl>
    })
}

/// How far the step is, in numbers: mandatory apart from the rest.
#[component]
fn Counts(step: &'static Step) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let progress = bench.assess(move |assessment, it| Progress::of_step(step, assessment, it));
    live(move || {
        let it = progress.get();
        let others = (it.all.closed - it.mandatory.closed, it.all.total - it.mandatory.total);
        let parts = [
            (0 < it.mandatory.total)
                .then(|| words.mandatory_progress(it.mandatory.closed, it.mandatory.total)),
            (0 < others.1).then(|| words.others_progress(others.0, others.1)),
            (0 < it.undecided).then(|| words.undecided_count(it.undecided)),
            (0 < it.not_applicable).then(|| words.out_count(it.not_applicable)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| view! { <p class="counts">{parts.join(" · ")}</p> }).into_any()
    })
}

/// The rows in the playbook's order, with a small heading where the group changes.
fn rows(step: &'static Step, words: Words) -> impl IntoView {
    let mut group: Option<&str> = None;
    step.items
        .iter()
        .map(|item: &'static Item| {
            let heading = item.group.as_ref().filter(|it| group != Some(&*it.en)).map(|it| {
                view! { <li class="items__group"><h2>{it.get(words.0)}</h2></li> }
            });
            group = item.group.as_ref().map(|it| &*it.en);
            view! { {heading} <ItemRow item/> }
        })
        .collect_view()
}

/// The registers that belong to the step.
#[component]
fn RegisterLinks(step: &'static Step) -> impl IntoView {
    let words = use_words();
    let registers = step.registers.iter().filter_map(|it| Register::from_code(it));
    let links = registers.map(|register| view! { <li><RegisterLink register/></li> });
    (!step.registers.is_empty()).then(|| view! {
        <section class="block" aria-label=words.registers()>
            <h2 class="block__title">{words.registers()}</h2>
            <ul class="register-links">{links.collect_view()}</ul>
        </section>
    })
}

/// Whether a row is one line only.
pub fn is_folded(state: State) -> bool {
    matches!(state, State::OutOfBranch | State::NotApplicable)
}
