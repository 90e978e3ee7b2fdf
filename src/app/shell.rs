//! What everything that is open shares: where it runs, where it is kept, the language and the clock.

use std::rc::Rc;

use reactive_graph::owner::{LocalStorage, StoredValue};
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{
    GetUntracked, GetValue, Set, SetValue, Update, UpdateValue, WithUntracked, WithValue,
};

use super::platform::Platform;
use crate::domain::id;
use crate::domain::library::Library;
use crate::domain::stamp::{Clock, Stamp, WriterId};
use crate::domain::text::Lang;
use crate::i18n::words::Words;
use crate::store::archive::Archive;
use crate::store::engagements::EngagementStore;
use crate::store::key_value::KeyValueStore;

/// A store over whatever storage there is.
pub type AnyStore = EngagementStore<Rc<dyn KeyValueStore>>;

/// See the module. `Copy`, so that handlers keep it without cloning.
#[derive(Clone, Copy)]
pub struct Shell {
    /// The playbooks that are here.
    pub library: &'static Library,
    /// The language of the interface.
    pub lang: RwSignal<Lang>,
    /// Milliseconds since 1970, moved on every half minute.
    pub now: RwSignal<u64>,
    /// Goes up when the list may have changed.
    pub list_changed: RwSignal<u32>,
    platform: StoredValue<Rc<dyn Platform>, LocalStorage>,
    store: StoredValue<AnyStore, LocalStorage>,
    archive: StoredValue<Option<Rc<dyn Archive>>, LocalStorage>,
    clock: StoredValue<Clock>,
}

impl Shell {
    /// With the language and the number that this browser has kept; without a number, one is drawn
    /// and kept. There is no archive yet.
    pub fn new(platform: Rc<dyn Platform>, store: AnyStore) -> Shell {
        let lang = store.preference("lang").and_then(|it| Lang::from_tag(&it));
        Shell {
            library: store.library(),
            lang: RwSignal::new(lang.unwrap_or_default()),
            now: RwSignal::new(platform.now_millis()),
            list_changed: RwSignal::new(0),
            clock: StoredValue::new(Clock::new(writer(&*platform, &store))),
            platform: StoredValue::new_local(platform),
            store: StoredValue::new_local(store),
            archive: StoredValue::new_local(None),
        }
    }

    /// What the app runs on.
    pub fn platform(self) -> Rc<dyn Platform> {
        self.platform.get_value()
    }

    /// Does something with the store, and gives back what comes of it.
    pub fn with_store<T>(self, f: impl FnOnce(&AnyStore) -> T) -> T {
        self.store.with_value(f)
    }

    pub(super) fn set_archive(self, archive: Rc<dyn Archive>) {
        self.archive.set_value(Some(archive));
    }

    pub(super) fn archive(self) -> Option<Rc<dyn Archive>> {
        self.archive.get_value()
    }

    /// Milliseconds since 1970, as of this call; [`Shell::now`] is what screens show.
    pub fn now_millis(self) -> u64 {
        self.platform().now_millis()
    }

    /// A number that no other device makes.
    pub fn unique(self) -> u128 {
        id::unique(self.now_millis(), self.platform().random())
    }

    /// The words of the language that is chosen by now.
    pub fn words(self) -> Words {
        Words(self.lang.get_untracked())
    }

    /// Says that the list may have changed, so that whoever shows it reads it anew.
    pub fn touch_list(self) {
        self.with_store(EngagementStore::forget_listed);
        self.show_list();
    }

    /// The same, where it was just read.
    pub fn show_list(self) {
        self.list_changed.update(|it| *it = it.wrapping_add(1));
    }

    /// The stamp of an edit made now outside an open engagement.
    pub fn stamp(self) -> Stamp {
        let now = self.now_millis();
        let stamp = self.clock.try_update_value(|it| it.next_stamp(now));
        stamp.unwrap_or_else(|| Stamp::new(now, 0, WriterId::new(0, 0)))
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

/// Wakes nobody where nothing is new.
pub(super) fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|it| *it != value) {
        signal.set(value);
    }
}

/// Who writes here: this browser by a number that was drawn once and kept, and this page by one
/// that is drawn now, so that two tabs are two writers.
fn writer(platform: &dyn Platform, store: &AnyStore) -> WriterId {
    let draw = || {
        let [a, b, c, d, ..] = platform.random();
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
