//! What leaves the app for people: pure, and in their language.

pub mod calendar_file;
pub mod checklist;
pub mod css;
pub mod customer_mail;
pub mod customer_minutes;
pub mod customer_screen;
mod dated;
pub mod documents;
pub mod exec_summary;
pub mod file;
pub mod hand_off_note;
pub mod report;
pub mod sealed_file;
mod sections;
pub mod shared;
pub mod summary;
pub mod table;
pub mod whole;
