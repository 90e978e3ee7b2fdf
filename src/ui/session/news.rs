//! What the app says of what has just happened, and the way back from it: by a button at the news,
//! and by the usual keys where no engagement is open, which has its own undo.

use std::time::Duration;

use kickoff::domain::id::EngagementId;
use kickoff::domain::text::Lang;
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use super::{Bench, Session};
use crate::browser;

/// How long news stays on the screen, if nobody is at it. What was done can be undone for longer:
/// by the usual keys, and from the header of an engagement or the bin.
const NEWS_STAYS: Duration = Duration::from_secs(8);

/// News that somebody is reading or about to answer stays for so much longer.
const READING_TAKES: Duration = Duration::from_secs(2);

/// Something that the app says.
#[derive(Clone)]
pub struct Notice {
    pub text: String,
    pub lang: Lang,
    pub way: Option<Way>,
    pub is_problem: bool,
    /// In milliseconds since 1970.
    pub said_at: u64,
    /// What cannot be read: its raw text is offered.
    pub raw: Vec<EngagementId>,
}

/// Where the button at some news leads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Way {
    Back,
    Again,
}

/// What was done to one engagement, and so what takes it back.
#[derive(Clone, Copy)]
#[expect(clippy::large_enum_variant, reason = "handles of signals; `Copy` is worth more")]
pub enum Done {
    Nothing,
    /// One step on its bench.
    Changed(Bench),
    Added(EngagementId),
    Deleted(EngagementId),
}

/// What was done at once, and how it is told.
#[derive(Clone)]
struct Deed {
    said: fn(Words) -> &'static str,
    done: Vec<Done>,
}

/// What can be taken back, and what was, newest last. Any edit forgets them all: it would be taken
/// along.
#[derive(Default)]
pub struct Deeds {
    done: Vec<Deed>,
    undone: Vec<Deed>,
}

impl Done {
    fn take_back(self, session: Session) -> Result<(), String> {
        match self {
            Done::Nothing => Ok(()),
            Done::Changed(bench) => step(session, bench, Bench::step_back),
            Done::Added(id) => session.delete(id),
            Done::Deleted(id) => session.undelete(id),
        }
    }

    /// Takes back what is a part of something that failed. The file has it all, so nothing goes to the
    /// bin, for which there may be no room.
    pub fn never_was(self, session: Session) {
        match self {
            // Gone from the list or not, it is nowhere else.
            Done::Added(id) => drop(session.with_cabinet(|it| it.discard(id))),
            other => drop(other.take_back(session)),
        }
    }

    fn do_again(self, session: Session) -> Result<(), String> {
        match self {
            Done::Nothing => Ok(()),
            Done::Changed(bench) => step(session, bench, Bench::step_again),
            Done::Added(id) => session.undelete(id),
            Done::Deleted(id) => session.delete(id),
        }
    }
}

/// A step on the bench that was meant, after what another tab has kept meanwhile. What lies on
/// another bench by now is left alone.
fn step(session: Session, bench: Bench, step: fn(Bench)) -> Result<(), String> {
    if !session.is_in_use(bench) {
        return Err(session.words().changed_elsewhere().to_owned());
    }
    session.bench_of(bench.id);
    step(bench);
    Ok(())
}

impl Deeds {
    fn is_of(&self, id: EngagementId) -> bool {
        let mut all = self.done.iter().chain(&self.undone).flat_map(|it| &it.done);
        all.any(|it| match it {
            Done::Nothing => false,
            Done::Changed(bench) => bench.id == id,
            Done::Added(it) | Done::Deleted(it) => *it == id,
        })
    }
}

impl Session {
    /// News that needs no answer goes by itself.
    pub fn say(self, text: impl Into<String>) {
        self.announce(text.into(), None);
    }

    pub fn complain(self, text: impl Into<String>) {
        self.complain_of(text.into(), Vec::new());
    }

    /// Something is wrong with these, and their raw texts can be had.
    pub fn complain_of(self, text: String, raw: Vec<EngagementId>) {
        let said_at = browser::now_millis();
        let lang = self.lang.get_untracked();
        self.notice.set(Some(Notice { text, lang, way: None, is_problem: true, said_at, raw }));
    }

    /// Something was done; it can be taken back.
    pub fn did(self, said: fn(Words) -> &'static str, done: Vec<Done>) {
        self.deeds.update_value(|it| {
            it.undone.clear();
            it.done.push(Deed { said, done });
        });
        self.touch_list();
        self.announce(said(self.words()).to_owned(), Some(Way::Back));
    }

    /// Takes back what was done last, or does again what was taken back last. Tells whether there was
    /// anything.
    pub fn follow(self, way: Way) -> bool {
        let mut deed = None;
        self.deeds.update_value(|it| {
            deed = match way {
                Way::Back => it.done.pop(),
                Way::Again => it.undone.pop(),
            };
        });
        let Some(Deed { said, done }) = deed else { return false };
        let words = self.words();
        // Newest first, there and back.
        let again: Vec<Done> = done.iter().rev().copied().collect();
        let all_done = done.iter().rev().try_for_each(|it| match way {
            Way::Back => it.take_back(self),
            Way::Again => it.do_again(self),
        });
        self.touch_list();
        if let Err(why) = all_done {
            self.complain([words.not_taken_back(), &why].join(words.between_sentences()));
            return true;
        }
        let deed = Deed { said, done: again };
        let (text, way_on) = match way {
            Way::Back => (words.taken_back(), Way::Again),
            Way::Again => (said(words), Way::Back),
        };
        self.deeds.update_value(|it| match way {
            Way::Back => it.undone.push(deed),
            Way::Again => it.done.push(deed),
        });
        self.announce(text.to_owned(), Some(way_on));
        true
    }

    /// News with a way on goes once something else has happened: it would take that along.
    pub(super) fn forget_way_back(self) {
        self.deeds.set_value(Deeds::default());
        if self.notice.with_untracked(|it| it.as_ref().is_some_and(|it| it.way.is_some())) {
            self.notice.set(None);
        }
    }

    /// Another tab has written something that taking back would take along.
    pub(super) fn forget_deeds_of(self, id: EngagementId) {
        if self.deeds.with_value(|it| it.is_of(id)) {
            self.forget_way_back();
        }
    }

    fn words(self) -> Words {
        Words(self.lang.get_untracked())
    }

    fn announce(self, text: String, way: Option<Way>) {
        let said_at = browser::now_millis();
        let (lang, raw) = (self.lang.get_untracked(), Vec::new());
        self.notice.set(Some(Notice { text, lang, way, is_problem: false, said_at, raw }));
        self.hush_after(NEWS_STAYS, said_at);
    }

    /// Takes news away after a while, unless it is other news by then or somebody is at it.
    fn hush_after(self, pause: Duration, said_at: u64) {
        let hush = move || {
            let is_there = self
                .notice
                .with_untracked(|it| it.as_ref().is_some_and(|it| it.said_at == said_at));
            if is_there && browser::has(".notice:is(:hover, :focus-within)") {
                self.hush_after(READING_TAKES, said_at);
            } else if is_there {
                self.notice.set(None);
            }
        };
        set_timeout(hush, pause);
    }
}
