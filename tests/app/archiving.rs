//! What nobody is at work on is put away, and taken back: whatever happens in between, nothing is lost, and
//! what cannot be read is said.

use std::rc::Rc;
use std::slice::from_ref;

use kickoff::app::archiving::ArchiveState;
use kickoff::app::archiving::adding::Adding;
use kickoff::app::command_history::Done;
use kickoff::app::notices::Direction;
use kickoff::app::open_engagements::Open;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EngagementId;
use kickoff::i18n::words::Words;
use kickoff::store::archive::{ArchiveError, NotMoved};
use kickoff::store::engagements::{Backup, BackupKind, EngagementStore, Found, Listed, Occasion};
use kickoff::store::key_value::StoreError;
use kickoff::store::{document, record};
use reactive_graph::traits::GetUntracked;

use crate::device::START;
use crate::shelf::{Shelf, Wrong};
use crate::storage::{Fault, Watched};
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, field, library};
use crate::{Chance, Device};

impl Device {
    fn archive(&self, id: EngagementId) -> Result<(), NotMoved> {
        let archiving = self.session.archiving;
        self.does(async move { archiving.archive(id).await }).unwrap()
    }

    fn take_back(&self, id: EngagementId) -> Result<Found<()>, NotMoved> {
        let archiving = self.session.archiving;
        self.does(async move { archiving.take_back(id).await }).unwrap()
    }

    /// What there is of it, wherever it is.
    fn anywhere(&self, id: EngagementId) -> Option<Engagement> {
        let archiving = self.session.archiving;
        self.does(async move { archiving.current(id).await }).unwrap().unwrap()
    }

    fn look_after(&self) {
        let archiving = self.session.archiving;
        self.does(async move { archiving.look_after().await }).unwrap().unwrap();
    }

    fn row(&self, id: EngagementId) -> Listed {
        let all = self.session.with_store(|it| it.list()).unwrap();
        all.into_iter().find(|it| it.id == id).unwrap()
    }

    /// Another start, over what is kept.
    fn again(&self) -> Device {
        self.outside.ends();
        Device::beside("#/", &self.storage, &self.shelf, 3)
    }
}

/// The keys of an engagement in which what was recorded is.
fn places(storage: &Watched, id: EngagementId) -> Vec<String> {
    let all = storage.all();
    let of = |it: &&String| {
        [":eng/", ":tail/"].iter().any(|group| it.contains(group)) && it.contains(&id.to_string())
    };
    all.keys().filter(of).cloned().collect()
}

fn shelf_key(id: EngagementId) -> String {
    format!("eng/{id}")
}

#[test]
fn no_mark_is_read_for_the_list() {
    let all = [1, 2].map(bare_engagement);
    let device = Device::with(&all);
    for it in &all {
        device.archive(it.id()).unwrap();
    }
    device.storage.forget_what_was_touched();
    let listed = device.session.with_store(|it| it.list()).unwrap();
    assert!(listed.len() == 2 && listed.iter().all(|it| it.is_archived));
    let touched = device.storage.touched();
    let marks = touched.iter().filter(|it| it.contains(":archived/")).count();
    assert_eq!((marks, touched.iter().filter(|it| it.contains(":card/")).count()), (0, 2));
}

