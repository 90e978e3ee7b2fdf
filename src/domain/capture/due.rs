//! Where a day may stand that is one of the line; the rules are told in the module above.

use std::ops::Range;

use super::Kind;
use super::dates::{Day, Form, day_at};
use super::folded::is_latin;
use super::parts::Parts;

/// A day somewhere in the line, with the words that belong to it.
pub(super) struct Dated {
    pub(super) span: Range<usize>,
    pub(super) day: Day,
    /// Next to by or まで.
    pub(super) is_due: bool,
}

impl Parts<'_> {
    /// With the comma before a day at the end.
    pub(super) fn with_comma(
        &self,
        span: &Range<usize>,
        segments: &[Range<usize>],
    ) -> Range<usize> {
        let before = self.line.back_over_blanks(span.start);
        let is_comma = self.line.before(before).is_some_and(|it| "、,".contains(it));
        let is_last = segments.iter().any(|it| it.end == span.end && it.start < before);
        let with = before.saturating_sub(1)..span.end;
        if is_comma && is_last && self.is_free(&with) { with } else { span.clone() }
    }

    /// Every day of the line. Within one, no other begins.
    pub(super) fn days(&self, segments: &[Range<usize>]) -> Vec<Dated> {
        let words = self.context.vocabulary;
        let mut days = Vec::new();
        for segment in segments {
            let mut at = segment.start;
            while at < segment.end {
                let before = self.line.any(at, words.due_before);
                let marked = before.and_then(|it| self.day(self.line.over_blanks(it)));
                let is_before = marked.is_some();
                let Some(day) = marked.or_else(|| self.day(at)) else {
                    at += 1;
                    continue;
                };
                let behind = self.line.any(self.line.over_blanks(day.to), words.due_behind);
                let to = behind.unwrap_or(day.to);
                days.push(Dated { span: at..to, day, is_due: is_before || behind.is_some() });
                at = to.max(at + 1);
            }
        }
        days
    }

    /// A day that begins here and is not one by its place already.
    pub(super) fn day(&self, at: usize) -> Option<Day> {
        let words = self.context.vocabulary;
        let day = day_at(self.line, at, self.context)?;
        let is_number = day.form == Form::Numbers
            && self.line.ends_in(self.line.back_over_blanks(at), words.numbered);
        let behind = self.line.over_blanks(day.to);
        let goes_on = self.line.any(behind, words.goes_on).is_some()
            || (self.kind != Kind::Action && self.line.any(behind, words.on_behind).is_some());
        (!is_number && !goes_on).then_some(day)
    }

    /// Over に, by which an action is told its day.
    pub(super) fn over_on(&self, to: usize) -> Option<usize> {
        let at = self.line.over_blanks(to);
        let is_action = self.kind == Kind::Action;
        self.line.any(at, self.context.vocabulary.on_behind).filter(|_| is_action)
    }

    /// Behind a blank or a mark, with nothing behind it, and not what the text is about.
    pub(super) fn is_at_end(&self, it: &Dated, segments: &[Range<usize>]) -> bool {
        let before = self.line.back_over_blanks(it.span.start);
        let ends = segments.iter().any(|segment| segment.end == it.span.end);
        ends && it.day.form != Form::DayOfMonth
            && self.line.before(it.span.start).is_some_and(|it| " 、,。:→".contains(it))
            && !self.line.ends_in(before, self.context.vocabulary.leads_on)
    }

    /// Before に, as in 表を来週金曜に送る. Not behind a Latin word, whose number it may be.
    pub(super) fn is_on(&self, it: &Dated) -> bool {
        let before = self.line.back_over_blanks(it.span.start);
        self.over_on(it.span.end).is_some()
            && (it.day.form == Form::Words || !self.line.before(before).is_some_and(is_latin))
    }
}
