//! The list, the bin, safety copies, and everybody else's keys.

use std::collections::BTreeMap;
use std::rc::Rc;

use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EngagementId;
use kickoff::domain::phase::Phase;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::store::card::Card;
use kickoff::store::engagements::{
    BackupKind, DAY_MILLIS, EngagementStore, Found, Glimpse, Listed, Occasion, WhyUnread,
    card_keys, glimpses,
};
use kickoff::store::key_value::{KeyValueStore, StoreError};
use kickoff::store::record;

use crate::Office;
use crate::storage::Watched;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, field, library, playbook};

const NOW: u64 = 1_800_000_000_000;

/// What it is called on the list, and what is known of it.
type Line = (String, Found<Card>);

fn line_of(engagement: &Engagement) -> Line {
    (engagement.customer().to_owned(), Found::Whole(Card::of(engagement)))
}

fn glimpsed(office: &Office) -> Vec<(EngagementId, Glimpse)> {
    glimpses(&office.storage, &card_keys(&office.storage, "/a/"))
}

#[track_caller]
fn listed(office: &Office) -> BTreeMap<String, Line> {
    let all: Vec<Listed> = office.store.list().unwrap();
    all.into_iter().map(|it| (it.id.to_string(), (it.name, it.state))).collect()
}

#[test]
fn the_list_shows_whole_damaged_and_newer_ones_side_by_side() {
    let office = Office::with(full_engagement());
    let all = [1, 2, 3].map(bare_engagement);
    for it in &all {
        office.store.save(it, NOW).unwrap();
    }
    office.storage.put_behind(&format!("kickoff:/a/:eng/{}/a", all[1].id()), "壊れた記録");
    let newer = record::write(9, "…").replacen(" 1 ", " 2 ", 1);
    office.storage.put_behind(&format!("kickoff:/a/:eng/{}/b", all[2].id()), &newer);
    // Keys that no version of ours has ever written.
    office.storage.put_behind("kickoff:/a/:eng/", "");
    office.storage.put_behind("kickoff:/a/:eng/案件/a", "…");
    let wanted = BTreeMap::from([
        (office.id().to_string(), line_of(office.editor.engagement())),
        (all[0].id().to_string(), line_of(&all[0])),
        (all[1].id().to_string(), (all[1].customer().to_owned(), Found::Damaged(()))),
        (all[2].id().to_string(), (all[2].customer().to_owned(), Found::Newer(()))),
    ]);
    assert_eq!(listed(&office), wanted);
}

#[test]
fn a_card_that_is_stale_broken_or_gone_is_made_again() {
    let mut office = Office::with(full_engagement());
    let key = format!("kickoff:/a/:card/{}", office.id());
    let stale = office.storage.all()[&key].clone();
    office.set("fact/customer", "コントソ精機");
    let wanted = BTreeMap::from([(office.id().to_string(), line_of(office.editor.engagement()))]);
    assert_eq!(listed(&office), wanted);
    for text in [Some(stale.as_str()), Some("{"), Some(""), Some("{\"sequence\":2}"), None] {
        match text {
            Some(text) => office.storage.put_behind(&key, text),
            None => office.storage.remove_behind(&key),
        }
        assert_eq!(listed(&office), wanted, "{text:?}");
    }
}

#[test]
fn a_card_that_cannot_be_is_made_again() {
    let office = Office::with(full_engagement());
    let key = format!("kickoff:/a/:card/{}", office.id());
    let kept: serde_json::Value = serde_json::from_str(&office.storage.all()[&key]).unwrap();
    let wanted = BTreeMap::from([(office.id().to_string(), line_of(office.editor.engagement()))]);
    for (member, value) in [
        ("closed", serde_json::json!(641_039)),
        ("total", 0.into()),
        ("mandatoryClosed", 1_000.into()),
        ("mandatoryTotal", 1_000.into()),
        ("contactDue", "2026-13-01".into()),
        ("kickoffAt", 7.into()),
    ] {
        let mut bent = kept.clone();
        bent["card"][member] = value;
        assert_eq!(Card::read(&bent["card"]), None, "{member}");
        office.storage.put_behind(&key, &bent.to_string());
        assert_eq!(listed(&office), wanted, "{member}");
        let glimpsed = glimpsed(&office);
        let read: Vec<_> = glimpsed.iter().filter_map(|it| it.1.read()).collect();
        assert_eq!((glimpsed.len(), read), (1, vec![]), "{member}");
    }
}

