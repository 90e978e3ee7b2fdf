//! When and where a field was last changed: a hybrid logical clock, so that edits made apart can
//! be put in one order that every copy agrees on, even if a clock is wrong.

use std::fmt;

use chrono::{DateTime, Utc};

use super::iso;

/// One browser profile, by a number that was drawn when the app first ran there.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct DeviceId(pub u32);

impl DeviceId {
    pub fn parse(written: &str) -> Option<DeviceId> {
        let is_ours = written.len() == 8
            && written.bytes().all(|it| it.is_ascii_digit() || (b'a'..=b'f').contains(&it));
        if !is_ours {
            return None;
        }
        u32::from_str_radix(written, 16).ok().map(DeviceId)
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// The last moment a stamp can tell: the end of the year 9999. Keeps every stamp printable.
const LAST_MILLIS: u64 = 253_402_300_799_999;

/// The moment of one edit. Ordered by time, then by the count within the millisecond, then by
/// device, so that no two edits are equal and every copy sorts them alike.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Stamp {
    /// Milliseconds since 1970, UTC.
    millis: u64,
    count: u32,
    device: DeviceId,
}

impl Stamp {
    pub fn new(millis: u64, count: u32, device: DeviceId) -> Stamp {
        Stamp { millis: millis.min(LAST_MILLIS), count, device }
    }

    /// Milliseconds since 1970, UTC.
    pub fn millis(self) -> u64 {
        self.millis
    }

    pub fn device(self) -> DeviceId {
        self.device
    }

    /// Reads what `Display` writes; `None` for anything else.
    pub fn parse(written: &str) -> Option<Stamp> {
        let (rest, device) = written.rsplit_once('/')?;
        let (moment, count) = rest.split_once('/')?;
        let moment = iso::read_instant(moment)?;
        let millis = u64::try_from(moment.timestamp_millis()).ok()?;
        let stamp = Stamp::new(millis, count.parse().ok()?, DeviceId::parse(device)?);
        // One spelling only, so that two copies of a file never differ by it.
        (stamp.to_string() == written).then_some(stamp)
    }
}

impl fmt::Display for Stamp {
    /// `2026-11-22T01:02:03.004Z/0/1a2b3c4d`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = i64::try_from(self.millis)
            .ok()
            .and_then(DateTime::<Utc>::from_timestamp_millis)
            .unwrap_or_default();
        write!(f, "{}/{}/{}", iso::instant(moment), self.count, self.device)
    }
}

/// Hands out stamps that always go forward, even if the device's clock goes back.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    device: DeviceId,
    last: Option<Stamp>,
}

impl Clock {
    pub fn new(device: DeviceId) -> Clock {
        Clock { device, last: None }
    }

    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// Takes note of a stamp made elsewhere: the next own stamp comes after it.
    pub fn observe(&mut self, seen: Stamp) {
        self.last = self.last.max(Some(seen));
    }

    /// The stamp of an edit made now.
    pub fn tick(&mut self, now_millis: u64) -> Stamp {
        let now = Stamp::new(now_millis, 0, self.device);
        let next = match self.last {
            Some(last) if now.millis <= last.millis => {
                let count = last.count.saturating_add(1);
                Stamp { count, device: self.device, ..last }
            }
            _ => now,
        };
        self.last = Some(next);
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: DeviceId = DeviceId(0x1a2b_3c4d);

    #[test]
    fn a_stamp_is_written_and_read_in_one_form() {
        let stamp = Stamp::new(1_795_309_323_004, 2, HERE);
        assert_eq!(stamp.to_string(), "2026-11-22T01:02:03.004Z/2/1a2b3c4d");
        assert_eq!(Stamp::parse(&stamp.to_string()), Some(stamp));
        for bad in
            ["", "2026-11-22T01:02:03Z/2/1a2b3c4d", "2026-11-22T01:02:03.004Z/2", "x/0/1a2b3c4d"]
        {
            assert_eq!(Stamp::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn stamps_go_forward_when_the_clock_goes_back() {
        let mut clock = Clock::new(HERE);
        let first = clock.tick(5_000);
        let second = clock.tick(4_000);
        let third = clock.tick(5_000);
        assert!(first < second && second < third);
    }

    #[test]
    fn an_edit_after_an_import_is_later_than_what_was_imported() {
        let mut clock = Clock::new(HERE);
        let theirs = Stamp::new(9_000, 7, DeviceId(0xffff_ffff));
        clock.observe(theirs);
        assert!(theirs < clock.tick(1_000));
    }

    #[test]
    fn an_absurd_moment_is_still_a_stamp_that_can_be_written_and_read() {
        let stamp = Stamp::new(u64::MAX, 0, HERE);
        assert_eq!(Stamp::parse(&stamp.to_string()), Some(stamp));
    }
}
