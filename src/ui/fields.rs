//! A control for any field, by the kind of thing it wants. Typing is kept within a moment; picking
//! is kept at once. What cannot be taken as meant stays as typed and is pointed out.

use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::playbook::Choices;
use kickoff::domain::register::Register;
use kickoff::domain::text::Text;
use kickoff::domain::value::{Kind, Problem, Value};
use kickoff::i18n::summary::service_name;
use leptos::html;
use leptos::prelude::*;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::browser;
use super::erased::{flag, live, maybe, on_blur, on_control};
use super::session::{use_bench, use_words};

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
#[component]
pub fn FieldInput(field: Field, kind: Kind, labels: Labels) -> impl IntoView {
    let words = use_words();
    let label = labels.label.get(words.0);
    let hint = labels.hint.map(|it| it.get(words.0));
    match kind {
        Kind::Flag => view! { <FlagInput field label/> }.into_any(),
        Kind::Choice(_) => view! { <ChoiceInput field label hint choices=labels.choices/> }.into_any(),
        Kind::Service => view! { <ServiceInput field label/> }.into_any(),
        Kind::LongText => view! { <LongTextInput field label hint/> }.into_any(),
        _ => view! { <LineInput field kind label hint/> }.into_any(),
    }
}

/// A fact of the engagement, with the words of the playbook.
#[component]
pub fn FactInput(id: kickoff::domain::id::FactId) -> impl IntoView {
    let bench = use_bench();
    let field = Field::Fact(id);
    bench.playbook().fact(id).zip(field.kind(bench.playbook())).map(|(fact, kind)| {
        let labels =
            Labels { label: &fact.label, hint: fact.hint.as_ref(), choices: Some(&fact.choices) };
        view! { <FieldInput field kind labels/> }
    })
}

fn has_focus(element: &Element) -> bool {
    document().active_element().is_some_and(|it| it == *element)
}

