//! While the screen is shared, nothing internal and no other customer is in the document.

use e2e::{Person, Settings, Site};

const CUSTOMER: &str = "アドベンチャー ワークス";
const OTHER: &str = "ファブリカム秘";
const INTERNAL: &str = "社内用の表示";
const SHARED: &str = "共有中: お客様向け";

fn somebody(site: &Site) -> Person {
    Person::at(site, Settings { width: 1600, height: 1000, ..Settings::default() })
}

/// The whole document with what stands in its controls, its title and its address.
fn everything(me: &Person) -> String {
    let page = me.browser.script(
        "return document.documentElement.outerHTML + document.title + location.href
            + [...document.querySelectorAll('input,textarea')].map((it) => it.value).join(' ')",
    );
    let tree = me.browser.devtools("Accessibility.getFullAXTree", &serde_json::json!({}));
    format!("{page}{tree}")
}

#[track_caller]
fn has_nothing_internal(me: &Person) {
    me.sees(SHARED);
    let all = everything(me);
    for mark in ["秘", "risks"] {
        assert!(!all.contains(mark), "{mark} at {}", me.hash());
    }
}

#[test]
fn nothing_internal_is_in_the_document_while_the_screen_is_shared() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(OTHER);
    me.opens("#/");
    me.creates_engagement(CUSTOMER);
    let id = me.hash().split('/').nth(2).unwrap().to_owned();
    for (register, button, text) in [
        ("プロジェクトのリスク", "リスクを追加", "秘のリスク"),
        ("ニーズ", "ニーズを追加", "メールをまとめたい"),
    ] {
        me.part("記録一覧").follows(register);
        let register = me.part(register);
        register.clicks_button(button);
        register.row("(名称未入力)").fills("内容", text);
        me.sees_it_saved();
    }
    me.part("記録一覧").follows("プロジェクトのリスク");
    assert!(everything(&me).contains("秘のリスク"));

    me.clicks_button(INTERNAL);
    me.sees("メールをまとめたい");
    has_nothing_internal(&me);
    assert_eq!(e2e::axe::findings(&me.browser), Vec::<String>::new());
    let addresses = ["#/", "#/data", "#/open"].map(str::to_owned);
    let pages = ["setup", "hand-off", "changes"].map(|it| format!("#/e/{id}/{it}"));
    for address in addresses.iter().chain(&pages) {
        me.opens(address);
        has_nothing_internal(&me);
        me.reloads();
        has_nothing_internal(&me);
    }
    let first = me.browser.opens_tab();
    me.opens(&format!("#/e/{id}/setup"));
    me.sees("メールをまとめたい");
    has_nothing_internal(&me);
    // By the key, and the other tab follows.
    me.keys_in("s");
    me.sees(INTERNAL);
    me.browser.looks_at(&first);
    me.sees(INTERNAL);
    me.opens("#/");
    me.sees(OTHER);
}
