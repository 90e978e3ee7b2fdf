//! What came back of what was handed over, in a word.

use kickoff::domain::receipt::Receipts;

use crate::ui::parts::{Tone, chip};
use crate::ui::session::use_words;
use kit::{Shown, View, live};

/// Nothing as long as nothing has come back.
pub fn receipts_chip(receipts: Shown<Receipts>) -> View {
    let words = use_words();
    live(move || {
        let receipts = receipts.get();
        let tone = if 0 < receipts.returned { Tone::Due } else { Tone::Done };
        match words.receipts(receipts) {
            said if said.is_empty() => View::default(),
            said => chip(said, tone),
        }
    })
}
