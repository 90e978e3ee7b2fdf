//! What holds for every line, whatever is typed.

use std::time::{Duration, Instant};

use kickoff::domain::capture::{Captured, Chip, Kind, Part};
use kickoff::domain::text::{is_unseen, trimmed};
use proptest::prelude::*;
use proptest::sample::select;

use crate::{LINES, day, read, read_on, told};

/// What a line may be made of: words that mean something here, and all that can go wrong.
fn piece() -> impl Strategy<Value = String> {
    let known = select(vec![
        "gap:",
        "課題：",
        "宿題: ",
        "action: ",
        "人: ",
        "質問：",
        "回答: ",
        "決定:",
        "メモ:",
        "ﾘｽｸ:",
        "佐藤",
        "佐藤さんが",
        "田中",
        "@山田",
        "＠Teams",
        "Ann",
        "担当: ",
        "11/30",
        "１１／３０",
        "2/30",
        "24/7",
        "Windows 10/11",
        "来週金曜",
        "明日",
        "までに",
        "by ",
        "に",
        "3営業日後",
        "Nov 30",
        "9999999999",
        "／",
        " / ",
        "/",
        "SME",
        "、",
        ",",
        " ",
        "\u{3000}",
        "\u{202e}",
        "\u{200b}",
        "\u{0}",
        "\n",
        "👩‍👩‍👧",
        "邉\u{e0102}",
        "か\u{3099}",
        "ﾞ",
        "表を送る",
        "send the list",
        "@",
        "：",
        "İ",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => any::<String>()]
}

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..10).prop_map(|it| it.concat())
}

fn seen(text: &str) -> String {
    text.chars().filter(|it| !is_unseen(*it)).collect()
}

/// Chips are apart, in order, on whole letters; and what is in none of them is the text.
fn nothing_is_lost(line: &str, captured: &Captured) {
    let mut rest = String::new();
    let mut at = 0;
    for Chip { range, .. } in &captured.chips {
        assert!(at <= range.start && range.start < range.end, "{:?}", captured.chips);
        rest.push_str(line.get(at..range.start).unwrap());
        assert_ne!(line.get(range.clone()), None);
        at = range.end;
    }
    rest.push_str(&line[at..]);
    assert_eq!(seen(&rest), seen(&captured.text), "{line:?}");
}

/// Each field is what one chip says, and of each there is one at most.
fn the_chips_are_what_is_filed(captured: &Captured) {
    let mut names: Vec<_> =
        captured.chips.iter().map(|it| std::mem::discriminant(&it.part)).collect();
    let count = names.len();
    names.dedup();
    names.sort_by_key(|it| format!("{it:?}"));
    names.dedup();
    assert_eq!(names.len(), count, "{:?}", captured.chips);
    for Chip { part, .. } in &captured.chips {
        match part {
            Part::Kind(it) => assert_eq!(captured.kind(), *it),
            Part::Owner(it) => assert_eq!(captured.owner(), Some(&**it)),
            Part::Due(it) => assert_eq!(captured.due(), Some(*it)),
            Part::FollowUp(it) => assert_eq!(captured.follow_up(), Some(*it)),
            Part::Service(it) => assert_eq!(captured.service(), Some(*it)),
            Part::Organisation(it) => assert_eq!(captured.organisation(), Some(&**it)),
            Part::Role(it) => assert_eq!(captured.role(), Some(&**it)),
            Part::Answer(it) => assert_eq!(captured.answer(), Some(&**it)),
        }
    }
    if captured.chips.is_empty() {
        assert_eq!(captured.kind(), Kind::Unsorted);
    }
}

/// Without any one chip, and without all.
fn what_is_refused_is_text(line: &str, captured: &Captured) {
    for chip in &captured.chips {
        let refused = [chip.range.clone()];
        let without = read(line, &refused);
        nothing_is_lost(line, &without);
        assert!(!without.chips.contains(chip), "{line:?}");
        let others = captured.chips.iter().filter(|it| *it != chip);
        let others: Vec<Chip> = match chip.part {
            Part::Kind(_) => Vec::new(),
            _ => others.cloned().collect(),
        };
        assert_eq!(without.chips, others, "{line:?}");
    }
    let all: Vec<_> = captured.chips.iter().map(|it| it.range.clone()).collect();
    let plain = read(line, &all);
    assert_eq!((plain.kind(), &*plain.text), (Kind::Unsorted, trimmed(line)));
}

