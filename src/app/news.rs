//! What is new since somebody was here last: told once, to those who were here before.

use super::session::Session;

/// Changes with what is told.
const EDITION: &str = "2026-11";

/// Under which preference it is noted.
const PREFERENCE: &str = "news";

impl Session {
    /// Whether there is something to tell.
    pub fn has_news(self) -> bool {
        self.with_store(|it| it.preference(PREFERENCE).as_deref() != Some(EDITION))
    }

    /// It was read, or it is new to somebody as everything else is.
    pub fn news_is_read(self) {
        if self.has_news() {
            self.with_store(|it| it.set_preference(PREFERENCE, EDITION));
        }
    }
}
