//! Where the page and the keyboard are after a change of address: at the top of a page that is new,
//! at what the address names, and where they were of one that somebody comes back to. What is
//! opened or closed beside a page leaves the page where it is.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Reflect, WeakRef};
use kickoff::app::route::{At, Route};
use kickoff::app::session::Session;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlAnchorElement};

use super::BEFORE;
use super::elements::{
    Page, find, first_field, focus, focus_still, is_there, is_usable, lies_in, on_page, takes_text,
};
use crate::browser;
use kit::fresh_id;

#[wasm_bindgen]
extern "C" {
    /// Browsers may refuse it when it comes too often.
    #[wasm_bindgen(catch, js_namespace = history, js_name = replaceState)]
    fn replace_state(state: &str, unused: &str) -> Result<(), JsValue>;
}

/// How many entries of the history are remembered, each with how far it was scrolled; browsers keep
/// about as many.
const REMEMBERED: usize = 50;

thread_local! {
    /// Another page comes, and where the keyboard goes on it is not yet known.
    static IS_LEAVING: Cell<bool> = const { Cell::new(false) };
    /// How many changes of address there were.
    static ARRIVALS: Cell<u32> = const { Cell::new(0) };
}

/// Whether the page changes at this moment: what goes from it with the keyboard is not removed from a page that stays.
pub(super) fn is_leaving() -> bool {
    IS_LEAVING.get()
}

/// The way through the history of this tab. Each entry has a name, kept as its state.
struct Travels {
    place: Route,
    entry: String,
    /// Newest last.
    left: Vec<(String, Left)>,
}

/// How a place was left.
#[derive(Clone)]
struct Left {
    y: f64,
    /// Known and not kept: the page around an element that is gone would stay in memory.
    keyboard: Option<WeakRef<Element>>,
}

/// One change of address.
struct Arrival {
    from: Route,
    to: Route,
    /// Somebody comes back, to what was left like this.
    back: Option<Left>,
    /// Where the keyboard was.
    keyboard: Option<Element>,
}

pub fn attend(session: Session) {
    let history = Reflect::get(&window(), &"history".into()).unwrap_or_default();
    // The browser would scroll before the page is drawn.
    let _ = Reflect::set(&history, &"scrollRestoration".into(), &"manual".into());
    let (entry, y) = state();
    let _ = replace_state(&entry, "");
    let place = session.place.get_untracked();
    let travels = Rc::new(RefCell::new(Travels { place, entry, left: Vec::new() }));

    let ways = travels.clone();
    // Before the screen is drawn anew, so that it is known how the former one was left.
    session.before_route_change.set_value(Some(Rc::new(move || {
        let arrival = ways.borrow_mut().go(session);
        let stays = arrival.stays_on_page();
        if !stays {
            IS_LEAVING.set(true);
        }
        let nth = ARRIVALS.get().wrapping_add(1);
        ARRIVALS.set(nth);
        request_animation_frame(move || {
            // What was opened and closed again within a frame is not gone to.
            if !stays || ARRIVALS.get() == nth {
                arrival.settle();
            }
            IS_LEAVING.set(false);
        });
    })));
    // Some browsers take note of it only before the page goes, some only while it does.
    let keep = move || {
        let entry = travels.borrow().entry.clone();
        let _ = replace_state(&format!("{entry} {}", scroll_y()), "");
    };
    let keep_as_well = keep.clone();
    window_event_listener(ev::beforeunload, move |_| keep());
    window_event_listener(ev::pagehide, move |_| keep_as_well());
    browser::on_document("click", move |event| {
        let link = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let link = link.and_then(|it| it.closest("a[href]").ok().flatten());
        let link = link.and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok());
        // The address does not change, so the browser does nothing.
        if link.is_some_and(|it| window().location().href().is_ok_and(|here| here == it.href())) {
            let to = session.place.get_untracked();
            super::arrive_again(to);
        }
    });
    window_event_listener(ev::resize, |_| request_animation_frame(reveal_current));
    request_animation_frame(move || {
        reveal_current();
        match y {
            Some(y) => scroll_to(y),
            None => drop(at_of(place).is_some_and(point_at)),
        }
    });
}

/// The name of the entry of the history that somebody is at, and how far it was scrolled when the
/// page was left as a whole.
fn state() -> (String, Option<f64>) {
    let history = Reflect::get(&window(), &"history".into()).unwrap_or_default();
    let state = Reflect::get(&history, &"state".into()).unwrap_or_default();
    let state = state.as_string().unwrap_or_default();
    match state.split_once(' ') {
        Some((entry, y)) => (entry.to_owned(), y.parse().ok()),
        None if state.is_empty() => (format!("{}-{}", browser::now_millis(), fresh_id()), None),
        None => (state, None),
    }
}

/// Whether the page was left as a whole and is opened again where it was scrolled to.
pub fn is_coming_back() -> bool {
    state().1.is_some_and(|it| 0.0 < it)
}

