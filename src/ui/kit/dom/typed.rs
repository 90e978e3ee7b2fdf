//! Text controls that tell what is typed.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlInputElement};

use super::element::El;

/// Tells what stands in a control once it is typed. What an input method is still composing is not;
/// a browser or a driver that only tells of a change is heard too.
pub fn on_typed(control: El, take: impl Fn(&HtmlInputElement) + 'static) -> El {
    heard(control, Rc::new(take))
}

#[inline(never)]
fn heard(control: El, take: Rc<dyn Fn(&HtmlInputElement)>) -> El {
    ["input", "compositionend", "change"].into_iter().fold(control, |control, name| {
        let take = take.clone();
        control.hears(
            name,
            Box::new(move |event| {
                let target = event.target().map(JsCast::unchecked_into::<HtmlInputElement>);
                if let Some(target) = target.filter(|_| !is_composing(&event)) {
                    take(&target);
                }
            }),
        )
    })
}

fn is_composing(event: &Event) -> bool {
    js_sys::Reflect::get(event, &JsValue::from_str("isComposing")).is_ok_and(|it| it.is_truthy())
}
