//! Files that are sealed with a passphrase: exported, opened by somebody else, and refused with the reason.

use std::fs;
use std::time::Instant;

use e2e::person::key;
use e2e::scratch::Scratch;
use e2e::site::tracked;
use e2e::{Person, Role, Settings, Site, axe, eventually, saved};
use serde_json::{Value, json};

const SEAL: &str = "パスフレーズで保護して書き出す";
const START: &str = "保護して書き出す";
const FIELD: &str = "パスフレーズ";
const AGAIN: &str = "パスフレーズ (確認用)";
const OPEN: &str = "保護されたファイルを開く";
const WRONG: &str = "パスフレーズが違うか、ファイルが壊れています。";
const NAME: &str = "2026-09-18-sealed-kickoff.json";

/// What `tests/saves/contoso-sealed.kickoff.json` is sealed with.
const OF_THE_FROZEN: &str = "正しい馬 電池 ホチキス";

fn frozen() -> String {
    fs::read_to_string(tracked("tests/saves/contoso-sealed.kickoff.json")).unwrap()
}

fn with_contoso(site: &Site, settings: Settings) -> Person {
    let me = Person::at(site, settings);
    me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    me.follows("コントソ製作所");
    me.part("ステップ").follows("引き渡し");
    me.sees_a(Role::Heading, "デリバリー チームへの引き渡し");
    me
}

fn types_twice(me: &Person, passphrase: &str) {
    me.fills(FIELD, passphrase);
    me.fills(AGAIN, passphrase);
}

/// The file, which has to be there under the name that says nothing.
fn seals(me: &Person, passphrase: &str) -> String {
    me.clicks_button(SEAL);
    types_twice(me, passphrase);
    let start = Instant::now();
    me.clicks_button(START);
    me.sees(&format!("「{NAME}」を書き出しました"));
    println!("sealed and opened again in {} ms", start.elapsed().as_millis());
    let (name, bytes) = me.browser.download();
    assert_eq!(name, NAME);
    String::from_utf8(bytes).unwrap()
}

fn id_of_contoso() -> String {
    let whole = fs::read_to_string(tracked("tests/saves/contoso.kickoff.json")).unwrap();
    let whole: Value = serde_json::from_str(&whole).unwrap();
    whole["engagements"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_sealed_file_opens_elsewhere_with_the_passphrase_and_with_no_other() {
    // Typed on a Mac: marks apart from their letters, and a wide blank.
    let typed = "ハ\u{309a}スフレース\u{3099}の　言葉たち";
    let typed_elsewhere = "パスフレーズの 言葉たち";
    let site = Site::open();
    let giver = with_contoso(&site, Settings::default());
    giver.sees("前回の書き出し: 未書き出し");
    let text = seals(&giver, typed);
    giver.sees("読み戻して、内容が一致することを確認しました。");
    giver.sees("今日 (以降変更なし)");
    for word in ["コントソ", "contoso", "engagement", "customer", typed, typed_elsewhere] {
        assert!(!text.to_lowercase().contains(word), "`{word}` is in the file");
    }
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["format"], "kickoff-sealed");
    assert_eq!(file["keyDerivation"]["iterations"], 600_000);
    // Each time with another salt.
    let again: Value = serde_json::from_str(&seals(&giver, typed)).unwrap();
    for [part, member] in [["keyDerivation", "salt"], ["cipher", "iv"]] {
        assert_ne!(file[part][member], again[part][member]);
    }

    let taker = Person::new(&site);
    let scratch = Scratch::default();
    taker.opens("#/open");
    let before = taker.storage();
    taker.chooses_file("ファイルを選ぶ", &scratch.file(NAME, &text));
    taker.sees(&format!("「{NAME}」はパスフレーズで保護されています"));
    taker.clicks_button(OPEN);
    taker.sees("パスフレーズを入力してください。");
    for wrong in ["パスフレーズの 言葉たち ", "パスフレーズの言葉たち", "ぱすふれーずの 言葉たち"]
    {
        taker.fills(FIELD, wrong);
        taker.keys_in(&key::ENTER.to_string());
        taker.sees(WRONG);
        eventually("the keyboard in the field", || {
            let focus = taker.browser.script("return document.activeElement.autocomplete;");
            if focus == "current-password" { Ok(()) } else { Err(focus.to_string()) }
        });
        assert!(!taker.has_a(Role::Button, "取り込む"));
    }
    assert_eq!(axe::findings(&taker.browser), Vec::<String>::new());
    assert_eq!(taker.storage(), before, "something has changed");
    taker.fills(FIELD, typed_elsewhere);
    taker.clicks_button(OPEN);
    taker.row("コントソ製作所").sees("新しく追加します");
    assert!(!taker.has_a(Role::Field, FIELD), "it still asks");
    taker.clicks_button("取り込む");
    taker.sees("取り込みました");
    let id = id_of_contoso();
    assert_eq!(saved::document(&taker.storage(), &id), saved::document(&giver.storage(), &id));

    // Kept nowhere, neither here nor there.
    for me in [&giver, &taker] {
        let all = me.storage().into_iter().map(|(key, value)| key + &value);
        for text in all.chain([me.browser.address()]) {
            assert!(!text.contains("言葉たち"), "{text}");
        }
        let typed = me
            .browser
            .script("return [...document.querySelectorAll('input')].map((it) => it.value).join();");
        assert!(!typed.to_string().contains("言葉たち"), "{typed}");
        assert_eq!(me.browser.complaints(), Vec::<String>::new());
        assert_eq!(me.browser.violations(), Vec::<String>::new());
    }
}

#[test]
fn what_was_sealed_without_a_browser_opens_in_one() {
    let site = Site::open();
    let me = Person::new(&site);
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &tracked("tests/saves/contoso-sealed.kickoff.json"));
    me.fills(FIELD, OF_THE_FROZEN);
    me.clicks_button(OPEN);
    me.row("コントソ製作所").sees("新しく追加します");
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    me.row("コントソ製作所").sees("68 件中 65 件完了");
}

