//! The playbook that ships is whole: bilingual, every row placed, nothing dangling.

#![allow(clippy::unwrap_used)] // In the helpers too, which are no `#[test]`s.

mod checker;
mod wording;

use std::collections::BTreeSet;

use kickoff::domain::audience;
use kickoff::domain::field::Subject;
use kickoff::domain::id::QuestionId;
use kickoff::domain::playbook::{Playbook, Question, QuestionKind, StepKind};
use kickoff::domain::register::Register;
use kickoff::playbook::{self, check};

fn shipped() -> &'static Playbook {
    playbook::playbook().unwrap()
}

/// The flaws of the content after one change to its text.
#[track_caller]
fn flaws_after(from: &str, to: &str) -> Vec<String> {
    assert!(playbook::WRITTEN.contains(from), "the content has no `{from}`");
    let changed = playbook::WRITTEN.replacen(from, to, 1);
    match toml::from_str(&changed).map(playbook::read::playbook) {
        Ok((playbook, flaws)) if flaws.is_empty() => check::flaws(&playbook),
        Ok((_, flaws)) => flaws,
        Err(error) => vec![error.to_string()],
    }
}

#[track_caller]
fn flaw_named(from: &str, to: &str, wanted: &str) {
    let flaws = flaws_after(from, to);
    assert!(flaws.iter().any(|it| it.contains(wanted)), "no `{wanted}` in {flaws:#?}");
}

#[test]
fn the_shipped_playbook_has_no_flaw() {
    assert_eq!(check::flaws(shipped()), Vec::<String>::new());
}

/// Every text that is written in the content, wherever it stands.
fn written_texts(value: &toml::Value, texts: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => match (table.get("ja"), table.get("en")) {
            (Some(toml::Value::String(ja)), Some(_)) => _ = texts.insert(ja.clone()),
            _ => table.values().for_each(|it| written_texts(it, texts)),
        },
        toml::Value::Array(all) => all.iter().for_each(|it| written_texts(it, texts)),
        _ => {}
    }
}

#[test]
fn the_checks_of_wording_read_every_text_of_the_content() {
    let mut written = BTreeSet::new();
    written_texts(&toml::from_str(playbook::WRITTEN).unwrap(), &mut written);
    for (_, text) in check::texts(shipped()) {
        written.remove(&*text.ja);
    }
    assert_eq!(written, BTreeSet::new());
}

#[test]
fn the_exact_numbers_of_the_inventory() {
    let playbook = shipped();
    let outcomes = playbook.items().filter(|(_, it)| it.outcome).count();
    let entries = playbook.steps.iter().filter(|it| it.kind == StepKind::Entry);
    let entries: usize = entries.map(|it| it.items.len()).sum();
    let approach = playbook.steps.iter().filter(|it| it.kind == StepKind::Approach).count();
    let notes: BTreeSet<u16> = playbook.notes.iter().map(|it| it.number).collect();
    assert_eq!(playbook.questions.len(), 18, "questions");
    assert_eq!(outcomes, 12, "leaf outcomes");
    assert_eq!(entries, 4, "entry criteria");
    assert_eq!(approach, 5, "approach steps");
    assert_eq!(playbook.steps.len(), 11, "headings that are steps");
    assert_eq!(playbook.revisions.len(), 10, "revisions");
    assert_eq!(playbook.links.len(), 9, "link targets");
    assert_eq!(notes, (1..=44).collect(), "notes");
    assert_eq!(check::row_places(playbook).len(), 73, "rows");
}

