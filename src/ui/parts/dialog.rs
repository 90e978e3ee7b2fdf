use leptos::prelude::*;
use web_sys::{HtmlDialogElement, Node};

use kit::html::h2;
use kit::{View, ev, fresh_id, html};

/// A native modal dialog: the browser keeps the keyboard in it and closes it on Escape. What is in it
/// is drawn each time it opens and freed when it closes, so nothing of last time is left in it. It
/// belongs to its page, not to a row, which may go meanwhile.
#[derive(Clone, Copy)]
pub struct Dialog {
    node: StoredValue<HtmlDialogElement, LocalStorage>,
    /// Of what is in it.
    inside: StoredValue<Owner>,
}

impl Dialog {
    pub fn new() -> Dialog {
        let drawn = html::dialog().class("dialog");
        let dialog = Dialog {
            node: StoredValue::new_local(drawn.control()),
            inside: StoredValue::new(Owner::new()),
        };
        drawn.on(ev::close, move |_| dialog.closed());
        dialog
    }

    /// Its place in the page, out of sight until it opens.
    pub fn place(self) -> View {
        View::from_node(self.node.get_value())
    }

    /// Draws what it asks, and asks. Nothing happens if its screen is gone.
    pub fn open(self, title: &str, inside: impl FnOnce() -> View) {
        let Some(node) = self.node.try_get_value() else { return };
        let owner = self.empty(&node);
        let id = fresh_id();
        let _ = node.set_attribute("aria-labelledby", &id);
        owner.with(|| {
            let title = h2().class("dialog__title").attr("id", id).child(title);
            View::from(title).mount(&node);
            untrack(inside).mount(&node);
        });
        // Fails only if its screen is just going.
        let _ = node.show_modal();
    }

    pub fn close(self) {
        if let Some(node) = self.node.try_get_value() {
            node.close();
        }
    }

    /// Told by the browser, a moment later: it may be open again by then.
    fn closed(self) {
        if let Some(node) = self.node.try_get_value().filter(|it| !it.open()) {
            drop(self.empty(&node));
        }
    }

    /// Frees what is in it; the owner is there for what comes next.
    fn empty(self, node: &Node) -> Owner {
        let inside = self.inside.get_value();
        inside.cleanup();
        node.set_text_content(None);
        inside
    }
}
