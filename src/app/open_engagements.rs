//! Every engagement that was opened, each in its editor: what can be undone stays through the session, and
//! so does what could not be saved.
//!
//! Opening one again takes in what is kept by then. What could not be kept is told on every page, and
//! tried again from all of them.

use reactive_graph::owner::{Owner, StoredValue};
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, GetUntracked, GetValue, Set, Update, WithUntracked};

use super::editor_handle::EditorHandle;
use super::notices::Notices;
use super::route::Route;
use super::shell::Shell;
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::i18n::words::Words;
use crate::store::engagements::{Found, SaveError};
use crate::store::key_value::StoreError;

/// What is open for the place that somebody is at: nothing, if it is no engagement's. An error if storage
/// could not be read at all.
pub type Opened = Result<Found<Open, EngagementId>, StoreError>;

/// A whole engagement that is open.
#[derive(Clone, Copy)]
#[expect(
    clippy::large_enum_variant,
    reason = "handles of signals; `Copy` is worth more than their size"
)]
pub enum Open {
    /// It can be changed, in this editor.
    ToChange(EditorHandle),
    /// Its playbook is not here.
    ToRead(EngagementId),
}

/// The editor of what is open, if it has one.
pub fn editor_of(opened: Opened) -> Option<EditorHandle> {
    match opened {
        Ok(Found::Whole(Open::ToChange(editor))) => Some(editor),
        _ => None,
    }
}

/// See the module.
#[derive(Clone, Copy)]
pub struct OpenEngagements {
    shell: Shell,
    notices: Notices,
    /// What is open for the place that somebody is at.
    pub current: RwSignal<Opened>,
    handles: RwSignal<Vec<EditorHandle>>,
    /// Of everything that lives as long as the page.
    owner: StoredValue<Owner>,
}

