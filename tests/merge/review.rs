//! What somebody is shown before two copies become one.

use kickoff::domain::engagement::{Edit, NotACopy};
use kickoff::domain::field::{Field, Point, Subject};
use kickoff::domain::id::EngagementId;
use kickoff::domain::merge::{Difference, Side, Why, review};
use kickoff::domain::register::{Register, people};
use kickoff::domain::value::Value;

use crate::copies::{World, any_doings};
use crate::rules::{Hand, two_hands};
use crate::support::{coined, field, playbook};
use proptest::prelude::*;

#[track_caller]
fn reviewed(here: &Hand, there: &Hand) -> Vec<Difference> {
    review(playbook(), &here.engagement, &there.engagement).unwrap()
}

/// One difference, from both sides.
#[track_caller]
fn assert_one(here: &Hand, there: &Hand, address: &str, taken: Side, why: Why) {
    let found = reviewed(here, there);
    let [it] = &found[..] else { panic!("{address}: {found:?}") };
    assert_eq!((it.field, it.taken, it.why), (field(address), taken, why), "{address}");
    let back = reviewed(there, here);
    let opposite = if taken == Side::Here { Side::There } else { Side::Here };
    assert_eq!((back[0].taken, back[0].why), (opposite, why), "{address} from the other side");
    assert_eq!((&back[0].here, &back[0].there), (&it.there, &it.here));
    let shown = if taken == Side::Here { &it.here } else { &it.there };
    assert_eq!(&it.merged, shown);
}

#[test]
fn each_difference_says_which_side_is_taken_and_why() {
    let table: [(&str, &str, &str, Side, Why); 11] = [
        ("fact/industry", "部品", "金属部品", Side::There, Why::ToDecide),
        ("fact/seats", "850", "860", Side::There, Why::LaterConcurrent),
        ("answer/managed", "yes", "no", Side::There, Why::LaterConcurrent),
        ("item/ftop.983/mark", "done", "not-met: 理由", Side::There, Why::LaterConcurrent),
        ("item/call.deck/note-audience", "internal", "shared", Side::Here, Why::InternalWins),
        ("answer/terms-required/audience", "shared", "internal", Side::There, Why::InternalWins),
        ("item/out.ftc/receipt", "returned", "accepted", Side::Here, Why::ReturnedWins),
        ("item/out.ftc/receipt", "accepted", "returned", Side::There, Why::ReturnedWins),
        ("fact/core-business", "部品", "", Side::Here, Why::FilledBeatsEmpty),
        ("fact/seats", "850", "", Side::Here, Why::FilledBeatsEmpty),
        ("item/ftop.983/mark", "", "done", Side::There, Why::FilledBeatsEmpty),
    ];
    for (address, here_text, there_text, taken, why) in table {
        let first = if address.contains("mark") { "waived: 前" } else { "5" };
        let is_choice = address.starts_with("answer")
            || address.ends_with("audience")
            || address.ends_with("receipt");
        let first = if is_choice { "" } else { first };
        let (mut here, mut there) = two_hands(&[(address, first)]);
        here.set(address, here_text);
        there.now += 1;
        there.set(address, there_text);
        assert_one(&here, &there, address, taken, why);
    }
}

#[test]
fn what_only_one_side_changed_is_taken_knowingly() {
    let (mut here, mut there) = two_hands(&[("fact/industry", "部品"), ("fact/seats", "850")]);
    there.set("fact/industry", "金属部品");
    assert_one(&here, &there, "fact/industry", Side::There, Why::LaterKnowing);
    here.meet(&there);
    assert!(reviewed(&here, &there).is_empty());
    here.now -= 100_000_000;
    here.set("fact/seats", "");
    assert_one(&here, &there, "fact/seats", Side::Here, Why::LaterKnowing);
    there.meet(&here).set("answer/managed", "yes");
    assert_one(&here, &there, "answer/managed", Side::There, Why::LaterKnowing);
}

#[test]
fn a_decision_made_there_is_taken_with_both_texts_known() {
    let (mut here, mut there) = two_hands(&[]);
    here.set("fact/industry", "甲");
    there.now += 1;
    there.set("fact/industry", "乙");
    there.meet(&here).set("fact/industry", "甲と乙");
    assert_one(&here, &there, "fact/industry", Side::There, Why::LaterKnowing);
}

