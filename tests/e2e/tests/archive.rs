//! What nobody is at work on is put away in IndexedDB, and taken back when it is opened.

use e2e::person::key;
use e2e::saved::{self, archived, changes_archive};
use e2e::site::tracked;
use e2e::{Person, Role, Settings, Site, eventually};
use serde_json::Value;

/// Somebody with an engagement in which everything is filled in.
fn with_a_full_one(site: &Site, settings: Settings) -> Person {
    let me = Person::at(site, settings);
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &tracked("tests/saves/contoso-2.kickoff.json"));
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    me.opens("#/");
    me
}

const CUSTOMER: &str = "コントソ製作所";

/// The keys of localStorage under which what was recorded is.
fn places(me: &Person) -> Vec<String> {
    let all = me.storage();
    let is_of = |it: &&String| it.contains(":eng/") || it.contains(":tail/");
    all.keys().filter(is_of).cloned().collect()
}

#[test]
fn somebody_puts_an_engagement_away_finds_it_and_opens_it_again() {
    let site = Site::open();
    let me = with_a_full_one(&site, Settings::default());
    saved::has_recovered(&me);
    me.clicks_button("アーカイブ");
    me.sees("アーカイブしました");
    me.sees("アーカイブ済み");
    assert_eq!(places(&me), Vec::<String>::new());
    assert_eq!(archived(&me).len(), 1);

    // It survives a restart, is found by its state, and its row says what it said.
    me.reloads();
    me.sees("アーカイブ済み");
    me.chooses("段階", "アーカイブ済み");
    assert_eq!(me.hash(), "/?state=archived");
    me.sees(CUSTOMER);
    me.opens("#/data");
    me.part("保存領域").sees("アーカイブ済みは 1 件です");

    // Offline too.
    me.opens("#/");
    me.follows(CUSTOMER);
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    me.part("基本情報").fills("シート数", "870");
    me.sees_it_saved();
    assert!(!places(&me).is_empty());
    me.opens("#/");
    me.clicks_button("条件をクリア");
    me.reloads();
    me.sees_a(Role::Button, "アーカイブ");
    assert!(!me.has_a(Role::Button, "アーカイブから戻す"), "it is at work again");
    me.follows(CUSTOMER);
    me.part("基本情報").reads_in("シート数", "870");
}

#[test]
fn what_is_put_away_is_renamed_deleted_and_restored_like_any_other() {
    let site = Site::open();
    let me = with_a_full_one(&site, Settings::default());
    saved::has_recovered(&me);
    me.clicks_button("アーカイブ");
    me.sees("アーカイブしました");
    me.clicks_button("名前を変更");
    me.fills("お客様名", "コントソ本社");
    me.clicks_button("名前を変更");
    me.sees("コントソ本社");
    me.does_not_see("アーカイブ済み");
    me.clicks_button("アーカイブ");
    me.sees("アーカイブしました");
    me.clicks_button("アーカイブから戻す");
    me.sees("アーカイブから戻しました");
    me.clicks_button("アーカイブ");
    me.sees("アーカイブしました");
    me.clicks_button("削除");
    me.clicks_button("削除");
    eventually("nothing of it in the archive", || {
        let all = archived(&me);
        if all.iter().all(|it| !it.starts_with("eng/")) { Ok(()) } else { Err(all.join(" ")) }
    });
    me.reloads();
    saved::has_recovered(&me);
    assert_eq!(places(&me), Vec::<String>::new());
}

#[test]
fn where_there_is_no_database_all_stays_and_the_meter_says_so() {
    let site = Site::open();
    let settings = Settings {
        prelude: "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });",
        ..Settings::default()
    };
    let me = with_a_full_one(&site, settings);
    me.opens("#/data");
    me.sees("このブラウザーはアーカイブの保存先 (IndexedDB) を提供していません");
    me.opens("#/");
    me.sees(CUSTOMER);
    assert!(!me.has_a(Role::Button, "アーカイブ"));
    assert!(!places(&me).is_empty());
}