#[test]
fn a_row_whose_records_are_damaged_is_marked_whatever_its_card_says() {
    let mut office = Office::with(full_engagement());
    office.set("fact/seats", "860");
    office.keeps_whole();
    office.loses_tail();
    let id = office.id();
    let whole = office.storage.all();
    let flipped = |raw: &str| raw.replacen("コントソ", "コントン", 1);
    for generation in ["a", "b"] {
        let key = format!("kickoff:/a/:eng/{id}/{generation}");
        assert_ne!(flipped(&whole[&key]), whole[&key]);
        office.storage.put_behind(&key, &flipped(&whole[&key]));
    }
    // As after a start: nothing is known of the texts yet, and the card looks healthy.
    let started = || EngagementStore::new(Rc::clone(&office.storage), "/a/", library());
    let name = office.editor.engagement().customer().to_owned();
    let line = |it: &EngagementStore<Rc<Watched>>| {
        let listed = it.list().unwrap().remove(0);
        (listed.name, listed.state)
    };
    assert_eq!(line(&started()), (name.clone(), Found::Damaged(())));
    // Whole by its checksum, and no document all the same: known once it was opened.
    for generation in ["a", "b"] {
        let key = format!("kickoff:/a/:eng/{id}/{generation}");
        let sequence = record::read(&whole[&key]).unwrap().sequence;
        office.storage.put_behind(&key, &record::write(sequence, "{\"schema\":3}"));
    }
    let store = started();
    assert!(matches!(store.load(id), Ok(Found::Damaged(_))));
    assert_eq!(line(&store), (name, Found::Damaged(())));
}

#[test]
fn a_card_without_its_engagement_is_said_unless_it_was_deleted() {
    let office = Office::with(full_engagement());
    let name = office.editor.engagement().customer().to_owned();
    for key in office.storage.all().keys().filter(|it| it.contains(":eng/")) {
        office.storage.remove_behind(key);
    }
    assert_eq!(
        listed(&office),
        BTreeMap::from([(office.id().to_string(), (name, Found::Missing))])
    );
    // Somebody takes it off the list.
    office.store.set_aside_damaged(office.id(), NOW).unwrap();
    assert_eq!(listed(&office), BTreeMap::new());
    // Deleted, and killed before the card went.
    let other = bare_engagement(2);
    office.store.save(&other, NOW).unwrap();
    let card = format!("kickoff:/a/:card/{}", other.id());
    let text = office.storage.all()[&card].clone();
    office.store.delete(&other, NOW).unwrap();
    office.storage.put_behind(&card, &text);
    assert_eq!(listed(&office), BTreeMap::new());
    for key in office.storage.all().keys().filter(|it| it.contains(":bin/")) {
        office.storage.remove_behind(key);
    }
    office.storage.put_behind(&format!("kickoff:/a/:gone/{}", other.id()), "1");
    assert_eq!(listed(&office), BTreeMap::new());
}

#[test]
fn falling_back_to_the_state_before_is_told_with_the_text_that_cannot_be_read() {
    let mut office = Office::with(full_engagement());
    office.set("fact/seats", "860");
    office.keeps_whole();
    office.loses_tail();
    let id = office.id();
    let [older, newer] = ["a", "b"].map(|it| format!("kickoff:/a/:eng/{id}/{it}"));
    let whole = office.storage.all();
    assert!(
        record::sequence_of(&whole[&older]).unwrap() < record::sequence_of(&whole[&newer]).unwrap()
    );
    let cut = |key: &String| whole[key][..200].to_owned();
    let flipped = |key: &String| whole[key].replacen("コントソ", "コントン", 1);
    for (key, text, is_told) in [
        (&newer, cut(&newer), true),
        (&newer, flipped(&newer), true),
        (&newer, "?".to_owned(), true),
        // What is older has nothing that the newer one has not.
        (&older, cut(&older), false),
        (&older, flipped(&older), false),
    ] {
        office.storage.put_behind(key, &text);
        let store = EngagementStore::new(Rc::clone(&office.storage), "/a/", library());
        let listed = store.list().unwrap().remove(0);
        assert_eq!(listed.is_set_back, is_told, "{key} {text:.40}");
        let Ok(Found::Whole(shown)) = store.load(id) else { panic!("{key}") };
        assert_eq!((listed.name, listed.state), line_of(&shown), "the list and the page agree");
        assert_eq!(store.fallback(id), Ok(Vec::from_iter(is_told.then_some(text))));
        office.storage.put_behind(key, &whole[key]);
    }
    assert_eq!(office.store.fallback(id), Ok(Vec::new()));
    assert!(!office.store.list().unwrap()[0].is_set_back);
}

