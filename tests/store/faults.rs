//! Storage that is full, blocked or lies: what is in the editor stays, and "saved" tells the truth.

use std::rc::Rc;

use kickoff::domain::engagement::Engagement;
use kickoff::editor::{Editor, SaveState};
use kickoff::store::engagements::{EngagementStore, Found, SaveError};
use kickoff::store::key_value::StoreError;

use crate::Office;
use crate::storage::{Fault, Watched};
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, field, library};

const ERRORS: [StoreError; 2] = [StoreError::Full, StoreError::Blocked];

fn not_saved(error: &StoreError) -> SaveState {
    SaveState::NotSaved(SaveError::Store(*error))
}

#[test]
fn what_is_not_saved_is_told_stays_in_the_editor_and_is_saved_later() {
    for error in ERRORS {
        for fault in [Fault::Writing(error), Fault::All(error)] {
            let mut office = Office::with(full_engagement());
            let before = office.found_later();
            office.storage.fail(fault);
            office.set("fact/seats", "860");
            assert_eq!(*office.editor.save_state(), not_saved(&error));
            office.editor.type_into(field("fact/industry"), "部品");
            office.editor.flush(&office.store, office.now);
            assert_eq!(*office.editor.save_state(), not_saved(&error));
            assert_eq!(office.text("fact/industry"), "部品");
            office.editor.undo(&office.store, office.now);
            assert_eq!(*office.editor.save_state(), not_saved(&error));
            office.editor.redo(&office.store, office.now);
            assert_eq!(office.text("fact/industry"), "部品");
            office.editor.keep(&office.store, office.now);
            assert_eq!(
                *office.editor.save_state(),
                not_saved(&error),
                "trying again does not help yet"
            );

            office.storage.fail(Fault::None);
            assert_eq!(office.found_later(), before, "the former state is still there");
            office.editor.keep(&office.store, office.now);
            assert_eq!(*office.editor.save_state(), SaveState::Saved);
            assert_eq!(&office.found_later(), office.editor.engagement());
            assert_eq!(office.found_later().count(field("fact/seats")), Some(860));
        }
    }
}

/// One person's minute: what it leaves in the editor, step by step.
fn minute(office: &mut Office) -> Vec<(Engagement, SaveState)> {
    type Step = fn(&mut Editor, &EngagementStore<Rc<Watched>>, u64);
    let steps: [Step; 4] = [
        |editor, store, now| editor.edit(&[edit("fact/seats", "860")], store, now).unwrap(),
        |editor, store, now| {
            editor.type_into(field("fact/industry"), "部品");
            editor.flush(store, now);
        },
        |editor, store, now| editor.undo(store, now),
        |editor, store, now| editor.redo(store, now),
    ];
    steps
        .iter()
        .map(|step| {
            office.now += 1_000;
            step(&mut office.editor, &office.store, office.now);
            (office.editor.engagement().clone(), office.editor.save_state().clone())
        })
        .collect()
}

#[test]
fn a_single_failure_at_any_operation_loses_nothing_and_is_never_called_saved() {
    let mut well = Office::with(full_engagement());
    let wanted = minute(&mut well);
    let operations = well.storage.operations();
    assert!(operations > 10, "{operations}");
    for error in ERRORS {
        for at in 0..operations {
            let mut office = Office::with(full_engagement());
            let before = office.found_later();
            office.storage.fail(Fault::Once { at, error });
            let found = minute(&mut office);
            for ((state, kept), (wanted, _)) in found.iter().zip(&wanted) {
                assert_eq!(state, wanted, "the editor never loses anything ({error:?} at {at})");
                assert!(
                    *kept == SaveState::Saved || *kept == not_saved(&error),
                    "{kept:?} at {at}"
                );
            }
            office.storage.fail(Fault::None);
            let later = office.found_later();
            let known: Vec<&Engagement> = wanted.iter().map(|it| &it.0).chain([&before]).collect();
            assert!(known.contains(&&later), "something in between is kept ({error:?} at {at})");
            if *office.editor.save_state() == SaveState::Saved {
                assert_eq!(&later, office.editor.engagement(), "said saved ({error:?} at {at})");
            }
            office.editor.keep(&office.store, office.now);
            assert_eq!(&office.found_later(), office.editor.engagement());
            let listed = office.store.list().unwrap();
            assert_eq!(listed.len(), 1, "{error:?} at {at}");
        }
    }
}

