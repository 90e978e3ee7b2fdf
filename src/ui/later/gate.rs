//! The gate to the next playbooks: shut with its reasons, each a way to its place.

use kickoff::app::route::{At, Page, Route};
use kickoff::domain::gate::{Gate, Missing};
use kickoff::domain::id::ItemId;

use crate::ui::parts::{Tone, chip};
use crate::ui::session::{use_editor, use_words};
use kit::html::{a, h2, h3, li, section, span, ul};
use kit::{For, Show, Shown, View, live, text, views};

pub fn gate_panel() -> View {
    let editor = use_editor();
    let words = use_words();
    let gate = editor.gate();
    let is_open = Shown::new(move || gate.with(Gate::is_open));
    let missing = Shown::new(move || {
        gate.with(|it| it.missing.iter().map(|it| it.item()).collect::<Vec<ItemId>>())
    });
    let waived = Shown::new(move || gate.with(|it| it.waived.clone()));
    let title = move || if is_open.get() { words.gate_open() } else { words.gate_shut() };
    let why_missing = move |id: ItemId| {
        // What it is told as can change while it stays.
        let kind = Shown::new(move || {
            gate.with(|it| it.missing.iter().find(|it| it.item() == id).copied())
        });
        let chip = live(move || {
            let (said, tone) = match kind.get() {
                Some(Missing::Task(_)) => (words.gate_task(), Tone::Strong),
                Some(Missing::Undecided(_)) => (words.undecided(), Tone::Open),
                Some(Missing::Outcome(_)) | None => (words.gate_outcome(), Tone::Quiet),
            };
            chip(said, tone)
        });
        View::from(li().child(chip).child(" ").child(item_link(id)))
    };
    let why_waived = move |id: ItemId| {
        let reason = editor.select(move |it| {
            let reason = it.mark(id).and_then(|it| it.reason());
            reason.map(|it| it.as_str().to_owned()).unwrap_or_default()
        });
        let reason = span().class("field__hint").child(reason);
        View::from(li().child(item_link(id)).child(" ").child(reason))
    };
    View::from(
        section()
            .class("gate")
            .attr("data-open", text(move || is_open.get().to_string()))
            .child(h2().class("gate__title").child(text(move || title().to_owned())))
            .child(ul().class("gate__list").child(live(move || playbooks(is_open.get()).into())))
            .child(Show(
                move || missing.with(|it| !it.is_empty()),
                move || {
                    let count = text(move || missing.with(Vec::len).to_string());
                    let label = h3().class("gate__label").child(words.gate_missing());
                    views([
                        label.child(" (").child(count).child(")").into(),
                        ul().class("gate__list").child(For(missing, why_missing)).into(),
                    ])
                },
            ))
            .child(Show(
                move || waived.with(|it| !it.is_empty()),
                move || {
                    views([
                        h3().class("gate__label").child(words.gate_waived()).into(),
                        ul().class("gate__list").child(For(waived, why_waived)).into(),
                    ])
                },
            )),
    )
}

/// The two playbooks that the gate leads to, each with its lock (R70).
fn playbooks(is_open: bool) -> Vec<View> {
    let playbook = use_editor().playbook();
    let words = use_words();
    let (said, tone) = if is_open {
        (words.gate_unlocked(), Tone::Done)
    } else {
        (words.gate_locked(), Tone::Open)
    };
    [playbook.roles.success_workshop, playbook.roles.technical_assessment]
        .into_iter()
        .filter_map(|id| playbook.link(id))
        .map(|it| {
            let chip = chip(said, tone);
            View::from(li().child(chip).child(" ").child(it.title.get(words.0)))
        })
        .collect()
}

/// Leads to a row, wherever it is.
pub fn item_link(id: ItemId) -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    playbook
        .step_of(id)
        .zip(playbook.item(id))
        .map(|(step, item)| {
            let page = Page::Step(step.id);
            let place = Route::Engagement { id: editor.id, page, at: Some(At::Row(id)) };
            View::from(
                a().class("link").attr("href", place.to_string()).child(item.title.get(words.0)),
            )
        })
        .into()
}