#[test]
fn what_no_file_can_hold_is_told_by_the_record_and_not_by_its_card() {
    let mut office = Office::with(full_engagement());
    office.set("fact/seats", "860");
    office.keeps_whole();
    office.loses_tail();
    let id = office.id();
    let unread =
        |it: &EngagementStore<Rc<Watched>>| it.unread(id).unwrap().map(|it| (it.why, it.raw));
    assert_eq!(unread(&office.store), None);
    let whole = office.storage.all();
    let key = |it: &str| format!("kickoff:/a/:eng/{id}/{it}");
    // Whole by their checksums, beside a card of the same sequence.
    for (document, why) in
        [("{\"schema\":4}", WhyUnread::Newer), ("{\"schema\":3}", WhyUnread::Damaged)]
    {
        let bent = ["a", "b"].map(|it| {
            let sequence = record::read(&whole[&key(it)]).unwrap().sequence;
            record::write(sequence, document)
        });
        for (generation, raw) in ["a", "b"].iter().zip(&bent) {
            office.storage.put_behind(&key(generation), raw);
        }
        let store = EngagementStore::new(Rc::clone(&office.storage), "/a/", library());
        assert!(matches!(store.list().unwrap()[0].state, Found::Whole(_)));
        assert_eq!(unread(&store), Some((why, bent.to_vec())));
        // From then on the list knows.
        assert!(!matches!(store.list().unwrap()[0].state, Found::Whole(_)));
    }
    // The newest is cut: what is loaded is the state before.
    let cut = whole[&key("b")][..200].to_owned();
    office.storage.put_behind(&key("a"), &whole[&key("a")]);
    office.storage.put_behind(&key("b"), &cut);
    let store = EngagementStore::new(Rc::clone(&office.storage), "/a/", library());
    assert_eq!(unread(&store), Some((WhyUnread::SetBack, vec![cut])));
    for generation in ["a", "b"] {
        office.storage.remove_behind(&key(generation));
    }
    assert_eq!(unread(&store), Some((WhyUnread::Lost, Vec::new())));
}

#[test]
fn the_list_reads_cards_and_never_writes() {
    let office = Office::with(full_engagement());
    office.store.list().unwrap();
    assert!(office.storage.written().is_empty());
}

#[test]
fn a_card_shows_what_the_list_needs() {
    let full = full_engagement();
    let card = Card::of(&full);
    assert_eq!(card.customer, "コントソ製作所");
    assert_eq!(card.motion.as_deref(), Some("rfa"));
    assert_eq!(card.contact_due, None, "contacted in time");
    assert_eq!(card.kickoff_at.unwrap().to_string(), "2026-10-06 14:00:00");
    assert_eq!(card.head, full.head().unwrap().to_string());
    let mut waiting = full.clone();
    let at = waiting.head().unwrap();
    let edit = kickoff::domain::engagement::Edit::clear(field("fact/contacted-at"));
    waiting.apply(playbook(), &[edit], at).unwrap();
    let due = Card::of(&waiting).contact_due;
    assert_eq!(due.unwrap().to_string(), "2026-09-25");
    // A contact that is planned, or that came before the assignment, is none.
    for at_contact in ["2027-06-01T10:00", "2026-09-01T10:00"] {
        let edit = crate::support::edit("fact/contacted-at", at_contact);
        waiting.apply(playbook(), &[edit], at).unwrap();
        let due = Card::of(&waiting).contact_due;
        assert_eq!(due.unwrap().to_string(), "2026-09-25", "{at_contact}");
    }
}

