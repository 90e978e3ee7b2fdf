//! Every kept text cut at every 64th and with every byte of it flipped: no panic, everything else
//! opens, and what was not understood is still there to the last character, whatever is done then.

use kickoff::domain::engagement::Engagement;
use kickoff::domain::stamp::Clock;
use kickoff::editor::{Editor, SaveState};
use kickoff::store::engagements::{
    EngagementStore, Found, Occasion, SaveError, card_keys, glimpses,
};
use std::rc::Rc;

use crate::Office;
use crate::storage::Watched;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{HERE, edit, library};

const NOW: u64 = 1_800_000_000_000;

/// Small records of every sort of one engagement, and another engagement beside it.
fn office() -> Office {
    let mut office = Office::bare();
    office.store.save(&bare_engagement(2), NOW).unwrap();
    office.set("fact/seats", "860");
    office.keeps_whole();
    let one = office.found_later();
    office.store.copy_for_safety(&one, Occasion::BeforeMerge, NOW).unwrap();
    office.store.delete(&one, NOW).unwrap();
    office.store.save(&one, NOW).unwrap();
    office.store.save(&one, NOW).unwrap();
    office.store.note_export(&one, NOW).unwrap();
    office.store.set_preference("lang", "en");
    office
}

/// The text cut at every 64th, and with each bit that a byte can lose quietly flipped.
fn bent(text: &str, bits: &[u32]) -> Vec<String> {
    let count = text.chars().count();
    let mut all: Vec<String> =
        (0..64).map(|it| text.chars().take(count * it / 64).collect()).collect();
    for at in 0..text.len() {
        for bit in bits {
            let mut bytes = text.as_bytes().to_vec();
            bytes[at] ^= 1 << bit;
            // A browser keeps UTF-16, in which no byte can make a text unreadable.
            all.push(String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    all
}

/// An office whose storage holds these, with one engagement open as it was before.
fn opened(before: &Office, changes: &[(&str, &str)]) -> Office {
    let storage = Rc::new(Watched::default());
    before.storage.all().iter().for_each(|(key, text)| storage.put_behind(key, text));
    changes.iter().for_each(|(key, text)| storage.put_behind(key, text));
    let store = EngagementStore::new(Rc::clone(&storage), "/a/", library());
    let editor = Editor::new(before.editor.engagement().clone(), Clock::new(HERE));
    Office { storage, store, editor, now: NOW }
}

/// What has to hold whatever was done to texts of the first engagement.
fn judge(before: &Office, changes: &[(&str, &str)], what: &str) {
    let mut office = opened(before, changes);
    let id = office.id();
    let known: Engagement = before.found_later();
    glimpses(&office.storage, &card_keys(&office.storage, "/a/"));
    assert_eq!(office.store.list().unwrap().len(), 2, "{what}");
    let loaded = office.store.load(id).unwrap();
    let is_newer = matches!(loaded, Found::Newer(_));
    match loaded {
        Found::Whole(it) => assert!(*it == known, "{what}: something else"),
        Found::Damaged(raw) | Found::Newer(raw) => {
            for (_, text) in changes {
                assert!(raw.iter().any(|it| it == text), "{what}: handed out otherwise");
            }
        }
        Found::Missing | Found::Archived => panic!("{what}: missing"),
    }
    for it in office.store.backups().unwrap() {
        let raw = office.store.raw(&it.key).unwrap();
        assert_eq!(raw.as_ref(), office.storage.all().get(&it.key), "{what}");
    }
    // Somebody works on, deletes, and goes back: none of that writes over what was not understood.
    office.editor.edit(&[edit("fact/seats", "870")], &office.store, NOW).unwrap();
    office.editor.edit(&[edit("fact/seats", "880")], &office.store, NOW).unwrap();
    if is_newer {
        assert_eq!(*office.editor.save_state(), SaveState::NotSaved(SaveError::Withheld), "{what}");
        changes.iter().for_each(|it| assert_eq!(office.storage.all()[it.0], it.1, "{what}"));
    } else {
        assert_eq!(*office.editor.save_state(), SaveState::Saved, "{what}");
        assert!(office.found_later() == *office.editor.engagement(), "{what}");
    }
    let _ = office.store.delete(&office.editor.engagement().clone(), NOW + 1);
    let _ = office.store.undelete(id, NOW + 2);
    let all = office.storage.all();
    for (key, text) in changes {
        let is_understood =
            office.store.read_generation(text).is_some_and(|it| it.id() == id && it == known);
        let is_record =
            !key.contains(":card/") && !key.contains(":out/") && !key.contains(":pref/");
        if is_record && !is_understood {
            assert!(all.values().any(|it| it == text), "{what}: written over");
        }
    }
    let other = bare_engagement(2);
    let beside = office.store.load(other.id());
    assert!(beside == Ok(Found::Whole(other.into())), "{what}: the other one");
}

#[test]
fn every_text_cut_and_with_every_byte_flipped() {
    let before = office();
    let other = bare_engagement(2).id().to_string();
    let mut asked = 0;
    for (key, text) in before.storage.all().into_iter().filter(|it| !it.0.contains(&other)) {
        let mut number = 0;
        for bent in bent(&text, &[0, 3, 5]).into_iter().filter(|it| *it != text) {
            judge(&before, &[(&key, &bent)], &format!("{key} {number}"));
            number += 1;
        }
        println!("{number} times {key}, {} bytes", text.len());
        asked += number;
    }
    println!("{asked} damages of one text");
    assert!(asked > 5_000, "{asked}");
}

#[test]
fn both_generations_cut_and_with_every_byte_flipped() {
    let before = office();
    let all = before.storage.all();
    let [a, b] = ["a", "b"].map(|it| format!("kickoff:/a/:eng/{}/{it}", before.id()));
    let mut asked = 0;
    for bits in [[0], [4]] {
        for (one, other) in bent(&all[&a], &bits).iter().zip(bent(&all[&b], &bits).iter()) {
            judge(&before, &[(&a, one), (&b, other)], &format!("both, {asked}"));
            asked += 1;
        }
    }
    println!("{asked} damages of both generations");
    assert!(asked > 1_000, "{asked}");
}

#[test]
fn the_records_of_a_large_engagement_cut_at_every_64th() {
    let mut before = Office::with(full_engagement());
    before.store.save(&bare_engagement(2), NOW).unwrap();
    before.set("fact/seats", "860");
    before.keeps_whole();
    before.loses_tail();
    let all = before.storage.all();
    let keys = ["a", "b"].map(|it| format!("kickoff:/a/:eng/{}/{it}", before.id()));
    // The older one, or both: the newer one alone takes the last edit along.
    for number in 0..64 {
        let cut = |key: &String| bent(&all[key][..], &[])[number].clone();
        let [one, other] = [&keys[0], &keys[1]].map(cut);
        judge(&before, &[(&keys[0], &one)], &format!("older, {number}"));
        judge(&before, &[(&keys[0], &one), (&keys[1], &other)], &format!("both, {number}"));
    }
}

#[test]
fn the_highest_sequence_number_is_no_end() {
    let mut office = Office::bare();
    let id = office.id();
    for generation in ["a", "b"] {
        let text = kickoff::store::document::write(office.editor.engagement()).to_string();
        let raw = kickoff::store::record::write(u64::MAX, &text);
        office.storage.put_behind(&format!("kickoff:/a/:eng/{id}/{generation}"), &raw);
    }
    for seats in ["860", "870", "880"] {
        office.set("fact/seats", seats);
        assert_eq!(*office.editor.save_state(), SaveState::Saved);
        assert!(office.found_later() == *office.editor.engagement());
        assert_eq!(office.store.list().unwrap().len(), 1);
    }
}
