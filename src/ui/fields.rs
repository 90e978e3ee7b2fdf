//! A control for any field, by the kind of thing it wants. Typing is kept within a moment; picking
//! is kept at once. What cannot be taken as meant stays as typed and is pointed out.

use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::playbook::Choices;
use kickoff::domain::register::Register;
use kickoff::domain::text::Text;
use kickoff::domain::value::{Kind, Problem, Value};
use kickoff::i18n::summary::service_name;
use leptos::prelude::*;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::browser;
use super::dates;
use super::parts::{hint_line, labelled, outside_link, tick_field};
use super::session::{use_bench, use_words};
use super::undecided::undecided;
use crate::ui::el::{View, el, flag, follow, live, maybe, on_blur, on_control};
use crate::ui::shown::Shown;

/// The id of the list of people's names that name fields suggest from.
pub const PEOPLE_LIST: &str = "people-names";

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
    let bench = use_bench();
    let field = Field::Fact(id);
    bench
        .playbook()
        .fact(id)
        .zip(field.kind(bench.playbook()))
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

/// A control shows what is recorded. While somebody types in it, it is theirs; but a keyboard that
/// only rests there must not stand in front of what another tab or a file has brought: the next
/// letter would be written over it. `value` sets the control's text, if told to, and tells it.
fn keep_showing(
    stored: Shown<String>,
    kind: Kind,
    control: Element,
    value: impl Fn(Option<&str>) -> String + 'static,
) {
    // As it is recorded: １２０ and 120 are one.
    let read = move |typed: String| kind.read(&typed).map(|it| it.typed()).unwrap_or_default();
    let mut last = String::new();
    follow(Box::new(move || {
        let text = stored.get();
        let has_focus = document().active_element().is_some_and(|it| it == control);
        if !has_focus || read(value(None)) == last {
            value(Some(&text));
        }
        last = text;
    }));
}

