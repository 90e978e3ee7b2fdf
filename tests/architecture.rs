//! Who may know of whom: the rules of the house, read off the source itself.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

use std::fs;
use std::path::{Path, PathBuf};

use kickoff::content;

/// What belongs to the browser, and so to the binary.
const BROWSER: [&str; 6] = ["leptos", "web_sys", "js_sys", "gloo", "wasm_bindgen", "crate::ui"];

/// A source file without its comments and its tests.
struct Source {
    path: String,
    /// With the texts in quotes blanked.
    code: String,
    /// The texts in quotes.
    texts: Vec<String>,
}

/// Every source file whose path, from `src`, begins with one of these.
fn sources(beginnings: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let mut found = Vec::new();
    for file in files {
        let path = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if beginnings.iter().any(|it| path.starts_with(it)) {
            let text = fs::read_to_string(&file).unwrap();
            // A file that is nothing but tests.
            if text.lines().any(|it| it == "#![cfg(test)]") {
                continue;
            }
            let (code, texts) = taken_apart(&text);
            found.push(Source { path, code, texts });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}

/// The code of a Rust text and the texts in its quotes; comments and `#[cfg(test)]` items left out.
fn taken_apart(text: &str) -> (String, Vec<String>) {
    let (code, texts) = without_comments(text);
    // Each text left a blank pair of quotes behind, so that those of the tests can be told apart.
    let mut kept = String::new();
    let mut kept_texts = Vec::new();
    let mut texts = texts.into_iter();
    let mut rest = code.as_str();
    loop {
        let (before, test) = rest.split_once("#[cfg(test)]").unwrap_or((rest, ""));
        kept += before;
        kept_texts.extend(texts.by_ref().take(before.matches("\"\"").count()));
        if test.is_empty() {
            return (kept, kept_texts);
        }
        let end = end_of_item(test);
        texts.by_ref().take(test[..end].matches("\"\"").count()).for_each(drop);
        rest = &test[end..];
    }
}

/// Where the item that a text begins with ends: at its closing brace, or at a semicolon before one.
fn end_of_item(code: &str) -> usize {
    let mut depth = 0;
    for (at, it) in code.char_indices() {
        match it {
            ';' if depth == 0 => return at + 1,
            '{' => depth += 1,
            '}' if depth == 1 => return at + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

fn without_comments(text: &str) -> (String, Vec<String>) {
    let mut code = String::new();
    let mut texts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |it| it + 2)
        } else if let Some((inside, taken)) = quoted(rest) {
            texts.push(inside.to_owned());
            code += "\"\"";
            taken
        } else if let Some(taken) = character(rest) {
            taken
        } else {
            code.push(first);
            first.len_utf8()
        };
        rest = &rest[taken..];
    }
    (code, texts)
}

/// A text in quotes at the beginning, raw ones too: what is inside, and how long it all is.
fn quoted(text: &str) -> Option<(&str, usize)> {
    if let Some(raw) = text.strip_prefix('r') {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        let inside = raw[marks..].strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(marks));
        let length = inside.find(&end)?;
        return Some((&inside[..length], 1 + marks + 1 + length + end.len()));
    }
    let inside = text.strip_prefix('"')?;
    let mut is_escaped = false;
    let end = inside.find(|it| {
        let ends = it == '"' && !is_escaped;
        is_escaped = it == '\\' && !is_escaped;
        ends
    })?;
    Some((&inside[..end], end + 2))
}

/// A character in single quotes at the beginning; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    if let Some(escaped) = inside.strip_prefix('\\') {
        // The first one after the backslash may be a quote itself.
        return escaped[1..].find('\'').map(|it| it + 4);
    }
    let first = inside.chars().next()?;
    inside[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8() + 2)
}

