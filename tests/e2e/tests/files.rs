//! Files that are not what they should be: said clearly, in both languages, and nothing changes.

use std::fs;

use e2e::scratch::Scratch;
use e2e::site::tracked;
use e2e::{Person, Role, Settings, Site, eventually, saved};
use serde_json::{Value, json};

/// Of one engagement, and of a file.
const LIMIT: usize = 10_000_000;
const FILE_LIMIT: u64 = 500_000_000;

/// A whole file of somebody.
fn whole() -> String {
    fs::read_to_string(tracked("tests/saves/contoso.kickoff.json")).unwrap()
}

fn changed(change: impl Fn(&mut Value)) -> Vec<u8> {
    let mut file: Value = serde_json::from_str(&whole()).unwrap();
    change(&mut file);
    file.to_string().into_bytes()
}

/// A file that is none of ours: its name and content; what has to be said of it in Japanese and in
/// English; and what is told apart from that for whoever looks for the place.
type Bad = (&'static str, Vec<u8>, &'static str, &'static str, &'static str);

fn bad_files() -> Vec<Bad> {
    let whole = whole();
    let utf16: Vec<u8> =
        [0xFEFF].into_iter().chain(whole.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let too_large = changed(|it| it["engagements"][0]["note"] = json!("x".repeat(LIMIT)));
    let deep = format!(
        r#"{{"format":"kickoff-engagements","schemaVersion":1,"engagements":{}{}}}"#,
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    let half = whole.char_indices().nth(whole.chars().count() / 2).unwrap().0;
    let twice = whole.replacen("\"format\":", "\"app\": \"x\", \"format\":", 1);
    let not_ours = "Kickoff で書き出したファイルではありません。";
    let not_ours_en = "It was not exported from Kickoff.";
    vec![
        ("minutes.json", "議事録です。\n明日送ります。".into(), not_ours, not_ours_en, "1"),
        ("list.json", b"[1, 2, 3]".into(), not_ours, not_ours_en, "format: –"),
        ("empty.json", Vec::new(), "ファイルが空です。", "The file is empty.", ""),
        (
            "cut.json",
            whole[..half].into(),
            "ファイルが途中で切れています。",
            "The file is cut off: its end is missing.",
            "1",
        ),
        (
            "other.json",
            br#"{"format":"excalidraw","version":2}"#.into(),
            "別のアプリのファイルです (excalidraw)。",
            "The file is from another app (excalidraw).",
            "format: excalidraw",
        ),
        (
            "newer.json",
            changed(|it| it["schemaVersion"] = json!(99)),
            "新しいバージョンの Kickoff で書き出されたファイルです。",
            "It was exported by a newer version of Kickoff.",
            "99",
        ),
        (
            "field.json",
            changed(|it| it["engagements"][0]["fields"]["fact/seats"]["value"] = json!("x")),
            "「シート数」の内容が正しくありません。",
            "is not valid.",
            "engagements[0].fields.fact/seats.value",
        ),
        (
            "none.json",
            changed(|it| {
                it["engagements"] = json!([]);
                it["counts"] = json!({});
            }),
            "ファイルにエンゲージメントが 1 件も入っていません。",
            "There is no engagement in the file.",
            "",
        ),
        (
            "lost.json",
            changed(|it| it["counts"]["fields"] = json!(7)),
            "一部が失われているか、書き換えられています。項目が 7 件あるはずですが",
            "(fields: 7 expected",
            "counts.fields",
        ),
        (
            "twice.json",
            twice.into(),
            "同じ項目が 2 回書かれているため",
            "The same field is in it twice",
            "app",
        ),
        (
            "shift-jis.json",
            b"{\"format\": \"kickoff-engagements\",\n\"customer\": \"\x83R\x83\x93\x83g\x83\\\"}"
                .into(),
            "ファイルの文字コードが Shift_JIS です。",
            "The text is encoded as Shift_JIS",
            "2",
        ),
        (
            "utf-16.json",
            utf16,
            "ファイルの文字コードが UTF-16 です。",
            "The text is encoded as UTF-16",
            "",
        ),
        (
            "sheet.xlsx.json",
            b"PK\x03\x04[Content_Types].xml\0xl/workbook.xml".into(),
            "Excel のファイルです。",
            "It is an Excel workbook.",
            "",
        ),
        (
            "packed.json",
            b"\x1f\x8b\x08\0".into(),
            "gzip で圧縮されたファイルです。",
            "It is a gzip archive.",
            "",
        ),
        ("paper.json", b"%PDF-1.7\n".into(), "PDF ファイルです。", "It is a PDF document.", ""),
        (
            "large.json",
            too_large,
            "ファイルの中に、大きすぎて読み込めない部分があります。",
            "A part of the file is too large to be read.",
            "1",
        ),
        ("deep.json", deep.into(), not_ours, not_ours_en, "1"),
    ]
}

/// Counts how many bytes of files are read.
const COUNTED: &str = "
    window.bytesRead = 0;
    const readWhole = Blob.prototype.arrayBuffer;
    Blob.prototype.arrayBuffer = function () { bytesRead += this.size; return readWhole.call(this); };";

#[test]
fn a_bad_file_is_refused_with_its_reason_and_nothing_changes() {
    let site = Site::open();
    let me = Person::at(&site, Settings { prelude: COUNTED, ..Settings::default() });
    let scratch = Scratch::default();
    me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    let before = me.storage();

    let files = bad_files();
    let paths: Vec<_> =
        files.iter().map(|(name, content, ..)| scratch.file(name, content)).collect();
    let refuses = |choose: &str, not: &str, details: &str, import: &str, language: usize| {
        me.opens("#/open");
        for ((name, _, ja, en, detail), path) in files.iter().zip(&paths) {
            me.chooses_file(choose, path);
            me.sees(&not.replace("{}", name));
            me.sees([ja, en][language]);
            me.sees_a(Role::Alert, &not.replace("{}", name));
            if detail.is_empty() {
                assert!(!me.has_a(Role::Fold, details), "{name}");
            } else {
                me.unfolds(details);
                me.sees(detail);
            }
            assert!(!me.has_a(Role::Button, import), "{name} can be taken in");
        }
    };
    refuses(
        "ファイルを選ぶ",
        "「{}」は取り込めません。何も変わっていません。",
        "技術的な詳細",
        "取り込む",
        0,
    );
    assert_eq!(me.storage(), before, "something has changed");
    me.clicks_button("English");
    let before = me.storage();
    let not = "“{}” cannot be imported. Nothing has changed.";
    refuses("Choose a file", not, "Technical details", "Import", 1);
    assert_eq!(me.storage(), before, "something has changed");
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let site = Site::open();
    let me = Person::at(&site, Settings { prelude: COUNTED, ..Settings::default() });
    let scratch = Scratch::default();
    me.opens("#/open");
    let huge = scratch.file("huge.json", "");
    fs::File::options().write(true).open(&huge).unwrap().set_len(FILE_LIMIT + 1).unwrap();
    me.chooses_file("ファイルを選ぶ", &huge);
    me.sees("「huge.json」は取り込めません");
    me.sees("ファイルが大きすぎます (500.1 MB)。取り込めるのは 500 MB までです。");
    assert_eq!(me.browser.script("return bytesRead;"), 0);
    // So that the zero means something.
    me.chooses_file("ファイルを選ぶ", &scratch.file("small.json", "[]"));
    me.sees("Kickoff で書き出したファイルではありません");
    assert_eq!(me.browser.script("return bytesRead;"), 2);
    // As large as one engagement may not be, and small enough for a file.
    let mut large = whole().into_bytes();
    large.resize(LIMIT + 1, b' ');
    me.chooses_file("ファイルを選ぶ", &scratch.file("large.json", large));
    me.sees("新しく追加します");
}

#[test]
fn a_byte_order_mark_is_simply_read() {
    let site = Site::open();
    let me = Person::new(&site);
    let scratch = Scratch::default();
    let marked = format!("\u{FEFF}{}", whole());
    me.takes_in(&scratch.file("marked.json", marked));
    me.row("コントソ製作所").sees("68 件中 65 件完了");
}

#[test]
fn a_file_can_be_chosen_again_after_it_was_mended() {
    let site = Site::open();
    let me = Person::new(&site);
    let scratch = Scratch::default();
    me.opens("#/open");
    let path = scratch.file("mine.json", "{");
    me.chooses_file("ファイルを選ぶ", &path);
    me.sees("途中で切れています");
    scratch.file("mine.json", whole());
    me.chooses_file("ファイルを選ぶ", &path);
    me.sees("新しく追加します");
    me.does_not_see("途中で切れています");
}

/// Drops files on the first thing of the page that this selects, as from a folder of the desktop; tells
/// whether the browser was kept from showing them itself.
fn drops(me: &Person, on: &str, files: &[(&str, &str)]) -> Value {
    me.browser.script_with(
        "const [on, files] = arguments;
         const data = new DataTransfer();
         for (const [name, text] of files) data.items.add(new File([text], name));
         const drag = (kind) => document.querySelector(on).dispatchEvent(
             new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
         drag('dragover');
         return !drag('drop');",
        &json!([on, files]),
    )
}

/// Another engagement's file.
fn of_fabrikam() -> String {
    let file = changed(|it| {
        it["engagements"][0]["id"] = json!("01a0b214-c220-736f-ae74-6f736f2d6b6c");
        it["engagements"][0]["fields"]["fact/customer"]["value"] = json!("ファブリカム");
    });
    String::from_utf8(file).unwrap()
}

#[test]
fn files_dropped_anywhere_are_shown_together_and_taken_in_together() {
    let site = Site::open();
    let me = Person::new(&site);
    let files = [("a.json", &*whole()), ("b.json", &*of_fabrikam()), ("c.txt", "議事録")];
    me.creates_engagement("アドベンチャー ワークス");
    // Over a field of text too: that would show the file, or write its name.
    assert_eq!(drops(&me, "input[type=text], input:not([type])", &files), true);
    me.sees_a(Role::Heading, "取り込む内容");
    me.sees("「c.txt」は取り込めません。");
    me.row("コントソ製作所").sees("新しく追加します");
    me.row("ファブリカム").sees("新しく追加します");
    // What was dropped and what is to become of it outlives a change of language.
    me.clicks_button("English");
    me.sees("“c.txt” cannot be imported.");
    me.clicks_button("Import");
    me.sees("Imported.");
    me.row("コントソ製作所");
    me.row("ファブリカム").sees("68");
    // Whoever comes again begins anew; and where files are opened, dropping works as well.
    me.opens("#/open");
    me.does_not_see("cannot be imported");
    assert_eq!(drops(&me, "h1", &[("a.json", &whole())]), true);
    me.sees("There is nothing to import.");
    assert!(!me.has_a(Role::Button, "Import"));
}

#[test]
fn what_is_dropped_and_is_no_file_is_answered_in_words() {
    let site = Site::open();
    let me = Person::new(&site);
    let drops_text = |on: &str| {
        let is_there = "return Boolean(document.querySelector(arguments[0]));";
        e2e::eventually(on, || match me.browser.script_with(is_there, &json!([on])) {
            Value::Bool(true) => Ok(()),
            _ => Err("not there".to_owned()),
        });
        me.browser.script_with(
            "const data = new DataTransfer();
             data.setData('text/plain', 'https://contoso.example/');
             return !document.querySelector(arguments[0]).dispatchEvent(
                 new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));",
            &json!([on]),
        )
    };
    assert_eq!(drops_text("h1"), true);
    me.sees("テキストやリンクは取り込めません。");
    // Into a field of text it goes.
    me.creates_engagement("アドベンチャー ワークス");
    assert_eq!(drops_text("textarea, input[type=text]"), false);
    // An answer and a date take no text: the browser would go to the link.
    for no_text in ["input[type=radio]", "input[type=date], input[type=datetime-local]"] {
        assert_eq!(drops_text(no_text), true, "{no_text}");
        me.sees("テキストやリンクは取り込めません。");
    }
    me.browser
        .script("DataTransferItem.prototype.webkitGetAsEntry = () => ({ isDirectory: true });");
    assert_eq!(drops(&me, "h1", &[("案件", "")]), true);
    me.sees("フォルダーは取り込めません。");
    me.sees_a(Role::Heading, "エンゲージメントの設定");
}

#[test]
fn what_is_dropped_before_the_app_is_there_is_refused_and_not_shown_in_its_place() {
    let drop_at_once = "addEventListener('DOMContentLoaded', () => {
         const drag = (kind) => {
             const dataTransfer = new DataTransfer();
             dataTransfer.items.add(new File(['{}'], 'early.json'));
             const event = new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true });
             document.body.dispatchEvent(event);
             return event.defaultPrevented;
         };
         window.early = [drag('dragover'), drag('drop'), 'started' in document.documentElement.dataset];
       });";
    let site = Site::open();
    let me = Person::at(&site, Settings { prelude: drop_at_once, ..Settings::default() });
    assert_eq!(me.browser.script("return window.early;"), json!([true, true, false]));
    // From now on it is the app's.
    assert_eq!(drops(&me, "h1", &[("a.json", &whole())]), true);
    me.sees("新しく追加します");
}