#[test]
fn the_tasks_of_ftop_are_exact() {
    let table = [
        (
            "3979",
            "Gateway ターゲティング チームと CSS の間の引き渡し",
            "Handover between Gateway Targeting Team and CSS",
            false,
            "すべてのサービス",
            "prepare",
        ),
        (
            "3616",
            "最初のお客様へのアウトリーチの完了",
            "Complete Initial customer outreach",
            true,
            "すべてのサービス",
            "prepare",
        ),
        (
            "994",
            "開始/キックオフ ミーティングを実施する",
            "Conduct Initiate/Kickoff Meeting(s)",
            true,
            "すべてのサービス",
            "conduct",
        ),
        ("983", "QuickLeads", "QuickLeads", false, "すべてのサービス", "conduct"),
        (
            "1903",
            "必要に応じて、fastTrack の利用規約へのカスタマー リンクを送信します。http://aka.ms/fasttrackterms詳しくは、タスク ガイドをご覧ください。",
            "If required, send customer link to FastTrack Terms and Conditions http://aka.ms/fasttrackterms. View Task Guidance for more information",
            false,
            "コア オンボーディング",
            "conduct",
        ),
        (
            "1904",
            "お客様による FastTrack 利用規約の承認を確認する",
            "Confirm customer approval of FastTrack Terms and Conditions",
            false,
            "Exchange / OneDrive for Business / SharePoint",
            "conduct",
        ),
    ];
    let playbook = shipped();
    let numbered =
        playbook.items().filter(|(_, it)| it.task.as_ref().is_some_and(|it| it.number.is_some()));
    assert_eq!(numbered.count(), table.len());
    for (number, ja, en, mandatory, services, step) in table {
        let (at, item) = playbook
            .items()
            .find(|(_, it)| it.id.as_str() == format!("ftop.{number}"))
            .unwrap_or_else(|| panic!("no task {number}"));
        let task = item.task.as_ref().unwrap();
        assert_eq!(task.number.as_deref(), Some(number));
        assert_eq!(&*task.name.ja, ja, "{number}");
        assert_eq!(&*task.name.en, en, "{number}");
        assert_eq!(task.mandatory, mandatory, "{number}");
        assert_eq!(&*task.role.ja, "FastTrack マネージャー", "{number}");
        assert_eq!(&*task.services.ja, services, "{number}");
        assert_eq!(at.id.as_str(), step, "{number}");
    }
}

#[test]
fn the_revision_history_is_in_iso_dates_newest_first() {
    let dates: Vec<String> = shipped().revisions.iter().map(|it| it.on.to_string()).collect();
    let wanted = [
        "2020-04-30",
        "2020-03-25",
        "2020-01-31",
        "2019-12-06",
        "2019-10-25",
        "2019-09-25",
        "2019-05-02",
        "2019-03-06",
        "2019-02-26",
        "2018-12-11",
    ];
    assert_eq!(dates, wanted);
}

#[test]
fn the_links_lead_where_the_source_says() {
    let urls: BTreeSet<&str> = shipped().links.iter().map(|it| &*it.url).collect();
    let wanted = BTreeSet::from([
        "https://aka.ms/AA6s6ey",
        "https://aka.ms/AA5ctuy",
        "https://aka.ms/AA6cav5",
        "http://aka.ms/fasttrackterms",
        "https://aka.ms/Guide-Adoption-4-4-Pre-reqs-and-Success-Factors",
        "https://ftdocs-bcm.azureedge.net/public/guidance-when-4-plus-4-not-present-v1.docx",
        "assess-conduct-customer-success-workshop-partner-jp.md",
        "assess-conduct-technical-assessment-partner-jp.md",
        "http://partner-docs.microsoft.com",
    ]);
    assert_eq!(urls, wanted);
}

// A check that cannot fail would be worth nothing: each kind of flaw is made once, and named.

#[test]
fn a_missing_language_is_named() {
    flaw_named(
        r#"phase = { ja = "開始", en = "Initiate" }"#,
        r#"phase = { ja = "開始" }"#,
        "missing field `en`",
    );
    flaw_named(
        r#"phase = { ja = "開始", en = "Initiate" }"#,
        r#"phase = { ja = " ", en = "Initiate" }"#,
        "playbook: no Japanese",
    );
}

