//! Closures behind one type each. A view is compiled once for every type in it, and each closure is
//! a type of its own: boxed here, they share one piece of code, and the app is half as large.

use std::sync::Arc;

use kickoff::domain::id::EntryId;
use leptos::ev::{Event, FocusEvent, MouseEvent, SubmitEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A part of a view that is drawn anew when what it reads has changed.
pub fn live(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let draw: Box<dyn Fn() -> AnyView + Send> = Box::new(draw);
    (move || draw()).into_any()
}

/// A part of a view that is there only while something holds. Drawn anew only when that changes.
pub fn when(
    holds: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let holds: Box<dyn Fn() -> bool + Send + Sync> = Box::new(holds);
    let holds = Memo::new(move |_| holds());
    live(move || if holds.get() { draw() } else { nothing() })
}

/// A row per entry; rows stay as they are while their entry is there.
pub fn entries(
    ids: Memo<Vec<EntryId>>,
    row: impl Fn(EntryId) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let row: Arc<dyn Fn(EntryId) -> AnyView + Send + Sync> = Arc::new(row);
    let children = move |id| row(id);
    For(ForProps { each: move || ids.get(), key: |id: &EntryId| *id, children }).into_any()
}

/// A text that follows what it reads.
pub fn text(said: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(said)
}

/// A yes or no that follows what it reads.
pub fn flag(holds: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(holds)
}

/// An attribute that is there only now and then.
pub fn maybe(
    said: impl Fn() -> Option<&'static str> + Send + Sync + 'static,
) -> Signal<Option<&'static str>> {
    Signal::derive(said)
}

pub fn nothing() -> AnyView {
    ().into_any()
}

type Handler<E> = Box<dyn FnMut(E) + Send>;

pub fn on_click(mut act: impl FnMut() + Send + 'static) -> Handler<MouseEvent> {
    Box::new(move |_| act())
}

pub fn on_blur(mut act: impl FnMut() + Send + 'static) -> Handler<FocusEvent> {
    Box::new(move |_| act())
}

/// The page stays; what the form is for happens here.
pub fn on_submit(mut act: impl FnMut() + Send + 'static) -> Handler<SubmitEvent> {
    Box::new(move |event| {
        event.prevent_default();
        act();
    })
}

/// Something typed or picked in a control, which is handed over.
pub fn on_control<C: JsCast>(mut act: impl FnMut(C) + Send + 'static) -> Handler<Event> {
    Box::new(move |event| {
        if let Some(control) = event.target().and_then(|it| it.dyn_into::<C>().ok()) {
            act(control);
        }
    })
}
