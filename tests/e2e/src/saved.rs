//! What the app keeps in localStorage, read without the app.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::site::PREFIX;

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

/// An engagement's newest generation.
pub fn document(storage: &Storage, id: &str) -> Value {
    let sequence = |raw: &&String| raw.split(' ').nth(2).and_then(|it| it.parse::<u64>().ok());
    let records = records(storage, id);
    let newest = records.values().max_by_key(sequence).expect("it is stored");
    let (_, text) = newest.split_once('\n').expect("a header line");
    serde_json::from_str(text).expect("JSON")
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
