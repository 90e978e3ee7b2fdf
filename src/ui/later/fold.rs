//! A fold of the open engagement. It is as open as it was left under its name: on coming back, in the
//! other language, and where it is drawn anew for any other reason.

use leptos::prelude::untrack;
use web_sys::Element;

use crate::ui::session::use_editor;
use kit::html::details;
use kit::{El, ev, on_control};

/// `opens`: whether it is open in any case when it is drawn.
pub fn fold(name: String, opens: bool) -> El {
    let editor = use_editor();
    let is_open = opens || untrack(|| editor.drawn(&name)).is_some();
    details().attr("open", is_open).on(
        ev::toggle,
        on_control(move |it: Element| editor.draw(&name, it.has_attribute("open").then_some(1))),
    )
}
