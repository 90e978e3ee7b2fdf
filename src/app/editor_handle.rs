//! One engagement on the screen: what is shown of it follows, and what is done to it goes to its editor.

mod page_state;
mod selected;
mod topics;

use std::sync::Arc;
use std::time::Duration;

use reactive_graph::owner::StoredValue;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{
    Get, GetUntracked, GetValue, Set, SetValue, Track, UpdateValue, WithUntracked, WithValue,
};

use super::notices::{Direction, Notices};
use super::page::Page;
use super::platform::Timer;
use super::shell::{AnyStore, Shell, set_if_new};
use crate::domain::derived::Derived;
use crate::domain::engagement::{Edit, Engagement};
use crate::domain::field::Field;
use crate::domain::id::{EngagementId, EntryId, ItemId};
use crate::domain::playbook::Playbook;
use crate::domain::register::{Column, Register};
use crate::domain::stamp::Stamp;
use crate::domain::value::Value;
use crate::editor::{Editor, MergeError, SaveState};
use crate::store::engagements::{DAY_MILLIS, Fate, Occasion, SaveError};
use kit::reactive::Shown;
use topics::Topics;

/// How long typing may wait before it is kept.
const TYPING_WAIT: Duration = Duration::from_millis(250);

/// Another copy was not taken in, and why, if it could not be kept; nothing has changed.
pub struct NotTakenIn(pub Option<SaveError>);

/// One open engagement.
#[derive(Clone, Copy)]
pub struct EditorHandle {
    shell: Shell,
    notices: Notices,
    /// The engagement that it is of; it stays the same when a copy is taken in.
    pub id: EngagementId,
    editor: StoredValue<Editor>,
    derived: Shown<Arc<Derived>>,
    /// Who is woken when something of it changes, or something of a topic.
    topics: StoredValue<Topics>,
    kept: RwSignal<SaveState>,
    typing: RwSignal<bool>,
    can_undo: RwSignal<bool>,
    can_redo: RwSignal<bool>,
    /// The last step back or forth; wakes its followers at each.
    pub last_step: RwSignal<Option<Direction>>,
    /// Rows whose details are open; survives a change of language.
    pub opened: RwSignal<Vec<ItemId>>,
    /// How the pages are left: the folds that are open, and how much is drawn of what is long. Every
    /// drawing begins with it.
    drawn: RwSignal<Vec<(String, usize)>>,
    /// The pages that were drawn before.
    shown: StoredValue<Vec<Page>>,
    /// The register that was shown last.
    pub register: StoredValue<Option<Register>>,
    /// States that are picked and wait for their reason, with the moment of what is recorded: they
    /// wait only until that changes. They survive a change of language, as `same` does.
    waiting: RwSignal<Vec<(ItemId, &'static str, Option<Stamp>)>>,
    /// What is filled in to be written to every service, and is not written yet.
    same: RwSignal<Vec<(Column, String)>>,
    /// Entries that were just added, and go again unless something is written in them.
    fresh: StoredValue<Vec<(Register, EntryId)>>,
    /// What was saved last and could not be read when this was opened.
    pub fallback: RwSignal<Vec<String>>,
    /// What a newer version has written, or a playbook that is not here: with what is not known of it, a save would lose something.
    is_read_only: bool,
    /// The day of the last daily safety copy, in days since 1970.
    copied_on: StoredValue<u64>,
    timer: StoredValue<Option<Timer>>,
}

impl EditorHandle {
    /// An engagement as it was kept, put into an editor of its own; there is nothing to undo yet.
    pub fn new(shell: Shell, notices: Notices, engagement: Engagement) -> EditorHandle {
        let id = engagement.id();
        let editor = StoredValue::new(Editor::new(engagement, shell.clock()));
        let topics = StoredValue::new(Topics::default());
        let derived = Shown::new(move || {
            topics.with_value(|it| it.whole.track());
            editor.with_value(Editor::derived)
        });
        EditorHandle {
            shell,
            notices,
            id,
            editor,
            derived,
            topics,
            kept: RwSignal::new(SaveState::Saved),
            typing: RwSignal::new(false),
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
            last_step: RwSignal::new(None),
            opened: RwSignal::new(Vec::new()),
            drawn: RwSignal::new(Vec::new()),
            shown: StoredValue::new(Vec::new()),
            register: StoredValue::new(None),
            waiting: RwSignal::new(Vec::new()),
            same: RwSignal::new(Vec::new()),
            fresh: StoredValue::new(Vec::new()),
            fallback: RwSignal::new(Vec::new()),
            is_read_only: false,
            copied_on: StoredValue::new(0),
            timer: StoredValue::new(None),
        }
    }

