//! What the keys do that do something anywhere. Which they are stands in `app/shortcut.rs`.

use kickoff::app::shortcut::Shortcut;

use crate::browser::keyboard;
use crate::ui::later::capture;
use crate::ui::session::Session;

/// Listens to them from now on.
pub fn attend(session: Session) {
    keyboard::on_shortcut(move |shortcut| act(session, shortcut));
}

/// Does what is asked for; tells whether that was anything.
fn act(session: Session, shortcut: Shortcut) -> bool {
    match shortcut {
        Shortcut::Capture => capture::ask(session),
        Shortcut::Meeting | Shortcut::CustomerSafe | Shortcut::Search | Shortcut::Keys => false,
    }
}
