use kit::html::{h1, main, p};
use kit::{El, View};

/// A whole page that only says something, with ways on.
pub fn message_page(title: &str, line: &str, ways_on: View) -> El {
    main()
        .class("page")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(h1().class("page__title").child(title))
        .child(p().child(line))
        .child(p().class("page__actions").child(ways_on))
}
