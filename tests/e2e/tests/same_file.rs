//! Saving to the same file again, over the browser's private file system. What others do to the file in
//! between, the test does.

use std::time::Duration;

use e2e::{Person, Role, Settings, Site, axe};
use serde_json::{Value, json};

const CUSTOMER: &str = "アドベンチャー ワークス";
const TO_FILE: &str = "ファイルに保存";
const AGAIN: &str = "同じファイルに保存";
const OTHER: &str = "別のファイルに保存";
const EXISTING: &str = "既存のファイルに統合して保存";
const MERGED: &str = "ファイルに加えられていた変更を統合し、shared.kickoff.json に保存しました";
const SAVED: &str = "shared.kickoff.json に保存しました";

/// The browser's own folder is where files are saved.
const PICKER: &str = "window.showSaveFilePicker = async (options) => {
    window.suggested = options.suggestedName;
    const folder = await navigator.storage.getDirectory();
    const file =
        await folder.getFileHandle(window.fileName ?? 'shared.kickoff.json', { create: true });
    // As the browser does it: whatever was in it is gone.
    await (await file.createWritable()).close();
    return file;
};
window.showOpenFilePicker = async () => {
    const folder = await navigator.storage.getDirectory();
    return [await folder.getFileHandle(window.fileName ?? 'shared.kickoff.json')];
};";

fn somebody(site: &Site) -> Person {
    Person::at(site, Settings { prelude: PICKER, ..Settings::default() })
}

fn content(me: &Person) -> String {
    let text = me.browser.later(
        "const folder = await navigator.storage.getDirectory();
         const file = await folder.getFileHandle('shared.kickoff.json');
         return await (await file.getFile()).text();",
    );
    text.as_str().unwrap().to_owned()
}

fn puts(me: &Person, text: &str) {
    puts_to(me, "shared.kickoff.json", text);
}

fn puts_to(me: &Person, name: &str, text: &str) {
    let done = me.browser.later(&format!(
        "const folder = await navigator.storage.getDirectory();
         const file = await folder.getFileHandle({}, {{ create: true }});
         const stream = await file.createWritable();
         await stream.write({});
         await stream.close();
         return 'put';",
        json!(name),
        json!(text)
    ));
    assert_eq!(done, "put");
}

/// What a field is in the file.
fn there(me: &Person, field: &str) -> Value {
    let file: Value = serde_json::from_str(&content(me)).unwrap();
    file["engagements"][0]["fields"][field]["value"].clone()
}

fn goes_to(me: &Person, step: &str) {
    me.opens("#/");
    me.follows(CUSTOMER);
    me.part("ステップ").follows(step);
    me.sees_a(Role::Heading, step);
}

fn fills(me: &Person, row: &str, field: &str, text: &str) {
    goes_to(me, "キックオフの準備");
    me.row(row).fills(field, text);
    me.sees_it_saved();
}

/// From the hand-off page; a second click this soon would be of the same hand.
fn saves(me: &Person, button: &str) {
    std::thread::sleep(Duration::from_millis(800));
    me.clicks_button(button);
}

/// Somebody with an engagement that is saved to a file, on the hand-off page.
fn with_a_file(site: &Site) -> Person {
    let me = somebody(site);
    me.creates_engagement(CUSTOMER);
    fills(&me, "お客様の背景を把握する", "お客様の背景", "最初の話");
    goes_to(&me, "引き渡し");
    me.clicks_button(TO_FILE);
    me.sees(SAVED);
    me
}

