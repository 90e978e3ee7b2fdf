//! The team folder in a browser, over the browser's private file system. The test itself is the tool that
//! syncs: each device has a folder of its own, and it carries the files.

use std::time::Duration;

use e2e::site::tracked;
use e2e::wait::within;
use e2e::{Person, Role, Settings, Site, eventually};
use serde_json::{Value, json};

const CUSTOMER: &str = "アドベンチャー ワークス";
const CHOOSE: &str = "チームフォルダーを選ぶ";
const SYNC: &str = "今すぐ同期";
const LEAVE: &str = "チームフォルダーの使用をやめる";
const CAME: &str = "チームフォルダーの変更を統合しました: アドベンチャー ワークス";

/// The browser's own folder is what is chosen.
const PICKER: &str = "window.showDirectoryPicker = () => navigator.storage.getDirectory();";

fn somebody(site: &Site) -> Person {
    Person::at(site, Settings { prelude: PICKER, ..Settings::default() })
}

/// The files of the folder, by name.
fn files(me: &Person) -> serde_json::Map<String, Value> {
    let all = me.browser.later(
        "const all = {};
         for await (const it of (await navigator.storage.getDirectory()).values())
             try {
                 all[it.name] = await (await it.getFile()).text();
             } catch (why) {
                 // What is being written has a file of its own beside it, which goes when it is done.
                 if (why.name !== 'NotFoundError') throw why;
             }
         return all;",
    );
    all.as_object().unwrap_or_else(|| panic!("{all}")).clone()
}

/// So many files, each with all that is in it: one that is only just made is empty.
fn whole_files(me: &Person, count: usize) -> serde_json::Map<String, Value> {
    eventually("the files", || match files(me) {
        it if it.len() == count && it.values().all(|it| it != "") => Ok(it),
        other => Err(format!("{} files", other.len())),
    })
}

fn puts(me: &Person, files: &serde_json::Map<String, Value>) {
    let done = me.browser.later(&format!(
        "const folder = await navigator.storage.getDirectory();
         for (const [name, text] of Object.entries({})) {{
             const stream = await (await folder.getFileHandle(name, {{ create: true }})).createWritable();
             await stream.write(text);
             await stream.close();
         }}
         return 'put';",
        Value::Object(files.clone())
    ));
    assert_eq!(done, "put");
}

fn joins(me: &Person) {
    me.opens("#/data");
    me.clicks_button(CHOOSE);
    me.sees("前回の同期");
}

fn prepares(me: &Person) {
    me.opens("#/");
    me.follows(CUSTOMER);
    me.part("ステップ").follows("キックオフの準備");
    me.sees_a(Role::Heading, "キックオフの準備");
}

#[test]
fn what_one_device_writes_is_on_the_other_and_each_writes_only_its_own_file() {
    let site = Site::open();
    let (manager, partner) = (somebody(&site), somebody(&site));
    manager.creates_engagement(CUSTOMER);
    let id = manager.hash().split('/').nth(2).unwrap().to_owned();
    prepares(&manager);
    manager.row("お客様の背景を把握する").fills("お客様の背景", "最初の話");
    manager.sees_it_saved();
    joins(&manager);
    manager.fills("チームに表示する名前", "佐藤");
    manager.clicks_button(SYNC);
    let first = whole_files(&manager, 1);
    let (name, text) = first.iter().next().unwrap();
    assert!(name.starts_with(&id) && name.ends_with(".kickoff.json") && name.len() == 66, "{name}");
    let file: Value = serde_json::from_str(text.as_str().unwrap()).unwrap();
    assert_eq!(file["format"], "kickoff-engagements");
    assert_eq!(file["teamFolder"]["device"], name.split('.').nth(1).unwrap());
    assert_eq!(file["engagements"][0]["fields"]["fact/context"]["value"], "最初の話");

    puts(&partner, &first);
    joins(&partner);
    partner.sees(CAME);
    prepares(&partner);
    partner.row("お客様の背景を把握する").reads_in("お客様の背景", "最初の話");
    partner.row("お客様の業界と事業を調べる").fills("業界", "製造");
    partner.sees_it_saved();
    // Nobody has to ask for it: it is written once what was typed has come to rest.
    let both = whole_files(&partner, 2);
    assert_eq!(both[name], *text, "the other's file was touched");

    // It comes to a page that shows the very field, without anything being done there.
    prepares(&manager);
    puts(&manager, &both);
    manager.browser.script("document.dispatchEvent(new Event('visibilitychange'));");
    manager.row("お客様の業界と事業を調べる").reads_in("業界", "製造");
    manager.sees(CAME);
    // And then all is silent.
    manager.opens("#/data");
    manager.clicks_button(SYNC);
    manager.sees("最後に書き込んだ人と日時");
    eventually("silence", || match files(&manager) {
        it if it == both => Ok(()),
        other => Err(format!("{:?}", other.keys())),
    });

    // Leaving leaves the files.
    manager.clicks_button(LEAVE);
    manager.sees("フォルダーのファイルは残っています");
    manager.sees_a(Role::Button, CHOOSE);
    assert_eq!(files(&manager), both);
    manager.reloads();
    manager.sees_a(Role::Button, CHOOSE);
}

