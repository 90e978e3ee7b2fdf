//! Files to open, and what is said about those that are refused.

use kickoff::domain::text::Lang;
use kickoff::i18n::words::Words;
use kickoff::storage::document::Expected;
use kickoff::storage::import::{FileError, open};
use serde_json::{Value as Json, json};

use super::playbook;

/// A whole case, as version 0.1.0 wrote it.
pub const WHOLE: &str = include_str!("../saves/contoso.kickoff.json");

/// The same case after two people edited it apart and merged it, as schema 2.
pub const MERGED: &str = include_str!("../saves/contoso-2.kickoff.json");

/// A file with one engagement that has nothing but a name.
pub fn small() -> Json {
    json!({
        "format": "kickoff-engagements",
        "schemaVersion": 1,
        "engagements": [{
            "id": "01993ab0-0000-7000-8000-000000000001",
            "schema": 1,
            "playbook": { "id": "customer-kickoff", "revision": "2020-04-30" },
            "fields": { "fact/customer": {
                "value": "コントソ製作所", "at": "2026-09-18T01:15:00.000Z/0/1a2b3c4d"
            } },
        }],
    })
}

/// The same in the present shape.
pub fn small_now() -> Json {
    let mut file = small();
    file["engagements"][0]["schema"] = 2.into();
    file["engagements"][0]["seen"] = json!({ "1a2b3c4d": "2026-09-18T01:15:00.000Z/0" });
    file
}

/// The same with one member of one object put in its place, or taken out.
pub fn small_with(pointer: &str, name: &str, value: Option<Json>) -> Vec<u8> {
    let mut file = small();
    let at = file.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => at.insert(name.to_owned(), value),
        None => at.remove(name),
    };
    file.to_string().into_bytes()
}

pub fn malformed(path: &str, expected: Expected) -> FileError {
    FileError::Malformed { path: path.to_owned(), expected }
}

#[track_caller]
pub fn refused(bytes: &[u8], wanted: &FileError) {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let found = open(bytes, playbook()).map(|it| it.engagements.len());
    assert_eq!(found, Err(wanted.clone()), "{head}");
    is_told(wanted);
}

/// Both languages have words for it that lead a person to the place.
#[track_caller]
pub fn is_told(error: &FileError) {
    let [ja, en] = Lang::ALL.map(|lang| Words(lang).file_error(error));
    assert!(!ja.is_ascii() && ja.ends_with('。'), "{ja}");
    assert!(en.ends_with('.'), "{en}");
    let (ja_wanted, en_wanted) = match error {
        FileError::NotJson { line, column } => {
            (format!("{line} 行目 {column} 文字目"), format!("line {line}, column {column}"))
        }
        FileError::NotUtf8 { line } => (format!("{line} 行目"), format!("Line {line} ")),
        FileError::CutOff { line } | FileError::TooDeep { line } => {
            (format!("{line} 行目"), format!("line {line}"))
        }
        FileError::Malformed { path, .. } => (format!("「{path}」"), format!("“{path}”")),
        FileError::OtherPlaybook { path, id, revision } => {
            (format!("{path}: {id} {revision}"), format!("{path}: {id} {revision}"))
        }
        FileError::Newer { found } => (format!("スキーマ {found}"), format!("schema {found}")),
        FileError::TooLarge { bytes } => (bytes.to_string(), bytes.to_string()),
        FileError::OtherFormat { found } => {
            let found = found.clone().unwrap_or_default();
            (format!("format: {found}"), format!("format: {found}"))
        }
        FileError::Incomplete { said, found } => {
            (format!("{said} 件あるはず"), format!("{said} engagements, but it holds {found}"))
        }
        FileError::Twice { id } => (id.to_string(), id.to_string()),
        FileError::Empty => ("空".to_owned(), "empty".to_owned()),
        FileError::Utf16 => ("UTF-16".to_owned(), "UTF-16".to_owned()),
    };
    if *error == (FileError::OtherFormat { found: None }) {
        assert!(ja.contains("format") && en.contains("format"), "{ja} {en}");
        return;
    }
    assert!(ja.contains(&ja_wanted), "no `{ja_wanted}` in `{ja}`");
    assert!(en.contains(&en_wanted), "no `{en_wanted}` in `{en}`");
}
