//! Texts, by the browser's own tables of characters.

/// What names are compared by (see `domain/text.rs`): NFKC in lower case, by the browser's own
/// tables.
pub fn plain(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").to_lower_case().into()
}

/// With its letters and their marks as one (NFC): file systems differ in what they make of the rest.
pub fn composed(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}
