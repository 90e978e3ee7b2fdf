//! Lists stay as they are while something is written elsewhere, and are as large as what is looked at.

use e2e::person::key;
use e2e::scratch::Scratch;
use e2e::site::tracked;
use e2e::{Person, Role, Settings, Site, eventually};
use serde_json::{Value, json};

const CONTOSO: &str = "tests/saves/contoso.kickoff.json";
const CONTOSO_NAME: &str = "コントソ製作所";
const OTHER: &str = "アドベンチャー ワークス";

/// In another tab, a row of an engagement is ticked, and one is back in the first.
fn ticks_in_another_tab(me: &Person, name: &str, row: &str) {
    let here = me.browser.opens_tab();
    me.opens("#/");
    me.follows(name);
    me.sees("エンゲージメントの設定");
    me.part("ステップ").follows("概要");
    me.row(row).ticks(row);
    me.sees_it_saved();
    me.browser.closes_tab();
    me.browser.looks_at(&here);
}

/// Marks what has the keyboard, to be found again.
fn marks_the_keyboard(me: &Person) {
    me.browser.script("window.marked = document.activeElement;");
}

#[track_caller]
fn has_still_the_keyboard(me: &Person) {
    let stays =
        me.browser.script("return marked === document.activeElement && marked.isConnected;");
    assert_eq!(stays, true, "{}", me.browser.script("return document.activeElement.outerHTML;"));
}

#[test]
fn what_is_open_in_the_list_stays_while_another_tab_writes() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(OTHER);
    me.creates_engagement("Fabrikam");
    me.opens("#/");
    let row = me.row(OTHER);
    row.clicks_button("名前を変更");
    me.fills("お客様名", "Adventure Works K.K.");
    marks_the_keyboard(&me);
    ticks_in_another_tab(&me, OTHER, "お客様の業務を理解する");
    has_still_the_keyboard(&me);
    me.reads_in("お客様名", "Adventure Works K.K.");
    me.presses(&[key::ESCAPE]);

    // The row is the same element, and tells what is new.
    row.tabs_to(Role::Button, "書き出す");
    marks_the_keyboard(&me);
    ticks_in_another_tab(&me, "Fabrikam", "お客様の業務を理解する");
    ticks_in_another_tab(&me, OTHER, "役に立つ所有サービスを見つける");
    row.sees("2 件完了");
    has_still_the_keyboard(&me);
}

#[test]
fn a_dialog_that_was_cancelled_is_fresh_the_next_time() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(OTHER);
    me.opens("#/");
    let row = me.row(OTHER);
    row.clicks_button("名前を変更");
    me.fills("お客様名", "捨てた名前");
    me.clicks_button("キャンセル");
    row.clicks_button("名前を変更");
    me.reads_in("お客様名", OTHER);
    me.clicks_button("キャンセル");

    me.clicks_button("新しいエンゲージメント");
    me.clicks_button("作成");
    me.sees("お客様名を入力してください");
    me.clicks_button("キャンセル");
    me.clicks_button("新しいエンゲージメント");
    me.reads_in("お客様名", "");
    assert!(!me.can_see("お客様名を入力してください"));
}

#[test]
fn a_search_and_a_preview_stay_through_a_change_of_language() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked(CONTOSO));
    me.creates_engagement(OTHER);
    me.opens("#/");
    me.fills("お客様・関係者・ID で探す", CONTOSO_NAME);
    me.does_not_see(OTHER);
    me.clicks_button("English");
    me.sees("Engagements");
    me.reads_in("Find by customer, person or ID", CONTOSO_NAME);
    assert!(!me.can_see(OTHER));
    me.clicks_button("日本語");
    me.reads_in("お客様・関係者・ID で探す", CONTOSO_NAME);

    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &tracked("tests/saves/contoso-2.kickoff.json"));
    me.sees("取り込む内容");
    me.clicks_button("English");
    me.sees("What will be imported");
    me.clicks_button("日本語");
    me.sees("取り込む内容");
}

