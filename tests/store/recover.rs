//! The journal's rows at the start: what was written last before the browser was killed comes back,
//! nothing else does, and nothing is written over that was not understood.

use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EngagementId;
use kickoff::domain::stamp::{Clock, Stamp, WriterId};
use kickoff::editor::{Editor, SaveState};
use kickoff::store::engagements::{BackupKind, EngagementStore, Fate, Found, SaveError};
use kickoff::store::key_value::StoreError;
use kickoff::store::{document, record};
use proptest::prelude::*;

use crate::Office;
use crate::storage::Fault;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, field, library, playbook};

const NOW: u64 = 1_800_000_000_000;

fn changed(engagement: &Engagement, address: &str, to: &str, load: u32) -> Engagement {
    let mut changed = engagement.clone();
    let at = Stamp::new(NOW, load, WriterId::new(3, load));
    changed.apply(playbook(), &[edit(address, to)], at).unwrap();
    changed
}

fn key(id: EngagementId, generation: &str) -> String {
    format!("kickoff:/a/:eng/{id}/{generation}")
}

fn raw(sequence: u64, engagement: &Engagement) -> String {
    record::write(sequence, &document::write(engagement).to_string())
}

fn row(generation: &str, sequence: u64, engagement: &Engagement) -> (String, String) {
    (key(engagement.id(), generation), raw(sequence, engagement))
}

fn union(one: &Engagement, other: &Engagement) -> Engagement {
    let mut all = one.clone();
    all.merge(other).unwrap();
    all
}

#[test]
fn each_row_is_taken_in_if_it_knows_more_and_left_if_not() {
    let there = full_engagement();
    let newer = changed(&there, "fact/seats", "860", 1);
    let mut older = bare_engagement(1).copied_as(there.id());
    older = changed(&older, "fact/seats", "1", 2);
    let beside = union(&there, &older);
    let table = [
        ("newer", row("b", 2, &newer), Some(&newer)),
        ("newer, with the lower number", row("a", 1, &newer), Some(&newer)),
        ("equal", row("b", 9, &there), None),
        ("written apart", row("b", 2, &older), Some(&beside)),
    ];
    for (what, row, wanted) in table {
        let office = Office::with(there.clone());
        let changed = office.store.recover(std::slice::from_ref(&row), NOW);
        assert_eq!(changed, wanted.map(|it| it.id()).into_iter().collect::<Vec<_>>(), "{what}");
        assert!(office.found_later() == *wanted.unwrap_or(&there), "{what}");
        let all = office.storage.all();
        assert!(office.store.recover(&[row], NOW).is_empty(), "{what}: once is enough");
        assert!(office.storage.all() == all, "{what}: the second time writes nothing");
    }
    // Storage is ahead of the journal.
    let office = Office::with(newer.clone());
    assert!(office.store.recover(&[row("a", 1, &there)], NOW).is_empty());
    assert!(office.found_later() == newer);
}

#[test]
fn an_engagement_that_storage_has_lost_comes_back() {
    let office = Office::with(full_engagement());
    let (one, newer) = (bare_engagement(5), changed(&bare_engagement(5), "fact/seats", "5", 1));
    let rows = [row("a", 1, &one), row("b", 2, &newer)];
    assert_eq!(office.store.recover(&rows, NOW), [one.id()]);
    assert_eq!(office.store.load(one.id()), Ok(Found::Whole(newer.clone().into())));
    assert_eq!(office.store.list().unwrap().len(), 2);
    // In the place of what is damaged, which is kept.
    for generation in ["a", "b"] {
        office.storage.put_behind(&key(one.id(), generation), "壊れた記録");
    }
    assert_eq!(office.store.recover(&rows, NOW), [one.id()]);
    assert_eq!(office.store.load(one.id()), Ok(Found::Whole(newer.into())));
    assert!(office.storage.all().iter().any(|it| it.0.contains(":raw/") && it.1 == "壊れた記録"));
}

