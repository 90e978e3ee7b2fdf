//! When the app cannot go on: it says so at once, writes nothing any more, and shows the way out.

use std::fs;

use e2e::engine::Engine;
use e2e::saved::{Storage, namespace};
use e2e::scratch::Scratch;
use e2e::site::{copy, dist, named};
use e2e::{Person, Role, Settings, Site, axe, eventually};
use serde_json::{Value, json};

const CANNOT: &str = "Kickoff を続行できません";
const DOWNLOAD: &str = "保存データをダウンロード";
const RELOAD: &str = "再読み込み / Reload";
const WITHOUT: &str = "このエンゲージメントを開かずに再読み込み";
const DELETE_DATA: &str = "データを削除する";
const WHAT: &str = "削除するもの";
const WORD: &str = "「削除」または DELETE と入力";
const EVERYTHING: &str =
    "このブラウザーの Kickoff のデータすべて / All Kickoff data in this browser";

/// Somebody with something kept, about to hand it over.
fn handing_over(site: &Site) -> Person {
    let me = who_can_trap(site, Settings::default());
    me.creates_engagement("アドベンチャー ワークス");
    me.part("基本情報").fills("シート数", "120");
    me.part("ステップ").follows("引き渡し");
    me.sees_a(Role::Heading, "デリバリー チームへの引き渡し");
    me
}

/// The program panics: the clock shows the last moment that the calendar knows, which JavaScript takes for a date as any
/// other, and the time of day in Tokyo is nine hours after it.
fn panics(me: &Person) {
    me.browser.script(
        "const real = Date;
         window.Date = new Proxy(real, {
             get: (target, name) => (name === 'now' ? () => 8210266876799000 : Reflect.get(target, name)),
         });
         addEventListener('click', () => { window.clicked = performance.now(); }, true);
         new MutationObserver(() => {
             if (document.getElementById('failure')) window.shown ??= performance.now();
         }).observe(document.body, { childList: true });",
    );
    me.clicks_button("ファイルに書き出す");
}

/// What makes something trap. The second leaves the program as it was: it is one of one instruction, `unreachable`,
/// which the page cannot tell from ours, and that would go on writing after it.
const TRAPS: &str = "
    window.traps = async () => {
        const glue = await import(document.querySelector('script[data-js]').dataset.js);
        const { memory } = await glue.default();
        new Uint8Array(memory.buffer).fill(0xff);
    };
    window.trapsAndLives = () => {
        const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
        const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes)));
        setTimeout(() => exports.f());
    };";

/// Somebody whose pages have that. What a driver runs can be of another world, with modules and errors of its own, as in
/// Firefox; so it is the page's.
fn who_can_trap(site: &Site, settings: Settings) -> Person {
    let prelude = if Engine::of_this_run() == Engine::WebKit { "" } else { TRAPS };
    Person::at(site, Settings { prelude, ..settings })
}

fn can_trap(me: &Person) {
    // Nothing runs before a page there, and what is run later is of the same world.
    if Engine::of_this_run() == Engine::WebKit {
        me.browser.script(TRAPS);
    }
}

/// The program traps: everything in its memory is overwritten, and then it is asked to do something.
fn traps(me: &Person) {
    can_trap(me);
    me.browser.later("await window.traps();");
    me.browser.script("document.getElementById('language').click();");
}

fn traps_and_lives(me: &Person) {
    can_trap(me);
    me.browser.script("window.trapsAndLives();");
}

/// Uses what is left of the app as a person and a browser would, for longer than the app takes to keep anything.
fn goes_on_regardless(me: &Person) {
    me.browser.later(
        "window.print = () => {};
         for (const it of document.querySelectorAll('main:not(#failure) :is(input, textarea, button), header button')) {
             it.focus();
             if ('value' in it && it.type === 'text') it.value = 'nach dem Ende';
             it.dispatchEvent(new Event('input', { bubbles: true }));
             it.dispatchEvent(new Event('change', { bubbles: true }));
             it.click();
         }
         document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
         dispatchEvent(new Event('pagehide'));
         dispatchEvent(new Event('hashchange'));
         await new Promise((done) => setTimeout(done, 1500));",
    );
}

/// Something in the database of another app, beside our own.
fn has_a_database_of_another(me: &Person) {
    let made = me.browser.later(
        "await new Promise((done, fail) => {
             const opening = indexedDB.open('other-app', 3);
             opening.onupgradeneeded = () => opening.result.createObjectStore('entries').put({ said: 1 }, 'once');
             opening.onerror = fail;
             opening.onsuccess = () => { opening.result.close(); done(); };
         });
         return 'made';",
    );
    assert_eq!(made, "made");
}

