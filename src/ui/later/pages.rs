//! The pages of an engagement: which one somebody is at, and which comes next.

use kickoff::app::route::{Page, Route};
use kickoff::domain::register::Register;

use crate::ui::session::{use_editor, use_words};
use kit::html::{a, p};
use kit::{Shown, View};

/// The page of the address, and the register beside it.
#[derive(Clone, Copy)]
pub struct Whereabouts {
    pub page: Shown<Page>,
    pub register: Shown<Option<Register>>,
}

/// At the end of a page, the way to the next.
pub fn way_on(page: Page) -> View {
    let editor = use_editor();
    let words = use_words();
    let next = page.after(editor.playbook()).map(|page| {
        let place = Route::Engagement { id: editor.id, page, at: None };
        let title = page.title(editor.playbook(), words);
        p().class("way-on")
            .child(a().class("link").attr("href", place.to_string()).child(words.go_on_to(title)))
    });
    next.into()
}