#[test]
fn rows_that_are_not_understood_are_set_aside_before_they_are_written_over() {
    let there = full_engagement();
    let whole = raw(7, &there);
    let newer = whole.replacen(" 1 ", " 2 ", 1);
    let cut: String = whole.chars().take(500).collect();
    let table = [
        ("of a newer version", newer.as_str()),
        ("cut", cut.as_str()),
        ("nothing", ""),
        ("of a stranger", &raw(7, &bare_engagement(9))),
        ("bent", &whole.replacen("fact/seats", "fact/seatz", 1)),
    ];
    for (what, text) in table {
        let mut office = Office::with(there.clone());
        let rows = [(key(there.id(), "b"), text.to_owned())];
        for _ in 0..3 {
            assert!(office.store.recover(&rows, NOW).is_empty(), "{what}");
        }
        assert!(office.found_later() == there, "{what}");
        office.set("fact/seats", "860");
        assert_eq!(*office.editor.save_state(), SaveState::Saved, "{what}");
        let kept = office.store.backups().unwrap();
        let [aside] = &kept[..] else { panic!("{what}: {kept:?}") };
        assert_eq!(aside.kind, BackupKind::Unreadable, "{what}");
        assert_eq!(office.store.raw(&aside.key).unwrap().as_deref(), Some(text), "{what}");
    }
}

#[test]
fn what_a_newer_version_keeps_is_left_to_it() {
    let office = Office::with(full_engagement());
    let newer = raw(3, &full_engagement()).replacen(" 1 ", " 2 ", 1);
    office.storage.put_behind(&key(office.id(), "b"), &newer);
    let all = office.storage.all();
    let known = changed(&full_engagement(), "fact/seats", "860", 1);
    assert!(office.store.recover(&[row("a", 4, &known)], NOW).is_empty());
    assert!(office.storage.all() == all);
}

#[test]
fn rows_of_other_deployments_and_other_keys_are_left_alone() {
    let office = Office::with(full_engagement());
    let text = raw(9, &changed(&full_engagement(), "fact/seats", "860", 1));
    let all = office.storage.all();
    let id = office.id();
    for key in [
        format!("kickoff:/b/:eng/{id}/a"),
        format!("kickoff:/a/b/:eng/{id}/a"),
        format!("eng/{id}/a"),
        format!("kickoff:/b/:bin/{id}/{NOW}"),
        "kickoff:/a/:bin/".to_owned(),
        format!("kickoff:/a/:card/{id}"),
        "kickoff:/a/:eng/".to_owned(),
        "kickoff:/a/:eng/案件/a".to_owned(),
        String::new(),
    ] {
        assert!(office.store.recover(&[(key.clone(), text.clone())], NOW).is_empty(), "{key}");
        assert!(office.storage.all() == all, "{key}");
    }
    assert_eq!(office.store.engagement_of(&key(id, "a")), Some(id));
    assert_eq!(office.store.engagement_of(&format!("kickoff:/b/:eng/{id}/a")), None);
    for (key, is_ours) in
        [("kickoff:/a/:card/x", true), ("kickoff:/a/b/:card/x", false), ("other-app", false)]
    {
        assert_eq!(office.store.owns(key), is_ours, "{key}");
    }
}

#[test]
fn a_deleted_engagement_does_not_come_back_by_itself_even_once_the_bin_is_empty() {
    let office = Office::with(full_engagement());
    let one = office.found_later();
    let older = bare_engagement(1).copied_as(one.id());
    office.store.delete(&union(&one, &older), NOW).unwrap();
    let rows = [row("a", 2, &one), row("b", 1, &older)];
    office.storage.forget_what_was_touched();
    assert!(office.store.recover(&rows, NOW).is_empty());
    assert_eq!(office.store.load(one.id()), Ok(Found::Missing));
    // What is removed here is removed from the journal too, which mirrors it.
    for (key, _) in &rows {
        assert!(office.storage.written().contains(key), "{key}");
    }
    assert_eq!(office.store.fate(one.id()), Ok(Fate::Deleted));
    assert_eq!(office.store.undelete(one.id(), NOW), Ok(true));
    assert!(office.found_later() == union(&one, &older));
}

#[test]
fn a_deleted_engagement_comes_back_with_edits_that_the_deletion_did_not_know() {
    let office = Office::with(full_engagement());
    let one = office.found_later();
    let deleted = changed(&one, "fact/industry", "精密機器", 4);
    office.store.delete(&deleted, NOW).unwrap();
    // Restored and worked on; then the browser was killed, and storage forgot of it.
    let later = changed(&one, "fact/seats", "860", 1);
    let rows = [row("a", 2, &one), row("b", 3, &later)];
    assert_eq!(office.store.recover(&rows, NOW), [one.id()]);
    assert!(office.found_later() == union(&deleted, &later), "with what the bin knew");
    let bin = office.store.backups().unwrap();
    assert!(bin.iter().any(|it| it.kind == BackupKind::Deleted), "which still has it");
}

