//! Whether what the content names is there.

use crate::domain::condition::Atom;
use crate::domain::playbook::{Playbook, QuestionKind};
use crate::domain::register::Register;

pub(super) fn register_names(at: &str, names: &[Box<str>], flaws: &mut Vec<String>) {
    for name in names.iter().filter(|it| Register::from_code(it).is_none()) {
        flaws.push(format!("{at}: no register `{name}`"));
    }
}

pub(super) fn unknown_atom(atom: Atom, playbook: &Playbook) -> Option<String> {
    match atom {
        Atom::Yes(id) => match playbook.question(id).map(|it| it.kind) {
            Some(QuestionKind::YesNo) => None,
            Some(_) => Some(format!("question `{id}` is not answered by yes or no")),
            None => Some(format!("unknown question `{id}`")),
        },
        Atom::Is(id, choice) => {
            let Some(question) = playbook.question(id) else {
                return Some(format!("unknown question `{id}`"));
            };
            let is_known = match question.kind {
                QuestionKind::Choice => question.choices.codes().contains(&choice),
                QuestionKind::Services => {
                    playbook.services.iter().any(|it| it.code.as_str() == choice)
                }
                QuestionKind::YesNo => false,
            };
            (!is_known).then(|| format!("question `{id}` has no choice `{choice}`"))
        }
        Atom::Done(id) => match playbook.item(id) {
            Some(item) if item.is_ticked() => None,
            Some(_) => Some(format!("item `{id}` is never ticked")),
            None => Some(format!("unknown item `{id}`")),
        },
        Atom::Have(id, _) => match playbook.question(id).map(|it| it.kind) {
            Some(QuestionKind::Services) => None,
            Some(_) => Some(format!("question `{id}` is not answered by services")),
            None => Some(format!("unknown question `{id}`")),
        },
    }
}
