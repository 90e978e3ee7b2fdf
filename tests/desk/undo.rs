//! Back and forth.

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::register::{Register, people};
use kickoff::domain::value::Value;

use crate::Office;
use crate::support::contoso::full_engagement;
use crate::support::{coined, edit, field};

/// What stands in each field, the moments aside: undoing is a new edit.
fn values(engagement: &Engagement) -> Vec<(Field, Value)> {
    let recorded = engagement.fields().filter_map(|(field, it)| Some((field, it.value.clone()?)));
    // A deletion that nobody ever saw is the same as no entry.
    recorded.filter(|(_, value)| *value != Value::Flag(false)).collect()
}

impl Office {
    fn undo(&mut self) {
        self.now += 60_000;
        self.desk.undo(&self.cabinet, self.now);
    }

    fn redo(&mut self) {
        self.now += 60_000;
        self.desk.redo(&self.cabinet, self.now);
    }

    /// Types, a text at a time, each so many milliseconds after the former.
    fn type_slowly(&mut self, address: &str, texts: &[&str], pause: u64) {
        for text in texts {
            self.now += pause;
            self.desk.type_into(field(address), text);
            self.desk.flush(&self.cabinet, self.now);
        }
    }
}

/// Some of everything that people do: each is one step.
fn doings() -> Vec<Vec<Edit>> {
    let (id, other) = (coined(1), coined(2));
    let cell = |id, column, to: &str| {
        Edit::set(Field::Entry(Register::People, id, column), Value::Text(to.into()))
    };
    vec![
        vec![edit("answer/managed", "yes")],
        vec![edit("answer/managed", "no")],
        vec![edit("answer/managed", "")],
        vec![edit("fact/seats", "約 850")],
        vec![edit("fact/seats", "850")],
        vec![edit("fact/customer", "コントソ製作所")],
        vec![edit("item/ftop.983/mark", "waived: 希望なし")],
        vec![edit("item/ftop.983/mark", "done"), edit("item/ftop.983/note", "紹介を送付")],
        vec![Edit::add(Register::People, id), cell(id, people::NAME, "佐藤 恵子")],
        vec![cell(id, people::ROLE, "責任者")],
        vec![Edit::remove(Register::People, id)],
        vec![
            Edit::add(Register::People, other),
            cell(other, people::NAME, "渡辺 浩"),
            cell(other, people::NAME, "渡辺 浩一"),
            Edit::add(Register::People, id),
        ],
        vec![Edit::remove(Register::People, id), Edit::remove(Register::People, other)],
        vec![Edit::add(Register::Services, exchange()), edit("services/exo/due", "来年")],
        vec![edit("services/exo/due", "2026-12-01"), edit("services/exo/due-confirmed", "true")],
        vec![Edit::remove(Register::Services, exchange())],
    ]
}

fn exchange() -> kickoff::domain::id::EntryId {
    let Field::Exists(_, id) = field("services/exo") else { panic!("a service") };
    id
}

#[test]
fn every_step_is_taken_back_and_done_again_in_order() {
    for engagement in [crate::support::contoso::bare_engagement(1), full_engagement()] {
        let mut office = Office::with(engagement);
        let mut states = vec![values(office.desk.engagement())];
        for edits in doings() {
            office.edit(&edits);
            let now = values(office.desk.engagement());
            // What stood there already is no step.
            if states.last() != Some(&now) {
                states.push(now);
            }
        }
        assert!(states.len() > 14);
        for _ in 0..2 {
            for wanted in states.iter().rev().skip(1) {
                assert!(office.desk.can_undo());
                office.undo();
                assert_eq!(&values(office.desk.engagement()), wanted);
                assert_eq!(&office.found_later(), office.desk.engagement(), "and it is kept");
            }
            assert!(!office.desk.can_undo());
            for wanted in states.iter().skip(1) {
                assert!(office.desk.can_redo());
                office.redo();
                assert_eq!(&values(office.desk.engagement()), wanted);
                assert_eq!(&office.found_later(), office.desk.engagement(), "and it is kept");
            }
            assert!(!office.desk.can_redo());
        }
    }
}

