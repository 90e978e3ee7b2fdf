//! Nothing that was typed or ticked is lost, and nothing else is touched.

use std::fs;

use e2e::person::key;
use e2e::saved::{self, Storage, allow_writing, namespace, records, refuse_writing};
use e2e::scratch::Scratch;
use e2e::site::tracked;
use e2e::{Person, Role, Settings, Site, eventually};
use serde_json::{Value, json};

const CONTOSO: &str = "tests/saves/contoso.kickoff.json";

/// Somebody in the preparation of a fresh engagement.
fn preparing(site: &Site) -> Person {
    preparing_with(site, Settings::default())
}

fn preparing_with(site: &Site, settings: Settings) -> Person {
    let me = Person::at(site, settings);
    me.creates_engagement("アドベンチャー ワークス");
    me.part("ステップ").follows("キックオフの準備");
    me.sees_a(Role::Heading, "キックオフの準備");
    me
}

/// The number of the engagement that is open.
fn open_id(me: &Person) -> String {
    me.hash().split('/').nth(2).expect("an engagement is open").to_owned()
}

/// What is kept of a field of the open engagement.
#[track_caller]
fn is_kept(me: &Person, address: &str, wanted: &Value) {
    let id = open_id(me);
    eventually(address, || match saved::field(&me.storage(), &id, address) {
        found if found == *wanted => Ok(()),
        found => Err(format!("{found} is kept instead of {wanted}")),
    });
}

#[test]
fn every_keystroke_is_kept_within_300_ms_while_the_field_has_the_keyboard() {
    let site = Site::open();
    let me = preparing(&site);
    // Timers go off in their order: 300 ms after a keystroke, what it made is looked for.
    me.browser.script(
        "window.looked = [];
         addEventListener('input', ({ target }) => {
             const typed = JSON.stringify(target.value).slice(1, -1);
             setTimeout(() => {
                 const kept = Object.keys(localStorage).filter((it) => /:(eng|tail)\\//.test(it));
                 looked.push([typed, kept.some((it) => localStorage[it].includes(typed))]);
             }, 300);
         }, true);",
    );
    let text = "3 年前に導入を見送り。今回は社長の指示";
    me.row("お客様の背景を把握する").types("お客様の背景", text);
    let letters = text.chars().count();
    let looked = eventually("every keystroke looked up", || {
        let looked = me.browser.script("return looked;");
        let looked = looked.as_array().cloned().unwrap_or_default();
        if looked.len() == letters { Ok(looked) } else { Err(format!("{} so far", looked.len())) }
    });
    for keystroke in looked {
        assert_eq!(keystroke[1], true, "{} was not kept in time", keystroke[0]);
    }
    assert_eq!(me.browser.script("return document.activeElement.localName;"), "textarea");
    me.sees_it_saved();
}

#[test]
fn a_tick_is_kept_at_once() {
    let site = Site::open();
    let me = preparing(&site);
    me.browser.script(
        "addEventListener('change', () => setTimeout(() => {
             window.kept = Object.values(localStorage).some((it) => it.includes('item/ftop.3979/mark'));
         }, 0), true);",
    );
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    assert_eq!(me.browser.script("return kept;"), true);
}

#[test]
fn typing_survives_a_reload_in_the_same_moment() {
    let site = Site::open();
    let me = preparing(&site);
    me.browser.script(
        "addEventListener('input', ({ target }) => target.value.endsWith('。') && location.reload());",
    );
    let text = "要望は会議の録画。";
    me.row("お客様の背景を把握する").types("お客様の背景", text);
    me.row("お客様の背景を把握する").reads_in("お客様の背景", text);
    is_kept(&me, "fact/context", &json!(text));
}

