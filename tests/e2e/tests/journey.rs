//! The whole kickoff as one person lives it, from the mail that assigns it to the file for the delivery team, and on to
//! those who open that file.

use std::collections::BTreeMap;
use std::path::Path;

use e2e::saved::{self, Storage};
use e2e::scratch::Scratch;
use e2e::{Person, Role, Settings, Site};
use serde_json::{Value, json};

const CUSTOMER: &str = "株式会社 北風トレーダーズ";

/// Wide enough for the registers to stand beside the page. Friday 2026-09-18, 10:00, in Tokyo.
fn fast_track_manager(site: &Site) -> Person {
    Person::at(site, Settings { width: 1600, height: 1000, ..Settings::default() })
}

#[track_caller]
fn goes_to(me: &Person, step: &str) {
    me.part("ステップ").follows(step);
    me.sees_a(Role::Heading, step);
}

/// Opens a register from the foot of the step that is shown.
#[track_caller]
fn opens_register(me: &Person, step: &str, register: &str) {
    me.part(step).part("記録一覧").follows(register);
}

/// Adds an entry to the register that is shown, and names it.
#[track_caller]
fn adds(me: &Person, register: &str, one: &str, naming: &str, name: &str) -> Person {
    let part = me.part(register);
    part.clicks_button(&format!("{one}を追加"));
    part.row("(名称未入力)").fills(naming, name);
    part.row(name)
}

fn answers(me: &Person, ask: &str, answer: &str) {
    me.unfolds_question(ask);
    me.question(ask).picks(answer);
    me.question(ask).reads_picked(answer);
}

#[test]
fn a_kickoff_from_assignment_to_hand_off() {
    let site = Site::open();
    let me = fast_track_manager(&site);
    let scratch = Scratch::default();

    assignment(&me);
    let id = me.hash().split('/').nth(2).unwrap().to_owned();
    preparation(&me);
    first_contact(&me);
    entry_conditions(&me);
    meeting(&me);
    dibs_and_ssat(&me);
    own_task(&me);
    outcomes(&me);
    next_steps(&me);
    me.sees_it_saved();
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
    assert_eq!(me.browser.violations(), Vec::<String>::new());

    let (name, bytes, progress) = hand_off(&me);
    let file = scratch.file(&name, &bytes);
    delivery_team_opens(&site, &file, &progress, &id);
    comes_back_changed(&me, &file, &scratch, &id);
}

/// The mail has just come: who, how, by when.
fn assignment(me: &Person) {
    me.sees("まだエンゲージメントがありません");
    me.sees("「新しいエンゲージメント」から始めるか、受け取ったファイルを取り込んでください。");
    me.creates_engagement(CUSTOMER);

    let basics = me.part("基本情報");
    answers(me, "どのモーション", "支援リクエスト (RFA)");
    basics.sees("モーションと割り当て日時を入力すると、期限を計算します。");
    basics.fills("割り当て日時", "2026-09-18T09:30");
    basics.chooses("営業日の数え方", "土日と日本の祝日");
    basics.sees("2026年9月25日(金) の終わりまでに連絡");
    for holiday in ["敬老の日", "国民の休日", "秋分の日"] {
        basics.sees(holiday);
    }
    me.sees("初回連絡 9/25(金) まで");
    basics.reads_in("タイム ゾーン", "Asia/Tokyo");

    // Seats that cannot be are said at the field, and stay as typed.
    basics.fills("シート数", "-5");
    basics.sees("0 以上の数を入力してください。");
    basics.fills("シート数", "たぶん 900");
    basics.sees("整数を 1200 のように入力してください。");
    me.reloads();
    basics.reads_in("シート数", "たぶん 900");
    basics.fills("シート数", "850");
    basics.does_not_see("整数を 1200");
    // 850 seats answer the question by themselves.
    me.unfolds_question("シート数は 1,000 未満");
    me.question("シート数は 1,000 未満").sees("入力内容から判定");

    let services = me.part("対象のサービス");
    for (service, seats) in
        [("コア オンボーディング", ""), ("Exchange Online", "850"), ("Microsoft Teams", "300")]
    {
        services.ticks(service);
        services.row(service).fills("シート数", seats);
    }
    answers(me, "管理対象アカウント", "はい");
    answers(me, "パートナーは参加していますか", "いいえ");
    answers(me, "技術調査を同じ場", "いいえ");
    answers(me, "Windows 10 展開支援の対象", "いいえ");
    answers(me, "Teams の利用資格", "はい");
    answers(me, "一部のワークロードだけ", "はい");
    answers(me, "移行が必要", "いいえ");
    answers(me, "SSAT について", "はい");
}

