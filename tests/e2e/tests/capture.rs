//! One line notes anything, from anywhere: what it is understood as is seen before it is filed, and one key
//! takes the whole back.

use std::collections::BTreeMap;

use e2e::person::key;
use e2e::{Person, Role, Settings, Site, axe, eventually, page, saved};
use serde_json::{Value, json};

const ALT: char = '\u{E00A}';
const DELETE: char = '\u{E017}';
const LINE: &str = "1 行で記録";

fn somebody(site: &Site) -> Person {
    let me = Person::at(site, Settings { width: 1366, height: 768, ..Settings::default() });
    me.creates_engagement("ノースウィンド商会");
    me
}

fn id(me: &Person) -> String {
    me.hash().split('/').nth(2).unwrap().to_owned()
}

/// The entries of a register that are there, each by its columns.
fn entries(me: &Person, register: &str) -> Vec<BTreeMap<String, Value>> {
    let document = saved::document(&me.storage(), &id(me));
    let mut entries: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for (address, recorded) in document["fields"].as_object().unwrap() {
        let parts: Vec<&str> = address.split('/').collect();
        let (of, entry, column) = match parts.as_slice() {
            [of, entry] => (*of, *entry, ""),
            [of, entry, column] => (*of, *entry, *column),
            _ => continue,
        };
        if of == register && !recorded["value"].is_null() {
            let value = recorded["value"].clone();
            entries.entry(entry.to_owned()).or_default().insert(column.to_owned(), value);
        }
    }
    let there = entries.into_values().filter(|it| it.get("") == Some(&json!(true)));
    let cells = there.map(|mut it| {
        it.remove("");
        it
    });
    cells.collect()
}

/// Waits until the newest entries of a register are these, each as `column: value`.
#[track_caller]
fn has(me: &Person, register: &str, wanted: &Value) {
    eventually(&format!("{register} as filed"), || {
        let found = json!(entries(me, register));
        if found == *wanted { Ok(()) } else { Err(found.to_string()) }
    });
}

fn focus(me: &Person) -> String {
    page::focused(&me.browser).map(|it| it.name).unwrap_or_default()
}

fn value(me: &Person) -> String {
    me.browser.script("return document.getElementById('line').value;").as_str().unwrap().to_owned()
}

#[track_caller]
fn reads_in_line(me: &Person, wanted: &str) {
    eventually("the text of the line", || {
        let found = value(me);
        if found == wanted { Ok(()) } else { Err(found) }
    });
}

/// The names of the buttons of what was understood.
fn chips(me: &Person) -> Vec<String> {
    let found = me.browser.script(
        "return [...document.querySelectorAll('.line__chip[id]')].map((it) => it.textContent.replace('×', ''));",
    );
    serde_json::from_value(found).unwrap()
}

#[track_caller]
fn understands(me: &Person, wanted: &[&str]) {
    eventually("the chips", || {
        let found = chips(me);
        if found == wanted { Ok(()) } else { Err(found.join(" | ")) }
    });
}

#[track_caller]
fn files(me: &Person, line: &str) {
    me.keys_in(line);
    me.presses(&[key::ENTER]);
    me.sees("記録しました");
    reads_in_line(me, "");
    assert_eq!(focus(me), LINE, "the keyboard stays in the line");
}

#[test]
fn a_gap_is_noted_from_anywhere_by_two_keys_and_its_text() {
    let site = Site::open();
    let me = somebody(&site);
    for step in ["setup", "prepare", "hand-off", "changes"] {
        me.opens(&format!("#/e/{}/{step}", id(&me)));
        me.sees_a(Role::Button, "記録 (C)");
        let hash = me.hash();
        let mut keys = 0;
        let mut press = |it: char| {
            keys += 1;
            me.presses(&[it]);
        };
        press('c');
        me.keys_in(&format!("gap: {step}"));
        press(key::ENTER);
        assert!(keys <= 3, "{keys}");
        me.sees("記録しました。知識ギャップ");
        assert_eq!(me.hash(), hash, "no page change");
        me.presses(&[key::ESCAPE]);
    }
    let found: Vec<Value> = entries(&me, "gaps").iter().map(|it| it["what"].clone()).collect();
    assert_eq!(found, [json!("setup"), json!("prepare"), json!("hand-off"), json!("changes")]);
}

