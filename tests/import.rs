//! Files that people hand over by mistake: each is refused with the reason, in both languages.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod support;

use kickoff::store::document::SCHEMA;
use kickoff::store::document_error::Expected;
use kickoff::store::file::SCHEMA_VERSION;
use kickoff::store::foreign::{Encoding, OtherKind};
use kickoff::store::import::{FileError, SIZE_LIMIT, check_size, open};
use serde_json::json;

use support::files::{WHOLE, is_told, malformed, refused, small, small_with};
use support::library;

#[test]
fn the_small_file_itself_opens() {
    let opened = open(small().to_string().as_bytes(), library()).unwrap();
    assert_eq!(opened.engagements[0].customer(), "コントソ製作所");
}

#[test]
fn what_is_no_json_is_told_with_line_and_column() {
    let table = [
        ("# 議事録\n", 1, 1),
        ("{\n  \"format\": oops\n}", 2, 13),
        ("{\"a\": 1,}", 1, 9),
        ("{'a': 1}", 1, 2),
        ("{}\n{}", 2, 1),
        ("{\"a\": \"\u{1}\"}", 1, 8),
        ("{\"a\": 01}", 1, 8),
        ("{\"お客様\": コントソ}", 1, 9),
        ("{\"a\": \"\\ud800\"}", 1, 8),
    ];
    for (text, line, column) in table {
        refused(text.as_bytes(), &FileError::NotJson { line, column });
    }
}

#[test]
fn a_file_of_ours_that_was_damaged_is_told_from_one_that_never_was_ours() {
    let whole = WHOLE.trim_end();
    let (from, line) = (
        "\"engagements\": [",
        1 + whole.lines().position(|it| it.contains("\"engagements\": [")).unwrap(),
    );
    for bad in ["\"engagements\": x[", "\"engagements\": \0["] {
        let text = whole.replacen(from, bad, 1);
        refused(text.as_bytes(), &FileError::Broken { line, column: 18 });
    }
    let text = format!("{whole}\0");
    let (line, column) = (whole.lines().count(), 2);
    refused(text.as_bytes(), &FileError::Broken { line, column });
}

#[test]
fn a_file_of_another_kind_is_told_by_what_it_is() {
    let zip = |name: &str| format!("PK\x03\x04\x14\0\0\0{name}\0\0").into_bytes();
    for (bytes, kind) in [
        (b"\x1f\x8b\x08\0\0\0\0\0".to_vec(), OtherKind::Gzip),
        (zip("2026-11-22-kickoff.json"), OtherKind::Zip),
        (b"PK\x05\x06\0\0".to_vec(), OtherKind::Zip),
        (zip("[Content_Types].xml\0xl/workbook.xml"), OtherKind::Excel),
        (zip("[Content_Types].xml\0word/document.xml"), OtherKind::Word),
        (zip("[Content_Types].xml\0ppt/presentation.xml"), OtherKind::PowerPoint),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec(), OtherKind::OldOffice),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), OtherKind::Pdf),
        (b"\x89PNG\r\n\x1a\n\0\0\0".to_vec(), OtherKind::Picture),
        (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), OtherKind::Picture),
        (b"GIF89a".to_vec(), OtherKind::Picture),
        (b"<!doctype html>\n<p>404</p>".to_vec(), OtherKind::WebPage),
        (b"\xef\xbb\xbf\n<HTML lang=\"ja\">".to_vec(), OtherKind::WebPage),
        (b"BZh91AY&SY\x8f\x00\xc3\xd1".to_vec(), OtherKind::Binary),
        (b"\x28\xb5\x2f\xfd\x04\x00\xc3\xd1".to_vec(), OtherKind::Binary),
        (b"\xfd7zXZ\0\0\x04\xe6\xd6".to_vec(), OtherKind::Binary),
        // No mark, an even length, and zeros on one side only: no letters all the same.
        (b"\x1b\x07\x81\x00\xc3\xd1\x8f\xe0".to_vec(), OtherKind::Binary),
        (b"\x8f\xd8\x41\x00\xc3\xd1\x8f\xd8".to_vec(), OtherKind::Binary),
        (vec![0; 1_000], OtherKind::Binary),
        (b"minutes\0of the meeting".to_vec(), OtherKind::Binary),
        (b"\0\x01\x02\xff\xfe\xfd\0".to_vec(), OtherKind::Binary),
    ] {
        refused(&bytes, &FileError::OtherKind(kind));
    }
}