fn preparation(me: &Person) {
    goes_to(me, "キックオフの準備");

    // Handover before outreach: warned, not locked.
    let (handover, outreach) =
        (me.row("引き継ぎを完了する"), me.row("お客様への初回連絡を済ませる"));
    for chip in ["FTOP 3979", "任意", "FastTrack マネージャー", "すべてのサービス"]
    {
        handover.sees(chip);
    }
    outreach.sees("FTOP 3616");
    outreach.sees("必須");
    outreach.ticks("お客様への初回連絡を済ませる");
    outreach.sees("先に済ませる項目が残っています: 「引き継ぎを完了する」");
    handover.ticks("引き継ぎを完了する");
    outreach.does_not_see("先に済ませる項目");
    handover.fills("引き継ぎ元", "Gateway ターゲティング 田村");
    handover.unfolds("メモと詳細");
    handover.fills("メモ", "経緯はメールで受領\n2 通目に契約の写し");
    handover.fills("担当", "森 直子");

    // Research; in the middle of a sentence the page is loaded anew.
    let research = me.row("お客様の業界と事業を調べる");
    research.fills("業界", "食品の卸売");
    research.types("中核となる事業", "全国 40 拠点への");
    me.reloads();
    research.reads_in("業界", "食品の卸売");
    research.reads_in("中核となる事業", "全国 40 拠点への");
    research.types("中核となる事業", "冷蔵配送");
    research.ticks("お客様の業界と事業を調べる");
    me.row("お客様の背景を把握する").fills("お客様の背景", "昨年は見送り。今年は社長の指示で再開");
    me.row("お客様の背景を把握する").ticks("お客様の背景を把握する");
    me.row("FTOP の活動履歴を確かめる")
        .fills("FTOP の活動履歴", "2026-08-03 メール\n2026-08-20 電話");
    me.row("FTOP の活動履歴を確かめる").ticks("FTOP の活動履歴を確かめる");

    // The account team.
    let account = me.row("お客様の状況をアカウント チームに聞く");
    for (field, text) in [
        ("お客様の事業 (アカウント チームの見方)", "物流の人手不足"),
        ("最近の動き", "7 月に提案"),
        ("Microsoft 365 の戦略", "メールから順に全社へ"),
        ("阻害要因", "回線の細い拠点"),
        ("未解決の問題", "サポート 1 件"),
        ("その他に考慮すること", "4 月に組織変更"),
    ] {
        account.fills(field, text);
    }
    account.ticks("お客様の状況をアカウント チームに聞く");
    let objectives = me.row("アカウント チームの目標を確かめる");
    objectives.fills("アカウント チームの目標", "Teams を全社の標準に");
    objectives.fills("会計年度", "FY27");
    objectives.ticks("アカウント チームの目標を確かめる");
    let notified = me.row("アカウント チームに開催を知らせる");
    notified.fills("アカウント チームに知らせた日", "2026-09-18");
    notified.ticks("アカウント チームに開催を知らせる");
    let invited = me.row("アカウント チームの担当者を招待する");
    invited.fills("招待したアカウント チームの担当者", "渡辺 亮");
    invited.ticks("アカウント チームの担当者を招待する");

    // People, and questions of one's own.
    opens_register(me, "キックオフの準備", "参加者名簿");
    me.part("参加者名簿").sees("参加者がまだいません");
    let person = adds(me, "参加者名簿", "参加者", "氏名", "佐藤 恵");
    person.fills("組織", "情報システム部");
    person.fills("役割", "導入責任者");
    person.chooses("所属", "お客様");
    let other = adds(me, "参加者名簿", "参加者", "氏名", "渡辺 亮");
    other.chooses("所属", "Microsoft 側");
    me.row("組織とメンバーの役割を把握する").ticks("組織とメンバーの役割を把握する");
    opens_register(me, "キックオフの準備", "聞きたいこと");
    let question = adds(me, "聞きたいこと", "質問", "質問", "拠点の回線は足りますか");
    question.fills("聞く相手", "佐藤 恵");
    me.row("お客様に合わせた質問を用意する").ticks("お客様に合わせた質問を用意する");

    // An entry that was removed by mistake comes back.
    let mistake = adds(me, "聞きたいこと", "質問", "質問", "消してはいけない質問");
    mistake.clicks_button("この記録を削除");
    me.sees("記録を削除しました。");
    me.part("聞きたいこと").does_not_see("消してはいけない質問");
    me.saying("記録を削除しました。").clicks_button("元に戻す");
    me.part("聞きたいこと").sees("消してはいけない質問");
}

