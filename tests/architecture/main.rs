//! Who may know of whom: the rules of the house, read off the source itself.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod rooms;
mod source;
mod style;

use kickoff::playbook;

use source::{Source, sources};

/// What belongs to the browser, and so to the binary.
const BROWSER: [&str; 7] =
    ["leptos", "web_sys", "js_sys", "gloo", "wasm_bindgen", "crate::ui", "crate::browser"];

#[track_caller]
fn none_mentions(beginnings: &[&str], forbidden: &[&str]) {
    let sources = sources(beginnings);
    assert!(!sources.is_empty(), "no sources in {beginnings:?}");
    none_of_them_mentions(&sources, forbidden);
}

#[track_caller]
fn none_of_them_mentions(sources: &[Source], forbidden: &[&str]) {
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
fn the_domain_knows_no_browser_no_storage_no_words_and_no_clock() {
    none_mentions(&["domain"], &BROWSER);
    none_mentions(
        &["domain"],
        &[
            "crate::store",
            "crate::i18n",
            "crate::editor",
            "crate::playbook",
            "crate::app",
            "serde",
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
    none_mentions(&["store"], &BROWSER);
    none_mentions(&["store"], &["crate::editor", "crate::app", "Utc::now", "SystemTime"]);
}

#[test]
fn the_library_knows_no_browser() {
    none_mentions(
        &["lib.rs", "playbook", "editor", "i18n", "app", "output", "json", "ui/kit/reactive"],
        &BROWSER,
    );
    none_mentions(&["i18n", "playbook"], &["crate::store::engagements", "crate::editor"]);
}

#[test]
fn only_the_adapters_and_the_kit_call_what_browsers_offer() {
    let mut sources = sources(&[""]);
    sources.retain(|it| !it.path.starts_with("browser") && !it.path.starts_with("ui/kit/"));
    assert!(sources.iter().any(|it| it.path.starts_with("ui/later/")));
    none_of_them_mentions(&sources, &["web_sys", "js_sys", "wasm_bindgen", "gloo"]);
    // By way of Leptos, which hands them out.
    none_of_them_mentions(
        &sources,
        &["window()", "document()", "JsCast", "dyn_into", "unchecked_"],
    );
}

#[test]
fn what_is_made_for_customers_takes_only_what_is_shared() {
    none_mentions(
        &["output/customer_"],
        &["Engagement", "engagement", "Named", "Field", "crate::store", "super::summary"],
    );
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
    for source in sources(&["ui", "browser", "main.rs"]) {
        for text in source.texts.iter().chain([&source.code]) {
            let line = text.lines().find(|line| line.contains(is_japanese));
            assert_eq!(line, None, "{}", source.path);
        }
    }
}

#[test]
fn the_screens_know_no_item_and_no_question_by_name() {
    let playbook = playbook::playbook().unwrap();
    let items: Vec<&str> = playbook.items().map(|(_, it)| it.id.as_str()).collect();
    let questions: Vec<&str> = playbook.questions.iter().map(|it| it.id.as_str()).collect();
    for source in sources(&["ui", "browser", "main.rs"]) {
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
