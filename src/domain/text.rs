//! Words in both languages, and text that is known not to be empty.

use std::collections::BTreeSet;
use std::fmt;

/// A language of the interface. Japanese comes first.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// Both, Japanese first.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// The BCP 47 tag, as in `<html lang>` and in stored preferences.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// The one of the two that it is not.
    pub fn other(self) -> Lang {
        match self {
            Lang::Ja => Lang::En,
            Lang::En => Lang::Ja,
        }
    }

    /// The language of exactly this tag; `None` for any other, `ja-JP` among them.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|it| it.tag() == tag)
    }
}

/// One text in both languages, written side by side so that neither is forgotten.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Text {
    /// In Japanese.
    pub ja: Box<str>,
    /// In English.
    pub en: Box<str>,
}

impl Text {
    /// The text in one of the languages.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// A text without what cannot be seen around it: blanks, and the marks that come along when
/// something is copied from a mail, a table or a web page. Inside it they stay.
pub fn trimmed(text: &str) -> &str {
    let text = text.trim_start_matches(is_unseen);
    text.trim_end_matches(|it| is_unseen(it) && !shapes_letter(it))
}

/// Whether nothing is written, or nothing that can be seen.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_unseen)
}

/// Blanks, controls, and what Unicode draws nothing for.
pub fn is_unseen(it: char) -> bool {
    it.is_whitespace()
        || it.is_control()
        || shapes_letter(it)
        || matches!(
            it,
            '\u{ad}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{1d173}'..='\u{1d17a}'
        )
}

/// Joiners, variation selectors and tags: behind a letter they are a part of it, as in the name 邉󠄂
/// or in a flag.
fn shapes_letter(it: char) -> bool {
    matches!(
        it,
        '\u{34f}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200c}'..='\u{200d}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// What names are compared by. `plain` is the platform's: compatibility normalization (NFKC) in
/// lower case, whose tables would be most of the page. Blanks do not count: 佐藤 恵子 and 佐藤恵子 are
/// one person.
pub fn folded(name: &str, plain: fn(&str) -> String) -> String {
    plain(name).chars().filter(|it| !is_unseen(*it)).collect()
}

/// Names without those that are another one written otherwise; the first spelling stays.
pub fn without_doubles(
    names: impl Iterator<Item = String>,
    plain: fn(&str) -> String,
) -> Vec<String> {
    let mut told = BTreeSet::new();
    names.filter(|it| !is_blank(it) && told.insert(folded(it, plain))).collect()
}

/// One trimmed text that is not empty, such as a reason.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Line(Box<str>);

impl Line {
    /// `None` if nothing is written that can be seen.
    pub fn new(written: &str) -> Option<Line> {
        Line::stored(trimmed(written))
    }

    /// As it was kept: older versions took what cannot be seen for a text.
    pub fn stored(written: &str) -> Option<Line> {
        let written = written.trim();
        (!written.is_empty()).then(|| Line(written.into()))
    }

    /// The text itself, never empty.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A number that two different texts hardly share. FNV-1a: nothing here is a secret, and a line without a
/// table is all it takes.
pub fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |digest, it| {
        (digest ^ u64::from(it)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a browser does, for the letters of these tests.
    fn plain(text: &str) -> String {
        let mut plain = String::new();
        for it in text.chars() {
            match it {
                '㈱' => plain.push_str("(株)"),
                '（' | '）' | 'Ａ'..='ｚ' => {
                    plain.extend(char::from_u32(u32::from(it) - 0xfee0));
                }
                _ => plain.push(it),
            }
        }
        plain.to_lowercase()
    }

    #[test]
    fn what_cannot_be_seen_is_nothing_and_goes_around_a_text_only() {
        for nothing in
            ["", " ", "\u{3000}\n", "\u{200b}", "\u{feff}\u{2060}", "\u{3164}", "\u{fe0f}"]
        {
            assert!(is_blank(nothing), "{nothing:?}");
            assert_eq!(trimmed(nothing), "", "{nothing:?}");
            assert_eq!(Line::new(nothing), None, "{nothing:?}");
        }
        let table = [
            ("\u{200b}1200", "1200"),
            ("\u{202a}+81 3\u{202c}", "+81 3"),
            ("\u{feff} コントソ\u{3000}製作所\u{a0}", "コントソ\u{3000}製作所"),
            ("a\u{200b}b\u{200b}", "a\u{200b}b"),
            // A part of the last letter.
            ("渡邉\u{e0102}", "渡邉\u{e0102}"),
            ("❤\u{fe0f} ", "❤\u{fe0f}"),
            ("ക്\u{200d}", "ക്\u{200d}"),
        ];
        for (typed, wanted) in table {
            assert_eq!(trimmed(typed), wanted, "{typed:?}");
            assert_eq!(Line::new(typed).unwrap().as_str(), wanted);
            assert!(!is_blank(typed));
        }
    }

    #[test]
    fn what_an_older_version_took_for_a_reason_is_still_one() {
        assert_eq!(Line::stored("\u{200b}").unwrap().as_str(), "\u{200b}");
        assert_eq!(Line::stored(" "), None);
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        let table = [
            ("Ｃｏｎｔｏｓｏ", "contoso"),
            ("㈱コントソ", "(株)"),
            ("（株）コントソ", "㈱コン"),
            ("佐藤 恵子", "佐藤恵子"),
            ("佐藤恵子", "佐藤\u{3000}恵"),
            ("渡邉\u{e0102} 浩", "渡邉浩"),
            ("Adventure\u{200b}Works", "ADVENTURE works"),
        ];
        for (name, wanted) in table {
            assert!(folded(name, plain).contains(&folded(wanted, plain)), "{wanted} in {name}");
        }
        assert!(!folded("佐藤 恵子", plain).contains(&folded("佐藤 恵美", plain)));
    }

    #[test]
    fn a_name_that_is_written_otherwise_is_the_same_name() {
        let names = ["佐藤 恵子", "佐藤　恵子", "Ann", "", "\u{200b}", "ＡＮＮ", "鈴木"];
        let names = names.into_iter().map(str::to_owned);
        assert_eq!(without_doubles(names, plain), ["佐藤 恵子", "Ann", "鈴木"]);
    }
}
