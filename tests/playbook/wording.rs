//! One word for one thing, one spelling, one way to set type: what an editor would mark in the
//! playbook's texts, in both languages.

use kickoff::domain::playbook::Playbook;
use kickoff::domain::text::Text;
use kickoff::playbook::check;

use crate::shipped;

/// One text with the place it stands in.
struct Said {
    place: String,
    ja: String,
    en: String,
}

impl Said {
    /// A note quotes the wording that it explains.
    fn is_note(&self) -> bool {
        self.place.starts_with("note ")
    }

    fn is_history(&self) -> bool {
        self.place.starts_with("revision ")
    }
}

/// Every text but the names that are FTOP's own, which are kept to the letter.
fn all(playbook: &Playbook) -> Vec<Said> {
    let of_ftop: Vec<&Text> = playbook
        .items()
        .filter_map(|(_, it)| it.task.as_ref())
        .flat_map(|it| [&it.name, &it.services])
        .collect();
    check::texts(playbook)
        .into_iter()
        // The role of the tasks that have none is a dash, as in the source.
        .filter(|(_, text)| !of_ftop.contains(text) && &*text.en != "–")
        .map(|(place, text)| Said { place, ja: text.ja.to_string(), en: text.en.to_string() })
        .collect()
}

/// Texts that are whole sentences, and texts that are titles and labels.
fn sentences_and_titles(playbook: &Playbook) -> (Vec<&Text>, Vec<&Text>) {
    let (mut sentences, mut titles): (Vec<&Text>, Vec<&Text>) = (Vec::new(), Vec::new());
    sentences.push(&playbook.playbook.stale_note);
    for it in &playbook.questions {
        sentences.push(&it.ask);
        sentences.extend(&it.hint);
        titles.extend(&it.group);
        titles.extend(it.choices.iter().map(|it| &it.label));
    }
    for it in playbook.facts {
        titles.push(&it.label);
        titles.extend(it.choices.iter().map(|it| &it.label));
        sentences.extend(&it.hint);
    }
    for it in &playbook.links {
        sentences.extend(&it.note);
    }
    for it in &playbook.notes {
        sentences.extend([&it.misleads, &it.meant]);
    }
    for it in playbook.registers {
        titles.push(&it.title);
        sentences.push(&it.empty);
        for column in &it.columns {
            titles.push(&column.label);
            titles.extend(column.choices.iter().map(|it| &it.label));
            sentences.extend(&column.hint);
        }
    }
    // What comes up says why; what is always there is called something.
    for it in &playbook.agenda {
        if it.when.is_some() { &mut sentences } else { &mut titles }.push(&it.title);
    }
    titles.extend(playbook.key_inputs.iter().map(|it| &it.title));
    titles.extend(playbook.revisions.iter().map(|it| &it.what));
    for step in &playbook.steps {
        titles.push(&step.title);
        sentences.push(&step.lead);
        for item in &step.items {
            titles.push(&item.title);
            titles.extend(&item.group);
            sentences.extend(&item.hint);
        }
    }
    (sentences, titles)
}

/// What stands in a text of these and should not.
fn found<'a>(text: &str, wrong: &'a [(&str, &str)], right: &[&str]) -> Vec<&'a str> {
    // What is right although it contains something wrong is taken out first.
    let text = right.iter().fold(text.to_owned(), |text, it| text.replace(it, ""));
    wrong.iter().filter(|it| text.contains(it.0)).map(|it| it.0).collect()
}

fn none(flaws: Vec<String>) {
    assert!(flaws.is_empty(), "{flaws:#?}");
}

