//! When something applies: a boolean expression over answers, in three-valued logic, whose verdict
//! carries the findings that decided it (C1 to C18).
//!
//! Some rows ask what the services have on record (`have`), so that nothing is to be ticked that is
//! recorded already. A tick against the records stays, is told, and asks for its reason.

mod parse;

use super::id::{ItemId, QuestionId};
use super::parts::Record;
use super::stamp::Stamp;

pub use parse::ConditionError;

/// What a condition asks about.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Atom {
    /// The question is answered with yes.
    Yes(QuestionId),
    /// The question's answer is, or includes, this choice.
    Is(QuestionId, &'static str),
    /// The item is done.
    Done(ItemId),
    /// The services in scope, which answer the question, have this on record.
    Have(QuestionId, Record),
}

impl Atom {
    /// The question that settles it, if one does.
    fn question(self) -> Option<QuestionId> {
        match self {
            Atom::Yes(id) | Atom::Is(id, _) | Atom::Have(id, _) => Some(id),
            Atom::Done(_) => None,
        }
    }
}

/// See the module's grammar.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Condition {
    /// One thing that is asked about.
    Atom(Atom),
    /// The opposite; what is undecided stays so.
    Not(Box<Condition>),
    /// Every part applies. One no decides it.
    All(Vec<Condition>),
    /// One part applies at least. One yes decides it.
    Any(Vec<Condition>),
}

/// The three answers. "Not yet known" is one of them, never a silent no.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Applies {
    /// It applies.
    Yes,
    /// It does not apply.
    No,
    /// Nobody can tell before a question is answered.
    Undecided,
}

impl Applies {
    fn not(self) -> Applies {
        match self {
            Applies::Yes => Applies::No,
            Applies::No => Applies::Yes,
            Applies::Undecided => Applies::Undecided,
        }
    }
}

/// What is known about one atom, and since when.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Finding {
    /// What was asked about.
    pub atom: Atom,
    /// `None`: nobody has asked yet.
    pub holds: Option<bool>,
    /// The change since which it is so; `None` if nothing that was recorded tells.
    pub since: Option<Stamp>,
}

impl Finding {
    /// Nobody has asked, and nothing tells since when.
    pub fn unknown(atom: Atom) -> Finding {
        Finding { atom, holds: None, since: None }
    }
}

/// The answer of a condition, with the findings that decided it, or that would.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Verdict {
    /// Whether it applies.
    pub applies: Applies,
    /// In the order of writing; empty for what has no condition.
    pub because: Vec<Finding>,
}

impl Verdict {
    /// What has no condition applies always.
    pub fn always() -> Verdict {
        Verdict { applies: Applies::Yes, because: Vec::new() }
    }

    /// The questions that would decide it, in the order of writing; none if it is decided.
    pub fn open_questions(&self) -> Vec<QuestionId> {
        let mut open = Vec::new();
        if self.applies == Applies::Undecided {
            for finding in self.because.iter().filter(|it| it.holds.is_none()) {
                if let Some(id) = finding.atom.question()
                    && !open.contains(&id)
                {
                    open.push(id);
                }
            }
        }
        open
    }
}

impl Condition {
    /// Works out the verdict; `find` tells what is known about an atom.
    pub fn evaluate(&self, find: &mut impl FnMut(Atom) -> Finding) -> Verdict {
        match self {
            Condition::Atom(atom) => {
                let finding = find(*atom);
                let applies = match finding.holds {
                    Some(true) => Applies::Yes,
                    Some(false) => Applies::No,
                    None => Applies::Undecided,
                };
                Verdict { applies, because: vec![finding] }
            }
            Condition::Not(inner) => {
                let verdict = inner.evaluate(find);
                Verdict { applies: verdict.applies.not(), ..verdict }
            }
            Condition::All(parts) => settle(parts, Applies::No, find),
            Condition::Any(parts) => settle(parts, Applies::Yes, find),
        }
    }

    /// Every atom in it, in the order of writing.
    pub fn atoms(&self) -> Vec<Atom> {
        match self {
            Condition::Atom(atom) => vec![*atom],
            Condition::Not(inner) => inner.atoms(),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().flat_map(Condition::atoms).collect()
            }
        }
    }
}

