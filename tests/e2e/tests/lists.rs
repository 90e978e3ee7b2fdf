//! Lists stay as they are while something is written elsewhere, and are as large as what is looked at.

// A test that cannot go on has failed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use e2e::person::key;
use e2e::scratch::Scratch;
use e2e::site::tracked;
use e2e::{Person, Role, Site, eventually};
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
    me.browser.script("globalThis.marked = document.activeElement;");
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
    me.fills("名前で探す", CONTOSO_NAME);
    me.does_not_see(OTHER);
    me.clicks_button("English");
    me.sees("Engagements");
    me.reads_in("Find by name", CONTOSO_NAME);
    assert!(!me.can_see(OTHER));
    me.clicks_button("日本語");
    me.reads_in("名前で探す", CONTOSO_NAME);

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
        "globalThis.marked = [...document.querySelectorAll('tbody tr')];
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
        let open = me.browser.script(
            "const all = [...document.querySelectorAll('main details')];
             all.forEach((it, at) => { if (at % 2 === 0 && !it.open) it.querySelector('summary').click(); });
             return all.map((it) => it.open);",
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

/// A file whose one engagement has so many people.
fn crowded(people: usize) -> Vec<u8> {
    let text = std::fs::read_to_string(tracked(CONTOSO)).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    file.as_object_mut().unwrap().remove("counts");
    let fields = file["engagements"][0]["fields"].as_object_mut().unwrap();
    let at = "2026-09-18T02:06:31.000Z/0/1a2b3c4d";
    for number in 0..people {
        let entry = format!("people/01a0b243-d100-7375-ba75-{number:012x}");
        fields.insert(
            format!("{entry}/name"),
            json!({ "at": at, "value": format!("参加者 {number}") }),
        );
        fields.insert(entry, json!({ "at": at, "value": true }));
    }
    serde_json::to_vec(&file).unwrap()
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
        me.opens("#/");
        me.row(CONTOSO_NAME).clicks_button("削除");
        me.clicks_button("削除");
        me.sees("ごみ箱に移しました。");
        me.does_not_see(CONTOSO_NAME);
        (on_setup, with_register)
    };
    let few = on_setup("few.json", 60);
    let many = on_setup("many.json", 4_000);
    println!("elements with 60 and with 4,000 people: {few:?}, {many:?}");
    assert!(many.0 < few.0 + 100, "setup: {few:?}, {many:?}");
    assert!(many.1 < few.1 + 200, "register: {few:?}, {many:?}");
}
