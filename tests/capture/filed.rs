//! What a line becomes: entries that the engagement takes, with what the chips said.

use kickoff::domain::capture::understand_of;
use kickoff::domain::code::{Audience, Code};
use kickoff::domain::id::EntryId;
use kickoff::domain::stamp::Stamp;

use kickoff::i18n::capture_words::VOCABULARY;

use crate::support::{Case, HERE, coined, playbook};
use crate::{day, read};

/// The addresses and values of what is filed, with the ids numbered as they are handed out.
fn filed(case: &mut Case, line: &str, question: Option<EntryId>) -> Vec<String> {
    let mut last = 100;
    let mut ids = || {
        last += 1;
        coined(last)
    };
    let edits = read(line, &[]).edits(&case.engagement, question, &mut ids);
    let at = Stamp::new(1_790_000_000_000, 0, HERE);
    case.engagement.apply(playbook(), &edits, at).unwrap();
    let numbered = |it: String| {
        (1..=9).fold(it, |it, id| {
            let number = if id > 2 { id } else { 100 + id };
            it.replace(&coined(number).to_string(), &format!("#{number}"))
        })
    };
    let told = edits.iter().map(|it| {
        let value = it.value.as_ref().map_or(String::new(), |it| it.typed());
        numbered(format!("{} {value}", it.field))
    });
    told.collect()
}

#[test]
fn a_line_is_filed_as_its_chips_say() {
    let table: &[(&str, &[&str])] = &[
        (
            "gap: Teams 会議の録画 / Teams / SME",
            &[
                "gaps/#101 true",
                "gaps/#101/what Teams 会議の録画",
                "gaps/#101/service SERVICE",
                "meetings/#102 true",
                "meetings/#102/topic Teams 会議の録画",
                "meetings/#102/kind technical-expert",
                "meetings/#102/service SERVICE",
            ],
        ),
        (
            "課題: 録画 @佐藤",
            &["gaps/#101 true", "gaps/#101/what 録画", "gaps/#101/expert 佐藤 恵子"],
        ),
        ("リスク: 古い", &["risks/#101 true", "risks/#101/what 古い"]),
        (
            "決定: 本番移行 11/30",
            &[
                "decision-log/#101 true",
                "decision-log/#101/what 本番移行",
                "decision-log/#101/on 2026-11-30",
            ],
        ),
        (
            "宿題: 佐藤 11/30 表を送る",
            &[
                "actions/#101 true",
                "actions/#101/what 表を送る",
                "actions/#101/owner 佐藤 恵子",
                "actions/#101/due 2026-11-30",
                "actions/#101/state open",
            ],
        ),
        (
            "人: 高橋、コントソ、部長",
            &[
                "people/#101 true",
                "people/#101/name 高橋",
                "people/#101/organisation コントソ",
                "people/#101/role 部長",
            ],
        ),
        (
            "質問: 最新ですか / 回答: はい",
            &["questions/#101 true", "questions/#101/ask 最新ですか", "questions/#101/answer はい"],
        ),
        ("回答: はい", &["questions/#101 true", "questions/#101/answer はい"]),
        (
            "メモ: 佐藤 休み",
            &["unsorted/#101 true", "unsorted/#101/line 休み", "unsorted/#101/speaker 佐藤 恵子"],
        ),
        ("休み: 未定", &["unsorted/#101 true", "unsorted/#101/line 休み: 未定"]),
        ("宿題: 佐藤 11/30", &[]),
    ];
    for (line, wanted) in table {
        let service = EntryId::coined(1).to_string();
        let found = filed(&mut Case::new(), line, None);
        let found: Vec<String> = found.iter().map(|it| it.replace(&service, "SERVICE")).collect();
        assert_eq!(found, *wanted, "{line}");
    }
}

#[test]
fn an_answer_goes_to_its_question() {
    let mut case = Case::new().having(kickoff::domain::register::Register::Questions, coined(5));
    let found = filed(&mut case, "回答: はい", Some(coined(5)));
    assert_eq!(found, ["questions/#5/answer はい"]);
}

#[test]
fn demo_wishes_are_lines_of_what_to_show_next() {
    let mut case = Case::new();
    filed(&mut case, "デモ: 共同編集", None);
    let found = filed(&mut case, "demo: breakout rooms", None);
    assert_eq!(found, ["fact/demo-next 共同編集\nbreakout rooms"]);
}

#[test]
fn on_a_shared_screen_a_line_knows_only_of_those_who_are_shared() {
    let person = |id: u128| format!("people/{}/name", coined(id));
    let internal = format!("people/{}/audience", coined(2));
    let case = Case::new().with(&[
        (&person(1), "佐藤 恵子"),
        (&person(2), "秘田 太郎"),
        (&internal, "internal"),
    ]);
    let owner = |seen_by, line| {
        let today = day("2026-09-18");
        let captured = understand_of(&case.engagement, seen_by, &VOCABULARY, today, line, &[]);
        (captured.owner().map(str::to_owned), captured.text)
    };
    let known = |name: &str| (Some(name.to_owned()), "送る".to_owned());
    for seen_by in Audience::ALL {
        assert_eq!(owner(*seen_by, "宿題: 佐藤 送る"), known("佐藤 恵子"));
    }
    assert_eq!(owner(Audience::Internal, "宿題: 秘田 送る"), known("秘田 太郎"));
    assert_eq!(owner(Audience::Shared, "宿題: 秘田 送る"), (None, "秘田 送る".to_owned()));
}
