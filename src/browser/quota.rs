//! How much room the browser leaves, and whether it has promised not to clear it.

use js_sys::{JsString, Promise};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What browsers give an origin: UTF-16 units of keys and texts together. Measured, not promised.
pub const ROOM: u32 = 5 * 1024 * 1024;

/// From here on the app says that it gets tight.
pub const TIGHT_PERCENT: u32 = 80;

#[wasm_bindgen]
extern "C" {
    /// As web-sys has it, but the texts stay where they are: only their lengths are wanted.
    type Texts;

    #[wasm_bindgen(method, catch, js_name = "getItem")]
    fn get_item(this: &Texts, key: &str) -> Result<Option<JsString>, JsValue>;
}

/// How full localStorage is, in percent of [`ROOM`].
pub fn used_percent() -> Option<u32> {
    u32::try_from(used()? * 100 / u64::from(ROOM)).ok()
}

/// How full localStorage is, in UTF-16 units; other apps on the origin share it.
pub fn used() -> Option<u64> {
    let storage = window().local_storage().ok()??;
    let length = storage.length().ok()?;
    let texts: &Texts = storage.unchecked_ref();
    let mut units = 0_u64;
    for at in 0..length {
        let Some(key) = storage.key(at).ok()? else { continue };
        let text = texts.get_item(&key).ok()?;
        units += key.encode_utf16().count() as u64;
        units += text.map_or(0, |it| u64::from(it.length()));
    }
    Some(units)
}

/// What the browser says about keeping our data.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Promised {
    /// It will not clear it by itself.
    Yes,
    /// It may, when room gets short or after a time without a visit.
    #[default]
    No,
    /// It does not say.
    Unknown,
}

/// What the browser has promised so far.
pub async fn promised() -> Promised {
    asked(window().navigator().storage().persisted()).await
}

/// Asks for the promise. Some browsers ask the user, most decide by themselves.
pub async fn ask() -> Promised {
    asked(window().navigator().storage().persist()).await
}

async fn asked(answer: Result<Promise, JsValue>) -> Promised {
    let Ok(answer) = answer else { return Promised::Unknown };
    match JsFuture::from(answer).await.map(|it| it.as_bool()) {
        Ok(Some(true)) => Promised::Yes,
        Ok(Some(false)) => Promised::No,
        _ => Promised::Unknown,
    }
}
