//! Storage that is full, blocked or lies: what is on the desk stays, and "saved" tells the truth.

use std::rc::Rc;

use kickoff::domain::engagement::Engagement;
use kickoff::editor::{Desk, Kept};
use kickoff::store::engagements::{Cabinet, ListedState, Loaded, SaveError};
use kickoff::store::key_value::DrawerError;

use crate::Office;
use crate::drawer::{Fault, Watched};
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, field, playbook};

const ERRORS: [DrawerError; 2] = [DrawerError::Full, DrawerError::Blocked];

fn not_saved(error: &DrawerError) -> Kept {
    Kept::NotSaved(SaveError::Drawer(error.clone()))
}

#[test]
fn what_is_not_saved_is_told_stays_on_the_desk_and_is_saved_later() {
    for error in ERRORS {
        for fault in [Fault::Writing(error.clone()), Fault::All(error.clone())] {
            let mut office = Office::with(full_engagement());
            let before = office.found_later();
            office.drawer.fail(fault);
            office.set("fact/seats", "860");
            assert_eq!(*office.desk.kept(), not_saved(&error));
            office.desk.type_into(field("fact/industry"), "部品");
            office.desk.flush(&office.cabinet, office.now);
            assert_eq!(*office.desk.kept(), not_saved(&error));
            assert_eq!(office.text("fact/industry"), "部品");
            office.desk.undo(&office.cabinet, office.now);
            assert_eq!(*office.desk.kept(), not_saved(&error));
            office.desk.redo(&office.cabinet, office.now);
            assert_eq!(office.text("fact/industry"), "部品");
            office.desk.keep(&office.cabinet, office.now);
            assert_eq!(*office.desk.kept(), not_saved(&error), "trying again does not help yet");

            office.drawer.fail(Fault::None);
            assert_eq!(office.found_later(), before, "the former state is still there");
            office.desk.keep(&office.cabinet, office.now);
            assert_eq!(*office.desk.kept(), Kept::Saved);
            assert_eq!(&office.found_later(), office.desk.engagement());
            assert_eq!(office.found_later().count(field("fact/seats")), Some(860));
        }
    }
}

/// One person's minute: what it leaves on the desk, step by step.
fn minute(office: &mut Office) -> Vec<(Engagement, Kept)> {
    type Step = fn(&mut Desk, &Cabinet<Rc<Watched>>, u64);
    let steps: [Step; 4] = [
        |desk, cabinet, now| desk.edit(&[edit("fact/seats", "860")], cabinet, now).unwrap(),
        |desk, cabinet, now| {
            desk.type_into(field("fact/industry"), "部品");
            desk.flush(cabinet, now);
        },
        |desk, cabinet, now| desk.undo(cabinet, now),
        |desk, cabinet, now| desk.redo(cabinet, now),
    ];
    steps
        .iter()
        .map(|step| {
            office.now += 1_000;
            step(&mut office.desk, &office.cabinet, office.now);
            (office.desk.engagement().clone(), office.desk.kept().clone())
        })
        .collect()
}

#[test]
fn a_single_failure_at_any_operation_loses_nothing_and_is_never_called_saved() {
    let mut well = Office::with(full_engagement());
    let wanted = minute(&mut well);
    let operations = well.drawer.operations();
    assert!(operations > 10, "{operations}");
    for error in ERRORS {
        for at in 0..operations {
            let mut office = Office::with(full_engagement());
            let before = office.found_later();
            office.drawer.fail(Fault::Once { at, error: error.clone() });
            let found = minute(&mut office);
            for ((state, kept), (wanted, _)) in found.iter().zip(&wanted) {
                assert_eq!(state, wanted, "the desk never loses anything ({error:?} at {at})");
                assert!(*kept == Kept::Saved || *kept == not_saved(&error), "{kept:?} at {at}");
            }
            office.drawer.fail(Fault::None);
            let later = office.found_later();
            let known: Vec<&Engagement> = wanted.iter().map(|it| &it.0).chain([&before]).collect();
            assert!(known.contains(&&later), "something in between is kept ({error:?} at {at})");
            if *office.desk.kept() == Kept::Saved {
                assert_eq!(&later, office.desk.engagement(), "said saved ({error:?} at {at})");
            }
            office.desk.keep(&office.cabinet, office.now);
            assert_eq!(&office.found_later(), office.desk.engagement());
            let listed = office.cabinet.list().unwrap();
            assert_eq!(listed.len(), 1, "{error:?} at {at}");
        }
    }
}

