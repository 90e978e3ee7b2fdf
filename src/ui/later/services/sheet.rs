//! DIBS and SSAT of all services, filled in as in a spreadsheet: a row for each service, a cell for each
//! part.
//!
//! A cell that the keyboard rests on is a text that is selected as a whole: whatever is typed takes its
//! place, the first letter of a composition too.

mod keys;

use std::rc::Rc;

use kickoff::domain::code::Code;
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, Topic};
use kickoff::domain::four_plus_four::PartState;
use kickoff::domain::id::EntryId;
use kickoff::domain::parts::Part;
use kickoff::domain::pasted::{self, Reader};
use kickoff::domain::register::Register;
use kickoff::domain::text::is_blank;
use kickoff::domain::tsv;
use kickoff::domain::value::{Kind, Value};
use kickoff::i18n::names::service_name;
use leptos::prelude::*;

use self::keys::{COLUMNS, Mode, Place, Sheet};
use crate::browser;
use crate::browser::cells::{self, Pasting};
use crate::ui::later::pasting;
use crate::ui::later::services::name_of;
use crate::ui::later::services::part_states::{Table, state_of_part};
use crate::ui::later::typing::{TextSlot, typed_into};
use crate::ui::session::{use_editor, use_words};
use kickoff::i18n::words::Words;
use kit::html::{button, caption, div, p, span, tbody, td, textarea, th, thead, tr};
use kit::{Control, El, For, Shown, View, ev, fresh_id, html, is_composing, maybe, text};

fn all_parts() -> impl Iterator<Item = Part> {
    Part::DIBS.into_iter().chain(Part::SSAT)
}

fn field_of(id: EntryId, part: Part) -> Field {
    Field::Entry(Register::Services, id, part.column())
}

fn state_name(it: PartState) -> &'static str {
    match it {
        PartState::Missing => "missing",
        PartState::Noted => "noted",
        PartState::Complete => "complete",
    }
}

fn state_words(words: Words, it: PartState, part: Part) -> &'static str {
    match it {
        PartState::Missing => words.part_missing(),
        PartState::Noted => words.part_noted(),
        // SSAT has no confirmation, so nothing of it was confirmed.
        PartState::Complete if part.confirmation().is_none() => words.part_filled(),
        PartState::Complete => words.part_confirmed(),
    }
}

fn state_sign(it: PartState) -> &'static str {
    match it {
        PartState::Missing => "–",
        PartState::Noted => "△",
        PartState::Complete => "✓",
    }
}

/// All eight parts of these services.
pub fn sheet(ids: Shown<Vec<EntryId>>, table: Table) -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let label = move |part: Part| {
        let column = playbook.column(Register::Services, part.column());
        column.map_or("", |it| it.label.get(words.0))
    };
    let heads = all_parts()
        .map(|part| {
            let letter = span().attr("aria-hidden", "true").child(part.letter());
            let name = span().class("sheet__label").child(label(part));
            View::from(head("col").child(letter).child(name))
        })
        .collect::<Vec<View>>();
    let grid = html::table().class("matrix__table sheet").attr("role", "grid");
    let sheet = Rc::new(Sheet::new(grid.clone(), ids));
    let said = sheet.said;
    let row = move |id: EntryId| {
        let cells = all_parts().enumerate().map(|(column, part)| {
            let sheet = Rc::clone(&sheet);
            let at = Place { id, column };
            if part == Part::Intent {
                choice_cell(sheet, at, part, label(part), table)
            } else {
                text_cell(sheet, at, part, label(part), table)
            }
        });
        let cells = cells.collect::<Vec<View>>();
        let row = tr().attr("role", "row").child(head("row").child(name_of(id))).child(cells);
        View::from(row.child(confirm_cell(&sheet, id)))
    };
    View::from(
        div()
            .class("matrix")
            .attr("role", "region")
            .attr("aria-label", words.overview_of_services())
            .child(
                grid.attr("aria-label", words.overview_of_services())
                    .child(caption().class("matrix__caption").child(words.overview_of_services()))
                    .child(
                        thead().child(
                            tr().attr("role", "row")
                                .child(head("col").child(words.service()))
                                .child(heads)
                                .child(head("col").child(words.confirm_all())),
                        ),
                    )
                    .child(tbody().child(For(ids, row))),
            )
            .child(
                p().class("matrix__legend")
                    .child(span().child("✓ ").child(words.part_complete()))
                    .child(span().child("△ ").child(words.part_noted()))
                    .child(span().child("– ").child(words.part_missing())),
            )
            .child(p().class("sheet__keys").child(words.sheet_keys()))
            .child(
                span()
                    .class("unseen")
                    .attr("aria-live", "polite")
                    .child(text(move || said.get().to_owned())),
            ),
    )
}