#[test]
fn every_kind_is_filed_as_its_chips_say() {
    let site = Site::open();
    let me = somebody(&site);
    me.part("対象のサービス").ticks("Microsoft Teams");
    me.sees_it_saved();
    let hash = me.hash();
    // Out of every control, where a letter would be typed.
    me.presses(&['c']);

    files(&me, "人: 佐藤 恵子、コントソ、部長");
    has(
        &me,
        "people",
        &json!([{ "name": "佐藤 恵子", "organisation": "コントソ", "role": "部長" }]),
    );

    me.keys_in("action: 佐藤 2027/11/30 ライセンス表を送る");
    understands(&me, &["記録先: アクション", "担当者: 佐藤 恵子", "期日: 2027/11/30(火)"]);
    me.presses(&[key::ENTER]);
    has(
        &me,
        "actions",
        &json!([{ "what": "ライセンス表を送る", "owner": "佐藤 恵子", "due": "2027-11-30", "state": "open" }]),
    );

    files(&me, "gap: 会議の録画 / Teams / SME");
    has(&me, "gaps", &json!([{ "what": "会議の録画", "service": "teams" }]));
    has(
        &me,
        "meetings",
        &json!([{ "topic": "会議の録画", "kind": "technical-expert", "service": "teams" }]),
    );
    files(&me, "リスク：回線が細い");
    has(&me, "risks", &json!([{ "what": "回線が細い" }]));
    files(&me, "決定: 本番移行 2027/11/30");
    has(&me, "decision-log", &json!([{ "what": "本番移行", "on": "2027-11-30" }]));
    files(&me, "質問: 管理者は何人ですか");
    files(&me, "a: 3 人");
    has(&me, "questions", &json!([{ "ask": "管理者は何人ですか", "answer": "3 人" }]));
    files(&me, "デモ: 共同編集");
    let demo = saved::field(&me.storage(), &id(&me), "fact/demo-next");
    assert_eq!(demo, json!("共同編集"));
    files(&me, "メモ: 次回は本社");
    files(&me, "聞き取れなかった 2/30 👩‍👩‍👧 \u{202e}x");
    has(
        &me,
        "unsorted",
        &json!([{ "line": "次回は本社" }, { "line": "聞き取れなかった 2/30 👩‍👩‍👧 \u{202e}x" }]),
    );
    assert_eq!(me.hash(), hash, "no page change");

    // The link leads to it.
    me.part(LINE).follows("開く");
    me.sees_a(Role::Heading, "未整理のメモ");
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

#[test]
fn what_is_refused_is_text_and_one_key_takes_the_whole_back() {
    let site = Site::open();
    let me = somebody(&site);
    me.presses(&['c']);
    let line = "gap: 2027/11/30 録画 / SME";
    me.keys_in(line);
    understands(
        &me,
        &[
            "記録先: 知識ギャップ",
            "予定日: 2027/11/30(火)",
            "ミーティング: 技術 SME とのミーティング",
        ],
    );
    me.presses(&[ALT, key::BACKSPACE]);
    understands(&me, &["記録先: 知識ギャップ", "予定日: 2027/11/30(火)"]);
    // By the keyboard to what was understood, and refused there.
    me.presses(&[key::UP]);
    assert!(focus(&me).starts_with("予定日"), "{}", focus(&me));
    me.presses(&[DELETE]);
    understands(&me, &["記録先: 知識ギャップ"]);
    assert_eq!(focus(&me), LINE);
    // It stays refused while more is typed.
    me.keys_in("!");
    understands(&me, &["記録先: 知識ギャップ"]);
    me.presses(&[key::ENTER]);
    has(&me, "gaps", &json!([{ "what": "2027/11/30 録画 / SME!" }]));

    me.presses(&[key::CONTROL, 'z']);
    has(&me, "gaps", &json!([]));
    reads_in_line(&me, &format!("{line}!"));
    understands(&me, &["記録先: 知識ギャップ"]);
    me.presses(&[key::ENTER]);
    has(&me, "gaps", &json!([{ "what": "2027/11/30 録画 / SME!" }]));
    // By the button as well.
    me.part(LINE).clicks_button("元に戻す");
    reads_in_line(&me, &format!("{line}!"));
    has(&me, "gaps", &json!([]));

    // For whom it is can be said before.
    me.part(LINE).clicks_button("お客様と共有");
    me.part(LINE).sees_a(Role::Button, "社内のみ");
    me.presses(&[key::ENTER]);
    me.sees("記録しました");
    let internal = json!([{ "what": "2027/11/30 録画 / SME!", "audience": "internal" }]);
    has(&me, "gaps", &internal);
}

#[test]
fn a_line_that_is_not_filed_is_there_again_and_in_no_other_engagement() {
    let site = Site::open();
    let me = somebody(&site);
    me.presses(&['c']);
    me.keys_in("risk: 途中まで");
    me.reloads();
    reads_in_line(&me, "risk: 途中まで");
    me.clicks_button("English");
    me.sees_a(Role::Heading, "Engagement setup");
    reads_in_line(&me, "risk: 途中まで");
    me.sees("Filed as: Risk");
    me.clicks_button("日本語");
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    me.part("ステップ").follows("キックオフの準備");
    reads_in_line(&me, "risk: 途中まで");
    let here = me.hash();

    me.creates_engagement("Adventure Works");
    me.presses(&['c']);
    reads_in_line(&me, "");
    me.keys_in("別の行");
    me.opens(&format!("#{here}"));
    reads_in_line(&me, "risk: 途中まで");
    me.browser.script("document.getElementById('line').focus();");
    me.presses(&[key::ENTER]);
    has(&me, "risks", &json!([{ "what": "途中まで" }]));
    me.reloads();
    me.sees_a(Role::Button, "記録 (C)");
    let kept: Vec<String> =
        me.storage().into_keys().filter(|it| it.contains("pref/line/")).collect();
    assert_eq!(kept.len(), 1, "only the other one waits: {kept:?}");
    assert!(!me.has_a(Role::Field, LINE), "nobody has asked for it");
}

#[test]
fn enter_that_ends_a_composition_files_nothing() {
    let site = Site::open();
    let me = somebody(&site);
    me.presses(&['c']);
    me.keys_in("メモ: x");
    let ends = |events: &str| {
        me.browser.script(&format!(
            "const line = document.getElementById('line');
             const key = (more) => line.dispatchEvent(new KeyboardEvent('keydown',
                 {{ key: 'Enter', code: 'Enter', bubbles: true, cancelable: true, ...more }}));
             const of = (name) => line.dispatchEvent(new CompositionEvent(name, {{ bubbles: true, data: '会議' }}));
             of('compositionstart');
             line.value += '会議';
             line.dispatchEvent(new InputEvent('input', {{ bubbles: true, isComposing: true }}));
             {events}",
        ));
    };
    // Chrome: the key first, in the composition.
    ends("key({ isComposing: true, keyCode: 229 }); of('compositionend');");
    reads_in_line(&me, "メモ: x会議");
    // Safari: the composition has ended by then, and only the number tells.
    ends("of('compositionend'); key({ keyCode: 229 });");
    reads_in_line(&me, "メモ: x会議会議");
    assert_eq!(entries(&me, "unsorted").len(), 0);
    me.presses(&[key::ENTER]);
    has(&me, "unsorted", &json!([{ "line": "x会議会議" }]));
}

#[test]
fn what_is_nothing_files_nothing_and_is_not_lost() {
    let site = Site::open();
    let me = somebody(&site);
    me.presses(&['c']);
    for (line, is_told) in
        [("   ", false), ("gap:", true), ("宿題：　", true), ("gap: / SME", true)]
    {
        me.keys_in(line);
        me.presses(&[key::ENTER]);
        if is_told {
            me.sees("記録する内容がありません");
        }
        reads_in_line(&me, line);
        me.presses(&[key::CONTROL, 'a']);
        me.presses(&[key::BACKSPACE]);
        reads_in_line(&me, "");
    }
    assert_eq!((entries(&me, "gaps").len(), entries(&me, "actions").len()), (0, 0));
    // Two beginnings: the first is one. An unknown name behind an @ is a name.
    me.keys_in("gap: risk: 録画 @山田");
    understands(&me, &["記録先: 知識ギャップ", "担当 SME: 山田"]);
    me.presses(&[key::ENTER]);
    has(&me, "gaps", &json!([{ "what": "risk: 録画", "expert": "山田" }]));
}

#[test]
fn escape_gives_the_keyboard_back_and_keeps_what_is_typed() {
    let site = Site::open();
    let me = somebody(&site);
    me.part("対象のサービス").tabs_to(Role::Checkbox, "Exchange Online");
    me.presses(&['c']);
    assert_eq!(focus(&me), LINE);
    me.presses(&[key::ESCAPE]);
    assert_eq!(focus(&me), "Exchange Online");
    assert!(!me.has_a(Role::Field, LINE));
    // In a field it is a letter.
    me.part("基本情報").tabs_to(Role::Field, "お客様名");
    me.presses(&['c']);
    assert!(!me.has_a(Role::Field, LINE));
    me.clicks_button("記録 (C)");
    me.keys_in("note: y");
    me.presses(&[key::ESCAPE]);
    assert_ne!(focus(&me), LINE);
    reads_in_line(&me, "note: y");
    me.presses(&['c']);
    assert_eq!(focus(&me), LINE);
}

#[test]
fn the_dock_is_sound_in_every_window_and_mode() {
    let site = Site::open();
    let me = somebody(&site);
    me.part("対象のサービス").ticks("Microsoft Teams");
    me.presses(&['c']);
    me.keys_in("action: 2027/11/30 ライセンス表をお送りする @山田 @Teams");
    me.sees("期日: 2027/11/30(火)");
    let look = |what: &str| {
        let wrong = [axe::findings(&me.browser), page::sticking_out(&me.browser)].concat();
        assert_eq!(wrong, Vec::<String>::new(), "{what}");
        let picture = e2e::site::artefacts().join(format!("line-{what}.png"));
        std::fs::write(picture, me.browser.picture()).unwrap();
    };
    look("1366");
    me.browser.set_size(390, 800);
    look("390");
    me.part(LINE).clicks_button("書き方");
    me.sees("行の始めに種類とコロンを書くと");
    look("390-help");
    me.browser.set_size(1366, 768);
    look("1366-help");
    me.presses(&[key::ESCAPE]);
    me.browser.set_size(390, 800);
    me.browser.set_theme(true);
    look("390-dark");
    me.browser.set_size(1366, 768);
    look("1366-dark");
    me.browser.forces_colours();
    look("1366-forced");
    me.browser.script("document.getElementById('line').focus();");
    me.presses(&[key::ENTER]);
    me.sees("記録しました");
    look("1366-filed");
}

#[test]
fn in_english_it_is_english() {
    let site = Site::open();
    let me = somebody(&site);
    me.clicks_button("English");
    me.sees_a(Role::Heading, "Engagement setup");
    me.clicks_button("Note (C)");
    me.keys_in("person: Tom Baker, Contoso, IT manager");
    me.presses(&[key::ENTER]);
    me.sees("Filed. Person: Tom Baker");
    me.keys_in("action: Tom by 2027/11/30 send the list");
    me.sees("Owner: Tom Baker");
    me.presses(&[key::ENTER]);
    me.sees("Filed. Action: send the list");
    has(
        &me,
        "actions",
        &json!([{ "what": "send the list", "owner": "Tom Baker", "due": "2027-11-30", "state": "open" }]),
    );
}

#[test]
fn unsorted_notes_are_sorted_by_single_keys() {
    let site = Site::open();
    let me = somebody(&site);
    me.presses(&['c']);
    for line in [
        "録画の保存先",
        "回線が細い",
        "本番は来春",
        "表を送る",
        "佐藤さん",
        "管理者は誰か",
        "早く始めたい",
        "残り",
    ] {
        files(&me, line);
    }
    me.opens(&format!("#/e/{}/prepare/unsorted", id(&me)));
    let notes = me.part("未整理のメモ");
    notes.sees("録画の保存先");
    me.browser.script("document.querySelector('[data-entry^=\"unsorted\"] summary').focus();");
    // Each key moves one, and the keyboard goes on to the next.
    me.keys_in("grdapqn");
    notes.does_not_see("早く始めたい");
    assert_eq!(focus(&me), "残り");
    has(&me, "gaps", &json!([{ "what": "録画の保存先" }]));
    has(&me, "risks", &json!([{ "what": "回線が細い" }]));
    has(&me, "decision-log", &json!([{ "what": "本番は来春" }]));
    has(&me, "actions", &json!([{ "what": "表を送る", "state": "open" }]));
    has(&me, "people", &json!([{ "name": "佐藤さん" }]));
    has(&me, "questions", &json!([{ "ask": "管理者は誰か" }]));
    has(&me, "needs", &json!([{ "what": "早く始めたい" }]));
    has(&me, "unsorted", &json!([{ "line": "残り" }]));
    // One step of undo.
    me.presses(&[key::CONTROL, 'z']);
    has(&me, "unsorted", &json!([{ "line": "早く始めたい" }, { "line": "残り" }]));
    // In its field a letter is a letter.
    me.browser.script(
        "[...document.querySelectorAll('[data-entry^=\"unsorted\"] summary')].at(-1).click();",
    );
    me.row("残り").tabs_to(Role::Field, "内容");
    me.keys_in("g");
    has(&me, "unsorted", &json!([{ "line": "早く始めたい" }, { "line": "残りg" }]));
    // By the buttons of the note that somebody is at.
    me.browser.script("document.querySelector('[data-entry^=\"unsorted\"] summary').focus();");
    me.row("早く始めたい").clicks_button("リスク");
    has(&me, "unsorted", &json!([{ "line": "残りg" }]));
}

#[test]
fn several_pasted_lines_are_filed_after_a_look_at_them() {
    let site = Site::open();
    let me = somebody(&site);
    let pastes = |text: &str| {
        me.browser.script("document.getElementById('line').focus();");
        me.browser.script_with(
            "const data = new DataTransfer();
             data.setData('text/plain', arguments[0]);
             document.getElementById('line').dispatchEvent(
                 new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));",
            &json!([text]),
        );
    };
    me.presses(&['c']);
    pastes("gap: 録画\n\nrisk: 回線\nただの行\ndemo: A\ndemo: B\n");
    me.sees_a(Role::Heading, "貼り付けた行の確認");
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
    let picture = e2e::site::artefacts().join("line-pasted.png");
    std::fs::write(picture, me.browser.picture()).unwrap();
    me.unticks("リスク回線");
    me.clicks_button("4 行を記録する");
    has(&me, "gaps", &json!([{ "what": "録画" }]));
    has(&me, "unsorted", &json!([{ "line": "ただの行" }]));
    assert_eq!(entries(&me, "risks").len(), 0);
    assert_eq!(saved::field(&me.storage(), &id(&me), "fact/demo-next"), json!("A\nB"));
    assert_eq!(focus(&me), LINE);
    me.clicks_button("元に戻す");
    has(&me, "gaps", &json!([]));
    has(&me, "unsorted", &json!([]));

    // A transcript keeps who said it.
    pastes(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 佐藤 恵子>録画は\n残りますか\n\n00:03.000 --> 00:04.000\nAnn: はい\n",
    );
    me.sees("発言者: 佐藤 恵子");
    me.clicks_button("2 行を記録する");
    has(
        &me,
        "unsorted",
        &json!([{ "line": "録画は 残りますか", "speaker": "佐藤 恵子" }, { "line": "はい", "speaker": "Ann" }]),
    );

    // Very many: some are drawn, all are filed.
    let many: String = (0..5_000).map(|it| format!("gap: {it}\n")).collect();
    pastes(&many);
    me.sees("他に 4800 行あります");
    me.clicks_button("5000 行を記録する");
    eventually("all of them", || {
        let found = entries(&me, "gaps").len();
        if found == 5_000 { Ok(()) } else { Err(found.to_string()) }
    });
}
