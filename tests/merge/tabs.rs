//! Copies in the hands of people: editors, tabs of one browser, files handed to and fro.

use std::rc::Rc;

use kickoff::domain::engagement::{Edit, Engagement, NotACopy, Refusal};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::register::{Register, people};
use kickoff::domain::stamp::{Clock, Stamp, WriterId};
use kickoff::domain::value::Value;
use kickoff::editor::{Adoption, Editor, MergeError, SaveState};
use kickoff::store::engagements::{BackupKind, EngagementStore, Found, Occasion};
use kickoff::store::key_value::{KeyValueStore, MemoryStore};
use proptest::prelude::*;

use crate::support::contoso::full_engagement;
use crate::support::{coined, edit, field, library, playbook};

const NOW: u64 = 1_900_000_000_000;

/// One tab: an editor over a store of its own, and a storage that all tabs share.
struct Tab {
    store: EngagementStore<Rc<MemoryStore>>,
    editor: Editor,
}

impl Tab {
    #[track_caller]
    fn open(storage: &Rc<MemoryStore>, id: EngagementId, load: u32) -> Tab {
        let store = EngagementStore::new(Rc::clone(storage), "/a/", library());
        let Found::Whole(engagement) = store.load(id).unwrap() else { panic!("not there") };
        let clock = Clock::new(WriterId::new(7, load));
        Tab { editor: Editor::new(*engagement, clock), store }
    }

    #[track_caller]
    fn set(&mut self, address: &str, text: &str, now: u64) {
        self.editor.edit(&[edit(address, text)], &self.store, now).unwrap();
        assert_eq!(*self.editor.save_state(), SaveState::Saved);
    }

    fn text(&self, address: &str) -> &str {
        self.editor.engagement().text(field(address))
    }

    /// The same, kept as a whole and nowhere else.
    #[track_caller]
    fn set_whole(&mut self, storage: &MemoryStore, address: &str, text: &str, now: u64) {
        self.set(address, text, now);
        self.editor.fold(&self.store, now);
        assert_eq!(storage.keys("kickoff:/a/:tail/").unwrap(), [""; 0]);
    }

    /// What the browser does when another tab has written.
    #[track_caller]
    fn hear(&mut self, now: u64) -> Adoption {
        let Found::Whole(there) = self.store.load(self.editor.engagement().id()).unwrap() else {
            panic!("not there")
        };
        let adopted = self.editor.adopt(&there, now).unwrap();
        if adopted.has_more {
            self.editor.keep(&self.store, now);
        }
        adopted
    }
}

fn two_tabs() -> (Rc<MemoryStore>, Tab, Tab) {
    let storage = Rc::new(MemoryStore::default());
    let full = full_engagement();
    EngagementStore::new(Rc::clone(&storage), "/a/", library()).save(&full, NOW).unwrap();
    let tabs = [1, 2].map(|load| Tab::open(&storage, full.id(), load));
    let [one, other] = tabs;
    (storage, one, other)
}

#[track_caller]
fn found_later(storage: &Rc<MemoryStore>, id: EngagementId) -> Engagement {
    Tab::open(storage, id, 99).editor.engagement().clone()
}

/// All that is kept, as it is.
fn texts(storage: &MemoryStore) -> Vec<Option<String>> {
    storage.keys("").unwrap().iter().map(|it| storage.get(it).unwrap()).collect()
}

#[test]
fn two_tabs_that_never_hear_of_each_other_lose_nothing() {
    for writes in [1, 2, 3, 10] {
        let (storage, mut one, mut other) = two_tabs();
        for number in 0..writes {
            one.set("fact/seats", &number.to_string(), NOW + number * 1_000);
            other.set("fact/active-users", &(number + 500).to_string(), NOW + number * 1_000);
            other.set("fact/industry", &format!("乙 {number}"), NOW + number * 1_000);
        }
        let found = found_later(&storage, one.editor.engagement().id());
        let last = u32::try_from(writes - 1).unwrap();
        assert_eq!(found.count(field("fact/seats")), Some(last));
        assert_eq!(found.count(field("fact/active-users")), Some(last + 500));
        assert_eq!(found.text(field("fact/industry")), format!("乙 {}", writes - 1));
        assert_eq!(found.conflicts().count(), 0);
    }
}

