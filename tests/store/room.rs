//! A browser gives five million characters, and safety copies must not be what fills them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use kickoff::domain::engagement::Engagement;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::store::engagements::{BackupKind, EngagementStore, Found, Occasion, SaveError};
use kickoff::store::key_value::{KeyValueStore, StoreError};

use crate::Office;
use crate::copies::with_fields;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, library, playbook};

const NOW: u64 = 1_800_000_000_000;

const DAY: u64 = 86_400_000;

/// Takes so many characters, keys included, as browsers count.
#[derive(Default)]
struct Small {
    texts: RefCell<BTreeMap<String, String>>,
    limit: RefCell<usize>,
    /// Says that it removes, and does not.
    keeps_all: bool,
}

impl Small {
    fn used(&self) -> usize {
        let texts = self.texts.borrow();
        texts.iter().map(|(key, text)| key.chars().count() + text.chars().count()).sum()
    }

    /// From now on there is room for so much more.
    fn leave(&self, room: usize) {
        *self.limit.borrow_mut() = self.used() + room;
    }

    fn keys_with(&self, part: &str) -> Vec<String> {
        let texts = self.texts.borrow();
        texts.keys().filter(|it| it.contains(part)).cloned().collect()
    }
}

impl KeyValueStore for Small {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let former = self.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
        if self.used() <= *self.limit.borrow() {
            return Ok(());
        }
        match former {
            Some(former) => self.texts.borrow_mut().insert(key.to_owned(), former),
            None => self.texts.borrow_mut().remove(key),
        };
        Err(StoreError::Full)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        if !self.keeps_all {
            self.texts.borrow_mut().remove(key);
        }
        Ok(())
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        Ok(self.texts.borrow().keys().filter(|it| it.starts_with(prefix)).cloned().collect())
    }
}

fn store(keeps_all: bool) -> (Rc<Small>, EngagementStore<Rc<Small>>) {
    let storage = Small { keeps_all, ..Small::default() };
    *storage.limit.borrow_mut() = usize::MAX;
    let storage = Rc::new(storage);
    (Rc::clone(&storage), EngagementStore::new(storage, "/a/", library()))
}

/// The same after the number of seats was written, each time another.
fn seats(engagement: &Engagement, number: u64) -> Engagement {
    let mut changed = engagement.clone();
    let at = Stamp::new(NOW + number, 0, WriterId::new(6, 6));
    changed.apply(playbook(), &[edit("fact/seats", &(number + 1).to_string())], at).unwrap();
    changed
}

/// The copies that are there, as `engagement/moment`, oldest first.
fn copies(store: &EngagementStore<Rc<Small>>) -> Vec<(u128, u64)> {
    let kept = store.backups().unwrap();
    let copies = kept.iter().rev().filter(|it| it.kind == BackupKind::Copy);
    let number = |it: &kickoff::store::engagements::Backup| {
        (1..9).find(|number| bare_engagement(*number).id() == it.id).unwrap_or(0)
    };
    copies.map(|it| (number(it), (it.millis.unwrap() - NOW) / DAY)).collect()
}

/// Of the engagement with this number, full enough to be worth keeping.
fn full(number: u128) -> Engagement {
    with_fields(12).copied_as(bare_engagement(number).id())
}

