//! What both parts of the program draw; delivered with the first.

pub mod export_age;
pub mod language_button;
pub mod next;
pub mod receipts;
pub mod save_errors;
