//! Nothing typed vanishes or is recorded unmeant: dates, reasons, choices by keyboard, drafts, compositions.

use e2e::person::key;
use e2e::{Person, Role, Settings, Site, eventually, page, saved};
use serde_json::{Value, json};

/// The id of the engagement that is open.
fn id_of(me: &Person) -> String {
    me.hash().split('/').nth(2).unwrap().to_owned()
}

/// What is recorded in the only field whose address ends like this.
fn recorded(me: &Person, address: &str) -> Value {
    let document = saved::document(&me.storage(), &id_of(me));
    let fields = document["fields"].as_object().unwrap();
    let mut found = fields.iter().filter(|(it, _)| it.ends_with(address));
    let value = found.next().map_or(Value::Null, |(_, it)| it["value"].clone());
    assert!(found.next().is_none(), "more than one {address}");
    value
}

/// How many values the only field with such an address has had, the one that stands there included.
fn history_rows(me: &Person, address: &str) -> usize {
    let document = saved::document(&me.storage(), &id_of(me));
    let past = document["past"].as_array().cloned().unwrap_or_default();
    1 + past.iter().filter(|it| it["field"].as_str().unwrap().ends_with(address)).count()
}

/// An outcome with its details open.
fn opened_outcome(me: &Person) -> Person {
    me.creates_engagement("Adventure Works");
    me.part("ステップ").follows("完了条件 (成果)");
    let row = me.row("使えるサービスをお客様が理解した");
    row.unfolds("メモと詳細");
    row.sees("状態");
    row
}

/// Waits until this is what is recorded.
#[track_caller]
fn records(me: &Person, address: &str, wanted: &Value) {
    eventually(&format!("{address} to be {wanted}"), || match recorded(me, address) {
        it if it == *wanted => Ok(()),
        other => Err(other.to_string()),
    });
}

/// Goes by longer than the app waits for the next letter.
fn pauses(me: &Person) {
    me.browser.later("await new Promise((done) => setTimeout(done, 600));");
}

/// What an input method shows before it is confirmed.
fn composes(me: &Person, text: &str) {
    let length = text.chars().count();
    me.browser.devtools(
        "Input.imeSetComposition",
        &json!({ "text": text, "selectionStart": length, "selectionEnd": length }),
    );
}

/// What it leaves there in the end.
fn confirms(me: &Person, text: &str) {
    me.browser.devtools("Input.insertText", &json!({ "text": text }));
}

/// What is said of half-typed dates that have gone.
fn left_out(fields: &str) -> String {
    format!("日付が途中までしか入力されていなかったため、記録していない項目: {fields}。")
}

fn is_half_typed(me: &Person) -> bool {
    me.browser.script(
        "return [...document.querySelectorAll('input')].some((it) => it.validity.badInput);",
    ) == json!(true)
}

