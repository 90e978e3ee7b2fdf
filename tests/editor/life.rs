//! Edits and typing, with storage that works.

use std::collections::BTreeSet;

use kickoff::domain::engagement::{Edit, Refusal};
use kickoff::domain::field::Field;
use kickoff::domain::register::{Register, people};
use kickoff::domain::stamp::{Clock, WriterId};
use kickoff::domain::value::{Mark, Value};
use kickoff::editor::{Editor, SaveState};

use crate::Office;
use crate::support::contoso::full_engagement;
use crate::support::{coined, edit, field, playbook};

#[test]
fn an_edit_is_kept_at_once() {
    let mut office = Office::bare();
    for (address, typed) in [
        ("answer/managed", "yes"),
        ("item/ftop.994/mark", "done"),
        ("item/ftop.994/note", "予定より 5 分延びた"),
        ("fact/seats", "約 850"),
        ("fact/seats", "850"),
        ("fact/seats", ""),
    ] {
        office.set(address, typed);
        assert_eq!(*office.editor.save_state(), SaveState::Saved);
        let later = office.found_later();
        assert_eq!(&later, office.editor.engagement(), "{address}");
        assert_eq!(later.changed_at(field(address)).unwrap().millis(), office.now);
    }
}

#[test]
fn refused_edits_change_nothing_not_even_the_good_ones_beside_them() {
    let (there, gone, never) = (coined(1), coined(2), coined(3));
    let name = |id| Field::Entry(Register::People, id, people::NAME);
    let set_name = |id| Edit::set(name(id), Value::Text("佐藤 恵子".into()));
    let services = playbook().questions.iter().find(|it| it.id.as_str() == "services").unwrap();
    let customer = field("fact/customer");
    let no_such = |id| Refusal::NoSuchEntry(Register::People, id);
    let wrong = |at: &str| Refusal::WrongKind(field(at), field(at).kind(playbook()).unwrap());
    let set = |at: &str, value| Edit::set(field(at), value);
    let table: Vec<(Vec<Edit>, Refusal)> = vec![
        (vec![Edit::clear(customer)], Refusal::NamelessCustomer),
        (vec![Edit::set(customer, Value::Text(" \u{3000}".into()))], Refusal::NamelessCustomer),
        (
            vec![Edit::set(Field::Answer(services.id), Value::Choice("exo"))],
            Refusal::UnknownField(Field::Answer(services.id)),
        ),
        (vec![set("fact/industry", Value::Text("".into()))], wrong("fact/industry")),
        (vec![set("fact/seats", Value::Text("850".into()))], wrong("fact/seats")),
        (vec![set("fact/seats", Value::Count(10_000_001))], wrong("fact/seats")),
        (vec![set("fact/seats", Value::Unclear("850".into()))], wrong("fact/seats")),
        (vec![set("answer/managed", Value::Choice("rfa"))], wrong("answer/managed")),
        (vec![set("answer/managed", Value::Flag(true))], wrong("answer/managed")),
        (vec![set("item/ftop.994/note", Value::Mark(Mark::Done))], wrong("item/ftop.994/note")),
        (vec![set_name(never)], no_such(never)),
        (vec![set_name(gone)], no_such(gone)),
        (vec![Edit::clear(name(gone))], no_such(gone)),
        (vec![set_name(never), Edit::add(Register::People, never)], no_such(never)),
        (vec![Edit::remove(Register::People, there), set_name(there)], no_such(there)),
        (vec![Edit::remove(Register::People, never), set_name(never)], no_such(never)),
        (
            vec![
                Edit::add(Register::People, never),
                Edit::remove(Register::People, never),
                set_name(never),
            ],
            no_such(never),
        ),
        // The same id in another register is another entry.
        (vec![Edit::add(Register::Risks, never), set_name(never)], no_such(never)),
    ];
    let mut office = Office::bare();
    office.edit(&[
        Edit::add(Register::People, there),
        set_name(there),
        Edit::add(Register::People, gone),
    ]);
    office.edit(&[Edit::remove(Register::People, gone)]);
    office.set("answer/managed", "yes");
    office.editor.undo(&office.store, office.now);
    for (bad, refusal) in table {
        for before in [vec![], vec![edit("answer/terms-required", "yes")]] {
            let edits = [before, bad.clone()].concat();
            let (editor, kept) = (office.editor.clone(), office.storage.all());
            let told = office.editor.edit(&edits, &office.store, office.now + 1);
            assert_eq!(told, Err(refusal), "{edits:?}");
            assert_eq!(office.editor.engagement(), editor.engagement(), "{edits:?}");
            assert_eq!(office.storage.all(), kept, "{edits:?}");
            // Nor is anything to be undone that never was, or lost that could be done again.
            assert_eq!(office.editor.can_redo(), editor.can_redo(), "{edits:?}");
        }
    }
    assert!(office.editor.can_redo());
}

