//! Two generations of each engagement: one of them may be anything, and the work is still there.

use kickoff::domain::engagement::Engagement;
use kickoff::editor::SaveState;
use kickoff::store::engagements::{BackupKind, Found, SaveError};
use kickoff::store::key_value::StoreError;
use kickoff::store::{document, record};
use serde_json::json;

use crate::Office;
use crate::storage::Fault;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::field;

/// An office with two generations, and the key and the state of each, the newer one first.
fn two_generations() -> (Office, [(String, Engagement); 2]) {
    let mut office = Office::with(full_engagement());
    office.set("fact/seats", "860");
    office.keeps_whole();
    let older = office.found_later();
    office.set("fact/seats", "870");
    office.keeps_whole();
    let newer = office.found_later();
    office.loses_tail();
    let mut slots: Vec<(String, u64)> = office
        .storage
        .all()
        .into_iter()
        .filter(|(key, _)| key.contains(":eng/"))
        .map(|(key, raw)| (key, record::read(&raw).unwrap().sequence))
        .collect();
    slots.sort_by_key(|(_, sequence)| std::cmp::Reverse(*sequence));
    let [(first, 3), (second, 2)] = &slots[..] else { panic!("two generations: {slots:?}") };
    let both = [(first.clone(), newer), (second.clone(), older)];
    (office, both)
}

/// The same text cut at every sixteenth, the whole left out.
fn cuts(text: &str) -> Vec<String> {
    (0..16).map(|it| text.chars().take(text.chars().count() * it / 16).collect()).collect()
}

#[test]
fn with_either_generation_cut_anywhere_it_opens_from_the_other() {
    let (office, [newer, older]) = two_generations();
    assert_ne!(newer.1, older.1);
    for ((broken, _), (_, wanted)) in [(&newer, &older), (&older, &newer)] {
        let whole = office.storage.all()[broken].clone();
        for cut in cuts(&whole) {
            office.storage.put_behind(broken, &cut);
            assert_eq!(&office.found_later(), wanted, "{} characters left", cut.len());
            let listed = office.store.list().unwrap();
            assert!(matches!(listed[0].state, Found::Whole(_)), "{:?}", listed[0]);
        }
        office.storage.remove_behind(broken);
        assert_eq!(&office.found_later(), wanted, "the key is gone");
        office.storage.put_behind(broken, &whole);
    }
    assert_eq!(office.found_later(), newer.1);
}

#[test]
fn with_both_damaged_the_raw_texts_are_handed_out_as_they_are() {
    let (office, [newer, older]) = two_generations();
    let all = office.storage.all();
    for cut in 0..16 {
        let texts = [&newer, &older].map(|(key, _)| cuts(&all[key])[cut].clone());
        office.storage.put_behind(&newer.0, &texts[0]);
        office.storage.put_behind(&older.0, &texts[1]);
        let Found::Damaged(mut raw) = office.store.load(office.id()).unwrap() else {
            panic!("damaged at {cut}/16");
        };
        raw.sort();
        let mut wanted = texts.to_vec();
        wanted.sort();
        assert_eq!(raw, wanted, "{cut}/16");
        // The card beside them is whole, and does not cover it up.
        let listed = office.store.list().unwrap();
        assert_eq!(
            listed.iter().map(|it| (it.name.as_str(), &it.state)).collect::<Vec<_>>(),
            [(office.editor.engagement().customer(), &Found::Damaged(()))]
        );
    }
}

#[test]
fn a_whole_text_that_is_no_engagement_of_ours_is_damaged_too() {
    let (office, slots) = two_generations();
    let stranger = document::write(&bare_engagement(9)).to_string();
    for text in ["", "{}", "null", "{\"schema\":1}", &stranger] {
        for (key, _) in &slots {
            office.storage.put_behind(key, &record::write(7, text));
        }
        let loaded = office.store.load(office.id()).unwrap();
        assert!(matches!(loaded, Found::Damaged(_)), "{text}: {loaded:?}");
    }
}

#[test]
fn saving_over_a_damaged_generation_keeps_its_text_aside() {
    let (mut office, [newer, older]) = two_generations();
    for (key, _) in [&newer, &older] {
        let broken = cuts(&office.storage.all()[key])[8].clone();
        office.storage.put_behind(key, &broken);
        office.set("fact/industry", &format!("部品 {}", office.now));
        assert_eq!(*office.editor.save_state(), SaveState::Saved);
        office.keeps_whole();
        assert_eq!(&office.found_later(), office.editor.engagement());
        let aside = office.store.backups().unwrap();
        let texts = aside.iter().filter_map(|it| office.store.raw(&it.key).unwrap());
        assert!(texts.into_iter().any(|it| it == broken), "{aside:?}");
        assert!(aside.iter().all(|it| it.kind == BackupKind::Unreadable));
    }
}

