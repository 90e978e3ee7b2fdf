//! What is done again whenever what it reads has changed.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::{AnySubscriber, Subscriber, ToAnySubscriber};

/// Does something now, and again whenever what it reads has changed, as long as its owner lives.
#[inline(never)]
pub fn follow(mut act: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_: Option<()>| act());
    leave_on_cleanup(effect.to_any_subscriber());
    StoredValue::new_local(effect);
}

/// Takes a follower from the lists of what it follows, once its owner goes. Leptos leaves it there as
/// a dead entry, for good if what is followed is worked out itself: an hour of going about would be
/// in memory, and looked through with every change.
#[inline(never)]
pub fn leave_on_cleanup(follower: AnySubscriber) {
    on_cleanup(move || follower.clear_sources(&follower));
}