#[test]
fn it_is_saved_to_the_file_and_to_the_same_one_again_after_an_edit_and_a_reload() {
    let site = Site::open();
    let me = with_a_file(&site);
    let suggested = me.browser.script("return window.suggested;");
    assert_eq!(suggested, "2026-09-18-アドベンチャー_ワークス-kickoff.json");
    me.sees("保存先: shared.kickoff.json");
    me.sees("(以降変更なし)");
    assert_eq!(there(&me, "fact/context"), "最初の話");
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());

    fills(&me, "お客様の背景を把握する", "お客様の背景", "次の話");
    goes_to(&me, "引き渡し");
    saves(&me, AGAIN);
    me.sees(SAVED);
    assert_eq!(there(&me, "fact/context"), "次の話");
    // The browser keeps which file it was.
    me.reloads();
    fills(&me, "お客様の背景を把握する", "お客様の背景", "その次の話");
    goes_to(&me, "引き渡し");
    saves(&me, AGAIN);
    me.sees(SAVED);
    assert_eq!(there(&me, "fact/context"), "その次の話");
    // Another one is another one, from now on.
    me.browser.script("window.fileName = 'other.kickoff.json';");
    saves(&me, OTHER);
    me.sees("other.kickoff.json に保存しました");
    me.sees("保存先: other.kickoff.json");
    // And one that nobody chooses changes nothing.
    me.browser.script(
        "window.showSaveFilePicker = async () => { throw new DOMException('no', 'AbortError'); };",
    );
    saves(&me, OTHER);
    me.sees("保存先: other.kickoff.json");
    // Where the browser gives out no files, there is the export, and nothing else.
    me.opens("#/");
    me.browser.script("window.showSaveFilePicker = undefined;");
    me.follows(CUSTOMER);
    me.part("ステップ").follows("引き渡し");
    me.sees_a(Role::Button, "ファイルに書き出す");
    for button in [AGAIN, TO_FILE, OTHER, EXISTING] {
        assert!(!me.has_a(Role::Button, button), "{button}");
    }
}

#[test]
fn what_a_colleague_saved_to_it_meanwhile_is_in_the_file_and_in_the_app() {
    let site = Site::open();
    let (me, partner) = (with_a_file(&site), somebody(&site));
    // The tool that syncs brings the file to the partner, who opens it, writes, and saves it.
    let scratch = e2e::scratch::Scratch::default();
    partner.takes_in(&scratch.file("shared.kickoff.json", content(&me)));
    fills(&partner, "お客様の業界と事業を調べる", "業界", "製造");
    goes_to(&partner, "引き渡し");
    partner.clicks_button(TO_FILE);
    partner.sees(SAVED);
    fills(&me, "お客様の背景を把握する", "お客様の背景", "次の話");
    puts(&me, &content(&partner));
    goes_to(&me, "引き渡し");
    saves(&me, AGAIN);
    me.sees(MERGED);
    assert_eq!([there(&me, "fact/context"), there(&me, "fact/industry")], ["次の話", "製造"]);
    goes_to(&me, "キックオフの準備");
    me.row("お客様の業界と事業を調べる").reads_in("業界", "製造");
    me.row("お客様の背景を把握する").reads_in("お客様の背景", "次の話");
    // What was here before is in the safety copy of the day.
    me.opens("#/data");
    me.sees("復元用コピー (その日の最初)");
}

#[test]
fn a_file_that_is_there_is_chosen_with_what_is_in_it() {
    let site = Site::open();
    let (me, partner) = (with_a_file(&site), somebody(&site));
    let scratch = e2e::scratch::Scratch::default();
    partner.takes_in(&scratch.file("shared.kickoff.json", content(&me)));
    fills(&partner, "お客様の業界と事業を調べる", "業界", "製造");
    // Meanwhile, there is something newer in the file.
    fills(&me, "お客様の背景を把握する", "お客様の背景", "次の話");
    goes_to(&me, "引き渡し");
    saves(&me, AGAIN);
    me.sees(SAVED);
    puts(&partner, &content(&me));
    goes_to(&partner, "引き渡し");
    // Whoever is not asked in time is asked by the next click.
    partner.browser.script(
        "window.ask = FileSystemHandle.prototype.requestPermission;
         window.query = FileSystemHandle.prototype.queryPermission;
         FileSystemHandle.prototype.queryPermission = async () => 'prompt';
         FileSystemHandle.prototype.requestPermission = async () => 'prompt';",
    );
    partner.clicks_button(EXISTING);
    partner.sees("ファイルへのアクセスが許可されませんでした");
    partner.sees("保存先: shared.kickoff.json");
    partner.browser.script(
        "FileSystemHandle.prototype.requestPermission = window.ask;
         FileSystemHandle.prototype.queryPermission = window.query;",
    );
    saves(&partner, AGAIN);
    partner.sees(MERGED);
    let both = [there(&partner, "fact/context"), there(&partner, "fact/industry")];
    assert_eq!(both, ["次の話", "製造"]);
    // One of another engagement is not taken, and the file is the one that it was.
    let other = content(&partner)
        .replace(partner.hash().split('/').nth(2).unwrap(), "00000000-0000-0000-0000-000000000007");
    partner.browser.script("window.fileName = 'other.kickoff.json';");
    puts_to(&partner, "other.kickoff.json", &other);
    saves(&partner, EXISTING);
    partner.sees("ファイルの内容が別のエンゲージメント");
    partner.sees("保存先: shared.kickoff.json");
}

