//! What the app keeps in localStorage, read without the app.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::person::Person;
use crate::site::PREFIX;
use crate::wait::eventually;

/// All of localStorage.
pub type Storage = BTreeMap<String, String>;

/// What the app's keys begin with where the tests serve it.
pub fn namespace() -> String {
    format!("kickoff:{PREFIX}:")
}

/// The keys of one engagement, and what stands there.
pub fn records(storage: &Storage, id: &str) -> Storage {
    let prefix = format!("{}eng/{id}/", namespace());
    let ours = storage.iter().filter(|(key, _)| key.starts_with(&prefix));
    ours.map(|(key, raw)| (key.clone(), raw.clone())).collect()
}

/// An engagement's newest generation, with what was written since.
pub fn document(storage: &Storage, id: &str) -> Value {
    let sequence = |raw: &&String| raw.split(' ').nth(2).and_then(|it| it.parse::<u64>().ok());
    let records = records(storage, id);
    let is_whole = |raw: &&String| {
        let length = raw.split(' ').nth(3).and_then(|it| it.parse::<usize>().ok());
        raw.split_once('\n').is_some_and(|(_, text)| Some(text.len()) == length)
    };
    let newest = records.values().filter(is_whole).max_by_key(sequence).expect("it is stored");
    let (_, text) = newest.split_once('\n').expect("a header line");
    let mut document: Value = serde_json::from_str(text).expect("JSON");
    for (at, written) in tail(storage, id) {
        for (address, one) in written["writes"].as_object().expect("fields") {
            let there = document["fields"][address]["at"].as_str();
            if there.is_none_or(|it| it < at.as_str()) {
                document["fields"][address] = json!({ "value": one["value"], "at": at });
            }
        }
    }
    document
}

/// What was written since an engagement's newest generation, with the moments.
pub fn tail(storage: &Storage, id: &str) -> Vec<(String, Value)> {
    let prefix = format!("{}tail/{id}/", namespace());
    let read = |(key, raw): (&String, &String)| {
        let at = key.strip_prefix(&prefix)?.to_owned();
        let (_, text) = raw.split_once('\n').expect("a header line");
        Some((at, serde_json::from_str(text).expect("JSON")))
    };
    // Their names are moments, and so in their order.
    storage.iter().filter_map(read).collect()
}

/// The value of a field, such as `fact/industry`.
pub fn field(storage: &Storage, id: &str, address: &str) -> Value {
    document(storage, id)["fields"][address]["value"].clone()
}

/// A record as the app writes it.
pub fn record(sequence: u64, text: &str) -> String {
    format!("kickoff-record 1 {sequence} {} {:08x}\n{text}", text.len(), checksum(text.as_bytes()))
}

/// CRC-32, as in zip files.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |mut crc: u32, byte: &u8| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
        crc
    };
    !bytes.iter().fold(!0, step)
}

/// Empties the journal, as if the browser had none.
pub fn empty_journal(me: &Person) {
    let emptied = me.browser.later(&format!(
        "{OPEN} const emptying = database.transaction('records', 'readwrite');
         emptying.objectStore('records').clear();
         await new Promise((done) => (emptying.oncomplete = done));
         database.close();
         return 'emptied';"
    ));
    assert_eq!(emptied, "emptied");
}

/// Makes every writing fail, with a browser's own reason.
pub fn refuse_writing(me: &Person, reason: &str) {
    me.browser.script_with(
        "window.writes ??= Storage.prototype.setItem;
         const [reason] = arguments;
         Storage.prototype.setItem = () => { throw new DOMException('no', reason); };",
        &json!([reason]),
    );
}

pub fn allow_writing(me: &Person) {
    me.browser.script("Storage.prototype.setItem = writes;");
}

/// Nobody looks at the page for a moment: what was kept edit by edit is written as a whole.
pub fn rests(me: &Person) {
    me.browser.script(
        "Object.defineProperty(document, 'hidden', { value: true, configurable: true });
         document.dispatchEvent(new Event('visibilitychange'));
         delete document.hidden;
         document.dispatchEvent(new Event('visibilitychange'));",
    );
    let tail = format!("{}tail/", namespace());
    assert!(!me.storage().keys().any(|it| it.starts_with(&tail)), "it is not kept as a whole");
}

/// What the journal held when the app started is taken in.
#[track_caller]
pub fn has_recovered(me: &Person) {
    eventually("the journal", || {
        let told = me.browser.script("return document.documentElement.dataset.journal ?? '';");
        if told == "read" { Ok(()) } else { Err(told.to_string()) }
    });
}

/// Waits until a text of an engagement is on the disk.
#[track_caller]
pub fn wait_for_journal(me: &Person, id: &str, text: &str) {
    eventually("the journal", || {
        let rows = me.browser.later(&format!(
            "{OPEN} const records = database.transaction('records').objectStore('records');
             const [keys, texts] = [records.getAllKeys(), records.getAll()];
             await new Promise((done) => (texts.onsuccess = done));
             database.close();
             return texts.result.map((text, at) => `${{keys.result[at]}} ${{text}}`);"
        ));
        let rows: Vec<String> = serde_json::from_value(rows).map_err(|it| it.to_string())?;
        let is_there = rows.iter().any(|it| it.contains(id) && it.contains(text));
        if is_there { Ok(()) } else { Err(format!("{} rows without it", rows.len())) }
    });
}

/// Moves the one key that begins like this in time, in localStorage and in the journal; tells its new name.
pub fn renames_everywhere(me: &Person, prefix: &str, by_millis: i64) -> String {
    let renamed = me.browser.later(&format!(
        "const [prefix, by] = {};
         const old = Object.keys(localStorage).find((it) => it.startsWith(prefix));
         const name = prefix + (Number(old.slice(prefix.length)) + by);
         localStorage.setItem(name, localStorage.getItem(old));
         localStorage.removeItem(old);
         {OPEN} const moving = database.transaction('records', 'readwrite');
         moving.objectStore('records').put(localStorage.getItem(name), name);
         moving.objectStore('records').delete(old);
         await new Promise((done) => (moving.oncomplete = done));
         database.close();
         return name;",
        json!([prefix, by_millis])
    ));
    renamed.as_str().expect("a key's name").to_owned()
}

/// What is in the archive, by its keys.
pub fn archived(me: &Person) -> Vec<String> {
    let keys = me.browser.later(&format!(
        "{} const asked = database.transaction('records').objectStore('records').getAllKeys();
         await new Promise((done) => (asked.onsuccess = done));
         database.close();
         return asked.result;",
        OPEN.replace("}`", "}:archive`")
    ));
    serde_json::from_value(keys).expect("keys")
}

/// Does something with each key of the archive's `store`, behind the app's back.
pub fn changes_archive(me: &Person, what: &str) {
    let done = me.browser.later(&format!(
        "{} const store = database.transaction('records', 'readwrite').objectStore('records');
         const asked = store.getAllKeys();
         await new Promise((done) => (asked.onsuccess = done));
         for (const key of asked.result) {what};
         await new Promise((done) => (store.transaction.oncomplete = done));
         database.close();
         return 'changed';",
        OPEN.replace("}`", "}:archive`")
    ));
    assert_eq!(done, "changed");
}

const OPEN: &str = "
    const opening = indexedDB.open(`kickoff:${new URL(document.baseURI).pathname}`);
    const database = await new Promise((done, fail) => {
        opening.onsuccess = () => done(opening.result);
        opening.onerror = fail;
    });";
