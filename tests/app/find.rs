//! What is found by what is typed, and what comes first.

use kickoff::app::find::things::{commands, of_engagement, places};
use kickoff::app::find::{AT_MOST, Command, Goal, Index, Kind, Thing};
use kickoff::app::page::{At, Page};
use kickoff::app::route::Route;
use kickoff::app::shortcut::Shortcut;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::register::Register;
use kickoff::domain::text::Lang;
use kickoff::i18n::fields::Named;
use kickoff::i18n::words::Words;

use crate::Device;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{Case, edit, item, playbook};

/// What a browser does, for the letters of these tests.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for it in text.chars() {
        match it {
            '㈱' => plain.push_str("(株)"),
            'ﾃ' => plain.push('テ'),
            'ｽ' => plain.push('ス'),
            'ﾄ' => plain.push('ト'),
            '！'..='～' => plain.extend(char::from_u32(u32::from(it) - 0xfee0)),
            _ => plain.push(it),
        }
    }
    plain.to_lowercase()
}

fn thing(kind: Kind, title: &str, also: &str) -> Thing {
    let goal = Goal::Place(Route::Data);
    Thing { kind, goal, title: title.to_owned(), place: String::new(), also: also.to_owned() }
}

/// The titles that are shown for what is typed, in their order.
fn shown(index: &Index, typed: &str) -> Vec<String> {
    index.find(typed).hits().filter_map(|it| index.get(it)).map(|it| it.title.clone()).collect()
}

fn rows(titles: &[&str]) -> Index {
    Index::new(titles.iter().map(|it| thing(Kind::Row, it, "")).collect(), plain)
}

#[test]
fn a_title_is_found_however_it_is_written() {
    let table = [
        ("Conduct the kickoff meeting", "KICKOFF"),
        ("Conduct the kickoff meeting", "meeting conduct"),
        ("Conduct the kickoff meeting", "kick off"),
        ("Conduct the kickoff meeting", "\u{3000}ｋｉｃｋｏｆｆ "),
        ("キックオフ ミーティングを開く", "ミーティング キック"),
        ("キックオフ ミーティングを開く", "みーてぃんぐ"),
        ("キックオフ ミーティングを開く", "きっくおふ　開く　"),
        ("テスト環境を用意する", "ﾃｽﾄ環境"),
        ("てすと環境を用意する", "テスト"),
        ("㈱コントソ", "(株)コン"),
        ("（株）コントソ", "㈱"),
        ("佐藤 恵子", "佐藤恵子"),
        ("佐藤恵子", "佐藤 恵子"),
        ("FTOP 983 (QuickLeads)", "983"),
        ("C1 to C18", "c18"),
        ("渡邉\u{e0102} 浩", "渡邉"),
        ("🎉 Launch", "launch 🎉"),
    ];
    for (title, typed) in table {
        assert_eq!(shown(&rows(&[title]), typed), [title], "{typed}");
    }
}

#[test]
fn every_word_has_to_be_there() {
    for (title, typed) in [
        ("Conduct the kickoff meeting", "kickoff call"),
        ("キックオフ ミーティングを開く", "キックオフ 終了"),
        ("佐藤 恵子", "佐藤 恵美"),
        ("Exchange Online", "x-change"),
    ] {
        assert_eq!(shown(&rows(&[title]), typed), [""; 0], "{typed}");
    }
}

#[test]
fn the_beginning_of_a_title_comes_before_that_of_a_word_and_that_before_the_inside() {
    let table = [
        (
            "dibs",
            &["Nodibs", "Confirm DIBS", "DIBS of Exchange", "DIBS"][..],
            &["DIBS", "DIBS of Exchange", "Confirm DIBS", "Nodibs"][..],
        ),
        // Where the letters change, a word begins.
        (
            "ギャップ",
            &["大ギャップ論", "アギャップ", "ギャップを解消する", "知識ギャップ"],
            &["ギャップを解消する", "大ギャップ論", "知識ギャップ", "アギャップ"],
        ),
        (
            "365",
            &["Office 365", "M365", "1365", "365 日"],
            &["365 日", "Office 365", "M365", "1365"],
        ),
        (
            "準備 会",
            &["総会の準備", "準備の会", "会の準備", "前準備会"],
            &["準備の会", "会の準備", "総会の準備", "前準備会"],
        ),
        // The same is as good in the order in which it came.
        ("a", &["a2", "a1", "a3"], &["a2", "a1", "a3"]),
    ];
    for (typed, titles, wanted) in table {
        assert_eq!(shown(&rows(titles), typed), wanted, "{typed}");
    }
}