#[test]
fn deleted_here_and_changed_there_is_told_with_what_was_typed() {
    let (mut here, mut there) = two_hands(&[]);
    let id = coined(1);
    let cell = |column, to: &str| {
        Edit::set(Field::Entry(Register::People, id, column), Value::Text(to.into()))
    };
    here.edit(&[
        Edit::add(Register::People, id),
        cell(people::NAME, "佐藤"),
        cell(people::ROLE, "課長"),
    ]);
    there.meet(&here);
    here.edit(&[Edit::remove(Register::People, id)]);
    // Nothing was written there: the deletion knows all that goes.
    let found = reviewed(&here, &there);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].taken, found[0].why), (Side::Here, Why::LaterKnowing));

    there.edit(&[cell(people::NAME, "佐藤 恵子")]);
    let exists = Field::Exists(Register::People, id);
    let name = Field::Entry(Register::People, id, people::NAME);
    for (one, other, taken) in [(&here, &there, Side::Here), (&there, &here, Side::There)] {
        let found = reviewed(one, other);
        let told: Vec<_> = found.iter().map(|it| (it.field, it.why)).collect();
        assert_eq!(told, [(exists, Why::DeletedStays), (name, Why::DeletedStays)]);
        assert_eq!(found[0].taken, taken);
        assert_eq!(found[1].merged, Some(Value::Text("佐藤 恵子".into())), "kept below");
    }
}

#[test]
fn an_entry_that_only_one_side_has_is_no_deletion() {
    let (here, mut there) = two_hands(&[]);
    let id = coined(1);
    there.edit(&[Edit::add(Register::People, id)]);
    let found = reviewed(&here, &there);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].taken, found[0].why), (Side::There, Why::LaterKnowing));
    assert_eq!((&found[0].here, &found[0].there), (&None, &Some(Value::Flag(true))));
}

#[test]
fn differences_come_in_the_order_of_the_playbook() {
    let (here, mut there) = two_hands(&[]);
    let person = coined(5);
    there.edit(&[Edit::add(Register::People, person)]);
    for (address, text) in [
        ("item/ftop.983/note", "a"),
        ("item/ftop.983/mark", "done"),
        ("answer/wants-partner", "yes"),
        ("answer/motion", "rfa"),
        ("fact/seats", "1"),
        ("fact/customer", "コントソ製作所"),
    ] {
        there.set(address, text);
    }
    let name = Field::Entry(Register::People, person, people::NAME);
    there.edit(&[Edit::set(name, Value::Text("佐藤".into()))]);
    let found: Vec<String> =
        reviewed(&here, &there).iter().map(|it| it.field.to_string()).collect();
    let wanted = [
        "fact/customer".to_owned(),
        "fact/seats".to_owned(),
        "answer/motion".to_owned(),
        "answer/wants-partner".to_owned(),
        "item/ftop.983/mark".to_owned(),
        "item/ftop.983/note".to_owned(),
        Field::Exists(Register::People, person).to_string(),
        name.to_string(),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn strangers_are_not_compared() {
    let (here, there) = two_hands(&[]);
    let stranger = there.engagement.copied_as(EngagementId::coined(9));
    assert_eq!(review(playbook(), &here.engagement, &stranger), Err(NotACopy::OtherEngagement));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn a_review_tells_every_visible_change_and_says_what_will_be_shown(doings in any_doings()) {
        let world = World::after(&doings);
        let (here, there) = (world.engagement(0), world.engagement(1));
        let mut merged = here.clone();
        merged.merge(there).unwrap();
        let found = review(playbook(), here, there).unwrap();
        for it in &found {
            prop_assert_eq!(it.merged.as_ref(), merged.value(it.field));
            prop_assert_ne!(&it.here, &it.there);
            if it.why == Why::ToDecide {
                prop_assert!(merged.conflicts().any(|conflict| conflict.field == it.field));
            }
        }
        for (field, _) in merged.fields() {
            let is_seen = match field {
                Field::Entry(register, id, _)
                | Field::Audience(Subject::Entry(register, id))
                | Field::Receipt(Point::Entry(register, id), _) => merged.has(register, id),
                _ => true,
            };
            let is_other = here.shown(field) != there.shown(field);
            let is_told = found.iter().any(|it| it.field == field);
            prop_assert!(!is_seen || is_other == is_told, "{}", field);
        }
    }
}
