//! Things done in an order that nobody would plan: nothing is lost by it, and nothing comes back by itself.

use e2e::person::key;
use e2e::saved::{self, has_recovered, namespace, refuse_writing};
use e2e::scratch::Scratch;
use e2e::site::tracked;
use e2e::{Person, Role, Settings, Site, eventually};
use serde_json::{Value, json};

const CUSTOMER: &str = "アドベンチャー ワークス";
const ROW: &str = "お客様の背景を把握する";
const FIELD: &str = "お客様の背景";
const UNDO: &str = "元に戻す";

/// On the page with the customer's background; tells the engagement's id.
fn prepares(me: &Person) -> String {
    me.creates_engagement(CUSTOMER);
    me.part("ステップ").follows("キックオフの準備");
    me.sees_a(Role::Heading, "キックオフの準備");
    me.hash().split('/').nth(2).unwrap().to_owned()
}

#[test]
fn a_keyboard_that_rests_in_a_field_does_not_stand_in_front_of_another_tabs_text() {
    let site = Site::open();
    let me = Person::new(&site);
    let id = prepares(&me);
    let here = me.hash();
    let row = me.row(ROW);
    row.fills(FIELD, "一つ目のタブ");
    me.sees_it_saved();
    let first = me.browser.opens_tab();
    me.opens(&format!("#{here}"));
    row.fills(FIELD, "二つ目のタブ");
    me.sees_it_saved();
    me.browser.looks_at(&first);
    // The keyboard is still where it was,
    assert_eq!(me.browser.script("return document.activeElement.tagName;"), "TEXTAREA");
    eventually("the other tab's text", || match row.value_of(FIELD) {
        text if text == "二つ目のタブ" => Ok(()),
        text => Err(text),
    });
    // and what it types next is typed after that.
    me.keys_in("から");
    me.sees_it_saved();
    eventually("both", || match saved::field(&me.storage(), &id, "fact/context") {
        text if text == "二つ目のタブから" => Ok(()),
        text => Err(text.to_string()),
    });
}

#[test]
fn nor_does_a_number_that_was_typed_in_another_spelling() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    let here = me.hash();
    let basics = me.part("基本情報");
    basics.fills("シート数", "１，２００");
    me.sees_it_saved();
    let first = me.browser.opens_tab();
    me.opens(&format!("#{here}"));
    basics.reads_in("シート数", "1200");
    basics.fills("シート数", "150");
    me.sees_it_saved();
    // On the list, an export has what the other tab has written.
    me.browser.looks_at(&first);
    basics.reads_in("シート数", "150");
    me.opens("#/");
    me.browser.looks_at(&me.browser.tabs().into_iter().find(|it| *it != first).unwrap());
    basics.fills("シート数", "160");
    me.sees_it_saved();
    me.browser.looks_at(&first);
    me.row(CUSTOMER).clicks_button("書き出す");
    let file: Value = serde_json::from_slice(&me.browser.download().1).unwrap();
    assert_eq!(file["engagements"][0]["fields"]["fact/seats"]["value"], 160);
}

#[test]
fn steps_on_an_engagement_and_on_the_list_are_taken_back_one_after_the_other() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    me.creates_engagement(CUSTOMER);
    me.opens("#/");
    me.row("コントソ製作所").clicks_button("削除");
    me.clicks_button("削除");
    me.sees("ごみ箱に移しました。");
    // A safety copy of the day goes back in place, which is a step on the bench.
    me.follows(CUSTOMER);
    for (number, label) in [(1, "シート数"), (2, "シート数")] {
        me.part("基本情報").fills(label, &format!("{number}00"));
        me.sees_it_saved();
    }
    me.opens("#/");
    me.row(CUSTOMER).clicks_button("削除");
    me.clicks_button("削除");
    me.sees("まだエンゲージメントがありません");
    me.presses(&[key::CONTROL, 'z']);
    me.row(CUSTOMER).sees("件完了");
    // The edit between has ended what could be taken back before it.
    me.presses(&[key::CONTROL, 'z']);
    me.row(CUSTOMER).sees("件完了");
    assert!(!me.can_see("コントソ製作所"));
    me.presses(&[key::CONTROL, 'y']);
    me.sees("まだエンゲージメントがありません");
}

