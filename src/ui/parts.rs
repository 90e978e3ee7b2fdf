//! Pieces of any screen. They know nothing of kickoffs.

mod answer;
mod bar;
mod button;
mod chip;
mod dialog;
mod icon;
mod message_page;
mod ring;

pub use answer::answer;
pub use bar::bar;
pub use button::button;
pub use chip::{Tone, chip};
pub use dialog::Dialog;
pub use icon::{IconName, icon};
pub use message_page::message_page;
pub use ring::ring;