#[test]
fn the_tabs_of_a_device_write_one_file() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(CUSTOMER);
    let id = me.hash().split('/').nth(2).unwrap().to_owned();
    joins(&me);
    let before = whole_files(&me, 1);
    let [first, second] = [me.browser.opens_tab(), me.browser.tab()];
    prepares(&me);
    me.row("お客様の業界と事業を調べる").fills("業界", "製造");
    me.sees_it_saved();
    me.browser.looks_at(&first);
    prepares(&me);
    me.row("お客様の背景を把握する").fills("お客様の背景", "最初の話");
    me.sees_it_saved();
    // Both ask at once, and whoever comes second finds nothing left to write.
    for tab in [&first, &second, &first, &second] {
        me.browser.looks_at(tab);
        me.opens("#/data");
        me.clicks_button(SYNC);
    }
    let all = eventually("both in the one file", || {
        let all = whole_files(&me, 1);
        let text = all.values().next().and_then(Value::as_str).unwrap_or_default().to_owned();
        let file: Value = serde_json::from_str(&text).unwrap();
        let fields = file["engagements"][0]["fields"].clone();
        match [&fields["fact/industry"]["value"], &fields["fact/context"]["value"]] {
            [industry, context] if industry == "製造" && context == "最初の話" => Ok(all),
            found => Err(format!("{found:?}")),
        }
    });
    assert!(all.keys().eq(before.keys()), "{:?}", all.keys());
    assert!(all.keys().all(|it| it.starts_with(&id)));
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

#[test]
fn what_is_wrong_with_the_folder_is_said_with_what_to_do() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(CUSTOMER);
    me.opens("#/data");
    let refuse = |name: &str| {
        me.browser.script_with(
            "const [name] = arguments;
             window.showDirectoryPicker = async () => { throw new DOMException('no', name); };",
            &json!([name]),
        );
    };
    refuse("AbortError");
    me.clicks_button(CHOOSE);
    refuse("NotAllowedError");
    std::thread::sleep(Duration::from_millis(800));
    me.clicks_button(CHOOSE);
    me.sees("フォルダーへのアクセスが許可されませんでした");
    me.browser.script(PICKER);

    // A full disk: nothing half-written is left under a name of ours, and it goes on by itself later.
    me.browser.script(
        "window.writes = FileSystemWritableFileStream.prototype.write;
         FileSystemWritableFileStream.prototype.write = async () => {
             throw new DOMException('full', 'QuotaExceededError');
         };",
    );
    std::thread::sleep(Duration::from_millis(800));
    me.clicks_button(CHOOSE);
    me.sees("ディスクの空き容量が足りません");
    me.browser.script("FileSystemWritableFileStream.prototype.write = writes;");
    me.clicks_button(SYNC);
    me.does_not_see("ディスクの空き容量が足りません");

    // Other files are told or left alone, and a large one is not read.
    let scratch = json!({
        "package.json": "{}",
        "kickoff-plan.json": "{\"format\":\"excalidraw\"}",
        "half.kickoff.json": "{\"format\":\"kickoff-engagements\",",
    });
    puts(&me, scratch.as_object().unwrap());
    let done = me.browser.later(
        "const folder = await navigator.storage.getDirectory();
         const file = await folder.getFileHandle('large.kickoff.json', { create: true });
         const stream = await file.createWritable();
         await stream.truncate(200_000_000);
         await stream.close();
         return (await file.getFile()).size;",
    );
    assert_eq!(done, 200_000_000);
    me.clicks_button(SYNC);
    me.sees("別のアプリのファイルです (excalidraw)。");
    me.sees("ファイルが途中で切れています。");
    me.sees("ファイルが大きすぎます (200 MB)。");
    me.does_not_see("package.json");

    // Permission is taken back, and given again by a click.
    me.browser.script(
        "FileSystemHandle.prototype.queryPermission = async () => window.given ?? 'prompt';
         FileSystemHandle.prototype.requestPermission = async () => (window.given = 'granted');",
    );
    me.clicks_button(SYNC);
    me.sees("ブラウザーがフォルダーへのアクセスを止めています");
    me.clicks_button("フォルダーへのアクセスを許可");
    me.does_not_see("ブラウザーがフォルダーへのアクセスを止めています");

    // A browser without folders says so, and what to do.
    me.browser.script("delete window.showDirectoryPicker;");
    me.opens("#/");
    me.browser.script("window.showDirectoryPicker = undefined;");
    me.opens("#/data");
    me.sees("このブラウザーではフォルダーを選べません");
}

