//! What can stand in a field, and what kind of thing a field wants.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::iso;
use super::text::{self, Line};

/// What a field wants.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// One line that is usually somebody's name from the register of people.
    Name,
    /// An address to open; shown as plain text unless it is http, https or mailto.
    Link,
    /// A calendar day.
    Day,
    /// A day and time on the engagement's own clock, to the minute.
    Moment,
    /// A number of seats, users or the like.
    Count,
    /// Yes or no; nothing recorded is no.
    Flag,
    /// One code of a closed list.
    Choice(&'static [&'static str]),
    /// A service of this engagement, by the id of its entry.
    Service,
    /// The state of an item.
    Mark,
}

/// What stands in a field. Codes, never localized words. Ordered only so that copies list alike
/// what was written apart.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Value {
    /// One line or several as they were typed, or the id of a service's entry.
    Text(Box<str>),
    /// A calendar day of the years 2000 to 2099.
    Day(NaiveDate),
    /// A day and time on the engagement's own clock, to the minute, of the same years.
    Moment(NaiveDateTime),
    /// A number, [`COUNT_LIMIT`] at most.
    Count(u32),
    /// Yes or no; no is kept where it is news, such as that an entry was deleted.
    Flag(bool),
    /// The code of a choice, one of the field's list.
    Choice(&'static str),
    /// Where somebody has put an item.
    Mark(Mark),
    /// What somebody typed where a day, moment or number belongs and it is none: kept as typed,
    /// pointed out at the field, and unknown to every rule. Nothing typed is ever lost, not even
    /// nonsense.
    Unclear(Box<str>),
}

/// What was recorded of an item; nothing recorded is "open".
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Mark {
    /// Done, or reached; it needs no reason.
    Done,
    /// Not applicable here, and why.
    NotApplicable(Line),
    /// An outcome that is let go knowingly, and why.
    Waived(Line),
    /// The data says it is met, and somebody knows better: why.
    NotMet(Line),
}

/// Why what was typed cannot be taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Problem {
    /// It is no day that exists, written as `2026-09-18`.
    NotADay,
    /// It is no day with a time, written as `2026-09-18T10:15`.
    NotAMoment,
    /// The year is not one of 2000 to 2099.
    YearOutOfRange,
    /// It cannot be read as one whole number.
    NotANumber,
    /// It is less than 0.
    Negative,
    /// It is more than [`COUNT_LIMIT`].
    TooLarge,
}

/// More seats than this is a slip of the finger: the largest tenants have fewer.
pub const COUNT_LIMIT: u32 = 10_000_000;

/// Years in which a kickoff can be planned; outside is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2099;

impl Kind {
    /// Reads what a person typed or picked. Nothing typed is nothing recorded. What cannot be
    /// taken as meant is kept as typed; [`Kind::problem`] says why.
    pub fn read(self, typed: &str) -> Option<Value> {
        let trimmed = text::trimmed(typed);
        if trimmed.is_empty() {
            return None;
        }
        let read = match self {
            Kind::Text | Kind::LongText | Kind::Name | Kind::Link | Kind::Service => {
                Some(Value::Text(typed.into()))
            }
            Kind::Day => read_day(trimmed).map(Value::Day).ok(),
            Kind::Moment => read_moment(trimmed).map(Value::Moment).ok(),
            Kind::Count => read_count(trimmed).map(Value::Count).ok(),
            Kind::Flag => return (trimmed == "true").then_some(Value::Flag(true)),
            Kind::Choice(codes) => return known(codes, trimmed).map(Value::Choice),
            Kind::Mark => return None,
        };
        Some(read.unwrap_or_else(|| Value::Unclear(typed.into())))
    }

    /// Why a typed text is no value of this kind.
    pub fn problem(self, typed: &str) -> Option<Problem> {
        let typed = text::trimmed(typed);
        match self {
            _ if typed.is_empty() => None,
            Kind::Day => read_day(typed).err(),
            Kind::Moment => read_moment(typed).err(),
            Kind::Count => read_count(typed).err(),
            _ => None,
        }
    }

