use kit::View;
use kit::html::svg;

/// The drawings there are.
#[derive(Clone, Copy, PartialEq)]
pub enum IconName {
    Add,
    Back,
    Close,
    Delete,
    Up,
    Redo,
    Undo,
    Warning,
    Panel,
}

/// A drawing beside a text or on a labelled button; never the only label.
pub fn icon(name: IconName) -> View {
    let path = match name {
        IconName::Add => "M12 5v14M5 12h14",
        IconName::Back => "M14 6l-6 6 6 6",
        IconName::Close => "M6 6l12 12M18 6L6 18",
        IconName::Delete => "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12M10 10.5v5M14 10.5v5",
        IconName::Up => "M12 16V5M7.5 9.5L12 5l4.5 4.5M5 19h14",
        IconName::Redo => "M15.5 6l4 4-4 4M19 10h-8.5a5 5 0 0 0 0 10H13",
        IconName::Undo => "M8.5 6l-4 4 4 4M5 10h8.5a5 5 0 0 1 0 10H11",
        IconName::Warning => "M12 4l9 16H3zM12 10v4.5M12 17v.5",
        IconName::Panel => "M4 6h16v12H4zM14 6v12",
    };
    View::from(
        svg::svg()
            .class("icon")
            .attr("viewBox", "0 0 24 24")
            .attr("aria-hidden", "true")
            .child(svg::path().attr("d", path)),
    )
}
