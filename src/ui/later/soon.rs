//! What nobody sees at once of a page that is new to them is drawn right after the rest of it is painted.

use kickoff::app::page::Page;
use kickoff::app::route::Route;
use leptos::prelude::*;

use crate::browser::{self, keyboard};
use crate::ui::session::{EditorHandle, use_session};
use kit::{View, live};

/// Whether a page is drawn as a whole at once.
#[derive(Clone, Copy)]
struct IsWhole(bool);

/// To be told before a page is drawn, and before what stands beside it. Whoever comes back finds it as long as it was,
/// scrolled to where it was; and what an address names is there to be pointed at.
pub fn begins(editor: EditorHandle, page: Page) {
    let place = use_session().place.get_untracked();
    let is_led = matches!(place, Route::Engagement { at: Some(_), .. });
    let is_whole = editor.has_shown(page) || is_led || keyboard::is_coming_back();
    provide_context(IsWhole(is_whole));
}

/// A part of a page that is below what is seen first, or beside it.
pub fn soon(draw: impl Fn() -> View + 'static) -> View {
    if use_context().is_none_or(|IsWhole(it)| it) {
        return draw();
    }
    let is_due = RwSignal::new(false);
    browser::after_paint(move || {
        // The page may have gone by then.
        let _ = is_due.try_set(true);
    });
    live(move || if is_due.get() { untrack(&draw) } else { View::default() })
}