#[test]
fn typing_survives_going_away_in_the_same_moment() {
    let site = Site::open();
    let me = preparing(&site);
    let here = me.hash();
    me.browser.script(
        "addEventListener('input', ({ target }) => target.value.endsWith('。') && location.assign('about:blank'));",
    );
    let text = "別のページへ移る直前。";
    me.row("お客様の背景を把握する").types("お客様の背景", text);
    eventually("the other page", || match me.browser.address().as_str() {
        "about:blank" => Ok(()),
        other => Err(other.to_owned()),
    });
    me.opens(&format!("#{here}"));
    me.row("お客様の背景を把握する").reads_in("お客様の背景", text);

    // To another screen of the app, by the keyboard's own way back.
    me.browser.script(
        "addEventListener('input', ({ target }) => target.value.endsWith('!') && (location.hash = '#/'));",
    );
    me.row("お客様の背景を把握する").types("お客様の背景", "一覧へ!");
    me.sees_a(Role::Heading, "エンゲージメント一覧");
    me.browser.goes_back();
    me.row("お客様の背景を把握する").reads_in("お客様の背景", &format!("{text}一覧へ!"));
}

#[test]
fn typing_survives_closing_the_tab() {
    let site = Site::open();
    let me = preparing(&site);
    let here = me.hash();
    let first = me.browser.opens_tab();
    me.opens(&format!("#{here}"));
    let text = "閉じる直前に書いたこと";
    me.row("お客様の背景を把握する").types("お客様の背景", text);
    me.browser.closes_tab();
    me.browser.looks_at(&first);
    is_kept(&me, "fact/context", &json!(text));
}

#[test]
fn what_one_tab_keeps_stands_in_the_other_and_is_not_written_over() {
    let site = Site::open();
    let me = preparing(&site);
    let here = me.hash();
    let first_tab = me.browser.opens_tab();
    me.opens(&format!("#{here}"));
    me.row("お客様の背景を把握する").fills("お客様の背景", "二つ目のタブで");
    me.sees_it_saved();

    // Without a reload; and an edit here keeps the one from there.
    me.browser.looks_at(&first_tab);
    me.row("お客様の背景を把握する").reads_in("お客様の背景", "二つ目のタブで");
    me.row("お客様の業界と事業を調べる").fills("業界", "一つ目のタブで");
    is_kept(&me, "fact/industry", &json!("一つ目のタブで"));
    is_kept(&me, "fact/context", &json!("二つ目のタブで"));
}

#[test]
fn an_edit_touches_no_other_engagement_and_nothing_of_others() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked(CONTOSO));
    // Other apps, and another copy of this one under another path.
    me.browser.script(
        "localStorage.setItem('other-app', '{\"mine\": true}');
         localStorage.setItem('kickoff:/a/:eng/01a0b214-c220-736f-ae74-6f736f2d6b6b/a', 'of another copy');
         localStorage.setItem('kickoff', 'not ours either');",
    );
    let before = me.storage();
    me.creates_engagement("アドベンチャー ワークス");
    let mine = open_id(&me);
    // A name of several lines, the last of which could be ours.
    let ours = me.storage().into_keys().find(|it| it.contains(&mine)).expect("a key of ours");
    let (space, _) = ours.rsplit_once(':').expect("a name space");
    let foreign = format!("two lines\n{space}:tail/{mine}/nothing");
    me.browser
        .script_with("localStorage.setItem(...arguments);", &json!([foreign, "a stranger's"]));
    me.part("ステップ").follows("キックオフの準備");
    let row = me.row("お客様の背景を把握する");
    row.ticks("お客様の背景を把握する");
    row.fills("お客様の背景", "こちらだけの話");
    is_kept(&me, "fact/context", &json!("こちらだけの話"));
    assert_eq!(me.storage().get(&foreign).map(String::as_str), Some("a stranger's"));
    me.part("Kickoff").follows("エンゲージメント一覧");
    me.row("アドベンチャー ワークス").clicks_button("削除");
    me.clicks_button("削除");
    me.sees("ごみ箱に移しました。");

    let without_mine = |storage: Storage| -> Storage {
        storage.into_iter().filter(|(key, _)| !key.contains(&mine)).collect()
    };
    assert_eq!(without_mine(me.storage()), before);
}