#[test]
fn the_changes_stay_as_they_are_while_another_tab_writes() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(OTHER);
    me.part("ステップ").follows("概要");
    me.row("役に立つ所有サービスを見つける").ticks("役に立つ所有サービスを見つける");
    me.follows("変更履歴");
    me.sees_a(Role::Heading, "変更履歴");
    me.sees("役に立つ所有サービスを見つける");
    me.browser.script(
        "window.marked = [...document.querySelectorAll('tbody tr')];
         getSelection().selectAllChildren(marked[0].cells[1]);",
    );
    ticks_in_another_tab(&me, OTHER, "お客様の業務を理解する");
    me.sees("お客様の業務を理解する");
    let (stay, selected) = (
        me.browser.script("return marked.length > 0 && marked.every((it) => it.isConnected);"),
        me.browser.script("return getSelection().toString();"),
    );
    assert_eq!(stay, true, "all rows were drawn anew");
    assert!(selected.as_str().unwrap().contains("役に立つ"), "{selected}");
}

#[test]
fn what_was_unfolded_is_open_in_the_other_language() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked(CONTOSO));
    me.opens("#/");
    me.follows(CONTOSO_NAME);
    me.sees("エンゲージメントの設定");
    for page in ["DIBS の確認", "日程調整とキックオフの実施"] {
        me.part("ステップ").follows(page);
        me.sees_a(Role::Heading, page);
        me.browser.script(
            "const all = [...document.querySelectorAll('main details')];
             all.forEach((it, at) => { if (at % 2 === 0 && !it.open) it.querySelector('summary').click(); });",
        );
        // By then what opens by the app's own hand is open too, with the folds that are in it.
        let open = me.browser.later(
            "await new Promise((done) => setTimeout(done));
             return [...document.querySelectorAll('main details')].map((it) => it.open);",
        );
        assert!(open.as_array().unwrap().contains(&json!(true)), "nothing to unfold on {page}");
        for language in ["English", "日本語"] {
            me.clicks_button(language);
            eventually("the same folds", || {
                let now = me.browser.script(
                    "return [...document.querySelectorAll('main details')].map((it) => it.open);",
                );
                if now == open { Ok(()) } else { Err(format!("{now} instead of {open}")) }
            });
        }
    }
}

/// Opens all folds of a kind, and tells which are open.
fn unfolds_all(me: &Person, within: &str) -> Value {
    me.browser.script_with(
        "const all = [...document.querySelectorAll(arguments[0])];
         all.filter((it) => !it.open).forEach((it) => it.querySelector('summary').click());
         return all.map((it) => it.open);",
        &json!([within]),
    )
}

#[track_caller]
fn has_folds(me: &Person, within: &str, wanted: &Value) {
    eventually("the same folds", || {
        let now = me.browser.script_with(
            "return [...document.querySelectorAll(arguments[0])].map((it) => it.open);",
            &json!([within]),
        );
        if now == *wanted { Ok(()) } else { Err(format!("{now} instead of {wanted}")) }
    });
}

