//! A block of cells, as of a spreadsheet, that is pasted into a register.

use kickoff::domain::id::EntryId;
use kickoff::domain::pasted::Reader;
use kickoff::domain::register::{Column, Register};
use kickoff::domain::text::Lang;
use kickoff::domain::tsv;
use kickoff::i18n::names::service_name;
use kickoff::i18n::words::Words;
use leptos::prelude::*;

use crate::browser;
use crate::browser::cells::{self, Pasting, Spot};
use crate::ui::session::{Done, EditorHandle, Session, use_editor, use_session};
use kit::{El, ev};

/// A register whose fields, and whose place beside them, take a block as entries: one for each row, all
/// of it one step of undo. A text by itself is the browser's own to paste.
pub fn takes_blocks(section: El, register: Register, drop_blank: impl Fn() + 'static) -> El {
    let editor = use_editor();
    let session = use_session();
    let clock = editor.wall_clock();
    let paste = move |event: Pasting| {
        let Some(text) = cells::pasted(&event) else { return };
        let block = tsv::read(&text);
        let is_wide = block.iter().any(|it| it.len() > 1);
        let is_block = match cells::spot(&event) {
            // Lines that are no table may well be one text.
            Spot::Control { is_long: true } => {
                is_wide || (block.len() > 1 && cells::is_table(&event))
            }
            Spot::Control { is_long: false } => is_wide || block.len() > 1,
            Spot::Elsewhere => true,
        };
        if !is_block {
            return;
        }
        cells::is_taken(&event);
        let columns = register.columns().iter().copied();
        let mut shown = columns.filter(|it| editor.playbook().column(register, *it).is_some());
        let start: Option<Column> =
            cells::place_among(&event, ".entry__fields > *").and_then(|at| shown.nth(at));
        // Nothing was written in what waits there, and the block comes in its place.
        drop_blank();
        let services = editor.peek(|it| {
            let ids = it.entries(Register::Services).collect::<Vec<EntryId>>().into_iter();
            let named = |id, lang| (id, service_name(it, editor.playbook(), id, lang));
            ids.flat_map(|id| Lang::ALL.map(|lang| named(id, lang))).collect::<Vec<_>>()
        });
        let reader = Reader {
            playbook: editor.playbook(),
            today: clock.get_untracked().date(),
            plain: browser::plain,
            services: &services,
        };
        // One after the other, so that they are listed in the order of the block.
        let mut next = editor.unique();
        let coin = || {
            next = next.wrapping_add(1);
            EntryId::coined(next)
        };
        let entries = reader.entries(register, &block, start, coin);
        if !entries.edits.is_empty() {
            editor.edit(entries.edits);
        }
        tell(session, editor, entries.filled > 0, &entries.left);
    };
    section.handle(ev::paste, Box::new(paste))
}

/// Tells what has become of a block, and what was left of it.
pub fn tell(session: Session, editor: EditorHandle, is_filled: bool, left: &[String]) {
    if left.is_empty() {
        session.did(Words::pasted, vec![Done::in_editor(editor, is_filled)]);
        return;
    }
    let words = Words(session.lang.get_untracked());
    let left: Vec<&str> = left.iter().map(String::as_str).collect();
    session.complain(words.not_pasted(&words.list(&left)));
}
