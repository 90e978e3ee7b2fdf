//! A control for any field, by the kind of thing it wants. Typing is kept within a moment; picking
//! is kept at once. What cannot be taken as meant stays as typed and is pointed out.

use std::rc::Rc;

use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, Topic};
use kickoff::domain::playbook::Choices;
use kickoff::domain::register::Register;
use kickoff::domain::text::{Text, is_blank};
use kickoff::domain::value::{Kind, Value};
use kickoff::i18n::names::service_name;
use leptos::prelude::*;

use super::links::typed_link;
use super::typing::{FieldTexts, TextSlot, line, lines};
use super::undecided::undecided;
use crate::browser::dates;
use crate::ui::parts::{hint_line, labelled, tick_field};
use crate::ui::session::{use_editor, use_words};
use kit::choosing::{ChoiceMove, moved_through};
use kit::{For, Shown, View, ev, flag, fresh_id, html, on_control, text};

/// Words around a control.
#[derive(Clone, Copy)]
pub struct Labels {
    pub label: &'static Text,
    pub hint: Option<&'static Text>,
    pub choices: Option<&'static Choices>,
}

/// A labelled control for a field.
pub fn field_input(field: Field, kind: Kind, labels: Labels) -> View {
    let words = use_words();
    let label = labels.label.get(words.0);
    let hint = labels.hint.map(|it| it.get(words.0));
    match kind {
        Kind::Flag => flag_input(field, label),
        Kind::Choice(_) => choice_input(field, label, hint, labels.choices),
        Kind::Service => service_input(field, label),
        Kind::LongText => long_text_input(field, label, hint),
        _ => line_input(field, kind, label, hint),
    }
}

/// A fact of the engagement, with the words of the playbook.
pub fn fact_input(id: kickoff::domain::id::FactId) -> View {
    let editor = use_editor();
    let field = Field::Fact(id);
    editor
        .playbook()
        .fact(id)
        .zip(field.kind(editor.playbook()))
        .map(|(fact, kind)| {
            let labels = Labels {
                label: &fact.label,
                hint: fact.hint.as_ref(),
                choices: Some(&fact.choices),
            };
            field_input(field, kind, labels)
        })
        .into()
}

/// One line of text, a day, a moment or a number.
fn line_input(field: Field, kind: Kind, label: &'static str, hint: Option<&'static str>) -> View {
    let editor = use_editor();
    let words = use_words();
    let mut slot = TextSlot::of(field, kind);
    let is_emptied_name = RwSignal::new(false);
    if field == Field::Fact(editor.playbook().roles.customer) {
        slot.take = Rc::new(move |typed| {
            is_emptied_name.set(is_blank(typed));
            editor.type_into(field, typed);
        });
        slot.settle = Rc::new(move || {
            editor.flush();
            is_emptied_name.set(false);
        });
    }
    let is_zone = field == Field::Fact(editor.playbook().roles.time_zone);
    let told = slot.clone();
    let problem = move || {
        if is_emptied_name.get() {
            return Some(words.customer_needed().to_owned());
        }
        if is_zone && told.stored.with(|it| !is_blank(it) && !dates::is_zone(it)) {
            return Some(words.zone_unknown().to_owned());
        }
        told.trouble().map(|it| words.problem(it))
    };
    let id = fresh_id();
    let said = FieldTexts { label, hint, problem: Rc::new(problem), id: id.clone() };
    let link = (kind == Kind::Link).then(|| typed_link(slot.stored));
    line(&slot, said, link.into()).child(undecided(field, id)).into()
}

/// Several lines.
pub fn long_text_input(field: Field, label: &'static str, hint: Option<&'static str>) -> View {
    let id = fresh_id();
    let described = format!("{id}-more");
    let slot = TextSlot::of(field, Kind::LongText);
    lines(&slot, label, &id, hint.is_some().then(|| described.clone()))
        .child(hint_line(&described, hint))
        .child(undecided(field, id))
        .into()
}

/// A name, without the words of the playbook around it.
pub fn name_input(field: Field, label: &'static str) -> View {
    line_input(field, Kind::Name, label, None)
}

fn flag_input(field: Field, label: &'static str) -> View {
    let editor = use_editor();
    let is_set = editor.select_of(Topic::Field(field), move |it| it.flag(field));
    let pick = move |is_ticked: bool| {
        let value = is_ticked.then_some(Value::Flag(true));
        editor.edit(vec![Edit { field, value }]);
    };
    tick_field(label, flag(move || is_set.get()), pick).into()
}

/// One of a closed list; the empty choice is "nothing recorded".
fn choice_input(
    field: Field,
    label: &'static str,
    hint: Option<&'static str>,
    choices: Option<&'static Choices>,
) -> View {
    let words = use_words();
    let options: Vec<(String, String)> = choices
        .into_iter()
        .flat_map(Choices::iter)
        .map(|it| (it.code.to_string(), it.label.get(words.0).to_owned()))
        .collect();
    let options = Shown::new(move || options.clone());
    select(field, label, hint, options, words.choose())
}

/// A service of this engagement.
fn service_input(field: Field, label: &'static str) -> View {
    let editor = use_editor();
    let words = use_words();
    let playbook = editor.playbook();
    let options = editor.select_of(Topic::Register(Register::Services), move |it| {
        it.entries(Register::Services)
            .map(|id| (id.to_string(), service_name(it, playbook, id, words.0)))
            .collect::<Vec<(String, String)>>()
    });
    select(field, label, None, options, words.no_service_chosen())
}

fn select(
    field: Field,
    label: &'static str,
    hint: Option<&'static str>,
    options: Shown<Vec<(String, String)>>,
    none: &'static str,
) -> View {
    let editor = use_editor();
    let stored = editor.typed(field);
    let kind = field.kind(editor.playbook());
    let id = fresh_id();
    let described = format!("{id}-more");
    // They stay while others come and go: somebody may be on the way through them.
    let codes = Shown::new(move || options.with(|all| all.iter().map(|it| it.0.clone()).collect()));
    let drawn = For(codes, move |code: String| {
        let is_chosen = stored.with_untracked(|it| *it == code);
        let option = html::option().attr("value", code.as_str()).attr("selected", is_chosen);
        let label = text(move || {
            let of_code = |all: &Vec<(String, String)>| {
                all.iter().find(|it| it.0 == code).map(|it| it.1.clone()).unwrap_or_default()
            };
            options.with(of_code)
        });
        View::from(option.child(label))
    });
    // What stands there of something that is gone is none of them.
    let shown = text(move || {
        let chosen = stored.get();
        let is_there = options.with_untracked(|all| all.iter().any(|it| it.0 == chosen));
        if is_there { chosen } else { String::new() }
    });
    let way = ChoiceMove::default();
    let moving = way.clone();
    let control = html::select()
        .class("field__input")
        .attr("aria-describedby", hint.is_some().then(|| described.clone()))
        .on(
            ev::change,
            on_control(move |control| {
                let value = kind.and_then(|it| it.read(&control.value()));
                editor.choose(Edit { field, value }, moving.is_on());
            }),
        )
        .child(html::option().attr("value", "").child(none))
        .child(drawn)
        .prop("value", shown);
    let control = moved_through(control, &way, move |_| editor.flush());
    View::from(labelled("choice", label, &id, control).child(hint_line(&described, hint)))
}
