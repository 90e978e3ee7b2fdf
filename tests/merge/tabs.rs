//! Copies in the hands of people: desks, tabs of one browser, files handed to and fro.

use std::rc::Rc;

use kickoff::domain::engagement::{Apart, Edit, Engagement, Refusal};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::register::{Register, people};
use kickoff::domain::stamp::{Clock, Stamp, WriterId};
use kickoff::domain::value::Value;
use kickoff::editor::{Adopted, Desk, Kept, MergeError};
use kickoff::store::engagements::{Cabinet, KeptKind, Loaded, Occasion};
use kickoff::store::key_value::{Drawer, MemoryDrawer};
use proptest::prelude::*;

use crate::support::contoso::full_engagement;
use crate::support::{coined, edit, field, playbook};

const NOW: u64 = 1_900_000_000_000;

/// One tab: a desk over a cabinet of its own, and a drawer that all tabs share.
struct Tab {
    cabinet: Cabinet<Rc<MemoryDrawer>>,
    desk: Desk,
}

impl Tab {
    #[track_caller]
    fn open(drawer: &Rc<MemoryDrawer>, id: EngagementId, load: u32) -> Tab {
        let cabinet = Cabinet::new(Rc::clone(drawer), "/a/", playbook());
        let Loaded::Whole(engagement) = cabinet.load(id).unwrap() else { panic!("not there") };
        let clock = Clock::new(WriterId::new(7, load));
        Tab { desk: Desk::new(*engagement, clock), cabinet }
    }

    #[track_caller]
    fn set(&mut self, address: &str, text: &str, now: u64) {
        self.desk.edit(&[edit(address, text)], &self.cabinet, now).unwrap();
        assert_eq!(*self.desk.kept(), Kept::Saved);
    }

    fn text(&self, address: &str) -> &str {
        self.desk.engagement().text(field(address))
    }

    /// What the browser does when another tab has written.
    #[track_caller]
    fn hear(&mut self, now: u64) -> Adopted {
        let Loaded::Whole(there) = self.cabinet.load(self.desk.engagement().id()).unwrap() else {
            panic!("not there")
        };
        let adopted = self.desk.adopt(&there, playbook(), now).unwrap();
        if adopted.holds_more {
            self.desk.keep(&self.cabinet, now);
        }
        adopted
    }
}

fn two_tabs() -> (Rc<MemoryDrawer>, Tab, Tab) {
    let drawer = Rc::new(MemoryDrawer::default());
    let full = full_engagement();
    Cabinet::new(Rc::clone(&drawer), "/a/", playbook()).save(&full, NOW).unwrap();
    let tabs = [1, 2].map(|load| Tab::open(&drawer, full.id(), load));
    let [one, other] = tabs;
    (drawer, one, other)
}

#[track_caller]
fn found_later(drawer: &Rc<MemoryDrawer>, id: EngagementId) -> Engagement {
    Tab::open(drawer, id, 99).desk.engagement().clone()
}

#[test]
fn two_tabs_that_never_hear_of_each_other_lose_nothing() {
    for writes in [1, 2, 3, 10] {
        let (drawer, mut one, mut other) = two_tabs();
        for number in 0..writes {
            one.set("fact/seats", &number.to_string(), NOW + number * 1_000);
            other.set("fact/active-users", &(number + 500).to_string(), NOW + number * 1_000);
            other.set("fact/industry", &format!("乙 {number}"), NOW + number * 1_000);
        }
        let found = found_later(&drawer, one.desk.engagement().id());
        let last = u32::try_from(writes - 1).unwrap();
        assert_eq!(found.count(field("fact/seats")), Some(last));
        assert_eq!(found.count(field("fact/active-users")), Some(last + 500));
        assert_eq!(found.text(field("fact/industry")), format!("乙 {}", writes - 1));
        assert_eq!(found.conflicts().count(), 0);
    }
}

#[test]
fn two_generations_written_in_a_race_are_read_as_one() {
    let (drawer, mut one, mut other) = two_tabs();
    one.set("fact/seats", "860", NOW);
    // What the two tabs would have written, had each seen the drawer as it was before.
    let key = |it: &str| format!("kickoff:/a/:eng/{}/{it}", one.desk.engagement().id());
    let first = [key("a"), key("b")].map(|it| drawer.get(&it).unwrap().unwrap());
    drawer.put(&key("b"), &first[0]).unwrap();
    other.desk = Desk::new(full_engagement(), Clock::new(WriterId::new(7, 2)));
    other.set("fact/industry", "部品", NOW);
    drawer.put(&key("b"), &first[1]).unwrap();
    let found = found_later(&drawer, one.desk.engagement().id());
    assert_eq!(found.count(field("fact/seats")), Some(860));
    assert_eq!(found.text(field("fact/industry")), "部品");
}

