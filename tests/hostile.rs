//! Files that somebody made to do harm: each is refused with words or opens as what it says, in
//! bounded time and memory, and nothing of it is taken in by halves.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod support;

use std::fs;
use std::time::Instant;

use chrono::DateTime;
use kickoff::domain::text::Lang;
use kickoff::i18n::words::Words;
use kickoff::output::file;
use kickoff::store::document;
use kickoff::store::foreign::Encoding;
use kickoff::store::import::{FileError, Opened, SIZE_LIMIT, open};
use serde_json::{Value as Json, json};

use support::files::{MERGED, WHOLE, refused, small, small_now};
use support::{library, playbook};

/// No file may take longer, even in the test profile on a machine that has other things to do.
const SECONDS: u64 = 30;

/// Judges a file: no panic, words, and what opens is written and read again as the same.
#[track_caller]
fn judge(bytes: &[u8], what: &str) -> Result<Opened, FileError> {
    let began = Instant::now();
    let found = open(bytes, library());
    match &found {
        Err(error) => {
            for lang in Lang::ALL {
                let told = Words(lang).file_error(error, playbook());
                for words in [told.what, told.next] {
                    assert!(words.ends_with(['。', '.']), "{what}: {words}");
                }
            }
        }
        Ok(opened) if (bytes.len() as u64) < SIZE_LIMIT / 4 => {
            let at = DateTime::parse_from_rfc3339("2027-03-12T17:05:00+09:00").unwrap();
            let text = file::write(&opened.engagements, playbook(), at).unwrap();
            if SIZE_LIMIT < text.len() as u64 {
                return found; // A million numbers on a line of their own each.
            }
            let again = open(text.as_bytes(), library()).unwrap();
            assert!(again.engagements == opened.engagements, "{what}: read again, it differs");
        }
        Ok(_) => {}
    }
    let took = began.elapsed().as_secs();
    assert!(took < SECONDS, "{what}: {took} s");
    found
}

/// The small file with a text put in where it says `HERE`.
fn with_text(place: &str, text: &str) -> Vec<u8> {
    let mut file = small_now();
    match place {
        "whole" => file["HERE"] = json!(0),
        "engagement" => file["engagements"][0]["HERE"] = json!(0),
        "fields" => file["engagements"][0]["fields"]["HERE"] = json!(0),
        _ => file["engagements"][0]["fields"]["fact/customer"]["HERE"] = json!(0),
    }
    file.to_string().replacen("\"HERE\":0", text, 1).into_bytes()
}

const PLACES: [&str; 4] = ["whole", "engagement", "fields", "field"];