#[test]
fn a_duplicate_id_is_named() {
    flaw_named(r#"id = "ftop.3616""#, r#"id = "ftop.994""#, "item `ftop.994`: duplicate id");
}

#[test]
fn a_malformed_id_is_named() {
    flaw_named(r#"id = "note.02""#, r#"id = "Note 02""#, "note `Note 02`: malformed id");
}

#[test]
fn a_dangling_reference_is_named() {
    flaw_named(
        r#"links = ["link.kickoff-deck"]"#,
        r#"links = ["link.gone"]"#,
        "no link `link.gone`",
    );
    flaw_named(r#"expects = ["ftop.3979"]"#, r#"expects = ["ftop.1"]"#, "expects no item `ftop.1`");
}

#[test]
fn a_row_without_a_place_is_named() {
    flaw_named(r#"rows = ["R01", "R02"]"#, r#"rows = ["R01"]"#, "R02 has no place");
}

#[test]
fn a_count_that_the_content_does_not_keep_is_named() {
    flaw_named("rows = 73", "rows = 74", "R73 has no place");
    flaw_named("rows = 73", "rows = 72", "`R72` is no row of the inventory");
    flaw_named("notes = 44", "notes = 43", "notes are numbered");
    flaw_named(", rows = 73 }", " }", "missing field `rows`");
}

#[test]
fn a_condition_with_a_typo_is_named_with_its_position() {
    flaw_named(
        r#"when = "managed""#,
        r#"when = "managed or""#,
        "at character 11: expected a question",
    );
}

#[test]
fn a_condition_on_an_unknown_question_or_choice_is_named() {
    flaw_named(r#"when = "managed""#, r#"when = "manged""#, "unknown question `manged`");
    flaw_named(r#"when = "motion is rfa""#, r#"when = "motion is rfi""#, "has no choice `rfi`");
    flaw_named(
        r#"met_when = "ftop.3979 is done""#,
        r#"met_when = "ftop.1 is done""#,
        "unknown item `ftop.1`",
    );
}

#[test]
fn a_condition_that_leads_back_to_itself_is_named() {
    flaw_named(
        r#"met_when = "ftop.3979 is done""#,
        r#"met_when = "in.handover is done""#,
        "its conditions lead back to itself",
    );
}

#[test]
fn an_unknown_key_is_named() {
    flaw_named(r#"code = "C1""#, "code = \"C1\"\nmandatroy = true", "unknown field `mandatroy`");
}

#[test]
fn whom_something_is_for_is_said_once_in_words_that_there_are() {
    let shared = r#"registers = ["services", "people","#;
    let also = |it: &str| format!(r#"registers = ["services", {it}, "people","#);
    for (list, wanted) in [
        ("\"services\"", "audience 1: duplicate audience of register `services`"),
        ("\"licences\"", "audience 2: duplicate audience of register `licences`"),
        ("\"servises\"", "audience 1: no register `servises`"),
        ("\"risks\"", "audience 1: register `risks` is always internal by default"),
    ] {
        flaw_named(shared, &also(list), wanted);
    }
    for (from, to, wanted) in [
        (
            r#"items = [
  "over.business","#,
            r#"items = [
  "goal.needs","#,
            "audience 2: duplicate audience of item `goal.needs`",
        ),
        (
            r#""next.meetings",
]"#,
            r#""next.meetngs",
]"#,
            "audience 1: no item `next.meetngs`",
        ),
        (
            r#""next.meetings",
]"#,
            r#""prep.account-context",
]"#,
            "item `prep.account-context` is always internal",
        ),
        (
            r#""next.meetings",
]"#,
            r#""prep.people",
]"#,
            "item `prep.people` is always internal",
        ),
        (
            r#"questions = ["motion","#,
            r#"questions = ["terms-required","#,
            "duplicate audience of question `terms-required`",
        ),
        (
            r#"questions = ["motion","#,
            r#"questions = ["services","#,
            "audience 2: no question `services`",
        ),
        (
            r#"fields = ["customer","#,
            r#"fields = ["kickoff-at","#,
            "duplicate audience of field `kickoff-at`",
        ),
        (
            r#"fields = ["customer","#,
            r#"fields = ["custommer","#,
            "audience 1: no field `custommer`",
        ),
        (r#"is = "shared""#, r#"is = "public""#, "audience 1: `is` is not one of those there are"),
        ("is = \"shared\"", "is = \"shared\"\nis = \"internal\"", "duplicate key"),
        (r#"is = "shared""#, "", "audience 1: missing field `is`"),
    ] {
        flaw_named(from, to, wanted);
    }
}

#[test]
fn an_agenda_speaks_of_what_there_is() {
    for (from, to, wanted) in [
        (r#"items = ["out.introductions"]"#, r#"items = ["out.x"]"#, "agenda 1: no item `out.x`"),
        (
            r#"questions = ["wants-partner"]"#,
            r#"questions = ["wants-cake"]"#,
            "agenda 10: unknown question `wants-cake`",
        ),
        (
            r#"registers = ["decision-log", "actions", "meetings"]"#,
            r#"registers = ["decisions"]"#,
            "agenda 9: no register `decisions`",
        ),
        (
            "when = \"risk-seen\"\nquestions = [\"wants-partner\"]",
            "questions = [\"wants-partner\"]",
            "agenda 10: without minutes it needs a `when`",
        ),
        (
            "when = \"not-all-workloads\"\nitems = [\"out.other",
            "when = \"all-loads\"\nitems = [\"out.other",
            "agenda 12: unknown question `all-loads`",
        ),
        ("minutes = 13", "minutes = -1", "agenda 5: `minutes` is not a small number"),
    ] {
        flaw_named(from, to, wanted);
    }
}

#[test]
fn the_agenda_takes_an_hour() {
    let minutes: u16 = shipped().agenda.iter().map(|it| it.minutes).sum();
    assert_eq!(minutes, 60);
}

#[test]
fn whatever_can_be_shared_is_on_a_list() {
    let playbook = shipped();
    let lists = &playbook.audiences;
    let items = playbook.items().map(|(_, it)| it).filter(|it| it.is_ticked());
    let forgotten = items
        .filter(|it| !lists.iter().any(|list| list.items.iter().any(|id| **id == *it.id.as_str())));
    let forgotten = forgotten.filter(|it| !audience::is_delicate(playbook, Subject::Note(it.id)));
    assert_eq!(forgotten.map(|it| it.id.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
    let is_on_one = |it: &Register| {
        *it == Register::Risks
            || lists.iter().any(|list| list.registers.iter().any(|code| **code == *it.code()))
    };
    assert!(Register::ALL.iter().all(is_on_one));
    let account_team = playbook.items().filter(|(_, it)| it.id.as_str().contains(".account-"));
    let account_team: Vec<_> = account_team.map(|(_, it)| it.id).collect();
    assert_eq!(account_team.len(), 7);
    for id in account_team {
        assert!(audience::is_delicate(playbook, Subject::Note(id)), "{id}");
        assert!(audience::is_delicate(playbook, Subject::Evidence(id)), "{id}");
    }
}

#[test]
fn a_role_that_nothing_can_play_is_named() {
    let kickoff = r#"kickoff_meeting = "ftop.994""#;
    flaw_named(
        kickoff,
        r#"kickoff_meeting = "ftop.1""#,
        "role `kickoff_meeting`: no item `ftop.1`",
    );
    flaw_named(kickoff, r#"kickof_meeting = "ftop.994""#, "roles: unknown field `kickof_meeting`");
    flaw_named(
        r#"seats = "seats""#,
        r#"seats = "customer""#,
        "field `customer` is of another kind",
    );
    flaw_named(
        r#"motion = "motion""#,
        r#"motion = "managed""#,
        "question `managed` is of another kind",
    );
    flaw_named("customer = \"customer\"\n", "", "roles: missing field `customer`");
    flaw_named("[roles]", "[rolls]", "missing field `roles`");
    flaw_named(
        r#"met_when = "services have date""#,
        r#"met_when = "managed have date""#,
        "question `managed` is not answered by services",
    );
}

#[test]
fn a_role_that_nothing_has_is_no_flaw() {
    let roles = playbook::WRITTEN.split("[roles]").nth(1).unwrap();
    let optional = roles.lines().skip(2).take_while(|it| !it.is_empty());
    let mut count = 0;
    for line in optional {
        assert_eq!(flaws_after(&format!("{line}\n"), ""), Vec::<String>::new(), "without {line}");
        count += 1;
    }
    assert_eq!(count, 32, "all but the customer");
}

/// The flaws of a file after one change, each told by its words and by what stands at its line and column.
#[test]
fn every_flaw_is_named_with_line_and_column() {
    let table = [
        (r#"phase = { ja = "開始", en = "Initiate" }"#, "phase = 1", "not a table", "1"),
        (r#"kickoff_meeting = "#, r#"kickof_meeting = "#, "unknown field", "kickof_meeting ="),
        (
            r#"kickoff_meeting = "ftop.994""#,
            r#"kickoff_meeting = "ftop.1""#,
            "no item `ftop.1`",
            r#""ftop.1""#,
        ),
        (r#"id = "ftop.3616""#, r#"id = "ftop.994""#, "duplicate id", r#""ftop.994""#),
        (r#"id = "note.02""#, r#"id = "note.01""#, "duplicate id", r#""note.01""#),
        (r#"code = "C3""#, "code = 3", "`code` is not a text", "code = 3"),
        (r#"when = "managed""#, r#"when = "manged""#, "unknown question", r#""manged""#),
        (r#"when = "managed""#, r#"when = "managed or""#, "at character 11", r#""managed or""#),
        (
            r#"links = ["link.kickoff-deck"]"#,
            r#"links = ["link.gone"]"#,
            "no link",
            r#""link.gone""#,
        ),
        (
            r#"met_when = "ftop.3979 is done""#,
            r#"met_when = "in.handover is done""#,
            "its conditions lead back to itself",
            r#""in.handover""#,
        ),
        (
            r#"expects = ["ftop.3979"]"#,
            r#"expects = ["ftop.3616"]"#,
            "what it expects leads back",
            "",
        ),
        ("rows = 73", "rows = 74", "R73 has no place", "[playbook]"),
        ("[roles]", "[playbook]", "duplicate key", "playbook]"),
        ("[roles]", "[roles", "", ""),
    ];
    for (from, to, said, there) in table {
        assert!(playbook::WRITTEN.contains(from), "the content has no `{from}`");
        let written = playbook::WRITTEN.replacen(from, to, 1);
        let flaws = playbook::written::playbook(&written).unwrap_err();
        let flaw = flaws.iter().find(|it| it.contains(said));
        let flaw = flaw.unwrap_or_else(|| panic!("no `{said}` in {flaws:#?}"));
        let mut parts = flaw.splitn(3, ':');
        let mut number = || parts.next().unwrap().parse::<usize>().unwrap();
        let (line, column) = (number(), number());
        let line = written.lines().nth(line - 1).unwrap();
        let found: String = line.chars().skip(column - 1).collect();
        assert!(found.starts_with(there), "{flaw}: `{found}`, not `{there}`");
        let changed = written.lines().zip(playbook::WRITTEN.lines()).position(|(a, b)| a != b);
        let told: usize = flaw.split(':').next().unwrap().parse().unwrap();
        let distance = told.abs_diff(changed.unwrap() + 1);
        // What is there twice is told at the second place, and a count at the front matter.
        let is_near = distance <= 14 || said == "duplicate id" || said.contains("R73");
        assert!(is_near, "{flaw} is {distance} lines away");
    }
}

/// What the build takes: all that is in the folder, so a playbook more is checked without a line of code.
#[test]
fn all_content_there_is_has_no_flaw() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/playbook/content");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(path.extension().unwrap(), "toml", "{path:?}");
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        files.push((name, std::fs::read_to_string(&path).unwrap()));
    }
    let named: Vec<(&str, &str)> = files.iter().map(|(name, it)| (&**name, &**it)).collect();
    let library = playbook::written::library(&named).map_err(|it| it.join("\n"));
    let ours = &shipped().playbook;
    assert!(library.unwrap().get(&ours.id, &ours.revision.to_string()).is_some());
}

#[test]
fn two_files_of_one_edition_are_named_with_line_and_column() {
    let file = ("one.toml", playbook::WRITTEN);
    let flaws = playbook::written::library(&[file, ("two.toml", file.1)]).unwrap_err();
    let line = file.1.lines().position(|it| it == r#"id = "customer-kickoff""#).unwrap() + 1;
    let wanted = format!("two.toml:{line}:1: customer-kickoff 2020-04-30 is in one.toml already");
    assert_eq!(flaws, [wanted]);
    let newer = file.1.replacen("2020-04-30", "2021-01-31", 2);
    let library = playbook::written::library(&[file, ("two.toml", &newer)]).unwrap();
    assert_eq!(library.default().playbook.revision.to_string(), "2021-01-31", "for new ones");
}

#[test]
fn setup_asks_first_what_decides_most() {
    let playbook = shipped();
    let asked: Vec<_> =
        playbook.questions.iter().filter(|it| it.kind != QuestionKind::Services).collect();
    let first = asked[0].group.as_ref().unwrap();
    // How many rows wait for the answer.
    let decides = |id: QuestionId| {
        let whens = playbook.items().filter_map(|(_, it)| it.when.as_ref());
        whens.filter(|it| format!("{it:?}").contains(&format!("{id:?}"))).count()
    };
    let in_first = |it: &&&Question| it.group.as_ref() == Some(first);
    assert!((4..=7).contains(&asked.iter().filter(in_first).count()), "a few");
    for question in &asked {
        assert!(question.group.is_some(), "{} is in no group", question.code);
        let is_first = in_first(&question);
        assert!(is_first || decides(question.id) < 5, "{} decides much", question.code);
    }
}

/// The list of rows for the closing note and for reviewers: `cargo test --test playbook -- rows --nocapture`.
#[test]
fn rows_have_their_places() {
    for (row, places) in check::row_places(shipped()) {
        println!("{row}: {}", places.join(", "));
    }
}
