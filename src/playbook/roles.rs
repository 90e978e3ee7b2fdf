//! Whether what has a role can play it.

use crate::domain::playbook::{FactKind, Playbook, QuestionKind};
use crate::domain::roles::Role;

/// What the rules count with.
const FACTS: [(&str, FactKind); 13] = [
    ("customer", FactKind::Text),
    ("assigned_at", FactKind::Moment),
    ("contacted_at", FactKind::Moment),
    ("kickoff_at", FactKind::Moment),
    ("kickoff_ended", FactKind::Moment),
    ("seats", FactKind::Count),
    ("active_users", FactKind::Count),
    ("migration_target", FactKind::Count),
    ("migrated", FactKind::Count),
    ("disengagement_discussed", FactKind::Day),
    ("calendar", FactKind::Choice),
    ("time_zone", FactKind::Text),
    ("demo_next", FactKind::LongText),
];

/// The only question of a role that is not answered by yes or no.
const CHOICE: &str = "motion";

/// What is wrong with who has which role.
pub fn flaws(playbook: &Playbook) -> Vec<String> {
    let mut flaws = Vec::new();
    for (name, role) in playbook.roles.all().into_iter().filter(|(_, it)| !it.id().is_empty()) {
        // What is there, and whether it is of the kind that the rules count with.
        let (group, fits) = match role {
            Role::Fact(id) => {
                let wanted = FACTS.iter().find(|it| it.0 == name).map(|it| it.1);
                ("field", playbook.fact(id).map(|it| Some(it.kind) == wanted))
            }
            Role::Question(id) => {
                let wanted =
                    if name == CHOICE { QuestionKind::Choice } else { QuestionKind::YesNo };
                ("question", playbook.question(id).map(|it| it.kind == wanted))
            }
            Role::Item(id) => ("item", playbook.item(id).map(|_| true)),
            Role::Link(id) => ("link", playbook.link(id).map(|_| true)),
        };
        let id = role.id();
        match fits {
            Some(true) => {}
            Some(false) => flaws.push(format!("role `{name}`: {group} `{id}` is of another kind")),
            None => flaws.push(format!("role `{name}`: no {group} `{id}`")),
        }
    }
    flaws
}
