//! The last minutes: what was agreed, to be read aloud, each with a tick once it is confirmed.

use kickoff::domain::field::{Field, Topic};
use kickoff::domain::id::EntryId;
use kickoff::domain::register::{Column, Register, actions, decisions, meetings};
use kickoff::i18n::fields::Named;

use super::ticked::ticked_line;
use crate::ui::session::{use_editor, use_words};
use kit::html::{h3, p, section, ul};
use kit::{For, Show, View, views};

/// What is read aloud of an entry beside its title, and where its tick is.
fn columns(register: Register) -> Option<(&'static [Column], Column)> {
    Some(match register {
        Register::Decisions => {
            (&[decisions::OWNER, decisions::ON, decisions::SERVICE], decisions::READ_BACK)
        }
        Register::Actions => {
            (&[actions::OWNER, actions::DUE, actions::SERVICE], actions::READ_BACK)
        }
        Register::Meetings => (
            &[meetings::KIND, meetings::ON, meetings::SERVICE, meetings::PEOPLE],
            meetings::READ_BACK,
        ),
        _ => return None,
    })
}

pub fn read_back(registers: Vec<Register>) -> View {
    let words = use_words();
    if registers.is_empty() {
        return View::default();
    }
    View::from(
        section()
            .class("read-back")
            .attr("aria-label", words.to_read_back())
            .child(registers.into_iter().map(of_register).collect::<Vec<View>>()),
    )
}

fn of_register(register: Register) -> View {
    let editor = use_editor();
    let words = use_words();
    let Some((details, tick)) = columns(register) else { return View::default() };
    let title = editor.playbook().register(register).map_or("", |it| it.title.get(words.0));
    let ids = editor.select_of(Topic::Register(register), move |it| {
        it.filled_entries(register).collect::<Vec<EntryId>>()
    });
    views([
        h3().class("meeting__heading").child(title).into(),
        Show(
            move || ids.with(Vec::is_empty),
            move || View::from(p().child(words.nothing_to_read_back())),
        ),
        ul().class("read-back__list")
            .child(For(ids, move |id| one(register, id, details, tick)))
            .into(),
    ])
}

fn one(register: Register, id: EntryId, details: &'static [Column], tick: Column) -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let said = editor.select(move |engagement| {
        let named = Named { engagement, playbook, words };
        let details = details.iter().filter_map(|column| {
            let field = Field::Entry(register, id, *column);
            engagement.value(field).map(|it| named.value(field, Some(it)))
        });
        (named.title(register, id), details.collect::<Vec<_>>().join(" · "))
    });
    ticked_line(Field::Entry(register, id, tick), said)
}
