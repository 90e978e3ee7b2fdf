//! What the screens share: where somebody is, in which language, and the engagement that is open.
//! There is deliberately no way to write to an engagement except [`EditorHandle::edit`] and typing.

use std::rc::Rc;
use std::time::Duration;

use reactive_graph::owner::{LocalStorage, StoredValue};
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, GetUntracked, GetValue, Set, SetValue};

use super::archiving::Archiving;
use super::command_history::{CommandHistory, Done};
use super::editor_handle::EditorHandle;
use super::notices::{Direction, Notice, Notices};
use super::open_engagements::{OpenEngagements, Opened, editor_of};
use super::platform::{Platform, Promised, Row};
use super::route::Route;
use super::shell::{AnyStore, Shell, set_if_new};
use crate::domain::engagement::Engagement;
use crate::domain::id::EngagementId;
use crate::domain::library::Library;
use crate::domain::stamp::Stamp;
use crate::domain::text::Lang;
use crate::i18n::words::Words;
use crate::store::archive::Archive;
use crate::store::engagements::SaveError;

/// What an address asks for of the list, if it says.
fn query_of(address: &str) -> Option<String> {
    address.strip_prefix("#/?").map(str::to_owned)
}

/// Shared by all screens. `Copy`, so that handlers keep it without cloning.
#[derive(Clone, Copy)]
pub struct Session {
    /// The playbooks that are here.
    pub library: &'static Library,
    /// Where somebody is; it follows the address.
    pub place: RwSignal<Route>,
    /// The language of the interface.
    pub lang: RwSignal<Lang>,
    /// What the app has to say; shown until it is closed, or until somebody goes on.
    pub notice: RwSignal<Option<Notice>>,
    /// What is asked for of the list, as in the [address](super::selection): there again after a visit
    /// elsewhere, or in the other language.
    pub query: RwSignal<String>,
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
    /// Something is decided about a chosen file, and the file is not taken in yet.
    pub is_deciding: StoredValue<bool>,
    /// Nothing can be kept in this browser.
    pub memory_only: bool,
    /// Only what a customer may see is on the screen, in all tabs and after a reload.
    pub is_sharing: RwSignal<bool>,
    shell: Shell,
    notices: Notices,
    open: OpenEngagements,
    /// What puts engagements away and takes them back.
    pub archiving: Archiving,
    history: CommandHistory,
}

impl Session {
    /// With a store that outlives the page, or one in memory only.
    pub fn new(platform: Rc<dyn Platform>, store: AnyStore, memory_only: bool) -> Session {
        let address = platform.address();
        let place = RwSignal::new(Route::parse(&address, store.library()));
        let shell = Shell::new(platform, store);
        let notices = Notices::new(shell);
        let open = OpenEngagements::new(shell, notices);
        let room = RwSignal::new(None);
        let archiving = Archiving::new(shell, notices, open, place, room);
        Session {
            library: shell.library,
            place,
            lang: shell.lang,
            notice: notices.shown,
            query: RwSignal::new(query_of(&address).unwrap_or_default()),
            before_route_change: StoredValue::new_local(None),
            keep_notice: StoredValue::new(false),
            list_changed: shell.list_changed,
            now: shell.now,
            room,
            promised: RwSignal::new(Promised::default()),
            is_deciding: StoredValue::new(false),
            memory_only,
            is_sharing: RwSignal::new(shell.with_store(|it| it.is_view_shared())),
            shell,
            notices,
            open,
            archiving,
            history: CommandHistory::new(shell, notices, open, archiving),
        }
    }

    /// Does something with the store, and gives back what comes of it.
    pub fn with_store<T>(self, f: impl FnOnce(&AnyStore) -> T) -> T {
        self.shell.with_store(f)
    }

    /// Milliseconds since 1970, as of this call; [`Session::now`] is what screens show.
    pub fn now_millis(self) -> u64 {
        self.shell.now_millis()
    }

    /// A number that no other device makes.
    pub fn unique(self) -> u128 {
        self.shell.unique()
    }

    /// The stamp of an edit made now outside an open engagement.
    pub fn stamp(self) -> Stamp {
        self.shell.stamp()
    }

