//! What was done to whole engagements, and the way back from it: by a button at the news, and by the usual
//! keys where no engagement is open, which has its own undo.
//!
//! Any edit forgets it, here or in another tab: taking back an import must not take along what was
//! written since.

use reactive_graph::owner::StoredValue;
use reactive_graph::traits::{GetValue, SetValue, UpdateValue, WithValue};

use super::archiving::Archiving;
use super::editor_handle::EditorHandle;
use super::notices::{Direction, Notices};
use super::open_engagements::OpenEngagements;
use super::shell::Shell;
use crate::domain::id::EngagementId;
use crate::i18n::words::Words;
use crate::store::archive::NotMoved;

/// What was done to one engagement, and so what takes it back.
#[derive(Clone, Copy)]
#[expect(clippy::large_enum_variant, reason = "handles of signals; `Copy` is worth more")]
pub enum Done {
    /// It was so already.
    Nothing,
    /// One step in its editor.
    Changed(EditorHandle),
    /// It is new on the list.
    Added(EngagementId),
    /// It went from the list to the bin.
    Deleted(EngagementId),
}

/// What was done at once, and how it is told.
#[derive(Clone)]
struct Command {
    said: fn(Words) -> &'static str,
    done: Vec<Done>,
}

/// What can be taken back, and what was, newest last.
#[derive(Default)]
struct Commands {
    done: Vec<Command>,
    undone: Vec<Command>,
    /// How many edits there were by then: any more would be taken along.
    at_edits: u64,
}

/// See the module.
#[derive(Clone, Copy)]
pub struct CommandHistory {
    shell: Shell,
    notices: Notices,
    open: OpenEngagements,
    archiving: Archiving,
    commands: StoredValue<Commands>,
    /// The last step is still under way.
    is_at_it: StoredValue<bool>,
}

impl Done {
    /// What was done to what is in an editor; nothing, if there is no step to take back.
    pub fn in_editor(editor: EditorHandle, is_step: bool) -> Done {
        if is_step { Done::Changed(editor) } else { Done::Nothing }
    }

    fn is_of(self, id: EngagementId) -> bool {
        match self {
            Done::Nothing => false,
            Done::Changed(editor) => editor.id == id,
            Done::Added(it) | Done::Deleted(it) => it == id,
        }
    }
}

impl CommandHistory {
    /// With nothing done yet.
    pub fn new(
        shell: Shell,
        notices: Notices,
        open: OpenEngagements,
        archiving: Archiving,
    ) -> CommandHistory {
        let commands = StoredValue::new(Commands::default());
        let is_at_it = StoredValue::new(false);
        CommandHistory { shell, notices, open, archiving, commands, is_at_it }
    }

    /// Something was done; it can be taken back.
    pub fn did(self, said: fn(Words) -> &'static str, done: Vec<Done>) {
        self.with(|it| {
            it.undone.clear();
            it.done.push(Command { said, done });
        });
        self.shell.touch_list();
        self.notices.announce(said(self.shell.words()).to_owned(), Some(Direction::Back));
    }

    /// Something was done for good: it cannot be taken back, nor what was done before it.
    pub fn did_for_good(self, said: fn(Words) -> &'static str) {
        self.notices.note_edit();
        self.shell.touch_list();
        self.notices.announce(said(self.shell.words()).to_owned(), None);
    }

    /// Takes back what was done last, or does again what was taken back last. Tells whether there was
    /// anything.
    pub fn undo_or_redo(self, way: Direction) -> bool {
        if self.is_at_it.get_value() {
            return true;
        }
        let command = self.with(|it| match way {
            Direction::Back => it.done.pop(),
            Direction::Again => it.undone.pop(),
        });
        let Some(command) = command.flatten() else { return false };
        // At once, but for what is in the archive.
        self.is_at_it.set_value(true);
        self.archiving.begin(async move {
            self.run(command, way).await;
            self.is_at_it.set_value(false);
        });
        true
    }

    async fn run(self, command: Command, way: Direction) {
        let Command { said, done } = command;
        let words = self.shell.words();
        // Newest first, there and back.
        let again: Vec<Done> = done.iter().rev().copied().collect();
        let mut all_done = Ok(());
        for it in &again {
            all_done = match self.go_wherever(*it, way).await {
                Ok(()) => continue,
                why => why,
            };
            break;
        }
        self.shell.touch_list();
        if let Err(why) = all_done {
            let text = [words.not_taken_back(), &why].join(words.between_sentences());
            self.notices.complain(text, Vec::new());
            return;
        }
        let command = Command { said, done: again };
        let (text, way_on) = match way {
            Direction::Back => (words.taken_back(), Direction::Again),
            Direction::Again => (said(words), Direction::Back),
        };
        self.with(|it| match way {
            Direction::Back => it.undone.push(command),
            Direction::Again => it.done.push(command),
        });
        self.notices.announce(text.to_owned(), Some(way_on));
    }

    /// Takes back what is a part of something that failed.
    pub fn revert(self, done: Done) {
        match done {
            Done::Added(id) => self.open.discard(id),
            other => drop(self.go(other, Direction::Back)),
        }
    }

    /// Another tab has written something that taking back would take along.
    pub fn forget_those_of(self, id: EngagementId) {
        let is_of = |it: &Command| it.done.iter().any(|it| it.is_of(id));
        if self.commands.with_value(|it| it.done.iter().chain(&it.undone).any(is_of)) {
            self.notices.note_edit();
        }
    }

    /// The same of what is in the archive, which stays there.
    async fn go_wherever(self, done: Done, way: Direction) -> Result<(), String> {
        let why = |it: NotMoved| self.shell.words().why_not_moved(it).to_owned();
        match (done, way) {
            (Done::Added(id), Direction::Back) | (Done::Deleted(id), Direction::Again)
                if self.archiving.is_away(id) =>
            {
                self.archiving.delete(id).await.map_err(why)
            }
            (Done::Deleted(id), Direction::Back) | (Done::Added(id), Direction::Again) => {
                match self.archiving.undelete(id).await.map_err(why)? {
                    true => Ok(()),
                    false => self.open.undelete(id),
                }
            }
            (done, way) => self.go(done, way),
        }
    }

    fn go(self, done: Done, way: Direction) -> Result<(), String> {
        match (done, way) {
            (Done::Nothing, _) => Ok(()),
            (Done::Changed(editor), way) => self.step(editor, way),
            (Done::Added(id), Direction::Back) | (Done::Deleted(id), Direction::Again) => {
                self.open.delete(id)
            }
            (Done::Deleted(id), Direction::Back) | (Done::Added(id), Direction::Again) => {
                self.open.undelete(id)
            }
        }
    }

    /// A step in the editor that was meant, after what another tab has kept meanwhile. What is in
    /// another editor by now is left alone.
    fn step(self, editor: EditorHandle, way: Direction) -> Result<(), String> {
        if !self.open.is_in_use(editor) {
            return Err(self.shell.words().changed_elsewhere().to_owned());
        }
        let _ = self.open.open(editor.id);
        editor.step(way);
        Ok(())
    }

    /// All that can be taken back by now: an edit since has made an end of the rest.
    fn with<T>(self, f: impl FnOnce(&mut Commands) -> T) -> Option<T> {
        let at_edits = self.notices.edits();
        self.commands.try_update_value(|it| {
            if it.at_edits != at_edits {
                *it = Commands { at_edits, ..Commands::default() };
            }
            f(it)
        })
    }
}
