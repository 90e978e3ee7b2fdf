//! Addresses that lead out of the app: followed only where it is plain where they lead.

use kickoff::domain::link;
use kickoff::domain::text::is_blank;
use kickoff::i18n::words::Words;

use super::parts::outside_link;
use super::session::use_words;
use crate::ui::el::{View, el, live};
use crate::ui::shown::Shown;

/// Why something typed as an address is shown as text.
#[derive(Clone, Copy)]
pub enum Unsafe {
    NotOfTheWeb,
    Several,
    /// `https://known.example@other.example` leads to the other one.
    NamesUser,
}

/// The address as the browser reads it, if it is http, https or mailto and shows where it leads.
///
/// # Errors
///
/// Why not.
pub fn safe_address(typed: &str) -> Result<String, Unsafe> {
    let address = link::address(typed).ok_or(Unsafe::Several)?;
    let url = web_sys::Url::new(&address).map_err(|_| Unsafe::NotOfTheWeb)?;
    if !matches!(url.protocol().as_str(), "http:" | "https:" | "mailto:") {
        return Err(Unsafe::NotOfTheWeb);
    }
    if url.username().is_empty() && url.password().is_empty() {
        Ok(url.href())
    } else {
        Err(Unsafe::NamesUser)
    }
}

fn why(words: Words, it: Unsafe) -> &'static str {
    match it {
        Unsafe::NotOfTheWeb => words.not_a_web_address(),
        Unsafe::Several => words.several_addresses(),
        Unsafe::NamesUser => words.address_names_user(),
    }
}

/// What somebody typed as an address: a link if it is one that is safe to follow, else its text.
pub fn typed_link(typed: Shown<String>) -> View {
    let words = use_words();
    live(move || {
        let typed = typed.get();
        if is_blank(&typed) {
            return ().into();
        }
        match safe_address(&typed) {
            Ok(address) => View::from(outside_link(address, &typed)),
            Err(it) => View::from(
                el("p")
                    .class("field__more")
                    .child(el("code").child(typed))
                    .child(" ")
                    .child(el("span").class("field__hint").child(why(words, it))),
            ),
        }
    })
}
