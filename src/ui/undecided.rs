//! Texts that were written apart into one field: all are kept until somebody takes one, or writes
//! the field anew.

use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::value::Value;

use super::parts::button;
use super::session::{Bench, use_bench, use_words};
use crate::ui::el::{View, el, live, when};

/// What there is to decide at a field, beneath its control; nothing where nothing is.
pub fn undecided(field: Field) -> View {
    let bench = use_bench();
    let words = use_words();
    let is_any = bench.select(move |it| !it.texts_to_decide(field).is_empty());
    let all = move || bench.read(|it| texts(bench, field, &it.texts_to_decide(field)));
    when(
        move || is_any.get(),
        move || {
            View::from(
                el("fieldset")
                    .class("undecided")
                    .child(el("legend").class("field__problem").child(words.to_decide_title()))
                    .child(el("p").class("field__more").child(words.to_decide_lead()))
                    .child(live(all)),
            )
        },
    )
}

/// Each text with a button that takes it.
pub fn texts(bench: Bench, field: Field, values: &[&Value]) -> View {
    let words = use_words();
    let row = |value: &Value| {
        let said = value.typed();
        let value = value.clone();
        let take = button("", move || bench.edit(vec![Edit::set(field, value.clone())]));
        let label = words.take_text(&said);
        View::from(
            el("li")
                .class("decide__text")
                .child(el("span").class("decide__words").child(said))
                .child(take.attr("aria-label", label).child(words.take_this())),
        )
    };
    let rows = values.iter().map(|it| row(it)).collect::<Vec<View>>();
    View::from(el("ul").class("decide__texts").child(rows))
}
