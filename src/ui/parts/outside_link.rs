use crate::ui::kit::{El, el};
use crate::ui::session::use_words;

/// A link that leaves the app, for an address that is safe to follow.
pub fn outside_link(address: String, title: &str) -> El {
    el("a")
        .class("link")
        .attr("href", address)
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .child(title)
        .child(el("span").class("unseen").child(use_words().new_tab()))
}
