//! An unsorted note becomes an entry elsewhere, with all that was said.

use kickoff::domain::capture::refile::{PLACES, refile};
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::{Field, Subject};
use kickoff::domain::register::{Register, unsorted};
use kickoff::domain::stamp::Stamp;
use kickoff::domain::value::Value;

use crate::support::{Case, HERE, coined, playbook};

fn noted(line: &str, speaker: &str) -> Case {
    let mut case = Case::new();
    let cell = |column, text: &str| {
        Edit::set(Field::Entry(Register::Unsorted, coined(7), column), Value::Text(text.into()))
    };
    let mut edits = vec![Edit::add(Register::Unsorted, coined(7)), cell(unsorted::LINE, line)];
    if !speaker.is_empty() {
        edits.push(cell(unsorted::SPEAKER, speaker));
    }
    apply(&mut case, &edits, 0);
    case
}

fn apply(case: &mut Case, edits: &[Edit], second: u64) -> Vec<Edit> {
    let at = Stamp::new(1_790_000_000_000 + second * 1000, 0, HERE);
    case.engagement.apply(playbook(), edits, at).unwrap()
}

#[test]
fn a_note_goes_where_it_belongs_with_its_text_and_speaker_and_comes_back() {
    for (key, to) in PLACES {
        for (line, speaker) in [("録画の保存先", ""), ("2 行の\nメモ", "佐藤 恵子")] {
            let mut case = noted(line, speaker);
            let before: Vec<_> = case.engagement.entries(Register::Unsorted).collect();
            let edits = refile(&case.engagement, coined(7), to);
            let back = apply(&mut case, &edits, 1);
            assert_eq!(case.engagement.entries(to).collect::<Vec<_>>(), [coined(7)], "{key}");
            assert_eq!(case.engagement.entries(Register::Unsorted).count(), 0, "{key}");
            let first = to.columns()[0];
            assert!(case.engagement.cell(to, coined(7), first).ends_with(line), "{key}");
            let said = to.columns().iter().map(|it| case.engagement.cell(to, coined(7), *it));
            let said: String = said.collect();
            assert!(said.contains(speaker), "{key}: {said}");
            apply(&mut case, &back, 2);
            assert_eq!(case.engagement.entries(Register::Unsorted).collect::<Vec<_>>(), before);
            assert_eq!(case.engagement.entries(to).count(), 0, "{key}");
        }
    }
}

#[test]
fn what_was_decided_of_whom_it_is_for_goes_along() {
    let mut case = noted("予算は来年", "");
    let decided = Value::Choice("shared");
    let of = |register| Field::Audience(Subject::Entry(register, coined(7)));
    apply(&mut case, &[Edit::set(of(Register::Unsorted), decided.clone())], 1);
    let edits = refile(&case.engagement, coined(7), Register::Risks);
    apply(&mut case, &edits, 2);
    assert_eq!(case.engagement.value(of(Register::Risks)), Some(&decided));
}

#[test]
fn of_what_is_empty_or_gone_nothing_is_filed() {
    let case = noted(" \u{200b}", "");
    assert_eq!(refile(&case.engagement, coined(7), Register::Gaps), []);
    assert_eq!(refile(&case.engagement, coined(8), Register::Gaps), []);
}
