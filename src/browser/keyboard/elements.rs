//! Elements as the keyboard comes to them. What web-sys keeps behind further features is bound by
//! hand.

use js_sys::{Array, Object, Reflect};
use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

#[wasm_bindgen]
extern "C" {
    type Part;

    #[wasm_bindgen(method, js_name = focus)]
    fn focus_as(this: &Part, how: &JsValue);

    #[wasm_bindgen(method, js_name = querySelectorAll)]
    fn query_all(this: &Part, selector: &str) -> JsValue;

    #[wasm_bindgen(method, js_name = getClientRects)]
    fn rectangles(this: &Part) -> JsValue;

    #[wasm_bindgen(method, js_name = getBoundingClientRect)]
    fn bounds(this: &Part) -> Bounds;

    type Bounds;

    #[wasm_bindgen(method, getter)]
    fn left(this: &Bounds) -> f64;

    #[wasm_bindgen(method, getter)]
    fn right(this: &Bounds) -> f64;
}

/// What the keyboard comes to.
const STOPS: &str =
    "a[href], button:not([aria-disabled=true]), input, select, textarea, summary, [tabindex=\"0\"]";

/// How the page goes along with the keyboard.
#[derive(Clone, Copy, PartialEq)]
pub enum Page {
    Follows,
    Stays,
}

pub fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// Where the keyboard is, if it is anywhere.
pub fn on_page() -> Option<Element> {
    document().active_element().filter(|it| it.tag_name() != "BODY")
}

/// Nothing has the keyboard then; what was typed is taken, as when somebody leaves.
pub fn take_keyboard_from(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.blur();
    }
}

pub fn is_there(element: &Element) -> bool {
    element.is_connected()
}

/// Whether an element can have the keyboard: what is locked or hidden cannot, though it is there.
pub fn is_usable(element: &Element) -> bool {
    let is_locked = element.matches(":disabled").unwrap_or(false);
    is_there(element) && !is_locked && is_drawn(element)
}

fn is_drawn(element: &Element) -> bool {
    0 < Array::from(&element.unchecked_ref::<Part>().rectangles()).length()
}

/// Whether one lies over the other from side to side.
pub fn is_beneath(element: &Element, over: &Element) -> bool {
    let bounds = |it: &Element| it.unchecked_ref::<Part>().bounds();
    let (one, other) = (bounds(element), bounds(over));
    one.left() < other.right() && other.left() < one.right()
}

/// Whether the keyboard comes to it by itself.
pub fn is_stop(element: &Element) -> bool {
    element.matches(STOPS).unwrap_or(false)
}

/// Whether a letter that is pressed there is meant for it.
pub fn takes_text(element: &Element) -> bool {
    let others = "input:not([type=checkbox], [type=radio], [type=button], [type=file])";
    element.matches(&format!("textarea, select, {others}")).unwrap_or(false)
}

/// Whether an element is one of these, or in one.
pub fn lies_in(element: &Element, selector: &str) -> bool {
    element.closest(selector).is_ok_and(|it| it.is_some())
}

/// What the keyboard can come to in an element, itself among it.
pub fn stops(root: &Element) -> Vec<Element> {
    let inside = Array::from(&root.unchecked_ref::<Part>().query_all(STOPS));
    let own = is_stop(root).then(|| root.clone());
    own.into_iter().chain(inside.iter().map(JsCast::unchecked_into)).collect()
}

/// Moves the keyboard, and tells whether it went: nothing goes to what is hidden or locked.
pub fn focus(element: &Element, page: Page) -> bool {
    let target = picked_of(element);
    let how = Object::new();
    let _ = Reflect::set(&how, &"preventScroll".into(), &(page == Page::Stays).into());
    target.unchecked_ref::<Part>().focus_as(&how);
    document().active_element().is_some_and(|it| it == target)
}

/// Of several answers, the keyboard comes to the one that is picked.
fn picked_of(element: &Element) -> Element {
    let name = element.get_attribute("name").unwrap_or_default();
    let picked = || find(&format!("input[type=radio][name=\"{name}\"]:checked"));
    let is_radio = element.matches("input[type=radio]").unwrap_or(false);
    is_radio.then(picked).flatten().unwrap_or_else(|| element.clone())
}

/// Moves the keyboard to something that is no stop of it, such as a heading.
pub fn focus_still(element: &Element, page: Page) -> bool {
    if !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    focus(element, page)
}

/// Moves the keyboard to the first field of an element, and tells whether there is one.
pub fn first_field(root: &Element) -> bool {
    let field = root.query_selector("input, select, textarea").ok().flatten();
    field.is_some_and(|it| focus(&it, Page::Follows))
}
