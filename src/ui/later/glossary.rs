//! What a word means, where it is read: a small button for each, and what it says over the page.

use kickoff::i18n::guide::{TERMS, Term};

use crate::ui::session::use_words;
use kit::html::{button, div, p, span};
use kit::{View, fresh_id};

/// The terms that these texts speak of; nothing if they speak of none.
pub fn terms_in(texts: &[&str]) -> View {
    let words = use_words();
    let found = TERMS.iter().filter(|term| texts.iter().any(|it| term.is_in(it)));
    let found: Vec<View> = found.map(explained).collect();
    if found.is_empty() {
        return View::default();
    }
    View::from(
        p().class("terms")
            .attr("role", "group")
            .attr("aria-label", words.terms_here())
            .child(span().class("terms__label").attr("aria-hidden", "true").child(words.glossary()))
            .child(found),
    )
}

fn explained(term: &'static Term) -> View {
    let words = use_words();
    let id = fresh_id();
    let spelled = term.spelled(words);
    View::from(
        span()
            .class("terms__one")
            .child(
                button()
                    .class("terms__name")
                    .attr("type", "button")
                    .attr("popovertarget", id.as_str())
                    .child(term.name),
            )
            .child(
                div()
                    .class("terms__said")
                    .attr("id", id)
                    .attr("popover", "auto")
                    .child(span().class("terms__title").child(term.name))
                    .child(
                        (!spelled.is_empty())
                            .then(|| span().class("terms__spelled").child(spelled)),
                    )
                    .child(span().child(term.means(words))),
            ),
    )
}