#[test]
fn an_import_that_would_change_nothing_is_not_offered() {
    let site = Site::open();
    let scratch = Scratch::default();
    let me = Person::new(&site);
    let id = prepares(&me);
    me.opens("#/");
    me.row(CUSTOMER).clicks_button("書き出す");
    let file = scratch.file("older.kickoff.json", me.browser.download().1);
    me.follows(CUSTOMER);
    me.part("基本情報").fills("シート数", "120");
    me.sees_it_saved();
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &file);
    me.sees("ファイルの内容は、すべてこのブラウザーにあります。");
    assert!(!me.has_a(Role::Button, "取り込む"));
    assert_eq!(saved::field(&me.storage(), &id, "fact/seats"), 120);
}

#[test]
fn an_engagement_that_goes_while_it_is_open_is_gone_from_the_screen() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    me.follows("コントソ製作所");
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    // The news of the list is not on its pages; another tab has the list.
    assert!(!me.can_see("取り込みました"));
    let first = me.browser.opens_tab();
    me.opens("#/");
    me.row("コントソ製作所").clicks_button("削除");
    me.clicks_button("削除");
    me.sees("ごみ箱に移しました。");
    let second = me.browser.tab();
    me.browser.looks_at(&first);
    me.sees_a(Role::Heading, "エンゲージメントが見つかりません");
    me.browser.looks_at(&second);
    me.saying("ごみ箱に移しました。").clicks_button(UNDO);
    me.row("コントソ製作所").sees("68 件中 65 件完了");
}

#[test]
fn an_export_from_the_list_holds_what_is_not_saved() {
    let site = Site::open();
    let me = Person::new(&site);
    prepares(&me);
    me.sees_it_saved();
    refuse_writing(&me, "QuotaExceededError");
    me.row(ROW).fills(FIELD, "まだ保存されていない");
    me.sees("保存できていません");
    me.opens("#/");
    for export in ["書き出す", "すべて書き出す"] {
        me.clicks_button(export);
        let file = String::from_utf8(me.browser.download().1).unwrap();
        assert!(file.contains("まだ保存されていない"), "{export}: {file}");
    }
}

#[test]
fn what_was_in_the_bin_for_too_long_goes_and_stays_away() {
    let site = Site::open();
    let me = Person::new(&site);
    let id = prepares(&me);
    me.opens("#/");
    me.row(CUSTOMER).clicks_button("削除");
    me.clicks_button("削除");
    me.sees("ごみ箱に移しました。");
    saved::wait_for_journal(&me, &id, CUSTOMER);
    // As if it had been deleted 31 days earlier, here and in the journal.
    let prefix = format!("{}bin/{id}/", namespace());
    let aged = saved::renames_everywhere(&me, &prefix, -31 * 24 * 60 * 60 * 1_000);
    assert!(me.storage().contains_key(&aged));
    for _ in 0..2 {
        me.reloads();
        me.opens("#/data");
        has_recovered(&me);
        me.sees("何もありません。");
        assert!(!me.storage().contains_key(&aged), "it came back out of the journal");
    }
}

#[test]
fn a_storage_that_is_full_to_the_last_character_is_still_a_storage() {
    let site = Site::open();
    let me = Person::new(&site);
    prepares(&me);
    me.sees_it_saved();
    me.browser.script(
        "let rest = '';
         for (let piece = 1 << 22; 0 < piece; ) {
             try { localStorage.setItem('other-app', rest + 'x'.repeat(piece)); rest += 'x'.repeat(piece); }
             catch { piece = Math.floor(piece / 2); }
         }",
    );
    me.reloads();
    me.opens("#/");
    me.row(CUSTOMER).sees("件完了");
    assert!(!me.can_see("このブラウザーには保存できません"), "it works in memory");
    // Room is made by deleting, if need be.
    me.browser.script("localStorage.removeItem('other-app');");
    me.follows(CUSTOMER);
    me.part("基本情報").fills("シート数", "120");
    me.sees_it_saved();
}