fn first_contact(me: &Person) {
    goes_to(me, "日程調整とキックオフの実施");
    let contact = me.row("2 営業日以内にお客様へ連絡する");
    contact.sees("2026年9月25日(金) の終わりまでに連絡");
    contact.clicks_button("今連絡したと記録");
    contact.sees("期限内に連絡済みです");
    me.does_not_see("初回連絡 9/25(金) まで");
    let at = contact.value_of("初回連絡の日時");
    assert!(at.starts_with("2026-09-18T10:"), "{at}");
    contact.ticks("2 営業日以内にお客様へ連絡する");
}

fn entry_conditions(me: &Person) {
    goes_to(me, "開始条件");
    for met in [
        "FM への引き継ぎが完了",
        "お客様の業界・組織・役割を把握済み",
        "アカウント チームと連携済み",
    ] {
        me.row(met).sees("入力内容から確認済み");
        assert!(me.row(met).is_ticked(met), "{met}");
    }
    let team = "担当チームが決まり、役割を共有済み";
    me.row(team).ticks(team);
    me.part("ステップ").sees("4/4");
}

fn meeting(me: &Person) {
    goes_to(me, "日程調整とキックオフの実施");

    // A risk brings up the partner.
    let partner = me.row("パートナーの活用を話し合う");
    partner.sees("判定待ち");
    opens_register(me, "日程調整とキックオフの実施", "プロジェクトのリスク");
    let risk = adds(me, "プロジェクトのリスク", "リスク", "内容", "回線の増強が間に合わない");
    risk.chooses("種類", "阻害要因");
    risk.chooses("パートナーが助けになる領域", "プロジェクト全体の管理");
    partner.does_not_see("判定待ち");
    partner.ticks("パートナーの活用を話し合う");
    me.row("プロジェクトのリスクを確認する").ticks("プロジェクトのリスクを確認する");

    // The customer wants one: 983 is due, and says why.
    let referral = me.row("パートナーへの紹介を送る");
    referral.sees("任意");
    me.part("ステップ").follows("設定");
    answers(me, "パートナーの支援を希望", "はい");
    goes_to(me, "日程調整とキックオフの実施");
    referral.sees("実施が必要: 「お客様はパートナーの支援を希望していますか」の回答は「はい」です");
    referral.does_not_see("任意");
    referral.fills("紹介を送った日", "2026-09-18");
    referral.ticks("パートナーへの紹介を送る");

    // The terms: answered on the spot, then sent, then accepted.
    let (terms, accepted) =
        (me.row("利用規約のリンクを送る"), me.row("利用規約への同意を確かめる"));
    terms.sees("FTOP 1903");
    terms.sees("判定待ち");
    terms.unfolds("次の質問への回答で決まります");
    terms.question("FastTrack の利用規約").picks("はい");
    terms.does_not_see("判定待ち");
    accepted.ticks("利用規約への同意を確かめる");
    accepted.sees("先に済ませる項目が残っています: 「利用規約のリンクを送る」");
    terms.fills("利用規約を送った日", "2026-09-18");
    terms.ticks("利用規約のリンクを送る");
    accepted.does_not_see("先に済ませる項目");
    accepted.fills("利用規約に同意した日", "2026-09-18");
    accepted.fills("同意した方", "佐藤 恵");

    // What does not apply says so, and why, and cannot be ticked.
    let windows = me.row("Windows 10 展開 SME の参加を依頼する");
    windows.sees("対象外: 「Windows 10 展開支援の対象に新しく加わった既存のお客様ですか」の回答は「いいえ」です");
    assert!(!windows.has_a(Role::Checkbox, "Windows 10 展開 SME の参加を依頼する"));

    // The answers to one's own questions, and 994 at the end.
    opens_register(me, "日程調整とキックオフの実施", "聞きたいこと");
    let asked = me.part("聞きたいこと").row("拠点の回線は足りますか");
    // As open as it was left when it was written.
    asked.fills("答え", "3 拠点で不足。来月増強");
    for item in ["デッキときっかけの質問で話し始める", "知識ギャップをその場で記録する"]
    {
        me.row(item).ticks(item);
    }
    let kickoff = me.row("キックオフを実施する");
    kickoff.sees("FTOP 994");
    kickoff.fills("キックオフの日時", "2026-09-18T13:00");
    kickoff.fills("終了日時", "2026-09-18T14:00");
    kickoff.ticks("キックオフを実施する");
}

