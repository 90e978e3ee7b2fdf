//! Keys that do something in one control.

use kit::{El, ev, is_of_composition};

use super::elements::{Page, focus, is_usable, on_page, takes_text};

/// A key that is pressed in a control.
pub struct Key {
    /// As browsers call it: `c`, `Enter`.
    pub name: String,
    /// With Ctrl, or with the command key.
    pub is_command: bool,
    pub is_alt: bool,
    pub is_shift: bool,
    /// The control takes text.
    pub is_typing: bool,
}

/// Does something with the keys of a control; what it tells that it has done, nobody else does. A key
/// that an input method has is none.
pub fn on_key(control: El, act: impl Fn(&Key) -> bool + 'static) -> El {
    control.on(ev::keydown, move |event| {
        if is_of_composition(&event) {
            return;
        }
        let key = Key {
            name: event.key(),
            is_command: event.ctrl_key() || event.meta_key(),
            is_alt: event.alt_key(),
            is_shift: event.shift_key(),
            is_typing: on_page().is_some_and(|it| takes_text(&it)),
        };
        if act(&key) {
            event.prevent_default();
            event.stop_propagation();
        }
    })
}

/// Where the keyboard is.
pub fn place() -> Option<El> {
    on_page().map(El::from)
}

/// Gives the keyboard back to where it was; tells whether that is still there.
pub fn give_back(place: &El) -> bool {
    is_usable(place.as_ref()) && focus(place.as_ref(), Page::Stays)
}
