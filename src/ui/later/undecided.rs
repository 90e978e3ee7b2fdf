//! Texts that were written apart into one field: all are kept until somebody takes one, or writes
//! the field anew.

use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, Topic};
use kickoff::domain::value::Value;

use super::more::first_of;
use crate::browser;
use crate::ui::parts::once_button;
use crate::ui::session::{use_editor, use_words};
use kit::html::{fieldset, legend, li, p, span, ul};
use kit::{Show, Shown, View, live, views};

/// What there is to decide at a field, beneath its control; nothing where nothing is.
pub fn undecided(field: Field, control: String) -> View {
    let editor = use_editor();
    let words = use_words();
    let values = editor.select_of(Topic::Field(field), move |it| {
        it.texts_to_decide(field).into_iter().cloned().collect::<Vec<Value>>()
    });
    let draw = move || {
        let control = control.clone();
        View::from(
            fieldset()
                .class("undecided")
                .child(legend().class("field__problem").child(words.to_decide_title()))
                .child(p().class("field__more").child(words.to_decide_lead()))
                .child(texts(field, values, Some(control))),
        )
    };
    Show(move || !values.with(Vec::is_empty), draw)
}

/// Each text with a button that takes it. The keyboard goes on at `then`: the button goes. Without
/// it, it goes on at the next field to decide, as wherever something goes.
pub fn texts(field: Field, values: Shown<Vec<Value>>, then: Option<String>) -> View {
    let editor = use_editor();
    let words = use_words();
    let row = move |value: &Value| {
        let said = value.typed();
        let (value, then) = (value.clone(), then.clone());
        let take = once_button("", move || {
            editor.edit(vec![Edit::set(field, value.clone())]);
            if let Some(then) = &then {
                browser::focus(then);
            }
        });
        let label = words.take_text(&said);
        View::from(
            li().class("decide__text")
                .child(span().class("decide__words").child(said))
                .child(take.attr("aria-label", label).child(words.take_this())),
        )
    };
    let (first, more) = first_of(field.to_string(), values);
    let rows = live(move || first.with(|all| all.iter().map(&row).collect::<Vec<View>>()).into());
    views([ul().class("decide__texts").child(rows).into(), more])
}