    /// Why what stands in a field cannot be taken, if it is not clear. An older version may have
    /// found unclear what is read today: it stays so until somebody types again.
    pub fn problem_of(self, value: &Value) -> Option<Problem> {
        let Value::Unclear(typed) = value else { return None };
        Some(self.problem(typed).unwrap_or(self.unread()))
    }

    /// What to say of something of this kind that cannot be read at all.
    pub fn unread(self) -> Problem {
        match self {
            Kind::Day => Problem::NotADay,
            Kind::Moment => Problem::NotAMoment,
            _ => Problem::NotANumber,
        }
    }

    /// Whether a field of this kind may hold the value.
    pub fn takes(self, value: &Value) -> bool {
        match (self, value) {
            (
                Kind::Text | Kind::LongText | Kind::Name | Kind::Link | Kind::Service,
                Value::Text(it),
            ) => !it.is_empty(),
            (Kind::Day, Value::Day(it)) => YEARS.contains(&it.year()),
            (Kind::Moment, Value::Moment(it)) => YEARS.contains(&it.year()),
            (Kind::Count, Value::Count(it)) => *it <= COUNT_LIMIT,
            // What is unclear is what is not just how a clear value is written: what is understood
            // beyond that has grown from version to version.
            (Kind::Day | Kind::Moment | Kind::Count, Value::Unclear(typed)) => {
                let is_clear = self.read(typed).is_some_and(|it| it.typed() == **typed);
                !typed.trim().is_empty() && (!is_clear || self.problem(typed).is_some())
            }
            (Kind::Flag, Value::Flag(_)) => true,
            (Kind::Choice(codes), Value::Choice(it)) => codes.contains(it),
            (Kind::Mark, Value::Mark(_)) => true,
            _ => false,
        }
    }
}

impl Value {
    /// As a form control shows it, and as [`Kind::read`] reads it.
    pub fn typed(&self) -> String {
        match self {
            Value::Text(it) | Value::Unclear(it) => it.to_string(),
            Value::Day(it) => iso::day(*it),
            Value::Moment(it) => iso::moment(*it),
            Value::Count(it) => it.to_string(),
            Value::Flag(it) => it.to_string(),
            Value::Choice(it) => (*it).to_owned(),
            Value::Mark(mark) => mark.code().to_owned(),
        }
    }
}

impl Mark {
    /// The code of each, and whether a reason goes with it.
    pub const CODES: [(&str, bool); 4] =
        [("done", false), ("not-applicable", true), ("waived", true), ("not-met", true)];

    /// What is stored for it; see [`Mark::CODES`].
    pub fn code(&self) -> &'static str {
        match self {
            Mark::Done => "done",
            Mark::NotApplicable(_) => "not-applicable",
            Mark::Waived(_) => "waived",
            Mark::NotMet(_) => "not-met",
        }
    }

    /// Why it was set aside, waived or not met; `None` if it is done.
    pub fn reason(&self) -> Option<&Line> {
        match self {
            Mark::Done => None,
            Mark::NotApplicable(reason) | Mark::Waived(reason) | Mark::NotMet(reason) => {
                Some(reason)
            }
        }
    }

    /// From a code and its reason; `None` if they do not go together.
    pub fn from_parts(code: &str, reason: Option<Line>) -> Option<Mark> {
        match (code, reason) {
            ("done", None) => Some(Mark::Done),
            ("not-applicable", Some(reason)) => Some(Mark::NotApplicable(reason)),
            ("waived", Some(reason)) => Some(Mark::Waived(reason)),
            ("not-met", Some(reason)) => Some(Mark::NotMet(reason)),
            _ => None,
        }
    }
}

/// The list's own spelling of a code, which lives as long as the page.
fn known(codes: &'static [&'static str], code: &str) -> Option<&'static str> {
    codes.iter().copied().find(|it| *it == code)
}

fn read_day(typed: &str) -> Result<NaiveDate, Problem> {
    let day = iso::read_day(typed).ok_or(Problem::NotADay)?;
    if YEARS.contains(&day.year()) { Ok(day) } else { Err(Problem::YearOutOfRange) }
}