#[test]
fn a_half_typed_date_stays_and_is_pointed_out_wherever_it_is_typed() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    me.part("対象のサービス").ticks("Exchange Online");
    me.sees_it_saved();

    // A moment, from nothing: the browser tells nothing while it is typed.
    let basics = me.part("基本情報");
    basics.tabs_to(Role::Field, "割り当て日時");
    me.keys_in("0918");
    basics.tabs_to(Role::Field, "シート数");
    basics.sees("日時を 2026-11-22 10:30 のように入力してください");
    me.sees_it_saved();
    assert!(is_half_typed(&me), "it was emptied");
    assert_eq!(recorded(&me, "fact/assigned-at"), Value::Null);
    // Something else that is recorded does not empty it either.
    me.keys_in("850");
    basics.tabs_to(Role::Field, "タイム ゾーン");
    records(&me, "fact/seats", &json!(850));
    assert!(is_half_typed(&me), "it was emptied");
    // Whoever goes elsewhere is told that it goes.
    me.part("ステップ").follows("DIBS の確認");
    me.sees(&left_out("割り当て日時"));

    // A day of one service.
    let service = me.part("Exchange Online");
    service.tabs_to(Role::Field, "期日 (Date)");
    me.keys_in("09");
    me.presses(&[key::TAB]);
    service.tabs_to(Role::List, "意図 (Intent)");
    service.sees("日付を 2026-11-22 のように入力してください");
    assert!(is_half_typed(&me), "it was emptied");

    // A day for all services: what was not applied is said, and stays.
    me.part("ステップ").follows("概要");
    me.part("ステップ").follows("DIBS の確認");
    me.unfolds("すべてのサービスに同じ内容を入れる");
    let all = me.fold("すべてのサービスに同じ内容を入れる");
    all.fills("ビジネス上の理由", "One place for all files");
    me.shift_tabs_to(Role::Fold, "すべてのサービスに同じ内容を入れる");
    all.tabs_to(Role::Field, "期日 (Date)");
    me.keys_in("09");
    all.clicks_button("すべてに反映");
    me.sees("すべてのサービスに反映しました。反映した項目: ビジネス上の理由");
    me.sees("読み取れないため、反映していません: 期日 (Date)");
    all.sees("日付を 2026-11-22 のように入力してください");
    assert!(is_half_typed(&me), "it was emptied");
    service.reads_in("ビジネス上の理由", "One place for all files");
    service.reads_in("期日 (Date)", "");
}

#[test]
fn a_new_row_with_half_a_date_stays_and_what_goes_is_named() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    me.part("対象のサービス").ticks("Exchange Online");
    // All of them are named,
    let basics = me.part("基本情報");
    for label in ["割り当て日時", "キックオフの日時"] {
        basics.tabs_to(Role::Field, label);
        me.keys_in("09");
    }
    me.part("ステップ").follows("DIBS の確認");
    me.sees(&left_out("割り当て日時、キックオフの日時"));
    // and by what they belong to.
    let service = me.part("Exchange Online");
    service.tabs_to(Role::Field, "期日 (Date)");
    me.keys_in("09");
    me.part("ステップ").follows("キックオフの準備");
    me.sees(&left_out("Exchange Online – 期日 (Date)"));

    me.opens(&format!("#/e/{}/prepare/closed-days", id_of(&me)));
    let days = me.part("独自の休業日");
    days.clicks_button("休業日を追加");
    me.keys_in("09");
    me.shift_tabs_to(Role::Link, "独自の休業日");
    days.sees("日付を 2026-11-22 のように入力してください");
    pauses(&me);
    assert!(is_half_typed(&me), "the row is gone");
    // What stays is not told of: the register is put away, and is as it was.
    me.presses(&[key::ESCAPE]);
    me.part("ステップ").follows("DIBS の確認");
    me.sees_a(Role::Heading, "DIBS の確認");
    pauses(&me);
    assert!(is_half_typed(&me), "the register was drawn anew");
    assert!(!me.can_see("記録していない項目"));
    me.opens(&format!("#/e/{}/dibs/gaps", id_of(&me)));
    me.sees(&left_out("(名称未入力) – 日付"));
}

#[test]
fn what_is_emptied_key_by_key_is_what_it_was() {
    let site = Site::open();
    let me = Person::new(&site);
    let row = opened_outcome(&me);
    let empties = |label: &str, length: usize| {
        row.types("理由", "");
        for _ in 0..length {
            me.presses(&[key::BACKSPACE]);
            // As slowly as a hand.
            me.browser.later("await new Promise((done) => setTimeout(done, 90));");
        }
        row.sees(&format!("入力するまで「{label}」のまま変わりません。"));
        me.presses(&[key::TAB]);
    };
    row.picks("見送り");
    row.types("理由", "Later");
    me.sees_it_saved();
    // Never left so far, so the state is what it was before, and waits as when it was picked.
    empties("未完了", 5);
    row.reads_picked("見送り");
    row.sees("入力するまで「未完了」のまま変わりません。");
    records(&me, "/mark", &Value::Null);

    row.types("理由", "In October");
    me.presses(&[key::TAB]);
    records(&me, "/mark", &json!({ "waived": "In October" }));
    empties("見送り", 10);
    row.reads_in("理由", "In October");
    records(&me, "/mark", &json!({ "waived": "In October" }));
}