#[test]
fn what_is_not_shown_is_found_after_what_is() {
    let all = vec![
        thing(Kind::Entry, "Old mail servers", "owner: Sato"),
        thing(Kind::Entry, "Sato Keiko", ""),
    ];
    let index = Index::new(all, plain);
    assert_eq!(shown(&index, "sato"), ["Sato Keiko", "Old mail servers"]);
    assert_eq!(shown(&index, "sato mail"), ["Old mail servers"]);
}

#[test]
fn the_group_with_the_best_hit_comes_first() {
    let all = vec![
        thing(Kind::Page, "The plan", ""),
        thing(Kind::Entry, "A plan", ""),
        thing(Kind::Entry, "Plan of Contoso", ""),
        thing(Kind::Command, "Export this plan", ""),
    ];
    let index = Index::new(all, plain);
    assert_eq!(
        shown(&index, "plan"),
        ["Plan of Contoso", "A plan", "The plan", "Export this plan"]
    );
    let kinds: Vec<Kind> = index.find("plan").groups.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, [Kind::Entry, Kind::Page, Kind::Command]);
}

#[test]
fn of_too_many_each_kind_keeps_its_best() {
    let entries = (0..5000).map(|it| thing(Kind::Entry, &format!("note {it}"), ""));
    let rows = (0..40).map(|it| thing(Kind::Row, &format!("my note {it}"), ""));
    let few = [thing(Kind::Page, "a note", ""), thing(Kind::Entry, "note", "")];
    let index = Index::new(entries.chain(rows).chain(few).collect(), plain);
    let found = index.find("note");
    assert_eq!(found.count, 5042);
    assert_eq!(found.hits().count(), AT_MOST);
    let of = |kind| found.groups.iter().find(|it| it.kind == kind).map_or(0, |it| it.hits.len());
    assert_eq!(of(Kind::Page), 1);
    assert!(20 < of(Kind::Row) && 20 < of(Kind::Entry), "{} {}", of(Kind::Row), of(Kind::Entry));
    assert_eq!(shown(&index, "note").first().map(String::as_str), Some("note"));
    assert_eq!(index.find("note 4999").count, 1);
}

#[test]
fn nothing_typed_shows_what_is_at_hand_and_nonsense_nothing() {
    let all = Kind::ALL.map(|kind| thing(kind, "x", "")).to_vec();
    let index = Index::new(all, plain);
    for nothing in ["", "  ", "\u{3000}\u{200b}"] {
        let found = index.find(nothing);
        let kinds: Vec<Kind> = found.groups.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, [Kind::Page, Kind::Engagement, Kind::Command], "{nothing:?}");
    }
    for nonsense in ["y", "\u{202e}!", &"x".repeat(100_000), &"y ".repeat(50_000)] {
        assert_eq!(index.find(nonsense).count, 0);
    }
    assert_eq!(Index::new(Vec::new(), plain).find("x").count, 0);
}

/// Where the first hit for what is typed leads to.
fn goal(engagement: &Engagement, lang: Lang, typed: &str) -> Option<Goal> {
    let named = Named { engagement, playbook: playbook(), words: Words(lang) };
    let index = Index::new(of_engagement(named, Page::Changes), plain);
    let first = index.find(typed).hits().next();
    first.and_then(|it| index.get(it)).map(|it| it.goal)
}

