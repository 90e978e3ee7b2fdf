//! When and where a field was last changed: a hybrid logical clock, so that edits made apart can
//! be put in one order that every copy agrees on, even if a clock is wrong.

use std::fmt;

use chrono::{DateTime, Datelike, Timelike, Utc};

use super::iso;

/// Who writes into one copy: a page as it was opened once, on one device. Two tabs of one device are
/// two copies, so each is a writer of its own; otherwise one of them would seem to know what only
/// the other did.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct WriterId {
    /// One browser profile, by a number that was drawn when the app first ran there.
    pub device: u32,
    /// One opening of the page, by a number that was drawn then. 0 in what was written before
    /// pages had a number (by 0.1.0); such a writer is never used again.
    pub load: u32,
}

impl WriterId {
    /// One opening of the page, `load`, on one `device`.
    pub const fn new(device: u32, load: u32) -> WriterId {
        WriterId { device, load }
    }

    /// Reads what `Display` writes; `None` for anything else.
    pub fn parse(written: &str) -> Option<WriterId> {
        let (device, load) = match written.split_once('-') {
            None => (written, 0),
            // One spelling only: without a page, the second part is left out.
            Some((device, load)) => (device, hex(load).filter(|it| *it != 0)?),
        };
        Some(WriterId { device: hex(device)?, load })
    }
}

/// Eight lower-case digits.
fn hex(written: &str) -> Option<u32> {
    let is_ours = written.len() == 8
        && written.bytes().all(|it| it.is_ascii_digit() || (b'a'..=b'f').contains(&it));
    if is_ours { u32::from_str_radix(written, 16).ok() } else { None }
}

impl fmt::Display for WriterId {
    /// `1a2b3c4d-00c0ffee`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.load {
            0 => write!(f, "{:08x}", self.device),
            load => write!(f, "{:08x}-{load:08x}", self.device),
        }
    }
}

/// The last moment a stamp can tell: the end of the year 9999. Keeps every stamp printable.
const LAST_MILLIS: u64 = 253_402_300_799_999;

/// How long the moment of a stamp is as it is written.
const MOMENT: usize = "2026-11-22T01:02:03.004Z".len();

/// How far ahead of the own clock another's stamp may be to be followed: five minutes. What is
/// further ahead comes from a clock that is wrong, and is ignored, not followed up to here: everybody's
/// edits would be dated wrongly by one clock. [`ahead_of`](super::engagement::Engagement::ahead_of)
/// tells how many fields carry such stamps.
pub const TRUSTED_AHEAD_MILLIS: u64 = 300_000;

/// The moment of one edit. Ordered by time, then by the count within the millisecond, then by
/// writer, so that no two edits are equal and every copy sorts them alike.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Stamp {
    /// Milliseconds since 1970, UTC.
    millis: u64,
    count: u32,
    writer: WriterId,
}

impl Stamp {
    /// At `millis` since 1970, UTC, with the end of the year 9999 as the last; `count` tells apart
    /// what is of one millisecond.
    pub fn new(millis: u64, count: u32, writer: WriterId) -> Stamp {
        Stamp { millis: millis.min(LAST_MILLIS), count, writer }
    }

    /// Milliseconds since 1970, UTC.
    pub fn millis(self) -> u64 {
        self.millis
    }

    /// Who made the edit.
    pub fn writer(self) -> WriterId {
        self.writer
    }

    /// The first stamp of a writer that comes after this one.
    pub fn next(self, writer: WriterId) -> Stamp {
        match self.count.checked_add(1) {
            Some(count) => Stamp { count, writer, ..self },
            None => Stamp::new(self.millis + 1, 0, writer),
        }
    }

    /// Whether it is so far ahead of a clock that one of the two must be wrong.
    pub fn is_ahead_of(self, now_millis: u64) -> bool {
        now_millis.saturating_add(TRUSTED_AHEAD_MILLIS) < self.millis
    }

    /// Reads what `Display` writes; `None` for anything else.
    pub fn parse(written: &str) -> Option<Stamp> {
        let (moment, rest) = written.split_at_checked(MOMENT)?;
        let (count, writer) = rest.strip_prefix('/')?.split_once('/')?;
        // One spelling only of each part, so that two copies of a file never differ by it.
        let is_plain = count == "0" || !count.starts_with(['0', '+']);
        let count: u32 = is_plain.then(|| count.parse().ok()).flatten()?;
        let millis = u64::try_from(iso::read_instant(moment)?.timestamp_millis()).ok()?;
        Some(Stamp::new(millis, count, WriterId::parse(writer)?))
    }

