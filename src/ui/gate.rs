//! The gate to the next playbooks: shut with its reasons, each a way to its place.

use kickoff::domain::gate::Missing;
use kickoff::domain::id::ItemId;
use kickoff::place::{Page, Place};
use leptos::prelude::*;

use super::browser;
use super::erased::{live, on_click};
use super::parts::{Chip, Tone};
use super::session::{use_bench, use_words};

#[component]
pub fn GatePanel() -> impl IntoView {
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
            view! { <li><Chip text=kind tone/>" "<ItemLink id=it.item()/></li> }
        });
        let waived = gate.waived.iter().map(|id| {
            let reason = bench.peek(|it| {
                it.mark(*id).and_then(|it| it.reason()).map(|it| it.as_str().to_owned())
            });
            view! { <li><ItemLink id=*id/>" "<span class="field__hint">{reason}</span></li> }
        });
        view! {
            <section class="gate" data-open=gate.is_open().to_string()>
                <h2 class="gate__title">
                    {if gate.is_open() { words.gate_open() } else { words.gate_shut() }}
                </h2>
                {(!gate.missing.is_empty()).then(|| view! {
                    <h3 class="gate__label">{words.gate_missing()}" ("{gate.missing.len()}")"</h3>
                    <ul class="gate__list">{missing.collect_view()}</ul>
                })}
                {(!gate.waived.is_empty()).then(|| view! {
                    <h3 class="gate__label">{words.gate_waived()}</h3>
                    <ul class="gate__list">{waived.collect_view()}</ul>
                })}
            </section>
        }
        .into_any()
    })
}

/// Leads to a row, wherever it is, and puts the keyboard there.
#[component]
pub fn ItemLink(id: ItemId) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let playbook = bench.playbook();
    playbook.step_of(id).zip(playbook.item(id)).map(|(step, item)| {
        let page = Page::Step(step.id);
        let place = Place::Engagement { id: bench.id, page, register: None };
        view! {
            <a class="link" href=place.to_string() on:click=on_click(move || {
                // After the page has changed.
                set_timeout(
                    move || browser::focus(&format!("item-{id}")),
                    std::time::Duration::from_millis(60),
                );
            })>{item.title.get(words.0)}</a>
        }
    })
}
