use kit::{El, Handler, ev, html};

/// A button that does something here. `kind` says how much it stands out, such as
/// `button--primary`; empty for an ordinary one.
pub fn button(kind: &str, mut act: impl FnMut() + 'static) -> El {
    handled(kind, Box::new(move |_| act()))
}

#[inline(never)]
fn handled(kind: &str, act: Handler) -> El {
    html::button().class(&format!("button {kind}")).attr("type", "button").handle(ev::click, act)
}