fn holds(line: &str) {
    let captured = read(line, &[]);
    assert_eq!(read(line, &[]), captured);
    nothing_is_lost(line, &captured);
    the_chips_are_what_is_filed(&captured);
    what_is_refused_is_text(line, &captured);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn every_letter_is_in_one_chip_or_in_the_text(line in line()) {
        holds(&line);
    }
}

#[test]
fn the_lines_of_the_table_keep_the_laws() {
    for line in LINES.lines().map(|it| it.split('\t').next().unwrap()) {
        holds(line);
    }
}

#[test]
fn without_text_there_is_nothing_to_file() {
    for line in
        ["", " \u{3000}", "\u{200b}", "gap:", "宿題: 佐藤 11/30", "課題：／SME", "人： \u{202e}"]
    {
        assert!(read(line, &[]).is_empty(), "{line:?}");
    }
    assert!(!read("x", &[]).is_empty());
}

#[test]
fn the_nearest_such_day_is_meant() {
    let table = [
        ("2026-11-28", "宿題: 11/30 x", "2026-11-30"),
        ("2026-11-30", "宿題: 11/30 x", "2026-11-30"),
        // What was agreed yesterday is not a matter of next year.
        ("2026-12-01", "宿題: 11/30 x", "2026-11-30"),
        ("2026-11-28", "決定: 本番移行 11/27", "2026-11-27"),
        ("2027-01-05", "決定: 本番移行 12月20日", "2026-12-20"),
        ("2027-02-28", "宿題: 11/30 x", "2026-11-30"),
        ("2027-03-01", "宿題: 11/30 x", "2027-11-30"),
        ("2026-12-31", "宿題: 今日 x", "2026-12-31"),
        ("2026-12-31", "宿題: 明日 x", "2027-01-01"),
        ("2027-01-31", "宿題: 30日まで x", "2027-03-30"),
        ("2027-01-31", "宿題: 来月末 x", "2027-02-28"),
        ("2027-03-01", "宿題: 2/29 x", "2028-02-29"),
        ("2026-11-28", "宿題: 来週金曜 x", "2026-12-04"),
        ("2026-11-28", "宿題: 今週金曜 x", "2026-11-27"),
        ("2026-11-28", "宿題: 金曜 x", "2026-12-04"),
        // New Year is closed by weekends and the national holiday alone.
        ("2026-12-30", "宿題: 3営業日後 x", "2027-01-05"),
        ("2026-11-02", "宿題: 1営業日後 x", "2026-11-04"),
    ];
    for (today, line, due) in table {
        assert_eq!(read_on(today, line, &[]).due(), Some(day(due)), "{today} {line}");
    }
    for (today, line) in [("2026-11-28", "宿題: 2/29 x"), ("2026-11-28", "宿題: 9999営業日後 x")]
    {
        assert_eq!(read_on(today, line, &[]).due(), None, "{today} {line}");
    }
}

#[test]
fn marks_that_turn_the_writing_round_stay_in_the_text() {
    let line = "課題: a\u{202e}b\u{0}c / SME";
    assert_eq!(told(&read(line, &[])), "Gap [a\u{202e}b\u{0}c] follow-up=technical-expert");
}

#[test]
fn a_line_of_a_hundred_thousand_letters_is_read_at_once() {
    for piece in [
        "x",
        "課",
        "11/30 ",
        "/",
        " / ",
        "@",
        "@a ",
        " ",
        "1",
        "in ",
        "佐藤、",
        "来週",
        "、",
        "\u{202e}",
    ] {
        let line = format!("宿題: {}", piece.repeat(100_000 / piece.chars().count()));
        let began = Instant::now();
        nothing_is_lost(&line, &read(&line, &[]));
        // Unoptimised; a square of the length would take minutes.
        assert!(began.elapsed() < Duration::from_secs(10), "{piece:?}: {:?}", began.elapsed());
    }
}

#[test]
fn twice_the_line_takes_about_twice_as_long() {
    for piece in ["宿題の ", "11/30 ", "@a ", "佐藤、", " / "] {
        let time = |letters: usize| {
            let line = format!("宿題: {}", piece.repeat(letters / piece.chars().count()));
            let began = Instant::now();
            assert!(read(&line, &[]).text.len() <= line.len());
            began.elapsed()
        };
        // A square of the length would take four times as long, each time; a machine that has other
        // things to do at times takes longer once.
        let is_linear = (0..8).any(|_| {
            let (half, whole) = (time(50_000), time(100_000));
            whole < half * 3 + Duration::from_millis(20)
        });
        assert!(is_linear, "{piece:?}");
    }
}