/// To the minute, so that what is written is what is read again.
fn read_moment(typed: &str) -> Result<NaiveDateTime, Problem> {
    let moment = iso::read_moment(typed).ok_or(Problem::NotAMoment)?;
    if YEARS.contains(&moment.year()) { Ok(moment) } else { Err(Problem::YearOutOfRange) }
}

/// What a number of seats or people is counted in, as somebody copies it along.
const UNITS: [&str; 16] = [
    "席",
    "名様",
    "名",
    "人",
    "件",
    "個",
    "本",
    "台",
    "シート",
    "ユーザー",
    "ライセンス",
    "seats",
    "users",
    "people",
    "licences",
    "licenses",
];

/// Takes full-width digits, a sign, thousands separators where they stand for that, and a unit.
fn read_count(typed: &str) -> Result<u32, Problem> {
    let plain: String = typed
        .chars()
        .filter_map(|it| match it {
            '，' => Some(','),
            '０'..='９' => char::from_digit(u32::from(it) - u32::from('０'), 10),
            '－' | '−' => Some('-'),
            '＋' => Some('+'),
            _ if it.is_whitespace() => Some(' '),
            _ if text::is_unseen(it) => None,
            _ => Some(it.to_ascii_lowercase()),
        })
        .collect();
    let unsigned = plain.strip_prefix(['-', '+']);
    let is_negative = unsigned.is_some() && plain.starts_with('-');
    let counted = unsigned.unwrap_or(&plain);
    let bare = UNITS.iter().find_map(|it| counted.strip_suffix(it)).unwrap_or(counted);
    let digits = ungrouped(bare.trim()).ok_or(Problem::NotANumber)?;
    match digits.parse::<u32>() {
        Ok(0) => Ok(0),
        _ if is_negative => Err(Problem::Negative),
        Ok(count) if count <= COUNT_LIMIT => Ok(count),
        _ => Err(Problem::TooLarge),
    }
}

