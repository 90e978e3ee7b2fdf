use kickoff::editor::SaveState;
use kickoff::i18n::words::Words;

use crate::ui::session::{EditorHandle, Session};

/// Whether the state is kept, in a word.
pub fn save_state(session: Session, editor: EditorHandle, words: Words) -> &'static str {
    if editor.is_read_only() {
        return words.read_only();
    }
    match editor.save_state() {
        // What is in this tab only is not saved.
        _ if session.memory_only => words.not_saved(),
        None => words.saving(),
        Some(SaveState::Saved) => words.saved(),
        Some(SaveState::NotSaved(_)) => words.not_saved(),
    }
}