#[test]
fn a_year_has_four_digits_in_every_date_field() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    me.part("対象のサービス").ticks("Exchange Online");
    let basics = me.part("基本情報");
    basics.tabs_to(Role::Field, "割り当て日時");
    // In the order in which this browser shows it, in one go.
    me.keys_in("091820261015a");
    if basics.value_of("割り当て日時") != "2026-09-18T10:15" {
        basics.fills("割り当て日時", "");
        me.reloads();
        basics.tabs_to(Role::Field, "割り当て日時");
        me.keys_in("202609181015");
    }
    basics.reads_in("割り当て日時", "2026-09-18T10:15");

    let mut dates = 0;
    for (page, register, add) in [
        ("setup", "meetings", "ミーティングを追加"),
        ("dibs", "gaps", "知識ギャップを追加"),
        ("prepare", "closed-days", "休業日を追加"),
        ("objectives", "services", ""),
    ] {
        me.opens(&format!("#/e/{}/{page}/{register}", id_of(&me)));
        if me.has_a(Role::Button, add) {
            me.clicks_button(add);
        }
        let all = "return [...document.querySelectorAll('input[type^=date]')].map((it) => it.max);";
        let found = me.browser.script(all);
        for max in found.as_array().unwrap() {
            dates += 1;
            assert!(max.as_str().unwrap().starts_with("2099-12-31"), "{page}: {max}");
        }
    }
    println!("{dates} date fields looked at");
    assert!(5 < dates, "{dates}");
}

#[test]
fn a_reason_is_one_step_of_undo_and_one_row_of_history() {
    let site = Site::open();
    let me = Person::new(&site);
    let row = opened_outcome(&me);
    let reason = "Next workshop in October";
    row.picks("見送り");
    row.types("理由", "");
    for letter in reason.chars() {
        me.keys_in(&letter.to_string());
    }
    me.sees_it_saved();
    eventually("the reason", || match recorded(&me, "/mark") {
        it if it["waived"] == reason => Ok(()),
        other => Err(other.to_string()),
    });
    let rows = history_rows(&me, "/mark");
    row.reads_in("理由", reason);
    let mut steps = 0;
    while !recorded(&me, "/mark").is_null() {
        me.clicks_button("元に戻す");
        me.sees_it_saved();
        steps += 1;
    }
    println!("{} letters of a reason: {steps} steps of undo, {rows} rows of history", reason.len());
    assert_eq!((steps, rows), (1, 1));
}

#[test]
fn arrows_move_through_the_states_and_record_none_on_the_way() {
    let site = Site::open();
    let me = Person::new(&site);
    let row = opened_outcome(&me);
    row.tabs_to(Role::Radio, "未完了");
    for (at, state) in ["完了", "見送り"].into_iter().enumerate() {
        me.presses(&[key::DOWN]);
        row.reads_picked(state);
        pauses(&me);
        let found = recorded(&me, "/mark");
        println!("key {} of the way through the states: {found} is recorded", at + 1);
        assert_eq!(found, Value::Null, "at {state}");
    }
    // Left without a reason it waits, and says what is recorded.
    row.tabs_to(Role::Field, "理由");
    row.tabs_to(Role::Field, "メモ");
    row.reads_picked("見送り");
    row.sees("理由を入力してください。入力するまで「未完了」のまま変わりません。");
    me.sees_it_saved();
    assert_eq!(recorded(&me, "/mark"), Value::Null);

    // Where somebody stops is recorded, once.
    row.shift_tabs_to(Role::Radio, "見送り");
    me.presses(&[key::UP]);
    row.reads_picked("完了");
    assert_eq!(recorded(&me, "/mark"), Value::Null);
    me.presses(&[key::TAB]);
    records(&me, "/mark", &json!("done"));
    assert_eq!(history_rows(&me, "/mark"), 1);
    me.clicks_button("元に戻す");
    records(&me, "/mark", &Value::Null);
    row.reads_picked("未完了");
}

