//! The page around the app, and what stands on it.

use std::time::Duration;

use js_sys::Promise;
use kit::El;
use leptos::prelude::{document, request_animation_frame, set_timeout, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, HtmlElement, NodeList};

/// Whether there is such an element.
pub fn has(selector: &str) -> bool {
    document().query_selector(selector).is_ok_and(|it| it.is_some())
}

#[wasm_bindgen]
extern "C" {
    type Styled;

    #[wasm_bindgen(method, getter)]
    fn style(this: &Styled) -> Style;

    type Style;

    #[wasm_bindgen(method, js_name = setProperty)]
    fn set_property(this: &Style, name: &str, value: &str);
}

/// Gives the style sheet a value, such as `--print-whose`, or takes an empty one away.
pub fn set_style(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        root.unchecked_ref::<Styled>().style().set_property(name, value);
    }
}

/// What the tab is called: a page, and whose it is.
pub fn entitle(page: &str, whose: &str) {
    document().set_title(&format!("{page} – {whose}"));
}

/// Everything on the page that a selector finds, as a list that stays as it was found.
pub fn all(selector: &str) -> Vec<El> {
    document().query_selector_all(selector).map(|it| listed(&it)).unwrap_or_default()
}

/// The same in an element.
pub fn all_in(root: &El, selector: &str) -> Vec<El> {
    root.as_ref().query_selector_all(selector).map(|it| listed(&it)).unwrap_or_default()
}

fn listed(nodes: &NodeList) -> Vec<El> {
    let nodes = (0..nodes.length()).filter_map(|at| nodes.get(at));
    nodes.map(|it| El::from(it.unchecked_into::<Element>())).collect()
}

/// What an element stands in.
pub fn around(inner: &El) -> Option<El> {
    inner.as_ref().parent_element().map(El::from)
}

pub fn by_id(id: &str) -> Option<El> {
    document().get_element_by_id(id).map(El::from)
}

/// Takes an element away, if it is there.
pub fn remove(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.remove();
    }
}

/// Moves the keyboard to an element.
pub fn focus(id: &str) {
    let found = document().get_element_by_id(id).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(element) = found {
        let _ = element.focus();
    }
}

/// Presses a button that has an id, and tells whether there is one.
pub fn press(id: &str) -> bool {
    let found = document().get_element_by_id(id).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    found.inspect(HtmlElement::click).is_some()
}

/// Moves the keyboard to an element, if it is nowhere.
pub fn focus_if_lost(id: &str) {
    let body = document().body().map(web_sys::Element::from);
    if document().active_element().is_none_or(|it| Some(it) == body) {
        focus(id);
    }
}

/// Leaves a mark on the page for what is around the app.
pub fn mark(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Tells the page around the app.
pub fn announce(event: &str) {
    if let Ok(event) = web_sys::Event::new(event) {
        let _ = window().dispatch_event(&event);
    }
}

/// Whether there is such a mark.
pub fn is_marked(name: &str) -> bool {
    document().document_element().is_some_and(|it| it.has_attribute(name))
}

/// Whether nobody sees the page, such as behind another tab.
pub fn is_out_of_sight() -> bool {
    document().hidden()
}

/// Does something as soon as what has changed by now is painted; at once where nobody looks.
pub fn after_paint(act: impl FnOnce() + 'static) {
    if is_out_of_sight() {
        return act();
    }
    // A frame's own callbacks come before it is painted.
    request_animation_frame(move || set_timeout(act, Duration::from_millis(1)));
}

/// As [`after_paint`], for what goes on then.
pub async fn painted() {
    let until = Promise::new(&mut |resolve, _| {
        after_paint(move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    });
    let _ = JsFuture::from(until).await;
}

/// Does something at every such event on the page, for the life of it.
pub fn on_document(event: &str, act: impl FnMut(Event) + 'static) {
    let act = Closure::<dyn FnMut(Event)>::new(act).into_js_value();
    let _ = document().add_event_listener_with_callback(event, act.unchecked_ref());
}
