use std::rc::Rc;

use kit::html::{progress, span};
use kit::{Live, View, text};

/// Progress as a native bar, with its number beside it for everybody.
pub fn bar(percent: impl Fn() -> usize + 'static, label: Live<String>) -> View {
    let percent = Rc::new(percent);
    let number = percent.clone();
    span()
        .class("bar")
        .child(
            progress()
                .class("bar__track")
                .attr("max", "100")
                .attr("value", text(move || percent().to_string()))
                .attr("aria-label", label),
        )
        .child(
            span()
                .class("bar__number")
                .attr("aria-hidden", "true")
                .child(text(move || format!("{}%", number()))),
        )
        .into()
}
