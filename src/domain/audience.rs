//! Internal or shared: whom an entry, a note, an evidence or an answer is for. Somebody may have
//! decided; if nobody has, the rules here and the content do. In doubt it is internal.
//!
//! A decision is a field of its own. It has the address of what it is about with `audience` behind
//! it, and so its history, undo and merge. Of two decisions made apart internal wins, whatever the
//! clocks say; a later, knowing one counts. Where nobody has decided, risks and what is noted of
//! people and of the account team are internal by rule, and the `[[audience]]` lists of the content
//! say the rest; what is on none is internal.

use super::code::Audience;
use super::condition::Atom;
use super::engagement::Engagement;
use super::field::{Field, Subject};
use super::id::{FactId, ItemId};
use super::playbook::{AudienceList, Playbook};
use super::register::Register;

impl Engagement {
    /// Whom something is for: as somebody has decided, or else by default.
    pub fn audience(&self, subject: Subject) -> Audience {
        self.choice(Field::Audience(subject)).unwrap_or_else(|| default(self.playbook(), subject))
    }
}

/// Whom something is for as long as nobody has decided.
pub fn default(playbook: &Playbook, subject: Subject) -> Audience {
    if is_delicate(playbook, subject) {
        return Audience::Internal;
    }
    listed(playbook, |it| it.names(subject))
}

/// Whom a single fact is for, as the content says. Nobody decides about one.
pub fn of_fact(playbook: &Playbook, id: FactId) -> Audience {
    listed(playbook, |it| names(&it.facts, id.as_str()))
}

/// What the lists say of something; internal if none does, or one says so.
fn listed(playbook: &Playbook, is_on: impl Fn(&AudienceList) -> bool) -> Audience {
    let mut said = playbook.audiences.iter().filter(|it| is_on(it)).map(|it| it.audience);
    // A playbook that says both has a flaw, and internal wins.
    match said.next() {
        Some(Audience::Shared) if said.all(|it| it == Audience::Shared) => Audience::Shared,
        _ => Audience::Internal,
    }
}

/// What is internal by default whatever the content says: risks, and what is noted of people and of
/// the work with the account team.
pub fn is_delicate(playbook: &Playbook, subject: Subject) -> bool {
    match subject {
        Subject::Entry(register, _) => register == Register::Risks,
        Subject::Answer(id) => [playbook.roles.managed, playbook.roles.risk_seen].contains(&id),
        Subject::Note(id) | Subject::Evidence(id) => is_delicate_item(playbook, id),
    }
}

fn is_delicate_item(playbook: &Playbook, id: ItemId) -> bool {
    let Some(item) = playbook.item(id) else { return true };
    // Only a managed account has an account team.
    let is_of_account_team =
        item.when.iter().any(|it| it.atoms().contains(&Atom::Yes(playbook.roles.managed)));
    is_of_account_team
        || [Register::People, Register::Risks]
            .into_iter()
            .any(|it| names(&item.registers, it.code()))
}

impl AudienceList {
    fn names(&self, subject: Subject) -> bool {
        match subject {
            Subject::Entry(register, _) => names(&self.registers, register.code()),
            Subject::Answer(id) => names(&self.questions, id.as_str()),
            Subject::Note(id) | Subject::Evidence(id) => names(&self.items, id.as_str()),
        }
    }
}

fn names(list: &[Box<str>], name: &str) -> bool {
    list.iter().any(|it| **it == *name)
}
