//! What is told to those who listen, and shown to nobody: what a tick, an undo or a save has done.

use kickoff::domain::engagement::Engagement;
use kickoff::i18n::fields::Named;
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use crate::ui::session::{Direction, EditorHandle, use_session, use_words};
use kit::html::p;
use kit::{View, text};

/// In the context of an engagement's screen.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    pub fn new() -> Announcer {
        Announcer(RwSignal::new(String::new()))
    }

    pub fn say(self, said: String) {
        // The same again would be no change, and not be told.
        let is_same = self.0.with_untracked(|it| *it == said);
        self.0.set(if is_same { format!("{said}\u{a0}") } else { said });
    }
}

/// The place that is listened to; it is there before there is anything to tell.
pub fn spoken(editor: EditorHandle, spoken: Announcer) -> View {
    let words = use_words();
    Effect::new(move |_| {
        if let Some(way) = editor.last_step.get() {
            spoken.say(editor.peek(|it| step_told(it, editor, words, way)));
        }
    });
    tell_of_saving(editor, spoken, words);
    View::from(p().class("unseen").attr("role", "status").child(text(move || spoken.0.get())))
}

/// An undo is an edit, and so the newest there is.
fn step_told(
    engagement: &Engagement,
    editor: EditorHandle,
    words: Words,
    way: Direction,
) -> String {
    let history = engagement.history();
    let named = Named { engagement, playbook: editor.playbook(), words };
    let newest = history.first().map(|it| it.at);
    let count = history.iter().take_while(|it| Some(it.at) == newest).count();
    let what = history.first().map_or(String::new(), |it| {
        format!("{}: {}", named.field(it.field), named.value(it.field, it.after))
    });
    let what = if 1 < count { words.and_others(&what, count - 1) } else { what };
    match way {
        Direction::Back => words.undone(&what),
        Direction::Again => words.redone(&what),
    }
}

/// Once for all the typing to come, and once more after it could not be saved.
fn tell_of_saving(editor: EditorHandle, spoken: Announcer, words: Words) {
    let memory_only = use_session().memory_only;
    Effect::new(move |former: Option<(bool, bool)>| {
        let (was_waiting, was_told) = former.unwrap_or_default();
        let is_saved = editor.save_state().is_some() && editor.not_saved().is_none();
        if is_saved && was_waiting && !was_told && !memory_only {
            spoken.say(words.saved().to_owned());
        }
        let is_told = editor.not_saved().is_none() && (was_told || (is_saved && was_waiting));
        (!is_saved, is_told)
    });
}

pub fn use_announcer() -> Announcer {
    expect_context()
}
