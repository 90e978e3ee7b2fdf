//! What a newer version recorded and this one does not know: carried along and written back as it
//! came, so that an older app never loses a newer one's work.

use std::collections::BTreeMap;

use super::field::Field;
use super::stamp::Stamp;

/// Where something unknown stood.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum UnknownPlace {
    /// A member of the whole, beside `fields`.
    Whole(Box<str>),
    /// A member of `playbook`, beside its id and revision.
    Playbook(Box<str>),
    /// A field, by its address.
    Field(Box<str>),
    /// A member of a field that is known, beside `value` and `at`.
    Of(Field, Box<str>),
    /// A value of the past in a field that is not known; the text itself tells it from others.
    Overwritten(Box<str>),
    /// Members of a version that is not shown, a rival or one of the past, as one object.
    /// They stay with it wherever it goes, since nobody but its writer has written them.
    Version(Field, Stamp),
}

/// See the module. Raw texts by their place.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct UnknownFields(BTreeMap<UnknownPlace, Raw>);

/// A raw text and the moment in it, if there is one that can be read. In the order in which one of
/// two is taken: the later one, or else the higher text, so that every copy takes the same.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Raw {
    /// When it was written, by its own stamp; `None` if it has none that can be read.
    pub at: Option<Stamp>,
    /// The JSON of it.
    pub text: Box<str>,
}

impl UnknownFields {
    /// Carries a raw text along; of two in one place, the later one.
    pub fn put(&mut self, spot: UnknownPlace, raw: Raw) {
        let place = self.0.entry(spot).or_insert_with(|| raw.clone());
        if *place < raw {
            *place = raw;
        }
    }

    /// Takes all of another one, in the place of what stands there.
    pub(super) fn take(&mut self, other: &UnknownFields) {
        self.0.extend(other.0.iter().map(|(spot, raw)| (spot.clone(), raw.clone())));
    }

    /// Whether something of a single version is among it.
    pub(super) fn has_of_versions(&self) -> bool {
        self.0.keys().any(|it| matches!(it, UnknownPlace::Version(..)))
    }

    /// Takes what another one has in one place, if it has something.
    #[inline(never)]
    pub(super) fn take_from(&mut self, other: &UnknownFields, spot: UnknownPlace) {
        if let Some(raw) = other.0.get(&spot) {
            self.put(spot, raw.clone());
        }
    }

    pub(super) fn merge(&mut self, other: &UnknownFields) {
        for (spot, raw) in &other.0 {
            self.put(spot.clone(), raw.clone());
        }
    }

    /// What stands in one place.
    pub fn get(&self, spot: &UnknownPlace) -> Option<&str> {
        self.0.get(spot).map(|raw| &*raw.text)
    }

    /// By place.
    pub fn iter(&self) -> impl Iterator<Item = (&UnknownPlace, &str)> {
        self.0.iter().map(|(spot, raw)| (spot, &*raw.text))
    }
}