#[test]
fn what_the_way_out_deletes_is_not_written_again_by_another_tab() {
    let site = Site::open();
    let me = Person::new(&site);
    let id = prepares(&me);
    me.sees_it_saved();
    let here = me.hash();
    let first = me.browser.opens_tab();
    me.opens(&format!("#{here}"));
    me.sees_a(Role::Heading, "キックオフの準備");
    // The way out takes these steps (recover.js); what matters here is the tab that goes on.
    me.browser.script("dispatchEvent(new CustomEvent('kickoff:failed', { detail: 'as if' }));");
    me.unfolds("データを削除する");
    me.clicks_button("保存データをダウンロード");
    me.browser.download();
    me.fills("「削除」または DELETE と入力", "DELETE");
    me.clicks_button("削除 / Delete");
    me.waits_for_the_app();
    me.sees("まだエンゲージメントがありません");
    me.browser.looks_at(&first);
    me.sees_a(Role::Heading, "エンゲージメントが見つかりません");
    let left: Vec<String> =
        me.storage().into_keys().filter(|it| it.contains(&format!("eng/{id}"))).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn an_import_of_several_is_taken_in_as_a_whole_or_not_at_all() {
    let site = Site::open();
    let scratch = Scratch::default();
    // Where there is an archive, the second would go there.
    let settings = Settings {
        prelude: "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });",
        ..Settings::default()
    };
    let me = Person::at(&site, settings);
    let text = std::fs::read_to_string(tracked("tests/saves/contoso.kickoff.json")).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let first = file["engagements"][0].clone();
    let mut second = first.clone();
    second["id"] = json!("01a0b214-c220-736f-ae74-6f736f2d6b6c");
    second["fields"]["fact/customer"]["value"] = json!("ファブリカム");
    file["engagements"] = json!([first, second]);
    file.as_object_mut().unwrap().remove("counts");
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &scratch.file("two.json", file.to_string()));
    me.sees("ファブリカム");
    // Room for the first, and for nothing after it, not even for the bin.
    me.browser.script(
        "const write = Storage.prototype.setItem;
         let big = 0;
         Storage.prototype.setItem = function (key, text) {
             if (10_000 < text.length && 1 < (big += 1)) throw new DOMException('no', 'QuotaExceededError');
             write.call(this, key, text);
         };",
    );
    me.clicks_button("取り込む");
    // Why, and what can be done about it; a second try is one click away.
    me.sees("保存領域に空きがないため、取り込みを中止しました。何も変わっていません。");
    me.sees("「データの管理と保護」のごみ箱からも完全に削除すると");
    me.sees_a(Role::Button, "取り込む");
    me.reloads();
    me.opens("#/");
    me.sees("まだエンゲージメントがありません");
}

#[test]
fn an_entry_in_which_nothing_is_written_goes_with_the_page() {
    let site = Site::open();
    let me = Person::new(&site);
    let id = prepares(&me);
    me.opens(&format!("#/e/{id}/prepare/gaps"));
    let gaps = me.part("知識ギャップ");
    gaps.clicks_button("知識ギャップを追加");
    gaps.sees("(名称未入力)");
    me.reloads();
    gaps.sees("知識ギャップはまだありません");
    assert!(!gaps.can_see("(名称未入力)"));
    // What was typed a moment ago is something.
    gaps.clicks_button("知識ギャップを追加");
    me.keys_in("SSO");
    me.reloads();
    gaps.sees("SSO");
}

