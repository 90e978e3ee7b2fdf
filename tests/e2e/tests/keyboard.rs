//! Everything can be done with the keyboard, and one always sees where it is; and the address leads back to the place.

use e2e::person::key;
use e2e::{Person, Role, Site, eventually, page};
use serde_json::{Value, json};

#[test]
fn an_engagement_is_made_and_worked_on_without_a_mouse() {
    let site = Site::open();
    let me = Person::new(&site);

    // A new engagement.
    me.tabs_to(Role::Button, "新しいエンゲージメント");
    me.presses(&[key::ENTER]);
    me.sees_a(Role::Field, "お客様名");
    me.keys_in("Adventure Works");
    me.presses(&[key::ENTER]);
    me.sees_a(Role::Heading, "エンゲージメントの設定");

    // A moment, in the order in which this browser shows it.
    let basics = me.part("基本情報");
    basics.tabs_to(Role::Field, "割り当て日時");
    let at = "2026-09-18T09:30";
    // The year has four digits, so each part goes on to the next by itself.
    me.keys_in("091820260930a");
    if basics.value_of("割り当て日時") != at {
        basics.fills("割り当て日時", "");
        me.reloads();
        basics.tabs_to(Role::Field, "割り当て日時");
        me.keys_in("202609180930");
    }
    basics.reads_in("割り当て日時", at);

    // A box, an answer by the arrows, and what follows from it.
    me.part("対象のサービス").tabs_to(Role::Checkbox, "Exchange Online");
    me.presses(&[key::SPACE]);
    me.part("対象のサービス").waits_until_ticked("Exchange Online", true);
    let motion = me.question("どのモーション");
    motion.tabs_to(Role::Radio, "未確認");
    // Overwritten the last answer comes the first.
    me.presses(&[key::DOWN]);
    motion.reads_picked("お客様の状態 (Customer Health)");
    me.presses(&[key::DOWN]);
    motion.reads_picked("支援リクエスト (RFA)");
    // Where somebody stops is what is meant.
    me.presses(&[key::SPACE]);
    me.sees("国民の休日");
    me.sees_it_saved();

    // To a step, a tick, its details, a note.
    me.part("ステップ").shift_tabs_to(Role::Link, "キックオフの準備");
    me.presses(&[key::ENTER]);
    me.sees_a(Role::Heading, "キックオフの準備");
    let row = me.row("引き継ぎを完了する");
    row.tabs_to(Role::Checkbox, "引き継ぎを完了する");
    me.presses(&[key::SPACE]);
    row.waits_until_ticked("引き継ぎを完了する", true);
    row.tabs_to(Role::Fold, "メモと詳細");
    me.presses(&[key::ENTER]);
    row.tabs_to(Role::Field, "メモ");
    me.keys_in("Mail from Gateway");
    me.sees_it_saved();

    // A register, opened, filled and closed.
    me.part("記録一覧").tabs_to(Role::Link, "参考にした情報");
    me.presses(&[key::ENTER]);
    me.sees_a(Role::Button, "情報源を追加");
    me.tabs_to(Role::Button, "情報源を追加");
    me.presses(&[key::ENTER]);
    // The keyboard is where the name is to be written.
    me.keys_in("Annual report");
    me.part("参考にした情報").row("Annual report").sees("アドレス");

    // Back to where it began, and the note is there.
    me.browser.goes_back();
    me.part("Kickoff").shift_tabs_to(Role::Link, "エンゲージメント一覧");
    me.presses(&[key::ENTER]);
    me.row("Adventure Works").sees("初回連絡 9/25(金) まで");
    me.tabs_to(Role::Link, "Adventure Works");
    me.presses(&[key::ENTER]);
    me.part("ステップ").follows("キックオフの準備");
    // The row is as open as it was left.
    row.reads_in("メモ", "Mail from Gateway");
}

#[test]
fn the_keyboard_stays_where_it_is_while_the_row_around_it_changes() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    me.part("ステップ").follows("完了条件 (成果)");
    let row = me.row("使えるサービスをお客様が理解した");
    row.tabs_to(Role::Fold, "メモと詳細");
    me.presses(&[key::ENTER]);
    let is_on = |wanted: &str| {
        let focus = page::focused(&me.browser).map(|it| it.name);
        assert_eq!(focus.as_deref(), Some(wanted), "the keyboard was moved");
    };
    row.tabs_to(Role::Radio, "未完了");
    me.presses(&[key::DOWN]);
    is_on("完了");
    me.presses(&[key::SPACE]);
    row.waits_until_ticked("使えるサービスをお客様が理解した", true);
    is_on("完了");
    me.presses(&[key::DOWN]);
    is_on("見送り");
    row.tabs_to(Role::Field, "理由");
    me.keys_in("Next workshop");
    row.sees("見送り");
    is_on("理由");
    row.reads_in("理由", "Next workshop");
    me.sees_it_saved();
    me.reloads();
    row.sees("Next workshop");
}

