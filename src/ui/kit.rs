//! Drawing: plain calls that make elements, on Leptos's signals and owners.
//!
//! Why not `view!`: it compiles each element, attribute and closure as a type of its own. The same
//! screens weighed 331 KB (wasm, brotli) that way; a meeting room's network gets at most 200 KB.
//! Here every element is made by the same code, and what follows a signal is a boxed closure.

pub mod choosing;
mod element;
mod follow;
mod following;
mod fresh_id;
mod listener;
pub mod shown;
mod typed;
mod view;

pub use element::{Child, El, Live, el, flag, maybe, text};
pub use follow::follow;
pub use following::{keyed, live, when};
pub use fresh_id::fresh_id;
pub use listener::{Handler, instead, listen, on_blur, on_click, on_control};
pub use typed::on_typed;
pub use view::{View, views};