#[test]
fn coming_back_finds_what_was_unfolded_and_how_much_was_drawn() {
    const FOLDS: &str = ".entry__fold";
    let site = Site::open();
    // The registers stand beside the page.
    let me = Person::at(&site, Settings { width: 1600, ..Settings::default() });
    let scratch = Scratch::default();
    me.takes_in(&scratch.file("crowded.json", crowded(400)));
    me.follows(CONTOSO_NAME);
    me.sees("エンゲージメントの設定");

    // The changes: as many as were asked for, and the place among them.
    me.follows("変更履歴");
    me.sees_a(Role::Heading, "変更履歴");
    let rows = || me.browser.script("return document.querySelectorAll('main tbody tr').length;");
    for _ in 0..2 {
        me.clicks_button("さらに表示");
    }
    eventually("300 rows", || if rows() == 300 { Ok(()) } else { Err(rows().to_string()) });
    let y = me.browser.script("scrollTo(0, 9000); return Math.round(scrollY);");
    assert!(1000 < y.as_i64().unwrap(), "{y}");
    // Without scrolling to a link, as finding one does.
    me.browser.script("location.hash = location.hash.replace('/changes', '/prepare');");
    me.sees_a(Role::Heading, "キックオフの準備");
    me.browser.goes_back();
    eventually("the place on the page", || {
        let now = me.browser.script("return Math.round(scrollY);");
        if now == y { Ok(()) } else { Err(format!("{now} instead of {y}")) }
    });
    assert_eq!(rows(), 300);

    // Registers: from one to the next and back, and in the other language.
    let tabs = me.part("記録一覧");
    tabs.follows("参加者名簿");
    me.clicks_button("前の記録を表示");
    let is_open = unfolds_all(&me, FOLDS);
    assert!(50 < is_open.as_array().unwrap().len(), "{is_open}");
    tabs.follows("プロジェクトのリスク");
    me.sees_a(Role::Button, "リスクを追加");
    tabs.follows("参加者名簿");
    has_folds(&me, FOLDS, &is_open);
    me.part("ステップ").follows("概要");
    me.sees_a(Role::Heading, "概要");
    me.clicks_button("English");
    // No register is in the address: it is the one that was shown, as it was.
    has_folds(&me, FOLDS, &is_open);
}

/// A file whose one engagement has so many people.
fn crowded(people: usize) -> Vec<u8> {
    with_entries("people", "参加者", people)
}

/// A file whose one engagement has so many more entries in a register.
fn with_entries(register: &str, name: &str, count: usize) -> Vec<u8> {
    let text = std::fs::read_to_string(tracked(CONTOSO)).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    file.as_object_mut().unwrap().remove("counts");
    let fields = file["engagements"][0]["fields"].as_object_mut().unwrap();
    let at = "2026-09-18T02:06:31.000Z/0/1a2b3c4d";
    for number in 0..count {
        let entry = format!("{register}/01a0b243-d100-7375-ba75-{number:012x}");
        fields.insert(
            format!("{entry}/name"),
            json!({ "at": at, "value": format!("{name} {number}") }),
        );
        fields.insert(entry, json!({ "at": at, "value": true }));
    }
    serde_json::to_vec(&file).unwrap()
}

/// The next one takes its place.
fn moves_to_the_bin(me: &Person) {
    me.opens("#/");
    me.row(CONTOSO_NAME).clicks_button("削除");
    me.clicks_button("削除");
    me.sees("ごみ箱に移しました。");
    me.does_not_see(CONTOSO_NAME);
}

#[test]
fn what_a_page_does_not_show_is_not_in_it() {
    let site = Site::open();
    let me = Person::new(&site);
    let scratch = Scratch::default();
    let count =
        || me.browser.script("return document.querySelectorAll('*').length;").as_u64().unwrap();
    let on_setup = |file: &str, people: usize| {
        me.takes_in(&scratch.file(file, crowded(people)));
        me.follows(CONTOSO_NAME);
        me.sees("エンゲージメントの設定");
        let on_setup = count();
        let people = me.hash().replace("/setup", "/setup/people");
        me.opens(&format!("#{people}"));
        me.sees("前の記録を表示");
        let with_register = count();
        moves_to_the_bin(&me);
        (on_setup, with_register)
    };
    let few = on_setup("few.json", 60);
    let many = on_setup("many.json", 4_000);
    println!("elements with 60 and with 4,000 people: {few:?}, {many:?}");
    assert!(many.0 < few.0 + 100, "setup: {few:?}, {many:?}");
    assert!(many.1 < few.1 + 200, "register: {few:?}, {many:?}");
}

