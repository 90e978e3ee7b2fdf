//! Whether the next playbooks can begin: the verdict with what is missing and what was let go, what the
//! receiving team checks first, and each outcome with its evidence.

use kickoff::domain::assessment::State;
use kickoff::domain::field::{Field, ItemField, Topic};
use kickoff::domain::id::ItemId;
use kickoff::domain::readiness::{KeyInput, key_inputs};

use super::fold::fold;
use super::gate::{gate_panel, item_link};
use crate::ui::parts::{Tone, chip};
use crate::ui::session::{use_editor, use_words};
use kit::html::{div, h2, li, p, section, span, summary, ul};
use kit::{For, Show, Shown, View, live, text, views};

pub fn readiness() -> View {
    let words = use_words();
    let outcomes = outcomes();
    View::from(
        section()
            .class("block")
            .attr("aria-label", words.readiness_title())
            .child(gate_panel())
            .child(inputs())
            .child(outcomes),
    )
}

/// What the receiving playbooks begin with, each with what it still waits for.
fn inputs() -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    if playbook.key_inputs.is_empty() {
        return View::default();
    }
    let all = editor.assess(|assessment, it| key_inputs(it.playbook(), assessment));
    let row = |(number, it): (usize, &'static kickoff::domain::playbook::KeyInput)| {
        let open = Shown::new(move || {
            all.with(|all| all.get(number).map(|it: &KeyInput| it.open.clone()).unwrap_or_default())
        });
        let state = live(move || match open.with(Vec::is_empty) {
            true => chip(words.key_input_met(), Tone::Done),
            false => chip(words.key_input_open(), Tone::Open),
        });
        let waits = Show(
            move || open.with(|it| !it.is_empty()),
            move || {
                let links = For(open, |id| View::from(li().child(item_link(id))));
                View::from(
                    div()
                        .class("key-input__open")
                        .child(span().class("field__hint").child(words.waits_for()).child(":"))
                        .child(ul().class("key-input__rows").child(links)),
                )
            },
        );
        View::from(
            li().class("key-input")
                .child(state)
                .child(" ")
                .child(it.title.get(words.0))
                .child(waits),
        )
    };
    let rows = playbook.key_inputs.iter().enumerate().map(row).collect::<Vec<View>>();
    views([
        h2().class("block__title").child(words.key_inputs()).into(),
        ul().class("gate__list").child(rows).into(),
    ])
}

/// Each outcome whose branch is taken, where it stands, and who said what.
fn outcomes() -> View {
    let editor = use_editor();
    let words = use_words();
    let all = editor.assess(|assessment, it| {
        let items = it.playbook().items().filter(|(_, it)| it.outcome).map(|(_, it)| it.id);
        items.filter(|it| assessment.state(*it) != State::OutOfBranch).collect::<Vec<ItemId>>()
    });
    let row = move |id: ItemId| {
        let state = editor.assess(move |assessment, _| assessment.state(id));
        let state = live(move || {
            let (said, tone) = match state.get() {
                State::Done => (words.mark_done(), Tone::Done),
                State::Met => (words.met_by_data(), Tone::Done),
                State::Waived => (words.waived(), Tone::Quiet),
                State::NotApplicable => (words.not_applicable(), Tone::Quiet),
                State::Undecided => (words.undecided(), Tone::Open),
                State::Open | State::OutOfBranch => (words.mark_open(), Tone::Open),
            };
            chip(said, tone)
        });
        let field = Field::Item(id, ItemField::Evidence);
        let evidence =
            editor.select_of(Topic::Field(field), move |it| it.text(field).trim().to_owned());
        let said = move || match evidence.get() {
            it if it.is_empty() => words.no_evidence().to_owned(),
            it => it,
        };
        View::from(
            li().child(state)
                .child(" ")
                .child(item_link(id))
                .child(p().class("key-input__evidence").child(text(said))),
        )
    };
    fold("outcomes".to_owned(), false)
        .child(summary().child(words.outcomes_and_evidence()))
        .child(ul().class("gate__list").child(For(all, row)))
        .into()
}
