//! Addresses that lead out of the app: followed only where it is plain where they lead.

use kickoff::domain::link;
use kickoff::domain::playbook::Link;
use kickoff::domain::text::{is_blank, trimmed};
use kickoff::i18n::words::Words;

use crate::browser::WebAddress;
use crate::ui::parts::outside_link;
use crate::ui::session::use_words;
use kit::html::{code, p, span};
use kit::{Shown, View, live, views};

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
    let read = WebAddress::read(&address).ok_or(Unsafe::NotOfTheWeb)?;
    if !matches!(read.scheme.as_str(), "http:" | "https:" | "mailto:") {
        return Err(Unsafe::NotOfTheWeb);
    }
    if read.names_user { Err(Unsafe::NamesUser) } else { Ok(read.href) }
}

/// Where it leads, if that does not stand in what was typed as one reads it: a letter that looks like
/// `/` is a part of the host, and marks of direction turn a line round.
fn hidden_host(typed: &str, address: &str) -> Option<String> {
    let host = WebAddress::read(address)?.host;
    let typed = trimmed(typed);
    let is_turned = typed.chars().any(
        |it| matches!(it, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
    );
    let is_plain = typed.to_ascii_lowercase().contains(&host);
    (is_turned || !is_plain).then_some(host)
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
            Ok(address) => {
                let host = hidden_host(&typed, &address);
                let host = host.map(|it| span().class("field__hint").child(format!(" → {it}")));
                views([
                    View::from(outside_link(address, trimmed(&typed), words.new_tab())),
                    host.into(),
                ])
            }
            Err(it) => View::from(
                p().class("field__more")
                    .child(code().child(typed))
                    .child(" ")
                    .child(span().class("field__hint").child(why(words, it))),
            ),
        }
    })
}

/// A link of the source, to follow where it leads anywhere.
pub fn link_target(link: &'static Link, words: Words) -> View {
    let title = link.title.get(words.0);
    match link.resolvable.then(|| safe_address(&link.url).ok()).flatten() {
        Some(address) => View::from(outside_link(address, title, words.new_tab())),
        None => View::from(span().child(title)),
    }
}