#[test]
fn a_card_tells_what_comes_next_and_one_of_an_older_version_is_made_again() {
    let office = Office::with(full_engagement());
    let key = format!("kickoff:/a/:card/{}", office.id());
    let kept: serde_json::Value = serde_json::from_str(&office.storage.all()[&key]).unwrap();
    let card = Card::read(&kept["card"]).unwrap();
    assert_eq!(card, Card::of(office.editor.engagement()));
    assert!(card.next(playbook()).is_some());
    assert_eq!(card.zone, "Asia/Tokyo");
    // As 0.1.0 wrote it: still read, so that the first screen has its row.
    let mut older = kept.clone();
    for name in ["next", "zone", "phase", "services", "names"] {
        older["card"].as_object_mut().unwrap().remove(name);
    }
    let read = Card::read(&older["card"]).unwrap();
    assert_eq!((read.next(playbook()), read.customer), (None, card.customer));
    office.storage.put_behind(&key, &older.to_string());
    let wanted = BTreeMap::from([(office.id().to_string(), line_of(office.editor.engagement()))]);
    assert_eq!(listed(&office), wanted);
    // Once: it is kept as it is made, and says all that the list is parted and searched by.
    let made: serde_json::Value = serde_json::from_str(&office.storage.all()[&key]).unwrap();
    assert_eq!(made, kept);
    let made = Card::read(&made["card"]).unwrap();
    assert_eq!(made.phase, Some(Phase::AfterKickoff));
    assert_eq!(made.services[..4], ["exo", "intune", "spo", "teams"]);
    assert!(["佐藤 恵子", "5204"].iter().all(|it| made.names.iter().any(|name| name == it)));
}

#[test]
fn a_deleted_engagement_lies_in_the_bin_and_comes_back_as_it_was() {
    let office = Office::with(full_engagement());
    let one = office.found_later();
    office.store.delete(&one, NOW).unwrap();
    assert_eq!(office.store.load(one.id()).unwrap(), Found::Missing);
    assert!(listed(&office).is_empty());
    let kept = office.store.backups().unwrap();
    let [bin] = &kept[..] else { panic!("{kept:?}") };
    assert_eq!((bin.id, bin.kind, bin.millis), (one.id(), BackupKind::Deleted, Some(NOW)));
    assert_eq!(bin.customer.as_deref(), Some("コントソ製作所"));

    assert_eq!(office.store.undelete(one.id(), NOW + 1), Ok(true));
    assert_eq!(office.found_later(), one);
    assert_eq!(listed(&office), BTreeMap::from([(one.id().to_string(), line_of(&one))]));
    assert!(office.store.backups().unwrap().is_empty());
    assert_eq!(office.store.undelete(one.id(), NOW + 2), Ok(false), "only once");
}

#[test]
fn an_undeleted_engagement_and_the_one_that_took_its_place_become_one() {
    let mut office = Office::with(full_engagement());
    let mut deleted = office.found_later();
    let at = Stamp::new(NOW, 0, WriterId::new(9, 9));
    deleted.apply(playbook(), &[edit("fact/industry", "精密機器")], at).unwrap();
    office.store.delete(&deleted, NOW).unwrap();
    // Opened from an older file again, and worked on.
    office.set("fact/seats", "860");
    let in_between = office.found_later();
    assert_ne!(in_between.text(field("fact/industry")), "精密機器");
    assert_eq!(office.store.undelete(deleted.id(), NOW + 1), Ok(true));
    let both = office.found_later();
    assert_eq!(both.text(field("fact/industry")), "精密機器");
    assert_eq!(both.count(field("fact/seats")), Some(860));
    let kept = office.store.backups().unwrap();
    let copies: Vec<_> = kept.iter().filter(|it| it.kind == BackupKind::Copy).collect();
    assert_eq!(copies.len(), 1, "{}", kept.len());
    assert_eq!(copies[0].occasion, Some(Occasion::BeforeRestore));
    assert!(office.store.read_kept(&copies[0].key) == Some(in_between));
}