/// The requirement's table of preferred terms, and one word for each thing of the interface.
const BANNED_JA: &[(&str, &str)] = &[
    ("解約", "エンゲージメントの終了"),
    ("解除", "エンゲージメントの終了"),
    ("利益", "特典"),
    ("障害", "阻害要因"),
    ("最初のお客様", "お客様への初回連絡"),
    ("重要な情報", "開始条件"),
    ("主な結果", "完了条件 (成果)"),
    ("目的達成", "成功責任者"),
    ("関心向上", "認知向上 (Awareness)"),
    ("利害関係者", "関係者"),
    ("スコープ", "対象範囲"),
    ("管理されている", "管理対象アカウント"),
    ("対応パートナー", "FastTrack Ready Partner"),
    ("Ready パートナー", "FastTrack Ready Partner"),
    ("Quickleads", "QuickLeads"),
    ("専門家", "SME"),
    ("エキスパート", "SME"),
    ("関係者名簿", "参加者名簿"),
    ("登録簿", "記録一覧"),
    ("会議", "ミーティング"),
    ("打ち合わせ", "ミーティング"),
    ("裏付け", "根拠"),
    ("進み具合", "進捗"),
    ("期待をそろえ", "期待をすり合わせる"),
    ("期待を整え", "期待をすり合わせる"),
    ("期待を設定", "期待をすり合わせる"),
    ("実施すべき", "実施が必要"),
    ("実施対象", "実施が必要"),
    ("必須になり", "実施が必要"),
    ("パートナーの利用", "パートナーの支援"),
    ("伺", "聞く"),
    ("承認", "同意"),
    ("期待レベル", "期待"),
];

const SPELLING_JA: &[(&str, &str)] = &[
    ("わかる", "分かる"),
    ("わかり", "分かり"),
    ("わから", "分から"),
    ("あとで", "後で"),
    ("あとに", "後に"),
    ("ほかの", "他の"),
    ("ほかに", "他に"),
    ("ほうが", "方が"),
    ("下さい", "ください"),
    ("出来る", "できる"),
    ("出来ます", "できます"),
    ("出来な", "できな"),
    ("頂き", "いただき"),
    ("致し", "いたし"),
    ("及び", "および"),
    ("又は", "または"),
    ("全て", "すべて"),
    ("無い", "ない"),
    ("有る", "ある"),
    ("予め", "あらかじめ"),
    ("一つ", "1 つ"),
    ("二つ", "2 つ"),
    ("一行", "1 行"),
    ("ひとつ", "1 つ"),
    ("ウェブ", "Web"),
    ("ブラウザで", "ブラウザーで"),
    ("ブラウザの", "ブラウザーの"),
    ("ユーザが", "ユーザーが"),
    ("ユーザの", "ユーザーの"),
    ("サーバの", "サーバーの"),
    ("メンバの", "メンバーの"),
];

const BANNED_EN: &[(&str, &str)] = &[
    ("e-mail", "email"),
    ("E-mail", "email"),
    ("sibling", "related playbooks"),
    ("expert", "SME"),
    ("Expert", "SME"),
    ("account-team", "account team"),
    ("entry condition", "Key Input"),
    ("entry criteri", "Key Inputs"),
    ("directory", "list of people"),
    ("per cent", "%"),
    ("percent", "%"),
    ("Kick-off", "Kickoff"),
    ("kick-off", "kickoff"),
    ("Quickleads", "QuickLeads"),
    ("cancellation", "disengagement"),
    ("Owner of success", "Success owner"),
    ("by themselves", "automatically"),
    ("by itself", "automatically"),
    ("utili", "use"),
    ("leverag", "use"),
];

/// British spelling throughout.
const SPELLING_EN: &[(&str, &str)] = &[
    ("ganiz", "ganis"),
    ("omiz", "omis"),
    ("ealiz", "ealis"),
    ("ogniz", "ognis"),
    ("goriz", "goris"),
    ("mmariz", "mmaris"),
    ("ritiz", "ritis"),
    ("license", "licence"),
    ("License", "Licence"),
    ("program ", "programme "),
    ("Center", "Centre"),
    ("center", "centre"),
    ("color", "colour"),
    ("fulfill", "fulfil"),
    ("canceled", "cancelled"),
];

