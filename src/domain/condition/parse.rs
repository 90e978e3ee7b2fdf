//! Conditions as they are written in the content.
//!
//! ```text
//! condition := all ("or" all)*
//! all       := one ("and" one)*
//! one       := "not" one | "(" condition ")" | atom
//! atom      := question | question "is" choice | item "is" "done" | question "have" record
//! ```
//!
//! A name with a dot is an item (`ftop.3979`), one without is a question (`managed`).

use std::fmt;

use super::{Atom, Condition};
use crate::domain::id::{ItemId, QuestionId, is_well_formed, keep};
use crate::domain::parts::Record;

impl Condition {
    /// Reads a condition.
    ///
    /// # Errors
    ///
    /// The first place where something else was expected.
    pub fn parse(written: &str) -> Result<Condition, ConditionError> {
        let mut reader =
            Reader { words: words(written), next: 0, end: written.chars().count() + 1 };
        let condition = reader.any()?;
        match reader.peek() {
            None => Ok(condition),
            Some(_) => Err(reader.wrong("`and`, `or` or the end")),
        }
    }
}

/// Where a condition is not well written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConditionError {
    /// The character at which reading stopped, counted from 1.
    pub position: usize,
    /// What could have stood there, in words for whoever writes the content.
    pub expected: &'static str,
    /// The word found there; `None` at the end.
    pub found: Option<String>,
}

impl fmt::Display for ConditionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ConditionError { position, expected, found } = self;
        match found {
            Some(found) => {
                write!(f, "at character {position}: expected {expected}, found `{found}`")
            }
            None => write!(f, "at character {position}: expected {expected}, found the end"),
        }
    }
}

/// Splits into words and parentheses, each with its position counted from 1.
fn words(written: &str) -> Vec<(usize, String)> {
    let mut words: Vec<(usize, String)> = Vec::new();
    let mut in_word = false;
    for (at, it) in written.chars().enumerate() {
        match it {
            '(' | ')' => words.push((at + 1, it.to_string())),
            _ if it.is_whitespace() => {}
            _ if in_word => {
                if let Some((_, word)) = words.last_mut() {
                    word.push(it);
                }
            }
            _ => words.push((at + 1, it.to_string())),
        }
        in_word = !it.is_whitespace() && it != '(' && it != ')';
    }
    words
}

struct Reader {
    words: Vec<(usize, String)>,
    next: usize,
    end: usize,
}

impl Reader {
    fn peek(&self) -> Option<&str> {
        self.words.get(self.next).map(|(_, word)| word.as_str())
    }

    fn take(&mut self, wanted: &str) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.next += 1;
        }
        found
    }

    fn wrong(&self, expected: &'static str) -> ConditionError {
        let (position, found) = match self.words.get(self.next) {
            Some((at, word)) => (*at, Some(word.clone())),
            None => (self.end, None),
        };
        ConditionError { position, expected, found }
    }

    fn name(&mut self, expected: &'static str) -> Result<String, ConditionError> {
        match self.peek() {
            Some(word) if is_well_formed(word) && !is_keyword(word) => {
                let word = word.to_owned();
                self.next += 1;
                Ok(word)
            }
            _ => Err(self.wrong(expected)),
        }
    }

    fn any(&mut self) -> Result<Condition, ConditionError> {
        let mut parts = vec![self.all()?];
        while self.take("or") {
            parts.push(self.all()?);
        }
        Ok(joined(parts, Condition::Any))
    }

    fn all(&mut self) -> Result<Condition, ConditionError> {
        let mut parts = vec![self.one()?];
        while self.take("and") {
            parts.push(self.one()?);
        }
        Ok(joined(parts, Condition::All))
    }

    fn one(&mut self) -> Result<Condition, ConditionError> {
        if self.take("not") {
            return Ok(Condition::Not(Box::new(self.one()?)));
        }
        if self.take("(") {
            let inner = self.any()?;
            return if self.take(")") { Ok(inner) } else { Err(self.wrong("`)`")) };
        }
        let name = self.name("a question, an item, `not` or `(`")?;
        if name.contains('.') {
            let is_done = self.take("is") && self.take("done");
            return if is_done {
                Ok(Condition::Atom(Atom::Done(ItemId::written(&name))))
            } else {
                Err(self.wrong("`is done` after an item"))
            };
        }
        let question = QuestionId::written(&name);
        if self.take("have") {
            let record = self.peek().and_then(Record::named);
            let record = record.ok_or_else(|| self.wrong("a record after `have`"))?;
            self.next += 1;
            return Ok(Condition::Atom(Atom::Have(question, record)));
        }
        if self.take("is") {
            let choice = self.name("a choice after `is`")?;
            return Ok(Condition::Atom(Atom::Is(question, keep(&choice))));
        }
        Ok(Condition::Atom(Atom::Yes(question)))
    }
}

fn is_keyword(word: &str) -> bool {
    matches!(word, "and" | "or" | "not" | "is" | "have")
}

fn joined(mut parts: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Condition {
    if parts.len() == 1 { parts.remove(0) } else { join(parts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_told_with_its_position_and_what_was_expected() {
        let table = [
            ("", 1, "a question, an item, `not` or `(`", None),
            ("managed and", 12, "a question, an item, `not` or `(`", None),
            ("managed managed", 9, "`and`, `or` or the end", Some("managed")),
            ("(managed", 9, "`)`", None),
            ("managed)", 8, "`and`, `or` or the end", Some(")")),
            ("motion is", 10, "a choice after `is`", None),
            ("motion is (rfa)", 11, "a choice after `is`", Some("(")),
            ("ftop.994", 9, "`is done` after an item", None),
            ("ftop.994 is open", 13, "`is done` after an item", Some("open")),
            ("services have", 14, "a record after `have`", None),
            ("services have seats", 15, "a record after `have`", Some("seats")),
            ("managed date", 9, "`and`, `or` or the end", Some("date")),
            ("Managed", 1, "a question, an item, `not` or `(`", Some("Managed")),
            ("not and managed", 5, "a question, an item, `not` or `(`", Some("and")),
        ];
        for (written, position, expected, found) in table {
            let error = Condition::parse(written).unwrap_err();
            let wanted = ConditionError { position, expected, found: found.map(str::to_owned) };
            assert_eq!(error, wanted, "{written}");
        }
    }
}
