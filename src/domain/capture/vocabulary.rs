//! What the words of a captured line stand for. The words themselves come from outside, both
//! languages in one table: a line is understood in either, whatever the screen speaks.

use chrono::Weekday;

use super::Kind;
use crate::domain::code::MeetingKind;

/// Every word is written as it is compared: half width, small letters, one blank.
#[derive(Debug)]
pub struct Vocabulary {
    /// What a line begins with, before a colon.
    pub kinds: &'static [(&'static str, Kind)],
    /// Behind the slash of a gap, the kinds of follow-up meeting: sme, ワークショップ.
    pub follow_ups: &'static [(&'static str, MeetingKind)],
    /// 明日, end of month.
    pub days: &'static [(&'static str, When)],
    /// The weekdays, short and in full: 金曜, fri.
    pub weekdays: &'static [(&'static str, Weekday)],
    /// How a weekday is written in brackets behind a date.
    pub weekday_marks: &'static [&'static str],
    /// Before a weekday: how many weeks ahead.
    pub weeks: &'static [(&'static str, u8)],
    /// Before a day of the month: how many months ahead.
    pub months_ahead: &'static [(&'static str, u8)],
    /// The months by name.
    pub months: &'static [(&'static str, u32)],
    /// 年, 月 and 日 as in 2026年11月30日.
    pub year_month_day: [&'static str; 3],
    /// Behind the day in English: 30th.
    pub ordinals: &'static [&'static str],
    /// How many days, weeks or months from today: 3営業日後, in 3 days.
    pub spans: &'static [Span],
    /// The numbers in a span that are not in digits: 三, two.
    pub numerals: &'static [(&'static str, u32)],
    /// Before and behind a day by which something is due.
    pub due_before: &'static [&'static str],
    /// As `due_before`, behind the day: まで, までに.
    pub due_behind: &'static [&'static str],
    /// Behind the day on which something is done.
    pub on_behind: &'static [&'static str],
    /// With one of these behind it, what looks like a date belongs to what follows.
    pub goes_on: &'static [&'static str],
    /// With one of these before it, a date at the end belongs to what is said.
    pub leads_on: &'static [&'static str],
    /// Products that are named with numbers: Windows 10/11.
    pub numbered: &'static [&'static str],
    /// Before a name: 担当.
    pub owner_before: &'static [&'static str],
    /// Behind a name and no part of it: さん, 部長.
    pub honorifics: &'static [&'static str],
    /// Behind the name of whoever does something.
    pub doer_behind: &'static [&'static str],
    /// Between two names, and how they are written down.
    pub and: &'static [(&'static str, &'static str)],
    /// What tells somebody's role from an organisation.
    pub roles: &'static [&'static str],
}

/// A day, seen from today.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum When {
    /// So many calendar days ahead: today is 0.
    InDays(u8),
    /// The Monday and the Friday of a week: this one is 0.
    Monday(u8),
    /// The Friday of a week, counted as for [`When::Monday`].
    Friday(u8),
    /// The last day of a month: this one is 0.
    EndOfMonth(u8),
    /// 31 December of this year.
    EndOfYear,
}

/// A number of days, weeks or months from today: 3営業日後, in 3 business days.
#[derive(Clone, Copy, Debug)]
pub struct Span {
    /// The word before the number; empty if there is none.
    pub before: &'static str,
    /// The word behind the number.
    pub behind: &'static str,
    /// What the number counts.
    pub unit: Unit,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
/// What a span is counted in.
pub enum Unit {
    /// Calendar days.
    Days,
    /// Business days by the engagement's calendar, today being day 0.
    BusinessDays,
    /// Seven calendar days each.
    Weeks,
    /// Calendar months, to the same date, or to the last day of a month that is too short for it.
    Months,
}
