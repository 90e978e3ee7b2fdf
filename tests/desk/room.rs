//! A browser gives five million characters, and safety copies must not be what fills them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use kickoff::domain::engagement::Engagement;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::store::engagements::{Cabinet, KeptKind, Loaded, Occasion, SaveError};
use kickoff::store::key_value::{Drawer, DrawerError};

use crate::Office;
use crate::copies::with_fields;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, playbook};

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

impl Drawer for Small {
    fn get(&self, key: &str) -> Result<Option<String>, DrawerError> {
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn put(&self, key: &str, text: &str) -> Result<(), DrawerError> {
        let former = self.texts.borrow_mut().insert(key.to_owned(), text.to_owned());
        if self.used() <= *self.limit.borrow() {
            return Ok(());
        }
        match former {
            Some(former) => self.texts.borrow_mut().insert(key.to_owned(), former),
            None => self.texts.borrow_mut().remove(key),
        };
        Err(DrawerError::Full)
    }

    fn remove(&self, key: &str) -> Result<(), DrawerError> {
        if !self.keeps_all {
            self.texts.borrow_mut().remove(key);
        }
        Ok(())
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, DrawerError> {
        Ok(self.texts.borrow().keys().filter(|it| it.starts_with(prefix)).cloned().collect())
    }
}

fn cabinet(keeps_all: bool) -> (Rc<Small>, Cabinet<Rc<Small>>) {
    let drawer = Small { keeps_all, ..Small::default() };
    *drawer.limit.borrow_mut() = usize::MAX;
    let drawer = Rc::new(drawer);
    (Rc::clone(&drawer), Cabinet::new(drawer, "/a/", playbook()))
}

/// The same after the number of seats was written, each time another.
fn seats(engagement: &Engagement, number: u64) -> Engagement {
    let mut changed = engagement.clone();
    let at = Stamp::new(NOW + number, 0, WriterId::new(6, 6));
    changed.apply(playbook(), &[edit("fact/seats", &(number + 1).to_string())], at).unwrap();
    changed
}

/// The copies that are there, as `engagement/moment`, oldest first.
fn copies(cabinet: &Cabinet<Rc<Small>>) -> Vec<(u128, u64)> {
    let kept = cabinet.kept().unwrap();
    let copies = kept.iter().rev().filter(|it| it.kind == KeptKind::Copy);
    let number = |it: &kickoff::store::engagements::Kept| {
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
        let (drawer, cabinet) = cabinet(false);
        for number in [1, 2] {
            cabinet.save(&full(number), NOW).unwrap();
            cabinet.save(&full(number), NOW).unwrap();
        }
        for (id, day, occasion) in before {
            let state = seats(&full(*id), *day);
            cabinet.copy_for_safety(&state, *occasion, NOW + day * DAY).unwrap();
        }
        // A little less than it takes.
        drawer.leave(20);
        let later = seats(&full(1), 99);
        let told = cabinet.save(&later, NOW);
        let wanted_told = if is_saved { Ok(()) } else { Err(SaveError::Drawer(DrawerError::Full)) };
        assert_eq!(told, wanted_told, "{what}");
        assert_eq!(copies(&cabinet), wanted, "{what}");
        if is_saved {
            assert_eq!(cabinet.load(later.id()), Ok(Loaded::Whole(later.into())), "{what}");
        }
    }
}

#[test]
fn to_delete_is_possible_without_any_room_and_a_failure_loses_nothing() {
    // The bin's copy takes the place of the older generation, which says nothing else.
    let (drawer, cabinet) = cabinet(false);
    let one = full(1);
    let later = seats(&one, 7);
    cabinet.save(&one, NOW).unwrap();
    cabinet.save(&later, NOW).unwrap();
    drawer.leave(0);
    cabinet.delete(&later, NOW).unwrap();
    assert_eq!(cabinet.load(one.id()), Ok(Loaded::Missing));
    let kept = cabinet.kept().unwrap();
    assert_eq!(cabinet.read_kept(&kept[0].key), Some(later.clone()));
    // With one generation there is nothing to take the place of.
    let (drawer, cabinet) = self::cabinet(false);
    cabinet.save(&later, NOW).unwrap();
    drawer.leave(0);
    assert_eq!(cabinet.delete(&later, NOW), Err(SaveError::Drawer(DrawerError::Full)));
    assert_eq!(cabinet.load(later.id()), Ok(Loaded::Whole(later.into())));
}

#[test]
fn the_only_full_state_never_gives_way_nor_does_the_bin_nor_a_raw_text() {
    let (drawer, cabinet) = cabinet(false);
    let there = full(1);
    // Emptied since: the daily copy is all there is of the work.
    cabinet.save(&bare_engagement(1), NOW).unwrap();
    cabinet.copy_for_safety(&there, Occasion::Daily, NOW).unwrap();
    cabinet.copy_for_safety(&bare_engagement(1), Occasion::BeforeMerge, NOW + DAY).unwrap();
    // One that cannot be read may be the only full one of its engagement.
    let unreadable = format!("kickoff:/a/:copy/{}/{NOW}-daily", bare_engagement(3).id());
    drawer.put(&unreadable, "壊れた記録").unwrap();
    drawer.put(&format!("kickoff:/a/:raw/{}/{NOW}-a", bare_engagement(4).id()), "生").unwrap();
    cabinet.delete(&full(2), NOW).unwrap();
    let before = drawer.texts.borrow().clone();
    drawer.leave(20);
    let told = cabinet.save(&full(5), NOW);
    assert_eq!(told, Err(SaveError::Drawer(DrawerError::Full)));
    assert!(*drawer.texts.borrow() == before);
    // With another full one beside it, it may go.
    *drawer.limit.borrow_mut() = usize::MAX;
    cabinet.copy_for_safety(&seats(&there, 1), Occasion::BeforeMerge, NOW + 2 * DAY).unwrap();
    drawer.leave(20);
    let _ = cabinet.save(&full(5), NOW);
    assert_eq!(copies(&cabinet).iter().filter(|it| **it == (1, 0)).count(), 0);
    assert_eq!(drawer.keys_with(":bin/").len() + drawer.keys_with(":raw/").len(), 2);
    assert!(drawer.keys_with(":copy/").contains(&unreadable));
}

#[test]
fn a_copy_for_a_reason_and_a_deletion_find_room_and_a_daily_copy_takes_none() {
    let (drawer, cabinet) = cabinet(false);
    let one = full(1);
    cabinet.save(&one, NOW).unwrap();
    for day in 0..3 {
        cabinet.copy_for_safety(&seats(&one, day), Occasion::Daily, NOW + day * DAY).unwrap();
    }
    drawer.leave(20);
    let again = cabinet.copy_for_safety(&seats(&one, 50), Occasion::Daily, NOW + 9 * DAY);
    assert!(again.is_err() && copies(&cabinet).len() == 3);
    cabinet.copy_for_safety(&seats(&one, 51), Occasion::BeforeMerge, NOW + 9 * DAY).unwrap();
    assert!(copies(&cabinet).contains(&(1, 9)) && !copies(&cabinet).contains(&(1, 0)));
    drawer.leave(20);
    cabinet.delete(&one, NOW).unwrap();
    assert_eq!(cabinet.load(one.id()), Ok(Loaded::Missing));
    assert_eq!(drawer.keys_with(":bin/").len(), 1);
}

#[test]
fn a_drawer_that_only_says_that_it_removes_is_not_asked_for_ever() {
    let (drawer, cabinet) = cabinet(true);
    cabinet.save(&full(1), NOW).unwrap();
    for day in 0..3 {
        cabinet.copy_for_safety(&seats(&full(1), day), Occasion::Daily, NOW + day * DAY).unwrap();
    }
    drawer.leave(20);
    assert_eq!(cabinet.save(&full(1), NOW), Err(SaveError::Drawer(DrawerError::Full)));
}

#[test]
fn years_of_use_fit_into_five_million_characters() {
    let (drawer, cabinet) = cabinet(false);
    *drawer.limit.borrow_mut() = 5_000_000;
    let mut all: Vec<Engagement> =
        (1..8).map(|it| full_engagement().copied_as(bare_engagement(it).id())).collect();
    for day in 0..40 {
        for (number, it) in all.iter_mut().enumerate() {
            let now = NOW + day * DAY + number as u64;
            *it = seats(it, day * 10 + 1);
            cabinet.copy_daily(it, now);
            cabinet.copy_for_safety(it, Occasion::BeforeMerge, now + 1).unwrap();
            *it = seats(it, day * 10 + 2);
            cabinet.save(it, now + 2).unwrap();
        }
    }
    for it in &all {
        assert!(cabinet.load(it.id()) == Ok(Loaded::Whole(it.clone().into())));
    }
    println!("{} of 5,000,000 characters, {} copies", drawer.used(), copies(&cabinet).len());
    assert!(drawer.used() > 3_000_000, "it was not tight: {}", drawer.used());
}

#[test]
fn the_same_state_is_not_copied_twice_in_a_row() {
    let office = Office::with(full_engagement());
    let copy = |it: &Engagement, occasion, at: u64| {
        office.cabinet.copy_for_safety(it, occasion, NOW + at).unwrap();
        office.cabinet.kept().unwrap().len()
    };
    let other = seats(&full_engagement(), 5);
    assert_eq!(copy(&full_engagement(), Occasion::BeforeMerge, 0), 1);
    assert_eq!(copy(&full_engagement(), Occasion::BeforeImport, 1), 1);
    assert_eq!(copy(&full_engagement(), Occasion::Daily, 2), 1);
    assert_eq!(copy(&other, Occasion::Daily, 3), 2);
    assert_eq!(copy(&full_engagement(), Occasion::BeforeImport, 4), 3, "only the newest counts");
    // One that cannot be read is no copy.
    let newest = office.cabinet.kept().unwrap()[0].key.clone();
    office.drawer.put_behind(&newest, "壊れた記録");
    assert_eq!(copy(&full_engagement(), Occasion::BeforeImport, 5), 4);
}
