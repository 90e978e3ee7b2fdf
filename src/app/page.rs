//! The pages of one engagement: in an address, by name, and in their order; and what of one is asked for.

use std::fmt;

use crate::domain::id::{EntryId, ItemId, StepId};
use crate::domain::next::What;
use crate::domain::playbook::{Panel, Playbook};
use crate::domain::register::Register;
use crate::i18n::words::Words;

/// See the module.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Page {
    /// The questions that an engagement begins with.
    #[default]
    Setup,
    /// One screen for the meeting.
    Meeting,
    /// A step of the playbook.
    Step(StepId),
    /// What goes to the delivery team and to people: the file and the documents.
    HandOff,
    /// What was changed when, and what is to be decided.
    Changes,
    /// Of the playbook: which it is, what a newer one brings, and what is to be looked at again.
    Revision,
}

/// What of a page, or beside it, is asked for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum At {
    /// A register, opened beside the page unless it has its own place on it.
    Register(Register),
    /// An entry of a register, opened likewise.
    Entry(Register, EntryId),
    /// A row of the step that the page shows.
    Row(ItemId),
}

impl Page {
    /// Those that every engagement has, whatever its playbook.
    pub const PLAIN: [Page; 5] =
        [Page::Setup, Page::Meeting, Page::HandOff, Page::Changes, Page::Revision];

    /// As it stands in an address.
    pub fn name(self) -> &'static str {
        match self {
            Page::Setup => "setup",
            Page::Meeting => "meeting",
            Page::HandOff => "hand-off",
            Page::Changes => "changes",
            Page::Revision => "revision",
            Page::Step(step) => step.as_str(),
        }
    }

    /// One of those that every engagement has.
    pub fn named(name: &str) -> Option<Page> {
        Page::PLAIN.into_iter().find(|it| it.name() == name)
    }

    /// What it is called, in its heading and in the title of the tab.
    pub fn title(self, playbook: &Playbook, words: Words) -> &str {
        match self {
            Page::Setup => words.setup_title(),
            Page::Meeting => words.meeting_title(),
            Page::HandOff => words.hand_off_title(),
            Page::Changes => words.changes(),
            Page::Revision => words.playbook_revision(),
            Page::Step(id) => playbook.step(id).map_or("", |it| it.title.get(words.0)),
        }
    }

    /// The same in a list of pages, where there is less room.
    pub fn short_title(self, playbook: &'static Playbook, words: Words) -> &'static str {
        match self {
            Page::Setup => words.setup(),
            Page::HandOff => words.hand_off(),
            _ => self.title(playbook, words),
        }
    }

    /// Where somebody does what comes next, and what to look for there.
    pub fn of_next(what: &What, playbook: &Playbook) -> (Page, Option<At>) {
        let item = match what {
            What::Contact => playbook.roles.first_outreach,
            What::Kickoff => playbook.roles.kickoff_meeting,
            What::Item(item) | What::Decide(_, item) => *item,
            What::HandOff => return (Page::HandOff, None),
            What::Entry(register, id, _) => {
                let panel = match register {
                    Register::Services => Panel::Dibs,
                    Register::Tasks => Panel::Uncategorized,
                    _ => Panel::Gate,
                };
                let step = playbook.steps.iter().find(|it| it.panel == Some(panel));
                let page = step.map_or(Page::Setup, |it| Page::Step(it.id));
                return (page, Some(At::Entry(*register, *id)));
            }
        };
        let step = playbook.step_of(item);
        (step.map_or(Page::Setup, |it| Page::Step(it.id)), Some(At::Row(item)))
    }

    /// The page that one goes on to from the end of this one.
    pub fn after(self, playbook: &Playbook) -> Option<Page> {
        let mut steps = playbook.steps.iter().map(|it| Page::Step(it.id)).chain([Page::HandOff]);
        match self {
            Page::Setup => steps.next(),
            Page::Step(_) => {
                steps.find(|it| *it == self);
                steps.next()
            }
            Page::Meeting | Page::HandOff | Page::Changes | Page::Revision => None,
        }
    }
}

impl At {
    /// The register that is open beside the page. Services have their own place on the pages, and
    /// so has an own task, where it is asked for by itself.
    pub fn register(self) -> Option<Register> {
        match self {
            At::Register(Register::Services) | At::Row(_) => None,
            At::Entry(Register::Services | Register::Tasks, _) => None,
            At::Register(register) | At::Entry(register, _) => Some(register),
        }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            At::Register(register) => f.write_str(register.code()),
            At::Entry(register, id) => write!(f, "{}/{id}", register.code()),
            At::Row(item) => f.write_str(item.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::unique;
    use crate::playbook;

    #[test]
    fn what_comes_next_leads_to_the_very_thing() {
        let playbook = playbook::playbook().unwrap();
        let gap = EntryId::coined(unique(1_790_000_000_000, [3; 10]));
        let (page, at) = Page::of_next(&What::Entry(Register::Gaps, gap, "".into()), playbook);
        assert!(matches!(page, Page::Step(_)));
        assert_eq!(at, Some(At::Entry(Register::Gaps, gap)));
        assert_eq!(at.and_then(At::register), Some(Register::Gaps), "beside the page");
        let service = EntryId::Named(playbook.services[0].code);
        let (_, at) = Page::of_next(&What::Entry(Register::Services, service, "".into()), playbook);
        assert_eq!(at.map(At::register), Some(None), "on the page itself");
        let outreach = playbook.roles.first_outreach;
        let (_, at) = Page::of_next(&What::Item(outreach), playbook);
        assert_eq!(at, Some(At::Row(outreach)));
    }

    #[test]
    fn one_goes_on_from_setup_through_every_step_to_the_hand_off() {
        let playbook = playbook::playbook().unwrap();
        let way: Vec<Page> =
            std::iter::successors(Some(Page::Setup), |it| it.after(playbook)).collect();
        assert_eq!(way.len(), playbook.steps.len() + 2);
        assert_eq!(way.last(), Some(&Page::HandOff));
        for (step, page) in playbook.steps.iter().zip(&way[1..]) {
            assert_eq!(Page::Step(step.id), *page);
        }
    }
}