#[test]
fn five_thousand_files_do_not_hold_up_the_page() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(CUSTOMER);
    joins(&me);
    let text = files(&me).into_iter().next().unwrap().1;
    // The app's own rounds would read them while they are being put.
    me.clicks_button(LEAVE);
    me.sees("フォルダーのファイルは残っています");
    for part in 0..5 {
        let done = me.browser.later(&format!(
            "const folder = await navigator.storage.getDirectory();
             const one = async (it) => {{
                 const file = await folder.getFileHandle(`${{it}} kickoff.json`, {{ create: true }});
                 const stream = await file.createWritable();
                 await stream.write({text});
                 await stream.close();
             }};
             for (let at = 0; at < 1000; at += 50)
                 await Promise.all(Array.from({{ length: 50 }}, (_, it) => one({part}000 + at + it)));
             return 'put';"
        ));
        assert_eq!(done, "put");
    }
    me.browser.script(
        "window.longest = 0;
         window.bars = 0;
         window.listings = 0;
         let last = performance.now();
         setInterval(() => {
             longest = Math.max(longest, performance.now() - last);
             last = performance.now();
             bars += document.querySelectorAll('main progress[max=\"100\"]').length > 1 ? 1 : 0;
             listings += document.querySelector('main progress:not([value])')
                 && document.querySelector('main').textContent.includes('フォルダーを確認しています (')
                 ? 1 : 0;
         }, 10);
         window.began = performance.now();",
    );
    me.clicks_button(CHOOSE);
    let took = within(Duration::from_secs(240), "all files", || {
        if !me.can_see("前回の同期") {
            return Err(format!("still at it: {}", me.part("チームフォルダー").reads()));
        }
        Ok(me.browser.script("return [longest, performance.now() - began, bars, listings];"))
    });
    println!("5,000 files: longest pause, all, bars seen, before them: {took}");
    // How long is a figure and no test: what stands beside it on the machine is measured along.
    assert!(100 < took[2].as_u64().unwrap(), "the page hardly came to draw the bar: {took}");
    assert!(0 < took[3].as_u64().unwrap(), "nothing was drawn while the folder was listed: {took}");
    me.sees(CUSTOMER);
}

#[test]
fn a_file_that_the_system_hands_over_is_looked_at_like_one_that_is_dropped() {
    const QUEUE: &str = "Object.defineProperty(globalThis, 'launchQueue', {
        value: { setConsumer: (it) => { window.launched = it; } },
    });";
    let site = Site::open();
    let me = Person::at(&site, Settings { prelude: QUEUE, ..Settings::default() });
    eventually("somebody to take it", || {
        let is_there = me.browser.script("return typeof window.launched === 'function';");
        if is_there == true { Ok(()) } else { Err("nobody".to_owned()) }
    });
    let saved = std::fs::read_to_string(tracked("tests/saves/contoso.kickoff.json")).unwrap();
    let mut files = serde_json::Map::new();
    files.insert("contoso.kickoff.json".to_owned(), saved.into());
    puts(&me, &files);
    let hand_over = "const folder = await navigator.storage.getDirectory();
         launched({ files: [await folder.getFileHandle('contoso.kickoff.json')] });
         return 'handed over';";
    assert_eq!(me.browser.later(hand_over), "handed over");
    me.sees("新しく追加します");
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    // One that has gone meanwhile is told.
    let gone = "launched({ files: [{ getFile: async () => { throw new DOMException('no', 'NotFoundError'); } }] });
         return 'handed over';";
    assert_eq!(me.browser.later(gone), "handed over");
    me.sees("ファイルを開けませんでした。移動または削除された可能性があります。");
    // And the app opened without a file is the app.
    assert_eq!(me.browser.later("launched({ files: [] }); return 'opened';"), "opened");
}
