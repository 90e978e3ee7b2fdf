//! The keys that do something anywhere: one table, for the listener and for the list of keys.
//!
//! Letters by themselves are for those who do not type at the moment; they can be switched off, for
//! speech input would press them (WCAG 2.1.4). Undo and redo come with the first screen
//! (`ui/first/app.rs`).

use crate::i18n::words::Words;

/// What a key asks for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Shortcut {
    /// The line in which anything is noted.
    Capture,
    /// The screen for the meeting, or back from it.
    Meeting,
    /// The next point of the meeting's agenda.
    NextPoint,
    /// Starts the clock of the meeting, or stops it.
    Clock,
    /// Shows only what a customer may see, or everything again.
    CustomerSafe,
    /// Looks for something in the whole app.
    Search,
    /// The list of keys.
    Keys,
}

/// A key that was pressed, and where.
#[derive(Clone, Copy, Debug)]
pub struct Press<'a> {
    /// As browsers call it: `c`, `?`, `Enter`.
    pub key: &'a str,
    /// With Ctrl, or with the command key.
    pub is_command: bool,
    /// With Alt.
    pub is_alt: bool,
    /// Somebody is typing, or composing.
    pub is_typing: bool,
}

impl Shortcut {
    /// In the order of the list of keys.
    pub const ALL: [Shortcut; 7] = [
        Shortcut::Capture,
        Shortcut::Meeting,
        Shortcut::NextPoint,
        Shortcut::Clock,
        Shortcut::CustomerSafe,
        Shortcut::Search,
        Shortcut::Keys,
    ];

    /// The key that is pressed by itself.
    pub fn letter(self) -> &'static str {
        match self {
            Shortcut::Capture => "c",
            Shortcut::Meeting => "m",
            Shortcut::NextPoint => "n",
            Shortcut::Clock => "p",
            Shortcut::CustomerSafe => "s",
            Shortcut::Search => "/",
            Shortcut::Keys => "?",
        }
    }

    /// The key that is pressed with Ctrl or the command key, while somebody types too: it writes nothing.
    pub fn command_key(self) -> Option<&'static str> {
        match self {
            Shortcut::Capture => Some("j"),
            Shortcut::Search => Some("k"),
            _ => None,
        }
    }

    /// What it does, in the list of keys and among the commands.
    pub fn title(self, words: Words) -> &'static str {
        match self {
            Shortcut::Capture => words.key_capture(),
            Shortcut::Meeting => words.key_meeting(),
            Shortcut::NextPoint => words.next_point(),
            Shortcut::Clock => words.key_clock(),
            Shortcut::CustomerSafe => words.switch_view(),
            Shortcut::Search => words.search(),
            Shortcut::Keys => words.keys(),
        }
    }

    /// What a key asks for; letters by themselves only as long as they are on.
    pub fn of(press: Press, are_letters_on: bool) -> Option<Shortcut> {
        if press.is_alt {
            return None;
        }
        if press.is_command {
            let is_pressed = |it: &str| press.key.eq_ignore_ascii_case(it);
            return Shortcut::ALL.into_iter().find(|it| it.command_key().is_some_and(is_pressed));
        }
        let is_asked = are_letters_on && !press.is_typing;
        // With the capitals locked a letter is the same key.
        let is_pressed = |it: &Shortcut| press.key.eq_ignore_ascii_case(it.letter());
        Shortcut::ALL.into_iter().find(|it| is_asked && is_pressed(it))
    }
}