#[test]
fn nobody_who_has_saved_knows_less_than_is_kept() {
    let (storage, mut one, mut other) = two_tabs();
    one.set("fact/seats", "860", NOW);
    // It has not heard of that, and has it all the same.
    other.set("fact/industry", "部品", NOW + 1);
    assert_eq!(other.editor.engagement().count(field("fact/seats")), Some(860));
    assert!(*other.editor.engagement() == found_later(&storage, other.editor.engagement().id()));
    assert_eq!(other.hear(NOW + 2), Adoption { has_changed: false, has_more: false });
    // What can be undone is what was done here.
    other.editor.undo(&other.store, NOW + 3);
    assert_eq!(other.text("fact/industry"), full_engagement().text(field("fact/industry")));
    assert_eq!(other.editor.engagement().count(field("fact/seats")), Some(860));
}

#[test]
fn two_generations_written_in_a_race_are_read_as_one() {
    let (storage, mut one, mut other) = two_tabs();
    one.set_whole(&storage, "fact/seats", "860", NOW);
    // What the two tabs would have written, had each seen the storage as it was before.
    let key = |it: &str| format!("kickoff:/a/:eng/{}/{it}", one.editor.engagement().id());
    let first = [key("a"), key("b")].map(|it| storage.get(&it).unwrap().unwrap());
    storage.put(&key("b"), &first[0]).unwrap();
    other.editor = Editor::new(full_engagement(), Clock::new(WriterId::new(7, 2)));
    other.set_whole(&storage, "fact/industry", "部品", NOW);
    storage.put(&key("b"), &first[1]).unwrap();
    let found = found_later(&storage, one.editor.engagement().id());
    assert_eq!(found.count(field("fact/seats")), Some(860));
    assert_eq!(found.text(field("fact/industry")), "部品");
}

#[test]
fn what_another_tab_kept_is_adopted_without_an_echo() {
    let (storage, mut one, mut other) = two_tabs();
    one.set("fact/seats", "860", NOW);
    assert_eq!(other.hear(NOW), Adoption { has_changed: true, has_more: false });
    assert!(other.editor.engagement() == one.editor.engagement());
    assert_eq!(other.hear(NOW), Adoption { has_changed: false, has_more: false });
    assert_eq!(one.hear(NOW), Adoption { has_changed: false, has_more: false });
    // Both at the same moment: whoever hears first keeps both, and then all is quiet.
    one.editor.edit(&[edit("fact/seats", "870")], &one.store, NOW + 1).unwrap();
    let there = one.editor.engagement().clone();
    other.editor.edit(&[edit("fact/industry", "部品")], &other.store, NOW + 1).unwrap();
    // Saving has taken it in already; what comes of it later is no news, and there is no echo.
    assert_eq!(other.editor.engagement().count(field("fact/seats")), Some(870));
    let adopted = other.editor.adopt(&there, NOW + 2).unwrap();
    assert_eq!(adopted, Adoption { has_changed: false, has_more: true });
    let written = texts(&storage);
    other.editor.pause(&other.store, NOW + 2);
    assert!(!other.editor.is_waiting());
    assert_eq!(texts(&storage), written);
    assert_eq!(one.hear(NOW + 3), Adoption { has_changed: true, has_more: false });
    assert_eq!(other.hear(NOW + 4), Adoption { has_changed: false, has_more: false });
    assert!(other.editor.engagement() == one.editor.engagement());
}

#[test]
fn what_was_written_over_in_a_race_is_kept_again() {
    let (storage, mut one, mut other) = two_tabs();
    let id = one.editor.engagement().id();
    let keys = ["a", "b"].map(|it| format!("kickoff:/a/:eng/{id}/{it}"));
    let before = keys.clone().map(|it| storage.get(&it).unwrap());
    other.set_whole(&storage, "fact/industry", "部品", NOW + 1);
    // The one has looked before the other wrote, and writes after it, over it.
    for (key, text) in keys.iter().zip(before) {
        match text {
            Some(text) => storage.put(key, &text).unwrap(),
            None => storage.remove(key).unwrap(),
        }
    }
    one.set_whole(&storage, "fact/seats", "860", NOW + 1);
    let there = one.editor.engagement().clone();
    let adopted = other.editor.adopt(&there, NOW + 2).unwrap();
    assert_eq!(adopted, Adoption { has_changed: true, has_more: true });
    other.editor.pause(&other.store, NOW + 2);
    let found = found_later(&storage, id);
    assert_eq!(found.text(field("fact/industry")), "部品");
    assert_eq!(found.count(field("fact/seats")), Some(860));
    // The same, where the other knows of all of it and only its record is gone.
    one.hear(NOW + 3);
    let written = storage.get(&keys[0]).unwrap().unwrap();
    other.set_whole(&storage, "fact/industry", "機械", NOW + 4);
    let there = one.editor.engagement().clone();
    for key in &keys {
        storage.put(key, &written).unwrap();
    }
    let adopted = other.editor.adopt(&there, NOW + 5).unwrap();
    assert_eq!(adopted, Adoption { has_changed: false, has_more: true });
    other.editor.pause(&other.store, NOW + 5);
    assert_eq!(found_later(&storage, id).text(field("fact/industry")), "機械");
}

