//! What comes in and goes out: files, the clipboard, and the playbook of this build.

use std::ops::Range;

use js_sys::{Array, Uint8Array};
use kickoff::store::import::source::{Source, Withheld};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Event, File, HtmlAnchorElement, HtmlInputElement, Response, Url,
};

use super::method::call;

/// A file that somebody has chosen or dropped.
#[derive(Clone)]
pub struct UserFile(File);

impl UserFile {
    pub(super) fn of(file: File) -> UserFile {
        UserFile(file)
    }

    pub fn name(&self) -> String {
        self.0.name()
    }
}

impl Source for UserFile {
    fn size(&self) -> u64 {
        self.0.size() as u64
    }

    async fn part(&self, bytes: Range<u64>) -> Result<Vec<u8>, Withheld> {
        part_of(&self.0, bytes).await
    }
}

/// Some bytes of what the browser holds, such as a file of somebody, unless it was moved away meanwhile.
pub(super) async fn part_of(blob: &Blob, bytes: Range<u64>) -> Result<Vec<u8>, Withheld> {
    let read = async {
        let part = call(blob, "slice", &[(bytes.start as f64).into(), (bytes.end as f64).into()])?;
        let part: Blob = part.unchecked_into();
        Ok::<_, JsValue>(Uint8Array::new(&JsFuture::from(part.array_buffer()).await?).to_vec())
    };
    let read = read.await.map_err(|_| Withheld)?;
    (read.len() as u64 == bytes.end - bytes.start).then_some(read).ok_or(Withheld)
}

/// Somebody chooses files in a control, which is empty again then: the same file, mended, can be
/// chosen once more.
pub fn on_chosen(mut take: impl FnMut(Vec<UserFile>) + 'static) -> impl FnMut(Event) + 'static {
    move |event| {
        let control = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
        let Some(control) = control else { return };
        let chosen = control.files();
        let all = chosen.iter().flat_map(|all| (0..all.length()).filter_map(|at| all.get(at)));
        take(all.map(UserFile).collect());
        control.set_value("");
    }
}

/// Hands a text to the user as a file, after reading it back from the browser.
///
/// # Errors
///
/// If what the browser holds is not what was written, or the app has stopped: what it still shows may
/// not be what is recorded.
pub async fn download_checked(name: &str, text: &str) -> Result<(), JsValue> {
    let blob = text_blob(text, media_type(name))?;
    let read = JsFuture::from(blob.array_buffer()).await?;
    if Uint8Array::new(&read).to_vec() != text.as_bytes() {
        return Err(JsValue::from_str("the file differs from what was written"));
    }
    hand_over(name, &blob)
}

fn text_blob(text: &str, kind: &str) -> Result<Blob, JsValue> {
    let parts = Array::of1(&JsValue::from_str(text));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&parts, &options)
}

fn hand_over(name: &str, blob: &Blob) -> Result<(), JsValue> {
    if super::has_stopped() {
        return Err(JsValue::from_str("the app has stopped"));
    }
    let url = Url::create_object_url_with_blob(blob)?;
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

/// Texts of a file that is too large for memory: the browser holds them.
#[derive(Default)]
pub struct Texts {
    handed_over: Array,
    /// Not handed over yet: each time costs as much as a long text.
    last: String,
}

/// What is handed over at a time, in bytes.
const AT_ONCE: usize = 1 << 18;

impl Texts {
    /// One more.
    ///
    /// # Errors
    ///
    /// If the browser does not take it.
    pub fn push(&mut self, text: &str) -> Result<(), JsValue> {
        self.last.push_str(text);
        if self.last.len() < AT_ONCE { Ok(()) } else { self.hand_over() }
    }

    fn hand_over(&mut self) -> Result<(), JsValue> {
        self.handed_over.push(&text_blob(&self.last, "")?.into());
        self.last.clear();
        Ok(())
    }

    /// All of the others, after these.
    ///
    /// # Errors
    ///
    /// As [`Texts::push`].
    pub fn append(&mut self, mut others: Texts) -> Result<(), JsValue> {
        self.hand_over()?;
        others.hand_over()?;
        self.handed_over = self.handed_over.concat(&others.handed_over);
        Ok(())
    }
}

/// A file that is made and not handed to the user yet. It can be read.
pub struct MadeFile {
    name: String,
    blob: Blob,
}

impl MadeFile {
    /// Of these texts.
    ///
    /// # Errors
    ///
    /// If the browser does not make it.
    pub fn of(name: String, mut texts: Texts) -> Result<MadeFile, JsValue> {
        texts.hand_over()?;
        let options = BlobPropertyBag::new();
        options.set_type(media_type(&name));
        let blob = Blob::new_with_blob_sequence_and_options(&texts.handed_over, &options)?;
        Ok(MadeFile { name, blob })
    }

    /// Hands it to the user.
    ///
    /// # Errors
    ///
    /// If the browser does not take it, or the app has stopped.
    pub fn download(&self) -> Result<(), JsValue> {
        hand_over(&self.name, &self.blob)
    }
}

impl Source for MadeFile {
    fn size(&self) -> u64 {
        self.blob.size() as u64
    }

    async fn part(&self, bytes: Range<u64>) -> Result<Vec<u8>, Withheld> {
        part_of(&self.blob, bytes).await
    }
}

/// By the end of a file's name. Where a browser saves by type, a wrong one would get another name.
fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("csv") => "text/csv;charset=utf-8",
        Some("ics") => "text/calendar;charset=utf-8",
        Some("md") => "text/markdown;charset=utf-8",
        Some("txt") => "text/plain;charset=utf-8",
        _ => "application/json",
    }
}

/// Puts a document where pasting takes it from, as HTML and as plain text; whether the browser has done
/// so. One that takes no HTML gets the plain text.
pub async fn copy_document(html: &str, plain: &str) -> bool {
    if let Ok(written) = write_both(html, plain)
        && JsFuture::from(written).await.is_ok()
    {
        return true;
    }
    copy(plain).await
}

fn write_both(html: &str, plain: &str) -> Result<js_sys::Promise, JsValue> {
    let class = js_sys::Reflect::get(&window(), &"ClipboardItem".into())?;
    let forms = js_sys::Object::new();
    for (kind, text) in [("text/html", html), ("text/plain", plain)] {
        let of_kind = BlobPropertyBag::new();
        of_kind.set_type(kind);
        let parts = Array::of1(&JsValue::from_str(text));
        let blob = Blob::new_with_str_sequence_and_options(&parts, &of_kind)?;
        js_sys::Reflect::set(&forms, &kind.into(), &blob)?;
    }
    let class: js_sys::Function = class.dyn_into()?;
    let item = js_sys::Reflect::construct(&class, &Array::of1(&forms))?;
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into())?;
    let write: js_sys::Function = js_sys::Reflect::get(&clipboard, &"write".into())?.dyn_into()?;
    write.call1(&clipboard, &Array::of1(&item))?.dyn_into()
}

/// Prints the page, as the browser's own command does.
pub fn print() {
    let print = js_sys::Reflect::get(&window(), &"print".into());
    if let Some(print) = print.ok().and_then(|it| it.dyn_into::<js_sys::Function>().ok()) {
        let _ = print.call0(&window());
    }
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

/// Which build this is; empty where nobody says.
pub fn build() -> String {
    let script = document().query_selector("script[data-build]").ok().flatten();
    script.and_then(|it| it.get_attribute("data-build")).unwrap_or_default()
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
