//! DIBS and SSAT per service: at a glance as a matrix, then part by part, and once for all.

use kickoff::domain::code::ServiceStatus;
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::four_plus_four::{FollowUp, Part, follow_ups};
use kickoff::domain::id::EntryId;
use kickoff::domain::register::{Column, Register, services};
use kickoff::domain::value::{Kind, Value};
use kickoff::i18n::summary::service_name;
use kickoff::place::{At, Page, Place};
use leptos::prelude::*;

use super::browser;
use super::fields::{Labels, PEOPLE_LIST, field_input, kind_name};
use super::follow_up::{follow_up_line, stalled_help};
use super::matrix::{Table, matrix, standing_in, table};
use super::parts::{labelled, tick_field};
use super::session::{Bench, use_bench, use_words};
use crate::ui::el::{El, View, el, flag, keyed, on_click, text, views, when};
use crate::ui::shown::Shown;

pub fn dibs() -> View {
    parts(Part::DIBS)
}

pub fn ssat() -> View {
    parts(Part::SSAT)
}

/// The services of an engagement in the playbook's order, own ones after.
fn in_order(engagement: &Engagement, bench: Bench) -> Vec<EntryId> {
    let of_playbook = bench.playbook().services.iter().map(|it| EntryId::Named(it.code));
    let mut ids: Vec<EntryId> =
        of_playbook.filter(|id| engagement.has(Register::Services, *id)).collect();
    let own = engagement.entries(Register::Services);
    ids.extend(own.filter(|id| matches!(id, EntryId::Coined(_))));
    ids
}

fn parts(parts: [Part; 4]) -> View {
    let bench = use_bench();
    let words = use_words();
    let ids = bench.select(move |it| in_order(it, bench));
    let planned = bench.select(follow_ups);
    let table = table();
    let setup = Place::Engagement { id: bench.id, page: Page::Setup, at: None };
    views([
        when(
            move || ids.with(Vec::is_empty),
            move || {
                View::from(
                    el("div")
                        .class("empty")
                        .child(el("h2").class("empty__title").child(words.no_services_title()))
                        .child(el("p").child(words.no_services_line()))
                        .child(
                            el("p").child(
                                el("a")
                                    .class("button button--primary")
                                    .attr("href", setup.to_string())
                                    .child(words.choose_services()),
                            ),
                        ),
                )
            },
        ),
        el("div")
            .attr("hidden", flag(move || ids.with(Vec::is_empty)))
            .child(matrix(ids, table))
            .child(same_for_all(parts, ids))
            .child(keyed(ids, move |id| service_parts(id, parts, table, planned)))
            .into(),
    ])
}

pub fn name_of(id: EntryId) -> View {
    let bench = use_bench();
    let words = use_words();
    let playbook = bench.playbook();
    let name = bench.select(move |it| service_name(it, playbook, id, words.0));
    name.into()
}

fn input(id: EntryId, column: Column) -> View {
    let bench = use_bench();
    bench
        .playbook()
        .column(Register::Services, column)
        .map(|it| {
            let labels =
                Labels { label: &it.label, hint: it.hint.as_ref(), choices: Some(&it.choices) };
            field_input(Field::Entry(Register::Services, id, column), column.kind, labels)
        })
        .into()
}

/// The four parts of one service, each with its own confirmation.
fn service_parts(
    id: EntryId,
    parts: [Part; 4],
    table: Table,
    planned: Shown<Vec<FollowUp>>,
) -> View {
    let bench = use_bench();
    let is_stuck = bench.select(move |it| {
        matches!(
            it.choice(Field::Entry(Register::Services, id, services::STATUS)),
            Some(ServiceStatus::Blocked | ServiceStatus::NoIntent)
        )
    });
    let rows = parts
        .into_iter()
        .map(|part| {
            let confirmation = part.confirmation().map(|column| {
                // The label says of which part, so that it reads alone.
                input(id, column)
            });
            View::from(
                el("div")
                    .class("part")
                    .child(input(id, part.column()))
                    .child(confirmation)
                    .child(follow_up_line(id, part, standing_in(table, id, part), planned)),
            )
        })
        .collect::<Vec<View>>();
    let is_dibs = parts == Part::DIBS;
    View::from(
        el("section")
            .class("service")
            .attr("tabindex", "-1")
            .attr("data-entry", At::Entry(Register::Services, id).to_string())
            .child(el("h2").class("service__name").child(name_of(id)))
            .child(when(move || is_stuck.get(), stalled_help))
            .child(
                el("div")
                    .class("fields")
                    .child(rows)
                    .child(is_dibs.then(|| {
                        View::from(el("div").class("part").child(input(id, services::STATUS)))
                    }))
                    .child((!is_dibs).then(|| {
                        View::from(el("div").class("part").child(input(id, services::NOTE)))
                    })),
            ),
    )
}

