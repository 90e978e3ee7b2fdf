//! Back and forth.

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::register::{Register, people};
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::text::Line;
use kickoff::domain::value::{Mark, Value};

use crate::Office;
use crate::support::contoso::full_engagement;
use crate::support::{coined, edit, field, playbook};

/// What stands in each field, the moments aside: undoing is a new edit.
fn values(engagement: &Engagement) -> Vec<(Field, Value)> {
    let recorded = engagement.fields().filter_map(|(field, it)| Some((field, it.value.clone()?)));
    // A deletion that nobody ever saw is the same as no entry.
    recorded.filter(|(_, value)| *value != Value::Flag(false)).collect()
}

impl Office {
    fn undo(&mut self) {
        self.now += 60_000;
        self.editor.undo(&self.store, self.now);
    }

    fn redo(&mut self) {
        self.now += 60_000;
        self.editor.redo(&self.store, self.now);
    }

    /// Types, a text at a time, each so many milliseconds after the former.
    fn type_slowly(&mut self, address: &str, texts: &[&str], pause: u64) {
        for text in texts {
            self.now += pause;
            self.editor.type_into(field(address), text);
            self.editor.flush(&self.store, self.now);
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
        let mut states = vec![values(office.editor.engagement())];
        for edits in doings() {
            office.edit(&edits);
            let now = values(office.editor.engagement());
            // What stood there already is no step.
            if states.last() != Some(&now) {
                states.push(now);
            }
        }
        assert!(states.len() > 14);
        for _ in 0..2 {
            for wanted in states.iter().rev().skip(1) {
                assert!(office.editor.can_undo());
                office.undo();
                assert_eq!(&values(office.editor.engagement()), wanted);
                assert_eq!(&office.found_later(), office.editor.engagement(), "and it is kept");
            }
            assert!(!office.editor.can_undo());
            for wanted in states.iter().skip(1) {
                assert!(office.editor.can_redo());
                office.redo();
                assert_eq!(&values(office.editor.engagement()), wanted);
                assert_eq!(&office.found_later(), office.editor.engagement(), "and it is kept");
            }
            assert!(!office.editor.can_redo());
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
    let first = office.editor.engagement().changed_at(seats);
    office.undo();
    let second = office.editor.engagement().changed_at(seats);
    office.redo();
    let third = office.editor.engagement().changed_at(seats);
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
    assert!(!office.editor.can_undo());
}

#[test]
fn a_click_between_words_is_a_step_of_its_own() {
    let mut office = Office::bare();
    office.type_slowly("fact/industry", &["製造"], 100);
    office.editor.edit(&[edit("fact/industry", "金融")], &office.store, office.now + 1).unwrap();
    office.undo();
    assert_eq!(office.text("fact/industry"), "製造");
}

#[test]
fn what_is_being_typed_is_what_is_undone_first() {
    let mut office = Office::bare();
    office.set("fact/industry", "製造");
    office.editor.type_into(field("fact/core-business"), "部品");
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
    assert!(office.editor.can_redo());
    office.set("fact/seats", "850");
    assert!(!office.editor.can_redo());
    let before = office.editor.engagement().clone();
    office.redo();
    assert_eq!(office.editor.engagement(), &before);
}

#[test]
fn with_nothing_to_undo_nothing_happens() {
    let mut office = Office::bare();
    let before = office.editor.engagement().clone();
    office.undo();
    office.redo();
    assert_eq!(office.editor.engagement(), &before);
    assert_eq!(office.storage.operations(), 0);
}

/// Types a reason letter by letter, as keys come.
fn type_reason(office: &mut Office, code: &str, reason: &str, pause: u64) {
    for (at, letter) in reason.char_indices() {
        office.now += pause;
        let line = Line::new(&reason[..at + letter.len_utf8()]);
        office.editor.type_value(
            field("item/ftop.983/mark"),
            line.and_then(|it| Mark::from_parts(code, Some(it))).map(Value::Mark),
        );
        office.editor.pause(&office.store, office.now);
    }
}

#[test]
fn a_typed_reason_is_one_step_and_one_row_of_history() {
    let mut office = Office::bare();
    let mark = field("item/ftop.983/mark");
    let rows = |office: &Office| {
        office.editor.engagement().history().iter().filter(|it| it.field == mark).count()
    };
    let reason =
        "次回のワークショップまで導入を見送ると、お客様の情報システム部から連絡がありました。";
    type_reason(&mut office, "waived", reason, 400);
    assert_eq!(rows(&office), 1);
    office.undo();
    assert_eq!(office.editor.engagement().value(mark), None);
    assert!(!office.editor.can_undo());
    office.redo();
    let said = office.editor.engagement().value(mark).cloned();
    assert_eq!(said, Some(Value::Mark(Mark::Waived(Line::new(reason).unwrap()))));

    // Another state is another thing, whatever its reason.
    let before = rows(&office);
    office.now += 60_000;
    office.edit(&[edit("item/ftop.983/mark", &format!("not-applicable: {reason}"))]);
    assert_eq!(rows(&office), before + 1);
}

#[test]
fn an_emptied_reason_leaves_the_state_as_it_is() {
    let mut office = Office::bare();
    let mark = field("item/ftop.983/mark");
    office.editor.type_value(mark, Some(Value::Mark(Mark::Waived(Line::new("希望").unwrap()))));
    office.editor.type_value(mark, None);
    assert!(!office.editor.is_waiting());
    office.editor.flush(&office.store, office.now);
    assert_eq!(office.editor.engagement().value(mark), None);
    assert!(!office.editor.can_undo());
}

/// A text with one letter less each, down to nothing.
fn ever_shorter(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices().rev().map(|(at, _)| &text[..at])
}

impl Office {
    /// As long as the app waits for the next letter, and longer than a word of undo lasts.
    fn pauses(&mut self, pause: u64) {
        self.now += pause;
        self.editor.pause(&self.store, self.now);
    }
}

#[test]
fn a_reason_that_is_emptied_key_by_key_is_what_it_was() {
    for pause in [30, 2_500] {
        let mut office = Office::bare();
        let mark = field("item/ftop.983/mark");
        let reason = "次回のワークショップまで見送り";
        let waived = |reason: &str| Mark::from_parts("waived", Line::new(reason)).map(Value::Mark);
        for (before, steps) in [(None, 0), (waived(reason), 1)] {
            if before.is_some() {
                office.edit(&[Edit { field: mark, value: before.clone() }]);
            }
            for left in ever_shorter(reason) {
                office.editor.type_value(mark, waived(left));
                office.pauses(pause);
            }
            assert_ne!(office.editor.engagement().value(mark), before.as_ref(), "a stub meanwhile");
            assert!(office.editor.is_amid());
            office.editor.flush(&office.store, office.now);
            assert!(!office.editor.is_amid());
            assert_eq!(office.editor.engagement().value(mark), before.as_ref());
            assert_eq!(&office.found_later(), office.editor.engagement(), "and it is kept");
            let mut left = 0;
            while office.editor.can_undo() {
                office.undo();
                left += 1;
            }
            assert_eq!(left, steps, "it is no step");
        }
    }
}

#[test]
fn a_customer_whose_name_is_emptied_key_by_key_keeps_it() {
    let mut office = Office::bare();
    let customer = "fact/customer";
    office.set(customer, "Adventure Works");
    for left in ever_shorter("Adventure Works") {
        office.editor.type_into(field(customer), left);
        office.pauses(300);
    }
    assert_eq!(office.text(customer), "A", "a stub meanwhile");
    // Told of a letter again, it is a name.
    office.editor.type_into(field(customer), "A");
    office.editor.type_into(field(customer), "");
    office.pauses(300);
    office.editor.flush(&office.store, office.now);
    assert_eq!(office.text(customer), "Adventure Works");
    assert_eq!(&office.found_later(), office.editor.engagement(), "and it is kept");
    office.undo();
    assert_ne!(office.text(customer), "Adventure Works", "the step of the name is the last one");
    office.redo();

    // Whoever goes on to another name means it, and one that was left is what counts from then on.
    for text in ["Adventure", "", "A", "Alpine"] {
        office.editor.type_into(field(customer), text);
        office.pauses(300);
    }
    office.editor.flush(&office.store, office.now);
    assert_eq!(office.text(customer), "Alpine");
    office.type_slowly(customer, &["Alpine Ski", "Alpine"], 300);
    for text in ["Al", ""] {
        office.editor.type_into(field(customer), text);
        office.pauses(300);
    }
    office.undo();
    assert_ne!(office.text(customer), "Al");
    office.redo();
    assert_eq!(office.text(customer), "Alpine");
}

#[test]
fn what_another_tab_has_written_is_not_set_back_by_an_emptied_text() {
    let mut office = Office::bare();
    let customer = field("fact/customer");
    office.set("fact/customer", "Adventure Works");
    office.editor.type_into(customer, "A");
    office.pauses(300);
    let mut elsewhere = office.editor.engagement().clone();
    let stamp = Stamp::new(office.now + 1, 0, WriterId::new(9, 1));
    elsewhere.apply(playbook(), &[edit("fact/customer", "Contoso")], stamp).unwrap();
    office.editor.adopt(&elsewhere, office.now + 2).unwrap();
    office.editor.type_into(customer, "");
    office.pauses(300);
    office.editor.flush(&office.store, office.now);
    assert_eq!(office.text("fact/customer"), "Contoso");
}

#[test]
fn what_the_keyboard_only_comes_to_is_recorded_where_it_stops() {
    let mut office = Office::bare();
    office.editor.hold(edit("answer/managed", "yes"));
    office.editor.pause(&office.store, office.now);
    assert_eq!(
        office.editor.engagement().value(field("answer/managed")),
        None,
        "a pause is no stop"
    );
    office.editor.hold(edit("answer/managed", "no"));
    office.editor.flush(&office.store, office.now);
    let answer = office.editor.engagement().value(field("answer/managed")).cloned();
    assert_eq!(answer, edit("answer/managed", "no").value);
    assert_eq!(&office.found_later(), office.editor.engagement(), "and it is kept");
    assert_eq!(office.editor.engagement().overwritten().iter().count(), 0);
    office.undo();
    assert!(!office.editor.can_undo(), "one step");

    // There and back again is nothing.
    office.editor.hold(edit("answer/managed", "yes"));
    office.editor.hold(edit("answer/managed", ""));
    assert!(!office.editor.is_holding());
    // Nor is what a state that waits for its reason was come by through.
    office.editor.hold(edit("item/ftop.983/mark", "done"));
    office.editor.let_go(field("item/ftop.983/mark"));
    office.editor.flush(&office.store, office.now);
    assert!(!office.editor.can_undo());
}

#[test]
fn what_was_come_to_is_recorded_before_anything_else_is_done() {
    let mut office = Office::bare();
    office.editor.hold(edit("answer/managed", "yes"));
    office.set("fact/seats", "850");
    office.undo();
    let answer = office.editor.engagement().value(field("answer/managed")).cloned();
    assert_eq!(answer, edit("answer/managed", "yes").value);
    office.undo();
    assert_eq!(office.editor.engagement().value(field("answer/managed")), None);

    // Undo itself takes back what was come to.
    office.editor.hold(edit("answer/managed", "yes"));
    office.undo();
    assert_eq!(office.editor.engagement().value(field("answer/managed")), None);
    assert!(office.editor.can_redo());
}

#[test]
fn an_answer_of_another_tab_is_not_written_over_by_one_that_was_only_come_to() {
    let mut office = Office::bare();
    let mut elsewhere = office.editor.engagement().clone();
    let stamp = Stamp::new(office.now + 1, 0, WriterId::new(9, 1));
    elsewhere.apply(playbook(), &[edit("answer/managed", "no")], stamp).unwrap();
    office.editor.hold(edit("answer/managed", "yes"));
    office.editor.adopt(&elsewhere, office.now + 2).unwrap();
    office.editor.flush(&office.store, office.now + 3);
    let answer = office.editor.engagement().value(field("answer/managed")).cloned();
    assert_eq!(answer, edit("answer/managed", "no").value);
}

#[test]
fn what_stands_there_told_again_is_nothing_typed() {
    let mut office = Office::bare();
    office.set("fact/industry", "製造");
    office.editor.type_into(field("fact/industry"), "製造");
    assert!(!office.editor.is_waiting());
    // Unless something else was on its way.
    office.editor.type_into(field("fact/industry"), "製造業");
    office.editor.type_into(field("fact/industry"), "製造");
    office.editor.flush(&office.store, office.now);
    assert_eq!(office.text("fact/industry"), "製造");
}

#[test]
fn two_hundred_steps_can_be_undone_and_older_ones_stay_done() {
    let mut office = Office::bare();
    for seats in 1..=205 {
        office.set("fact/seats", &seats.to_string());
    }
    let mut steps = 0;
    while office.editor.can_undo() {
        office.undo();
        steps += 1;
    }
    assert_eq!(steps, 200);
    assert_eq!(office.editor.engagement().count(field("fact/seats")), Some(5));
}
