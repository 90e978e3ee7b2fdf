//! How long the meeting has talked about each point. It never blocks anything, and belongs to this
//! device: the engagement holds when the meeting began and ended, not how it went.
//!
//! Time passes by a clock that only runs forward, so that the wall clock may be set back in the middle.
//! Only from one page to the next does the wall clock count.

use std::fmt::Write;

/// A clock that ran on for longer than this without a page was forgotten.
const FORGOTTEN_MILLIS: u64 = 4 * 60 * 60 * 1000;

/// See the module. Points are known by their number in the playbook's agenda.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct MeetingClock {
    /// Milliseconds that each point took so far; a point without an entry took none.
    spent: Vec<u64>,
    /// The point that is talked about.
    pub point: usize,
    /// Whether time that passes is counted.
    pub is_running: bool,
}

impl MeetingClock {
    /// Time has passed.
    pub fn pass(&mut self, millis: u64) {
        if !self.is_running {
            return;
        }
        if self.spent.len() <= self.point {
            self.spent.resize(self.point + 1, 0);
        }
        if let Some(spent) = self.spent.get_mut(self.point) {
            *spent = spent.saturating_add(millis);
        }
    }

    /// Milliseconds that a point took so far.
    pub fn spent(&self, point: usize) -> u64 {
        self.spent.get(point).copied().unwrap_or_default()
    }

    /// Milliseconds that the meeting took so far.
    pub fn total(&self) -> u64 {
        self.spent.iter().fold(0, |all, it| all.saturating_add(*it))
    }

    /// Whether it has ever run.
    pub fn has_begun(&self) -> bool {
        self.is_running || 0 < self.total()
    }

    /// As it is kept from one page to the next: `point;+moment` while it runs, or `point;-`, and the
    /// milliseconds of each point.
    pub fn to_text(&self, now_millis: u64) -> String {
        let mut text = format!("{};", self.point);
        let _ = if self.is_running { write!(text, "+{now_millis}") } else { write!(text, "-") };
        for spent in &self.spent {
            let _ = write!(text, ";{spent}");
        }
        text
    }

    /// As it was kept; what cannot be read is a clock that has not begun, for a meeting of so many points.
    pub fn of_text(text: &str, now_millis: u64, points: usize) -> MeetingClock {
        MeetingClock::read(text, now_millis, points).unwrap_or_default()
    }

    fn read(text: &str, now_millis: u64, points: usize) -> Option<MeetingClock> {
        let mut parts = text.split(';');
        let point = parts.next()?.parse().ok().filter(|it| *it < points)?;
        let since = parts.next()?;
        let spent: Option<Vec<u64>> = parts.take(points).map(|it| it.parse().ok()).collect();
        let mut clock = MeetingClock { spent: spent?, point, is_running: false };
        if let Some(since) = since.strip_prefix('+') {
            // Set back meanwhile, the wall clock tells of no time.
            let gone = now_millis.saturating_sub(since.parse().ok()?);
            if gone < FORGOTTEN_MILLIS {
                clock.is_running = true;
                clock.pass(gone);
            }
        }
        Some(clock)
    }
}
