use crate::ui::kit::{El, Handler, el, on_click};

/// A button that does something here. `kind` says how much it stands out, such as
/// `button--primary`; empty for an ordinary one.
pub fn button(kind: &str, act: impl FnMut() + 'static) -> El {
    handled(kind, on_click(act))
}

#[inline(never)]
fn handled(kind: &str, act: Handler) -> El {
    el("button").class(&format!("button {kind}")).attr("type", "button").on("click", act)
}