#[test]
fn what_is_put_away_is_on_the_list_and_opens_as_it_was() {
    let full = full_engagement();
    let id = full.id();
    let device = Device::with(from_ref(&full));
    let before = device.row(id);
    assert_eq!(device.archive(id), Ok(()));
    assert_eq!(places(&device.storage, id), Vec::<String>::new());
    let row = device.row(id);
    assert!(row.is_archived && !before.is_archived);
    assert_eq!((row.state, row.name), (before.state, before.name));
    assert_eq!(device.session.archiving.state.get_untracked(), ArchiveState::There);
    // Whoever asks for it has it, and it stays where it is.
    assert!(device.anywhere(id) == Some(full.clone()));
    assert!(device.row(id).is_archived);

    device.go(&format!("#/e/{id}/setup"));
    assert!(matches!(device.opened(), Ok(Found::Archived)));
    device.run();
    assert!(device.editor().peek(|it| *it == full));
    assert!(!device.row(id).is_archived);
    device.editor().edit(vec![edit("fact/seats", "12")]);
    let kept = device.kept(id).unwrap();
    assert_eq!(kept.count(field("fact/seats")), Some(12));
    // What the archive has is only a copy by now, and goes soon, or with the next start.
    assert_eq!(device.shelf.all().len(), 1);
    let row = device.shelf.all();
    tidies(&device);
    assert!(!device.shelf.all().contains_key(&shelf_key(id)));
    device.shelf.set_all(row);
    let again = device.again();
    again.look_after();
    assert!(!again.shelf.all().contains_key(&shelf_key(id)));
    assert!(again.anywhere(id) == Some(kept));
}

#[test]
fn whatever_ends_the_page_while_something_is_put_away_or_taken_back_it_is_whole() {
    let full = full_engagement();
    let id = full.id();
    let mut stops = 0;
    for (is_back, of_shelf) in [(false, false), (false, true), (true, false), (true, true)] {
        // Until it comes to its end.
        for at in 0.. {
            let device = Device::with(from_ref(&full));
            if is_back {
                device.archive(id).unwrap();
            }
            if of_shelf {
                device.shelf.goes_wrong(Wrong::From(at));
            } else {
                device.storage.fail(Fault::From { at, error: StoreError::Blocked });
            }
            let archiving = device.session.archiving;
            let ended = if is_back {
                device.does(async move { archiving.take_back(id).await.is_ok() })
            } else {
                device.does(async move { archiving.archive(id).await.is_ok() })
            };
            let is_done = ended == Some(true);
            stops += usize::from(!is_done);
            device.storage.fail(Fault::None);
            device.shelf.goes_wrong(Wrong::Nothing);
            let again = device.again();
            let said = format!("back {is_back}, archive {of_shelf}, at {at}");
            assert_eq!(again.listed().len(), 1, "{said}");
            assert!(again.anywhere(id) == Some(full.clone()), "{said}");
            again.look_after();
            assert!(again.anywhere(id) == Some(full.clone()), "{said}, looked after");
            again.go(&format!("#/e/{id}/setup"));
            again.run();
            assert!(again.editor().peek(|it| *it == full), "{said}, opened");
            if is_done {
                break;
            }
        }
    }
    assert!(20 < stops, "{stops} were ended in between");
}

#[test]
fn what_the_archive_does_not_keep_stays_where_it_is() {
    let one = bare_engagement(1);
    for (wrong, why) in [
        (Wrong::Missing, NotMoved::Archive(ArchiveError::Missing)),
        (Wrong::Full, NotMoved::Archive(ArchiveError::NotKept)),
        (Wrong::Silent, NotMoved::Archive(ArchiveError::NotKept)),
        (Wrong::Half, NotMoved::Archive(ArchiveError::NotKept)),
    ] {
        let device = Device::with(from_ref(&one));
        let before = device.storage.all();
        device.shelf.goes_wrong(wrong);
        assert_eq!(device.archive(one.id()), Err(why), "{wrong:?}");
        assert_eq!(device.storage.all(), before, "{wrong:?}");
        let is_missing = device.session.archiving.state.get_untracked() == ArchiveState::Missing;
        assert_eq!(is_missing, wrong == Wrong::Missing);
        // What is there by half is none of it.
        device.shelf.goes_wrong(Wrong::Nothing);
        let again = device.again();
        again.look_after();
        assert!(again.kept(one.id()) == Some(one.clone()));
    }
}