/// What of localStorage is this copy's own.
fn ours(storage: Storage) -> Storage {
    storage.into_iter().filter(|(key, _)| key.starts_with(&namespace())).collect()
}

/// The raw data as it was downloaded.
#[track_caller]
fn downloads_raw(me: &Person) -> Value {
    me.clicks_button(DOWNLOAD);
    let (name, bytes) = me.browser.download();
    assert_eq!(name, "kickoff-raw-data.json");
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn after_a_panic_the_way_out_is_there_within_a_second_and_nothing_is_written() {
    let site = Site::open();
    let me = handing_over(&site);
    // Of others, who have nothing to do with it.
    me.browser.script("localStorage.setItem('kickoff:/a/:eng/1/a', 'of another copy');");
    has_a_database_of_another(&me);
    let before = me.storage();
    panics(&me);
    me.sees_a(Role::Alert, "");
    me.sees_a(Role::Heading, CANNOT);
    me.sees_a(Role::Heading, "Kickoff cannot continue");
    let took = me.browser.script("return shown - clicked;").as_f64().unwrap();
    println!("the way out after a panic: {took:.0} ms");
    assert!(took < 1_000.0, "{took} ms");
    me.unfolds("技術的な詳細");
    me.sees("Local time out of range");
    me.unfolds(DELETE_DATA);
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());

    goes_on_regardless(&me);
    assert_eq!(me.storage(), before);
    let raw = downloads_raw(&me);
    assert_eq!(raw["format"], "kickoff-raw-storage");
    assert_eq!(raw["entries"], json!(ours(before)));
    // The journal holds what storage holds, and nothing of others is looked at.
    let journal = raw["database"].as_object().unwrap();
    assert_eq!(journal.keys().collect::<Vec<_>>(), ["archive", "records"]);
    assert_eq!(journal["archive"], json!([]));
    let rows: Storage = serde_json::from_value(Value::Object(
        journal["records"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row[0].as_str().unwrap().to_owned(), row[1].clone()))
            .collect(),
    ))
    .unwrap();
    let records = |it: &Storage| -> Storage {
        let is_record = |key: &str| [":eng/", ":tail/"].iter().any(|it| key.contains(it));
        it.clone().into_iter().filter(|(key, _)| is_record(key)).collect()
    };
    assert_eq!(rows, records(&ours(me.storage())));

    me.clicks_button(RELOAD);
    me.waits_for_the_app();
    me.sees_a(Role::Heading, "デリバリー チームへの引き渡し");
    me.part("ステップ").follows("設定");
    me.part("基本情報").reads_in("シート数", "120");
}

#[test]
fn after_a_panic_nothing_is_written_even_if_the_way_out_is_missing() {
    let site = Site::open();
    site.server().hide(&named("recover-", ".js"));
    let me = handing_over(&site);
    let before = me.storage();
    panics(&me);
    eventually("the panic", || {
        let said = me.browser.complaints();
        if said.iter().any(|it| it.to_lowercase().contains("unreachable")) {
            Ok(())
        } else {
            Err(format!("{said:?}"))
        }
    });
    goes_on_regardless(&me);
    assert_eq!(me.storage(), before);
}

#[test]
fn after_a_trap_an_engagement_can_be_left_alone() {
    let site = Site::open();
    let me = handing_over(&site);
    let before = me.storage();
    traps(&me);
    me.sees_a(Role::Heading, CANNOT);
    goes_on_regardless(&me);
    assert_eq!(me.storage(), before);
    me.clicks_button(WITHOUT);
    me.waits_for_the_app();
    me.sees_a(Role::Heading, "エンゲージメント一覧");
    me.sees("アドベンチャー ワークス");
    assert_eq!(me.hash(), "/");
    assert_eq!(me.storage(), before);
}

#[test]
fn after_a_crash_nothing_is_written_by_a_program_that_still_could() {
    let site = Site::open();
    let me = who_can_trap(&site, Settings::default());
    me.creates_engagement("アドベンチャー ワークス");
    me.part("基本情報").fills("シート数", "120");
    me.sees_it_saved();
    let before = me.storage();
    traps_and_lives(&me);
    me.sees_a(Role::Heading, CANNOT);
    goes_on_regardless(&me);
    assert_eq!(me.storage(), before);
}