    /// Says that the list may have changed, so that whoever shows it reads it anew.
    pub fn touch_list(self) {
        self.shell.touch_list();
    }

    /// Reads the list a part at a time, with `pause` after each, so that whoever shows it next has it at once. If it
    /// changes meanwhile, it is read when it is shown.
    pub async fn read_list_ahead(self, pause: impl AsyncFn()) {
        let version = self.list_changed.get_untracked();
        let Ok(mut reading) = self.with_store(|it| it.begin_list()) else { return };
        while self.with_store(|it| it.go_on_with_list(&mut reading)) == Ok(true) {
            pause().await;
        }
        if self.list_changed.get_untracked() == version {
            self.with_store(|it| it.take_listed(reading));
        }
    }

    /// As [`Session::touch_list`], once the list is [read ahead](Session::read_list_ahead).
    pub async fn renew_list(self, pause: impl AsyncFn()) {
        self.read_list_ahead(pause).await;
        self.shell.show_list();
    }

    /// Looks how full the browser's storage is.
    pub fn measure_room(self) {
        set_if_new(self.room, self.shell.platform().used_percent());
    }

    /// Changes the language of the interface, and keeps that in this browser. News in the former
    /// one goes.
    pub fn set_lang(self, lang: Lang) {
        self.with_store(|it| it.set_preference("lang", lang.tag()));
        self.notices.close_news();
        self.lang.set(lang);
    }

    /// Shows only what a customer may see, or everything again.
    pub fn share(self, is_sharing: bool) {
        self.with_store(|it| it.share_view(is_sharing));
        self.show_view(is_sharing);
    }

    /// What was typed is kept first. What was said or looked for may name other customers.
    fn show_view(self, is_sharing: bool) {
        self.flush();
        self.tell_half_typed();
        self.notices.close();
        self.query.set(String::new());
        if self.place.get_untracked() == Route::Engagements {
            self.shell.platform().go(&Route::Engagements.to_string());
        }
        set_if_new(self.is_sharing, is_sharing);
    }

    /// News that needs no answer goes by itself.
    pub fn say(self, text: impl Into<String>) {
        self.notices.announce(text.into(), None);
    }

    /// Something is wrong; it is shown until it is closed, or until somebody goes on.
    pub fn complain(self, text: impl Into<String>) {
        self.notices.complain(text.into(), Vec::new());
    }

    /// Something is wrong with these, and their raw texts can be had.
    pub fn complain_of(self, text: String, raw: Vec<EngagementId>) {
        self.notices.complain(text, raw);
    }

    /// Something was done to whole engagements; it can be taken back.
    pub fn did(self, said: fn(Words) -> &'static str, done: Vec<Done>) {
        self.history.did(said, done);
    }

    /// The same of what cannot be taken back.
    pub fn did_for_good(self, said: fn(Words) -> &'static str) {
        self.history.did_for_good(said);
    }

    /// A step back or forth: of the engagement that is open, else of what was done to engagements as a
    /// whole. Tells whether there was anything that has steps.
    pub fn step(self, way: Direction) -> bool {
        match (self.editor_untracked(), way) {
            (Some(editor), Direction::Back) => editor.undo(),
            (Some(editor), Direction::Again) => editor.redo(),
            (None, way) => return self.undo_or_redo(way),
        }
        true
    }

    /// As [`CommandHistory::undo_or_redo`].
    pub fn undo_or_redo(self, way: Direction) -> bool {
        self.history.undo_or_redo(way)
    }

    /// Takes back what is a part of something that failed.
    pub fn revert(self, done: Done) {
        self.history.revert(done);
    }

    /// Goes to a place as a link would; but what was just said is about this, and goes along.
    pub fn go(self, place: Route) {
        self.keep_notice.set_value(place != self.place.get_untracked());
        self.shell.platform().go(&place.to_string());
    }

    /// The address has changed: what was typed is kept, then what the route needs is opened. News of the
    /// place before is no news here.
    pub fn route_changed(self) {
        if let Some(act) = self.before_route_change.get_value() {
            act();
        }
        if !self.keep_notice.get_value() {
            self.notices.close();
        }
        self.keep_notice.set_value(false);
        let place = self.read_address();
        self.flush();
        self.tell_half_typed();
        self.open_place(place);
        self.place.set(place);
    }

