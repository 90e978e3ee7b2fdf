//! Of a person: 田中 一郎、コントソ、部長.

use std::ops::Range;

use super::Part;
use super::folded::{Folded, is_latin};
use super::parts::Parts;

impl Parts<'_> {
    /// The name stays text. Behind it stand the organisation and the role, in either order if the
    /// role is known as one. A role may have commas of its own.
    pub(super) fn of_person(&mut self, body: Range<usize>) {
        let line = self.line;
        let mut cuts = body.clone().filter(|it| line.at(*it).is_some_and(|it| "、,/".contains(it)));
        let Some(first) = cuts.next().filter(|it| *it > body.start) else { return };
        let second = cuts.next();
        let one = first..second.unwrap_or(body.end);
        let one_said = line.trimmed(one.start + 1..one.end);
        let is_role = |it: &Range<usize>| is_role(line, it.clone(), self.context.vocabulary.roles);
        let other = second.map(|it| it..body.end);
        let other = other.filter(|it| !line.trimmed(it.start + 1..it.end).is_empty());
        let Some(other) = other else {
            let is_role = is_role(&one_said);
            self.add_said(one, one_said, is_role);
            return;
        };
        let other_said = line.trimmed(other.start + 1..other.end);
        let is_swapped = is_role(&one_said) && !is_role(&other_said);
        self.add_said(one, one_said, is_swapped);
        self.add_said(other, other_said, !is_swapped);
    }

    fn add_said(&mut self, span: Range<usize>, said: Range<usize>, is_role: bool) {
        if said.is_empty() {
            return;
        }
        let written = self.typed(said).into();
        let span = span.start..self.line.back_over_blanks(span.end);
        self.add(span, if is_role { Part::Role(written) } else { Part::Organisation(written) });
    }
}

/// Whether a role is named: at the end in Japanese, anywhere in English.
fn is_role(line: &Folded, said: Range<usize>, roles: &[&str]) -> bool {
    roles.iter().any(|role| match role.starts_with(is_latin) {
        true => said.clone().any(|at| line.word(at, role).is_some_and(|to| to <= said.end)),
        false => line.ends_in(said.end, &[role]),
    })
}