#[test]
fn an_archive_that_does_not_answer_is_said_and_nothing_is_taken_for_lost() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    device.archive(one.id()).unwrap();
    device.shelf.goes_wrong(Wrong::Missing);
    device.go(&format!("#/e/{}/setup", one.id()));
    device.run();
    let why = device.session.archiving.not_taken_back.get_untracked();
    assert_eq!(why, Some(NotMoved::Archive(ArchiveError::Missing)));
    assert!(matches!(device.opened(), Ok(Found::Archived)));
    assert!(device.row(one.id()).is_archived);
    device.shelf.goes_wrong(Wrong::Nothing);
    device.go("#/");
    device.opens_later(one.id());
}

impl Device {
    #[track_caller]
    fn opens_later(&self, id: EngagementId) {
        self.go(&format!("#/e/{id}/setup"));
        self.run();
        assert!(self.has_open(id));
    }
}

#[test]
fn rows_that_are_missing_damaged_stale_anothers_or_newer_are_said_and_stay() {
    let one = bare_engagement(1);
    let id = one.id();
    let device = Device::with(&[one.clone(), bare_engagement(2)]);
    device.archive(id).unwrap();
    let row = device.shelf.all()[&shelf_key(id)].clone();
    let newer = document::as_text(&one).replace("\"schema\":3", "\"schema\":9999");
    let other = record::write(1, &document::as_text(&bare_engagement(2)));
    for (raw, wanted) in [
        (None, Found::Missing),
        (Some(row[..row.len() / 2].to_owned()), Found::Damaged(())),
        (Some(other), Found::Damaged(())),
        (Some(record::write(1, &newer)), Found::Newer(())),
    ] {
        match &raw {
            Some(raw) => device.shelf.put_behind(&shelf_key(id), raw),
            None => device.shelf.remove_behind(&shelf_key(id)),
        }
        let before = device.shelf.all();
        let again = device.again();
        assert_eq!(again.take_back(id), Ok(wanted));
        assert_eq!(again.row(id).state.kind(), wanted);
        assert_eq!(again.row(id).name, "ファブリカム", "its card still tells");
        again.go(&format!("#/e/{id}/setup"));
        again.run();
        let opened = again.opened().map(|it| it.kind());
        assert_eq!(opened, Ok(wanted));
        // It can be saved as it is, and nothing has been written over.
        let unread = again.session.with_store(|it| it.unread(id)).unwrap().unwrap();
        assert_eq!(unread.raw, raw.into_iter().collect::<Vec<String>>());
        assert_eq!(again.shelf.all(), before);
    }
    // Once it is there again, all is well.
    device.shelf.put_behind(&shelf_key(id), &row);
    let again = device.again();
    again.look_after();
    again.opens_later(id);
    assert!(again.editor().peek(|it| *it == one));
}

#[test]
fn a_row_that_is_older_than_what_was_put_away_is_said() {
    let one = bare_engagement(1);
    let id = one.id();
    let device = Device::with(from_ref(&one));
    device.archive(id).unwrap();
    let stale = device.shelf.all()[&shelf_key(id)].clone();
    device.opens_later(id);
    device.editor().edit(vec![edit("fact/seats", "7")]);
    device.go("#/");
    device.archive(id).unwrap();
    device.shelf.put_behind(&shelf_key(id), &stale);
    // What was written since is gone with the archive's row. That is said.
    let again = device.again();
    assert_eq!(again.take_back(id), Ok(Found::Whole(())));
    assert!(again.kept(id) == Some(one));
    assert!(again.said().unwrap().0.contains("古い状態"));
}

#[test]
fn what_another_tab_writes_meanwhile_or_after_is_not_lost() {
    let one = bare_engagement(1);
    let id = one.id();
    for steps in 0..12 {
        let first = Device::with(from_ref(&one));
        let second = Device::beside("#/", &first.storage, &first.shelf, 2);
        second.open(id);
        let archiving = first.session.archiving;
        first.session.archiving.spawn(async move {
            let _ = archiving.archive(id).await;
        });
        for _ in 0..steps {
            first.step();
        }
        second.editor().edit(vec![edit("fact/seats", "860")]);
        first.run();
        second.editor().edit(vec![edit("fact/industry", "部品")]);
        let again = first.again();
        again.look_after();
        let found = again.anywhere(id).unwrap();
        assert_eq!(found.count(field("fact/seats")), Some(860), "after {steps} steps");
        assert_eq!(found.text(field("fact/industry")), "部品", "after {steps} steps");
        again.opens_later(id);
        assert!(again.editor().peek(|it| *it == found));
    }
}