#[test]
fn a_double_click_on_the_way_out_makes_one_file() {
    let site = Site::open();
    let me = handing_over(&site);
    traps(&me);
    me.sees_a(Role::Button, DOWNLOAD);
    me.browser.script(
        "window.made = 0;
         document.addEventListener('click', (event) => {
             if (!event.target.download) return;
             event.preventDefault();
             window.made += 1;
         });
         const button = [...document.querySelectorAll('button')].find((it) => it.textContent.includes(arguments[0]));
         for (const detail of [1, 2, 0, 0]) button.dispatchEvent(new MouseEvent('click', { detail }));"
            .replace("arguments[0]", &format!("'{DOWNLOAD}'"))
            .as_str(),
    );
    let made = || me.browser.script("return window.made;");
    eventually("one file", || if made() == 1 { Ok(()) } else { Err(made().to_string()) });
    // A second one would have been read by now.
    me.browser.later("await new Promise((done) => setTimeout(done, 200)); return 0;");
    assert_eq!(made(), 1);
}

#[test]
fn a_name_without_a_place_to_break_makes_the_way_out_no_wider() {
    let site = Site::open();
    let me = who_can_trap(&site, Settings { width: 390, height: 844, ..Settings::default() });
    for name in ["ก".repeat(400), "👩\u{200D}".repeat(400)] {
        me.creates_engagement(&name);
        traps(&me);
        me.sees_a(Role::Button, DOWNLOAD);
        me.unfolds(DELETE_DATA);
        me.sees(WORD);
        assert_eq!(e2e::page::sticking_out(&me.browser), Vec::<String>::new());
        let wide = "return document.documentElement.scrollWidth - innerWidth;";
        assert!(me.browser.script(wide).as_i64().unwrap() <= 0);
        me.reloads();
        me.opens("#/");
    }
}

#[test]
fn one_engagement_can_be_deleted_without_the_program() {
    let site = Site::open();
    let me = who_can_trap(&site, Settings::default());
    me.creates_engagement("コントソ");
    let contoso = me.hash().split('/').nth(2).unwrap().to_owned();
    me.creates_engagement("アドベンチャー ワークス");
    let id = me.hash().split('/').nth(2).unwrap().to_owned();
    me.browser.script_with(
        "localStorage.setItem('kickoff:/a/:eng/' + arguments[0] + '/a', 'of another copy');
         localStorage.setItem(arguments[0], 'of another app');",
        &json!([id]),
    );
    let before = me.storage();
    traps(&me);
    me.sees_a(Role::Heading, CANNOT);
    me.unfolds(DELETE_DATA);
    // The one that is open is chosen already.
    me.reads_chosen(WHAT, "アドベンチャー ワークス");
    let is_ready = || me.has_a(Role::Button, "削除 / Delete");
    assert!(!is_ready(), "without a download and a word");
    me.fills(WORD, "削除");
    assert!(!is_ready(), "without a download");
    downloads_raw(&me);
    me.sees_a(Role::Button, "削除 / Delete");
    me.fills(WORD, "けす");
    assert!(!is_ready(), "with another word");
    me.fills(WORD, "DELETE");
    me.clicks_button("削除 / Delete");
    me.waits_for_the_app();
    me.sees_a(Role::Heading, "エンゲージメント一覧");
    me.sees("コントソ");
    assert!(!me.can_see("アドベンチャー ワークス"));
    let mut wanted: Storage = before
        .into_iter()
        .filter(|(key, _)| !(key.starts_with(&namespace()) && key.contains(&id)))
        .collect();
    assert!(wanted.keys().any(|it| it.contains(&contoso)));
    // For tabs that have it open.
    wanted.insert(format!("{}gone/{id}", namespace()), "1".to_owned());
    assert_eq!(me.storage(), wanted);
}

#[test]
fn everything_can_be_deleted_without_the_program() {
    let site = Site::open();
    let me = handing_over(&site);
    me.browser.script("localStorage.setItem('other-app', 'mine');");
    traps(&me);
    me.unfolds(DELETE_DATA);
    me.chooses(WHAT, EVERYTHING);
    downloads_raw(&me);
    me.fills(WORD, "ｄｅｌｅｔｅ\u{3000}");
    me.clicks_button("削除 / Delete");
    me.sees_a(Role::Heading, "Kickoff のデータを削除しました");
    assert_eq!(me.storage(), Storage::from([("other-app".to_owned(), "mine".to_owned())]));
    me.clicks_button("Kickoff を最初から始める");
    me.waits_for_the_app();
    me.sees("まだエンゲージメントがありません");
}