#[test]
fn a_file_that_was_cut_off_is_told_from_one_that_is_no_json() {
    let whole = WHOLE.trim_end().as_bytes();
    assert!(open(whole, library()).is_ok());
    // Every place near both ends, and many between them, inside of characters too.
    let near_the_ends = (1..200).chain(whole.len() - 200..whole.len());
    let mut inside_of_characters = 0;
    for end in near_the_ends.chain((200..whole.len() - 200).step_by(331)) {
        let cut = &whole[..end];
        inside_of_characters += usize::from(str::from_utf8(cut).is_err());
        let found = open(cut, library()).map(|_| ());
        let Err(FileError::CutOff { line }) = found else {
            panic!("cut at {end}: {found:?}");
        };
        let lines = 1 + cut.iter().filter(|it| **it == b'\n').count();
        assert!(line == lines || line + 1 == lines, "cut at {end} in line {lines}, told {line}");
    }
    assert!(inside_of_characters > 0);
    refused(br#"{"format": "kick"#, &FileError::CutOff { line: 1 });
}

#[test]
fn nothing_is_nothing() {
    for bytes in [&b""[..], b" \r\n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"] {
        refused(bytes, &FileError::Empty);
    }
    assert_eq!(check_size(0), Err(FileError::Empty));
}

#[test]
fn a_file_of_another_format_is_told_which() {
    for (text, found) in [
        (r#"{"type":"excalidraw","version":2}"#, None),
        (r#"{"format":"minutes"}"#, Some("minutes")),
        (r#"{"format":"Kickoff-Engagements"}"#, Some("Kickoff-Engagements")),
        (r#"{"format":1}"#, None),
        ("{}", None),
        ("[]", None),
        ("\"kickoff-engagements\"", None),
        ("42", None),
        ("null", None),
    ] {
        refused(text.as_bytes(), &FileError::OtherFormat { found: found.map(str::to_owned) });
    }
}

#[test]
fn our_own_raw_data_is_told_and_a_record_that_is_whole_is_taken_in() {
    refused(br#"{"format":"kickoff-raw-storage","entries":{}}"#, &FileError::RawData);
    let document = small()["engagements"][0].to_string();
    let raw = kickoff::store::record::write(42, &document);
    let opened = open(raw.as_bytes(), library()).unwrap();
    assert!(
        opened.engagements == open(&small_with("", "app", None), library()).unwrap().engagements
    );
    refused(&raw.as_bytes()[..raw.len() - 2], &FileError::RawData);
    refused(raw.replacen("fact", "fakt", 1).as_bytes(), &FileError::RawData);
    let bent = kickoff::store::record::write(42, "{\"schema\":2}");
    refused(bent.as_bytes(), &FileError::RawData);
    let newer = document.replacen("\"schema\":1", "\"schema\":99", 1);
    let newer = kickoff::store::record::write(42, &newer);
    refused(newer.as_bytes(), &FileError::Newer { found: 99 });
}

#[test]
fn a_newer_version_is_told_and_an_impossible_one_is_malformed() {
    for found in [SCHEMA_VERSION + 1, 99, u64::MAX] {
        refused(&small_with("", "schemaVersion", Some(json!(found))), &FileError::Newer { found });
    }
    for found in [SCHEMA + 1, 99, u64::MAX] {
        refused(
            &small_with("/engagements/0", "schema", Some(json!(found))),
            &FileError::Newer { found },
        );
    }
    for bad in [None, Some(json!(0)), Some(json!(-1)), Some(json!(1.5)), Some(json!("1"))] {
        refused(
            &small_with("", "schemaVersion", bad.clone()),
            &malformed("schemaVersion", Expected::Schema),
        );
        refused(
            &small_with("/engagements/0", "schema", bad),
            &malformed("engagements[0].schema", Expected::Schema),
        );
    }
}

#[test]
fn japans_other_encodings_are_told_with_the_line() {
    // コントソ, whose last byte is a backslash, to fool whoever escapes first.
    const SHIFT_JIS: &[u8] = b"\x83\x52\x83\x93\x83\x67\x83\x5c";
    const EUC_JP: &[u8] = b"\xa5\xb3\xa5\xf3\xa5\xc8\xa5\xbd";
    for (before, line) in [("", 1), ("{\n\"customer\": \"", 2), ("{\n\n\"customer\": \"", 3)] {
        for (text, likely) in [
            (SHIFT_JIS, Some(Encoding::ShiftJis)),
            (EUC_JP, Some(Encoding::EucJp)),
            // "café" as Western Europe wrote it.
            (b"caf\xe9".as_slice(), None),
        ] {
            let bytes = [before.as_bytes(), text, b"\"}\n"].concat();
            refused(&bytes, &FileError::NotUtf8 { line, likely });
        }
    }
}

#[test]
fn wide_encodings_are_told_with_and_without_their_mark() {
    for mark in ["", "\u{feff}"] {
        let marked = format!("{mark}{WHOLE}");
        let units: Vec<u16> = marked.encode_utf16().collect();
        let letters: Vec<u32> = marked.chars().map(u32::from).collect();
        for (bytes, encoding) in [
            (units.iter().flat_map(|it| it.to_le_bytes()).collect::<Vec<u8>>(), Encoding::Utf16),
            (units.iter().flat_map(|it| it.to_be_bytes()).collect(), Encoding::Utf16),
            (letters.iter().flat_map(|it| it.to_le_bytes()).collect(), Encoding::Utf32),
            (letters.iter().flat_map(|it| it.to_be_bytes()).collect(), Encoding::Utf32),
        ] {
            refused(&bytes, &FileError::Wide(encoding));
        }
    }
    // Few letters of ASCII, and no mark.
    let minutes = "{\n案件の議事録です。明日の会議でお客様に確認します。".repeat(20);
    let bytes: Vec<u8> = minutes.encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(&bytes, &FileError::Wide(Encoding::Utf16));
}

#[test]
fn the_mark_of_utf_8_and_line_ends_of_windows_are_simply_read() {
    let plain = open(WHOLE.as_bytes(), library()).unwrap();
    for text in [format!("\u{feff}{WHOLE}"), WHOLE.replace('\n', "\r\n")] {
        assert!(open(text.as_bytes(), library()).unwrap() == plain);
    }
}

#[test]
fn more_than_ten_megabytes_are_refused_by_size_alone() {
    assert_eq!(SIZE_LIMIT, 10_000_000);
    assert_eq!(check_size(1), Ok(()));
    assert_eq!(check_size(SIZE_LIMIT), Ok(()));
    for bytes in [SIZE_LIMIT + 1, u64::MAX] {
        let error = FileError::TooLarge { bytes, limit: SIZE_LIMIT };
        assert_eq!(check_size(bytes), Err(error.clone()));
        is_told(&error);
    }
    let too_large = FileError::TooLarge { bytes: 10_000_001, limit: SIZE_LIMIT };
    // Not even looked into: it would be empty, and Shift_JIS.
    refused(&vec![b' '; 10_000_001], &too_large);
    refused(&vec![0x83; 10_000_001], &too_large);
}

#[test]
fn ten_thousand_levels_are_refused_without_overflowing() {
    let levels = 10_000;
    let open_ended = ["[".repeat(levels), "{\"a\":".repeat(levels)];
    let closed = [
        format!("{}{}", "[".repeat(levels), "]".repeat(levels)),
        format!("{}1{}", "{\"a\":".repeat(levels), "}".repeat(levels)),
    ];
    for text in open_ended.iter().chain(&closed) {
        refused(text.as_bytes(), &FileError::TooDeep { line: 1 });
        refused(format!("\n\n{text}").as_bytes(), &FileError::TooDeep { line: 3 });
    }
    for deep in closed {
        let field = format!("\"fields\": {{\n\"signals/1/level\": {deep},\n");
        let text = WHOLE.replacen("\"fields\": {\n", &field, 2);
        let line = 1 + text.lines().position(|it| it.contains("signals/1")).unwrap();
        refused(text.as_bytes(), &FileError::TooDeep { line });
    }
}
