//! What comes next, as lines of codes on a card: one for each deadline, the last one for what has
//! none. Words come from the playbook when the list is drawn.
//!
//! ```text
//! 2026-09-25T23:59 - contact
//! 2026-10-02T23:59 2026-10-03T00:00 meetings/0198… Teams の録画
//! - - item/prep.questions
//! ```
//!
//! So the list counts down by the engagement's own clock without opening anything.

use crate::domain::field::entry_id;
use crate::domain::iso;
use crate::domain::next::{Due, Next, What};
use crate::domain::playbook::Playbook;
use crate::domain::register::Register;

/// Stands where there is no moment.
const NONE: &str = "-";

/// As it is kept.
pub fn write(next: &Next) -> Vec<String> {
    let moment = |it: Option<_>| it.map_or_else(|| NONE.to_owned(), iso::moment);
    let mut lines: Vec<String> = Vec::new();
    for due in &next.dated {
        lines.push(format!("{} {} {}", iso::moment(due.by), moment(due.until), code(&due.what)));
    }
    lines.push(format!("{NONE} {NONE} {}", code(&next.open)));
    lines
}

fn code(what: &What) -> String {
    match what {
        What::Contact => "contact".to_owned(),
        What::Kickoff => "kickoff".to_owned(),
        What::HandOff => "hand-off".to_owned(),
        What::Item(item) => format!("item/{item}"),
        What::Decide(question, item) => format!("decide/{question}/{item}"),
        What::Entry(register, id, name) => format!("{}/{id} {name}", register.code()),
    }
}

/// As it was kept; `None` if it is not what this version writes, and then it is made again.
pub fn read(lines: &[String], playbook: &Playbook) -> Option<Next> {
    let (open, dated) = lines.split_last()?;
    let mut next = Next { dated: Vec::new(), open: what(open.strip_prefix("- - ")?, playbook)? };
    for line in dated {
        let (by, rest) = line.split_once(' ')?;
        let (until, code) = rest.split_once(' ')?;
        let until = if until == NONE { None } else { Some(iso::read_moment(until)?) };
        next.dated.push(Due { what: what(code, playbook)?, by: iso::read_moment(by)?, until });
    }
    Some(next)
}

fn what(code: &str, playbook: &Playbook) -> Option<What> {
    let (path, name) = code.split_once(' ').unwrap_or((code, ""));
    let mut parts = path.split('/');
    let (group, first, second) = (parts.next()?, parts.next(), parts.next());
    Some(match (group, first) {
        ("contact", None) => What::Contact,
        ("kickoff", None) => What::Kickoff,
        ("hand-off", None) => What::HandOff,
        ("item", Some(item)) => What::Item(playbook.item_named(item)?),
        ("decide", Some(question)) => {
            What::Decide(playbook.question_named(question)?, playbook.item_named(second?)?)
        }
        (register, Some(id)) => {
            let register = Register::from_code(register)?;
            What::Entry(register, entry_id(register, id, playbook)?, name.into())
        }
        _ => return None,
    })
}
