//! The screens. They show what the domain works out and turn what people do into edits; they
//! decide nothing.

mod browser;
mod dates;
mod el;
mod review;
mod session;
mod shown;
mod space;

mod app;
mod changes;
mod choosing;
mod completion;
mod data;
mod deadline;
mod dropped;
mod engagement;
mod engagements;
mod fields;
mod fold;
mod follow_up;
mod fresh;
mod gate;
mod glance;
mod hand_off;
mod history;
mod implied_risk;
mod item_details;
mod item_row;
mod journal;
mod keyboard;
mod lasting;
mod later;
mod links;
mod matrix;
mod more;
mod next;
mod notices;
mod open_file;
mod print;
mod reasons;
mod registers;
mod same_for_all;
mod services;
mod setup;
mod spoken;
mod state_choice;
mod step;
mod typing;
mod undecided;

mod parts;

pub use app::start;
