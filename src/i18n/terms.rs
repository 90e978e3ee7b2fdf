//! Holds the words of the interface to `TERMS.md`, and to what a message has to be.

#![cfg(test)]

use std::fs;
use std::path::Path;

use super::words::Words;
use super::{archive, receipts, reports, same_file, sealing, sentences, timeline};
use crate::domain::text::Lang;

const TERMS: &str = include_str!("TERMS.md");

/// What a technical detail of a refused file may name.
const OF_FILES: [&str; 2] = ["problems.rs", "file_errors.rs"];

/// The words in the last column of the tables.
fn banned() -> Vec<&'static str> {
    let rows = TERMS.lines().filter(|it| it.starts_with("| ") && !it.starts_with("| what"));
    let cells = rows.filter_map(|it| it.trim_end_matches('|').rsplit('|').next());
    cells.flat_map(|it| it.split('`').skip(1).step_by(2)).collect()
}

/// The texts in quotes of a source, without comments and tests.
fn quoted(source: &str) -> Vec<String> {
    let source = source.split("\nmod tests {").next().unwrap_or_default();
    let lines = source.lines().filter(|it| !it.trim_start().starts_with("//"));
    let mut texts = Vec::new();
    let mut text: Option<String> = None;
    let mut is_escaped = false;
    for it in lines.flat_map(|it| it.chars().chain(['\n'])) {
        match (&mut text, it, is_escaped) {
            (None, '"', _) => text = Some(String::new()),
            (None, ..) => {}
            (Some(_), '"', false) => texts.extend(text.take()),
            (Some(inside), ..) => inside.push(it),
        }
        is_escaped = it == '\\' && !is_escaped;
    }
    texts
}

/// Whether a text has a word: Japanese anywhere, English as a whole word.
fn has(text: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return text.contains(word);
    }
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    let is_letter = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
    text.match_indices(&word).any(|(at, _)| {
        !is_letter(text[..at].chars().next_back())
            && !is_letter(text[at + word.len()..].chars().next())
    })
}

/// Every word of each language, with its name.
fn all(lang: Lang) -> Vec<(&'static str, &'static str)> {
    let words = Words(lang);
    let all = [words.all(), words.all_about_safety(), words.all_about_meetings()].concat();
    let own = [words.all_about_capture(), words.all_about_reports()].concat();
    let own = [own, words.all_about_receipts(), receipts::all(lang)].concat();
    let own = [own, words.all_about_sealing(), sealing::all(lang)].concat();
    let own = [own, words.all_about_team_folders()].concat();
    let own = [own, words.all_about_same_files(), same_file::all(lang)].concat();
    let own = [own, words.all_about_archive(), archive::all(lang)].concat();
    let own = [own, words.all_about_guide(), words.all_about_newcomers()].concat();
    let own = [own, words.all_about_days(), timeline::all(lang)].concat();
    [all, own, sentences::all(lang), reports::all(lang)].concat()
}

fn said(lang: Lang, name: &str) -> &'static str {
    let all = all(lang);
    let found = all.iter().find(|it| it.0 == name);
    found.unwrap_or_else(|| panic!("there is no `{name}`")).1
}

