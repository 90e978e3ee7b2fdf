//! What is refused is refused for good: it does not turn up by itself later. What goes, goes on
//! purpose.

use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::editor::Kept;
use kickoff::store::engagements::{Fate, KeptKind, Loaded, Occasion, SaveError};
use kickoff::store::key_value::DrawerError;

use crate::Office;
use crate::drawer::Fault;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, playbook};

const NOW: u64 = 1_800_000_000_000;

#[test]
fn a_new_engagement_that_cannot_be_kept_leaves_nothing_behind() {
    let office = Office::with(full_engagement());
    let before = office.drawer.all();
    let new = bare_engagement(5);
    for error in [DrawerError::Full, DrawerError::NotKept] {
        let fault =
            if error == DrawerError::Full { Fault::Writing(error.clone()) } else { Fault::Half };
        office.drawer.fail(fault);
        assert_eq!(office.cabinet.add(&new, NOW), Err(SaveError::Drawer(error)));
        office.drawer.fail(Fault::None);
        assert!(office.drawer.all() == before);
    }
    // The journal mirrors what is asked of storage: last of all, that both keys go.
    office.drawer.forget_what_was_touched();
    office.drawer.fail(Fault::Writing(DrawerError::Full));
    office.cabinet.add(&new, NOW).unwrap_err();
    for generation in ["a", "b"] {
        let key = format!("kickoff:/a/:eng/{}/{generation}", new.id());
        assert!(office.drawer.written().contains(&key), "{key} is not removed again");
    }
    // One that is there already loses nothing by being refused.
    let there = office.found_later();
    office.cabinet.add(&there, NOW).unwrap_err();
    office.drawer.fail(Fault::None);
    assert!(office.found_later() == there);
}

#[test]
fn a_deletion_without_room_for_the_bin_leaves_no_key_there() {
    let office = Office::with(full_engagement());
    let there = office.found_later();
    office.drawer.fail(Fault::Writing(DrawerError::Full));
    assert!(office.cabinet.delete(&there, NOW).is_err());
    let key = format!("kickoff:/a/:bin/{}/{NOW}", there.id());
    assert!(office.drawer.written().contains(&key), "tried, and removed again");
    office.drawer.fail(Fault::None);
    assert!(!office.drawer.all().contains_key(&key));
    assert!(office.found_later() == there);
}

#[test]
fn each_state_in_the_bin_comes_back_by_itself() {
    let office = Office::with(full_engagement());
    let first = office.found_later();
    office.cabinet.delete(&first, NOW).unwrap();
    let mut second = first.clone();
    let at = Stamp::new(NOW, 0, WriterId::new(3, 1));
    second.apply(playbook(), &[edit("fact/seats", "860")], at).unwrap();
    office.cabinet.save(&second, NOW + 1).unwrap();
    office.cabinet.delete(&second, NOW + 2).unwrap();
    let bin: Vec<_> = office.cabinet.kept().unwrap();
    let older = bin.iter().rfind(|it| it.kind == KeptKind::Deleted).unwrap();
    assert_eq!(office.cabinet.bring_back(&older.key, NOW + 3), Ok(true));
    assert!(office.found_later() == first);
    assert_eq!(office.cabinet.kept().unwrap().len(), 1, "the other one is still there");
    assert_eq!(office.cabinet.bring_back("kickoff:/a/:bin/nothing", NOW), Ok(false));
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
        office.cabinet.copy_for_safety(&copy, Occasion::BeforeImport, later).unwrap();
    }
    let yesterday = NOW - 24 * 60 * 60 * 1_000;
    office.cabinet.copy_for_safety(&there, Occasion::BeforeMerge, yesterday).unwrap();
    let kept = office.cabinet.kept().unwrap();
    assert_eq!(kept.len(), 10);
    let newest = kept.iter().find(|it| it.occasion == Some(Occasion::BeforeMerge)).unwrap();
    assert!(office.cabinet.read_kept(&newest.key).unwrap() == there);
}

#[test]
fn what_the_way_out_has_deleted_was_deleted_on_purpose() {
    let office = Office::with(full_engagement());
    let id = office.id();
    for key in office.drawer.all().keys() {
        office.drawer.remove_behind(key);
    }
    assert_eq!(office.cabinet.fate(id), Ok(Fate::Gone));
    office.drawer.put_behind(&format!("kickoff:/a/:gone/{id}"), "1");
    assert_eq!(office.cabinet.fate(id), Ok(Fate::Deleted));
    assert_eq!(office.cabinet.load(id), Ok(Loaded::Missing));
    // A file brings it back, if somebody opens one.
    office.cabinet.add(&full_engagement(), NOW).unwrap();
    assert_eq!(office.cabinet.fate(id), Ok(Fate::There));
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
        office.drawer.fail(Fault::Once { at, error: DrawerError::Full });
        let done = office.desk.merge(&there, &[], &office.cabinet, office.now);
        office.drawer.fail(Fault::None);
        let wanted = match done {
            Ok(is_step) => {
                assert!(is_step);
                &there
            }
            Err(_) => {
                refused += 1;
                assert!(!office.desk.can_undo(), "{at}");
                &before
            }
        };
        assert!(office.desk.engagement() == wanted, "{at}");
        assert_eq!(*office.desk.kept(), Kept::Saved, "{at}");
        assert!(office.found_later() == *wanted, "{at}");
    }
    assert!(2 <= refused, "{refused}");
}
