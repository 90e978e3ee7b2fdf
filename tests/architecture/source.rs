//! The source as its rules read it: code without comments, texts and tests.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file without its comments and its tests.
pub struct Source {
    pub path: String,
    /// With the texts in quotes blanked.
    pub code: String,
    /// The texts in quotes.
    pub texts: Vec<String>,
}

/// Every source file whose path, from `src`, begins with one of these.
pub fn sources(beginnings: &[&str]) -> Vec<Source> {
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
            // A crate's own tests are none of its source.
            if !path.ends_with("tests") {
                collect(&path, files);
            }
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}

/// The code of a Rust text and the texts in its quotes; comments and `#[cfg(test)]` items left out.
pub fn taken_apart(text: &str) -> (String, Vec<String>) {
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
