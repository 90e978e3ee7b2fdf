//! One step of the playbook: what it is for, its rows in order, and the views that belong to it.

pub mod completion;
pub mod done_rows;
pub mod history;
pub mod item_details;
pub mod item_row;
pub mod state_choice;

use crate::ui::later::pages::way_on;
use crate::ui::later::register_link::register_link;
use kickoff::app::route::Page;
use kickoff::domain::assessment::State;
use kickoff::domain::playbook::{Item, Panel, Step};
use kickoff::domain::progress::Progress;
use kickoff::domain::register::Register;
use kickoff::i18n::words::Words;

use super::gate::gate_panel;
use super::glossary::terms_in;
use super::registers::register_view;
use super::services::{dibs, ssat};
use super::soon::soon;
use crate::ui::later::step::done_rows::{Folded, done_rows};
use crate::ui::later::step::history::history;
use crate::ui::later::step::item_details::source_notes;
use crate::ui::later::step::item_row::item_row;
use crate::ui::parts::page_title;
use crate::ui::session::{use_editor, use_words};
use kit::html::{dd, div, dl, dt, h2, li, p, section, ul};
use kit::{View, html, live, views};

pub fn step_screen(step: &'static Step) -> View {
    let words = use_words();
    let (folded, state) = state(step);
    View::from(
        div()
            .class("step")
            .child(page_title("step__title").child(step.title.get(words.0)))
            .child(p().class("step__lead").child(step.lead.get(words.0)))
            .child(about(step))
            .child(terms(step))
            .child(source_notes(step.id, step.notes.clone()))
            .child(state)
            .child(ul().class("items").child(rows(step, words, folded)))
            .child(soon(move || {
                views([panel(step), register_links(step), way_on(Page::Step(step.id))])
            })),
    )
}

fn panel(step: &Step) -> View {
    step.panel
        .map(|panel| match panel {
            Panel::Dibs => dibs(),
            Panel::Ssat => ssat(),
            Panel::Gate => gate_panel(),
            Panel::Revisions => history(),
            Panel::Uncategorized => {
                View::from(div().class("block").child(register_view(Register::Tasks, html::h2)))
            }
        })
        .into()
}

/// What its words mean.
fn terms(step: &'static Step) -> View {
    let words = use_words();
    let playbook = use_editor().playbook();
    let motions = playbook.question(playbook.roles.motion).into_iter().flat_map(|question| {
        step.motions.iter().filter_map(|code| Some(question.choices.label(code)?.get(words.0)))
    });
    let rows = step.items.iter().map(|it| it.title.get(words.0));
    let texts = [step.title.get(words.0), step.lead.get(words.0)].into_iter();
    terms_in(&texts.chain(motions).chain(rows).collect::<Vec<&str>>())
}

/// Role, motions and services of the step, where the source names them.
fn about(step: &'static Step) -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let motions = playbook.question(playbook.roles.motion).map(|question| {
        let labels = step.motions.iter().filter_map(|code| question.choices.label(code));
        labels.map(|it| it.get(words.0)).collect::<Vec<_>>().join(" / ")
    });
    let line = |label: &'static str, text: String| {
        (!text.is_empty()).then(|| {
            View::from(div().class("facts__pair").child(dt().child(label)).child(dd().child(text)))
        })
    };
    let text = |it: &Option<kickoff::domain::text::Text>| {
        it.as_ref().map(|it| it.get(words.0).to_owned()).unwrap_or_default()
    };
    let has_any = step.role.is_some() || !step.motions.is_empty() || step.applies_to.is_some();
    has_any
        .then(|| {
            View::from(
                dl().class("facts")
                    .child(line(words.role(), text(&step.role)))
                    .child(line(words.motions(), motions.unwrap_or_default()))
                    .child(line(words.applies_to(), text(&step.applies_to))),
            )
        })
        .into()
}

/// How far the step is, and the button that folds what is done, where anything can be.
fn state(step: &'static Step) -> (Option<Folded>, View) {
    if step.items.iter().any(Item::is_ticked) {
        let (folded, fold) = done_rows(step);
        (Some(folded), div().class("step__state").child(counts(step)).child(fold).into())
    } else {
        (None, counts(step))
    }
}

/// How far the step is, in numbers: mandatory apart from the rest.
fn counts(step: &'static Step) -> View {
    let editor = use_editor();
    let words = use_words();
    let progress = editor.assess(move |assessment, it| Progress::of_step(step, assessment, it));
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
        (!parts.is_empty()).then(|| View::from(p().class("counts").child(parts.join(" · ")))).into()
    })
}

/// So many rows fill a screen; each takes some milliseconds to be drawn.
const FIRST_ROWS: usize = 8;

/// The rows in the playbook's order.
fn rows(step: &'static Step, words: Words, folded: Option<Folded>) -> View {
    let all = move |from, to| {
        let rows = step.items.iter().enumerate().take(to).skip(from);
        rows.map(|(nth, item)| row(step, nth, item, words, folded)).collect::<Vec<View>>().into()
    };
    views([all(0, FIRST_ROWS), soon(move || all(FIRST_ROWS, usize::MAX))])
}

/// A row, below a small heading where the group changes. What decides several rows of a group is asked at the first
/// of them.
fn row(
    step: &'static Step,
    nth: usize,
    item: &'static Item,
    words: Words,
    folded: Option<Folded>,
) -> View {
    let group_of = |it: &'static Item| it.group.as_ref().map(|it| &*it.en);
    let before = nth.checked_sub(1).and_then(|it| step.items.get(it)).and_then(group_of);
    let heading = item
        .group
        .as_ref()
        .filter(|it| before != Some(&*it.en))
        .map(|it| View::from(li().class("items__group").child(h2().child(it.get(words.0)))));
    let asks = item.when.is_some() && step.asker(item).id == item.id;
    views([heading.into(), item_row(item, asks, folded)])
}

/// The registers that belong to the step.
fn register_links(step: &'static Step) -> View {
    let words = use_words();
    let registers = step.registers.iter().filter_map(|it| Register::from_code(it));
    let links = registers.map(|register| View::from(li().child(register_link(register))));
    (!step.registers.is_empty())
        .then(|| {
            View::from(
                section()
                    .class("block")
                    .attr("aria-label", words.registers())
                    .child(h2().class("block__title").child(words.registers()))
                    .child(ul().class("register-links").child(links.collect::<Vec<View>>())),
            )
        })
        .into()
}

/// Whether a row is one line only.
pub fn is_folded(state: State) -> bool {
    matches!(state, State::OutOfBranch | State::NotApplicable)
}