/// One line of text, a day, a moment or a number.
fn line_input(field: Field, kind: Kind, label: &'static str, hint: Option<&'static str>) -> View {
    let bench = use_bench();
    let words = use_words();
    let stored = bench.typed(field);
    // Browsers tell nothing of a half-typed date but that it is bad.
    let is_bad = RwSignal::new(false);
    let is_emptied_name = RwSignal::new(false);
    let id = browser::fresh_id();
    let described = format!("{id}-more");
    let control = el("input").class("field__input");
    let input: HtmlInputElement = control.control();
    let shown = input.clone();
    keep_showing(stored, kind, shown.clone().into(), move |text| {
        if let Some(text) = text {
            shown.set_value(text);
        }
        shown.value()
    });
    // What is clear has no problem, so the text alone tells.
    let problem = Shown::new(move || stored.with(|it| kind.problem(it)));
    let is_zone = field == Field::Fact(kickoff::domain::known::TIME_ZONE);
    let shown_problem = move || -> Option<String> {
        if is_emptied_name.get() {
            return Some(words.customer_needed().to_owned());
        }
        if is_zone && stored.with(|it| !it.trim().is_empty() && !dates::is_zone(it)) {
            return Some(words.zone_unknown().to_owned());
        }
        let problem = match (problem.get(), is_bad.get(), kind) {
            (Some(problem), _, _) => Some(problem),
            (None, true, Kind::Moment) => Some(Problem::NotAMoment),
            (None, true, _) => Some(Problem::NotADay),
            _ => None,
        };
        problem.map(|it| words.problem(it))
    };
    let is_customer = field == Field::Fact(kickoff::domain::known::CUSTOMER);
    let input_type = match kind {
        Kind::Day => "date",
        Kind::Moment => "datetime-local",
        Kind::Link => "url",
        _ => "text",
    };
    let link = (kind == Kind::Link).then(|| typed_link(stored));
    let control = control
        .attr("type", input_type)
        .attr("autocomplete", "off")
        .attr("inputmode", (kind == Kind::Count).then_some("numeric"))
        .attr("list", (kind == Kind::Name).then_some(PEOPLE_LIST))
        .attr("aria-invalid", maybe(move || shown_problem().is_some().then_some("true")))
        .attr("aria-describedby", described.clone())
        // Some browsers show today there, as if it were filled in; style makes it look empty.
        .attr(
            "data-empty",
            matches!(kind, Kind::Day | Kind::Moment)
                .then(|| flag(move || stored.with(String::is_empty) && !is_bad.get())),
        )
        .on(
            "input",
            on_control(move |control: HtmlInputElement| {
                is_bad.set(control.validity().bad_input());
                is_emptied_name.set(is_customer && control.value().trim().is_empty());
                // A half-typed date is not an emptied one.
                if !control.validity().bad_input() {
                    bench.type_into(field, &control.value());
                }
            }),
        )
        .on(
            "blur",
            on_blur(move || {
                bench.flush();
                if !is_bad.get_untracked() {
                    is_emptied_name.set(false);
                    input.set_value(&stored.get_untracked());
                }
            }),
        );
    View::from(
        labelled(kind_name(kind), label, &id, control)
            .child(link)
            .child(el("p").class("field__more").attr("id", described.clone()).child(live(
                move || match shown_problem() {
                    Some(problem) => View::from(el("span").class("field__problem").child(problem)),
                    None => {
                        hint.map(|it| View::from(el("span").class("field__hint").child(it))).into()
                    }
                },
            )))
            .child(undecided(field, id)),
    )
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

/// Several lines. Grows with its text.
pub fn long_text_input(field: Field, label: &'static str, hint: Option<&'static str>) -> View {
    let bench = use_bench();
    let stored = bench.typed(field);
    let id = browser::fresh_id();
    let described = format!("{id}-more");
    let control = el("textarea").class("field__input");
    let shown: HtmlTextAreaElement = control.control();
    let left = shown.clone();
    keep_showing(stored, Kind::LongText, shown.clone().into(), move |text| {
        if let Some(text) = text {
            shown.set_value(text);
        }
        shown.value()
    });
    let control = control
        .attr("rows", "2")
        .attr("aria-describedby", hint.is_some().then(|| described.clone()))
        .on(
            "input",
            on_control(move |control: HtmlTextAreaElement| {
                bench.type_into(field, &control.value())
            }),
        )
        .on(
            "blur",
            on_blur(move || {
                bench.flush();
                left.set_value(&stored.get_untracked());
            }),
        );
    View::from(
        labelled(kind_name(Kind::LongText), label, &id, control)
            .child(hint_line(&described, hint))
            .child(undecided(field, id)),
    )
}

/// A name, without the words of the playbook around it.
pub fn name_input(field: Field, label: &'static str) -> View {
    line_input(field, Kind::Name, label, None)
}

fn flag_input(field: Field, label: &'static str) -> View {
    let bench = use_bench();
    let is_set = bench.select(move |it| it.flag(field));
    let pick = move |is_ticked: bool| {
        let value = is_ticked.then_some(Value::Flag(true));
        bench.edit(vec![Edit { field, value }]);
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
    let bench = use_bench();
    let words = use_words();
    let playbook = bench.playbook();
    let options = bench.select(move |it| {
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
    let bench = use_bench();
    let stored = bench.typed(field);
    let kind = field.kind(bench.playbook());
    let id = browser::fresh_id();
    let described = format!("{id}-more");
    let options = live(move || {
        let chosen = stored.get();
        let options = options.get();
        options
            .into_iter()
            .map(|(code, label)| {
                let is_chosen = code == chosen;
                View::from(
                    el("option").attr("value", code).attr("selected", is_chosen).child(label),
                )
            })
            .collect::<Vec<View>>()
            .into()
    });
    let control = el("select")
        .class("field__input")
        .attr("aria-describedby", hint.is_some().then(|| described.clone()))
        .on(
            "change",
            on_control(move |control: HtmlSelectElement| {
                let value = kind.and_then(|it| it.read(&control.value()));
                bench.edit(vec![Edit { field, value }]);
            }),
        )
        .child(el("option").attr("value", "").child(none))
        .child(options);
    View::from(labelled("choice", label, &id, control).child(hint_line(&described, hint)))
}

/// What somebody typed as an address: a link if it is one that is safe to follow, else its text.
fn typed_link(typed: Shown<String>) -> View {
    let words = use_words();
    live(move || {
        let typed = typed.get();
        if typed.trim().is_empty() {
            return ().into();
        }
        match safe_address(&typed) {
            Some(address) => View::from(outside_link(address, &typed)),
            None => View::from(
                el("p")
                    .class("field__more")
                    .child(el("code").child(typed))
                    .child(" ")
                    .child(el("span").class("field__hint").child(words.not_a_web_address())),
            ),
        }
    })
}

/// The address as the browser reads it, if it is http, https or mailto.
pub fn safe_address(typed: &str) -> Option<String> {
    let url = web_sys::Url::new(typed.trim()).ok()?;
    matches!(url.protocol().as_str(), "http:" | "https:" | "mailto:").then(|| url.href())
}
