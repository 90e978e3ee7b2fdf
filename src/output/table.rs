//! Tables for a spreadsheet: tasks, actions, gaps and risks as CSV (RFC 4180), for readers in the
//! house.
//!
//! A mark of the byte order in front makes Excel read Japanese. No cell can become a formula, wherever
//! a spreadsheet believes that a cell begins: an apostrophe is put before what could begin one, as
//! OWASP advises. Every cell is in quotes. The `csv` crate is the tests' reader; writing is a few lines,
//! and what matters in them is ours.

use chrono::{NaiveDate, NaiveDateTime};

use super::report::Table;
use super::sections::Record;
use super::whole::Whole;
use crate::domain::assessment::{Assessment, State};
use crate::domain::deadline::first_contact;
use crate::domain::engagement::Engagement;
use crate::domain::field::{Field, ItemField};
use crate::domain::id::ItemId;
use crate::domain::iso;
use crate::domain::library::Library;
use crate::domain::playbook::{Item, Panel, Step};
use crate::domain::register::{Column, Register, tasks};
use crate::domain::text::is_unseen;
use crate::domain::value::{Mark, Value};
use crate::i18n::names;
use crate::i18n::words::Words;
use crate::store::engagements::{Found, Listed};

/// The preference of a browser for what parts cells.
pub const SEPARATOR: &str = "separator";

/// What a spreadsheet parts cells by: Excel takes what the system's region says.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Separator {
    /// Japan, the United States, the United Kingdom.
    #[default]
    Comma,
    /// Where the comma parts decimals: most of Europe.
    Semicolon,
}

impl Separator {
    /// Both, the default first.
    pub const ALL: [Separator; 2] = [Separator::Comma, Separator::Semicolon];

    /// As it is stored and written.
    pub fn sign(self) -> &'static str {
        match self {
            Separator::Comma => ",",
            Separator::Semicolon => ";",
        }
    }

    /// Reads a [sign](Separator::sign); `None` if it is none.
    pub fn from_sign(sign: &str) -> Option<Separator> {
        Separator::ALL.into_iter().find(|it| it.sign() == sign)
    }
}

/// The whole file.
pub fn csv(table: &Table, separator: Separator) -> String {
    let mut text = "\u{feff}".to_owned();
    for row in [&table.columns].into_iter().chain(&table.rows) {
        for (at, cell) in row.iter().enumerate() {
            if 0 < at {
                text.push_str(separator.sign());
            }
            text.push('"');
            text.push_str(&defused(cell).replace('"', "\"\""));
            text.push('"');
        }
        text.push_str("\r\n");
    }
    text
}

