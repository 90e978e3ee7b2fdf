//! What two revisions of one playbook have to agree on, so that whatever was recorded by the former is still
//! understood by the newer: an id keeps its kind, and no choice is taken away.

use crate::domain::edition::Edition;
use crate::domain::playbook::{Choices, Playbook};

/// Every flaw of the newer one, each as a sentence that names the place.
pub fn flaws(former: &Playbook, newer: &Playbook) -> Vec<String> {
    let mut flaws = Vec::new();
    let before = Edition::named(former);
    if former.roles.customer != newer.roles.customer {
        flaws.push(format!("role `customer`: it was another field in {before}"));
    }
    for it in &newer.questions {
        let at = format!("question `{}`", it.id);
        let Some(was) = former.questions.iter().find(|was| was.id == it.id) else { continue };
        if was.kind != it.kind {
            flaws.push(format!("{at}: it was of another kind in {before}"));
        }
        choices(&at, &was.choices, &it.choices, &before, &mut flaws);
    }
    for it in newer.facts {
        let at = format!("field `{}`", it.id);
        let Some(was) = former.facts.iter().find(|was| was.id == it.id) else { continue };
        if was.kind != it.kind {
            flaws.push(format!("{at}: it was of another kind in {before}"));
        }
        choices(&at, &was.choices, &it.choices, &before, &mut flaws);
    }
    for (_, it) in newer.items() {
        let was = former.own_item(it.id);
        if was.is_some_and(|was| was.is_ticked() != it.is_ticked()) {
            flaws.push(format!("item `{}`: it was of another kind in {before}", it.id));
        }
    }
    flaws
}

fn choices(at: &str, was: &Choices, is: &Choices, before: &str, flaws: &mut Vec<String>) {
    for code in was.codes().iter().filter(|it| !is.codes().contains(it)) {
        flaws.push(format!("{at}: the choice `{code}` of {before} is gone"));
    }
}
