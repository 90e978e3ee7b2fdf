//! After one visit the network is not needed, and a new version comes only when it is asked for.

use e2e::saved::{allow_writing, refuse_writing};
use e2e::site::{dist, edition, files_of, named};
use e2e::{Person, Role, Site, eventually};
use serde_json::{Value, json};

/// Waits until everything is there for the next time.
#[track_caller]
fn is_ready_for_offline(me: &Person) {
    eventually("everything cached", || {
        let ready = me.browser.script(
            "return document.documentElement.dataset.offline === 'ready' && Boolean(navigator.serviceWorker.controller);",
        );
        if ready == true { Ok(()) } else { Err("not yet".to_owned()) }
    });
}

/// The version of the page that is shown.
fn shown_edition(me: &Person) -> Value {
    me.browser.script("return document.querySelector('meta[name=edition]')?.content ?? 'first';")
}

/// Waits until the page of a version is shown, through the reload that brings it.
#[track_caller]
fn waits_for_edition(me: &Person, wanted: &str) {
    let read = "return document.querySelector('meta[name=edition]')?.content ?? 'first';";
    eventually("the new version", || match me.browser.try_script(read, &json!([]))? {
        it if it == wanted => Ok(()),
        other => Err(other.to_string()),
    });
    me.waits_for_the_app();
}

/// The version of a file that the page asks for.
fn fetched_edition(me: &Person) -> Value {
    me.browser.later(
        "const drawn = await (await fetch('icons/icon.svg')).text();
         return drawn.match(/<!-- (\\w+) -->$/)?.[1] ?? 'first';",
    )
}

/// Asks for a new version now, which browsers do by themselves from time to time, and waits for what comes of it.
#[track_caller]
fn looks_for_an_update(me: &Person) {
    let came = me.browser.later(
        "const registration = await navigator.serviceWorker.getRegistration();
         await registration.update();
         const { installing, waiting } = registration;
         // The browser may have looked by itself a moment ago.
         if (!installing) return waiting ? waiting.state : 'nothing new';
         return new Promise((done) => installing.addEventListener('statechange', () => done(installing.state)));",
    );
    assert!(came != "nothing new", "{came}");
}

const NEWS: &str = "新しいバージョンがあります。";

#[test]
fn everything_works_with_the_network_off() {
    let mut site = Site::open();
    let me = Person::new(&site);
    is_ready_for_offline(&me);
    site.goes_away();

    me.reloads();
    me.sees("まだエンゲージメントがありません");
    me.creates_engagement("アドベンチャー ワークス");
    me.part("基本情報").fills("シート数", "120");
    me.sees_it_saved();
    me.part("ステップ").follows("キックオフの準備");
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    let deep = me.hash();
    me.reloads();
    assert!(me.row("引き継ぎを完了する").is_ticked("引き継ぎを完了する"));

    // A new tab at an address in the middle, with what a mail program may have put in.
    me.browser.opens_tab();
    me.opens(&format!("?from=mail#{deep}"));
    assert!(me.row("引き継ぎを完了する").is_ticked("引き継ぎを完了する"));
    me.opens(&format!("index.html#{deep}"));
    me.row("お客様の背景を把握する").fills("お客様の背景", "圏外でも書ける");
    me.sees_it_saved();
    me.part("ステップ").follows("引き渡し");
    me.clicks_button("ファイルに書き出す");
    let (_, bytes) = me.browser.download();
    assert!(String::from_utf8(bytes).unwrap().contains("圏外でも書ける"));
    me.reloads();
    me.clicks_button("English");
    me.sees_a(Role::Heading, "Hand-off to the delivery team");
}

#[test]
fn exactly_the_files_of_the_build_are_kept() {
    let site = Site::open();
    let me = Person::new(&site);
    is_ready_for_offline(&me);
    let kept = me.browser.later(
        "const [name, ...others] = await caches.keys();
         if (others.length) return others;
         const kept = await (await caches.open(name)).keys();
         return kept.map((it) => it.url.slice(document.baseURI.split('#')[0].length)).sort();",
    );
    // The page is cached as its folder; the worker does not keep itself, the headers are for the host, and the
    // schema for other programs.
    let mut built = files_of(&dist());
    built.retain(|it| !it.starts_with("schema/"));
    built.retain(|it| it != "sw.js" && it != "_headers" && it != "index.html");
    built.push(String::new());
    built.sort();
    assert_eq!(kept, json!(built));
}

