//! The list of keys, and whether letters by themselves are among them.

use kickoff::app::shortcut::Shortcut;
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use super::anywhere;
use crate::ui::parts::{Dialog, button, ticked};
use crate::ui::session::{Session, use_session, use_words};
use kit::html::{div, h2, kbd, p, section, table, tbody, td, th, thead, tr};
use kit::{View, flag, views};

/// The name of the preference; what is not said is on.
const LETTERS: &str = "letters";
const OFF: &str = "off";

/// Whether letters by themselves do something. Another tab may have said so since.
pub fn are_letters_on(session: Session) -> bool {
    session.with_store(|it| it.preference(LETTERS)).as_deref() != Some(OFF)
}

/// Opens the list; tells whether it could.
pub fn open(session: Session) -> bool {
    let words = Words(session.lang.get_untracked());
    anywhere::open(words.keys(), list)
}

/// Where somebody comes to it who does not know the keys.
pub fn keys_block() -> View {
    let session = use_session();
    let words = use_words();
    let list = button("", move || {
        open(session);
    });
    let title = h2().class("block__title").attr("id", "keyboard").child(words.keyboard());
    View::from(
        section()
            .class("block")
            .attr("aria-labelledby", "keyboard")
            .child(title)
            .child(p().class("field__hint").child(words.keys_line()))
            .child(p().class("page__actions").child(list.child(words.keys()))),
    )
}

fn list(dialog: Dialog) -> View {
    let session = use_session();
    let words = use_words();
    let are_on = RwSignal::new(are_letters_on(session));
    let letters = ticked(words.letters_on(), flag(move || are_on.get()), move |is_on| {
        session.with_store(|it| it.set_preference(LETTERS, if is_on { "on" } else { OFF }));
        are_on.set(is_on);
    });
    let of_table = Shortcut::ALL.into_iter().map(|it| {
        let command = it.command_key().map(|it| format!("Ctrl+{}", it.to_uppercase()));
        let keys: Vec<&str> = command.as_deref().into_iter().chain([it.letter()]).collect();
        row(&keys, it.title(words))
    });
    let others = [
        row(&["Ctrl+Z"], words.undo()),
        row(&["Ctrl+Y", "Ctrl+Shift+Z"], words.redo()),
        row(&["↑", "↓"], words.key_move()),
        row(&["Esc"], words.key_close()),
    ];
    let head = tr()
        .child(th().attr("scope", "col").child(words.keys_key()))
        .child(th().attr("scope", "col").child(words.keys_does()));
    let rows: Vec<View> = of_table.chain(others).collect();
    views([
        table().class("table keys").child(thead().child(head)).child(tbody().child(rows)).into(),
        p().class("field__hint").child(words.keys_mac()).into(),
        div().class("keys__letters").child(Vec::from(letters)).into(),
        p().class("field__hint").child(words.letters_line()).into(),
        div()
            .class("dialog__actions")
            .child(button("", move || dialog.close()).child(words.close()))
            .into(),
    ])
}

fn row(keys: &[&str], does: &str) -> View {
    let keys = keys.iter().map(|it| View::from(kbd().class("key").child(*it)));
    View::from(tr().child(td().child(keys.collect::<Vec<View>>())).child(td().child(does)))
}