#[test]
fn what_is_in_a_tail_without_anything_else_goes_onto_what_is_taken_back() {
    let one = bare_engagement(1);
    let id = one.id();
    let device = Device::with(from_ref(&one));
    device.open(id);
    device.editor().edit(vec![edit("fact/seats", "860")]);
    let tail: Vec<(String, String)> =
        device.storage.all().into_iter().filter(|it| it.0.contains(":tail/")).collect();
    assert_eq!(tail.len(), 1);
    device.go("#/");
    device.archive(id).unwrap();
    // A tab that has not heard of it wrote at the same moment.
    let known = device.shelf.all();
    let text = record::write(1, &document::as_text(&one));
    device.shelf.put_behind(&shelf_key(id), &text);
    for (key, raw) in &tail {
        device.storage.put_behind(key, raw);
    }
    let again = device.again();
    assert!(again.row(id).is_archived);
    assert_eq!(again.anywhere(id).unwrap().count(field("fact/seats")), Some(860));
    again.opens_later(id);
    assert_eq!(again.editor().peek(|it| it.count(field("fact/seats"))), Some(860));
    assert_ne!(known, again.shelf.all());
}

#[test]
fn with_no_room_here_it_stays_there_and_with_room_made_it_comes() {
    let all: Vec<Engagement> = (1..=4).map(bare_engagement).collect();
    let device = Device::with(&all);
    let id = all[0].id();
    device.archive(id).unwrap();
    device.storage.fail(Fault::Writing(StoreError::Full));
    device.outside.used_percent.set(40);
    assert_eq!(device.take_back(id), Err(NotMoved::Store(StoreError::Full)));
    device.storage.fail(Fault::None);
    assert!(device.row(id).is_archived);
    assert!(device.anywhere(id) == Some(all[0].clone()));
    assert_eq!(device.take_back(id), Ok(Found::Whole(())));
}

#[test]
fn nothing_is_put_away_that_is_open_or_not_kept() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    device.open(one.id());
    assert_eq!(device.archive(one.id()), Err(NotMoved::Withheld));
    device.storage.fail(Fault::Writing(StoreError::Full));
    device.editor().edit(vec![edit("fact/seats", "860")]);
    device.go("#/");
    assert_eq!(device.archive(one.id()), Err(NotMoved::Withheld));
    device.storage.fail(Fault::None);
    assert_eq!(device.archive(one.id()), Ok(()));
    assert_eq!(device.anywhere(one.id()).unwrap().count(field("fact/seats")), Some(860));
}

#[test]
fn it_is_put_away_by_itself_when_half_of_the_room_is_used_the_longest_untouched_first() {
    let stamped = |number: u64| {
        let mut it = bare_engagement(u128::from(number));
        let at = kickoff::domain::stamp::Stamp::new(START + number, 0, crate::support::HERE);
        it.apply(it.playbook(), &[edit("fact/seats", "1")], at).unwrap();
        it
    };
    let all: Vec<Engagement> = (1..=5).map(stamped).collect();
    let device = Device::with(&all);
    device.open(all[1].id());
    device.go("#/");
    device.outside.used_percent.set(49);
    device.session.on_timer();
    device.run();
    assert!(device.shelf.all().is_empty());
    // Each that goes makes room.
    device.outside.used_percent.set(50);
    let outside = Rc::clone(&device.outside);
    let shelf = device.shelf.clone();
    device.session.on_timer();
    while device.step() {
        outside.used_percent.set(if shelf.all().len() < 2 { 50 } else { 40 });
    }
    let archived = |it: &&Engagement| device.row(it.id()).is_archived;
    let archived: Vec<EngagementId> = all.iter().filter(archived).map(Engagement::id).collect();
    assert_eq!(archived, [all[0].id(), all[2].id()], "the second was opened");
}

