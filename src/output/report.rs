//! A document that people take along: blocks of text, without any markup. What is typed into it stays
//! text in each of its three forms.

mod html;
mod markdown;
mod plain;

use crate::domain::text::{Lang, is_blank, trimmed};

/// A whole document, in one language.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Report {
    /// Of a mail, its subject.
    pub title: String,
    /// The language that it is written in.
    pub lang: Lang,
    /// From top to bottom.
    pub blocks: Vec<Block>,
}

/// One block of a document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Block {
    /// Above the blocks that follow.
    Heading(String),
    /// Under a heading.
    Subheading(String),
    /// A text, which can have several lines.
    Paragraph(String),
    /// One bullet for each line.
    List(Vec<Bullet>),
    /// Cells in rows, under the names of their columns.
    Table(Table),
}

/// One line of a list, with lines under it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Bullet {
    /// The line itself.
    pub text: String,
    /// The lines under it, if there are any.
    pub details: Vec<String>,
}

/// Every row has as many cells as there are columns. What is empty says nothing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Table {
    /// What the columns are called, from left to right.
    pub columns: Vec<String>,
    /// The cells of each row, from left to right.
    pub rows: Vec<Vec<String>>,
}

impl Bullet {
    /// A line with none under it.
    pub fn of(text: impl Into<String>) -> Bullet {
        Bullet { text: text.into(), details: Vec::new() }
    }
}

impl Report {
    /// For a mail or a note: a table is a list in it, which is read in any font.
    pub fn plain(&self) -> String {
        plain::write(self)
    }

    /// CommonMark, with tables as GitHub has them.
    pub fn markdown(&self) -> String {
        markdown::write(self)
    }

    /// A fragment for the clipboard, from which mail programs and word processors take it.
    pub fn html(&self) -> String {
        html::write(self)
    }
}

/// The lines of a text that somebody typed, without blank ones and without what cannot be written in
/// a document. Whatever breaks a line somewhere breaks it here.
fn lines(text: &str) -> Vec<String> {
    let breaks = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let said = text.split(breaks).map(|it| {
        let blank = |it: char| if it == '\t' { ' ' } else { it };
        let kept: String = it.chars().map(blank).filter(|it| !it.is_control()).collect();
        trimmed(&kept).to_owned()
    });
    said.filter(|it| !is_blank(it)).collect()
}
