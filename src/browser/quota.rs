//! How much room the browser leaves, and whether it has promised not to clear it.

use js_sys::{Array, Reflect};
use kickoff::app::platform::Promised;
use kickoff::app::session::Session;
use leptos::prelude::Set;
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::storage::texts_of;

/// What browsers give an origin: UTF-16 units of keys and texts together. Measured, not promised.
pub const ROOM: u32 = 5 * 1024 * 1024;

/// From here on the app says that it gets tight.
pub const TIGHT_PERCENT: u32 = 80;

/// How full localStorage is, in percent of [`ROOM`].
pub fn used_percent() -> Option<u32> {
    u32::try_from(used()? * 100 / u64::from(ROOM)).ok()
}

/// How full localStorage is, in UTF-16 units; other apps on the origin share it.
pub fn used() -> Option<u64> {
    let storage = window().local_storage().ok()??;
    // Keys and texts stay where they are: only their lengths are wanted, of thousands.
    let names = Reflect::own_keys(&storage).ok()?;
    let texts = texts_of(&storage, &names).ok()?;
    let units = |of: &Array| u64::from(of.join("").length());
    Some(units(&names) + units(&texts))
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
