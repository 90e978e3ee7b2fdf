//! Why something applies, is due or is met: one whole sentence for each thing that decided it.

use crate::domain::code::YesNo;
use crate::domain::condition::{Atom, Finding, Verdict};
use crate::domain::parts::{Part, Record};
use crate::domain::playbook::{Playbook, QuestionKind};
use crate::domain::register::{Column, Register, services};
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
    let told = Told { playbook, words: Words(lang) };
    let mut said: Vec<String> = Vec::new();
    let mut rest = verdict.because.as_slice();
    while let Some(first) = rest.first() {
        // Services that stand alike are told together.
        let alike = rest
            .iter()
            .take_while(|it| told.is_service(it.atom) && it.holds == first.holds)
            .count();
        let (together, others) = rest.split_at(alike.max(1));
        rest = others;
        let since = together.iter().filter_map(|it| it.since).max();
        let moment = match since {
            Some(since) if first.holds.is_some() => format!(" ({})", when(since)),
            _ => String::new(),
        };
        let one = match lang {
            Lang::Ja => format!("{}{moment}。", told.of(together)),
            Lang::En => format!("{}{moment}.", told.of(together)),
        };
        if !said.contains(&one) {
            said.push(one);
        }
    }
    said.join(match lang {
        Lang::Ja => "",
        Lang::En => " ",
    })
}

struct Told<'a> {
    playbook: &'a Playbook,
    words: Words,
}