#[test]
fn a_damaged_record_is_offered_as_it_is_and_the_rest_works() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked(CONTOSO));
    let (key, raw) = me
        .storage()
        .into_iter()
        .find(|(key, _)| key.contains(":eng/"))
        .expect("one engagement is kept");
    let id = key.rsplit('/').nth(1).unwrap().to_owned();
    let damaged: String = raw.chars().take(2_000).collect();
    me.browser.script_with("localStorage.setItem(...arguments);", &json!([key, damaged]));
    saved::empty_journal(&me);

    me.reloads();
    let row = me.row("コントソ製作所 – 読み取れません");
    row.sees("元のテキストはそのまま残しています");
    row.clicks_button("元のテキストをダウンロード");
    assert_eq!(me.browser.download().1, damaged.as_bytes());
    assert_eq!(me.storage()[&key], damaged);

    // Its address tells the same.
    me.opens(&format!("#/e/{id}/prepare"));
    me.sees_a(Role::Heading, "読み取れません");
    me.clicks_button("元のテキストをダウンロード");
    assert_eq!(me.browser.download().1, damaged.as_bytes());

    // The rest works.
    me.creates_engagement("アドベンチャー ワークス");
    me.part("基本情報").fills("シート数", "120");
    is_kept(&me, "fact/seats", &json!(120));
    assert_eq!(me.storage()[&key], damaged);

    // The file brings it back as a copy, and the damaged text is still there after that.
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &tracked(CONTOSO));
    me.picks("両方を残す (コピーとして追加)");
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    me.sees("68 件中 65 件完了");
    assert_eq!(me.storage()[&key], damaged);

    // Off the list, and still not lost.
    me.row("コントソ製作所 – 読み取れません").clicks_button("一覧から外す (元のテキストは残す)");
    me.does_not_see("読み取れません");
    me.follows("データの管理と保護");
    me.row(&format!("{id} – 読み取れなかったデータ")).clicks_button("元のテキストをダウンロード");
    assert_eq!(me.browser.download().1, damaged.as_bytes());
}

#[test]
fn a_damaged_record_is_mended_from_a_file_and_its_text_stays() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked(CONTOSO));
    let (key, raw) = me.storage().into_iter().find(|(key, _)| key.contains(":eng/")).unwrap();
    let damaged: String = raw.chars().take(2_000).collect();
    me.browser.script_with("localStorage.setItem(...arguments);", &json!([key, damaged]));
    saved::empty_journal(&me);
    me.reloads();
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &tracked(CONTOSO));
    me.sees("このブラウザーにある同じエンゲージメントを読み取れません。");
    me.reads_picked("ファイルの内容で復元する (読み取れないデータも残す)");
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    me.row("コントソ製作所").sees("68 件中 65 件完了");
    assert!(me.storage().into_iter().any(|(key, raw)| key.contains(":raw/") && raw == damaged));
}

#[test]
fn one_damaged_generation_leaves_the_one_before() {
    let site = Site::open();
    let me = preparing(&site);
    let id = open_id(&me);
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    // Whoever leaves it has it kept as a whole.
    me.opens("#/");
    me.browser.goes_back();
    let kept = records(&me.storage(), &id);
    assert_eq!(kept.len(), 2, "{:?}", kept.keys());
    let sequence = |raw: &str| raw.split(' ').nth(2).unwrap().parse::<u64>().unwrap();
    let (newest, raw) = kept.iter().max_by_key(|(_, raw)| sequence(raw)).unwrap();
    let cut = &raw[..raw.len() - 3];
    me.browser.script_with("localStorage.setItem(...arguments);", &json!([newest, cut]));
    saved::empty_journal(&me);
    me.reloads();
    assert!(me.row("引き継ぎを完了する").is_ticked("引き継ぎを完了する"));
    // It is said that this is not the last, with the text that cannot be read; the list says so too.
    me.sees("最後に保存した内容を読み取れないため、1 つ前の保存内容を表示しています。");
    me.clicks_button("元のテキストをダウンロード");
    assert_eq!(me.browser.download().1, cut.as_bytes());
    me.opens("#/");
    me.sees("1 つ前の保存内容");
    me.browser.goes_back();
    me.row("お客様への初回連絡を済ませる").ticks("お客様への初回連絡を済ませる");
    me.sees("1 つ前の保存内容を表示しています");
    me.reloads();
    assert!(me.row("お客様への初回連絡を済ませる").is_ticked("お客様への初回連絡を済ませる"));
}