/// Fill in once, write to every service in scope. What is left empty changes nothing.
fn same_for_all(parts: [Part; 4], ids: Shown<Vec<EntryId>>) -> View {
    let bench = use_bench();
    let words = use_words();
    let drafts: Vec<(Column, RwSignal<String>)> = parts
        .iter()
        .flat_map(|part| [Some(part.column()), part.confirmation()])
        .flatten()
        .map(|column| (column, RwSignal::new(String::new())))
        .collect();
    let controls = drafts
        .iter()
        .filter_map(|(column, draft)| draft_input(bench, *column, *draft, words))
        .collect::<Vec<View>>();
    let apply = on_click(move || {
        let edits: Vec<Edit> = ids
            .get_untracked()
            .into_iter()
            .flat_map(|id| {
                drafts.iter().filter_map(move |(column, draft)| {
                    let value = column.kind.read(&draft.get_untracked())?;
                    // A slip is pointed out at the service; here it would be written everywhere.
                    if matches!(value, Value::Unclear(_)) {
                        return None;
                    }
                    Some(Edit::set(Field::Entry(Register::Services, id, *column), value))
                })
            })
            .collect();
        if edits.is_empty() {
            return;
        }
        bench.edit(edits);
        for (_, draft) in &drafts {
            draft.set(String::new());
        }
        bench.session().say(words.applied_to_all());
    });
    View::from(
        el("details")
            .class("same")
            .child(el("summary").class("same__summary").child(words.same_for_all()))
            .child(el("p").class("field__hint").child(words.same_for_all_hint()))
            .child(el("div").class("fields").child(controls))
            .child(
                el("button")
                    .class("button button--primary")
                    .attr("type", "button")
                    .on("click", apply)
                    .child(words.apply_to_all()),
            ),
    )
}

/// A control that belongs to no field yet.
fn draft_input(
    bench: Bench,
    column: Column,
    draft: RwSignal<String>,
    words: kickoff::i18n::words::Words,
) -> Option<View> {
    let it = bench.playbook().column(Register::Services, column)?;
    let label = it.label.get(words.0);
    if column.kind == Kind::Flag {
        let pick = move |is_ticked| draft.set(if is_ticked { "true" } else { "" }.to_owned());
        return Some(tick_field(label, flag(move || draft.get() == "true"), pick).into());
    }
    let control = match column.kind {
        Kind::Choice(_) => {
            let option = |code: &str, label: &str| el("option").attr("value", code).child(label);
            let options = it.choices.iter().map(|it| option(&it.code, it.label.get(words.0)));
            el("select").child(option("", words.choose())).child(options.collect::<Vec<El>>())
        }
        Kind::LongText => el("textarea").attr("rows", "2"),
        kind => el("input")
            .attr("type", if kind == Kind::Day { "date" } else { "text" })
            .attr("autocomplete", "off")
            .attr("list", (kind == Kind::Name).then_some(PEOPLE_LIST)),
    };
    let event = if matches!(column.kind, Kind::Choice(_)) { "change" } else { "input" };
    let control = control
        .class("field__input")
        .prop("value", text(move || draft.get()))
        .on(event, Box::new(move |event| draft.set(event_target_value(&event))));
    Some(labelled(kind_name(column.kind), label, &browser::fresh_id(), control).into())
}