impl Told<'_> {
    /// Whether it is about a service being in scope.
    fn is_service(&self, atom: Atom) -> bool {
        let Atom::Is(question, _) = atom else { return false };
        self.playbook.question(question).is_some_and(|it| it.kind == QuestionKind::Services)
    }

    /// Without its full stop.
    fn of(&self, together: &[Finding]) -> String {
        let Some(first) = together.first() else { return String::new() };
        match first.atom {
            Atom::Yes(question) => {
                let ask = self.playbook.question(question).map_or("", |it| it.ask.get(self.lang()));
                self.answer(ask, first.holds)
            }
            atom if self.is_service(atom) => self.services(together),
            Atom::Is(question, choice) => {
                let question = self.playbook.question(question);
                let ask = question.map_or("", |it| it.ask.get(self.lang()));
                let label = question.and_then(|it| it.choices.label(choice));
                self.choice(ask, label.map_or(choice, |it| it.get(self.lang())), first.holds)
            }
            Atom::Done(item) => {
                let title = self.playbook.item(item).map_or("", |it| it.title.get(self.lang()));
                let title = self.words.quoted(&[title]);
                match (self.lang(), first.holds == Some(true)) {
                    (Lang::Ja, true) => format!("{title}が完了しています"),
                    (Lang::Ja, false) => format!("{title}がまだ完了していません"),
                    (Lang::En, true) => format!("{title} is done"),
                    (Lang::En, false) => format!("{title} is not done yet"),
                }
            }
            Atom::Have(_, record) => self.record(record, first.holds),
        }
    }

    fn lang(&self) -> Lang {
        self.words.0
    }

    fn answer(&self, ask: &str, holds: Option<bool>) -> String {
        let ask = self.words.quoted(&[ask]);
        match (self.lang(), holds) {
            (Lang::Ja, Some(true)) => format!("{ask}の回答は「はい」です"),
            (Lang::Ja, Some(false)) => format!("{ask}の回答は「いいえ」です"),
            (Lang::Ja, None) => format!("{ask}をまだ確認していません"),
            (Lang::En, Some(true)) => format!("The answer to {ask} is yes"),
            (Lang::En, Some(false)) => format!("The answer to {ask} is no"),
            (Lang::En, None) => format!("{ask} has not been asked yet"),
        }
    }

    fn choice(&self, ask: &str, label: &str, holds: Option<bool>) -> String {
        match (self.lang(), holds) {
            (_, None) => self.answer(ask, None),
            (Lang::Ja, Some(is)) => {
                let (ask, label) = (self.words.quoted(&[ask]), self.words.quoted(&[label]));
                let end = if is { "です" } else { "ではありません" };
                format!("{ask}の回答は{label}{end}")
            }
            (Lang::En, Some(is)) => {
                let end = if is { "is" } else { "is not" };
                format!("The answer to {} {end} {label}", self.words.quoted(&[ask]))
            }
        }
    }

    fn services(&self, together: &[Finding]) -> String {
        let names: Vec<&str> = together
            .iter()
            .filter_map(|it| match it.atom {
                Atom::Is(_, code) => {
                    let service = self.playbook.service_named(code);
                    let service = service.and_then(|id| self.playbook.service(id));
                    Some(service.map_or(code, |it| it.name.get(self.lang())))
                }
                _ => None,
            })
            .collect();
        let holds = together.first().and_then(|it| it.holds);
        match (self.lang(), holds) {
            (_, None) => self.no_services(),
            (Lang::Ja, Some(true)) => {
                format!("対象のサービスに{}が含まれています", self.words.quoted(&names))
            }
            (Lang::Ja, Some(false)) => {
                format!("対象のサービスに{}が含まれていません", self.words.quoted(&names))
            }
            (Lang::En, Some(true)) => {
                format!("The services in scope include {}", either(&names, "and"))
            }
            (Lang::En, Some(false)) => {
                format!("The services in scope do not include {}", either(&names, "or"))
            }
        }
    }

    fn no_services(&self) -> String {
        match self.lang() {
            Lang::Ja => "対象のサービスをまだ選んでいません",
            Lang::En => "No services have been chosen yet",
        }
        .to_owned()
    }

    fn record(&self, record: Record, holds: Option<bool>) -> String {
        let Some(is_there) = holds else { return self.no_services() };
        let what = match record {
            Record::Part(part) => self.label(part.column()),
            Record::Ssat => "SSAT",
            Record::Notes => self.label(services::NOTE),
        };
        let is_confirmed = matches!(record, Record::Part(part) if Part::DIBS.contains(&part));
        match (self.lang(), is_confirmed, record.is_of_every_service(), is_there) {
            (Lang::Ja, true, _, true) => {
                format!("すべてのサービスで「{what}」をお客様と確認済みです")
            }
            (Lang::Ja, true, _, false) => {
                format!("「{what}」をお客様と確認していないサービスがあります")
            }
            (Lang::Ja, false, true, true) => format!("すべてのサービスに「{what}」を記入済みです"),
            (Lang::Ja, false, true, false) => {
                format!("「{what}」を記入していないサービスがあります")
            }
            (Lang::Ja, false, false, true) => format!("「{what}」を記入済みのサービスがあります"),
            (Lang::Ja, false, false, false) => {
                format!("「{what}」をまだどのサービスにも記入していません")
            }
            (Lang::En, true, _, true) => {
                format!("“{what}” is confirmed with the customer for every service")
            }
            (Lang::En, true, _, false) => {
                format!("“{what}” is not confirmed with the customer for every service yet")
            }
            (Lang::En, false, true, true) => format!("“{what}” is filled in for every service"),
            (Lang::En, false, true, false) => {
                format!("“{what}” is not filled in for every service yet")
            }
            (Lang::En, false, false, true) => {
                format!("“{what}” is filled in for at least one service")
            }
            (Lang::En, false, false, false) => {
                format!("“{what}” is not filled in for any service yet")
            }
        }
    }

    fn label(&self, column: Column) -> &str {
        let column = self.playbook.column(Register::Services, column);
        column.map_or("", |it| it.label.get(self.lang()))
    }
}

/// "One, two or three": the last one after a conjunction.
fn either(names: &[&str], conjunction: &str) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [others @ .., last] => format!("{} {conjunction} {last}", others.join(", ")),
    }
}

/// The word for an answer code of a yes-or-no question.
pub fn answer_word(answer: YesNo, lang: Lang) -> &'static str {
    match answer {
        YesNo::Yes => Words(lang).yes(),
        YesNo::No => Words(lang).no(),
    }
}
