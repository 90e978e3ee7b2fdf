//! Which playbook an engagement runs on, and in which revision.

use std::fmt;

use super::iso;
use super::playbook::Playbook;

/// Pinned: a new revision changes a running case only when somebody wants it to.
#[derive(Clone)]
pub struct Edition {
    /// The id of the playbook, such as `customer-kickoff`, whether it is here or not.
    pub playbook: Box<str>,
    /// A day, as far as we have written it.
    pub revision: Box<str>,
    /// By what it is read and shown: the very one, or what comes closest to it here.
    shown: &'static Playbook,
    is_here: bool,
}

impl Edition {
    /// The edition of a playbook that is here.
    pub fn of(playbook: &'static Playbook) -> Edition {
        Edition {
            playbook: playbook.playbook.id.clone(),
            revision: iso::day(playbook.playbook.revision).into(),
            shown: playbook,
            is_here: true,
        }
    }

    /// As it is called where people read it.
    pub fn named(playbook: &Playbook) -> String {
        format!("{} {}", playbook.playbook.id, iso::day(playbook.playbook.revision))
    }

    /// One that is not here, to be shown as far as another one understands it.
    pub(super) fn elsewhere(id: &str, revision: &str, shown: &'static Playbook) -> Edition {
        Edition { playbook: id.into(), revision: revision.into(), shown, is_here: false }
    }

    /// By what it is read and shown: the very one, or what comes closest to it here.
    pub fn shown(&self) -> &'static Playbook {
        self.shown
    }

    /// Whether its playbook is here, in this revision.
    pub fn is_here(&self) -> bool {
        self.is_here
    }

    /// Whether copies of the two become one: of the same, or of two revisions that are both here.
    pub fn goes_with(&self, other: &Edition) -> bool {
        let are_here = self.is_here && other.is_here;
        self.playbook == other.playbook && (self.revision == other.revision || are_here)
    }

    /// Whether it is of a later revision. By their days: of one that is not here, only the text is known.
    pub fn is_newer_than(&self, other: &Edition) -> bool {
        other.shown.playbook.revision < self.shown.playbook.revision
    }
}

/// Here or not, it is the same one.
impl PartialEq for Edition {
    fn eq(&self, other: &Edition) -> bool {
        self.playbook == other.playbook && self.revision == other.revision
    }
}

impl Eq for Edition {}

impl fmt::Debug for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.playbook, self.revision)
    }
}
