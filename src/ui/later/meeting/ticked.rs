//! An entry as one line with a tick, and what is told of it beneath.

use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, Topic};
use kickoff::domain::value::Value;

use crate::ui::session::use_editor;
use kit::html::{input, label, li, span};
use kit::{Control, Shown, View, ev, flag, fresh_id, on_control, text};

/// `said` is what it is called, and what more is told.
pub fn ticked_line(field: Field, said: Shown<(String, String)>) -> View {
    let editor = use_editor();
    let is_set = editor.select_of(Topic::Field(field), move |it| it.flag(field));
    let id = fresh_id();
    let tick = move |control: Control| {
        let value = control.is_checked().then_some(Value::Flag(true));
        editor.edit(vec![Edit { field, value }]);
    };
    let box_of_it = input()
        .class("box")
        .attr("id", id.as_str())
        .attr("type", "checkbox")
        .prop("checked", flag(move || is_set.get()))
        .on(ev::change, on_control(tick));
    let about = span().class("ticked__about").child(text(move || said.with(|it| it.1.clone())));
    let name = label().attr("for", id).child(text(move || said.with(|it| it.0.clone())));
    View::from(li().class("ticked").child(box_of_it).child(name.child(about)))
}
