//! Everything of this copy of the app can be deleted from the browser, and nothing of anybody else's.

use std::collections::BTreeSet;

use e2e::site::{NEIGHBOUR, PREFIX, two_copies};
use e2e::{Person, Role, Site, axe, eventually};
use serde_json::{Value, json};

const DELETED: &str = "Kickoff のデータを削除しました";

/// Waits until the worker of the page that is shown is in charge, so that its files are there too.
#[track_caller]
fn is_whole(me: &Person) {
    eventually("everything cached", || {
        let ready = "return document.documentElement.dataset.offline === 'ready';";
        if me.browser.script(ready) == true { Ok(()) } else { Err("not yet".to_owned()) }
    });
}

/// Everything that this origin keeps in the browser, by kind and name.
fn everything(me: &Person) -> BTreeSet<String> {
    let found = me.browser.later(
        "const databases = await indexedDB.databases();
         const workers = await navigator.serviceWorker.getRegistrations();
         return [
             ...Object.keys(localStorage).map((it) => `key ${it}`),
             ...(await caches.keys()).map((it) => `cache ${it.replace(/[0-9a-f]{16}$/, '…')}`),
             ...databases.map((it) => `database ${it.name}`),
             ...workers.map((it) => `worker ${new URL(it.scope).pathname}`),
         ];",
    );
    serde_json::from_value(found).unwrap_or_else(|it| panic!("{it}"))
}

/// Databases of other apps.
fn make_databases(me: &Person, names: &[String]) {
    let made = me.browser.later(&format!(
        "for (const name of {}) {{
             await new Promise((done, fail) => {{
                 const opening = indexedDB.open(name);
                 opening.onupgradeneeded = () => opening.result.createObjectStore('entries');
                 opening.onerror = fail;
                 opening.onsuccess = () => {{
                     const adding = opening.result.transaction('entries', 'readwrite');
                     adding.objectStore('entries').put('said', 'once');
                     adding.oncomplete = () => {{ opening.result.close(); done(); }};
                 }};
             }});
         }}
         return 'made';",
        json!(names)
    ));
    assert_eq!(made, "made");
}

/// Spells out that everything is to go.
fn deletes_everything(me: &Person) {
    me.opens("#/data");
    me.part("すべて削除").clicks_button("すべて削除");
    me.fills("続けるには「削除」と入力してください", "削除");
    me.clicks_button("すべて削除");
}

#[test]
fn everything_of_this_copy_goes_and_nothing_of_others() {
    let both = two_copies();
    let site = Site::of(both.path());
    let me = Person::new(&site);
    is_whole(&me);
    me.creates_engagement("アドベンチャー ワークス");
    me.opens(NEIGHBOUR);
    is_whole(&me);
    me.browser.script("location.hash = '#/'");
    me.clicks_button("新しいエンゲージメント");
    me.fills("お客様名", "隣のお客様");
    me.clicks_button("作成");
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    me.sees_it_saved();
    let others_cache = "other-app v1";
    me.browser.later(&format!(
        "localStorage.setItem('other-app', 'mine');
         await (await caches.open('{others_cache}')).put('of-another', new Response('mine'));"
    ));
    make_databases(&me, &["other-app".to_owned()]);

    me.opens("");
    let before = everything(&me);
    let is_ours = |it: &String| {
        it.starts_with(&format!("key kickoff:{PREFIX}:"))
            || *it == format!("cache kickoff {PREFIX} …")
            || *it == format!("database kickoff:{PREFIX}")
            || *it == format!("database kickoff:{PREFIX}:archive")
            || *it == format!("worker {PREFIX}")
    };
    let (ours, others): (BTreeSet<String>, BTreeSet<String>) =
        before.into_iter().partition(is_ours);
    let kinds = |all: &BTreeSet<String>| -> BTreeSet<String> {
        all.iter().map(|it| it.split(' ').next().unwrap().to_owned()).collect()
    };
    assert_eq!(kinds(&ours).len(), 4, "{ours:?}");
    assert_eq!(kinds(&others).len(), 4, "{others:?}");
    let neighbours = me.browser.script("return JSON.stringify(localStorage);");

    deletes_everything(&me);
    me.sees_a(Role::Heading, DELETED);
    me.sees("Kickoff data deleted");
    // The worker is in charge of this page to its end, and must not bring its cache back.
    me.browser.later("await fetch('icons/icon.svg');");
    eventually("only what is of others", || {
        let left = everything(&me);
        if left == others { Ok(()) } else { Err(format!("{left:?}")) }
    });
    let neighbours: Value = serde_json::from_str(neighbours.as_str().unwrap()).unwrap();
    for (key, text) in me.storage() {
        assert_eq!(neighbours[key.as_str()], text, "{key}");
    }

    // The neighbour goes on; and here everything begins anew.
    me.tries(NEIGHBOUR);
    me.waits_for_the_app();
    me.sees("隣のお客様");
    me.tries("");
    me.waits_for_the_app();
    me.sees("まだエンゲージメントがありません");

    // The other way round, from inside.
    is_whole(&me);
    me.tries(&format!("{NEIGHBOUR}#/data"));
    me.waits_for_the_app();
    me.part("すべて削除").clicks_button("すべて削除");
    me.fills("続けるには「削除」と入力してください", "削除");
    me.clicks_button("すべて削除");
    me.sees_a(Role::Heading, DELETED);
    eventually("nothing of the neighbour", || {
        let left = everything(&me);
        let is_gone = !left.iter().any(|it| it.contains(NEIGHBOUR));
        let is_outer_there = left.contains(&format!("worker {PREFIX}"));
        if is_gone && is_outer_there { Ok(()) } else { Err(format!("{left:?}")) }
    });
}

