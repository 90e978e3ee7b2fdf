//! Everything is found and done by the keyboard from anywhere: the search, the list of keys, and when keys are text.

use std::fs;

use e2e::person::key;
use e2e::site::{artefacts, tracked};
use e2e::{Person, Role, Settings, Site, axe, eventually, page};
use serde_json::json;

/// Whether a dialog is open, and only one.
fn has_dialog(me: &Person) -> bool {
    let open = me.browser.script("return document.querySelectorAll('dialog[open]').length;");
    assert!(open == json!(0) || open == json!(1), "{open} dialogs");
    open == json!(1)
}

fn opens_search(me: &Person) {
    me.presses(&[key::CONTROL, 'k']);
    me.sees("Enter で決定");
}

/// Ctrl+K, some words, Enter.
fn finds(me: &Person, words: &str, first: &str) {
    opens_search(me);
    me.keys_in(words);
    chosen(me, first);
    me.presses(&[key::ENTER]);
    eventually(
        "the dialog to close",
        || if has_dialog(me) { Err("open".to_owned()) } else { Ok(()) },
    );
}

/// Waits until this is what Enter would choose, and is what a screen reader is told.
fn chosen(me: &Person, title: &str) {
    eventually(&format!("“{title}” to be the choice"), || {
        let said = me.browser.script(
            "const of = document.querySelector('[role=combobox]').getAttribute('aria-activedescendant');
             const it = document.getElementById(of);
             return it?.ariaSelected === 'true' ? it.querySelector('.found__title').textContent : '';",
        );
        if said == json!(title) { Ok(()) } else { Err(said.to_string()) }
    });
}

fn ends(me: &Person, address: &str) {
    eventually(&format!("to be at …{address}"), || {
        let hash = me.hash();
        if hash.ends_with(address) { Ok(()) } else { Err(hash) }
    });
}

fn keyboard_is_on(me: &Person, is_it: impl Fn(&page::Focus) -> bool) {
    eventually("the keyboard to be there", || match page::focused(&me.browser) {
        Some(it) if is_it(&it) => Ok(()),
        it => Err(format!("{it:?}")),
    });
}

#[test]
fn a_row_an_entry_a_page_another_engagement_and_a_command_are_a_few_keys_away() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    me.opens("#/");
    me.creates_engagement("Contoso");
    let contoso = me.hash().split('/').nth(2).unwrap().to_owned();

    // An entry, made the same way.
    finds(&me, "ぷろじぇくとのりすく", "プロジェクトのリスク");
    ends(&me, "/setup/risks");
    me.part("プロジェクトのリスク").tabs_to(Role::Button, "リスクを追加");
    me.presses(&[key::ENTER]);
    me.keys_in("Old mail servers");
    me.sees_it_saved();

    // A page, while a text has the keyboard.
    finds(&me, "dibs", "DIBS の確認");
    ends(&me, "/dibs");
    me.sees_a(Role::Heading, "DIBS の確認");

    // The entry, by the middle of its name and in full width; the keyboard is where it is written.
    finds(&me, "ｓｅｒｖｅｒｓ　ｍａｉｌ", "Old mail servers");
    eventually("the entry in the address", || {
        let hash = me.hash();
        if hash.contains("/dibs/risks/") { Ok(()) } else { Err(hash) }
    });
    keyboard_is_on(&me, |it| it.role == "field" && it.is_in_view);
    assert_eq!(
        me.browser.script("return document.activeElement.value;"),
        json!("Old mail servers")
    );
    // Again, though the address is the same.
    me.presses(&[key::CONTROL, 'k']);
    me.keys_in("mail");
    chosen(&me, "Old mail servers");
    me.presses(&[key::ENTER]);
    eventually("the field again", || {
        let value = me.browser.script("return document.activeElement.value ?? '';");
        if value == json!("Old mail servers") { Ok(()) } else { Err(value.to_string()) }
    });

    // A row of another page, by its task.
    finds(&me, "引き継ぎを完了", "引き継ぎを完了する");
    ends(&me, "/ftop.3979");
    me.sees_a(Role::Heading, "キックオフの準備");
    eventually("the row", || {
        let at = me.browser.script("return document.activeElement.id;");
        if at == json!("item-ftop.3979") { Ok(()) } else { Err(at.to_string()) }
    });

    // Another engagement, and back to this one from the list.
    finds(&me, "adventure", "Adventure Works");
    ends(&me, "/setup");
    assert!(!me.hash().contains(&contoso));
    me.part("エンゲージメント").sees("Adventure Works");
    finds(&me, "一覧", "エンゲージメント一覧");
    me.sees_a(Role::Heading, "エンゲージメント一覧");
    me.browser.script("document.getElementById('main').focus();");
    me.presses(&['/']);
    me.sees("Enter で決定");
    me.keys_in("contoso");
    me.presses(&[key::ENTER]);
    eventually("Contoso", || {
        let hash = me.hash();
        if hash.contains(&contoso) { Ok(()) } else { Err(hash) }
    });

    // Commands: what was written last goes back, a name is asked for, the other language.
    finds(&me, "元に", "元に戻す");
    opens_search(&me);
    me.keys_in("mail");
    me.sees("一致するものはありません。");
    me.presses(&[key::ESCAPE]);
    finds(&me, "english", "English");
    me.sees_a(Role::Heading, "Engagement setup");
    me.presses(&[key::CONTROL, 'k']);
    me.keys_in("new eng");
    me.presses(&[key::ENTER]);
    me.sees_a(Role::Field, "Customer name");
    me.keys_in("Fabrikam");
    me.presses(&[key::ENTER]);
    me.part("Engagement").sees("Fabrikam");
}