#[test]
fn an_entry_is_added_with_its_cells_in_one_go_and_added_again_after_its_deletion() {
    let mut office = Office::bare();
    let id = coined(1);
    let name = Field::Entry(Register::People, id, people::NAME);
    let set_name = |to: &str| Edit::set(name, Value::Text(to.into()));
    office.edit(&[Edit::add(Register::People, id), set_name("佐藤 恵子")]);
    assert!(office.found_later().has(Register::People, id));
    office.edit(&[Edit::remove(Register::People, id)]);
    assert_eq!(office.found_later().entries(Register::People).count(), 0);
    // What stood in it is still there when it comes back.
    office.edit(&[Edit::add(Register::People, id)]);
    assert_eq!(office.found_later().text(name), "佐藤 恵子");
}

#[test]
fn a_customer_emptied_while_typing_keeps_the_former_name() {
    let mut office = Office::bare();
    for typed in ["", "  ", "\u{3000}"] {
        office.editor.type_into(field("fact/customer"), typed);
        office.editor.type_into(field("fact/industry"), &format!("部品{typed}の製造"));
        office.editor.flush(&office.store, office.now);
        assert_eq!(office.editor.engagement().customer(), "ファブリカム");
        assert_eq!(office.found_later().customer(), "ファブリカム");
        // What else was typed is not held up by it.
        assert_eq!(office.text("fact/industry"), format!("部品{typed}の製造"));
        assert!(!office.editor.is_waiting());
        assert_eq!(*office.editor.save_state(), SaveState::Saved);
    }
}

#[test]
fn what_is_typed_is_kept_when_it_is_flushed_whatever_it_is() {
    let table = [
        ("fact/industry", "精密部品の製造", Value::Text("精密部品の製造".into())),
        ("fact/business", "一行目\n二行目\n", Value::Text("一行目\n二行目\n".into())),
        ("fact/core-business", " 𠮷野 ", Value::Text(" 𠮷野 ".into())),
        ("fact/seats", "１，２００", Value::Count(1_200)),
        ("fact/active-users", "だいたい 90", Value::Unclear("だいたい 90".into())),
        ("fact/terms-sent", "11/22", Value::Unclear("11/22".into())),
    ];
    let mut office = Office::bare();
    let before = office.found_later();
    for (address, typed, _) in &table {
        office.editor.type_into(field(address), typed);
    }
    assert!(office.editor.is_waiting());
    assert_eq!(office.found_later(), before, "nothing is written at each key");
    office.editor.flush(&office.store, office.now);
    assert!(!office.editor.is_waiting());
    let later = office.found_later();
    for (address, _, value) in table {
        assert_eq!(later.value(field(address)), Some(&value), "{address}");
    }
}

#[test]
fn the_last_text_of_a_field_is_the_one_that_counts() {
    let mut office = Office::bare();
    for typed in ["精", "精密", "精密部品", ""] {
        office.editor.type_into(field("fact/industry"), typed);
    }
    office.editor.flush(&office.store, office.now);
    assert_eq!(office.found_later().value(field("fact/industry")), None);
}

#[test]
fn a_flush_without_typing_touches_nothing() {
    let mut office = Office::bare();
    let before = office.storage.all();
    office.editor.flush(&office.store, office.now);
    assert_eq!((office.storage.operations(), office.storage.all()), (0, before));
}