/// A cell that no spreadsheet calculates, with its lines parted as inside a cell. Whoever reads it sees
/// at most an apostrophe more.
fn defused(cell: &str) -> String {
    let mut safe = String::new();
    // Whether a spreadsheet could believe that a cell begins here.
    let mut may_begin = true;
    for it in cell.replace("\r\n", "\n").chars() {
        let it = match it {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            // Not a blank: a tab parts cells, too, and begins formulas.
            '\t' => ' ',
            _ if it.is_control() && it != '\n' => continue,
            _ => it,
        };
        if may_begin && matches!(it, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−')
        {
            safe.push('\'');
        }
        let parts = matches!(it, ',' | ';' | '\n' | '"');
        may_begin = parts || may_begin && is_unseen(it);
        safe.push(it);
    }
    safe
}

/// Every row of the playbook that is ticked, and the tasks that were added.
pub fn tasks(engagement: &Engagement, words: Words) -> Table {
    let assessment = Assessment::of(engagement.playbook(), engagement);
    let record = Whole(engagement);
    let mut rows = Vec::new();
    for step in &engagement.playbook().steps {
        let items = step.items.iter().filter(|it| it.is_ticked());
        rows.extend(items.map(|it| task(&record, &assessment, step, it, words)));
        if step.panel == Some(Panel::Uncategorized) {
            for id in record.entries(Register::Tasks) {
                let cell =
                    |column| record.cell(Register::Tasks, id, column, words).unwrap_or_default();
                let is_done = engagement.flag(Field::Entry(Register::Tasks, id, tasks::DONE));
                let state = if is_done { words.mark_done() } else { words.mark_open() };
                rows.push(vec![
                    step.title.get(words.0).to_owned(),
                    cell(tasks::NAME),
                    cell(tasks::NUMBER),
                    cell(tasks::MANDATORY),
                    state.to_owned(),
                    String::new(),
                    cell(tasks::ROLE),
                    String::new(),
                    String::new(),
                ]);
            }
        }
    }
    let columns = [
        words.table_step(),
        words.table_task(),
        words.table_number(),
        words.table_necessity(),
        words.state(),
        words.reason(),
        words.owner(),
        words.table_deadline(),
        words.note(),
    ];
    Table { columns: columns.map(str::to_owned).into(), rows }
}

fn task(
    record: &Whole<'_>,
    assessment: &Assessment,
    step: &Step,
    item: &Item,
    words: Words,
) -> Vec<String> {
    let said = |part| record.said(Field::Item(item.id, part), words).unwrap_or_default();
    let status = assessment.item(item.id);
    let necessity = match (&item.task, status) {
        (_, Some(it)) if it.is_triggered() => words.due_now(),
        (_, Some(it)) if it.mandatory => words.mandatory(),
        (Some(_), _) => words.optional(),
        (None, _) => "",
    };
    let mark = record.0.mark(item.id);
    let state = match (assessment.state(item.id), mark) {
        (State::OutOfBranch | State::NotApplicable, _) => words.not_applicable(),
        (State::Undecided, _) => words.undecided(),
        (State::Done, _) => words.mark_done(),
        (State::Met, _) => words.met_by_data(),
        (State::Waived, _) => words.waived(),
        (State::Open, Some(Mark::NotMet(_))) => words.mark_not_met(),
        (State::Open, _) => words.mark_open(),
    };
    let reason = mark.and_then(Mark::reason).map_or("", |it| it.as_str());
    let number = item.task.as_ref().and_then(|it| it.number.as_deref());
    let due = deadline(record.0, item.id).map(iso::day);
    vec![
        step.title.get(words.0).to_owned(),
        item.title.get(words.0).to_owned(),
        number.unwrap_or_default().to_owned(),
        necessity.to_owned(),
        state.to_owned(),
        reason.to_owned(),
        said(ItemField::Owner),
        due.unwrap_or_default(),
        said(ItemField::Note),
    ]
}

/// The first outreach has the deadline of the rule, and the kickoff is held on its day.
fn deadline(engagement: &Engagement, item: ItemId) -> Option<NaiveDate> {
    let roles = engagement.roles();
    if item == roles.first_outreach {
        first_contact(engagement).map(|it| it.due)
    } else if item == roles.kickoff_meeting {
        engagement.moment(Field::Fact(roles.kickoff_at)).map(|it| it.date())
    } else {
        None
    }
}

/// All entries of a register with all of its columns, such as actions, gaps or risks. Days are as
/// every spreadsheet takes them for days.
pub fn register(engagement: &Engagement, register: Register, words: Words) -> Table {
    let record = Whole(engagement);
    let label = |column: &Column| {
        let column = engagement.playbook().column(register, *column);
        column.map_or("", |it| it.label.get(words.0)).to_owned()
    };
    let row = |id| {
        let cell = |column: &Column| match engagement.value(Field::Entry(register, id, *column)) {
            Some(Value::Day(it)) => iso::day(*it),
            _ => record.cell(register, id, *column, words).unwrap_or_default(),
        };
        register.columns().iter().map(cell).collect()
    };
    Table {
        columns: register.columns().iter().map(label).collect(),
        rows: record.entries(register).into_iter().map(row).collect(),
    }
}

/// The list of engagements, as it was asked for. `clock` tells what a clock on a wall shows in a zone;
/// days and moments are on the engagement's own. Of what cannot be read there is the name, and why.
pub fn engagements(
    listed: &[&Listed],
    library: &Library,
    now_millis: u64,
    clock: &dyn Fn(u64, &str) -> NaiveDateTime,
    words: Words,
) -> Table {
    let moment = |it: NaiveDateTime| iso::moment(it).replace('T', " ");
    let row = |it: &&Listed| {
        let name = words.called(&it.name).to_owned();
        let Found::Whole(card) = &it.state else {
            let is_newer = matches!(it.state, Found::Newer(_));
            let why = match it.state {
                Found::Missing => words.lost(),
                _ => words.why_unreadable(is_newer).0,
            };
            let mut row = vec![name, String::new(), String::new(), why.to_owned()];
            row.resize(COLUMNS - 1, String::new());
            row.push(it.id.to_string());
            return row;
        };
        let playbook = card.playbook(library);
        let motion = playbook.and_then(|playbook| {
            let question = playbook.question(playbook.roles.motion)?;
            question.choices.label(card.motion.as_ref()?)
        });
        let services: Vec<&str> =
            card.services.iter().map(|it| names::service_called(it, library, words.0)).collect();
        let next = playbook.and_then(|playbook| {
            let next = card.next(playbook)?;
            let (what, by) = next.at(clock(now_millis, &card.zone));
            Some((names::next_title(what, playbook, words), by))
        });
        let (next, due) = next.unwrap_or_default();
        vec![
            name,
            motion.map_or(words.motion_unknown(), |it| it.get(words.0)).to_owned(),
            words.list(&services),
            card.phase.map_or("", |it| names::phase(it, words)).to_owned(),
            card.closed.to_string(),
            card.total.to_string(),
            card.mandatory_closed.to_string(),
            card.mandatory_total.to_string(),
            card.contact_due.map(iso::day).unwrap_or_default(),
            card.kickoff_at.map(moment).unwrap_or_default(),
            next,
            due.map(moment).unwrap_or_default(),
            moment(clock(card.changed_millis, &card.zone)),
            it.id.to_string(),
        ]
    };
    let columns: [&str; COLUMNS] = [
        words.table_customer(),
        words.table_motion(),
        words.table_services(),
        words.table_phase(),
        words.table_closed(),
        words.table_total(),
        words.table_mandatory_closed(),
        words.table_mandatory_total(),
        words.table_contact_due(),
        words.table_kickoff_at(),
        words.table_next(),
        words.table_next_due(),
        words.table_changed(),
        "ID",
    ];
    Table { columns: columns.map(str::to_owned).into(), rows: listed.iter().map(row).collect() }
}

/// Of the list of engagements.
const COLUMNS: usize = 14;
