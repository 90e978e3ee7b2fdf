//! The keys of a sheet, and where they lead.

use std::cell::{Cell as Kept, RefCell};
use std::rc::Rc;

use chrono::{NaiveDate, NaiveDateTime};
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::four_plus_four::{PartState, part_state};
use kickoff::domain::id::EntryId;
use kickoff::domain::parts::Part;
use kickoff::domain::register::Register;
use kickoff::domain::value::Value;
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use crate::browser;
use crate::browser::cells;
use crate::ui::session::{Done, EditorHandle, Session, use_editor, use_session, use_words};
use kit::{Control, El, Shown, ev, is_of_composition};

/// The eight parts, and the way to confirm them all.
pub const COLUMNS: usize = 9;

/// A cell.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place {
    pub id: EntryId,
    pub column: usize,
}

/// What the keys do at the moment.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// They move from cell to cell.
    Resting,
    /// They write a new text; the arrows keep it and move on.
    Typing,
    /// They change the text that is there; the arrows move in it.
    Editing,
}

/// What all cells share.
pub struct Sheet {
    pub editor: EditorHandle,
    pub session: Session,
    pub words: Words,
    pub ids: Shown<Vec<EntryId>>,
    /// The one cell that the tab key comes to.
    pub current: Shown<Option<Place>>,
    /// What a reader of the screen is told.
    pub said: RwSignal<&'static str>,
    root: El,
    last: RwSignal<Option<Place>>,
    clock: Shown<NaiveDateTime>,
    mode: Kept<Mode>,
    /// What stood in the cell before somebody typed.
    before: RefCell<String>,
    /// Where somebody began to go right by the tab key: Enter goes back there, a row further down.
    began: Kept<Option<usize>>,
}

/// What the keys have to know of a cell.
#[derive(Clone, Copy)]
pub struct Cell {
    /// None of the button that confirms them all.
    pub part: Option<Part>,
    pub is_long: bool,
    pub stored: Shown<String>,
}

impl Sheet {
    pub fn new(root: El, ids: Shown<Vec<EntryId>>) -> Sheet {
        let editor = use_editor();
        let last = RwSignal::new(None::<Place>);
        let current = Shown::new(move || {
            let last = last.get();
            ids.with(|all| {
                let there = last.filter(|it| all.contains(&it.id));
                there.or_else(|| all.first().map(|it| Place { id: *it, column: 0 }))
            })
        });
        Sheet {
            editor,
            session: use_session(),
            words: use_words(),
            ids,
            current,
            said: RwSignal::new(""),
            root,
            last,
            clock: editor.wall_clock(),
            mode: Kept::new(Mode::Resting),
            before: RefCell::default(),
            began: Kept::new(None),
        }
    }

    pub fn today(&self) -> NaiveDate {
        self.clock.get_untracked().date()
    }

    pub fn mode(&self) -> Mode {
        self.mode.get()
    }

    pub fn set_mode(&self, mode: Mode) {
        self.mode.set(mode);
    }

    /// The keyboard has come to a cell.
    pub fn arrive(&self, at: Place) {
        if self.last.get_untracked() != Some(at) {
            self.last.set(Some(at));
        }
        self.mode.set(Mode::Resting);
    }

    /// Somebody begins to write in the cell, unless they are at it.
    pub fn begin(&self, mode: Mode, control: &El, before: String) {
        if self.mode.get() == Mode::Resting {
            self.mode.set(mode);
            self.before.replace(before);
            let _ = control.clone().attr("data-edits", "");
        }
    }

    /// What was written is kept.
    pub fn rest(&self, control: &El) {
        self.mode.set(Mode::Resting);
        let _ = control.clone().attr("data-edits", false);
        self.editor.flush();
        cells::select(control);
    }

