//! Reading a day that begins at a place of the line. Where a day may stand is not asked here.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::Context;
use super::folded::{Folded, is_latin};
use super::vocabulary::{Unit, When};
use crate::domain::calendar;
use crate::domain::spoken_day;
use crate::domain::value::{Kind, Value};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    /// 11/30, which could be a fraction or two versions.
    Numbers,
    /// 30日, which could be how long something takes.
    DayOfMonth,
    Words,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    pub(super) day: NaiveDate,
    pub(super) form: Form,
    pub(super) to: usize,
}

/// The longest day that begins here.
pub(super) fn day_at(line: &Folded, at: usize, context: &Context) -> Option<Day> {
    let is_in_word = line.at(at).is_some_and(is_latin) && line.before(at).is_some_and(is_latin);
    if is_in_word {
        return None;
    }
    let reader = Reader { line, context };
    let all = if line.at(at).is_some_and(|it| it.is_ascii_digit()) {
        [reader.numbers(at), reader.kanji(at), reader.span(at), reader.day_month(at)]
    } else {
        [reader.words(at), reader.weekday(at), reader.span(at), reader.month_day(at)]
    };
    let longest = all.into_iter().flatten().max_by_key(|it| it.to)?;
    let is_taken = Kind::Day.takes(&Value::Day(longest.day));
    is_taken.then(|| Day { to: reader.over_weekday(longest.to), ..longest })
}

struct Reader<'a> {
    line: &'a Folded,
    context: &'a Context<'a>,
}

