//! Who is in the meeting: ticked from the list of people, or added by typing a name (R53).

use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, Topic};
use kickoff::domain::id::EntryId;
use kickoff::domain::register::{Register, people};
use kickoff::domain::text::{is_blank, trimmed};
use kickoff::domain::value::Value;

use super::ticked::ticked_line;
use crate::ui::later::typing::PEOPLE_LIST;
use crate::ui::session::{EditorHandle, use_editor, use_words};
use kit::html::{div, h3, input, label, p, section, ul};
use kit::{Control, For, Show, View, ev, fresh_id, is_of_composition};

pub fn people() -> View {
    let editor = use_editor();
    let words = use_words();
    let ids = editor.select_of(Topic::Register(Register::People), |it| {
        it.filled_entries(Register::People).collect::<Vec<EntryId>>()
    });
    View::from(
        section()
            .class("attendance")
            .attr("aria-label", words.in_the_room())
            .child(h3().class("meeting__heading").child(words.in_the_room()))
            .child(Show(
                move || ids.with(Vec::is_empty),
                move || View::from(p().child(words.nobody_yet())),
            ))
            .child(ul().class("attendance__people").child(For(ids, person)))
            .child(new_person(editor)),
    )
}

fn person(id: EntryId) -> View {
    let said = use_editor().select_of(Topic::Entry(Register::People, id), move |it| {
        let cell = |column| trimmed(it.cell(Register::People, id, column)).to_owned();
        let about = [cell(people::ORGANISATION), cell(people::ROLE)];
        let about = about.into_iter().filter(|it| !is_blank(it)).collect::<Vec<_>>();
        (cell(people::NAME), about.join(" · "))
    });
    ticked_line(Field::Entry(Register::People, id, people::INTRODUCED), said)
}

/// A name that is typed and taken by Enter: of somebody on the list, who is ticked, or of somebody new.
fn new_person(editor: EditorHandle) -> View {
    let words = use_words();
    let id = fresh_id();
    let field = input()
        .class("field__input")
        .attr("id", id.as_str())
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("list", PEOPLE_LIST);
    let control = Control::of(&field);
    let field = field.on(ev::keydown, move |event| {
        // An Enter that ends a composition is not meant for us, in no browser's order of events.
        let is_meant = event.key() == "Enter" && !is_of_composition(&event);
        if is_meant && !is_blank(&control.value()) {
            event.prevent_default();
            add(editor, trimmed(&control.value()));
            control.set_value("");
        }
    });
    View::from(
        div()
            .class("field")
            .child(label().class("field__label").attr("for", id).child(words.person_to_add()))
            .child(field),
    )
}

fn add(editor: EditorHandle, name: &str) {
    let known = editor.peek(|it| {
        let mut ids = it.entries(Register::People);
        ids.find(|id| trimmed(it.cell(Register::People, *id, people::NAME)) == name)
    });
    let id = known.unwrap_or_else(|| EntryId::coined(editor.unique()));
    let cell = |column, value| Edit::set(Field::Entry(Register::People, id, column), value);
    let mut edits = Vec::new();
    if known.is_none() {
        edits.push(Edit::add(Register::People, id));
        edits.push(cell(people::NAME, Value::Text(name.into())));
    }
    edits.push(cell(people::INTRODUCED, Value::Flag(true)));
    editor.edit(edits);
}