#[test]
fn a_passphrase_is_asked_for_twice_and_has_to_be_long() {
    let site = Site::open();
    let me = with_contoso(&site, Settings::default());
    me.clicks_button(SEAL);
    me.sees("忘れると、誰もファイルを開けなくなります。");
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
    let kinds = || {
        me.browser.script("return [...document.querySelectorAll('dialog[open] input:not([type=checkbox])')].map((it) => [it.type, it.autocomplete]);")
    };
    assert_eq!(kinds(), json!([["password", "new-password"], ["password", "new-password"]]));
    types_twice(&me, "十一文字しかないです。");
    me.clicks_button(START);
    me.sees("パスフレーズが短すぎます。12 文字以上で入力してください。");
    me.fills(FIELD, "これなら十分に長いはずです");
    me.clicks_button(START);
    me.sees("2 つのパスフレーズが一致していません。");
    me.does_not_see("短すぎます");
    me.ticks("パスフレーズを表示");
    assert_eq!(kinds(), json!([["text", "new-password"], ["text", "new-password"]]));
    me.reads_in(FIELD, "これなら十分に長いはずです");
    me.unticks("パスフレーズを表示");
    me.fills(AGAIN, "これなら十分に長いはずです");
    me.keys_in(&key::ENTER.to_string());
    me.sees(&format!("「{NAME}」を書き出しました"));
    me.browser.download();
    // Nothing of last time is left in it.
    me.clicks_button(SEAL);
    me.reads_in(FIELD, "");
    me.reads_in(AGAIN, "");
    me.clicks_button("キャンセル");
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

/// Every key is made only when the test lets it; files are counted instead of made.
const SLOW: &str = "
    window.made = 0;
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () { if (this.download) made += 1; else click.call(this); };
    window.waiting = [];
    const derive = SubtleCrypto.prototype.deriveKey;
    SubtleCrypto.prototype.deriveKey = async function (...all) {
        await new Promise((go) => waiting.push(go));
        return derive.apply(this, all);
    };";

/// Lets the keys be made, one after the other.
fn lets_go_on(me: &Person, keys: usize) {
    for _ in 0..keys {
        eventually("a key that waits", || {
            let was = me.browser.script("const go = waiting.shift(); go?.(); return Boolean(go);");
            if was == true { Ok(()) } else { Err("none".to_owned()) }
        });
    }
}

#[test]
fn while_it_seals_it_says_so_and_escape_calls_it_off() {
    let site = Site::open();
    let me = with_contoso(&site, Settings { prelude: SLOW, ..Settings::default() });
    let is_busy = || {
        me.browser.script("return document.querySelectorAll('progress:not(.bar__track)').length;")
    };
    me.clicks_button(SEAL);
    types_twice(&me, "これなら十分に長いはずです");
    me.keys_in(&key::ENTER.to_string());
    me.sees("保護しています…");
    assert_eq!(is_busy(), 1);
    // A second Enter is not a second file.
    me.keys_in(&key::ENTER.to_string());
    assert_eq!(me.browser.script("return waiting.length;"), 1);
    me.presses(&[key::ESCAPE]);
    me.does_not_see("保護しています…");
    lets_go_on(&me, 2);
    me.browser.script("return new Promise((done) => setTimeout(done, 500));");
    assert_eq!(me.browser.script("return made;"), 0);
    me.sees("前回の書き出し: 未書き出し");

    me.clicks_button(SEAL);
    types_twice(&me, "これなら十分に長いはずです");
    me.clicks_button(START);
    lets_go_on(&me, 2);
    me.sees(&format!("「{NAME}」を書き出しました"));
    assert_eq!(me.browser.script("return made;"), 1);

    // Whoever chooses another file while one is opened means that one.
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &tracked("tests/saves/contoso-sealed.kickoff.json"));
    me.fills(FIELD, OF_THE_FROZEN);
    me.clicks_button(OPEN);
    me.sees("開いています…");
    assert_eq!(is_busy(), 1);
    let scratch = Scratch::default();
    me.chooses_file("ファイルを選ぶ", &scratch.file("minutes.json", "議事録"));
    me.sees("「minutes.json」は取り込めません。");
    lets_go_on(&me, 1);
    me.browser.script("return new Promise((done) => setTimeout(done, 500));");
    assert!(!me.can_see("取り込む内容"), "the first file came in over the later one");
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_browser_that_seals_something_else_makes_no_file() {
    let broken = "
        const encrypt = SubtleCrypto.prototype.encrypt;
        SubtleCrypto.prototype.encrypt = function (how, key, data) {
            return encrypt.call(this, how, key, data.slice(1));
        };";
    let site = Site::open();
    let me = with_contoso(&site, Settings { prelude: broken, ..Settings::default() });
    me.clicks_button(SEAL);
    types_twice(&me, "これなら十分に長いはずです");
    me.clicks_button(START);
    me.sees("作成したファイルの内容を確認できなかったため、書き出せませんでした。");
    me.sees("前回の書き出し: 未書き出し");
}

#[test]
fn where_the_browser_cannot_seal_it_says_why() {
    let plain_http = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined });";
    let site = Site::open();
    let me = with_contoso(&site, Settings { prelude: plain_http, ..Settings::default() });
    me.clicks_button(SEAL);
    me.sees("安全な接続で表示されていないため、パスフレーズによる保護を利用できません。");
    assert!(!me.has_a(Role::Button, START));
    me.clicks_button("キャンセル");
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &tracked("tests/saves/contoso-sealed.kickoff.json"));
    me.sees("パスフレーズによる保護を利用できません。");
    assert!(!me.has_a(Role::Button, OPEN));
}

