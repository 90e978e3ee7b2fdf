//! Parts of a view that follow what they read.

use kickoff::domain::id::EntryId;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use web_sys::Node;

use super::{View, remove, taken_from};
use crate::ui::shown::Shown;

/// Does something now, and again whenever what it reads has changed, as long as its owner lives.
#[inline(never)]
pub fn follow(mut act: Box<dyn FnMut()>) {
    StoredValue::new_local(RenderEffect::new(move |_: Option<()>| act()));
}

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

/// A row per entry; a row stays as it is while its entry is there. A row is one element.
pub fn entries(ids: Shown<Vec<EntryId>>, row: impl Fn(EntryId) -> View + 'static) -> View {
    entries_boxed(ids, Box::new(row))
}

fn entries_boxed(ids: Shown<Vec<EntryId>>, row: Box<dyn Fn(EntryId) -> View>) -> View {
    let end = mark();
    let holder = document().create_document_fragment();
    let _ = holder.append_child(&end);
    let owner = Owner::current().unwrap_or_default();
    let mut rows: Vec<(EntryId, Owner, Node)> = Vec::new();
    follow(Box::new(move || {
        let wanted = ids.get();
        rows.retain(|(id, owner, node)| {
            let stays = wanted.contains(id);
            if !stays {
                owner.cleanup();
                remove(node);
            }
            stays
        });
        let Some(parent) = end.parent_node() else { return };
        let mut next = end.clone();
        for id in wanted.iter().rev() {
            let at = rows.iter().position(|(it, ..)| it == id).unwrap_or_else(|| {
                let of_row = owner.child();
                let drawn = of_row.with(|| untrack(|| row(*id)));
                rows.push((*id, of_row, drawn.0.into_iter().next().unwrap_or_else(mark)));
                rows.len() - 1
            });
            let node = &rows[at].2;
            // Moving a node takes the keyboard out of it, so only what is out of place moves.
            let is_placed = node.next_sibling().is_some_and(|it| it.is_same_node(Some(&next)));
            if !is_placed {
                let _ = parent.insert_before(node, Some(&next));
            }
            next = node.clone();
        }
    }));
    taken_from(&holder)
}
