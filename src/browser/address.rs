//! Addresses, as the browser reads them.

use leptos::prelude::{document, window};
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
