//! The documents: what is in them, and that what was typed is text in each of their forms.

use chrono::NaiveDate;
use kickoff::domain::assessment::{Assessment, State};
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::{Field, ItemField};
use kickoff::domain::text::{Lang, is_unseen};
use kickoff::domain::value::{Kind, Mark, Value};
use kickoff::i18n::words::Words;
use kickoff::output::checklist::{blank_checklist, checklist};
use kickoff::output::css;
use kickoff::output::customer_mail;
use kickoff::output::customer_minutes;
use kickoff::output::exec_summary::{self, exec_summary};
use kickoff::output::hand_off_note::{gate_report, hand_off_note};
use kickoff::output::report::{Block, Bullet, Report, Table};
use kickoff::output::shared::Shared;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::golden::is_golden;
use crate::support::{Case, playbook};
use crate::{case, take};

/// Both languages of a document, in all of its forms or as Markdown only.
fn are_golden(name: &str, is_in_all_forms: bool, make: impl Fn(Words) -> Report) {
    let mut shapes = Vec::new();
    for lang in Lang::ALL {
        let report = make(Words(lang));
        let tag = lang.tag();
        assert_eq!(report.lang, lang);
        is_golden(&format!("{name}.{tag}.md"), &report.markdown());
        if is_in_all_forms {
            is_golden(&format!("{name}.{tag}.txt"), &report.plain());
            is_golden(&format!("{name}.{tag}.html"), &report.html());
        }
        shapes.push(shape(&report));
    }
    assert_eq!(shapes[0], shapes[1], "one record, two languages");
}

/// What a document is made of, whatever it says.
fn shape(report: &Report) -> Vec<usize> {
    let of_block = |it: &Block| match it {
        Block::Heading(_) => 1_000,
        Block::Subheading(_) => 2_000,
        Block::Paragraph(_) => 3_000,
        Block::List(all) => 4_000 + all.iter().map(|it| 1 + it.details.len()).sum::<usize>(),
        Block::Table(it) => 5_000 + it.rows.len() * it.columns.len(),
    };
    report.blocks.iter().map(of_block).collect()
}

#[test]
fn the_minutes_are_as_they_were() {
    let case = case();
    are_golden("minutes", true, |words| {
        customer_minutes::minutes(&Shared::of(&case), words).unwrap()
    });
}

#[test]
fn the_mail_is_as_it_was() {
    let case = case();
    are_golden("mail", true, |words| customer_mail::follow_up(&Shared::of(&case), words).unwrap());
}

#[test]
fn the_hand_off_note_is_as_it_was() {
    let case = case();
    are_golden("hand-off-note", false, |words| hand_off_note(&case, words));
}

/// Nothing that is recorded is left out of what the delivery team gets.
#[test]
fn the_hand_off_note_has_all_that_is_recorded() {
    let case = case();
    for words in Lang::ALL.map(Words) {
        let note = hand_off_note(&case, words).plain();
        let mut told = 0;
        for (field, versions) in case.fields() {
            let is_of_removed = field.entry().is_some_and(|(register, id)| !case.has(register, id));
            let Some(Value::Text(text)) = versions.value.as_ref().filter(|_| !is_of_removed) else {
                continue;
            };
            let is_name_of_service = field.kind(playbook()) == Some(Kind::Service);
            for line in text.lines().filter(|_| !is_name_of_service) {
                assert!(note.contains(line.trim()), "{field}: {line}");
                told += 1;
            }
        }
        assert!(told > 200, "{told}");
    }
}

#[test]
fn the_verdict_says_what_is_missing_and_what_was_let_go_in_sentences() {
    let ready = {
        let mut ready = case();
        let outcomes = playbook().items().filter(|it| it.1.outcome);
        let done: Vec<Edit> = outcomes
            .map(|it| Edit::set(Field::Item(it.1.id, ItemField::Mark), Value::Mark(Mark::Done)))
            .collect();
        take(&mut ready, &done);
        ready
    };
    let verdict = |of: &Engagement, lang| {
        let note = hand_off_note(of, Words(lang)).plain();
        note.split("\n\n").nth(2).unwrap().to_owned()
    };
    assert_eq!(
        verdict(&ready, Lang::Ja),
        "■ 引き渡しの判定\n完了条件がすべてそろっているため、次のプレイブックに進めます。"
    );
    assert_eq!(
        verdict(&ready, Lang::En),
        "READY FOR THE HAND-OFF?\nEvery exit criterion is met, so the next playbooks can begin."
    );
    assert!(verdict(&case(), Lang::En).ends_with(": one thing is missing."));
}

