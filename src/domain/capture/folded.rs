//! A line as it is compared: half width, small letters, without what cannot be seen. Each letter
//! knows where it stands in the line, so that what is understood is a range of what was typed.

use std::ops::Range;

use crate::domain::text;

/// From `｡` (U+FF61) on; each is a letter of full width.
const HALF_WIDTH: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

struct Letter {
    it: char,
    bytes: Range<usize>,
    /// The full-width slash parts a line without blanks around it.
    is_wide: bool,
}

pub(super) struct Folded(Vec<Letter>);

impl Folded {
    pub(super) fn of(line: &str) -> Folded {
        let mut letters: Vec<Letter> = Vec::new();
        for (start, typed) in line.char_indices() {
            let end = start + typed.len_utf8();
            if let Some(last) = letters.last_mut() {
                let voiced = voiced(last.it, typed);
                if voiced.is_some() || (text::is_unseen(typed) && !typed.is_whitespace()) {
                    last.it = voiced.unwrap_or(last.it);
                    last.bytes.end = end;
                    continue;
                }
            }
            if !text::is_unseen(typed) || typed.is_whitespace() {
                let is_wide = matches!(typed, '\u{ff01}'..='\u{ff5e}');
                letters.push(Letter { it: folded(typed), bytes: start..end, is_wide });
            }
        }
        Folded(letters)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.0.get(at).map(|it| it.it)
    }

    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.at(at.checked_sub(1)?)
    }

    pub(super) fn is_wide(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|it| it.is_wide)
    }

    pub(super) fn is_blank(&self, at: usize) -> bool {
        self.at(at) == Some(' ')
    }

    /// Where the next letter is.
    pub(super) fn over_blanks(&self, mut at: usize) -> usize {
        while self.is_blank(at) {
            at += 1;
        }
        at
    }

    /// The end of the last letter before.
    pub(super) fn back_over_blanks(&self, mut at: usize) -> usize {
        while self.before(at) == Some(' ') {
            at -= 1;
        }
        at
    }

    /// Without the blanks around it.
    pub(super) fn trimmed(&self, span: Range<usize>) -> Range<usize> {
        let from = self.over_blanks(span.start).min(span.end);
        from..self.back_over_blanks(span.end).max(from)
    }

    /// What stands there in the line.
    pub(super) fn bytes(&self, span: Range<usize>) -> Range<usize> {
        let start = self.0.get(span.start).map_or(0, |it| it.bytes.start);
        let end =
            span.end.checked_sub(1).and_then(|it| self.0.get(it)).map_or(0, |it| it.bytes.end);
        start..end.max(start)
    }

    /// The end of a word that begins here. A blank in it stands for any number of them; a Latin word
    /// is a whole one.
    pub(super) fn word(&self, from: usize, word: &str) -> Option<usize> {
        let mut at = from;
        for wanted in word.chars() {
            if self.at(at) != Some(wanted) {
                return None;
            }
            at = if wanted == ' ' { self.over_blanks(at) } else { at + 1 };
        }
        let is_whole = !word.starts_with(is_latin) || !self.before(from).is_some_and(is_latin);
        let is_ended = !word.ends_with(is_latin) || !self.at(at).is_some_and(is_latin);
        (is_whole && is_ended && at > from).then_some(at)
    }

    /// The longest of the words that begin here: what it stands for, and its end.
    pub(super) fn longest<T: Copy>(&self, from: usize, words: &[(&str, T)]) -> Option<(T, usize)> {
        let found = words.iter().filter_map(|(word, it)| Some((*it, self.word(from, word)?)));
        found.max_by_key(|it| it.1)
    }

    pub(super) fn any(&self, from: usize, words: &[&str]) -> Option<usize> {
        words.iter().filter_map(|it| self.word(from, it)).max()
    }

    /// Whether one of the words ends here.
    pub(super) fn ends_in(&self, to: usize, words: &[&str]) -> bool {
        words.iter().any(|it| {
            let from = to.checked_sub(it.chars().count());
            from.is_some_and(|from| self.word(from, it) == Some(to))
        })
    }

    /// A number of at most four digits that begins here, and its end.
    pub(super) fn number(&self, from: usize) -> Option<(u32, usize)> {
        let mut at = from;
        let mut number = 0;
        while let Some(digit) = self.at(at).and_then(|it| it.to_digit(10)) {
            if at - from == 4 {
                return None;
            }
            number = number * 10 + digit;
            at += 1;
        }
        (at > from).then_some((number, at))
    }
}

pub(super) fn is_latin(it: char) -> bool {
    it.is_ascii_alphanumeric()
}

fn folded(typed: char) -> char {
    let narrow = match typed {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(typed) - 0xfee0),
        '\u{ff61}'..='\u{ff9d}' => HALF_WIDTH.chars().nth((u32::from(typed) - 0xff61) as usize),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        _ if typed.is_whitespace() => Some(' '),
        _ => None,
    };
    let narrow = narrow.unwrap_or(typed);
    let mut small = narrow.to_lowercase();
    match (small.next(), small.next()) {
        (Some(it), None) => it,
        _ => narrow,
    }
}

/// A kana with the mark that follows it, as half-width keyboards and some systems' files write ガ
/// and パ.
fn voiced(kana: char, mark: char) -> Option<char> {
    // The same places in the table of hiragana, three times sixteen above that of katakana.
    let katakana = match kana {
        '\u{3041}'..='\u{3096}' => char::from_u32(u32::from(kana) + 0x60)?,
        _ => kana,
    };
    let step = match (mark, katakana) {
        ('\u{ff9e}' | '\u{3099}', 'ウ') => 0x4e,
        ('\u{ff9e}' | '\u{3099}', it)
            if "カキクケコサシスセソタチツテトハヒフヘホ".contains(it) =>
        {
            1
        }
        ('\u{ff9f}' | '\u{309a}', it) if "ハヒフヘホ".contains(it) => 2,
        _ => return None,
    };
    char::from_u32(u32::from(kana) + step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(line: &str) -> String {
        Folded::of(line).0.iter().map(|it| it.it).collect()
    }

    #[test]
    fn full_and_half_width_are_compared_alike() {
        let table = [
            ("ＧＡＰ：　１１／３０", "gap: 11/30"),
            ("ﾘｽｸ: ﾃﾞﾓ ﾊﾟｽ ｳﾞ｡", "リスク: デモ パス ヴ。"),
            ("デモ", "デモ"),
            ("か\u{3099}", "が"),
            ("g\u{200b}a\u{202e}p\u{0}:\t1−2", "gap: 1-2"),
            ("邉\u{e0102}", "邉"),
        ];
        for (typed, wanted) in table {
            assert_eq!(compared(typed), wanted, "{typed:?}");
        }
    }

    #[test]
    fn each_letter_knows_where_it_stands() {
        let line = "\u{200b}ﾃﾞﾓ: x";
        let folded = Folded::of(line);
        assert_eq!(&line[folded.bytes(0..3)], "ﾃﾞﾓ:");
        assert_eq!(&line[folded.bytes(4..5)], "x");
        assert_eq!(folded.word(0, "デモ"), Some(2));
    }
}