#[test]
fn a_choice_by_keyboard_is_recorded_where_somebody_says_so_or_leaves() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    let motion = me.question("どのモーション");
    motion.tabs_to(Role::Radio, "未確認");
    me.presses(&[key::DOWN]);
    motion.reads_picked("お客様の状態 (Customer Health)");
    me.presses(&[key::DOWN]);
    motion.reads_picked("支援リクエスト (RFA)");
    pauses(&me);
    assert_eq!(recorded(&me, "answer/motion"), Value::Null);
    me.presses(&[key::SPACE]);
    records(&me, "answer/motion", &json!("rfa"));
    assert_eq!(history_rows(&me, "answer/motion"), 1);

    // Undo from the middle of the way leads to what was recorded, and shows it.
    me.presses(&[key::UP]);
    motion.reads_picked("お客様の状態 (Customer Health)");
    me.presses(&[key::CONTROL, 'z']);
    motion.reads_picked("支援リクエスト (RFA)");
    records(&me, "answer/motion", &json!("rfa"));

    // Another place in the app is a way to leave, too. The keyboard is where it was.
    me.presses(&[key::DOWN]);
    me.presses(&[key::UP]);
    motion.reads_picked("お客様の状態 (Customer Health)");
    me.browser.goes_back();
    me.sees_a(Role::Heading, "エンゲージメント一覧");
    me.row("Adventure Works").sees("お客様の状態 (Customer Health)");
    me.browser.goes_forward();
    records(&me, "answer/motion", &json!("customer-health"));

    // A list to choose from.
    let basics = me.part("基本情報");
    basics.tabs_to(Role::List, "営業日の数え方");
    me.presses(&[key::DOWN]);
    me.presses(&[key::DOWN]);
    pauses(&me);
    assert_eq!(recorded(&me, "fact/calendar"), Value::Null);
    me.presses(&[key::TAB]);
    eventually("the calendar", || match recorded(&me, "fact/calendar") {
        Value::Null => Err("nothing yet".to_owned()),
        _ => Ok(()),
    });
    assert_eq!(history_rows(&me, "fact/calendar"), 1);
    // With the mouse it is picked at once.
    motion.picks("支援リクエスト (RFA)");
    records(&me, "answer/motion", &json!("rfa"));
}

#[test]
fn a_state_waits_for_its_reason_wherever_somebody_goes_meanwhile() {
    let site = Site::open();
    let me = Person::new(&site);
    let row = opened_outcome(&me);
    row.picks("見送り");
    // The keyboard is where the reason is typed.
    eventually("the keyboard", || match page::focused(&me.browser).map(|it| it.name) {
        Some(it) if it == "理由" => Ok(()),
        other => Err(format!("{other:?}")),
    });
    me.clicks_button("English");
    let row = me.row("Customer knows which services are available");
    row.reads_picked("Waive");
    row.sees("Give a reason. Until then the state stays “Open”.");
    me.clicks_button("日本語");
    me.part("ステップ").follows("概要");
    me.part("ステップ").follows("完了条件 (成果)");
    let row = me.row("使えるサービスをお客様が理解した");
    row.reads_picked("見送り");
    // What cannot be seen is no reason.
    row.fills("理由", "\u{200b}\u{feff}");
    row.sees("理由を入力してください。");
    assert_eq!(recorded(&me, "/mark"), Value::Null);
    row.fills("理由", "\u{200b}Next workshop");
    records(&me, "/mark", &json!({ "waived": "Next workshop" }));
    me.presses(&[key::TAB]);
    // Emptied, what is recorded stays, and is there again.
    row.fills("理由", "");
    row.sees("入力するまで「見送り」のまま変わりません。");
    me.presses(&[key::TAB]);
    row.reads_in("理由", "Next workshop");
    records(&me, "/mark", &json!({ "waived": "Next workshop" }));
}