#[test]
fn adopting_keeps_what_is_typed_and_what_can_be_undone() {
    let (_, mut one, mut other) = two_tabs();
    one.set("fact/seats", "860", NOW);
    one.set("fact/seats", "870", NOW + 60_000);
    one.editor.undo(&one.store, NOW + 61_000);
    one.editor.type_into(field("fact/industry"), "甲の文");
    other.hear(NOW + 62_000);
    other.set("fact/industry", "乙の文", NOW + 62_000);
    let adopted = one.hear(NOW + 63_000);
    assert_eq!(adopted, Adoption { has_changed: true, has_more: true });
    assert!(one.editor.can_undo());
    // Written beside each other, and not over each other.
    assert_eq!(one.text("fact/industry"), "甲の文");
    assert_eq!(one.editor.engagement().conflicts().count(), 1);
    other.hear(NOW + 64_000);
    assert_eq!(other.editor.engagement().conflicts().count(), 1);
    one.editor.undo(&one.store, NOW + 65_000);
    assert_ne!(one.text("fact/industry"), "甲の文", "the typing is one step back");
    one.editor.undo(&one.store, NOW + 66_000);
    assert_eq!(one.editor.engagement().count(field("fact/seats")), Some(850));
}

#[test]
fn a_redo_outlives_what_another_tab_kept() {
    let (_, mut one, mut other) = two_tabs();
    one.set("fact/seats", "860", NOW);
    one.editor.undo(&one.store, NOW + 1_000);
    other.hear(NOW + 1_000);
    other.set("fact/industry", "部品", NOW + 2_000);
    one.hear(NOW + 3_000);
    assert!(one.editor.can_redo());
    one.editor.redo(&one.store, NOW + 4_000);
    assert_eq!(one.editor.engagement().count(field("fact/seats")), Some(860));
    assert_eq!(one.text("fact/industry"), "部品");
}

/// Somebody else's copy of the full case, edited apart.
fn partner_s_copy() -> Engagement {
    let mut there = full_engagement();
    let edits = [
        edit("fact/industry", "金属部品の製造"),
        edit("fact/seats", "900"),
        Edit::add(Register::People, coined(3)),
        Edit::set(
            Field::Entry(Register::People, coined(3), people::NAME),
            Value::Text("高橋".into()),
        ),
    ];
    let at = Stamp::new(NOW - 5_000, 0, WriterId::new(8, 8));
    there.apply(playbook(), &edits, at).unwrap();
    there
}

#[test]
fn a_merge_is_one_step_back_and_forth_and_has_a_safety_copy() {
    let (storage, mut one, _) = two_tabs();
    one.set("fact/industry", "切削部品の製造", NOW);
    let before = one.editor.engagement().clone();
    let there = partner_s_copy();
    let flips = [edit("fact/seats", "850")];
    one.editor.merge(&there, &flips, &one.store, NOW + 1_000).unwrap();
    let merged = one.editor.engagement().clone();
    assert_eq!(merged.conflicts().count(), 1);
    assert_eq!(merged.count(field("fact/seats")), Some(850), "taken the other way");
    assert!(merged.has(Register::People, coined(3)));
    assert!(found_later(&storage, merged.id()) == merged);
    let kept = one.store.backups().unwrap();
    let copies: Vec<_> = kept.iter().filter(|it| it.kind == BackupKind::Copy).collect();
    assert_eq!(copies.len(), 1);
    assert_eq!(copies[0].occasion, Some(Occasion::BeforeMerge));
    assert!(one.store.read_kept(&copies[0].key) == Some(before.clone()));

    one.editor.undo(&one.store, NOW + 2_000);
    let undone = one.editor.engagement().clone();
    for (field, _) in merged.fields() {
        assert_eq!(undone.shown(field), before.shown(field), "{field}");
    }
    assert_eq!(undone.conflicts().count(), 0);
    // It was knowingly undone: the file changes nothing any more when it is merged again.
    let mut again = undone.clone();
    again.merge(&there).unwrap();
    assert!(again == undone);
    one.editor.redo(&one.store, NOW + 3_000);
    assert!(one.editor.engagement().has(Register::People, coined(3)));
    assert_eq!(one.text("fact/industry"), merged.text(field("fact/industry")));
}