fn dibs_and_ssat(me: &Person) {
    goes_to(me, "DIBS の確認");
    me.unfolds("すべてのサービスに同じ内容を入れる");
    let all = me.fold("すべてのサービスに同じ内容を入れる");
    all.fills("期日 (Date)", "2026-12-01");
    all.chooses("意図 (Intent)", "あり");
    all.fills("ビジネス上の理由", "拠点との連絡を速くする");
    all.fills("成功責任者", "佐藤 恵");
    for part in ["期日", "意図", "理由"] {
        all.ticks(&format!("{part}をお客様と確認済み"));
    }
    all.clicks_button("すべてに反映");
    me.sees("すべてのサービスに反映しました。");
    all.reads_in("ビジネス上の理由", "");
    for service in ["コア オンボーディング", "Exchange Online", "Microsoft Teams"] {
        let part = me.part(service);
        part.reads_in("期日 (Date)", "2026-12-01");
        part.reads_chosen("意図 (Intent)", "あり");
        part.reads_in("成功責任者", "佐藤 恵");
        assert!(part.is_ticked("理由をお客様と確認済み"), "{service}");
        part.ticks("責任者をお客様と確認済み");
    }
    // One service differs.
    let teams = me.part("Microsoft Teams");
    teams.fills("ビジネス上の理由", "現場と本部の会議を減らす");
    me.part("Exchange Online").reads_in("ビジネス上の理由", "拠点との連絡を速くする");
    // The four rows follow from what is recorded of the services.
    for item in [
        "期日を確かめる",
        "意図 (Intent) を確かめる",
        "ビジネス上の理由を確かめる",
        "成功責任者を確かめる",
    ] {
        me.row(item).sees("入力内容から確認済み");
        assert!(me.row(item).is_ticked(item), "{item}");
    }

    goes_to(me, "SSAT の把握 (分かる範囲)");
    let exchange = me.part("Exchange Online");
    exchange.fills("関係者", "総務部、各拠点長");
    exchange.fills("シナリオ", "配送先からの問い合わせ");
    exchange.fills("利用資格メモ", "メールの統合を優先。予算は承認済み。");
    for service in ["コア オンボーディング", "Microsoft Teams"] {
        me.part(service).fills("利用資格メモ", "Exchange の次に展開。");
    }
    me.part("サービス別の状況 (4+4)").row("Exchange Online").sees("✓");
    for item in ["関係者の記録を始める", "シナリオの記録を始める"] {
        me.row(item).sees("入力内容から確認済み");
    }
}

fn own_task(me: &Person) {
    goes_to(me, "未分類のタスク");
    let task = adds(me, "追加した FTOP タスク", "タスク", "タスク ID", "4711");
    task.fills("タスク名", "拠点向け説明会を手配する");
    // From here on it goes by both.
    let task = me.part("追加した FTOP タスク").row("4711 拠点向け説明会を手配する");
    task.chooses("必須・任意", "必須 (M)");
    task.ticks("完了");
}

