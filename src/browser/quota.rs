//! How much room the browser leaves, and whether it has promised not to clear it.

use js_sys::JsString;
use kickoff::app::platform::Promised;
use kickoff::app::session::Session;
use leptos::prelude::Set;
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What browsers give an origin: UTF-16 units of keys and texts together. Measured, not promised.
pub const ROOM: u32 = 5 * 1024 * 1024;

/// From here on the app says that it gets tight.
pub const TIGHT_PERCENT: u32 = 80;

#[wasm_bindgen]
extern "C" {
    /// As web-sys has it, but keys and texts stay where they are: only their lengths are wanted.
    type Texts;

    #[wasm_bindgen(method, catch)]
    fn key(this: &Texts, at: u32) -> Result<Option<JsString>, JsValue>;

    #[wasm_bindgen(method, catch, js_name = "getItem")]
    fn get_item(this: &Texts, key: &JsString) -> Result<Option<JsString>, JsValue>;
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
        let Some(key) = texts.key(at).ok()? else { continue };
        let text = texts.get_item(&key).ok()?;
        units += u64::from(key.length());
        units += text.map_or(0, |it| u64::from(it.length()));
    }
    Some(units)
}

/// Learns what the browser has promised so far.
pub fn look_for_promise(session: Session) {
    spawn_local(async move { session.promised.set(promised(false).await) });
}

/// Asks the browser not to clear our data by itself. Some ask the user then, most decide by themselves.
pub fn ask_for_promise(session: Session) {
    spawn_local(async move { session.promised.set(promised(true).await) });
}

async fn promised(is_asking: bool) -> Promised {
    let storage = window().navigator().storage();
    let answer = if is_asking { storage.persist() } else { storage.persisted() };
    let Ok(answer) = answer else { return Promised::Unknown };
    match JsFuture::from(answer).await.map(|it| it.as_bool()) {
        Ok(Some(true)) => Promised::Yes,
        Ok(Some(false)) => Promised::No,
        _ => Promised::Unknown,
    }
}
