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
pub fn listen(at: EventTarget, event: &str, act: Handler) {
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

/// Something typed or picked in a control, which is handed over.
pub fn on_control<C: JsCast>(mut act: impl FnMut(C) + 'static) -> impl FnMut(Event) + 'static {
    move |event| {
        if let Some(control) = event.target().and_then(|it| it.dyn_into::<C>().ok()) {
            act(control);
        }
    }
}
