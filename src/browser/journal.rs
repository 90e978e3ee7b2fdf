//! The journal: a second place for every record, in IndexedDB with strict durability. A browser
//! says that localStorage is written seconds before it is on the disk; whatever kills it in between
//! takes those seconds along. What stands here is on the disk when the browser says so.
//!
//! localStorage stays the home of the record. This only mirrors what is written there, under the
//! same keys, and gives it back at the next start.
//!
//! Those seconds are 5 when idle, and up to half a minute under steady writing. One transaction is
//! written after the other. A key that is removed keeps a row that says so, or a deletion would
//! come undone. At the start, rows that differ from localStorage are taken in by merge
//! (`store/engagements/recover.rs`). Twenty kills of the whole browser while typing ten times a
//! second lose 0.3 s of it at most (`tests/e2e/tests/killed.rs`).

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use kickoff::app::platform::Row;
use kickoff::app::session::Session;
use kickoff::store::engagements::{REMOVED, is_journaled, is_passing};
use kickoff::store::key_value::{KeyValueStore, StoreError};
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::browser::{self, BrowserStore};

// web-sys keeps `durability` behind a compiler flag that changes other types of the whole build too, and
// its bindings make the first part 298 bytes heavier; these few calls are all that is needed.
#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Database;

    #[wasm_bindgen(method, catch, js_name = "createObjectStore")]
    fn create_object_store(this: &Database, name: &str) -> Result<Store, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Database,
        store: &str,
        mode: &str,
        options: &Object,
    ) -> Result<Transaction, JsValue>;

    type Transaction;

    #[wasm_bindgen(method, catch, js_name = "objectStore")]
    fn object_store(this: &Transaction, name: &str) -> Result<Store, JsValue>;

    type Store;

    #[wasm_bindgen(method, catch)]
    fn put(this: &Store, value: &str, key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = "put")]
    fn put_any(this: &Store, value: &JsValue, key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn get(this: &Store, key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn delete(this: &Store, key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = "getAll")]
    fn get_all(this: &Store) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = "getAllKeys")]
    fn get_all_keys(this: &Store) -> Result<JsValue, JsValue>;

    type Factory;

    #[wasm_bindgen(method, catch)]
    fn open(this: &Factory, name: &str, version: u32) -> Result<JsValue, JsValue>;
}

const STORE: &str = "records";

/// localStorage, with the journal beside it for the records of engagements.
pub struct JournaledStore {
    pub home: BrowserStore,
    pub journal: Journal,
}

impl JournaledStore {
    fn note(&self, key: &str, text: &str) {
        if is_journaled(key) && !browser::has_stopped() {
            self.journal.note(key, text);
        }
    }
}

impl KeyValueStore for JournaledStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.home.get(key)
    }

    fn head(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.home.head(key)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        // Noted even where there is no room at home: the next start may find some.
        self.note(key, text);
        self.home.put(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.note(key, REMOVED);
        self.home.remove(key)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.home.keys(prefix)
    }
}

/// See the module. Cheap to clone: all clones are one journal.
#[derive(Clone, Default)]
pub struct Journal(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    database: Option<Database>,
    /// What is not on the disk yet, newest last.
    waiting: Vec<Row>,
    is_writing: bool,
    /// Asked for, and not there: a browser can refuse it, and the app works without.
    is_missing: bool,
}

thread_local! {
    static OF_PAGE: Journal = Journal::default();
}

/// Opens the journal, and takes in what was written last before the browser was killed.
pub fn open(session: Session) {
    spawn_local(async move {
        let rows = Journal::of_page().open(&browser::deployment()).await;
        session.recover(&rows);
        browser::mark("data-journal", "read");
    });
}

impl Journal {
    /// The one of this page.
    pub fn of_page() -> Journal {
        OF_PAGE.with(Journal::clone)
    }

    /// Opens the journal of a deployment, and tells what it holds: key and text.
    pub async fn open(&self, deployment: &str) -> Vec<Row> {
        let opened = open_database(&format!("kickoff:{deployment}")).await;
        match opened {
            Ok(database) => {
                let mut rows = rows(&database).await.unwrap_or_default();
                {
                    let mut state = self.0.borrow_mut();
                    state.database = Some(database);
                    // What was written while it opened is newer.
                    rows.retain(|(key, _)| state.waiting.iter().all(|(newer, _)| newer != key));
                }
                self.write_on();
                rows
            }
            Err(_) => {
                let mut state = self.0.borrow_mut();
                state.is_missing = true;
                state.waiting.clear();
                Vec::new()
            }
        }
    }

