//! A day as people write it: `11/30`, `11月30日`, `2026年11月30日`, in letters of either width.

use chrono::{Datelike, Days, NaiveDate};

use super::text;

/// A day without a year may be so far back, as of something that was just missed; else it is the next one.
const LOOKS_BACK: Days = Days::new(90);

/// Reads a day. Without a year it is the first such day from 90 days before `today` on.
pub fn read(written: &str, today: NaiveDate) -> Option<NaiveDate> {
    let mut numbers: Vec<u32> = Vec::new();
    let mut marks = String::new();
    let mut is_number = false;
    for it in text::trimmed(written).chars().filter(|it| !text::is_unseen(*it)) {
        if let Some(digit) = digit(it) {
            if is_number {
                let last = numbers.last_mut()?;
                *last = last.checked_mul(10)?.checked_add(digit)?;
            } else {
                numbers.push(digit);
            }
            is_number = true;
        } else {
            marks.push(plain_mark(it)?);
            is_number = false;
        }
    }
    let day_of = |year: i32, month, day| NaiveDate::from_ymd_opt(year, month, day);
    match (numbers.as_slice(), marks.as_str()) {
        ([year, month, day], "//" | "--" | ".." | "年月日") if *year >= 1000 => {
            day_of(i32::try_from(*year).ok()?, *month, *day)
        }
        ([month, day], "/" | "-" | "." | "月日") => without_year(*month, *day, today),
        _ => None,
    }
}

/// The first such day from 90 days before `today` on.
pub fn without_year(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    let earliest = today.checked_sub_days(LOOKS_BACK)?;
    // A 29 February may be years away.
    let years = earliest.year()..earliest.year() + 9;
    let mut days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    days.find(|it| *it >= earliest)
}

fn digit(it: char) -> Option<u32> {
    match it {
        '０'..='９' => Some(u32::from(it) - u32::from('０')),
        _ => it.to_digit(10),
    }
}

fn plain_mark(it: char) -> Option<char> {
    match it {
        '/' | '／' => Some('/'),
        '-' | '－' | '−' | 'ー' => Some('-'),
        '.' | '．' => Some('.'),
        '年' | '月' | '日' => Some(it),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let today = day(2026, 11, 10).unwrap();
        let table = [
            ("2026-11-30", day(2026, 11, 30)),
            ("2026/11/30", day(2026, 11, 30)),
            ("2026.1.5", day(2026, 1, 5)),
            ("2027年3月1日", day(2027, 3, 1)),
            ("11/30", day(2026, 11, 30)),
            ("１１／３０", day(2026, 11, 30)),
            ("11-30", day(2026, 11, 30)),
            (" 11月30日 ", day(2026, 11, 30)),
            ("１１月 ３０日", day(2026, 11, 30)),
            ("1/5", day(2027, 1, 5)),
            ("11/9", day(2026, 11, 9)),
            ("9/1", day(2026, 9, 1)),
            ("8/1", day(2027, 8, 1)),
            ("2/29", day(2028, 2, 29)),
            ("2028/2/29", day(2028, 2, 29)),
            ("2/30", None),
            ("13/1", None),
            ("2026-02-29", None),
            ("0/0", None),
            ("11", None),
            ("11/30まで", None),
            ("11/30/2026", None),
            ("26/11/30", None),
            ("99999999999999999999/1", None),
            ("来週", None),
            ("", None),
            ("/", None),
        ];
        for (written, wanted) in table {
            assert_eq!(read(written, today), wanted, "{written:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_much(written in "[0-9０-９/年月日. -]{0,12}|.{0,8}") {
            let _ = read(&written, NaiveDate::MIN);
            let _ = read(&written, NaiveDate::MAX);
            let _ = read(&written, day(2026, 11, 10).unwrap());
        }
    }
}
