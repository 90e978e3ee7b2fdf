//! What follows from the records, as it shows itself: the rows of DIBS, entries with nothing in them,
//! and questions that decide several rows.

use e2e::person::key;
use e2e::{Person, Role, Settings, Site, axe};

const CUSTOMER: &str = "ノースウィンド商会";

/// Wide enough for the registers to stand beside the page.
fn somebody(site: &Site) -> Person {
    let me = Person::at(site, Settings { width: 1600, height: 1000, ..Settings::default() });
    me.creates_engagement(CUSTOMER);
    me
}

#[track_caller]
fn goes_to(me: &Person, step: &str) {
    me.part("ステップ").follows(step);
    me.sees_a(Role::Heading, step);
}

#[test]
fn what_is_done_folds_into_a_line_each_when_somebody_wants_it_and_not_under_their_hand() {
    const FOLD: &str = "完了した項目をたたむ";
    const OPEN: &str = "完了した項目を開く";
    const DONE: &str = "お客様のニーズを聞く";
    const HINT: &str = "1 件ずつ、短期か長期かを添えて書き留めます。";
    const NEXT: &str = "展開したいサービスを確かめる";
    const NEXT_HINT: &str = "対象のサービスを選ぶと";
    let site = Site::open();
    let me = somebody(&site);
    goes_to(&me, "目標");
    me.row(DONE).sees(HINT);
    assert!(!me.has_a(Role::Button, FOLD), "there is nothing to fold yet");

    me.row(DONE).ticks(DONE);
    me.clicks_button(FOLD);
    me.row(DONE).does_not_see(HINT);
    me.row(NEXT).sees(NEXT_HINT);
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
    // All of it is behind its line, and what is opened stays open.
    me.row(DONE).unfolds("メモと詳細");
    me.row(DONE).sees(HINT);
    me.row(DONE).unfolds("メモと詳細");
    me.row(DONE).does_not_see(HINT);
    // What is ticked now stays as it is until the step is opened again.
    me.row(NEXT).ticks(NEXT);
    me.row(NEXT).sees(NEXT_HINT);
    // What is open again is seen whole, and so it stays when it is done once more.
    me.row(DONE).unticks(DONE);
    me.row(DONE).sees(HINT);
    me.row(DONE).ticks(DONE);
    me.row(DONE).sees(HINT);
    // The button says what it would do.
    me.clicks_button(FOLD);
    me.row(DONE).does_not_see(HINT);
    me.row(NEXT).does_not_see(NEXT_HINT);
    me.sees_it_saved();
    // Whoever is led to a row finds all of it.
    let id = me.hash().split('/').nth(2).unwrap().to_owned();
    me.opens(&format!("#/e/{id}/objectives/goal.needs"));
    me.row(DONE).sees(HINT);
    me.row(NEXT).does_not_see(NEXT_HINT);
    me.opens(&format!("#/e/{id}/objectives"));

    me.reloads();
    me.row(DONE).does_not_see(HINT);
    me.row(NEXT).does_not_see(NEXT_HINT);
    // On paper there is all of it.
    me.browser.shows_as("print");
    me.row(DONE).sees(HINT);
    me.browser.shows_as("");

    me.clicks_button(OPEN);
    me.row(DONE).sees(HINT);
    me.reloads();
    me.row(DONE).sees(HINT);
    me.sees_a(Role::Button, FOLD);
}

#[test]
fn the_playbooks_history_has_its_days_in_one_order_in_both_languages() {
    let site = Site::open();
    let me = somebody(&site);
    goes_to(&me, "更新履歴とプレイブックの情報");
    me.sees("2020-04-30");
    me.sees("2018-12-11");
    me.clicks_button("English");
    me.sees("Dates are given as year-month-day.");
    me.sees("2020-04-30");
}

