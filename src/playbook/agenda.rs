//! That the agenda of a meeting, and what the next playbooks begin with, speak of what there is.

use super::named::{register_names, unknown_atom};
use crate::domain::playbook::{AgendaPoint, Playbook};

/// What is wrong with it, each flaw with its place.
pub(super) fn flaws(playbook: &Playbook) -> Vec<String> {
    let mut flaws = Vec::new();
    for (number, input) in playbook.key_inputs.iter().enumerate() {
        let unknown = input.items.iter().filter(|it| playbook.item_named(it).is_none());
        flaws.extend(unknown.map(|it| format!("key_input {}: no item `{it}`", number + 1)));
    }
    for (number, point) in playbook.agenda.iter().enumerate() {
        let at = format!("agenda {}", number + 1);
        register_names(&at, &point.registers, &mut flaws);
        flaws.extend(unknown(point, playbook).into_iter().map(|it| format!("{at}: {it}")));
        if point.minutes == 0 && point.when.is_none() {
            flaws.push(format!("{at}: without minutes it needs a `when`"));
        }
    }
    flaws
}

fn unknown(point: &AgendaPoint, playbook: &Playbook) -> Vec<String> {
    let questions = point.questions.iter().filter(|it| playbook.question_named(it).is_none());
    let items = point.items.iter().filter(|it| playbook.item_named(it).is_none());
    let atoms = point.when.iter().flat_map(|it| it.atoms());
    questions
        .map(|it| format!("unknown question `{it}`"))
        .chain(items.map(|it| format!("no item `{it}`")))
        .chain(atoms.filter_map(|it| unknown_atom(it, playbook)))
        .collect()
}