#[test]
fn nothing_goes_without_the_word() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("アドベンチャー ワークス");
    me.sees_it_saved();
    me.opens("#/data");
    let before = me.storage();
    me.part("すべて削除").clicks_button("すべて削除");
    let is_ready = || {
        me.has_a(Role::Button, "すべて削除") && {
            let disabled =
                "return document.querySelector('dialog[open] .button--danger').disabled;";
            me.browser.script(disabled) == false
        }
    };
    assert!(!is_ready());
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
    me.fills("続けるには「削除」と入力してください", "さくじょ");
    assert!(!is_ready());
    // However a keyboard writes it.
    me.fills("続けるには「削除」と入力してください", "\u{200b}削 除\u{3000}");
    assert!(is_ready());
    me.fills("続けるには「削除」と入力してください", "");
    assert!(!is_ready());
    // What there is can be taken along first.
    me.clicks_button("先に書き出す");
    let (_, bytes) = me.browser.download();
    assert!(String::from_utf8(bytes).unwrap().contains("アドベンチャー ワークス"));
    me.clicks_button("キャンセル");
    let without_export = |it: std::collections::BTreeMap<String, String>| {
        it.into_iter().filter(|(key, _)| !key.contains(":out/")).collect::<Vec<_>>()
    };
    assert_eq!(without_export(me.storage()), without_export(before));
}

#[test]
fn another_tab_stops_too_and_writes_nothing_back() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("アドベンチャー ワークス");
    let first_tab = me.browser.opens_tab();
    deletes_everything(&me);
    me.sees_a(Role::Heading, DELETED);

    me.browser.looks_at(&first_tab);
    me.sees_a(Role::Heading, DELETED);
    // Somebody goes on typing in what is still on the screen there.
    me.browser.later(
        "const seats = document.querySelector('main input[type=text]');
         seats.value = '120';
         seats.dispatchEvent(new Event('input', { bubbles: true }));
         dispatchEvent(new Event('pagehide'));
         await new Promise((done) => setTimeout(done, 1000));",
    );
    assert!(me.storage().is_empty(), "{:?}", me.storage());
    me.clicks_button("Kickoff を最初から始める");
    me.waits_for_the_app();
    me.sees("まだエンゲージメントがありません");
}

#[test]
fn the_data_page_says_what_is_where_in_both_languages() {
    let site = Site::open();
    let me = Person::new(&site);
    me.opens("#/data");
    let where_ = me.part("データの保存場所");
    for said in [
        "localStorage",
        "キャッシュ",
        "書き出したファイル",
        "7 日間",
        "共有のパソコン",
        "暗号化していません",
    ] {
        where_.sees(said);
    }
    me.clicks_button("English");
    let where_ = me.part("Where your data is stored");
    for said in
        ["localStorage", "cache", "Exported files", "7 days", "shared computer", "not encrypted"]
    {
        where_.sees(said);
    }
    me.part("Delete everything").clicks_button("Delete everything");
    me.fills("Type DELETE to continue", "DELETE");
    me.clicks_button("Delete everything");
    me.sees_a(Role::Heading, "Kickoff data deleted");
}
