//! What is done again whenever what it reads has changed.

use crate::reactive::leave_on_cleanup;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::graph::ToAnySubscriber;

/// Does something now, and again whenever what it reads has changed, as long as its owner lives.
#[inline(never)]
pub fn follow(mut act: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_: Option<()>| act());
    leave_on_cleanup(effect.to_any_subscriber());
    StoredValue::new_local(effect);
}
