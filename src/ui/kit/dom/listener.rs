//! Something that happens at an element, for as long as what it was drawn with is there.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

/// What is done with an event.
pub type Handler = Box<dyn FnMut(Event)>;

/// An element holds its listeners, and a listener holds, across two heaps, the elements that it
/// speaks of: a browser never frees such a circle by itself. So a listener goes with its owner.
struct Listener {
    at: EventTarget,
    event: Box<str>,
    handler: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let handler = self.handler.as_ref().unchecked_ref();
        let _ = self.at.remove_event_listener_with_callback(&self.event, handler);
    }
}

/// Listens until the current owner is cleaned up. An event that is on its way in that moment, such
/// as the `blur` of an element that goes, finds nobody: what its handler would read is gone.
#[inline(never)]
pub(super) fn listen(at: EventTarget, event: &str, act: Handler) {
    let handler = Closure::wrap(act);
    let _ = at.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
    StoredValue::new_local(Listener { at, event: event.into(), handler });
}

/// What the browser would do does not happen; this does.
pub fn instead<E: AsRef<Event>>(mut act: impl FnMut() + 'static) -> impl FnMut(E) + 'static {
    move |event| {
        event.as_ref().prevent_default();
        act();
    }
}

/// Something happens to the page as a whole, until the current owner is cleaned up.
pub fn on_window(event: &str, act: Handler) {
    listen(window().into(), event, act);
}

/// Which of several quick clicks in a row it is, as the browser counts them; 0 of what is none.
pub fn click_count(event: &Event) -> f64 {
    let count = js_sys::Reflect::get(event, &"detail".into()).ok();
    count.and_then(|it| it.as_f64()).unwrap_or_default()
}