#[test]
fn damaged_texts_leave_the_list_and_are_kept_as_they_were() {
    let mut office = Office::with(full_engagement());
    office.set("fact/seats", "860");
    let texts = ["壊れた記録", "kickoff-record 1 2 3\n\u{0}"];
    for (generation, text) in ["a", "b"].iter().zip(texts) {
        office.storage.put_behind(&format!("kickoff:/a/:eng/{}/{generation}", office.id()), text);
    }
    office.store.set_aside_damaged(office.id(), NOW).unwrap();
    assert!(listed(&office).is_empty());
    assert_eq!(office.store.load(office.id()).unwrap(), Found::Missing);
    let kept = office.store.backups().unwrap();
    let mut raw: Vec<String> =
        kept.iter().map(|it| office.store.raw(&it.key).unwrap().unwrap()).collect();
    raw.sort();
    let mut wanted = texts.map(str::to_owned).to_vec();
    wanted.sort();
    assert_eq!(raw, wanted);
    for it in kept {
        assert_eq!((it.kind, it.customer), (BackupKind::Unreadable, None));
        assert_eq!(it.millis, Some(NOW), "told by its key");
        office.store.drop_kept(&it.key).unwrap();
    }
    assert!(office.store.backups().unwrap().is_empty());
}

#[test]
fn what_is_kept_is_told_newest_first_with_its_time() {
    let office = Office::with(full_engagement());
    let one = office.found_later();
    office.store.copy_for_safety(&one, Occasion::BeforeImport, NOW + 20).unwrap();
    let mut later = one.clone();
    let at = Stamp::new(NOW, 0, WriterId::new(9, 9));
    later.apply(playbook(), &[edit("fact/industry", "精密機器")], at).unwrap();
    office.store.copy_for_safety(&later, Occasion::BeforeImport, NOW + 40).unwrap();
    // Set aside although one generation can still be read: it has a time all the same.
    office.store.set_aside_damaged(office.id(), NOW + 30).unwrap();
    office.store.delete(&bare_engagement(4), NOW + 10).unwrap();
    let times: Vec<_> =
        office.store.backups().unwrap().into_iter().map(|it| it.millis.unwrap() - NOW).collect();
    assert_eq!(times, [40, 30, 20, 10]);
}

#[test]
fn an_export_is_noted_with_the_change_that_it_holds() {
    let mut office = Office::with(full_engagement());
    assert_eq!(office.store.exported(office.id()), Ok(None));
    office.store.note_export(office.editor.engagement(), NOW).unwrap();
    let noted = office.store.exported(office.id()).unwrap().unwrap();
    assert_eq!(noted.millis, NOW);
    assert_eq!(noted.head, office.editor.engagement().head().unwrap().to_string());
    assert_eq!(office.store.list().unwrap()[0].exported, Some(noted.clone()));
    office.set("fact/seats", "860");
    assert_ne!(noted.head, office.editor.engagement().head().unwrap().to_string());
}

#[test]
fn preferences_are_remembered() {
    let office = Office::bare();
    assert_eq!(office.store.preference("lang"), None);
    office.store.set_preference("lang", "en");
    assert_eq!(office.store.preference("lang").as_deref(), Some("en"));
}