#[test]
fn a_new_version_announces_itself_and_waits_for_a_yes() {
    let site = Site::open();
    let me = Person::new(&site);
    is_ready_for_offline(&me);
    me.creates_engagement("アドベンチャー ワークス");
    me.part("ステップ").follows("キックオフの準備");
    let here = me.hash();

    let second = edition("second");
    site.server().set_root(second.path());
    assert!(!me.can_see(NEWS), "it announces what is not there");
    looks_for_an_update(&me);
    me.sees(NEWS);
    // Not by reloading, not by a second tab, not by going on.
    me.reloads();
    me.sees(NEWS);
    assert_eq!((shown_edition(&me), fetched_edition(&me)), (json!("first"), json!("first")));
    let first_tab = me.browser.opens_tab();
    me.opens(&format!("#{here}"));
    me.sees(NEWS);
    assert_eq!((shown_edition(&me), fetched_edition(&me)), (json!("first"), json!("first")));
    me.row("お客様への初回連絡を済ませる").ticks("お客様への初回連絡を済ませる");

    // In the middle of a sentence.
    me.row("お客様の背景を把握する").types("お客様の背景", "更新の直前まで");
    me.clicks_button("更新する");
    waits_for_edition(&me, "second");
    assert_eq!(fetched_edition(&me), "second");
    assert_eq!(me.hash(), here);
    me.row("お客様の背景を把握する").reads_in("お客様の背景", "更新の直前まで");
    me.does_not_see(NEWS);
    // The other tab would otherwise mix two versions.
    me.browser.looks_at(&first_tab);
    waits_for_edition(&me, "second");
    me.row("お客様の背景を把握する").reads_in("お客様の背景", "更新の直前まで");
    let caches = me.browser.later("return (await caches.keys()).length;");
    assert_eq!(caches, 1);
}

#[test]
fn a_new_version_with_a_missing_file_is_not_taken() {
    let mut site = Site::open();
    let me = Person::new(&site);
    is_ready_for_offline(&me);
    me.creates_engagement("アドベンチャー ワークス");

    let second = edition("second");
    site.server().set_root(second.path());
    site.server().hide("icons/icon-192.png");
    looks_for_an_update(&me);
    assert!(
        site.server().requests().iter().any(|it| it.ends_with("icons/icon-192.png")),
        "the missing file was not asked for"
    );
    me.reloads();
    assert!(!me.can_see(NEWS), "half a version is announced");
    assert_eq!((shown_edition(&me), fetched_edition(&me)), (json!("first"), json!("first")));
    let caches = me.browser.later("return (await caches.keys()).length;");
    assert_eq!(caches, 1);

    // Nor one whose files do not belong together.
    site.server().unhide_all();
    let mixed = edition("third");
    let icon = mixed.path().join("icons/icon.svg");
    let drawn = std::fs::read_to_string(&icon).unwrap();
    std::fs::write(&icon, drawn.replace("third", "fourth")).unwrap();
    site.server().set_root(mixed.path());
    looks_for_an_update(&me);
    me.reloads();
    assert!(!me.can_see(NEWS), "a mixture is announced");

    // The old one works on, without the network too.
    site.goes_away();
    me.reloads();
    me.part("基本情報").fills("シート数", "120");
    me.sees_it_saved();
    assert_eq!((shown_edition(&me), fetched_edition(&me)), (json!("first"), json!("first")));

    // And the whole new one is taken as soon as it is there.
    site.comes_back(second.path());
    looks_for_an_update(&me);
    me.sees(NEWS);
    me.clicks_button("更新する");
    waits_for_edition(&me, "second");
    me.part("基本情報").reads_in("シート数", "120");
}

#[test]
fn a_new_version_waits_while_anything_is_not_saved_in_any_tab() {
    let site = Site::open();
    let me = Person::new(&site);
    is_ready_for_offline(&me);
    me.creates_engagement("アドベンチャー ワークス");
    let here = me.hash();
    let first_tab = me.browser.opens_tab();
    me.opens(&format!("#{here}"));
    let second = edition("second");
    site.server().set_root(second.path());
    looks_for_an_update(&me);
    me.sees(NEWS);

    // The other tab cannot keep what is typed there.
    me.browser.looks_at(&first_tab);
    me.sees(NEWS);
    refuse_writing(&me, "QuotaExceededError");
    me.part("基本情報").fills("シート数", "120");
    me.sees("保存できていません");
    // It does not update itself,
    me.clicks_button("更新する");
    assert!(me.can_see(NEWS));
    let other_tab = me.browser.tab();
    let tabs = me.browser.tabs();
    let second_tab = tabs.iter().find(|it| **it != other_tab).unwrap();
    // nor is it taken along by a tab in which everything is saved.
    me.browser.looks_at(second_tab);
    me.clicks_button("更新する");
    me.sees("別のタブに保存できていない内容があるため、更新できません。");
    assert_eq!((shown_edition(&me), fetched_edition(&me)), (json!("first"), json!("first")));
    me.browser.looks_at(&first_tab);
    assert_eq!((shown_edition(&me), fetched_edition(&me)), (json!("first"), json!("first")));
    me.part("基本情報").reads_in("シート数", "120");

    // As soon as it is saved, both change.
    allow_writing(&me);
    me.part("基本情報").fills("シート数", "130");
    me.sees_it_saved();
    me.browser.looks_at(second_tab);
    me.clicks_button("更新する");
    waits_for_edition(&me, "second");
    me.browser.looks_at(&first_tab);
    waits_for_edition(&me, "second");
    me.part("基本情報").reads_in("シート数", "130");
}