/// Opens the site with something kept from before, and finds the way out instead of the app.
#[track_caller]
fn finds_the_way_out(me: &Person, said: &str) {
    let key = format!("{}eng/01a0b214-c220-736f-ae74-6f736f2d6b6b/a", namespace());
    me.tries("icons/icon.svg");
    me.browser.script_with("localStorage.setItem(arguments[0], 'kept');", &json!([key]));
    me.tries("");
    me.sees_a(Role::Heading, CANNOT);
    me.sees(said);
    let raw = downloads_raw(me);
    assert_eq!((&raw["entries"], &raw["database"]), (&json!({ key: "kept" }), &json!({})));
    let databases = me.browser.later("return (await indexedDB.databases()).length;");
    assert_eq!(databases, 0, "looking for a database has made one");
}

#[test]
fn a_part_that_is_missing_on_the_host_is_said_and_the_data_can_be_had() {
    let parts = [
        ("boot-", ".js"),
        ("kickoff-", "-link.js"),
        ("kickoff-", "_bg.wasm"),
        ("playbook-", ".json"),
    ];
    let glue = named("kickoff-", "_bg.wasm").replace("_bg.wasm", ".js");
    let files = parts.map(|(beginning, ending)| named(beginning, ending));
    for file in files.into_iter().chain([glue]) {
        println!("without {file}");
        let site = Site::open();
        site.server().hide(&file);
        let me = Person::before(&site, Settings::default());
        finds_the_way_out(&me, "保存済みのデータはこのブラウザーに残っています。");
        site.server().unhide_all();
        me.clicks_button(RELOAD);
        me.waits_for_the_app();
    }
}

#[test]
fn a_browser_that_cannot_run_it_is_told_which_can() {
    let site = Site::open();
    for prelude in [
        "delete window.WebAssembly;",
        // As before 2018.
        "delete HTMLScriptElement.prototype.noModule;",
    ] {
        let me = Person::before(&site, Settings { prelude, ..Settings::default() });
        finds_the_way_out(
            &me,
            "新しいバージョンの Edge、Chrome、Firefox、Safari でお使いください。",
        );
    }
}

#[test]
fn a_policy_that_forbids_the_program_is_said() {
    let forbidding = Scratch::default();
    copy(&dist(), forbidding.path());
    for file in ["index.html", "_headers"] {
        let path = forbidding.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(" 'wasm-unsafe-eval'"));
        fs::write(&path, text.replace(" 'wasm-unsafe-eval'", "")).unwrap();
    }
    let site = Site::of(forbidding.path());
    let me = Person::before(&site, Settings::default());
    finds_the_way_out(&me, "保存済みのデータはこのブラウザーに残っています。");
    me.unfolds("技術的な詳細");
    me.sees("CompileError");
}

#[test]
fn a_script_that_the_browser_cannot_read_is_said() {
    let odd = Scratch::default();
    copy(&dist(), odd.path());
    fs::write(odd.path().join(named("boot-", ".js")), "const later = a syntax of tomorrow;")
        .unwrap();
    let site = Site::of(odd.path());
    let me = Person::before(&site, Settings::default());
    finds_the_way_out(&me, "保存済みのデータはこのブラウザーに残っています。");
    me.unfolds("技術的な詳細");
    me.sees("SyntaxError");
}

#[test]
fn without_any_script_of_ours_the_page_has_a_last_word() {
    let site = Site::open();
    site.server().hide(&named("boot-", ".js"));
    site.server().hide(&named("recover-", ".js"));
    let me = Person::before(&site, Settings::default());
    me.tries("");
    me.sees("読み込んでいます");
    let late = "まだ表示されないときは、再読み込みしてください。";
    assert!(!me.can_see(late), "it is said at once");
    // As if the time had gone by.
    me.browser.script("for (const it of document.getAnimations()) it.finish();");
    me.sees(late);
    me.sees("Do not clear the browser's data.");
}

#[test]
fn a_second_part_that_is_missing_can_be_tried_again() {
    let site = Site::open();
    let part = named("kickoff-", "-later.wasm");
    site.server().hide(&part);
    let me = Person::new(&site);
    me.sees("まだエンゲージメントがありません");
    me.opens("#/data");
    me.sees_a(Role::Heading, "この画面を読み込めませんでした");
    me.clicks_button("もう一度試す");
    me.sees_a(Role::Heading, "この画面を読み込めませんでした");
    site.server().unhide_all();
    me.clicks_button("もう一度試す");
    me.sees_a(Role::Heading, "データの管理と保護");
    me.creates_engagement("アドベンチャー ワークス");
}
