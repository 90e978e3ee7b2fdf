//! What the editor tells of what has changed: the screens ask about nothing else again.

use std::sync::Arc;

use kickoff::domain::derived::Derived;
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::register::{Register, people};
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::value::Value;
use kickoff::store::engagements::Occasion;

use crate::Office;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{coined, edit, field, playbook};

const ELSEWHERE: WriterId = WriterId::new(9, 9);

/// What another copy of it has written.
fn written_elsewhere(mut copy: Engagement, address: &str, typed: &str, millis: u64) -> Engagement {
    let stamp = Stamp::new(millis, 0, ELSEWHERE);
    copy.apply(playbook(), &[edit(address, typed)], stamp).unwrap();
    copy
}

#[test]
fn whatever_is_done_what_has_changed_is_named_and_derived_anew() {
    type Act = fn(&mut Office);
    let acts: [(&str, Act); 17] = [
        ("a choice", |it| it.set("answer/managed", "yes")),
        ("the same again", |it| it.set("answer/managed", "yes")),
        ("a tick", |it| it.set("item/ftop.994/mark", "done")),
        ("an entry and its name", |it| {
            let name = Field::Entry(Register::People, coined(7), people::NAME);
            let name = Edit::set(name, Value::Text("佐藤 恵子".into()));
            it.edit(&[Edit::add(Register::People, coined(7)), name]);
        }),
        ("undone", |it| it.editor.undo(&it.store, it.now)),
        ("done again", |it| it.editor.redo(&it.store, it.now)),
        ("undone", |it| it.editor.undo(&it.store, it.now)),
        ("a blank entry", |it| it.edit(&[Edit::add(Register::People, coined(8))])),
        ("taken away", |it| it.editor.drop_blank(Register::People, coined(8), &it.store, it.now)),
        ("a key", |it| it.editor.type_into(field("fact/industry"), "部")),
        ("a pause", |it| it.editor.pause(&it.store, it.now + 300)),
        ("all of it deleted, and left", |it| {
            it.editor.type_into(field("fact/customer"), "");
            it.editor.flush(&it.store, it.now + 600);
        }),
        ("a choice come by, and left", |it| {
            it.editor.hold(edit("answer/motion", "rfa"));
            it.editor.flush(&it.store, it.now + 900);
        }),
        ("another tab", |it| {
            let other = it.editor.engagement().clone();
            let other = written_elsewhere(other, "fact/seats", "860", it.now);
            it.editor.adopt(&other, it.now).unwrap();
        }),
        ("another tab, met when saving", |it| {
            let other = it.editor.engagement().clone();
            let other = written_elsewhere(other, "fact/active-users", "12", it.now);
            it.store.save(&other, it.now).unwrap();
            it.set("fact/industry", "部品");
            assert_eq!(it.editor.engagement().count(field("fact/active-users")), Some(12));
        }),
        ("a file", |it| {
            let other = it.editor.engagement().clone();
            let other = written_elsewhere(other, "item/ftop.3616/note", "電話", it.now);
            it.editor.merge(&other, &[edit("fact/seats", "870")], &it.store, it.now).unwrap();
        }),
        ("the way back to a copy", |it| {
            let copy = bare_engagement(1).copied_as(it.id());
            it.editor.replace(&copy, Occasion::BeforeRestore, &it.store, it.now).unwrap();
        }),
    ];
    for start in [bare_engagement(1), full_engagement()] {
        let mut office = Office::with(start);
        for (what, act) in acts {
            let before = office.editor.shared();
            let derived = office.editor.derived();
            act(&mut office);
            let after = office.editor.engagement();
            let changed = before.differing(after);
            assert_eq!(*office.editor.derived(), Derived::of(after));
            let is_same = Arc::ptr_eq(&derived, &office.editor.derived());
            let told = office.editor.take_changes();
            assert_eq!(told.is_none(), is_same, "{what}: worked out anew only after a change");
            assert!(told.is_some() || changed.is_empty(), "{what}");
            let told = told.unwrap_or_default();
            let silent = changed.iter().find(|it| !told.contains(it));
            assert_eq!(silent, None, "{what}");
            // On the way, more may have changed than in the end, but nothing unheard of.
            assert!(told.len() <= changed.len() + 4, "{what}: {told:?}");
            assert_eq!(office.editor.take_changes(), None, "{what}: told once");
        }
    }
}

#[test]
fn what_shows_an_engagement_makes_no_copy_of_it() {
    let mut office = Office::with(full_engagement());
    let shown = Arc::as_ptr(&office.editor.shared());
    for seats in 0..3 {
        office.set("fact/seats", &seats.to_string());
        assert_eq!(Arc::as_ptr(&office.editor.shared()), shown);
    }
}
