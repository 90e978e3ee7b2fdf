//! What has to hold of any bytes whatever. Shared by the fuzz targets and by the test that replays
//! their corpus (`tests/corpus.rs`).

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)] // Each target takes its own; to panic is to tell.

use kickoff::domain::engagement::Engagement;
use kickoff::domain::library::Library;
use kickoff::output::file;
use kickoff::playbook;
use kickoff::store::engagements::{EngagementStore, Found, card_keys, glimpses};
use kickoff::store::key_value::{KeyValueStore, MemoryStore};
use kickoff::store::{document, import, record};

const ID: &str = "01993ab0-0000-7000-8000-000000000001";

fn library() -> &'static Library {
    playbook::library().expect("the playbooks are whole")
}

fn written(engagement: &Engagement) -> String {
    document::write(engagement).to_string()
}

/// A file: what opens is written and read again as the same.
pub fn import(bytes: &[u8]) {
    let Ok(opened) = import::open(bytes, library()) else { return };
    let at = Default::default();
    let text =
        file::write(&opened.engagements, library().default(), at).expect("it can be written");
    let again = import::open(text.as_bytes(), library());
    match again {
        Ok(again) => assert!(again.engagements == opened.engagements, "it differs"),
        Err(import::FileError::TooLarge { .. }) => {}
        Err(error) => panic!("{error:?}"),
    }
}

/// A browser's storage: two generations and the card, apart by NUL. Nothing that was not understood
/// is written over, and what was understood is kept.
pub fn record(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let id = kickoff::domain::id::EngagementId::parse(ID).expect("an id");
    let storage = std::rc::Rc::new(MemoryStore::default());
    let keys = ["eng/ID/a", "eng/ID/b", "card/ID"];
    for (key, text) in keys.iter().zip(text.split('\0')) {
        // A checksum is not to be guessed: what has no header gets a right one.
        let whole = record::write(u64::from(text.len() as u32 % 7), text);
        let is_bare = text.starts_with('{') && !key.starts_with("card");
        let key = format!("kickoff:/:{}", key.replace("ID", ID));
        storage.put(&key, if is_bare { &whole } else { text }).expect("it takes all");
    }
    glimpses(&storage, &card_keys(&storage, "/"));
    let store = EngagementStore::new(std::rc::Rc::clone(&storage), "/", library());
    store.list().expect("it can be listed");
    let before: Vec<String> = all(&storage).into_iter().map(|it| it.1).collect();
    let loaded = store.load(id).expect("it can be read");
    match loaded {
        Found::Whole(one) => {
            store.save(&one, 1).expect("it is saved");
            store.save(&one, 2).expect("and again");
            let anew = EngagementStore::new(std::rc::Rc::clone(&storage), "/", library());
            assert!(anew.load(id) == Ok(Found::Whole(one.clone())), "kept otherwise");
            store.delete(&one, 3).expect("it is deleted");
            assert_eq!(store.undelete(id, 4), Ok(true));
            assert!(store.load(id) == Ok(Found::Whole(one)), "back otherwise");
        }
        Found::Newer(raw) => assert!(raw.iter().all(|it| before.contains(it))),
        Found::Damaged(raw) => {
            store.set_aside_damaged(id, 1).expect("it is set aside");
            let after: Vec<String> = all(&storage).into_iter().map(|it| it.1).collect();
            assert!(raw.iter().all(|it| before.contains(it) && after.contains(it)));
        }
        Found::Missing | Found::Archived => {}
    }
}

fn all(storage: &MemoryStore) -> Vec<(String, String)> {
    let keys = storage.keys("").expect("it tells");
    keys.into_iter()
        .map(|it| (storage.get(&it).ok().flatten().unwrap_or_default(), it))
        .map(|(text, key)| (key, text))
        .collect()
}

/// Three documents apart by NUL, as copies of one engagement, whatever they claim to have seen: the
/// same comes out whoever takes in whom and however often, no field is lost, and all of it can be
/// kept.
pub fn merge(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let read = |text: &str| document::read(&text.parse().ok()?, library()).ok();
    let copies: Vec<Engagement> = text.split('\0').take(3).filter_map(read).collect();
    let Some(id) = copies.first().map(Engagement::id) else { return };
    let copies: Vec<Engagement> = copies.into_iter().map(|it| it.copied_as(id)).collect();
    for one in &copies {
        assert!(
            document::read(&document::write(one), library()).as_ref() == Ok(one),
            "kept otherwise"
        );
        for other in &copies {
            let (mut here, mut there) = (one.clone(), other.clone());
            here.merge(other).expect("copies of one");
            there.merge(one).expect("copies of one");
            assert_eq!(written(&here), written(&there), "it matters who takes in whom");
            let once = here.clone();
            here.merge(&once).expect("itself");
            assert!(here == once, "itself again");
            for (field, _) in one.fields().chain(other.fields()) {
                assert!(here.recorded(field).is_some(), "{field} is lost");
            }
            assert!(
                document::read(&document::write(&here), library()) == Ok(here),
                "kept otherwise"
            );
        }
    }
}