#[test]
fn the_arrows_go_round_and_what_is_chosen_is_in_view() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    opens_search(&me);
    me.keys_in("の");
    me.sees("件中 50 件を表示しています");
    let titles = me.browser.script(
        "return [...document.querySelectorAll('.found__title')].map((it) => it.textContent);",
    );
    let titles: Vec<String> = serde_json::from_value(titles).unwrap();
    assert_eq!(titles.len(), 50);
    let is_in_view = |title: &str| {
        chosen(&me, title);
        let seen = me.browser.script(
            "const it = document.querySelector('[aria-selected=true]').getBoundingClientRect();
             const list = document.querySelector('.found').getBoundingClientRect();
             return list.top <= it.top + 1 && it.bottom <= list.bottom + 1;",
        );
        assert_eq!(seen, json!(true), "{title}");
    };
    is_in_view(&titles[0]);
    me.presses(&[key::UP]);
    is_in_view(&titles[49]);
    me.presses(&[key::DOWN]);
    is_in_view(&titles[0]);
    for title in &titles[1..20] {
        me.presses(&[key::DOWN]);
        is_in_view(title);
    }
    // What is typed further begins again at the best.
    me.presses(&[key::BACKSPACE]);
    me.sees("キー操作の一覧");
    let first = me.browser.script("return document.querySelector('.found__title').textContent;");
    chosen(&me, first.as_str().unwrap());
    // Escape leaves everything as it was.
    let here = me.hash();
    me.presses(&[key::ESCAPE]);
    eventually("the dialog to close", || {
        if has_dialog(&me) { Err("open".to_owned()) } else { Ok(()) }
    });
    assert_eq!(me.hash(), here);
}

#[test]
fn an_enter_that_ends_a_composition_chooses_nothing() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    let here = me.hash();
    opens_search(&me);
    me.browser.devtools("Input.insertText", &json!({ "text": "変更" }));
    me.sees("件見つかりました。");
    // Before the composition ends as other browsers tell it, and after it as Safari does.
    for told in ["isComposing: true", "keyCode: 229"] {
        me.browser.script(&format!(
            "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
                {{ key: 'Enter', bubbles: true, cancelable: true, {told} }}));"
        ));
        assert!(has_dialog(&me), "{told}");
        assert_eq!(me.hash(), here);
    }
    me.presses(&[key::ENTER]);
    eventually("the dialog to close", || {
        if has_dialog(&me) { Err("open".to_owned()) } else { Ok(()) }
    });
}