#[track_caller]
fn none_mentions(beginnings: &[&str], forbidden: &[&str]) {
    let sources = sources(beginnings);
    assert!(!sources.is_empty(), "no sources in {beginnings:?}");
    let found: Vec<String> = sources
        .iter()
        .flat_map(|it| {
            let lines = it.code.lines().filter(|line| forbidden.iter().any(|no| line.contains(no)));
            lines.map(move |line| format!("{}: {}", it.path, line.trim()))
        })
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn comments_texts_and_tests_are_told_from_code() {
    let text = r####"
        // leptos in a comment
        /* and "in" another */
        let a = "a // text with \" in it";
        let b = r#"a raw "one""#;
        let c = ('"', '\'', '\\', '\u{3042}', 'あ');
        fn life<'a>(it: &'a str) -> &'a str { it } // 'a'
        #[cfg(test)]
        use proptest;
        #[cfg(test)]
        mod tests { fn a() { "not this" } }
        let d = "after";
    "####;
    let (code, texts) = taken_apart(text);
    assert_eq!(texts, ["a // text with \\\" in it", "a raw \"one\"", "after"]);
    for word in ["leptos", "another", "proptest", "tests", "raw", "あ"] {
        assert!(!code.contains(word), "{word}: {code}");
    }
    assert!(code.contains("fn life<'a>(it: &'a str) -> &'a str { it }") && code.contains("let d"));
}

#[test]
fn the_domain_knows_no_browser_no_storage_no_words_and_no_clock() {
    none_mentions(&["domain"], &BROWSER);
    none_mentions(
        &["domain"],
        &[
            "crate::storage",
            "crate::i18n",
            "crate::desk",
            "crate::content",
            "crate::place",
            "serde_json",
            "Utc::now",
            "Local::now",
            "SystemTime",
            "Instant",
            "Uuid::new_v",
            "std::env",
            "std::fs",
        ],
    );
}

#[test]
fn storage_knows_no_browser_and_no_clock() {
    none_mentions(&["storage"], &BROWSER);
    none_mentions(&["storage"], &["crate::desk", "crate::place", "Utc::now", "SystemTime"]);
}

#[test]
fn the_library_knows_no_browser() {
    none_mentions(&["lib.rs", "content", "desk", "i18n", "place"], &BROWSER);
    none_mentions(&["i18n", "content"], &["crate::storage::cabinet", "crate::desk"]);
}

#[test]
fn nothing_that_ships_can_panic_by_design() {
    let panics = [
        ".unwrap()",
        ".expect(",
        ".unwrap_err()",
        "panic!",
        "todo!",
        "unimplemented!",
        "unreachable!",
        "dbg!",
    ];
    none_mentions(&[""], &panics);
}

#[test]
fn the_screens_hold_no_text_of_theirs() {
    // Words live in i18n and in the content, both languages side by side.
    let is_japanese = |it: char| matches!(it, '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    for source in sources(&["ui", "main.rs"]) {
        for text in source.texts.iter().chain([&source.code]) {
            let line = text.lines().find(|line| line.contains(is_japanese));
            assert_eq!(line, None, "{}", source.path);
        }
    }
}

#[test]
fn the_screens_know_no_item_and_no_question_by_name() {
    let playbook = content::playbook().unwrap();
    let items: Vec<&str> = playbook.items().map(|(_, it)| it.id.as_str()).collect();
    let questions: Vec<&str> = playbook.questions.iter().map(|it| it.id.as_str()).collect();
    for source in sources(&["ui", "main.rs"]) {
        for text in &source.texts {
            // An item's name has a dot and is found anywhere, `item/ftop.994/mark` included.
            let item = items.iter().find(|id| text.split(['/', ' ', '#']).any(|it| it == **id));
            assert_eq!(item, None, "{}: {text:?}", source.path);
            // A question's is a plain word: only as a name of its own or in an address.
            let plain = text.strip_prefix("answer/").unwrap_or(text);
            assert!(!questions.contains(&plain), "{}: {text:?}", source.path);
        }
    }
}
