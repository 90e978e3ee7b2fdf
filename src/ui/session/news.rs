//! What the app says of what has just happened, and the way back from it: by a button at the news,
//! and by the usual keys where no engagement is open, which has its own undo.

use std::time::Duration;

use kickoff::domain::id::EngagementId;
use kickoff::domain::text::Lang;
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use super::{EditorHandle, Session};
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
    pub way: Option<Direction>,
    pub is_problem: bool,
    /// In milliseconds since 1970.
    pub said_at: u64,
    /// What cannot be read: its raw text is offered.
    pub raw: Vec<EngagementId>,
}

/// Where the button at some news leads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Direction {
    Back,
    Again,
}

/// What was done to one engagement, and so what takes it back.
#[derive(Clone, Copy)]
#[expect(clippy::large_enum_variant, reason = "handles of signals; `Copy` is worth more")]
pub enum Done {
    Nothing,
    /// One step in its editor.
    Changed(EditorHandle),
    Added(EngagementId),
    Deleted(EngagementId),
}

/// What was done at once, and how it is told.
#[derive(Clone)]
struct Command {
    said: fn(Words) -> &'static str,
    done: Vec<Done>,
}

/// What can be taken back, and what was, newest last. Any edit forgets them all: it would be taken
/// along.
#[derive(Default)]
pub struct CommandHistory {
    done: Vec<Command>,
    undone: Vec<Command>,
}

impl Done {
    fn take_back(self, session: Session) -> Result<(), String> {
        match self {
            Done::Nothing => Ok(()),
            Done::Changed(editor) => step(session, editor, EditorHandle::step_back),
            Done::Added(id) => session.delete(id),
            Done::Deleted(id) => session.undelete(id),
        }
    }

    /// Takes back what is a part of something that failed. The file has it all, so nothing goes to the
    /// bin, for which there may be no room.
    pub fn revert(self, session: Session) {
        match self {
            // Gone from the list or not, it is nowhere else.
            Done::Added(id) => drop(session.with_store(|it| it.discard(id))),
            other => drop(other.take_back(session)),
        }
    }

    fn do_again(self, session: Session) -> Result<(), String> {
        match self {
            Done::Nothing => Ok(()),
            Done::Changed(editor) => step(session, editor, EditorHandle::step_again),
            Done::Added(id) => session.undelete(id),
            Done::Deleted(id) => session.delete(id),
        }
    }
}

/// A step in the editor that was meant, after what another tab has kept meanwhile. What is in
/// another editor by now is left alone.
fn step(session: Session, editor: EditorHandle, step: fn(EditorHandle)) -> Result<(), String> {
    if !session.is_in_use(editor) {
        return Err(session.words().changed_elsewhere().to_owned());
    }
    session.open_engagement(editor.id);
    step(editor);
    Ok(())
}

impl CommandHistory {
    fn is_of(&self, id: EngagementId) -> bool {
        let mut all = self.done.iter().chain(&self.undone).flat_map(|it| &it.done);
        all.any(|it| match it {
            Done::Nothing => false,
            Done::Changed(editor) => editor.id == id,
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
        self.history.update_value(|it| {
            it.undone.clear();
            it.done.push(Command { said, done });
        });
        self.touch_list();
        self.announce(said(self.words()).to_owned(), Some(Direction::Back));
    }

    /// Takes back what was done last, or does again what was taken back last. Tells whether there was
    /// anything.
    pub fn undo_or_redo(self, way: Direction) -> bool {
        let mut deed = None;
        self.history.update_value(|it| {
            deed = match way {
                Direction::Back => it.done.pop(),
                Direction::Again => it.undone.pop(),
            };
        });
        let Some(Command { said, done }) = deed else { return false };
        let words = self.words();
        // Newest first, there and back.
        let again: Vec<Done> = done.iter().rev().copied().collect();
        let all_done = done.iter().rev().try_for_each(|it| match way {
            Direction::Back => it.take_back(self),
            Direction::Again => it.do_again(self),
        });
        self.touch_list();
        if let Err(why) = all_done {
            self.complain([words.not_taken_back(), &why].join(words.between_sentences()));
            return true;
        }
        let deed = Command { said, done: again };
        let (text, way_on) = match way {
            Direction::Back => (words.taken_back(), Direction::Again),
            Direction::Again => (said(words), Direction::Back),
        };
        self.history.update_value(|it| match way {
            Direction::Back => it.undone.push(deed),
            Direction::Again => it.done.push(deed),
        });
        self.announce(text.to_owned(), Some(way_on));
        true
    }

    /// News with a way on goes once something else has happened: it would take that along.
    pub(super) fn clear_history(self) {
        self.history.set_value(CommandHistory::default());
        if self.notice.with_untracked(|it| it.as_ref().is_some_and(|it| it.way.is_some())) {
            self.notice.set(None);
        }
    }

    /// Another tab has written something that taking back would take along.
    pub(super) fn forget_commands_of(self, id: EngagementId) {
        if self.history.with_value(|it| it.is_of(id)) {
            self.clear_history();
        }
    }

    fn words(self) -> Words {
        Words(self.lang.get_untracked())
    }

    fn announce(self, text: String, way: Option<Direction>) {
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
