//! A field for a passphrase. What is typed in it stays in it, and nowhere else.

use kickoff::i18n::words::Words;
use leptos::prelude::*;

use crate::browser;
use crate::browser::seal::Passphrase;
use crate::ui::parts::{hint_line, labelled, tick_field};
use kit::html::{div, input, p, progress, span};
use kit::{Control, El, Show, View, flag, fresh_id, maybe, text};

/// One field. Copies of it are the same field.
#[derive(Clone)]
pub struct PassphraseField {
    id: String,
    control: El,
    /// Why what is in it cannot be taken, or empty.
    problem: RwSignal<&'static str>,
}

impl PassphraseField {
    /// `purpose` is what the browser may fill in: a new passphrase or one that is there.
    pub fn new(purpose: &'static str, is_shown: RwSignal<bool>) -> PassphraseField {
        let problem = RwSignal::new("");
        let id = fresh_id();
        let kind = move || Some(if is_shown.get() { "text" } else { "password" });
        let control = input()
            .class("field__input")
            .attr("type", maybe(kind))
            .attr("autocomplete", purpose)
            .attr("autocapitalize", "none")
            .attr("spellcheck", "false")
            .attr("aria-invalid", maybe(move || (!problem.get().is_empty()).then_some("true")));
        PassphraseField { id, control, problem }
    }

    /// With its label, a hint, and what is wrong with it.
    pub fn drawn(&self, label: &'static str, hint: Option<&'static str>) -> View {
        let (id, problem) = (&self.id, self.problem);
        let (problem_id, hint_id) = (format!("{id}-problem"), format!("{id}-hint"));
        let described = match hint {
            Some(_) => format!("{problem_id} {hint_id}"),
            None => problem_id.clone(),
        };
        let line = p().class("field__problem").attr("id", problem_id);
        let control = self.control.clone().attr("aria-describedby", described);
        View::from(vec![
            labelled("text", label, id, control),
            div()
                .child(hint_line(&hint_id, hint))
                .child(line.child(text(move || problem.get().to_owned()))),
        ])
    }

    pub fn typed(&self) -> Passphrase {
        Passphrase::of(&Control::of(&self.control).value())
    }

    /// Says what is wrong with it, and leads there.
    pub fn refuse(&self, problem: &'static str) {
        // Nobody is there any more to be told.
        if self.problem.try_set(problem).is_none() {
            browser::focus(&self.id);
        }
    }

    pub fn accept(&self) {
        let _ = self.problem.try_set("");
    }

    pub fn empty(&self) {
        Control::of(&self.control).set_value("");
    }
}

/// Makes passphrases readable, for whoever is alone.
pub fn show_box(words: Words, is_shown: RwSignal<bool>) -> El {
    tick_field(words.passphrase_show(), flag(move || is_shown.get()), move |it| is_shown.set(it))
}

/// What the browser is busy with. The line is there before, so that it is read out.
pub fn busy_line(is_busy: RwSignal<bool>, said: &'static str) -> El {
    let line = move || View::from(vec![span().child(said), progress().attr("aria-label", said)]);
    p().class("dialog__line").attr("role", "status").child(Show(move || is_busy.get(), line))
}
