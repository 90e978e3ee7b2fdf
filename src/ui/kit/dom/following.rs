//! Parts of a view that follow what they read.

use crate::reactive::Shown;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, Node};

use super::follow::follow;
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
#[allow(non_snake_case, reason = "as Leptos calls it")]
pub fn Show(
    when: impl Fn() -> bool + Send + Sync + 'static,
    children: impl Fn() -> View + 'static,
) -> View {
    let holds = Shown::new(when);
    // What it draws follows for itself; only the condition redraws the whole.
    live(move || if holds.get() { untrack(&children) } else { View::default() })
}

/// A row per key; a row stays as it is, with the keyboard and whatever is open in it, while its key
/// is there. A row is one element, and follows for itself what it shows.
#[allow(non_snake_case, reason = "as Leptos calls it")]
pub fn For<K: Clone + PartialEq + Send + Sync + 'static>(
    each: Shown<Vec<K>>,
    children: impl Fn(K) -> View + 'static,
) -> View {
    let mut before: Vec<K> = Vec::new();
    let moves = move || {
        let now = each.get();
        let from = now.iter().map(|key| before.iter().position(|it| it == key)).collect();
        before = now;
        from
    };
    let draw = move |at: usize| {
        let key = each.with_untracked(|all| all.get(at).cloned());
        key.map(&children).unwrap_or_default()
    };
    for_boxed(Box::new(moves), Box::new(draw))
}

/// Of one row: what it has drawn with, and its element.
struct Row(Owner, Node);

impl Drop for Row {
    fn drop(&mut self) {
        let Row(owner, node) = self;
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

/// `moves` tells of each row where it was before, if it was there.
fn for_boxed(
    mut moves: Box<dyn FnMut() -> Vec<Option<usize>>>,
    draw: Box<dyn Fn(usize) -> View>,
) -> View {
    let end = mark();
    let holder = document().create_document_fragment();
    let _ = holder.append_child(&end);
    let owner = Owner::current().unwrap_or_default();
    let mut rows: Vec<Option<Row>> = Vec::new();
    follow(Box::new(move || {
        // Those that are not asked for any more go here.
        rows = moves().into_iter().map(|from| rows.get_mut(from?)?.take()).collect();
        let Some(parent) = end.parent_node() else { return };
        let keyboard = document().active_element();
        let mut next = end.clone();
        for (at, row) in rows.iter_mut().enumerate().rev() {
            let Row(_, node) = row.get_or_insert_with(|| {
                let of_row = owner.child();
                let drawn = of_row.with(|| untrack(|| draw(at)));
                Row(of_row, drawn.0.into_iter().next().unwrap_or_else(mark))
            });
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