    /// There are thousands in a file, so it is put together digit by digit.
    fn text(self) -> String {
        let moment = i64::try_from(self.millis)
            .ok()
            .and_then(DateTime::<Utc>::from_timestamp_millis)
            .unwrap_or_default();
        let (day, time) = (moment.date_naive(), moment.time());
        let mut text = String::with_capacity(48);
        let parts = [
            (day.year().unsigned_abs(), 4, '-'),
            (day.month(), 2, '-'),
            (day.day(), 2, 'T'),
            (time.hour(), 2, ':'),
            (time.minute(), 2, ':'),
            (time.second(), 2, '.'),
            (moment.timestamp_subsec_millis(), 3, 'Z'),
        ];
        for (number, digits, end) in parts {
            push_digits::<10>(&mut text, number, digits);
            text.push(end);
        }
        text.push('/');
        push_digits::<10>(&mut text, self.count, 1);
        text.push('/');
        push_digits::<16>(&mut text, self.writer.device, 8);
        if self.writer.load != 0 {
            text.push('-');
            push_digits::<16>(&mut text, self.writer.load, 8);
        }
        text
    }
}

/// A number with so many digits at least. The base is known where it is compiled: dividing by it costs little then.
fn push_digits<const BASE: u32>(text: &mut String, number: u32, digits: usize) {
    // No number has more, the last one first.
    let mut all = ['0'; 10];
    let mut count = 0;
    let mut rest = number;
    for place in &mut all {
        *place = char::from_digit(rest % BASE, BASE).unwrap_or('0');
        rest /= BASE;
        count += 1;
        if rest == 0 && digits <= count {
            break;
        }
    }
    text.extend(all.iter().take(count).rev());
}

impl fmt::Display for Stamp {
    /// `2026-11-22T01:02:03.004Z/0/1a2b3c4d-00c0ffee`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// Hands out stamps that always go forward, even if the device's clock goes back.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    writer: WriterId,
    last: Option<Stamp>,
}

impl Clock {
    /// A clock that has handed out nothing and heard of nothing yet.
    pub fn new(writer: WriterId) -> Clock {
        Clock { writer, last: None }
    }

    /// Whose stamps it hands out.
    pub fn writer(&self) -> WriterId {
        self.writer
    }

    /// Takes note of a stamp made elsewhere: the next own stamp comes after it. Not after one that
    /// is far ahead of the own clock: then one wrong clock would set them all wrong, and for
    /// nothing, as what knows of what is told by [`crate::domain::version_vector::VersionVector`] and not by the time.
    pub fn observe(&mut self, seen: Stamp, now_millis: u64) {
        let is_own = seen.writer == self.writer;
        if is_own || !seen.is_ahead_of(now_millis) {
            self.last = self.last.max(Some(seen));
        }
    }

