//! What cannot be read is never passed over in silence: not by an export, and not before everything is deleted.

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

/// Whole by its checksum, beside a card that this version can read: told by nothing but the document.
fn bends_document(me: &Person, name: &str, schema: u64) {
    bends(me, name, |raw| {
        let sequence = raw.split(' ').nth(2).unwrap().parse().unwrap();
        saved::record(sequence, &json!({ "schema": schema }).to_string())
    });
}

/// The newest generation is cut, of two.
fn sets_back(me: &Person, name: &str) -> String {
    me.opens("#/");
    me.follows(name);
    me.part("基本情報").fills("シート数", "777");
    me.sees_it_saved();
    let id = me.hash().split('/').nth(2).unwrap().to_owned();
    // Whoever leaves it has it kept as a whole.
    me.opens("#/");
    let kept = records(&me.storage(), &id);
    assert_eq!(kept.len(), 2);
    let sequence = |raw: &str| raw.split(' ').nth(2).unwrap().parse::<u64>().unwrap();
    let (newest, raw) = kept.iter().max_by_key(|(_, raw)| sequence(raw)).unwrap();
    let cut = raw[..200].to_owned();
    me.browser.script_with("localStorage.setItem(...arguments);", &json!([newest, cut]));
    saved::empty_journal(me);
    me.reloads();
    cut
}

fn counted(me: &Person) -> Value {
    let (_, file) = me.browser.download();
    let file: Value = serde_json::from_slice(&file).unwrap();
    file["counts"]["engagements"].clone()
}

#[test]
fn an_export_of_all_names_what_it_leaves_out_and_offers_its_text() {
    let site = Site::open();
    let unreadable = "は、保存された内容を読み取れないため含まれていません。";
    let newer = "は、新しいバージョンのアプリで保存されているため含まれていません。";
    for (spoil, said) in [(damages as fn(&Person, &str), unreadable), (makes_newer, newer)] {
        let me = Person::new(&site);
        me.takes_in(&tracked(CONTOSO));
        me.creates_engagement(OTHER);
        me.opens("#/");
        spoil(&me, CONTOSO_NAME);
        me.clicks_button("すべて書き出す");
        me.sees("を書き出しました");
        me.sees(&format!("「{CONTOSO_NAME}」{said}"));
        assert_eq!(counted(&me), 1);
        me.saying("含まれていません").clicks_button("元のテキストをダウンロード");
        let (_, raw) = me.browser.download();
        let raw = String::from_utf8(raw).unwrap();
        assert!(me.storage().values().any(|it| *it == raw));
    }
}

#[test]
fn an_export_of_the_state_before_says_so_and_offers_the_last() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(OTHER);
    let cut = sets_back(&me, OTHER);
    let older = format!(
        "「{OTHER}」は、最後に保存された内容を読み取れないため、その前の内容で書き出しました。"
    );
    me.row(OTHER).sees("1 つ前の保存内容");
    for (at, button) in [(me.clone(), "すべて書き出す"), (me.row(OTHER), "書き出す")] {
        at.clicks_button(button);
        me.sees(&older);
        assert_eq!(counted(&me), 1);
        me.saying("その前の内容").clicks_button("元のテキストをダウンロード");
        assert_eq!(me.browser.download().1, cut.as_bytes());
        // The last state is in no file.
        me.row(OTHER).sees("未書き出し");
        me.clicks_button("閉じる");
    }
    me.opens("#/data");
    me.part("すべて削除").clicks_button("すべて削除");
    me.sees("次のエンゲージメントは、最後に保存した内容を読み取れません。");
    assert!(!me.can_see("書き出せません"), "a file has the state before");
    me.sees(OTHER);
    me.clicks_button("元のテキストをダウンロード");
    assert_eq!(me.browser.download().1, cut.as_bytes());
    me.clicks_button("先に書き出す");
    me.sees(&older);
}

#[test]
fn what_looks_healthy_by_its_card_alone_is_named_and_marked_on_the_list() {
    let site = Site::open();
    for (schema, title, line) in [
        (3, "読み取れません", "の保存された内容を読み取れないため、ファイルを作成していません。"),
        (4, "新しいバージョンのデータ", "アプリを更新すると開けます。"),
    ] {
        let me = Person::new(&site);
        me.takes_in(&tracked(CONTOSO));
        bends_document(&me, CONTOSO_NAME, schema);
        me.opens("#/data");
        me.part("すべて削除").clicks_button("すべて削除");
        me.sees("次のエンゲージメントは読み取れないため、書き出せません。");
        me.sees(CONTOSO_NAME);
        // As if nobody had looked yet: the row is marked as soon as somebody finds out.
        me.opens("#/");
        me.reloads();
        me.row(CONTOSO_NAME).clicks_button("書き出す");
        me.sees(line);
        me.row(&format!("{CONTOSO_NAME} – {title}"))
            .sees_a(Role::Button, "元のテキストをダウンロード");
    }
}

#[test]
fn what_is_open_while_a_newer_version_writes_is_exported_as_an_older_state() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(OTHER);
    me.sees_it_saved();
    let id = me.hash().split('/').nth(2).unwrap().to_owned();
    for (key, _) in records(&me.storage(), &id) {
        let raw = saved::record(99, &json!({ "schema": 4 }).to_string());
        me.browser.script_with("localStorage.setItem(...arguments);", &json!([key, raw]));
    }
    me.part("Kickoff").follows("エンゲージメント一覧");
    me.clicks_button("すべて書き出す");
    me.sees("その前の内容で書き出しました。");
    assert!(!me.can_see("含まれていません"), "it is in the file");
    assert_eq!(counted(&me), 1);
    assert!(!me.storage().keys().any(|it| it.contains(":out/")), "it is called exported");
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
