use leptos::prelude::*;
use web_sys::HtmlDialogElement;

use crate::ui::browser;
use crate::ui::el::{View, el};

/// A native modal dialog: the browser keeps the keyboard in it and closes it on Escape.
#[derive(Clone, Copy)]
pub struct Dialog(StoredValue<HtmlDialogElement, LocalStorage>);

impl Dialog {
    pub fn new() -> Dialog {
        Dialog(StoredValue::new_local(el("dialog").class("dialog").control()))
    }

    /// Puts a title and what it is about into it.
    pub fn draw(self, title: &str, inside: View) -> View {
        let id = browser::fresh_id();
        let dialog = self.0.get_value();
        let _ = dialog.set_attribute("aria-labelledby", &id);
        View::from(el("h2").class("dialog__title").attr("id", id).child(title)).mount(&dialog);
        inside.mount(&dialog);
        View::from_node(dialog)
    }

    pub fn open(self) {
        // Fails only if it is open already.
        let _ = self.0.with_value(HtmlDialogElement::show_modal);
    }

    pub fn close(self) {
        self.0.with_value(HtmlDialogElement::close);
    }
}
