//! The one way of every text that is typed: noted while somebody types, settled at a pause or on
//! leaving, one step of undo and one row of history; a composition (as of an input method) taken whole,
//! and what a browser cannot read pointed out and not written over.

use std::cell::RefCell;
use std::rc::Rc;

use kickoff::domain::field::{Field, Topic};
use kickoff::domain::value::{Kind, Problem};
use leptos::prelude::*;

use crate::browser;
use crate::ui::parts::labelled;
use crate::ui::session::use_editor;
use kit::html::{div, input, p, span, textarea};
use kit::{Control, El, Shown, View, ev, follow, live, maybe, on_typed};

/// The id of the list of people's names that name fields suggest from.
pub const PEOPLE_LIST: &str = "people-names";

/// Where what is typed goes.
#[derive(Clone)]
pub struct TextSlot {
    pub kind: Kind,
    /// What stands there, as a control shows it.
    pub stored: Shown<String>,
    /// Why that cannot be taken as it is meant.
    pub problem: Shown<Option<Problem>>,
    /// The browser has something half-typed, of which it tells nothing but that it is bad.
    pub is_bad: RwSignal<bool>,
    /// Somebody types.
    pub take: Rc<dyn Fn(&str)>,
    /// Somebody leaves.
    pub settle: Rc<dyn Fn()>,
}

impl TextSlot {
    /// A field of the engagement.
    pub fn of(field: Field, kind: Kind) -> TextSlot {
        let editor = use_editor();
        TextSlot {
            kind,
            stored: editor.typed(field),
            problem: editor.select_of(Topic::Field(field), move |it| {
                it.value(field).and_then(|it| kind.problem_of(it))
            }),
            is_bad: RwSignal::new(false),
            take: Rc::new(move |typed| editor.type_into(field, typed)),
            settle: Rc::new(move || editor.flush()),
        }
    }

    /// What the field says of what stands there.
    pub fn trouble(&self) -> Option<Problem> {
        self.problem.get().or_else(|| self.is_bad.get().then(|| self.kind.unread()))
    }
}

/// What is said around a control.
pub struct FieldTexts {
    pub label: &'static str,
    pub hint: Option<&'static str>,
    /// What is wrong with what stands there.
    pub problem: Rc<dyn Fn() -> Option<String>>,
    /// The id of the control.
    pub id: String,
}

/// A control for one line, a day, a moment or a number, with its label, and beneath it a problem or
/// else the hint. `between` stands before those.
pub fn line(slot: &TextSlot, said: FieldTexts, between: View) -> El {
    let FieldTexts { label, hint, problem, id } = said;
    let described = format!("{id}-more");
    let (input_type, latest) = match slot.kind {
        // With more digits than a year has, the browser would not go on to the month.
        Kind::Day => ("date", Some("2099-12-31")),
        Kind::Moment => ("datetime-local", Some("2099-12-31T23:59")),
        Kind::Link => ("url", None),
        _ => ("text", None),
    };
    let is_wrong = problem.clone();
    let mut control = input()
        .class("field__input")
        .attr("type", input_type)
        .attr("max", latest)
        .attr("autocomplete", "off")
        .attr("inputmode", (slot.kind == Kind::Count).then_some("numeric"))
        .attr("list", (slot.kind == Kind::Name).then_some(PEOPLE_LIST))
        .attr("aria-invalid", maybe(move || is_wrong().is_some().then_some("true")))
        .attr("aria-describedby", described.clone());
    if latest.is_some() {
        // Some browsers show today's date, in grey, where there is none.
        let (stored, is_bad) = (slot.stored, slot.is_bad);
        let is_empty = move || stored.with(String::is_empty) && !is_bad.get();
        control = control.attr("data-empty", maybe(move || is_empty().then_some("")));
    }
    let control = typed_into(control, slot, None);
    labelled(kind_name(slot.kind), label, &id, control).child(between).child(
        p().class("field__more").attr("id", described).child(live(move || match problem() {
            Some(problem) => View::from(span().class("field__problem").child(problem)),
            None => hint.map(|it| View::from(span().class("field__hint").child(it))).into(),
        })),
    )
}

/// A control for several lines under its label, which grows with its text.
pub fn lines(slot: &TextSlot, label: &'static str, id: &str, described: Option<String>) -> El {
    let control =
        textarea().class("field__input").attr("rows", "2").attr("aria-describedby", described);
    if browser::sizes_fields() {
        return labelled(kind_name(slot.kind), label, id, typed_into(control, slot, None));
    }
    // A holder with the same text in it has the height that the control needs.
    let holder = div().class("grow");
    let control = typed_into(control, slot, Some(holder.clone()));
    let field = labelled(kind_name(slot.kind), label, id, control.clone());
    field.child(holder.child(control))
}

/// What style knows a kind of control by.
pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::LongText => "long",
        Kind::Choice(_) | Kind::Service => "choice",
        Kind::Day => "day",
        Kind::Moment => "moment",
        Kind::Count => "count",
        _ => "text",
    }
}

/// A control and the text that it had when somebody last looked, told or typed.
#[derive(Clone)]
struct Typist {
    control: Control,
    last: Rc<RefCell<String>>,
    holder: Option<El>,
}

impl Typist {
    fn shows(&self, text: &str) {
        if self.control.value() != text {
            self.control.set_value(text);
        }
        self.note_shown();
    }

    fn note_shown(&self) {
        let text = self.control.value();
        if let Some(holder) = &self.holder {
            let _ = holder.clone().attr("data-text", text.as_str());
        }
        self.last.replace(text);
    }
}

/// Lets somebody type into a slot.
fn typed_into(control: El, slot: &TextSlot, holder: Option<El>) -> El {
    let typist = Typist { control: Control::of(&control), last: Rc::default(), holder };
    keep_showing(slot, typist.clone());
    let TextSlot { stored, is_bad, take, settle, .. } = slot.clone();
    let note = move |typist: &Typist| {
        let is_half_typed = typist.control.is_half_typed();
        if is_bad.get_untracked() != is_half_typed {
            is_bad.set(is_half_typed);
        }
        if !is_half_typed && typist.control.value() != *typist.last.borrow() {
            typist.note_shown();
            take(&typist.control.value());
        }
    };
    let (noting, typing) = (note.clone(), typist.clone());
    on_typed(control, move |_| noting(&typing)).on(ev::blur, move |_| {
        // From nothing to half a date, browsers tell nothing until here.
        note(&typist);
        settle();
        if !typist.control.is_half_typed() {
            typist.shows(&stored.get_untracked());
        }
    })
}

/// A control shows what is recorded. While somebody types in it, it is theirs; but a keyboard that
/// only rests there must not stand in front of what another tab or a file has brought: the next
/// letter would be written over it.
fn keep_showing(slot: &TextSlot, typist: Typist) {
    let (stored, kind) = (slot.stored, slot.kind);
    // As it is recorded: １２０ and 120 are one.
    let read = move |typed: &str| kind.read(typed).map(|it| it.typed()).unwrap_or_default();
    let mut last = String::new();
    follow(Box::new(move || {
        let text = stored.get();
        let is_theirs = typist.control.has_keyboard() && read(&typist.control.value()) != last;
        if !is_theirs && !typist.control.is_half_typed() {
            typist.shows(&text);
        }
        last = text;
    }));
}
