//! Every test in a browser, in one program: it is linked once, and no browser waits for the last test of a file.
//! What a tick costs (`tick.rs`) is a program of its own: other tests beside it would be measured along.

// A test that cannot go on has failed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod archive;
mod audience;
mod awkward;
mod capture;
mod copies;
mod delete;
mod delivery;
mod files;
mod find;
mod freed;
mod hosts;
mod journey;
mod kept;
mod keyboard;
mod killed;
mod left_out;
mod library;
mod limits;
mod lists;
mod long_list;
mod many;
mod meeting;
mod meeting_script;
mod newcomer;
mod offline;
mod orders;
mod place;
mod printed;
mod receipts;
mod records;
mod recovery;
mod reports;
mod revisions;
mod rules;
mod said;
mod same_file;
mod screens;
mod sealing;
mod seen;
mod sharing;
mod sheet;
mod tabs;
mod team_folder;
mod typing;
mod working_life;
