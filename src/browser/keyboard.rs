//! The page stays where it is, and the keyboard is never lost: what holds for every screen, and is
//! asked of the browser once for the life of the page.

mod arrival;
mod elements;
mod in_view;
mod keys;
mod landing;

use std::cell::RefCell;
use std::time::Duration;

use kickoff::app::route::Route;
use kickoff::app::session::Session;
use kickoff::app::shortcut::{Press, Shortcut};
use kit::{El, is_of_composition};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::browser;
pub use arrival::{is_coming_back, reveal_current};
use elements::{is_usable, lies_in, on_page};
pub use in_view::{bring_into_view, shows_whole_text};
pub use keys::{Key, give_back, on_key, place};

thread_local! {
    /// What had the keyboard last, unless somebody has left it for nothing in particular.
    static LAST: RefCell<Option<Element>> = const { RefCell::new(None) };
    /// What had the keyboard before it went to the panel.
    static BEFORE: RefCell<Option<Element>> = const { RefCell::new(None) };
    /// The same of some news: the keyboard may come from the panel.
    static BEFORE_NEWS: RefCell<Option<Element>> = const { RefCell::new(None) };
    static IS_PRESSED: RefCell<bool> = const { RefCell::new(false) };
}

/// Begins to look after the keyboard and the place on the page.
pub fn attend(session: Session) {
    arrival::attend(session);
    landing::attend();
    browser::on_document("focusin", move |event| {
        let Some(now) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
        let last = LAST.replace(Some(now.clone()));
        if let Some(last) = last.filter(|it| !lies_in(it, ".notices")) {
            if lies_in(&now, ".notices") {
                BEFORE_NEWS.set(Some(last));
            } else if lies_in(&now, ".aside") && !lies_in(&last, ".aside") {
                BEFORE.set(Some(last));
            }
        }
        // Nobody writes under a panel that lies over the page.
        let panel = || elements::find(".aside").filter(is_usable);
        if elements::is_stop(&now)
            && lies_in(&now, "main")
            && panel().is_some_and(|it| elements::is_beneath(&now, &it))
        {
            close_panel(session);
        }
    });
    browser::on_document("focusout", |event| {
        // Something else gets it. Until it does, nothing has it, and what follows here may run by then.
        if event.unchecked_ref::<ev::FocusEvent>().related_target().is_some() {
            return;
        }
        // By then it is known whether it went, or somebody has gone from it, such as by putting
        // away the keys of a phone.
        leptos::task::spawn_local(async {
            let is_left = LAST.with_borrow(|it| it.as_ref().is_some_and(is_usable));
            if is_left && on_page().is_none() {
                LAST.set(None);
            }
        });
    });
    browser::on_document("pointerdown", |_| IS_PRESSED.set(true));
    for event in ["pointerup", "pointercancel"] {
        browser::on_document(event, |_| IS_PRESSED.set(false));
    }
    window_event_listener(ev::keydown, move |event| {
        let is_on_button = || on_page().is_some_and(|it| it.tag_name() == "BUTTON");
        // A key that is held down: what it has pressed once may be another button by now.
        if event.repeat() && event.key() == "Enter" && is_on_button() {
            event.prevent_default();
        }
        if event.key() == "Escape" && !event.is_composing() && !event.default_prevented() {
            escape(session);
        }
    });
}

/// Listens to the keys that do something anywhere, but for what a dialog stands in front of.
pub fn on_shortcut(
    are_letters_on: impl Fn() -> bool + 'static,
    act: impl Fn(Shortcut) -> bool + 'static,
) {
    window_event_listener(ev::keydown, move |event| {
        let is_another_s = event.default_prevented() || is_of_composition(&event);
        if is_another_s || elements::find("dialog[open]").is_some() {
            return;
        }
        let key = event.key();
        let press = Press {
            key: &key,
            is_command: event.ctrl_key() || event.meta_key(),
            is_alt: event.alt_key(),
            is_typing: on_page().is_some_and(|it| elements::takes_text(&it)),
        };
        // Asked only of a key that is none of a text.
        let are_letters_on = !press.is_typing && are_letters_on();
        if Shortcut::of(press, are_letters_on).is_some_and(&act) {
            event.prevent_default();
        }
    });
}

/// Closes what is beside the page: the news that has the keyboard, or else the panel, or else the news.
fn escape(session: Session) {
    if elements::find("dialog[open]").is_some() {
        return;
    }
    let is_at_news = on_page().is_some_and(|it| lies_in(&it, ".notices"));
    if is_at_news || !close_panel(session) {
        session.notice.set(None);
    }
}

/// Closes the panel beside the page, and tells whether there was one.
fn close_panel(session: Session) -> bool {
    let Route::Engagement { id, page, at: Some(at) } = session.place.get_untracked() else {
        return false;
    };
    let is_panel = at.register().is_some();
    if is_panel {
        // The address follows in a moment. Until then a letter would still be written in the panel.
        if let Some(field) = on_page().filter(|it| lies_in(it, ".aside")) {
            elements::take_keyboard_from(&field);
        }
        session.go(Route::Engagement { id, page, at: None });
    }
    is_panel
}

/// Does something once a press of the pointer that is under way is over: what moves beneath it would
/// not be what was pressed.
pub fn after_press(act: impl FnOnce() + 'static) {
    after_press_boxed(Box::new(act));
}

fn after_press_boxed(act: Box<dyn FnOnce()>) {
    let is_pressed = || IS_PRESSED.with_borrow(|it| *it);
    let act = move || if is_pressed() { after_press_boxed(act) } else { act() };
    set_timeout(act, Duration::from_millis(if is_pressed() { 50 } else { 0 }));
}

/// Comes to a place that somebody is at already: its address does not change, so nobody is told.
pub fn arrive_again(place: Route) {
    let keyboard = on_page();
    request_animation_frame(move || {
        if !arrival::is_written_since(keyboard.as_ref()) {
            arrival::begin(place);
        }
    });
}

/// Moves the keyboard to the first field of an element.
pub fn first_field(root: &El) {
    elements::first_field(root.as_ref());
}

/// Whether the keyboard has gone from an element. Whoever looks into another window comes back to
/// where they were.
pub fn has_left(element: &El) -> bool {
    let active = document().active_element();
    let stays = active.is_some_and(|it| element.as_ref().contains(Some(&it)));
    !stays && document().has_focus().unwrap_or(true)
}