#[test]
fn what_another_tab_kept_is_adopted_without_an_echo() {
    let (_, mut one, mut other) = two_tabs();
    one.set("fact/seats", "860", NOW);
    assert_eq!(other.hear(NOW), Adopted { is_news: true, holds_more: false });
    assert!(other.desk.engagement() == one.desk.engagement());
    assert_eq!(other.hear(NOW), Adopted { is_news: false, holds_more: false });
    assert_eq!(one.hear(NOW), Adopted { is_news: false, holds_more: false });
    // Both at the same moment: whoever hears first keeps both, and then all is quiet.
    one.desk.edit(&[edit("fact/seats", "870")], &one.cabinet, NOW + 1).unwrap();
    let there = one.desk.engagement().clone();
    other.desk.edit(&[edit("fact/industry", "部品")], &other.cabinet, NOW + 1).unwrap();
    let adopted = other.desk.adopt(&there, playbook(), NOW + 2).unwrap();
    assert_eq!(adopted, Adopted { is_news: true, holds_more: true });
    other.desk.keep(&other.cabinet, NOW + 2);
    assert_eq!(one.hear(NOW + 3), Adopted { is_news: true, holds_more: false });
    assert_eq!(other.hear(NOW + 4), Adopted { is_news: false, holds_more: false });
    assert!(other.desk.engagement() == one.desk.engagement());
}

#[test]
fn adopting_keeps_what_is_typed_and_what_can_be_undone() {
    let (_, mut one, mut other) = two_tabs();
    one.set("fact/seats", "860", NOW);
    one.set("fact/seats", "870", NOW + 60_000);
    one.desk.undo(&one.cabinet, NOW + 61_000);
    one.desk.type_into(field("fact/industry"), "甲の文");
    other.hear(NOW + 62_000);
    other.set("fact/industry", "乙の文", NOW + 62_000);
    let adopted = one.hear(NOW + 63_000);
    assert_eq!(adopted, Adopted { is_news: true, holds_more: true });
    assert!(one.desk.can_undo());
    // Written beside each other, and not over each other.
    assert_eq!(one.text("fact/industry"), "甲の文");
    assert_eq!(one.desk.engagement().conflicts().count(), 1);
    other.hear(NOW + 64_000);
    assert_eq!(other.desk.engagement().conflicts().count(), 1);
    one.desk.undo(&one.cabinet, NOW + 65_000);
    assert_ne!(one.text("fact/industry"), "甲の文", "the typing is one step back");
    one.desk.undo(&one.cabinet, NOW + 66_000);
    assert_eq!(one.desk.engagement().count(field("fact/seats")), Some(850));
}

#[test]
fn a_redo_outlives_what_another_tab_kept() {
    let (_, mut one, mut other) = two_tabs();
    one.set("fact/seats", "860", NOW);
    one.desk.undo(&one.cabinet, NOW + 1_000);
    other.hear(NOW + 1_000);
    other.set("fact/industry", "部品", NOW + 2_000);
    one.hear(NOW + 3_000);
    assert!(one.desk.can_redo());
    one.desk.redo(&one.cabinet, NOW + 4_000);
    assert_eq!(one.desk.engagement().count(field("fact/seats")), Some(860));
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
    let (drawer, mut one, _) = two_tabs();
    one.set("fact/industry", "切削部品の製造", NOW);
    let before = one.desk.engagement().clone();
    let there = partner_s_copy();
    let flips = [edit("fact/seats", "850")];
    one.desk.merge(&there, &flips, &one.cabinet, NOW + 1_000).unwrap();
    let merged = one.desk.engagement().clone();
    assert_eq!(merged.conflicts().count(), 1);
    assert_eq!(merged.count(field("fact/seats")), Some(850), "taken the other way");
    assert!(merged.has(Register::People, coined(3)));
    assert!(found_later(&drawer, merged.id()) == merged);
    let kept = one.cabinet.kept().unwrap();
    let copies: Vec<_> = kept.iter().filter(|it| it.kind == KeptKind::Copy).collect();
    assert_eq!(copies.len(), 1);
    assert_eq!(copies[0].occasion, Some(Occasion::BeforeMerge));
    assert!(one.cabinet.read_kept(&copies[0].key) == Some(before.clone()));

    one.desk.undo(&one.cabinet, NOW + 2_000);
    let undone = one.desk.engagement().clone();
    for (field, _) in merged.fields() {
        assert_eq!(undone.shown(field), before.shown(field), "{field}");
    }
    assert_eq!(undone.conflicts().count(), 0);
    // It was knowingly undone: the file changes nothing any more when it is merged again.
    let mut again = undone.clone();
    again.merge(&there).unwrap();
    assert!(again == undone);
    one.desk.redo(&one.cabinet, NOW + 3_000);
    assert!(one.desk.engagement().has(Register::People, coined(3)));
    assert_eq!(one.text("fact/industry"), merged.text(field("fact/industry")));
}