#[test]
fn the_exec_summary_is_as_it_was() {
    let (case, today) = (case(), NaiveDate::from_ymd_opt(2026, 10, 7).unwrap());
    are_golden("exec-summary", false, |words| exec_summary(&case, today, words));
    // It asks for facts by name, and the playbook has each of them.
    for name in exec_summary::facts() {
        assert!(playbook().facts.iter().any(|it| it.id.as_str() == name), "{name}");
    }
}

#[test]
fn the_checklists_and_the_gate_report_are_as_they_were() {
    let case = case();
    are_golden("checklist", false, |words| checklist(&case, words));
    are_golden("blank-checklist", false, |words| blank_checklist(&case, words));
    are_golden("gate-report", false, |words| gate_report(&case, words));
}

/// A row is in both checklists, ticked in the one as it is recorded; the blank one knows nobody.
#[test]
fn a_checklist_has_every_row_and_a_blank_one_nothing_of_the_customer() {
    let case = case();
    let texts = case.fields().filter_map(|(field, it)| match &it.value {
        Some(Value::Text(text)) if field.kind(playbook()) != Some(Kind::Service) => {
            Some(text.to_string())
        }
        _ => None,
    });
    let texts: Vec<String> = texts.filter(|it| 8 < it.chars().count()).collect();
    assert!(20 < texts.len(), "{}", texts.len());
    let assessment = Assessment::of(playbook(), &case);
    for words in Lang::ALL.map(Words) {
        let (filled, blank) =
            (checklist(&case, words).plain(), blank_checklist(&case, words).plain());
        let rows = playbook().items().filter(|it| it.1.is_ticked());
        for (_, item) in rows {
            let title = item.title.get(words.0);
            assert!(blank.contains(&format!("☐ {title}")), "{title}");
            let mark = match assessment.state(item.id) {
                State::OutOfBranch => continue,
                State::Done | State::Met => '☑',
                State::Open | State::Undecided => '☐',
                State::NotApplicable | State::Waived => '－',
            };
            assert!(filled.contains(&format!("{mark} {title}")), "{mark} {title}");
        }
        for text in &texts {
            let line = text.lines().next().unwrap().trim();
            assert!(!blank.contains(line), "{line}");
        }
    }
}

