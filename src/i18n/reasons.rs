//! Why something applies, is due or is met, in one short sentence.

use crate::domain::code::YesNo;
use crate::domain::condition::{Atom, Finding, Verdict};
use crate::domain::playbook::Playbook;
use crate::domain::stamp::Stamp;
use crate::domain::text::Lang;

use super::words::Words;

/// The findings of a verdict, each with its answer and, where it is known, the moment that
/// `when` puts into words.
pub fn sentence(
    verdict: &Verdict,
    playbook: &Playbook,
    lang: Lang,
    when: &dyn Fn(Stamp) -> String,
) -> String {
    let parts: Vec<String> =
        verdict.because.iter().map(|it| finding(it, playbook, lang, when)).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    Words(lang).list(&parts)
}

fn finding(
    finding: &Finding,
    playbook: &Playbook,
    lang: Lang,
    when: &dyn Fn(Stamp) -> String,
) -> String {
    let words = Words(lang);
    let answer = match finding.holds {
        Some(true) => words.yes(),
        Some(false) => words.no(),
        None => words.not_asked(),
    };
    let said = match finding.atom {
        Atom::Yes(question) => {
            let ask = playbook.question(question).map_or("", |it| it.ask.get(lang));
            format!("{ask} {answer}")
        }
        Atom::Is(question, choice) => {
            let label = playbook
                .question(question)
                .and_then(|it| it.choices.label(choice))
                .or_else(|| {
                    playbook
                        .service_named(choice)
                        .and_then(|id| playbook.service(id))
                        .map(|it| &it.name)
                })
                .map_or(choice, |it| it.get(lang));
            format!("{label}: {answer}")
        }
        Atom::Done(item) => {
            let title = playbook.item(item).map_or("", |it| it.title.get(lang));
            let state =
                if finding.holds == Some(true) { words.mark_done() } else { words.mark_open() };
            match lang {
                Lang::Ja => format!("「{title}」 {state}"),
                Lang::En => format!("“{title}” {state}"),
            }
        }
    };
    match finding.since {
        Some(since) if finding.holds.is_some() => format!("{said} ({})", when(since)),
        _ => said,
    }
}

/// The word for an answer code of a yes-or-no question.
pub fn answer_word(answer: YesNo, lang: Lang) -> &'static str {
    match answer {
        YesNo::Yes => Words(lang).yes(),
        YesNo::No => Words(lang).no(),
    }
}