#[test]
fn an_emptied_storage_comes_back_from_the_archive_and_an_emptied_archive_is_said() {
    let all: Vec<Engagement> = (1..=3).map(bare_engagement).collect();
    let device = Device::with(&all);
    for it in &all {
        device.archive(it.id()).unwrap();
    }
    let storage = Rc::new(Watched::default());
    let emptied = Device::beside("#/", &storage, &device.shelf, 4);
    assert_eq!(emptied.listed().len(), 0);
    emptied.look_after();
    assert_eq!(emptied.listed().len(), 3);
    for it in &all {
        emptied.opens_later(it.id());
        assert!(emptied.editor().peek(|here| here == it));
    }

    let empty = Device::beside("#/", &device.storage, &Shelf::default(), 5);
    empty.look_after();
    assert!(all.iter().all(|it| empty.row(it.id()).state == Found::Missing));
}

#[test]
fn what_is_deleted_goes_from_the_archive_too_and_does_not_come_back() {
    let one = bare_engagement(1);
    let id = one.id();
    let device = Device::with(from_ref(&one));
    device.archive(id).unwrap();
    let row = device.shelf.all()[&shelf_key(id)].clone();
    assert_eq!(device.take_back(id), Ok(Found::Whole(())));
    device.session.delete(id).unwrap();
    device.run();
    assert!(device.listed().is_empty());
    // The page was ended before the archive has heard of it.
    device.shelf.put_behind(&shelf_key(id), &row);
    let again = device.again();
    again.look_after();
    assert!(again.listed().is_empty());
    assert!(again.shelf.all().is_empty());
    // Taken off the list as one that cannot be read.
    let device = Device::with(from_ref(&one));
    device.archive(id).unwrap();
    device.shelf.put_behind(&shelf_key(id), "x");
    assert_eq!(device.take_back(id), Ok(Found::Damaged(())));
    device.session.with_store(|it| it.set_aside_damaged(id, START)).unwrap();
    assert!(device.listed().is_empty());
    assert!(device.storage.all().iter().any(|it| it.0.contains(":raw/") && it.1 == "x"));
    device.session.on_timer();
    device.run();
    assert!(device.shelf.all().is_empty());
}

#[test]
fn an_older_versions_is_brought_along_with_a_copy_before_it_is_put_away() {
    let dump = std::fs::read_to_string("tests/saves/storage-2.json").unwrap();
    let dump: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&dump).unwrap();
    let storage = Rc::new(Watched::default());
    for (key, text) in dump.iter().filter(|it| it.0.contains(":eng/")) {
        let (_, rest) = key.split_once(":eng/").unwrap();
        storage.put_behind(&format!("kickoff:/a/:eng/{rest}"), text.as_str().unwrap());
    }
    let device = Device::at("#/", &storage, 1);
    let before: Vec<Engagement> = device
        .session
        .with_store(|it| it.list())
        .unwrap()
        .iter()
        .filter_map(|it| device.kept(it.id))
        .collect();
    assert!(!before.is_empty());
    for it in before {
        assert_eq!(device.archive(it.id()), Ok(()));
        assert!(device.anywhere(it.id()) == Some(it.clone()));
        let is_copy = |key: &String| key.contains(&format!(":copy/{}", it.id()));
        assert!(storage.all().keys().any(is_copy), "as it was before");
    }
}