#[test]
fn merging_what_is_known_already_changes_nothing_and_is_no_step() {
    let (storage, mut one, _) = two_tabs();
    let before = one.editor.engagement().clone();
    one.editor.merge(&full_engagement(), &[], &one.store, NOW).unwrap();
    assert!(*one.editor.engagement() == before && !one.editor.can_undo());
    assert!(one.store.backups().unwrap().is_empty());
    assert!(found_later(&storage, before.id()) == before);
}

#[test]
fn what_cannot_be_merged_changes_nothing() {
    let (storage, mut one, _) = two_tabs();
    let before = one.editor.engagement().clone();
    let stranger = partner_s_copy().copied_as(EngagementId::coined(5));
    let told = one.editor.merge(&stranger, &[], &one.store, NOW);
    assert_eq!(told, Err(MergeError::NotACopy(NotACopy::OtherEngagement)));
    let nameless = [Edit::clear(field("fact/customer"))];
    let told = one.editor.merge(&partner_s_copy(), &nameless, &one.store, NOW);
    assert_eq!(told, Err(MergeError::Refused(Refusal::NamelessCustomer)));
    assert!(*one.editor.engagement() == before && !one.editor.can_undo());
    assert!(found_later(&storage, before.id()) == before);
    assert!(one.store.backups().unwrap().is_empty());
}

#[test]
fn a_file_in_the_place_of_what_is_here_shows_exactly_the_file_and_is_one_step_back() {
    let (storage, mut one, _) = two_tabs();
    one.set("fact/industry", "切削部品の製造", NOW);
    one.editor.edit(&[Edit::add(Register::People, coined(4))], &one.store, NOW + 1_000).unwrap();
    let before = one.editor.engagement().clone();
    let there = partner_s_copy();
    one.editor.replace(&there, Occasion::BeforeImport, &one.store, NOW + 2_000).unwrap();
    let replaced = one.editor.engagement().clone();
    for (field, _) in replaced.fields() {
        assert_eq!(replaced.shown(field), there.shown(field), "{field}");
    }
    assert_eq!(replaced.conflicts().count(), 0);
    assert!(found_later(&storage, before.id()) == replaced);
    // A copy elsewhere that still has what was replaced hears that it was meant.
    let mut elsewhere = before.clone();
    elsewhere.merge(&replaced).unwrap();
    assert!(elsewhere == replaced);
    one.editor.undo(&one.store, NOW + 3_000);
    for (field, _) in replaced.fields() {
        assert_eq!(one.editor.engagement().shown(field), before.shown(field), "{field}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn tabs_that_write_and_hear_in_any_order_end_alike_and_lose_nothing(
        doings in prop::collection::vec((0..3_usize, 0..4_usize, 0..100_u64), 1..30),
    ) {
        let storage = Rc::new(MemoryStore::default());
        let bare = crate::support::contoso::bare_engagement(1);
        EngagementStore::new(Rc::clone(&storage), "/a/", library()).save(&bare, NOW).unwrap();
        let mut tabs = [1, 2, 3].map(|load| Tab::open(&storage, bare.id(), load));
        let mut said = Vec::new();
        for (number, (tab, what, wait)) in doings.into_iter().enumerate() {
            let now = NOW + number as u64 * 100 + wait;
            match what {
                0 => {
                    tabs[tab].hear(now);
                }
                // Each tab has a field of its own, so that every last word is to be found.
                1 | 2 => {
                    let address = ["fact/industry", "fact/business", "fact/context"][tab];
                    let text = format!("{number}");
                    tabs[tab].set(address, &text, now);
                    said.retain(|(it, _)| *it != address);
                    said.push((address, text));
                }
                _ => tabs[tab].set("fact/core-business", &format!("{number}"), now),
            }
        }
        let found = found_later(&storage, bare.id());
        for (address, text) in &said {
            prop_assert_eq!(found.text(field(address)), text);
        }
        for _ in 0..2 {
            for tab in &mut tabs {
                tab.hear(NOW + 100_000);
            }
        }
        for tab in &tabs {
            prop_assert!(*tab.editor.engagement() == found_later(&storage, bare.id()));
        }
        let quiet = Adoption { has_changed: false, has_more: false };
        for tab in &mut tabs {
            prop_assert_eq!(tab.hear(NOW + 200_000), quiet);
        }
    }
}
