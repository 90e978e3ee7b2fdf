//! What the first screen is made of: delivered before anything is opened, within its budget.

pub mod app;
pub mod banners;
pub mod early_list;
pub mod engagements;
pub mod news;
pub mod notices;
