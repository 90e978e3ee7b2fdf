//! One row: box, title, quiet hint, chips; everything else opens in place.

use crate::ui::later::deadline::deadline_panel;
use crate::ui::later::question::question_input;
use kickoff::domain::assessment::{ItemStatus, State};
use kickoff::domain::condition::Verdict;
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, ItemField, Topic};
use kickoff::domain::id::ItemId;
use kickoff::domain::playbook::Item;
use kickoff::domain::text::trimmed;
use kickoff::domain::value::{Mark, Value};
use leptos::prelude::*;

use super::completion::completion_panel;
use super::done_rows::{self, Folded};
use super::item_details::item_details;
use crate::ui::later::fields::fact_input;
use crate::ui::later::fold::fold;
use crate::ui::later::reasons::because;
use crate::ui::later::revision::recheck_panel;
use crate::ui::later::spoken::use_announcer;
use crate::ui::later::step::is_folded;
use crate::ui::parts::{IconName, Tone, chip, icon};
use crate::ui::session::{EditorHandle, use_editor, use_words};
use kit::html::{div, input, label, li, p, span, summary};
use kit::{For, Show, Shown, View, ev, flag, fresh_id, live, maybe, on_control, text, views};

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

/// Ticks, or takes the tick back. What the data meets, or does not, is settled by the data; to say
/// otherwise takes a reason, whose place opens. The browser has flipped the box already: that is seen first.
fn set_done(
    editor: EditorHandle,
    item: &Item,
    status: Shown<Option<ItemStatus>>,
    checked: bool,
    row: StoredValue<()>,
    then: impl FnOnce() + 'static,
) {
    let id = item.id;
    let field = Field::Item(id, ItemField::Mark);
    let value = checked.then_some(Value::Mark(Mark::Done));
    editor.edit_seen_first(vec![Edit { field, value }], move || {
        if row.try_get_value().is_none() {
            // Somebody has gone on.
            return;
        }
        let status = status.get_untracked();
        let wants_reason =
            status.is_some_and(|it| it.lacks_reason || (!checked && it.state == State::Met));
        if wants_reason && editor.opened.with_untracked(|it| !it.contains(&id)) {
            editor.opened.update(|all| all.push(id));
        }
        then();
    });
}

/// `asks`: whether what would decide it is asked here, and not at a row above. `folded`: what its step has folded.
pub fn item_row(item: &'static Item, asks: bool, folded: Option<Folded>) -> View {
    let editor = use_editor();
    let words = use_words();
    let id = item.id;
    let status = editor.status(id);
    let state =
        Shown::new(move || status.with(|it| it.as_ref().map_or(State::Undecided, |it| it.state)));
    let is_checked = move || matches!(state.get(), State::Done | State::Met);
    let title = item.title.get(words.0);
    let spoken = use_announcer();
    // Goes with the row.
    let row = StoredValue::new(());
    let box_id = fresh_id();
    let title_id = format!("item-{id}");
    let is_decided_here = asks || item.due_when.is_some() || item.met_when.is_some();

    let lead = if item.is_ticked() {
        View::from(
            input()
                .class("box item__box")
                .attr("id", box_id.clone())
                .attr("type", "checkbox")
                .prop("checked", flag(is_checked))
                .attr("disabled", flag(move || state.get() == State::OutOfBranch))
                .on(
                    ev::change,
                    on_control(move |control| {
                        set_done(editor, item, status, control.is_checked(), row, move || {
                            let state =
                                if is_checked() { words.mark_done() } else { words.mark_open() };
                            spoken.say(words.ticked(title, state));
                            // The engagement has the last word.
                            control.set_checked(is_checked());
                        });
                    }),
                ),
        )
    } else {
        View::from(span().class("item__mark").attr("aria-hidden", "true"))
    };
    let heading = if item.is_ticked() {
        View::from(label().class("item__title").attr("for", box_id.clone()).child(title))
    } else {
        View::from(span().class("item__title").child(title))
    };

    View::from(
        li().class(if item.parent.is_some() { "item item--child" } else { "item" })
            .attr("id", title_id)
            .attr("tabindex", "-1")
            .attr("data-folded", done_rows::is_folded(folded, id, state))
            .attr("data-state", maybe(move || Some(state_name(state.get()))))
            .child(
                div().class("item__row").child(lead).child(
                    div()
                        .class("item__text")
                        .child(heading)
                        .child(Show(
                            move || !is_folded(state.get()),
                            move || {
                                View::from(item.hint.as_ref().map(|it| {
                                    View::from(p().class("item__hint").child(it.get(words.0)))
                                }))
                            },
                        ))
                        .child(chips(item, status))
                        .child(why(item, status))
                        .child(recheck_panel(item.id)),
                ),
            )
            .child(is_decided_here.then(|| deciders(id, asks, status)))
            // What only matters if the branch is taken waits for its question.
            .child(Show(
                move || !is_folded(state.get()) && state.get() != State::Undecided,
                move || inline(item),
            ))
            .child(item_details(item)),
    )
}

/// Task id, mandatory or optional, role, services, and what became of it.
fn chips(item: &'static Item, status: Shown<Option<ItemStatus>>) -> View {
    let words = use_words();
    live(move || {
        let status = status.get();
        let state = status.as_ref().map_or(State::Undecided, |it| it.state);
        let triggered = status.as_ref().is_some_and(ItemStatus::is_triggered);
        let state_chip = match state {
            State::Undecided => Some((words.undecided(), Tone::Open)),
            State::Met => Some((words.met_by_data(), Tone::Done)),
            State::Waived => Some((words.waived(), Tone::Quiet)),
            State::NotApplicable => Some((words.not_applicable(), Tone::Quiet)),
            // Told with its reason, in the one line that is left of the row.
            State::OutOfBranch | State::Open | State::Done => None,
        };
        let mut chips: Vec<(String, Tone)> =
            state_chip.into_iter().map(|(text, tone)| (text.to_owned(), tone)).collect();
        if let Some(task) = item.task.as_ref().filter(|_| !is_folded(state)) {
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
            return View::default();
        }
        let chips = chips.into_iter().map(|(text, tone)| chip(text, tone));
        View::from(p().class("item__chips").child(chips.collect::<Vec<View>>()))
    })
}

