//! Controls that somebody types in, ticks or picks from.

use std::rc::Rc;

use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlInputElement};

use super::element::El;

/// A control. A list and a text area have all that is used here of an input.
#[derive(Clone)]
pub struct Control(HtmlInputElement);

impl Control {
    /// An element that is an input, a list or a text area.
    pub fn of(el: &El) -> Control {
        Control(el.as_ref().clone().unchecked_into())
    }

    fn at(event: &Event) -> Option<Control> {
        event.target().map(|it| Control(it.unchecked_into()))
    }

    /// What stands in it; of a list, the value of what is chosen.
    pub fn value(&self) -> String {
        self.0.value()
    }

    /// Puts this in the place of what stands in it. No event tells of it.
    pub fn set_value(&self, value: &str) {
        self.0.set_value(value);
    }

    /// Of a checkbox or a radio button: whether it is on.
    pub fn is_checked(&self) -> bool {
        self.0.checked()
    }

    /// Switches a checkbox or a radio button. No event tells of it.
    pub fn set_checked(&self, is_checked: bool) {
        self.0.set_checked(is_checked);
    }

    /// Half-typed, which a date can be: its value is empty then, but it is not emptied.
    pub fn is_half_typed(&self) -> bool {
        self.0.validity().bad_input()
    }

    /// Gives it the keyboard; nothing happens where it cannot have it.
    pub fn focus(&self) {
        let _ = self.0.focus();
    }

    /// Whether what is typed goes to it.
    pub fn has_keyboard(&self) -> bool {
        document().active_element().is_some_and(|it| it == **self.0)
    }

    /// An attribute as it stands in the document; `None` if it has none of this name.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }
}

/// Something typed or picked in a control, which is handed over.
pub fn on_control(mut act: impl FnMut(Control) + 'static) -> impl FnMut(Event) + 'static {
    move |event| {
        if let Some(control) = Control::at(&event) {
            act(control);
        }
    }
}

/// Tells what stands in a control once it is typed. What an input method is still composing is not;
/// a browser or a driver that only tells of a change is heard too.
pub fn on_typed(control: El, take: impl Fn(&Control) + 'static) -> El {
    heard(control, Rc::new(take))
}

#[inline(never)]
fn heard(control: El, take: Rc<dyn Fn(&Control)>) -> El {
    ["input", "compositionend", "change"].into_iter().fold(control, |control, name| {
        let take = take.clone();
        control.hears(
            name,
            Box::new(move |event| {
                if let Some(control) = Control::at(&event).filter(|_| !is_composing(&event)) {
                    take(&control);
                }
            }),
        )
    })
}

/// Whether a key belongs to an input method: one that chooses a word, or ends it. Safari tells of the
/// end of a composition first and of its Enter after, which only the key's old number gives away.
pub fn is_of_composition(event: &Event) -> bool {
    const IN_PROCESS: f64 = 229.0;
    let number = js_sys::Reflect::get(event, &JsValue::from_str("keyCode"));
    is_composing(event) || number.is_ok_and(|it| it.as_f64() == Some(IN_PROCESS))
}

/// Whether what has happened to a text is a part of a composition.
pub fn is_composing(event: &Event) -> bool {
    js_sys::Reflect::get(event, &JsValue::from_str("isComposing")).is_ok_and(|it| it.is_truthy())
}
