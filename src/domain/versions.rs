//! What stands in one field: the version that is shown, and others that were written apart from it
//! and that nobody has decided about yet.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::code::{Audience, Code, Receipt};
use super::field::{Field, ReceiptPart};
use super::register::Column;
use super::stamp::Stamp;
use super::value::{Kind, Value};
use crate::domain::version_vector::VersionVector;

/// One version of a field. `None` is "emptied on purpose", which is news to another copy; a field
/// that nobody ever touched is not there at all.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Version {
    /// What was written; `None` if the field was emptied.
    pub value: Option<Value>,
    /// When it was written, and by whom.
    pub at: Stamp,
}

/// What stands in one field: value and moment of the version that is shown, and its rivals in the
/// order in which they would be shown. Two copies that know the same are equal.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Versions {
    /// What is shown; `None` if the field was emptied.
    pub value: Option<Value>,
    /// When that was written, and by whom.
    pub at: Stamp,
    /// Written apart from the one that is shown; gone with the next edit, which knows them.
    pub rivals: Vec<Version>,
}

impl Versions {
    /// The only version.
    pub fn alone(value: Option<Value>, at: Stamp) -> Versions {
        Versions { value, at, rivals: Vec::new() }
    }

    /// Of all versions, in any order; `None` of none.
    pub fn of(field: Field, versions: Vec<Version>) -> Option<Versions> {
        let mut versions = highest_first(field, versions);
        versions.dedup();
        let mut versions = versions.into_iter();
        let Version { value, at } = versions.next()?;
        Some(Versions { value, at, rivals: versions.collect() })
    }

    /// The same with the version in front that is to be shown.
    pub(super) fn in_order(&self, field: Field) -> Option<Versions> {
        Versions::of(field, self.all().collect())
    }

    /// Every version, the one that is shown first.
    pub fn versions(&self) -> impl Iterator<Item = (Option<&Value>, Stamp)> {
        let shown = std::iter::once((self.value.as_ref(), self.at));
        shown.chain(self.rivals.iter().map(|it| (it.value.as_ref(), it.at)))
    }

    /// Whether one of the versions was written then.
    pub fn has(&self, at: Stamp) -> bool {
        self.versions().any(|(_, it)| it == at)
    }

    /// Two copies of a field as one: what both have, and of what only one has all that the other
    /// does not know. What it knows and has no more, it wrote over.
    pub(super) fn merge(
        &self,
        field: Field,
        seen: &VersionVector,
        other: &Versions,
        theirs: &VersionVector,
    ) -> Versions {
        // Looked up, not searched: a file can hold a hundred thousand rivals.
        let (in_mine, in_other) = (self.moments(), other.moments());
        let mine = self.all().filter(|it| in_other.contains(&it.at) || !theirs.covers(it.at));
        let of_other = other.all().filter(|it| in_mine.contains(&it.at) || !seen.covers(it.at));
        let versions: Vec<Version> = mine.chain(of_other).collect();
        Versions::of(field, versions)
            // Each claims to have written over the other, which no history brings about: both stay.
            .or_else(|| Versions::of(field, self.all().chain(other.all()).collect()))
            .unwrap_or_else(|| self.clone())
    }

    fn moments(&self) -> BTreeSet<Stamp> {
        // By `collect` they would be sorted, by code of their own: 1 KB of the first screen.
        let mut moments = BTreeSet::new();
        for (_, at) in self.versions() {
            moments.insert(at);
        }
        moments
    }

    fn all(&self) -> impl Iterator<Item = Version> {
        self.versions().map(|(value, at)| Version { value: value.cloned(), at })
    }

    /// The different texts that somebody has to decide between, the one that is shown first; empty
    /// if there is nothing to decide.
    pub fn texts_to_decide(&self, field: Field) -> Vec<&Value> {
        let mut texts: Vec<&Value> = Vec::new();
        let mut told = BTreeSet::new();
        if !self.rivals.is_empty() && !is_choice(field) {
            let values = self.versions().filter_map(|(value, _)| value);
            for value in values.filter(|it| matches!(it, Value::Text(_) | Value::Unclear(_))) {
                if told.insert(value) {
                    texts.push(value);
                }
            }
        }
        if texts.len() < 2 { Vec::new() } else { texts }
    }
}

/// By precedence; a file can hold a hundred thousand. The library's sort, for this one list, weighs
/// more than this: 1.6 KB of the first screen.
fn highest_first(field: Field, mut versions: Vec<Version>) -> Vec<Version> {
    if versions.len() < 2 {
        return versions;
    }
    let second = versions.split_off(versions.len() / 2);
    let mut first = highest_first(field, versions).into_iter().peekable();
    let mut second = highest_first(field, second).into_iter().peekable();
    let mut all = Vec::new();
    loop {
        let next = match (first.peek(), second.peek()) {
            (Some(a), Some(b)) if precedence(field, a) < precedence(field, b) => second.next(),
            (Some(_), _) => first.next(),
            _ => second.next(),
        };
        match next {
            Some(it) => all.push(it),
            None => return all,
        }
    }
}

/// A service is picked by its id, which is a text by its type only.
fn is_choice(field: Field) -> bool {
    matches!(field, Field::Entry(_, _, Column { kind: Kind::Service, .. }))
}

/// Of versions written apart, the highest is shown: an entry's deletion before its existence,
/// internal before shared, returned before accepted, something before nothing, later before earlier.
/// The value settles it if two of them claim the same moment, so that every copy shows the same one.
fn precedence(field: Field, version: &Version) -> (u8, bool, Stamp, Reverse<&Option<Value>>) {
    let rank = match (field, &version.value) {
        (Field::Exists(..), Some(Value::Flag(true))) => 0,
        (Field::Exists(..), _) => 1,
        // Emptied is what it is by default, which may be internal.
        (Field::Audience(_), None) => 1,
        (Field::Audience(_), Some(it)) if *it != Value::Choice(Audience::Shared.code()) => 2,
        (Field::Receipt(_, ReceiptPart::Verdict), Some(it))
            if *it == Value::Choice(Receipt::Returned.code()) =>
        {
            1
        }
        _ => 0,
    };
    (rank, version.value.is_some(), version.at, Reverse(&version.value))
}