fn outcomes(me: &Person) {
    goes_to(me, "次のステップ");
    me.sees("次のプレイブックはまだ始められません");
    me.sees("残っている項目 (11)");

    goes_to(me, "完了条件 (成果)");
    me.row("DIBS・SSAT・利用資格メモを記録した").sees("入力内容から確認済み");
    for (outcome, evidence) in [
        ("互いを紹介し、役割を理解し合った", "佐藤様が役割表を読み上げた"),
        ("FTC の支援内容をお客様が理解した", "「移行の相談先が分かった」"),
        ("お客様が特典に価値を感じ、関心を持った", "次回は録画機能を見たいとのこと"),
        ("使えるサービスをお客様が理解した", "一覧を画面で確認"),
        ("他に使えるサービスも紹介した", "Yammer に関心"),
        ("さらに学ぶ機会を提案した", "BVD を提案"),
        ("ビジネス ニーズと成功への期待を聞いた", "問い合わせの返答を半日以内に"),
        ("ライセンスを使う時期と方法を聞いた", "12 月から順に"),
        ("必要なリソースと次回に見せるものが決まった", "回線図を受領予定"),
    ] {
        let row = me.row(outcome);
        row.unfolds("メモと詳細");
        row.fills("根拠 (誰が何を言ったか)", evidence);
        row.ticks(outcome);
        row.unfolds("メモと詳細");
    }

    // One is let go, and only with a reason.
    let waived = me.row("合わせて展開する利点を説明した");
    waived.unfolds("メモと詳細");
    answers(&waived, "状態", "見送り");
    waived.sees("理由を入力してください。入力するまで「未完了」のまま変わりません。");
    goes_to(me, "次のステップ");
    me.sees("残っている項目 (2)");
    goes_to(me, "完了条件 (成果)");
    answers(&waived, "状態", "見送り");
    waived.fills("理由", "Success Workshop で説明する");
    waived.sees("見送り");

    // One does not apply to this customer.
    let not_applicable = me.row("Teams での共同作業を始めた");
    not_applicable.unfolds("メモと詳細");
    answers(&not_applicable, "状態", "対象外");
    not_applicable.fills("理由", "社内規程により来年度から");
    not_applicable.sees("対象外");
    me.sees_it_saved();
}

fn next_steps(me: &Person) {
    goes_to(me, "次のステップ");
    me.sees("次のプレイブックに進めます");
    let gate = me.part("次のプレイブックに進めます");
    gate.does_not_see("残っている項目");
    gate.sees("Success Workshop で説明する");
    gate.sees("社内規程により来年度から");

    // The gate shuts again as soon as something is taken back, and says what.
    goes_to(me, "完了条件 (成果)");
    me.row("FTC の支援内容をお客様が理解した").unticks("FTC の支援内容をお客様が理解した");
    goes_to(me, "次のステップ");
    me.sees("次のプレイブックはまだ始められません");
    me.sees("残っている項目 (1)");
    me.part("次のプレイブックはまだ始められません").follows("FTC の支援内容をお客様が理解した");
    me.sees_a(Role::Heading, "完了条件 (成果)");
    me.row("FTC の支援内容をお客様が理解した").ticks("FTC の支援内容をお客様が理解した");
    goes_to(me, "次のステップ");
    me.sees("次のプレイブックに進めます");

    opens_register(me, "次のステップ", "フォローアップ ミーティング");
    let meeting = adds(me, "フォローアップ ミーティング", "ミーティング", "話題", "録画機能の実演");
    meeting.chooses("形式", "技術 SME とのミーティング");
    meeting.chooses("サービス", "Microsoft Teams");
    meeting.fills("開催日", "2026-10-02");
    me.row("フォローアップの日程を決める").ticks("フォローアップの日程を決める");
}

