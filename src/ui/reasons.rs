//! Reasons in words, with the moments of this device's clock; and the questions that would decide.

use kickoff::domain::condition::{Applies, Atom, Verdict};
use kickoff::domain::id::QuestionId;
use kickoff::i18n::reasons::sentence;
use kickoff::i18n::words::Words;

use super::dates;
use super::session::Bench;

/// Why a verdict is as it is.
pub fn because(verdict: &Verdict, bench: Bench, words: Words) -> String {
    sentence(verdict, bench.playbook(), words.0, &|since| dates::instant(since.millis(), words.0))
}

/// The questions that would decide an undecided verdict.
pub fn open_questions(verdict: &Verdict) -> Vec<QuestionId> {
    if verdict.applies != Applies::Undecided {
        return Vec::new();
    }
    let mut open = Vec::new();
    for finding in verdict.because.iter().filter(|it| it.holds.is_none()) {
        if let Atom::Yes(id) | Atom::Is(id, _) = finding.atom
            && !open.contains(&id)
        {
            open.push(id);
        }
    }
    open
}
