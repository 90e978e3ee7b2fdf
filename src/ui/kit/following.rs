//! Parts of a view that follow what they read.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, Node};

use super::follow::follow;
use super::shown::Shown;
use super::view::{View, remove, taken_from};

/// A part of a view that is drawn anew when what it reads has changed.
pub fn live(draw: impl Fn() -> View + 'static) -> View {
    live_boxed(Box::new(draw))
}

fn live_boxed(draw: Box<dyn Fn() -> View>) -> View {
    // Two marks hold the place: what stands between them is this view's, however it has changed.
    let (start, end) = (mark(), mark());
    let holder = document().create_document_fragment();
    let _ = holder.append_child(&start);
    let _ = holder.append_child(&end);
    follow(Box::new(move || {
        let view = draw();
        while let Some(node) = start.next_sibling().filter(|it| !it.is_same_node(Some(&end))) {
            remove(&node);
        }
        if let Some(parent) = end.parent_node() {
            for node in &view.0 {
                let _ = parent.insert_before(node, Some(&end));
            }
        }
    }));
    taken_from(&holder)
}

fn mark() -> Node {
    document().create_comment("").into()
}

/// A part of a view that is there only while something holds. Drawn anew only when that changes.
pub fn when(
    holds: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> View + 'static,
) -> View {
    let holds = Shown::new(holds);
    // What it draws follows for itself; only the condition redraws the whole.
    live(move || if holds.get() { untrack(&draw) } else { View::default() })
}

/// A row per key; a row stays as it is, with the keyboard and whatever is open in it, while its key
/// is there. A row is one element, and follows for itself what it shows.
pub fn keyed<K: Clone + PartialEq + Send + Sync + ToString + 'static>(
    keys: Shown<Vec<K>>,
    row: impl Fn(K) -> View + 'static,
) -> View {
    let names = move || keys.with(|all| all.iter().map(ToString::to_string).collect());
    let draw = move |at: usize| {
        keys.with_untracked(|all| all.get(at).cloned()).map(&row).unwrap_or_default()
    };
    keyed_boxed(Box::new(names), Box::new(draw))
}

/// Of one row: its key, what it has drawn with, and its element.
struct Row(String, Owner, Node);

impl Drop for Row {
    fn drop(&mut self) {
        let Row(_, owner, node) = self;
        owner.cleanup();
        remove(node);
    }
}

/// The keyboard goes back into what has moved with it; the page stays where it is.
fn give_back(keyboard: &Element) {
    let has_left = document().active_element().is_none_or(|it| it != *keyboard);
    if has_left && keyboard.is_connected() {
        let how = FocusOptions::new();
        how.set_prevent_scroll(true);
        let _ = keyboard.unchecked_ref::<HtmlElement>().focus_with_options(&how);
    }
}

fn keyed_boxed(names: Box<dyn Fn() -> Vec<String>>, draw: Box<dyn Fn(usize) -> View>) -> View {
    let end = mark();
    let holder = document().create_document_fragment();
    let _ = holder.append_child(&end);
    let owner = Owner::current().unwrap_or_default();
    let mut rows: Vec<Row> = Vec::new();
    follow(Box::new(move || {
        let wanted = names();
        rows.retain(|row| wanted.contains(&row.0));
        let Some(parent) = end.parent_node() else { return };
        let keyboard = document().active_element();
        let mut next = end.clone();
        for (at, name) in wanted.iter().enumerate().rev() {
            let row = rows.iter().position(|it| it.0 == *name).unwrap_or_else(|| {
                let of_row = owner.child();
                let drawn = of_row.with(|| untrack(|| draw(at)));
                let node = drawn.0.into_iter().next().unwrap_or_else(mark);
                rows.push(Row(name.clone(), of_row, node));
                rows.len() - 1
            });
            let node = &rows[row].2;
            // Moving a node takes the keyboard and the scroll place out of it, so only what is out of
            // place moves.
            let is_placed = node.next_sibling().is_some_and(|it| it.is_same_node(Some(&next)));
            if !is_placed {
                let _ = parent.insert_before(node, Some(&next));
            }
            next = node.clone();
        }
        if let Some(keyboard) = keyboard {
            give_back(&keyboard);
        }
    }));
    taken_from(&holder)
}
