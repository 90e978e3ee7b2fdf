use super::page::{page_main, page_title};
use kit::html::p;
use kit::{El, View};

/// A whole page that only says something, with ways on.
pub fn message_page(title: &str, line: &str, ways_on: View) -> El {
    page_main("page")
        .child(page_title("page__title").child(title))
        .child(p().child(line))
        .child(p().class("page__actions").child(ways_on))
}