#[test]
fn in_any_order_of_doing_and_of_ends_nothing_is_lost() {
    for seed in 0..60 {
        let mut chance = Chance(seed);
        let all: Vec<Engagement> = (1..=3).map(bare_engagement).collect();
        let mut device = Device::with(&all);
        let mut known: Vec<Engagement> = all.clone();
        for step in 0..30 {
            let at = chance.below(3);
            let id = all[at].id();
            match chance.below(5) {
                0 => _ = device.archive(id),
                1 => _ = device.take_back(id),
                2 | 3 => {
                    device.opens_later(id);
                    device.editor().edit(vec![edit("fact/seats", &format!("{}", step + 1))]);
                    known[at] = device.editor().peek(Clone::clone);
                    device.go("#/");
                }
                _ => {
                    // The page ends somewhere in the middle.
                    let archiving = device.session.archiving;
                    archiving.spawn(async move {
                        let _ = archiving.archive(id).await;
                    });
                    for _ in 0..chance.below(6) {
                        device.step();
                    }
                    device = device.again();
                    device.look_after();
                }
            }
            for it in &known {
                let found = device.anywhere(it.id());
                assert!(found.as_ref() == Some(it), "seed {seed}, step {step}");
            }
        }
        assert_eq!(device.listed().len(), 3);
    }
}

#[test]
fn a_kept_engagement_can_be_opened_to_read_where_its_playbook_is_missing() {
    let one = bare_engagement(1);
    let elsewhere = document::as_text(&one).replace("customer-kickoff", "another-playbook");
    let storage = Rc::new(Watched::default());
    let id = one.id();
    storage.put_behind(&format!("kickoff:/a/:eng/{id}/a"), &record::write(1, &elsewhere));
    let device = Device::at("#/", &storage, 1);
    assert_eq!(device.archive(id), Ok(()));
    device.go(&format!("#/e/{id}/setup"));
    device.run();
    assert!(matches!(device.opened(), Ok(Found::Whole(Open::ToRead(it))) if it == id));
    let store = EngagementStore::new(Rc::clone(&storage), "/a/", library());
    assert!(store.load(id).unwrap().is_whole());
}

/// What is kept of this sort, as the list of it says.
fn kept(device: &Device, kind: BackupKind) -> Vec<Backup> {
    let all = device.session.with_store(|it| it.backups()).unwrap();
    all.into_iter().filter(|it| it.kind == kind).collect()
}

fn tidies(device: &Device) {
    device.session.on_timer();
    device.run();
}

fn fetches(device: &Device, key: &str) -> Result<bool, NotMoved> {
    let (archiving, key) = (device.session.archiving, key.to_owned());
    device.does(async move { archiving.fetch_kept(key).await }).unwrap()
}

#[test]
fn copies_and_after_an_hour_the_bin_go_to_the_archive_and_come_back_from_there() {
    let full = full_engagement();
    let id = full.id();
    let device = Device::with(from_ref(&full));
    device.open(id);
    device.draw();
    device.go("#/");
    let copies = kept(&device, BackupKind::Copy);
    assert_eq!(copies.len(), 1, "the daily one");
    let text = device.storage.all()[&copies[0].key].clone();
    tidies(&device);
    let archived = kept(&device, BackupKind::Copy);
    assert!(archived[0].is_archived && !copies[0].is_archived);
    let label = Backup { is_archived: true, ..copies[0].clone() };
    assert_eq!(archived[0], label, "the list of them says what it said");
    assert!(device.storage.all()[&copies[0].key].len() < 1_000);
    // The same state is not copied once more.
    let again = |occasion| {
        device.session.with_store(|it| it.copy_for_safety(&full, occasion, START + 9)).unwrap();
    };
    again(Occasion::BeforeMerge);
    assert_eq!(kept(&device, BackupKind::Copy).len(), 1);

    device.session.delete(id).unwrap();
    tidies(&device);
    assert!(!kept(&device, BackupKind::Deleted)[0].is_archived, "somebody may undo it");
    device.wait(60 * 60 * 1_000);
    tidies(&device);
    let deleted = kept(&device, BackupKind::Deleted);
    assert!(deleted.iter().all(|it| it.is_archived));
    assert!(places(&device.storage, id).is_empty());

    // Another start: nothing of it comes back by itself, and all of it when it is asked for.
    let again = device.again();
    again.look_after();
    assert!(again.listed().is_empty());
    let key = deleted[0].key.clone();
    assert_eq!(again.session.with_store(|it| it.bring_back(&key, START)), Ok(false), "not yet");
    assert_eq!(fetches(&again, &key), Ok(true));
    assert_eq!(again.session.with_store(|it| it.bring_back(&key, START)), Ok(true));
    assert!(again.kept(id) == Some(full));
    assert_eq!(fetches(&again, &copies[0].key), Ok(true));
    assert_eq!(again.storage.all()[&copies[0].key], text);
    // What is dropped for good goes there too.
    tidies(&again);
    let left = kept(&again, BackupKind::Copy);
    assert!(left.iter().all(|it| it.is_archived));
    for it in left {
        again.session.with_store(|store| store.drop_kept(&it.key)).unwrap();
    }
    tidies(&again);
    assert!(again.shelf.all().is_empty());
}

