//! Internal or shared: said where something is recorded, kept, and heeded by what is for the customer.

use e2e::person::key;
use e2e::saved;
use e2e::scratch::Scratch;
use e2e::{Person, Role, Settings, Site};

const CUSTOMER: &str = "アドベンチャー ワークス";
const SHARED: &str = "お客様と共有";
const INTERNAL: &str = "社内のみ";
const PEOPLE: &str = "参加者名簿";

/// Wide enough for the registers to stand beside the page.
fn somebody(site: &Site) -> Person {
    Person::at(site, Settings { width: 1600, height: 1000, ..Settings::default() })
}

#[track_caller]
fn adds(me: &Person, register: &str, button: &str, field: &str, text: &str) {
    me.part("記録一覧").follows(register);
    let register = me.part(register);
    register.clicks_button(button);
    register.row("(名称未入力)").fills(field, text);
    me.sees_it_saved();
}

#[test]
fn whom_something_is_for_is_seen_said_taken_back_and_kept() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(CUSTOMER);

    // Answers: some are shared by default, some are not.
    let managed = me.question("管理対象アカウントですか");
    managed.sees(INTERNAL);
    assert!(!managed.is_ticked(SHARED));
    let terms = me.question("利用規約に同意する必要がありますか");
    assert!(terms.is_ticked(SHARED));
    assert!(!terms.can_see(INTERNAL));
    terms.unticks(SHARED);
    terms.sees(INTERNAL);

    // Entries: a risk is internal, a person is not.
    adds(&me, "プロジェクトのリスク", "リスクを追加", "内容", "回線が細い");
    assert!(!me.part("プロジェクトのリスク").row("回線が細い").is_ticked(SHARED));
    adds(&me, PEOPLE, "参加者を追加", "氏名", "佐藤 恵子");
    let person = me.part(PEOPLE).row("佐藤 恵子");
    person.unticks(SHARED);
    person.sees(INTERNAL);
    me.clicks_button("元に戻す");
    person.waits_until_ticked(SHARED, true);
    me.clicks_button("やり直す");
    person.waits_until_ticked(SHARED, false);

    // A note of a row, and the grounds of an outcome, each for itself.
    me.part("ステップ").follows("完了条件 (成果)");
    let row = me.row("FTC の支援内容をお客様が理解した");
    row.unfolds("メモと詳細");
    let note = format!("{SHARED}: メモ");
    let evidence = format!("{SHARED}: 根拠");
    assert!(row.is_ticked(&note) && row.is_ticked(&evidence));
    row.unticks(&note);
    assert!(row.is_ticked(&evidence));
    me.sees_it_saved();

    // By the keyboard as well.
    row.tabs_to(Role::Checkbox, &note);
    me.presses(&[key::SPACE]);
    row.waits_until_ticked(&note, true);
    me.presses(&[key::SPACE]);
    row.waits_until_ticked(&note, false);
    me.sees_it_saved();

    me.reloads();
    row.unfolds("メモと詳細");
    assert!(!row.is_ticked(&note) && row.is_ticked(&evidence));
    // Folded, an entry says what is not as usual of its kind.
    let person = me.part(PEOPLE).row("佐藤 恵子");
    person.sees(INTERNAL);
    person.unfolds("佐藤 恵子");
    assert!(!person.is_ticked(SHARED));
}

