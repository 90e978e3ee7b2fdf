//! Pieces of any screen. They know nothing of kickoffs.

mod bar;
mod chip;
mod dialog;
mod icon;
mod ring;

pub use bar::Bar;
pub use chip::{Chip, Tone};
pub use dialog::{Dialog, close_dialog, open_dialog};
pub use icon::{Icon, IconName};
pub use ring::Ring;
