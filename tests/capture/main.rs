//! The one line of the meeting: what is typed, and what it is understood as.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod filed;
mod laws;
mod pasted;
mod refile;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use chrono::NaiveDate;
use kickoff::domain::calendar::{Base, Calendar};
use kickoff::domain::capture::{Captured, Context, Part, understand};
use kickoff::domain::code::Code;
use kickoff::domain::id::EntryId;
use kickoff::i18n::capture_words::VOCABULARY;

const LINES: &str = include_str!("lines.txt");

const PEOPLE: [&str; 8] = [
    "佐藤 恵子",
    "鈴木 一郎",
    "田中 美咲",
    "田中 健",
    "Ann Lee",
    "Tom Baker",
    "渡邉 浩",
    "佐藤恵子さん",
];

const SERVICES: [(&str, u128); 4] =
    [("Microsoft Teams", 1), ("Exchange Online", 2), ("SharePoint Online", 3), ("Windows 10", 4)];

fn day(written: &str) -> NaiveDate {
    written.parse().unwrap()
}

fn read_on(today: &str, line: &str, refused: &[Range<usize>]) -> Captured {
    static CALENDAR: OnceLock<Calendar> = OnceLock::new();
    let calendar = CALENDAR.get_or_init(|| Calendar { base: Base::Japan, closed: BTreeMap::new() });
    let services = SERVICES.map(|(name, id)| (name, EntryId::coined(id)));
    let context = Context {
        vocabulary: &VOCABULARY,
        today: day(today),
        calendar,
        people: &PEOPLE,
        services: &services,
    };
    understand(line, &context, refused)
}

fn read(line: &str, refused: &[Range<usize>]) -> Captured {
    read_on("2026-11-25", line, refused)
}

/// As the table writes it: `Action [ライセンス表を送る] owner=佐藤 恵子 due=2026-11-30`.
fn told(captured: &Captured) -> String {
    let mut told = format!("{:?} [{}]", captured.kind(), captured.text);
    for chip in &captured.chips {
        told.push_str(&match &chip.part {
            Part::Kind(_) => continue,
            Part::Owner(it) => format!(" owner={it}"),
            Part::Due(it) => format!(" due={it}"),
            Part::FollowUp(it) => format!(" follow-up={}", it.code()),
            Part::Service(id) => {
                let service = SERVICES.iter().find(|it| EntryId::coined(it.1) == *id);
                format!(" service={}", service.unwrap().0)
            }
            Part::Organisation(it) => format!(" organisation={it}"),
            Part::Role(it) => format!(" role={it}"),
            Part::Answer(it) => format!(" answer={it}"),
        });
    }
    told
}

#[test]
fn every_line_of_the_table_is_understood_as_it_says() {
    let mut asked = 0;
    let mut wrong = Vec::new();
    for row in LINES.lines().filter(|it| !it.is_empty() && !it.starts_with('#')) {
        let (line, wanted) = row.split_once("\t=> ").unwrap_or((row, ""));
        let found = told(&read(line, &[]));
        if found != wanted {
            wrong.push(format!("{line}\t=> {found}"));
        }
        asked += 1;
    }
    assert!(wrong.is_empty(), "understood otherwise:\n{}", wrong.join("\n"));
    assert!(asked >= 150, "{asked}");
}
