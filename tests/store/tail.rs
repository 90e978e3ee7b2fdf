//! What is kept edit by edit, beside the generations: whatever becomes of a part of it, the rest is there, and
//! what cannot be read is kept as it was.

use std::rc::Rc;

use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EngagementId;
use kickoff::domain::stamp::{Clock, WriterId};
use kickoff::editor::{Editor, SaveState};
use kickoff::store::engagements::{BackupKind, EngagementStore, Found, LONGEST, is_journaled};
use kickoff::store::key_value::StoreError;
use kickoff::store::record;

use crate::Office;
use crate::storage::{Fault, Watched};
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, field, library};

/// Somebody at work: five edits, of which two build on another.
fn at_work() -> (Office, Vec<Engagement>) {
    at_work_on(full_engagement())
}

/// Which of the five was the last of a field.
const LAST_WRITE_OF: [(&str, usize); 3] =
    [("fact/industry", 1), ("item/ftop.994/mark", 3), ("fact/seats", 4)];

fn at_work_on(engagement: Engagement) -> (Office, Vec<Engagement>) {
    let mut office = Office::with(engagement);
    office.keeps_whole();
    let mut states = vec![office.found_later()];
    let edits = [
        ("fact/seats", "860"),
        ("fact/industry", "部品"),
        ("fact/seats", "870"),
        ("item/ftop.994/mark", "waived: 別の日"),
        ("fact/seats", "880"),
    ];
    for (address, typed) in edits {
        office.set(address, typed);
        assert_eq!(*office.editor.save_state(), SaveState::Saved);
        states.push(office.editor.engagement().clone());
    }
    assert_eq!(tail(&office).len(), 5);
    (office, states)
}

/// Keys and texts of the tail, in the order of the writing.
fn tail(office: &Office) -> Vec<(String, String)> {
    office.storage.all().into_iter().filter(|it| it.0.contains(":tail/")).collect()
}

/// As another page finds it.
fn anew(office: &Office) -> EngagementStore<Rc<Watched>> {
    EngagementStore::new(Rc::clone(&office.storage), "/a/", library())
}

#[track_caller]
fn found(office: &Office) -> Engagement {
    whole(&anew(office), office.id())
}

#[track_caller]
fn whole(store: &EngagementStore<Rc<Watched>>, id: EngagementId) -> Engagement {
    match store.load(id).unwrap() {
        Found::Whole(it) => *it,
        other => panic!("{other:?}"),
    }
}

#[test]
fn either_generation_with_the_tail_is_all_there_is() {
    let (office, states) = at_work();
    for generation in ["a", "b"] {
        let key = format!("kickoff:/a/:eng/{}/{generation}", office.id());
        let whole = office.storage.all()[&key].clone();
        for damaged in ["", "?", &whole[..200]] {
            office.storage.put_behind(&key, damaged);
            assert_eq!(found(&office), states[5], "{generation}");
        }
        office.storage.put_behind(&key, &whole);
    }
    // Folded into one of them only: with that one damaged, the tail has it still.
    let mut office = office;
    office.keeps_whole();
    assert_eq!(tail(&office).len(), 5, "the other generation lacks them");
    for generation in ["a", "b"] {
        let key = format!("kickoff:/a/:eng/{}/{generation}", office.id());
        let whole = office.storage.all()[&key].clone();
        office.storage.put_behind(&key, "?");
        assert_eq!(found(&office), states[5], "{generation}");
        office.storage.put_behind(&key, &whole);
    }
    office.keeps_whole();
    assert_eq!(tail(&office).len(), 0);
    assert_eq!(found(&office), states[5]);
}

#[test]
fn a_write_cut_anywhere_or_missing_costs_itself_and_nothing_else() {
    let number_of_writes = at_work_on(bare_engagement(1)).1.len() - 1;
    for number in 0..number_of_writes {
        let (office, states) = at_work_on(bare_engagement(1));
        let (key, raw) = tail(&office)[number].clone();
        let ends = (0..raw.len()).filter(|it| raw.is_char_boundary(*it)).map(Some);
        for end in ends.chain([None]) {
            match end {
                Some(end) => office.storage.put_behind(&key, &raw[..end]),
                None => office.storage.remove_behind(&key),
            }
            // What its writer wrote after it builds on it, and the journal may have it yet.
            assert_eq!(found(&office), states[number], "{number} cut at {end:?}");
            // It has not. All the others are there, and what is lost is told.
            let store = anew(&office);
            store.recover(&[], office.now);
            let whole = whole(&store, office.id());
            let fields = ["fact/seats", "fact/industry", "fact/context", "item/ftop.994/mark"];
            for it in fields.map(field) {
                let wrote_last = LAST_WRITE_OF.iter().find(|(name, _)| field(name) == it);
                let is_lost = wrote_last.is_some_and(|(_, last)| *last == number);
                let shown = whole.value(it) == states[number_of_writes].value(it);
                assert_eq!(shown, !is_lost, "{it:?} without {number} cut at {end:?}");
            }
            let told = store.fallback(office.id()).unwrap();
            assert_eq!(told, Vec::from_iter(end.map(|end| raw[..end].to_owned())));
            assert_eq!(store.list().unwrap()[0].is_set_back, end.is_some());
            // The journal has it: all is there again.
            let store = anew(&office);
            store.recover(&[(key.clone(), raw.clone())], office.now);
            assert_eq!(self::whole(&store, office.id()), states[number_of_writes]);
            assert!(store.fallback(office.id()).unwrap().is_empty());
        }
    }
}