#[test]
fn a_slow_file_does_not_come_in_over_a_later_one() {
    let slow = "
        const { arrayBuffer: readWhole, slice } = Blob.prototype;
        Blob.prototype.slice = function (...bytes) {
            return Object.assign(slice.apply(this, bytes), { of: this.name });
        };
        Blob.prototype.arrayBuffer = async function () {
            if (this.of === 'slow.json') await new Promise((go) => (window.arrive = go));
            return readWhole.call(this);
        };";
    let site = Site::open();
    let me = Person::at(&site, Settings { prelude: slow, ..Settings::default() });
    me.opens("#/open");
    drops(&me, "h1", &[("slow.json", &whole())]);
    drops(&me, "h1", &[("later.json", &of_fabrikam())]);
    me.row("ファブリカム").sees("新しく追加します");
    eventually("the slow file is asked for", || {
        match me.browser.script("return typeof window.arrive;") {
            it if it == "function" => Ok(()),
            it => Err(it.to_string()),
        }
    });
    me.browser.script("arrive(); return new Promise((done) => setTimeout(done, 100));");
    me.row("ファブリカム").sees("新しく追加します");
    assert!(!me.can_see("コントソ製作所"), "the slow file came in over the later one");
}

#[test]
fn an_engagement_whose_name_nobody_sees_is_called_nameless_everywhere() {
    let site = Site::open();
    let me = Person::new(&site);
    let scratch = Scratch::default();
    let file =
        changed(|it| it["engagements"][0]["fields"]["fact/customer"]["value"] = json!("\u{200b}"));
    let nameless = "(名称未入力)";
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &scratch.file("nameless.json", file));
    me.row(nameless).sees("新しく追加します");
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    me.follows(nameless);
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    me.sees(nameless);
    assert!(me.browser.script("return document.title;").to_string().contains(nameless));
    me.opens("#/");
    me.row(nameless).clicks_button("削除");
    me.sees("このエンゲージメントを削除しますか");
    me.sees(nameless);
    me.clicks_button("削除");
    me.sees("ごみ箱に移しました。");
    me.opens("#/data");
    me.row(&format!("{nameless} – 削除済み")).sees_a(Role::Button, "復元");
}

