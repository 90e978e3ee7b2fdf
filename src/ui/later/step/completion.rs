//! Completion arithmetic: how many users are missing, and which half of the end.

use kickoff::domain::completion::{Completion, Disengagement, Reach};
use kickoff::domain::deadline::is_rfa;
use kickoff::domain::id::FactId;
use kickoff::i18n::words::Words;

use crate::ui::session::{use_editor, use_words};
use kit::html::{b, div, p};
use kit::{View, live};

/// The part of the completion that belongs to a fact.
pub fn completion_panel(part: FactId) -> View {
    let editor = use_editor();
    let words = use_words();
    let roles = editor.playbook().roles;
    let completion = editor.assess(|assessment, it| Completion::of(it, assessment));
    let applies = editor.select(is_rfa);
    live(move || {
        applies
            .get()
            .then(|| {
                let it = completion.get();
                let (title, line, doubt) = match part {
                    it_is if it_is == roles.active_users => (
                        words.enablement(),
                        reach(it.enablement, words.seats_unknown(), words),
                        it.more_users_than_seats.then(|| words.more_users_than_seats()),
                    ),
                    it_is if it_is == roles.migration_target => {
                        (words.migration(), migration(&it, words), None)
                    }
                    _ => (
                        words.disengagement(),
                        disengagement(&it, words).to_owned(),
                        it.ended_early.then(|| words.ended_early()),
                    ),
                };
                View::from(
                    div()
                        .class("panel panel--quiet")
                        .child(p().child(b().child(title)).child(": ").child(line))
                        .child(doubt.map(|it| View::from(p().child(it)))),
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

fn migration(it: &Completion, words: Words) -> String {
    match it.migration {
        None => words.migration_not_needed().to_owned(),
        Some(it) => reach(it, words.target_unknown(), words),
    }
}

fn disengagement(it: &Completion, words: Words) -> &'static str {
    match it.disengagement {
        Disengagement::NotReady => words.not_ready(),
        Disengagement::Disengaged => words.disengaged(),
        Disengagement::Ready { discussion_missing, task_missing } => {
            match (discussion_missing, task_missing) {
                (true, true) => words.to_discuss_and_end(),
                (true, false) => words.to_discuss(),
                _ => words.to_end(),
            }
        }
    }
}
