//! The one answer to what is under an engagement's id, whoever asks.

/// What is under an id: `T` what it is made into, `L` what is left of it where it cannot be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Found<T, L = ()> {
    /// It could be read, and this is what it is made into.
    Whole(T),
    /// Nothing that could be read, whole or not.
    Missing,
    /// In the archive, from where it is to be taken back first.
    Archived,
    /// Not readable: never written over, but set aside.
    Damaged(L),
    /// Written by a newer version: not read, and never written to.
    Newer(L),
}

impl<T, L> Found<T, L> {
    /// Whether it could be read.
    pub fn is_whole(&self) -> bool {
        matches!(self, Found::Whole(_))
    }

    /// What could be read; `None` for all else, whatever it is.
    pub fn whole(self) -> Option<T> {
        match self {
            Found::Whole(it) => Some(it),
            _ => None,
        }
    }

    /// Made into something else, without what is left of it where it cannot be read.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Found<U> {
        match self {
            Found::Whole(it) => Found::Whole(make(it)),
            Found::Missing => Found::Missing,
            Found::Archived => Found::Archived,
            Found::Damaged(_) => Found::Damaged(()),
            Found::Newer(_) => Found::Newer(()),
        }
    }

    /// What it is, and nothing of it.
    pub fn kind(&self) -> Found<()> {
        match self {
            Found::Whole(_) => Found::Whole(()),
            Found::Missing => Found::Missing,
            Found::Archived => Found::Archived,
            Found::Damaged(_) => Found::Damaged(()),
            Found::Newer(_) => Found::Newer(()),
        }
    }
}
