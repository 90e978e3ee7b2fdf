//! The browser: storage, clock, chance, timers, files. The only part of the screens that talks to
//! it beyond events and markup.

pub mod dates;
pub mod dropped;
pub mod journal;
pub mod keyboard;
pub mod platform;
pub mod quota;

use std::sync::atomic::{AtomicBool, Ordering};

use gloo_storage::{LocalStorage, Storage as _};
use js_sys::{Array, Uint8Array};
use kickoff::store::key_value::{KeyValueStore, StoreError};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Element, File, HtmlAnchorElement, HtmlElement, HtmlInputElement,
    Response, Url,
};

/// localStorage. Asks each time whether it is there: it can be switched off while the app is open,
/// and `LocalStorage::raw` would panic then.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserStore;

/// After a panic: what is in memory may be anything, and must not replace what is kept.
static HAS_STOPPED: AtomicBool = AtomicBool::new(false);

impl BrowserStore {
    /// Whether this browser lets us keep anything, found out by keeping something.
    pub fn is_usable(self) -> bool {
        // Among this copy's own keys, so that another copy's probe is never taken for it.
        let probe = format!("kickoff:{}:probe", deployment());
        let usable = match self.put(&probe, "1") {
            Ok(()) => self.get(&probe) == Ok(Some("1".to_owned())),
            // What is there can be read, and deleted to make room.
            Err(error) => error == StoreError::Full,
        };
        let _ = self.remove(&probe);
        usable
    }

    fn storage(self) -> Result<web_sys::Storage, StoreError> {
        match window().local_storage() {
            Ok(Some(_)) => Ok(LocalStorage::raw()),
            _ => Err(StoreError::Blocked),
        }
    }

    /// The same, to write to.
    fn open_storage(self) -> Result<web_sys::Storage, StoreError> {
        if has_stopped() {
            return Err(StoreError::Blocked);
        }
        self.storage()
    }
}

/// Whether the app has crashed, so that nothing may be written any more.
pub fn has_stopped() -> bool {
    HAS_STOPPED.load(Ordering::Relaxed)
}

impl KeyValueStore for BrowserStore {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.storage()?.get_item(key).map_err(|_| StoreError::Blocked)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.open_storage()?.set_item(key, text).map_err(|it| why_not_kept(&it))
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.open_storage()?.remove_item(key).map_err(|_| StoreError::Blocked)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let storage = self.storage()?;
        let length = storage.length().map_err(|_| StoreError::Blocked)?;
        let keys = (0..length).filter_map(|at| storage.key(at).ok().flatten());
        Ok(keys.filter(|it| it.starts_with(prefix)).collect())
    }
}

/// Browsers name a full storage in two ways.
fn why_not_kept(error: &JsValue) -> StoreError {
    let name = js_sys::Reflect::get(error, &"name".into()).ok().and_then(|it| it.as_string());
    match name.as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => StoreError::Full,
        _ => StoreError::Blocked,
    }
}

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

/// Milliseconds since 1970.
pub fn now_millis() -> u64 {
    js_sys::Date::now() as u64
}

