//! What people take along: documents, tables and dates, each in both languages and read back.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

#[path = "../support/mod.rs"]
mod support;

mod calendar;
mod golden;
mod reports;
mod tables;

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::register::Register;
use kickoff::domain::stamp::Stamp;

use support::contoso::full_engagement;
use support::{HERE, coined, playbook, typed};

/// The whole case of Contoso, with what was decided and agreed in the meeting.
pub fn case() -> Engagement {
    let mut engagement = full_engagement();
    for entry in engagement.entries(Register::Decisions).collect::<Vec<_>>() {
        take(&mut engagement, &[Edit::remove(Register::Decisions, entry)]);
    }
    for entry in engagement.entries(Register::Actions).collect::<Vec<_>>() {
        take(&mut engagement, &[Edit::remove(Register::Actions, entry)]);
    }
    for (number, cells) in [
        (
            1,
            "decision-log|what=Teams を 11 月 4 日から使い始める|owner=佐藤 恵子|on=2026-10-06|service=teams|read-back=true",
        ),
        (
            2,
            "decision-log|what=メールは 12 月 1 日に切り替える|owner=佐藤 恵子|on=2026-10-06|service=exo",
        ),
        (3, "actions|what=試験移行の 20 人の名簿を送る|owner=佐藤 恵子|due=2026-10-09|service=exo"),
        (
            4,
            "actions|what=メール振り分けの設計案を出す|owner=高橋 直樹|due=2026-10-30|service=exo|state=open",
        ),
        (5, "actions|what=共有のチームに 6 名を招待する|owner=鈴木 葵|due=2026-10-07|state=done"),
        (
            6,
            "actions|what=掲示板の写真を集める|owner=渡辺 浩|state=dropped|reason=朝礼で伝えることにした",
        ),
    ] {
        add(&mut engagement, number, cells);
    }
    engagement
}

/// Adds an entry, written as `register|column=typed|…`.
#[track_caller]
pub fn add(engagement: &mut Engagement, number: u128, written: &str) {
    let mut parts = written.split('|');
    let register = Register::from_code(parts.next().unwrap()).unwrap();
    let id = coined(0xca5e_0000 + number);
    let mut edits = vec![Edit::add(register, id)];
    for (column, text) in parts.map(|it| it.split_once('=').unwrap()) {
        let field = Field::Entry(register, id, register.column(column).unwrap());
        edits.push(Edit { field, value: typed(field, text) });
    }
    take(engagement, &edits);
}

#[track_caller]
pub fn take(engagement: &mut Engagement, edits: &[Edit]) {
    let at = Stamp::new(engagement.head().unwrap().millis() + 60_000, 0, HERE);
    engagement.apply(playbook(), edits, at).unwrap();
}
