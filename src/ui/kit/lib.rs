#![doc = include_str!("README.md")]

pub mod reactive;

#[cfg(target_arch = "wasm32")]
mod dom;

pub use reactive::Shown;

#[cfg(target_arch = "wasm32")]
pub use dom::{
    Child, El, For, Handler, Live, Show, View, choosing, flag, follow, fresh_id, html, instead,
    listen, live, maybe, of_leptos, on_control, on_typed, text, views,
};
#[cfg(target_arch = "wasm32")]
pub use leptos::ev;
