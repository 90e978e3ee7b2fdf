//! The browser: storage, clock, chance, timers, files. Beside the kit, which draws, the only room
//! that calls what browsers offer; to the screens it gives plain values, and elements as the kit has them.

mod address;
pub mod archive;
pub mod breath;
pub mod cells;
mod controls;
mod database;
pub mod dates;
pub mod dropped;
pub mod files;
pub mod folder;
mod handles;
pub mod journal;
pub mod keyboard;
pub mod launched;
pub mod long_list;
mod method;
mod page;
mod pasted;
pub mod platform;
pub mod quota;
pub mod same_file;
pub mod seal;
mod storage;
mod text;
pub mod typed_in;

use js_sys::{Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

pub use address::{WebAddress, deployment, hash, is_at, replace_hash};
pub use controls::{
    filled, half_typed, is_dialog_typed_in, is_half_typed_in, sizes_fields, take_typing,
};
pub use page::{
    after_paint, all, all_in, announce, around, by_id, entitle, focus, focus_if_lost, has,
    is_marked, is_out_of_sight, mark, on_document, painted, press, remove, set_style,
};
pub use pasted::on_paste;
pub use storage::{BrowserStore, give_up, has_stopped, others_wrote};
pub use text::{composed, plain};

/// Milliseconds since 1970.
pub fn now_millis() -> u64 {
    js_sys::Date::now() as u64
}

/// Milliseconds on a clock that only runs forward, whatever is done to the one on the wall.
pub fn steady_millis() -> f64 {
    let part = |of: &JsValue, name: &str| Reflect::get(of, &name.into());
    let now = part(&window(), "performance").and_then(|it| {
        let now: Function = part(&it, "now")?.dyn_into()?;
        now.call0(&it)
    });
    now.ok().and_then(|it| it.as_f64()).unwrap_or_default()
}

/// Ten random bytes. `getRandomValues` is there on plain http too, unlike `randomUUID`.
pub fn chance() -> [u8; 10] {
    let mut bytes = [0; 10];
    if let Ok(crypto) = window().crypto() {
        // Without it the time alone makes the number; two devices would have to be at it in the
        // same millisecond to clash.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