/// The file's name and bytes, and the progress that it tells.
fn hand_off(me: &Person) -> (String, Vec<u8>, String) {
    me.part("ステップ").follows("引き渡し");
    me.sees_a(Role::Heading, "デリバリー チームへの引き渡し");
    me.sees("前回の書き出し: 未書き出し");
    me.clicks_button("ファイルに書き出す");
    me.sees("読み戻して、内容が一致することを確認しました。");
    let (name, bytes) = me.browser.download();
    assert_eq!(name, "2026-09-18-株式会社_北風トレーダーズ-kickoff.json");
    me.sees("今日 (以降変更なし)");

    let text = String::from_utf8(bytes.clone()).unwrap();
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["format"], "kickoff-engagements");
    assert_eq!(file["schemaVersion"], 1);
    assert_eq!(file["playbook"]["id"], "customer-kickoff");
    assert_eq!(file["playbook"]["revision"], "2020-04-30");
    assert_eq!(file["counts"]["engagements"], 1);
    let at = file["exportedAt"].as_str().unwrap();
    assert!(at.starts_with("2026-09-18T10:") && at.ends_with("+09:00"), "{at}");
    let place =
        |part: &str| text.find(&format!("\n  \"{part}\"")).unwrap_or_else(|| panic!("no {part}"));
    assert!(place("format") < place("schemaVersion") && place("schemaVersion") < place("summary"));
    assert!(place("summary") < place("engagements"), "the summary comes before the data");
    let summary = &file["summary"][0];
    assert_eq!(summary["customer"], CUSTOMER);
    let lines: Vec<&str> =
        summary["ja"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(lines.contains(&"次のプレイブックに進めます"), "{lines:?}");
    let progress = lines.iter().find_map(|it| it.strip_prefix("進捗: ")).expect("the progress");
    let (progress, _) = progress.split_once(" (").expect("and of what is mandatory");
    me.sees(progress);
    me.part("Kickoff").follows("エンゲージメント一覧");
    me.row(CUSTOMER).sees(progress);
    me.row(CUSTOMER).sees("今日 (以降変更なし)");
    (name, bytes, progress.to_owned())
}

/// On another computer, with nothing but the file.
fn delivery_team_opens(site: &Site, file: &Path, progress: &str, id: &str) {
    let they = fast_track_manager(site);
    they.takes_in(file);
    they.row(CUSTOMER).sees(progress);
    they.row(CUSTOMER).sees("支援リクエスト (RFA)");
    they.follows(CUSTOMER);
    goes_to(&they, "キックオフの準備");
    let handover = they.row("引き継ぎを完了する");
    assert!(handover.is_ticked("引き継ぎを完了する"));
    handover.unfolds("メモと詳細");
    handover.reads_in("メモ", "経緯はメールで受領\n2 通目に契約の写し");
    handover.reads_in("担当", "森 直子");
    goes_to(&they, "DIBS の確認");
    they.part("Microsoft Teams").reads_in("ビジネス上の理由", "現場と本部の会議を減らす");
    goes_to(&they, "キックオフの準備");
    opens_register(&they, "キックオフの準備", "参加者名簿");
    let person = they.part("参加者名簿").row("佐藤 恵");
    person.unfolds("佐藤 恵");
    person.reads_in("組織", "情報システム部");
    person.reads_chosen("所属", "お客様");
    goes_to(&they, "未分類のタスク");
    let task = they.part("追加した FTOP タスク").row("4711 拠点向け説明会を手配する");
    task.sees("必須 (M)");
    task.unfolds("4711");
    task.reads_in("タスク名", "拠点向け説明会を手配する");

    // Field by field: what they have is what was sent.
    let sent: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let kept = saved::document(&they.storage(), id);
    assert_eq!(kept["fields"], sent["engagements"][0]["fields"]);

    // The same file a second time changes nothing.
    let before = they.storage();
    they.opens("#/open");
    they.chooses_file("ファイルを選ぶ", file);
    they.sees("同じ内容がすでにあります。取り込む必要はありません。");
    assert!(!they.has_a(Role::Button, "取り込む"));
    assert_eq!(they.storage(), before);
}

/// The file comes back with a change in it, and somebody has worked on here meanwhile.
fn comes_back_changed(me: &Person, file: &Path, scratch: &Scratch, id: &str) {
    let mut changed: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    changed["engagements"][0]["fields"]["fact/industry"] =
        json!({ "value": "食品の卸売と小売", "at": "2026-09-25T01:00:00.000Z/0/0a0b0c0d" });
    let changed = scratch.file("changed.json", changed.to_string());
    let mine = saved::records(&me.storage(), id);

    // Both are kept.
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &changed);
    me.sees("同じエンゲージメントがすでにあります");
    me.sees("このブラウザーの内容");
    me.question("同じエンゲージメントがすでにあります").picks("両方を残す (コピーとして追加)");
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    let copy = format!("{CUSTOMER} (コピー)");
    me.row(&copy).sees("支援リクエスト (RFA)");
    assert_eq!(saved::records(&me.storage(), id), mine, "keeping both has changed the first");

    // Mine is replaced, and what was here can come back.
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &changed);
    me.question("同じエンゲージメントがすでにあります").picks("置き換える (復元用コピーを残す)");
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    assert_eq!(saved::field(&me.storage(), id, "fact/industry"), "食品の卸売と小売");
    me.part("Kickoff").follows("データの管理と保護");
    let kept = me.row(&format!("{CUSTOMER} – 復元用コピー (取り込み前)"));
    kept.clicks_button("復元");
    me.sees("その時点の内容に復元しました。");
    assert_eq!(saved::field(&me.storage(), id, "fact/industry"), "食品の卸売");
    // And that can be taken back too.
    me.saying("その時点の内容に復元しました。").clicks_button("元に戻す");
    assert_eq!(saved::field(&me.storage(), id, "fact/industry"), "食品の卸売と小売");
}