#[test]
fn what_finds_no_room_is_on_the_bench_and_is_kept_with_the_next_edit() {
    for error in [StoreError::Full, StoreError::Blocked] {
        let office = Office::with(full_engagement());
        let before = office.found_later();
        let newer = changed(&before, "fact/seats", "860", 1);
        let lost = bare_engagement(5);
        let rows = [row("b", 2, &newer), row("a", 1, &lost)];
        office.storage.fail(Fault::Writing(error));
        assert_eq!(office.store.recover(&rows, NOW), [newer.id(), lost.id()]);
        assert!(office.found_later() == newer, "as it is opened");
        assert_eq!(office.store.list().unwrap().len(), 2);
        // Somebody works on, from the state of before even: the journal's row is written over by it.
        let mut editor = Editor::new(before, Clock::new(WriterId::new(8, 8)));
        editor.edit(&[edit("fact/industry", "部品")], &office.store, NOW).unwrap();
        assert!(matches!(editor.save_state(), SaveState::NotSaved(_)));
        office.storage.fail(Fault::None);
        editor.keep(&office.store, NOW);
        assert_eq!(*editor.save_state(), SaveState::Saved);
        let anew = EngagementStore::new(std::rc::Rc::clone(&office.storage), "/a/", library());
        let Ok(Found::Whole(found)) = anew.load(newer.id()) else { panic!("not whole") };
        assert_eq!(found.count(field("fact/seats")), Some(860));
        assert_eq!(found.text(field("fact/industry")), "部品");
        // The other one can be deleted like any other, without ever having been kept.
        let Ok(Found::Whole(lost)) = office.store.load(lost.id()) else { panic!("not whole") };
        office.store.delete(&lost, NOW).unwrap();
        assert_eq!(office.store.load(lost.id()), Ok(Found::Missing));
        assert_eq!(office.store.list().unwrap().len(), 1);
    }
}

#[test]
fn one_engagement_that_cannot_be_kept_does_not_hold_up_the_others() {
    let operations = {
        let office = Office::with(full_engagement());
        let rows = [row("a", 1, &bare_engagement(5)), row("a", 1, &bare_engagement(6))];
        office.storage.fail(Fault::None);
        office.store.recover(&rows, NOW);
        office.storage.operations()
    };
    for at in 0..operations {
        let office = Office::with(full_engagement());
        let rows = [row("a", 1, &bare_engagement(5)), row("a", 1, &bare_engagement(6))];
        office.storage.fail(Fault::Once { at, error: StoreError::Full });
        office.store.recover(&rows, NOW);
        office.storage.fail(Fault::None);
        let there = [5, 6].map(|it| {
            let one = bare_engagement(it);
            office.store.load(one.id()) == Ok(Found::Whole(one.into()))
        });
        assert!(there[0] || there[1], "at {at}");
        office.store.recover(&rows, NOW);
        for it in [5, 6].map(bare_engagement) {
            assert_eq!(office.store.load(it.id()), Ok(Found::Whole(it.into())), "at {at}");
        }
    }
}