#[test]
fn two_files_of_one_engagement_are_one() {
    let site = Site::open();
    let me = Person::new(&site);
    let later = changed(|it| {
        let fields = &mut it["engagements"][0]["fields"];
        fields["fact/industry"] =
            json!({ "value": "部品", "at": "2027-04-01T00:00:00.000Z/0/0000000a" });
    });
    let later = String::from_utf8(later).unwrap();
    me.opens("#/open");
    drops(&me, "h1", &[("a.json", &later), ("b.json", &whole())]);
    me.row("コントソ製作所").sees("新しく追加します");
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    let listed: Vec<String> = me.storage().into_keys().filter(|it| it.contains(":card/")).collect();
    assert_eq!(listed.len(), 1, "{listed:?}");
    let kept: Vec<String> =
        me.storage().into_values().filter(|it| it.contains("\"部品\"")).collect();
    assert!(!kept.is_empty());
}

#[test]
fn a_double_click_makes_one_file_and_a_held_key_too() {
    let site = Site::open();
    let counted = Settings {
        prelude: "window.made = 0;
                  const click = HTMLAnchorElement.prototype.click;
                  HTMLAnchorElement.prototype.click = function () {
                      if (this.download) made += 1; else click.call(this);
                  };",
        ..Settings::default()
    };
    let me = Person::at(&site, counted);
    me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    let clicks = |name: &str, details: &[u32]| {
        eventually(name, || {
            let clicked = me.browser.try_script(
                "const [name, details] = arguments;
                 const button = [...document.querySelectorAll('button')].find((it) => it.innerText.trim() === name);
                 window.made = 0;
                 for (const detail of details) button?.dispatchEvent(new MouseEvent('click', { detail, bubbles: true }));
                 return Boolean(button);",
                &json!([name, details]),
            )?;
            if clicked == true { Ok(()) } else { Err("not there yet".to_owned()) }
        });
    };
    for (name, details) in
        [("すべて書き出す", &[1, 2][..]), ("書き出す", &[1, 2]), ("書き出す", &[0, 0, 0, 0])]
    {
        // As after a while: a click this soon is of the same hand.
        me.reloads();
        clicks(name, details);
        me.sees("書き出しました");
        let made = || me.browser.script("return made;");
        eventually("one file", || if made() == 1 { Ok(()) } else { Err(made().to_string()) });
        // A second one would be made by now: what is asked later is made later.
        me.browser.script("return new Promise((done) => setTimeout(done, 0));");
        assert_eq!(made(), 1, "{name} {details:?}");
    }
}

