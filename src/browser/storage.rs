//! localStorage, and the end of all writing after a crash.

use std::sync::atomic::{AtomicBool, Ordering};

use gloo_storage::{LocalStorage, Storage as _};
use js_sys::{JsString, Reflect};
use kickoff::store::key_value::{KeyValueStore, StoreError};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};

use super::address::deployment;
use super::method::call;

/// localStorage. Asks each time whether it is there: it can be switched off while the app is open,
/// and `LocalStorage::raw` would panic then.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserStore;

/// No first line of ours is longer.
const HEAD: u32 = 120;

/// After a panic: what is in memory may be anything, and must not replace what is kept.
static HAS_STOPPED: AtomicBool = AtomicBool::new(false);

impl BrowserStore {
    /// Whether this browser lets us keep anything, found out by keeping something.
    pub fn is_usable(self) -> bool {
        // Among this copy's own keys, so that another copy's probe is never taken for it.
        let probe = format!("kickoff:{}:probe", deployment());
        let usable = match self.put(&probe, "1") {
            Ok(()) => self.get(&probe) == Ok(Some("1".to_owned())),
            // What is there can be read, and deleted to make room.
            Err(error) => error == StoreError::Full,
        };
        let _ = self.remove(&probe);
        usable
    }

    fn storage(self) -> Result<web_sys::Storage, StoreError> {
        match window().local_storage() {
            Ok(Some(_)) => Ok(LocalStorage::raw()),
            _ => Err(StoreError::Blocked),
        }
    }

    /// The same, to write to.
    fn open_storage(self) -> Result<web_sys::Storage, StoreError> {
        if has_stopped() {
            return Err(StoreError::Blocked);
        }
        self.storage()
    }
}

/// Whether the app has crashed, or everything was deleted, here or in another tab: nothing may be written
/// any more. Of the latter only the page around it knows (`recover.js`).
pub fn has_stopped() -> bool {
    let root = || document().document_element();
    HAS_STOPPED.load(Ordering::Relaxed) || root().is_some_and(|it| it.has_attribute("data-failed"))
}

impl KeyValueStore for BrowserStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.storage()?.get_item(key).map_err(|_| StoreError::Blocked)
    }

    fn head(&self, key: &str) -> Result<Option<String>, StoreError> {
        // Cut where it is: a whole text would be carried over for its first line.
        let text = call(&self.storage()?.into(), "getItem", &[key.into()])
            .map_err(|_| StoreError::Blocked)?;
        let Ok(text) = text.dyn_into::<JsString>() else { return Ok(None) };
        let begin = String::from(text.slice(0, HEAD));
        Ok(begin.split('\n').next().map(str::to_owned))
    }

    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.open_storage()?.set_item(key, text).map_err(|it| why_not_kept(&it))
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.open_storage()?.remove_item(key).map_err(|_| StoreError::Blocked)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        // Carried over as one text: there are thousands, and each by itself costs more than all at once.
        let names = js_sys::Reflect::own_keys(self.storage()?.as_ref());
        let names = names.map_err(|_| StoreError::Blocked)?;
        let all = String::from(names.join("\n"));
        let ours = |it: &&str| it.starts_with(prefix);
        if all.split('\n').count() == names.length() as usize {
            return Ok(all.split('\n').filter(ours).map(str::to_owned).collect());
        }
        // Another app has a key of several lines, or there is none at all.
        let names = names.iter().filter_map(|it| it.as_string());
        Ok(names.filter(|it| ours(&it.as_str())).collect())
    }
}

/// Browsers name a full storage in two ways.
fn why_not_kept(error: &JsValue) -> StoreError {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|it| it.as_string());
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StoreError::Full,
        _ => StoreError::Blocked,
    }
}

/// The app cannot go on: nothing is written any more, and the page around it says so and shows the
/// way out.
pub fn give_up(why: &str) {
    HAS_STOPPED.store(true, Ordering::Relaxed);
    let detail = web_sys::CustomEventInit::new();
    detail.set_detail(&why.into());
    let event = web_sys::CustomEvent::new_with_event_init_dict("kickoff:failed", &detail);
    if let Ok(event) = event {
        let _ = window().dispatch_event(&event);
    }
}
