//! What a copy knows of: the latest stamp of each writer. An edit that a copy has seen and does not
//! hold any more was written over there in full knowledge, whatever the clocks say.

use super::stamp::{Stamp, WriterId};

/// See the module. A version vector; in the order of the writers.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct VersionVector(Vec<Stamp>);

impl VersionVector {
    /// The latest stamp seen of a writer.
    pub fn of(&self, writer: WriterId) -> Option<Stamp> {
        self.place(writer).ok().map(|at| self.0[at])
    }

    /// Whether an edit is known here.
    pub fn covers(&self, at: Stamp) -> bool {
        self.of(at.writer()).is_some_and(|latest| at <= latest)
    }

    /// Takes note of an edit, and so of all that its writer did before.
    pub fn note(&mut self, at: Stamp) {
        match self.place(at.writer()) {
            Ok(place) => self.0[place] = self.0[place].max(at),
            Err(place) => self.0.insert(place, at),
        }
    }

    /// Knows all that either knew.
    pub fn merge(&mut self, other: &VersionVector) {
        other.iter().for_each(|it| self.note(it));
    }

    /// Whether another knows everything that this one knows.
    pub fn is_within(&self, other: &VersionVector) -> bool {
        self.iter().all(|it| other.covers(it))
    }

    /// The latest stamp of each writer, by writer.
    pub fn iter(&self) -> impl Iterator<Item = Stamp> {
        self.0.iter().copied()
    }

    fn place(&self, writer: WriterId) -> Result<usize, usize> {
        self.0.binary_search_by_key(&writer, |it| it.writer())
    }
}