/// The digits of a number; `None` if something stands among them that does not group thousands:
/// `1,200` is a number, `1,5` could be another one.
fn ungrouped(number: &str) -> Option<String> {
    let separator = number.chars().find(|it| matches!(it, ',' | '_' | ' ' | '\''));
    let groups: Vec<&str> = match separator {
        Some(it) => number.split(it).collect(),
        None => vec![number],
    };
    let is_grouped = |(at, group): (usize, &&str)| match at {
        // `0,500` is half of one where the comma parts decimals.
        0 => separator.is_none() || (group.len() <= 3 && !group.starts_with('0')),
        _ => group.len() == 3,
    };
    let is_number = |it: &&str| !it.is_empty() && it.bytes().all(|digit| digit.is_ascii_digit());
    (groups.iter().all(is_number) && groups.iter().enumerate().all(is_grouped))
        .then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_japanese_keyboards_write_them() {
        let table = [
            ("155", Ok(155)),
            (" 1,000 ", Ok(1000)),
            ("１，２００", Ok(1200)),
            ("1,234,567", Ok(1_234_567)),
            ("1 200", Ok(1200)),
            ("1'200", Ok(1200)),
            ("1_200", Ok(1200)),
            ("+1200", Ok(1200)),
            ("＋１２００", Ok(1200)),
            ("1200席", Ok(1200)),
            ("1,200 名様", Ok(1200)),
            ("１２０人", Ok(120)),
            ("850 Seats", Ok(850)),
            ("\u{200b}1\u{2060}200\u{feff}", Ok(1200)),
            ("1,5", Err(Problem::NotANumber)),
            ("1,50", Err(Problem::NotANumber)),
            ("0,500", Err(Problem::NotANumber)),
            ("０，１２５", Err(Problem::NotANumber)),
            ("01,200", Err(Problem::NotANumber)),
            ("0500", Ok(500)),
            ("1234,567", Err(Problem::NotANumber)),
            ("1,234 567", Err(Problem::NotANumber)),
            (",200", Err(Problem::NotANumber)),
            ("1,,200", Err(Problem::NotANumber)),
            ("約1200", Err(Problem::NotANumber)),
            ("2万", Err(Problem::NotANumber)),
            ("席", Err(Problem::NotANumber)),
            ("+-5", Err(Problem::NotANumber)),
            ("0", Ok(0)),
            ("-5", Err(Problem::Negative)),
            ("－５", Err(Problem::Negative)),
            ("10000001", Err(Problem::TooLarge)),
            ("99999999999999999999", Err(Problem::TooLarge)),
            ("1.5", Err(Problem::NotANumber)),
            ("たくさん", Err(Problem::NotANumber)),
            ("1e9", Err(Problem::NotANumber)),
        ];
        for (typed, wanted) in table {
            assert_eq!(read_count(text::trimmed(typed)), wanted, "{typed}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_pointed_out_and_kept_as_typed() {
        let table = [
            ("2026-02-28", None),
            ("2028-02-29", None),
            ("2026-02-29", Some(Problem::NotADay)),
            ("2026-13-01", Some(Problem::NotADay)),
            ("11/22", Some(Problem::NotADay)),
            ("0202-11-22", Some(Problem::YearOutOfRange)),
            ("9999-11-22", Some(Problem::YearOutOfRange)),
        ];
        for (typed, problem) in table {
            assert_eq!(Kind::Day.problem(typed), problem, "{typed}");
            let value = Kind::Day.read(typed).unwrap();
            assert_eq!(value.typed(), typed);
            assert!(Kind::Day.takes(&value), "{typed}");
        }
    }

    #[test]
    fn a_kind_takes_only_its_own_values() {
        assert!(!Kind::Count.takes(&Value::Text("5".into())));
        assert!(!Kind::Count.takes(&Value::Unclear("5".into())), "5 is clear");
        assert!(!Kind::Choice(&["a"]).takes(&Value::Choice("b")));
        assert!(!Kind::Text.takes(&Value::Text("".into())), "emptied is nothing recorded");
        assert_eq!(Kind::Choice(&["a"]).read("b"), None);
    }

    #[test]
    fn what_an_older_version_found_unclear_is_still_taken_and_pointed_out() {
        for typed in ["1200席", "+1200", "１,２００ 名"] {
            let kept = Value::Unclear(typed.into());
            assert!(Kind::Count.takes(&kept), "{typed}");
            assert_eq!(Kind::Count.problem_of(&kept), Some(Problem::NotANumber));
            assert!(matches!(Kind::Count.read(typed), Some(Value::Count(_))), "typed today");
        }
        assert!(!Kind::Count.takes(&Value::Unclear(" ".into())));
        assert_eq!(Kind::Count.problem_of(&Value::Count(5)), None);
    }

    #[test]
    fn what_cannot_be_seen_is_nothing_recorded_and_inside_a_text_it_stays() {
        for kind in [Kind::Text, Kind::LongText, Kind::Name, Kind::Link, Kind::Day, Kind::Count] {
            assert_eq!(kind.read("\u{200b}\u{feff} "), None, "{kind:?}");
        }
        assert_eq!(Kind::Day.read("\u{200b}2026-09-18"), Kind::Day.read("2026-09-18"));
        let typed = "\u{200b}a\u{200b}b";
        assert_eq!(Kind::Text.read(typed), Some(Value::Text(typed.into())), "as typed");
    }

    #[test]
    fn every_mark_has_its_code_and_its_reason() {
        for (code, has_reason) in Mark::CODES {
            let reason = || Line::new("why");
            let mark = Mark::from_parts(code, reason().filter(|_| has_reason)).unwrap();
            assert_eq!((mark.code(), mark.reason().is_some()), (code, has_reason));
            assert_eq!(Mark::from_parts(code, reason().filter(|_| !has_reason)), None);
            // Whoever adds one comes by here.
            match mark {
                Mark::Done | Mark::NotApplicable(_) | Mark::Waived(_) | Mark::NotMet(_) => {}
            }
        }
    }

    #[test]
    fn moments_are_kept_to_the_minute() {
        let value = Kind::Moment.read("2026-09-18T10:15:42.5").unwrap();
        assert_eq!(value.typed(), "2026-09-18T10:15");
    }
}