    /// To be looked at only: whatever is done to it changes nothing.
    pub fn read_only(shell: Shell, notices: Notices, engagement: Engagement) -> EditorHandle {
        EditorHandle { is_read_only: true, ..EditorHandle::new(shell, notices, engagement) }
    }

    /// Whether it is to be looked at only.
    pub fn is_read_only(self) -> bool {
        self.is_read_only
    }

    /// The playbook that it runs on by now.
    pub fn playbook(self) -> &'static Playbook {
        self.editor.with_value(Editor::playbook)
    }

    /// The number of the browser that writes here.
    pub fn device(self) -> u32 {
        self.shell.device()
    }

    /// Whether the screen's state is kept: `None` while something waits that may yet be.
    pub fn save_state(self) -> Option<SaveState> {
        match (self.kept.get(), self.typing.get()) {
            (SaveState::Saved, true) => None,
            (kept, _) => Some(kept),
        }
    }

    /// Why it could not be kept, until it is.
    pub fn not_saved(self) -> Option<SaveError> {
        match self.kept.get() {
            SaveState::Saved => None,
            SaveState::NotSaved(error) => Some(error),
        }
    }

    /// Whether a step can be taken back; whoever asks is woken when that changes.
    pub fn can_undo(self) -> bool {
        self.can_undo.get()
    }

    /// Whether an undone step can be made again; whoever asks is woken when that changes.
    pub fn can_redo(self) -> bool {
        self.can_redo.get()
    }

    /// Makes edits; they are kept before this returns, or `kept` says why not.
    pub fn edit(self, edits: Vec<Edit>) {
        self.notices.note_edit();
        self.with_editor(|editor, store, now| {
            // A refusal changes nothing; a control that the browser has flipped is put back by its handler.
            let _ = editor.edit(&edits, store, now);
        });
    }

    /// The same of something that is seen at once where it was done: it is kept, and what follows from it is
    /// worked out and shown once that is painted; `then` comes after it.
    pub fn edit_seen_first(self, edits: Vec<Edit>, then: impl FnOnce() + 'static) {
        self.notices.note_edit();
        if self.is_read_only {
            return then();
        }
        self.change(|editor, store, now| {
            let _ = editor.edit(&edits, store, now);
        });
        self.show_kept();
        self.shell.platform().after_paint(Box::new(move || {
            // The engagement may have been closed.
            if self.topics.try_with_value(|_| ()).is_some() {
                self.show();
                then();
            }
        }));
    }

    /// Takes an entry away again in which nobody has written anything.
    pub fn drop_blank(self, register: Register, id: EntryId) {
        self.fresh.update_value(|all| all.retain(|it| *it != (register, id)));
        self.with_editor(|editor, store, now| editor.drop_blank(register, id, store, now));
    }

    /// An entry is added for somebody to write in.
    pub fn add_fresh(self, register: Register, id: EntryId) {
        self.fresh.update_value(|all| all.push((register, id)));
        self.edit(vec![Edit::add(register, id)]);
    }

    /// Nobody comes back to write in what was just added.
    pub(super) fn drop_blanks(self) {
        for (register, id) in self.fresh.get_value() {
            self.drop_blank(register, id);
        }
    }

    /// Somebody types: kept within `TYPING_WAIT`, without a control being redrawn meanwhile.
    pub fn type_into(self, field: Field, text: &str) {
        self.type_with_editor(|it| it.type_into(field, text));
    }

    /// The same for a state whose reason is being typed; nothing while there is none.
    pub fn type_value(self, field: Field, value: Option<Value>) {
        self.type_with_editor(|it| it.type_value(field, value));
    }

    fn type_with_editor(self, note: impl FnOnce(&mut Editor)) {
        if self.is_read_only {
            return;
        }
        self.notices.note_edit();
        self.editor.update_value(note);
        set_if_new(self.typing, self.editor.with_value(Editor::is_waiting));
        if self.typing.get_untracked() {
            self.pause_soon();
        }
    }

