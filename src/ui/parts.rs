//! Pieces of any screen. They know nothing of kickoffs.

mod bar;
mod button;
mod chip;
mod dialog;
mod icon;
mod ring;

pub use bar::bar;
pub use button::button;
pub use chip::{Tone, chip};
pub use dialog::Dialog;
pub use icon::{IconName, icon};
pub use ring::ring;
