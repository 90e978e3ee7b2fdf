//! What is typed or pasted into a cell as people write it, and where the cells of a block belong.

use chrono::NaiveDate;

use super::code::{Code, Intent};
use super::engagement::Edit;
use super::field::Field;
use super::id::EntryId;
use super::iso;
use super::playbook::{Choices, Playbook};
use super::register::{Column, Register, services};
use super::spoken_day;
use super::text::{self, folded, is_blank};
use super::value::{Kind, Value};

/// What it takes to understand a cell.
pub struct Reader<'a> {
    /// Has the words of the choices and of the columns.
    pub playbook: &'a Playbook,
    /// The day by which one without a year is understood.
    pub today: NaiveDate,
    /// What texts are compared by; see [`folded`].
    pub plain: fn(&str) -> String,
    /// The services of the engagement, each with a name that somebody may write for it.
    pub services: &'a [(EntryId, String)],
}

/// A block as edits, and the cells of it that are none of them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Pasted {
    /// In an order in which they are taken: an entry is added before its cells.
    pub edits: Vec<Edit>,
    /// How many entries or cells were filled.
    pub filled: usize,
    /// What fits nowhere or cannot be read, as it was written.
    pub left: Vec<String>,
}

/// What was typed for a day, as [`Kind::read`] takes it; what is no day stays as it is.
pub fn typed_day(typed: &str, today: NaiveDate) -> String {
    spoken_day::read(typed, today).map_or_else(|| typed.to_owned(), iso::day)
}

/// The intent that a key or a word says.
pub fn intent(said: &str, plain: fn(&str) -> String) -> Option<Intent> {
    match folded(said, plain).as_str() {
        "y" | "1" | "yes" | "はい" | "は" | "あり" | "有" | "有り" | "○" | "◯" => {
            Some(Intent::Yes)
        }
        "n" | "2" | "no" | "いいえ" | "い" | "なし" | "無" | "無し" | "×" => {
            Some(Intent::No)
        }
        "u" | "3" | "unclear" | "不明" | "未定" | "△" | "?" => Some(Intent::Unclear),
        _ => None,
    }
}

impl Reader<'_> {
    /// What a cell says for a column; `None` if that cannot be told. Nothing is not asked about here.
    pub fn value(&self, register: Register, column: Column, written: &str) -> Option<Value> {
        match column.kind {
            Kind::Day => column.kind.read(&typed_day(written, self.today)),
            Kind::Flag => {
                let is_meant = ["true", "yes", "y", "1", "はい", "済", "済み", "○", "✓", "x"];
                let said = folded(written, self.plain);
                is_meant.contains(&said.as_str()).then_some(Value::Flag(true))
            }
            Kind::Choice(codes) => {
                let choices = self.playbook.column(register, column).map(|it| &it.choices);
                let named = choices.and_then(|it| self.choice(it, written));
                let code = named.or_else(|| {
                    let is_intent = column == services::INTENT;
                    is_intent.then(|| intent(written, self.plain)).flatten().map(Code::code)
                });
                codes.iter().find(|it| Some(**it) == code).map(|it| Value::Choice(it))
            }
            Kind::Service => {
                let said = folded(written, self.plain);
                let mut named = self.services.iter();
                let found = named.find(|it| folded(&it.1, self.plain) == said);
                found.and_then(|it| column.kind.read(&it.0.to_string()))
            }
            // One line takes the lines of a cell side by side.
            Kind::Text | Kind::Name | Kind::Link => {
                column.kind.read(&text::trimmed(written).replace(['\r', '\n'], " "))
            }
            _ => column.kind.read(written),
        }
    }

    fn choice<'c>(&self, choices: &'c Choices, written: &str) -> Option<&'c str> {
        let said = folded(written, self.plain);
        let is_said = |name: &str| self.names(name).contains(&said);
        let mut all = choices.iter();
        let found =
            all.find(|it| is_said(&it.code) || is_said(&it.label.ja) || is_said(&it.label.en));
        found.map(|it| &*it.code)
    }

    /// A label, with and without what stands behind it in parentheses.
    fn names(&self, label: &str) -> [String; 2] {
        let short = label.split(" (").next().unwrap_or(label);
        [folded(label, self.plain), folded(short, self.plain)]
    }

    /// A block filled into a grid from its first cell on. `cell` tells where a cell of the block goes.
    /// An empty one changes nothing: what is left out of a list is not meant to be deleted.
    pub fn fill(
        &self,
        block: &[Vec<String>],
        cell: impl Fn(usize, usize) -> Option<(EntryId, Column)>,
    ) -> Pasted {
        let mut pasted = Pasted::default();
        for (row, cells) in block.iter().enumerate() {
            for (at, written) in cells.iter().enumerate().filter(|it| !is_blank(it.1)) {
                let value = cell(row, at).and_then(|(id, column)| {
                    let value = self.value(Register::Services, column, written)?;
                    Some(Edit::set(Field::Entry(Register::Services, id, column), value))
                });
                match value {
                    Some(edit) => {
                        pasted.edits.push(edit);
                        pasted.filled += 1;
                    }
                    None => pasted.left.push(text::trimmed(written).to_owned()),
                }
            }
        }
        pasted
    }

    /// A block as entries of a register: by the column names in its first row, or else in the order of
    /// the columns from `start` on. `coin` makes the ids.
    pub fn entries(
        &self,
        register: Register,
        block: &[Vec<String>],
        start: Option<Column>,
        mut coin: impl FnMut() -> EntryId,
    ) -> Pasted {
        let header = block.first().and_then(|it| self.header(register, it));
        let columns = header.clone().unwrap_or_else(|| {
            let first = register.columns().iter().position(|it| Some(*it) == start);
            let shown = register.columns().iter().skip(first.unwrap_or(0));
            shown.map(|it| Some(*it)).collect()
        });
        let mut pasted = Pasted::default();
        for cells in block.iter().skip(usize::from(header.is_some())) {
            let id = coin();
            let mut edits = Vec::new();
            for (at, written) in cells.iter().enumerate().filter(|it| !is_blank(it.1)) {
                let column = columns.get(at).copied().flatten();
                let value = column.and_then(|it| Some((it, self.value(register, it, written)?)));
                match value {
                    Some((column, value)) => {
                        edits.push(Edit::set(Field::Entry(register, id, column), value));
                    }
                    None => pasted.left.push(text::trimmed(written).to_owned()),
                }
            }
            if !edits.is_empty() {
                pasted.filled += 1;
                pasted.edits.push(Edit::add(register, id));
                pasted.edits.append(&mut edits);
            }
        }
        pasted
    }

    /// The columns that a first row names, if it names columns: two of them, or all that is in it.
    fn header(&self, register: Register, row: &[String]) -> Option<Vec<Option<Column>>> {
        let mut columns: Vec<Option<Column>> = Vec::new();
        for written in row {
            let named = self.named(register, written);
            // Named twice, the first is meant.
            columns.push(named.filter(|it| !columns.contains(&Some(*it))));
        }
        let found = columns.iter().flatten().count();
        let written = row.iter().filter(|it| !is_blank(it)).count();
        (found > 0 && (found >= 2 || found == written)).then_some(columns)
    }

    fn named(&self, register: Register, written: &str) -> Option<Column> {
        let said = folded(written, self.plain);
        register.columns().iter().copied().find(|column| {
            let words = self.playbook.column(register, *column);
            let labels = words.into_iter().flat_map(|it| [&it.label.ja, &it.label.en]);
            !said.is_empty() && labels.into_iter().any(|it| self.names(it).contains(&said))
        })
    }
}