impl Reader<'_> {
    /// 11/30, 11-30, 2026/11/30, 11/30/2026.
    fn numbers(&self, at: usize) -> Option<Day> {
        let line = self.line;
        // A longer number, fraction or version.
        if line.before(at).is_some_and(|it| "/-.+,%".contains(it)) {
            return None;
        }
        let (first, behind) = line.number(at)?;
        let mark = line.at(behind).filter(|it| "/-".contains(*it))?;
        let (second, behind) = line.number(behind + 1)?;
        let third = (line.at(behind) == Some(mark)).then(|| line.number(behind + 1));
        let (day, form, to) = match third {
            None => (self.near(first, second)?, Form::Numbers, behind),
            Some(third) => {
                let (third, to) = third?;
                let (year, month, day) =
                    if first >= 1000 { (first, second, third) } else { (third, first, second) };
                // With its year it is nothing else.
                (NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?, Form::Words, to)
            }
        };
        let is_more = line.at(to).is_some_and(|it| is_latin(it) || "/-%+".contains(it))
            || (line.at(to) == Some('.') && line.number(to + 1).is_some());
        (!is_more).then_some(Day { day, form, to })
    }

    /// 2026年11月30日, 11月30日, 30日.
    fn kanji(&self, at: usize) -> Option<Day> {
        let [year_mark, month_mark, day_mark] = self.context.vocabulary.year_month_day;
        let part = |at, mark| {
            let (number, to) = self.line.number(at)?;
            let to = self.line.word(self.line.over_blanks(to), mark)?;
            Some((number, to))
        };
        let (year, at) = part(at, year_mark).map_or((None, at), |it| (Some(it.0), it.1));
        let month_at = self.line.over_blanks(at);
        let (month, at) = match part(month_at, month_mark) {
            Some((month, to)) => (Some(month), self.line.over_blanks(to)),
            None => (None, at),
        };
        let (date, to) = part(at, day_mark)?;
        let (day, form) = match (year, month) {
            (Some(year), Some(month)) => {
                let year = i32::try_from(year).ok()?;
                (NaiveDate::from_ymd_opt(year, month, date)?, Form::Words)
            }
            (None, Some(month)) => (self.near(month, date)?, Form::Words),
            (None, None) => (self.next_date(date)?, Form::DayOfMonth),
            (Some(_), None) => return None,
        };
        Some(Day { day, form, to })
    }

    /// 明日, 来月末, 来月15日.
    fn words(&self, at: usize) -> Option<Day> {
        let words = self.context.vocabulary;
        let today = self.context.today;
        let (day, to) = match self.line.longest(at, words.days) {
            Some((when, to)) => (self.seen_from_today(when)?, to),
            None => {
                let (ahead, to) = self.line.longest(at, words.months_ahead)?;
                let (date, to) = self.line.number(self.line.over_blanks(to))?;
                let to = self.line.word(to, words.year_month_day[2])?;
                let month = today.with_day(1)?.checked_add_months(Months::new(ahead.into()))?;
                (month.with_day(date)?, to)
            }
        };
        Some(Day { day, form: Form::Words, to })
    }

    fn seen_from_today(&self, when: When) -> Option<NaiveDate> {
        let today = self.context.today;
        match when {
            When::InDays(days) => today.checked_add_days(Days::new(days.into())),
            When::Monday(weeks) => self.in_week(weeks, Weekday::Mon),
            When::Friday(weeks) => self.in_week(weeks, Weekday::Fri),
            When::EndOfMonth(ahead) => {
                let after = Months::new(u32::from(ahead) + 1);
                today.with_day(1)?.checked_add_months(after)?.pred_opt()
            }
            When::EndOfYear => NaiveDate::from_ymd_opt(today.year(), 12, 31),
        }
    }

    /// 金曜日, 来週金曜, next Friday.
    fn weekday(&self, at: usize) -> Option<Day> {
        let words = self.context.vocabulary;
        let week = self.line.longest(at, words.weeks);
        // As in 来週の金曜.
        let at = week.map_or(at, |it| self.line.over_blanks(it.1));
        let (weekday, to) = self.line.longest(at, words.weekdays)?;
        let day = match week {
            Some((weeks, _)) => self.in_week(weeks, weekday)?,
            None => self.context.today.iter_days().take(7).find(|it| it.weekday() == weekday)?,
        };
        Some(Day { day, form: Form::Words, to })
    }

    /// 3営業日後, in 3 business days.
    fn span(&self, at: usize) -> Option<Day> {
        let words = self.context.vocabulary;
        let found = words.spans.iter().filter_map(|span| {
            let at = match span.before {
                "" => at,
                before => self.line.over_blanks(self.line.word(at, before)?),
            };
            let (number, to) =
                self.line.number(at).or_else(|| self.line.longest(at, words.numerals))?;
            let to = self.line.word(self.line.over_blanks(to), span.behind)?;
            Some((span.unit, number, to))
        });
        let (unit, number, to) = found.max_by_key(|it| it.2)?;
        let today = self.context.today;
        let day = match unit {
            Unit::Days => today.checked_add_days(Days::new(number.into()))?,
            Unit::Weeks => today.checked_add_days(Days::new(u64::from(number) * 7))?,
            Unit::Months => today.checked_add_months(Months::new(number))?,
            Unit::BusinessDays => calendar::due_after(today, number, self.context.calendar)?.due,
        };
        Some(Day { day, form: Form::Words, to })
    }

    /// Nov 30, November 30th, 2026.
    fn month_day(&self, at: usize) -> Option<Day> {
        let (month, to) = self.line.longest(at, self.context.vocabulary.months)?;
        let (date, to) = self.line.number(self.line.over_blanks(to))?;
        self.with_year(month, date, self.over_ordinal(to))
    }

    /// 30 Nov, 30th November 2026.
    fn day_month(&self, at: usize) -> Option<Day> {
        let (date, to) = self.line.number(at)?;
        let at = self.line.over_blanks(self.over_ordinal(to));
        let (month, to) = self.line.longest(at, self.context.vocabulary.months)?;
        self.with_year(month, date, to)
    }

    fn with_year(&self, month: u32, date: u32, to: usize) -> Option<Day> {
        let comma = self.line.word(to, ",").unwrap_or(to);
        let year = self.line.number(self.line.over_blanks(comma));
        let year = year.filter(|it| it.0 >= 1000 && !self.line.at(it.1).is_some_and(is_latin));
        let (day, to) = match year {
            Some((year, to)) => {
                (NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, date)?, to)
            }
            None => (self.near(month, date)?, to),
        };
        (!self.line.at(to).is_some_and(is_latin)).then_some(Day { day, form: Form::Words, to })
    }

    fn over_ordinal(&self, at: usize) -> usize {
        let ordinals = self.context.vocabulary.ordinals.iter();
        // They are parts of a word, so not found as one.
        let is_next =
            |it: &&&str| it.chars().zip(at..).all(|(it, at)| self.line.at(at) == Some(it));
        ordinals.clone().find(is_next).map_or(at, |it| at + it.len())
    }

    /// The weekday in brackets.
    fn over_weekday(&self, to: usize) -> usize {
        let marked = || {
            let at = self.line.word(self.line.over_blanks(to), "(")?;
            let at = self.line.any(at, self.context.vocabulary.weekday_marks)?;
            self.line.word(at, ")")
        };
        marked().unwrap_or(to)
    }

    fn in_week(&self, weeks: u8, weekday: Weekday) -> Option<NaiveDate> {
        let today = self.context.today;
        let since_monday = Days::new(today.weekday().num_days_from_monday().into());
        let ahead = u64::from(weeks) * 7 + u64::from(weekday.num_days_from_monday());
        today.checked_sub_days(since_monday)?.checked_add_days(Days::new(ahead))
    }

    /// Such a day within a year, or just missed. The 29th of February is one only if it comes by then.
    fn near(&self, month: u32, date: u32) -> Option<NaiveDate> {
        let today = self.context.today;
        let day = spoken_day::without_year(month, date, today)?;
        (day.signed_duration_since(today).num_days() <= 366).then_some(day)
    }

    /// The next day with this date; months that are too short have none.
    fn next_date(&self, date: u32) -> Option<NaiveDate> {
        let today = self.context.today;
        let first = today.with_day(1)?;
        let months = (0..3).filter_map(|it| first.checked_add_months(Months::new(it)));
        months.filter_map(|it| it.with_day(date)).find(|it| *it >= today)
    }
}
