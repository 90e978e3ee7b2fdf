//! What the keys do that do something anywhere. Which they are stands in `app/shortcut.rs`.

use kickoff::app::shortcut::Shortcut;

use super::{anywhere, find, keys};
use crate::browser::keyboard;
use crate::ui::session::Session;

/// Listens to them from now on.
pub fn attend(session: Session) {
    anywhere::place(session);
    keyboard::on_shortcut(move || keys::are_letters_on(session), move |it| act(session, it));
}

/// Does what is asked for; tells whether that was anything.
pub fn act(session: Session, shortcut: Shortcut) -> bool {
    match shortcut {
        Shortcut::Capture | Shortcut::Meeting | Shortcut::CustomerSafe => false,
        Shortcut::Search => find::open(session, act),
        Shortcut::Keys => keys::open(session),
    }
}