    /// The stamp of an edit made now.
    pub fn next_stamp(&mut self, now_millis: u64) -> Stamp {
        let now = Stamp::new(now_millis, 0, self.writer);
        let next = match self.last {
            Some(last) if now.millis <= last.millis => last.next(self.writer),
            _ => now,
        };
        self.last = Some(next);
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: WriterId = WriterId::new(0x1a2b_3c4d, 0);

    #[test]
    fn a_stamp_is_written_and_read_in_one_form() {
        let stamp = Stamp::new(1_795_309_323_004, 2, HERE);
        assert_eq!(stamp.to_string(), "2026-11-22T01:02:03.004Z/2/1a2b3c4d");
        assert_eq!(Stamp::parse(&stamp.to_string()), Some(stamp));
        for bad in [
            "",
            "2026-11-22T01:02:03Z/2/1a2b3c4d",
            "2026-11-22T01:02:03.004Z/2",
            "x/0/1a2b3c4d",
            "2026-11-22T01:02:03.004Z/02/1a2b3c4d",
            "2026-11-22T01:02:03.004Z/+2/1a2b3c4d",
            "2026-11-22T01:02:03.004Z//1a2b3c4d",
            "2026-11-22T01:02:03.004Z/4294967296/1a2b3c4d",
            "2026-11-22T01:02:03.004Z/2/1a2b3c4d/",
            "2026-11-22T01:02:03.004Z-2/1a2b3c4d",
            "1969-12-31T23:59:59.999Z/0/1a2b3c4d",
            "2026-11-22T01:02:03.00４Z/2/1a2b3c4d",
        ] {
            assert_eq!(Stamp::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn stamps_go_forward_when_the_clock_goes_back() {
        let mut clock = Clock::new(HERE);
        let first = clock.next_stamp(5_000);
        let second = clock.next_stamp(4_000);
        let third = clock.next_stamp(5_000);
        assert!(first < second && second < third);
    }

    #[test]
    fn an_edit_after_an_import_is_later_than_what_was_imported() {
        let mut clock = Clock::new(HERE);
        let theirs = Stamp::new(9_000, 7, WriterId::new(0xffff_ffff, u32::MAX));
        clock.observe(theirs, 1_000);
        assert!(theirs < clock.next_stamp(1_000));
    }

    #[test]
    fn a_clock_follows_another_by_five_minutes_and_no_further() {
        let theirs = |millis| Stamp::new(millis, 0, WriterId::new(7, 7));
        let now = 1_800_000_000_000;
        for (ahead, follows) in
            [(0, true), (299_999, true), (300_000, true), (300_001, false), (31_536_000_000, false)]
        {
            let mut clock = Clock::new(HERE);
            clock.observe(theirs(now + ahead), now);
            let next = clock.next_stamp(now);
            assert_eq!(theirs(now + ahead) < next, follows, "{ahead}");
            assert_eq!(next.millis(), if follows { now + ahead } else { now }, "{ahead}");
        }
        // The own stamps go forward all the same: two edits are never one.
        let mut clock = Clock::new(HERE);
        let own = Stamp::new(now + 31_536_000_000, 3, HERE);
        clock.observe(own, now);
        assert!(own < clock.next_stamp(now));
    }

    #[test]
    fn a_count_that_is_full_goes_on_in_the_next_millisecond() {
        let mut clock = Clock::new(HERE);
        let full = Stamp::new(5_000, u32::MAX, HERE);
        clock.observe(full, 5_000);
        let next = clock.next_stamp(5_000);
        assert_eq!(next, Stamp::new(5_001, 0, HERE));
        assert!(next < clock.next_stamp(4_000));
    }

    #[test]
    fn a_writer_has_one_spelling() {
        for (writer, written) in [
            (HERE, "1a2b3c4d"),
            (WriterId::new(0x1a2b_3c4d, 0x00c0_ffee), "1a2b3c4d-00c0ffee"),
            (WriterId::new(0, 1), "00000000-00000001"),
        ] {
            assert_eq!(writer.to_string(), written);
            assert_eq!(WriterId::parse(written), Some(writer));
            let stamp = Stamp::new(1_795_309_323_004, 2, writer);
            assert_eq!(Stamp::parse(&stamp.to_string()), Some(stamp));
        }
        for bad in
            ["", "1a2b3c4", "1A2B3C4D", "1a2b3c4d-", "1a2b3c4d-00000000", "1a2b3c4d-00c0ffee-1"]
        {
            assert_eq!(WriterId::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_absurd_moment_is_still_a_stamp_that_can_be_written_and_read() {
        let stamp = Stamp::new(u64::MAX, 0, HERE);
        assert_eq!(Stamp::parse(&stamp.to_string()), Some(stamp));
    }

    #[test]
    fn a_stamp_is_written_as_the_format_says() {
        for millis in [0, 1, 999, 86_399_999, 951_782_400_000, 1_800_000_012_345, LAST_MILLIS] {
            for count in [0, 7, 10, 4_294_967_295] {
                for writer in
                    [WriterId::new(0, 0), WriterId::new(u32::MAX, 1), WriterId::new(7, 255)]
                {
                    let stamp = Stamp::new(millis, count, writer);
                    let moment = DateTime::<Utc>::from_timestamp_millis(millis as i64).unwrap();
                    let wanted = format!("{}/{count}/{writer}", iso::instant(moment));
                    assert_eq!(stamp.to_string(), wanted);
                    assert_eq!(Stamp::parse(&wanted), Some(stamp));
                }
            }
        }
    }
}
