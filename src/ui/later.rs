//! The screens of an engagement, of files and of data: delivered after the first screen.

pub mod audience;
pub mod changes;
pub mod customer_view;
pub mod data;
pub mod deadline;
pub mod dialogs;
pub mod engagement;
pub mod fields;
pub mod fold;
pub mod gate;
pub mod hand_off;
pub mod links;
pub mod more;
pub mod open_file;
pub mod pages;
pub mod print;
pub mod question;
pub mod reasons;
pub mod register_link;
pub mod registers;
pub mod services;
pub mod setup;
pub mod spoken;
pub mod step;
pub mod typing;
pub mod undecided;
