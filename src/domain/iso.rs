//! Days and moments as ISO 8601 texts. chrono's own formatting reads a pattern at run time, which
//! costs the page 25 KB; these are the only four shapes there are.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

/// `2026-09-18`
pub fn day(it: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", it.year(), it.month(), it.day())
}

/// `10:15`
pub fn time(it: NaiveTime) -> String {
    format!("{:02}:{:02}", it.hour(), it.minute())
}

/// `2026-09-18T10:15`
pub fn moment(it: NaiveDateTime) -> String {
    format!("{}T{}", day(it.date()), time(it.time()))
}

/// `2026-09-18T01:15:00.042Z`
pub fn instant(it: DateTime<Utc>) -> String {
    let millis = it.timestamp_subsec_millis();
    format!("{}:{:02}.{millis:03}Z", moment(it.naive_utc()), it.second())
}

/// Reads `2026-09-18`, and nothing else.
pub fn read_day(written: &str) -> Option<NaiveDate> {
    let [year, month, day] = parts(written, '-')?;
    let is_padded = year.len() == 4 && month.len() == 2 && day.len() == 2;
    if !is_padded {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(number(year)?).ok()?, number(month)?, number(day)?)
}

/// Reads `2026-09-18T10:15`, with or without seconds and their fraction, which are dropped.
pub fn read_moment(written: &str) -> Option<NaiveDateTime> {
    let (day, time) = written.split_once('T')?;
    let (hour, rest) = time.split_once(':')?;
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "00"));
    let whole_second = second.split_once('.').map_or(second, |(whole, _)| whole);
    let is_padded = [hour, minute, whole_second].iter().all(|it| it.len() == 2);
    if !is_padded || number(whole_second)? > 59 {
        return None;
    }
    read_day(day)?.and_hms_opt(number(hour)?, number(minute)?, 0)
}

/// Reads `2026-09-18T01:15:00.042Z`, and nothing else. There are thousands in a file: each digit stands at its
/// place, and nothing is looked for.
pub fn read_instant(written: &str) -> Option<DateTime<Utc>> {
    let all = written.as_bytes();
    let is_mark = |(at, mark): &(usize, u8)| all.get(*at) == Some(mark);
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (23, b'Z')];
    if all.len() != 24 || !marks.iter().all(is_mark) {
        return None;
    }
    let number = |from: usize, to: usize| {
        all.get(from..to)?
            .iter()
            .try_fold(0_u32, |sum, it| it.is_ascii_digit().then(|| sum * 10 + u32::from(it - b'0')))
    };
    let second = number(17, 19).filter(|it| *it < 60)?;
    NaiveDate::from_ymd_opt(number(0, 4)?.try_into().ok()?, number(5, 7)?, number(8, 10)?)?
        .and_hms_milli_opt(number(11, 13)?, number(14, 16)?, second, number(20, 23)?)
        .map(|it| it.and_utc())
}

fn parts(written: &str, mark: char) -> Option<[&str; 3]> {
    let mut parts = written.split(mark);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(three)
}

fn number(digits: &str) -> Option<u32> {
    digits.bytes().all(|it| it.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let day_of = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        for it in [day_of(2000, 1, 1), day_of(2028, 2, 29), day_of(2099, 12, 31)] {
            assert_eq!(read_day(&day(it)), Some(it));
            let at = it.and_hms_opt(23, 59, 0).unwrap();
            assert_eq!(read_moment(&moment(at)), Some(at));
            let exact = it.and_hms_milli_opt(23, 59, 59, 7).unwrap().and_utc();
            assert_eq!(read_instant(&instant(exact)), Some(exact));
        }
    }

    #[test]
    fn only_the_agreed_spelling_is_read() {
        for bad in [
            "2026-9-18",
            "26-09-18",
            "2026-09-31",
            "2026-09-18-01",
            "+026-09-18",
            "２０26-09-18",
            "",
        ] {
            assert_eq!(read_day(bad), None, "{bad}");
        }
        for bad in [
            "2026-09-18 10:15",
            "2026-09-18T1:15",
            "2026-09-18T24:00",
            "2026-09-18T10:60",
            "2026-09-18T10:15:99",
        ] {
            assert_eq!(read_moment(bad), None, "{bad}");
        }
        for bad in [
            "2026-09-18T01:15:00Z",
            "2026-09-18T01:15:00.04Z",
            "2026-09-18T01:15:00.042+09:00",
            "2026-09-18T01:15:60.042Z",
            "2026-09-18T24:15:00.042Z",
            "2026-02-29T01:15:00.042Z",
            "2026-09-18 01:15:00.042Z",
            "2026-09-18T01:15:00,042Z",
            "2026-09-18T+1:15:00.042Z",
            "2026-09-18T01:15:00.042z",
            "２-09-18T01:15:00.042Z",
            "2026-09-18T01:15:00.042Z ",
        ] {
            assert_eq!(read_instant(bad), None, "{bad}");
        }
    }
}