#[test]
fn merging_what_is_known_already_changes_nothing_and_is_no_step() {
    let (drawer, mut one, _) = two_tabs();
    let before = one.desk.engagement().clone();
    one.desk.merge(&full_engagement(), &[], &one.cabinet, NOW).unwrap();
    assert!(*one.desk.engagement() == before && !one.desk.can_undo());
    assert!(one.cabinet.kept().unwrap().is_empty());
    assert!(found_later(&drawer, before.id()) == before);
}

#[test]
fn what_cannot_be_merged_changes_nothing() {
    let (drawer, mut one, _) = two_tabs();
    let before = one.desk.engagement().clone();
    let stranger = partner_s_copy().copied_as(EngagementId::coined(5));
    let told = one.desk.merge(&stranger, &[], &one.cabinet, NOW);
    assert_eq!(told, Err(MergeError::Apart(Apart::OtherEngagement)));
    let nameless = [Edit::clear(field("fact/customer"))];
    let told = one.desk.merge(&partner_s_copy(), &nameless, &one.cabinet, NOW);
    assert_eq!(told, Err(MergeError::Refused(Refusal::NamelessCustomer)));
    assert!(*one.desk.engagement() == before && !one.desk.can_undo());
    assert!(found_later(&drawer, before.id()) == before);
    assert!(one.cabinet.kept().unwrap().is_empty());
}

#[test]
fn a_file_in_the_place_of_what_is_here_shows_exactly_the_file_and_is_one_step_back() {
    let (drawer, mut one, _) = two_tabs();
    one.set("fact/industry", "切削部品の製造", NOW);
    one.desk.edit(&[Edit::add(Register::People, coined(4))], &one.cabinet, NOW + 1_000).unwrap();
    let before = one.desk.engagement().clone();
    let there = partner_s_copy();
    one.desk.replace(&there, Occasion::BeforeImport, &one.cabinet, NOW + 2_000).unwrap();
    let replaced = one.desk.engagement().clone();
    for (field, _) in replaced.fields() {
        assert_eq!(replaced.shown(field), there.shown(field), "{field}");
    }
    assert_eq!(replaced.conflicts().count(), 0);
    assert!(found_later(&drawer, before.id()) == replaced);
    // A copy elsewhere that still has what was replaced hears that it was meant.
    let mut elsewhere = before.clone();
    elsewhere.merge(&replaced).unwrap();
    assert!(elsewhere == replaced);
    one.desk.undo(&one.cabinet, NOW + 3_000);
    for (field, _) in replaced.fields() {
        assert_eq!(one.desk.engagement().shown(field), before.shown(field), "{field}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn tabs_that_write_and_hear_in_any_order_end_alike_and_lose_nothing(
        doings in prop::collection::vec((0..3_usize, 0..4_usize, 0..100_u64), 1..30),
    ) {
        let drawer = Rc::new(MemoryDrawer::default());
        let bare = crate::support::contoso::bare_engagement(1);
        Cabinet::new(Rc::clone(&drawer), "/a/", playbook()).save(&bare, NOW).unwrap();
        let mut tabs = [1, 2, 3].map(|load| Tab::open(&drawer, bare.id(), load));
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
        let found = found_later(&drawer, bare.id());
        for (address, text) in &said {
            prop_assert_eq!(found.text(field(address)), text);
        }
        for _ in 0..2 {
            for tab in &mut tabs {
                tab.hear(NOW + 100_000);
            }
        }
        for tab in &tabs {
            prop_assert!(*tab.desk.engagement() == found_later(&drawer, bare.id()));
        }
        let quiet = Adopted { is_news: false, holds_more: false };
        for tab in &mut tabs {
            prop_assert_eq!(tab.hear(NOW + 200_000), quiet);
        }
    }
}