impl Travels {
    fn go(&mut self, session: Session) -> Arrival {
        let keyboard = on_page();
        let left = Left { y: scroll_y(), keyboard: keyboard.as_ref().map(WeakRef::new) };
        self.left.retain(|(it, _)| *it != self.entry);
        self.left.push((self.entry.clone(), left));
        if REMEMBERED < self.left.len() {
            self.left.remove(0);
        }
        let (entry, _) = state();
        let _ = replace_state(&entry, "");
        let to = Route::parse(&browser::hash(), session.library);
        let back = self.left.iter().find(|(it, _)| *it == entry).map(|(_, it)| it.clone());
        let from = std::mem::replace(&mut self.place, to);
        self.entry = entry;
        Arrival { from, to, back, keyboard }
    }
}

impl Arrival {
    fn stays_on_page(&self) -> bool {
        matches!(
            (self.from, self.to),
            (
                Route::Engagement { id, page, .. },
                Route::Engagement { id: new_id, page: new_page, .. },
            ) if (id, page) == (new_id, new_page)
        )
    }

    fn settle(self) {
        // Drawing takes a moment. Whoever is about to write somewhere by then is not taken away from it.
        let is_written = is_written_since(self.keyboard.as_ref());
        if self.stays_on_page() {
            if !is_written {
                let (from, to) = (at_of(self.from), at_of(self.to));
                self.beside(from, to);
            }
            return;
        }
        match self.back {
            back if is_written => scroll_to(back.map_or(0.0, |it| it.y)),
            Some(left) => {
                scroll_to(left.y);
                let keyboard = left.keyboard.and_then(|it| it.deref());
                if !keyboard.is_some_and(|it| focus(&it, Page::Stays)) {
                    focus_main();
                }
            }
            None => begin(self.to),
        }
        reveal_current();
    }

    /// The page is the same; something else is open beside it, or pointed at.
    fn beside(self, from: Option<At>, to: Option<At>) {
        let register = |at: Option<At>| at.and_then(At::register);
        let is_in_panel =
            |it: &Option<Element>| it.as_ref().is_some_and(|it| lies_in(it, ".aside"));
        if let Some(at @ (At::Row(_) | At::Entry(..))) = to.filter(|_| self.back.is_none()) {
            point_at(at);
        } else if register(to).is_none() {
            // Closed: the keyboard goes back to what has opened it.
            let is_lost = self.keyboard.as_ref().is_none_or(|it| !is_there(it));
            if is_lost || is_in_panel(&self.keyboard) {
                let opener = BEFORE.with_borrow(Clone::clone);
                let left = self.back.and_then(|it| it.keyboard?.deref());
                let mut all = opener.into_iter().chain(left).filter(|it| !lies_in(it, ".aside"));
                if !all.any(|it| focus(&it, Page::Stays)) {
                    focus_main();
                }
            }
        } else if register(from) != register(to) && !is_in_panel(&self.keyboard) {
            // Opened. Whoever goes from one register to the next stays at the list of them.
            if let Some(panel) = find(".aside .register") {
                focus_still(&panel, Page::Stays);
            }
        }
    }
}

/// Whether the keyboard has come to where text is written since it was there.
pub(super) fn is_written_since(before: Option<&Element>) -> bool {
    let now = on_page().filter(|it| takes_text(it) && is_usable(it));
    now.is_some_and(|it| before != Some(&it))
}

fn at_of(place: Route) -> Option<At> {
    match place {
        Route::Engagement { at, .. } => at,
        _ => None,
    }
}

/// A page that is new to somebody begins at its beginning, or with what they asked for.
pub(super) fn begin(to: Route) {
    scroll_to(0.0);
    if !at_of(to).is_some_and(point_at) {
        focus_main();
    }
}

/// Puts the keyboard on what an address names.
fn point_at(at: At) -> bool {
    let found = match at {
        At::Register(_) => {
            return find(".aside .register").is_some_and(|it| focus_still(&it, Page::Follows));
        }
        At::Row(item) => find(&format!("[id=\"item-{item}\"]")),
        At::Entry(..) => find(&format!("[data-entry=\"{at}\"]")),
    };
    let Some(found) = found else { return false };
    // What is to be written or answered there is opened.
    if let Ok(Some(fold)) = found.query_selector(".entry__fold, .item__deciders") {
        let _ = fold.set_attribute("open", "");
        return first_field(&fold);
    }
    focus_still(&found, Page::Follows)
}

fn focus_main() {
    if let Some(main) = find("#main") {
        focus(&main, Page::Stays);
    }
}

fn scroll_y() -> f64 {
    window().scroll_y().unwrap_or_default()
}

fn scroll_to(y: f64) {
    window().scroll_to_with_x_and_y(0.0, y);
}

/// Where the steps, or the points of a meeting, are a strip, the one that somebody is at may be out of sight. Only the
/// strip moves.
pub fn reveal_current() {
    for strip in [".rail", ".agenda"] {
        let (Some(strip), Some(current)) = (find(strip), find(&format!("{strip} [aria-current]")))
        else {
            continue;
        };
        let (there, it) = (strip.get_bounding_client_rect(), current.get_bounding_client_rect());
        let middle = |from: f64, room: f64, start: f64, size: f64| {
            (start - from - (room - size) / 2.0).round() as i32
        };
        let across = middle(there.left(), there.width(), it.left(), it.width());
        let down = middle(there.top(), there.height(), it.top(), it.height());
        strip.set_scroll_left(strip.scroll_left() + across);
        strip.set_scroll_top(strip.scroll_top() + down);
    }
}
