//! Somebody who is here for the first time: what this is, a sample to try, help with the words, and the first record.

use std::time::{Duration, Instant};

use e2e::person::key;
use e2e::site::tracked;
use e2e::{Person, Role, Settings, Site, axe, page};
use serde_json::Value;

const SAMPLE: &str = "ノースウィンド食品";
const TRY: &str = "サンプルで試す";
const REMOVE: &str = "サンプルを消す";
const CUSTOMER: &str = "アドベンチャー ワークス";

#[test]
fn the_first_page_says_what_this_is_and_for_whom() {
    let site = Site::open();
    let me = Person::new(&site);
    me.sees("FastTrack マネージャーとパートナー コンサルタントのための画面です。");
    me.sees("どこにも送信されません。");
    for button in [TRY, "新しいエンゲージメント"] {
        me.sees_a(Role::Button, button);
    }
    me.sees_a(Role::Link, "ファイルを取り込む");
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
}

#[test]
fn a_sample_is_there_with_one_press_marked_as_one_and_gone_with_one() {
    let site = Site::open();
    let me = Person::new(&site);
    me.clicks_button(TRY);
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    me.sees("架空の会社のサンプルです。");
    me.part("エンゲージメント").sees(SAMPLE);
    assert!(!me.can_see("ここまでの記録を書き出しておくことをお勧めします。"));
    // It is an engagement like any other: what is written in it is kept.
    me.part("基本情報").fills("シート数", "900");
    me.sees_it_saved();
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
    me.opens("#/");
    me.row(SAMPLE).sees("サンプル");
    // Once, however often somebody asks for it.
    me.row(SAMPLE).follows(SAMPLE);
    me.part("基本情報").reads_in("シート数", "900");
    me.clicks_button(REMOVE);
    me.sees_a(Role::Button, TRY);
    me.does_not_see(SAMPLE);
    me.clicks_button("元に戻す");
    me.row(SAMPLE).clicks_button(REMOVE);
    me.sees_a(Role::Button, TRY);

    // And it can come again, as it is at first.
    me.clicks_button(TRY);
    me.part("基本情報").reads_in("シート数", "850");
}

#[test]
fn the_sample_is_in_the_language_of_the_page() {
    let site = Site::open();
    let me = Person::new(&site);
    me.clicks_button("English");
    me.clicks_button("Try with a sample");
    me.part("Engagement").sees("Northwind Foods");
    me.sees("This is a sample with a company that does not exist.");
    me.does_not_see("ノースウィンド");
}

#[test]
fn a_first_useful_record_takes_five_clicks_and_a_minute_at_most() {
    let site = Site::open();
    let me = Person::new(&site);
    let start = Instant::now();
    // Clicks: one, and what is typed has the keyboard already.
    me.clicks_button("新しいエンゲージメント");
    me.keys_in(CUSTOMER);
    me.chooses("モーション", "支援リクエスト (RFA)");
    me.ticks("Exchange Online");
    me.ticks("Microsoft Teams");
    me.presses(&[key::ENTER]);
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    me.sees_it_saved();
    assert!(start.elapsed() < Duration::from_secs(60));
    // What was asked is recorded.
    me.question("どのモーション").reads_picked("支援リクエスト (RFA)");
    let services = me.part("対象のサービス");
    for (service, is_chosen) in
        [("Exchange Online", true), ("Microsoft Teams", true), ("SharePoint Online", false)]
    {
        services.waits_until_ticked(service, is_chosen);
    }
    me.part("エンゲージメント").sees("支援リクエスト (RFA)");
}

#[test]
fn the_days_asked_at_first_count_and_half_of_one_is_pointed_out() {
    let site = Site::open();
    let me = Person::new(&site);
    me.clicks_button("新しいエンゲージメント");
    me.fills("お客様名", CUSTOMER);
    me.chooses("モーション", "支援リクエスト (RFA)");
    me.fills("割り当て日時", "2026-09-17T10:00");
    me.tabs_to(Role::Field, "キックオフの日時");
    me.presses(&['2']);
    me.clicks_button("作成");
    me.sees("日時を 2026-11-22 10:30 のように入力してください。");
    me.sees_a(Role::Button, "作成");
    let has_keyboard = || page::focused(&me.browser).expect("it has the keyboard").name;
    assert_eq!(has_keyboard(), "キックオフの日時");
    // Nor is it lost by Enter, while the keyboard is still in it.
    me.presses(&[key::ENTER]);
    me.sees("日時を 2026-11-22 10:30 のように入力してください。");
    assert_eq!(has_keyboard(), "キックオフの日時");
    me.fills("キックオフの日時", "2026-10-01T14:00");
    me.clicks_button("作成");
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    let basics = me.part("基本情報");
    basics.reads_in("割り当て日時", "2026-09-17T10:00");
    basics.reads_in("キックオフの日時", "2026-10-01T14:00");
    me.part("エンゲージメント").sees("連絡");
}