/// Ten random bytes. `getRandomValues` is there on plain http too, unlike `randomUUID`.
pub fn chance() -> [u8; 10] {
    let mut bytes = [0; 10];
    if let Ok(crypto) = window().crypto() {
        // Without it the time alone makes the number; two devices would have to be at it in the
        // same millisecond to clash.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// A number that no other device makes.
pub fn unique() -> u128 {
    kickoff::domain::id::unique(now_millis(), chance())
}

/// Puts a text where pasting takes it from; whether the browser has done so. On plain http there is
/// no such place.
pub async fn copy(text: &str) -> bool {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    let write = clipboard.and_then(|it| {
        let write = js_sys::Reflect::get(&it, &"writeText".into())?;
        write.dyn_into::<js_sys::Function>()?.call1(&it, &text.into())
    });
    match write.and_then(|it| it.dyn_into::<js_sys::Promise>()) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

/// Hands a text to the user as a file, after reading it back from the browser.
///
/// # Errors
///
/// If what the browser holds is not what was written.
pub async fn download_checked(name: &str, text: &str) -> Result<(), JsValue> {
    let parts = Array::of1(&JsValue::from_str(text));
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let read = JsFuture::from(blob.array_buffer()).await?;
    if Uint8Array::new(&read).to_vec() != text.as_bytes() {
        return Err(JsValue::from_str("the file differs from what was written"));
    }
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // Late, because some browsers read it after the click.
    leptos::prelude::set_timeout(
        move || {
            let _ = Url::revoke_object_url(&url);
        },
        std::time::Duration::from_secs(60),
    );
    Ok(())
}

/// The files of a list.
pub fn files(list: &web_sys::FileList) -> Vec<File> {
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

/// Reads a file that the user chose.
///
/// # Errors
///
/// If the browser cannot read it, such as when it was moved away meanwhile.
pub async fn read_file(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// What names are compared by (see `domain/text.rs`): NFKC in lower case, by the browser's own
/// tables.
pub fn plain(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").to_lower_case().into()
}

/// With its letters and their marks as one (NFC): file systems differ in what they make of the rest.
pub fn composed(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

/// Fetches the playbook of this build; its name is on the script that started us.
///
/// # Errors
///
/// If it is not there.
pub async fn fetch_playbook() -> Result<String, JsValue> {
    let script = document().query_selector("script[data-playbook]")?;
    let address = script.and_then(|it| it.get_attribute("data-playbook")).unwrap_or_default();
    let response: Response =
        JsFuture::from(window().fetch_with_str(&address)).await?.unchecked_into();
    if !response.ok() {
        return Err(JsValue::from_str(&response.status_text()));
    }
    Ok(JsFuture::from(response.text()?).await?.as_string().unwrap_or_default())
}

/// The app cannot go on: nothing is written any more, and the page around it says so and shows the
/// way out.
pub fn give_up(why: &str) {
    HAS_STOPPED.store(true, Ordering::Relaxed);
    let detail = web_sys::CustomEventInit::new();
    detail.set_detail(&why.into());
    let event = web_sys::CustomEvent::new_with_event_init_dict("kickoff:failed", &detail);
    if let Ok(event) = event {
        let _ = window().dispatch_event(&event);
    }
}

/// Whether there is such an element.
pub fn has(selector: &str) -> bool {
    document().query_selector(selector).is_ok_and(|it| it.is_some())
}

/// What the tab is called: a page, and whose it is.
pub fn entitle(page: &str, whose: &str) {
    document().set_title(&format!("{page} – {whose}"));
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = CSS, js_name = supports)]
    fn has_style(property: &str, value: &str) -> bool;
}

/// Whether the browser makes a text area as high as its text.
pub fn sizes_fields() -> bool {
    has_style("field-sizing", "content")
}

/// Takes what stands in the control that somebody is typing in, in the middle of a composition too: the
/// page may be about to go.
pub fn take_typing() {
    // A tick is no text, and told at once.
    const TYPED: &str = "textarea, input:not([type=checkbox], [type=radio], [type=file])";
    let control = document().active_element().filter(|it| it.matches(TYPED) == Ok(true));
    let changed = web_sys::Event::new("change");
    if let (Some(control), Ok(event)) = (control, changed) {
        let _ = control.dispatch_event(&event);
    }
}

/// The dates that are half-typed, which nobody can read, and what each is called.
pub fn half_typed() -> Vec<(HtmlInputElement, String)> {
    let all = document().document_element().map(|it| half_typed_in(&it)).unwrap_or_default();
    all.into_iter().map(|it| (it.clone(), called(&it))).collect()
}

/// The same in an element.
pub fn half_typed_in(root: &Element) -> Vec<HtmlInputElement> {
    let Ok(all) = root.query_selector_all("input[max]") else { return Vec::new() };
    let inputs = (0..all.length()).filter_map(|at| all.get(at)?.dyn_into().ok());
    inputs.filter(|it: &HtmlInputElement| it.validity().bad_input()).collect()
}

/// The label of a control, after the name of the service or the entry that it belongs to.
fn called(control: &Element) -> String {
    let label = document().query_selector(&format!("label[for=\"{}\"]", control.id()));
    let around = control.closest(".service, .entry, .same").ok().flatten();
    let name = around.map(|it| it.query_selector(".service__name, .entry__title, summary"));
    let said = name.into_iter().chain([label]).filter_map(|it| it.ok()??.text_content());
    said.collect::<Vec<String>>().join(" – ")
}

/// Whether something is typed in a dialog that is open.
pub fn is_dialog_typed_in() -> bool {
    let control = document().query_selector("dialog[open] input").ok().flatten();
    let control = control.and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    control.is_some_and(|it| it.value() != it.default_value())
}

/// Moves the keyboard to an element.
pub fn focus(id: &str) {
    let found = document().get_element_by_id(id).and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(element) = found {
        let _ = element.focus();
    }
}

/// Moves the keyboard to an element, if it is nowhere.
pub fn focus_if_lost(id: &str) {
    let body = document().body().map(web_sys::Element::from);
    if document().active_element().is_none_or(|it| Some(it) == body) {
        focus(id);
    }
}

/// Leaves a mark on the page for what is around the app.
pub fn mark(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Tells the page around the app.
pub fn announce(event: &str) {
    if let Ok(event) = web_sys::Event::new(event) {
        let _ = window().dispatch_event(&event);
    }
}
