//! IndexedDB, as far as it is needed here: databases with one store of texts under keys.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::browser;

// web-sys keeps `durability` behind a compiler flag that changes other types of the whole build too, and
// its bindings make the first part 298 bytes heavier; these few calls are all that is needed.
#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    pub(super) type Database;

    #[wasm_bindgen(method, catch, js_name = "createObjectStore")]
    fn create_object_store(this: &Database, name: &str) -> Result<Store, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Database,
        store: &str,
        mode: &str,
        options: &Object,
    ) -> Result<Transaction, JsValue>;

    pub(super) type Transaction;

    #[wasm_bindgen(method, catch, js_name = "objectStore")]
    fn object_store(this: &Transaction, name: &str) -> Result<Store, JsValue>;

    pub(super) type Store;

    #[wasm_bindgen(method, catch)]
    pub(super) fn put(this: &Store, value: &str, key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = "put")]
    pub(super) fn put_any(this: &Store, value: &JsValue, key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn get(this: &Store, key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn delete(this: &Store, key: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = "getAll")]
    pub(super) fn get_all(this: &Store) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = "getAllKeys")]
    pub(super) fn get_all_keys(this: &Store) -> Result<JsValue, JsValue>;

    type Factory;

    #[wasm_bindgen(method, catch)]
    fn open(this: &Factory, name: &str, version: u32) -> Result<JsValue, JsValue>;
}

const STORE: &str = "records";

/// Opens a database, which is made where there is none.
pub(super) async fn open_database(name: &str) -> Result<Database, JsValue> {
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

/// Its store, to be read.
pub(super) fn reading(database: &Database) -> Result<Store, JsValue> {
    database.transaction(STORE, "readonly", &Object::new())?.object_store(STORE)
}

/// Its store, to be written to: all that is written to it or nothing.
pub(super) struct Writing {
    transaction: Transaction,
    pub(super) store: Store,
}

impl Writing {
    pub(super) fn begin(database: &Database) -> Result<Writing, JsValue> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let transaction = database.transaction(STORE, "readwrite", &options)?;
        let store = transaction.object_store(STORE)?;
        Ok(Writing { transaction, store })
    }

    /// On the disk when this returns.
    pub(super) async fn done(self) -> Result<(), JsValue> {
        told(&self.transaction, "oncomplete", &["onerror", "onabort"]).await
    }
}

/// What a request answers.
pub(super) async fn answer(request: &JsValue) -> Result<JsValue, JsValue> {
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
