//! A fold of the open engagement. It is as open as it was left under its name: on coming back, in the
//! other language, and where it is drawn anew for any other reason.

use leptos::prelude::untrack;

use crate::ui::session::use_editor;
use kit::html::details;
use kit::{El, ev};

/// `opens`: whether it is open in any case when it is drawn.
pub fn fold(name: String, opens: bool) -> El {
    let editor = use_editor();
    let is_open = opens || untrack(|| editor.drawn(&name)).is_some();
    let fold = details().attr("open", is_open);
    let drawn = fold.clone();
    fold.on(ev::toggle, move |_| editor.draw(&name, drawn.attribute("open").map(|_| 1)))
}
