//! What draws in a browser.

mod bridge;
pub mod choosing;
mod control;
mod element;
mod follow;
mod following;
mod fresh_id;
pub mod html;
mod listener;
mod modal;
mod standing;
mod view;

pub use bridge::of_leptos;
pub use control::{Control, is_composing, is_of_composition, on_control, on_typed};
pub use element::{Child, El, Live, flag, maybe, text};
pub use follow::follow;
pub use following::{For, Show, live};
pub use fresh_id::fresh_id;
pub use listener::{Handler, click_count, instead, on_window};
pub use modal::Modal;
pub use view::{View, views};