/// One line of text, a day, a moment or a number.
#[component]
fn LineInput(
    field: Field,
    kind: Kind,
    label: &'static str,
    hint: Option<&'static str>,
) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let stored = bench.typed(field);
    let node = NodeRef::<html::Input>::new();
    // Browsers tell nothing of a half-typed date but that it is bad.
    let is_bad = RwSignal::new(false);
    let is_emptied_name = RwSignal::new(false);
    let id = browser::fresh_id();
    let described = format!("{id}-more");
    // While somebody types, the control is theirs; otherwise it shows what is recorded.
    Effect::new(move |_| {
        let text = stored.get();
        if let Some(input) = node.get()
            && !has_focus(&input)
        {
            input.set_value(&text);
        }
    });
    let problem = bench.select(move |it| match it.value(field) {
        Some(Value::Unclear(typed)) => kind.problem(typed),
        _ => None,
    });
    let shown_problem = move || -> Option<String> {
        if is_emptied_name.get() {
            return Some(words.customer_needed().to_owned());
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
    let link = (kind == Kind::Link).then(|| view! { <TypedLink typed=stored/> });
    view! {
        <div class="field" data-kind=kind_name(kind)>
            <label class="field__label" for=id.clone()>{label}</label>
            <input
                class="field__input"
                id=id.clone()
                node_ref=node
                type=input_type
                autocomplete="off"
                inputmode=(kind == Kind::Count).then_some("numeric")
                list=(kind == Kind::Name).then_some(PEOPLE_LIST)
                aria-invalid=maybe(move || shown_problem().is_some().then_some("true"))
                aria-describedby=described.clone()
                on:input=on_control(move |control: HtmlInputElement| {
                    let input = control;
                    is_bad.set(input.validity().bad_input());
                    is_emptied_name.set(is_customer && input.value().trim().is_empty());
                    // A half-typed date is not an emptied one.
                    if !input.validity().bad_input() {
                        bench.type_into(field, &input.value());
                    }
                })
                on:blur=on_blur(move || {
                    bench.flush();
                    if !is_bad.get_untracked() {
                        is_emptied_name.set(false);
                        if let Some(input) = node.get_untracked() {
                            input.set_value(&stored.get_untracked());
                        }
                    }
                })
            />
            {link}
            <p class="field__more" id=described.clone()>
                {live(move || match shown_problem() {
                    Some(problem) => view! { <span class="field__problem">{problem}</span> }.into_any(),
                    None => hint.map(|it| view! { <span class="field__hint">{it}</span> }).into_any(),
                })}
            </p>
        </div>
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Day => "day",
        Kind::Moment => "moment",
        Kind::Count => "count",
        _ => "text",
    }
}

/// Several lines. Grows with its text.
#[component]
pub fn LongTextInput(
    field: Field,
    label: &'static str,
    hint: Option<&'static str>,
) -> impl IntoView {
    let bench = use_bench();
    let stored = bench.typed(field);
    let node = NodeRef::<html::Textarea>::new();
    let id = browser::fresh_id();
    let described = format!("{id}-more");
    Effect::new(move |_| {
        let text = stored.get();
        if let Some(input) = node.get()
            && !has_focus(&input)
        {
            input.set_value(&text);
        }
    });
    view! {
        <div class="field" data-kind="long">
            <label class="field__label" for=id.clone()>{label}</label>
            <textarea
                class="field__input"
                id=id.clone()
                node_ref=node
                rows="2"
                aria-describedby=hint.is_some().then(|| described.clone())
                on:input=on_control(move |control: HtmlTextAreaElement| bench.type_into(field, &control.value()))
                on:blur=on_blur(move || bench.flush())
            ></textarea>
            {hint.map(|it| view! { <p class="field__more" id=described.clone()>
                <span class="field__hint">{it}</span>
            </p> })}
        </div>
    }
}

/// A name, without the words of the playbook around it.
#[component]
pub fn NameInput(field: Field, label: &'static str) -> impl IntoView {
    view! { <LineInput field kind=Kind::Name label hint=None/> }
}

#[component]
fn FlagInput(field: Field, label: &'static str) -> impl IntoView {
    let bench = use_bench();
    let is_set = bench.select(move |it| it.flag(field));
    let id = browser::fresh_id();
    view! {
        <div class="field field--flag">
            <input
                class="box"
                id=id.clone()
                type="checkbox"
                prop:checked=flag(move || is_set.get())
                on:change=on_control(move |control: HtmlInputElement| {
                    let value = control.checked().then_some(Value::Flag(true));
                    bench.edit(vec![Edit { field, value }]);
                })
            />
            <label class="field__label" for=id.clone()>{label}</label>
        </div>
    }
}

/// One of a closed list; the empty choice is "nothing recorded".
#[component]
fn ChoiceInput(
    field: Field,
    label: &'static str,
    hint: Option<&'static str>,
    choices: Option<&'static Choices>,
) -> impl IntoView {
    let words = use_words();
    let options: Vec<(String, String)> = choices
        .into_iter()
        .flat_map(Choices::iter)
        .map(|it| (it.code.to_string(), it.label.get(words.0).to_owned()))
        .collect();
    let options = Signal::stored(options);
    view! { <Select field label hint options none=words.choose()/> }
}

/// A service of this engagement.
#[component]
fn ServiceInput(field: Field, label: &'static str) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let playbook = bench.playbook();
    let options = bench.select(move |it| {
        it.entries(Register::Services)
            .map(|id| (id.to_string(), service_name(it, playbook, id, words.0)))
            .collect::<Vec<(String, String)>>()
    });
    view! { <Select field label hint=None options none=words.no_service_chosen()/> }
}

#[component]
fn Select(
    field: Field,
    label: &'static str,
    hint: Option<&'static str>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    none: &'static str,
) -> impl IntoView {
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
                view! { <option value=code selected=is_chosen>{label}</option> }
            })
            .collect_view()
            .into_any()
    });
    view! {
        <div class="field" data-kind="choice">
            <label class="field__label" for=id.clone()>{label}</label>
            <select
                class="field__input"
                id=id.clone()
                aria-describedby=hint.is_some().then(|| described.clone())
                on:change=on_control(move |control: HtmlSelectElement| {
                    let value = kind.and_then(|it| it.read(&control.value()));
                    bench.edit(vec![Edit { field, value }]);
                })
            >
                <option value="">{none}</option>
                {options}
            </select>
            {hint.map(|it| view! { <p class="field__more" id=described.clone()>
                <span class="field__hint">{it}</span>
            </p> })}
        </div>
    }
}

/// What somebody typed as an address: a link if it is one that is safe to follow, else its text.
#[component]
fn TypedLink(typed: Memo<String>) -> impl IntoView {
    let words = use_words();
    live(move || {
        let typed = typed.get();
        if typed.trim().is_empty() {
            return ().into_any();
        }
        match safe_address(&typed) {
            Some(address) => view! {
                <a class="link" href=address target="_blank" rel="noopener noreferrer">
                    {typed}<span class="unseen">{words.new_tab()}</span>
                </a>
            }
            .into_any(),
            None => view! {
                <p class="field__more">
                    <code>{typed}</code>
                    " "<span class="field__hint">{words.not_a_web_address()}</span>
                </p>
            }
            .into_any(),
        }
    })
}

/// The address as the browser reads it, if it is http, https or mailto.
pub fn safe_address(typed: &str) -> Option<String> {
    let url = web_sys::Url::new(typed.trim()).ok()?;
    matches!(url.protocol().as_str(), "http:" | "https:" | "mailto:").then(|| url.href())
}