/// `decisive` is the answer that one part can give for all: a no for "all", a yes for "any". The
/// findings kept are those of the parts that decide; if none does, of those still open.
fn settle(
    parts: &[Condition],
    decisive: Applies,
    find: &mut impl FnMut(Atom) -> Finding,
) -> Verdict {
    let verdicts: Vec<Verdict> = parts.iter().map(|it| it.evaluate(find)).collect();
    let any = |wanted| verdicts.iter().any(|it| it.applies == wanted);
    let applies = if any(decisive) {
        decisive
    } else if any(Applies::Undecided) {
        Applies::Undecided
    } else {
        decisive.not()
    };
    let because =
        verdicts.into_iter().filter(|it| it.applies == applies).flat_map(|it| it.because).collect();
    Verdict { applies, because }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWERS: [Option<bool>; 3] = [Some(true), Some(false), None];

    fn evaluate(written: &str, answers: &[(&str, Option<bool>)]) -> Verdict {
        Condition::parse(written).unwrap().evaluate(&mut |atom| {
            let name = match atom {
                Atom::Yes(question) => question.as_str(),
                Atom::Is(_, choice) => choice,
                Atom::Done(item) => item.as_str(),
                Atom::Have(_, record) => record.name(),
            };
            let holds = answers.iter().find(|(it, _)| *it == name).and_then(|(_, holds)| *holds);
            Finding { atom, holds, since: None }
        })
    }

    fn kleene(applies: Applies) -> Option<bool> {
        match applies {
            Applies::Yes => Some(true),
            Applies::No => Some(false),
            Applies::Undecided => None,
        }
    }

    /// All 27 combinations of three answers, against the definition of Kleene's logic: all is the
    /// least of the parts, any the greatest, where no < undecided < yes.
    #[test]
    fn each_connective_follows_three_valued_logic_for_all_27_answers() {
        let rank = |it: Option<bool>| match it {
            Some(false) => 0,
            None => 1,
            Some(true) => 2,
        };
        let mut seen = 0;
        for a in ANSWERS {
            for b in ANSWERS {
                for c in ANSWERS {
                    let answers = [("a", a), ("b", b), ("c", c)];
                    let ranks = [rank(a), rank(b), rank(c)];
                    let all = kleene(evaluate("a and b and c", &answers).applies);
                    let any = kleene(evaluate("a or b or c", &answers).applies);
                    let not = kleene(evaluate("not (a and b and c)", &answers).applies);
                    assert_eq!(Some(rank(all)), ranks.into_iter().min(), "all of {answers:?}");
                    assert_eq!(Some(rank(any)), ranks.into_iter().max(), "any of {answers:?}");
                    assert_eq!(not, all.map(|it| !it), "not all of {answers:?}");
                    seen += 1;
                }
            }
        }
        assert_eq!(seen, 27);
    }

    #[test]
    fn a_verdict_names_only_what_decided_it() {
        let decided = |written, answers: &[(&str, Option<bool>)]| -> Vec<String> {
            evaluate(written, answers)
                .because
                .into_iter()
                .map(|it| match it.atom {
                    Atom::Yes(question) => question.to_string(),
                    Atom::Is(_, choice) => choice.to_owned(),
                    Atom::Done(item) => item.to_string(),
                    Atom::Have(_, record) => record.name().to_owned(),
                })
                .collect()
        };
        assert_eq!(decided("a and b", &[("a", Some(true)), ("b", Some(false))]), ["b"]);
        assert_eq!(decided("a or b", &[("a", Some(true)), ("b", None)]), ["a"]);
        assert_eq!(decided("a and b", &[("a", Some(true)), ("b", None)]), ["b"]);
        assert_eq!(decided("a or not b", &[("a", Some(false)), ("b", Some(true))]), ["a", "b"]);
    }

    #[test]
    fn and_binds_closer_than_or() {
        let answers = [("a", Some(true)), ("b", Some(false)), ("c", Some(false))];
        assert_eq!(evaluate("a or b and c", &answers).applies, Applies::Yes);
        assert_eq!(evaluate("(a or b) and c", &answers).applies, Applies::No);
    }
}