#[test]
fn a_dialog_keeps_the_keyboard_and_escape_gives_it_back() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    me.part("Kickoff").follows("エンゲージメント一覧");
    me.tabs_to(Role::Button, "名前を変更");
    me.presses(&[key::ENTER]);
    me.sees_a(Role::Heading, "名前を変更");
    for _ in 0..8 {
        me.presses(&[key::TAB]);
        if let Some(focus) = page::focused(&me.browser) {
            assert!(
                ["お客様名", "キャンセル", "名前を変更"].contains(&focus.name.as_str()),
                "the keyboard has left the dialog: {focus:?}"
            );
        }
    }
    me.presses(&[key::ESCAPE]);
    me.does_not_see("お客様名");
    let focus = page::focused(&me.browser).expect("the keyboard is somewhere");
    assert_eq!((focus.role.as_str(), focus.name.as_str()), ("button", "名前を変更"));

    // An emptied name is pointed out where it is typed.
    me.presses(&[key::ENTER]);
    me.fills("お客様名", "");
    me.presses(&[key::ENTER]);
    me.sees("お客様名を入力してください。");
    me.fills("お客様名", "Adventure Works 日本支社");
    me.presses(&[key::ENTER]);
    me.row("Adventure Works 日本支社").sees("未書き出し");
}

#[test]
fn the_first_tab_leads_to_the_content() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    me.part("ステップ").follows("目標");
    me.sees_a(Role::Heading, "目標");
    me.reloads();
    me.presses(&[key::TAB]);
    let focus = page::focused(&me.browser).expect("the keyboard is somewhere");
    assert_eq!(focus.name, "本文へ移動");
    assert!(0.0 < focus.outline && focus.is_in_view, "{focus:?}");
    let here = me.hash();
    me.presses(&[key::ENTER]);
    assert_eq!(me.browser.script("return document.activeElement.localName;"), "main");
    assert_eq!(me.hash(), here);
}

#[test]
fn back_forward_and_reload_keep_the_place() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    let steps = me.part("ステップ");
    for step in ["概要", "DIBS の確認", "完了条件 (成果)"] {
        steps.follows(step);
        me.sees_a(Role::Heading, step);
    }
    let outcome = me.row("互いを紹介し、役割を理解し合った");
    outcome.unfolds("メモと詳細");
    outcome.follows("参加者名簿");
    me.sees_a(Role::Button, "参加者を追加");
    me.reloads();
    me.sees_a(Role::Button, "参加者を追加");
    me.browser.goes_back();
    me.browser.goes_back();
    me.sees_a(Role::Heading, "DIBS の確認");
    me.reloads();
    me.sees_a(Role::Heading, "DIBS の確認");
    me.browser.goes_back();
    me.sees_a(Role::Heading, "概要");
    me.browser.goes_forward();
    me.sees_a(Role::Heading, "DIBS の確認");
    me.browser.goes_back();
    me.browser.goes_back();
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    me.browser.goes_back();
    me.sees_a(Role::Heading, "エンゲージメント一覧");
    me.row("Adventure Works").sees("モーション未確認");
}

#[test]
fn an_unknown_address_says_so_and_leads_home() {
    let site = Site::open();
    let me = Person::new(&site);
    for address in ["#/nowhere", "#/e/1/setup", "#/e//", "#nothing"] {
        me.opens(address);
        me.sees_a(Role::Heading, "ページが見つかりません");
    }
    me.opens("#/e/01a0b214-c220-736f-ae74-6f736f2d6b6b/prepare");
    me.sees_a(Role::Heading, "エンゲージメントが見つかりません");
    me.opens("#/nowhere");
    me.sees_a(Role::Heading, "ページが見つかりません");
    me.part("ページが見つかりません").follows("エンゲージメント一覧");
    me.sees("まだエンゲージメントがありません");
}

#[test]
fn only_web_addresses_become_links() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    me.part("ステップ").follows("キックオフの準備");
    me.part("記録一覧").follows("参考にした情報");
    let sources = me.part("参考にした情報");
    sources.clicks_button("情報源を追加");
    let source = sources.row("(名称未入力)");
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "javascript://%0aalert(1)",
        "vbscript:msgbox(1)",
        "data:text/html,<script>alert(1)</script>",
        "blob:https://example.com/1",
        "file:///C:/x",
        "//example.com/x",
        "/a/b/",
        "社内ポータル",
    ] {
        source.fills("アドレス", address);
        source.sees("Web アドレスではないため、文字のまま表示しています。");
        source.sees(address);
        assert!(!source.has_a(Role::Link, address), "{address} is a link");
    }
    // A blank before it, and letters of any size, are what a browser reads over.
    for (address, leads_to) in [
        (" HTTPS://Example.com", "https://example.com/"),
        ("mailto:yamada@example.com", "mailto:yamada@example.com"),
        ("http://例え.jp/", "http://xn--r8jz45g.jp/"),
    ] {
        source.fills("アドレス", address);
        source.sees_a(Role::Link, address.trim());
        let read = "return [...document.querySelectorAll('a[target]')].map((it) => it.href).includes(arguments[0]);";
        eventually(leads_to, || match me.browser.script_with(read, &json!([leads_to])) {
            Value::Bool(true) => Ok(()),
            other => Err(other.to_string()),
        });
    }
    source.fills("アドレス", "https://example.com/ir?年=2026");
    source.sees_a(Role::Link, "https://example.com/ir?年=2026");
    source.does_not_see("文字のまま表示しています");
    assert!(me.browser.violations().is_empty());
}