#[test]
fn an_undone_addition_is_a_deletion_that_other_copies_hear_of() {
    let mut office = Office::bare();
    let id = coined(1);
    office.edit(&[Edit::add(Register::People, id)]);
    office.undo();
    let exists = Field::Exists(Register::People, id);
    let later = office.found_later();
    assert_eq!(later.value(exists), Some(&Value::Flag(false)));
    assert_eq!(later.changed_at(exists).unwrap().millis(), office.now);
}

#[test]
fn undoing_is_a_new_edit_with_a_later_stamp() {
    let mut office = Office::bare();
    let seats = field("fact/seats");
    office.set("fact/seats", "850");
    let first = office.desk.engagement().changed_at(seats);
    office.undo();
    let second = office.desk.engagement().changed_at(seats);
    office.redo();
    let third = office.desk.engagement().changed_at(seats);
    assert!(first < second && second < third);
}

#[test]
fn typed_words_are_one_step_until_somebody_pauses() {
    let mut office = Office::bare();
    office.set("fact/industry", "製造");
    let texts = ["製造業", "製造業 (", "製造業 (部品", "製造業 (部品)"];
    office.type_slowly("fact/industry", &texts, 400);
    office.undo();
    assert_eq!(office.text("fact/industry"), "製造");
    office.redo();
    assert_eq!(office.text("fact/industry"), "製造業 (部品)");
    office.undo();
    office.undo();
    assert_eq!(office.text("fact/industry"), "");

    office.type_slowly("fact/industry", &["医療", "医療機器"], 400);
    office.type_slowly("fact/industry", &["医療機器の販売"], 2_000);
    office.undo();
    assert_eq!(office.text("fact/industry"), "医療機器", "before the pause");
    office.undo();
    assert_eq!(office.text("fact/industry"), "");
}

#[test]
fn words_typed_into_two_fields_are_two_steps() {
    let mut office = Office::bare();
    office.type_slowly("fact/industry", &["製", "製造"], 100);
    office.type_slowly("fact/core-business", &["部", "部品"], 100);
    office.type_slowly("fact/industry", &["製造業"], 100);
    let both = |office: &Office| (office.text("fact/industry"), office.text("fact/core-business"));
    for wanted in [("製造", "部品"), ("製造", ""), ("", "")] {
        office.undo();
        assert_eq!(both(&office), (wanted.0.to_owned(), wanted.1.to_owned()));
    }
    assert!(!office.desk.can_undo());
}

#[test]
fn a_click_between_words_is_a_step_of_its_own() {
    let mut office = Office::bare();
    office.type_slowly("fact/industry", &["製造"], 100);
    office.desk.edit(&[edit("fact/industry", "金融")], &office.cabinet, office.now + 1).unwrap();
    office.undo();
    assert_eq!(office.text("fact/industry"), "製造");
}

#[test]
fn what_is_being_typed_is_what_is_undone_first() {
    let mut office = Office::bare();
    office.set("fact/industry", "製造");
    office.desk.type_into(field("fact/core-business"), "部品");
    office.undo();
    assert_eq!(office.text("fact/core-business"), "");
    assert_eq!(office.text("fact/industry"), "製造");
    office.redo();
    assert_eq!(office.text("fact/core-business"), "部品");
}

#[test]
fn a_new_edit_ends_what_could_be_done_again() {
    let mut office = Office::bare();
    office.set("fact/industry", "製造");
    office.undo();
    assert!(office.desk.can_redo());
    office.set("fact/seats", "850");
    assert!(!office.desk.can_redo());
    let before = office.desk.engagement().clone();
    office.redo();
    assert_eq!(office.desk.engagement(), &before);
}

#[test]
fn with_nothing_to_undo_nothing_happens() {
    let mut office = Office::bare();
    let before = office.desk.engagement().clone();
    office.undo();
    office.redo();
    assert_eq!(office.desk.engagement(), &before);
    assert_eq!(office.drawer.operations(), 0);
}

#[test]
fn two_hundred_steps_can_be_undone_and_older_ones_stay_done() {
    let mut office = Office::bare();
    for seats in 1..=205 {
        office.set("fact/seats", &seats.to_string());
    }
    let mut steps = 0;
    while office.desk.can_undo() {
        office.undo();
        steps += 1;
    }
    assert_eq!(steps, 200);
    assert_eq!(office.desk.engagement().count(field("fact/seats")), Some(5));
}
