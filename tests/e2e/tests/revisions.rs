//! A new build brings a second revision of the playbook: it is offered, taken up where somebody wants it, and two
//! copies on different revisions become one.

use e2e::person::key;
use e2e::revision::{OUT_FTC, SECOND};
use e2e::scratch::Scratch;
use e2e::site::with_revision;
use e2e::{Person, Role, Settings, Site, axe, saved};

const CUSTOMER: &str = "アドベンチャー ワークス";
const ROW: &str = "FTC の支援内容をお客様が理解した";
const GONE: &str = "アカウント チームと連携済み";
const OFFER: &str = "プレイブックの 2027/4/1 版に切り替えられます。";
const SWITCH: &str = "2027/4/1 版に切り替える";
const AGAIN: &str = "今の文言で確認しました";

fn person(site: &Site) -> Person {
    Person::at(site, Settings { width: 1600, height: 1000, ..Settings::default() })
}

#[track_caller]
fn goes_to(me: &Person, step: &str, heading: &str) {
    me.part("ステップ").follows(step);
    me.sees_a(Role::Heading, heading);
}

fn id_of(me: &Person) -> String {
    me.hash().split('/').nth(2).unwrap().to_owned()
}

/// On the first revision: two rows that the second one says otherwise, or has no more.
fn begins(me: &Person) -> String {
    me.creates_engagement(CUSTOMER);
    let id = id_of(me);
    me.question("このお客様は管理対象アカウントですか").picks("はい");
    goes_to(me, "完了条件 (成果)", "完了条件 (成果)");
    me.row(ROW).ticks(ROW);
    goes_to(me, "開始条件", "開始条件");
    me.row(GONE).ticks(GONE);
    me.sees_it_saved();
    id
}

fn switches(me: &Person) {
    me.part("ステップ").follows("プレイブックの版");
    me.clicks_button(SWITCH);
    me.sees("元の版には戻せません。");
    me.clicks_button(SWITCH);
    me.sees("プレイブックの 2027/4/1 版に切り替えました");
}

