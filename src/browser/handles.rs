//! Files and folders of this computer that somebody has chosen, where the browser gives them out (File
//! System Access). Permission is the browser's, and can be asked for again only by a click.

use js_sys::{Function, Object, Promise, Reflect};
use kickoff::store::team_folder::FolderError;
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

#[wasm_bindgen]
extern "C" {
    /// Of a folder, or of a file in it.
    #[derive(Clone)]
    pub(super) type Handle;

    #[wasm_bindgen(method, getter)]
    pub(super) fn name(this: &Handle) -> String;

    #[wasm_bindgen(method, getter)]
    pub(super) fn kind(this: &Handle) -> String;

    #[wasm_bindgen(method, catch, js_name = "getFileHandle")]
    pub(super) fn file_handle(
        this: &Handle,
        name: &str,
        options: &Object,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn values(this: &Handle) -> Result<Handles, JsValue>;

    #[wasm_bindgen(method, catch, js_name = "getFile")]
    pub(super) fn file(this: &Handle) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch, js_name = "createWritable")]
    pub(super) fn writable(this: &Handle) -> Result<Promise, JsValue>;

    pub(super) type Handles;

    #[wasm_bindgen(method, catch)]
    pub(super) fn next(this: &Handles) -> Result<Promise, JsValue>;

    /// What is written to it takes the file's place when it is closed.
    pub(super) type Writable;

    #[wasm_bindgen(method, catch)]
    pub(super) fn write(this: &Writable, text: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn close(this: &Writable) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn abort(this: &Writable) -> Result<Promise, JsValue>;
}

/// Whether this browser has such a picker.
pub(super) fn is_given_out_by(picker: &str) -> bool {
    function(picker).is_some()
}

fn function(picker: &str) -> Option<Function> {
    Reflect::get(&window(), &picker.into()).ok()?.dyn_into().ok()
}

/// Lets somebody choose, on a click; `None` if they do not.
pub(super) async fn chosen(picker: &str, options: &Object) -> Result<Option<Handle>, FolderError> {
    let Some(picker) = function(picker) else { return Err(FolderError::Other) };
    let chosen = match picker.call1(&window(), options) {
        Ok(promise) => JsFuture::from(promise.unchecked_into::<Promise>()).await,
        Err(why) => Err(why),
    };
    match chosen {
        Ok(handle) => Ok(Some(handle.unchecked_into())),
        Err(why) if name_of(&why) == "AbortError" => Ok(None),
        Err(why) => Err(error(&why)),
    }
}

/// Whether it may be read and written; by a click, somebody can be asked.
pub(super) async fn is_allowed(handle: &Handle, is_asking: bool) -> bool {
    let ask = if is_asking { "requestPermission" } else { "queryPermission" };
    let Ok(ask) = Reflect::get(handle, &ask.into()) else { return false };
    // Some have no such question, and then nothing to forbid.
    let Ok(ask) = ask.dyn_into::<Function>() else { return true };
    let options = Object::new();
    let _ = Reflect::set(&options, &"mode".into(), &"readwrite".into());
    let Ok(answer) = ask.call1(handle, &options) else { return false };
    let answer = JsFuture::from(Promise::resolve(&answer)).await;
    answer.ok().and_then(|it| it.as_string()).as_deref() == Some("granted")
}

/// Writes a file, whole or not at all, and looks whether it is there.
pub(super) async fn write(file: &Handle, text: &str) -> Result<File, FolderError> {
    let stream: Writable = told(file.writable()).await?.unchecked_into();
    let written = match told(stream.write(text)).await {
        Ok(_) => told(stream.close()).await,
        Err(why) => Err(why),
    };
    if let Err(why) = written {
        // What stood there before stays.
        let _ = told(stream.abort()).await;
        return Err(why);
    }
    let there: File = told(file.file()).await?.unchecked_into();
    if bytes(&there).await? != text.as_bytes() {
        return Err(FolderError::NotKept);
    }
    Ok(there)
}

/// All that is in a file.
pub(super) async fn bytes(file: &File) -> Result<Vec<u8>, FolderError> {
    let read = JsFuture::from(file.array_buffer()).await.map_err(|it| error(&it))?;
    Ok(js_sys::Uint8Array::new(&read).to_vec())
}

/// What was promised, or why not.
pub(super) async fn told(asked: Result<Promise, JsValue>) -> Result<JsValue, FolderError> {
    let asked = asked.map_err(|it| error(&it))?;
    JsFuture::from(asked).await.map_err(|it| error(&it))
}

fn name_of(why: &JsValue) -> String {
    Reflect::get(why, &"name".into()).ok().and_then(|it| it.as_string()).unwrap_or_default()
}

/// By the names that the standard gives.
pub(super) fn error(why: &JsValue) -> FolderError {
    match &*name_of(why) {
        "NotAllowedError" | "SecurityError" => FolderError::NoPermission,
        "NotFoundError" => FolderError::Gone,
        "QuotaExceededError" => FolderError::Full,
        "NoModificationAllowedError" | "NotReadableError" | "InvalidStateError" => {
            FolderError::Locked
        }
        _ => FolderError::Other,
    }
}
