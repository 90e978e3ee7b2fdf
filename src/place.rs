//! Where in the app somebody is: every screen has an address, kept in the hash so that any static
//! host serves it and a reload stays.
//!
//! | address | screen |
//! |---|---|
//! | `#/` | the engagements |
//! | `#/open` | opening a file |
//! | `#/data` | data and safety |
//! | `#/e/<id>/setup` | the questions |
//! | `#/e/<id>/<step>` | a step of the playbook |
//! | `#/e/<id>/hand-off` | the file for the delivery team |
//! | `#/e/<id>/changes` | what was changed when, and what is to be decided |
//! | `#/e/<id>/<any of these>/<register>` | the same with a register open |

use std::fmt;

use crate::domain::id::{EngagementId, ItemId, StepId};
use crate::domain::known;
use crate::domain::next::What;
use crate::domain::playbook::{Panel, Playbook};
use crate::domain::register::Register;

/// See the module.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Place {
    Engagements,
    Open,
    Data,
    Engagement {
        id: EngagementId,
        page: Page,
        register: Option<Register>,
    },
    /// An address that leads nowhere.
    Nowhere,
}

/// A page of one engagement.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Page {
    #[default]
    Setup,
    Step(StepId),
    HandOff,
    Changes,
}

impl Place {
    /// Reads the part of an address after `#`.
    pub fn parse(hash: &str, playbook: &Playbook) -> Place {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            [""] => Place::Engagements,
            ["open"] => Place::Open,
            ["data"] => Place::Data,
            ["e", id] => engagement(id, "setup", None, playbook),
            ["e", id, page] => engagement(id, page, None, playbook),
            ["e", id, page, register] => engagement(id, page, Some(register), playbook),
            _ => Place::Nowhere,
        }
    }
}

impl Page {
    /// Where somebody does what comes next, and the row to look for there.
    pub fn of_next(what: &What, playbook: &Playbook) -> (Page, Option<Register>, Option<ItemId>) {
        let item = match what {
            What::Contact => known::FIRST_OUTREACH,
            What::Kickoff => known::KICKOFF_MEETING,
            What::Item(item) | What::Decide(_, item) => *item,
            What::HandOff => return (Page::HandOff, None, None),
            What::Entry(register, ..) => {
                let (panel, shown) = match register {
                    Register::Services => (Panel::Dibs, None),
                    Register::Tasks => (Panel::Uncategorized, None),
                    _ => (Panel::Gate, Some(*register)),
                };
                let step = playbook.steps.iter().find(|it| it.panel == Some(panel));
                return (step.map_or(Page::Setup, |it| Page::Step(it.id)), shown, None);
            }
        };
        let step = playbook.step_of(item);
        (step.map_or(Page::Setup, |it| Page::Step(it.id)), None, Some(item))
    }
}

fn engagement(id: &str, page: &str, register: Option<&str>, playbook: &Playbook) -> Place {
    let page = match page {
        "setup" => Some(Page::Setup),
        "hand-off" => Some(Page::HandOff),
        "changes" => Some(Page::Changes),
        step => playbook.step_named(step).map(|it| Page::Step(it.id)),
    };
    let register = register.map(|it| Register::from_code(it).ok_or(())).transpose();
    match (EngagementId::parse(id), page, register) {
        (Some(id), Some(page), Ok(register)) => Place::Engagement { id, page, register },
        _ => Place::Nowhere,
    }
}

impl fmt::Display for Place {
    /// The hash, as in `href`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Engagements | Place::Nowhere => f.write_str("#/"),
            Place::Open => f.write_str("#/open"),
            Place::Data => f.write_str("#/data"),
            Place::Engagement { id, page, register } => {
                write!(f, "#/e/{id}/{}", page.name())?;
                match register {
                    Some(register) => write!(f, "/{}", register.code()),
                    None => Ok(()),
                }
            }
        }
    }
}

impl Page {
    pub fn name(self) -> &'static str {
        match self {
            Page::Setup => "setup",
            Page::HandOff => "hand-off",
            Page::Changes => "changes",
            Page::Step(step) => step.as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content;
    use crate::domain::id::unique;

    #[test]
    fn every_address_leads_back_to_its_place() {
        let playbook = content::playbook().unwrap();
        let id = EngagementId::coined(unique(1_790_000_000_000, [3; 10]));
        let mut places = vec![Place::Engagements, Place::Open, Place::Data];
        let steps = playbook.steps.iter().map(|it| Page::Step(it.id));
        for page in steps.chain([Page::Setup, Page::HandOff, Page::Changes]) {
            let registers = Register::ALL.iter().map(|it| Some(*it));
            places.extend(registers.chain([None]).map(|register| Place::Engagement {
                id,
                page,
                register,
            }));
        }
        for place in places {
            assert_eq!(Place::parse(&place.to_string(), playbook), place);
        }
    }

    #[test]
    fn an_unknown_address_is_told_apart_from_the_list() {
        let playbook = content::playbook().unwrap();
        for hash in ["#/x", "#/e/1/setup", "#/e//", "#/open/2", "#/e/0198-x/prepare/people"] {
            assert_eq!(Place::parse(hash, playbook), Place::Nowhere, "{hash}");
        }
        for hash in ["", "#", "#/"] {
            assert_eq!(Place::parse(hash, playbook), Place::Engagements, "{hash}");
        }
    }
}
