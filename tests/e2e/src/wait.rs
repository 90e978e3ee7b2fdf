//! Waiting for something to become true, without guessing how long it takes.

use std::thread;
use std::time::{Duration, Instant};

/// Long enough for a loaded machine; nobody waits for it unless something is broken.
const LIMIT: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(25);

/// What `attempt` returns as soon as it succeeds.
///
/// # Panics
///
/// With what was awaited and what was found instead, after the limit.
#[track_caller]
pub fn eventually<T>(awaited: &str, attempt: impl FnMut() -> Result<T, String>) -> T {
    within(LIMIT, awaited, attempt)
}

/// The same for what takes its time.
///
/// # Panics
///
/// As [`eventually`].
#[track_caller]
pub fn within<T>(
    limit: Duration,
    awaited: &str,
    mut attempt: impl FnMut() -> Result<T, String>,
) -> T {
    let start = Instant::now();
    loop {
        match attempt() {
            Ok(found) => return found,
            Err(why) if limit < start.elapsed() => panic!("{awaited}: {why}"),
            Err(_) => thread::sleep(PAUSE),
        }
    }
}
