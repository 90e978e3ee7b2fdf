//! The file that somebody has chosen to save an engagement to, where the browser gives out such files. The
//! handles are kept beside the journal, so that "delete everything" takes them along.

use js_sys::{Array, Object, Reflect};
use kickoff::domain::id::EngagementId;
use kickoff::store::same_file::OneFile;
use kickoff::store::team_folder::FolderError;
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use web_sys::File;

use super::handles::{self, Handle, bytes, told};
use super::method::call;
use crate::browser::{self, journal};

/// What is chosen by it is empty then, whatever was in it.
const NEW: &str = "showSaveFilePicker";

/// What is chosen by it is as it was.
const EXISTING: &str = "showOpenFilePicker";

/// The row beside the journal's: by the engagement, its file.
const ROW: &str = "same-files";

/// See the module.
#[derive(Clone)]
pub struct LocalFile(Handle);

/// Whether this browser gives out files to write to.
pub fn is_supported() -> bool {
    handles::is_given_out_by(NEW) && handles::is_given_out_by(EXISTING)
}

/// Lets somebody choose a file that is new, on a click; `None` if they do not.
///
/// # Errors
///
/// If the browser or somebody forbids it.
pub async fn choose_new(name: &str) -> Result<Option<LocalFile>, FolderError> {
    let options = options(&[("suggestedName", name)]);
    Ok(handles::chosen(NEW, &options).await?.map(LocalFile))
}

/// The same with one that is there, such as a colleague's.
///
/// # Errors
///
/// As of [`choose_new`].
pub async fn choose_existing() -> Result<Option<LocalFile>, FolderError> {
    let chosen = handles::chosen(EXISTING, &options(&[("mode", "readwrite")])).await?;
    let first = chosen.map(|it| Reflect::get(&it, &0.into()).unwrap_or_default());
    Ok(first.filter(JsValue::is_object).map(|it| LocalFile(it.unchecked_into())))
}

fn options(all: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (member, value) in all.iter().chain(&[("id", "kickoff-file")]) {
        let _ = Reflect::set(&options, &(*member).into(), &(*value).into());
    }
    options
}

/// The one that was chosen before. Of engagements that are not in `all` any more, none is kept.
pub async fn kept(id: EngagementId, all: &[EngagementId]) -> Option<LocalFile> {
    let row = journal::row(ROW).await.ok().filter(JsValue::is_object)?;
    let (left, count) = of_these(&row, all);
    if count < names(&row) {
        let _ = journal::put_row(ROW, &left).await;
    }
    of(&left, id).map(|it| LocalFile(it.unchecked_into()))
}

/// Keeps it for the next time, beside those of the others; tells whether it is kept.
pub async fn keep(file: &LocalFile, id: EngagementId, all: &[EngagementId]) -> bool {
    let row = journal::row(ROW).await.unwrap_or_default();
    let (row, _) = of_these(&row, all);
    let is_set = Reflect::set(&row, &id.to_string().into(), &file.0).is_ok();
    is_set && journal::put_row(ROW, &row).await.is_ok()
}

fn of(row: &JsValue, id: EngagementId) -> Option<JsValue> {
    Reflect::get(row, &id.to_string().into()).ok().filter(JsValue::is_object)
}

/// What a row has of these engagements, and of how many.
fn of_these(row: &JsValue, all: &[EngagementId]) -> (Object, u32) {
    let left = Object::new();
    let mut count = 0;
    for id in all {
        if let Some(handle) = of(row, *id) {
            let _ = Reflect::set(&left, &id.to_string().into(), &handle);
            count += 1;
        }
    }
    (left, count)
}

fn names(row: &JsValue) -> u32 {
    let object = Reflect::get(&window(), &"Object".into()).unwrap_or_default();
    let names =
        call(&object, "keys", std::slice::from_ref(row)).and_then(|it| it.dyn_into::<Array>());
    names.map(|it| it.length()).unwrap_or_default()
}

impl LocalFile {
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// As [`handles::is_allowed`].
    pub async fn is_allowed(&self, is_asking: bool) -> bool {
        handles::is_allowed(&self.0, is_asking).await
    }

    async fn file(&self) -> Result<File, FolderError> {
        Ok(told(self.0.file()).await?.unchecked_into())
    }
}

impl OneFile for LocalFile {
    async fn size(&self) -> Result<u64, FolderError> {
        Ok(self.file().await?.size() as u64)
    }

    async fn read(&self) -> Result<Vec<u8>, FolderError> {
        bytes(&self.file().await?).await
    }

    async fn write(&self, text: &str) -> Result<(), FolderError> {
        if browser::has_stopped() {
            // What the app still has may not be what is recorded.
            return Err(FolderError::Other);
        }
        handles::write(&self.0, text).await.map(drop)
    }
}
