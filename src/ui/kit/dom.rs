//! What draws in a browser.

mod bridge;
pub mod choosing;
mod element;
mod follow;
mod following;
mod fresh_id;
pub mod html;
mod listener;
mod typed;
mod view;

pub use bridge::of_leptos;
pub use element::{Child, El, Live, flag, maybe, text};
pub use follow::follow;
pub use following::{For, Show, live};
pub use fresh_id::fresh_id;
pub use listener::{Handler, instead, listen, on_control};
pub use typed::on_typed;
pub use view::{View, views};
