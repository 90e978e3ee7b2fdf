//! All that somebody has in one file, out of one browser and into another: how far it is is seen, it can be
//! stopped, and what is to be looked at stands first.

use std::fs;
use std::thread;
use std::time::Duration;

use e2e::scratch::Scratch;
use e2e::site::tracked;
use e2e::wait::within;
use e2e::{Person, Role, Settings, Site, eventually};
use serde_json::{Value, json};

use crate::long_list::keeps;

const COUNT: usize = 500;

/// Work that takes a while leaves others their turn. Here it can be made to wait there until the test has looked.
const WAITS: &str = "
    const soon = window.setTimeout;
    let waiting = null;
    window.workWaits = () => { waiting ??= []; };
    window.workGoesOn = () => {
        const acts = waiting ?? [];
        waiting = null;
        acts.forEach((act) => soon(act));
    };
    window.setTimeout = (act, after, ...rest) =>
        after === undefined && waiting ? waiting.push(act) : soon(act, after, ...rest);";

/// Does what begins such work, sees it under way, and goes on once this has been done meanwhile.
#[track_caller]
fn meanwhile(me: &Person, begins: impl FnOnce(), under_way: &str, act: impl FnOnce()) {
    me.browser.script("window.workWaits();");
    begins();
    me.sees(under_way);
    act();
    me.browser.script("window.workGoesOn();");
}

/// Clicks what was clicked before, later than a double click would be: that does such work once.
#[track_caller]
fn clicks_again(me: &Person, name: &str) {
    thread::sleep(Duration::from_millis(800));
    me.clicks_button(name);
}

/// Such work takes as long as it takes.
#[track_caller]
fn sees_in_the_end(me: &Person, text: &str) {
    within(Duration::from_secs(120), text, || {
        if me.can_see(text) { Ok(()) } else { Err("not yet".to_owned()) }
    });
}

fn rows(me: &Person) -> usize {
    let all = me.browser.script("return document.querySelectorAll('.case--plan').length;");
    all.as_u64().unwrap() as usize
}

#[test]
fn five_hundred_engagements_go_out_of_one_browser_and_into_an_empty_one() {
    let site = Site::open();
    let scratch = Scratch::default();
    let path = {
        let me = Person::at(&site, Settings { prelude: WAITS, ..Settings::default() });
        keeps(&me, COUNT);
        e2e::saved::has_recovered(&me);
        let cancels = || me.clicks_button("キャンセル");
        meanwhile(&me, || me.clicks_button("すべて書き出す"), "書き出し中…", cancels);
        me.sees("書き出しをキャンセルしました。");
        meanwhile(&me, || clicks_again(&me, "すべて書き出す"), "書き出し中…", || ());
        sees_in_the_end(&me, "を書き出しました");
        me.does_not_see("書き出し中…");
        let (_, bytes) = me.browser.download();
        let file: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(file["engagements"].as_array().unwrap().len(), COUNT);
        assert_eq!(file["counts"]["engagements"], COUNT);
        assert_eq!(me.browser.complaints(), Vec::<String>::new());
        scratch.file("all-kickoff.json", bytes)
    };
    let me = Person::at(&site, Settings { prelude: WAITS, ..Settings::default() });
    me.opens("#/open");
    let before = me.storage();
    let cancels = || me.clicks_button("キャンセル");
    let chooses = || me.chooses_file("ファイルを選ぶ", &path);
    meanwhile(&me, chooses, "読み取り中…", cancels);
    me.sees("取り込みをキャンセルしました。何も変わっていません。");
    me.does_not_see("読み取り中…");
    me.chooses_file("ファイルを選ぶ", &path);
    sees_in_the_end(&me, "新規 500 件");
    assert_eq!(rows(&me), 20);
    assert!(me.has_a(Role::Button, "さらに表示 (残り 480 件)"));
    meanwhile(&me, || me.clicks_button("取り込む"), "取り込み中…", cancels);
    me.sees("取り込みをキャンセルしました。何も変わっていません。");
    me.sees("新規 500 件");
    // Whoever goes elsewhere stops it as well.
    let goes_away = || me.opens("#/data");
    meanwhile(&me, || clicks_again(&me, "取り込む"), "取り込み中…", goes_away);
    me.sees("取り込みをキャンセルしました。何も変わっていません。");
    assert_eq!(me.storage(), before, "something has changed");
    me.opens("#/open");
    meanwhile(&me, || clicks_again(&me, "取り込む"), "取り込み中…", || ());
    sees_in_the_end(&me, "取り込みました");
    me.sees_a(Role::Heading, "エンゲージメント一覧");
    eventually("all of them", || {
        let cards = me.storage().keys().filter(|it| it.contains(":card/")).count();
        if cards == COUNT { Ok(()) } else { Err(format!("{cards} cards")) }
    });
    // One of them has gone on elsewhere: it stands before the hundreds that are the same.
    let mut file: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let last = &mut file["engagements"][COUNT - 1];
    let name = last["fields"]["fact/customer"]["value"].as_str().unwrap().to_owned();
    last["fields"]["fact/industry"] =
        json!({ "value": "部品", "at": "2026-11-22T05:32:00.000Z/0/1a2b3c4d-00c0ffee" });
    last["seen"]["1a2b3c4d-00c0ffee"] = json!("2026-11-22T05:32:00.000Z/0");
    for member in ["counts", "sha256", "summary"] {
        file.as_object_mut().unwrap().remove(member);
    }
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &scratch.file("later-kickoff.json", file.to_string()));
    sees_in_the_end(&me, "要確認 1 件、変更なし 499 件");
    let first = "return document.querySelector('.case--plan .case__name').textContent;";
    assert_eq!(me.browser.script(first), name);
    assert_eq!(rows(&me), 20);
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

#[test]
fn an_export_that_takes_a_moment_is_shown_before_it_begins_and_can_be_stopped_then() {
    let site = Site::open();
    let me = Person::at(&site, Settings { prelude: WAITS, ..Settings::default() });
    keeps(&me, 12);
    e2e::saved::has_recovered(&me);
    let cancels = || me.clicks_button("キャンセル");
    meanwhile(&me, || me.clicks_button("すべて書き出す"), "書き出し中…", cancels);
    me.sees("書き出しをキャンセルしました。ファイルは作成されていません。");
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_few_are_exported_without_ado() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    me.clicks_button("すべて書き出す");
    me.sees("を書き出しました");
    let (name, bytes) = me.browser.download();
    assert!(name.contains("コントソ製作所"), "{name}");
    let file: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(file["counts"]["engagements"], 1);
}

#[test]
fn what_changes_after_an_export_is_on_the_list() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    me.opens("#/");
    me.follows("コントソ製作所");
    me.part("ステップ").follows("引き渡し");
    // The list is read then, and nobody sees it.
    me.clicks_button("ファイルに書き出す");
    me.sees("を書き出しました");
    me.part("ステップ").follows("設定");
    me.part("基本情報").fills("お客様名", "コントソ本社");
    me.sees_it_saved();
    me.part("Kickoff").follows("エンゲージメント一覧");
    me.sees_a(Role::Heading, "エンゲージメント一覧");
    me.row("コントソ本社").sees("書き出し");
    me.does_not_see("コントソ製作所");
}
