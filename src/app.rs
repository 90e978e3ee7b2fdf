//! What the screens share and no browser is needed for.

pub mod requests;
pub mod route;