#[test]
fn a_composition_is_taken_whole_in_every_text() {
    let site = Site::open();
    let me = Person::new(&site);
    let row = opened_outcome(&me);
    row.picks("見送り");
    row.types("理由", "A");
    records(&me, "/mark", &json!({ "waived": "A" }));
    composes(&me, "けいy");
    row.reads_in("理由", "Aけいy");
    pauses(&me);
    assert_eq!(recorded(&me, "/mark"), json!({ "waived": "A" }));
    composes(&me, "けいやく");
    confirms(&me, "契約");
    records(&me, "/mark", &json!({ "waived": "A契約" }));

    row.types("メモ", "B");
    records(&me, "/note", &json!("B"));
    composes(&me, "めm");
    pauses(&me);
    assert_eq!(recorded(&me, "/note"), json!("B"));
    confirms(&me, "メモ");
    records(&me, "/note", &json!("Bメモ"));
    // Whoever leaves in the middle has what stood there then.
    composes(&me, "のこり");
    row.reads_in("メモ", "Bメモのこり");
    me.presses(&[key::TAB]);
    records(&me, "/note", &json!("Bメモのこり"));

    // The search waits, too: nobody is called けいy.
    me.part("Kickoff").follows("エンゲージメント一覧");
    me.types("お客様・関係者・ID で探す", "");
    me.row("Adventure Works").sees("未書き出し");
    me.tabs_to(Role::Field, "お客様・関係者・ID で探す");
    composes(&me, "けいy");
    me.reads_in("お客様・関係者・ID で探す", "けいy");
    assert!(me.can_see("Adventure Works"));
    confirms(&me, "契約");
    me.sees("一致するエンゲージメントはありません");
}

#[test]
fn what_is_filled_in_for_all_services_is_there_again() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    me.part("対象のサービス").ticks("Exchange Online");
    me.part("ステップ").follows("DIBS の確認");
    let is_asked = || {
        me.browser.script("return !dispatchEvent(new Event('beforeunload', { cancelable: true }));")
    };
    assert_eq!(is_asked(), json!(false));
    me.unfolds("すべてのサービスに同じ内容を入れる");
    me.clicks_button("すべてに反映");
    me.sees("まだ何も入力されていないため、反映していません。");
    let all = me.fold("すべてのサービスに同じ内容を入れる");
    all.fills("期日 (Date)", "2026-12-01");
    all.chooses("意図 (Intent)", "あり");
    all.fills("ビジネス上の理由", "One place for all files");
    all.fills("成功責任者", "Keiko Sato");
    all.ticks("期日をお客様と確認済み");
    // Whoever closes the page is asked.
    assert_eq!(is_asked(), json!(true));
    let is_there = |all: &Person| {
        all.reads_in("期日 (Date)", "2026-12-01");
        all.reads_chosen("意図 (Intent)", "あり");
        all.reads_in("ビジネス上の理由", "One place for all files");
        all.reads_in("成功責任者", "Keiko Sato");
        assert!(all.is_ticked("期日をお客様と確認済み"));
    };
    me.part("ステップ").follows("概要");
    me.sees_a(Role::Heading, "概要");
    me.browser.goes_back();
    is_there(&all);
    me.part("Kickoff").follows("エンゲージメント一覧");
    me.row("Adventure Works").sees("未書き出し");
    me.browser.goes_back();
    is_there(&all);
    me.clicks_button("English");
    me.fold("Same for all services").reads_in("Date", "2026-12-01");
    me.clicks_button("日本語");
    is_there(&all);
    all.clicks_button("すべてに反映");
    me.sees("すべてのサービスに反映しました。反映した項目: 期日 (Date)、期日をお客様と確認済み、");
    all.reads_in("ビジネス上の理由", "");
    assert_eq!(is_asked(), json!(false));
    let service = me.part("Exchange Online");
    service.reads_in("期日 (Date)", "2026-12-01");
    service.reads_in("成功責任者", "Keiko Sato");
    me.clicks_button("元に戻す");
    service.reads_in("成功責任者", "");
    service.reads_in("期日 (Date)", "");
}

