use kickoff::domain::code::{Code, YesNo};
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::findings::{Standing, implied_code, standing};
use kickoff::domain::playbook::{Question, QuestionKind};
use kickoff::i18n::reasons::answer_word;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::ui::browser;
use crate::ui::erased::{flag, on_control, when};
use crate::ui::parts::{Chip, Tone};
use crate::ui::session::{use_bench, use_words};

/// A question with its closed answers; "not asked yet" is one of them. Where the data answers, it
/// says so.
#[component]
pub fn QuestionInput(question: &'static Question) -> impl IntoView {
    let bench = use_bench();
    let words = use_words();
    let field = Field::Answer(question.id);
    let id = question.id;
    let now = bench.select(move |it| standing(id, it));
    let name = browser::fresh_id();
    let mut answers: Vec<(&'static str, &'static str)> = match question.kind {
        QuestionKind::Choice => {
            question.choices.iter().map(|it| (&*it.code, it.label.get(words.0))).collect()
        }
        _ => YesNo::ALL.iter().map(|it| (it.code(), answer_word(*it, words.0))).collect(),
    };
    answers.push(("", words.not_asked()));
    let options = answers
        .into_iter()
        .map(|(code, label)| {
            let is_chosen = move || match now.get() {
                Standing::NotAsked => code.is_empty(),
                Standing::Given(given) => given == code,
                Standing::Implied(holds) => implied_code(holds) == code,
            };
            view! {
                <label class="answer">
                    <input
                        class="answer__box"
                        type="radio"
                        name=name.clone()
                        value=code
                        prop:checked=flag(is_chosen)
                        disabled=flag(move || matches!(now.get(), Standing::Implied(_)))
                        on:change=on_control(move |_: HtmlInputElement| {
                            let kind = field.kind(bench.playbook());
                            let value = kind.and_then(|it| it.read(code));
                            bench.edit(vec![Edit { field, value }]);
                        })
                    />
                    <span class="answer__label">{label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="question">
            <legend class="question__ask">
                <span class="question__code">{&*question.code}</span>
                {question.ask.get(words.0)}
            </legend>
            <div class="question__answers">
                {options}
                {when(move || matches!(now.get(), Standing::Implied(_)), move || view! {
                    <Chip text=words.implied() tone=Tone::Done/>
                }.into_any())}
            </div>
            {question.hint.as_ref().map(|it| view! {
                <p class="question__hint">{it.get(words.0)}</p>
            })}
        </fieldset>
    }
}