#[test]
fn one_damaged_write_costs_itself_and_its_text_can_be_had() {
    let site = Site::open();
    let me = preparing(&site);
    let id = open_id(&me);
    for row in ["引き継ぎを完了する", "お客様への初回連絡を済ませる"] {
        me.row(row).ticks(row);
        me.sees_it_saved();
    }
    let prefix = format!("{}tail/{id}/", namespace());
    let of_tail = |me: &Person| -> Vec<(String, String)> {
        me.storage().into_iter().filter(|(key, _)| key.starts_with(&prefix)).collect()
    };
    let tail = of_tail(&me);
    let (key, raw) = &tail[tail.len() - 2];
    let cut = &raw[..raw.len() - 3];
    me.browser.script_with("localStorage.setItem(...arguments);", &json!([key, cut]));
    saved::empty_journal(&me);
    // As if the browser had been killed: whoever leaves in order writes it anew.
    saved::refuse_writing(&me, "NotAllowedError");
    me.reloads();
    saved::has_recovered(&me);
    let is_ticked = |me: &Person, row: &str| me.row(row).is_ticked(row);
    eventually("what was written after what is lost", || {
        let is_there = is_ticked(&me, "お客様への初回連絡を済ませる");
        if is_there { Ok(()) } else { Err("not ticked".to_owned()) }
    });
    assert!(!is_ticked(&me, "引き継ぎを完了する"), "it was in what is damaged");
    me.sees("最後に保存した内容を読み取れないため、1 つ前の保存内容を表示しています。");
    me.clicks_button("元のテキストをダウンロード");
    assert_eq!(me.browser.download().1, cut.as_bytes());
    // Whoever goes on has all that is there as a whole, and what was lost among the copies.
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    me.opens("#/");
    assert_eq!(of_tail(&me), []);
    assert!(me.storage().values().any(|it| it == cut), "its text is gone");
}

#[test]
fn what_is_damaged_or_gone_comes_back_from_the_journal() {
    let site = Site::open();
    let me = preparing(&site);
    let id = open_id(&me);
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    me.row("お客様の背景を把握する").fills("お客様の背景", "二か所に書いてある");
    me.sees_it_saved();
    saved::wait_for_journal(&me, &id, "二か所に書いてある");
    // Every generation is cut; on a second start nothing is there at all.
    for spoil in [
        "localStorage.setItem(key, localStorage.getItem(key).slice(0, -9))",
        "localStorage.removeItem(key)",
    ] {
        me.browser.script(&format!(
            "Object.keys(localStorage).filter((key) => key.includes(':eng/')).forEach((key) => {spoil});"
        ));
        me.reloads();
        me.row("お客様の背景を把握する").reads_in("お客様の背景", "二か所に書いてある");
        me.row("引き継ぎを完了する").waits_until_ticked("引き継ぎを完了する", true);
        is_kept(&me, "fact/context", &json!("二か所に書いてある"));
    }
}

#[test]
fn storage_that_is_cleared_while_somebody_works_is_written_again() {
    let site = Site::open();
    let me = preparing(&site);
    me.row("お客様の背景を把握する").fills("お客様の背景", "まだ画面にある");
    me.sees_it_saved();
    me.browser.script("localStorage.clear();");
    // The app looks from time to time; the next edit is earlier.
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    is_kept(&me, "fact/context", &json!("まだ画面にある"));
    is_kept(&me, "item/ftop.3979/mark", &json!("done"));
    // Cleared by another tab: told at once, without an edit.
    me.browser.script(
        "const frame = document.createElement('iframe');
         frame.src = 'icons/icon.svg';
         document.body.append(frame);
         frame.onload = () => frame.contentWindow.localStorage.clear();",
    );
    is_kept(&me, "fact/context", &json!("まだ画面にある"));
}