#[test]
fn the_words_of_the_interface_are_those_of_the_list() {
    let banned = banned();
    assert!(banned.len() > 60, "{banned:?}");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut places: Vec<_> =
        fs::read_dir(root.join("src/i18n")).unwrap().map(|it| it.unwrap().path()).collect();
    places.retain(|it| it.extension().is_some_and(|it| it == "rs") && !it.ends_with("terms.rs"));
    places.extend(
        ["index.html", "public/manifest.webmanifest", "public/recover.js"].map(|it| root.join(it)),
    );
    let mut found = Vec::new();
    let mut read = 0;
    for place in places {
        let name = place.file_name().unwrap().to_string_lossy().into_owned();
        let source = fs::read_to_string(&place).unwrap();
        let texts = if name.ends_with(".html") { vec![source] } else { quoted(&source) };
        // Names of events, keys and files are no words.
        let is_said = |it: &String| {
            !it.is_ascii() || it.contains(' ') || it.starts_with(|it: char| it.is_uppercase())
        };
        let texts: Vec<String> = texts.into_iter().filter(is_said).collect();
        read += texts.len();
        for text in texts {
            let text = text.replace("-kickoff.json", "").replace("public/schema", "");
            for word in banned.iter().filter(|it| has(&text, it)) {
                let is_detail =
                    OF_FILES.contains(&&*name) && ["JSON", "スキーマ", "schema"].contains(word);
                if !is_detail {
                    found.push(format!("{name}: `{word}` in {text:?}"));
                }
            }
        }
    }
    assert!(read > 700, "{read} texts");
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_list_finds_words_and_not_parts_of_words() {
    assert!(has("Open a file", "open a file") && has("登録簿へ", "登録簿"));
    assert!(!has("registered", "register") && has("the register.", "register"));
    assert_eq!(quoted("a = \"b \\\" c\"; // \"d\"\n// \"e\"\nf(\"g\")"), ["b \\\" c", "d", "g"]);
}

/// What somebody can do with a button or a link.
const COMMANDS: [&str; 41] = [
    "confirm_all",
    "copy_report",
    "download_report",
    "print_report",
    "undo",
    "redo",
    "restore",
    "export",
    "export_all",
    "export_first",
    "export_now",
    "export_button",
    "seal_button",
    "seal_start",
    "unseal",
    "open_file",
    "choose_file",
    "import_apply",
    "delete",
    "delete_all",
    "drop_for_good",
    "remove_entry",
    "rename",
    "create",
    "new_engagement",
    "set_aside",
    "download_raw",
    "take_this",
    "update_now",
    "apply_to_all",
    "try_again",
    "team_choose",
    "team_choose_other",
    "team_sync_now",
    "team_leave",
    "team_allow",
    "team_add",
    "save_to_file",
    "save_to_same_file",
    "save_to_other_file",
    "save_to_existing_file",
];

#[test]
fn no_two_commands_are_called_alike() {
    for lang in [Lang::Ja, Lang::En] {
        let mut labels: Vec<&str> = COMMANDS.iter().map(|it| said(lang, it)).collect();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), COMMANDS.len(), "{labels:?}");
    }
}

/// What is said when something did not go as wanted.
const ERRORS: [&str; 89] = [
    "not_copied",
    "not_pasted",
    "nothing_to_confirm",
    "reason_needed",
    "not_applied",
    "not_loaded_line",
    "nowhere_line",
    "none_found",
    "customer_needed",
    "not_deleted",
    "damaged_line",
    "newer_line",
    "not_saved_full",
    "not_saved_blocked",
    "not_saved_withheld",
    "memory_only",
    "gone_line",
    "done_needs_reason",
    "not_a_web_address",
    "assigned_future",
    "contact_before",
    "contact_future",
    "deadline_needs",
    "deadline_none",
    "zero_target",
    "seats_unknown",
    "target_unknown",
    "ended_early",
    "zone_unknown",
    "more_users_than_seats",
    "export_failed",
    "import_failed",
    "import_anew",
    "import_here_damaged",
    "not_in_file",
    "nothing_to_download",
    "left_out_title",
    "older_title",
    "export_left_out",
    "export_left_out_newer",
    "export_older",
    "export_only_unreadable",
    "set_back_line",
    "lost_line",
    "changed_elsewhere",
    "kept_full",
    "kept_blocked",
    "kept_withheld",
    "dropped_folder",
    "dropped_no_file",
    "update_refused",
    "update_unsaved",
    "storage_unreadable_line",
    "storage_tight",
    "to_decide_lead",
    "passphrase_short",
    "passphrase_differs",
    "passphrase_needed",
    "passphrase_wrong",
    "sealing_unavailable",
    "sealing_failed",
    "team_unsupported",
    "team_paused",
    "team_resume",
    "team_denied",
    "team_gone",
    "team_full",
    "team_locked",
    "team_not_kept",
    "team_other",
    "team_apart",
    "team_unreadable_here",
    "same_file_denied",
    "same_file_gone",
    "same_file_full",
    "same_file_locked",
    "same_file_not_kept",
    "same_file_other",
    "same_file_sealed",
    "same_file_several",
    "same_file_apart",
    "same_file_elsewhere",
    "same_file_of_other",
    "archive_not_there",
    "archive_not_kept",
    "archive_withheld",
    "archive_in_use",
    "kept_not_in_archive",
    "archived_only",
];

