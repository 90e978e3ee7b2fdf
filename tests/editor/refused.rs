//! What is refused is refused for good: it does not turn up by itself later. What goes, goes on
//! purpose.

use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::editor::SaveState;
use kickoff::store::engagements::{BackupKind, Fate, Found, Occasion, SaveError};
use kickoff::store::key_value::StoreError;

use crate::Office;
use crate::storage::Fault;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, playbook};

const NOW: u64 = 1_800_000_000_000;

#[test]
fn a_new_engagement_that_cannot_be_kept_leaves_nothing_behind() {
    let office = Office::with(full_engagement());
    let before = office.storage.all();
    let new = bare_engagement(5);
    for error in [StoreError::Full, StoreError::NotKept] {
        let fault = if error == StoreError::Full { Fault::Writing(error) } else { Fault::Half };
        office.storage.fail(fault);
        assert_eq!(office.store.add(&new, NOW), Err(SaveError::Store(error)));
        office.storage.fail(Fault::None);
        assert!(office.storage.all() == before);
    }
    // The journal mirrors what is asked of storage: last of all, that both keys go.
    office.storage.forget_what_was_touched();
    office.storage.fail(Fault::Writing(StoreError::Full));
    office.store.add(&new, NOW).unwrap_err();
    for generation in ["a", "b"] {
        let key = format!("kickoff:/a/:eng/{}/{generation}", new.id());
        assert!(office.storage.written().contains(&key), "{key} is not removed again");
    }
    // One that is there already loses nothing by being refused.
    let there = office.found_later();
    office.store.add(&there, NOW).unwrap_err();
    office.storage.fail(Fault::None);
    assert!(office.found_later() == there);
}

#[test]
fn a_deletion_without_room_for_the_bin_leaves_no_key_there() {
    let office = Office::with(full_engagement());
    let there = office.found_later();
    office.storage.fail(Fault::Writing(StoreError::Full));
    assert!(office.store.delete(&there, NOW).is_err());
    let key = format!("kickoff:/a/:bin/{}/{NOW}", there.id());
    assert!(office.storage.written().contains(&key), "tried, and removed again");
    office.storage.fail(Fault::None);
    assert!(!office.storage.all().contains_key(&key));
    assert!(office.found_later() == there);
}

#[test]
fn each_state_in_the_bin_comes_back_by_itself() {
    let office = Office::with(full_engagement());
    let first = office.found_later();
    office.store.delete(&first, NOW).unwrap();
    let mut second = first.clone();
    let at = Stamp::new(NOW, 0, WriterId::new(3, 1));
    second.apply(playbook(), &[edit("fact/seats", "860")], at).unwrap();
    office.store.save(&second, NOW + 1).unwrap();
    office.store.delete(&second, NOW + 2).unwrap();
    let bin: Vec<_> = office.store.backups().unwrap();
    let older = bin.iter().rfind(|it| it.kind == BackupKind::Deleted).unwrap();
    assert_eq!(office.store.bring_back(&older.key, NOW + 3), Ok(true));
    assert!(office.found_later() == first);
    assert_eq!(office.store.backups().unwrap().len(), 1, "the other one is still there");
    assert_eq!(office.store.bring_back("kickoff:/a/:bin/nothing", NOW), Ok(false));
}

#[test]
fn a_clock_that_was_set_back_does_not_cost_the_copy_that_was_just_made() {
    let office = Office::with(full_engagement());
    let there = office.found_later();
    for number in 0..10 {
        let mut copy = there.clone();
        let at = Stamp::new(NOW, number, WriterId::new(3, 1));
        copy.apply(playbook(), &[edit("fact/seats", &number.to_string())], at).unwrap();
        let later = NOW + u64::from(number);
        office.store.copy_for_safety(&copy, Occasion::BeforeImport, later).unwrap();
    }
    let yesterday = NOW - 24 * 60 * 60 * 1_000;
    office.store.copy_for_safety(&there, Occasion::BeforeMerge, yesterday).unwrap();
    let kept = office.store.backups().unwrap();
    assert_eq!(kept.len(), 10);
    let newest = kept.iter().find(|it| it.occasion == Some(Occasion::BeforeMerge)).unwrap();
    assert!(office.store.read_kept(&newest.key).unwrap() == there);
}

#[test]
fn what_the_way_out_has_deleted_was_deleted_on_purpose() {
    let office = Office::with(full_engagement());
    let id = office.id();
    for key in office.storage.all().keys() {
        office.storage.remove_behind(key);
    }
    assert_eq!(office.store.fate(id), Ok(Fate::Gone));
    office.storage.put_behind(&format!("kickoff:/a/:gone/{id}"), "1");
    assert_eq!(office.store.fate(id), Ok(Fate::Deleted));
    assert_eq!(office.store.load(id), Ok(Found::Missing));
    // A file brings it back, if somebody opens one.
    office.store.add(&full_engagement(), NOW).unwrap();
    assert_eq!(office.store.fate(id), Ok(Fate::There));
}

#[test]
fn a_merge_that_cannot_be_kept_is_as_if_it_had_never_been() {
    let mut refused = 0;
    for at in 0..40 {
        let mut office = Office::with(full_engagement());
        let before = office.found_later();
        let mut there = before.clone();
        let stamp = Stamp::new(NOW, 0, WriterId::new(3, 1));
        there.apply(playbook(), &[edit("fact/seats", "860")], stamp).unwrap();
        office.storage.fail(Fault::Once { at, error: StoreError::Full });
        let done = office.editor.merge(&there, &[], &office.store, office.now);
        office.storage.fail(Fault::None);
        let wanted = match done {
            Ok(is_step) => {
                assert!(is_step);
                &there
            }
            Err(_) => {
                refused += 1;
                assert!(!office.editor.can_undo(), "{at}");
                &before
            }
        };
        assert!(office.editor.engagement() == wanted, "{at}");
        assert_eq!(*office.editor.save_state(), SaveState::Saved, "{at}");
        assert!(office.found_later() == *wanted, "{at}");
    }
    assert!(2 <= refused, "{refused}");
}
