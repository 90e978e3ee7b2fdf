//! Arrow keys move through choices, and browsers tell of each as if it were picked. What is meant is
//! where somebody stops.

use std::cell::Cell;
use std::rc::Rc;

use leptos::ev::{self, FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::element::El;
use super::listener::Handler;

/// Whether what a control tells now is told on the way through choices.
#[derive(Clone, Default)]
pub struct ChoiceMove(Rc<Cell<bool>>);

impl ChoiceMove {
    /// Whether the last change came from the arrow keys, on the way to another choice.
    pub fn is_on(&self) -> bool {
        self.0.get()
    }
}

/// Choices that a keyboard moves through: some radios in a holder, or one list. `stop` is told with
/// whether somebody has said "this one", by Enter or the space bar, or else has left.
pub fn moved_through(choices: El, way: &ChoiceMove, stop: impl Fn(bool) + 'static) -> El {
    let stop: Rc<dyn Fn(bool)> = Rc::new(stop);
    let left = stop.clone();
    let group: Element = choices.as_ref().clone();
    let moving = way.0.clone();
    let pressed = move |event: KeyboardEvent| {
        let is_said = matches!(event.key().as_str(), "Enter" | " ");
        // With Alt the list opens, and what is picked there is picked.
        moving.set(!is_said && !event.alt_key());
        if is_said {
            stop(true);
        }
    };
    let leave = move |event: FocusEvent| {
        let is_here = |it: Option<Node>| it.is_some_and(|it| group.contains(Some(&it)));
        let next = event.related_target().and_then(|it| it.dyn_into::<Node>().ok());
        // The window can lose the keyboard too, and gets it back at the same place.
        let stays = is_here(next) || is_here(document().active_element().map(Into::into));
        if !stays {
            left(false);
        }
    };
    let at_rest = |way: &ChoiceMove| -> Handler {
        let moving = way.0.clone();
        Box::new(move |_| moving.set(false))
    };
    choices
        .on(ev::keydown, pressed)
        .handle(ev::keyup, at_rest(way))
        .handle(ev::pointerdown, at_rest(way))
        .on(ev::focusout, leave)
}
