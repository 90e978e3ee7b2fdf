//! An entry that was just added: the keyboard is in its first field, and if nothing is written
//! there, it goes again by itself.

use kickoff::domain::id::EntryId;
use kickoff::domain::register::Register;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

use crate::browser;
use crate::browser::keyboard::{after_press, first_field};
use crate::ui::session::{EditorHandle, use_editor};
use kit::{El, ev};

/// Adds entries to a register, one at a time.
#[derive(Clone, Copy)]
pub struct NewEntry {
    editor: EditorHandle,
    register: Register,
    last: StoredValue<Option<(EntryId, Element)>, LocalStorage>,
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
        let node: Element = row.control();
        self.last.set_value(Some((id, node.clone())));
        let drawn = node.clone();
        // It gets its place in a moment, and before the next key.
        spawn_local(async move {
            first_field(&drawn);
        });
        on_cleanup(move || after_press(move || editor.drop_blank(register, id)));
        row.on(ev::focusout, move |_| {
            // What was written there and is undone with this very click was left written.
            editor.flush();
            if !editor.peek(|it| it.is_blank(register, id)) {
                return;
            }
            let node = node.clone();
            after_press(move || {
                let active = document().active_element();
                let stays = active.is_some_and(|it| node.contains(Some(&it)));
                // Whoever looks into another window comes back to where they were.
                let has_left = !stays && document().has_focus().unwrap_or(true);
                // Half a date is something that is written, though nobody can read it.
                if has_left && browser::half_typed_in(&node).is_empty() {
                    editor.drop_blank(register, id);
                }
            });
        })
    }
}
