#![doc = include_str!("README.md")]
#![warn(missing_docs)]

pub mod reactive;

#[cfg(target_arch = "wasm32")]
mod dom;

pub use reactive::Shown;

#[cfg(target_arch = "wasm32")]
pub use dom::{
    Child, Control, El, For, Handler, Live, Modal, Show, View, choosing, click_count, flag, follow,
    fresh_id, html, instead, is_composing, is_of_composition, live, maybe, of_leptos, on_control,
    on_typed, on_window, text, views,
};
#[cfg(target_arch = "wasm32")]
pub use leptos::ev;