#[test]
fn data_of_a_newer_version_is_neither_opened_nor_written_over() {
    let site = Site::open();
    let me = Person::new(&site);
    let mut file: Value =
        serde_json::from_str(&fs::read_to_string(tracked(CONTOSO)).unwrap()).unwrap();
    let mut newer = file["engagements"][0].take();
    let id = newer["id"].as_str().unwrap().to_owned();
    newer["schema"] = json!(4);
    newer["invented-later"] = json!({ "anything": [1, 2, 3] });
    let key = format!("{}eng/{id}/a", namespace());
    let raw = saved::record(7, &newer.to_string());
    me.browser.script_with("localStorage.setItem(...arguments);", &json!([key, raw]));
    me.reloads();
    me.row(&id).sees("新しいバージョンのデータ");
    me.row(&id).sees("アプリを更新すると開けます");
    me.opens(&format!("#/e/{id}/prepare"));
    me.part("新しいバージョンのデータ").sees("ブラウザーのデータは消去しないでください");
    me.clicks_button("元のテキストをダウンロード");
    assert_eq!(me.browser.download().1, raw.as_bytes());

    // A file with the same engagement goes beside it.
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &tracked(CONTOSO));
    me.sees("両方を残す (コピーとして追加)");
    assert!(!me.can_see("置き換える"), "it can be replaced");
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    assert_eq!(records(&me.storage(), &id), Storage::from([(key, raw)]));
}

/// Whether the browser asks before it closes the page.
fn closing_asks(me: &Person) -> bool {
    let asks = "const leaving = new Event('beforeunload', { cancelable: true });
                dispatchEvent(leaving); return leaving.defaultPrevented;";
    me.browser.script(asks) == true
}

fn refused_and_then_not(reason: &str, said: &str) {
    let site = Site::open();
    let me = preparing(&site);
    me.sees_it_saved();
    refuse_writing(&me, reason);
    let before = me.storage();
    let (tick, field) = (me.row("引き継ぎを完了する"), me.row("お客様の背景を把握する"));
    tick.ticks("引き継ぎを完了する");
    me.sees("保存できていません");
    me.sees(said);
    assert!(!me.can_see("保存済み"), "it says that it is saved");
    field.fills("お客様の背景", "保存できない間に書いたこと");
    field.unfolds("メモと詳細");
    field.sees("担当");
    assert_eq!(me.storage(), before);

    // The work stays on the screen, from page to page, in both languages, and can be exported.
    let steps = me.part("ステップ");
    steps.follows("目標");
    me.sees_a(Role::Heading, "目標");
    me.sees("保存できていません");
    steps.follows("キックオフの準備");
    field.reads_in("お客様の背景", "保存できない間に書いたこと");
    assert!(tick.is_ticked("引き継ぎを完了する"));
    steps.follows("引き渡し");
    me.clicks_button("ファイルに書き出す");
    let (_, bytes) = me.browser.download();
    let file = String::from_utf8(bytes).unwrap();
    assert!(file.contains("保存できない間に書いたこと"), "{file}");

    // On the list too: it says whose work it is, and closing asks.
    let here = me.hash();
    me.opens("#/");
    me.sees(&format!("保存できていないエンゲージメント: アドベンチャー ワークス。{said}"));
    assert!(closing_asks(&me));
    me.clicks_button("今すぐ書き出す");
    let file = String::from_utf8(me.browser.download().1).unwrap();
    assert!(file.contains("保存できない間に書いたこと"), "{file}");
    me.opens(&format!("#{here}"));
    me.sees(said);

    // As soon as there is room again, everything is kept.
    allow_writing(&me);
    steps.follows("キックオフの準備");
    field.fills("お客様の背景", "続き");
    me.sees_it_saved();
    me.does_not_see("保存できていません");
    is_kept(&me, "fact/context", &json!("続き"));
    is_kept(&me, "item/ftop.3979/mark", &json!("done"));
}

#[test]
fn a_full_storage_is_said_and_saving_goes_on_once_there_is_room() {
    refused_and_then_not("QuotaExceededError", "ブラウザーの保存領域に空きがありません。");
}

#[test]
fn a_blocked_storage_is_said_and_saving_goes_on_once_it_is_allowed() {
    refused_and_then_not("SecurityError", "ブラウザーの設定により保存できません。");
}

