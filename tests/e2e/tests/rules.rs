//! The rules as they show themselves: what comes next and why, by when, and what a number means.

use e2e::person::key;
use e2e::{Person, Role, Settings, Site};
use serde_json::json;

const CUSTOMER: &str = "アドベンチャー ワークス";

/// Wide enough for the registers to stand beside the page. Friday 2026-09-18, 10:00, in Tokyo.
fn somebody(site: &Site) -> Person {
    somebody_at(site, Settings::default().starts_at)
}

fn somebody_at(site: &Site, starts_at: u64) -> Person {
    let settings =
        Settings { width: 1600, height: 1000, prelude: GO_AHEAD, starts_at, ..Settings::default() };
    Person::at(site, settings)
}

/// A clock that can be put forward; what the app does now and then, it does at once.
const GO_AHEAD: &str = "{
    const [Before, repeat, beats] = [Date, setInterval, []];
    let ahead = 0;
    const now = () => Before.now() + ahead;
    window.setInterval = (act, ...rest) => {
        beats.push(act);
        return repeat(act, ...rest);
    };
    window.Date = new Proxy(Before, {
        construct: (target, given, made) => Reflect.construct(target, given.length ? given : [now()], made),
        apply: () => new Before(now()).toString(),
        get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
    });
    window.goAhead = (minutes) => {
        ahead += minutes * 60_000;
        beats.forEach((act) => act());
    };
}";

fn minutes_pass(me: &Person, minutes: u64) {
    me.browser.script_with("goAhead(arguments[0]);", &json!([minutes]));
}

#[track_caller]
fn goes_to(me: &Person, step: &str) {
    me.part("ステップ").follows(step);
    me.sees_a(Role::Heading, step);
}

fn answers(me: &Person, ask: &str, answer: &str) {
    me.unfolds_question(ask);
    me.question(ask).picks(answer);
    me.question(ask).reads_picked(answer);
}

/// A request for assistance, assigned on the Friday before the long holidays.
fn request(me: &Person) -> Person {
    me.creates_engagement(CUSTOMER);
    answers(me, "どのモーション", "支援リクエスト (RFA)");
    let basics = me.part("基本情報");
    basics.fills("割り当て日時", "2026-09-18T09:30");
    basics.sees("2026年9月25日(金) の終わりまでに連絡");
    basics
}

