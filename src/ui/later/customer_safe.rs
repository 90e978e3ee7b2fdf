//! What stands in the place of everything else while the own screen is shared: what the customer may see
//! of the engagement that is open, and a line to note what is said. Nothing that is drawn comes from
//! anything but `Shared`.

use kickoff::app::route::{Page, Route};
use kickoff::output::customer_screen::screen;
use kickoff::output::shared::Shared;
use kickoff::store::engagements::Found;
use leptos::prelude::*;

use super::capture::capture_line;
use super::pages::Whereabouts;
use super::report_view::{Level, report_view};
use super::save_state::save_state;
use crate::browser;
use crate::ui::both::language_button::language_button;
use crate::ui::parts::message_page;
use crate::ui::session::{EditorHandle, Open, Session, use_session, use_words};
use kit::html::{button, div, header, main, p};
use kit::{Show, Shown, View, ev, follow, live, text, views};

/// The way into this view and out of it, which says which one is on.
pub fn switch() -> View {
    let session = use_session();
    let words = use_words();
    let is_sharing = session.is_sharing.get_untracked();
    let said = if is_sharing { words.view_shared() } else { words.view_internal() };
    View::from(
        button()
            .class("view")
            .attr("type", "button")
            .attr("id", SWITCH)
            .attr("title", words.switch_view())
            .attr("aria-keyshortcuts", "S")
            .attr("data-view", if is_sharing { "shared" } else { "internal" })
            .on(ev::click, move |_| turn(session))
            .child(said),
    )
}

const SWITCH: &str = "view";

/// Changes the view. Everything is drawn anew, and the keyboard stays at the switch if it was there.
pub fn turn(session: Session) {
    let is_at_switch = browser::has("#view:focus");
    session.share(!session.is_sharing.get_untracked());
    if is_at_switch {
        request_animation_frame(|| browser::focus(SWITCH));
    }
}

pub fn customer_safe() -> View {
    let session = use_session();
    let words = use_words();
    follow(Box::new(move || {
        // The entry that an address names may be internal.
        if let Route::Engagement { id, page, at: Some(_) } = session.place.get() {
            session.go(Route::Engagement { id, page, at: None });
        }
    }));
    let head = header()
        .class("top")
        .child(p().class("top__home").child(words.app_name()))
        .child(div().class("top__nav"))
        .child(switch())
        .child(language_button(Session::leave_screen));
    let screen = live(move || match session.opened() {
        Ok(Found::Whole(Open::ToChange(editor))) => told(editor),
        _ => nothing(),
    });
    div().class("safe").child(head).child(screen).into()
}

/// Any place that is not an engagement's, such as the list with the names of all.
fn nothing() -> View {
    let words = use_words();
    browser::entitle(words.sharing_title(), words.app_name());
    message_page(words.sharing_title(), words.sharing_none(), View::default()).into()
}

fn told(editor: EditorHandle) -> View {
    let session = use_session();
    let words = use_words();
    provide_context(editor);
    provide_context(Whereabouts {
        page: Shown::new(|| Page::Meeting),
        register: Shown::new(|| None),
    });
    let report = editor.select(move |it| screen(&Shared::of(it), words));
    follow(Box::new(move || {
        report.with(|it| browser::entitle(words.sharing_title(), &it.title));
    }));
    let shown = live(move || report.with(|it| report_view(it, Level::Page)));
    let is_empty = move || report.with(|it| it.blocks.is_empty());
    let nothing = move || p().class("page__lead").child(words.nothing_shared()).into();
    let saved = move || save_state(session, editor, words).to_owned();
    let saved = p().class("safe__saved").child(text(saved));
    let page = main().class("page").attr("id", "main").attr("tabindex", "-1");
    let page = page.attr("aria-label", words.sharing_title());
    views([
        page.child(shown).child(Show(is_empty, nothing)).child(saved).into(),
        div().class("dock").child(capture_line()).into(),
    ])
}