#[test]
fn every_error_says_what_to_do_next() {
    for name in ERRORS {
        let ja = said(Lang::Ja, name);
        let asks = ["ください", "入力すると"];
        assert!(asks.iter().any(|it| ja.contains(it)), "{name}: {ja}");
        let en = said(Lang::En, name);
        // An imperative begins a sentence, or follows what leads up to it.
        let verbs = [
            "add", "allow", "ask", "check", "choose", "connect", "delete", "download", "drop",
            "enter", "export", "give", "import", "see", "open", "make", "reload", "restore",
            "review", "say", "select", "set", "start", "try", "update",
        ];
        let parts = en.split(['.', ':', ';', ',']).map(|it| it.trim().to_lowercase());
        let tells = parts.into_iter().any(|part| {
            let part = part.strip_prefix("and ").unwrap_or(&part);
            verbs.iter().any(|it| part.starts_with(it))
        });
        assert!(tells || en.contains("begin with"), "{name}: {en}");
    }
}

/// Named as failing, and so to be in the table above, or a title over a line that is, or said before
/// one that is.
const TITLES: [&str; 17] = [
    "not_archived",
    "not_unarchived",
    "not_taken_back",
    "not_created",
    "not_renamed",
    "not_binned",
    "not_set_aside",
    "not_restored",
    "not_asked",
    "not_loaded_title",
    "not_saved",
    "not_applicable",
    "not_there",
    "not_ready",
    "not_saved_of",
    "not_met_because",
    "not_imported",
];

#[test]
fn no_error_is_left_out() {
    for (name, _) in all(Lang::Ja).into_iter().filter(|it| it.0.starts_with("not_")) {
        assert!(ERRORS.contains(&name) || TITLES.contains(&name), "is `{name}` an error?");
    }
}

#[test]
fn no_word_is_a_piece_of_a_sentence() {
    for (name, text) in all(Lang::En) {
        // Where a word stands in brackets behind something, it says so itself.
        let first = text.chars().next().unwrap_or_default();
        assert!(!first.is_lowercase(), "{name} begins in the middle of a sentence: {text}");
        assert!(!text.ends_with([' ', ',', ';']), "{name}: {text}");
    }
    for (name, text) in all(Lang::Ja) {
        let particles = ["が", "を", "、", "。", " "];
        assert!(!particles.iter().any(|it| text.starts_with(it)), "{name}: {text}");
        assert!(!text.ends_with(['、', ' ', 'を', 'は', 'が', 'の']), "{name}: {text}");
    }
}

#[test]
fn a_japanese_text_is_of_sentences_or_of_none() {
    for (name, text) in all(Lang::Ja) {
        // With a full stop within, there is one at the end, but for what follows a blank.
        let has_stop = text.contains('。');
        let ends = text.ends_with(['。', '}', ')']);
        assert!(!has_stop || ends, "{name} lacks its last full stop: {text}");
    }
}

#[test]
fn the_screens_put_no_two_words_together() {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
    let mut folders = vec![ui];
    let mut formats = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(&path).unwrap();
            for (at, _) in source.match_indices("format!(") {
                formats += 1;
                let mut depth = 0;
                let call: String = source[at + 7..]
                    .chars()
                    .take_while(|it| {
                        depth += i32::from(*it == '(') - i32::from(*it == ')');
                        depth > 0
                    })
                    .collect();
                let pieces = call.matches("words.").count();
                assert!(pieces < 2, "{}: {call}", path.display());
            }
        }
    }
    assert!(formats > 10);
}