#[test]
fn saved_is_said_only_of_what_can_be_read_again() {
    let mut office = Office::with(full_engagement());
    let before = office.found_later();
    office.storage.fail(Fault::Half);
    office.set("fact/seats", "860");
    assert_eq!(*office.editor.save_state(), not_saved(&StoreError::NotKept));
    office.storage.fail(Fault::None);
    assert_eq!(office.found_later(), before, "the other generation");
    office.editor.keep(&office.store, office.now);
    assert_eq!(*office.editor.save_state(), SaveState::Saved);
    assert_eq!(&office.found_later(), office.editor.engagement());
}

#[test]
fn a_card_that_could_not_be_kept_is_no_loss() {
    // Kept with the whole, after all operations of the record; what goes from the tail comes after it.
    for at in 0.. {
        let mut office = Office::bare();
        office.set("fact/customer", "コントソ製作所");
        let card = |it: &Office| {
            let all = it.storage.all();
            all.iter().find(|it| it.0.contains(":card/")).map(|it| it.1.clone())
        };
        let before = card(&office);
        office.storage.fail(Fault::Once { at, error: StoreError::Full });
        let kept = office.store.save(office.editor.engagement(), office.now);
        office.storage.fail(Fault::None);
        assert_eq!(office.found_later(), *office.editor.engagement());
        if kept.is_err() || card(&office) != before {
            assert!(at < 40, "the card is never written last");
            continue;
        }
        office.loses_tail();
        let listed = office.store.list().unwrap();
        match &listed[0].state {
            Found::Whole(card) => {
                assert_eq!(card.customer, "コントソ製作所");
            }
            other => panic!("{other:?}"),
        }
        return;
    }
}

#[test]
fn a_storage_that_cannot_be_read_is_not_an_empty_one() {
    let office = Office::bare();
    for error in ERRORS {
        office.storage.fail(Fault::All(error));
        assert_eq!(office.store.list(), Err(error));
        assert_eq!(office.store.load(office.id()), Err(error));
        assert_eq!(office.store.backups(), Err(error));
        assert_eq!(office.store.exported(office.id()), Err(error));
        assert_eq!(office.store.preference("lang"), None, "the app works without");
    }
}

#[test]
fn a_deletion_that_fails_anywhere_loses_nothing() {
    let one = full_engagement();
    let office = Office::with(one.clone());
    office.store.delete(&one, office.now).unwrap();
    let operations = office.storage.operations();
    assert!(operations > 3);
    for error in ERRORS {
        for at in 0..operations {
            let office = Office::with(one.clone());
            office.storage.fail(Fault::Once { at, error });
            let told = office.store.delete(&one, office.now);
            assert_eq!(told, Err(SaveError::Store(error)), "at {at}");
            office.storage.fail(Fault::None);
            let is_there = office.store.load(one.id()).unwrap() == Found::Whole(one.clone().into());
            let in_bin = office
                .store
                .backups()
                .unwrap()
                .iter()
                .any(|it| office.store.read_kept(&it.key).as_ref() == Some(&one));
            assert!(is_there || in_bin, "{error:?} at {at}");
        }
    }
}

#[test]
fn a_first_save_that_fails_leaves_nothing_behind() {
    for error in ERRORS {
        let storage = Rc::new(Watched::default());
        let store = EngagementStore::new(Rc::clone(&storage), "/a/", library());
        storage.fail(Fault::Writing(error));
        let told = store.save(&bare_engagement(1), 1);
        assert_eq!(told, Err(SaveError::Store(error)));
        assert!(storage.all().is_empty());
        assert_eq!(store.list().unwrap(), []);
    }
}