#[test]
fn a_damaged_text_is_kept_aside_once_however_often_saving_is_tried() {
    let (mut office, [newer, _]) = two_generations();
    office.storage.put_behind(&newer.0, "壊れた記録");
    for at in 0..24 {
        office.storage.fail(Fault::Once { at: at % 12, error: StoreError::Full });
        office.now += 1_000;
        office.editor.keep(&office.store, office.now);
        if *office.editor.save_state() == SaveState::Saved {
            office.storage.put_behind(&newer.0, "壊れた記録");
        }
    }
    let aside = office.storage.all().into_iter().filter(|(key, _)| key.contains(":raw/"));
    assert_eq!(aside.map(|it| it.1).collect::<Vec<_>>(), ["壊れた記録"]);
}

#[test]
fn what_a_newer_version_wrote_is_never_written_over() {
    let full = document::write(&full_engagement());
    let with = |pointer: &str, value: serde_json::Value| {
        let mut newer = full.clone();
        *newer.pointer_mut(pointer).unwrap() = value;
        newer.to_string()
    };
    let newer_book = json!("2021-01-31");
    let newer_shape = json!({ "customer-kickoff": "2021-01-31" });
    let mut both = full.clone();
    both["schema"] = 4.into();
    both["playbook"] = newer_shape;
    let table = [
        ("a newer record", record::write(3, "…").replacen(" 1 ", " 2 ", 1)),
        ("a newer document", record::write(3, &with("/schema", 4.into()))),
        ("a newer playbook", record::write(3, &with("/playbook/revision", newer_book))),
        ("a document of another shape", record::write(3, &both.to_string())),
    ];
    for (what, raw) in table {
        let (_, slots) = two_generations();
        for (key, _) in slots {
            let (mut office, _) = two_generations();
            office.storage.put_behind(&key, &raw);
            let before = office.storage.all();
            let found = office.store.load(office.id()).unwrap();
            let Found::Newer(handed_out) = found else { panic!("{what}: {found:?}") };
            assert!(handed_out.contains(&raw), "{what}");
            // A tab that was open all the time, with the older version.
            for seats in ["880", "890", "900"] {
                office.set("fact/seats", seats);
                assert_eq!(
                    *office.editor.save_state(),
                    SaveState::NotSaved(SaveError::Withheld),
                    "{what}"
                );
            }
            assert_eq!(office.storage.all(), before, "{what}");
            assert_eq!(office.editor.engagement().count(field("fact/seats")), Some(900));
            let card = before.keys().find(|it| it.contains(":card/")).unwrap();
            office.storage.remove_behind(card);
            let listed = office.store.list().unwrap().remove(0);
            assert!(matches!(listed.state, Found::Newer(())), "{what}");
        }
    }
}

#[test]
fn a_whole_record_with_one_malformed_field_is_kept_aside_before_its_place_is_used() {
    let (mut office, [newer, older]) = two_generations();
    for (key, _) in [&older, &newer] {
        let whole = record::read(&office.storage.all()[key]).unwrap();
        let mut json: serde_json::Value = serde_json::from_str(&whole.text).unwrap();
        json["fields"]["fact/seats"]["value"] = json!("860");
        let bent = record::write(whole.sequence, &json.to_string());
        office.storage.put_behind(key, &bent);
        for text in ["一", "二"] {
            office.set("fact/industry", text);
            assert_eq!(*office.editor.save_state(), SaveState::Saved);
        }
        assert!(office.found_later() == *office.editor.engagement());
        let aside = office.store.backups().unwrap();
        let mut texts = aside.iter().filter_map(|it| office.store.raw(&it.key).unwrap());
        assert!(texts.any(|it| it == bent));
        assert!(aside.iter().all(|it| it.kind == BackupKind::Unreadable));
    }
}

#[test]
fn a_byte_that_changed_behind_our_back_is_noticed_before_it_is_written_over() {
    let (mut office, [newer, older]) = two_generations();
    for (key, _) in [&older, &newer] {
        // The same length and the same first line: only the checksum tells.
        let bent = office.storage.all()[key].replacen("fact/seats", "fact/seatz", 1);
        office.storage.put_behind(key, &bent);
        for text in ["一", "二"] {
            office.set("fact/industry", text);
            office.keeps_whole();
        }
        let aside = office.store.backups().unwrap();
        let mut texts = aside.iter().filter_map(|it| office.store.raw(&it.key).unwrap());
        assert!(texts.any(|it| it == bent));
    }
}

