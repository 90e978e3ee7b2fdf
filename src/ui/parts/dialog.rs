use leptos::prelude::*;

use kit::html::h2;
use kit::{El, Modal, View, ev, fresh_id, html};

/// A native modal dialog: the browser keeps the keyboard in it and closes it on Escape. What is in it
/// is drawn each time it opens and freed when it closes, so nothing of last time is left in it. It
/// belongs to its page, not to a row, which may go meanwhile.
#[derive(Clone, Copy)]
pub struct Dialog {
    modal: StoredValue<Modal, LocalStorage>,
    /// Of what is in it.
    inside: StoredValue<Owner>,
}

impl Dialog {
    pub fn new() -> Dialog {
        let drawn = html::dialog().class("dialog");
        let dialog = Dialog {
            modal: StoredValue::new_local(Modal::of(drawn.clone())),
            inside: StoredValue::new(Owner::new()),
        };
        drawn.on(ev::close, move |_| dialog.closed());
        dialog
    }

    /// Its place in the page, out of sight until it opens.
    pub fn place(self) -> View {
        View::from(self.modal.get_value().el().clone())
    }

    /// Draws what it asks, and asks. Nothing happens if its screen is gone.
    pub fn open(self, title: &str, inside: impl FnOnce() -> View) {
        let Some(modal) = self.modal.try_get_value() else { return };
        let el = modal.el().clone();
        let owner = self.empty(&el);
        let id = fresh_id();
        owner.with(|| {
            let title = h2().class("dialog__title").attr("id", id.as_str()).child(title);
            el.attr("aria-labelledby", id).child(title).child(untrack(inside));
        });
        modal.open();
    }

    pub fn close(self) {
        if let Some(modal) = self.modal.try_get_value() {
            modal.close();
        }
    }

    /// Told by the browser, a moment later: it may be open again by then.
    fn closed(self) {
        if let Some(modal) = self.modal.try_get_value().filter(|it| !it.is_open()) {
            drop(self.empty(modal.el()));
        }
    }

    /// Frees what is in it; the owner is there for what comes next.
    fn empty(self, el: &El) -> Owner {
        let inside = self.inside.get_value();
        inside.cleanup();
        el.empty();
        inside
    }
}
