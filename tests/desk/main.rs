//! The life of a click: from the edit to what is kept, with storage that works, refuses or breaks.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod blank;
mod cabinet;
mod copies;
mod damage;
mod drawer;
mod faults;
mod generations;
mod killed;
mod life;
mod recover;
mod refused;
mod room;
mod session;
#[path = "../support/mod.rs"]
mod support;
mod undo;
mod unseen;

use std::rc::Rc;

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::id::EngagementId;
use kickoff::domain::stamp::Clock;
use kickoff::editor::Desk;
use kickoff::store::engagements::{Cabinet, Loaded};

use drawer::Watched;
use support::{HERE, playbook};

/// A desk in front of a watched drawer, and a clock on the wall that goes by itself.
struct Office {
    drawer: Rc<Watched>,
    cabinet: Cabinet<Rc<Watched>>,
    desk: Desk,
    now: u64,
}

impl Office {
    /// With an engagement that was kept before.
    #[track_caller]
    fn with(engagement: Engagement) -> Office {
        let drawer = Rc::new(Watched::default());
        let cabinet = Cabinet::new(Rc::clone(&drawer), "/a/", playbook());
        let now = 1_800_000_000_000;
        cabinet.save(&engagement, now).unwrap();
        let desk = Desk::new(engagement, Clock::new(HERE));
        drawer.forget_what_was_touched();
        Office { drawer, cabinet, desk, now }
    }

    fn bare() -> Office {
        Office::with(support::contoso::bare_engagement(1))
    }

    fn id(&self) -> EngagementId {
        self.desk.engagement().id()
    }

    #[track_caller]
    fn edit(&mut self, edits: &[Edit]) {
        self.now += 60_000;
        self.desk.edit(edits, &self.cabinet, self.now).unwrap();
    }

    #[track_caller]
    fn set(&mut self, address: &str, typed: &str) {
        self.edit(&[support::edit(address, typed)]);
    }

    /// What somebody who closes the tab now finds later.
    #[track_caller]
    fn found_later(&self) -> Engagement {
        match self.cabinet.load(self.id()).unwrap() {
            Loaded::Whole(it) => *it,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn text(&self, address: &str) -> String {
        self.desk.engagement().text(support::field(address)).to_owned()
    }
}
