//! Native modal dialogs: the browser keeps the keyboard in them and closes them on Escape.

use wasm_bindgen::prelude::*;
use web_sys::HtmlDialogElement;

use super::element::El;

/// A `<dialog>`, which opens in front of the page.
#[derive(Clone)]
pub struct Modal(El);

impl Modal {
    /// A `<dialog>` element, closed as yet.
    pub fn of(dialog: El) -> Modal {
        Modal(dialog)
    }

    /// What it is drawn in.
    pub fn el(&self) -> &El {
        &self.0
    }

    /// Opens it in front of the page, with the keyboard in it.
    pub fn open(&self) {
        // Fails only if its screen is just going.
        let _ = self.dialog().show_modal();
    }

    /// Closes it; the keyboard goes back to where it was.
    pub fn close(&self) {
        self.dialog().close();
    }

    /// Whether it is in front of the page.
    pub fn is_open(&self) -> bool {
        self.dialog().open()
    }

    fn dialog(&self) -> &HtmlDialogElement {
        self.0.as_ref().unchecked_ref()
    }
}
