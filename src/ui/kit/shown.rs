//! Something worked out that wakes its followers only when it differs.

pub use kickoff::reactive::Shown;
