//! DIBS and SSAT of all services, to be read at a glance.

use std::sync::Arc;

use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::Topic;
use kickoff::domain::four_plus_four::{PartState, part_state};
use kickoff::domain::id::EntryId;
use kickoff::domain::parts::Part;
use kickoff::domain::register::Register;

use crate::ui::later::services::name_of;
use crate::ui::session::{use_editor, use_words};
use kit::html::{abbr, caption, div, p, span, tbody, td, th, thead, tr};
use kit::{For, Shown, View, html, maybe, text};

/// All parts of all services, in the order of their ids, worked out once for the page: a tick
/// elsewhere wakes none of its cells.
pub type Table = Shown<Arc<Vec<(EntryId, Part, PartState)>>>;

/// For a page, to be shared by all that it shows.
pub fn table() -> Table {
    use_editor().select_of(Topic::Register(Register::Services), |it| Arc::new(standings(it)))
}

fn standings(engagement: &Engagement) -> Vec<(EntryId, Part, PartState)> {
    let mut all = Vec::new();
    for id in engagement.entries(Register::Services) {
        for part in Part::DIBS.into_iter().chain(Part::SSAT) {
            all.push((id, part, part_state(engagement, id, part)));
        }
    }
    all
}

pub fn state_of_part(table: Table, id: EntryId, part: Part) -> Shown<PartState> {
    Shown::new(move || {
        let all = table.get();
        let of_service = all.partition_point(|it| it.0 < id);
        let mut of_service = all.iter().skip(of_service).take_while(|it| it.0 == id);
        of_service.find(|it| it.1 == part).map_or(PartState::Missing, |it| it.2)
    })
}

fn standing_name(it: PartState) -> &'static str {
    match it {
        PartState::Missing => "missing",
        PartState::Noted => "noted",
        PartState::Complete => "complete",
    }
}

/// All eight parts of all services, to be read at a glance.
pub fn matrix(ids: Shown<Vec<EntryId>>, table: Table) -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let all = || Part::DIBS.into_iter().chain(Part::SSAT);
    let heads = all()
        .map(|part| {
            let full = playbook
                .column(Register::Services, part.column())
                .map_or("", |it| it.label.get(words.0));
            View::from(
                th().attr("scope", "col").child(abbr().attr("title", full).child(part.letter())),
            )
        })
        .collect::<Vec<View>>();
    let word = move |it, part: Part| match it {
        PartState::Missing => words.part_missing(),
        PartState::Noted => words.part_noted(),
        // SSAT has no confirmation, so nothing of it was confirmed.
        PartState::Complete if part.confirmation().is_none() => words.part_filled(),
        PartState::Complete => words.part_confirmed(),
    };
    let sign = |it| match it {
        PartState::Missing => "–",
        PartState::Noted => "△",
        PartState::Complete => "✓",
    };
    View::from(
        div()
            .class("matrix")
            .attr("role", "region")
            .attr("aria-label", words.overview_of_services())
            .attr("tabindex", "0")
            .child(
                html::table()
                    .class("matrix__table")
                    .child(caption().class("matrix__caption").child(words.overview_of_services()))
                    .child(thead().child(
                        tr().child(th().attr("scope", "col").child(words.service())).child(heads),
                    ))
                    .child(tbody().child(For(ids, move |id| {
                        View::from(
                            tr().child(th().attr("scope", "row").child(name_of(id))).child(
                                all()
                                    .map(|part| {
                                        let it = state_of_part(table, id, part);
                                        View::from(
                                            td().attr(
                                                "data-part-state",
                                                maybe(move || Some(standing_name(it.get()))),
                                            )
                                            .child(
                                                span()
                                                    .attr("aria-hidden", "true")
                                                    .child(text(move || sign(it.get()).to_owned())),
                                            )
                                            .child(
                                                span().class("unseen").child(text(move || {
                                                    word(it.get(), part).to_owned()
                                                })),
                                            ),
                                        )
                                    })
                                    .collect::<Vec<View>>(),
                            ),
                        )
                    }))),
            )
            .child(
                p().class("matrix__legend")
                    .child(span().child("✓ ").child(words.part_complete()))
                    .child(span().child("△ ").child(words.part_noted()))
                    .child(span().child("– ").child(words.part_missing())),
            ),
    )
}