#[test]
fn what_an_engagement_has_leads_to_its_very_place() {
    let engagement = full_engagement();
    let id = engagement.id();
    let go = |page, at| Some(Goal::Place(Route::Engagement { id, page, at }));
    for lang in Lang::ALL {
        let words = Words(lang);
        for (step, item) in playbook().items() {
            let title = item.title.get(lang);
            let number = item.task.as_ref().and_then(|it| it.number.as_deref());
            let place = Page::Step(step.id);
            let same = playbook().items().filter(|(_, it)| it.title.get(lang) == title).count();
            let is_page = playbook().steps.iter().any(|it| it.title.get(lang) == title);
            if same == 1 && !is_page {
                assert_eq!(goal(&engagement, lang, title), go(place, Some(At::Row(item.id))));
            }
            if let Some(number) = number {
                let found = goal(&engagement, lang, &format!("FTOP {number}"));
                assert!(matches!(
                    found,
                    Some(Goal::Place(Route::Engagement { at: Some(At::Row(_)), .. }))
                ));
            }
        }
        for page in Page::PLAIN {
            let found = goal(&engagement, lang, page.title(playbook(), words));
            assert_eq!(found, go(page, None), "{page:?}");
        }
        for register in Register::ALL.iter().filter(|it| **it != Register::Services) {
            let title = playbook().register(*register).unwrap().title.get(lang);
            let named = Named { engagement: &engagement, playbook: playbook(), words };
            let all = of_engagement(named, Page::Changes);
            let of_title = all.iter().find(|it| it.kind == Kind::Register && it.title == title);
            let beside = go(Page::Changes, Some(At::Register(*register)));
            assert_eq!(of_title.map(|it| it.goal), beside);
        }
    }
}

#[test]
fn every_entry_that_has_something_in_it_is_found_by_any_of_its_texts() {
    let engagement = full_engagement();
    let named = Named { engagement: &engagement, playbook: playbook(), words: Words(Lang::Ja) };
    let all = of_engagement(named, Page::Setup);
    let entries: Vec<&Thing> = all.iter().filter(|it| it.kind == Kind::Entry).collect();
    let count: usize = Register::ALL.iter().map(|it| engagement.filled_entries(*it).count()).sum();
    assert_eq!(entries.len(), count);
    assert!(20 < count, "{count}");
    for register in Register::ALL {
        for entry in engagement.filled_entries(*register) {
            let at = At::Entry(*register, entry);
            let places = entries.iter().filter_map(|it| match it.goal {
                Goal::Place(Route::Engagement { page, at: Some(it), .. }) if it == at => Some(page),
                _ => None,
            });
            let places: Vec<Page> = places.collect();
            // Services and own tasks have a place of their own on a page.
            let is_here = places == [Page::Setup];
            assert_eq!(is_here, at.register().is_some(), "{at}: {places:?}");
        }
    }
    // A note of a row, and of an entry.
    let noted = Case::new().with(&[("item/ftop.994/note", "Mail from the gateway")]);
    let found = goal(&noted.engagement, Lang::En, "gateway");
    let row = Some(At::Row(item("ftop.994")));
    assert!(matches!(found, Some(Goal::Place(Route::Engagement { at, .. })) if at == row));
}

#[test]
fn other_engagements_are_found_by_name_and_the_latest_comes_first() {
    let device = Device::with(&[bare_engagement(1), bare_engagement(2)]);
    let words = Words(Lang::En);
    device.open(bare_engagement(1).id()).edit(vec![edit("fact/customer", "Adventure Works")]);
    let listed = device.session.with_store(|it| it.list()).unwrap();
    let index = Index::new(places(listed, words), plain);
    let found = index.find("adventure");
    let goals: Vec<Goal> = found.hits().filter_map(|it| index.get(it)).map(|it| it.goal).collect();
    let id = bare_engagement(1).id();
    assert_eq!(goals, [Goal::Place(Route::Engagement { id, page: Page::Setup, at: None })]);
    let of_engagements = index.find("").groups.into_iter().find(|it| it.kind == Kind::Engagement);
    let first = of_engagements.and_then(|it| index.get(it.hits[0]).map(|it| it.title.clone()));
    assert_eq!(first.as_deref(), Some("Adventure Works"));
}

#[test]
fn only_what_can_be_done_here_is_offered() {
    let words = Words(Lang::Ja);
    let offered = |here| -> Vec<Command> {
        let all = commands(here, words).into_iter();
        let all = all.map(|it| match it.goal {
            Goal::Do(it) => it,
            Goal::Place(it) => panic!("{it}"),
        });
        all.collect()
    };
    let id = bare_engagement(1).id();
    let on_list = offered(None);
    let keys = [Shortcut::CustomerSafe, Shortcut::Keys].map(Command::Key);
    assert_eq!(on_list, [Command::New, keys[0], keys[1], Command::OtherLanguage]);
    let open = offered(Some((id, [true, false])));
    assert!(open.contains(&Command::Export(id)));
    assert!(open.contains(&Command::Undo) && !open.contains(&Command::Redo));
    assert!(open.contains(&Command::Key(Shortcut::Meeting)));
    assert!(offered(Some((id, [false, true]))).contains(&Command::Redo));
}