#[test]
fn what_is_not_done_for_want_of_room_says_so_wherever_it_is_asked() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked(CONTOSO));
    me.creates_engagement("アドベンチャー ワークス");
    me.opens("#/");
    me.row("アドベンチャー ワークス").clicks_button("削除");
    me.clicks_button("削除");
    me.sees("ごみ箱に移しました。");
    let refused = |reason: &str, why: &str| {
        let refused = |what: &str| {
            me.sees(&format!("{what}{why}"));
            allow_writing(&me);
        };
        refuse_writing(&me, reason);
        me.saying("ごみ箱に移しました。").clicks_button("元に戻す");
        refused("元に戻す・やり直す操作ができませんでした。復元できませんでした。");
        refuse_writing(&me, reason);
        me.clicks_button("新しいエンゲージメント");
        me.fills("お客様名", "ファブリカム");
        me.clicks_button("作成");
        refused("作成できませんでした。");
        me.clicks_button("キャンセル");
        refuse_writing(&me, reason);
        me.row("コントソ製作所").clicks_button("削除");
        me.clicks_button("削除");
        refused("ごみ箱に移せませんでした。");
        refuse_writing(&me, reason);
        me.opens("#/data");
        me.row("アドベンチャー ワークス – 削除済み").clicks_button("復元");
        refused("復元できませんでした。");
    };
    refused(
        "QuotaExceededError",
        "保存領域に空きがありません。「データの管理と保護」で不要なものを完全に削除してから",
    );
    // A click this soon on the same button would be of the same hand.
    me.reloads();
    me.row("アドベンチャー ワークス – 削除済み").clicks_button("復元");
    me.sees("復元しました。");
    me.opens("#/");
    me.row("アドベンチャー ワークス").clicks_button("削除");
    me.clicks_button("削除");
    refused("SecurityError", "ブラウザーに保存できません。");

    // What is taken off the list needs room for its text.
    let (key, raw) = me.storage().into_iter().find(|(key, _)| key.contains(":eng/")).unwrap();
    me.browser.script_with("localStorage.setItem(...arguments);", &json!([key, &raw[..200]]));
    saved::empty_journal(&me);
    me.opens("#/");
    me.reloads();
    refuse_writing(&me, "QuotaExceededError");
    me.row("コントソ製作所 – 読み取れません").clicks_button("一覧から外す (元のテキストは残す)");
    me.sees("一覧から外せませんでした。保存領域に空きがありません。");
    // A new name is on the desk and not kept.
    allow_writing(&me);
    me.creates_engagement("ファブリカム");
    me.opens("#/");
    refuse_writing(&me, "QuotaExceededError");
    me.row("ファブリカム").clicks_button("名前を変更");
    me.fills("お客様名", "ファブリカム商事");
    me.presses(&[key::ENTER]);
    me.sees("名前の変更を保存できませんでした。保存領域に空きがありません。");
}

#[test]
fn what_is_not_saved_is_tried_again_without_another_edit_and_from_any_page() {
    let site = Site::open();
    // What the app does every half minute or so, it does every second or so.
    let hurried = "const inRealTime = setInterval;
                   window.setInterval = (what, wait) => inRealTime(what, wait / 20);";
    let me = preparing_with(&site, Settings { prelude: hurried, ..Settings::default() });
    refuse_writing(&me, "QuotaExceededError");
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    me.sees("保存できていません");
    let here = me.hash();
    me.opens("#/data");
    me.sees("ブラウザーの保存領域に空きがありません。");
    allow_writing(&me);
    me.does_not_see("ブラウザーの保存領域に空きがありません。");
    me.opens(&format!("#{here}"));
    is_kept(&me, "item/ftop.3979/mark", &json!("done"));
}

#[test]
fn leaving_with_unsaved_work_is_asked_about() {
    let site = Site::open();
    let me = preparing(&site);
    refuse_writing(&me, "QuotaExceededError");
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    me.sees("保存できていません");
    assert!(closing_asks(&me));
    allow_writing(&me);
    me.row("引き継ぎを完了する").unticks("引き継ぎを完了する");
    me.sees_it_saved();
    assert!(!closing_asks(&me));
}

