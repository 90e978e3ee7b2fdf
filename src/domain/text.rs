//! Words in both languages, and text that is known not to be empty.

use std::fmt;

/// A language of the interface. Japanese comes first.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Lang {
    #[default]
    Ja,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// The BCP 47 tag, as in `<html lang>` and in stored preferences.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    pub fn from_tag(tag: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|it| it.tag() == tag)
    }
}

/// One text in both languages, written side by side so that neither is forgotten.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Text {
    pub ja: Box<str>,
    pub en: Box<str>,
}

impl Text {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// One trimmed text that is not empty, such as a reason.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Line(Box<str>);

impl Line {
    /// `None` if nothing but white space is written.
    pub fn new(written: &str) -> Option<Line> {
        let written = written.trim();
        (!written.is_empty()).then(|| Line(written.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
