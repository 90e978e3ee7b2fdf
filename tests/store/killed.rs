//! The browser is killed between a deletion, or a way back, and the moment at which storage reaches
//! the disk. The journal has it all; storage has what it had at some moment before.

use std::collections::BTreeMap;

use kickoff::domain::engagement::Engagement;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::store::engagements::{BackupKind, Found, Loaded, REMOVED, is_journaled};
use kickoff::store::{document, record};
use proptest::prelude::*;

use crate::Office;
use crate::support::contoso::full_engagement;
use crate::support::{edit, playbook};

/// A browser's life, as far as the disk knows of it.
struct Life {
    office: Office,
    on_the_disk: BTreeMap<String, String>,
    journal: BTreeMap<String, String>,
}

impl Life {
    fn new() -> Life {
        let office = Office::with(full_engagement());
        let mut life = Life { office, on_the_disk: BTreeMap::new(), journal: BTreeMap::new() };
        life.is_idle();
        life
    }

    /// The journal has written what happened so far.
    fn is_journaled(&mut self) {
        let mut now = self.office.storage.all();
        now.retain(|key, _| is_journaled(key));
        for (key, text) in &mut self.journal {
            if !now.contains_key(key) {
                REMOVED.clone_into(text);
            }
        }
        self.journal.append(&mut now);
    }

    /// Nothing happens for a while: storage reaches the disk as well.
    fn is_idle(&mut self) {
        self.is_journaled();
        self.on_the_disk = self.office.storage.all();
    }

    fn deletes(&mut self) {
        let Found::Whole(there) = self.office.store.load(self.office.id()).unwrap() else {
            return;
        };
        self.office.now += 60_000;
        self.office.store.delete(&there, self.office.now).unwrap();
    }

    fn brings_back(&mut self) {
        self.office.now += 60_000;
        self.office.store.undelete(self.office.id(), self.office.now).unwrap();
    }

    /// Whether it is on the list, and what the bin holds.
    fn sees(&self) -> (Loaded, Vec<Engagement>) {
        let store = &self.office.store;
        let kept = store.backups().unwrap();
        let deleted = kept.iter().filter(|it| it.kind == BackupKind::Deleted);
        let bin = deleted.map(|it| store.read_kept(&it.key).unwrap()).collect();
        (store.load(self.office.id()).unwrap(), bin)
    }

    /// Killed, and started again. A second start changes nothing.
    fn is_killed(&mut self) {
        self.is_journaled();
        self.office = Life::starts(&self.on_the_disk, &self.journal);
        self.is_journaled();
        let all = self.office.storage.all();
        let again = Life::starts(&all, &self.journal);
        assert!(again.storage.all() == all, "the second start changes something");
    }

    fn starts(
        on_the_disk: &BTreeMap<String, String>,
        journal: &BTreeMap<String, String>,
    ) -> Office {
        let office = Office::with(full_engagement());
        for key in office.storage.all().keys() {
            office.storage.remove_behind(key);
        }
        for (key, text) in on_the_disk {
            office.storage.put_behind(key, text);
        }
        let rows: Vec<_> = journal.clone().into_iter().collect();
        office.store.recover(&rows, office.now);
        office
    }
}

#[test]
fn a_deletion_of_the_last_moment_stays_and_takes_no_edit_before_it_along() {
    let mut life = Life::new();
    life.office.set("fact/seats", "860");
    let last = life.office.found_later();
    life.deletes();
    life.is_killed();
    assert!(life.sees() == (Found::Missing, vec![last]));
}

#[test]
fn what_was_brought_back_at_the_last_moment_is_on_the_list_and_not_in_the_bin() {
    let mut life = Life::new();
    let there = life.office.found_later();
    life.deletes();
    life.is_idle();
    life.brings_back();
    life.is_killed();
    assert!(life.sees() == (Found::Whole(there.into()), vec![]));
}

#[test]
fn a_deletion_does_not_take_along_what_it_did_not_know() {
    let mut life = Life::new();
    let there = life.office.found_later();
    life.deletes();
    // Another tab has written meanwhile, and only storage has heard of it.
    let mut later = there.clone();
    let at = Stamp::new(life.office.now, 1, WriterId::new(3, 1));
    later.apply(playbook(), &[edit("fact/seats", "860")], at).unwrap();
    for (key, text) in &mut life.on_the_disk {
        if key.contains(":eng/") {
            *text = record::write(9, &document::write(&later).to_string());
        }
    }
    life.is_killed();
    assert!(life.sees() == (Found::Whole(later.into()), vec![there]));
}

#[test]
fn what_is_opened_from_a_file_after_its_deletion_stays() {
    let mut life = Life::new();
    let there = life.office.found_later();
    life.deletes();
    life.is_idle();
    life.office.store.save(&there, life.office.now).unwrap();
    life.is_idle();
    life.is_killed();
    assert!(life.sees() == (Found::Whole(there.clone().into()), vec![there]));
}

#[test]
fn a_second_deletion_in_the_same_millisecond_by_a_clock_set_back_is_not_the_first() {
    let mut life = Life::new();
    life.deletes();
    life.is_idle();
    life.brings_back();
    // A new start, by the clock of the first.
    life.is_killed();
    life.office.set("fact/seats", "860");
    life.office.now -= 60_000;
    let last = life.office.found_later();
    life.deletes();
    life.is_killed();
    assert!(life.sees() == (Found::Missing, vec![last]));
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Edit(u8),
    Delete,
    BringBack,
    Idle,
    Kill,
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        any::<u8>().prop_map(Step::Edit),
        Just(Step::Delete),
        Just(Step::BringBack),
        Just(Step::Idle),
        Just(Step::Kill),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_kill_at_any_moment_changes_nothing(steps in prop::collection::vec(any_step(), 1..20)) {
        let mut life = Life::new();
        for (number, step) in steps.into_iter().enumerate() {
            match step {
                Step::Edit(seats) => {
                    if let (Found::Whole(mut there), _) = life.sees() {
                        let at = Stamp::new(life.office.now, number as u32, WriterId::new(4, 1));
                        there.apply(playbook(), &[edit("fact/seats", &seats.to_string())], at).unwrap();
                        life.office.store.save(&there, life.office.now).unwrap();
                    }
                }
                Step::Delete => life.deletes(),
                Step::BringBack => life.brings_back(),
                Step::Idle => life.is_idle(),
                Step::Kill => {
                    let before = life.sees();
                    life.is_killed();
                    prop_assert!(life.sees() == before);
                }
            }
        }
    }
}
