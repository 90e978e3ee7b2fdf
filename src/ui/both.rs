//! What both parts of the program draw; delivered with the first.

pub mod next;
