//! Somebody at work on one engagement, without screens.

#![allow(clippy::unwrap_used, clippy::panic)] // A test that cannot be set up has failed.
#![allow(dead_code)] // Each test takes what it needs.

use std::rc::Rc;

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::id::EngagementId;
use kickoff::domain::stamp::Clock;
use kickoff::editor::Editor;
use kickoff::store::engagements::{EngagementStore, Found};

use crate::storage::Watched;
use crate::support::{self, HERE, library};

/// An editor in front of a watched storage, and a clock on the wall that goes by itself.
pub struct Office {
    pub storage: Rc<Watched>,
    pub store: EngagementStore<Rc<Watched>>,
    pub editor: Editor,
    pub now: u64,
}

impl Office {
    /// With an engagement that was kept before.
    #[track_caller]
    pub fn with(engagement: Engagement) -> Office {
        let storage = Rc::new(Watched::default());
        let store = EngagementStore::new(Rc::clone(&storage), "/a/", library());
        let now = 1_800_000_000_000;
        store.save(&engagement, now).unwrap();
        let editor = Editor::new(engagement, Clock::new(HERE));
        storage.forget_what_was_touched();
        Office { storage, store, editor, now }
    }

    pub fn bare() -> Office {
        Office::with(support::contoso::bare_engagement(1))
    }

    pub fn id(&self) -> EngagementId {
        self.editor.engagement().id()
    }

    #[track_caller]
    pub fn edit(&mut self, edits: &[Edit]) {
        self.now += 60_000;
        self.editor.edit(edits, &self.store, self.now).unwrap();
    }

    #[track_caller]
    pub fn set(&mut self, address: &str, typed: &str) {
        self.edit(&[support::edit(address, typed)]);
    }

    /// What is kept edit by edit is written as a whole, as at rest.
    #[track_caller]
    pub fn keeps_whole(&mut self) {
        self.now += 1_000;
        self.store.save(self.editor.engagement(), self.now).unwrap();
    }

    /// Where only the generations are to be looked at: what is kept beside them makes up for them.
    pub fn loses_tail(&self) {
        for key in self.storage.all().keys().filter(|it| it.contains(":tail/")) {
            self.storage.remove_behind(key);
        }
    }

    /// What somebody who closes the tab now finds later.
    #[track_caller]
    pub fn found_later(&self) -> Engagement {
        match self.store.load(self.id()).unwrap() {
            Found::Whole(it) => *it,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    pub fn text(&self, address: &str) -> String {
        self.editor.engagement().text(support::field(address)).to_owned()
    }
}
