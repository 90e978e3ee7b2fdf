//! Where the browser itself undoes: in a text that somebody has typed in.

use std::cell::RefCell;

use leptos::ev;
use leptos::prelude::window_event_listener;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

thread_local! {
    /// What somebody has typed in since the keyboard came to it.
    static TYPED_IN: RefCell<Option<EventTarget>> = const { RefCell::new(None) };
}

/// Takes note of it from now on.
pub fn attend() {
    window_event_listener(ev::input, |event| TYPED_IN.set(event.target()));
    window_event_listener(ev::focusin, |_| TYPED_IN.set(None));
}

/// Whether the browser has something to undo where a key is pressed.
pub fn has_own_undo(event: &ev::KeyboardEvent) -> bool {
    if TYPED_IN.with_borrow(|it| it.is_none() || *it != event.target()) {
        return false;
    }
    let Some(element) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else {
        return false;
    };
    match element.tag_name().as_str() {
        "TEXTAREA" => true,
        "INPUT" => !matches!(
            element.get_attribute("type").as_deref(),
            // A date has no undo of its own in any browser.
            Some("checkbox" | "radio" | "button" | "file" | "date" | "datetime-local")
        ),
        _ => false,
    }
}
