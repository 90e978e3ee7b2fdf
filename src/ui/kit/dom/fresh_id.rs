//! Ids for elements.

use std::sync::atomic::{AtomicU32, Ordering};

/// An id for an element that no other element of the page has.
pub fn fresh_id() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("f{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