    /// Somebody picks one of several. What a keyboard comes to on its way through them is recorded
    /// where it stops: with the next [`EditorHandle::flush`].
    pub fn choose(self, edit: Edit, is_on_the_way: bool) {
        self.stop_waiting(edit.field);
        if is_on_the_way && !self.is_read_only {
            self.editor.update_value(|it| it.hold(edit));
        } else {
            self.editor.update_value(|it| it.let_go(edit.field));
            self.edit(vec![edit]);
        }
    }

    /// Whether something is filled in that was not written anywhere.
    pub fn has_loose_ends(self) -> bool {
        self.same.with_untracked(|it| !it.is_empty())
    }

    /// A moment after the first of what waits, whether that can be kept then or not.
    fn pause_soon(self) {
        if self.timer.with_value(Option::is_some) {
            return;
        }
        let pause = Box::new(move || self.pause());
        self.timer.set_value(self.shell.platform().after(TYPING_WAIT, pause));
    }

    /// Keeps what was typed; what a keyboard has only come to is not meant yet.
    fn pause(self) {
        self.stop_timer();
        if self.typing.get_untracked() {
            self.with_editor(|editor, store, now| editor.pause(store, now));
        }
    }

    fn stop_timer(self) {
        if let Some(timer) = self.timer.try_update_value(|it| it.take()).flatten() {
            self.shell.platform().stop(timer);
        }
    }

    /// Whether something of it would be lost if the page closed now.
    pub fn is_unsaved(self) -> bool {
        self.typing.get_untracked() || self.could_not_be_saved()
    }

    /// A number for a new entry, which no other device makes.
    pub fn unique(self) -> u128 {
        self.shell.unique()
    }

    /// Somebody leaves: keeps what was typed and come to, now.
    pub fn flush(self) {
        self.stop_timer();
        if self.typing.get_untracked() || self.editor.with_value(Editor::is_amid) {
            self.with_editor(|editor, store, now| editor.flush(store, now));
        }
    }

    /// Tries again to keep what could not be kept, with what was typed since.
    pub fn retry(self) {
        self.pause();
        if self.could_not_be_saved() {
            self.keep();
        }
    }

    /// Keeps what is here, if it is not kept as it is.
    pub(super) fn keep(self) {
        self.with_editor(|editor, store, now| editor.keep(store, now));
    }

    /// Nobody waits: writes the whole of what was kept edit by edit.
    pub(super) fn fold(self) {
        if !self.typing.get_untracked() {
            self.with_editor(|editor, store, now| editor.fold(store, now));
        }
    }

    /// The same, if nobody is at work on it just now.
    pub(super) fn fold_if_idle(self) {
        let now = self.shell.now_millis();
        if self.editor.with_value(|it| it.is_idle(now)) {
            self.fold();
        }
    }

    pub(super) fn could_not_be_saved(self) -> bool {
        self.kept.get_untracked() != SaveState::Saved
    }

    /// Takes in what another tab has kept of this engagement. What that tab does not know of is
    /// kept again, so that both end with the same.
    pub(super) fn adopt(self, other: &Engagement) {
        self.with_editor(|editor, _, now| {
            // Fails only for another engagement, which has nothing to say here.
            let _ = editor.adopt(other, now);
        });
        if self.typing.get_untracked() {
            self.pause_soon();
        }
    }

    /// Takes in what another tab has written to it.
    pub(super) fn adopt_writes(self, raw: &str) {
        self.with_editor(|editor, store, now| {
            if let Some(writes) = store.read_writes(raw, editor.playbook()) {
                editor.adopt_writes(&writes, now);
                store.note_heard(editor.engagement(), &writes);
            }
        });
        if self.typing.get_untracked() {
            self.pause_soon();
        }
    }

    /// Takes in another copy, but for the fields that somebody decided otherwise.
    pub fn merge(self, other: &Engagement, flips: &[Edit]) -> Result<bool, NotTakenIn> {
        let mut done = Ok(false);
        self.with_editor(|editor, store, now| done = editor.merge(other, flips, store, now));
        Self::taken_in(done)
    }

    /// Puts another copy in the place of what is here.
    pub fn replace(self, other: &Engagement, occasion: Occasion) -> Result<bool, NotTakenIn> {
        let mut done = Ok(false);
        self.with_editor(|editor, store, now| done = editor.replace(other, occasion, store, now));
        Self::taken_in(done)
    }

