//! Turns for others in work that takes a while: the screen, and whoever types or clicks.

use std::cell::Cell;

use js_sys::Promise;
use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

use super::{is_out_of_sight, steady_millis};

/// How long the work goes on where nobody looks, and a pause takes a second.
const UNSEEN: f64 = 1_000.0;

/// When others had their turn last.
#[derive(Clone)]
pub struct Breath(Cell<f64>);

impl Default for Breath {
    fn default() -> Breath {
        Breath(Cell::new(steady_millis()))
    }
}

impl Breath {
    /// Whether it is time, so many milliseconds after the last one.
    pub fn is_due(&self, after: f64) -> bool {
        let after = if is_out_of_sight() { UNSEEN } else { after };
        after <= steady_millis() - self.0.get()
    }

    /// It is their turn if it is time.
    pub async fn offer(&self, after: f64) {
        if self.is_due(after) {
            self.take().await;
        }
    }

    /// Now is their turn.
    pub async fn take(&self) {
        let pause = Promise::new(&mut |resolve, _| {
            let _ = window().set_timeout_with_callback(&resolve);
        });
        let _ = JsFuture::from(pause).await;
        self.0.set(steady_millis());
    }
}
