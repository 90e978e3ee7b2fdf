use crate::ui::kit::{El, View, el};

/// A whole page that only says something, with ways on.
pub fn message_page(title: &str, line: &str, ways_on: View) -> El {
    el("main")
        .class("page")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(el("h1").class("page__title").child(title))
        .child(el("p").child(line))
        .child(el("p").class("page__actions").child(ways_on))
}
