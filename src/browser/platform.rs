//! The browser as the app needs it (`app/platform.rs`).

use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use chrono::NaiveDateTime;
use kickoff::app::platform::{Act, HalfTyped, Platform, Timer};
use kickoff::app::session::Session;
use kickoff::domain::library::Library;
use kickoff::store::engagements::EngagementStore;
use kickoff::store::key_value::{KeyValueStore, MemoryStore};
use leptos::prelude::{request_animation_frame, window};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;

use crate::browser::journal::{Journal, JournaledStore};
use crate::browser::{self, BrowserStore, dates, quota};

/// A session in this browser, over its storage; in memory only where it keeps nothing.
pub fn session(library: &'static Library) -> Session {
    let is_usable = BrowserStore.is_usable();
    let storage: Rc<dyn KeyValueStore> = if is_usable {
        Rc::new(JournaledStore { home: BrowserStore, journal: Journal::of_page() })
    } else {
        Rc::new(MemoryStore::default())
    };
    let store = EngagementStore::new(storage, &browser::deployment(), library);
    Session::new(Rc::new(Browser), store, !is_usable)
}

struct Browser;

impl Platform for Browser {
    fn now_millis(&self) -> u64 {
        browser::now_millis()
    }

    fn wall_clock(&self, millis: u64, zone: &str) -> NaiveDateTime {
        dates::wall_clock(millis, zone)
    }

    fn random(&self) -> [u8; 10] {
        browser::chance()
    }

    fn address(&self) -> String {
        browser::hash()
    }

    fn go(&self, address: &str) {
        let _ = window().location().set_hash(address);
    }

    fn after(&self, pause: Duration, act: Act) -> Option<Timer> {
        let act = Closure::once_into_js(act);
        let millis = i32::try_from(pause.as_millis()).unwrap_or(i32::MAX);
        let act = act.unchecked_ref();
        window().set_timeout_with_callback_and_timeout_and_arguments_0(act, millis).ok()
    }

    fn stop(&self, timer: Timer) {
        window().clear_timeout_with_handle(timer);
    }

    fn spawn(&self, task: Pin<Box<dyn Future<Output = ()>>>) {
        spawn_local(task);
    }

    fn next_frame(&self, act: Act) {
        request_animation_frame(act);
    }

    fn after_paint(&self, act: Act) {
        browser::after_paint(act);
    }

    fn is_at_news(&self) -> bool {
        browser::has(".notice:is(:hover, :focus-within)")
    }

    fn half_typed(&self) -> Vec<HalfTyped> {
        let told = |(control, name): (web_sys::HtmlInputElement, String)| HalfTyped {
            name,
            is_there: Box::new(move || control.is_connected()),
        };
        browser::half_typed().into_iter().map(told).collect()
    }

    fn is_dialog_typed_in(&self) -> bool {
        browser::is_dialog_typed_in()
    }

    fn used_percent(&self) -> Option<u32> {
        quota::used_percent()
    }
}
