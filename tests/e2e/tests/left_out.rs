//! What cannot be read is never passed over in silence: not by an export, and not before everything is deleted.

// A test that cannot go on has failed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use e2e::saved::{self, records};
use e2e::site::tracked;
use e2e::{Person, Role, Site};
use serde_json::{Value, json};

const CONTOSO: &str = "tests/saves/contoso.kickoff.json";
const CONTOSO_NAME: &str = "コントソ製作所";
const OTHER: &str = "アドベンチャー ワークス";

/// Everything that is kept of the engagement with this name is made to be something else.
fn bends(me: &Person, name: &str, bend: impl Fn(&str) -> String) {
    let storage = me.storage();
    let card = storage.iter().find(|(key, text)| key.contains(":card/") && text.contains(name));
    let id = card.unwrap().0.rsplit('/').next().unwrap().to_owned();
    for (key, raw) in records(&storage, &id) {
        me.browser.script_with("localStorage.setItem(...arguments);", &json!([key, bend(&raw)]));
    }
    saved::empty_journal(me);
    me.reloads();
}

fn damages(me: &Person, name: &str) {
    bends(me, name, |raw| raw.replacen("fact", "fakt", 1));
}

fn makes_newer(me: &Person, name: &str) {
    bends(me, name, |raw| raw.replacen("kickoff-record 1", "kickoff-record 2", 1));
}

#[test]
fn an_export_of_all_names_what_it_leaves_out_and_offers_its_text() {
    let site = Site::open();
    for spoil in [damages, makes_newer] {
        let me = Person::new(&site);
        me.takes_in(&tracked(CONTOSO));
        me.creates_engagement(OTHER);
        me.opens("#/");
        spoil(&me, CONTOSO_NAME);
        me.clicks_button("すべて書き出す");
        me.sees("を書き出しました");
        me.sees(&format!(
            "「{CONTOSO_NAME}」は、保存された内容を読み取れないため含まれていません。"
        ));
        let (_, file) = me.browser.download();
        let file: Value = serde_json::from_slice(&file).unwrap();
        assert_eq!(file["counts"]["engagements"], 1);
        me.saying("含まれていません").clicks_button("元のテキストをダウンロード");
        let (_, raw) = me.browser.download();
        let raw = String::from_utf8(raw).unwrap();
        assert!(me.storage().values().any(|it| *it == raw));
    }
}

#[test]
fn nothing_exported_is_never_called_exported() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked(CONTOSO));
    damages(&me, CONTOSO_NAME);
    me.clicks_button("すべて書き出す");
    me.sees("の保存された内容を読み取れないため、ファイルを作成していません。");
    me.does_not_see("を書き出しました");
    me.saying("ファイルを作成していません").clicks_button("元のテキストをダウンロード");
    // The only file is the raw text.
    assert!(me.browser.download().0.ends_with(".txt"));
}

#[test]
fn before_everything_is_deleted_what_no_file_can_hold_is_named_and_offered() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked(CONTOSO));
    me.creates_engagement(OTHER);
    me.opens("#/");
    damages(&me, CONTOSO_NAME);
    me.opens("#/data");
    me.part("すべて削除").clicks_button("すべて削除");
    // A dialog is all there is while it is open.
    let dialog = me.clone();
    dialog.sees("このブラウザーの Kickoff のデータをすべて削除しますか");
    dialog.sees("次のエンゲージメントは読み取れないため、書き出せません。");
    dialog.sees(CONTOSO_NAME);
    dialog.sees("ごみ箱、復元用コピー、読み取れなかったデータは含まれません。");
    dialog.clicks_button("元のテキストをダウンロード");
    assert!(me.browser.download().0.ends_with(".txt"));
    dialog.clicks_button("先に書き出す");
    // Said where it can be seen: the dialog covers the news of the page.
    dialog.sees("を書き出しました");
    dialog
        .sees(&format!("「{CONTOSO_NAME}」は、保存された内容を読み取れないため含まれていません。"));
    let file: Value = serde_json::from_slice(&me.browser.download().1).unwrap();
    assert_eq!(file["counts"]["engagements"], 1);
}

#[test]
fn a_row_whose_content_was_removed_behind_the_app_is_told() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked(CONTOSO));
    let gone: Vec<String> = me.storage().into_keys().filter(|it| it.contains(":eng/")).collect();
    saved::empty_journal(&me);
    me.browser
        .script_with("arguments[0].forEach((it) => localStorage.removeItem(it));", &json!([gone]));
    me.reloads();
    let row = me.row(&format!("{CONTOSO_NAME} – 保存内容がありません"));
    row.sees("保存した内容が、このブラウザーから消えています。");
    row.sees_a(Role::Link, "データの管理と保護");
    me.clicks_button("すべて書き出す");
    me.sees("ファイルを作成していません。");
    me.row(&format!("{CONTOSO_NAME} – 保存内容がありません")).clicks_button("一覧から外す");
    me.sees("まだエンゲージメントがありません");
    me.reloads();
    me.sees("まだエンゲージメントがありません");
}