#[test]
fn the_daily_copy_is_made_of_what_has_something_to_lose() {
    let office = Office::bare();
    assert!(!office.store.copy_daily(office.editor.engagement(), NOW), "later today, perhaps");
    assert!(office.store.backups().unwrap().is_empty());
    assert!(office.store.copy_daily(&full_engagement(), NOW));
    office.store.copy_daily(&changed(&full_engagement(), "fact/seats", "860", 1), NOW + 1);
    assert_eq!(office.store.backups().unwrap().len(), 1);
    office.storage.fail(Fault::All(StoreError::Blocked));
    office.store.copy_daily(&full_engagement(), NOW + 86_400_000);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]

    /// The disk has the home's writes up to some moment, and the journal's up to another.
    #[test]
    fn any_prefix_at_home_and_any_in_the_journal_give_the_union(
        edits in proptest::collection::vec((0..3_usize, 1..2_000_u32, 1..3_u32), 1..12),
        home in 0..12_usize,
        journal in 0..12_usize,
    ) {
        let mut state = bare_engagement(1);
        let office = Office::with(state.clone());
        let mut moments = vec![(office.storage.all(), state.clone())];
        for (number, (which, to, load)) in edits.iter().enumerate() {
            let address = ["fact/seats", "fact/active-users", "fact/industry"][*which];
            let at = Stamp::new(NOW + number as u64 * 1_000, 0, WriterId::new(3, *load));
            state.apply(playbook(), &[edit(address, &to.to_string())], at).unwrap();
            office.store.save(&state, NOW).unwrap();
            moments.push((office.storage.all(), state.clone()));
        }
        let (home, journal) = (home.min(edits.len()), journal.min(edits.len()));
        let killed = Office::with(bare_engagement(1));
        moments[home].0.iter().for_each(|(key, text)| killed.storage.put_behind(key, text));
        let rows: Vec<_> = moments[journal].0.clone().into_iter().collect();
        killed.store.recover(&rows, NOW);
        prop_assert!(killed.found_later() == union(&moments[home].1, &moments[journal].1));
        prop_assert!(killed.found_later() == moments[home.max(journal)].1);
        prop_assert!(killed.store.recover(&rows, NOW).is_empty());
    }
}

/// The same, of a playbook that is not here.
fn foreign(engagement: &Engagement) -> Engagement {
    let mut document = document::write(engagement);
    document["playbook"]["id"] = "site-visit".into();
    let foreign = document::read(&document, library()).unwrap();
    assert!(!foreign.edition().is_here());
    foreign
}

#[test]
fn without_its_playbook_two_copies_written_apart_are_both_kept() {
    let first = full_engagement();
    let here = foreign(&changed(&first, "fact/seats", "860", 1));
    let apart = foreign(&changed(&first, "fact/seats", "900", 2));
    let row = row("b", 9, &apart);
    // Here, and in the journal.
    let office = Office::with(here.clone());
    for _ in 0..3 {
        assert!(office.store.recover(std::slice::from_ref(&row), NOW).is_empty());
    }
    assert!(office.found_later() == here);
    let kept = office.store.backups().unwrap();
    let [aside] = &kept[..] else { panic!("{kept:?}") };
    assert_eq!(aside.kind, BackupKind::Unreadable);
    assert_eq!(office.store.raw(&aside.key), Ok(Some(row.1.clone())));
    // In the bin, and in the journal: on the list it is seen.
    office.store.delete(&here, NOW).unwrap();
    assert_eq!(office.store.recover(std::slice::from_ref(&row), NOW), [first.id()]);
    assert!(office.found_later() == apart);
    let bin = || {
        let all = office.store.backups().unwrap();
        let deleted = all.into_iter().filter(|it| it.kind == BackupKind::Deleted);
        deleted.map(|it| office.store.read_kept(&it.key).unwrap()).collect::<Vec<_>>()
    };
    assert!(bin() == [here.clone()]);
    // Both in the bin: deleted knowingly, whichever the journal has.
    office.store.delete(&apart, NOW + 1).unwrap();
    for copy in [&apart, &here] {
        let row = [(key(first.id(), "b"), raw(9, copy))];
        assert!(office.store.recover(&row, NOW).is_empty());
        assert_eq!(office.store.load(first.id()), Ok(Found::Missing));
    }
    assert_eq!(bin().len(), 2);
}

#[test]
fn what_waits_for_room_is_not_taken_for_what_is_to_be_kept_now() {
    let first = full_engagement();
    let waits = foreign(&changed(&first, "fact/seats", "860", 1));
    let apart = foreign(&changed(&first, "fact/seats", "900", 2));
    let office = Office::with(bare_engagement(5));
    office.storage.fail(Fault::Writing(StoreError::Full));
    assert_eq!(office.store.recover(&[row("a", 1, &waits)], NOW), [first.id()]);
    office.storage.fail(Fault::None);
    assert_eq!(office.store.add(&apart, NOW), Err(SaveError::Withheld));
    assert_eq!(office.store.load(first.id()), Ok(Found::Whole(waits.into())));
}
