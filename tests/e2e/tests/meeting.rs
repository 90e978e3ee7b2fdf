//! The meeting on one screen: reached and left by a key, with its agenda, its people and its end.

use e2e::person::key;
use e2e::{Person, Role, Settings, Site, eventually};
use serde_json::json;

const CUSTOMER: &str = "ノースウィンド商会";

fn somebody(site: &Site) -> Person {
    let me = Person::at(site, Settings { width: 1366, height: 768, ..Settings::default() });
    me.creates_engagement(CUSTOMER);
    me
}

/// By the key, from wherever somebody is.
fn enters_the_meeting(me: &Person) {
    me.presses(&['m']);
    me.sees_a(Role::Heading, "紹介と役割");
}

#[test]
fn one_key_leads_to_the_meeting_and_back_and_never_while_somebody_types() {
    let site = Site::open();
    let me = somebody(&site);
    me.part("ステップ").follows("DIBS の確認");
    me.sees_a(Role::Heading, "DIBS の確認");
    let before = me.hash();
    enters_the_meeting(&me);
    assert!(me.hash().ends_with("/meeting"), "{}", me.hash());
    assert!(!me.has_a(Role::Link, "概要"), "one line of header, and no rail");
    let top = me
        .browser
        .script("return document.querySelector('.meeting__now').getBoundingClientRect().top;");
    assert!(top.as_f64().unwrap() < 100.0, "the work begins at the top: {top}");
    // In a field it is a letter.
    me.types("氏名を入力して Enter で追加", "m");
    assert!(me.hash().ends_with("/meeting"));
    me.presses(&[key::BACKSPACE]);
    me.presses(&[key::TAB]);
    me.presses(&['m']);
    me.sees_a(Role::Heading, "DIBS の確認");
    assert_eq!(me.hash(), before);
}

#[test]
fn who_is_there_is_ticked_or_typed_and_undone_in_one_step() {
    let site = Site::open();
    let me = somebody(&site);
    enters_the_meeting(&me);
    me.types("氏名を入力して Enter で追加", "佐藤 花子");
    me.presses(&[key::ENTER]);
    let people = me.part("参加者");
    people.waits_until_ticked("佐藤 花子", true);
    assert_eq!(me.value_of("氏名を入力して Enter で追加"), "", "ready for the next");
    // The same name is the same person.
    people.unticks("佐藤 花子");
    me.types("氏名を入力して Enter で追加", " 佐藤 花子 ");
    me.presses(&[key::ENTER]);
    people.waits_until_ticked("佐藤 花子", true);
    let count = "return document.querySelectorAll('.attendance .ticked').length;";
    assert_eq!(me.browser.script(count), 1);
    // An Enter of an input method takes nothing, in Chrome's order of events and in Safari's.
    me.types("氏名を入力して Enter で追加", "たなか");
    for (is_composing, number) in [(true, 229), (false, 229)] {
        let press = format!(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
               {{ key: 'Enter', isComposing: {is_composing}, keyCode: {number}, bubbles: true, cancelable: true }}));"
        );
        me.browser.script(&press);
    }
    assert_eq!(me.value_of("氏名を入力して Enter で追加"), "たなか");
    assert_eq!(me.browser.script(count), 1);
}

