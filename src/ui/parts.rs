//! Pieces of any screen. They know nothing of kickoffs.

mod answer;
mod bar;
mod button;
mod chip;
mod control;
mod dialog;
mod icon;
mod message_page;
mod once;
mod outside_link;
mod page;
mod ring;

pub use answer::answer;
pub use bar::bar;
pub use button::button;
pub use chip::{Tone, chip};
pub use control::{hint_line, labelled, tick_field, ticked};
pub use dialog::Dialog;
pub use icon::{IconName, icon};
pub use message_page::message_page;
pub use once::{once, once_button};
pub use outside_link::outside_link;
pub use page::{page_main, page_title};
pub use ring::ring;
