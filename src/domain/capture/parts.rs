//! Where the parts of a line may stand; the rules are told in the module above.

use std::ops::Range;

use super::dates::Form;
use super::folded::{Folded, is_latin};
use super::names::{Names, is_parted};
use super::{Chip, Context, Kind, Part, kind_at, overlap};

/// What was found in a line so far.
pub(super) struct Parts<'a> {
    typed: &'a str,
    pub(super) line: &'a Folded,
    pub(super) context: &'a Context<'a>,
    pub(super) kind: Kind,
    names: Names<'a>,
    found: Vec<(Range<usize>, Part)>,
}

impl<'a> Parts<'a> {
    pub(super) fn new(
        typed: &'a str,
        line: &'a Folded,
        kind: Kind,
        context: &'a Context<'a>,
    ) -> Parts<'a> {
        Parts { typed, line, context, kind, names: Names::of(context), found: Vec::new() }
    }

    pub(super) fn add(&mut self, span: Range<usize>, part: Part) {
        self.found.push((span, part));
    }

    pub(super) fn typed(&self, span: Range<usize>) -> &'a str {
        self.typed.get(self.line.bytes(span)).unwrap_or_default()
    }

    pub(super) fn chips(self) -> Vec<Chip> {
        let line = self.line;
        let chips = self.found.into_iter();
        chips.map(|(span, part)| Chip { part, range: line.bytes(span) }).collect()
    }

    pub(super) fn of_body(&mut self, body: Range<usize>) {
        let mut segments = self.segments(body.clone());
        if self.kind == Kind::Question {
            self.answer(&mut segments, body);
        }
        let days = if self.kind.has_day() { self.days(&segments) } else { Vec::new() };
        if let Some(it) = days.iter().find(|it| it.is_due) {
            self.add(self.with_comma(&it.span, &segments), Part::Due(it.day.day));
        }
        for (nth, segment) in segments.iter().enumerate() {
            let before = self.found.len();
            let reached = self.leading(segment.clone(), nth > 0);
            if nth > 0 {
                self.behind_slash(segment, before, reached);
            }
        }
        self.marked_names(&segments);
        if !self.has(|it| matches!(it, Part::Due(_))) {
            let at_end = days.iter().find(|it| self.is_at_end(it, &segments));
            let found = at_end.or_else(|| days.iter().find(|it| self.is_on(it)));
            if let Some(it) = found.filter(|it| self.is_free(&it.span)) {
                let to = self.over_on(it.span.end).unwrap_or(it.span.end);
                let span = self.with_comma(&(it.span.start..to), &segments);
                self.add(span, Part::Due(it.day.day));
            }
        }
    }

    fn has(&self, is_wanted: impl Fn(&Part) -> bool) -> bool {
        self.found.iter().any(|it| is_wanted(&it.1))
    }

    pub(super) fn is_free(&self, span: &Range<usize>) -> bool {
        !self.found.iter().any(|it| overlap(&it.0, span))
    }

    /// Parted by slashes. Each but the first begins behind its slash.
    fn segments(&self, body: Range<usize>) -> Vec<Range<usize>> {
        let line = self.line;
        let is_digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
        let is_cut = |at: usize| {
            let has_blank = line.before(at) == Some(' ') || line.is_blank(at + 1);
            let is_number = is_digit(line.before(at)) && is_digit(line.at(at + 1));
            has_blank || (line.is_wide(at) && !is_number)
        };
        let mut segments = Vec::new();
        let mut from = body.start;
        let mut last_slash = None;
        let slashes = body.clone().filter(|it| line.at(*it) == Some('/'));
        for at in slashes.chain([body.end]) {
            if at < body.end && !is_cut(at) {
                last_slash = Some(at);
                continue;
            }
            let segment = line.trimmed(from..at);
            let bare = last_slash.take().filter(|it| segment.contains(it));
            let follow_up = bare.filter(|it| self.follow_up(it + 1) == Some(segment.end));
            match follow_up {
                Some(slash) => {
                    segments.push(line.trimmed(segment.start..slash));
                    segments.push(slash + 1..segment.end);
                }
                None => segments.push(segment),
            }
            from = at + 1;
        }
        segments
    }

    fn follow_up(&self, at: usize) -> Option<usize> {
        let words = self.context.vocabulary.follow_ups;
        (self.kind == Kind::Gap).then(|| self.line.longest(at, words)).flatten().map(|it| it.1)
    }

    /// What follows behind a slash as the answer, to the end.
    fn answer(&mut self, segments: &mut Vec<Range<usize>>, body: Range<usize>) {
        let answer = segments.iter().enumerate().skip(1).find_map(|(nth, it)| {
            let (kind, to) = kind_at(self.line, it.start, self.context.vocabulary)?;
            let said = self.line.trimmed(to..body.end);
            (kind == Kind::Answer && !said.is_empty()).then_some((nth, it.start, said))
        });
        if let Some((nth, at, said)) = answer {
            segments.truncate(nth);
            let written = self.typed(said).into();
            self.add(self.slash(at)..body.end, Part::Answer(written));
        }
    }

    /// Where the slash before a segment is.
    fn slash(&self, segment: usize) -> usize {
        self.line.back_over_blanks(segment).saturating_sub(1)
    }

    /// Owner, day and, behind a slash, all else that stands at the beginning. Tells how far it got.
    fn leading(&mut self, segment: Range<usize>, is_behind_slash: bool) -> usize {
        let line = self.line;
        let mut from = segment.start;
        while from < segment.end {
            let next = self.already(from);
            let next = next.or_else(|| self.leading_owner(from, is_behind_slash));
            let next = next.or_else(|| self.leading_day(from, segment.end, is_behind_slash));
            let next =
                next.or_else(|| is_behind_slash.then(|| self.named(from..segment.end)).flatten());
            let Some(next) = next else { break };
            from = line.over_blanks(next);
        }
        from.min(segment.end)
    }

    /// The end of what begins here and was found already.
    fn already(&self, from: usize) -> Option<usize> {
        self.found.iter().find(|it| it.0.start == from).map(|it| it.0.end)
    }

    fn leading_owner(&mut self, from: usize, is_behind_slash: bool) -> Option<usize> {
        if !self.kind.has_owner() || self.has(|it| matches!(it, Part::Owner(_))) {
            return None;
        }
        let line = self.line;
        let named = self.names.people_at(line, from)?;
        let behind = line.over_blanks(named.to);
        let doer = line.any(behind, self.context.vocabulary.doer_behind);
        let to = match doer.filter(|_| self.kind == Kind::Action) {
            Some(to) => to,
            None if is_parted(line, named.to) => self.over_mark(named.to),
            None => return None,
        };
        // Whoever is only named, 佐藤 の異動, owns nothing.
        let goes_on = line.any(line.over_blanks(to), self.context.vocabulary.goes_on).is_some();
        if goes_on && !is_behind_slash {
            return None;
        }
        self.add(from..to, Part::Owner(named.name.into()));
        Some(to)
    }

    fn leading_day(&mut self, from: usize, end: usize, is_behind_slash: bool) -> Option<usize> {
        if !self.kind.has_day() || self.has(|it| matches!(it, Part::Due(_))) {
            return None;
        }
        let day = self.day(from)?;
        let on = self.over_on(day.to);
        let to = match on {
            Some(to) => to,
            None if day.to <= end && is_parted(self.line, day.to) => self.over_mark(day.to),
            None => return None,
        };
        // A gap begins with what is not known, which may be a share: 4/5 departments.
        let is_told = is_behind_slash || to > day.to || self.has(|it| matches!(it, Part::Owner(_)));
        if self.kind == Kind::Gap && day.form == Form::Numbers && !is_told {
            return None;
        }
        self.add(from..to, Part::Due(day.day));
        Some(to)
    }

    /// Over one comma or colon behind a part.
    fn over_mark(&self, to: usize) -> usize {
        let at = self.line.over_blanks(to);
        if self.line.at(at).is_some_and(|it| "、,:→".contains(it)) { at + 1 } else { to }
    }

    /// The kind of follow-up that begins here, or the service that all of it names.
    fn named(&mut self, span: Range<usize>) -> Option<usize> {
        let words = self.context.vocabulary.follow_ups;
        let follow_up = self
            .line
            .longest(span.start, words)
            .filter(|it| self.kind == Kind::Gap && it.1 <= span.end && is_parted(self.line, it.1));
        if let Some((kind, to)) = follow_up
            && !self.has(|it| matches!(it, Part::FollowUp(_)))
        {
            let to = self.over_mark(to);
            self.add(span.start..to, Part::FollowUp(kind));
            return Some(to);
        }
        let is_wanted = self.kind.has_service() && !self.has(|it| matches!(it, Part::Service(_)));
        let service = is_wanted.then(|| self.names.service(self.line, span.clone())).flatten()?;
        self.add(span.clone(), Part::Service(service));
        Some(span.end)
    }

    /// What stands behind a slash is understood as a whole, and the slash belongs to it; or it is not.
    fn behind_slash(&mut self, segment: &Range<usize>, before: usize, reached: usize) {
        if reached < segment.end {
            self.found.truncate(before);
            return;
        }
        let slash = self.slash(segment.start);
        let first = self.found.iter_mut().find(|it| it.0.start == segment.start);
        if let Some((span, _)) = first.filter(|it| !it.0.is_empty()) {
            span.start = slash;
        }
    }

    /// What is behind an @, and whoever is behind 担当.
    fn marked_names(&mut self, segments: &[Range<usize>]) {
        for at in segments.iter().cloned().flatten() {
            let is_begun =
                !self.line.before(at).is_some_and(|it| is_latin(it) || "._-+".contains(it));
            if !is_begun {
                continue;
            }
            let is_owned = !self.kind.has_owner() || self.has(|it| matches!(it, Part::Owner(_)));
            if self.line.at(at) == Some('@') {
                let service = self.service_behind(at + 1);
                let found =
                    service.or_else(|| (!is_owned).then(|| self.owner_behind(at + 1)).flatten());
                if let Some((to, part)) = found.filter(|it| self.is_free(&(at..it.0))) {
                    self.add(at..to, part);
                }
            } else if !is_owned
                && let Some(behind) = self.line.any(at, self.context.vocabulary.owner_before)
            {
                let colon = self.line.over_blanks(behind);
                let name = self.line.over_blanks(self.line.word(colon, ":").unwrap_or(colon));
                let named = self.names.people_at(self.line, name);
                let named = named.filter(|it| is_parted(self.line, it.to));
                if let Some(it) = named.filter(|it| self.is_free(&(at..it.to))) {
                    self.add(at..self.over_mark(it.to), Part::Owner(it.name.into()));
                }
            }
        }
    }

    /// The longest service behind an @, of up to four words.
    fn service_behind(&self, at: usize) -> Option<(usize, Part)> {
        if !self.kind.has_service() || self.has(|it| matches!(it, Part::Service(_))) {
            return None;
        }
        let mut longest = None;
        let mut to = at;
        for _ in 0..4 {
            to = (to..to + 40).find(|it| is_parted(self.line, *it))?;
            let service = self.names.service(self.line, at..to);
            longest = service.map(|it| (to, Part::Service(it))).or(longest);
            if !self.line.is_blank(to) {
                break;
            }
            to = self.line.over_blanks(to);
        }
        longest
    }

    fn owner_behind(&self, at: usize) -> Option<(usize, Part)> {
        let known = self.names.people_at(self.line, at).filter(|it| is_parted(self.line, it.to));
        if let Some(it) = known {
            return Some((it.to, Part::Owner(it.name.into())));
        }
        let (name, to) = self.names.anybody_at(self.line, at)?;
        Some((to, Part::Owner(self.typed(name).into())))
    }
}