    /// Mirrors what was written.
    fn note(&self, key: &str, text: &str) {
        {
            let mut state = self.0.borrow_mut();
            if state.is_missing {
                return;
            }
            state.waiting.retain(|(it, _)| it != key);
            state.waiting.push((key.to_owned(), text.to_owned()));
        }
        self.write_on();
    }

    /// Writes what waits, one transaction after the other.
    fn write_on(&self) {
        let mut state = self.0.borrow_mut();
        let Some(database) = state.database.clone() else { return };
        if state.is_writing || state.waiting.is_empty() {
            return;
        }
        state.is_writing = true;
        let changes = std::mem::take(&mut state.waiting);
        drop(state);
        let journal = self.clone();
        spawn_local(async move {
            // A transaction that fails leaves the rows of before; the next edit writes them anew.
            let _ = write(&database, &changes).await;
            journal.0.borrow_mut().is_writing = false;
            journal.write_on();
        });
    }
}

/// A row that is no record's, such as what only this database can hold.
pub(super) async fn row(key: &str) -> Result<JsValue, JsValue> {
    let transaction = database().await?.transaction(STORE, "readonly", &Object::new())?;
    answer(&transaction.object_store(STORE)?.get(key)?).await
}

/// Puts such a row, which is on the disk then. It is no text, so it is never taken for a record.
pub(super) async fn put_row(key: &str, value: &JsValue) -> Result<(), JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let transaction = database().await?.transaction(STORE, "readwrite", &options)?;
    transaction.object_store(STORE)?.put_any(value, key)?;
    told(&transaction, "oncomplete", &["onerror", "onabort"]).await
}

/// The one that this page has open. Only before that one of its own: each that is opened leaves something
/// behind.
async fn database() -> Result<Database, JsValue> {
    let open = OF_PAGE.with(|it| it.0.borrow().database.clone());
    match open {
        Some(it) => Ok(it),
        None => open_database(&format!("kickoff:{}", browser::deployment())).await,
    }
}

async fn open_database(name: &str) -> Result<Database, JsValue> {
    if browser::has_stopped() {
        // What was deleted would be made anew.
        return Err(JsValue::from_str("the app has stopped"));
    }
    let factory = Reflect::get(&window(), &"indexedDB".into())?;
    if factory.is_falsy() {
        return Err(factory);
    }
    let request = factory.unchecked_into::<Factory>().open(name, 1)?;
    let asked = request.clone();
    let make = Closure::once_into_js(move || {
        let made = Reflect::get(&asked, &"result".into())?.unchecked_into::<Database>();
        made.create_object_store(STORE).map(|_| ())
    });
    Reflect::set(&request, &"onupgradeneeded".into(), &make)?;
    let opened: Database = answer(&request).await?.unchecked_into();
    // "Delete everything" of another tab must not wait for this one.
    let of_this_tab = opened.clone();
    let close = Closure::once_into_js(move || {
        let close = Reflect::get(&of_this_tab, &"close".into())?.unchecked_into::<Function>();
        close.call0(&of_this_tab).map(|_| ())
    });
    Reflect::set(&opened, &"onversionchange".into(), &close)?;
    Ok(opened)
}

async fn rows(database: &Database) -> Result<Vec<Row>, JsValue> {
    let store = database.transaction(STORE, "readonly", &Object::new())?.object_store(STORE)?;
    let (keys, texts) = (store.get_all_keys()?, store.get_all()?);
    let keys: Array = answer(&keys).await?.unchecked_into();
    let texts: Array = answer(&texts).await?.unchecked_into();
    let pairs = keys.iter().zip(texts.iter());
    Ok(pairs.filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?))).collect())
}

/// On the disk when this returns.
async fn write(database: &Database, changes: &[Row]) -> Result<(), JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let transaction = database.transaction(STORE, "readwrite", &options)?;
    let store = transaction.object_store(STORE)?;
    for (key, text) in changes {
        if text == REMOVED && is_passing(key) {
            store.delete(key)?;
        } else {
            store.put(text, key)?;
        }
    }
    told(&transaction, "oncomplete", &["onerror", "onabort"]).await
}

/// What a request answers.
async fn answer(request: &JsValue) -> Result<JsValue, JsValue> {
    // A request that is done already has told nobody, and tells nobody any more.
    let state = Reflect::get(request, &"readyState".into())?;
    if state.as_string().as_deref() != Some("done") {
        told(request, "onsuccess", &["onerror", "onblocked"]).await?;
    }
    Reflect::get(request, &"result".into())
}

/// Waits until something happens to a target, or one of the things that mean it will not.
async fn told(target: &JsValue, event: &str, or_else: &[&str]) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        let _ = Reflect::set(target, &event.into(), &resolve);
        for event in or_else {
            let _ = Reflect::set(target, &(*event).into(), &reject);
        }
    });
    JsFuture::from(promise).await.map(|_| ())
}
