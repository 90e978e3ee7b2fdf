//! The playbooks that are here, each in one revision or more. Every engagement opens with its own.

use super::edition::Edition;
use super::field::entry_id;
use super::id::{EntryId, ItemId, StepId};
use super::iso;
use super::playbook::{About, Playbook};
use super::register::Register;
use super::roles::Roles;

/// See the module.
#[derive(Debug)]
pub struct Library {
    /// The first one's playbook is the one for new engagements.
    editions: Vec<&'static Playbook>,
    /// For engagements of a playbook that is not here in any revision: the customer's name and the
    /// registers, which are the same in all.
    stranger: &'static Playbook,
}

impl Library {
    /// The first one's playbook is the one for new engagements. They stay for the life of the page.
    ///
    /// # Errors
    ///
    /// If there is none, or the same one twice.
    pub fn of(editions: Vec<Playbook>) -> Result<&'static Library, String> {
        let editions: Vec<&'static Playbook> =
            editions.into_iter().map(|it| &*Box::leak(Box::new(it))).collect();
        for (at, it) in editions.iter().enumerate() {
            if editions[..at].iter().any(|other| Edition::of(other) == Edition::of(it)) {
                return Err([&Edition::named(it), " is there twice"].concat());
            }
        }
        let first = editions.first().ok_or("no playbook")?;
        let stranger = Box::leak(Box::new(stranger(first)));
        Ok(Box::leak(Box::new(Library { editions, stranger })))
    }

    /// All that are here.
    pub fn editions(&self) -> &[&'static Playbook] {
        &self.editions
    }

    /// A playbook in one revision, if it is here.
    pub fn get(&self, id: &str, revision: &str) -> Option<&'static Playbook> {
        let is_meant =
            |it: &&Playbook| *it.playbook.id == *id && iso::day(it.playbook.revision) == revision;
        self.editions.iter().copied().find(is_meant)
    }

    /// A playbook in its newest revision.
    pub fn newest(&self, id: &str) -> Option<&'static Playbook> {
        let all = self.editions.iter().copied().filter(|it| *it.playbook.id == *id);
        all.max_by_key(|it| it.playbook.revision)
    }

    /// The edition of this name, with the playbook that it is shown by: of one that is not here,
    /// another revision, or what all playbooks have in common.
    pub fn edition(&self, id: &str, revision: &str) -> Edition {
        self.get(id, revision).map(Edition::of).unwrap_or_else(|| {
            Edition::elsewhere(id, revision, self.newest(id).unwrap_or(self.stranger))
        })
    }

    /// What new engagements run on.
    pub fn default(&self) -> &'static Playbook {
        // There is a first one, and it is a revision of itself.
        self.editions.first().and_then(|it| self.newest(&it.playbook.id)).unwrap_or(self.stranger)
    }

    /// A step that any of the playbooks has, by its name in an address. Whether an engagement has
    /// it, its own playbook tells.
    pub fn step_named(&self, name: &str) -> Option<StepId> {
        self.editions.iter().find_map(|it| it.step_named(name)).map(|it| it.id)
    }

    /// As [`Library::step_named`], a row.
    pub fn item_named(&self, name: &str) -> Option<ItemId> {
        self.editions.iter().find_map(|it| it.item_named(name))
    }

    /// As [`Library::step_named`], an entry.
    pub fn entry_id(&self, register: Register, name: &str) -> Option<EntryId> {
        self.editions.iter().find_map(|it| entry_id(register, name, it))
    }
}

/// What all playbooks have in common, in the words of one of them.
fn stranger(words: &'static Playbook) -> Playbook {
    let customer = words.roles.customer;
    let mut ids = [""; Roles::NAMES.len()];
    ids[0] = customer.as_str();
    let fact = words.facts.iter().find(|it| it.id == customer);
    Playbook {
        playbook: About::default(),
        roles: Box::leak(Box::new(Roles::of(ids))),
        questions: Vec::new(),
        services: Vec::new(),
        facts: fact.map_or(&[], std::slice::from_ref),
        links: Vec::new(),
        notes: Vec::new(),
        registers: words.registers,
        audiences: Vec::new(),
        agenda: Vec::new(),
        key_inputs: Vec::new(),
        revisions: Vec::new(),
        steps: Vec::new(),
    }
}
