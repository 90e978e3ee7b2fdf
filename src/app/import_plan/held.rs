//! Where an engagement is that somebody decides about.

use std::ops::Range;
use std::sync::Arc;

use crate::domain::engagement::Engagement;
use crate::domain::library::Library;
use crate::store::document;
use crate::store::import::source::{self, Source, Withheld};
use crate::store::record;

/// So many bytes of files are held in memory; what else is new here is left in its file.
pub const KEPT: u64 = 8_000_000;

/// Which of the files, and which of its bytes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InFile {
    /// Its number among the chosen files, from 0.
    pub file: usize,
    /// Where its text is in that file, counted from its beginning.
    pub bytes: Range<u64>,
}

#[derive(Clone)]
pub enum Held {
    Whole(Arc<Engagement>),
    InFile {
        at: InFile,
        /// By which it is known again.
        checksum: u32,
        /// Of its text, in UTF-16.
        units: u64,
    },
}

impl Held {
    /// Leaves it in its file.
    pub fn leave_in(&mut self, at: InFile) {
        if let Held::Whole(it) = self {
            let text = document::as_text(it);
            let (checksum, units) = (record::checksum(&text), units(&text));
            *self = Held::InFile { at, checksum, units };
        }
    }

    pub fn whole(&self) -> Option<&Engagement> {
        match self {
            Held::Whole(it) => Some(it),
            Held::InFile { .. } => None,
        }
    }

    /// In UTF-16 units.
    pub fn units(&self) -> u64 {
        match self {
            Held::Whole(it) => units(&document::as_text(it)),
            Held::InFile { units, .. } => *units,
        }
    }

    /// The engagement, read again if it is in its file.
    ///
    /// # Errors
    ///
    /// If the file is gone, or another one by now.
    pub async fn read<S: Source>(
        &self,
        library: &Library,
        files: &[S],
    ) -> Result<Engagement, Withheld> {
        match self {
            Held::Whole(it) => Ok((**it).clone()),
            Held::InFile { at, checksum, .. } => {
                let file = files.get(at.file).ok_or(Withheld)?;
                let it = source::again(file, at.bytes.clone(), library).await?.ok_or(Withheld)?;
                let is_same = record::checksum(&document::as_text(&it)) == *checksum;
                is_same.then_some(it).ok_or(Withheld)
            }
        }
    }
}

pub fn units(text: &str) -> u64 {
    text.encode_utf16().count() as u64
}