#[test]
fn a_click_in_the_middle_of_typing_keeps_both() {
    let mut office = Office::bare();
    office.editor.type_into(field("item/ftop.994/note"), "予定より");
    office.set("item/ftop.994/mark", "done");
    let later = office.found_later();
    assert_eq!(later.text(field("item/ftop.994/note")), "予定より");
    assert_eq!(later.value(field("item/ftop.994/mark")), Some(&Value::Mark(Mark::Done)));

    // A refused click does not take the text with it.
    office.editor.type_into(field("item/ftop.994/note"), "予定より 5 分");
    let told =
        office.editor.edit(&[Edit::clear(field("fact/customer"))], &office.store, office.now);
    assert_eq!(told, Err(Refusal::NamelessCustomer));
    assert_eq!(office.found_later().text(field("item/ftop.994/note")), "予定より 5 分");
}

#[test]
fn saying_again_what_stands_there_is_no_news() {
    let mut office = Office::with(full_engagement());
    let before = office.found_later();
    let same = [edit("fact/industry", "精密部品の製造"), edit("answer/motion", "rfa")];
    office.edit(&same);
    office.editor.type_into(field("fact/industry"), "精密部品の製造");
    office.editor.flush(&office.store, office.now);
    assert_eq!(office.found_later(), before);
    assert!(!office.editor.can_undo());
}

#[test]
fn own_edits_win_over_everything_that_was_in_the_editor_even_if_the_clock_is_late() {
    let full = full_engagement();
    let head = full.head().unwrap();
    for (late, is_later_by_the_clock) in [(4 * 60_000, true), (365 * 86_400_000, false)] {
        let mut office = Office::with(full.clone());
        let me = WriterId::new(1, 1);
        office.editor = Editor::new(full.clone(), Clock::new(me));
        let now = head.millis() - late;
        office.editor.edit(&[edit("fact/seats", "860")], &office.store, now).unwrap();
        let later = office.found_later();
        let at = later.changed_at(field("fact/seats")).unwrap();
        assert_eq!((at.writer(), head < at), (me, is_later_by_the_clock), "{at}");
        // Whoever merges it takes the edit: it was made in the knowledge of all the rest.
        let mut there = full.clone();
        there.merge(&later).unwrap();
        assert_eq!(there.count(field("fact/seats")), Some(860));
        assert_eq!(there, later);
    }
}

#[test]
fn an_edit_never_touches_the_keys_of_another_engagement() {
    let mut office = Office::with(full_engagement());
    let other = crate::support::contoso::bare_engagement(2);
    office.store.save(&other, office.now).unwrap();
    office.storage.forget_what_was_touched();
    office.set("fact/seats", "860");
    office.editor.type_into(field("fact/industry"), "部品");
    office.editor.flush(&office.store, office.now);
    office.editor.undo(&office.store, office.now);
    office.editor.redo(&office.store, office.now);
    office.editor.keep(&office.store, office.now);
    let own = office.id();
    let touched = |it: &Office| -> BTreeSet<String> {
        let keys = it.storage.touched().into_iter();
        // A write has its moment behind.
        keys.map(|it| it.split("/20").next().unwrap_or_default().to_owned()).collect()
    };
    let own_keys = |groups: &[&str]| -> BTreeSet<String> {
        groups
            .iter()
            .map(|it| format!("kickoff:/a/:{}", it.replace("{}", &own.to_string())))
            .collect()
    };
    assert_eq!(touched(&office), own_keys(&["eng/{}/a", "eng/{}/b", "tail/{}"]));
    office.editor.fold(&office.store, office.now);
    assert_eq!(touched(&office), own_keys(&["eng/{}/a", "eng/{}/b", "tail/{}", "card/{}"]));
}

#[test]
fn whatever_is_typed_into_any_field_can_be_kept_and_read_again() {
    let full = full_engagement();
    let typed =
        ["", " ", "-1", "99999999999", "2026-02-30", "はい", "true", "\u{0}", "\r\n", "done"];
    for typed in typed {
        let mut office = Office::with(full.clone());
        for (field, _) in full.fields() {
            office.editor.type_into(field, typed);
        }
        office.editor.flush(&office.store, office.now);
        assert_eq!(*office.editor.save_state(), SaveState::Saved, "{typed:?}");
        assert_eq!(&office.found_later(), office.editor.engagement(), "{typed:?}");
    }
}
