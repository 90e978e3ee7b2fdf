//! One engagement on the screen: what is shown of it follows, and what is done to it goes to its editor.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDateTime;
use kickoff::domain::assessment::{Assessment, ItemStatus};
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::{Field, ItemField, Topic};
use kickoff::domain::gate::Gate;
use kickoff::domain::id::{EngagementId, EntryId, ItemId};
use kickoff::domain::playbook::Playbook;
use kickoff::domain::progress::Progress;
use kickoff::domain::register::{Column, Register};
use kickoff::domain::stamp::Stamp;
use kickoff::domain::value::Value;
use kickoff::editor::{Editor, MergeError, SaveState};
use kickoff::store::engagements::{DAY_MILLIS, Fate, Occasion, SaveError};
use leptos::prelude::*;

use super::topics::Topics;
use super::{AnyStore, Direction, Done, Session, set_if_new};
use crate::browser;
use crate::browser::dates;
use crate::ui::kit::shown::Shown;

/// How long typing may wait before it is kept.
const TYPING_WAIT: Duration = Duration::from_millis(250);

/// Another copy was not taken in, and why, if it could not be kept; nothing has changed.
pub struct NotTakenIn(pub Option<SaveError>);

/// One open engagement.
#[derive(Clone, Copy)]
pub struct EditorHandle {
    session: Session,
    pub id: EngagementId,
    editor: StoredValue<Editor>,
    engagement: RwSignal<Arc<Engagement>>,
    assessment: Shown<Arc<Assessment>>,
    /// Who is woken when something of a topic changes.
    topics: StoredValue<Topics>,
    pub(super) kept: RwSignal<SaveState>,
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
    pub fallback: RwSignal<Option<String>>,
    /// What a newer version has written, or a playbook that is not here: with what is not known of it, a save would lose something.
    is_read_only: bool,
    /// The day of the last daily safety copy, in days since 1970.
    copied_on: StoredValue<u64>,
    timer: StoredValue<Option<leptos::leptos_dom::helpers::TimeoutHandle>>,
}

impl EditorHandle {
    pub(super) fn new(session: Session, engagement: Engagement) -> EditorHandle {
        let (id, playbook) = (engagement.id(), engagement.playbook());
        let shown = RwSignal::new(Arc::new(engagement.clone()));
        let editor = Editor::new(engagement, session.clock());
        EditorHandle {
            session,
            id,
            editor: StoredValue::new(editor),
            engagement: shown,
            assessment: Shown::new(move || shown.with(|it| Arc::new(Assessment::of(playbook, it)))),
            topics: StoredValue::new(Topics::default()),
            kept: RwSignal::new(SaveState::Saved),
            typing: RwSignal::new(false),
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
            last_step: RwSignal::new(None),
            opened: RwSignal::new(Vec::new()),
            drawn: RwSignal::new(Vec::new()),
            register: StoredValue::new(None),
            waiting: RwSignal::new(Vec::new()),
            same: RwSignal::new(Vec::new()),
            fresh: StoredValue::new(Vec::new()),
            fallback: RwSignal::new(None),
            is_read_only: false,
            copied_on: StoredValue::new(0),
            timer: StoredValue::new(None),
        }
    }

    /// To be looked at only: whatever is done to it changes nothing.
    pub fn read_only(session: Session, engagement: Engagement) -> EditorHandle {
        EditorHandle { is_read_only: true, ..EditorHandle::new(session, engagement) }
    }

    pub fn is_read_only(self) -> bool {
        self.is_read_only
    }

