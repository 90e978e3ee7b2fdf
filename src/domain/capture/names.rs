//! Finding the engagement's people and services in a line.

use std::ops::Range;
use std::slice::from_ref;

use super::Context;
use super::folded::{Folded, is_latin};
use crate::domain::id::EntryId;

/// A name longer than this is none: what is behind an @ ends somewhere.
const LONGEST: usize = 40;

/// One way to call somebody, as it is compared.
struct Call {
    letters: Vec<char>,
    /// Who in the list.
    person: usize,
    /// Whether blanks may stand anywhere in it: 佐藤 恵子 and 佐藤恵子 are one.
    is_whole: bool,
}

/// A service as it is compared: by its whole name, and by every run of its words.
struct Service {
    id: EntryId,
    whole: Vec<char>,
    parts: Vec<Vec<char>>,
}

impl Service {
    fn of(name: &str, id: EntryId) -> Service {
        let name = Folded::of(name);
        let words = words(&name, 0..name.len());
        let runs =
            (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| from..to));
        let parts = runs.filter_map(|it| words.get(it)).map(|it| letters(&name, it)).collect();
        Service { id, whole: letters(&name, &words), parts }
    }
}

fn letters(line: &Folded, words: &[Range<usize>]) -> Vec<char> {
    words.iter().cloned().flatten().filter_map(|it| line.at(it)).collect()
}

/// Worked out once for a line, however often it is asked.
pub(super) struct Names<'a> {
    calls: Vec<Call>,
    services: Vec<Service>,
    context: &'a Context<'a>,
}

/// Somebody's name in the line.
pub(super) struct Named {
    pub(super) name: String,
    /// Behind the name and its honorific.
    pub(super) to: usize,
}

impl<'a> Names<'a> {
    pub(super) fn of(context: &'a Context<'a>) -> Names<'a> {
        let mut calls: Vec<Call> = Vec::new();
        for (person, name) in context.people.iter().enumerate() {
            let name = Folded::of(name);
            let to = without_honorific(&name, context);
            let words = words(&name, name.over_blanks(0)..to);
            let whole = letters(&name, &words);
            // Somebody who is listed twice is one person.
            if whole.is_empty() || calls.iter().any(|it| it.is_whole && it.letters == whole) {
                continue;
            }
            calls.push(Call { letters: whole, person, is_whole: true });
            if let [first, .., last] = &words[..] {
                calls.push(Call {
                    letters: letters(&name, from_ref(first)),
                    person,
                    is_whole: false,
                });
                // In Latin letters the surname is usually the last.
                if name.at(last.start).is_some_and(is_latin) {
                    calls.push(Call {
                        letters: letters(&name, from_ref(last)),
                        person,
                        is_whole: false,
                    });
                }
            }
        }
        let services = context.services.iter().map(|(name, id)| Service::of(name, *id)).collect();
        Names { calls, services, context }
    }

    /// The only person that is called so here.
    pub(super) fn person_at(&self, line: &Folded, at: usize) -> Option<Named> {
        let found = self.calls.iter().filter_map(|it| {
            let to = it.end(line, at)?;
            let behind = self.over_honorific(line, to);
            (behind > to || is_parted(line, to)).then_some((it, to, behind))
        });
        let found: Vec<(&Call, usize, usize)> = found.collect();
        let longest = found.iter().map(|it| it.1).max()?;
        let mut meant = found.iter().filter(|it| it.1 == longest);
        let (call, _, to) = meant.next()?;
        let is_clear = meant.all(|it| it.0.person == call.person);
        let name = self.context.people.get(call.person)?.trim();
        is_clear.then(|| Named { name: name.to_owned(), to: *to })
    }

    /// Several names, as in 佐藤・鈴木, are one owner.
    pub(super) fn people_at(&self, line: &Folded, at: usize) -> Option<Named> {
        let mut named = self.person_at(line, at)?;
        let next = |to| {
            let at = line.over_blanks(to);
            let (mark, behind) = line.longest(at, self.context.vocabulary.and)?;
            Some((mark, self.person_at(line, line.over_blanks(behind))?))
        };
        while let Some((mark, other)) = next(named.to) {
            named.name.push_str(mark);
            named.name.push_str(&other.name);
            named.to = other.to;
        }
        Some(named)
    }

    /// Whatever stands behind an @, up to the next blank or mark, without the honorific.
    pub(super) fn anybody_at(&self, line: &Folded, at: usize) -> Option<(Range<usize>, usize)> {
        let to = (at..at + LONGEST).find(|it| is_parted(line, *it))?;
        let honorifics = self.context.vocabulary.honorifics;
        let bare = honorifics.iter().filter_map(|it| to.checked_sub(it.chars().count()));
        let bare = bare.filter(|it| *it > at && line.any(*it, honorifics) == Some(to)).min();
        let name = at..bare.unwrap_or(to);
        (!name.is_empty()).then_some((name, to))
    }

    fn over_honorific(&self, line: &Folded, to: usize) -> usize {
        line.any(line.over_blanks(to), self.context.vocabulary.honorifics).unwrap_or(to)
    }

    /// The only service that is called by these words, or by a part of its name: Teams, SharePoint.
    pub(super) fn service(&self, line: &Folded, span: Range<usize>) -> Option<EntryId> {
        if span.is_empty() || span.len() > LONGEST {
            return None;
        }
        let wanted = letters(line, &words(line, span));
        if let Some(whole) = self.services.iter().find(|it| it.whole == wanted) {
            return Some(whole.id);
        }
        let called = self.services.iter().filter(|it| it.parts.contains(&wanted));
        let called: Vec<EntryId> = called.map(|it| it.id).collect();
        let first = *called.first()?;
        called.iter().all(|it| *it == first).then_some(first)
    }
}

impl Call {
    fn end(&self, line: &Folded, from: usize) -> Option<usize> {
        let mut at = from;
        for (nth, wanted) in self.letters.iter().enumerate() {
            if self.is_whole && nth > 0 && line.at(at) != Some(*wanted) {
                at = line.over_blanks(at);
            }
            if line.at(at) != Some(*wanted) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
}

/// What parts a name from what follows.
pub(super) fn is_parted(line: &Folded, at: usize) -> bool {
    line.at(at).is_none_or(|it| " 、,。:;・&/()「」[]→".contains(it))
}

fn words(line: &Folded, span: Range<usize>) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for at in span.filter(|it| !line.is_blank(*it)) {
        match words.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => words.push(at..at + 1),
        }
    }
    words
}

fn without_honorific(name: &Folded, context: &Context) -> usize {
    let to = name.back_over_blanks(name.len());
    let honorifics = context.vocabulary.honorifics.iter();
    let bare = honorifics.filter_map(|it| {
        let from = to.checked_sub(it.chars().count())?;
        (from > 0 && name.word(from, it) == Some(to)).then_some(from)
    });
    bare.min().map_or(to, |it| name.back_over_blanks(it))
}
