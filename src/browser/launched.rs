//! Files that the system hands to the installed app, such as by a double click: for the page that opens
//! files, like those that are dropped. The manifest's `file_handlers` say which.

use js_sys::{Array, Function, Promise, Reflect};
use kickoff::app::route::Route;
use kickoff::app::session::Session;
use kickoff::i18n::words::Words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use crate::browser;
use crate::browser::dropped::DroppedFiles;
use crate::browser::files::UserFile;

/// Takes them, from now on; the browser keeps what came before.
pub fn attend(session: Session) {
    let part = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    let queue = part(&window(), "launchQueue");
    let Some(dropped) = use_context::<DroppedFiles>().filter(|_| queue.is_object()) else { return };
    let Ok(listen) = part(&queue, "setConsumer").dyn_into::<Function>() else { return };
    let take = Closure::<dyn FnMut(JsValue)>::new(move |launch: JsValue| {
        if let Ok(handles) = part(&launch, "files").dyn_into::<Array>() {
            spawn_local(open(session, dropped, handles));
        }
    });
    let _ = listen.call1(&queue, &take.into_js_value());
}

async fn open(session: Session, dropped: DroppedFiles, handles: Array) {
    let mut files = Vec::new();
    for handle in handles.iter() {
        match file_of(&handle).await {
            Ok(it) => files.push(UserFile::of(it)),
            Err(_) => {
                let words = Words(session.lang.get_untracked());
                let told = words.file_withheld();
                session.complain([told.what, told.next].join(words.between_sentences()));
            }
        }
    }
    if !files.is_empty() {
        dropped.0.set(files);
        session.go(Route::Open);
        browser::focus("main");
    }
}

async fn file_of(handle: &JsValue) -> Result<File, JsValue> {
    let get: Function = Reflect::get(handle, &"getFile".into())?.dyn_into()?;
    let promise: Promise = get.call0(handle)?.dyn_into()?;
    JsFuture::from(promise).await?.dyn_into()
}