#[test]
fn what_no_one_would_write_by_hand_is_refused_or_carried_along_wherever_it_stands() {
    let deep =
        |open: &str, close: &str| format!("\"x\":{}0{}", open.repeat(200), close.repeat(200));
    let long = "案".repeat(300_000);
    let attacks = [
        ("200 arrays", deep("[", "]")),
        ("200 objects", deep("{\"a\":", "}")),
        ("200 arrays never closed", format!("\"x\":{}", "[".repeat(200))),
        ("100 levels", format!("\"x\":{}0{}", "[".repeat(100), "]".repeat(100))),
        ("a million numbers", format!("\"x\":[{}0]", "0,".repeat(1_000_000))),
        ("a million empty objects", format!("\"x\":[{}0]", "{},".repeat(1_000_000))),
        ("100,000 members", {
            let members: Vec<String> = (0..100_000).map(|it| format!("\"m{it}\":{it}")).collect();
            format!("\"x\":{{{}}}", members.join(","))
        }),
        ("a huge number", format!("\"x\":{}", "9".repeat(100_000))),
        ("a huge exponent", "\"x\":1e999999999999".to_owned()),
        ("a tiny number", "\"x\":-1e-999999999999".to_owned()),
        ("many digits after the point", format!("\"x\":0.{}", "3".repeat(100_000))),
        ("minus zero", "\"x\":-0".to_owned()),
        ("not a number", "\"x\":NaN".to_owned()),
        ("infinity", "\"x\":Infinity".to_owned()),
        ("the same key twice", "\"x\":1,\"x\":2".to_owned()),
        ("the same key 10,000 times", format!("{}\"x\":2", "\"x\":1,".repeat(10_000))),
        ("a lone high surrogate", "\"x\":\"\\ud800\"".to_owned()),
        ("a lone low surrogate", "\"x\":\"\\udc00\"".to_owned()),
        ("surrogates the wrong way round", "\"x\":\"\\udc00\\ud800\"".to_owned()),
        ("half a surrogate pair", "\"x\":\"\\ud83d\\u0041\"".to_owned()),
        ("a lone surrogate in a key", "\"\\ud800\":1".to_owned()),
        ("a pair of surrogates", "\"x\":\"\\ud842\\udfb7\"".to_owned()),
        ("NUL, escaped", "\"x\\u0000\":\"\\u0000\"".to_owned()),
        ("NUL, bare", "\"x\":\"\0\"".to_owned()),
        ("a gigantic text", format!("\"x\":\"{long}\"")),
        ("a gigantic key", format!("\"{long}\":1")),
        ("__proto__", "\"__proto__\":{\"polluted\":true}".to_owned()),
        ("constructor", "\"constructor\":{\"prototype\":{\"x\":1}}".to_owned()),
        ("toString", "\"toString\":null,\"hasOwnProperty\":1".to_owned()),
        ("the parser's own name of numbers", {
            "\"x\":{\"$serde_json::private::Number\":\"12\"}".to_owned()
        }),
        ("the parser's own name, bent", {
            "\"x\":{\"$serde_json::private::Number\":\"twelve\"}".to_owned()
        }),
        ("the parser's own name of raw texts", {
            "\"x\":{\"$serde_json::private::RawValue\":\"{\"}".to_owned()
        }),
        ("an empty key", "\"\":1".to_owned()),
        ("a key of slashes", "\"////\":{\"value\":1,\"at\":\"\"}".to_owned()),
        ("a comment", "\"x\":1/*,*/".to_owned()),
        ("a mark in the middle", "\u{feff}\"x\":1".to_owned()),
        ("a newline in a text", "\"x\":\"a\nb\"".to_owned()),
        ("markup", "\"x\":\"</script><img src=x onerror=alert(1)>\"".to_owned()),
    ];
    let mut opened = 0;
    let mut asked = 0;
    for (what, text) in &attacks {
        for place in PLACES {
            let is_open = judge(&with_text(place, text), &format!("{what} in {place}")).is_ok();
            let is_refused = matches!(
                *what,
                "200 arrays"
                    | "200 objects"
                    | "200 arrays never closed"
                    | "not a number"
                    | "infinity"
                    | "a comment"
                    | "a mark in the middle"
                    | "a newline in a text"
                    | "NUL, bare"
                    | "the same key twice"
                    | "the same key 10,000 times"
            ) || what.contains("lone")
                || what.contains("surrogates the wrong")
                || what.contains("half a surrogate");
            assert_eq!(is_open, !is_refused, "{what} in {place}");
            opened += usize::from(is_open);
            asked += 1;
        }
    }
    println!("{opened} of {asked} opened");
}

#[test]
fn a_name_twice_is_refused_with_its_place_and_no_guess_is_made() {
    let text = small_now().to_string();
    let id = "01993ab0-0000-7000-8000-000000000002";
    let one = &small_now()["engagements"][0].to_string();
    for (path, from, to) in [
        ("engagements[0].id", "\"id\":\"01993ab0", format!("\"id\":\"{id}\",\"id\":\"01993ab0")),
        ("format", "\"format\":", "\"format\":\"x\",\"format\":".to_owned()),
        ("engagements", "\"engagements\":", format!("\"engagements\":[{one}],\"engagements\":")),
        ("engagements[0].fields", "\"fields\":", "\"fields\":{},\"fields\":".to_owned()),
        ("engagements[0].schema", "\"schema\":", "\"schema\":99,\"schema\":".to_owned()),
        (
            "engagements[0].fields.fact/customer.value",
            "\"value\":",
            "\"value\":1,\"value\":".to_owned(),
        ),
    ] {
        assert!(text.contains(from), "{path}");
        let bytes = text.replacen(from, &to, 1).into_bytes();
        refused(&bytes, &FileError::NameTwice { path: path.to_owned(), line: 1 });
        // The same name in another spelling is the same name.
        let name = from.trim_end_matches(':').trim_matches('"').split('"').next().unwrap();
        let (first, rest) = name.split_at(1);
        let spelt = format!("\\u{:04x}{rest}", u32::from(first.chars().next().unwrap()));
        let bytes = text.replacen(from, &to.replacen(name, &spelt, 1), 1).into_bytes();
        refused(&bytes, &FileError::NameTwice { path: path.to_owned(), line: 1 });
    }
}

