//! What the screens share, from anywhere below the app. What it is stands in the library (`app`).

use kickoff::i18n::words::Words;
use leptos::prelude::{GetUntracked, expect_context};

pub use kickoff::app::command_history::Done;
pub use kickoff::app::editor_handle::EditorHandle;
pub use kickoff::app::notices::{Direction, Notice};
pub use kickoff::app::open_engagements::{Open, why_not_kept};
pub use kickoff::app::session::Session;

/// The session, from anywhere below the app.
pub fn use_session() -> Session {
    expect_context()
}

/// The open engagement, from anywhere below its screen.
pub fn use_editor() -> EditorHandle {
    expect_context()
}

/// The words of the language that is chosen by now, for what is told later.
pub fn words_of(session: Session) -> Words {
    Words(session.lang.get_untracked())
}

/// The words of the language that the screen is drawn in.
pub fn use_words() -> Words {
    expect_context()
}
