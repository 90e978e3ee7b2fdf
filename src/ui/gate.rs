//! The gate to the next playbooks: shut with its reasons, each a way to its place.

use kickoff::domain::gate::Missing;
use kickoff::domain::id::ItemId;
use kickoff::domain::known;
use kickoff::place::{At, Page, Place};

use super::parts::{Tone, chip};
use super::session::{use_bench, use_words};
use crate::ui::el::{View, el, live, views};

pub fn gate_panel() -> View {
    let bench = use_bench();
    let words = use_words();
    let gate = bench.gate();
    live(move || {
        let gate = gate.get();
        let missing = gate.missing.iter().map(|it| {
            let (kind, tone) = match it {
                Missing::Task(_) => (words.gate_task(), Tone::Strong),
                Missing::Outcome(_) => (words.gate_outcome(), Tone::Quiet),
                Missing::Undecided(_) => (words.undecided(), Tone::Open),
            };
            View::from(el("li").child(chip(kind, tone)).child(" ").child(item_link(it.item())))
        });
        let waived = gate.waived.iter().map(|id| {
            let reason = bench.peek(|it| {
                it.mark(*id).and_then(|it| it.reason()).map(|it| it.as_str().to_owned())
            });
            View::from(
                el("li")
                    .child(item_link(*id))
                    .child(" ")
                    .child(el("span").class("field__hint").child(reason)),
            )
        });
        View::from(
            el("section")
                .class("gate")
                .attr("data-open", gate.is_open().to_string())
                .child(el("h2").class("gate__title").child(if gate.is_open() {
                    words.gate_open()
                } else {
                    words.gate_shut()
                }))
                .child(el("ul").class("gate__list").child(playbooks(gate.is_open())))
                .child((!gate.missing.is_empty()).then(|| {
                    views([
                        el("h3")
                            .class("gate__label")
                            .child(words.gate_missing())
                            .child(" (")
                            .child(gate.missing.len())
                            .child(")")
                            .into(),
                        el("ul").class("gate__list").child(missing.collect::<Vec<View>>()).into(),
                    ])
                }))
                .child((!gate.waived.is_empty()).then(|| {
                    views([
                        el("h3").class("gate__label").child(words.gate_waived()).into(),
                        el("ul").class("gate__list").child(waived.collect::<Vec<View>>()).into(),
                    ])
                })),
        )
    })
}

/// The two playbooks that the gate leads to, each with its lock (R70).
fn playbooks(is_open: bool) -> Vec<View> {
    let playbook = use_bench().playbook();
    let words = use_words();
    let (said, tone) = if is_open {
        (words.gate_unlocked(), Tone::Done)
    } else {
        (words.gate_locked(), Tone::Open)
    };
    [known::SUCCESS_WORKSHOP, known::TECHNICAL_ASSESSMENT]
        .into_iter()
        .filter_map(|id| playbook.link(id))
        .map(|it| {
            let chip = chip(said, tone);
            View::from(el("li").child(chip).child(" ").child(it.title.get(words.0)))
        })
        .collect()
}

/// Leads to a row, wherever it is.
pub fn item_link(id: ItemId) -> View {
    let bench = use_bench();
    let words = use_words();
    let playbook = bench.playbook();
    playbook
        .step_of(id)
        .zip(playbook.item(id))
        .map(|(step, item)| {
            let page = Page::Step(step.id);
            let place = Place::Engagement { id: bench.id, page, at: Some(At::Row(id)) };
            View::from(
                el("a")
                    .class("link")
                    .attr("href", place.to_string())
                    .child(item.title.get(words.0)),
            )
        })
        .into()
}