#[test]
fn the_clock_runs_stands_and_goes_on_over_a_reload() {
    let site = Site::open();
    let me = somebody(&site);
    enters_the_meeting(&me);
    me.sees("0 / 60 分");
    me.clicks_button("計時を始める");
    me.sees_a(Role::Button, "一時停止");
    me.sees("キックオフの開始日時を記録しました。");
    me.clicks_button("次の議題へ");
    me.sees_a(Role::Heading, "業務・ニーズ・目標");
    // An hour passes on the wall while the page is away, and the clock was running.
    let kept = "for (const key of Object.keys(localStorage)) {
         if (!key.includes('pref/meeting/')) continue;
         const [point, since, ...spent] = localStorage[key].split(';');
         if (!since.startsWith('+')) return false;
         window.aged = [key, [point, '+' + (Number(since.slice(1)) - 11 * 60000), ...spent].join(';')];
         return true;
       }
       return false;";
    eventually("the clock is kept", || {
        if me.browser.script(kept) == true { Ok(()) } else { Err("not yet".to_owned()) }
    });
    let meeting = me.browser.address();
    // Written when the page is gone, for the page keeps its own when it goes.
    me.browser.script("sessionStorage.aged = JSON.stringify(window.aged);");
    me.browser.goes_to(&format!("{}manifest.webmanifest", me.url().split('#').next().unwrap()));
    me.browser
        .script("const [key, text] = JSON.parse(sessionStorage.aged); localStorage[key] = text;");
    me.browser.goes_to(&meeting);
    me.waits_for_the_app();
    me.sees_a(Role::Heading, "業務・ニーズ・目標");
    me.sees("11 / 10 分 · 予定時間を超えています");
    me.clicks_button("一時停止");
    me.reloads();
    me.sees_a(Role::Button, "計時を再開");
    me.sees("11 / 60 分");
}

#[test]
fn what_comes_up_is_asked_beside_the_talk_and_can_wait() {
    let site = Site::open();
    let me = somebody(&site);
    enters_the_meeting(&me);
    let ask = "お客様はパートナーの支援を希望していますか。";
    me.does_not_see(ask);
    me.part("議題").clicks_button("リスクとギャップ");
    me.sees_a(Role::Heading, "リスクとギャップ");
    me.question("プロジェクトのリスクが 1 つでも").picks("はい");
    let raised = me.part("今、確認すること");
    raised.sees(ask);
    raised.sees("パートナーが助けになる 4 つの領域");
    raised.clicks_button("後で");
    me.does_not_see(ask);
    me.reloads();
    me.sees_a(Role::Heading, "リスクとギャップ");
    raised.question(ask).picks("はい");
    me.does_not_see("リスクが記録されました。");
    // Answered with yes, the task is due where it stands.
    me.part("議題").clicks_button("Windows 10 の展開支援");
    me.question("Configuration Manager は").picks("いいえ");
    raised.sees("対象範囲外のリスクとして扱います。");
    raised.row("パートナーへの紹介を送る").sees("実施が必要");
    me.part("議題").clicks_button("使えるサービス");
    me.question("お客様は当初、一部のワークロードだけ").picks("はい");
    for talk in ["他に使えるサービスも紹介した", "さらに学ぶ機会を提案した"]
    {
        raised.row(talk).ticks(talk);
    }
    raised.sees("当初は展開しないサービスがあります。");
    // With the last of them there is nothing left to raise.
    me.browser.script("[...document.querySelectorAll('.raised .box')].pop().click();");
    me.does_not_see("当初は展開しないサービスがあります。");
}

#[test]
fn all_services_stand_in_the_sheet_with_the_rows_below_them_and_only_the_parts_scroll() {
    let site = Site::open();
    let me = somebody(&site);
    let services = me.part("対象のサービス");
    for it in ["Exchange Online", "SharePoint Online", "OneDrive for Business", "Microsoft Teams"] {
        services.ticks(it);
    }
    enters_the_meeting(&me);
    me.part("議題").clicks_button("DIBS と SSAT");
    me.sees_a(Role::Heading, "DIBS と SSAT");
    for (width, height) in [(1366, 768), (1024, 768), (390, 844)] {
        me.browser.set_size(width, height);
        let cut = "const grid = document.querySelector('.meeting .matrix');
                   return [grid.scrollHeight - grid.clientHeight, grid.querySelectorAll('tbody tr').length];";
        assert_eq!(me.browser.script(cut), serde_json::json!([0, 4]), "{width}×{height}");
        if 1000 < width {
            let page = "return document.documentElement.scrollHeight - innerHeight;";
            assert_eq!(me.browser.script(page), 0, "{width}×{height}: the page does not scroll");
        }
    }
}