#[test]
fn of_two_copies_internal_wins_and_the_review_says_so() {
    let site = Site::open();
    let scratch = Scratch::default();
    let (manager, partner) = (somebody(&site), somebody(&site));
    manager.creates_engagement(CUSTOMER);
    let id = manager.hash().split('/').nth(2).unwrap().to_owned();
    let terms = |me: &Person| me.question("利用規約に同意する必要がありますか");
    let exports = |me: &Person, name: &str| {
        me.sees_it_saved();
        me.opens("#/");
        me.row(CUSTOMER).clicks_button("書き出す");
        me.sees("書き出しました");
        scratch.file(name, me.browser.download().1)
    };
    let first = exports(&manager, "first.json");
    partner.takes_in(&first);
    for me in [&manager, &partner] {
        me.opens(&format!("#/e/{id}/setup"));
        terms(me).unticks(SHARED);
    }
    // Later by the clock, and not knowing of the other.
    terms(&partner).ticks(SHARED);
    let of_partner = exports(&partner, "partner.json");
    manager.sees_it_saved();
    manager.opens("#/open");
    manager.chooses_file("ファイルを選ぶ", &of_partner);
    let difference = manager.question("利用規約に同意する必要がありますか");
    difference.sees("社内のみを優先");
    difference.reads_picked("このブラウザーの内容: 社内のみ");
    manager.clicks_button("取り込む");
    manager.sees("取り込みました");
    manager.opens(&format!("#/e/{id}/setup"));
    assert!(!terms(&manager).is_ticked(SHARED));
    let document = saved::document(&manager.storage(), &id);
    let recorded = &document["fields"]["answer/terms-required/audience"];
    assert_eq!(recorded["value"], "internal");
    assert_eq!(recorded["rivals"][0]["value"], "shared");
    // Decided in the knowledge of both, it counts; and the file takes it along.
    terms(&manager).ticks(SHARED);
    let both = exports(&manager, "both.json");
    let third = somebody(&site);
    third.takes_in(&both);
    third.opens(&format!("#/e/{id}/setup"));
    assert!(terms(&third).is_ticked(SHARED));
}

#[test]
fn the_summary_for_the_customer_has_what_is_shared_and_nothing_else() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(CUSTOMER);
    let opens = || {
        me.part("ステップ").follows("引き渡し");
        me.sees_a(Role::Heading, "デリバリー チームへの引き渡し");
    };
    opens();
    me.part("文書").sees("お客様と共有する内容はまだありません。");

    adds(&me, "プロジェクトのリスク", "リスクを追加", "内容", "秘密のリスク");
    adds(&me, "ニーズ", "ニーズを追加", "内容", "秘密のニーズ");
    me.part("ニーズ").row("秘密のニーズ").unticks(SHARED);
    me.sees_it_saved();
    adds(&me, "ニーズ", "ニーズを追加", "内容", "メールをまとめたい");
    let summary = me.part("文書");
    summary.sees("キックオフ ミーティング議事録: アドベンチャー ワークス 様");
    summary.sees("メールをまとめたい");
    assert!(!summary.can_see("秘密"), "{}", summary.reads());
    assert!(!summary.can_see("参加者"), "no heading without anything under it");
    me.part("ニーズ").row("秘密のニーズ").ticks(SHARED);
    summary.sees("秘密のニーズ");

    summary.clicks_button("文書をコピー");
    me.sees("文書をコピーしました。");
    // Pasted, it is what was read.
    me.part("記録一覧").follows("聞きたいこと");
    me.part("聞きたいこと").clicks_button("質問を追加");
    me.part("聞きたいこと").row("(名称未入力)").types("質問", "");
    me.presses(&[key::CONTROL, 'v', key::NONE]);
    me.sees_it_saved();
    let pasted = me.part("聞きたいこと").value_of("質問");
    assert!(
        pasted.starts_with("キックオフ ミーティング議事録: アドベンチャー ワークス 様"),
        "{pasted}"
    );
    assert!(pasted.contains("\n- メールをまとめたい\n"), "{pasted}");
}

#[test]
fn what_is_decided_in_one_tab_is_there_in_the_other() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(CUSTOMER);
    let id = me.hash().split('/').nth(2).unwrap().to_owned();
    let terms = || me.question("利用規約に同意する必要がありますか");
    let first = me.browser.opens_tab();
    me.opens(&format!("#/e/{id}/setup"));
    terms().unticks(SHARED);
    me.sees_it_saved();
    let second = me.browser.tab();
    me.browser.looks_at(&first);
    terms().waits_until_ticked(SHARED, false);
    terms().sees(INTERNAL);
    // In the knowledge of both: shared again, here and there.
    terms().ticks(SHARED);
    me.sees_it_saved();
    me.browser.looks_at(&second);
    terms().waits_until_ticked(SHARED, true);
    me.reloads();
    assert!(terms().is_ticked(SHARED));
}
