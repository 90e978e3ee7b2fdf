//! The review of a merge: each difference side by side, with what will be taken, and a way to take
//! the other side instead.

use kickoff::app::import_plan::{Flips, Picked};
use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::Field;
use kickoff::domain::merge::{Difference, Side, Why, review};
use kickoff::i18n::fields::Named;
use leptos::prelude::*;

use crate::ui::parts::{Tone, answer, button, chip};
use crate::ui::session::use_words;
use kit::html::{div, fieldset, legend, li, p, span, ul};
use kit::{For, Show, Shown, View, flag, fresh_id, text};

/// A file can differ in thousands of fields, which nobody looks at all at once.
const AT_A_TIME: usize = 100;

/// A cell of an entry that stays deleted goes with its entry, so it is only shown.
fn is_told_only(difference: &Difference) -> bool {
    difference.why == Why::DeletedStays && !matches!(difference.field, Field::Exists(..))
}

/// Every difference between what is here and what is in the file.
pub fn review_view(here: &Engagement, there: &Engagement, flips: Flips) -> View {
    let words = use_words();
    let Ok(differences) = review(here.playbook(), here, there) else { return View::default() };
    let mut merged = here.clone();
    // The same two as above, so it cannot fail; names would be of here only.
    let _ = merged.merge(there);
    if differences.is_empty() || merged == *here {
        return View::from(p().child(words.merge_nothing()));
    }
    let count = differences.len();
    let limit = RwSignal::new(AT_A_TIME);
    let shown = Shown::new(move || (0..limit.get().min(count)).collect::<Vec<usize>>());
    let rows = For(shown, move |at| {
        let named = Named { engagement: &merged, playbook: merged.playbook(), words };
        differences.get(at).map(|it| row(&named, it, &flips)).unwrap_or_default()
    });
    let more = move || {
        let more = button("", move || limit.update(|it| *it += AT_A_TIME));
        let left = text(move || words.more_differences(count.saturating_sub(limit.get())));
        View::from(more.child(left))
    };
    View::from(
        div()
            .class("review")
            .child(p().child(words.merge_count(count)))
            .child(ul().class("review__rows").child(rows))
            .child(Show(move || limit.get() < count, more)),
    )
}

fn row(named: &Named<'_>, difference: &Difference, flips: &Flips) -> View {
    let words = use_words();
    let field = difference.field;
    let name = named.field(field);
    let why = match difference.why {
        Why::LaterKnowing => chip(words.why_later(), Tone::Quiet),
        Why::LaterConcurrent => chip(words.why_later_apart(), Tone::Open),
        Why::FilledBeatsEmpty => chip(words.why_filled(), Tone::Quiet),
        Why::DeletedStays => chip(words.why_deleted(), Tone::Open),
        Why::InternalWins => chip(words.why_internal(), Tone::Open),
        Why::ReturnedWins => chip(words.why_returned(), Tone::Open),
        Why::ToDecide => chip(words.why_to_decide(), Tone::Due),
    };
    let said = [
        (words.import_here(), named.value(field, difference.here.as_ref())),
        (words.import_there(), named.value(field, difference.there.as_ref())),
    ];
    let head = legend().class("review__field").child(name).child(" ").child(why);
    let body = if is_told_only(difference) {
        let lines = said.map(|(side, value)| View::from(p().child(format!("{side}: {value}"))));
        View::from(Vec::from(lines))
    } else {
        options(difference, said, flips)
    };
    View::from(li().child(fieldset().class("question review__row").child(head).child(body)))
}

fn options(difference: &Difference, said: [(&str, String); 2], flips: &Flips) -> View {
    let words = use_words();
    let field = difference.field;
    let proposed = Picked::proposed(difference);
    let group = fresh_id();
    let option = |value: Picked, label: View| {
        let shown = flips.clone();
        let picked = move || {
            let of_field = |all: &Vec<(Field, Picked)>| {
                all.iter().find(|(it, _)| *it == field).map_or(proposed, |(_, it)| *it)
            };
            shown.with(of_field) == value
        };
        let flips = flips.clone();
        let pick = move || {
            flips.update(|all| {
                all.retain(|(it, _)| *it != field);
                // As proposed is no decision: it goes as it would have gone.
                if value != proposed {
                    all.push((field, value));
                }
            });
        };
        View::from(answer(&group, flag(picked), None, label, pick))
    };
    let [(here, here_value), (there, there_value)] = said;
    let label = |side: &str, value: &str| {
        View::from(vec![
            View::from(span().class("review__side").child(format!("{side}: "))),
            View::from(span().class("review__value").child(value)),
        ])
    };
    let both = (proposed == Picked::Both)
        .then(|| option(Picked::Both, View::from(words.merge_keep_both_texts())));
    View::from(
        div()
            .class("question__answers question__answers--column")
            .child(both)
            .child(option(Picked::Of(Side::Here), label(here, &here_value)))
            .child(option(Picked::Of(Side::There), label(there, &there_value))),
    )
}
