//! localStorage, and the end of all writing after a crash.

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, Ordering};

use gloo_storage::{LocalStorage, Storage as _};
use js_sys::{Array, Function, JsString, Reflect};
use kickoff::store::key_value::{KeyValueStore, StoreError};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};

use super::address::deployment;
use super::method::call;
use super::steady_millis;

/// localStorage. Asks each time whether it is there: it can be switched off while the app is open,
/// and `LocalStorage::raw` would panic then.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserStore;

/// Between texts that are carried over as one: in none of ours, since JSON spells it in other letters.
const BETWEEN: char = '\u{1}';

/// No first line of ours is longer.
const HEAD: u32 = 120;

/// How long the names of the keys are good for at most, in milliseconds: until another tab
/// [has written](others_wrote), as far as the browser tells, and as long as there are as many of them. What is missed
/// is seen then, as if it had been written then; what this program writes is seen at once. Reading them takes longer
/// than all else that a tick does, and most ticks come seconds after the last one.
const FRESH: f64 = 30_000.0;

/// The names of all keys there are: whoever does something with each of a thousand engagements asks for them a
/// thousand times.
struct Names {
    all: Vec<String>,
    read_at: f64,
}

thread_local! {
    static NAMES: RefCell<Option<Names>> = const { RefCell::new(None) };
}

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
        let text = self.storage()?.get_item(key).map_err(|_| StoreError::Blocked)?;
        if text.is_none() {
            // If it was there, another tab has removed it.
            note(|it| it.retain(|it| it != key));
        }
        Ok(text)
    }

    fn get_all(&self, keys: &[String]) -> Result<Vec<Option<String>>, StoreError> {
        // Names and texts go over as one text each: a thousand by themselves cost more.
        let between = String::from(BETWEEN);
        let names = JsString::from(keys.join(&between)).split(&between);
        let texts = texts_of(&self.storage()?, &names).map_err(|_| StoreError::Blocked)?;
        let all = whole(&texts.join(&between));
        let all = all.split_once('\n').unwrap_or_default().1;
        let is_told_apart =
            [names.length() as usize, all.split(BETWEEN).count()] == [keys.len(); 2];
        let mut texts = all.split(BETWEEN);
        let mut found = Vec::new();
        for key in keys {
            found.push(match texts.next() {
                Some(text) if is_told_apart && !text.is_empty() => Some(text.to_owned()),
                // It is not there or empty; or somebody has that mark in a key or a text.
                _ => self.get(key)?,
            });
        }
        Ok(found)
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
        let put = self.open_storage()?.set_item(key, text).map_err(|it| why_not_kept(&it));
        if put.is_ok() {
            note(|it| {
                if !it.iter().any(|it| it == key) {
                    it.push(key.to_owned());
                }
            });
        }
        put
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        note(|it| it.retain(|it| it != key));
        self.open_storage()?.remove_item(key).map_err(|_| StoreError::Blocked)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let storage = self.storage()?;
        let length = storage.length().map_err(|_| StoreError::Blocked)?;
        let now = steady_millis();
        let is_fresh = |it: &Names| it.all.len() == length as usize && now - it.read_at < FRESH;
        NAMES.with_borrow_mut(|names| {
            if !names.as_ref().is_some_and(is_fresh) {
                *names = Some(Names { all: all_names(&storage)?, read_at: now });
            }
            let all = names.iter().flat_map(|it| &it.all);
            Ok(all.filter(|it| it.starts_with(prefix)).cloned().collect())
        })
    }
}

/// What stands under these names, `null` where nothing does; all of it stays in the browser.
pub(super) fn texts_of(storage: &web_sys::Storage, names: &Array) -> Result<Array, JsValue> {
    let get: Function = Reflect::get(storage, &"getItem".into())?.dyn_into()?;
    let texts = call(names, "map", &[get.bind0(storage).into()])?;
    texts.dyn_into()
}

/// Another tab has put or removed something.
pub fn others_wrote() {
    NAMES.set(None);
}

/// This program has put or removed a key.
fn note(change: impl FnOnce(&mut Vec<String>)) {
    NAMES.with_borrow_mut(|it| {
        if let Some(it) = it {
            change(&mut it.all);
        }
    });
}

fn all_names(storage: &web_sys::Storage) -> Result<Vec<String>, StoreError> {
    // Carried over as one text: there are thousands, and each by itself costs more than all at once.
    let names = Reflect::own_keys(storage.as_ref()).map_err(|_| StoreError::Blocked)?;
    let all = whole(&names.join("\n"));
    if all.split('\n').count() == names.length() as usize + 1 {
        return Ok(all.split('\n').skip(1).map(str::to_owned).collect());
    }
    // Another app has a key of several lines, or there is none at all.
    Ok(names.iter().filter_map(|it| it.as_string()).collect())
}

/// A text of the browser's, behind a line of its own: what begins with a letter of English comes over letter by letter
/// as far as it goes on so, in code that runs for the first time, and anything else at once.
fn whole(text: &JsString) -> String {
    JsString::from("…\n").concat(text).into()
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
