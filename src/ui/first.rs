//! What the first screen is made of: delivered before anything is opened, within its budget.

pub mod app;
pub mod banners;
pub mod early_list;
pub mod engagements;
pub mod news;
pub mod notices;

/// After so many milliseconds a start lets others have their turn: the screen, and whoever types or clicks.
const SLICE: f64 = 15.0;