#[test]
fn services_and_files_that_are_not_shown_are_not_in_the_page() {
    let site = Site::open();
    let me = Person::new(&site);
    let scratch = Scratch::default();
    let count =
        || me.browser.script("return document.querySelectorAll('*').length;").as_u64().unwrap();
    let on_dibs = |file: &str, services: usize| {
        me.takes_in(&scratch.file(file, with_entries("services", "自社サービス", services)));
        me.follows(CONTOSO_NAME);
        me.sees("エンゲージメントの設定");
        me.opens(&format!("#{}", me.hash().replace("/setup", "/dibs")));
        me.sees("前の記録を表示");
        let on_dibs = count();
        moves_to_the_bin(&me);
        on_dibs
    };
    let few = on_dibs("few.json", 60);
    let many = on_dibs("many.json", 600);
    println!("elements of DIBS with 60 and with 600 services: {few}, {many}");
    // A line each to choose from, in no more than one list.
    assert!(many < few + 100, "{few}, {many}");

    let text = std::fs::read_to_string(tracked(CONTOSO)).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    file.as_object_mut().unwrap().remove("counts");
    let preview = |engagements: usize| {
        let mut file = file.clone();
        let one = file["engagements"][0].clone();
        let all = (0..engagements).map(|number| {
            let mut one = one.clone();
            one["id"] = json!(format!("01a0b243-d100-7375-ba75-{number:012x}"));
            one["fields"].as_object_mut().unwrap().retain(|address, _| address == "fact/customer");
            one["past"] = json!([]);
            one
        });
        file["engagements"] = all.collect();
        let name = format!("{engagements}.json");
        me.opens("#/open");
        me.chooses_file("ファイルを選ぶ", &scratch.file(&name, serde_json::to_vec(&file).unwrap()));
        me.sees(&format!("エンゲージメント {engagements} 件"));
        count()
    };
    let (few, many) = (preview(150), preview(1_000));
    println!("elements of a preview of 150 and of 1,000 engagements: {few}, {many}");
    assert!(many < few + 100, "{few}, {many}");
}

#[test]
fn paper_holds_the_entries_that_the_page_does_not_draw() {
    let site = Site::open();
    // Nor does this browser size a text area by its text.
    let settings = Settings {
        prelude: "CSS.supports = ((was) => (...asked) => asked[0] !== 'field-sizing' && was(...asked))(CSS.supports.bind(CSS));",
        ..Settings::default()
    };
    let me = Person::at(&site, settings);
    me.takes_in(&Scratch::default().file("crowded.json", crowded(60)));
    me.follows(CONTOSO_NAME);
    me.sees("エンゲージメントの設定");
    let prepare = me.hash().replace("/setup", "/prepare");
    me.opens(&format!("#{prepare}"));
    let note: String = (1..=40).map(|it| format!("{it} 行目の背景\n")).collect();
    let row = "お客様の背景を把握する";
    me.row(row).fills("お客様の背景", &note);
    me.sees_it_saved();
    me.opens(&format!("#{prepare}/people"));
    me.sees("前の記録を表示");
    let before = me.browser.script("return document.body.innerHTML.length;");
    assert!(!me.reads().contains("参加者 0\n"), "drawn on the page already");

    me.browser.shows_as("print");
    me.browser.script("dispatchEvent(new Event('beforeprint'));");
    let reads = me.reads();
    for number in 0..60 {
        let name = format!("参加者 {number}");
        let is_there = reads
            .match_indices(&name)
            .any(|(at, _)| !reads[at + name.len()..].starts_with(|it: char| it.is_ascii_digit()));
        assert!(is_there, "{name} is not on the paper");
    }
    me.sees("40 行目の背景");
    let cut = me.browser.script(
        "return [...document.querySelectorAll('main .printed')]
             .filter((it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1
                 || it.getBoundingClientRect().bottom > it.parentElement.getBoundingClientRect().bottom + 1)
             .map((it) => it.outerHTML.slice(0, 120));",
    );
    assert_eq!(cut, json!([]));
    me.browser.script("dispatchEvent(new Event('afterprint'));");
    me.browser.shows_as("");
    assert_eq!(me.browser.script("return document.body.innerHTML.length;"), before);
}
