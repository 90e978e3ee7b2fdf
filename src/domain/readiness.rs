//! What the receiving playbooks begin with, held against the outcomes of this one: kickoff held, value
//! and roles understood, DIBS confirmed, resources and next demo clear (R70). What they are is content.

use super::assessment::{Assessment, State};
use super::id::ItemId;
use super::playbook::Playbook;

/// One thing that whoever takes over looks at first.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct KeyInput {
    /// By its number in the playbook's list.
    pub number: usize,
    /// What it still waits for, in the order of the list. Met exactly when this is empty.
    pub open: Vec<ItemId>,
}

/// All of them, in order.
pub fn key_inputs(playbook: &Playbook, assessment: &Assessment) -> Vec<KeyInput> {
    let is_open = |it: &ItemId| matches!(assessment.state(*it), State::Open | State::Undecided);
    let of = |(number, it): (usize, &super::playbook::KeyInput)| {
        let items = it.items.iter().filter_map(|it| playbook.item_named(it));
        KeyInput { number, open: items.filter(is_open).collect() }
    };
    playbook.key_inputs.iter().enumerate().map(of).collect()
}