    /// The same before anything can be edited: [`Session::begin`] opens what the place needs.
    pub fn look_at_address(self) {
        self.place.set(self.read_address());
    }

    fn read_address(self) -> Route {
        let address = self.shell.platform().address();
        if let Some(query) = query_of(&address) {
            set_if_new(self.query, query);
        }
        Route::parse(&address, self.library)
    }

    /// What is put away is kept there; until it is here, nothing is taken back.
    pub fn set_archive(self, archive: Rc<dyn Archive>) {
        self.shell.set_archive(archive);
    }

    /// Brings the archive and the list into line.
    pub fn look_after_archive(self) {
        let archiving = self.archiving;
        archiving.spawn(async move {
            // What cannot be done now is tried again with the next start.
            let _ = archiving.look_after().await;
        });
    }

    fn tidy(self) {
        let archiving = self.archiving;
        archiving.spawn(async move {
            let _ = archiving.tidy().await;
        });
    }

    /// From now on there can be something to edit: opens what the place needs.
    pub fn begin(self) {
        // Another tab may have said so before anybody listened.
        set_if_new(self.is_sharing, self.with_store(|it| it.is_view_shared()));
        self.open_place(self.place.get_untracked());
    }

    /// Opens what a place needs, unless it is open already.
    pub fn open_place(self, place: Route) {
        self.archiving.open_place(place);
    }

    /// What is open for the place.
    pub fn opened(self) -> Opened {
        self.open.current.get()
    }

    /// The editor of what is open for the place.
    pub fn editor(self) -> Option<EditorHandle> {
        editor_of(self.opened())
    }

    /// The same as it is now, without being woken later.
    pub fn editor_untracked(self) -> Option<EditorHandle> {
        self.open.current_editor()
    }

    /// An engagement's editor, which has it as it is kept, with what can be undone of it.
    pub fn open_editor(self, id: EngagementId) -> Option<EditorHandle> {
        editor_of(self.open.open(id))
    }

    /// The editor of an engagement on the list; in words, why there is none.
    pub fn open_to_change(self, id: EngagementId) -> Result<EditorHandle, String> {
        self.open.open_to_change(id)
    }

    /// An editor in which nothing can be changed.
    pub fn read_only(self, engagement: Engagement) -> EditorHandle {
        EditorHandle::read_only(self.shell, self.notices, engagement)
    }

    /// Moves an engagement to the bin; in words, why not.
    pub fn delete(self, id: EngagementId) -> Result<(), String> {
        self.open.delete(id)?;
        self.tidy();
        Ok(())
    }

    /// An engagement as it is by now, saved or not.
    pub fn current(self, id: EngagementId) -> Option<Engagement> {
        self.open.as_it_is(id)
    }

    /// An engagement that was just found to be kept, with what is not saved of it.
    pub(super) fn with_unsaved(self, kept: Engagement) -> Engagement {
        self.open.with_unsaved(kept)
    }

    /// Takes in a copy from outside this browser as if another tab had kept it; it is kept then.
    pub fn take_in(self, other: &Engagement) -> Result<(), SaveError> {
        self.open.take_in(other)?;
        self.history.forget_those_of(other.id());
        Ok(())
    }

    /// What could not be kept, and why; the engagement on the screen or not.
    pub fn unsaved(self) -> Vec<(EditorHandle, SaveError)> {
        self.open.unsaved()
    }

    /// Keeps what was typed, now.
    pub fn flush(self) {
        self.open.flush();
    }

    /// The page goes: entries go with it that were added and not written in.
    pub fn drop_blanks(self) {
        self.open.drop_blanks();
    }

    /// Whether closing now would lose something.
    pub fn is_unsaved(self) -> bool {
        let is_anything = || self.with_store(|it| it.list().is_ok_and(|it| !it.is_empty()));
        // In memory only, all there is goes with the tab.
        self.open.is_unsaved() || (self.memory_only && is_anything())
    }

