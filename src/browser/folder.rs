//! A folder of this computer, where the browser gives one out (File System Access), as the team folder
//! needs it. Its handle is kept beside the journal, so that "delete everything" takes it along; the
//! permission is the browser's, and can be asked for again only by a click.

use js_sys::{Function, Object, Promise, Reflect};
use kickoff::store::team_folder::{Entry, Folder, FolderError, may_be_ours};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::handles::{self, Handle, bytes, error, told};
use crate::browser::breath::Breath;
use crate::browser::{self, journal};

/// How long the screen may stand still, in milliseconds.
const BREATH: f64 = 40.0;

const PICKER: &str = "showDirectoryPicker";

/// The row beside the journal's.
const ROW: &str = "team-folder";

/// See the module.
#[derive(Clone)]
pub struct LocalFolder {
    handle: Handle,
    breath: Breath,
}

/// What is kept of the folder: itself, and a text about it.
pub struct Kept {
    pub folder: LocalFolder,
    pub about: String,
}

/// Whether this browser gives out folders.
pub fn is_supported() -> bool {
    handles::is_given_out_by(PICKER)
}

/// Lets somebody choose a folder, on a click; `None` if they do not.
///
/// # Errors
///
/// If the browser or somebody forbids it.
pub async fn choose() -> Result<Option<LocalFolder>, FolderError> {
    let options = Object::new();
    for (name, value) in [("id", "kickoff-team"), ("mode", "readwrite")] {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    Ok(handles::chosen(PICKER, &options).await?.map(LocalFolder::of))
}

/// The folder that was chosen before.
pub async fn kept() -> Option<Kept> {
    let row = journal::row(ROW).await.ok()?;
    let handle = Reflect::get(&row, &"handle".into()).ok().filter(JsValue::is_object)?;
    let about = Reflect::get(&row, &"about".into()).ok()?.as_string()?;
    Some(Kept { folder: LocalFolder::of(handle.unchecked_into()), about })
}

/// Keeps it for the next time; tells whether it is kept.
pub async fn keep(folder: &LocalFolder, about: &str) -> bool {
    let row = Object::new();
    let is_set = Reflect::set(&row, &"handle".into(), &folder.handle).is_ok()
        && Reflect::set(&row, &"about".into(), &about.into()).is_ok();
    is_set && journal::put_row(ROW, &row).await.is_ok()
}

/// Keeps it no longer.
pub async fn forget() -> bool {
    journal::put_row(ROW, &JsValue::NULL).await.is_ok()
}

impl LocalFolder {
    fn of(handle: Handle) -> LocalFolder {
        LocalFolder { handle, breath: Breath::default() }
    }

    pub fn name(&self) -> String {
        self.handle.name()
    }

    /// As [`handles::is_allowed`].
    pub async fn is_allowed(&self, is_asking: bool) -> bool {
        handles::is_allowed(&self.handle, is_asking).await
    }

    async fn entry(&self, file: &Handle) -> Result<Entry, FolderError> {
        let there: File = told(file.file()).await?.unchecked_into();
        Ok(entry_of(&there))
    }

    async fn try_write(&self, name: &str, text: &str) -> Result<Entry, FolderError> {
        let options = Object::new();
        let _ = Reflect::set(&options, &"create".into(), &true.into());
        let file: Handle = told(self.handle.file_handle(name, &options)).await?.unchecked_into();
        let there = handles::write(&file, text).await?;
        Ok(entry_of(&there))
    }
}

impl Folder for LocalFolder {
    async fn list(&self, looked_at: &dyn Fn(usize)) -> Result<Vec<Entry>, FolderError> {
        let all = self.handle.values().map_err(|it| error(&it))?;
        let mut entries = Vec::new();
        let mut count = 0;
        loop {
            let next = told(all.next()).await?;
            let part = |name: &str| Reflect::get(&next, &name.into()).unwrap_or_default();
            if part("done").is_truthy() {
                return Ok(entries);
            }
            let file: Handle = part("value").unchecked_into();
            count += 1;
            looked_at(count);
            // Among very many of others, too.
            self.breathe().await;
            if file.kind() != "file" || !may_be_ours(&file.name()) {
                continue;
            }
            match self.entry(&file).await {
                Ok(entry) => entries.push(entry),
                Err(FolderError::NoPermission) => return Err(FolderError::NoPermission),
                // It has gone meanwhile.
                Err(FolderError::Gone) => {}
                // To be told with it when it is read.
                Err(_) => entries.push(Entry { name: file.name(), size: 1, modified: 0 }),
            }
        }
    }

    async fn read(&self, name: &str) -> Result<Vec<u8>, FolderError> {
        let file = told(self.handle.file_handle(name, &Object::new())).await?;
        let file: File = told(file.unchecked_into::<Handle>().file()).await?.unchecked_into();
        bytes(&file).await
    }

    async fn write(&self, name: &str, text: &str) -> Result<Entry, FolderError> {
        if browser::has_stopped() {
            // What the app still has may not be what is recorded.
            return Err(FolderError::Other);
        }
        self.try_write(name, text).await
    }

    async fn breathe(&self) {
        self.breath.offer(BREATH).await;
    }
}

fn entry_of(file: &File) -> Entry {
    Entry { name: file.name(), size: file.size() as u64, modified: file.last_modified() as u64 }
}

/// That this tab alone is at the folder, until it is dropped.
pub struct Alone(Option<Function>);

impl Drop for Alone {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Of all tabs of this deployment, one at a time; `None` if another one is at it. Every browser that
/// gives out folders has such locks; without them, each tab finds by their content what others wrote.
pub async fn alone() -> Option<Alone> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).unwrap_or_default();
    let request = Reflect::get(&locks, &"request".into()).unwrap_or_default();
    let Ok(request) = request.dyn_into::<Function>() else { return Some(Alone(None)) };
    let mut release = None;
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    let asked = Promise::new(&mut |resolve, reject| {
        let held = held.clone();
        let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let is_granted = !lock.is_null();
            let _ = resolve.call1(&JsValue::UNDEFINED, &is_granted.into());
            if is_granted { held.into() } else { JsValue::UNDEFINED }
        });
        let options = Object::new();
        let _ = Reflect::set(&options, &"ifAvailable".into(), &true.into());
        let name = format!("kickoff {} team folder", browser::deployment());
        if request.call3(&locks, &name.into(), &options, &granted).is_err() {
            let _ = reject.call0(&JsValue::UNDEFINED);
        }
    });
    match JsFuture::from(asked).await {
        Ok(granted) if granted.is_falsy() => None,
        Ok(_) => Some(Alone(release)),
        Err(_) => Some(Alone(None)),
    }
}