#[test]
fn names_are_found_however_they_are_written() {
    let site = Site::open();
    let me = Person::new(&site);
    me.clicks_button("新しいエンゲージメント");
    me.fills("お客様名", "\u{200b}\u{2060}");
    me.clicks_button("作成");
    me.sees("お客様名を入力してください。");
    me.clicks_button("キャンセル");
    for name in ["Ｃｏｎｔｏｓｏ", "㈱ファブリカム", "Adventure  Works"] {
        me.creates_engagement(name);
    }
    me.opens("#/");
    for (wanted, found, others) in [
        ("contoso", "Ｃｏｎｔｏｓｏ", "㈱ファブリカム"),
        ("(株)", "㈱ファブリカム", "Ｃｏｎｔｏｓｏ"),
        ("（株）ﾌｧﾌﾞ", "㈱ファブリカム", "Ｃｏｎｔｏｓｏ"),
        ("adventure\u{200b}works", "Adventure  Works", "Ｃｏｎｔｏｓｏ"),
    ] {
        me.fills("お客様・関係者・ID で探す", wanted);
        me.does_not_see(others);
        me.sees(found);
    }
    // One person is suggested once.
    me.fills("お客様・関係者・ID で探す", "");
    me.follows("Ｃｏｎｔｏｓｏ");
    me.part("ステップ").follows("キックオフの準備");
    me.part("記録一覧").follows("参加者名簿");
    for name in ["佐藤 恵子", "佐藤　恵子", "Ann Lee", "ＡＮＮ ＬＥＥ", "鈴木"] {
        let people = me.part("参加者名簿");
        people.clicks_button("参加者を追加");
        people.row("(名称未入力)").fills("氏名", name);
        people.row(name).sees("役割");
    }
    let suggested = me
        .browser
        .script("return [...document.querySelectorAll('datalist option')].map((it) => it.value);");
    assert_eq!(suggested, json!(["佐藤 恵子", "Ann Lee", "鈴木"]));
}

#[test]
fn addresses_are_understood_as_they_are_pasted_and_show_where_they_lead() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    me.part("ステップ").follows("キックオフの準備");
    me.part("記録一覧").follows("参考にした情報");
    let sources = me.part("参考にした情報");
    sources.clicks_button("情報源を追加");
    let source = sources.row("(名称未入力)");
    let links = "return [...document.querySelectorAll('.aside a[target]')].map((it) => it.href);";
    for (typed, leads_to) in [
        ("<https://teams.example>", "https://teams.example/"),
        ("www.contoso.co.jp", "https://www.contoso.co.jp/"),
        ("\u{200b}https://contoso.example/a\u{feff}", "https://contoso.example/a"),
    ] {
        source.fills("アドレス", typed);
        eventually(leads_to, || match me.browser.script(links) {
            it if it == json!([leads_to]) => Ok(()),
            other => Err(other.to_string()),
        });
        records(&me, "/address", &json!(typed));
    }
    for (typed, why) in [
        (
            "https://a.example https://b.example",
            "アドレスが複数入力されているため、文字として表示しています。",
        ),
        (
            "https://microsoft.com@evil.example/",
            "接続先を見誤りやすいため、文字として表示しています。",
        ),
        ("https://a:b@evil.example/", "接続先を見誤りやすいため、文字として表示しています。"),
    ] {
        source.fills("アドレス", typed);
        source.sees(why);
        source.sees(typed);
        assert_eq!(me.browser.script(links), json!([]), "{typed}");
    }
    // What reads like a path may be a part of the host, and marks of direction turn a line round.
    for (typed, host) in [
        ("https://microsoft.com\u{2044}login.evil.example/", "evil.example"),
        ("https://evil.example/\u{202e}moc.tfosorcim//:sptth", "evil.example"),
    ] {
        source.fills("アドレス", typed);
        source.sees("→ ");
        source.sees(host);
    }
    source.fills("アドレス", "https://contoso.example/a");
    source.does_not_see("→ ");
}

