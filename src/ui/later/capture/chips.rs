//! What was understood of the line: a button for each part, which takes it as text again.

use kickoff::domain::capture::{Chip, Home, Kind, Part};
use kickoff::domain::code::{Audience, Code};
use kickoff::domain::id::EntryId;
use kickoff::domain::register::{Column, Register, meetings, people, questions};
use kickoff::domain::text::is_blank;
use kickoff::i18n::capture_words::kind_name;
use kickoff::i18n::fields::Named;
use kickoff::i18n::names::service_name;
use leptos::prelude::*;

use super::line::{FIELD, Line};
use crate::browser;
use crate::browser::dates::short_day;
use crate::browser::keyboard::on_key;
use crate::ui::session::use_words;
use kickoff::i18n::words::Words;
use kit::html::{label, li, option, select, span, ul};
use kit::{El, View, ev, flag, html, live, on_control};

/// In the order of the line; then whom it is for, and which question it answers.
pub fn chips(line: Line) -> View {
    let words = use_words();
    let list = ul().class("line__chips").attr("aria-label", words.line_parts());
    View::from(list.child(live(move || drawn(line, words))))
}

fn drawn(line: Line, words: Words) -> View {
    if line.draft.with(|it| is_blank(&it.text)) {
        return View::default();
    }
    let captured = line.captured.get();
    let kind = captured.kind();
    let count = captured.chips.len();
    let mut all: Vec<View> = Vec::new();
    if count == 0 {
        let unsorted = span().class("chip").child(kind_name(kind, words.0));
        all.push(li().child(unsorted).into());
    }
    for (nth, chip) in captured.chips.into_iter().enumerate() {
        let said = said(line, &chip, kind, words);
        all.push(li().child(button(line, chip, nth, &said, words)).into());
    }
    if kind == Kind::Answer {
        all.push(li().child(question(line, words)).into());
    }
    if let Some(audience) = line.audience() {
        all.push(li().child(for_whom(line, audience, words)).into());
    }
    all.into()
}

fn chip_id(nth: usize) -> String {
    format!("{FIELD}-{nth}")
}

/// Moves the keyboard to what was understood last; tells whether there is anything.
pub fn to_last(line: Line) -> bool {
    let count = line.captured.with_untracked(|it| it.chips.len());
    if let Some(last) = count.checked_sub(1) {
        browser::focus(&chip_id(last));
    }
    count > 0
}

fn button(line: Line, chip: Chip, nth: usize, (what, said): &(String, String), words: Words) -> El {
    let (clicked, pressed) = (chip.range.clone(), chip.range);
    let button = html::button()
        .class("line__chip")
        .attr("type", "button")
        .attr("id", chip_id(nth))
        .attr("aria-label", words.refuse_part(&format!("{what}: {said}")))
        .attr("title", words.refuse_part(said))
        .on(ev::click, move |_| line.refuse(clicked.clone()))
        .child(span().class("line__what").child(format!("{what}: ")))
        .child(said.as_str())
        .child(span().class("line__no").attr("aria-hidden", "true").child("×"));
    on_key(button, move |key| {
        match key.name.as_str() {
            "Delete" | "Backspace" => line.refuse(pressed.clone()),
            "ArrowLeft" => browser::focus(&chip_id(nth.saturating_sub(1))),
            "ArrowRight" => browser::focus(&chip_id(nth + 1)),
            "ArrowDown" | "Escape" => browser::focus(FIELD),
            _ => return false,
        }
        true
    })
}

fn for_whom(line: Line, audience: Audience, words: Words) -> El {
    html::button()
        .class("line__chip")
        .attr("type", "button")
        .attr("aria-pressed", if audience == Audience::Shared { "true" } else { "false" })
        .attr("data-audience", audience.code())
        .on(ev::click, move |_| line.toggle_audience())
        .child(words.for_whom(audience))
}

/// The questions to choose from.
fn question(line: Line, words: Words) -> El {
    let open = line.open_questions();
    let current = line.question();
    let engagement = line.editor;
    let title = move |id: EntryId| {
        let playbook = engagement.playbook();
        engagement
            .peek(|it| Named { engagement: it, playbook, words }.title(Register::Questions, id))
    };
    let none = open.is_empty().then(|| option().child(words.line_no_question()));
    let options = open.iter().map(|it| {
        let option = option().attr("value", it.to_string());
        View::from(
            option
                .prop("selected", {
                    let is = current == Some(*it);
                    flag(move || is)
                })
                .child(title(*it)),
        )
    });
    let options: Vec<View> = options.collect();
    let pick = move |it: kit::Control| {
        let value = it.value();
        let chosen = open.iter().copied().find(|it| it.to_string() == value);
        line.draft.update(|it| it.question = chosen);
        browser::focus(FIELD);
    };
    let list = select().class("line__question").on(ev::change, on_control(pick));
    label()
        .class("line__answers")
        .child(span().class("line__what").child(words.line_to_question()))
        .child(list.child(none).child(options))
}

/// What a part is, and what it says.
pub fn said(line: Line, chip: &Chip, kind: Kind, words: Words) -> (String, String) {
    let playbook = line.editor.playbook();
    let lang = words.0;
    let label = |register, column| {
        playbook.column(register, column).map_or("", |it| it.label.get(lang)).to_owned()
    };
    let home = kind.home();
    let of_home = |column: fn(Home) -> Option<Column>| {
        home.and_then(|it| Some(label(it.register, column(it)?))).unwrap_or_default()
    };
    match &chip.part {
        Part::Kind(it) => (words.line_kind().to_owned(), kind_name(*it, lang).to_owned()),
        Part::Owner(it) => (of_home(|it| it.owner), it.to_string()),
        Part::Due(it) => (of_home(|it| it.day), short_day(*it, lang)),
        Part::FollowUp(it) => {
            let choices = playbook.column(Register::Meetings, meetings::KIND);
            let said = choices.and_then(|column| column.choices.label(it.code()));
            let of = playbook.register(Register::Meetings).map_or("", |it| it.one.get(lang));
            (of.to_owned(), said.map_or(it.code(), |it| it.get(lang)).to_owned())
        }
        Part::Service(it) => {
            let name = line.editor.peek(|engagement| service_name(engagement, playbook, *it, lang));
            (of_home(|it| it.service), name)
        }
        Part::Organisation(it) => (label(Register::People, people::ORGANISATION), it.to_string()),
        Part::Role(it) => (label(Register::People, people::ROLE), it.to_string()),
        Part::Answer(it) => (label(Register::Questions, questions::ANSWER), it.to_string()),
    }
}