    /// Confirms what is filled in of a service, as one step.
    pub fn confirm_all(&self, id: EntryId) {
        self.editor.flush();
        let edits = self.editor.peek(|it| {
            let noted = Part::DIBS.into_iter();
            let noted = noted.filter(|part| part_state(it, id, *part) == PartState::Noted);
            let columns = noted.filter_map(Part::confirmation);
            let fields = columns.map(|column| Field::Entry(Register::Services, id, column));
            fields.map(|field| Edit::set(field, Value::Flag(true))).collect::<Vec<Edit>>()
        });
        if edits.is_empty() {
            self.session.say(self.words.nothing_to_confirm());
            return;
        }
        self.editor.edit(edits);
        self.session.did(Words::confirmed_all, vec![Done::Changed(self.editor)]);
    }

    fn row_of(&self, id: EntryId) -> usize {
        self.ids.with_untracked(|all| all.iter().position(|it| *it == id)).unwrap_or_default()
    }

    /// Goes to a cell; tells whether there is one.
    fn go(&self, row: Option<usize>, column: Option<usize>) -> bool {
        let (Some(row), Some(column)) = (row, column.filter(|it| *it < COLUMNS)) else {
            return false;
        };
        let all = browser::all_in(&self.root, "[data-cell]");
        let found = all.get(row * COLUMNS + column);
        if let Some(cell) = found {
            cells::enter(cell);
        }
        found.is_some()
    }

    /// What was written is kept, and the next cell is one row further down.
    fn go_down(&self, at: Place, control: &El) {
        let column = self.began.take().unwrap_or(at.column);
        if !self.go(Some(self.row_of(at.id) + 1), Some(column)) {
            self.rest(control);
        }
    }

    /// The cell that the tab key leads to; past the last one it leaves the sheet.
    fn go_by_tab(&self, at: Place, is_back: bool) -> bool {
        let here = self.row_of(at.id) * COLUMNS + at.column;
        let next = if is_back { here.checked_sub(1) } else { Some(here + 1) };
        let began = self.began.get().filter(|_| !is_back).unwrap_or(at.column);
        let is_gone = self.go(next.map(|it| it / COLUMNS), next.map(|it| it % COLUMNS));
        let is_same_row = next.is_some_and(|it| it / COLUMNS == here / COLUMNS);
        self.began.set((is_gone && !is_back).then_some(if is_same_row { began } else { 0 }));
        is_gone
    }

    /// An arrow, or what goes further. `None` for another key.
    fn way(
        &self,
        at: Place,
        key: &str,
        is_command: bool,
    ) -> Option<(Option<usize>, Option<usize>)> {
        let row = self.row_of(at.id);
        let last = self.ids.with_untracked(Vec::len).saturating_sub(1);
        let (row, column) = match (key, is_command) {
            ("ArrowUp", false) => (row.checked_sub(1), Some(at.column)),
            ("ArrowDown", false) => (Some(row + 1), Some(at.column)),
            ("ArrowLeft", false) => (Some(row), at.column.checked_sub(1)),
            ("ArrowRight", false) => (Some(row), Some(at.column + 1)),
            ("Home", false) => (Some(row), Some(0)),
            ("End", false) => (Some(row), Some(COLUMNS - 1)),
            ("Home", true) => (Some(0), Some(0)),
            ("End", true) => (Some(last), Some(COLUMNS - 1)),
            _ => return None,
        };
        Some((row, column))
    }

    /// What was typed goes again.
    fn take_back(&self, field: Field, control: &El) {
        let before = self.before.take();
        Control::of(control).set_value(&before);
        self.editor.type_into(field, &before);
        self.rest(control);
    }

    /// Empties a cell; what is not there is not confirmed either.
    fn clear(&self, id: EntryId, part: Part) {
        let columns = part.columns();
        let fields = columns.map(|column| Field::Entry(Register::Services, id, column));
        self.editor.edit(fields.map(Edit::clear).collect());
    }
}

