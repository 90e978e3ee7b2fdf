//! What stands in the controls of the page, whoever has drawn them.

use js_sys::Reflect;
use kit::El;
use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlInputElement};

use super::page::all;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = CSS, js_name = supports)]
    fn has_style(property: &str, value: &str) -> bool;
}

/// Whether the browser makes a text area as high as its text.
pub fn sizes_fields() -> bool {
    has_style("field-sizing", "content")
}

/// Takes what stands in the control that somebody is typing in, in the middle of a composition too: the
/// page may be about to go.
pub fn take_typing() {
    // A tick is no text, and told at once.
    const TYPED: &str = "textarea, input:not([type=checkbox], [type=radio], [type=file])";
    let control = document().active_element().filter(|it| it.matches(TYPED) == Ok(true));
    let changed = web_sys::Event::new("change");
    if let (Some(control), Ok(event)) = (control, changed) {
        let _ = control.dispatch_event(&event);
    }
}

/// The dates that are half-typed, which nobody can read, and what each is called.
pub fn half_typed() -> Vec<(HtmlInputElement, String)> {
    let all = document().document_element().map(|it| half_typed_among(&it)).unwrap_or_default();
    all.into_iter().map(|it| (it.clone(), called(&it))).collect()
}

/// Whether there is one in an element.
pub fn is_half_typed_in(root: &El) -> bool {
    !half_typed_among(root.as_ref()).is_empty()
}

fn half_typed_among(root: &Element) -> Vec<HtmlInputElement> {
    let Ok(all) = root.query_selector_all("input[max]") else { return Vec::new() };
    let inputs = (0..all.length()).filter_map(|at| all.get(at)?.dyn_into().ok());
    inputs.filter(|it: &HtmlInputElement| it.validity().bad_input()).collect()
}

/// The label of a control, after the name of the service or the entry that it belongs to.
fn called(control: &Element) -> String {
    let label = document().query_selector(&format!("label[for=\"{}\"]", control.id()));
    let around = control.closest(".service, .entry, .same").ok().flatten();
    let name = around.map(|it| it.query_selector(".service__name, .entry__title, summary"));
    let said = name.into_iter().chain([label]).filter_map(|it| it.ok()??.text_content());
    said.collect::<Vec<String>>().join(" – ")
}

/// Whether something is typed in a dialog that is open.
pub fn is_dialog_typed_in() -> bool {
    let control = document().query_selector("dialog[open] input").ok().flatten();
    let control = control.and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    control.is_some_and(|it| it.value() != it.default_value())
}

/// The controls that a selector finds, each with what stands in it in words; those that are empty left out.
pub fn filled(selector: &str) -> Vec<(El, String)> {
    let said = |control: &Element| {
        let value = Reflect::get(control, &"value".into()).ok()?.as_string()?;
        // What is chosen from a list is a code.
        let chosen = control.query_selector("option:checked").ok().flatten();
        let said = chosen.and_then(|it| it.text_content());
        (!value.is_empty()).then(|| said.unwrap_or(value))
    };
    let controls = all(selector).into_iter();
    controls.filter_map(|it| said(it.as_ref()).map(|said| (it, said))).collect()
}
