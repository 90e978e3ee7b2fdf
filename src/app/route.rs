//! Where in the app somebody is: every screen has an address, kept in the hash so that any static
//! host serves it without knowing of it, under any path, and a reload stays.
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
//! | `#/e/<id>/<any of these>/<register>/<entry>` | the same with an entry of it open |
//! | `#/e/<id>/<step>/<item>` | a row of the step |

use std::fmt;

use crate::domain::id::{EngagementId, EntryId, ItemId, StepId};
use crate::domain::library::Library;
use crate::domain::next::What;
use crate::domain::playbook::{Panel, Playbook};
use crate::domain::register::Register;

/// See the module.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Route {
    Engagements,
    Open,
    Data,
    Engagement {
        id: EngagementId,
        page: Page,
        at: Option<At>,
    },
    /// An address that leads nowhere.
    Nowhere,
}

/// What of a page, or beside it, is asked for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum At {
    Register(Register),
    Entry(Register, EntryId),
    Row(ItemId),
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

impl Route {
    /// Reads the part of an address after `#`. A step or row may be of any playbook; whether the
    /// engagement's own has it, its screen tells.
    pub fn parse(hash: &str, library: &Library) -> Route {
        let path = hash.trim_start_matches('#');
        let path = path.strip_prefix('/').unwrap_or(path);
        let path = path.strip_suffix('/').unwrap_or(path);
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            [""] => Route::Engagements,
            ["open"] => Route::Open,
            ["data"] => Route::Data,
            ["e", id] => engagement(id, "setup", &[], library),
            ["e", id, page, at @ ..] => engagement(id, page, at, library),
            _ => Route::Nowhere,
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

impl Page {
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
            Page::HandOff | Page::Changes => None,
        }
    }
}

fn engagement(id: &str, page: &str, at: &[&str], library: &Library) -> Route {
    let page = match page {
        "setup" => Some(Page::Setup),
        "hand-off" => Some(Page::HandOff),
        "changes" => Some(Page::Changes),
        step => library.step_named(step).map(Page::Step),
    };
    let at = match at {
        [] => Some(None),
        [name] => match Register::from_code(name) {
            Some(register) => Some(Some(At::Register(register))),
            None => library.item_named(name).map(|it| Some(At::Row(it))),
        },
        [register, entry] => Register::from_code(register).and_then(|register| {
            library.entry_id(register, entry).map(|it| Some(At::Entry(register, it)))
        }),
        _ => None,
    };
    match (EngagementId::parse(id), page, at) {
        (Some(id), Some(page), Some(at)) => Route::Engagement { id, page, at },
        _ => Route::Nowhere,
    }
}

impl fmt::Display for Route {
    /// The hash, as in `href`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Route::Engagements | Route::Nowhere => f.write_str("#/"),
            Route::Open => f.write_str("#/open"),
            Route::Data => f.write_str("#/data"),
            Route::Engagement { id, page, at } => {
                write!(f, "#/e/{id}/{}", page.name())?;
                at.map_or(Ok(()), |it| write!(f, "/{it}"))
            }
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
    use crate::domain::id::unique;
    use crate::playbook;

    #[test]
    fn every_address_leads_back_to_its_place() {
        let library = playbook::library().unwrap();
        let playbook = library.default();
        let id = EngagementId::coined(unique(1_790_000_000_000, [3; 10]));
        let mut places = vec![Route::Engagements, Route::Open, Route::Data];
        let entry = EntryId::coined(unique(1_790_000_000_001, [4; 10]));
        let registers = Register::ALL
            .iter()
            .flat_map(|it| [Some(At::Register(*it)), Some(At::Entry(*it, entry))]);
        let service = EntryId::Named(playbook.services[0].code);
        let rows = playbook.items().map(|(_, it)| Some(At::Row(it.id)));
        let all: Vec<Option<At>> = registers
            .chain(rows)
            .chain([None, Some(At::Entry(Register::Services, service))])
            .collect();
        let steps = playbook.steps.iter().map(|it| Page::Step(it.id));
        for page in steps.chain([Page::Setup, Page::HandOff, Page::Changes]) {
            places.extend(all.iter().map(|at| Route::Engagement { id, page, at: *at }));
        }
        for place in places {
            assert_eq!(Route::parse(&place.to_string(), library), place);
        }
    }

    #[test]
    fn an_unknown_address_is_told_apart_from_the_list() {
        let library = playbook::library().unwrap();
        for hash in ["#/x", "#/e/1/setup", "#/e//", "#/open/2", "#/e/0198-x/prepare/people"] {
            assert_eq!(Route::parse(hash, library), Route::Nowhere, "{hash}");
        }
        let id = EngagementId::coined(unique(1_790_000_000_000, [3; 10]));
        for rest in ["people/x", "nobody", "people/exo", "ftop.994/people", "people//", "x/y/z"] {
            let hash = format!("#/e/{id}/prepare/{rest}");
            assert_eq!(Route::parse(&hash, library), Route::Nowhere, "{hash}");
        }
        for hash in ["", "#", "#/"] {
            assert_eq!(Route::parse(hash, library), Route::Engagements, "{hash}");
        }
    }

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
