//! What the screens share: where somebody is, in which language, and the engagement that is open.
//! There is deliberately no way to write to an engagement except [`EditorHandle::edit`] and typing.

mod editor;
mod news;
mod topics;
mod upkeep;

use std::rc::Rc;
use std::time::Duration;

use kickoff::app::route::Route;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EngagementId;
use kickoff::domain::library::Library;
use kickoff::domain::stamp::{Clock, WriterId};
use kickoff::domain::text::Lang;
use kickoff::editor::SaveState;
use kickoff::i18n::words::Words;
use kickoff::store::engagements::{EngagementStore, Loaded, SaveError};
use kickoff::store::key_value::{KeyValueStore, MemoryStore, StoreError};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::journal::{Journal, JournaledStore};
use crate::browser::quota::{self, Promised};
use crate::browser::{self, BrowserStore};

pub use crate::ui::session::editor::{EditorHandle, use_editor};
use news::CommandHistory;
pub use news::{Direction, Done, Notice};

/// A store over whatever storage this browser offers.
pub type AnyStore = EngagementStore<Rc<dyn KeyValueStore>>;

/// Shared by all screens. `Copy`, so that handlers keep it without cloning.
#[derive(Clone, Copy)]
pub struct Session {
    pub library: &'static Library,
    pub place: RwSignal<Route>,
    pub lang: RwSignal<Lang>,
    /// What the app has to say; shown until it is closed, or until somebody goes on.
    pub notice: RwSignal<Option<Notice>>,
    /// What is looked for in the list: there again after a visit elsewhere, or in the other language.
    pub search: RwSignal<String>,
    /// Told of a change of address while the screen is still the former one.
    pub before_route_change: StoredValue<Option<Rc<dyn Fn()>>, LocalStorage>,
    /// The next change of place is a part of what is told.
    keep_notice: StoredValue<bool>,
    /// Goes up when the list may have changed.
    pub list_changed: RwSignal<u32>,
    /// Milliseconds since 1970, moved on every half minute.
    pub now: RwSignal<u64>,
    /// How full the browser's storage is, in percent.
    pub room: RwSignal<Option<u32>>,
    /// Whether the browser has promised to keep our data.
    pub promised: RwSignal<Promised>,
    /// Files that were dropped on the page, for the page that opens them.
    pub dropped: RwSignal<Vec<web_sys::File>, LocalStorage>,
    /// Something is decided about a chosen file, and the file is not taken in yet.
    pub is_deciding: StoredValue<bool>,
    /// Nothing can be kept in this browser.
    pub memory_only: bool,
    store: StoredValue<AnyStore, LocalStorage>,
    pub editor: RwSignal<Opened>,
    clock: StoredValue<Clock>,
    /// Every engagement that was opened: what can be undone stays through the session, and so does
    /// what could not be saved.
    handles: RwSignal<Vec<EditorHandle>>,
    history: StoredValue<CommandHistory>,
    /// Of everything that lives as long as the page.
    owner: StoredValue<Owner>,
    journal: StoredValue<Journal, LocalStorage>,
}

/// What is open for the route that somebody is at.
#[derive(Clone, Copy)]
#[expect(
    clippy::large_enum_variant,
    reason = "handles of signals; `Copy` is worth more than their size"
)]
pub enum Opened {
    Nothing,
    Open(EditorHandle),
    Missing,
    Damaged(EngagementId),
    Newer(EngagementId),
    /// Its playbook is not here.
    Elsewhere(EngagementId),
    /// Storage could not be read at all.
    Unreadable,
}