#[test]
fn what_gives_way_to_work_and_in_which_order() {
    use Occasion::{BeforeImport, BeforeMerge, Daily};
    type Row<'a> = (&'a str, &'a [(u128, u64, Occasion)], &'a [(u128, u64)], bool);
    let table: [Row; 6] = [
        ("no copy", &[], &[], false),
        (
            "the oldest daily one, whosever it is",
            &[(1, 3, Daily), (2, 1, Daily), (1, 0, BeforeMerge), (2, 2, BeforeImport)],
            &[(1, 0), (2, 2), (1, 3)],
            true,
        ),
        (
            "then others, the newest two of each aside",
            &[(1, 0, BeforeMerge), (1, 1, BeforeMerge), (1, 2, BeforeImport), (2, 3, BeforeMerge)],
            &[(1, 1), (1, 2), (2, 3)],
            true,
        ),
        (
            "daily ones before older others",
            &[(1, 0, BeforeMerge), (1, 1, BeforeMerge), (1, 2, BeforeMerge), (1, 3, Daily)],
            &[(1, 0), (1, 1), (1, 2)],
            true,
        ),
        ("two are spared", &[(1, 0, BeforeMerge), (1, 1, BeforeMerge)], &[(1, 0), (1, 1)], false),
        ("of each", &[(1, 0, BeforeMerge), (2, 1, BeforeMerge)], &[(1, 0), (2, 1)], false),
    ];
    for (what, before, wanted, is_saved) in table {
        let (storage, store) = store(false);
        for number in [1, 2] {
            store.save(&full(number), NOW).unwrap();
            store.save(&full(number), NOW).unwrap();
        }
        for (id, day, occasion) in before {
            let state = seats(&full(*id), *day);
            store.copy_for_safety(&state, *occasion, NOW + day * DAY).unwrap();
        }
        // A little less than it takes.
        storage.leave(20);
        let later = seats(&full(1), 99);
        let told = store.save(&later, NOW);
        let wanted_told = if is_saved { Ok(None) } else { Err(SaveError::Store(StoreError::Full)) };
        assert_eq!(told, wanted_told, "{what}");
        assert_eq!(copies(&store), wanted, "{what}");
        if is_saved {
            assert_eq!(store.load(later.id()), Ok(Found::Whole(later.into())), "{what}");
        }
    }
}

#[test]
fn to_delete_is_possible_without_any_room_and_a_failure_loses_nothing() {
    // The bin's copy takes the place of the older generation, which says nothing else.
    let (storage, store) = store(false);
    let one = full(1);
    let later = seats(&one, 7);
    store.save(&one, NOW).unwrap();
    store.save(&later, NOW).unwrap();
    storage.leave(0);
    store.delete(&later, NOW).unwrap();
    assert_eq!(store.load(one.id()), Ok(Found::Missing));
    let kept = store.backups().unwrap();
    assert_eq!(store.read_kept(&kept[0].key), Some(later.clone()));
    // With one generation there is nothing to take the place of.
    let (storage, store) = self::store(false);
    store.save(&later, NOW).unwrap();
    storage.leave(0);
    assert_eq!(store.delete(&later, NOW), Err(SaveError::Store(StoreError::Full)));
    assert_eq!(store.load(later.id()), Ok(Found::Whole(later.into())));
}

#[test]
fn the_only_full_state_never_gives_way_nor_does_the_bin_nor_a_raw_text() {
    let (storage, store) = store(false);
    let there = full(1);
    // Emptied since: the daily copy is all there is of the work.
    store.save(&bare_engagement(1), NOW).unwrap();
    store.copy_for_safety(&there, Occasion::Daily, NOW).unwrap();
    store.copy_for_safety(&bare_engagement(1), Occasion::BeforeMerge, NOW + DAY).unwrap();
    // One that cannot be read may be the only full one of its engagement.
    let unreadable = format!("kickoff:/a/:copy/{}/{NOW}-daily", bare_engagement(3).id());
    storage.put(&unreadable, "壊れた記録").unwrap();
    storage.put(&format!("kickoff:/a/:raw/{}/{NOW}-a", bare_engagement(4).id()), "生").unwrap();
    store.delete(&full(2), NOW).unwrap();
    let before = storage.texts.borrow().clone();
    storage.leave(20);
    let told = store.save(&full(5), NOW);
    assert_eq!(told, Err(SaveError::Store(StoreError::Full)));
    assert!(*storage.texts.borrow() == before);
    // With another full one beside it, it may go.
    *storage.limit.borrow_mut() = usize::MAX;
    store.copy_for_safety(&seats(&there, 1), Occasion::BeforeMerge, NOW + 2 * DAY).unwrap();
    storage.leave(20);
    let _ = store.save(&full(5), NOW);
    assert_eq!(copies(&store).iter().filter(|it| **it == (1, 0)).count(), 0);
    assert_eq!(storage.keys_with(":bin/").len() + storage.keys_with(":raw/").len(), 2);
    assert!(storage.keys_with(":copy/").contains(&unreadable));
}

