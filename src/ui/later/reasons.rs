//! Reasons in words, with the moments of this device's clock.

use kickoff::domain::condition::Verdict;
use kickoff::i18n::reasons::sentence;
use kickoff::i18n::words::Words;

use crate::browser::dates;
use crate::ui::session::EditorHandle;

/// Why a verdict is as it is.
pub fn because(verdict: &Verdict, editor: EditorHandle, words: Words) -> String {
    sentence(verdict, editor.playbook(), words.0, &|since| dates::instant(since.millis(), words.0))
}
