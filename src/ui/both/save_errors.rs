//! Why something is not saved.

use kickoff::i18n::words::Words;
use kickoff::store::engagements::SaveError;
use kickoff::store::key_value::StoreError;

/// In words, why something is not saved.
pub fn why_not_saved(words: Words, error: &SaveError) -> &'static str {
    match error {
        SaveError::Store(StoreError::Full) => words.not_saved_full(),
        SaveError::Store(StoreError::Blocked | StoreError::NotKept) => words.not_saved_blocked(),
        SaveError::Withheld => words.not_saved_withheld(),
    }
}