#[test]
fn saved_is_said_only_of_what_can_be_read_again() {
    let mut office = Office::with(full_engagement());
    let before = office.found_later();
    office.drawer.fail(Fault::Half);
    office.set("fact/seats", "860");
    assert_eq!(*office.desk.kept(), not_saved(&DrawerError::NotKept));
    office.drawer.fail(Fault::None);
    assert_eq!(office.found_later(), before, "the other generation");
    office.desk.keep(&office.cabinet, office.now);
    assert_eq!(*office.desk.kept(), Kept::Saved);
    assert_eq!(&office.found_later(), office.desk.engagement());
}

#[test]
fn a_card_that_could_not_be_kept_is_no_loss() {
    // The card is written last: after all operations of the record.
    let mut office = Office::bare();
    office.set("fact/seats", "850");
    let last = office.drawer.operations() - 1;
    let mut office = Office::bare();
    office.drawer.fail(Fault::Once { at: last, error: DrawerError::Full });
    office.set("fact/customer", "コントソ製作所");
    assert_eq!(*office.desk.kept(), Kept::Saved);
    let listed = office.cabinet.list().unwrap();
    match &listed[0].state {
        ListedState::Whole(card) => {
            assert_eq!(card.customer, "コントソ製作所");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_storage_that_cannot_be_read_is_not_an_empty_one() {
    let office = Office::bare();
    for error in ERRORS {
        office.drawer.fail(Fault::All(error.clone()));
        assert_eq!(office.cabinet.list(), Err(error.clone()));
        assert_eq!(office.cabinet.load(office.id()), Err(error.clone()));
        assert_eq!(office.cabinet.kept(), Err(error.clone()));
        assert_eq!(office.cabinet.exported(office.id()), Err(error));
        assert_eq!(office.cabinet.preference("lang"), None, "the app works without");
    }
}

#[test]
fn a_deletion_that_fails_anywhere_loses_nothing() {
    let one = full_engagement();
    let office = Office::with(one.clone());
    office.cabinet.delete(&one, office.now).unwrap();
    let operations = office.drawer.operations();
    assert!(operations > 3);
    for error in ERRORS {
        for at in 0..operations {
            let office = Office::with(one.clone());
            office.drawer.fail(Fault::Once { at, error: error.clone() });
            let told = office.cabinet.delete(&one, office.now);
            assert_eq!(told, Err(SaveError::Drawer(error.clone())), "at {at}");
            office.drawer.fail(Fault::None);
            let is_there =
                office.cabinet.load(one.id()).unwrap() == Loaded::Whole(one.clone().into());
            let in_bin = office
                .cabinet
                .kept()
                .unwrap()
                .iter()
                .any(|it| office.cabinet.read_kept(&it.key).as_ref() == Some(&one));
            assert!(is_there || in_bin, "{error:?} at {at}");
        }
    }
}

#[test]
fn a_first_save_that_fails_leaves_nothing_behind() {
    for error in ERRORS {
        let drawer = Rc::new(Watched::default());
        let cabinet = Cabinet::new(Rc::clone(&drawer), "/a/", playbook());
        drawer.fail(Fault::Writing(error.clone()));
        let told = cabinet.save(&bare_engagement(1), 1);
        assert_eq!(told, Err(SaveError::Drawer(error)));
        assert!(drawer.all().is_empty());
        assert_eq!(cabinet.list().unwrap(), []);
    }
}
