use leptos::html;
use leptos::prelude::*;

/// A native modal dialog: the browser keeps the focus in it and closes it on Escape.
#[component]
pub fn Dialog(
    node: NodeRef<html::Dialog>,
    #[prop(into)] title: Signal<String>,
    children: Children,
) -> impl IntoView {
    let id = crate::ui::browser::fresh_id();
    view! {
        <dialog class="dialog" node_ref=node aria-labelledby=id.clone()>
            <h2 class="dialog__title" id=id.clone()>{title}</h2>
            {children()}
        </dialog>
    }
}

/// Shows it, if it is there.
pub fn open_dialog(node: NodeRef<html::Dialog>) {
    if let Some(dialog) = node.get_untracked() {
        // Fails only if it is open already.
        let _ = dialog.show_modal();
    }
}

/// Closes it, if it is there.
pub fn close_dialog(node: NodeRef<html::Dialog>) {
    if let Some(dialog) = node.get_untracked() {
        dialog.close();
    }
}