#[test]
fn what_cannot_be_read_is_set_aside_before_the_tail_goes() {
    for number in 0..5 {
        let (office, _) = at_work_on(bare_engagement(1));
        let (key, raw) = tail(&office)[number].clone();
        let cut = &raw[..record::header(&raw).len() + 20];
        office.storage.put_behind(&key, cut);
        let store = anew(&office);
        // Somebody has it open before the journal is read: what was written after it is seen then.
        whole(&store, office.id());
        let is_waited_for = number < 4;
        let changed = store.recover(&[], office.now);
        assert_eq!(changed, Vec::from_iter(is_waited_for.then(|| office.id())), "{number}");
        let mut editor = Editor::new(whole(&store, office.id()), Clock::new(WriterId::new(3, 3)));
        editor.edit(&[edit("fact/context", "次")], &store, office.now + 1).unwrap();
        editor.fold(&store, office.now + 2);
        assert_eq!(tail(&office), []);
        let all = store.backups().unwrap();
        let aside = all.into_iter().filter(|it| it.kind == BackupKind::Unreadable);
        let texts: Vec<String> = aside.filter_map(|it| store.raw(&it.key).unwrap()).collect();
        assert_eq!(texts, [cut], "{number}");
        assert!(store.fallback(office.id()).unwrap().is_empty(), "it is among the copies now");
        assert_eq!(found(&office), *editor.engagement());
    }
}

#[test]
fn a_journal_that_was_left_behind_gets_the_whole_before_a_write_goes_from_it() {
    let (mut office, states) = at_work_on(bare_engagement(1));
    // The page was left, and went before the journal had heard of what it wrote then.
    let rows: Vec<_> = office.storage.all().into_iter().filter(|it| is_journaled(&it.0)).collect();
    office.editor.fold(&office.store, office.now + 1);
    let kept = office.storage.all();
    office.storage.forget_what_was_touched();
    assert_eq!(anew(&office).recover(&rows, office.now + 2), []);
    assert_eq!(office.storage.all(), kept);
    let wanted = ["a", "b"].map(|it| format!("kickoff:/a/:eng/{}/{it}", office.id()));
    let written = office.storage.written();
    assert!(
        wanted.iter().all(|it| written.contains(it)),
        "so the journal hears of it: {written:?}"
    );
    assert_eq!(found(&office), states[5]);
}

#[test]
fn what_a_deletion_did_not_know_comes_back_out_of_the_journal_in_any_order() {
    for is_reversed in [false, true] {
        let (office, states) = at_work_on(bare_engagement(1));
        let mut rows = tail(&office).split_off(3);
        rows.iter().for_each(|(key, _)| office.storage.remove_behind(key));
        let store = anew(&office);
        store.delete(&whole(&store, office.id()), office.now + 1).unwrap();
        assert!(matches!(store.load(office.id()).unwrap(), Found::Missing));
        if is_reversed {
            rows.reverse();
        }
        let store = anew(&office);
        assert_eq!(store.recover(&rows, office.now + 2), [office.id()], "{is_reversed}");
        assert_eq!(found(&office), states[5], "{is_reversed}");
        // What the deletion knew of stays deleted.
        let rows = tail(&office);
        store.delete(&found(&office), office.now + 3).unwrap();
        assert_eq!(anew(&office).recover(&rows, office.now + 4), []);
        assert!(matches!(anew(&office).load(office.id()).unwrap(), Found::Missing));
    }
}

#[test]
fn doubled_out_of_order_or_anothers_it_is_what_it_is() {
    let (office, states) = at_work();
    let all = tail(&office);
    // Under another's key, and under one that is no moment's.
    let (key, raw) = &all[1];
    let (other, _) = &all[3];
    let whole = office.storage.all()[other].clone();
    office.storage.put_behind(other, raw);
    assert_eq!(found(&office), states[3], "what is under a key of another is not read as it");
    office.storage.put_behind(other, &whole);
    let nowhere = format!("kickoff:/a/:tail/{}/x", office.id());
    office.storage.put_behind(&nowhere, raw);
    assert_eq!(found(&office), states[5]);
    office.storage.remove_behind(&nowhere);
    // Of another engagement: of fields that every engagement has, and built on what is not here.
    let stranger = bare_engagement(9);
    office.store.save(&stranger, office.now).unwrap();
    let of_stranger = key.replace(&office.id().to_string(), &stranger.id().to_string());
    office.storage.put_behind(&of_stranger, raw);
    let loaded = anew(&office).load(stranger.id()).unwrap();
    assert!(matches!(loaded, Found::Whole(_)), "{loaded:?}");
    assert_eq!(anew(&office).list().unwrap().len(), 2);
}

