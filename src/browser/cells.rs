//! What a sheet needs of the browser: the keyboard in a cell, what is selected there, what is pasted.

use super::page::{all_in, around};
use js_sys::Reflect;
use kit::El;
use wasm_bindgen::prelude::*;
use web_sys::{DataTransfer, Element, Event, HtmlElement, HtmlTextAreaElement};

/// Something is pasted.
pub type Pasting = Event;

/// Moves the keyboard to a control; a text is selected as a whole, so that the next letter, or the next
/// composition, takes its place.
pub fn enter(cell: &El) {
    if let Some(control) = cell.as_ref().dyn_ref::<HtmlElement>() {
        let _ = control.focus();
    }
    select(cell);
}

/// Selects the whole text, if there is one.
pub fn select(cell: &El) {
    if let Some(text) = cell.as_ref().dyn_ref::<HtmlTextAreaElement>() {
        let _ = text.set_selection_range(0, u32::MAX);
        text.set_scroll_top(0);
    }
}

/// Puts the caret behind the text.
pub fn go_to_end(cell: &El) {
    if let Some(text) = cell.as_ref().dyn_ref::<HtmlTextAreaElement>() {
        let end = u32::try_from(text.value().encode_utf16().count()).unwrap_or_default();
        let _ = text.set_selection_range(end, end);
    }
}

/// The text that is pasted.
pub fn pasted(event: &Pasting) -> Option<String> {
    let text = clipboard(event)?.get_data("text/plain").ok()?;
    (!text.is_empty()).then_some(text)
}

/// Whether what is pasted was a table where it comes from.
pub fn is_table(event: &Pasting) -> bool {
    let html = clipboard(event).and_then(|it| it.get_data("text/html").ok());
    html.is_some_and(|it| it.to_ascii_lowercase().contains("<table"))
}

fn clipboard(event: &Pasting) -> Option<DataTransfer> {
    Reflect::get(event, &"clipboardData".into()).ok()?.dyn_into().ok()
}

/// The browser leaves it alone.
pub fn is_taken(event: &Pasting) {
    event.prevent_default();
}

/// Where something is pasted.
pub enum Spot {
    /// Into a control, which takes several lines or one.
    Control { is_long: bool },
    /// No control.
    Elsewhere,
}

pub fn spot(event: &Pasting) -> Spot {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    match target.filter(|it| it.matches("input, textarea") == Ok(true)) {
        Some(it) => Spot::Control { is_long: it.tag_name() == "TEXTAREA" },
        None => Spot::Elsewhere,
    }
}

/// The how-manieth of those that a selector finds it happens in, among its siblings.
pub fn place_among(event: &Pasting, selector: &str) -> Option<usize> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let at = El::from(target.closest(selector).ok()??);
    let all = all_in(&around(&at)?, selector);
    all.iter().position(|it| it.as_ref() == at.as_ref())
}