#[test]
fn whatever_ends_the_page_a_copy_is_here_or_there() {
    let full = full_engagement();
    for (is_back, of_shelf) in [(false, false), (false, true), (true, false), (true, true)] {
        // Until it comes to its end.
        for at in 0.. {
            let device = Device::with(from_ref(&full));
            let now = START;
            device
                .session
                .with_store(|it| it.copy_for_safety(&full, Occasion::BeforeImport, now))
                .unwrap();
            let key = kept(&device, BackupKind::Copy)[0].key.clone();
            if is_back {
                tidies(&device);
            }
            if of_shelf {
                device.shelf.goes_wrong(Wrong::From(at));
            } else {
                device.storage.fail(Fault::From { at, error: StoreError::Blocked });
            }
            let ended = if is_back {
                let (archiving, key) = (device.session.archiving, key.clone());
                device.does(async move { archiving.fetch_kept(key).await.is_ok() })
            } else {
                let archiving = device.session.archiving;
                device.does(async move { archiving.tidy().await.is_ok() })
            };
            device.storage.fail(Fault::None);
            device.shelf.goes_wrong(Wrong::Nothing);
            let again = device.again();
            again.look_after();
            assert_eq!(
                fetches(&again, &key),
                Ok(true),
                "back {is_back}, archive {of_shelf}, at {at}"
            );
            let engagement = again.session.with_store(|it| it.read_kept(&key));
            assert!(
                engagement == Some(full.clone()),
                "back {is_back}, archive {of_shelf}, at {at}"
            );
            if ended == Some(true) {
                break;
            }
        }
    }
}

#[test]
fn a_copy_that_is_gone_from_the_archive_is_said_and_another_state_is_not_taken_for_it() {
    let full = full_engagement();
    let device = Device::with(from_ref(&full));
    device
        .session
        .with_store(|it| it.copy_for_safety(&full, Occasion::BeforeImport, START))
        .unwrap();
    tidies(&device);
    let key = kept(&device, BackupKind::Copy)[0].key.clone();
    let rows = device.shelf.all();
    let other = record::write(START, &document::as_text(&bare_engagement(1)));
    let cut: String = rows.values().next().unwrap().chars().take(9_000).collect();
    for raw in [None, Some(other), Some(cut)] {
        device
            .shelf
            .set_all(raw.map(|it| (rows.keys().next().unwrap().clone(), it)).into_iter().collect());
        assert_eq!(fetches(&device, &key), Ok(false));
        assert!(kept(&device, BackupKind::Copy)[0].is_archived);
    }
    device.shelf.goes_wrong(Wrong::Missing);
    assert_eq!(fetches(&device, &key), Err(NotMoved::Archive(ArchiveError::Missing)));
    device.shelf.goes_wrong(Wrong::Nothing);
    device.shelf.set_all(rows);
    device.storage.fail(Fault::Writing(StoreError::Full));
    assert_eq!(fetches(&device, &key), Err(NotMoved::Store(StoreError::Full)));
    device.storage.fail(Fault::None);
    assert_eq!(fetches(&device, &key), Ok(true));
}

