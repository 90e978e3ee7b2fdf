//! Which key asks for what, and when it asks for nothing.

use kickoff::app::shortcut::{Press, Shortcut};

const PLAIN: Press = Press { key: "", is_command: false, is_alt: false, is_typing: false };

#[test]
fn a_letter_by_itself_asks_for_what_the_table_says() {
    for shortcut in Shortcut::ALL {
        let press = Press { key: shortcut.letter(), ..PLAIN };
        assert_eq!(Shortcut::of(press, true), Some(shortcut));
        assert_eq!(Shortcut::of(press, false), None, "letters can be switched off");
        let typed = Press { is_typing: true, ..press };
        assert_eq!(Shortcut::of(typed, true), None, "it is text");
        let other = Press { is_alt: true, ..press };
        assert_eq!(Shortcut::of(other, true), None, "the browser's own");
        let command = Press { is_command: true, ..press };
        assert_eq!(Shortcut::of(command, true), None, "the browser's own");
    }
    assert_eq!(Shortcut::of(Press { key: "C", ..PLAIN }, true), Some(Shortcut::Capture));
    assert_eq!(Shortcut::of(Press { key: "x", ..PLAIN }, true), None);
}

#[test]
fn the_search_and_the_line_are_there_while_somebody_types() {
    for is_typing in [true, false] {
        for (key, wanted) in [("k", Shortcut::Search), ("J", Shortcut::Capture)] {
            let press = Press { key, is_command: true, is_typing, ..PLAIN };
            assert_eq!(Shortcut::of(press, false), Some(wanted));
        }
    }
}

#[test]
fn no_two_ask_with_the_same_key() {
    let mut letters: Vec<&str> = Shortcut::ALL.iter().map(|it| it.letter()).collect();
    letters.sort();
    letters.dedup();
    assert_eq!(letters.len(), Shortcut::ALL.len());
}
