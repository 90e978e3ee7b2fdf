//! Where the keyboard goes on when what had it is gone. One rule for everything that is removed,
//! drawn anew, locked or hidden: what has come in its place, else what follows it there or in the
//! list around, else the button that adds to the list, else the heading.
//!
//! It is one observer of the page, not a rule in each handler.

use js_sys::{Array, JSON};
use leptos::ev;
use leptos::prelude::{document, window_event_listener};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

use super::arrival::is_leaving;
use super::elements::{
    Page, find, focus, focus_still, is_there, is_usable, lies_in, on_page, stops,
};
use super::{BEFORE, BEFORE_NEWS, LAST};

#[wasm_bindgen]
extern "C" {
    type MutationObserver;

    #[wasm_bindgen(constructor)]
    fn new(act: &JsValue) -> MutationObserver;

    #[wasm_bindgen(method)]
    fn observe(this: &MutationObserver, root: &Node, what: &JsValue);

    /// Some nodes of one parent that came or went together.
    type Change;

    #[wasm_bindgen(method, getter)]
    fn target(this: &Change) -> Node;

    #[wasm_bindgen(method, getter, js_name = removedNodes)]
    fn removed(this: &Change) -> JsValue;

    #[wasm_bindgen(method, getter, js_name = addedNodes)]
    fn added(this: &Change) -> JsValue;

    #[wasm_bindgen(method, getter, js_name = previousSibling)]
    fn before(this: &Change) -> Option<Node>;
}

/// The list of nodes that the browser hands out, elements only.
fn elements(nodes: &JsValue) -> Vec<Element> {
    Array::from(nodes).iter().filter_map(|it| it.dyn_into().ok()).collect()
}

/// Watches what goes. The browser tells at the end of each event, before the next key.
pub fn attend() {
    let act = Closure::<dyn FnMut(Array)>::new(|changes: Array| {
        // Whoever goes to another page is led there by its address.
        if let Some(last) = lost().filter(|_| !is_leaving()) {
            let changes: Vec<Change> = changes.iter().map(JsCast::unchecked_into).collect();
            land(&last, &changes);
        }
    });
    listen_to_resize();
    let what = r#"{"childList":true,"subtree":true,"attributeFilter":["disabled","hidden"]}"#;
    let what = JSON::parse(what).unwrap_or_default();
    if let Some(body) = document().body() {
        MutationObserver::new(&act.into_js_value()).observe(&body, &what);
    }
}

/// What was beside the page may go when there is no room for it.
fn listen_to_resize() {
    window_event_listener(ev::resize, |_| {
        let last = LAST.with_borrow(Clone::clone).filter(|it| !is_usable(it));
        if let Some(last) = last.filter(|last| on_page().is_none_or(|it| it == *last)) {
            land(&last, &[]);
        }
    });
}

/// What had the keyboard last, if it cannot have it any more and nothing else has it.
fn lost() -> Option<Element> {
    let last = LAST.with_borrow(Clone::clone)?;
    let is_lost = match on_page() {
        None => !is_usable(&last),
        // Locked or hidden, it is still called the active one for a while. Whether it is drawn is not
        // asked here: after every edit, the page would be laid out once more.
        Some(it) => it == last && lies_in(&last, ":disabled, [hidden]"),
    };
    is_lost.then_some(last)
}

fn land(last: &Element, changes: &[Change]) {
    let is_done = if is_there(last) {
        beside(last)
    } else {
        where_it_was(last, changes).is_some_and(|(gone, change)| {
            let Ok(place) = change.target().dyn_into::<Element>() else { return false };
            in_its_place(last, &gone, &place, changes)
                || back(&place)
                || after(change.before(), &place)
                || in_list(&place)
                || in_scope(&place)
        })
    };
    if let Some(main) = find("#main").filter(|_| !is_done) {
        heading(&main);
    }
}

/// What went with it, of a place that is still there, and the change that tells.
fn where_it_was<'a>(last: &Element, changes: &'a [Change]) -> Option<(Element, &'a Change)> {
    let mut gone: Node = last.clone().into();
    for _ in changes {
        let went = changes.iter().find_map(|change| {
            let mut all = elements(&change.removed()).into_iter();
            all.find(|it| it.contains(Some(&gone))).map(|it| (it, change))
        })?;
        gone = went.1.target();
        if gone.is_connected() {
            return Some(went);
        }
    }
    None
}

/// Something was drawn anew there: the same control if it is the same thing, else its first.
fn in_its_place(last: &Element, gone: &Element, place: &Element, changes: &[Change]) -> bool {
    let here = || changes.iter().filter(|it| it.target() == **place);
    let nth = here().flat_map(|it| elements(&it.removed())).position(|it| it == *gone);
    let mut came = here().flat_map(|it| elements(&it.added()));
    let Some(new) = nth.and_then(|it| came.nth(it)).filter(is_there) else { return false };
    let all = stops(&new);
    let same = (new.text_content() == gone.text_content())
        .then(|| stops(gone).iter().position(|it| it == last))
        .flatten()
        .and_then(|it| all.get(it));
    same.into_iter().chain(&all).any(|it| focus(it, Page::Follows))
}

/// It is still there, and locked or hidden, perhaps with all that is around it.
fn beside(last: &Element) -> bool {
    let scope = last.closest("dialog, aside, main").ok().flatten();
    let follows = |scope: &Element| after(Some(last.clone().into()), scope);
    let before = || BEFORE.with_borrow(Clone::clone).filter(is_usable);
    scope.as_ref().is_some_and(follows)
        || before().is_some_and(|it| focus(&it, Page::Stays))
        || in_scope(last)
}

/// The rest of the list that the place is in, or its own row, which is still there.
fn in_list(place: &Element) -> bool {
    let Some(row) = place.closest("li").ok().flatten() else { return false };
    let list = row.parent_element();
    list.is_some_and(|it| after(Some(row.clone().into()), &it))
        || (row.has_attribute("tabindex") && focus_still(&row, Page::Follows))
}

/// From news, the keyboard goes back to where it was before.
fn back(place: &Element) -> bool {
    let before = BEFORE_NEWS.with_borrow(Clone::clone);
    lies_in(place, ".notices") && before.is_some_and(|it| focus(&it, Page::Follows))
}

fn after(before: Option<Node>, place: &Element) -> bool {
    let before = before.filter(Node::is_connected);
    let follows = |it: &Element| {
        before.as_ref().is_none_or(|before| {
            let how = before.compare_document_position(it);
            how & Node::DOCUMENT_POSITION_FOLLOWING != 0
                && how & Node::DOCUMENT_POSITION_CONTAINED_BY == 0
        })
    };
    stops(place)
        .iter()
        .skip_while(|it| *it == place)
        .any(|it| follows(it) && focus(it, Page::Follows))
}

/// The button that adds to the list, or the heading, of the part around.
fn in_scope(place: &Element) -> bool {
    let scope = place.closest("section, fieldset, dialog, aside, main").ok().flatten();
    scope.is_some_and(|scope| {
        let add = scope.query_selector("[data-adds]").ok().flatten();
        add.is_some_and(|it| focus(&it, Page::Follows)) || heading(&scope)
    })
}

fn heading(scope: &Element) -> bool {
    let heading = scope.query_selector("h1, h2, h3").ok().flatten();
    focus_still(heading.as_ref().unwrap_or(scope), Page::Follows)
}