    /// Whether closing now would lose something that belongs to no field yet, or that cannot be read.
    pub fn has_loose_ends(self) -> bool {
        let platform = self.shell.platform();
        self.open.has_loose_ends()
            || !platform.half_typed().is_empty()
            || platform.is_dialog_typed_in()
            || self.is_deciding.get_value()
    }

    /// The screen is about to be drawn anew.
    pub fn leave_screen(self) {
        self.flush();
        self.tell_half_typed();
    }

    /// What is on the screen is about to go, or some of it. Dates that are half-typed go with it, which
    /// has to be said: browsers do not tell what there is of them.
    pub fn tell_half_typed(self) {
        let all = self.shell.platform().half_typed();
        if all.is_empty() {
            return;
        }
        let words = self.shell.words();
        // By then it is drawn anew. What stays, such as beside a panel that opens, is not lost.
        let tell = move || {
            let gone = all.iter().filter(|it| !(it.is_there)());
            let gone: Vec<&str> = gone.map(|it| it.name.as_str()).collect();
            if !gone.is_empty() {
                self.complain(words.half_typed(&words.list(&gone)));
            }
        };
        self.shell.platform().after(Duration::ZERO, Box::new(tell));
    }

    /// Another tab has written this under this key, or removed it.
    pub fn written_elsewhere(self, key: &str, raw: Option<&str>) {
        if !key.is_empty() && !self.with_store(|it| it.owns(key)) {
            // Another app's, on the same origin.
            return;
        }
        // What is removed, with everything perhaps, tells nothing: what is hidden stays hidden.
        if let Some(is_sharing) = self.with_store(|it| it.view_told(key, raw)) {
            self.show_view(is_sharing);
        }
        self.touch_list();
        let of_key = self.with_store(|it| it.engagement_of(key).or_else(|| it.tail_of(key)));
        if let Some(id) = of_key {
            self.history.forget_those_of(id);
        }
        let is_tail = self.with_store(|it| it.tail_of(key)).is_some();
        if is_tail && raw.is_none() {
            // It is in the whole now, which was told before.
            return;
        }
        if raw.is_none() {
            // One key is gone, or all of them are.
            self.open.check_stored();
        }
        let Some(editor) = self.editor_untracked() else {
            // Damaged, newer or missing a moment ago, and perhaps another thing by now.
            let place = self.place.get_untracked();
            if matches!(place, Route::Engagement { id, .. } if key.is_empty() || of_key == Some(id))
            {
                self.open_place(place);
            }
            return;
        };
        if let Some(raw) = raw.filter(|_| is_tail && of_key == Some(editor.id)) {
            editor.adopt_writes(raw);
            return;
        }
        let written = raw
            .filter(|_| of_key == Some(editor.id))
            .and_then(|raw| self.with_store(|it| it.read_generation(raw)));
        // What was told, not what stands there by now: a third tab may have written since.
        if let Some(written) = written {
            editor.adopt(&written);
        }
    }

    /// Nobody looks: writes the whole of what was kept edit by edit.
    pub fn fold(self) {
        self.open.fold();
    }

    /// What is done every half minute or so.
    pub fn on_timer(self) {
        self.now.set(self.shell.now_millis());
        self.measure_room();
        self.open.check_stored();
        self.open.fold_if_idle();
        self.open.copy_daily();
        self.tidy();
    }

    /// Takes in what the journal holds: what was written last before the browser was killed.
    pub fn recover(self, rows: &[Row]) {
        let recovered = self.with_store(|it| it.recover(rows, self.shell.now_millis()));
        // Before, what has just gone from the bin would come back out of the journal.
        let is_swept = self.sweep();
        if is_swept || !recovered.is_empty() {
            self.touch_list();
        }
        let place = self.place.get_untracked();
        if let Route::Engagement { id, .. } = place
            && recovered.contains(&id)
        {
            self.open.close();
            self.open_place(place);
            if let Some(editor) = self.editor_untracked() {
                // It may not have been kept; the editor tells.
                editor.keep();
            }
        }
    }

    /// Empties the bin of what has been in it for too long. Tells whether that was anything.
    fn sweep(self) -> bool {
        // What could not go is tried again with the next start.
        self.with_store(|it| it.sweep(self.shell.now_millis())) != Ok(0)
    }
}
