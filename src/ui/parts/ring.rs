use std::rc::Rc;

use kit::html::svg;
use kit::{View, flag, text};

/// Progress as a ring; the text beside it tells the same, so it is hidden from screen readers.
pub fn ring(percent: impl Fn() -> usize + 'static) -> View {
    let percent = Rc::new(percent);
    let part = percent.clone();
    let circle = |class: &str| {
        svg::circle()
            .class(class)
            .attr("cx", "12")
            .attr("cy", "12")
            .attr("r", "9")
            .attr("pathLength", "100")
    };
    svg::svg()
        .class("ring")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .class_when("ring--full", flag(move || percent() == 100))
        .child(circle("ring__track"))
        .child(
            circle("ring__part").attr("stroke-dasharray", text(move || format!("{} 100", part()))),
        )
        .child(svg::path().class("ring__tick").attr("d", "M8 12.5 l2.7 2.7 L16 9.6"))
        .into()
}