#[test]
fn without_any_storage_the_app_says_so_and_works_in_its_tab() {
    let site = Site::open();
    let blocked = Settings {
        prelude: "Object.defineProperty(window, 'localStorage', {
                      get() { throw new DOMException('no', 'SecurityError'); } });",
        ..Settings::default()
    };
    let me = Person::at(&site, blocked);
    me.sees("このブラウザーには保存できません。");
    me.creates_engagement("アドベンチャー ワークス");
    me.part("基本情報").fills("シート数", "120");
    me.presses(&[key::TAB]);
    assert!(!me.can_see("保存済み (このブラウザー内)"), "it says that it is saved in this browser");
    me.clicks_button("今すぐ書き出す");
    assert!(
        String::from_utf8(me.browser.download().1).unwrap().contains("アドベンチャー ワークス")
    );
    me.part("ステップ").follows("目標");
    me.part("ステップ").follows("設定");
    me.part("基本情報").reads_in("シート数", "120");
    assert!(closing_asks(&me), "all of it goes with the tab");
}

#[test]
fn a_storage_filled_for_real_is_said_and_the_file_is_the_way_out() {
    let site = Site::open();
    let hurried = "const inRealTime = setInterval;
                   window.setInterval = (what, wait) => inRealTime(what, wait / 20);";
    let me = preparing_with(&site, Settings { prelude: hurried, ..Settings::default() });
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    me.sees_it_saved();
    assert!(!me.can_see("保存領域が残り少なくなっています"));
    // Another app of the same site takes all that is left, to the last character.
    me.browser.script("localStorage.setItem('other-app', 'x'.repeat(4_400_000));");
    me.sees("保存領域が残り少なくなっています。");
    let filled = me.browser.script(
        "let rest = '';
         for (let piece = 1 << 20; 0 < piece; piece = Math.floor(piece / 2)) {
             try { localStorage.setItem('other-app-2', rest + 'x'.repeat(piece)); rest += 'x'.repeat(piece); piece *= 2; }
             catch { }
         }
         return Object.entries(localStorage).reduce((sum, [key, text]) => sum + key.length + text.length, 0);",
    );
    assert_eq!(filled, 5_242_880, "the storage is not full");
    let long = "会議で聞いたこと。".repeat(300);
    me.row("お客様の背景を把握する").fills("お客様の背景", "短い");
    me.browser.script_with(
        "const field = document.activeElement;
         field.value = arguments[0];
         field.dispatchEvent(new InputEvent('input', { bubbles: true }));",
        &json!([long]),
    );
    me.sees("ブラウザーの保存領域に空きがありません。");
    me.clicks_button("今すぐ書き出す");
    let (_, bytes) = me.browser.download();
    assert!(String::from_utf8(bytes).unwrap().contains(&long));
    // Room again: it goes on by itself.
    me.browser
        .script("localStorage.removeItem('other-app'); localStorage.removeItem('other-app-2');");
    me.sees_it_saved();
    is_kept(&me, "fact/context", &json!(long));
}

#[test]
fn a_tab_that_meets_newer_data_stops_writing_and_says_so() {
    let site = Site::open();
    let me = preparing(&site);
    let id = open_id(&me);
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    me.sees_it_saved();
    // A tab of a newer version has saved the same engagement.
    let (key, raw) = records(&me.storage(), &id).pop_first().unwrap();
    let mut newer: Value = serde_json::from_str(raw.split_once('\n').unwrap().1).unwrap();
    newer["schema"] = json!(4);
    newer["invented-later"] = json!({ "anything": true });
    let raw = saved::record(99, &newer.to_string());
    me.browser.script_with("localStorage.setItem(...arguments);", &json!([key, raw]));
    let before = records(&me.storage(), &id);

    me.row("お客様への初回連絡を済ませる").ticks("お客様への初回連絡を済ませる");
    me.sees("新しいバージョンで保存されたデータがあるため、上書きを避けて保存を停止しています。");
    assert_eq!(records(&me.storage(), &id), before);
    me.clicks_button("今すぐ書き出す");
    assert!(String::from_utf8(me.browser.download().1).unwrap().contains("item/ftop.3616/mark"));

    // Opened anew it can be read, and only read.
    saved::empty_journal(&me);
    me.opens("#/");
    me.row(&id).sees("ブラウザーのデータは消去しないでください");
    me.opens(&format!("#/e/{id}/prepare"));
    me.reloads();
    me.part("新しいバージョンのデータ").sees("形式 4 に対応したバージョンが必要です。");
    me.sees("アドベンチャー ワークス");
    me.sees("読み取り専用");
    let open_controls = "return document.querySelectorAll(
         '.locked :is(input, select, textarea, button):not(:disabled)').length;";
    assert_eq!(me.browser.script(open_controls), 0);
    // Every page of it can be read, and its folds be opened.
    me.opens(&format!("#/e/{id}/hand-off"));
    me.part("要約").sees("アドベンチャー ワークス");
    me.opens(&format!("#/e/{id}/prepare"));
    me.row("お客様の背景を把握する").unfolds("メモと詳細");
    me.row("お客様の背景を把握する").sees("担当");
    assert_eq!(me.browser.script(open_controls), 0);
    me.presses(&[key::CONTROL, 'z']);
    assert_eq!(records(&me.storage(), &id), before);
}

