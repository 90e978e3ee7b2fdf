//! A dialog that opens over every screen, also over those that have none of their own.

use std::cell::Cell;

use kickoff::i18n::words::Words;
use leptos::prelude::*;

use crate::ui::parts::Dialog;
use crate::ui::session::Session;
use kit::{View, live};

thread_local! {
    static DIALOG: Cell<Option<Dialog>> = const { Cell::new(None) };
}

/// Puts its place into the page, for the life of it. What it asks is in the language of then, and goes
/// when the screen is shared.
pub fn place(session: Session) {
    let drawn = live(move || {
        provide_context(Words(session.lang.get()));
        session.is_sharing.track();
        let dialog = Dialog::new();
        DIALOG.set(Some(dialog));
        dialog.place()
    });
    drawn.mount_to_page();
}

/// The dialog, once its place is there.
pub fn dialog() -> Option<Dialog> {
    DIALOG.get()
}

/// Opens it with what is drawn in it; tells whether it could.
pub fn open(title: &str, inside: impl FnOnce(Dialog) -> View) -> bool {
    let dialog = dialog();
    if let Some(dialog) = dialog {
        dialog.open(title, || inside(dialog));
    }
    dialog.is_some()
}