#[test]
fn what_comes_next_stands_in_the_header_and_on_the_list() {
    let site = Site::open();
    // 10:05, so that no minute is just over.
    let me = somebody_at(&site, Settings::default().starts_at + 300_000);
    me.creates_engagement(CUSTOMER);
    // Without a deadline: the first open row, and its link leads there.
    let header = me.part("エンゲージメント");
    header.follows("次にすること: お客様の業務を理解する");
    me.sees_a(Role::Heading, "概要");
    me.row("お客様の業務を理解する").ticks("お客様の業務を理解する");
    header.does_not_see("次にすること: お客様の業務を理解する");

    // A deadline comes before everything that has none.
    me.part("ステップ").follows("設定");
    answers(&me, "どのモーション", "支援リクエスト (RFA)");
    me.part("基本情報").fills("割り当て日時", "2026-09-18T09:30");
    header.sees("次にすること: お客様への初回連絡を済ませる");
    header.sees("初回連絡 9/25(金) まで · 残り 7 日 13 時間");
    me.opens("#/");
    let row = me.row(CUSTOMER);
    row.sees("次にすること: お客様への初回連絡を済ませる");
    row.sees("初回連絡 9/25(金) まで · 残り 7 日 13 時間");

    // The list counts without a reload, and says so when the time is over.
    minutes_pass(&me, 7 * 24 * 60);
    row.sees("初回連絡 9/25(金) まで · 残り 13 時間");
    minutes_pass(&me, 15 * 60);
    row.sees("初回連絡の期限超過: 9/25(金) · 1 時間");
    row.follows("次にすること");
    me.sees_a(Role::Heading, "キックオフの準備");
    // An early contact is a slip and stops nothing; a real one does.
    let outreach = me.row("お客様への初回連絡を済ませる");
    outreach.fills("初回連絡の日時", "2026-09-18T09:00");
    outreach.sees("連絡日時が割り当てより前になっています。");
    header.sees("初回連絡の期限超過: 9/25(金)");
    outreach.fills("初回連絡の日時", "2026-09-25T16:00");
    outreach.sees("期限内に連絡済みです");
    header.does_not_see("初回連絡 9/25(金)");
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

#[test]
fn the_deadline_counts_over_midnight_without_a_reload() {
    let site = Site::open();
    // Thursday 2026-09-24, 23:58 in Tokyo: the day before the last one.
    let me = somebody_at(&site, 1_790_261_880_000);
    let basics = request(&me);
    basics.sees("残り 1 日 0 時間");
    minutes_pass(&me, 5);
    basics.sees("残り 23 時間 5");
    me.part("エンゲージメント").sees("残り 23 時間 5");
    // The last minutes of the last day, and the first of the next.
    minutes_pass(&me, 23 * 60 + 52);
    basics.sees("残り");
    minutes_pass(&me, 10);
    basics.sees("超過");
    me.part("エンゲージメント").sees("初回連絡の期限超過: 9/25(金)");
}

#[test]
fn the_button_of_the_deadline_keeps_the_keyboard_while_the_minutes_go_by() {
    let site = Site::open();
    let me = somebody_at(&site, Settings::default().starts_at + 300_000);
    let basics = request(&me);
    basics.sees("残り 7 日 13 時間");
    basics.tabs_to(Role::Button, "今連絡したと記録");
    me.browser.script("window.resting = document.activeElement;");
    minutes_pass(&me, 24 * 60);
    basics.sees("残り 6 日 13 時間");
    let rests =
        me.browser.script("return resting.isConnected && resting === document.activeElement;");
    assert_eq!(rests, true, "the panel was drawn anew around the button");
    me.presses(&[key::ENTER]);
    basics.sees("期限内に連絡済みです");
}

#[test]
fn an_undecided_row_is_answered_where_it_stands() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(CUSTOMER);
    goes_to(&me, "目標");
    let row = me.row("FM とパートナーの作業範囲を決める");
    row.sees("判定待ち");
    row.unfolds(
        "次の質問への回答で決まります: 「このエンゲージメントにパートナーは参加していますか」",
    );
    row.question("パートナーは参加していますか").picks("はい");
    row.does_not_see("判定待ち");
    row.unfolds("メモと詳細");
    row.fills("メモ", "設計はパートナー");
    me.part("ステップ").follows("設定");
    answers(&me, "パートナーは参加していますか", "いいえ");
    goes_to(&me, "目標");
    row.sees("対象外: 「このエンゲージメントにパートナーは参加していますか」の回答は「いいえ」です (9/18");
    row.sees("入力した内容は残っています");
    // Reloaded, it is one line: no state, no note, nothing to open.
    me.reloads();
    row.sees("対象外: 「このエンゲージメントにパートナーは参加していますか」");
    assert!(!row.has_a(Role::Fold, "メモと詳細"));
    // It comes back with its branch.
    me.part("ステップ").follows("設定");
    answers(&me, "パートナーは参加していますか", "はい");
    goes_to(&me, "目標");
    row.unfolds("メモと詳細");
    row.reads_in("メモ", "設計はパートナー");
}

