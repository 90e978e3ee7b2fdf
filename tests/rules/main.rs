//! What the app works out from what is known: what applies, what is due, what is missing, and why.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod agenda;
mod branches;
mod completion;
mod deadline;
mod derived;
mod four_plus_four;
mod gate;
mod next;
mod order;
mod pasted;
mod progress;
mod properties;
mod reasons;
mod receipts;
mod records;
#[path = "../support/mod.rs"]
mod support;
mod timeline;

use kickoff::domain::condition::{Applies, Atom, Finding, Verdict};

/// What somebody recorded: address and typed text.
type Known<'a> = &'a [(&'a str, &'a str)];

/// A verdict as a table writes it: the answer, and what decided it.
fn told(verdict: &Verdict) -> (Applies, Vec<String>) {
    (verdict.applies, verdict.because.iter().map(finding).collect())
}

/// `managed: yes`, `motion is rfa: no`, `ftop.994: done`; `?` for what nobody has asked yet.
fn finding(finding: &Finding) -> String {
    let (name, yes, no) = match finding.atom {
        Atom::Yes(question) => (question.to_string(), "yes", "no"),
        Atom::Is(question, choice) => (format!("{question} is {choice}"), "yes", "no"),
        Atom::Done(item) => (item.to_string(), "done", "open"),
        Atom::Have(_, record) => (format!("have {}", record.name()), "yes", "no"),
    };
    let holds = match finding.holds {
        Some(true) => yes,
        Some(false) => no,
        None => "?",
    };
    format!("{name}: {holds}")
}