#[test]
fn of_a_newer_version_it_is_left_alone() {
    let (office, states) = at_work();
    let (key, raw) = tail(&office).pop().unwrap();
    let text = record::read(&raw).unwrap().text;
    let newer_document = record::write(0, &text.replacen("\"schema\":3", "\"schema\":4", 1));
    let newer_field = record::write(0, &text.replacen("fact/seats", "signals/1", 1));
    let newer_record = raw.replacen(" 1 ", " 2 ", 1);
    for newer in [newer_document, newer_field, newer_record] {
        office.storage.put_behind(&key, &newer);
        let store = anew(&office);
        let loaded = store.load(office.id()).unwrap();
        let Found::Newer(handed_out) = loaded else { panic!("{loaded:?}") };
        assert!(handed_out.contains(&newer));
        // A tab that was open all the time, with the older version.
        let mut editor = Editor::new(states[4].clone(), Clock::new(WriterId::new(3, 3)));
        let before = office.storage.all();
        editor.edit(&[edit("fact/industry", "次")], &store, office.now + 1).unwrap();
        assert!(matches!(editor.save_state(), SaveState::NotSaved(_)));
        assert_eq!(office.storage.all(), before);
    }
}

#[test]
fn a_failure_anywhere_in_folding_loses_nothing() {
    let (mut well, states) = at_work_on(bare_engagement(1));
    well.storage.fail(Fault::None);
    well.editor.fold(&well.store, well.now + 1);
    let operations = well.storage.operations();
    assert!(10 < operations, "{operations}");
    for error in [StoreError::Full, StoreError::Blocked] {
        for at in 0..operations {
            let (mut office, _) = at_work_on(bare_engagement(1));
            office.storage.fail(Fault::Once { at, error });
            office.editor.fold(&office.store, office.now + 1);
            office.storage.fail(Fault::None);
            assert_eq!(found(&office), states[5], "{error:?} at {at}");
            office.set("fact/seats", "890");
            office.editor.fold(&office.store, office.now + 2);
            assert_eq!(found(&office), *office.editor.engagement(), "{error:?} at {at}");
            assert_eq!(*office.editor.save_state(), SaveState::Saved);
        }
    }
    // And for good: what is kept is what was kept.
    let (mut office, _) = at_work_on(bare_engagement(1));
    office.storage.fail(Fault::Writing(StoreError::Full));
    office.editor.fold(&office.store, office.now + 1);
    assert_eq!(found(&office), states[5]);
}

#[test]
fn it_never_gets_longer_than_it_may() {
    let mut office = Office::with(bare_engagement(1));
    for number in 0..3 * LONGEST {
        office.set("fact/seats", &(100 + number).to_string());
        assert!(office.store.tail_length(office.id()) <= LONGEST);
        assert!(tail(&office).len() <= 2 * LONGEST + 1, "{}", tail(&office).len());
    }
    assert_eq!(found(&office), *office.editor.engagement());
}

/// With less to read than the whole, where it is not.
#[track_caller]
fn assert_same(one: &Engagement, other: &Engagement) {
    assert_eq!(one.differing(other), []);
    let past = |it: &Engagement| it.overwritten().iter().cloned().collect::<Vec<_>>();
    let apart = |one: &Engagement, other: &Engagement| {
        past(one).into_iter().filter(|it| !past(other).contains(it)).collect::<Vec<_>>()
    };
    assert_eq!((apart(one, other), apart(other, one)), (vec![], vec![]));
    assert_eq!(one.version_vector(), other.version_vector());
    assert!(one == other);
}

#[test]
fn two_tabs_write_beside_each_other_and_neither_takes_the_others_along() {
    let (mut office, _) = at_work();
    let other_store = anew(&office);
    let loaded = whole(&other_store, office.id());
    let mut other = Editor::new(loaded, Clock::new(WriterId::new(5, 5)));
    // Neither has heard of the other; each sees it when it saves.
    other.edit(&[edit("fact/industry", "切削")], &other_store, office.now + 1).unwrap();
    office.set("fact/seats", "900");
    assert_eq!(office.editor.engagement().text(field("fact/industry")), "切削");
    other.edit(&[edit("fact/context", "話")], &other_store, office.now + 2).unwrap();
    assert_eq!(other.engagement().count(field("fact/seats")), Some(900));
    office.editor.fold(&office.store, office.now + 3);
    assert_same(&found(&office), office.editor.engagement());
    assert_eq!(office.editor.engagement().text(field("fact/context")), "話");
    other.edit(&[edit("fact/context", "続き")], &other_store, office.now + 4).unwrap();
    assert_same(&found(&office), other.engagement());
    // One deletes, and the other has written meanwhile: on the list it is seen.
    let store = anew(&office);
    store.delete(&found(&office), office.now + 5).unwrap();
    assert!(tail(&office).is_empty());
}

#[test]
fn the_list_shows_what_was_written_last_without_a_card_of_it() {
    let (office, states) = at_work();
    let listed = anew(&office).list().unwrap();
    let Found::Whole(card) = &listed[0].state else { panic!("{listed:?}") };
    assert_eq!(*card, kickoff::store::card::Card::of(&states[5]));
    assert!(!listed[0].is_set_back);
}