fn head(scope: &'static str) -> El {
    let role = if scope == "col" { "columnheader" } else { "rowheader" };
    th().attr("scope", scope).attr("role", role)
}

/// What every cell has: its control, how far its part is, and the keys.
fn cell(
    sheet: &Rc<Sheet>,
    at: Place,
    part: Part,
    control: El,
    is_wrong: impl Fn() -> Option<String> + Clone + 'static,
    table: Table,
) -> View {
    let words = use_words();
    let state = state_of_part(table, at.id, part);
    let described = fresh_id();
    let (wrong, marked) = (is_wrong.clone(), is_wrong.clone());
    let control = stop(sheet, at, control)
        .attr("aria-describedby", described.as_str())
        .attr("aria-invalid", maybe(move || marked().is_some().then_some("true")));
    let sign = move || if is_wrong().is_some() { "!" } else { state_sign(state.get()) };
    let told = move || wrong().unwrap_or_else(|| state_words(words, state.get(), part).to_owned());
    View::from(
        td().attr("role", "gridcell")
            .class("sheet__cell")
            .attr("data-part-state", maybe(move || Some(state_name(state.get()))))
            .child(control)
            .child(
                span()
                    .class("sheet__sign")
                    .attr("aria-hidden", "true")
                    .child(text(move || sign().to_owned())),
            )
            .child(span().class("unseen").attr("id", described).child(text(told))),
    )
}

/// A control as one stop of the keyboard among all of the sheet.
fn stop(sheet: &Rc<Sheet>, at: Place, control: El) -> El {
    let (current, arrived) = (sheet.current, Rc::clone(sheet));
    control
        .attr("data-cell", "")
        .attr("tabindex", maybe(move || Some(if current.get() == Some(at) { "0" } else { "-1" })))
        .on(ev::focus, move |_| arrived.arrive(at))
}

fn named(id: EntryId, label: &'static str) -> Shown<String> {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    editor.select_of(Topic::Entry(Register::Services, id), move |it| {
        words.cell_of(&service_name(it, playbook, id, words.0), label)
    })
}

/// A day, a name or a text.
fn text_cell(sheet: Rc<Sheet>, at: Place, part: Part, label: &'static str, table: Table) -> View {
    let editor = use_editor();
    let words = use_words();
    let field = field_of(at.id, part);
    let kind = part.column().kind;
    let mut slot = TextSlot::of(field, kind);
    if kind == Kind::Day {
        let day = Rc::clone(&sheet);
        slot.take = Rc::new(move |typed| {
            editor.type_into(field, &pasted::typed_day(typed, day.today()));
        });
    }
    let name = named(at.id, label);
    let control = textarea()
        .class("sheet__input")
        .attr("rows", "2")
        .attr("autocomplete", "off")
        .attr("aria-label", text(move || name.get()));
    let stored = slot.stored;
    let begin = {
        let (sheet, control) = (Rc::clone(&sheet), control.clone());
        move || sheet.begin(Mode::Typing, &control, stored.get_untracked())
    };
    // A blank by itself is the space bar, which an input method hands over as a text.
    let is_space = {
        let (sheet, control) = (Rc::clone(&sheet), control.clone());
        move || {
            let shown = Control::of(&control);
            let typed = shown.value();
            if sheet.mode() == Mode::Editing || typed.is_empty() || !is_blank(&typed) {
                return false;
            }
            shown.set_value(&stored.get_untracked());
            sheet.rest(&control);
            toggle(&sheet, at.id, part);
            true
        }
    };
    let (begin_composing, end_composing) = (begin.clone(), is_space.clone());
    let control = control
        .on(ev::compositionstart, move |_| begin_composing())
        .on(ev::compositionend, move |_| {
            end_composing();
        })
        .handle(
            ev::input,
            Box::new(move |event| {
                if is_composing(&event) || !is_space() {
                    begin();
                }
            }),
        );
    let control = typed_into(control, &slot, None);
    let control = keys::typed_at(
        &sheet,
        at,
        control,
        keys::Cell { part: Some(part), is_long: kind == Kind::LongText, stored },
    );
    let filling = Rc::clone(&sheet);
    let control =
        control.handle(ev::paste, Box::new(move |event| paste(&filling, at, &event, false)));
    let problem = move || slot.trouble().map(|it| words.problem(it));
    cell(&sheet, at, part, control, problem, table)
}

