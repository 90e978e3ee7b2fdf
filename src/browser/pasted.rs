//! What is pasted.

use js_sys::{Function, Reflect};
use kit::{El, ev};
use wasm_bindgen::{JsCast, JsValue};

/// Hands over a text that is pasted into a control. What it tells that it has taken is not pasted.
pub fn on_paste(control: El, take: impl Fn(String) -> bool + 'static) -> El {
    control.handle(
        ev::paste,
        Box::new(move |event| {
            if text_of(&event).is_some_and(&take) {
                event.prevent_default();
            }
        }),
    )
}

fn text_of(event: &JsValue) -> Option<String> {
    let data = Reflect::get(event, &"clipboardData".into()).ok()?;
    let get: Function = Reflect::get(&data, &"getData".into()).ok()?.dyn_into().ok()?;
    get.call1(&data, &"text/plain".into()).ok()?.as_string()
}
