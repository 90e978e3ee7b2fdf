//! Filled in once, written to every service in scope. What is left empty changes nothing; what is
//! filled in stays until it is written, wherever somebody goes meanwhile.

use std::rc::Rc;

use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::id::EntryId;
use kickoff::domain::parts::Part;
use kickoff::domain::playbook::ColumnWords;
use kickoff::domain::register::{Column, Register};
use kickoff::domain::value::{Kind, Value};
use leptos::prelude::*;

use crate::ui::later::fold::fold;
use crate::ui::later::typing::{FieldTexts, TextSlot, kind_name, line, lines};
use crate::ui::parts::{labelled, tick_field};
use crate::ui::session::{use_editor, use_session, use_words};
use kit::html::{button, div, p, select, summary};
use kit::{El, Shown, View, ev, flag, fresh_id, html, on_control, text};

/// A column with its words, and whether its control has something half-typed.
#[derive(Clone, Copy)]
struct Cell {
    column: Column,
    words: &'static ColumnWords,
    is_bad: RwSignal<bool>,
}

pub fn same_for_all(parts: [Part; 4], ids: Shown<Vec<EntryId>>) -> View {
    let session = use_session();
    let editor = use_editor();
    let words = use_words();
    let columns = parts.iter().flat_map(|part| [Some(part.column()), part.confirmation()]);
    let cells: Vec<Cell> = columns
        .flatten()
        .filter_map(|column| {
            let words = editor.playbook().column(Register::Services, column)?;
            Some(Cell { column, words, is_bad: RwSignal::new(false) })
        })
        .collect();
    let is_begun = untrack(|| cells.iter().any(|it| !editor.same(it.column).is_empty()));
    let controls = cells.iter().map(|it| control(*it)).collect::<Vec<View>>();
    let apply = move |_| {
        let (mut edits, mut done, mut left) = (Vec::new(), Vec::new(), Vec::new());
        for Cell { column, words: of, is_bad } in &cells {
            let label = of.label.get(words.0);
            let typed = untrack(|| editor.same(*column));
            match column.kind.read(&typed) {
                // A slip is pointed out here; it would be written everywhere.
                _ if is_bad.get_untracked() => left.push(label),
                Some(Value::Unclear(_)) => left.push(label),
                None => {}
                Some(value) => {
                    let fields = ids.get_untracked().into_iter();
                    let fields = fields.map(|id| Field::Entry(Register::Services, id, *column));
                    edits.extend(fields.map(|field| Edit::set(field, value.clone())));
                    done.push((*column, label));
                }
            }
        }
        let labels: Vec<&str> = done.iter().map(|it| it.1).collect();
        let said = (!done.is_empty()).then(|| words.applied_to_all(&words.list(&labels)));
        let unsaid = (!left.is_empty()).then(|| words.not_applied(&words.list(&left)));
        if !edits.is_empty() {
            editor.edit(edits);
        }
        for (column, _) in done {
            editor.set_same(column, "");
        }
        match (said, unsaid) {
            (Some(said), None) => session.say(said),
            (None, None) => session.say(words.nothing_to_apply()),
            (said, unsaid) => {
                let all: Vec<String> = said.into_iter().chain(unsaid).collect();
                session.complain(all.join(" "));
            }
        }
    };
    View::from(
        fold(format!("same {}", parts.map(Part::letter).concat()), is_begun)
            .class("same")
            .child(summary().class("same__summary").child(words.same_for_all()))
            .child(p().class("field__hint").child(words.same_for_all_hint()))
            .child(div().class("fields").child(controls))
            .child(
                button()
                    .class("button button--primary")
                    .attr("type", "button")
                    .on(ev::click, apply)
                    .child(words.apply_to_all()),
            ),
    )
}

/// A control that belongs to no field yet.
fn control(cell: Cell) -> View {
    let editor = use_editor();
    let words = use_words();
    let Cell { column, words: of, is_bad } = cell;
    let label = of.label.get(words.0);
    let kind = column.kind;
    let stored = Shown::new(move || editor.same(column));
    let id = fresh_id();
    match kind {
        Kind::Flag => {
            let pick =
                move |is_ticked| editor.set_same(column, if is_ticked { "true" } else { "" });
            tick_field(label, flag(move || stored.get() == "true"), pick).into()
        }
        Kind::Choice(_) => {
            let option = |code: &str, label: &str| html::option().attr("value", code).child(label);
            let options = of.choices.iter().map(|it| option(&it.code, it.label.get(words.0)));
            let list = select()
                .class("field__input")
                .child(option("", words.choose()))
                .child(options.collect::<Vec<El>>())
                .prop("value", text(move || stored.get()))
                .on(ev::change, on_control(move |it| editor.set_same(column, &it.value())));
            labelled(kind_name(kind), label, &id, list).into()
        }
        _ => {
            let slot = TextSlot {
                kind,
                stored,
                problem: Shown::new(move || stored.with(|it| kind.problem(it))),
                is_bad,
                take: Rc::new(move |typed| editor.set_same(column, typed)),
                settle: Rc::new(|| {}),
            };
            if kind == Kind::LongText {
                return lines(&slot, label, &id, None).into();
            }
            let told = slot.clone();
            let problem = Rc::new(move || told.trouble().map(|it| words.problem(it)));
            line(&slot, FieldTexts { label, hint: None, problem, id }, View::default()).into()
        }
    }
}