impl Session {
    pub fn new(library: &'static Library) -> Session {
        let usable = BrowserStore.is_usable();
        let journal = Journal::default();
        let storage: Rc<dyn KeyValueStore> = if usable {
            Rc::new(JournaledStore { home: BrowserStore, journal: journal.clone() })
        } else {
            Rc::new(MemoryStore::default())
        };
        let store = EngagementStore::new(storage, &browser::deployment(), library);
        let lang = store.preference("lang").and_then(|it| Lang::from_tag(&it));
        let writer = writer(&store);
        let hash = window().location().hash().unwrap_or_default();
        Session {
            library,
            place: RwSignal::new(Route::parse(&hash, library)),
            lang: RwSignal::new(lang.unwrap_or_default()),
            notice: RwSignal::new(None),
            search: RwSignal::default(),
            before_route_change: StoredValue::new_local(None),
            keep_notice: StoredValue::new(false),
            list_changed: RwSignal::new(0),
            now: RwSignal::new(browser::now_millis()),
            room: RwSignal::new(None),
            promised: RwSignal::new(Promised::default()),
            dropped: RwSignal::new_local(Vec::new()),
            is_deciding: StoredValue::new(false),
            memory_only: !usable,
            store: StoredValue::new_local(store),
            editor: RwSignal::new(Opened::Nothing),
            clock: StoredValue::new(Clock::new(writer)),
            handles: RwSignal::new(Vec::new()),
            history: StoredValue::new(CommandHistory::default()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            journal: StoredValue::new_local(journal),
        }
    }

    pub fn with_store<T>(self, f: impl FnOnce(&AnyStore) -> T) -> T {
        self.store.with_value(f)
    }

    /// The stamp of an edit made now outside an open engagement.
    pub fn stamp(self) -> kickoff::domain::stamp::Stamp {
        let mut stamp = None;
        self.clock.update_value(|it| stamp = Some(it.next_stamp(browser::now_millis())));
        stamp.unwrap_or_else(|| {
            kickoff::domain::stamp::Stamp::new(browser::now_millis(), 0, WriterId::new(0, 0))
        })
    }

    /// Looks how full the browser's storage is.
    pub fn measure_room(self) {
        set_if_new(self.room, quota::used_percent());
    }

    /// Asks what the browser has promised so far.
    pub fn look_for_promise(self) {
        spawn_local(async move { self.promised.set(quota::promised().await) });
    }

    /// Asks the browser not to clear our data by itself.
    pub fn ask_for_promise(self) {
        spawn_local(async move { self.promised.set(quota::ask().await) });
    }

    pub fn touch_list(self) {
        self.list_changed.update(|it| *it = it.wrapping_add(1));
    }

    pub fn set_lang(self, lang: Lang) {
        self.with_store(|it| it.set_preference("lang", lang.tag()));
        // News is said in one language; a problem stays, and is marked as what it is.
        if self.notice.with_untracked(|it| it.as_ref().is_some_and(|it| !it.is_problem)) {
            self.notice.set(None);
        }
        self.lang.set(lang);
    }

    /// Goes to a place as a link would; but what was just said is about this, and goes along.
    pub fn go(self, place: Route) {
        self.keep_notice.set_value(place != self.place.get_untracked());
        let _ = window().location().set_hash(&place.to_string());
    }

    /// The address has changed: what was typed is kept, then what the route needs is opened. News of the
    /// place before is no news here.
    pub fn route_changed(self) {
        if let Some(act) = self.before_route_change.get_value() {
            act();
        }
        if !self.keep_notice.get_value() {
            self.notice.set(None);
        }
        self.keep_notice.set_value(false);
        let hash = window().location().hash().unwrap_or_default();
        let place = Route::parse(&hash, self.library);
        self.flush();
        self.tell_half_typed();
        self.open_place(place);
        self.place.set(place);
    }

    /// Opens what a place needs, unless it is open already.
    pub fn open_place(self, place: Route) {
        let Route::Engagement { id, .. } = place else {
            self.editor.set(Opened::Nothing);
            return;
        };
        if matches!(self.editor.get_untracked(), Opened::Open(editor) if editor.id == id) {
            return;
        }
        let found = self.open_engagement(id);
        self.editor.set(found);
        self.copy_daily();
    }

    /// The editor of an engagement that was opened before.
    fn opened(self, id: EngagementId) -> Option<EditorHandle> {
        self.handles.with_untracked(|all| all.iter().copied().find(|it| it.id == id))
    }

    /// An engagement's editor, which has it as it is kept, with what can be undone of it.
    pub fn open_engagement(self, id: EngagementId) -> Opened {
        let opened = self.opened(id);
        let found = self.with_store(|it| it.load(id));
        match (found, opened) {
            (Ok(Loaded::Whole(it)), _) if !it.edition().is_here() => Opened::Elsewhere(id),
            (Ok(Loaded::Whole(engagement)), Some(editor)) => {
                editor.adopt(&engagement);
                Opened::Open(editor)
            }
            (Ok(Loaded::Whole(engagement)), None) => {
                let owner = self.owner.get_value();
                let editor = owner.with(|| EditorHandle::new(self, *engagement));
                editor.fallback.set(self.with_store(|it| it.fallback(id)).ok().flatten());
                self.handles.update(|it| it.push(editor));
                Opened::Open(editor)
            }
            // What is not saved is nowhere else.
            (_, Some(editor)) if editor.kept.get_untracked() != SaveState::Saved => {
                Opened::Open(editor)
            }
            (Ok(Loaded::Missing), _) => Opened::Missing,
            (Ok(Loaded::Damaged { .. }), _) => Opened::Damaged(id),
            (Ok(Loaded::Newer { .. }), _) => Opened::Newer(id),
            (_, _) => Opened::Unreadable,
        }
    }

    /// Moves an engagement to the bin, with what is not saved of it; in words, why not.
    pub fn delete(self, id: EngagementId) -> Result<(), String> {
        let engagement = match self.open_engagement(id) {
            Opened::Elsewhere(_) => self.current(id),
            _ => Some(self.bench_to_change(id)?.peek(Clone::clone)),
        };
        let now = browser::now_millis();
        let deleted =
            self.with_store(|store| engagement.map_or(Ok(()), |it| store.delete(&it, now)));
        let words = Words(self.lang.get_untracked());
        deleted.map_err(|it| why_not_kept(words, words.not_binned(), &it))?;
        self.forget(id);
        Ok(())
    }

    /// The editor of an engagement on the list; in words, why there is none.
    pub fn bench_to_change(self, id: EngagementId) -> Result<EditorHandle, String> {
        let words = Words(self.lang.get_untracked());
        let why = match self.open_engagement(id) {
            Opened::Open(editor) => return Ok(editor),
            Opened::Damaged(_) => words.damaged_line(),
            Opened::Newer(_) => words.newer_line(),
            Opened::Elsewhere(_) => words.elsewhere_line(),
            Opened::Unreadable => words.storage_unreadable_line(),
            Opened::Missing | Opened::Nothing => words.changed_elsewhere(),
        };
        // The list has not known.
        self.touch_list();
        Err(why.to_owned())
    }

    /// Puts an engagement back on the list; in words, why not.
    pub fn undelete(self, id: EngagementId) -> Result<(), String> {
        let words = Words(self.lang.get_untracked());
        match self.with_store(|it| it.undelete(id, browser::now_millis())) {
            Ok(true) => Ok(()),
            Ok(false) => Err(words.changed_elsewhere().to_owned()),
            Err(why) => Err(why_not_kept(words, words.not_restored(), &why)),
        }
    }

    /// It is not on the list any more, and so in no editor.
    fn forget(self, id: EngagementId) {
        if let Some(editor) = self.opened(id) {
            editor.drop_pending();
        }
        self.handles.update(|all| all.retain(|it| it.id != id));
        if matches!(self.editor.get_untracked(), Opened::Open(it) if it.id == id) {
            self.editor.set(Opened::Missing);
        }
    }

    /// An engagement as it is by now, saved or not.
    pub fn current(self, id: EngagementId) -> Option<Engagement> {
        let here = self.opened(id).map(|it| it.peek(Clone::clone));
        let kept = match self.with_store(|it| it.load(id)) {
            Ok(Loaded::Whole(engagement)) => Some(*engagement),
            _ => None,
        };
        match (here, kept) {
            (Some(mut here), Some(kept)) => {
                // Another tab may have gone on with it. The same id and edition, so it is a copy.
                let _ = here.merge(&kept);
                Some(here)
            }
            (here, kept) => here.or(kept),
        }
    }

    pub fn editor(self) -> Opened {
        self.editor.get()
    }

    /// Keeps what was typed, now.
    pub fn flush(self) {
        for editor in self.handles.get_untracked() {
            editor.flush();
        }
    }

    /// Whether closing now would lose something.
    pub fn is_unsaved(self) -> bool {
        let is_any = self.handles.with_untracked(|all| all.iter().any(|it| it.is_unsaved()));
        // All there is goes with the tab.
        is_any
            || (self.memory_only && self.with_store(|it| it.list().is_ok_and(|it| !it.is_empty())))
    }

    /// Whether closing now would lose something that belongs to no field yet, or that cannot be read.
    pub fn has_loose_ends(self) -> bool {
        self.handles.with_untracked(|all| all.iter().any(|it| it.has_loose_ends()))
            || !browser::half_typed().is_empty()
            || browser::is_dialog_typed_in()
            || self.is_deciding.get_value()
    }

    /// What is on the screen is about to go, or some of it. Dates that are half-typed go with it, which
    /// has to be said: browsers do not tell what there is of them.
    pub fn tell_half_typed(self) {
        let all = browser::half_typed();
        if all.is_empty() {
            return;
        }
        let words = Words(self.lang.get_untracked());
        // By then it is drawn anew. What stays, such as beside a panel that opens, is not lost.
        let tell = move || {
            let gone = all.iter().filter(|it| !it.0.is_connected());
            let gone: Vec<&str> = gone.map(|it| it.1.as_str()).collect();
            if !gone.is_empty() {
                self.complain(words.half_typed(&words.list(&gone)));
            }
        };
        set_timeout(tell, Duration::ZERO);
    }

    /// The page goes: entries go with it that were added and not written in.
    pub fn drop_blanks(self) {
        for editor in self.handles.get_untracked() {
            editor.drop_blanks();
        }
    }

    /// Whether this is the editor that an engagement is open in by now.
    fn is_in_use(self, editor: EditorHandle) -> bool {
        self.handles.with_untracked(|all| all.iter().any(|it| it.is_same(editor)))
    }

    /// What could not be kept, and why; the engagement on the screen or not.
    pub fn unsaved(self) -> Vec<(EditorHandle, SaveError)> {
        let all = self.handles.get().into_iter();
        all.filter_map(|it| it.not_saved().map(|error| (it, error))).collect()
    }

    /// This browser's number.
    pub fn device(self) -> u32 {
        self.clock.with_value(|it| it.writer().device)
    }

    /// A fresh copy of the clock for an editor.
    pub fn clock(self) -> Clock {
        self.clock.get_value()
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

fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|it| *it != value) {
        signal.set(value);
    }
}

/// Who writes here: this browser by a number that was drawn once and kept, and this page by one
/// that is drawn now, so that two tabs are two writers.
fn writer(store: &AnyStore) -> WriterId {
    let draw = || {
        let [a, b, c, d, ..] = browser::chance();
        // 0 is what was written before pages had a number.
        u32::from_be_bytes([a, b, c, d]).max(1)
    };
    let kept = store.preference("device").and_then(|it| WriterId::parse(&it));
    let device = kept.map_or_else(
        || {
            let device = draw();
            store.set_preference("device", &WriterId::new(device, 0).to_string());
            device
        },
        |it| it.device,
    );
    WriterId::new(device, draw())
}

/// The session, from anywhere below the app.
pub fn use_session() -> Session {
    expect_context()
}

/// The words of the language that the screen is drawn in.
pub fn use_words() -> Words {
    expect_context()
}
