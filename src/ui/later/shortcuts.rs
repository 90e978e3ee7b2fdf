//! What the keys do that do something anywhere. Which they are stands in `app/shortcut.rs`.

use std::cell::Cell;

use kickoff::app::route::{Page, Route};
use kickoff::app::shortcut::Shortcut;
use leptos::prelude::*;

use crate::browser::{self, keyboard};
use crate::ui::later::meeting;
use crate::ui::session::Session;

/// Listens to them from now on.
pub fn attend(session: Session) {
    let before = Cell::new(None);
    keyboard::on_shortcut(move |shortcut| act(session, &before, shortcut));
}

/// Does what is asked for; tells whether that was anything. `before` is where somebody was before the
/// meeting.
fn act(session: Session, before: &Cell<Option<Route>>, shortcut: Shortcut) -> bool {
    match shortcut {
        Shortcut::Meeting => to_meeting_or_back(session, before),
        // What the meeting has a button for.
        Shortcut::NextPoint => browser::press(meeting::NEXT_ID),
        Shortcut::Clock => browser::press(meeting::CLOCK_ID),
        Shortcut::Capture | Shortcut::CustomerSafe | Shortcut::Search | Shortcut::Keys => false,
    }
}

fn to_meeting_or_back(session: Session, before: &Cell<Option<Route>>) -> bool {
    let here = session.place.get_untracked();
    let Route::Engagement { id, page, .. } = here else { return false };
    let place = |page| Route::Engagement { id, page, at: None };
    if page != Page::Meeting {
        before.set(Some(here));
        session.go(place(Page::Meeting));
        return true;
    }
    // Only if that was in the same engagement.
    let back =
        before.take().filter(|it| matches!(it, Route::Engagement { id: of, .. } if *of == id));
    session.go(back.unwrap_or_else(|| place(Page::Setup)));
    true
}