#[test]
fn encodings_that_are_not_ours_are_refused_whatever_they_hold() {
    for text in [WHOLE, MERGED, "{}", "[", "案件"] {
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|it| it.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|it| it.to_be_bytes()).collect();
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        let utf32: Vec<u8> = text.chars().flat_map(|it| u32::from(it).to_le_bytes()).collect();
        let utf32_big: Vec<u8> = text.chars().flat_map(|it| u32::from(it).to_be_bytes()).collect();
        for (bytes, encoding) in [
            (marked(b"\xff\xfe", &little), Encoding::Utf16),
            (marked(b"\xfe\xff", &big), Encoding::Utf16),
            (marked(b"\xff\xfe\0\0", &utf32), Encoding::Utf32),
            (marked(b"\0\0\xfe\xff", &utf32_big), Encoding::Utf32),
            (utf32, Encoding::Utf32),
            (utf32_big, Encoding::Utf32),
        ] {
            assert_eq!(judge(&bytes, "encoding").err(), Some(FileError::Wide(encoding)), "{text}");
        }
        let twice = marked(b"\xef\xbb\xbf\xef\xbb\xbf", text.as_bytes());
        assert!(judge(&twice, "two marks").is_err());
    }
    // Overlong, surrogates in UTF-8, beyond the last character, and what never occurs.
    for bytes in [&b"\xc0\x80"[..], b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xff", b"\x80"] {
        let file = [b"{\"format\":\"", bytes, b"\"}"].concat();
        assert_eq!(judge(&file, "bytes").err(), Some(FileError::NotUtf8 { line: 1, likely: None }));
    }
}

#[test]
fn ten_thousand_engagements_are_all_taken_or_none() {
    let one = small_now()["engagements"][0].clone();
    let mut all: Vec<Json> = (0..10_000)
        .map(|number| {
            let mut one = one.clone();
            one["id"] = format!("01993ab0-0000-7000-8000-{number:012x}").into();
            one
        })
        .collect();
    let mut file = small();
    file["engagements"] = all.clone().into();
    file["counts"] = json!({ "engagements": 10_000 });
    let opened = judge(file.to_string().as_bytes(), "10,000").unwrap();
    assert_eq!((opened.engagements.len(), opened.counts.engagements), (10_000, 10_000));
    // The last of them is wrong: none is taken, whatever is wrong with it.
    let last = all.pop().unwrap();
    let mut nameless = last.clone();
    nameless["fields"] = json!({});
    let mut newer = last.clone();
    newer["schema"] = 4.into();
    for bad in [json!(null), json!({}), all[0].clone(), nameless, newer] {
        let with_bad: Vec<Json> = all.iter().cloned().chain([bad]).collect();
        file["engagements"] = with_bad.into();
        assert!(judge(file.to_string().as_bytes(), "the last one").is_err());
    }
}

#[test]
fn a_hundred_thousand_rivals_of_one_field_are_merged_in_no_time() {
    let mut file = small_now();
    let rivals: Vec<Json> = (0..90_000)
        .map(|it| json!({ "value": format!("文 {it}"), "at": format!("2026-09-18T01:15:00.000Z/{it}/1a2b3c4d") }))
        .collect();
    let at = "2026-09-18T01:15:00.000Z/0/1a2b3c4d";
    file["engagements"][0]["fields"]["fact/industry"] =
        json!({ "value": "部品", "at": at, "rivals": rivals });
    let bytes = file.to_string().into_bytes();
    assert!((5_000_000..10_000_000).contains(&bytes.len()), "{}", bytes.len());
    let began = Instant::now();
    let one = judge(&bytes, "rivals").unwrap().engagements.remove(0);
    let mut merged = one.clone();
    merged.apply(playbook(), &[support::edit("fact/seats", "860")], one.head().unwrap()).unwrap();
    merged.merge(&one).unwrap();
    assert_eq!(merged.conflicts().next().unwrap().values.len(), 90_001);
    assert_eq!(document::read(&document::write(&merged), library()), Ok(merged));
    let took = began.elapsed().as_secs();
    assert!(took < SECONDS, "{took} s");
}

/// The most memory that this process ever had, in kilobytes; told by Linux.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
fn the_largest_files_that_are_read_at_all_take_bounded_memory() {
    let limit = usize::try_from(SIZE_LIMIT).unwrap();
    let filled = |open: &str, one: &str, close: &str| {
        let count = (limit - open.len() - close.len()) / one.len();
        format!("{open}{}{close}", one.repeat(count))
    };
    for (what, text) in [
        ("numbers", filled("[", "0,", "0]")),
        ("empty texts", filled("[", "\"\",", "0]")),
        ("empty arrays", filled("[", "[],", "0]")),
        ("objects of one", filled("[", "{\"\":0},", "0]")),
        ("blanks", filled("{}", " ", "")),
        ("one text", filled("\"", "案", "\"")),
    ] {
        assert!(judge(text.as_bytes(), what).is_err(), "{what}");
        if let Some(peak) = peak() {
            println!("{what}: {} bytes, at most {} MB so far", text.len(), peak / 1_000);
            assert!(peak < 700_000, "{what}: {peak} kB");
        }
    }
}
