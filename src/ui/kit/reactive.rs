//! What is worked out of signals, on `reactive_graph` alone: the same natively and in a browser.

mod shown;

use reactive_graph::graph::{AnySubscriber, Subscriber};
use reactive_graph::owner::on_cleanup;

pub use shown::Shown;

/// Takes a follower from the lists of what it follows, once its owner goes. The library (0.2) leaves it
/// there as a dead entry, for good if what is followed is worked out itself: an hour of going about would
/// be in memory, and looked through with every change.
#[inline(never)]
pub fn leave_on_cleanup(follower: AnySubscriber) {
    on_cleanup(move || follower.clear_sources(&follower));
}
