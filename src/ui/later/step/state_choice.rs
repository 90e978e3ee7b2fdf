//! The state of a row: open, done, set aside or waived; the last two only with a reason. A state
//! without one waits for it, and nothing is recorded until then.

use std::rc::Rc;

use kickoff::domain::assessment::State;
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, ItemField, Topic};
use kickoff::domain::playbook::Item;
use kickoff::domain::text::{Line, is_blank};
use kickoff::domain::value::{Kind, Mark, Value};
use leptos::prelude::*;

use crate::browser;
use crate::ui::later::typing::{FieldTexts, TextSlot, line};
use crate::ui::parts::answer;
use crate::ui::session::{use_editor, use_words};
use kit::choosing::{ChoiceMove, moved_through};
use kit::html::{div, fieldset, legend};
use kit::{El, Show, Shown, View, flag, follow, fresh_id, text};

pub fn state_choice(item: &'static Item) -> View {
    let editor = use_editor();
    let words = use_words();
    let id = item.id;
    let field = Field::Item(id, ItemField::Mark);
    let mark = editor.select_of(Topic::Field(field), move |it| it.mark(id).cloned());
    let status = editor.status(id);
    let is_met =
        Shown::new(move || status.with(|it| it.as_ref().is_some_and(|it| it.state == State::Met)));
    let recorded = Shown::new(move || mark.with(|it| it.as_ref().map_or("open", Mark::code)));
    let reason = Shown::new(move || {
        let reason = mark.with(|it| it.as_ref().and_then(Mark::reason).map(|it| it.to_string()));
        reason.unwrap_or_default()
    });
    // What the control shows: what was picked last, until what is recorded changes.
    let picked = RwSignal::new("open");
    let shown = move || untrack(|| editor.awaited(id).unwrap_or(recorded.get()));
    follow(Box::new(move || {
        mark.get();
        picked.set(shown());
    }));
    let needs_reason = move || !matches!(picked.get(), "open" | "done");
    let reason_id = fresh_id();
    let way = ChoiceMove::default();
    let pick = {
        let (way, reason_id) = (way.clone(), reason_id.clone());
        move |code: &'static str| {
            picked.set(code);
            let value = match code {
                "open" => None,
                "done" => Some(Mark::Done),
                code => match Mark::from_parts(code, Line::stored(&reason.get_untracked())) {
                    Some(mark) => Some(mark),
                    None => {
                        editor.wait_for_reason(id, code);
                        if !way.is_on() {
                            focus_soon(&reason_id);
                        }
                        return;
                    }
                },
            };
            editor.choose(Edit { field, value: value.map(Value::Mark) }, way.is_on());
        }
    };
    let name_of = move |code: &str| match code {
        "done" => words.mark_done(),
        "not-met" => words.mark_not_met(),
        "waived" => words.waived(),
        "not-applicable" => words.not_applicable(),
        _ if is_met.get() => words.met_by_data(),
        _ => words.mark_open(),
    };
    let choices = [
        Some("open"),
        Some("done"),
        item.met_when.is_some().then_some("not-met"),
        item.outcome.then_some("waived"),
        Some("not-applicable"),
    ];
    let name = fresh_id();
    let options = choices
        .into_iter()
        .flatten()
        .map(|code| {
            let said = text(move || name_of(code).to_owned());
            let pick = pick.clone();
            answer(&name, flag(move || picked.get() == code), None, said, move || pick(code))
        })
        .collect::<Vec<El>>();
    let stop = {
        let reason_id = reason_id.clone();
        move |is_said: bool| {
            editor.flush();
            if is_said && needs_reason() {
                focus_soon(&reason_id);
            }
        }
    };
    let answers = div().class("question__answers").child(options);
    View::from(
        fieldset()
            .class("question question--state")
            .child(legend().class("question__ask").child(words.state()))
            .child(moved_through(answers, &way, stop))
            .child(Show(needs_reason, move || {
                // Whether what is being typed is no reason, and the state before its first letter,
                // which is left then.
                let word = RwSignal::new(None::<(bool, &'static str)>);
                let slot = TextSlot {
                    kind: Kind::Text,
                    stored: reason,
                    problem: Shown::new(|| None),
                    is_bad: RwSignal::new(false),
                    take: Rc::new(move |typed| {
                        let before = word.get_untracked().map(|it| it.1);
                        let before = before.unwrap_or_else(|| recorded.get_untracked());
                        word.set(Some((is_blank(typed), before)));
                        let mark = Mark::from_parts(picked.get_untracked(), Line::new(typed));
                        editor.type_value(field, mark.map(Value::Mark));
                    }),
                    settle: Rc::new(move || {
                        let code = picked.get_untracked();
                        editor.flush();
                        let is_emptied = word.get_untracked().is_some_and(|it| it.0);
                        if is_emptied && code != recorded.get_untracked() {
                            // As when it was picked.
                            editor.wait_for_reason(id, code);
                        }
                        word.set(None);
                    }),
                };
                let problem = move || {
                    let is_recorded = picked.get() == recorded.get();
                    let (is_missing, before) = word.get().unwrap_or((!is_recorded, recorded.get()));
                    is_missing.then(|| words.reason_needed(name_of(before)))
                };
                let said = FieldTexts {
                    label: words.reason(),
                    hint: None,
                    problem: Rc::new(problem),
                    id: reason_id.clone(),
                };
                line(&slot, said, View::default()).into()
            })),
    )
}

/// Once it is drawn: what asks for a reason has just been picked.
fn focus_soon(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || browser::focus(&id));
}
