//! The screens. They show what the domain works out and turn what people do into edits; they
//! decide nothing. What is delivered by when is told by the folder: [`first`], [`later`], and what
//! both draw, [`both`]; [`split`] is the seam between them.

pub mod both;
pub mod first;
pub mod later;
pub mod parts;
pub mod session;
pub mod split;

pub use crate::ui::first::app::start;
