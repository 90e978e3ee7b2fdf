//! Files to open, and what is said about those that are refused.

use kickoff::domain::text::Lang;
use kickoff::i18n::words::Words;
use kickoff::store::document_error::Expected;
use kickoff::store::import::{FileError, open};
use serde_json::{Value as Json, json};

use super::{library, playbook};

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
    file["engagements"][0]["schema"] = kickoff::store::document::SCHEMA.into();
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
    let found = open(bytes, library()).map(|it| it.engagements.len());
    assert_eq!(found, Err(wanted.clone()), "{head}");
    is_told(wanted);
}

/// Both languages have words for it that a person can act on, and the place is told apart from them.
#[track_caller]
pub fn is_told(error: &FileError) {
    let [ja, en] = Lang::ALL.map(|lang| Words(lang).file_error(error, playbook()));
    for said in [&ja.what, &ja.next] {
        assert!(!said.is_ascii() && said.ends_with('。'), "{said}");
    }
    for said in [&en.what, &en.next] {
        assert!(said.ends_with('.') && !said.contains('。'), "{said}");
    }
    // What only a developer knows stands apart.
    for said in [&ja.what, &ja.next, &en.what, &en.next] {
        for word in ["JSON", "schema", "スキーマ", "engagements[", "counts", "format:", "fields."]
        {
            let said = said.replace("-kickoff.json", "");
            assert!(!said.contains(word), "`{word}` in `{said}`");
        }
    }
    let (said, detail): (Vec<String>, Vec<String>) = match error {
        FileError::NotJson { line, column } | FileError::Broken { line, column } => {
            (vec![], vec![line.to_string(), column.to_string()])
        }
        FileError::NotUtf8 { line, .. }
        | FileError::CutOff { line }
        | FileError::TooDeep { line }
        | FileError::TooMuch { line } => (vec![], vec![line.to_string()]),
        FileError::Malformed { path, .. } => (vec![], vec![path.clone()]),
        FileError::NameTwice { path, line } => (vec![], vec![path.clone(), line.to_string()]),
        FileError::Newer { found } => (vec![], vec![found.to_string()]),
        FileError::OtherFormat { found: Some(found) } => (vec![found.clone()], vec![found.clone()]),
        FileError::Incomplete { said, found, .. } => {
            (vec![said.to_string(), found.to_string()], vec!["counts.".to_owned()])
        }
        FileError::Twice { path, customer } => (vec![customer.clone()], vec![path.clone()]),
        _ => (vec![], vec![]),
    };
    for told in [&ja, &en] {
        for wanted in &said {
            assert!(told.what.contains(wanted), "no `{wanted}` in `{}`", told.what);
        }
        for wanted in &detail {
            let shown = told.detail.as_deref().unwrap_or_default();
            assert!(shown.contains(wanted), "no `{wanted}` in `{shown}`");
        }
    }
}

/// The pointer of every value in it, itself included.
pub fn pointers(json: &Json) -> Vec<String> {
    let mut all = vec![String::new()];
    let below: Vec<(String, &Json)> = match json {
        Json::Object(it) => it
            .iter()
            .map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value))
            .collect(),
        Json::Array(it) => it.iter().enumerate().map(|(at, it)| (at.to_string(), it)).collect(),
        _ => Vec::new(),
    };
    for (name, value) in below {
        all.extend(pointers(value).into_iter().map(|it| format!("/{name}{it}")));
    }
    all
}
