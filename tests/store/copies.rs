//! Safety copies and the bin: what is there to go back to, and what goes for good.

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::field::ItemField;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::value::{Mark, Value};
use kickoff::store::engagements::{Backup, BackupKind, Occasion};
use kickoff::store::{document, record};

use crate::Office;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, field, playbook};

const NOW: u64 = 1_800_000_000_000;

const DAY: u64 = 24 * 60 * 60 * 1_000;

/// With so many fields filled in, the customer's name included.
pub fn with_fields(count: usize) -> Engagement {
    let mut engagement = bare_engagement(1);
    let at = Stamp::new(NOW, 0, WriterId::new(1, 1));
    let mut edits = vec![Edit::clear(field("answer/motion"))];
    let items = playbook().items().map(|(_, it)| Field::Item(it.id, ItemField::Mark));
    edits.extend(items.take(count - 1).map(|it| Edit::set(it, Value::Mark(Mark::Done))));
    engagement.apply(playbook(), &edits, at).unwrap();
    engagement
}

/// The same, and told from the others by a day.
fn distinct(mut engagement: Engagement, number: u64) -> Engagement {
    let at = Stamp::new(NOW + number, 0, WriterId::new(1, 2));
    let day = Value::Text(format!("{number}").into());
    let edits = [Edit::set(field("fact/customer"), day)];
    engagement.apply(playbook(), &edits, at).unwrap();
    engagement
}

#[track_caller]
fn copies(office: &Office) -> Vec<Backup> {
    let kept = office.store.backups().unwrap();
    kept.into_iter().filter(|it| it.kind == BackupKind::Copy).collect()
}

fn times(office: &Office) -> Vec<u64> {
    copies(office).iter().map(|it| it.millis.unwrap() - NOW).collect()
}

#[test]
fn a_safety_copy_says_when_and_why_and_is_read_as_it_was() {
    let office = Office::with(full_engagement());
    for (number, occasion) in (0..).zip(Occasion::ALL) {
        let state = distinct(full_engagement(), number);
        office.store.copy_for_safety(&state, occasion, NOW + number).unwrap();
        let newest = &copies(&office)[0];
        assert_eq!((newest.occasion, newest.millis), (Some(occasion), Some(NOW + number)));
        assert!(office.store.read_kept(&newest.key) == Some(state));
        assert!(newest.key.ends_with(occasion.code()), "{}", newest.key);
    }
}

#[test]
fn the_newest_ten_copies_of_each_engagement_are_kept() {
    let office = Office::with(full_engagement());
    let other = bare_engagement(9);
    office.store.copy_for_safety(&other, Occasion::BeforeMerge, NOW).unwrap();
    for number in 0..25 {
        let state = distinct(with_fields(12), number);
        office.store.copy_for_safety(&state, Occasion::BeforeImport, NOW + number).unwrap();
    }
    let of_one: Vec<u64> = times(&office).into_iter().filter(|it| *it != 0).collect();
    assert_eq!(of_one, (15..25).rev().collect::<Vec<_>>());
    assert!(copies(&office).iter().any(|it| it.id == other.id()));
}