#[test]
fn a_review_that_is_out_of_date_writes_nothing_over() {
    let site = Site::open();
    let me = Person::new(&site);
    let scratch = Scratch::default();
    me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    let file = changed(|it| {
        let fields = &mut it["engagements"][0]["fields"];
        fields["fact/industry"] =
            json!({ "value": "部品", "at": "2027-04-01T00:00:00.000Z/0/0000000a" });
    });
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &scratch.file("theirs.json", file));
    me.question("業界").picks("このブラウザーの内容: 精密部品の製造");
    let first = me.browser.tab();
    me.browser.opens_tab();
    me.opens("#/");
    me.follows("コントソ製作所");
    me.part("ステップ").follows("キックオフの準備");
    me.row("お客様の業界と事業を調べる").fills("業界", "精密機器");
    me.sees_it_saved();
    me.browser.looks_at(&first);
    me.clicks_button("取り込む");
    me.sees("確認している間に、このブラウザーの内容が変わりました。");
    me.question("業界").sees("精密機器");
    me.question("業界").reads_picked("このブラウザーの内容: 精密機器");
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    let id = "01993ab0";
    let key = me.storage().into_keys().find(|it| it.contains(":card/")).unwrap();
    let id = key.rsplit('/').next().filter(|it| !it.is_empty()).unwrap_or(id).to_owned();
    assert_eq!(saved::field(&me.storage(), &id, "fact/industry"), json!("精密機器"));
}