#[test]
fn what_was_agreed_is_read_back_and_the_end_is_proposed() {
    let site = Site::open();
    let me = somebody(&site);
    let page = me.hash().replace("/setup", "/conduct/actions");
    me.opens(&format!("#{page}"));
    me.part("アクション").clicks_button("アクションを追加");
    me.fills("内容", "ライセンス表を送る");
    me.fills("担当者", "佐藤");
    me.fills("期日", "2026-12-01");
    me.presses(&[key::ESCAPE]);
    enters_the_meeting(&me);
    me.part("これまでの記録").sees_a(Role::Link, "ライセンス表を送る");
    me.part("議題").clicks_button("読み上げと次の予定");
    let aloud = me.part("読み上げて確認");
    aloud.sees("ライセンス表を送る");
    aloud.sees("佐藤 · 2026/12/1");
    aloud.ticks("ライセンス表を送る");
    me.reloads();
    assert!(aloud.is_ticked("ライセンス表を送る"));
    let end = me.part("ミーティングを終える");
    end.clicks_button("ミーティングを終える");
    me.sees("ミーティングの終了を記録しました。");
    let task = me.row("キックオフを実施する");
    task.waits_until_ticked("キックオフを実施する", true);
    let ended = task.value_of("終了日時");
    assert!(!ended.is_empty(), "with its time");
    end.sees_a(Role::Button, "ファイルに書き出す");
    me.presses(&[key::CONTROL, 'z', key::NONE]);
    task.waits_until_ticked("キックオフを実施する", false);
    end.sees_a(Role::Button, "ミーティングを終える");
}

#[test]
fn a_banner_that_something_is_wrong_pushes_nothing_out_of_reach() {
    let site = Site::open();
    let blocked = Settings {
        width: 1366,
        height: 768,
        prelude: "Object.defineProperty(window, 'localStorage', {
                      get() { throw new DOMException('no', 'SecurityError'); } });",
        ..Settings::default()
    };
    let me = Person::at(&site, blocked);
    me.creates_engagement("アドベンチャー ワークス");
    enters_the_meeting(&me);
    me.sees("このブラウザーには保存できません。");
    // All the way down there is the line in which anything is noted, and all the way up the banner.
    let is_in_view = |what: &str| {
        let edges = "const it = document.querySelector(arguments[0]).getBoundingClientRect();
                     return -1 <= it.top && it.bottom <= innerHeight + 1;";
        me.browser.script_with(edges, &json!([what])) == true
    };
    for (way, what) in [("1e6", ".dock"), ("0", ".banner[data-tone='problem']")] {
        // A page that hides what is beyond it scrolls by script, and for nobody else.
        let can = "return getComputedStyle(document.documentElement).overflowY !== 'hidden';";
        assert_eq!(me.browser.script(can), true);
        me.browser.script(&format!("scrollTo(0, {way});"));
        assert!(is_in_view(what), "{what}");
    }
}

#[test]
fn on_a_phone_the_point_that_somebody_is_at_is_in_the_strip_of_the_agenda() {
    let site = Site::open();
    let me = Person::at(&site, Settings { width: 390, height: 844, ..Settings::default() });
    me.creates_engagement(CUSTOMER);
    enters_the_meeting(&me);
    let sticks_out =
        "const current = document.querySelector('.agenda [aria-current]').getBoundingClientRect();
         const strip = document.querySelector('.agenda').getBoundingClientRect();
         return Math.max(strip.left - current.left, current.right - strip.right) > 1;";
    let is_in_sight = |when: &str| {
        eventually(when, || match me.browser.script(sticks_out) == false {
            true => Ok(()),
            false => Err("out of sight".to_owned()),
        });
    };
    for point in ["業務・ニーズ・目標", "FTC の支援内容", "使えるサービス", "DIBS と SSAT"]
    {
        me.presses(&['n']);
        me.sees_a(Role::Heading, point);
        is_in_sight(point);
    }
    // Whoever turns the phone, or comes back, finds it there too.
    me.browser.set_size(844, 390);
    me.browser.set_size(390, 844);
    is_in_sight("turned");
}