#[test]
fn a_nearly_empty_state_never_pushes_out_a_full_one() {
    let office = Office::with(full_engagement());
    let copy = |engagement: &Engagement, at: u64| {
        let state = distinct(engagement.clone(), at);
        office.store.copy_for_safety(&state, Occasion::BeforeMerge, NOW + at).unwrap();
    };
    (1..=10).for_each(|it| copy(&with_fields(10), it));
    for at in 11..=20 {
        copy(&with_fields(2), at);
        let full: Vec<u64> = times(&office).into_iter().filter(|it| *it <= 10).collect();
        assert_eq!(full, (1..=10).rev().collect::<Vec<_>>(), "at {at}");
        assert_eq!(times(&office).len(), 11, "the newest one is kept beside them");
        assert_eq!(times(&office)[0], at);
    }
    // A full one goes in the place of the nearly empty one first, then of the oldest.
    copy(&with_fields(3), 21);
    assert_eq!(times(&office), [21, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
}

#[test]
fn nearly_empty_states_among_themselves_go_by_age() {
    let office = Office::with(full_engagement());
    for at in 0..15 {
        let state = distinct(with_fields(1), at);
        office.store.copy_for_safety(&state, Occasion::BeforeMerge, NOW + at).unwrap();
    }
    assert_eq!(times(&office), (5..15).rev().collect::<Vec<_>>());
}

#[test]
fn there_is_one_daily_copy_a_day() {
    let office = Office::with(full_engagement());
    let midnight = NOW - NOW % DAY + DAY;
    for at in [0, 1, DAY - 1, DAY, 2 * DAY - 1, 2 * DAY] {
        for (number, occasion) in [(0, Occasion::Daily), (1, Occasion::BeforeMerge)] {
            let state = distinct(full_engagement(), 2 * at + number);
            office.store.copy_for_safety(&state, occasion, midnight + at).unwrap();
        }
    }
    let daily = copies(&office).into_iter().filter(|it| it.occasion == Some(Occasion::Daily));
    let days: Vec<u64> = daily.map(|it| it.millis.unwrap() - midnight).collect();
    assert_eq!(days, [2 * DAY, DAY, 0]);
}

#[test]
fn what_was_deleted_twice_lies_in_the_bin_twice_and_the_newest_comes_back() {
    let mut office = Office::with(full_engagement());
    office.store.delete(&office.found_later(), NOW).unwrap();
    office.set("fact/seats", "860");
    office.store.delete(&office.found_later(), NOW + 1).unwrap();
    assert_eq!(office.store.backups().unwrap().len(), 2);
    assert_eq!(office.store.undelete(office.id(), NOW + 2), Ok(true));
    assert_eq!(office.found_later().count(field("fact/seats")), Some(860));
    assert_eq!(office.store.backups().unwrap().len(), 1);
}

#[test]
fn the_bin_of_version_0_1_0_is_read_and_comes_back() {
    let office = Office::bare();
    let one = full_engagement();
    let key = format!("kickoff:/a/:bin/{}", one.id());
    office.storage.put_behind(&key, &record::write(NOW, &document::write(&one).to_string()));
    let kept = office.store.backups().unwrap();
    assert_eq!((kept[0].kind, kept[0].millis), (BackupKind::Deleted, Some(NOW)));
    assert_eq!(office.store.undelete(one.id(), NOW + 1), Ok(true));
    assert!(office.store.backups().unwrap().is_empty());
}

#[test]
fn the_bin_is_emptied_of_what_is_older_than_thirty_days_and_of_nothing_else() {
    let office = Office::with(full_engagement());
    let bin = |id: u128, at: u64| {
        office.store.delete(&bare_engagement(id), at).unwrap();
    };
    bin(1, NOW);
    bin(2, NOW + DAY);
    let old_form = format!("kickoff:/a/:bin/{}", bare_engagement(3).id());
    let text = document::write(&bare_engagement(3)).to_string();
    office.storage.put_behind(&old_form, &record::write(NOW, &text));
    office.store.copy_for_safety(&full_engagement(), Occasion::Daily, NOW).unwrap();
    assert_eq!(office.store.sweep(NOW + 30 * DAY), Ok(0));
    assert_eq!(office.store.sweep(NOW + 30 * DAY + 1), Ok(2));
    let left: Vec<_> = office.store.backups().unwrap().into_iter().map(|it| it.kind).collect();
    assert_eq!(left, [BackupKind::Deleted, BackupKind::Copy]);
    // A clock that was set back makes nothing older.
    assert_eq!(office.store.sweep(0), Ok(0));
}

#[test]
fn a_deletion_takes_along_what_another_tab_has_kept() {
    let mut office = Office::with(full_engagement());
    let stale = office.found_later();
    office.set("fact/seats", "860");
    office.store.delete(&stale, NOW).unwrap();
    office.store.undelete(stale.id(), NOW + 1).unwrap();
    assert_eq!(office.found_later().count(field("fact/seats")), Some(860));
}

#[test]
fn a_deletion_sets_aside_what_it_cannot_read() {
    let mut office = Office::with(full_engagement());
    office.set("fact/seats", "860");
    office.keeps_whole();
    office.storage.put_behind(&format!("kickoff:/a/:eng/{}/a", office.id()), "壊れた記録");
    office.store.delete(&office.found_later(), NOW).unwrap();
    let kept = office.store.backups().unwrap();
    let raw = kept.iter().find(|it| it.kind == BackupKind::Unreadable).unwrap();
    assert_eq!(office.store.raw(&raw.key).unwrap().as_deref(), Some("壊れた記録"));
}

#[test]
fn a_safety_copy_that_cannot_be_kept_lets_nothing_be_replaced() {
    use crate::storage::Fault;
    use kickoff::editor::MergeError;
    use kickoff::store::key_value::StoreError;
    let mut office = Office::with(full_engagement());
    let mut there = full_engagement();
    let at = Stamp::new(NOW, 0, WriterId::new(2, 2));
    there.apply(playbook(), &[edit("fact/seats", "900")], at).unwrap();
    let before = office.found_later();
    office.storage.fail(Fault::Writing(StoreError::Full));
    let told = office.editor.merge(&there, &[], &office.store, office.now);
    assert!(matches!(told, Err(MergeError::NoSafetyCopy(_))), "{told:?}");
    let occasion = Occasion::BeforeImport;
    let told = office.editor.replace(&there, occasion, &office.store, office.now);
    assert!(matches!(told, Err(MergeError::NoSafetyCopy(_))), "{told:?}");
    assert!(*office.editor.engagement() == before && office.found_later() == before);
}

#[test]
fn a_file_that_falsely_claims_to_know_your_edits_can_be_taken_back_in_full() {
    use kickoff::domain::merge::{Side, Why, review};
    use kickoff::domain::stamp::Clock;
    use kickoff::editor::{Editor, SaveState as Saved};
    let mut office = Office::with(full_engagement());
    office.set("fact/industry", "私の言葉");
    office.set("fact/seats", "860");
    let mine = office.found_later();
    // Says that it has seen every edit there is, and holds none of the last ones.
    let mut liar = full_engagement();
    mine.version_vector().iter().for_each(|it| liar.restore_seen(it.next(it.writer())));
    let at = Stamp::new(NOW - DAY, 0, WriterId::new(6, 6));
    liar.apply(playbook(), &[edit("fact/industry", "嘘"), edit("fact/seats", "1")], at).unwrap();
    // It is shown before anything happens.
    let told = review(playbook(), &mine, &liar).unwrap();
    let is_told = |address: &str| {
        told.iter().any(|it| {
            (it.field, it.taken, it.why) == (field(address), Side::There, Why::LaterKnowing)
        })
    };
    assert!(is_told("fact/industry") && is_told("fact/seats"), "{told:?}");
    let values = |it: &Engagement| {
        it.fields().map(|(field, _)| (field, it.shown(field).cloned())).collect::<Vec<_>>()
    };
    for is_undone in [true, false] {
        let mut office = Office::with(mine.clone());
        office.editor.merge(&liar, &[], &office.store, NOW).unwrap();
        assert_eq!(office.text("fact/industry"), "嘘");
        let copy = &copies(&office)[0];
        assert_eq!(copy.occasion, Some(Occasion::BeforeMerge));
        let before = office.store.read_kept(&copy.key).unwrap();
        assert!(before == mine, "the copy is what was there, to the last field");
        if is_undone {
            office.editor.undo(&office.store, NOW + 1);
        } else {
            // Weeks later, on another page.
            office.editor = Editor::new(office.found_later(), Clock::new(WriterId::new(9, 9)));
            let occasion = Occasion::BeforeRestore;
            office.editor.replace(&before, occasion, &office.store, NOW + 1).unwrap();
        }
        assert_eq!(*office.editor.save_state(), Saved::Saved);
        assert_eq!(values(&office.found_later()), values(&mine));
        // The liar comes again, and is known by now: it changes nothing.
        office.editor.merge(&liar, &[], &office.store, NOW + 2).unwrap();
        assert_eq!(values(&office.found_later()), values(&mine));
    }
}

/// Another tab's text, as it is told.
fn written_elsewhere(office: &Office, typed: &str) -> Engagement {
    let mut elsewhere = office.found_later();
    let at = Stamp::new(office.now, 0, WriterId::new(7, 7));
    elsewhere.apply(playbook(), &[edit("fact/context", typed)], at).unwrap();
    elsewhere
}

#[test]
fn whoever_types_on_does_not_decide_about_a_text_that_comes_in_the_middle_of_a_word() {
    let mut office = Office::bare();
    let field = field("fact/context");
    let types = |office: &mut Office, text: &str, after: u64| {
        office.now += after;
        office.editor.type_into(field, text);
        office.editor.flush(&office.store, office.now);
    };
    let texts = |office: &Office| -> Vec<String> {
        let engagement = office.editor.engagement();
        engagement.texts_to_decide(field).iter().map(|it| it.typed()).collect()
    };
    types(&mut office, "こちら", 0);
    let elsewhere = written_elsewhere(&Office::bare(), "あちら");
    office.editor.adopt(&elsewhere, office.now).unwrap();
    assert_eq!(texts(&office).len(), 2);
    for more in ["こちらの", "こちらの話", "こちらの話。"] {
        types(&mut office, more, 1_000);
        assert_eq!(texts(&office), [more, "あちら"]);
    }
    // Another copy sees the same two, and nothing of what was on the way.
    let mut other = elsewhere.clone();
    other.merge(office.editor.engagement()).unwrap();
    assert!(other == *office.editor.engagement());
    // After a pause somebody has seen both: what is typed now decides.
    types(&mut office, "どちらも。", 10_000);
    assert!(texts(&office).is_empty());
    assert_eq!(office.text("fact/context"), "どちらも。");
    let past = office.editor.engagement().overwritten();
    assert!(past.iter().any(|it| it.value.as_ref().is_some_and(|it| it.typed() == "あちら")));
}

#[test]
fn taking_in_what_is_known_already_is_no_step_to_take_back() {
    let mut office = Office::bare();
    let before = office.found_later();
    office.set("fact/industry", "製造");
    assert_eq!(office.editor.merge(&before, &[], &office.store, office.now), Ok(false));
    let there = office.found_later();
    let occasion = Occasion::BeforeRestore;
    assert_eq!(office.editor.replace(&there, occasion, &office.store, office.now), Ok(false));
    assert_eq!(office.editor.replace(&before, occasion, &office.store, office.now), Ok(true));
    office.editor.undo(&office.store, office.now);
    assert_eq!(office.text("fact/industry"), "製造");
}
