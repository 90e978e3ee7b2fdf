//! A block from a spreadsheet becomes cells, or entries, and what does not fit is told.

use chrono::NaiveDate;
use kickoff::domain::code::Intent;
use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::id::EntryId;
use kickoff::domain::pasted::{Pasted, Reader, intent};
use kickoff::domain::register::{Register, actions, gaps, services};
use kickoff::domain::tsv;
use kickoff::domain::value::Value;
use proptest::prelude::*;

use super::support::{coined, playbook};

fn plain(text: &str) -> String {
    let half = |it| match it {
        '！'..='～' => char::from_u32(u32::from(it) - 0xfee0).unwrap_or(it),
        _ => it,
    };
    text.chars().map(half).collect::<String>().to_lowercase()
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 10).unwrap()
}

fn with_reader<T>(act: impl FnOnce(&Reader) -> T) -> T {
    let services = [(coined(7), "Microsoft Teams".to_owned())];
    let reader = Reader { playbook: playbook(), today: today(), plain, services: &services };
    act(&reader)
}

/// What comes of a block, as `entry column=value` in the order of the edits.
fn entries(register: Register, block: &str, start: &str) -> (Vec<String>, Vec<String>) {
    let mut next = 0;
    let coin = || {
        next += 1;
        coined(next)
    };
    let start = register.column(start);
    let pasted = with_reader(|it| it.entries(register, &tsv::read(block), start, coin));
    (pasted.edits.iter().map(said).collect(), pasted.left)
}

fn said(edit: &Edit) -> String {
    let number = |it: EntryId| (1..9).find(|at| coined(*at) == it).unwrap();
    let value = edit.value.as_ref().map(Value::typed).unwrap_or_default();
    match edit.field {
        Field::Exists(_, id) => format!("+{}", number(id)),
        Field::Entry(_, id, column) => format!("{} {}={value}", number(id), column.code),
        other => panic!("{other:?}"),
    }
}

/// Register, column, what is pasted, and what comes of it.
type Row<'a> = (Register, &'a str, &'a str, &'a [&'a str], &'a [&'a str]);

#[test]
fn a_block_becomes_entries_in_the_order_of_the_columns_or_by_their_names() {
    let seven = coined(7).to_string();
    let service = format!("1 service={seven}");
    let table: [Row; 8] = [
        (
            Register::Actions,
            "ライセンス表を送る\t佐藤\t11/30\nテナントを確認\t鈴木\n",
            "what",
            &[
                "+1",
                "1 what=ライセンス表を送る",
                "1 owner=佐藤",
                "1 due=2026-11-30",
                "+2",
                "2 what=テナントを確認",
                "2 owner=鈴木",
            ],
            &[],
        ),
        // From the column on that it is pasted into; what lies behind the last one is told.
        (
            Register::People,
            "FM\tお客様\tはい\tx2",
            "role",
            &["+1", "1 role=FM", "1 side=customer", "1 introduced=true"],
            &["x2"],
        ),
        // By the names of the columns, in either language and width; a column of another table is told.
        (
            Register::People,
            "Ｎａｍｅ\tNo\tOrganisation\n佐藤\t1\tContoso",
            "name",
            &["+1", "1 name=佐藤", "1 organisation=Contoso"],
            &["1"],
        ),
        (
            Register::Gaps,
            "録画\t\t\tmicrosoft  teams",
            "what",
            &["+1", "1 what=録画", &service],
            &[],
        ),
        (Register::Gaps, "録画\t\t\tWhiteboard", "what", &["+1", "1 what=録画"], &["Whiteboard"]),
        // No day: kept as it is, and pointed out at the field.
        (
            Register::ClosedDays,
            "2/30\t創立記念日",
            "on",
            &["+1", "1 on=2/30", "1 name=創立記念日"],
            &[],
        ),
        // Rows without anything are none.
        (Register::Sources, "a\n\n \t\nb", "title", &["+1", "1 title=a", "+4", "4 title=b"], &[]),
        (Register::Sources, "\"一\n二\"", "title", &["+1", "1 title=一 二"], &[]),
    ];
    for (register, block, start, wanted, left) in table {
        let (edits, rest) = entries(register, block, start);
        assert_eq!(edits, wanted, "{block:?}");
        assert_eq!(rest, left, "{block:?}");
    }
    let _ = (actions::WHAT, gaps::WHAT);
}

#[test]
fn an_intent_is_one_key_or_one_word() {
    for (said, wanted) in [
        ("y", Some(Intent::Yes)),
        ("Ｙ", Some(Intent::Yes)),
        ("1", Some(Intent::Yes)),
        ("はい", Some(Intent::Yes)),
        ("ｎ", Some(Intent::No)),
        ("なし", Some(Intent::No)),
        ("２", Some(Intent::No)),
        ("u", Some(Intent::Unclear)),
        ("未定", Some(Intent::Unclear)),
        ("", None),
        ("4", None),
        ("Enter", None),
    ] {
        assert_eq!(intent(said, plain), wanted, "{said}");
    }
}

#[test]
fn a_block_fills_a_grid_and_what_lies_outside_or_cannot_be_read_is_told() {
    let columns = [services::DUE, services::INTENT, services::REASON];
    let pasted = with_reader(|it| {
        it.fill(&tsv::read("11/30\tはい\t\"一\n二\"\n\tperhaps\tx\ty\nz"), |row, column| {
            Some((coined(1), *columns.get(column)?)).filter(|_| row < 2)
        })
    });
    let edits: Vec<String> = pasted.edits.iter().map(said).collect();
    assert_eq!(edits, ["1 due=2026-11-30", "1 intent=yes", "1 reason=一\n二", "1 reason=x"]);
    assert_eq!(pasted.left, ["perhaps", "y", "z"]);
    assert_eq!(pasted.filled, 4);
}

proptest! {
    #[test]
    fn every_cell_is_an_edit_or_told(block in "[aあ0-9/\t\n\" ]{0,40}") {
        let cells = tsv::read(&block);
        let written = cells.iter().flatten().filter(|it| !it.trim().is_empty()).count();
        for register in Register::ALL {
            let mut next = 0;
            let coin = || { next += 1; coined(next) };
            let Pasted { edits, left, filled } =
                with_reader(|it| it.entries(*register, &cells, None, coin));
            prop_assert_eq!(edits.len() - filled + left.len(), written);
        }
    }
}
