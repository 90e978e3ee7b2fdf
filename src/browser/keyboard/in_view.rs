//! A browser is content if the cursor of a text is in view, though the rest of the text may be cut. Who
//! comes to one by the keyboard sees all of it, if it is not taller than half the window.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::{
    Event, HtmlTextAreaElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// Brings the text that a key has led to into view as a whole.
pub fn shows_whole_text(event: Event) {
    let is_tab = event.dyn_ref::<KeyboardEvent>().is_some_and(|it| it.key() == "Tab");
    let text = event.target().and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(text) = text.filter(|_| is_tab) else { return };
    let room = window().inner_height().ok().and_then(|it| it.as_f64()).unwrap_or_default();
    if f64::from(text.offset_height()) <= room / 2.0 {
        let how = ScrollIntoViewOptions::new();
        how.set_block(ScrollLogicalPosition::Nearest);
        text.scroll_into_view_with_scroll_into_view_options(&how);
    }
}