#[test]
fn an_update_in_the_middle_of_a_word_takes_the_word_along() {
    let site = Site::open();
    let me = Person::new(&site);
    is_ready_for_offline(&me);
    me.creates_engagement("アドベンチャー ワークス");
    me.part("ステップ").follows("キックオフの準備");
    let field = me.row("お客様の背景を把握する");
    field.types("お客様の背景", "書きかけ");
    // The new version comes while the keyboard is in the field: nothing moves, and one goes on typing.
    me.browser.script("window.stayed = true;");
    let second = edition("second");
    site.server().set_root(second.path());
    looks_for_an_update(&me);
    me.sees(NEWS);
    me.keys_in("の続き");
    field.reads_in("お客様の背景", "書きかけの続き");
    assert_eq!(me.browser.script("return window.stayed === true;"), true, "it was reloaded");
    // Agreed with the last letter not a moment old.
    me.browser.script(
        "addEventListener('input', ({ target }) => target.value.endsWith('！') && dispatchEvent(new Event('kickoff:update-accept')));",
    );
    me.keys_in("！");
    waits_for_edition(&me, "second");
    field.reads_in("お客様の背景", "書きかけの続き！");
}

#[test]
fn an_update_that_breaks_off_leaves_the_old_version_whole() {
    let site = Site::open();
    let me = Person::new(&site);
    is_ready_for_offline(&me);
    me.creates_engagement("アドベンチャー ワークス");
    let second = edition("second");
    site.server().set_root(second.path());
    let program = named("kickoff-", "_bg.wasm");
    site.server().break_off(&program);
    site.server().forget_requests();
    looks_for_an_update(&me);
    assert!(
        site.server().requests().iter().any(|it| it.ends_with(&program)),
        "it was not asked for"
    );
    me.reloads();
    assert!(!me.can_see(NEWS), "half a version is announced");
    assert_eq!((shown_edition(&me), fetched_edition(&me)), (json!("first"), json!("first")));
    let caches = me.browser.later("return (await caches.keys()).length;");
    assert_eq!(caches, 1);
    me.part("基本情報").fills("シート数", "120");
    me.sees_it_saved();

    site.server().unhide_all();
    looks_for_an_update(&me);
    me.sees(NEWS);
    me.clicks_button("更新する");
    waits_for_edition(&me, "second");
    me.part("基本情報").reads_in("シート数", "120");
}

#[test]
fn the_version_before_can_come_back() {
    let mut site = Site::open();
    let me = Person::new(&site);
    is_ready_for_offline(&me);
    me.creates_engagement("アドベンチャー ワークス");
    let update = |edition: &str| {
        looks_for_an_update(&me);
        me.sees(NEWS);
        me.clicks_button("更新する");
        waits_for_edition(&me, edition);
        assert_eq!(fetched_edition(&me), edition);
    };
    let second = edition("second");
    site.server().set_root(second.path());
    update("second");
    me.part("基本情報").fills("シート数", "120");
    me.sees_it_saved();

    site.server().set_root(&dist());
    update("first");
    me.part("基本情報").reads_in("シート数", "120");

    // Withdrawn before anybody took it, and by a host that has not all of the version before any more: what is in use
    // is not harmed.
    site.server().set_root(second.path());
    looks_for_an_update(&me);
    me.sees(NEWS);
    site.server().set_root(&dist());
    site.server().hide("icons/icon-192.png");
    looks_for_an_update(&me);
    site.goes_away();
    me.reloads();
    assert_eq!((shown_edition(&me), fetched_edition(&me)), (json!("first"), json!("first")));
    me.part("基本情報").reads_in("シート数", "120");
}