#[test]
fn a_deadline_is_shown_with_its_calendar_its_proof_and_its_doubt() {
    let site = Site::open();
    let me = somebody(&site);
    let basics = request(&me);
    for skipped in
        ["9/19(土) 土曜日", "9/21(月) 敬老の日", "9/22(火) 国民の休日", "9/23(水) 秋分の日"]
    {
        basics.sees(skipped);
    }
    basics.does_not_see("暫定");
    basics.chooses("営業日の数え方", "土日のみ休み");
    basics.sees("2026年9月22日(火) の終わりまでに連絡");
    basics.does_not_see("敬老の日");
    // An own closed day, by its own name.
    basics.chooses("営業日の数え方", "土日・日本の祝日・独自の休業日");
    me.opens(&format!("#{}/closed-days", me.hash()));
    let days = me.part("独自の休業日");
    days.clicks_button("休業日を追加");
    days.row("(名称未入力)").fills("名称", "創立記念日");
    days.row("創立記念日").fills("日付", "2026-09-24");
    basics.sees("2026年9月28日(月) の終わりまでに連絡");
    basics.sees("9/24(木) 創立記念日");
    // Beyond the official list, and not in time yet.
    basics.fills("割り当て日時", "2029-05-01T10:00");
    basics.sees("暫定");
    basics.sees("まだ公式に確定していない祝日を含みます。");
    basics.sees("割り当て日時が未来になっています。日時を確認してください。");
    // A leap day.
    basics.fills("割り当て日時", "2028-02-29T10:00");
    basics.sees("2028年3月2日(木) の終わりまでに連絡");
}

#[test]
fn a_time_zone_that_is_changed_or_unknown_is_said() {
    let site = Site::open();
    let me = somebody(&site);
    let basics = request(&me);
    basics.sees("Asia/Tokyo の時刻で計算しています。");
    basics.does_not_see("タイム ゾーンが後から変更されました");
    basics.fills("タイム ゾーン", "Europe/London");
    basics.sees("Europe/London の時刻で計算しています。");
    basics.sees("タイム ゾーンが後から変更されました。入力済みの日時は変えず");
    basics.reads_in("割り当て日時", "2026-09-18T09:30");
    basics.sees("2026年9月25日(金) の終わりまでに連絡");
    basics.fills("タイム ゾーン", "Asia/Tokio");
    basics.sees("使用できないタイム ゾーン名のため");
}

#[test]
fn outreach_before_the_handover_is_a_warning_that_does_not_block() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(CUSTOMER);
    goes_to(&me, "キックオフの準備");
    let outreach = me.row("お客様への初回連絡を済ませる");
    outreach.ticks("お客様への初回連絡を済ませる");
    outreach.sees("先に済ませる項目が残っています: 「引き継ぎを完了する」");
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    outreach.does_not_see("先に済ませる項目");
    // What the data bears out needs no reason; what it does not asks for one.
    goes_to(&me, "開始条件");
    me.row("FM への引き継ぎが完了")
        .sees("満たしています: 「引き継ぎを完了する」が完了しています (9/18");
    let research = me.row("お客様の業界・組織・役割を把握済み");
    research.ticks("お客様の業界・組織・役割を把握済み");
    research.sees("入力内容からは確認できませんが、手動で完了にしています");
    research.sees("手動で完了にした理由を「根拠」か「メモ」に記入してください。");
    // The place for it is open already.
    research.fills("メモ", "前任者の資料で把握");
    research.sees("理由: 前任者の資料で把握");
    // Both ways: met by the data, and somebody knows better.
    let handover = me.row("FM への引き継ぎが完了");
    handover.unfolds("メモと詳細");
    handover.question("状態").picks("未達成");
    handover.fills("理由", "引き継ぎ書に抜けがある");
    handover.sees("未達成 (理由: 引き継ぎ書に抜けがある)");
    assert!(!handover.is_ticked("FM への引き継ぎが完了"));
}