#[test]
fn what_the_journal_has_of_a_deletion_goes_with_a_bin_in_the_archive() {
    let full = full_engagement();
    let id = full.id();
    let device = Device::with(from_ref(&full));
    let rows: Vec<(String, String)> =
        device.storage.all().into_iter().filter(|it| it.0.contains(":eng/")).collect();
    device.session.delete(id).unwrap();
    device.wait(2 * 60 * 60 * 1_000);
    tidies(&device);
    assert!(kept(&device, BackupKind::Deleted)[0].is_archived);
    // The journal has heard of nothing.
    let again = device.again();
    again.session.recover(&rows);
    assert!(again.listed().is_empty(), "deleted knowingly");
    // Somebody wrote what the deletion did not know.
    let mut more = full.clone();
    let at = kickoff::domain::stamp::Stamp::new(
        START + 5,
        0,
        kickoff::domain::stamp::WriterId::new(8, 8),
    );
    more.apply(more.playbook(), &[edit("fact/seats", "4711")], at).unwrap();
    let row = (format!("kickoff:/a/:eng/{id}/a"), record::write(9, &document::as_text(&more)));
    again.session.recover(&[row]);
    assert_eq!(again.listed().len(), 1);
    assert!(again.kept(id) == Some(more));
}

#[test]
fn whatever_ends_the_page_while_something_of_the_archive_is_deleted_or_restored_it_is_there() {
    let one = bare_engagement(1);
    let id = one.id();
    for (is_back, of_shelf) in [(false, false), (false, true), (true, false), (true, true)] {
        // Until it comes to its end.
        for at in 0.. {
            let device = Device::with(&[]);
            device.outside.used_percent.set(50);
            imports(&device, &one);
            if is_back {
                device.session.undo_or_redo(Direction::Back);
                device.run();
            }
            if of_shelf {
                device.shelf.goes_wrong(Wrong::From(at));
            } else {
                device.storage.fail(Fault::From { at, error: StoreError::Blocked });
            }
            let way = if is_back { Direction::Again } else { Direction::Back };
            device.session.undo_or_redo(way);
            device.run();
            let is_done = device.said().is_some_and(|it| it.1) && device.storage.operations() <= at
                || of_shelf && device.shelf.operations() <= at;
            device.storage.fail(Fault::None);
            device.shelf.goes_wrong(Wrong::Nothing);
            let said = format!("back {is_back}, archive {of_shelf}, at {at}");
            let again = device.again();
            again.look_after();
            let listed = again.listed().len();
            let deleted = kept(&again, BackupKind::Deleted);
            // In the middle of it, in both.
            assert!(1 <= listed + deleted.len() && deleted.len() <= 1, "{said}");
            if listed == 1 {
                assert!(again.anywhere(id) == Some(one.clone()), "{said}");
            }
            for it in &deleted {
                assert_eq!(fetches(&again, &it.key), Ok(true), "{said}");
                let engagement = again.session.with_store(|store| store.read_kept(&it.key));
                assert!(engagement == Some(one.clone()), "{said}");
            }
            if is_done {
                let wanted = if is_back { (1, 0) } else { (0, 1) };
                assert_eq!((listed, deleted.len()), wanted, "{said}");
                break;
            }
        }
    }
}

/// It is new here.
fn imports(device: &Device, engagement: &Engagement) {
    let mut adding = Adding::new(device.session.archiving);
    let engagement = engagement.clone();
    let id = engagement.id();
    let added = device.does(async move {
        adding.add(&engagement).await?;
        adding.finish().await
    });
    assert_eq!(added, Some(Ok(())));
    device.session.did(Words::import_done, vec![Done::Added(id)]);
}
