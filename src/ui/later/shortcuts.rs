//! What the keys do that do something anywhere. Which they are stands in `app/shortcut.rs`.

use std::cell::Cell;

use kickoff::app::route::{Page, Route};
use kickoff::app::shortcut::Shortcut;
use leptos::prelude::*;

use super::{anywhere, capture, customer_safe, find, keys, meeting};
use crate::browser::{self, keyboard};
use crate::ui::session::Session;

thread_local! {
    /// Where somebody was before the meeting.
    static BEFORE: Cell<Option<Route>> = const { Cell::new(None) };
}

/// Listens to them from now on.
pub fn attend(session: Session) {
    anywhere::place(session);
    keyboard::on_shortcut(move || keys::are_letters_on(session), move |it| act(session, it));
}

/// Does what is asked for; tells whether that was anything.
pub fn act(session: Session, shortcut: Shortcut) -> bool {
    // Search and list of keys speak of everything.
    let is_safe = matches!(shortcut, Shortcut::CustomerSafe | Shortcut::Capture);
    if session.is_sharing.get_untracked() && !is_safe {
        return false;
    }
    match shortcut {
        Shortcut::Meeting => to_meeting_or_back(session),
        // What the meeting has a button for.
        Shortcut::NextPoint => browser::press(meeting::NEXT_ID),
        Shortcut::Clock => browser::press(meeting::CLOCK_ID),
        Shortcut::Search => find::open(session, act),
        Shortcut::Keys => keys::open(session),
        Shortcut::Capture => capture::ask(session),
        Shortcut::CustomerSafe => {
            customer_safe::turn(session);
            true
        }
    }
}

fn to_meeting_or_back(session: Session) -> bool {
    let here = session.place.get_untracked();
    let Route::Engagement { id, page, .. } = here else { return false };
    let place = |page| Route::Engagement { id, page, at: None };
    if page != Page::Meeting {
        BEFORE.set(Some(here));
        session.go(place(Page::Meeting));
        return true;
    }
    // Only if that was in the same engagement.
    let back =
        BEFORE.take().filter(|it| matches!(it, Route::Engagement { id: of, .. } if *of == id));
    session.go(back.unwrap_or_else(|| place(Page::Setup)));
    true
}