/// Places in a file: in every member, and spread over the data.
fn places(text: &str) -> Vec<usize> {
    let words = [
        "\"format\"",
        "kickoff-sealed",
        "\"schemaVersion\": 1",
        "0.1.0",
        "パスフレーズで",
        "This Kickoff",
        "PBKDF2",
        "SHA-256",
        "600000",
        "AQIDBAUG",
        "AES-GCM",
        "\"keyBits\": 256",
        "\"tagBits\": 128",
        "yMnKy8zN",
        "\"data\"",
    ];
    let mut all: Vec<usize> =
        words.iter().map(|it| text.find(it).unwrap() + it.len() - 2).collect();
    let from = text.find("\"data\"").unwrap() + 9;
    let data = text.len() - 5 - from;
    all.extend((0..=5).map(|it| from + data * it / 5));
    all
}

#[test]
fn whatever_byte_of_it_is_flipped_it_is_refused_with_words_and_nothing_changes() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("ファブリカム");
    me.sees_it_saved();
    let scratch = Scratch::default();
    let text = frozen();
    me.opens("#/open");
    let before = me.storage();
    let (mut refused, mut closed) = (0, 0);
    for (number, at) in places(&text).into_iter().enumerate() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let name = format!("flipped-{number}.json");
        me.chooses_file("ファイルを選ぶ", &scratch.file(&name, bytes));
        let is_refused = eventually(&name, || {
            let is_refused =
                me.can_see(&format!("「{name}」は取り込めません。何も変わっていません。"));
            let asks = me.can_see(&format!("「{name}」はパスフレーズで保護されています"));
            if is_refused || asks { Ok(is_refused) } else { Err("nothing is said".to_owned()) }
        });
        if is_refused {
            refused += 1;
        } else {
            closed += 1;
            me.fills(FIELD, OF_THE_FROZEN);
            me.clicks_button(OPEN);
            me.sees(WRONG);
        }
        assert!(!me.has_a(Role::Button, "取り込む"), "{name} can be taken in");
    }
    println!("{refused} could not be read, {closed} did not open");
    assert!(5 < refused && 5 < closed, "{refused}, {closed}");
    assert_eq!(me.storage(), before, "something has changed");
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_sealed_file_in_a_sealed_file_is_refused_and_so_is_a_file_of_something_else() {
    let site = Site::open();
    let me = Person::new(&site);
    let scratch = Scratch::default();
    // Sealed in this very browser, as another program would do it from the description of the format.
    let seal = "
        const [text, passphrase] = arguments;
        const raw = new TextEncoder();
        const file = JSON.parse(text);
        delete file.data;
        const canonical = (it) => it !== null && typeof it === 'object'
            ? '{' + Object.keys(it).sort().map((name) => JSON.stringify(name) + ':' + canonical(it[name])).join() + '}'
            : JSON.stringify(it);
        const bytes = (it) => Uint8Array.from(atob(it), (one) => one.charCodeAt(0));
        return (async () => {
            const typed = await crypto.subtle.importKey('raw', raw.encode(passphrase), 'PBKDF2', false, ['deriveKey']);
            const { hash, iterations, salt } = file.keyDerivation;
            const key = await crypto.subtle.deriveKey(
                { name: 'PBKDF2', hash, iterations, salt: bytes(salt) }, typed,
                { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
            const data = await crypto.subtle.encrypt(
                { name: 'AES-GCM', iv: bytes(file.cipher.iv), additionalData: raw.encode(canonical(file)) },
                key, raw.encode(arguments[2]));
            let letters = '';
            for (const it of new Uint8Array(data)) letters += String.fromCharCode(it);
            return JSON.stringify({ ...file, data: btoa(letters) });
        })();";
    let seals = |content: &str| {
        let made =
            me.browser.script_with(seal, &json!([frozen(), "べつのパスフレーズです", content]));
        made.as_str().unwrap().to_owned()
    };
    me.opens("#/open");
    let before = me.storage();
    for (name, content, said) in [
        ("nested.json", frozen(), "保護されたファイルがもう 1 つ入っています。"),
        (
            "other.json",
            "{\"format\":\"minutes\"}".to_owned(),
            "別のアプリのファイルです (minutes)。",
        ),
        ("empty.json", String::new(), "ファイルが空です。"),
    ] {
        me.chooses_file("ファイルを選ぶ", &scratch.file(name, seals(&content)));
        me.fills(FIELD, "べつのパスフレーズです");
        me.clicks_button(OPEN);
        me.sees(&format!("「{name}」は取り込めません。何も変わっていません。"));
        me.sees(said);
        assert!(!me.has_a(Role::Field, FIELD), "it still asks");
    }
    assert_eq!(me.storage(), before, "something has changed");
}

#[test]
fn a_sealed_file_may_be_larger_than_what_is_in_it() {
    let site = Site::open();
    let watched = "
        window.longest = 0;
        const take = (all) => all.getEntries().forEach((it) => (longest = Math.max(longest, it.duration)));
        new PerformanceObserver(take).observe({ type: 'longtask' });";
    let me = Person::at(&site, Settings { prelude: watched, ..Settings::default() });
    let scratch = Scratch::default();
    let mut file: Value = serde_json::from_str(&frozen()).unwrap();
    file["data"] = json!("A".repeat(13_000_000));
    // Its first words tell what it is, as in every file that the app writes.
    let rest = file.to_string().replacen("\"format\":\"kickoff-sealed\",", "", 1);
    let large = rest.replacen('{', "{\"format\":\"kickoff-sealed\",", 1);
    me.opens("#/open");
    let path = scratch.file("large.json", large);
    let start = Instant::now();
    me.chooses_file("ファイルを選ぶ", &path);
    me.sees("「large.json」はパスフレーズで保護されています");
    println!("13 MB were read in {} ms", start.elapsed().as_millis());
    me.fills(FIELD, OF_THE_FROZEN);
    let start = Instant::now();
    me.clicks_button(OPEN);
    me.sees(WRONG);
    println!("13 MB were refused in {} ms", start.elapsed().as_millis());
    println!("the page stood still for {} ms at most", me.browser.script("return longest;"));
}
