//! The tables for a spreadsheet, read back by an independent reader.

use chrono::DateTime;
use kickoff::domain::register::Register;
use kickoff::domain::text::Lang;
use kickoff::i18n::words::Words;
use kickoff::output::report::Table;
use kickoff::output::table::{Separator, csv, engagements, register, tasks};
use kickoff::playbook;
use kickoff::store::card::Card;
use kickoff::store::engagements::{Found, Listed};
use proptest::prelude::*;

use crate::golden::is_golden;
use crate::support::Case;
use crate::{add, case};

/// What the `csv` crate reads.
#[track_caller]
fn read(text: &str, separator: Separator) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(separator.sign().as_bytes()[0])
        .from_reader(text.as_bytes());
    reader.records().map(|it| it.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    [vec![table.columns.clone()], table.rows.clone()].concat()
}

/// The four tables that are offered.
fn all(words: Words) -> [(&'static str, Table); 4] {
    let case = case();
    [
        ("tasks", tasks(&case, words)),
        ("actions", register(&case, Register::Actions, words)),
        ("gaps", register(&case, Register::Gaps, words)),
        ("risks", register(&case, Register::Risks, words)),
    ]
}

#[test]
fn the_tables_are_as_they_were_and_read_back_to_the_same() {
    for words in Lang::ALL.map(Words) {
        for (name, table) in all(words) {
            is_golden(&format!("{name}.{}.csv", words.0.tag()), &csv(&table, Separator::Comma));
            for separator in Separator::ALL {
                let text = csv(&table, separator);
                assert!(text.starts_with("\u{feff}\""));
                assert_eq!(read(&text, separator), rows(&table), "nothing in it is a formula");
                assert_eq!(Separator::from_sign(separator.sign()), Some(separator));
            }
        }
    }
}

#[test]
fn the_list_is_a_table_of_what_is_shown_in_its_order() {
    let listed = |name: &str, state: Found<Card>| {
        let id = case().id();
        Listed {
            id,
            name: name.to_owned(),
            state,
            exported: None,
            is_set_back: false,
            is_archived: false,
        }
    };
    let card = Card::of(&case());
    let mut bare = Card::of(&Case::new().engagement);
    bare.customer = "=1+1 \"Fabrikam\", Inc.".to_owned();
    let all = [
        listed("", Found::Damaged(())),
        listed(&card.customer, Found::Whole(card.clone())),
        listed(&bare.customer, Found::Whole(bare.clone())),
        listed("Adventure Works", Found::Newer(())),
    ];
    let all: Vec<&Listed> = all.iter().collect();
    let clock =
        |millis: u64, _: &str| DateTime::from_timestamp_millis(millis as i64).unwrap().naive_utc();
    for words in Lang::ALL.map(Words) {
        let library = playbook::library().unwrap();
        let table = engagements(&all, library, 1_791_000_000_000, &clock, words);
        is_golden(&format!("engagements.{}.csv", words.0.tag()), &csv(&table, Separator::Comma));
        assert!(table.rows.iter().all(|it| it.len() == table.columns.len()));
        let back = read(&csv(&table, Separator::Semicolon), Separator::Semicolon);
        assert_eq!(back[3][0], "'=1+1 \"Fabrikam\",Inc.".replace(",", ", "), "no formula");
        assert_eq!((&back[2][0], back.len()), (&card.customer, 5));
    }
}

#[test]
fn the_tasks_have_state_reason_owner_and_deadline() {
    let table = tasks(&case(), Words(Lang::En));
    let row =
        |number: &str| table.rows.iter().find(|row| row[2] == number).unwrap()[3..8].join("|");
    assert_eq!(row("3616"), "Mandatory|Done||鈴木 葵|2026-09-25");
    assert_eq!(row("994"), "Mandatory|Done||鈴木 葵|2026-10-06");
    assert_eq!(row("983"), "Due now|Done||鈴木 葵|");
    assert_eq!(row("5204"), "Mandatory (M)|Open||FastTrack マネージャー|");
    let waived = table.rows.iter().find(|row| row[4] == "Waived").unwrap();
    assert_eq!(waived[5], "実演と合わせて Success Workshop で説明する");
    let bare = tasks(&Case::new().engagement, Words(Lang::Ja));
    assert!(bare.rows.iter().any(|row| row[4] == "判定待ち"));
}

#[test]
fn what_was_typed_is_never_a_formula() {
    let table = [
        ("=1+1", "'=1+1"),
        ("+81 3 1234", "'+81 3 1234"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝１＋１", "'＝１＋１"),
        ("＠SUM", "'＠SUM"),
        ("\t=1", " '=1"),
        ("\r=1", "\n'=1"),
        ("  =1", "  '=1"),
        ("\u{200b}=1", "\u{200b}'=1"),
        ("a,=1;-2", "a,'=1;'-2"),
        ("a\n=1", "a\n'=1"),
        ("a\",=1", "a\",'=1"),
        ("'=1", "'=1"),
        ("a=1, b+2", "a=1, b+2"),
        ("2026-10-06", "2026-10-06"),
        ("a\r\nb", "a\nb"),
    ];
    for (typed, wanted) in table {
        let cell = Table { columns: vec!["x".to_owned()], rows: vec![vec![typed.to_owned()]] };
        assert_eq!(
            read(&csv(&cell, Separator::Comma), Separator::Comma)[1][0],
            wanted,
            "{typed:?}"
        );
    }
    let mut case = Case::new().engagement;
    add(&mut case, 1, "actions|what==HYPERLINK(\"http://a.example\";\"x\")|owner=@a");
    let actions = csv(&register(&case, Register::Actions, Words(Lang::Ja)), Separator::Semicolon);
    assert!(actions.contains("\"'=HYPERLINK("), "{actions}");
}

fn any_cell() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        prop::sample::select(vec![
            "=", "+", "-", "@", "＝", ",", ";", "\t", "\"", "\"\"", "\r\n", "\n", " ", "'", "値"
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec(part, 0..6).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_back_and_begins_no_formula(
        cells in prop::collection::vec(any_cell(), 6),
        is_comma in any::<bool>(),
    ) {
        let separator = if is_comma { Separator::Comma } else { Separator::Semicolon };
        let table = Table {
            columns: cells[..3].to_vec(),
            rows: vec![cells[3..].to_vec()],
        };
        let text = csv(&table, separator);
        let read: Vec<String> = read(&text, separator).concat();
        let seen = |it: &str| -> String {
            let breaks = |it: &char| !it.is_control() && !it.is_whitespace() && *it != '\'';
            it.chars().filter(breaks).collect()
        };
        prop_assert_eq!(read.len(), cells.len());
        for (read, typed) in read.iter().zip(&cells) {
            prop_assert_eq!(seen(read), seen(typed));
        }
        // Whatever a spreadsheet takes for the separator, quotes or not.
        for cell in text.split([',', ';', '\t', '\n', '\r', '"', '\u{feff}']) {
            let cell = cell.trim_start_matches(kickoff::domain::text::is_unseen);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{}", cell);
        }
    }
}
