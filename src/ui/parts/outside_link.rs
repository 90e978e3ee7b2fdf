use kit::El;
use kit::html::{a, span};

/// A link that leaves the app, for an address that is safe to follow; `new_tab` says that it opens one.
pub fn outside_link(address: String, title: &str, new_tab: &str) -> El {
    a().class("link")
        .attr("href", address)
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .child(title)
        .child(span().class("unseen").child(new_tab))
}
