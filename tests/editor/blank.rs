//! An entry that was added and never written in.

use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::id::EntryId;
use kickoff::domain::register::{Register, people};
use kickoff::domain::value::Value;

use crate::Office;
use crate::support::coined;

impl Office {
    fn drops_blank(&mut self, id: EntryId) {
        self.now += 1_000;
        self.editor.drop_blank(Register::People, id, &self.store, self.now);
    }

    fn has(&self, id: EntryId) -> bool {
        let is_kept = self.found_later().has(Register::People, id);
        assert_eq!(self.editor.engagement().has(Register::People, id), is_kept);
        is_kept
    }
}

fn cell(id: EntryId, column: kickoff::domain::register::Column) -> Field {
    Field::Entry(Register::People, id, column)
}

#[test]
fn it_goes_as_if_it_had_never_been_there() {
    let mut office = Office::bare();
    office.set("fact/industry", "製造");
    let id = coined(1);
    office.edit(&[Edit::add(Register::People, id)]);
    office.drops_blank(id);
    assert!(!office.has(id));
    assert!(!office.editor.can_redo());
    // The step before is the last one again.
    office.editor.undo(&office.store, office.now + 1);
    assert_eq!(office.text("fact/industry"), "");
    assert!(!office.editor.can_undo());
}

#[test]
fn what_was_done_since_stays_to_be_undone() {
    let mut office = Office::bare();
    let id = coined(1);
    office.edit(&[Edit::add(Register::People, id)]);
    office.set("fact/industry", "製造");
    office.drops_blank(id);
    assert!(!office.has(id));
    // One step back is the entry, the next the number: nothing else goes along.
    office.editor.undo(&office.store, office.now + 1);
    assert!(office.has(id));
    assert_eq!(office.text("fact/industry"), "製造");
    office.editor.undo(&office.store, office.now + 2);
    assert_eq!(office.text("fact/industry"), "");
}

#[test]
fn one_that_was_written_in_stays() {
    let mut office = Office::bare();
    let id = coined(1);
    office.edit(&[Edit::add(Register::People, id)]);
    // Typed a moment ago, and no edit yet.
    office.editor.type_into(cell(id, people::NAME), "佐藤");
    office.drops_blank(id);
    assert!(office.has(id));
    office.edit(&[
        Edit::clear(cell(id, people::NAME)),
        Edit::set(cell(id, people::INTRODUCED), Value::Flag(true)),
    ]);
    office.drops_blank(id);
    assert!(office.has(id));
    // A tick that was taken back is no more than no tick.
    office.edit(&[Edit::set(cell(id, people::INTRODUCED), Value::Flag(false))]);
    office.drops_blank(id);
    assert!(!office.has(id));
    // Gone already, such as by another tab.
    office.drops_blank(id);
    assert!(!office.has(id));
}
