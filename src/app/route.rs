//! Where in the app somebody is: every screen has an address, kept in the hash so that any static
//! host serves it without knowing of it, under any path, and a reload stays.
//!
//! | address | screen |
//! |---|---|
//! | `#/`, `#/?…` | the engagements, or [some of them](super::selection) |
//! | `#/open` | opening a file |
//! | `#/data` | data and safety |
//! | `#/guide` | how a kickoff goes, and the glossary |
//! | `#/e/<id>/setup` | the questions |
//! | `#/e/<id>/meeting` | the meeting, on one screen |
//! | `#/e/<id>/<step>` | a step of the playbook |
//! | `#/e/<id>/hand-off` | the file for the delivery team |
//! | `#/e/<id>/changes` | what was changed when, and what is to be decided |
//! | `#/e/<id>/<any of these>/<register>` | the same with a register open |
//! | `#/e/<id>/<any of these>/<register>/<entry>` | the same with an entry of it open |
//! | `#/e/<id>/<step>/<item>` | a row of the step |

use std::fmt;

use crate::domain::id::EngagementId;
use crate::domain::library::Library;
use crate::domain::register::Register;

pub use super::page::{At, Page};

/// See the module.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Route {
    /// The list of engagements, or some of them.
    Engagements,
    /// Opening a file.
    Open,
    /// Data and safety.
    Data,
    /// How a kickoff goes, and the glossary.
    Guide,
    /// A page of one engagement.
    Engagement {
        /// Whose page it is; it need not be here.
        id: EngagementId,
        /// The questions, if the address names no page.
        page: Page,
        /// What of the page, or beside it, is open; `None` for the page by itself.
        at: Option<At>,
    },
    /// An address that leads nowhere.
    Nowhere,
}

impl Route {
    /// Reads the part of an address after `#`. A step or row may be of any playbook; whether the
    /// engagement's own has it, its screen tells.
    pub fn parse(hash: &str, library: &Library) -> Route {
        let path = hash.trim_start_matches('#');
        let path = path.split_once('?').map_or(path, |(path, _)| path);
        let path = path.strip_prefix('/').unwrap_or(path);
        let path = path.strip_suffix('/').unwrap_or(path);
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            [""] => Route::Engagements,
            ["open"] => Route::Open,
            ["data"] => Route::Data,
            ["guide"] => Route::Guide,
            ["e", id] => engagement(id, "setup", &[], library),
            ["e", id, page, at @ ..] => engagement(id, page, at, library),
            _ => Route::Nowhere,
        }
    }
}

fn engagement(id: &str, page: &str, at: &[&str], library: &Library) -> Route {
    let page = Page::named(page).or_else(|| library.step_named(page).map(Page::Step));
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
            Route::Guide => f.write_str("#/guide"),
            Route::Engagement { id, page, at } => {
                write!(f, "#/e/{id}/{}", page.name())?;
                at.map_or(Ok(()), |it| write!(f, "/{it}"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::{EntryId, unique};
    use crate::playbook;

    #[test]
    fn every_address_leads_back_to_its_place() {
        let library = playbook::library().unwrap();
        let playbook = library.default();
        let id = EngagementId::coined(unique(1_790_000_000_000, [3; 10]));
        let mut places = vec![Route::Engagements, Route::Open, Route::Data, Route::Guide];
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
        for page in steps.chain(Page::PLAIN) {
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
}
