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

use js_sys::Array;
use kickoff::app::platform::Row;
use kickoff::app::session::Session;
use kickoff::store::engagements::{REMOVED, is_journaled, is_passing};
use kickoff::store::key_value::{KeyValueStore, StoreError};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;

use super::breath::Breath;
use super::database::{Database, Writing, answer, open_database, reading};
use crate::browser::{self, BrowserStore};

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

    fn get_all(&self, keys: &[String]) -> Result<Vec<Option<String>>, StoreError> {
        self.home.get_all(keys)
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
        session.look_after_archive();
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
                // Of a thousand engagements that was a task of its own; what comes of them is another.
                Breath::default().offer(0.0).await;
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

    /// Waits until all that was noted is on the disk, or cannot be.
    pub(super) async fn is_written(&self) {
        while self.is_behind() {
            Breath::default().take().await;
        }
    }

    fn is_behind(&self) -> bool {
        let state = self.0.borrow();
        !state.is_missing && (state.is_writing || !state.waiting.is_empty())
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
    let asked = reading(&database().await?)?.get(key)?;
    answer(&asked).await
}

/// Puts such a row, which is on the disk then. It is no text, so it is never taken for a record.
pub(super) async fn put_row(key: &str, value: &JsValue) -> Result<(), JsValue> {
    let writing = Writing::begin(&database().await?)?;
    writing.store.put_any(value, key)?;
    writing.done().await
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

async fn rows(database: &Database) -> Result<Vec<Row>, JsValue> {
    let store = reading(database)?;
    let (keys, texts) = (store.get_all_keys()?, store.get_all()?);
    let keys: Array = answer(&keys).await?.unchecked_into();
    let texts: Array = answer(&texts).await?.unchecked_into();
    let pairs = keys.iter().zip(texts.iter());
    Ok(pairs.filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?))).collect())
}

/// On the disk when this returns.
async fn write(database: &Database, changes: &[Row]) -> Result<(), JsValue> {
    let writing = Writing::begin(database)?;
    for (key, text) in changes {
        if text == REMOVED && is_passing(key) {
            writing.store.delete(key)?;
        } else {
            writing.store.put(text, key)?;
        }
    }
    writing.done().await
}
