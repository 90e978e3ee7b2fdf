//! What opens in place under a row: state, note, owner, evidence, links, and the notes on the
//! source's wording.

use crate::ui::later::links::link_target;
use crate::ui::later::register_link::register_link;
use std::fmt;

use kickoff::domain::field::{Field, ItemField, Subject, Topic};
use kickoff::domain::id::NoteId;
use kickoff::domain::playbook::Item;
use kickoff::domain::register::Register;
use kickoff::domain::text::{is_blank, trimmed};
use leptos::prelude::*;

use super::state_choice::state_choice;
use crate::browser::dates;
use crate::ui::later::audience::audience_input;
use crate::ui::later::fields::{long_text_input, name_input};
use crate::ui::later::fold::fold;
use crate::ui::session::{use_editor, use_words};
use kit::html::{b, code, dd, details, div, dl, dt, li, p, q, span, summary, ul};
use kit::{Show, View, ev, flag, instead, live, text, views};

pub fn item_details(item: &'static Item) -> View {
    let editor = use_editor();
    let words = use_words();
    let id = item.id;
    let is_open = move || editor.opened.with(|it| it.contains(&id));
    let open_or_close = move || {
        editor.opened.update(|all| match all.iter().position(|it| *it == id) {
            Some(at) => {
                all.remove(at);
            }
            None => all.push(id),
        });
    };
    let title = item.title.get(words.0);
    // A row that only informs has no state of its own, but may have links and notes.
    let is_ticked = item.is_ticked();
    let has_more =
        is_ticked || !item.links.is_empty() || !item.notes.is_empty() || !item.registers.is_empty();
    has_more
        .then(|| {
            View::from(
                details()
                    .class("details")
                    .prop("open", flag(is_open))
                    .child(
                        summary()
                            .class("details__summary")
                            // Told by the click and not by the browser's late "toggle", so that
                            // the next press of a key finds what has opened.
                            .on(ev::click, instead(open_or_close))
                            .child(span().child(if is_ticked {
                                words.details_and_note()
                            } else {
                                words.details()
                            }))
                            .child(span().class("unseen").child(": ").child(title))
                            .child(note_badge(item)),
                    )
                    .child(Show(is_open, move || inside(item))),
            )
        })
        .into()
}

/// Shows on the closed row that there is a note, and that the source's wording misleads.
fn note_badge(item: &'static Item) -> View {
    let editor = use_editor();
    let words = use_words();
    let id = item.id;
    let parts = editor.select_of(Topic::Item(id), move |it| {
        let has = |part| !is_blank(it.text(Field::Item(id, part)));
        (
            has(ItemField::Note),
            has(ItemField::Evidence),
            trimmed(it.text(Field::Item(id, ItemField::Owner))).to_owned(),
        )
    });
    let has_source_note = !item.notes.is_empty();
    live(move || {
        let (note, evidence, owner) = parts.get();
        let mut said = Vec::new();
        if note || evidence {
            said.push(words.note().to_owned());
        }
        if !owner.is_empty() {
            said.push(owner);
        }
        if has_source_note {
            said.push(words.source_note().to_owned());
        }
        (!said.is_empty())
            .then(|| View::from(span().class("details__badge").child(said.join(" · "))))
            .into()
    })
}

fn inside(item: &'static Item) -> View {
    let editor = use_editor();
    let words = use_words();
    let id = item.id;
    let field = move |part| Field::Item(id, part);
    let changed = editor.select_of(Topic::Item(id), move |it| it.item_changed_at(id));
    let own = item.is_ticked().then(|| {
        views([
            state_choice(item),
            div()
                .class("fields")
                .child(item.evidence.then(|| {
                    noted(field(ItemField::Evidence), Subject::Evidence(id), words.evidence())
                }))
                .child(noted(field(ItemField::Note), Subject::Note(id), words.note()))
                .child(name_input(field(ItemField::Owner), words.owner()))
                .into(),
        ])
    });
    let registers = item.registers.iter().filter_map(|it| Register::from_code(it));
    let task_name = item.task.as_ref().map(|task| {
        View::from(
            p().class("details__line")
                .child(words.task_name_in_ftop())
                .child(": ")
                .child(span().class("details__quote").child(task.name.get(words.0))),
        )
    });
    View::from(
        div()
            .class("details__body")
            .child(own)
            .child(
                registers
                    .map(|register| View::from(p().child(register_link(register))))
                    .collect::<Vec<View>>(),
            )
            .child(task_name)
            .child(links(item))
            .child(source_notes(item.id, item.notes.clone()))
            .child(p().class("details__changed").child(text(move || {
                changed
                    .get()
                    .map(|at| words.changed(&dates::instant(at.millis(), words.0)))
                    .unwrap_or_default()
            }))),
    )
}

/// Several lines, and for whom they are.
fn noted(field: Field, subject: Subject, label: &'static str) -> View {
    View::from(
        div()
            .class("noted")
            .attr("data-kind", "long")
            .child(long_text_input(field, label, None))
            .child(audience_input(subject, Some(label))),
    )
}

/// The source's links: printed in full, needed by nothing.
fn links(item: &'static Item) -> View {
    let editor = use_editor();
    let words = use_words();
    let links: Vec<_> = item.links.iter().filter_map(|id| editor.playbook().link(*id)).collect();
    (!links.is_empty())
        .then(|| {
            View::from(
                div()
                    .class("details__links")
                    // No heading: rows have none, and what stands above differs.
                    .child(p().class("details__title").child(words.links()))
                    .child(
                        ul().child(
                            links
                                .into_iter()
                                .map(|link| {
                                    let note = link.note.as_ref().map(|it| {
                                        View::from(
                                            span().class("field__hint").child(it.get(words.0)),
                                        )
                                    });
                                    View::from(
                                        li().child(link_target(link, words))
                                            .child(" ")
                                            .child(code().class("details__url").child(&*link.url))
                                            .child(" ")
                                            .child(note),
                                    )
                                })
                                .collect::<Vec<View>>(),
                        ),
                    )
                    .child(p().class("field__hint").child(words.links_hint())),
            )
        })
        .into()
}

/// What the source's wording makes one believe, and what is meant; of a row or a step.
pub fn source_notes(of: impl fmt::Display, ids: Vec<NoteId>) -> View {
    let editor = use_editor();
    let words = use_words();
    let notes: Vec<_> = ids.into_iter().filter_map(|id| editor.playbook().note(id)).collect();
    (!notes.is_empty())
        .then(|| {
            View::from(
                fold(format!("{of} source"), false)
                    .class("source")
                    .child(
                        summary()
                            .class("source__summary")
                            .child(words.source_note())
                            .child(" (")
                            .child(notes.len())
                            .child(")"),
                    )
                    .child(
                        notes
                            .into_iter()
                            .map(|note| {
                                View::from(
                                    dl().class("source__note")
                                        .child(
                                            dt().class("source__where")
                                                .child(words.source_lines(&note.lines))
                                                .child(note.source_term.as_ref().map(|it| {
                                                    views([
                                                        " ".into(),
                                                        q().attr("lang", "ja").child(&**it).into(),
                                                    ])
                                                })),
                                        )
                                        .child(
                                            dd().child(b().child(words.source_reads()).child(": "))
                                                .child(note.misleads.get(words.0)),
                                        )
                                        .child(
                                            dd().child(b().child(words.source_means()).child(": "))
                                                .child(note.meant.get(words.0)),
                                        ),
                                )
                            })
                            .collect::<Vec<View>>(),
                    ),
            )
        })
        .into()
}