#[test]
fn one_word_stands_for_one_thing() {
    let mut flaws = Vec::new();
    for said in all(shipped()) {
        let quotes = said.is_note() || said.is_history();
        let of_ja = if quotes { Vec::new() } else { found(&said.ja, BANNED_JA, &["全社会議"]) };
        let of_en = if quotes { Vec::new() } else { found(&said.en, BANNED_EN, &[]) };
        flaws.extend(of_ja.iter().map(|it| format!("{}: {it} in {}", said.place, said.ja)));
        flaws.extend(of_en.iter().map(|it| format!("{}: {it} in {}", said.place, said.en)));
    }
    none(flaws);
}

#[test]
fn one_spelling_is_used_throughout() {
    let mut flaws = Vec::new();
    for said in all(shipped()) {
        let of_ja = found(&said.ja, SPELLING_JA, &[]);
        let of_en = found(&said.en, SPELLING_EN, &["FastTrack Center"]);
        flaws.extend(of_ja.iter().map(|it| format!("{}: {it} in {}", said.place, said.ja)));
        flaws.extend(of_en.iter().map(|it| format!("{}: {it} in {}", said.place, said.en)));
    }
    none(flaws);
}

/// What the FM receives is a 引き継ぎ, what the delivery team receives a 引き渡し.
#[test]
fn a_handover_is_not_a_hand_off() {
    let mut flaws = Vec::new();
    for step in &shipped().steps {
        let (wrong_ja, wrong_en) = match step.id.as_str() {
            "prepare" | "entry" => ("引き渡し", "hand-off"),
            "exit" | "next" => ("引き継ぎ", "andover"),
            _ => continue,
        };
        for item in &step.items {
            for text in [Some(&item.title), item.hint.as_ref()].into_iter().flatten() {
                if text.ja.contains(wrong_ja) || text.en.contains(wrong_en) {
                    flaws.push(format!("{}: {text:?}", item.id));
                }
            }
        }
    }
    none(flaws);
}

fn is_japanese(it: char) -> bool {
    matches!(it, '々' | '\u{3041}'..='\u{30fa}' | 'ー' | '\u{4e00}'..='\u{9fff}')
}

/// What an editor would mark in a Japanese text.
fn marks_ja(text: &str) -> Vec<&'static str> {
    let chars: Vec<char> = text.chars().collect();
    let mut marks = Vec::new();
    let is_wide = |it: &char| matches!(it, '\u{ff01}'..='\u{ff9f}' | '\u{3000}') && *it != '～';
    if chars.iter().any(is_wide) {
        marks.push("a full-width letter, digit, sign or space, or half-width kana");
    }
    if text.trim() != text || text.contains("  ") {
        marks.push("a space too many");
    }
    if text.contains(['—', '―', '–', '…', '"', '\'']) || text.contains("--") {
        marks.push("a dash, dots or a straight quote");
    }
    for pair in chars.windows(2) {
        let (one, other) = (pair[0], pair[1]);
        let is_latin = |it: char| it.is_ascii_alphanumeric() || it == '%';
        if is_latin(one) && is_japanese(other) || is_japanese(one) && is_latin(other) {
            marks.push("no space between Japanese and Latin");
        }
        if is_japanese(one) && other == '(' || one == ')' && is_japanese(other) {
            marks.push("no space beside a parenthesis");
        }
        let clings = |it: char| matches!(it, '、' | '。' | '「' | '」' | '・' | '～');
        if one == ' ' && clings(other) || clings(one) && other == ' ' {
            marks.push("a space beside a mark that takes none");
        }
        if other == '%' && !one.is_ascii_digit() {
            marks.push("% is not closed up");
        }
        if one == ':' && other != ' ' || one == ' ' && other == ':' {
            marks.push("a colon takes a space after it, and none before");
        }
        if is_japanese(one) && matches!(other, ',' | '.' | '?' | '!' | ';') {
            marks.push("a Latin mark after Japanese");
        }
    }
    marks
}