#[test]
fn keys_are_text_where_somebody_types_and_letters_can_be_switched_off() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    let off_text = || me.browser.script("document.getElementById('main').focus();");

    // In a field they are what is typed, and nothing else.
    let basics = me.part("基本情報");
    basics.tabs_to(Role::Field, "お客様名");
    me.keys_in("/?");
    basics.reads_in("お客様名", "/?");
    assert!(!has_dialog(&me));
    // In the search as well, and under a dialog nothing opens.
    opens_search(&me);
    me.keys_in("?/");
    assert!(has_dialog(&me));
    me.sees("一致するものはありません。");
    me.presses(&[key::CONTROL, 'k']);
    assert!(has_dialog(&me));
    me.presses(&[key::ESCAPE]);

    // Elsewhere they do what the list says, which the keyboard opens and closes.
    off_text();
    me.presses(&[key::SHIFT, '?']);
    for does in ["検索", "キー操作の一覧", "元に戻す", "やり直す", "1 行で書き留める"]
    {
        me.sees(does);
    }
    me.presses(&['/']);
    me.does_not_see("Enter で決定");
    me.tabs_to(Role::Checkbox, "1 文字のキーを使う");
    me.presses(&[key::SPACE]);
    me.waits_until_ticked("1 文字のキーを使う", false);
    me.presses(&[key::ESCAPE]);
    eventually("the dialog to close", || {
        if has_dialog(&me) { Err("open".to_owned()) } else { Ok(()) }
    });

    // Off, also after a reload and in another tab; Ctrl+K is no letter.
    for _ in 0..2 {
        off_text();
        me.presses(&['?']);
        me.presses(&['/']);
        assert!(!has_dialog(&me));
        opens_search(&me);
        me.presses(&[key::ESCAPE]);
        me.reloads();
        me.sees_a(Role::Heading, "エンゲージメントの設定");
    }
    // On again, from the page that everybody finds.
    me.opens("#/data");
    me.part("キーボード").clicks_button("キー操作の一覧");
    me.ticks("1 文字のキーを使う");
    me.clicks_button("閉じる");
    off_text();
    me.presses(&['?']);
    me.sees("1 文字のキーを使う");
}

#[test]
fn both_dialogs_are_whole_in_every_width_theme_and_language() {
    let site = Site::open();
    let me = Person::at(&site, Settings::default());
    me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    me.opens("#/e/01a0b214-c220-736f-ae74-6f736f2d6b6b/setup");
    for language in ["ja", "en"] {
        for (width, height) in [(1366, 768), (390, 844), (320, 568)] {
            me.browser.set_size(width, height);
            for is_dark in [false, true] {
                me.browser.set_theme(is_dark);
                for (dialog, ctrl, letter) in [("search", true, 'k'), ("keys", false, '?')] {
                    me.browser.script("document.getElementById('main').focus();");
                    if ctrl {
                        me.presses(&[key::CONTROL, letter]);
                        me.browser.devtools("Input.insertText", &json!({ "text": "mi" }));
                        me.presses(&[key::DOWN]);
                    } else {
                        me.presses(&[letter]);
                    }
                    eventually("the dialog", || {
                        if has_dialog(&me) { Ok(()) } else { Err("none".to_owned()) }
                    });
                    let theme = if is_dark { "dark" } else { "light" };
                    let here = format!("{dialog}-{language}-{width}-{theme}");
                    fs::write(artefacts().join(format!("{here}.png")), me.browser.picture())
                        .unwrap();
                    let found = axe::findings(&me.browser);
                    assert!(found.is_empty(), "{here}: {found:#?}");
                    let wide = page::sticking_out(&me.browser);
                    assert!(wide.is_empty(), "{here}: {wide:#?}");
                    me.presses(&[key::ESCAPE]);
                    eventually("the dialog to close", || {
                        if has_dialog(&me) { Err("open".to_owned()) } else { Ok(()) }
                    });
                }
            }
        }
        me.browser.set_size(1366, 768);
        let other = if language == "ja" { "English" } else { "日本語" };
        me.clicks_button(other);
    }
}