impl OpenEngagements {
    /// With nothing opened yet. Its editors live as long as the owner that it is made under.
    pub fn new(shell: Shell, notices: Notices) -> OpenEngagements {
        OpenEngagements {
            shell,
            notices,
            current: RwSignal::new(Ok(Found::Missing)),
            handles: RwSignal::new(Vec::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// Opens what a place needs, unless it is open already.
    pub fn open_place(self, place: Route) {
        let Route::Engagement { id, .. } = place else {
            self.close();
            return;
        };
        if self.current_editor().is_some_and(|it| it.id == id) {
            return;
        }
        self.fold();
        let found = self.open(id);
        self.current.set(found);
        // Nobody waits for it.
        self.shell.platform().after_paint(Box::new(move || self.copy_daily()));
    }

    /// Nothing is open any more for the place.
    pub(super) fn close(self) {
        self.fold();
        self.current.set(Ok(Found::Missing));
    }

    pub(super) fn is_in_editor(self, id: EngagementId) -> bool {
        self.opened(id).is_some()
    }

    /// Closes the editor of an engagement that nobody is at; not if something of it is not kept.
    pub(super) fn close_editor(self, id: EngagementId) -> Result<(), ()> {
        let Some(editor) = self.opened(id) else { return Ok(()) };
        editor.flush();
        editor.retry();
        editor.fold();
        let is_here = self.current_editor().is_some_and(|it| it.id == id);
        if is_here || editor.is_unsaved() {
            return Err(());
        }
        self.forget(id);
        Ok(())
    }

    /// The editor of the place that somebody is at.
    pub(super) fn current_editor(self) -> Option<EditorHandle> {
        editor_of(self.current.get_untracked())
    }

    /// The editor of an engagement that was opened before.
    fn opened(self, id: EngagementId) -> Option<EditorHandle> {
        self.handles.with_untracked(|all| all.iter().copied().find(|it| it.id == id))
    }

    /// An engagement's editor, which has it as it is kept, with what can be undone of it.
    pub fn open(self, id: EngagementId) -> Opened {
        let opened = self.opened(id);
        let found = self.shell.with_store(|it| it.load(id));
        let open = match (found, opened) {
            (Ok(Found::Whole(it)), _) if !it.edition().is_here() => Open::ToRead(id),
            (Ok(Found::Whole(engagement)), Some(editor)) => {
                editor.adopt(&engagement);
                Open::ToChange(editor)
            }
            (Ok(Found::Whole(engagement)), None) => {
                let owner = self.owner.get_value();
                let editor =
                    owner.with(|| EditorHandle::new(self.shell, self.notices, *engagement));
                editor
                    .fallback
                    .set(self.shell.with_store(|it| it.fallback(id)).unwrap_or_default());
                self.handles.update(|it| it.push(editor));
                Open::ToChange(editor)
            }
            // What is not saved is nowhere else.
            (_, Some(editor)) if editor.could_not_be_saved() => Open::ToChange(editor),
            (Ok(Found::Missing), _) => return Ok(Found::Missing),
            (Ok(Found::Archived), _) => return Ok(Found::Archived),
            (Ok(Found::Damaged(_)), _) => return Ok(Found::Damaged(id)),
            (Ok(Found::Newer(_)), _) => return Ok(Found::Newer(id)),
            (Err(why), _) => return Err(why),
        };
        Ok(Found::Whole(open))
    }

    /// The editor of an engagement on the list; in words, why there is none.
    pub fn open_to_change(self, id: EngagementId) -> Result<EditorHandle, String> {
        let words = self.shell.words();
        let why = match self.open(id) {
            Ok(Found::Whole(Open::ToChange(editor))) => return Ok(editor),
            Ok(Found::Whole(Open::ToRead(_))) => words.elsewhere_line(),
            Ok(Found::Damaged(_)) => words.damaged_line(),
            Ok(Found::Newer(_)) => words.newer_line(),
            Ok(Found::Missing) => words.changed_elsewhere(),
            Ok(Found::Archived) => words.archived_only(),
            Err(_) => words.storage_unreadable_line(),
        };
        // The list has not known.
        self.shell.touch_list();
        Err(why.to_owned())
    }

    /// Moves an engagement to the bin, with what is not saved of it; in words, why not.
    pub fn delete(self, id: EngagementId) -> Result<(), String> {
        let engagement = match self.open(id) {
            Ok(Found::Whole(Open::ToRead(_))) => self.as_it_is(id),
            _ => Some(self.open_to_change(id)?.peek(Clone::clone)),
        };
        let now = self.shell.now_millis();
        let deleted =
            self.shell.with_store(|store| engagement.map_or(Ok(()), |it| store.delete(&it, now)));
        let words = self.shell.words();
        deleted.map_err(|it| why_not_kept(words, words.not_binned(), &it))?;
        self.forget(id);
        Ok(())
    }

    /// Puts an engagement back on the list; in words, why not.
    pub fn undelete(self, id: EngagementId) -> Result<(), String> {
        let words = self.shell.words();
        let now = self.shell.now_millis();
        match self.shell.with_store(|it| it.undelete(id, now)) {
            Ok(true) => Ok(()),
            Ok(false) => Err(words.changed_elsewhere().to_owned()),
            Err(why) => Err(why_not_kept(words, words.not_restored(), &why)),
        }
    }

    /// Takes an engagement off the list that is a part of something that failed. Its file has it all, so
    /// it does not go to the bin, for which there may be no room.
    pub fn discard(self, id: EngagementId) {
        // Gone from the list or not, it is nowhere else.
        let _ = self.shell.with_store(|it| it.discard(id));
    }

    /// It is not on the list any more, and so in no editor.
    fn forget(self, id: EngagementId) {
        if let Some(editor) = self.opened(id) {
            editor.drop_pending();
        }
        self.handles.update(|all| all.retain(|it| it.id != id));
        if self.current_editor().is_some_and(|it| it.id == id) {
            self.close();
        }
    }

    /// An engagement as it is by now, saved or not.
    pub fn as_it_is(self, id: EngagementId) -> Option<Engagement> {
        let kept = self.shell.with_store(|it| it.load(id));
        let kept = kept.ok().and_then(Found::whole).map(|it| self.with_unsaved(*it));
        kept.or_else(|| self.in_editor(id))
    }

    /// An engagement that was just found to be kept, with what is not saved of it.
    pub(super) fn with_unsaved(self, kept: Engagement) -> Engagement {
        let Some(mut here) = self.in_editor(kept.id()) else { return kept };
        // Another tab may have gone on with it. The same id and edition, so it is a copy.
        let _ = here.merge(&kept);
        here
    }

    /// An engagement as its editor has it, if it has one.
    pub(super) fn in_editor(self, id: EngagementId) -> Option<Engagement> {
        self.opened(id).map(|it| it.peek(Clone::clone))
    }

    /// Takes in a copy of an engagement that is here: kept first, then shown where it is open.
    pub fn take_in(self, other: &Engagement) -> Result<(), SaveError> {
        let now = self.shell.now_millis();
        let all = self.shell.with_store(|it| it.save(other, now))?;
        if let Some(editor) = self.opened(other.id()) {
            editor.adopt(all.as_ref().unwrap_or(other));
        }
        Ok(())
    }

    /// Keeps what was typed, now.
    pub fn flush(self) {
        self.each(EditorHandle::flush);
    }

    /// Nobody waits: writes the whole of what was kept edit by edit.
    pub fn fold(self) {
        self.each(EditorHandle::fold);
    }

    /// The same, of what nobody is at work on just now.
    pub fn fold_if_idle(self) {
        self.each(EditorHandle::fold_if_idle);
    }

    /// The page goes: entries go with it that were added and not written in.
    pub fn drop_blanks(self) {
        self.each(EditorHandle::drop_blanks);
    }

    /// Looks whether the records of all that was opened are still there, and tries again to keep what
    /// could not be kept.
    pub fn check_stored(self) {
        self.each(|editor| {
            editor.retry();
            if editor.is_deleted() {
                self.forget(editor.id);
            }
        });
    }

    fn each(self, act: impl Fn(EditorHandle)) {
        self.handles.get_untracked().into_iter().for_each(act);
    }

    /// Makes the safety copy of the day of what is open. A tab can be open for days.
    pub fn copy_daily(self) {
        if let Some(editor) = self.current_editor() {
            editor.copy_daily();
        }
    }

    /// Whether closing now would lose something.
    pub fn is_unsaved(self) -> bool {
        self.handles.with_untracked(|all| all.iter().any(|it| it.is_unsaved()))
    }

    /// Whether something is filled in that was not written anywhere.
    pub fn has_loose_ends(self) -> bool {
        self.handles.with_untracked(|all| all.iter().any(|it| it.has_loose_ends()))
    }

    /// Whether this is the editor that an engagement is open in by now.
    pub(super) fn is_in_use(self, editor: EditorHandle) -> bool {
        self.opened(editor.id).is_some_and(|it| it.is_same(editor))
    }

    /// What could not be kept, and why; the engagement on the screen or not.
    pub fn unsaved(self) -> Vec<(EditorHandle, SaveError)> {
        let all = self.handles.get().into_iter();
        all.filter_map(|it| it.not_saved().map(|error| (it, error))).collect()
    }
}

/// What was not done, and why: it could not be kept.
pub fn why_not_kept(words: Words, what: &str, why: &SaveError) -> String {
    let why = match why {
        SaveError::Store(StoreError::Full) => words.kept_full(),
        SaveError::Store(StoreError::Blocked | StoreError::NotKept) => words.kept_blocked(),
        SaveError::Withheld => words.kept_withheld(),
    };
    [what, why].join(words.between_sentences())
}