/// What an editor would mark in an English text.
fn marks_en(text: &str) -> Vec<&'static str> {
    let chars: Vec<char> = text.chars().collect();
    let mut marks = Vec::new();
    if text.trim() != text || text.contains("  ") {
        marks.push("a space too many");
    }
    if text.contains(['—', '–', '…']) || text.contains("--") || text.contains(" - ") {
        marks.push("a dash or dots");
    }
    if text.contains(['"', '’', '‘']) {
        marks.push("a straight double quote, or a curly single one");
    }
    for pair in chars.windows(2) {
        let (one, other) = (pair[0], pair[1]);
        if one == ' ' && matches!(other, ',' | '.' | ';' | ':' | '?' | '!' | ')' | '%') {
            marks.push("a space before a mark");
        }
        if one == '(' && other == ' ' {
            marks.push("a space after a parenthesis");
        }
    }
    marks
}

#[test]
fn type_is_set_one_way() {
    let mut flaws = Vec::new();
    for said in all(shipped()) {
        flaws.extend(
            marks_ja(&said.ja).iter().map(|it| format!("{}: {it}: {}", said.place, said.ja)),
        );
        flaws.extend(
            marks_en(&said.en).iter().map(|it| format!("{}: {it}: {}", said.place, said.en)),
        );
    }
    none(flaws);
}

#[test]
fn an_editor_sees_what_is_set_wrongly() {
    for wrong in [
        "FMが行う",
        "範囲は100人",
        "開始(Key Inputs)",
        "(意図) の",
        "10 %",
        "１０人",
        "、 次",
        "例 : 次",
        "例:次",
        "終わり.",
        "二重  空白",
        "ﾒﾓ",
        "期日—意図",
    ] {
        // Only the fourth is as it should be.
        assert_eq!(marks_ja(wrong).is_empty(), wrong == "(意図) の", "{wrong}");
    }
    for wrong in ["10 %", "one , two", "one — two", "\"M\"", "it’s", "( one)", "two  spaces"] {
        assert!(!marks_en(wrong).is_empty(), "{wrong}");
    }
    assert_eq!(found("わかる", SPELLING_JA, &[]), ["わかる"]);
    assert_eq!(found("全社会議", BANNED_JA, &["全社会議"]), [""; 0]);
}

#[test]
fn a_sentence_ends_as_one_and_a_title_does_not() {
    let (sentences, titles) = sentences_and_titles(shipped());
    let mut flaws = Vec::new();
    for it in sentences {
        if !it.ja.ends_with('。') || !it.en.ends_with(['.', '?']) {
            flaws.push(format!("no end: {it:?}"));
        }
    }
    for it in titles {
        if it.ja.ends_with('。') || it.en.ends_with(['.', '?']) {
            flaws.push(format!("an end: {it:?}"));
        }
    }
    none(flaws);
}

/// Names that are written with a capital wherever they stand.
const NAMES: &[&str] = &[
    "Adoption 4+4 Pre-reqs and Success Factors",
    "Business, as the account team sees it",
    "Configuration Manager",
    "Customer Health",
    "Deployment Enablement Plan",
    "FastTrack Manager",
    "FastTrack Terms and Conditions",
    "Duplicate/Invalid",
    "In Progress",
    "Japanese",
    "Key Inputs",
    "Key Outputs",
    "LinkedIn",
    "Microsoft",
    "Next steps",
    "No Intent",
    "Request for Assistance",
    "Status Unknown",
    "Success Workshop",
    "Teams First",
    "Technical Assessment",
    "Windows",
    "Kick-off",
    "Kickoff",
    "Teams",
];

#[test]
fn english_titles_are_in_sentence_case() {
    let (_, titles) = sentences_and_titles(shipped());
    let mut flaws = Vec::new();
    for it in titles {
        let rest = NAMES.iter().fold(it.en.to_string(), |text, name| text.replace(name, ""));
        let words = rest.split([' ', '/', '(']).filter(|it| !it.is_empty()).skip(1);
        let is_acronym = |it: &str| 1 < it.chars().filter(char::is_ascii_uppercase).count();
        let capital = |it: &&str| it.starts_with(|it: char| it.is_ascii_uppercase());
        // (M) and (O) are FTOP's letters.
        let wrong: Vec<&str> =
            words.filter(capital).filter(|it| !is_acronym(it) && it.len() > 2).collect();
        if !wrong.is_empty() {
            flaws.push(format!("{wrong:?} in {}", it.en));
        }
    }
    none(flaws);
}
