//! Names of things. A playbook's ids are written by hand and never change (R48, chapter 4); ids of
//! what people add are unique numbers that are handed in, so that two copies never clash.

use std::fmt;

use uuid::Uuid;

/// Declares ids that only a loaded playbook hands out. They borrow from it for the life of the
/// page, so they are `Copy`: views and handlers keep them without cloning.
macro_rules! written_ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub struct $name(&'static str);

        impl $name {
            /// The id as it is written in the playbook, in addresses and in files.
            pub fn as_str(self) -> &'static str {
                self.0
            }

            /// For the loader and the condition parser, which check the name later.
            pub(crate) fn written(name: &str) -> $name {
                $name(keep(name))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.0)
            }
        }
    )*};
}

written_ids! {
    /// A step of the playbook, such as `prepare`.
    StepId,
    /// One row that can be ticked, such as `ftop.994`.
    ItemId,
    /// One of the 18 questions that decide what applies, such as `managed`.
    QuestionId,
    /// A single fact about the engagement, such as `seats`.
    FactId,
    /// A service by its workload code, such as `exo`.
    ServiceId,
    /// A link of the source, such as `link.kickoff-deck`.
    LinkId,
    /// One of the 44 notes on the source's wording, such as `note.01`.
    NoteId,
}

/// The ids of what can have a role; see [`super::roles`].
macro_rules! kept_ids {
    ($($name:ident),*) => {$(
        impl $name {
            /// For a name that is kept already.
            pub(crate) fn stored(name: &'static str) -> $name {
                $name(name)
            }
        }
    )*};
}

kept_ids!(ItemId, QuestionId, FactId, LinkId);

/// Keeps a playbook's name for the life of the page; a playbook is loaded once.
pub(crate) fn keep(name: &str) -> &'static str {
    Box::leak(name.to_owned().into_boxed_str())
}

/// Whether an id is written as agreed: lower-case words and digits, joined by single `.` or `-`.
pub fn is_well_formed(id: &str) -> bool {
    id.split(['.', '-']).all(|word| {
        !word.is_empty() && word.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
    })
}

/// One engagement with one customer (R03).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct EngagementId(Uuid);

impl EngagementId {
    /// From a number that is unique across devices.
    pub fn coined(unique: u128) -> EngagementId {
        EngagementId(Uuid::from_u128(unique))
    }

    /// Reads the hyphenated form; `None` if it is not one.
    pub fn parse(written: &str) -> Option<EngagementId> {
        parse_uuid(written).map(EngagementId)
    }
}

impl fmt::Display for EngagementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One entry of a register: coined when somebody adds it, or named by the playbook when the same
/// entry must meet itself after two people added it apart (the service `exo` is one service).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum EntryId {
    /// A service of the playbook, by its code.
    Named(ServiceId),
    /// What somebody added, by a number that is unique across devices.
    Coined(Uuid),
}

impl EntryId {
    /// Where the entries of a register begin, in their order. No entry has this id.
    pub(crate) const FIRST: EntryId = EntryId::Named(ServiceId(""));

    /// From a number that is unique across devices.
    pub fn coined(unique: u128) -> EntryId {
        EntryId::Coined(Uuid::from_u128(unique))
    }

    /// Reads the hyphenated form of a coined id.
    pub fn parse_coined(written: &str) -> Option<EntryId> {
        parse_uuid(written).map(EntryId::Coined)
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EntryId::Named(service) => service.fmt(f),
            EntryId::Coined(unique) => unique.fmt(f),
        }
    }
}

/// Only the one form that we write: other spellings of the same number would be two addresses of
/// one thing.
fn parse_uuid(written: &str) -> Option<Uuid> {
    let read = Uuid::try_parse(written).ok()?;
    (read.to_string() == written).then_some(read)
}

/// A unique number whose order is the order of making: 48 bits of milliseconds, then chance
/// (UUID version 7). `chance` are ten random bytes.
pub fn unique(at_millis: u64, chance: [u8; 10]) -> u128 {
    uuid::Builder::from_unix_timestamp_millis(at_millis, &chance).into_uuid().as_u128()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_words_joined_by_single_marks() {
        for good in ["ftop.994", "out.roles-understood", "c1", "note.01"] {
            assert!(is_well_formed(good), "{good}");
        }
        for bad in ["", "Ftop.994", "out..x", ".out", "out-", "out x", "案件", "a/b"] {
            assert!(!is_well_formed(bad), "{bad}");
        }
    }

    #[test]
    fn unique_numbers_sort_by_the_moment_of_making() {
        assert!(unique(1, [255; 10]) < unique(2, [0; 10]));
    }

    #[test]
    fn an_entry_id_has_one_spelling() {
        let id = EntryId::coined(unique(1_790_000_000_000, [7; 10]));
        assert_eq!(EntryId::parse_coined(&id.to_string()), Some(id));
        assert_eq!(EntryId::parse_coined(&id.to_string().to_uppercase()), None);
    }
}