/// The engagements that are kept.
fn ids(storage: &Storage) -> Vec<String> {
    let prefix = format!("{}eng/", saved::namespace());
    let ids = storage.keys().filter_map(|key| key.strip_prefix(&prefix)?.split('/').next());
    let mut ids: Vec<String> = ids.map(str::to_owned).collect();
    ids.sort();
    ids.dedup();
    ids
}

#[test]
fn the_language_changes_at_once_and_nothing_else_does() {
    let site = Site::open();
    let me = fast_track_manager(&site);
    me.takes_in(&e2e::site::tracked("tests/saves/contoso.kickoff.json"));
    me.follows("コントソ製作所");
    goes_to(&me, "キックオフの準備");
    me.row("引き継ぎを完了する").unfolds("メモと詳細");
    me.row("引き継ぎを完了する").fills("メモ", "英語にしても日本語のまま");
    me.sees_it_saved();
    saved::rests(&me);
    let lang = "return document.documentElement.lang;";
    assert_eq!(me.browser.script(lang), "ja");
    me.browser.script("window.sameDocument = true;");
    let engagements = |storage: Storage| -> BTreeMap<String, String> {
        let all = storage.into_iter().filter(|(key, _)| !key.contains(":pref/"));
        // A copy's text may go to the archive meanwhile.
        let of_copy = |key: &str| key.contains(":copy/");
        all.map(|(key, text)| if of_copy(&key) { (key, String::new()) } else { (key, text) })
            .collect()
    };
    let before = engagements(me.storage());

    me.clicks_button("English");
    me.sees_a(Role::Heading, "Prepare for the kickoff meeting");
    assert_eq!(me.browser.script(lang), "en");
    assert_eq!(me.browser.script("return sameDocument;"), true, "the page was loaded anew");
    let row = me.row("Complete the handover");
    row.sees("Optional");
    row.sees("FastTrack Manager");
    // What was open stays open, and what was typed stays as it was typed.
    row.reads_in("Note", "英語にしても日本語のまま");
    me.sees("Saved in this browser");
    me.part("Steps").follows("Key Outputs");
    me.sees_a(Role::Heading, "Key Outputs");
    me.part("Steps").follows("Hand-off");
    me.sees_a(Role::Heading, "Hand-off to the delivery team");
    assert_eq!(engagements(me.storage()), before);

    me.reloads();
    me.sees_a(Role::Heading, "Hand-off to the delivery team");
    assert_eq!(me.browser.script(lang), "en");
    me.opens("#/data");
    me.sees_a(Role::Heading, "Data and safety");
    me.clicks_button("日本語");
    me.sees_a(Role::Heading, "データの管理と保護");
    assert_eq!(me.browser.script(lang), "ja");
    assert_eq!(engagements(me.storage()), before);
    me.reloads();
    me.sees_a(Role::Heading, "データの管理と保護");
}