#[test]
fn a_copy_for_a_reason_and_a_deletion_find_room_and_a_daily_copy_takes_none() {
    let (storage, store) = store(false);
    let one = full(1);
    store.save(&one, NOW).unwrap();
    for day in 0..3 {
        store.copy_for_safety(&seats(&one, day), Occasion::Daily, NOW + day * DAY).unwrap();
    }
    storage.leave(20);
    let again = store.copy_for_safety(&seats(&one, 50), Occasion::Daily, NOW + 9 * DAY);
    assert!(again.is_err() && copies(&store).len() == 3);
    store.copy_for_safety(&seats(&one, 51), Occasion::BeforeMerge, NOW + 9 * DAY).unwrap();
    assert!(copies(&store).contains(&(1, 9)) && !copies(&store).contains(&(1, 0)));
    storage.leave(20);
    store.delete(&one, NOW).unwrap();
    assert_eq!(store.load(one.id()), Ok(Found::Missing));
    assert_eq!(storage.keys_with(":bin/").len(), 1);
}

#[test]
fn a_drawer_that_only_says_that_it_removes_is_not_asked_for_ever() {
    let (storage, store) = store(true);
    store.save(&full(1), NOW).unwrap();
    for day in 0..3 {
        store.copy_for_safety(&seats(&full(1), day), Occasion::Daily, NOW + day * DAY).unwrap();
    }
    storage.leave(20);
    assert_eq!(store.save(&full(1), NOW), Err(SaveError::Store(StoreError::Full)));
}

#[test]
fn years_of_use_fit_into_five_million_characters() {
    let (storage, store) = store(false);
    *storage.limit.borrow_mut() = 5_000_000;
    let mut all: Vec<Engagement> =
        (1..8).map(|it| full_engagement().copied_as(bare_engagement(it).id())).collect();
    for day in 0..40 {
        for (number, it) in all.iter_mut().enumerate() {
            let now = NOW + day * DAY + number as u64;
            *it = seats(it, day * 10 + 1);
            store.copy_daily(it, now);
            store.copy_for_safety(it, Occasion::BeforeMerge, now + 1).unwrap();
            *it = seats(it, day * 10 + 2);
            store.save(it, now + 2).unwrap();
        }
    }
    for it in &all {
        assert!(store.load(it.id()) == Ok(Found::Whole(it.clone().into())));
    }
    println!("{} of 5,000,000 characters, {} copies", storage.used(), copies(&store).len());
    assert!(storage.used() > 3_000_000, "it was not tight: {}", storage.used());
}

#[test]
fn the_same_state_is_not_copied_twice_in_a_row() {
    let office = Office::with(full_engagement());
    let copy = |it: &Engagement, occasion, at: u64| {
        office.store.copy_for_safety(it, occasion, NOW + at).unwrap();
        office.store.backups().unwrap().len()
    };
    let other = seats(&full_engagement(), 5);
    assert_eq!(copy(&full_engagement(), Occasion::BeforeMerge, 0), 1);
    assert_eq!(copy(&full_engagement(), Occasion::BeforeImport, 1), 1);
    assert_eq!(copy(&full_engagement(), Occasion::Daily, 2), 1);
    assert_eq!(copy(&other, Occasion::Daily, 3), 2);
    assert_eq!(copy(&full_engagement(), Occasion::BeforeImport, 4), 3, "only the newest counts");
    // One that cannot be read is no copy.
    let newest = office.store.backups().unwrap()[0].key.clone();
    office.storage.put_behind(&newest, "壊れた記録");
    assert_eq!(copy(&full_engagement(), Occasion::BeforeImport, 5), 4);
}