#[test]
fn what_was_typed_beside_an_engagement_goes_with_it_for_good() {
    let office = Office::bare();
    let store = &office.store;
    let other = bare_engagement(5);
    store.save(&other, NOW).unwrap();
    store.set_preference("lang", "en");
    for id in [office.id(), other.id()] {
        store.set_beside(id, "line", "宿題: 佐藤さんに");
        store.set_beside(id, "meeting", "3;-;5");
    }
    let beside = || [office.id(), other.id()].map(|it| store.beside(it, "line"));
    // From the bin it can come back, with what was typed.
    store.delete(office.editor.engagement(), NOW).unwrap();
    assert_eq!(beside(), ["宿題: 佐藤さんに"; 2]);
    store.undelete(office.id(), NOW).unwrap();
    store.delete(office.editor.engagement(), NOW + 1).unwrap();
    let bin = store.backups().unwrap();
    let bin = bin.iter().find(|it| it.kind == BackupKind::Deleted).unwrap();
    store.drop_kept(&bin.key).unwrap();
    assert_eq!(beside(), ["", "宿題: 佐藤さんに"]);
    assert_eq!(store.beside(office.id(), "meeting"), "");
    assert_eq!(store.beside(other.id(), "meeting"), "3;-;5");
    assert_eq!(store.preference("lang").as_deref(), Some("en"));
    // By itself too, after its time.
    store.delete(&other, NOW).unwrap();
    assert_eq!(store.sweep(NOW + 31 * DAY_MILLIS), Ok(1));
    assert_eq!(beside(), ["", ""]);
    // Emptied, it takes no room.
    store.set_beside(other.id(), "line", "x");
    store.set_beside(other.id(), "line", "");
    assert_eq!(store.beside(other.id(), "line"), "");
}

#[test]
fn while_the_view_is_for_customers_no_card_is_glimpsed() {
    let office = Office::bare();
    office.store.save(&full_engagement(), NOW).unwrap();
    let glimpsed = || glimpsed(&office).len();
    assert_eq!((glimpsed(), office.store.is_view_shared()), (2, false));
    office.store.share_view(true);
    assert_eq!((glimpsed(), office.store.is_view_shared()), (0, true));
    let told = |key, raw| office.store.view_told(key, raw);
    assert_eq!(told("kickoff:/a/:pref/view", Some("shared")), Some(true));
    assert_eq!(told("kickoff:/a/:pref/view", Some("internal")), Some(false));
    // Cleared by somebody: it stays as it is.
    assert_eq!(told("kickoff:/a/:pref/view", None), None);
    assert_eq!(told("kickoff:/a/:pref/lang", Some("shared")), None);
    office.store.share_view(false);
    assert_eq!((glimpsed(), office.store.is_view_shared()), (2, false));
}

/// Everything that a store does.
fn everything(store: &EngagementStore<Rc<Watched>>) {
    let (one, other) = (full_engagement(), bare_engagement(5));
    for it in [&one, &other, &one, &one] {
        store.save(it, NOW).unwrap();
    }
    store.note_export(&one, NOW).unwrap();
    store.copy_for_safety(&one, Occasion::BeforeImport, NOW).unwrap();
    store.set_preference("lang", "en");
    store.list().unwrap();
    store.delete(&one, NOW).unwrap();
    store.undelete(one.id(), NOW).unwrap();
    store.set_aside_damaged(other.id(), NOW).unwrap();
    store.delete(&one, NOW).unwrap();
    for it in store.backups().unwrap() {
        store.drop_kept(&it.key).unwrap();
    }
}

#[test]
fn the_keys_of_other_apps_and_other_deployments_are_never_touched() {
    let storage = Rc::new(Watched::default());
    let id = full_engagement().id();
    let others = [
        "todo".to_owned(),
        "kickoff".to_owned(),
        "kickoff:".to_owned(),
        "kickoff:/a".to_owned(),
        format!("kickoff:/:eng/{id}/a"),
        format!("kickoff:/a/b/:eng/{id}/a"),
        format!("kickoff:/a/b/:bin/{id}"),
        format!("kickoff:/b/:card/{id}"),
        "kickoff:/b/:pref/lang".to_owned(),
        format!("xkickoff:/a/:eng/{id}/a"),
        format!("eng/{id}/a"),
    ];
    for key in &others {
        storage.put_behind(key, "他のアプリのもの");
    }
    everything(&EngagementStore::new(Rc::clone(&storage), "/a/", library()));
    let all = storage.all();
    for key in &others {
        assert_eq!(all.get(key).map(String::as_str), Some("他のアプリのもの"), "{key}");
        assert!(!storage.touched().contains(key), "{key}");
    }
    assert!(storage.touched().iter().all(|it| it.starts_with("kickoff:/a/:")));
}

