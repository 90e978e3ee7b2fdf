//! A mark that was made by another wording: what it was and what it is now, and that somebody has looked.

use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, ItemField, Topic};
use kickoff::domain::id::ItemId;
use kickoff::domain::revision::{Part, recheck, wording};
use kickoff::domain::value::Value;

use super::comparison::side_by_side;
use super::{day, recheck_chip};
use crate::ui::later::fold::fold;
use crate::ui::later::gate::item_link;
use crate::ui::later::spoken::use_announcer;
use crate::ui::parts::button;
use crate::ui::session::{use_editor, use_words};
use kit::html::{div, li, p, summary};
use kit::{Show, View, views};

/// In the row itself, folded.
pub fn recheck_panel(id: ItemId) -> View {
    let editor = use_editor();
    let words = use_words();
    let is_due = editor.select_of(Topic::Item(id), move |it| recheck(it, id).is_some());
    Show(
        move || is_due.get(),
        move || {
            View::from(
                fold(format!("recheck-{id}"), false)
                    .class("recheck")
                    .child(summary().child(recheck_chip(words)))
                    .child(p().class("field__hint").child(words.recheck_line()))
                    .child(difference(id)),
            )
        },
    )
}

/// In the list of all, open.
pub fn recheck_row(id: ItemId) -> View {
    View::from(
        li().class("case case--plan")
            .child(div().class("case__main").child(item_link(id)))
            .child(difference(id)),
    )
}

/// Before and now, and the button that says it still holds.
fn difference(id: ItemId) -> View {
    let editor = use_editor();
    let words = use_words();
    let spoken = use_announcer();
    let playbook = editor.playbook();
    let Some(marked_by) = editor.peek(|it| recheck(it, id)) else { return View::default() };
    let [before, now] = [marked_by, playbook].map(|it| wording(it, Part::Item(id)));
    let Some((before, now)) = before.zip(now) else { return View::default() };
    let confirm = button("", move || {
        let field = Field::Item(id, ItemField::Revision);
        editor.edit(vec![Edit::set(field, Value::Day(playbook.playbook.revision))]);
        spoken.say(words.rechecked().to_owned());
    });
    let titles = [words.wording_before(&day(words, marked_by)), words.wording_now().to_owned()];
    views([
        side_by_side(words, titles, before, now).into(),
        p().class("page__actions").child(confirm.child(words.recheck_confirm())).into(),
    ])
}
