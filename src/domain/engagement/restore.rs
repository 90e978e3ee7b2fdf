//! Putting back what was kept, piece by piece. Only for reading: nothing here is an edit.

use std::collections::BTreeMap;

use super::{Edition, Engagement, Refusal, Versions};
use crate::domain::field::Field;
use crate::domain::id::EngagementId;
use crate::domain::overwritten::{Overwritten, OverwrittenValue};
use crate::domain::playbook::Playbook;
use crate::domain::stamp::Stamp;
use crate::domain::unknown::{Raw, UnknownFields, UnknownPlace};
use crate::domain::version_vector::VersionVector;

impl Engagement {
    /// An empty frame, to be filled by [`Engagement::restore`].
    pub fn restored(id: EngagementId, edition: Edition) -> Engagement {
        Engagement {
            id,
            edition,
            fields: BTreeMap::new(),
            version_vector: VersionVector::default(),
            overwritten: Overwritten::default(),
            unknown_fields: UnknownFields::default(),
        }
    }

    /// Puts back what was recorded earlier, with its own stamps.
    ///
    /// # Errors
    ///
    /// As [`Engagement::apply`], but for entries: fields come in any order.
    pub fn restore(
        &mut self,
        playbook: &Playbook,
        field: Field,
        recorded: Versions,
    ) -> Result<(), Refusal> {
        for (value, _) in recorded.versions() {
            self.check(playbook, field, value)?;
        }
        // What stands here is known here, whatever the text that it came from says.
        recorded.versions().for_each(|(_, at)| self.version_vector.note(at));
        if let Some(recorded) = recorded.in_order(field) {
            self.fields.insert(field, recorded);
        }
        Ok(())
    }

    /// Puts back what the copy knew of: the latest stamp of a writer.
    pub fn restore_seen(&mut self, at: Stamp) {
        self.version_vector.note(at);
    }

    /// Puts back a value of the past.
    ///
    /// # Errors
    ///
    /// As [`Engagement::restore`].
    pub fn restore_past(
        &mut self,
        playbook: &Playbook,
        it: OverwrittenValue,
    ) -> Result<(), Refusal> {
        self.check(playbook, it.field, it.value.as_ref())?;
        self.overwritten.put(it);
        Ok(())
    }

    /// Keeps something of a newer version as it came, with the moment in it if it has one.
    pub fn carry(&mut self, spot: UnknownPlace, text: &str, at: Option<Stamp>) {
        self.unknown_fields.put(spot, Raw { at, text: text.into() });
    }
    /// Forgets what was carried along of versions that are no more. It would never be written again, and
    /// a copy that knows more than its own file would have news for another tab for ever.
    #[inline(never)]
    pub fn tidy(&mut self) {
        if !self.unknown_fields.has_of_versions() {
            return;
        }
        let before = std::mem::take(&mut self.unknown_fields);
        for (field, recorded) in &self.fields {
            for (_, at) in recorded.versions() {
                self.unknown_fields.take_from(&before, UnknownPlace::Version(*field, at));
            }
        }
        for it in self.overwritten.iter() {
            self.unknown_fields.take_from(&before, UnknownPlace::Version(it.field, it.at));
        }
        for (spot, _) in before.iter() {
            if !matches!(spot, UnknownPlace::Version(..)) {
                self.unknown_fields.take_from(&before, spot.clone());
            }
        }
    }
}
