//! The archive, in an IndexedDB of its own: the journal's is read as a whole at each start. Where no page can be
//! told from another (Web Locks), none is used.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect};
use kickoff::store::archive::{Alone, Answer, Archive, ArchiveError};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::database::{Database, Writing, answer, open_database, reading};
use super::journal::Journal;
use super::method::call;
use crate::browser;

/// See the module. Cheap to clone: all clones are one.
#[derive(Clone, Default)]
pub struct DiskArchive(Rc<RefCell<Option<Database>>>);

fn name() -> String {
    format!("kickoff:{}:archive", browser::deployment())
}

impl DiskArchive {
    async fn database(&self) -> Result<Database, JsValue> {
        let open = self.0.borrow().clone();
        match open {
            Some(it) => Ok(it),
            None => {
                let opened = open_database(&name()).await?;
                self.0.replace(Some(opened.clone()));
                Ok(opened)
            }
        }
    }

    /// Does something with it; once more with another, if what was open is closed by now.
    async fn with<T, F: Future<Output = Result<T, JsValue>>>(
        &self,
        act: impl Fn(Database) -> F,
    ) -> Result<T, JsValue> {
        let was_open = self.0.borrow().is_some();
        let done = act(self.database().await?).await;
        if done.is_ok() || !was_open {
            return done;
        }
        self.0.replace(None);
        act(self.database().await?).await
    }

    async fn change(
        &self,
        change: impl Fn(&Writing) -> Result<(), JsValue>,
    ) -> Result<(), ArchiveError> {
        if self.database().await.is_err() {
            return Err(ArchiveError::Missing);
        }
        let change = &change;
        let changed = self.with(|database| async move {
            let writing = Writing::begin(&database)?;
            change(&writing)?;
            writing.done().await
        });
        changed.await.map_err(|_| ArchiveError::NotKept)
    }
}

impl Archive for DiskArchive {
    fn keys(&self) -> Answer<Vec<String>> {
        let archive = self.clone();
        Box::pin(async move {
            let keys = archive.with(|database| async move {
                let asked = reading(&database)?.get_all_keys()?;
                answer(&asked).await
            });
            let keys: Array = keys.await.map_err(|_| ArchiveError::Missing)?.unchecked_into();
            Ok(keys.iter().filter_map(|it| it.as_string()).collect())
        })
    }

    fn get_all(&self, keys: Vec<String>) -> Answer<Vec<Option<String>>> {
        let archive = self.clone();
        Box::pin(async move {
            let keys = &keys;
            let rows = archive.with(|database| async move {
                // All are asked for before one is waited for: then it is one transaction.
                let store = reading(&database)?;
                let asked: Result<Vec<JsValue>, JsValue> =
                    keys.iter().map(|it| store.get(it)).collect();
                let mut rows = Vec::new();
                for it in asked? {
                    rows.push(answer(&it).await?.as_string());
                }
                Ok(rows)
            });
            rows.await.map_err(|_| ArchiveError::Missing)
        })
    }

    fn put(&self, rows: Vec<(String, String)>) -> Answer<()> {
        let archive = self.clone();
        Box::pin(async move {
            let put = archive.change(|writing| {
                rows.iter().try_for_each(|(key, text)| writing.store.put(text, key).map(drop))
            });
            put.await
        })
    }

    fn remove(&self, keys: Vec<String>) -> Answer<()> {
        let archive = self.clone();
        Box::pin(async move {
            Journal::of_page().is_written().await;
            let removed = archive.change(|writing| {
                keys.iter().try_for_each(|it| writing.store.delete(it).map(drop))
            });
            removed.await
        })
    }

    fn alone(&self) -> Answer<Box<dyn Alone>> {
        Box::pin(async {
            let held = hold().await.map_err(|_| ArchiveError::Missing)?;
            Ok(Box::new(held) as Box<dyn Alone>)
        })
    }
}

/// Lets the next page go on.
struct Held(Function);

impl Alone for Held {}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// A promise, and what keeps it.
fn promise() -> (Promise, Function) {
    let mut keep = None;
    let promise = Promise::new(&mut |resolve, _| keep = Some(resolve));
    // It is called at once.
    (promise, keep.unwrap_or_else(|| Function::new_no_args("")))
}

/// Waits for its turn. A page that is gone holds nobody up: the browser sees to it.
async fn hold() -> Result<Held, JsValue> {
    let locks = Reflect::get(&window().navigator(), &"locks".into())?;
    if locks.is_falsy() {
        return Err(locks);
    }
    let (granted, grant) = promise();
    let (released, release) = promise();
    let held = Closure::once_into_js(move || {
        let _ = grant.call0(&JsValue::NULL);
        released
    });
    call(&locks, "request", &[name().into(), held])?;
    JsFuture::from(granted).await?;
    Ok(Held(release))
}
