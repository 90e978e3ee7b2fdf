//! What happens without anybody doing something here: another tab writes, time goes by, the journal
//! opens.

use kickoff::app::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Opened, Session};
use crate::browser;

impl Session {
    /// Another tab has written this under this key, or removed it.
    pub fn written_elsewhere(self, key: &str, raw: Option<&str>) {
        if !key.is_empty() && !self.with_store(|it| it.owns(key)) {
            // Another app's, on the same origin.
            return;
        }
        self.touch_list();
        let of_key = self.with_store(|it| it.engagement_of(key));
        if let Some(id) = of_key {
            self.forget_commands_of(id);
        }
        if raw.is_none() {
            // One key is gone, or all of them are.
            self.check_stored();
        }
        let Opened::Open(editor) = self.editor.get_untracked() else {
            // Damaged, newer or missing a moment ago, and perhaps another thing by now.
            let place = self.place.get_untracked();
            if matches!(place, Route::Engagement { id, .. } if key.is_empty() || of_key == Some(id))
            {
                self.open_place(place);
            }
            return;
        };
        let written = raw
            .filter(|_| of_key == Some(editor.id))
            .and_then(|raw| self.with_store(|it| it.read_generation(raw)));
        // What was told, not what stands there by now: a third tab may have written since.
        if let Some(written) = written {
            editor.adopt(&written);
        }
    }

    /// Looks whether the records of all that was opened are still there, and tries again to keep what
    /// could not be kept.
    pub fn check_stored(self) {
        for editor in self.handles.get_untracked() {
            editor.retry();
            editor.check_stored();
        }
    }

    /// What is done every half minute or so.
    pub fn on_timer(self) {
        self.now.set(browser::now_millis());
        self.measure_room();
        self.check_stored();
        self.copy_daily();
    }

    /// Makes the safety copy of the day of what is open. A tab can be open for days.
    pub(super) fn copy_daily(self) {
        if let Opened::Open(editor) = self.editor.get_untracked() {
            editor.copy_daily();
        }
    }

    /// Opens the journal, and takes in what was written last before the browser was killed.
    pub fn open_journal(self) {
        let journal = self.journal.get_value();
        spawn_local(async move {
            let rows = journal.open(&browser::deployment()).await;
            let recovered = self.with_store(|it| it.recover(&rows, browser::now_millis()));
            // Before, what has just gone from the bin would come back out of the journal.
            let is_swept = self.sweep();
            if is_swept || !recovered.is_empty() {
                self.touch_list();
            }
            let place = self.place.get_untracked();
            if let Route::Engagement { id, .. } = place
                && recovered.contains(&id)
            {
                self.editor.set(Opened::Nothing);
                self.open_place(place);
                if let Opened::Open(editor) = self.editor.get_untracked() {
                    // It may not have been kept; the editor tells.
                    editor.with_editor(|editor, store, now| editor.keep(store, now));
                }
            }
            browser::mark("data-journal", "read");
        });
    }

    /// Empties the bin of what has been in it for too long. Tells whether that was anything.
    fn sweep(self) -> bool {
        // What could not go is tried again with the next start.
        self.with_store(|it| it.sweep(browser::now_millis())) != Ok(0)
    }
}