#[test]
fn decisions_about_an_import_are_there_after_a_visit_elsewhere() {
    let site = Site::open();
    let scratch = Scratch::default();
    let me = Person::new(&site);
    let is_asked = || {
        me.browser.script("return !dispatchEvent(new Event('beforeunload', { cancelable: true }));")
    };
    me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    let text = std::fs::read_to_string(tracked("tests/saves/contoso.kickoff.json")).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    file["engagements"][0]["fields"]["fact/industry"] =
        json!({ "value": "部品", "at": "2027-04-01T00:00:00.000Z/0/0000000a" });
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &scratch.file("theirs.json", file.to_string()));
    let here = "このブラウザーの内容: 精密部品の製造";
    me.question("業界").sees("部品");
    assert_eq!(is_asked(), json!(false), "nothing is decided");
    me.question("業界").picks(here);
    eventually("to be asked", || if is_asked() == true { Ok(()) } else { Err("no".to_owned()) });
    me.part("Kickoff").follows("エンゲージメント一覧");
    me.row("コントソ製作所").sees("件完了");
    assert_eq!(is_asked(), json!(true));
    me.browser.goes_back();
    me.question("業界").reads_picked(here);
    me.clicks_button("English");
    me.question("Industry").reads_picked("In this browser: 精密部品の製造");
    me.clicks_button("日本語");
    me.question("業界").reads_picked(here);
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    assert_eq!(is_asked(), json!(false));
    // Once it is taken in, it is over.
    me.opens("#/open");
    me.sees("ファイルを選ぶ");
    assert!(!me.can_see("取り込む内容"));
}

#[test]
fn a_list_is_not_drawn_anew_under_the_keyboard() {
    let site = Site::open();
    let me = Person::new(&site);
    let id = prepares(&me);
    me.opens(&format!("#/e/{id}/setup"));
    me.part("対象のサービス").ticks("Exchange Online");
    me.sees_it_saved();
    let first = me.browser.tab();
    me.opens(&format!("#/e/{id}/prepare/gaps"));
    let gaps = me.part("知識ギャップ");
    gaps.clicks_button("知識ギャップを追加");
    me.keys_in("SSO");
    gaps.tabs_to(Role::List, "サービス");
    me.presses(&[key::DOWN]);
    gaps.reads_chosen("サービス", "Exchange Online");
    me.browser.opens_tab();
    me.opens(&format!("#/e/{id}/setup"));
    me.part("対象のサービス").ticks("Microsoft Teams");
    me.sees_it_saved();
    me.browser.looks_at(&first);
    eventually("the other tab's service", || {
        let all = "return document.activeElement.options?.length ?? 0;";
        let count = me.browser.script(all);
        if count == 3 { Ok(()) } else { Err(count.to_string()) }
    });
    gaps.reads_chosen("サービス", "Exchange Online");
    me.presses(&[key::TAB]);
    gaps.sees("SSO");
    me.sees_it_saved();
    me.reloads();
    gaps.sees("SSO");
    gaps.sees("Exchange Online");
}

#[test]
fn a_name_that_was_not_touched_writes_over_nothing() {
    let site = Site::open();
    let me = Person::new(&site);
    let id = prepares(&me);
    me.opens("#/");
    let is_asked = || {
        me.browser.script("return !dispatchEvent(new Event('beforeunload', { cancelable: true }));")
    };
    me.row(CUSTOMER).clicks_button("名前を変更");
    me.reads_in("お客様名", CUSTOMER);
    assert_eq!(is_asked(), json!(false));
    let first = me.browser.opens_tab();
    me.opens(&format!("#/e/{id}/setup"));
    me.part("基本情報").fills("お客様名", "Adventure Works K.K.");
    me.sees_it_saved();
    me.browser.looks_at(&first);
    me.clicks_button("名前を変更");
    me.row("Adventure Works K.K.").sees("件完了");
    assert_eq!(saved::field(&me.storage(), &id, "fact/customer"), "Adventure Works K.K.");
    // A name that is being typed is asked for before the page goes, and undo waits behind it.
    me.row("Adventure Works K.K.").clicks_button("名前を変更");
    me.fills("お客様名", "Alpine");
    assert_eq!(is_asked(), json!(true));
    me.presses(&[key::ESCAPE]);
    assert_eq!(is_asked(), json!(false));
}
