//! Where a long list is on the screen, and the room of its rows that are not drawn.

use js_sys::Reflect;
use kit::El;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, Node};

/// What is on the screen of a list, in CSS pixels.
pub struct Sight {
    /// How far its beginning is above the upper edge of the window; negative below it.
    pub above: f64,
    /// The height of the window.
    pub window: f64,
    /// From one drawn row to the next, on average; nothing if there is none.
    pub pitch: Option<f64>,
}

pub fn sight(list: &El) -> Sight {
    let list: &Element = list.as_ref();
    let at = list.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|it| it.as_f64()).unwrap_or_default();
    let ends = list.first_element_child().zip(list.last_element_child());
    let pitch = ends.map(|(first, last)| {
        let (first, last) = (first.get_bounding_client_rect(), last.get_bounding_client_rect());
        let steps = f64::from(list.child_element_count().saturating_sub(1).max(1));
        (last.top() - first.top()).max(first.height()) / steps
    });
    Sight { above: -at.top(), window: height, pitch: pitch.filter(|it| 1.0 < *it) }
}

/// Leaves room in a list above and below what is drawn of it. The policy forbids an attribute for it.
pub fn leave_room(list: &El, above: f64, below: f64) {
    let list: &HtmlElement = list.as_ref().unchecked_ref();
    let Ok(style) = Reflect::get(list, &"style".into()) else { return };
    for (name, room) in [("paddingTop", above), ("paddingBottom", below)] {
        let _ = Reflect::set(&style, &name.into(), &format!("{room:.0}px").into());
    }
}

/// Which of its rows something has happened in.
pub fn row_of(list: &El, event: &Event) -> Option<usize> {
    let target: Node = event.target()?.dyn_into().ok()?;
    rows(list).position(|it| it.contains(Some(&target)))
}

/// Tells of each row which it is of how many, drawn or not.
pub fn number(list: &El, numbers: &[usize], of: usize) {
    for (row, number) in rows(list).zip(numbers) {
        let _ = row.set_attribute("aria-posinset", &number.to_string());
        let _ = row.set_attribute("aria-setsize", &of.to_string());
    }
}

fn rows(list: &El) -> impl Iterator<Item = Element> {
    let list: &Element = list.as_ref();
    let first = list.first_element_child();
    std::iter::successors(first, Element::next_element_sibling)
}
