//! Completion arithmetic: how many users are missing, and which half of the end.

use kickoff::domain::completion::{Completion, Disengagement, Reach};
use kickoff::domain::deadline::is_rfa;
use kickoff::domain::id::FactId;
use kickoff::domain::known;
use kickoff::i18n::words::Words;

use super::session::{use_bench, use_words};
use crate::ui::el::{View, el, live};

/// The part of the completion that belongs to a fact.
pub fn completion_panel(part: FactId) -> View {
    let bench = use_bench();
    let words = use_words();
    let completion = bench.assess(|assessment, it| Completion::of(it, assessment));
    let applies = bench.select(is_rfa);
    live(move || {
        applies
            .get()
            .then(|| {
                let it = completion.get();
                let (title, line) = match part {
                    known::ACTIVE_USERS => (words.enablement(), enablement(&it, words)),
                    known::MIGRATION_TARGET => (words.migration(), migration(&it, words)),
                    _ => (words.disengagement(), disengagement(&it, words)),
                };
                View::from(
                    el("p")
                        .class("panel panel--quiet")
                        .child(el("b").child(title))
                        .child(": ")
                        .child(line),
                )
            })
            .into()
    })
}

fn reach(it: Reach, unknown: &'static str, words: Words) -> String {
    match it {
        Reach::Unknown => unknown.to_owned(),
        Reach::Zero => words.zero_target().to_owned(),
        Reach::Short { have, need } => words.people_to_go(have, need),
        Reach::Reached { have, need } => words.people_reached(have, need),
    }
}

fn enablement(it: &Completion, words: Words) -> String {
    let line = reach(it.enablement, words.seats_unknown(), words);
    if it.more_users_than_seats {
        format!("{line} {}", words.more_users_than_seats())
    } else {
        line
    }
}

fn migration(it: &Completion, words: Words) -> String {
    match it.migration {
        None => words.migration_not_needed().to_owned(),
        Some(it) => reach(it, words.target_unknown(), words),
    }
}

fn disengagement(it: &Completion, words: Words) -> String {
    let line = match it.disengagement {
        Disengagement::NotReady => words.not_ready().to_owned(),
        Disengagement::Disengaged => words.disengaged().to_owned(),
        Disengagement::Ready { discussion_missing, task_missing } => {
            let halves = [
                discussion_missing.then_some(words.discussion_missing()),
                task_missing.then_some(words.task_missing()),
            ];
            let halves: Vec<&str> = halves.into_iter().flatten().collect();
            format!("{} ({})", words.ready_but(), words.list(&halves))
        }
    };
    if it.ended_early { format!("{line} – {}", words.ended_early()) } else { line }
}