/// A control with the keys of the sheet.
pub fn typed_at(sheet: &Rc<Sheet>, at: Place, control: El, cell: Cell) -> El {
    let (keys, here) = (Rc::clone(sheet), control.clone());
    let (pressed, pressing) = (Rc::clone(sheet), control.clone());
    let (left, leaving) = (Rc::clone(sheet), control.clone());
    let arriving = control.clone();
    let is_text = cell.part.is_some_and(|it| it != Part::Intent);
    control
        .on(ev::keydown, move |event: ev::KeyboardEvent| {
            if !is_of_composition(&event) && press(&keys, at, &here, cell, &event) {
                event.prevent_default();
                // It is said here what it does.
                event.stop_propagation();
            }
        })
        .on(ev::mousedown, move |event: ev::MouseEvent| {
            if !is_text {
                return;
            }
            if Control::of(&pressing).has_keyboard() {
                pressed.begin(Mode::Editing, &pressing, cell.stored.get_untracked());
            } else {
                // The first press only goes there.
                event.prevent_default();
                cells::enter(&pressing);
            }
        })
        .on(ev::focus, move |_| cells::select(&arriving))
        .on(ev::blur, move |_| {
            left.set_mode(Mode::Resting);
            let _ = leaving.clone().attr("data-edits", false);
        })
}

/// Tells whether the key was for the sheet.
fn press(sheet: &Sheet, at: Place, control: &El, cell: Cell, event: &ev::KeyboardEvent) -> bool {
    let key = event.key();
    let is_command = event.ctrl_key() || event.meta_key();
    let is_text = cell.part.is_some_and(|it| it != Part::Intent);
    let is_resting = sheet.mode() == Mode::Resting;
    let Some(part) = cell.part else {
        // A button has its own way with Enter and the space bar.
        return match key.as_str() {
            "Tab" => sheet.go_by_tab(at, event.shift_key()),
            _ => move_on(sheet, at, &key, is_command),
        };
    };
    let field = Field::Entry(Register::Services, at.id, part.column());
    match key.as_str() {
        "Enter" if is_command => {
            sheet.rest(control);
            sheet.confirm_all(at.id);
            sheet.began.set(Some(sheet.began.get().unwrap_or(0)));
            sheet.go_down(at, control);
            true
        }
        _ if event.alt_key() => false,
        "Tab" if !is_command => {
            let is_gone = sheet.go_by_tab(at, event.shift_key());
            if !is_gone {
                sheet.editor.flush();
            }
            is_gone
        }
        "Enter" if is_resting && is_text => {
            sheet.begin(Mode::Editing, control, cell.stored.get_untracked());
            cells::go_to_end(control);
            true
        }
        // A further line.
        "Enter" if event.shift_key() && cell.is_long => {
            sheet.set_mode(Mode::Editing);
            false
        }
        "Enter" => {
            sheet.go_down(at, control);
            true
        }
        "Escape" if !is_resting && is_text => {
            sheet.take_back(field, control);
            true
        }
        "F2" if is_text => {
            sheet.begin(Mode::Editing, control, cell.stored.get_untracked());
            sheet.set_mode(Mode::Editing);
            cells::go_to_end(control);
            true
        }
        "Delete" | "Backspace" if is_resting && !is_command => {
            sheet.clear(at.id, part);
            true
        }
        " " if is_resting && !is_command => {
            super::toggle(sheet, at.id, part);
            true
        }
        "Home" | "End" if !is_resting => false,
        _ if sheet.mode() != Mode::Editing && !event.shift_key() => {
            move_on(sheet, at, &key, is_command)
        }
        _ => false,
    }
}

/// At the edge there is nowhere to go, and the key has done its work.
fn move_on(sheet: &Sheet, at: Place, key: &str, is_command: bool) -> bool {
    let Some((row, column)) = sheet.way(at, key, is_command) else { return false };
    sheet.began.set(None);
    sheet.go(row, column);
    true
}
