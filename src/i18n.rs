//! The words of the interface, both languages side by side: a sentence that lacks one does not
//! compile. The words of the playbook are in its content.

mod archive;
pub mod capture;
pub mod capture_words;
pub mod fields;
pub mod file_errors;
pub mod guide;
pub mod holidays;
pub mod meeting;
pub mod names;
mod newcomer;
pub mod problems;
pub mod reasons;
pub mod receipts;
mod reports;
pub mod safety;
mod same_file;
mod sealing;
mod sentences;
pub mod team_folder;
mod terms;
mod timeline;
pub mod words;