#[test]
fn no_english_screen_shows_japanese_words_of_the_app() {
    let site = Site::open();
    let me = fast_track_manager(&site);
    me.creates_engagement("Adventure Works");
    me.clicks_button("English");
    me.sees_a(Role::Heading, "Engagement setup");
    let steps = me.part("Steps");
    for step in [
        "Setup",
        "Overview",
        "Objectives",
        "Key Inputs",
        "Prepare for the kickoff meeting",
        "Schedule and conduct the kickoff meeting",
        "Review DIBS",
        "Capture SSAT where available",
        "Uncategorised tasks",
        "Key Outputs",
        "Next steps",
        "Hand-off",
    ] {
        steps.follows(step);
        let written = me.reads();
        // The one Japanese word is the way back to Japanese.
        let foreign: String = written
            .replace("日本語", "")
            .chars()
            .filter(|it| ('\u{3041}'..='\u{9FFF}').contains(it))
            .collect();
        assert!(foreign.is_empty(), "{step}: {foreign}");
    }
}

#[test]
fn what_was_deleted_comes_back() {
    let site = Site::open();
    let me = fast_track_manager(&site);
    me.takes_in(&e2e::site::tracked("tests/saves/contoso.kickoff.json"));
    let before = me.storage();
    let row = me.row("コントソ製作所");
    row.clicks_button("削除");
    me.sees("このエンゲージメントを削除しますか");
    me.clicks_button("先に書き出す");
    let (_, bytes) = me.browser.download();
    assert!(String::from_utf8(bytes).unwrap().contains("コントソ製作所"));
    me.clicks_button("削除");
    me.sees("ごみ箱に移しました。");
    me.sees("まだエンゲージメントがありません");
    me.clicks_button("元に戻す");
    row.sees("68 件中 65 件完了");

    row.clicks_button("削除");
    me.clicks_button("削除");
    me.sees("まだエンゲージメントがありません");
    me.reloads();
    me.part("Kickoff").follows("データの管理と保護");
    me.row("コントソ製作所 – 削除済み").clicks_button("復元");
    me.sees("復元しました。");
    me.sees("何もありません。");
    me.part("Kickoff").follows("エンゲージメント一覧");
    row.sees("68 件中 65 件完了");
    let fields = |storage: &Storage| saved::document(storage, &ids(storage)[0])["fields"].clone();
    assert_eq!(fields(&me.storage()), fields(&before));

    // For good only after a second yes.
    row.clicks_button("削除");
    me.clicks_button("削除");
    me.part("Kickoff").follows("データの管理と保護");
    me.row("コントソ製作所 – 削除済み").clicks_button("完全に削除");
    me.sees("この操作は元に戻せません。");
    me.clicks_button("完全に削除");
    me.sees("何もありません。");
    assert!(me.storage().values().all(|it| !it.contains("コントソ製作所")));
}

#[test]
fn an_own_task_is_listed_by_its_name_with_or_without_an_id() {
    let site = Site::open();
    let me = fast_track_manager(&site);
    me.creates_engagement("Adventure Works");
    goes_to(&me, "未分類のタスク");
    let register = me.part("追加した FTOP タスク");
    register.clicks_button("タスクを追加");
    register.fills("タスク名", "拠点向け説明会を手配する");
    register.row("拠点向け説明会を手配する").fills("タスク ID", "4711");
    me.reloads();
    // Folded now.
    assert!(!register.has_a(Role::Field, "タスク名"));
    register.sees("拠点向け説明会を手配する");
    register.sees("4711");
}

#[test]
fn several_engagements_stand_side_by_side() {
    let site = Site::open();
    let me = fast_track_manager(&site);
    for customer in ["アドベンチャー ワークス", "北風トレーダーズ", "Contoso"] {
        me.creates_engagement(customer);
    }
    me.part("Kickoff").follows("エンゲージメント一覧");
    me.fills("お客様・関係者・ID で探す", "contoso");
    me.sees("Contoso");
    me.does_not_see("北風トレーダーズ");
    me.fills("お客様・関係者・ID で探す", "どこにもない");
    me.sees("一致するエンゲージメントはありません。");
    me.fills("お客様・関係者・ID で探す", "");
    me.row("北風トレーダーズ").clicks_button("名前を変更");
    me.fills("お客様名", "南風トレーダーズ");
    me.clicks_button("名前を変更");
    me.row("南風トレーダーズ").sees("未書き出し");
    me.does_not_see("北風トレーダーズ");
    me.clicks_button("すべて書き出す");
    let (name, bytes) = me.browser.download();
    assert_eq!(name, "2026-09-18-kickoff.json");
    let file: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(file["counts"]["engagements"], 3);
    me.row("Contoso").sees("今日 (以降変更なし)");
}
