//! What is pasted.

use kit::{El, ev};

use super::cells;

/// Hands over a text that is pasted into a control. What it tells that it has taken is not pasted.
pub fn on_paste(control: El, take: impl Fn(String) -> bool + 'static) -> El {
    control.handle(
        ev::paste,
        Box::new(move |event| {
            if cells::pasted(&event).is_some_and(&take) {
                event.prevent_default();
            }
        }),
    )
}