#[test]
fn undo_by_keys_works_from_a_date_and_from_a_list() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    let basics = me.part("基本情報");
    basics.fills("割り当て日時", "2026-09-18T09:30");
    records(&me, "fact/assigned-at", &json!("2026-09-18T09:30"));
    basics.tabs_to(Role::Field, "キックオフの日時");
    me.presses(&[key::CONTROL, 'z']);
    records(&me, "fact/assigned-at", &Value::Null);
    basics.reads_in("割り当て日時", "");
    me.presses(&[key::CONTROL, key::SHIFT, 'z']);
    records(&me, "fact/assigned-at", &json!("2026-09-18T09:30"));
    basics.tabs_to(Role::List, "営業日の数え方");
    me.presses(&[key::CONTROL, 'z']);
    records(&me, "fact/assigned-at", &Value::Null);
}

#[test]
fn undo_by_keys_works_in_a_text_in_which_nobody_has_typed() {
    let site = Site::open();
    let me = Person::new(&site);
    let row = opened_outcome(&me);
    let title = "使えるサービスをお客様が理解した";
    row.ticks(title);
    row.tabs_to(Role::Field, "メモ");
    me.presses(&[key::CONTROL, 'z']);
    row.waits_until_ticked(title, false);
    // What is typed there is the browser's to undo.
    row.ticks(title);
    row.types("メモ", "B");
    me.sees_it_saved();
    me.presses(&[key::CONTROL, 'z']);
    row.reads_in("メモ", "");
    assert!(row.is_ticked(title));

    // A date that is not recorded yet goes by undo at once, and its field shows that.
    me.part("ステップ").follows("概要");
    me.opens(&format!("#/e/{}/setup", id_of(&me)));
    let basics = me.part("基本情報");
    basics.tabs_to(Role::Field, "割り当て日時");
    me.browser.script(
        "const field = document.activeElement;
         const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
         set.call(field, '2026-09-18T09:30');
         field.dispatchEvent(new Event('input', { bubbles: true }));
         field.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));",
    );
    basics.reads_in("割り当て日時", "");
    me.sees_it_saved();
    assert_eq!(recorded(&me, "fact/assigned-at"), Value::Null);
}

#[test]
fn a_value_that_comes_by_a_change_alone_is_taken() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    me.browser.script(
        "const field = [...document.querySelectorAll('input')].find((it) => it.labels[0]?.textContent === 'シート数');
         field.focus();
         field.value = '1,200 席';
         field.dispatchEvent(new Event('change', { bubbles: true }));
         field.blur();",
    );
    records(&me, "fact/seats", &json!(1200));
    me.part("基本情報").reads_in("シート数", "1200");
    // Grouping that groups nothing is not guessed at.
    me.part("基本情報").fills("シート数", "1,5");
    me.part("基本情報").sees("整数を 1200 のように");
    records(&me, "fact/seats", &json!({ "unclear": "1,5" }));
}

#[test]
fn a_text_area_grows_where_the_browser_does_not_do_it() {
    let site = Site::open();
    let settings = Settings {
        prelude: "CSS.supports = ((was) => (...asked) => asked[0] !== 'field-sizing' && was(...asked))(CSS.supports.bind(CSS));",
        ..Settings::default()
    };
    let me = Person::at(&site, settings);
    let row = opened_outcome(&me);
    let height = || {
        let height = "return [...document.querySelectorAll('textarea')].find((it) => it.labels[0].textContent === 'メモ').clientHeight;";
        me.browser.script(height).as_f64().unwrap()
    };
    let before = height();
    row.types("メモ", &"line\n".repeat(12));
    eventually("a higher text area", || match height() {
        it if before + 150.0 < it => Ok(()),
        it => Err(format!("{it} after {before}")),
    });
    me.sees_it_saved();
    me.reloads();
    row.unfolds("メモと詳細");
    row.sees("状態");
    assert!(before + 150.0 < height(), "drawn anew it is as high: {}", height());
    row.fills("メモ", "");
    eventually("a lower text area", || {
        if height() == before { Ok(()) } else { Err(height().to_string()) }
    });
}
