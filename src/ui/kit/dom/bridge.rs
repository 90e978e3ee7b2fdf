//! Leptos's own views, such as `view!` makes, in a screen of the kit.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::html::div;
use super::view::View;

/// A view of Leptos in an element of its own, for as long as the current owner lives. It has the
/// contexts of its surroundings. Weighs nothing until it is used, and then what Leptos's rendering does.
pub fn of_leptos<V: IntoView + 'static>(draw: impl FnOnce() -> V + 'static) -> View {
    let holder = div();
    let parent = holder.0.clone().unchecked_into();
    // Unmounts when it is dropped.
    StoredValue::new_local(mount_to(parent, draw));
    holder.into()
}
