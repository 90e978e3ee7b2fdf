//! Files dropped anywhere on the page are for the page that opens files; left to the browser, they
//! would take the app's place in the tab. What is no file is answered in words.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Reflect;
use kickoff::app::route::Route;
use kickoff::app::session::Session;
use kickoff::i18n::words::Words;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{DragEvent, Element, File};

use crate::browser;
use crate::browser::files::UserFile;

#[wasm_bindgen]
extern "C" {
    /// One of the things that are dropped together.
    type Item;

    #[wasm_bindgen(method, catch, js_name = "webkitGetAsEntry")]
    fn entry(this: &Item) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = "getAsFile")]
    fn file(this: &Item) -> Result<Option<File>, JsValue>;
}

/// What was dropped on the page, for the page that opens files.
#[derive(Clone, Copy)]
pub struct DroppedFiles(pub RwSignal<Vec<UserFile>, LocalStorage>);

/// Takes what is dropped, from now on.
pub fn listen(session: Session) {
    let dropped = DroppedFiles(RwSignal::new_local(Vec::new()));
    provide_context(dropped);
    // Dragged from the page itself, such as a link by a slip of the hand.
    let is_ours = Rc::new(Cell::new(false));
    // Browsers tell no end of a drag whose source is gone by then; but while something is dragged,
    // no pointer moves.
    for (event, begins) in [("dragstart", true), ("dragend", false), ("pointermove", false)] {
        let is_ours = Rc::clone(&is_ours);
        browser::on_document(event, move |_| is_ours.set(begins));
    }
    window_event_listener(ev::dragover, |event| {
        if is_to_us(&event) {
            event.prevent_default();
        }
    });
    window_event_listener(ev::drop, move |event| {
        if is_to_us(&event) {
            event.prevent_default();
            if !is_ours.replace(false) {
                take(session, dropped, &event);
            }
        }
    });
}

fn holds_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|it| it.types().includes(&"Files".into(), 0))
}

/// Text that is dragged into a field of text is the browser's to put there.
fn is_to_us(event: &DragEvent) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
    let field = "textarea, input:not([type=file], [type=checkbox], [type=radio], [type=date], \
                 [type=datetime-local])";
    let is_in_field = target.is_some_and(|it| it.closest(field).is_ok_and(|it| it.is_some()));
    holds_files(event) || !is_in_field
}

fn take(session: Session, dropped: DroppedFiles, event: &DragEvent) {
    let words = Words(session.lang.get_untracked());
    if !holds_files(event) {
        session.complain(words.dropped_no_file());
        return;
    }
    let Some(data) = event.data_transfer() else { return };
    let items = Reflect::get(&data, &"items".into()).unwrap_or_default();
    let mut files = Vec::new();
    let mut has_folder = false;
    for item in js_sys::Array::from(&items).iter() {
        let item: Item = item.unchecked_into();
        let entry = item.entry().unwrap_or_default();
        let is_folder = Reflect::get(&entry, &"isDirectory".into());
        if is_folder.is_ok_and(|it| it.is_truthy()) {
            has_folder = true;
        } else {
            files.extend(item.file().ok().flatten().map(UserFile::of));
        }
    }
    if has_folder {
        session.complain(words.dropped_folder());
    }
    if !files.is_empty() {
        dropped.0.set(files);
        session.go(Route::Open);
        browser::focus("main");
    }
}
