//! What the screens say is true, and is said as people read it: years, devices, moments, states.

use e2e::site::tracked;
use e2e::{Person, Role, Settings, Site};

const CUSTOMER: &str = "アドベンチャー ワークス";

/// Friday 2026-09-18, 10:00, in Tokyo.
fn somebody(site: &Site) -> Person {
    let me = Person::at(site, Settings { width: 1600, height: 1000, ..Settings::default() });
    me.creates_engagement(CUSTOMER);
    me
}

#[track_caller]
fn goes_to(me: &Person, page: &str) {
    me.part("ステップ").follows(page);
    me.sees_a(Role::Heading, page);
}

#[test]
fn a_day_of_another_year_has_its_year_and_one_of_this_year_has_none() {
    let site = Site::open();
    let me = somebody(&site);
    goes_to(&me, "日程調整とキックオフの実施");
    let kickoff = me.row("キックオフを実施する");
    kickoff.fills("キックオフの日時", "2027-02-03T13:00");
    me.sees_it_saved();
    goes_to(&me, "変更履歴");
    me.part("変更履歴").row("キックオフの日時").sees("2027/2/3 13:00");
    me.opens("#/");
    me.row(CUSTOMER).sees("キックオフ 2027/2/3(水) 13:00");
    me.clicks_button("English");
    me.row(CUSTOMER).sees("Kickoff Wed, 3 Feb 2027 13:00");
    me.clicks_button("日本語");
    me.row(CUSTOMER).follows(CUSTOMER);
    goes_to(&me, "日程調整とキックオフの実施");
    kickoff.fills("キックオフの日時", "2026-12-03T13:00");
    me.sees_it_saved();
    me.opens("#/");
    me.row(CUSTOMER).sees("キックオフ 12/3(木) 13:00");
}

#[test]
fn what_another_device_and_another_year_brought_is_told_in_words() {
    let site = Site::open();
    let me = somebody(&site);
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &tracked("tests/saves/contoso-2.kickoff.json"));
    // Not as the file writes it.
    me.sees("で書き出されたファイルです。");
    me.sees("エンゲージメント 1 件");
    assert!(!me.can_see("T17:05:00"), "{}", me.reads());
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    me.opens("#/");
    me.follows("コントソ製作所");
    goes_to(&me, "変更履歴");
    let changes = me.part("変更履歴");
    changes.sees("別の端末 1");
    changes.sees("別の端末 2");
    // The number that tells devices apart in a file is none that a person reads.
    let told = changes.reads();
    let is_number = |it: &str| it.len() == 8 && it.chars().all(|it| it.is_ascii_hexdigit());
    let words = told.split(|it: char| !it.is_ascii_alphanumeric());
    assert_eq!(words.filter(|it| is_number(it)).collect::<Vec<&str>>(), Vec::<&str>::new());
    // A moment of another year has its year, one of this year has none.
    let moments = me.browser.script(
        "return [...document.querySelectorAll('main tbody td:first-child div:first-child')]
             .map((it) => it.textContent);",
    );
    let moments: Vec<&str> =
        moments.as_array().unwrap().iter().filter_map(|it| it.as_str()).collect();
    assert!(moments.iter().any(|it| it.contains("2027/")), "{moments:?}");
    assert!(!moments.iter().any(|it| it.contains("2026/")), "{moments:?}");
}

#[test]
fn a_customer_who_wants_none_of_it_is_confirmed_and_not_there() {
    let site = Site::open();
    let me = somebody(&site);
    me.ticks("Microsoft Teams");
    goes_to(&me, "DIBS の確認");
    let matrix = me.part("サービス別の状況 (4+4)");
    matrix.sees("未記入または不明");
    let teams = me.part("Microsoft Teams");
    teams.chooses("意図 (Intent)", "なし");
    matrix.sees("記入済み (未確認)");
    teams.ticks("意図をお客様と確認済み");
    matrix.row("Microsoft Teams").sees("確認済み");
    assert!(!matrix.reads().contains("あり"), "{}", matrix.reads());
    // What has no confirmation is never said to be confirmed.
    goes_to(&me, "SSAT の把握 (分かる範囲)");
    let matrix = me.part("サービス別の状況 (4+4)");
    me.part("Microsoft Teams").fills("関係者", "情報システム部");
    matrix.row("Microsoft Teams").sees("記入済み");
    // And the summary needs no legend.
    me.part("ステップ").follows("引き渡し");
    me.sees("Microsoft Teams: DIBS 確認済み 1/4、SSAT 記入済み 1/4");
    me.clicks_button("English");
    me.sees("Microsoft Teams: DIBS confirmed 1/4; SSAT filled in 1/4");
    me.sees("1 engagement,");
}

#[test]
fn what_cannot_be_deleted_says_what_helps() {
    let site = Site::open();
    let me = somebody(&site);
    me.opens("#/");
    me.browser.script(
        "const write = Storage.prototype.setItem;
         Storage.prototype.setItem = function (key, text) {
             if (key.includes('bin/')) throw new DOMException('no', 'QuotaExceededError');
             write.call(this, key, text);
         };",
    );
    me.row(CUSTOMER).clicks_button("削除");
    me.sees("30 日以内なら「データの管理と保護」から復元できます。");
    me.clicks_button("削除");
    me.sees("ごみ箱に移せませんでした。");
    me.sees("もう一度お試しください。");
    me.row(CUSTOMER).sees("件完了");
}