/// An office whose browser was last used by version 0.1.0.
fn office_of_schema_1() -> (Office, [(String, String); 2]) {
    let (office, [newer, older]) = two_generations();
    let frozen: serde_json::Value = serde_json::from_str(crate::support::files::WHOLE).unwrap();
    let document = &frozen["engagements"][0];
    let mut later = document.clone();
    later["fields"]["fact/seats"]["value"] = json!(870);
    let raws = [
        (newer.0, record::write(5, &later.to_string())),
        (older.0, record::write(4, &document.to_string())),
    ];
    for (key, raw) in &raws {
        office.storage.put_behind(key, raw);
    }
    let mut office = office;
    let found = office.found_later();
    office.editor = kickoff::editor::Editor::new(
        found,
        kickoff::domain::stamp::Clock::new(kickoff::domain::stamp::WriterId::new(1, 1)),
    );
    (office, raws)
}

#[test]
fn what_an_older_version_kept_is_copied_once_before_it_is_written_over() {
    use kickoff::store::engagements::Occasion;
    let (mut office, [newer, _]) = office_of_schema_1();
    assert!(office.store.backups().unwrap().is_empty(), "reading alone leaves no trace");
    for seats in ["880", "890", "900"] {
        office.set("fact/seats", seats);
        assert_eq!(*office.editor.save_state(), SaveState::Saved);
        let kept = office.store.backups().unwrap();
        let [copy] = &kept[..] else { panic!("{} kept", kept.len()) };
        assert_eq!((copy.kind, copy.occasion), (BackupKind::Copy, Some(Occasion::BeforeMigration)));
        assert_eq!(office.store.raw(&copy.key).unwrap().as_ref(), Some(&newer.1));
        office.keeps_whole();
    }
    assert!(office.found_later() == *office.editor.engagement());
    let texts = office.storage.all();
    let schema = |(key, raw): (&String, &String)| {
        let json: serde_json::Value =
            serde_json::from_str(&record::read(raw).unwrap().text).unwrap();
        (key.contains(":eng/"), json["schema"].as_u64().unwrap())
    };
    let records = texts.iter().filter(|it| it.0.contains(":eng/") || it.0.contains(":copy/"));
    let schemas: Vec<_> = records.map(schema).collect();
    assert_eq!(
        schemas.iter().filter(|it| **it == (true, kickoff::store::document::SCHEMA)).count(),
        2
    );
    assert_eq!(schemas.iter().filter(|it| **it == (false, 1)).count(), 1);
}

#[test]
fn without_a_copy_of_it_nothing_of_an_older_version_is_written_over() {
    for at in 0..12 {
        let (mut office, raws) = office_of_schema_1();
        office.storage.fail(Fault::Once { at, error: StoreError::Full });
        office.set("fact/seats", "880");
        let all = office.storage.all();
        let is_copied = all.iter().any(|(key, raw)| key.contains(":copy/") && *raw == raws[0].1);
        let is_there = raws.iter().all(|(key, raw)| all[key] == *raw);
        assert!(is_copied || is_there, "at {at}");
        assert_eq!(office.editor.engagement().count(field("fact/seats")), Some(880), "at {at}");
        office.storage.fail(Fault::None);
        office.editor.keep(&office.store, office.now);
        assert!(office.found_later() == *office.editor.engagement(), "at {at}");
    }
}

#[test]
fn an_edit_reads_two_first_lines_and_writes_one_small_text() {
    let (mut office, _) = two_generations();
    for (seats, at) in [("880", 1), ("890", 2)] {
        let before = office.storage.all();
        office.storage.forget_what_was_touched();
        office.set("fact/seats", seats);
        // How both generations begin, what the tail has, the new write, and its reading back.
        assert_eq!(office.storage.operations(), 5);
        let after = office.storage.all();
        let news: Vec<_> =
            after.iter().filter(|(key, raw)| before.get(*key) != Some(raw)).collect();
        let [(key, raw)] = news[..] else { panic!("{news:?}") };
        let size = key.encode_utf16().count() + raw.encode_utf16().count();
        assert!(key.contains(":tail/") && size < 1_000, "{size}: {key} {raw}");
        assert_eq!(after.len(), before.len() + 1);
        assert_eq!(office.store.tail_length(office.id()), at);
    }
    let known = office.editor.engagement().clone();
    assert_eq!(office.found_later(), known);
    // At rest it is in both generations, and nothing is beside them.
    office.editor.fold(&office.store, office.now);
    assert!(!office.storage.all().keys().any(|it| it.contains(":tail/")));
    assert_eq!(office.found_later(), known);
}