/// One of a few, each by a key of its own.
fn choice_cell(sheet: Rc<Sheet>, at: Place, part: Part, label: &'static str, table: Table) -> View {
    let editor = use_editor();
    let words = use_words();
    let field = field_of(at.id, part);
    let stored = editor.typed(field);
    let choices = editor.playbook().column(Register::Services, part.column());
    let chosen = move || {
        let label = choices.and_then(|it| stored.with(|code| it.choices.label(code)));
        label.map_or("", |it| it.get(words.0)).to_owned()
    };
    let name = named(at.id, label);
    let codes = choices.map_or(&[][..], |it| it.choices.codes());
    // The one behind it, and behind the last one none.
    let go_on = move || {
        let next = stored.with_untracked(|it| match codes.iter().position(|code| code == it) {
            Some(place) => codes.get(place + 1),
            None => codes.first(),
        });
        editor.edit(vec![Edit { field, value: next.map(|it| Value::Choice(it)) }]);
    };
    let control = button()
        .class("sheet__choice")
        .attr("type", "button")
        .child(span().class("unseen").child(text(move || format!("{}: ", name.get()))))
        .child(text(chosen));
    let (here, resting) = (control.clone(), Rc::clone(&sheet));
    let control = control.on(ev::mousedown, move |_| {
        // The first press only goes there.
        if Control::of(&here).has_keyboard() {
            resting.set_mode(Mode::Editing);
        }
    });
    let clicked = Rc::clone(&sheet);
    let control = control.on(ev::click, move |_| {
        if clicked.mode() == Mode::Editing {
            clicked.set_mode(Mode::Resting);
            go_on();
        }
    });
    let control = control.on(ev::keydown, move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if event.key() == "F2" {
            go_on();
        } else if let Some(intent) = pasted::intent(&event.key(), browser::plain) {
            event.prevent_default();
            event.stop_propagation();
            editor.edit(vec![Edit::set(field, Value::Choice(intent.code()))]);
        }
    });
    let control = keys::typed_at(
        &sheet,
        at,
        control,
        keys::Cell { part: Some(part), is_long: false, stored },
    );
    let filling = Rc::clone(&sheet);
    let control =
        control.handle(ev::paste, Box::new(move |event| paste(&filling, at, &event, true)));
    cell(&sheet, at, part, control, || None, table)
}

/// Confirms all of a service at once.
fn confirm_cell(sheet: &Rc<Sheet>, id: EntryId) -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let name = editor.select_of(Topic::Entry(Register::Services, id), move |it| {
        words.confirm_all_of(&service_name(it, playbook, id, words.0))
    });
    let at = Place { id, column: COLUMNS - 1 };
    let confirming = Rc::clone(sheet);
    let control = button()
        .class("sheet__confirm")
        .attr("type", "button")
        .attr("aria-label", text(move || name.get()))
        .on(ev::click, move |_| confirming.confirm_all(id))
        .child("✓");
    let stored = Shown::new(String::new);
    let control =
        keys::typed_at(sheet, at, control, keys::Cell { part: None, is_long: false, stored });
    View::from(td().attr("role", "gridcell").child(stop(sheet, at, control)))
}

/// Confirmed, or not any more.
fn toggle(sheet: &Sheet, id: EntryId, part: Part) {
    let Some(column) = part.confirmation() else { return };
    let editor = sheet.editor;
    let words = sheet.words;
    editor.flush();
    let field = Field::Entry(Register::Services, id, column);
    let is_confirmed = editor.peek(|it| it.flag(field));
    let state = editor.peek(|it| kickoff::domain::four_plus_four::part_state(it, id, part));
    if !is_confirmed && state == PartState::Missing {
        sheet.session.say(words.nothing_to_confirm());
        return;
    }
    let value = (!is_confirmed).then_some(Value::Flag(true));
    editor.edit(vec![Edit { field, value }]);
    sheet.said.set(if is_confirmed { words.part_noted() } else { words.part_confirmed() });
}

/// A block fills the cells from this one on, as one step of undo.
fn paste(sheet: &Sheet, at: Place, event: &Pasting, is_choice: bool) {
    if sheet.mode() != Mode::Resting {
        return;
    }
    let Some(text) = cells::pasted(event) else { return };
    let block = tsv::read(&text);
    let is_one = block.len() == 1 && block.iter().all(|it| it.len() == 1);
    if is_one && !is_choice {
        return;
    }
    cells::is_taken(event);
    let (editor, session) = (sheet.editor, sheet.session);
    let ids = sheet.ids.get_untracked();
    let first = ids.iter().position(|it| *it == at.id).unwrap_or_default();
    let parts: Vec<Part> = all_parts().collect();
    let reader = Reader {
        playbook: editor.playbook(),
        today: sheet.today(),
        plain: browser::plain,
        services: &[],
    };
    let filled = reader.fill(&block, |row, column| {
        let part = parts.get(at.column + column)?;
        Some((*ids.get(first + row)?, part.column()))
    });
    if !filled.edits.is_empty() {
        editor.edit(filled.edits);
    }
    pasting::tell(session, editor, filled.filled > 0, &filled.left);
}