#[test]
fn what_is_done_to_a_whole_engagement_goes_back_and_forth_by_button_and_by_key() {
    let site = Site::open();
    let me = preparing(&site);
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    me.sees_it_saved();
    me.opens("#/");
    let row = me.row("アドベンチャー ワークス");
    row.clicks_button("削除");
    me.clicks_button("削除");
    let none = "まだエンゲージメントがありません";
    me.sees(none);
    me.presses(&[key::CONTROL, 'z']);
    row.sees("2 件完了");
    me.presses(&[key::CONTROL, 'y']);
    me.sees(none);
    me.saying("ごみ箱に移しました。").clicks_button("元に戻す");
    row.sees("2 件完了");
    me.saying("元に戻しました。").clicks_button("やり直す");
    me.sees(none);
    me.presses(&[key::CONTROL, 'z']);
    row.sees("2 件完了");

    // An import likewise, and then there is nothing left to take back but the deletion's own.
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &tracked(CONTOSO));
    me.sees("新しく追加します");
    me.clicks_button("取り込む");
    let imported = me.row("コントソ製作所");
    imported.sees("68 件中 65 件完了");
    me.presses(&[key::CONTROL, 'z']);
    me.does_not_see("コントソ製作所");
    me.presses(&[key::CONTROL, key::SHIFT, 'z']);
    imported.sees("68 件中 65 件完了");

    // Whoever has worked on since does not lose that by a key on the list.
    me.follows("コントソ製作所");
    me.part("基本情報").fills("シート数", "777");
    me.sees_it_saved();
    me.opens("#/");
    me.presses(&[key::CONTROL, 'z']);
    imported.sees("68 件中 65 件完了");
}

#[test]
fn a_safety_copy_is_exported_as_a_file_that_opens() {
    let site = Site::open();
    let me = preparing(&site);
    let id = open_id(&me);
    me.row("お客様の背景を把握する").fills("お客様の背景", "削除の前");
    me.sees_it_saved();
    me.opens("#/");
    me.row("アドベンチャー ワークス").clicks_button("削除");
    me.clicks_button("削除");
    me.sees("ごみ箱に移しました。");
    me.opens("#/data");
    me.row("アドベンチャー ワークス – 削除済み").clicks_button("書き出す");
    me.sees("読み戻し");
    let scratch = Scratch::default();
    let file = scratch.file("copy.kickoff.json", me.browser.download().1);
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &file);
    me.clicks_button("取り込む");
    me.row("アドベンチャー ワークス").sees("未書き出し");
    assert_eq!(saved::field(&me.storage(), &id, "fact/context"), json!("削除の前"));
}

#[test]
fn what_was_changed_is_told_with_its_time_its_device_and_what_stood_there_before() {
    let site = Site::open();
    let me = preparing(&site);
    me.row("お客様の業界と事業を調べる").fills("業界", "製造");
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    me.sees_it_saved();
    me.part("ステップ").follows("変更履歴");
    me.sees_a(Role::Heading, "変更履歴");
    let changes = me.part("変更履歴");
    changes.row("業界").sees("製造");
    changes.row("業界").sees("この端末");
    changes.row("引き継ぎを完了する").sees("完了");
    // Undo is an edit like any other, and the keyboard's own works here too.
    me.presses(&[key::CONTROL, 'z']);
    changes.sees("完了–");
    me.sees_it_saved();
    is_kept(&me, "item/ftop.3979/mark", &Value::Null);
}
