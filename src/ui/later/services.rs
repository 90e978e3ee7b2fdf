//! DIBS and SSAT per service: all of them as a sheet, then part by part, and once for all.

pub mod follow_up;
pub mod part_states;
pub mod same_for_all;
pub mod sheet;

use crate::ui::later::more::screenful;
use kickoff::app::route::{At, Page, Route};
use kickoff::domain::code::ServiceStatus;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::{Field, Subject, Topic};
use kickoff::domain::four_plus_four::{FollowUp, follow_ups};
use kickoff::domain::id::EntryId;
use kickoff::domain::parts::Part;
use kickoff::domain::register::{Column, Register, services};
use kickoff::i18n::names::service_name;

use super::fields::{Labels, field_input};
use crate::ui::later::audience::audience_input;
use crate::ui::later::services::follow_up::{follow_up_line, stalled_help};
use crate::ui::later::services::part_states::{Table, state_of_part, table};
use crate::ui::later::services::same_for_all::same_for_all;
use crate::ui::later::services::sheet::sheet;
use crate::ui::session::{EditorHandle, use_editor, use_words};
use kit::html::{a, div, h2, p, section};
use kit::{For, Show, Shown, View, flag, views};

pub fn dibs() -> View {
    parts(Part::DIBS)
}

pub fn ssat() -> View {
    parts(Part::SSAT)
}

/// Those of the playbook, in its order.
fn of_playbook(engagement: &Engagement, editor: EditorHandle) -> Vec<EntryId> {
    let ids = editor.playbook().services.iter().map(|it| EntryId::Named(it.code));
    ids.filter(|id| engagement.has(Register::Services, *id)).collect()
}

fn own(engagement: &Engagement) -> Vec<EntryId> {
    let ids = engagement.entries(Register::Services);
    ids.filter(|id| matches!(id, EntryId::Coined(_))).collect()
}

fn parts(parts: [Part; 4]) -> View {
    let editor = use_editor();
    let words = use_words();
    let named =
        editor.select_of(Topic::Register(Register::Services), move |it| of_playbook(it, editor));
    let own = editor.select_of(Topic::Register(Register::Services), own);
    let both = move |own: Shown<Vec<EntryId>>| {
        Shown::new(move || named.get().into_iter().chain(own.get()).collect::<Vec<EntryId>>())
    };
    let ids = both(own);
    let (own, earlier) = screenful(Register::Services, own);
    let shown = both(own);
    let planned = editor.select_of(Topic::Register(Register::Meetings), follow_ups);
    let table = table();
    let setup = Route::Engagement { id: editor.id, page: Page::Setup, at: None };
    views([
        Show(
            move || ids.with(Vec::is_empty),
            move || {
                View::from(
                    div()
                        .class("empty")
                        .child(h2().class("empty__title").child(words.no_services_title()))
                        .child(p().child(words.no_services_line()))
                        .child(
                            p().child(
                                a().class("button button--primary")
                                    .attr("href", setup.to_string())
                                    .child(words.choose_services()),
                            ),
                        ),
                )
            },
        ),
        div()
            .attr("hidden", flag(move || ids.with(Vec::is_empty)))
            .child(earlier)
            .child(sheet(shown, table))
            .child(same_for_all(parts, ids))
            .child(For(shown, move |id| service_parts(id, parts, table, planned)))
            .into(),
    ])
}

/// All services at a glance.
pub fn overview() -> View {
    let ids = use_editor().select_of(Topic::Register(Register::Services), |it| {
        it.entries(Register::Services).collect::<Vec<EntryId>>()
    });
    sheet(ids, table())
}

pub fn name_of(id: EntryId) -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let name = editor.select_of(Topic::Entry(Register::Services, id), move |it| {
        service_name(it, playbook, id, words.0)
    });
    name.into()
}

fn input(id: EntryId, column: Column) -> View {
    let editor = use_editor();
    editor
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
    let editor = use_editor();
    let status = Field::Entry(Register::Services, id, services::STATUS);
    let is_stuck = editor.select_of(Topic::Field(status), move |it| {
        matches!(it.choice(status), Some(ServiceStatus::Blocked | ServiceStatus::NoIntent))
    });
    let rows = parts
        .into_iter()
        .map(|part| {
            let confirmation = part.confirmation().map(|column| {
                // The label says of which part, so that it reads alone.
                input(id, column)
            });
            View::from(
                div()
                    .class("part")
                    .child(input(id, part.column()))
                    .child(confirmation)
                    .child(follow_up_line(id, part, state_of_part(table, id, part), planned)),
            )
        })
        .collect::<Vec<View>>();
    let is_dibs = parts == Part::DIBS;
    View::from(
        section()
            .class("service")
            .attr("tabindex", "-1")
            .attr("data-entry", At::Entry(Register::Services, id).to_string())
            .child(h2().class("service__name").child(name_of(id)))
            .child(Show(move || is_stuck.get(), stalled_help))
            .child(
                div().class("fields").child(rows).child(
                    div()
                        .class("part")
                        .child(input(id, if is_dibs { services::STATUS } else { services::NOTE }))
                        .child(audience_input(Subject::Entry(Register::Services, id), None)),
                ),
            ),
    )
}