#[test]
fn each_missing_part_proposes_its_follow_up_and_a_stuck_service_its_help() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(CUSTOMER);
    me.part("対象のサービス").ticks("Exchange Online");
    goes_to(&me, "DIBS の確認");
    let service = me.part("Exchange Online");
    service.sees("案: ビジネス価値の話し合い (BVD)");
    service.sees("提案: 導入 SME とのミーティング");
    service.clicks_button("フォローアップを追加: Exchange Online: ビジネス上の理由");
    me.sees("フォローアップに追加しました。");
    // The same talk may bring the intent, too.
    service.sees("追加済み:");
    assert!(!service.has_a(Role::Button, "フォローアップを追加: Exchange Online: 意図"));
    service.sees_a(Role::Button, "フォローアップを追加: Exchange Online: 成功責任者");
    me.opens(&format!("#{}/meetings", me.hash()));
    let meeting = me.part("フォローアップ ミーティング").row("Exchange Online: ビジネス上の理由");
    meeting.sees("ビジネス価値の話し合い (BVD) · Exchange Online");
    // What is there proposes nothing.
    service.fills("成功責任者", "佐藤 恵子");
    service.sees("まだ確認できていません。提案: 技術 SME とのミーティング");
    service.does_not_see("提案: 導入 SME とのミーティング");
    service.chooses("状態", "ブロック中 (Blocked)");
    service.sees("阻害要因への対応策を確認してください");
    service.sees("Consumption Guide の推奨アクション");
    service.follows("止まっているサービスの対応を決める");
    me.sees_a(Role::Heading, "次のステップ");
    let gate = me.part("次のプレイブックはまだ始められません");
    assert_eq!(gate.reads().matches("まだ開始できません").count(), 2, "both playbooks");
}

#[test]
fn an_old_configuration_manager_makes_the_referral_due_and_is_a_risk() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(CUSTOMER);
    answers(&me, "Configuration Manager は Current Branch", "いいえ");
    me.question("プロジェクトのリスク").sees("入力内容から判定");
    me.opens(&format!("#{}/risks", me.hash()));
    let risks = me.part("プロジェクトのリスク");
    risks.sees("対象範囲外");
    risks.sees(
        "「Configuration Manager は Current Branch になっていますか」の回答は「いいえ」です (9/18",
    );
    goes_to(&me, "日程調整とキックオフの実施");
    me.sees("実施が必要: 「Configuration Manager は Current Branch になっていますか」の回答は「いいえ」です (9/18");
}

#[test]
fn numbers_that_cannot_be_and_an_early_end_are_said() {
    let site = Site::open();
    let me = somebody(&site);
    let basics = request(&me);
    basics.fills("シート数", "0");
    goes_to(&me, "キックオフの準備");
    let enablement = me.row("有効化の完了: アクティブ ユーザー数で判定");
    enablement.sees("0 のため判定できません。");
    enablement.fills("シート数", "155");
    enablement.fills("アクティブ ユーザー数", "9");
    enablement.sees("9 / 16 人 (あと 7 人)");
    enablement.fills("アクティブ ユーザー数", "156");
    enablement.sees("アクティブ ユーザー数がシート数を超えています。");
    enablement.fills("アクティブ ユーザー数", "9");
    me.row("エンゲージメント終了のタスクを完了にする")
        .ticks("エンゲージメント終了のタスクを完了にする");
    me.sees("終了タスクが完了になっていますが");
}

#[test]
fn setup_asks_first_what_decides_most_and_a_row_asks_what_would_make_it_due() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(CUSTOMER);
    let questions = me.part("確認する質問");
    questions.sees("ミーティングの前に確認");
    questions.sees_a(Role::Radio, "支援リクエスト (RFA)");
    questions.sees("ミーティングで確認 7 問中 0 問回答済み");
    questions.does_not_see("お客様はパートナーの支援を希望していますか");
    questions.does_not_see("C1");

    // It is asked where it decides, and counts as answered where it is folded.
    goes_to(&me, "日程調整とキックオフの実施");
    let referral = me.row("パートナーへの紹介を送る");
    referral.unfolds("次の質問への回答で決まります");
    referral.question("パートナーの支援を希望していますか").picks("はい");
    referral.sees("実施が必要");
    me.part("ステップ").follows("設定");
    questions.sees("ミーティングで確認 7 問中 1 問回答済み");
    questions.unfolds("ミーティングで確認");
    questions.question("パートナーの支援を希望していますか").reads_picked("はい");
    // As it was left.
    goes_to(&me, "概要");
    me.part("ステップ").follows("設定");
    questions.question("パートナーの支援を希望していますか").reads_picked("はい");
}
