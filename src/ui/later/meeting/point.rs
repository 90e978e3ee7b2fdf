//! What there is to say, to ask and to write down at one point of the agenda.

use kickoff::domain::agenda::Agenda;
use kickoff::domain::id::ItemId;
use kickoff::domain::playbook::{AgendaPoint, Playbook};
use kickoff::domain::register::Register;

use super::clock::Clock;
use super::people::people;
use super::questions::own_questions;
use super::read_back::read_back;
use crate::ui::later::capture::HOME_ID;
use crate::ui::later::question::question_input;
use crate::ui::later::register_link::register_link;
use crate::ui::later::services::overview;
use crate::ui::later::step::item_row::item_row;
use crate::ui::session::{use_editor, use_words};
use kit::html::{div, h2, p, section, ul};
use kit::{Shown, View, live, views};

pub fn point(clock: Clock, agenda: Shown<Agenda>) -> View {
    let playbook = use_editor().playbook();
    // Drawn anew only when another point comes, not when one more applies.
    let now = Shown::new(move || clock.point(agenda));
    View::from(section().class("meeting__point").child(live(move || {
        let point = now.get().and_then(|it| playbook.agenda.get(it));
        point.map(|it| drawn(playbook, it, clock)).unwrap_or_default()
    })))
}

fn drawn(playbook: &'static Playbook, point: &'static AgendaPoint, clock: Clock) -> View {
    let words = use_words();
    let registers: Vec<Register> =
        point.registers.iter().filter_map(|it| Register::from_code(it)).collect();
    let to_read_back = registers.iter().copied().filter(|it| read_back_of(*it)).collect();
    let panels = registers.iter().filter(|it| !read_back_of(**it)).map(|it| match it {
        Register::People => people(),
        Register::Questions => own_questions(),
        Register::Services => overview(),
        other => View::from(p().child(register_link(*other))),
    });
    views([
        h2().class("meeting__now")
            .attr("id", HOME_ID)
            .attr("tabindex", "-1")
            .child(point.title.get(words.0))
            .into(),
        panels.collect::<Vec<View>>().into(),
        read_back(to_read_back),
        asks(playbook, point),
        rows(playbook, &point.rows(playbook)),
        super::end::end(playbook, point, clock),
    ])
}

/// What is read aloud at the end of a meeting.
fn read_back_of(register: Register) -> bool {
    matches!(register, Register::Decisions | Register::Actions | Register::Meetings)
}

/// The questions of a point.
pub fn asks(playbook: &'static Playbook, point: &AgendaPoint) -> View {
    let asks = point.asks(playbook).into_iter().filter_map(|it| playbook.question(it));
    let asks: Vec<View> = asks.map(question_input).collect();
    (!asks.is_empty()).then(|| div().class("meeting__asks").child(asks)).into()
}

/// The rows of a point, as on their own pages.
pub fn rows(playbook: &'static Playbook, items: &[ItemId]) -> View {
    let rows = items.iter().filter_map(|id| {
        let step = playbook.step_of(*id)?;
        let item = step.items.iter().find(|it| it.id == *id)?;
        // What would decide it is asked beside it, unless a row above it here asks the same.
        let asker = step.asker(item).id;
        let is_asker_here = items.contains(&asker) && asker != item.id;
        Some(item_row(item, item.when.is_some() && !is_asker_here, None))
    });
    let rows: Vec<View> = rows.collect();
    (!rows.is_empty()).then(|| ul().class("items").child(rows)).into()
}
