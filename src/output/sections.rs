//! Registers as blocks of a document, whoever it is for: what a reader may know comes in as a
//! [`Record`], and the rest does not exist here.

use super::report::{Block, Bullet, Table};
use super::shared::Shared;
use crate::domain::id::EntryId;
use crate::domain::playbook::Playbook;
use crate::domain::register::{
    Column, Register, actions, decisions, gaps, meetings, needs, people, questions, scope, services,
};
use crate::i18n::words::Words;

/// What a document may tell of the registers.
pub trait Record {
    fn playbook(&self) -> &'static Playbook;

    /// Those with something in them.
    fn entries(&self, register: Register) -> Vec<EntryId>;

    /// What a cell says, in words.
    fn cell(&self, register: Register, id: EntryId, column: Column, words: Words)
    -> Option<String>;

    /// The name of a service.
    fn service(&self, id: EntryId, words: Words) -> Option<String>;
}

impl Record for Shared<'_> {
    fn playbook(&self) -> &'static Playbook {
        Shared::playbook(self)
    }

    fn entries(&self, register: Register) -> Vec<EntryId> {
        Shared::entries(self, register)
    }

    fn cell(
        &self,
        register: Register,
        id: EntryId,
        column: Column,
        words: Words,
    ) -> Option<String> {
        Shared::cell(self, register, id, column, words)
    }

    fn service(&self, id: EntryId, words: Words) -> Option<String> {
        Shared::service(self, id, words)
    }
}

/// A fixed text of the interface.
pub type Phrase = fn(Words) -> &'static str;

/// How the entries of a register are told.
#[derive(Clone, Copy)]
pub struct Section {
    pub register: Register,
    /// What is told of an entry: its name first.
    pub columns: &'static [Column],
    /// What a column is called for this reader, where the list's own label is ours.
    pub labels: &'static [(Column, Phrase)],
    /// As a table, for what is looked up by person or day; otherwise as a list.
    pub is_table: bool,
}

pub const SERVICES: Section = Section {
    register: Register::Services,
    columns: &[
        services::NAME,
        services::DUE,
        services::INTENT,
        services::REASON,
        services::OWNER,
        services::STAKEHOLDERS,
        services::SCENARIOS,
        services::AWARENESS,
        services::TRAINING,
    ],
    labels: &[],
    is_table: false,
};

pub const NEEDS: Section = Section {
    register: Register::Needs,
    columns: &[needs::WHAT, needs::HORIZON],
    labels: &[],
    is_table: false,
};

pub const DECISIONS: Section = Section {
    register: Register::Decisions,
    columns: &[
        decisions::WHAT,
        decisions::OWNER,
        decisions::ON,
        decisions::SERVICE,
        decisions::TOPIC,
    ],
    labels: &[],
    is_table: false,
};

pub const ACTIONS: Section = Section {
    register: Register::Actions,
    columns: &[
        actions::WHAT,
        actions::OWNER,
        actions::DUE,
        actions::STATE,
        actions::SERVICE,
        actions::TOPIC,
        actions::REASON,
    ],
    labels: &[],
    is_table: true,
};

pub const QUESTIONS: Section = Section {
    register: Register::Questions,
    columns: &[questions::ASK, questions::OF, questions::ANSWER],
    labels: &[],
    is_table: false,
};

pub const GAPS: Section = Section {
    register: Register::Gaps,
    columns: &[gaps::WHAT, gaps::SERVICE, gaps::STATE, gaps::EXPERT, gaps::DUE],
    labels: &[],
    is_table: false,
};

pub const SCOPE: Section = Section {
    register: Register::Scope,
    columns: &[scope::WORK, scope::WHO],
    labels: &[],
    is_table: false,
};

pub const MEETINGS: Section = Section {
    register: Register::Meetings,
    columns: &[
        meetings::TOPIC,
        meetings::ON,
        meetings::KIND,
        meetings::SERVICE,
        meetings::SCENARIO,
        meetings::PEOPLE,
    ],
    labels: &[],
    is_table: true,
};

pub const PEOPLE: Section = Section {
    register: Register::People,
    columns: &[people::NAME, people::ORGANISATION, people::ROLE],
    labels: &[],
    is_table: true,
};

impl Section {
    /// All columns of a register, as the lists of the app call them.
    pub fn of(register: Register) -> Section {
        Section { register, columns: register.columns(), labels: &[], is_table: false }
    }

    /// All of it; `None` if there is nothing to tell, so that no heading is put over nothing.
    pub fn block(&self, record: &dyn Record, words: Words) -> Option<Block> {
        self.block_of(record, &record.entries(self.register), words)
    }

    /// Of these entries.
    pub fn block_of(&self, record: &dyn Record, ids: &[EntryId], words: Words) -> Option<Block> {
        if self.is_table { self.table(record, ids, words) } else { self.list(record, ids, words) }
    }

    fn table(&self, record: &dyn Record, ids: &[EntryId], words: Words) -> Option<Block> {
        let mut rows: Vec<Vec<String>> = ids
            .iter()
            .map(|id| {
                let cells = self.columns.iter();
                cells.map(|it| self.said(record, *id, *it, words).unwrap_or_default()).collect()
            })
            .collect();
        rows.retain(|row: &Vec<String>| row.iter().any(|it| !it.is_empty()));
        if rows.is_empty() {
            return None;
        }
        // What nothing is known of is no column, but for the first.
        let is_used: Vec<bool> = (0..self.columns.len())
            .map(|at| {
                at == 0 || rows.iter().any(|row| row.get(at).is_some_and(|it| !it.is_empty()))
            })
            .collect();
        let used = |cells: Vec<String>| {
            let cells = cells.into_iter().zip(&is_used);
            cells.filter(|it| *it.1).map(|it| it.0).collect::<Vec<String>>()
        };
        let columns = self.columns.iter().map(|it| self.label(record, *it, words)).collect();
        Some(Block::Table(Table {
            columns: used(columns),
            rows: rows.into_iter().map(used).collect(),
        }))
    }

    /// Without a name, the first detail takes its place.
    fn list(&self, record: &dyn Record, ids: &[EntryId], words: Words) -> Option<Block> {
        let bullet = |id: &EntryId| {
            let mut said = self.columns.iter().enumerate().filter_map(|(at, column)| {
                let said = self.said(record, *id, *column, words)?;
                Some(match at {
                    0 => said,
                    _ => format!("{}: {said}", self.label(record, *column, words)),
                })
            });
            let text = said.next()?;
            Some(Bullet { text, details: said.collect() })
        };
        let all: Vec<Bullet> = ids.iter().filter_map(bullet).collect();
        (!all.is_empty()).then_some(Block::List(all))
    }

    /// What is told of one entry in one column.
    fn said(
        &self,
        record: &dyn Record,
        id: EntryId,
        column: Column,
        words: Words,
    ) -> Option<String> {
        if column == services::NAME && self.register == Register::Services {
            record.service(id, words)
        } else {
            record.cell(self.register, id, column, words)
        }
    }

    fn label(&self, record: &dyn Record, column: Column, words: Words) -> String {
        if let Some((_, label)) = self.labels.iter().find(|it| it.0 == column) {
            return label(words).to_owned();
        }
        let column = record.playbook().column(self.register, column);
        column.map_or("", |it| it.label.get(words.0)).to_owned()
    }
}
