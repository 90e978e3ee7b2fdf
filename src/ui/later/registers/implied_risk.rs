//! The risk that nobody has to write down (R39).

use kickoff::domain::code::{Code, RiskKind};
use kickoff::domain::condition::{Applies, Verdict};
use kickoff::domain::findings::implied_risk;
use kickoff::domain::register::{Register, risks};

use crate::ui::later::reasons::because;
use crate::ui::parts::{Tone, chip};
use crate::ui::session::{use_editor, use_words};
use kit::html::{div, p};
use kit::{View, live};

/// Above the risks that people wrote down: what it is, and the answer that says so.
pub fn implied_risk_line() -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let finding = editor.select(implied_risk);
    let kind = playbook
        .column(Register::Risks, risks::KIND)
        .and_then(|it| it.choices.label(RiskKind::OutOfScope.code()))
        .map_or("", |it| it.get(words.0));
    let hint = playbook.item(playbook.roles.outdated_manager).and_then(|it| it.hint.as_ref());
    live(move || {
        let Some(finding) = finding.get() else { return View::default() };
        let verdict = Verdict { applies: Applies::Yes, because: vec![finding] };
        View::from(
            div()
                .class("panel")
                .child(
                    p().child(chip(kind, Tone::Due))
                        .child(" ")
                        .child(chip(words.implied(), Tone::Done)),
                )
                .child(hint.map(|it| View::from(p().child(it.get(words.0)))))
                .child(p().class("field__hint").child(because(&verdict, editor, words))),
        )
    })
}