#[test]
fn a_newer_revision_is_offered_and_keeps_every_mark_that_was_made() {
    let newer = with_revision();
    let site = Site::open();
    let me = person(&site);
    let id = begins(&me);
    me.part("ステップ").does_not_see("プレイブックの版");
    saved::rests(&me);
    let before = saved::document(&me.storage(), &id);
    site.server().set_root(newer.path());
    me.changes_to_the_new_version();

    // Nothing has changed until somebody wants it.
    goes_to(&me, "設定", "エンゲージメントの設定");
    me.sees(OFFER);
    assert_eq!(saved::document(&me.storage(), &id), before);
    goes_to(&me, "完了条件 (成果)", "完了条件 (成果)");
    me.row(ROW).does_not_see("再確認");
    me.part("ステップ").follows("プレイブックの版");
    me.sees("お客様とのキックオフの実施 (2020/4/30 版)");
    me.unfolds("変更点を見る");
    me.sees("追加 3 件、削除 4 件、文言の変更 4 件");
    me.sees(OUT_FTC[0]);
    me.sees("データの所在地を確認する");
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
    me.clicks_button(SWITCH);
    me.clicks_button("キャンセル");
    assert_eq!(saved::document(&me.storage(), &id), before);
    switches(&me);

    // All that was recorded is there; the mark on another wording wants a look.
    let after = saved::document(&me.storage(), &id);
    assert_eq!(after["playbook"]["revision"], SECOND);
    for (address, recorded) in before["fields"].as_object().unwrap() {
        assert_eq!(after["fields"][address], *recorded, "{address}");
    }
    me.sees("最新の版を使っています。");
    let rows = me.part("再確認が必要な行");
    rows.sees(ROW);
    rows.sees(OUT_FTC[0]);
    me.part("旧版の項目").sees(GONE);
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
    goes_to(&me, "設定", "エンゲージメントの設定");
    me.does_not_see(OFFER);
    me.sees("再確認が必要な行 1 件");
    goes_to(&me, "開始条件", "開始条件");
    me.does_not_see(GONE);
    goes_to(&me, "完了条件 (成果)", "完了条件 (成果)");
    let row = me.row(OUT_FTC[0]);
    row.waits_until_ticked(OUT_FTC[0], true);
    row.unfolds("再確認");
    row.sees(ROW);
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
    row.clicks_button(AGAIN);
    row.does_not_see("再確認");
    me.clicks_button("元に戻す");
    row.sees("再確認");
    me.clicks_button("やり直す");
    row.does_not_see("再確認");
    me.sees_it_saved();

    // The history, the file, and the copy of before.
    goes_to(&me, "変更履歴", "変更履歴");
    me.sees("プレイブックの版");
    me.opens("#/");
    me.row(CUSTOMER).clicks_button("書き出す");
    let (_, bytes) = me.browser.download();
    let file: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(file["summary"][0]["former"][0]["id"], "item/in.account-team");
    let again = file["summary"][0]["recheck"].as_array();
    assert_eq!(again, None, "the only one was looked at");
    me.opens("#/data");
    // Nothing was changed since the copy of the day, which holds the same.
    me.row(&format!("{CUSTOMER} – 復元用コピー (その日の最初)")).sees("復元");
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

#[test]
fn copies_on_two_revisions_become_one_on_the_newer_whoever_takes_in_whom() {
    let newer = with_revision();
    let site = Site::of(newer.path());
    let scratch = Scratch::default();
    // Begun in the build that ships, and handed over.
    let shipped = Site::open();
    let first = person(&shipped);
    let id = begins(&first);
    let begun = first.exports(CUSTOMER, &scratch, "begun.json");
    let [one, other] = [person(&site), person(&site)];
    one.takes_in(&begun);
    one.follows(CUSTOMER);
    switches(&one);
    other.takes_in(&begun);
    other.follows(CUSTOMER);
    goes_to(&other, "キックオフの準備", "キックオフの準備");
    other.row("お客様の業界と事業を調べる").fills("業界", "製造");
    other.sees_it_saved();
    let from_one = one.exports(CUSTOMER, &scratch, "one.json");
    let from_other = other.exports(CUSTOMER, &scratch, "other.json");
    let takes = |me: &Person, file: &std::path::Path, said: &str| {
        me.opens("#/open");
        me.chooses_file("ファイルを選ぶ", file);
        me.sees(said);
        me.clicks_button("取り込む");
        me.sees("取り込みました");
    };
    takes(&one, &from_other, "統合しても、版は新しい方のままです。");
    takes(&other, &from_one, "のプレイブックは 2027/4/1 版になります。");
    let [here, there] = [&one, &other].map(|me| saved::document(&me.storage(), &id));
    assert_eq!(here["playbook"]["revision"], SECOND);
    assert_eq!(here["playbook"], there["playbook"]);
    assert_eq!(here["fields"], there["fields"]);
    assert_eq!(here["fields"]["fact/industry"]["value"], "製造");

    // Where the newer one is not known, it is read only, and nothing is lost.
    let stranger = person(&shipped);
    stranger.takes_in(&from_one);
    stranger.row(CUSTOMER).sees("このバージョンにないプレイブックです");
    for me in [&one, &other, &stranger] {
        assert_eq!(me.browser.complaints(), Vec::<String>::new());
    }
}

#[test]
fn another_tab_comes_along_to_the_newer_revision() {
    let newer = with_revision();
    let site = Site::open();
    let me = person(&site);
    begins(&me);
    site.server().set_root(newer.path());
    me.changes_to_the_new_version();
    goes_to(&me, "設定", "エンゲージメントの設定");
    me.sees(OFFER);
    let address = format!("#{}", me.hash());
    let first = me.browser.opens_tab();
    me.opens(&address);
    switches(&me);
    me.browser.looks_at(&first);
    me.sees("再確認が必要な行 1 件");
    me.does_not_see(OFFER);
    goes_to(&me, "完了条件 (成果)", "完了条件 (成果)");
    me.row(OUT_FTC[0]).waits_until_ticked(OUT_FTC[0], true);
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

#[test]
fn by_keyboard_alone_in_a_narrow_window_and_offline_it_is_the_same() {
    let newer = with_revision();
    let scratch = Scratch::default();
    let shipped = Site::open();
    let first = person(&shipped);
    let id = begins(&first);
    let begun = first.exports(CUSTOMER, &scratch, "begun.json");
    let mut site = Site::of(newer.path());
    let me = Person::at(&site, Settings { width: 390, height: 844, ..Settings::default() });
    me.takes_in(&begun);
    me.is_ready_for_offline();
    site.goes_away();
    me.opens(&format!("#/e/{id}/revision"));
    me.sees(SWITCH);
    me.tabs_to(Role::Button, SWITCH);
    me.presses(&[key::ENTER]);
    me.sees("元の版には戻せません。");
    me.tabs_to(Role::Button, SWITCH);
    me.presses(&[key::ENTER]);
    me.sees("最新の版を使っています。");
    me.tabs_to(Role::Button, AGAIN);
    me.presses(&[key::ENTER]);
    me.does_not_see("再確認が必要な行");
    me.reloads();
    me.sees("最新の版を使っています。");
    me.does_not_see("再確認が必要な行");
    let before = saved::document(&me.storage(), &id);
    assert_eq!(before["playbook"]["revision"], SECOND);
    // What is broken is refused, and nothing is changed by it.
    let text = std::fs::read_to_string(&begun).unwrap();
    let cut: String = text.chars().take(text.chars().count() / 2).collect();
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &scratch.file("cut.json", cut));
    me.sees("ファイルが途中で切れています。");
    assert_eq!(saved::document(&me.storage(), &id), before);
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
}
