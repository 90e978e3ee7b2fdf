//! Several lines at once: pasted from a chat or a text file, or the transcript of a meeting (WebVTT).

use super::folded::Folded;
use super::{Vocabulary, kind_at};
use crate::domain::text;

/// One of them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Said {
    /// Of a transcript, who said it.
    pub speaker: Option<Box<str>>,
    /// What was said, without blanks around it and never empty.
    pub text: String,
}

/// The lines of a pasted text that have something in them. Of a transcript, what somebody said in one go is
/// one line, without its times.
pub fn lines(pasted: &str, vocabulary: &Vocabulary) -> Vec<Said> {
    let pasted = pasted.strip_prefix('\u{feff}').unwrap_or(pasted);
    let all = || pasted.split(['\n', '\r']).map(text::trimmed);
    if pasted.starts_with("WEBVTT") {
        return transcript(all(), vocabulary);
    }
    let filled = all().filter(|it| !it.is_empty());
    filled.map(|it| Said { speaker: None, text: it.to_owned() }).collect()
}

fn transcript<'a>(all: impl Iterator<Item = &'a str>, vocabulary: &Vocabulary) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    let mut is_cue = false;
    for line in all {
        if line.is_empty() {
            is_cue = false;
        } else if line.contains("-->") {
            is_cue = true;
        } else if is_cue {
            let (speaker, text) = spoken(line, vocabulary);
            if text.is_empty() {
                continue;
            }
            // Without a name it is whoever spoke before; a line that begins with what it is stands alone.
            let is_filed = begins_with_kind(&text, vocabulary);
            match said.last_mut() {
                Some(last)
                    if !is_filed
                        && !begins_with_kind(&last.text, vocabulary)
                        && (speaker.is_none() || speaker == last.speaker) =>
                {
                    last.text.push(' ');
                    last.text.push_str(&text);
                }
                last => {
                    let before = last.and_then(|it| it.speaker.clone());
                    said.push(Said { speaker: speaker.or(before), text });
                }
            }
        }
    }
    said
}

/// Who says a line of a cue, by `<v Name>` or `Name: `, and what, without the marks.
fn spoken(line: &str, vocabulary: &Vocabulary) -> (Option<Box<str>>, String) {
    let (mut speaker, mut text) = (None, String::new());
    let mut rest = line;
    while let Some((before, mark)) = rest.split_once('<') {
        text.push_str(before);
        let Some((mark, behind)) = mark.split_once('>') else {
            // Smaller than something.
            text.push('<');
            rest = mark;
            continue;
        };
        if let Some(name) = mark.strip_prefix("v ").or_else(|| mark.strip_prefix("v.")) {
            speaker = Some(text::trimmed(name).into());
        } else if !is_mark(mark) {
            text.push('<');
            text.push_str(mark);
            text.push('>');
        }
        rest = behind;
    }
    text.push_str(rest);
    let text = text::trimmed(&text);
    if speaker.is_none()
        && let Some((name, behind)) = text.split_once([':', '：'])
        && !begins_with_kind(text, vocabulary)
        && is_name(name)
    {
        return (Some(text::trimmed(name).into()), text::trimmed(behind).to_owned());
    }
    (speaker, text.to_owned())
}

/// A mark of the format, such as `</v>`, `<i>`, `<00:00:01.000>`.
fn is_mark(mark: &str) -> bool {
    let name = mark.trim_start_matches('/');
    let name = name.split(['.', ' ']).next().unwrap_or_default();
    matches!(name, "v" | "c" | "i" | "b" | "u" | "ruby" | "rt" | "lang")
        || mark.starts_with(|it: char| it.is_ascii_digit())
}

/// What is before a colon may be a name: short, and no address or time.
fn is_name(before: &str) -> bool {
    let length = before.chars().count();
    (1..=40).contains(&length)
        && !before.chars().any(|it| it.is_ascii_digit() || ".。?？!！/".contains(it))
}

fn begins_with_kind(text: &str, vocabulary: &Vocabulary) -> bool {
    let folded = Folded::of(text);
    kind_at(&folded, folded.over_blanks(0), vocabulary).is_some()
}