#[test]
fn a_row_of_dibs_follows_from_the_services_and_a_tick_against_them_needs_a_reason() {
    const ROW: &str = "期日を確かめる";
    let site = Site::open();
    let me = somebody(&site);
    me.part("対象のサービス").ticks("Exchange Online");
    goes_to(&me, "DIBS の確認");
    let row = me.row(ROW);
    row.sees("まだ満たしていません: 「期日 (Date)」をお客様と確認していないサービスがあります");
    assert!(!row.is_ticked(ROW));

    // Ticked all the same: it counts, says so, and the place for the reason is open.
    row.ticks(ROW);
    row.sees("入力内容からは確認できませんが、手動で完了にしています");
    row.sees("手動で完了にした理由を「メモ」に記入してください。");
    row.fills("メモ", "電話で確認済み");
    row.sees("理由: 電話で確認済み");
    row.does_not_see("手動で完了にした理由を");

    // Versions and confirmed, there is nothing to say against it; and it needs no tick.
    let exchange = me.part("Exchange Online");
    exchange.fills("期日 (Date)", "2026-12-01");
    row.sees("入力内容からは確認できませんが");
    exchange.ticks("期日をお客様と確認済み");
    row.does_not_see("入力内容からは確認できませんが");
    me.row("意図 (Intent) を確かめる").sees("まだ満たしていません");
    exchange.chooses("意図 (Intent)", "あり");
    exchange.ticks("意図をお客様と確認済み");
    let intent = me.row("意図 (Intent) を確かめる");
    intent.sees("入力内容から確認済み");
    assert!(intent.is_ticked("意図 (Intent) を確かめる"));
    intent.sees("満たしています: すべてのサービスで「意図 (Intent)」をお客様と確認済みです");
}

#[test]
fn an_entry_with_nothing_in_it_decides_and_counts_nothing() {
    let site = Site::open();
    let me = somebody(&site);
    let ask = "プロジェクトのリスクが 1 つでも";
    me.opens(&format!("#{}/risks", me.hash()));
    let risks = me.part("プロジェクトのリスク");
    risks.clicks_button("リスクを追加");
    risks.sees_a(Role::Field, "内容");
    me.sees_it_saved();
    me.unfolds_question(ask);
    me.question(ask).does_not_see("入力内容から判定");
    me.part("記録一覧").sees("プロジェクトのリスク0");
    risks.fills("内容", "回線の増強が間に合わない");
    me.question(ask).sees("入力内容から判定");
    me.part("記録一覧").sees("プロジェクトのリスク1");
}

#[test]
fn what_decides_several_rows_of_a_group_is_asked_once() {
    let site = Site::open();
    let me = somebody(&site);
    goes_to(&me, "キックオフの準備");
    let (first, second) = (
        me.row("支援リクエストから始まった案件の進め方"),
        me.row("特典と完了への期待をすり合わせる"),
    );
    let asks = |row: &Person| row.reads().contains("次の質問への回答で決まります");
    first.sees("次の質問への回答で決まります");
    second.sees("判定待ち");
    assert!(!asks(&second), "asked twice");
    first.unfolds("次の質問への回答で決まります");
    first.question("どのモーション").picks("支援リクエスト (RFA)");
    second.does_not_see("判定待ち");
    second.ticks("特典と完了への期待をすり合わせる");
    // Another question stays with its own row.
    assert!(asks(&me.row("移行の完了: 目標人数で判定")));
    assert!(asks(&me.row("調査でアカウント チームの知見を借りる")));
    assert!(asks(&me.row("お客様の状況をアカウント チームに聞く")), "in its own group");
    assert!(!asks(&me.row("アカウント チームの目標を確かめる")));
}

#[test]
fn an_action_comes_next_by_its_date_until_it_is_done() {
    let site = Site::open();
    let me = somebody(&site);
    // By the keyboard alone, up to its date.
    me.opens(&format!("#{}/actions", me.hash()));
    let actions = me.part("アクション");
    actions.tabs_to(Role::Button, "アクションを追加");
    me.presses(&[key::ENTER]);
    actions.sees_a(Role::Field, "内容");
    me.keys_in("ライセンス表を送る");
    me.presses(&[key::TAB]);
    me.keys_in("佐藤 恵子");
    me.sees_it_saved();
    actions.reads_in("担当者", "佐藤 恵子");
    // Whom it is for: the customer too, as decisions are.
    assert!(actions.is_ticked("お客様と共有"));
    let header = me.part("エンゲージメント");
    header.sees("次にすること: お客様の業務を理解する");
    actions.fills("期日", "2020-01-06");
    header.sees("次にすること: アクション – ライセンス表を送る");
    me.sees_it_saved();

    // From the list, and in another tab, one comes to the very action.
    let here = me.browser.opens_tab();
    me.opens("#/");
    me.row(CUSTOMER).follows("次にすること");
    let there = me.part("アクション");
    there.reads_in("内容", "ライセンス表を送る");
    there.chooses("状態", "完了");
    me.part("エンゲージメント").sees("次にすること: お客様の業務を理解する");
    me.sees_it_saved();
    me.browser.closes_tab();
    me.browser.looks_at(&here);
    header.sees("次にすること: お客様の業務を理解する");
    me.reloads();
    header.sees("次にすること: お客様の業務を理解する");
    me.part("記録一覧").sees("アクション1");
}