#[test]
fn a_row_that_is_gone_or_damaged_is_said_and_its_raw_text_can_be_had() {
    let site = Site::open();
    let me = with_a_full_one(&site, Settings::default());
    saved::has_recovered(&me);
    me.clicks_button("アーカイブ");
    me.sees("アーカイブしました");
    changes_archive(&me, "store.put('kickoff-record 1 1 5 00000000\\nxxxxx', key)");
    me.follows(CUSTOMER);
    me.sees("読み取れません");
    me.clicks_button("元のテキストをダウンロード");
    let (_, bytes) = me.browser.download();
    assert!(String::from_utf8_lossy(&bytes).contains("xxxxx"));

    changes_archive(&me, "store.delete(key)");
    me.opens("#/");
    me.reloads();
    saved::has_recovered(&me);
    me.sees(CUSTOMER);
    me.sees("保存内容がありません");
}

#[test]
fn the_way_out_saves_and_deletes_what_is_put_away_too() {
    let site = Site::open();
    let me = with_a_full_one(&site, Settings::default());
    saved::has_recovered(&me);
    me.clicks_button("アーカイブ");
    me.sees("アーカイブしました");
    me.browser.script("dispatchEvent(new CustomEvent('kickoff:failed', { detail: 'tried' }));");
    me.clicks_button("保存データをダウンロード");
    let (name, bytes) = me.browser.download();
    assert_eq!(name, "kickoff-raw-data.json");
    let raw: Value = serde_json::from_slice(&bytes).unwrap();
    let rows = raw["database"]["archive"].as_array().unwrap();
    assert!(rows[0][1].as_str().unwrap().contains("コントソ"));
}

/// As if localStorage were half full.
const HALF_FULL: &str = "localStorage.setItem('other-app', 'x'.repeat(2_700_000));";

#[test]
fn an_import_that_finds_no_room_at_work_is_taken_back_and_done_again_as_one_step() {
    let site = Site::open();
    let me = Person::at(&site, Settings { prelude: HALF_FULL, ..Settings::default() });
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &tracked("tests/saves/contoso-2.kickoff.json"));
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    me.sees("アーカイブ済み");
    assert_eq!(places(&me), Vec::<String>::new());
    me.clicks_button("元に戻す");
    me.sees("まだエンゲージメントがありません");
    me.clicks_button("やり直す");
    me.sees("アーカイブ済み");
    // From the bin, too.
    me.clicks_button("元に戻す");
    me.sees("まだエンゲージメントがありません");
    me.opens("#/data");
    me.reloads();
    me.clicks_button("復元");
    me.opens("#/");
    me.follows(CUSTOMER);
    me.sees_a(Role::Heading, "エンゲージメントの設定");
}

#[test]
fn by_keyboard_alone_in_a_narrow_window_offline_and_beside_another_tab() {
    let mut site = Site::open();
    let me = with_a_full_one(&site, Settings::default());
    saved::has_recovered(&me);
    me.is_ready_for_offline();
    site.goes_away();
    me.browser.set_size(390, 844);
    let here = me.browser.opens_tab();
    let there = me.browser.tab();
    me.opens("#/");
    saved::has_recovered(&me);
    me.follows(CUSTOMER);
    me.part("基本情報").fills("シート数", "871");
    me.sees_it_saved();

    me.browser.looks_at(&here);
    me.tabs_to(Role::Button, "アーカイブ");
    me.presses(&[key::ENTER]);
    me.sees("アーカイブしました");
    assert_eq!(places(&me), Vec::<String>::new());
    // The keyboard is where it was, at what takes it back.
    me.tabs_to(Role::Button, "アーカイブから戻す");
    me.presses(&[key::ENTER]);
    me.sees("アーカイブから戻しました");
    me.clicks_button("アーカイブ");
    me.sees("アーカイブしました");

    // The other tab goes on with what it has, and nothing of either is lost.
    me.browser.looks_at(&there);
    me.part("基本情報").reads_in("シート数", "871");
    me.part("基本情報").fills("シート数", "872");
    me.sees_it_saved();
    me.browser.looks_at(&here);
    me.reloads();
    me.follows(CUSTOMER);
    me.part("基本情報").reads_in("シート数", "872");
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}
