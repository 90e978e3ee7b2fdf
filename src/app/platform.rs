//! What the app needs of where it runs. A browser is one (`browser/platform.rs`); the tests are another,
//! with a clock that they move themselves.

use std::pin::Pin;
use std::time::Duration;

use chrono::NaiveDateTime;

/// Something to be done once.
pub type Act = Box<dyn FnOnce()>;

/// A date that is half-typed, which nobody can read.
pub struct HalfTyped {
    /// What its control is called.
    pub name: String,
    /// Whether the control is still on the page.
    pub is_there: Box<dyn Fn() -> bool>,
}

/// What there is to be told apart of a timer that runs.
pub type Timer = i32;

/// What the browser says about keeping our data.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Promised {
    /// It will not clear it by itself.
    Yes,
    /// It may, when room gets short or after a time without a visit.
    #[default]
    No,
    /// It does not say.
    Unknown,
}

/// A key, and the text under it.
pub type Row = (String, String);

/// See the module. Everything here is called by what is delivered first; whatever can wait (the journal,
/// the promise to keep our data) tells the session instead of being asked.
pub trait Platform {
    /// Milliseconds since 1970.
    fn now_millis(&self) -> u64;

    /// What a clock on a wall in this time zone shows at a moment.
    fn wall_clock(&self, millis: u64, zone: &str) -> NaiveDateTime;

    /// Ten random bytes.
    fn random(&self) -> [u8; 10];

    /// The address's part after `#`, with it; empty if there is none.
    fn address(&self) -> String;

    /// Goes there as a link would. Whoever listens is told later.
    fn go(&self, address: &str);

    /// Does something after a pause, if it can.
    fn after(&self, pause: Duration, act: Act) -> Option<Timer>;

    /// Keeps a timer from doing anything; one that has run is left alone.
    fn stop(&self, timer: Timer);

    /// Does something that takes a while.
    fn spawn(&self, task: Pin<Box<dyn Future<Output = ()>>>);

    /// Does something once what has changed is on the screen.
    fn next_frame(&self, act: Act);

    /// As soon as what has changed by now is painted; at once where nobody looks.
    fn after_paint(&self, act: Act);

    /// Whether somebody is at the news that is shown, about to read or answer it.
    fn is_at_news(&self) -> bool;

    /// The dates on the page that are half-typed; mostly none.
    fn half_typed(&self) -> Vec<HalfTyped>;

    /// Whether something is typed in a dialog that is open.
    fn is_dialog_typed_in(&self) -> bool;

    /// How full storage is, in percent, if that can be told.
    fn used_percent(&self) -> Option<u32>;
}