#[test]
fn a_file_that_is_something_else_by_now_is_not_written_over() {
    let site = Site::open();
    let me = with_a_file(&site);
    let own = content(&me);
    let foreign = own
        .replace(me.hash().split('/').nth(2).unwrap(), "00000000-0000-0000-0000-000000000007")
        .replace(CUSTOMER, "ファブリカム");
    let newer = own.replacen("\"schemaVersion\": 1", "\"schemaVersion\": 99", 1);
    let sealed = "{\"format\": \"kickoff-sealed\"}";
    for (text, said) in [
        (
            &*foreign,
            "ファイルの内容が別のエンゲージメント (ファブリカム) に変わっているため、上書きしていません",
        ),
        (&*newer, "新しいバージョンの Kickoff で書き出されたファイルです。"),
        (&own[..200], "ファイルが途中で切れています。"),
        (sealed, "上書きしていません"),
        ("買い物メモ", "Kickoff で書き出したファイルではありません。"),
    ] {
        puts(&me, text);
        saves(&me, AGAIN);
        me.sees(said);
        me.sees("別のファイルに保存してください。");
        assert_eq!(content(&me), text, "{said}");
        me.reloads();
        me.sees("保存先: shared.kickoff.json");
    }
}

#[test]
fn what_the_browser_or_the_disk_refuses_is_said_with_what_to_do() {
    let site = Site::open();
    let me = with_a_file(&site);
    let own = content(&me);
    me.browser.script(
        "window.ask = FileSystemHandle.prototype.requestPermission;
         FileSystemHandle.prototype.requestPermission = async () => 'denied';",
    );
    saves(&me, AGAIN);
    me.sees("ファイルへのアクセスが許可されませんでした");
    me.browser.script(
        "FileSystemHandle.prototype.requestPermission = window.ask;
         window.create = FileSystemFileHandle.prototype.createWritable;
         window.fails = (name) => {
             FileSystemFileHandle.prototype.createWritable =
                 async () => { throw new DOMException('no', name); };
         };",
    );
    for (name, said) in [
        ("NotAllowedError", "ファイルへのアクセスが許可されませんでした"),
        ("QuotaExceededError", "ディスクの空き容量が足りないため、保存していません"),
        (
            "NoModificationAllowedError",
            "他のプログラムがファイルを使用しているため、保存していません",
        ),
        ("UnknownError", "ファイルを読み書きできませんでした"),
    ] {
        me.browser.script_with("fails(arguments[0]);", &json!([name]));
        saves(&me, AGAIN);
        me.sees(said);
        assert_eq!(content(&me), own);
    }
    me.browser.script("FileSystemFileHandle.prototype.createWritable = create;");
    let removed = me.browser.later(
        "await (await navigator.storage.getDirectory()).removeEntry('shared.kickoff.json');
         return 'removed';",
    );
    assert_eq!(removed, "removed");
    saves(&me, AGAIN);
    me.sees("ファイルが見つかりません");
    saves(&me, OTHER);
    me.sees(SAVED);
    assert_eq!(there(&me, "fact/context"), "最初の話");
}
