//! What the app says of what has just happened. News goes by itself; a problem stays until it is closed.

use std::time::Duration;

use reactive_graph::owner::StoredValue;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{GetUntracked, GetValue, Set, UpdateValue, WithUntracked};

use super::shell::Shell;
use crate::domain::id::EngagementId;
use crate::domain::text::Lang;

/// How long news stays on the screen, if nobody is at it. What was done can be undone for longer:
/// by the usual keys, and from the header of an engagement or the bin.
const NEWS_STAYS: Duration = Duration::from_secs(8);

/// News that somebody is reading or about to answer stays for so much longer.
const READING_TAKES: Duration = Duration::from_secs(2);

/// Something that the app says.
#[derive(Clone)]
pub struct Notice {
    /// What is said.
    pub text: String,
    /// The language that it is said in, which stays when the interface changes to another.
    pub lang: Lang,
    /// Where its button leads; `None` if it has none.
    pub way: Option<Direction>,
    /// Something is wrong: it does not go by itself.
    pub is_problem: bool,
    /// In milliseconds since 1970.
    pub said_at: u64,
    /// What cannot be read: its raw text is offered.
    pub raw: Vec<EngagementId>,
}

/// Where the button at some news leads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Direction {
    /// Takes back what was done.
    Back,
    /// Does again what was taken back.
    Again,
}

/// The one notice that is shown.
#[derive(Clone, Copy)]
pub struct Notices {
    shell: Shell,
    /// Shown until it is closed, or until somebody goes on.
    pub shown: RwSignal<Option<Notice>>,
    edits: StoredValue<u64>,
}

impl Notices {
    /// With nothing to say yet.
    pub fn new(shell: Shell) -> Notices {
        Notices { shell, shown: RwSignal::new(None), edits: StoredValue::new(0) }
    }

    /// Something was done that needs no answer.
    pub fn announce(self, text: String, way: Option<Direction>) {
        let said_at = self.show(text, way, false, Vec::new());
        self.hush_after(NEWS_STAYS, said_at);
    }

    /// Something is wrong; with these, and their raw texts can be had.
    pub fn complain(self, text: String, raw: Vec<EngagementId>) {
        self.show(text, None, true, raw);
    }

    fn show(
        self,
        text: String,
        way: Option<Direction>,
        is_problem: bool,
        raw: Vec<EngagementId>,
    ) -> u64 {
        let said_at = self.shell.now_millis();
        let lang = self.shell.lang.get_untracked();
        self.shown.set(Some(Notice { text, lang, way, is_problem, said_at, raw }));
        said_at
    }

    /// Somebody goes on to something else.
    pub fn close(self) {
        self.shown.set(None);
    }

    /// News is said in one language; a problem stays, and is marked as what it is.
    pub fn close_news(self) {
        self.close_if(|it| !it.is_problem);
    }

    /// Something is recorded: what could be taken back as a whole would take that along.
    pub fn note_edit(self) {
        self.edits.update_value(|it| *it += 1);
        self.close_if(|it| it.way.is_some());
    }

    /// Goes up with each [`Notices::note_edit`].
    pub(super) fn edits(self) -> u64 {
        self.edits.get_value()
    }

    fn close_if(self, is_meant: fn(&Notice) -> bool) {
        if self.shown.with_untracked(|it| it.as_ref().is_some_and(is_meant)) {
            self.close();
        }
    }

    /// Takes news away after a while, unless it is other news by then or somebody is at it.
    fn hush_after(self, pause: Duration, said_at: u64) {
        let hush = move || {
            let is_shown =
                |it: &Option<Notice>| it.as_ref().is_some_and(|it| it.said_at == said_at);
            let is_there = self.shown.with_untracked(is_shown);
            if is_there && self.shell.platform().is_at_news() {
                self.hush_after(READING_TAKES, said_at);
            } else if is_there {
                self.close();
            }
        };
        self.shell.platform().after(pause, Box::new(hush));
    }
}
