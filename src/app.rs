//! What the screens share and no browser is needed for: where somebody is, what is open, what was said
//! and done. Each file knows only those before it.

pub mod page;
pub mod requests;
pub mod route;
pub mod selection;
pub mod shortcut;

pub mod engagement_list;
pub mod find;

pub mod platform;
pub mod shell;

pub mod notices;

pub mod editor_handle;

pub mod open_engagements;

pub mod archiving;
pub mod command_history;

pub mod session;

pub mod import_plan;
pub mod meeting_clock;
pub mod news;
pub mod team_folder;