    /// Goes on with a newer revision of its playbook.
    pub fn upgrade(self, to: &'static Playbook) -> Result<(), NotTakenIn> {
        let mut done = Ok(());
        self.with_editor(|editor, store, now| done = editor.upgrade(to, store, now));
        Self::taken_in(done.map(|()| false)).map(|_| ())
    }

    /// Whether there is a step of undo: there is none if nothing has changed.
    fn taken_in(done: Result<bool, MergeError>) -> Result<bool, NotTakenIn> {
        match done {
            Ok(is_step) => Ok(is_step),
            Err(MergeError::NoSafetyCopy(why) | MergeError::NotKept(why)) => {
                Err(NotTakenIn(Some(why)))
            }
            Err(MergeError::NotACopy(_) | MergeError::NotNewer(_) | MergeError::Refused(_)) => {
                Err(NotTakenIn(None))
            }
        }
    }

    /// Looks whether the record is still there. If storage was cleared under us, it is written again
    /// from what stands here. If another tab has deleted it, it is gone here too, which is told, unless
    /// something here is not saved.
    pub(super) fn is_deleted(self) -> bool {
        match self.shell.with_store(|it| it.fate(self.id)) {
            Ok(Fate::Deleted) if !self.is_unsaved() => return true,
            Ok(Fate::Deleted | Fate::Gone) => {
                self.keep();
                self.shell.touch_list();
            }
            Ok(Fate::There) | Err(_) => {}
        }
        false
    }

    /// Takes back the last step, if there is one. What is still being typed or come to is recorded
    /// and shown first, and the step back follows with the next frame.
    pub fn undo(self) {
        if self.typing.get_untracked() || self.editor.with_value(Editor::is_holding) {
            // First it is recorded and shown: else the control would go on showing it.
            self.flush();
            self.shell.platform().next_frame(Box::new(move || self.undo()));
            return;
        }
        if self.can_undo.get_untracked() {
            self.notices.note_edit();
            self.step(Direction::Back);
        }
    }

    /// Makes the step again that was taken back last, if there is one.
    pub fn redo(self) {
        if self.can_redo.get_untracked() {
            self.notices.note_edit();
            self.step(Direction::Again);
        }
    }

    /// One step, without asking whether there is one.
    pub(super) fn step(self, way: Direction) {
        self.with_editor(|editor, store, now| match way {
            Direction::Back => editor.undo(store, now),
            Direction::Again => editor.redo(store, now),
        });
        self.last_step.set(Some(way));
    }

    pub(super) fn is_same(self, other: EditorHandle) -> bool {
        self.editor == other.editor
    }

    /// Nothing of it is to be kept any more, not even what waits.
    pub(super) fn drop_pending(self) {
        self.stop_timer();
        self.typing.set(false);
    }

    /// Makes the safety copy of the day, once a day: one that somebody has dropped stays away.
    pub(super) fn copy_daily(self) {
        let now = self.shell.now_millis();
        let today = now / DAY_MILLIS;
        if self.copied_on.get_value() != today
            && self.shell.with_store(|store| self.peek(|it| store.copy_daily(it, now)))
        {
            self.copied_on.set_value(today);
        }
    }

    /// Does something with the editor and shows what has come of it.
    fn with_editor(self, f: impl FnOnce(&mut Editor, &AnyStore, u64)) {
        if self.is_read_only {
            return;
        }
        self.change(f);
        self.show();
    }

    fn change(self, f: impl FnOnce(&mut Editor, &AnyStore, u64)) {
        let now = self.shell.now_millis();
        self.shell.with_store(|store| self.editor.update_value(|it| f(it, store, now)));
    }

    /// Wakes whoever shows what has changed.
    fn show(self) {
        if let Some(changed) = self.editor.try_update_value(Editor::take_changes).flatten() {
            self.topics.with_value(|it| it.wake(&changed));
        }
        self.show_kept();
    }

    /// Whether it is kept, and what can be undone by now.
    fn show_kept(self) {
        self.editor.with_value(|editor| {
            set_if_new(self.kept, editor.save_state().clone());
            set_if_new(self.typing, editor.is_waiting());
            set_if_new(self.can_undo, editor.can_undo());
            set_if_new(self.can_redo, editor.can_redo());
        });
    }
}