#[test]
fn a_half_typed_day_is_not_lost_by_an_enter_in_it() {
    let site = Site::open();
    let me = Person::new(&site);
    me.clicks_button("新しいエンゲージメント");
    me.keys_in(CUSTOMER);
    me.tabs_to(Role::Field, "割り当て日時");
    me.presses(&['2']);
    me.presses(&[key::ENTER]);
    me.sees("日時を 2026-11-22 10:30 のように入力してください。");
    me.sees_a(Role::Button, "作成");
    assert!(!me.hash().contains("/e/"), "it was made without the day");
}

#[test]
fn the_timeline_follows_what_is_recorded() {
    let site = Site::open();
    let me = Person::new(&site);
    me.clicks_button(TRY);
    let timeline = me.part("日程");
    for said in ["割り当て", "連絡期限", "お客様に連絡", "キックオフ", "Exchange Online の利用開始"]
    {
        timeline.sees(said);
    }
    timeline.does_not_see("期限超過");
    // Contacted, but later than two business days after this.
    me.part("基本情報").fills("割り当て日時", "2026-08-03T10:00");
    timeline.sees("8/3(月)");
    timeline.sees("期限超過");
}

#[test]
fn every_word_that_nobody_has_to_know_is_explained_where_it_stands() {
    let site = Site::open();
    let me = Person::new(&site);
    me.follows("キックオフの流れを見る");
    me.sees_a(Role::Heading, "キックオフの流れと用語");
    for said in
        ["準備", "引き渡し", "FastTrack Orchestration Portal", "Request for Assistance", "4+4"]
    {
        me.sees(said);
    }
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
    me.reloads();
    me.sees_a(Role::Heading, "用語");
    // Whoever has work of their own finds the sample here.
    me.sees_a(Role::Button, TRY);

    me.creates_engagement(CUSTOMER);
    me.part("ステップ").follows("DIBS の確認");
    me.sees_a(Role::Button, "DIBS");
    assert!(!me.can_see("Success owner"));
    me.clicks_button("DIBS");
    me.sees("Date, Intent, Business reason, Success owner");
    me.presses(&[key::ESCAPE]);
    me.does_not_see("Date, Intent, Business reason, Success owner");
}

#[test]
fn whoever_reports_something_can_say_which_build_it_is() {
    let site = Site::open();
    let me = Person::new(&site);
    me.opens("#/data");
    me.sees("Kickoff バージョン 0.1.0 (ビルド ");
    let build =
        me.browser.script("return document.querySelector('script[data-build]').dataset.build;");
    let build = build.as_str().unwrap().to_owned();
    assert!(build.len() == 8 && build.bytes().all(|it| it.is_ascii_hexdigit()), "{build}");
    me.sees(&build);
    // What leaves the app says so as well, one by one and all at once.
    me.creates_engagement("Northwind");
    me.opens("#/");
    for (button, place) in [("書き出す", me.row("Northwind")), ("すべて書き出す", me.clone())]
    {
        place.clicks_button(button);
        let file: Value = serde_json::from_slice(&me.browser.download().1).unwrap();
        let app = file["app"].as_str().unwrap();
        assert!(app.ends_with(&format!("+{build}")), "{button}: {app}");
        me.sees("書き出しました");
    }
}

#[test]
fn what_is_new_is_told_once_to_whoever_was_here_before() {
    const NEWS: &str = "新機能";
    let site = Site::open();
    let me = Person::new(&site);
    // Whoever is new has nothing to compare with.
    me.creates_engagement(CUSTOMER);
    me.opens("#/");
    me.row(CUSTOMER).sees(CUSTOMER);
    assert!(!me.can_see(NEWS));
    // As a former version has left it.
    me.browser.script(
        "for (const key of Object.keys(localStorage)) if (key.endsWith('pref/news')) localStorage.removeItem(key);",
    );
    me.reloads();
    me.sees(NEWS);
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
    me.part(NEWS).clicks_button("閉じる");
    me.does_not_see(NEWS);
    me.reloads();
    me.row(CUSTOMER).sees(CUSTOMER);
    assert!(!me.can_see(NEWS));

    let other = Person::at(&site, Settings { width: 390, height: 844, ..Settings::default() });
    other.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    other.opens("#/");
    other.row("コントソ製作所").sees("コントソ製作所");
    assert!(!other.can_see(NEWS));
}