/// One short sentence for each thing the app has worked out.
fn why(item: &'static Item, status: Shown<Option<ItemStatus>>) -> View {
    let editor = use_editor();
    let words = use_words();
    let id = item.id;
    let reason = editor.select_of(Topic::Item(id), move |it| {
        it.mark(id).and_then(Mark::reason).map(|it| it.as_str().to_owned())
    });
    // A tick has no reason of its own; what was written beside it is one.
    let why_done = editor.select_of(Topic::Item(id), move |it| {
        let said = |part| trimmed(it.text(Field::Item(id, part)));
        let all = [said(ItemField::Evidence), said(ItemField::Note)];
        all.into_iter().find(|it| !it.is_empty()).map(str::to_owned)
    });
    let lines = move || {
        let mut lines: Vec<(&'static str, String)> = Vec::new();
        let Some(status) = status.get() else { return lines };
        match status.state {
            State::OutOfBranch => {
                lines.push(("out", words.out_because(&because(&status.applies, editor, words))));
                let has_kept = editor.peek(|it| it.item_changed_at(id).is_some());
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
            State::Open => match (reason.get(), &status.met) {
                (Some(reason), _) => {
                    lines.push(("open", words.with_reason(words.mark_not_met(), &reason)));
                }
                (None, Some(met)) => {
                    lines.push(("open", words.not_met_because(&because(met, editor, words))));
                }
                (None, None) => {}
            },
            State::Met => {
                if let Some(met) = &status.met {
                    lines.push(("met", words.met_because(&because(met, editor, words))));
                }
            }
            State::Done => {
                let doubted = status.met.as_ref().filter(|_| status.is_against_data());
                if let Some(met) = doubted {
                    let line = words.done_against_data(&because(met, editor, words));
                    lines.push(("override", line));
                    lines.push(match why_done.get() {
                        Some(why) => ("out", format!("{}: {why}", words.reason())),
                        None if item.evidence => ("warning", words.done_needs_reason().to_owned()),
                        None => ("warning", words.done_needs_note().to_owned()),
                    });
                }
            }
            State::Undecided => {}
        }
        if let Some(due) = status.due.as_ref().filter(|_| status.is_triggered()) {
            lines.push(("due", words.due_because(&because(due, editor, words))));
        }
        if !status.too_early_for.is_empty() {
            let titles = status.too_early_for.iter().filter_map(|id| editor.playbook().item(*id));
            let titles: Vec<&str> = titles.map(|it| it.title.get(words.0)).collect();
            lines.push(("warning", words.too_early(&words.quoted(&titles))));
        }
        lines
    };
    live(move || {
        lines()
            .into_iter()
            .map(|(tone, line)| {
                let icon = (tone == "warning").then(|| icon(IconName::Warning));
                View::from(p().class("item__why").attr("data-tone", tone).child(icon).child(line))
            })
            .collect::<Vec<View>>()
            .into()
    })
}

/// The questions that would decide the row, answerable right here: whether it applies, if that is asked
/// here, and then whether it is due, and met.
fn deciders(item: ItemId, asks: bool, status: Shown<Option<ItemStatus>>) -> View {
    let editor = use_editor();
    let words = use_words();
    let questions = Shown::new(move || {
        status.with(|it| {
            let Some(it) = it else { return Vec::new() };
            let mut open = if asks { it.applies.open_questions() } else { Vec::new() };
            let others = it.due.iter().chain(&it.met).filter(|_| it.state == State::Open);
            for id in others.flat_map(Verdict::open_questions) {
                if !open.contains(&id) {
                    open.push(id);
                }
            }
            open
        })
    });
    // The fold is drawn once and stays as open as it is, while one answer after the other comes.
    Show(
        move || questions.with(|it| !it.is_empty()),
        move || {
            let asks = move || {
                let asks = questions.get().into_iter();
                let asks = asks.filter_map(|id| editor.playbook().question(id));
                let asks: Vec<&str> = asks.map(|it| it.ask.get(words.0)).collect();
                words.undecided_by(&words.quoted(&asks))
            };
            View::from(
                fold(format!("{item} asks"), false)
                    .class("item__deciders")
                    .child(summary().child(text(asks)))
                    .child(For(questions, move |id| {
                        View::from(editor.playbook().question(id).map(question_input))
                    })),
            )
        },
    )
}

/// What is captured with the row: facts, and what the app computes from them.
fn inline(item: &'static Item) -> View {
    let roles = use_editor().playbook().roles;
    let has = |id| item.fields.contains(&id);
    let deadline = (has(roles.assigned_at) || has(roles.contacted_at)).then(deadline_panel);
    let completion = [roles.active_users, roles.migration_target, roles.disengagement_discussed]
        .into_iter()
        .find(|id| has(*id))
        .map(completion_panel);
    let fields = (!item.fields.is_empty()).then(|| {
        View::from(
            div()
                .class("fields item__fields")
                .child(item.fields.iter().map(|id| fact_input(*id)).collect::<Vec<View>>()),
        )
    });
    views([fields.into(), deadline.into(), completion.into()])
}