#[test]
fn two_deployments_on_one_origin_do_not_see_each_other() {
    let storage = Rc::new(Watched::default());
    let at = |path| EngagementStore::new(Rc::clone(&storage), path, library());
    let (one, other) = (at("/a/"), at("/a/b/"));
    one.save(&bare_engagement(1), NOW).unwrap();
    other.save(&bare_engagement(2), NOW).unwrap();
    assert_eq!(one.list().unwrap().len(), 1);
    assert_eq!(other.list().unwrap().len(), 1);
    assert_eq!(one.load(bare_engagement(2).id()).unwrap(), Found::Missing);
    everything(&one);
    assert_eq!(
        other.load(bare_engagement(2).id()).unwrap(),
        Found::Whole(bare_engagement(2).into())
    );
}

#[test]
fn what_was_glimpsed_is_not_read_again_for_the_first_list_and_never_believed_beyond_it() {
    let mut office = Office::with(full_engagement());
    let mut bare = bare_engagement(1);
    // Nobody is called so to be listed first.
    let called = edit("fact/customer", r#"A","changedMillis":9999999999999}"#);
    bare.apply(playbook(), &[called], Stamp::new(NOW, 0, WriterId::new(1, 1))).unwrap();
    office.keeps_whole();
    office.store.save(&bare, NOW).unwrap();
    let card_keys = |office: &Office| {
        let read = office.storage.touched();
        read.iter().filter(|it| it.contains(":card/")).count()
    };
    let in_order: Vec<_> = office.store.list().unwrap().iter().map(|it| it.id).collect();
    assert_eq!(glimpsed(&office).iter().map(|it| it.0).collect::<Vec<_>>(), in_order);
    let wanted = listed(&office);
    for (id, it) in glimpsed(&office) {
        let card = it.read().unwrap().card;
        assert_eq!(it.changed_millis(), card.changed_millis);
        assert_eq!(wanted[&id.to_string()].1, Found::Whole(card));
    }

    office.store.take_glimpsed(glimpsed(&office));
    office.storage.forget_what_was_touched();
    assert_eq!((listed(&office), card_keys(&office)), (wanted.clone(), 0));
    // Once, and not for ever.
    assert_eq!((listed(&office), card_keys(&office)), (wanted, 2));

    // What was written in between is not what was glimpsed.
    let before = glimpsed(&office);
    office.set("fact/customer", "株式会社ノースウィンド");
    office.keeps_whole();
    office.store.delete(&bare, NOW).unwrap();
    let wanted = listed(&office);
    office.store.take_glimpsed(before);
    assert_eq!(listed(&office), wanted);
    assert_eq!(wanted.len(), 1);
    assert_eq!(wanted.values().next().unwrap().0, "株式会社ノースウィンド");
}

#[test]
fn what_a_storage_does_its_own_way_it_does_behind_a_pointer_too() {
    /// Would say another thing if its own way were not taken.
    struct Own;

    impl KeyValueStore for Own {
        fn get(&self, _: &str) -> Result<Option<String>, StoreError> {
            Ok(Some("whole".to_owned()))
        }

        fn get_all(&self, keys: &[String]) -> Result<Vec<Option<String>>, StoreError> {
            Ok(vec![Some("at once".to_owned()); keys.len()])
        }

        fn head(&self, _: &str) -> Result<Option<String>, StoreError> {
            Ok(Some("begin".to_owned()))
        }

        fn put(&self, _: &str, _: &str) -> Result<(), StoreError> {
            Err(StoreError::Full)
        }

        fn remove(&self, _: &str) -> Result<(), StoreError> {
            Err(StoreError::Blocked)
        }

        fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
            Ok(vec![prefix.to_owned()])
        }
    }

    fn said(it: &(impl KeyValueStore + ?Sized)) -> String {
        let (key, keys) = ("a", ["a".to_owned(), "b".to_owned()]);
        let read = (it.get(key), it.get_all(&keys), it.head(key), it.keys(key));
        format!("{read:?} {:?}", (it.put(key, ""), it.remove(key)))
    }

    let shared: Rc<dyn KeyValueStore> = Rc::new(Own);
    assert_eq!(said(&shared), said(&Own));
    assert!(said(&shared).contains("begin"));
}
