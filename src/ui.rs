//! The screens. They show what the domain works out and turn what people do into edits; they
//! decide nothing.

mod browser;
mod dates;
mod erased;
mod session;

mod app;
mod engagements;
mod engagement;
mod setup;
mod step;
mod item_row;
mod item_details;
mod reasons;
mod fields;
mod registers;
mod services;
mod deadline;
mod completion;
mod gate;
mod history;
mod hand_off;
mod open_file;
mod data;

mod parts;

pub use app::start;
