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
    /// Each after its former revisions.
    editions: Vec<&'static Playbook>,
    /// What new engagements run on.
    default: &'static Playbook,
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
        let first = editions.first().map(|it| it.playbook.id.clone()).ok_or("no playbook")?;
        let mut waiting = editions;
        let mut editions: Vec<&'static Playbook> = Vec::new();
        let mut default = None;
        // By the lowest each time, not sorted: that would be code of its own for two or three of them.
        while let Some(at) = lowest(&waiting) {
            let mut playbook = waiting.remove(at);
            for former in editions.iter().rev().filter(|it| it.playbook.id == playbook.playbook.id)
            {
                if former.playbook.revision == playbook.playbook.revision {
                    return Err([&Edition::named(&playbook), " is there twice"].concat());
                }
                playbook.former.push(former);
            }
            let playbook: &'static Playbook = Box::leak(Box::new(playbook));
            if playbook.playbook.id == first {
                default = Some(playbook);
            }
            editions.push(playbook);
        }
        let default = default.ok_or("no playbook")?;
        let stranger = Box::leak(Box::new(stranger(default)));
        Ok(Box::leak(Box::new(Library { editions, default, stranger })))
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
        self.editions.iter().rev().copied().find(|it| *it.playbook.id == *id)
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
        self.default
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

/// Which of them is of the oldest revision.
fn lowest(editions: &[Playbook]) -> Option<usize> {
    (0..editions.len()).min_by_key(|it| editions[*it].playbook.revision)
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
        former: Vec::new(),
    }
}
