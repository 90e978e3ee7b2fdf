//! An entry that was just added: the keyboard is in its first field, and if nothing is written
//! there, it goes again by itself.

use kickoff::domain::id::EntryId;
use kickoff::domain::register::Register;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::browser::keyboard::{after_press, first_field, has_left};
use crate::ui::session::{EditorHandle, use_editor};
use kit::{El, ev};

/// Adds entries to a register, one at a time.
#[derive(Clone, Copy)]
pub struct NewEntry {
    editor: EditorHandle,
    register: Register,
    last: StoredValue<Option<(EntryId, El)>, LocalStorage>,
    coming: StoredValue<Option<EntryId>>,
}

impl NewEntry {
    pub fn new(register: Register) -> NewEntry {
        let (last, coming) = (StoredValue::new_local(None), StoredValue::new(None));
        NewEntry { editor: use_editor(), register, last, coming }
    }

    /// Adds an entry, unless there is one to write in.
    pub fn add(self) {
        self.editor.flush();
        let blank = self.last.get_value().filter(|(id, _)| {
            self.editor.peek(|it| it.has(self.register, *id) && it.is_blank(self.register, *id))
        });
        if let Some((_, row)) = blank {
            first_field(&row);
            return;
        }
        let id = EntryId::coined(browser::unique());
        self.coming.set_value(Some(id));
        self.editor.add_fresh(self.register, id);
    }

    /// Whether a row that is drawn now was just added here.
    pub fn is_coming(self, id: EntryId) -> bool {
        self.coming.get_value() == Some(id)
    }

    /// Looks after the row that was just added; leaves others as they are.
    pub fn look_after(self, id: EntryId, row: El) -> El {
        if !self.is_coming(id) {
            return row;
        }
        let NewEntry { editor, register, .. } = self;
        self.coming.set_value(None);
        self.last.set_value(Some((id, row.clone())));
        let (drawn, here) = (row.clone(), row.clone());
        // It gets its place in a moment, and before the next key.
        spawn_local(async move { first_field(&drawn) });
        on_cleanup(move || after_press(move || editor.drop_blank(register, id)));
        row.on(ev::focusout, move |_| {
            // What was written there and is undone with this very click was left written.
            editor.flush();
            if !editor.peek(|it| it.is_blank(register, id)) {
                return;
            }
            let here = here.clone();
            after_press(move || {
                // Half a date is something that is written, though nobody can read it.
                if has_left(&here) && !browser::is_half_typed_in(&here) {
                    editor.drop_blank(register, id);
                }
            });
        })
    }
}
