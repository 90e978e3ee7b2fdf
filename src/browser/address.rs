//! Addresses, as the browser reads them.

use js_sys::{Function, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Url;

/// Where this copy of the app is served from: two copies on one origin differ by it.
pub fn deployment() -> String {
    let path = document()
        .base_uri()
        .ok()
        .flatten()
        .and_then(|it| Url::new(&it).ok())
        .map(|it| it.pathname())
        .unwrap_or_default();
    // Without the file name, so that `/a/` and `/a/index.html` are the same place.
    path.rsplit_once('/').map_or("/".to_owned(), |(folder, _)| format!("{folder}/"))
}

/// Where in the app somebody is: what follows `#`, with it.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Whether an address of the app is the one that is there.
pub fn is_at(address: &str) -> bool {
    let here = hash();
    here == address || (address == "#/" && matches!(here.as_str(), "" | "#"))
}

/// Puts another address in the place of the one that is there: no way back, and nobody is told.
pub fn replace_hash(hash: &str) {
    let replace = || {
        let history = Reflect::get(&window(), &"history".into())?;
        let state = Reflect::get(&history, &"state".into())?;
        let replace: Function = Reflect::get(&history, &"replaceState".into())?.dyn_into()?;
        replace.call3(&history, &state, &"".into(), &hash.into())
    };
    // Some browsers refuse when it is asked too often; the address is right again with the next letter.
    let _: Result<JsValue, JsValue> = replace();
}

/// An address that leads somewhere.
pub struct WebAddress {
    /// With its colon: `https:`.
    pub scheme: String,
    pub host: String,
    /// With a user or a password before the host.
    pub names_user: bool,
    /// The whole of it.
    pub href: String,
}

impl WebAddress {
    /// What a browser makes of a text; nothing if it is no address.
    pub fn read(text: &str) -> Option<WebAddress> {
        let url = Url::new(text).ok()?;
        Some(WebAddress {
            scheme: url.protocol(),
            host: url.host(),
            names_user: !(url.username().is_empty() && url.password().is_empty()),
            href: url.href(),
        })
    }
}