    pub fn playbook(self) -> &'static Playbook {
        self.editor.with_value(|it| it.engagement().playbook())
    }

    pub fn session(self) -> Session {
        self.session
    }

    /// Something shown of the engagement; wakes only when it differs.
    pub fn select<T: Clone + Default + PartialEq + Send + Sync + 'static>(
        self,
        f: impl Fn(&Engagement) -> T + Send + Sync + 'static,
    ) -> Shown<T> {
        Shown::new(move || f(&self.engagement.get()))
    }

    /// The same of one topic only: an edit elsewhere does not even ask.
    pub fn select_of<T: Clone + Default + PartialEq + Send + Sync + 'static>(
        self,
        topic: Topic,
        f: impl Fn(&Engagement) -> T + Send + Sync + 'static,
    ) -> Shown<T> {
        let trigger = self.trigger(topic);
        Shown::new(move || {
            trigger.track();
            self.peek(&f)
        })
    }

    // One piece of code, not one for each type of what is shown.
    #[inline(never)]
    fn trigger(self, topic: Topic) -> ArcTrigger {
        self.topics.try_update_value(|it| it.trigger(topic)).unwrap_or_default()
    }

    /// Something worked out of the engagement; wakes only when it differs.
    pub fn assess<T: Clone + Default + PartialEq + Send + Sync + 'static>(
        self,
        f: impl Fn(&Assessment, &Engagement) -> T + Send + Sync + 'static,
    ) -> Shown<T> {
        Shown::new(move || f(&self.assessment.get(), &self.engagement.get()))
    }

    /// Reads the engagement, and whoever asks is woken when it changes.
    pub fn read<T>(self, f: impl FnOnce(&Engagement) -> T) -> T {
        f(&self.engagement.get())
    }

    /// The same of one topic only.
    pub fn read_of<T>(self, topic: Topic, f: impl FnOnce(&Engagement) -> T) -> T {
        self.trigger(topic).track();
        self.peek(f)
    }

    /// Reads the engagement as it is now, without being woken later.
    pub fn peek<T>(self, f: impl FnOnce(&Engagement) -> T) -> T {
        self.engagement.with_untracked(|it| f(it))
    }

    /// Where an item stands.
    pub fn status(self, item: ItemId) -> Shown<Option<ItemStatus>> {
        Shown::new(move || self.assessment.with(|it| it.item(item).cloned()))
    }

    pub fn progress(self) -> Shown<Progress> {
        let playbook = self.playbook();
        self.assess(move |assessment, it| Progress::of(playbook, assessment, it))
    }

    pub fn gate(self) -> Shown<Gate> {
        let playbook = self.playbook();
        self.assess(move |assessment, _| Gate::of(playbook, assessment))
    }

    /// What the clock on the engagement's wall shows.
    pub fn wall_clock(self) -> Shown<NaiveDateTime> {
        let zone = self.select(|it| it.text(Field::Fact(it.roles().time_zone)).to_owned());
        let now = self.session.now;
        Shown::new(move || dates::wall_clock(now.get(), &zone.get()))
    }

    /// The text that stands in a field, as a control shows it.
    pub fn typed(self, field: Field) -> Shown<String> {
        self.select_of(Topic::Field(field), move |it| {
            it.value(field).map(|it| it.typed()).unwrap_or_default()
        })
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

    pub fn can_undo(self) -> bool {
        self.can_undo.get()
    }

    pub fn can_redo(self) -> bool {
        self.can_redo.get()
    }

    /// Makes edits; they are kept before this returns, or [`EditorHandle::kept`] says why not.
    pub fn edit(self, edits: Vec<Edit>) {
        self.session.clear_history();
        let has_changed = self.with_editor(|editor, store, now| {
            // A refusal changes nothing, and controls are drawn from what stands there.
            let _ = editor.edit(&edits, store, now);
        });
        if !has_changed {
            // Wakes controls that the browser has already flipped.
            self.engagement.notify();
        }
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

    /// Somebody types: kept within [`TYPING_WAIT`], without a control being redrawn meanwhile.
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
        self.session.clear_history();
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

    /// A state is picked that is recorded once it has its reason.
    pub fn wait_for_reason(self, item: ItemId, code: &'static str) {
        let field = Field::Item(item, ItemField::Mark);
        self.editor.update_value(|it| it.let_go(field));
        let since = self.peek(|it| it.changed_at(field));
        self.waiting.update(|all| {
            all.retain(|it| it.0 != item);
            all.push((item, code, since));
        });
    }

    fn stop_waiting(self, field: Field) {
        if let Field::Item(item, ItemField::Mark) = field {
            self.waiting.update(|all| all.retain(|it| it.0 != item));
        }
    }

    /// The state of an item that waits for its reason.
    pub fn awaited(self, item: ItemId) -> Option<&'static str> {
        let since = self.read(|it| it.changed_at(Field::Item(item, ItemField::Mark)));
        self.waiting.with(|all| all.iter().find(|it| it.0 == item && it.2 == since).map(|it| it.1))
    }

    /// How much of something is drawn, if somebody has asked for it.
    pub fn drawn(self, what: &str) -> Option<usize> {
        self.drawn.with(|all| all.iter().find(|it| it.0 == what).map(|it| it.1))
    }

    pub fn draw(self, what: &str, much: Option<usize>) {
        self.drawn.update(|all| {
            all.retain(|it| it.0 != what);
            all.extend(much.map(|much| (what.to_owned(), much)));
        });
    }

    /// What is filled in for every service.
    pub fn same(self, column: Column) -> String {
        self.same.with(|all| {
            all.iter().find(|it| it.0 == column).map(|it| it.1.clone()).unwrap_or_default()
        })
    }

    pub fn set_same(self, column: Column, typed: &str) {
        self.same.update(|all| {
            all.retain(|it| it.0 != column);
            if !typed.is_empty() {
                all.push((column, typed.to_owned()));
            }
        });
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
        let timer = set_timeout_with_handle(move || self.pause(), TYPING_WAIT).ok();
        self.timer.set_value(timer);
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
            timer.clear();
        }
    }

    /// Whether something of it would be lost if the page closed now.
    pub fn is_unsaved(self) -> bool {
        self.typing.get_untracked() || self.kept.get_untracked() != SaveState::Saved
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
        if self.kept.get_untracked() != SaveState::Saved {
            self.with_editor(|editor, store, now| editor.keep(store, now));
        }
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

    /// Takes in another copy, but for the fields that somebody decided otherwise.
    pub fn merge(self, other: &Engagement, flips: &[Edit]) -> Result<Done, NotTakenIn> {
        let mut done = Ok(false);
        self.with_editor(|editor, store, now| done = editor.merge(other, flips, store, now));
        self.taken_in(done)
    }

    /// Puts another copy in the place of what is here.
    pub fn replace(self, other: &Engagement, occasion: Occasion) -> Result<Done, NotTakenIn> {
        let mut done = Ok(false);
        self.with_editor(|editor, store, now| done = editor.replace(other, occasion, store, now));
        self.taken_in(done)
    }

    /// One step of undo, if anything has changed.
    fn taken_in(self, done: Result<bool, MergeError>) -> Result<Done, NotTakenIn> {
        match done {
            Ok(true) => Ok(Done::Changed(self)),
            Ok(false) => Ok(Done::Nothing),
            Err(MergeError::NoSafetyCopy(why) | MergeError::NotKept(why)) => {
                Err(NotTakenIn(Some(why)))
            }
            Err(MergeError::NotACopy(_) | MergeError::Refused(_)) => Err(NotTakenIn(None)),
        }
    }

    /// Looks whether the record is still there. If storage was cleared under us, it is written again
    /// from what stands here; if another tab has deleted it, it is deleted here too, unless something
    /// here is not saved.
    pub fn check_stored(self) {
        match self.session.with_store(|it| it.fate(self.id)) {
            Ok(Fate::Deleted) if !self.is_unsaved() => self.session.forget(self.id),
            Ok(Fate::Deleted | Fate::Gone) => {
                self.with_editor(|editor, store, now| editor.keep(store, now));
                self.session.touch_list();
            }
            Ok(Fate::There) | Err(_) => {}
        }
    }

    pub fn undo(self) {
        if self.typing.get_untracked() || self.editor.with_value(Editor::is_holding) {
            // First it is recorded and shown: else the control would go on showing it.
            self.flush();
            request_animation_frame(move || self.undo());
            return;
        }
        if self.can_undo.get_untracked() {
            self.session.clear_history();
            self.step_back();
        }
    }

    pub fn redo(self) {
        if self.can_redo.get_untracked() {
            self.session.clear_history();
            self.step_again();
        }
    }

    pub(super) fn step_back(self) {
        self.with_editor(|editor, store, now| editor.undo(store, now));
        self.last_step.set(Some(Direction::Back));
    }

    pub(super) fn step_again(self) {
        self.with_editor(|editor, store, now| editor.redo(store, now));
        self.last_step.set(Some(Direction::Again));
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
        let now = browser::now_millis();
        let today = now / DAY_MILLIS;
        if self.copied_on.get_value() != today
            && self.session.with_store(|store| self.peek(|it| store.copy_daily(it, now)))
        {
            self.copied_on.set_value(today);
        }
    }

    /// Does something with the editor and shows what has come of it; whether that is anything else.
    pub(super) fn with_editor(self, f: impl FnOnce(&mut Editor, &AnyStore, u64)) -> bool {
        if self.is_read_only {
            return false;
        }
        let now = browser::now_millis();
        self.session.with_store(|store| self.editor.update_value(|it| f(it, store, now)));
        self.show()
    }

    /// Shows what is in the editor, if it is anything else; whether it is.
    fn show(self) -> bool {
        self.editor.with_value(|editor| {
            let former = self.engagement.get_untracked();
            let changed = former.differing(editor.engagement());
            // What a newer version wrote is of no field.
            let has_changed = !changed.is_empty() || *former != *editor.engagement();
            if has_changed {
                self.engagement.set(Arc::new(editor.engagement().clone()));
                self.topics.with_value(|it| it.wake(&changed));
            }
            set_if_new(self.kept, editor.save_state().clone());
            set_if_new(self.typing, editor.is_waiting());
            set_if_new(self.can_undo, editor.can_undo());
            set_if_new(self.can_redo, editor.can_redo());
            has_changed
        })
    }
}

/// The open engagement, from anywhere below its screen.
pub fn use_editor() -> EditorHandle {
    expect_context()
}