#[test]
fn a_text_in_a_style_sheet_ends_where_it_ends() {
    for (text, said) in [
        ("コントソ", r#""コントソ""#),
        (r#"a"b"#, r#""a\"b""#),
        (r"ends with \", r#""ends with \\""#),
        ("two\nlines\u{c}of\rthem", r#""two lines of them""#),
        ("</style>; } *{", r#""</style>; } *{""#),
    ] {
        assert_eq!(css::string(text), said);
    }
}

#[test]
fn a_bare_engagement_says_what_is_not_there_and_has_no_empty_heading() {
    let bare = Case::new().engagement;
    let today = NaiveDate::from_ymd_opt(2026, 10, 7).unwrap();
    for words in Lang::ALL.map(Words) {
        let note = hand_off_note(&bare, words);
        let summary = exec_summary(&bare, today, words);
        for report in [&note, &summary] {
            for pair in report.blocks.windows(2) {
                let is_heading = |it: &Block| matches!(it, Block::Heading(_));
                assert!(!(is_heading(&pair[0]) && is_heading(&pair[1])), "{pair:?}");
            }
            assert!(!matches!(
                report.blocks.last(),
                Some(Block::Heading(_) | Block::Subheading(_))
            ));
        }
        let verdict = Block::Paragraph(words.note_not_ready(14));
        assert!(note.blocks.contains(&verdict), "{:?}", &note.blocks[..4]);
        assert!(summary.markdown().matches(words.unrecorded()).count() >= 3);
        assert_eq!(customer_minutes::minutes(&Shared::of(&bare), words), None);
        assert_eq!(customer_mail::follow_up(&Shared::of(&bare), words), None);
    }
}

/// Texts in every place that a document has, and the documents with them.
fn with_texts(texts: &[String]) -> Report {
    let text = |at: usize| texts.get(at % texts.len()).cloned().unwrap_or_default();
    let bullet = |at| Bullet { text: text(at), details: vec![text(at + 1), text(at + 2)] };
    Report {
        title: text(0),
        lang: Lang::En,
        blocks: vec![
            Block::Heading(text(1)),
            Block::Paragraph(text(2)),
            Block::Subheading(text(3)),
            Block::List(vec![bullet(4), bullet(7)]),
            Block::Table(Table {
                columns: vec![text(10), text(11)],
                rows: vec![vec![text(12), text(13)], vec![text(14), text(15)]],
            }),
        ],
    }
}

/// What a reader sees, without blanks.
fn seen(text: &str) -> String {
    text.chars().filter(|it| !is_unseen(*it)).collect()
}

/// What an independent parser reads out of Markdown, and the markup that it finds.
fn read_markdown(markdown: &str) -> (String, Vec<String>) {
    let mut text = String::new();
    let mut markup = Vec::new();
    // What GitHub, GitLab and Azure DevOps understand.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(it) => text.push_str(&it),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineHtml(it) if &*it == "<br>" => text.push(' '),
            Event::Start(
                Tag::Heading { .. }
                | Tag::Paragraph
                | Tag::List(None)
                | Tag::Item
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            ) => markup.push(format!("{event:?}").replace("Paragraph", "")),
            Event::End(_) => {}
            other => markup.push(format!("not ours: {other:?}")),
        }
    }
    markup.retain(|it| it != "Start()");
    (text, markup)
}

/// Texts that are markup somewhere, mixed with any other.
fn any_text() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(vec![
        "# ",
        "#",
        "- ",
        "+ ",
        "* ",
        "1. ",
        "2) ",
        "> ",
        "```",
        "~~~",
        "`",
        "**",
        "_",
        "__",
        "[a](b)",
        "![x](y)",
        "<b>",
        "</td>",
        "<script>",
        "<!--",
        "&amp;",
        "&#60;",
        "|",
        "\\|",
        "\\",
        "\n",
        "\r",
        "\n\n",
        "    ",
        "\t",
        "---",
        "===",
        "http://a.example",
        "https://b.example/?q=1",
        "www.c.example",
        "mailto:d@e.example",
        "d@e.example",
        "[x]: http://f",
        "[ ] ",
        "[^1]",
        "$x$",
        "~~y~~",
        "\u{2028}",
        "\"",
        "'",
        ":---:",
        "{#id}",
        "a",
        "漢字 ",
        "。",
        "<http://g>",
        "{{x}}",
        "^sup^",
        "~sub~",
        ":",
        "::: ",
        "[!NOTE]",
        "term\n: text",
        "---\n",
        "+++\n",
        "[[wiki]]",
        "= ",
    ]);
    let part = prop_oneof![3 => marks.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(part, 0..6).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn what_was_typed_is_no_markup_in_markdown(texts in prop::collection::vec(any_text(), 16)) {
        let mut texts = texts;
        // Nobody writes an empty heading or bullet.
        texts.iter_mut().filter(|it| seen(it).is_empty()).for_each(|it| *it = "x".to_owned());
        let report = with_texts(&texts);
        let (text, markup) = read_markdown(&report.markdown());
        let (_, usual) = read_markdown(&with_texts(&vec!["x".to_owned(); 16]).markdown());
        prop_assert_eq!(&markup, &usual, "{}", report.markdown());
        let typed: String = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
            .map(|at: usize| seen(&texts[at]))
            .concat();
        prop_assert_eq!(seen(&text), typed);
    }

    #[test]
    fn what_was_typed_is_no_markup_in_html(texts in prop::collection::vec(any_text(), 16)) {
        let html = with_texts(&texts).html();
        let usual = with_texts(&vec!["x".to_owned(); 16]).html();
        let tags = |html: &str| -> Vec<String> {
            let parts = html.split('<').skip(1);
            let tags = parts.map(|it| it.split_once('>').map_or(it, |it| it.0).to_owned());
            tags.filter(|it| it != "br").collect()
        };
        prop_assert_eq!(tags(&html), tags(&usual));
        let mut text = String::new();
        let mut is_tag = false;
        for it in html.chars() {
            match it {
                '<' => is_tag = true,
                '>' => is_tag = false,
                _ if !is_tag => text.push(it),
                _ => {}
            }
        }
        for (entity, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            text = text.replace(entity, letter);
        }
        let typed: String = texts.iter().map(|it| seen(it)).collect();
        prop_assert_eq!(seen(&text), typed);
    }

    #[test]
    fn plain_text_has_all_that_was_typed(texts in prop::collection::vec(any_text(), 16)) {
        let plain = seen(&with_texts(&texts).plain());
        for it in &texts[4..10] {
            prop_assert!(plain.contains(&seen(it)));
        }
    }
}

#[test]
fn dates_and_sentences_stay_readable_in_markdown() {
    for line in [
        "2026-10-06 14:00",
        "佐藤 恵子 (情報システム課)",
        "Exchange: 一本化",
        "A-1 + B = C",
        "50%",
        "はい!",
    ] {
        let paragraph = Block::Paragraph(line.to_owned());
        let report = Report { title: "t".to_owned(), lang: Lang::Ja, blocks: vec![paragraph] };
        assert_eq!(report.markdown(), format!("# t\n\n{line}\n"));
    }
    let report = with_texts(&["a|b\nc".to_owned()]);
    assert!(report.markdown().contains("| a\\|b<br>c | a\\|b<br>c |\n| --- | --- |\n"));
}
