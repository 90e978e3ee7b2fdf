//! The main part of a screen and its title. Whoever hears the page and comes to it is told the title, and not only
//! that it is a main part.

use kit::El;
use kit::html::{h1, main};

const TITLE: &str = "page-title";

/// The main part, which has one [`page_title`] in it.
pub fn page_main(class: &'static str) -> El {
    main().class(class).attr("id", "main").attr("tabindex", "-1").attr("aria-labelledby", TITLE)
}

/// What the page is called.
pub fn page_title(class: &'static str) -> El {
    h1().class(class).attr("id", TITLE)
}
