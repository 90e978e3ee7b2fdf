use kickoff::domain::code::{Code, YesNo};
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, Subject};
use kickoff::domain::findings::{AnswerState, answer_state, implied_code};
use kickoff::domain::playbook::{Question, QuestionKind};
use kickoff::i18n::reasons::answer_word;

use crate::ui::later::audience::audience_input;
use crate::ui::parts::{Tone, answer, chip};
use crate::ui::session::{use_editor, use_words};
use kit::choosing::{ChoiceMove, moved_through};
use kit::html::{div, fieldset, legend, p};
use kit::{El, Show, View, flag, fresh_id};

/// A question with its closed answers; "not asked yet" is one of them. Where the data answers, it
/// says so.
pub fn question_input(question: &'static Question) -> View {
    with_foot(question, View::default())
}

/// The same, with whom the answer is for.
pub fn question_with_audience(question: &'static Question) -> View {
    with_foot(question, audience_input(Subject::Answer(question.id), None))
}

fn with_foot(question: &'static Question, more: View) -> View {
    let editor = use_editor();
    let words = use_words();
    let field = Field::Answer(question.id);
    let id = question.id;
    let now = editor.select(move |it| answer_state(id, it));
    let name = fresh_id();
    let mut answers: Vec<(&'static str, &'static str)> = match question.kind {
        QuestionKind::Choice => {
            question.choices.iter().map(|it| (&*it.code, it.label.get(words.0))).collect()
        }
        _ => YesNo::ALL.iter().map(|it| (it.code(), answer_word(*it, words.0))).collect(),
    };
    answers.push(("", words.not_asked()));
    let way = ChoiceMove::default();
    let options = answers
        .into_iter()
        .map(|(code, label)| {
            let is_chosen = move || match now.get() {
                AnswerState::NotAsked => code.is_empty(),
                AnswerState::Given(given) => given == code,
                AnswerState::Implied(holds) => implied_code(holds) == code,
            };
            let is_fixed = flag(move || matches!(now.get(), AnswerState::Implied(_)));
            let way = way.clone();
            answer(&name, flag(is_chosen), Some(is_fixed), label, move || {
                let kind = field.kind(editor.playbook());
                let value = kind.and_then(|it| it.read(code));
                editor.choose(Edit { field, value }, way.is_on());
            })
        })
        .collect::<Vec<El>>();
    let options = div().class("question__answers").child(options);
    let options = moved_through(options, &way, move |_| editor.flush());
    View::from(
        fieldset()
            .class("question")
            .child(legend().class("question__ask").child(question.ask.get(words.0)))
            .child(options.child(Show(
                move || matches!(now.get(), AnswerState::Implied(_)),
                move || chip(words.implied(), Tone::Done),
            )))
            .child(
                div()
                    .class("question__foot")
                    .child(
                        question
                            .hint
                            .as_ref()
                            .map(|it| p().class("question__hint").child(it.get(words.0))),
                    )
                    .child(more),
            ),
    )
}
