//! What is drawn and waits for its place.

use leptos::prelude::document;
use web_sys::Node;

/// Nodes that are drawn and wait for their place.
#[derive(Default)]
pub struct View(pub(super) Vec<Node>);

/// The nodes of a holder, in order, without it.
pub(super) fn taken_from(holder: &Node) -> View {
    let mut nodes = Vec::new();
    while let Some(node) = holder.first_child() {
        remove(&node);
        nodes.push(node);
    }
    View(nodes)
}

pub(super) fn remove(node: &Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

impl View {
    /// Puts it at the end of the page.
    pub fn mount_to_page(self) {
        if let Some(body) = document().body() {
            self.mount(&body);
        }
    }

    /// Puts it at the end of an element.
    #[inline(never)]
    pub fn mount(self, parent: &Node) {
        for node in self.0 {
            let _ = parent.append_child(&node);
        }
    }
}

/// Several views side by side.
pub fn views<const N: usize>(all: [View; N]) -> View {
    View(all.into_iter().flat_map(|it| it.0).collect())
}
