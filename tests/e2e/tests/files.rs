//! Files that are not what they should be: said clearly, in both languages, and nothing changes.

// A test that cannot go on has failed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

use e2e::scratch::Scratch;
use e2e::site::tracked;
use e2e::{Person, Role, Settings, Site};
use serde_json::{Value, json};

const LIMIT: usize = 10_000_000;

/// A whole file of somebody.
fn whole() -> String {
    fs::read_to_string(tracked("tests/saves/contoso.kickoff.json")).unwrap()
}

fn changed(change: impl Fn(&mut Value)) -> Vec<u8> {
    let mut file: Value = serde_json::from_str(&whole()).unwrap();
    change(&mut file);
    file.to_string().into_bytes()
}

/// Name, content, and what has to be said of it in Japanese and in English.
fn bad_files() -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let whole = whole();
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain(whole.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let mut too_large = whole.clone().into_bytes();
    too_large.resize(LIMIT + 1, b' ');
    let deep = format!(
        r#"{{"format":"kickoff-engagements","schemaVersion":1,"engagements":{}{}}}"#,
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    let half = whole.char_indices().nth(whole.chars().count() / 2).unwrap().0;
    vec![
        (
            "not-json.json",
            "議事録です。\n明日送ります。".into(),
            "JSON として読み取れません (1 行目 1 文字目)",
            "It is not JSON (line 1, column 1).",
        ),
        ("empty.json", Vec::new(), "ファイルが空です", "The file is empty."),
        (
            "cut.json",
            whole[..half].into(),
            "途切れています",
            "The file ends in the middle, at line",
        ),
        (
            "other.json",
            br#"{"format":"excalidraw","version":2}"#.into(),
            "別の形式のファイルです (format: excalidraw)",
            "It is a file of another format (format: excalidraw).",
        ),
        (
            "no-format.json",
            b"[1, 2, 3]".into(),
            "このアプリのファイルではありません",
            "It was not exported from this app",
        ),
        (
            "newer.json",
            changed(|it| it["schemaVersion"] = json!(99)),
            "新しいバージョン (スキーマ 99) のファイルです",
            "It was written by a newer version (schema 99).",
        ),
        (
            "field.json",
            changed(|it| it["engagements"][0]["fields"]["fact/assigned-at"]["value"] = json!(7)),
            "engagements[0].fields.fact/assigned-at",
            "engagements[0].fields.fact/assigned-at",
        ),
        (
            "shift-jis.json",
            b"{\"format\": \"kickoff-engagements\",\n\"customer\": \"\x83R\x83\x93\x83g\x83\\\"}"
                .into(),
            "2 行目が UTF-8 ではありません (Shift_JIS の可能性があります)",
            "Line 2 is not UTF-8 (it may be Shift_JIS).",
        ),
        ("utf-16.json", utf16, "文字コードが UTF-16 です", "The text is in UTF-16."),
        (
            "large.json",
            too_large,
            "ファイルが大きすぎます (10 MB)。取り込めるのは 10 MB までです。",
            "The file is too large (10 MB; the limit is 10 MB).",
        ),
        ("deep.json", deep.into(), "入れ子が深すぎます", "It is nested too deeply"),
    ]
}

/// Counts how often the content of a file is read.
const COUNTED: &str = "
    globalThis.filesRead = 0;
    const readWhole = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = function () { filesRead += 1; return readWhole.call(this); };";

#[test]
fn a_bad_file_is_refused_with_its_reason_and_nothing_changes() {
    let site = Site::open();
    let me = Person::at(&site, Settings { prelude: COUNTED, ..Settings::default() });
    let scratch = Scratch::default();
    me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    let before = me.storage();

    let files = bad_files();
    let paths: Vec<_> =
        files.iter().map(|(name, content, ..)| scratch.file(name, content)).collect();
    me.opens("#/open");
    for ((name, _, ja, _), path) in files.iter().zip(&paths) {
        me.chooses_file("ファイルを選ぶ", path);
        me.sees(ja);
        me.sees("このファイルは取り込めません。何も変わっていません。");
        me.sees_a(Role::Alert, "このファイルは取り込めません");
        assert!(!me.has_a(Role::Button, "取り込む"), "{name} can be taken in");
        assert_eq!(me.storage(), before, "{name} has changed something");
    }

    me.clicks_button("English");
    let before = me.storage();
    me.opens("#/open");
    for ((name, _, _, en), path) in files.iter().zip(&paths) {
        me.chooses_file("Choose a file", path);
        me.sees(en);
        me.sees("This file cannot be imported. Nothing has changed.");
        me.sees_a(Role::Alert, "This file cannot be imported");
        assert_eq!(me.storage(), before, "{name} has changed something");
    }
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let site = Site::open();
    let me = Person::at(&site, Settings { prelude: COUNTED, ..Settings::default() });
    let scratch = Scratch::default();
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &scratch.file("large.json", vec![b' '; LIMIT + 1]));
    me.sees("ファイルが大きすぎます");
    assert_eq!(me.browser.script("return filesRead;"), 0);
    // So that the zero means something.
    me.chooses_file("ファイルを選ぶ", &scratch.file("small.json", "[]"));
    me.sees("このアプリのファイルではありません");
    assert_eq!(me.browser.script("return filesRead;"), 1);
}

#[test]
fn a_byte_order_mark_is_simply_read() {
    let site = Site::open();
    let me = Person::new(&site);
    let scratch = Scratch::default();
    let marked = format!("\u{FEFF}{}", whole());
    me.takes_in(&scratch.file("marked.json", marked));
    me.row("コントソ製作所").sees("68 件中 65 件完了");
}

#[test]
fn a_file_can_be_chosen_again_after_it_was_mended() {
    let site = Site::open();
    let me = Person::new(&site);
    let scratch = Scratch::default();
    me.opens("#/open");
    let path = scratch.file("mine.json", "{");
    me.chooses_file("ファイルを選ぶ", &path);
    me.sees("途切れています");
    scratch.file("mine.json", whole());
    me.chooses_file("ファイルを選ぶ", &path);
    me.sees("新しく追加します");
    me.does_not_see("途切れています");
}
