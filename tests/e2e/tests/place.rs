//! The page stays where it is, and the keyboard is never lost.

use e2e::person::key;
use e2e::site::tracked;
use e2e::{Person, Role, Settings, Site, eventually, page, saved};
use serde_json::json;

const CUSTOMER: &str = "コントソ製作所";
const REGISTERS: &str = "記録一覧";
const SOURCES: &str = "参考にした情報";
const EMPTY: &str = "情報源がまだありません。";

/// Time goes ten times as fast for what waits longer than a moment.
const HURRIED: &str = "const wait = window.setTimeout;
    window.setTimeout = (act, pause, ...more) => wait(act, pause > 1000 ? pause / 10 : pause, ...more);";

fn goes_to(me: &Person, step: &str) {
    me.part("ステップ").follows(step);
    me.sees_a(Role::Heading, step);
}

/// Waits for a page without moving it, as finding something on it does.
fn shows(me: &Person, page: &str) {
    eventually(page, || match me.browser.script("return document.title;") {
        it if it.as_str().is_some_and(|it| it.starts_with(page)) => Ok(()),
        it => Err(it.to_string()),
    });
}

fn scrolled(me: &Person) -> i64 {
    me.browser.script("return Math.round(scrollY);").as_i64().unwrap()
}

/// Waits until the keyboard is on this.
#[track_caller]
fn is_on(me: &Person, role: &str, name: &str) {
    eventually(&format!("the keyboard on {role} “{name}”"), || {
        match page::focused(&me.browser) {
            Some(it)
                if it.role == role
                    && page::squeezed(&it.name).starts_with(&page::squeezed(name)) =>
            {
                Ok(())
            }
            other => Err(format!("{other:?}")),
        }
    });
}

#[track_caller]
fn is_at(me: &Person, y: i64) {
    eventually("the place on the page", || match scrolled(me) {
        it if (it - y).abs() <= 1 => Ok(()),
        it => Err(format!("{it} instead of {y}")),
    });
}

/// Far down on a long page, with the keyboard on a link that opens a register.
fn far_down(me: &Person) -> i64 {
    goes_to(me, "キックオフの準備");
    me.part("キックオフの準備").part(REGISTERS).tabs_to(Role::Link, SOURCES);
    let y = scrolled(me);
    assert!(500 < y, "{y}");
    y
}

#[test]
fn a_register_at_the_side_leaves_the_page_where_it_is_and_gives_the_keyboard_back() {
    let site = Site::open();
    // A drawer over the page, and a column beside it.
    for width in [1280, 1600] {
        let me = Person::at(&site, Settings { width, ..Settings::default() });
        me.creates_engagement(CUSTOMER);
        let y = far_down(&me);
        me.presses(&[key::ENTER]);
        me.sees(EMPTY);
        is_at(&me, y);
        // The next Tab is in what has opened.
        eventually("the keyboard in the panel", || {
            let focus = me.browser.script("return document.activeElement.ariaLabel;");
            if focus == SOURCES { Ok(()) } else { Err(focus.to_string()) }
        });
        me.presses(&[key::TAB]);
        is_on(&me, "button", "情報源を追加");
        me.presses(&[key::ENTER]);
        me.keys_in("Annual report");
        me.part(SOURCES).sees("Annual report");
        is_at(&me, y);

        me.presses(&[key::ESCAPE]);
        is_on(&me, "link", SOURCES);
        is_at(&me, y);

        // By its own button, and by the browser's.
        me.presses(&[key::ENTER]);
        me.part(SOURCES).sees("Annual report");
        me.browser.goes_back();
        is_on(&me, "link", SOURCES);
        is_at(&me, y);
    }
}

#[test]
fn what_opens_and_closes_within_a_frame_does_not_get_the_keyboard() {
    let site = Site::open();
    let me = Person::at(&site, Settings { width: 1600, height: 1000, ..Settings::default() });
    me.creates_engagement(CUSTOMER);
    far_down(&me);
    me.browser.later(
        "const to = (hash) => new Promise((done) => {
             addEventListener('hashchange', done, { once: true });
             location.hash = hash;
         });
         const here = location.hash;
         const [frame, due] = [window.requestAnimationFrame, []];
         window.requestAnimationFrame = (act) => due.push(act);
         await to(`${here}/sources`);
         await to(here);
         window.requestAnimationFrame = frame;
         frame((now) => due.forEach((act) => act(now)));
         for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
         return 0;",
    );
    is_on(&me, "link", SOURCES);
}

#[test]
fn a_letter_after_escape_is_a_key_at_once_and_not_written_in_the_panel() {
    let site = Site::open();
    let me = Person::at(&site, Settings { width: 1600, height: 1000, ..Settings::default() });
    me.creates_engagement(CUSTOMER);
    far_down(&me);
    me.presses(&[key::ENTER]);
    me.sees(EMPTY);
    me.tabs_to(Role::Button, "情報源を追加");
    me.presses(&[key::ENTER]);
    me.keys_in("Annual report");
    // In one task: nothing of the browser's comes in between, as between two keys on a busy machine.
    let has_keyboard = me.browser.script(
        "const escape = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
         document.activeElement.dispatchEvent(escape);
         return Boolean(document.activeElement.closest('.aside'));",
    );
    assert_eq!(has_keyboard, false, "the panel has the keyboard after Escape");
    me.presses(&['c']);
    is_in_line(&me);
    me.keys_in("決定: Teams");
    me.presses(&[key::ENTER]);
    me.sees("記録しました");
    me.sees_it_saved();
    let document = saved::document(&me.storage(), me.hash().split('/').nth(2).unwrap());
    let all = document["fields"].to_string();
    assert!(all.contains("\"Annual report\"") && all.contains("\"Teams\""), "{all}");

    // And where the address has changed already, but what follows from it is not drawn yet.
    me.tabs_to(Role::Link, SOURCES);
    me.presses(&[key::ENTER]);
    me.tabs_to(Role::Button, "情報源を追加");
    me.browser.later(
        "const press = (key) => document.activeElement.dispatchEvent(
             new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
         await new Promise((done) => {
           addEventListener('hashchange', () => { press('c'); done(); }, { once: true });
           press('Escape');
         });
         for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
         return 0;",
    );
    is_in_line(&me);
}

/// Waits until the keyboard is in the line in which anything is noted.
#[track_caller]
fn is_in_line(me: &Person) {
    eventually("the keyboard in the line", || {
        let focus = me.browser.script("return document.activeElement.id;");
        if focus == "line" { Ok(()) } else { Err(focus.to_string()) }
    });
}

#[test]
fn a_drawer_covers_neither_its_button_nor_undo() {
    let site = Site::open();
    for (width, height) in [(1280, 900), (1000, 700), (390, 844)] {
        let me = Person::at(&site, Settings { width, height, ..Settings::default() });
        me.creates_engagement(CUSTOMER);
        me.part("対象のサービス").ticks("Exchange Online");
        me.part("エンゲージメント").follows(REGISTERS);
        me.sees_a(Role::Button, "参加者を追加");
        // What is covered cannot be clicked.
        me.part("エンゲージメント").clicks_button("元に戻す");
        me.part("対象のサービス").waits_until_ticked("Exchange Online", false);
        me.part("エンゲージメント").follows(REGISTERS);
        eventually("the drawer to close", || {
            if me.has_a(Role::Button, "参加者を追加") {
                Err("it is open".to_owned())
            } else {
                Ok(())
            }
        });
        is_on(&me, "link", REGISTERS);
    }
}

#[test]
fn whoever_is_led_to_a_register_of_another_page_finds_it_open_wherever_the_keyboard_was() {
    let site = Site::open();
    // A drawer, a column, and a whole phone, small or large.
    for (width, height) in [(1280, 900), (1600, 1000), (390, 844), (560, 844)] {
        let me = Person::at(&site, Settings { width, height, ..Settings::default() });
        me.clicks_button("サンプルで試す");
        me.sees_a(Role::Heading, "エンゲージメントの設定");
        let id = me.hash().split('/').nth(2).unwrap().to_owned();
        me.opens(&format!("#/e/{id}/dibs"));
        // It goes with the page.
        me.sees("サービス別の状況");
        me.browser.script("document.querySelector('.sheet textarea').focus();");
        me.opens(&format!("#/e/{id}/prepare/risks"));
        eventually("the keyboard in the register", || {
            let focus = me.browser.script("return document.activeElement.ariaLabel;");
            if focus == "プロジェクトのリスク" { Ok(()) } else { Err(focus.to_string()) }
        });
        assert!(me.hash().ends_with("/prepare/risks"), "{}", me.hash());
        // Its head can be read: the head of the page, with the next day in it, covers none of it.
        me.sees_a(Role::Button, "リスクを追加");
        let [head, drawer] = [".head", ".aside"].map(|it| {
            let edges = "const it = document.querySelector(arguments[0]).getBoundingClientRect();
                         return arguments[0] === '.head' ? it.bottom : it.top;";
            me.browser.script_with(edges, &json!([it])).as_f64().unwrap()
        });
        assert!(head <= drawer + 1.0, "the head ends at {head}, the drawer begins at {drawer}");
    }
}

#[test]
fn back_leads_to_where_the_page_was_left_and_so_does_a_reload() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    let y = far_down(&me);
    let here = me.hash();
    // Another step, as if its address were typed.
    me.opens(&here.replace("/prepare", "/exit").replacen('/', "#/", 1));
    shows(&me, "完了条件 (成果)");
    is_at(&me, 0);
    me.browser.script("scrollTo(0, 400);");
    me.browser.goes_back();
    shows(&me, "キックオフの準備");
    is_at(&me, y);
    me.browser.goes_forward();
    is_at(&me, 400);
    me.browser.goes_back();
    is_at(&me, y);
    me.reloads();
    shows(&me, "キックオフの準備");
    is_at(&me, y);
    // By a link.
    me.browser.script("[...document.querySelectorAll('nav a')].find((it) => it.textContent.includes('概要')).click();");
    shows(&me, "概要");
    is_at(&me, 0);
    me.browser.goes_back();
    is_at(&me, y);
    // From another screen.
    me.opens("#/data");
    shows(&me, "データの管理と保護");
    me.browser.goes_back();
    shows(&me, "キックオフの準備");
    is_at(&me, y);
}

#[test]
fn a_step_that_is_opened_begins_at_its_heading_on_the_smallest_screens_too() {
    let site = Site::open();
    // A usual laptop at 200 %.
    let me = Person::at(&site, Settings { width: 683, height: 384, ..Settings::default() });
    me.creates_engagement(CUSTOMER);
    let steps = "const link = [...document.querySelectorAll('nav a')].find((it) => it.textContent.includes(arguments[0]));
        scrollTo(0, 900); link.focus({ preventScroll: true }); link.click();";
    for step in [
        "キックオフの準備",
        "日程調整とキックオフの実施",
        "完了条件 (成果)",
        "更新履歴とプレイブックの情報",
    ] {
        me.browser.script_with(steps, &serde_json::json!([step]));
        me.sees_a(Role::Heading, step);
        me.browser.script("scrollTo(0, 900);");
        me.part("ステップ").follows("設定");
        me.sees_a(Role::Heading, "エンゲージメントの設定");
        me.browser.script_with(steps, &serde_json::json!([step]));
        eventually(step, || {
            let top = "return document.querySelector('main h1').textContent.includes(arguments[0]) && document.querySelector('main h1').getBoundingClientRect().top;";
            let top = me.browser.script_with(top, &serde_json::json!([step]));
            if top.as_f64().is_some_and(|it| (0.0..384.0).contains(&it)) && scrolled(&me) == 0 {
                Ok(())
            } else {
                Err(format!("{top} at {}", scrolled(&me)))
            }
        });
    }
}

#[test]
fn undo_and_another_tab_leave_the_page_where_it_is() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    goes_to(&me, "キックオフの準備");
    let here = me.hash();
    let row = me.row("引き継ぎを完了する");
    row.ticks("引き継ぎを完了する");
    me.part("キックオフの準備").part(REGISTERS).tabs_to(Role::Link, SOURCES);
    let y = scrolled(&me);
    me.presses(&[key::CONTROL, 'z']);
    let ticked = |me: &Person, wanted: bool| {
        let ticked = "return document.querySelector('main input[type=checkbox]:checked') !== null;";
        if me.browser.script(ticked) == wanted { Ok(()) } else { Err(format!("{wanted}?")) }
    };
    eventually("the tick to be taken back", || ticked(&me, false));
    is_at(&me, y);
    is_on(&me, "link", SOURCES);

    let first = me.browser.opens_tab();
    me.opens(&format!("#{here}"));
    me.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    me.sees_it_saved();
    me.browser.looks_at(&first);
    eventually("the other tab's tick", || ticked(&me, true));
    is_at(&me, y);
    is_on(&me, "link", SOURCES);
}

#[test]
fn what_is_added_can_be_written_at_once_and_goes_again_if_it_is_not() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    me.part("エンゲージメント").follows(REGISTERS);
    me.part(REGISTERS).follows("知識ギャップ");
    let gaps = me.part("知識ギャップ");
    gaps.tabs_to(Role::Button, "知識ギャップを追加");
    me.presses(&[key::ENTER]);
    // A space would press the button again.
    me.keys_in("Teams recording, kept where");
    gaps.row("Teams recording, kept where").sees("進捗");
    me.sees_it_saved();

    // Nothing written, by keyboard and by mouse: one place to write in at most.
    gaps.tabs_to(Role::Button, "知識ギャップを追加");
    me.presses(&[key::ENTER]);
    gaps.sees("(名称未入力)");
    me.presses(&[key::SHIFT, key::TAB]);
    me.presses(&[key::SHIFT, key::TAB]);
    gaps.does_not_see("(名称未入力)");
    for _ in 0..3 {
        gaps.clicks_button("知識ギャップを追加");
        gaps.row("(名称未入力)").sees("進捗");
    }
    me.part("ステップ").follows("概要");
    me.sees_a(Role::Heading, "概要");
    me.opens("#/");
    me.row(CUSTOMER).follows(CUSTOMER);
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    me.part("エンゲージメント").follows(REGISTERS);
    me.part(REGISTERS).follows("知識ギャップ");
    gaps.does_not_see("(名称未入力)");
    // Nothing has happened, so there is nothing of it to undo: the first step back is the text.
    me.part("エンゲージメント").clicks_button("元に戻す");
    gaps.does_not_see("Teams recording");
}

#[test]
fn an_entry_that_was_written_in_stays_though_that_is_undone() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    me.part("エンゲージメント").follows(REGISTERS);
    let people = me.part("参加者名簿");
    people.clicks_button("参加者を追加");
    people.row("(名称未入力)").ticks("紹介済み");
    people.row("(名称未入力)").sees("紹介済み");
    me.part("エンゲージメント").clicks_button("元に戻す");
    people.row("(名称未入力)").sees("紹介済み");
}

#[test]
fn what_goes_hands_the_keyboard_on() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    me.part("エンゲージメント").follows(REGISTERS);
    let people = me.part("参加者名簿");
    for name in ["Sato", "Tanaka", "Ito"] {
        people.clicks_button("参加者を追加");
        people.row("(名称未入力)").fills("氏名", name);
        people.row(name).sees("氏名");
    }
    // The next sibling, and behind the last one the button that adds.
    people.row("Sato").shift_tabs_to(Role::Button, "この記録を削除");
    me.presses(&[key::ENTER]);
    is_on(&me, "fold", "Tanaka");
    people.row("Ito").tabs_to(Role::Button, "この記録を削除");
    me.presses(&[key::ENTER]);
    is_on(&me, "button", "参加者を追加");
    // News that is closed gives it back; an undo from there leads to what has come in its place.
    let said = me.saying("記録を削除しました");
    said.tabs_to(Role::Button, "閉じる");
    me.presses(&[key::ENTER]);
    is_on(&me, "button", "参加者を追加");
    people.row("Tanaka").shift_tabs_to(Role::Button, "この記録を削除");
    me.presses(&[key::ENTER]);
    is_on(&me, "button", "参加者を追加");
    me.saying("記録を削除しました").tabs_to(Role::Button, "元に戻す");
    me.presses(&[key::ENTER]);
    is_on(&me, "button", "やり直す");
    people.sees("Tanaka");

    // A button that has just done its last keeps it.
    let head = me.part("エンゲージメント");
    head.shift_tabs_to(Role::Button, "元に戻す");
    for _ in 0..12 {
        me.presses(&[key::ENTER]);
        is_on(&me, "button", "元に戻す");
    }
    // On the way there the keyboard has gone under the drawer, which has closed.
    head.follows(REGISTERS);
    people.sees_a(Role::Button, "参加者を追加");
    head.sees_a(Role::Button, "やり直す");
}

#[test]
fn the_list_hands_the_keyboard_on() {
    let site = Site::open();
    let me = Person::new(&site);
    for name in ["Adventure Works", "Contoso", "Fabrikam"] {
        me.creates_engagement(name);
        is_on_main(&me);
    }
    me.opens("#/");
    me.sees_a(Role::Heading, "エンゲージメント一覧");
    let delete = |name: &str| {
        me.row(name).tabs_to(Role::Button, "削除");
        me.presses(&[key::ENTER]);
        me.sees_a(Role::Heading, "このエンゲージメントを削除しますか");
        me.tabs_to(Role::Button, "削除");
        me.presses(&[key::ENTER]);
        me.sees("ごみ箱に移しました。");
    };
    // The newest first.
    delete("Contoso");
    is_on(&me, "link", "Adventure Works");
    me.row("Adventure Works").tabs_to(Role::Button, "名前を変更");
    me.presses(&[key::ENTER]);
    me.sees_a(Role::Field, "お客様名");
    me.keys_in("!");
    me.presses(&[key::ENTER]);
    me.does_not_see("お客様名");
    is_on(&me, "button", "名前を変更");
    delete("Fabrikam");
    is_on(&me, "button", "新しいエンゲージメント");
    delete("!Adventure Works");
    is_on(&me, "button", "新しいエンゲージメント");
}

fn is_on_main(me: &Person) {
    eventually("the keyboard on the new page", || {
        match me.browser.script("return document.activeElement.localName;") {
            it if it == "main" => Ok(()),
            it => Err(it.to_string()),
        }
    });
}

#[test]
fn a_follow_up_that_is_added_leads_on_to_it() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    me.part("対象のサービス").ticks("Exchange Online");
    goes_to(&me, "SSAT の把握 (分かる範囲)");
    me.part("Exchange Online").tabs_to(Role::Button, "フォローアップを追加");
    me.presses(&[key::ENTER]);
    me.sees("追加済み:");
    is_on(&me, "link", "フォローアップ");
}

#[test]
fn a_row_that_two_questions_decide_stays_open_for_the_second() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    goes_to(&me, "日程調整とキックオフの実施");
    let row = me.row("SCCM のアップグレードはパートナーと進める");
    row.unfolds("次の質問への回答で決まります");
    row.question("Windows 10 展開支援の対象").picks("はい");
    row.question("Configuration Manager").sees("はい");
    is_on(&me, "radio", "未確認");
    let is_there = page::is_focused_within(
        &me.browser,
        &[
            ("row", "SCCM のアップグレードはパートナーと進める".to_owned()),
            ("group", "Configuration Manager".to_owned()),
        ],
    );
    assert!(is_there, "on the next question");
    row.question("Configuration Manager").picks("いいえ");
    row.does_not_see("判定待ち");
    is_in_row(&me, "from", "SCCM のアップグレードはパートナーと進める");
}

/// Whether the keyboard is in a row `after` this one, or `from` this one on.
#[track_caller]
fn is_in_row(me: &Person, where_: &str, row: &str) {
    let there = "const [where, title] = arguments;
        const row = document.activeElement.closest('li.item');
        const all = [...document.querySelectorAll('li.item')];
        const named = all.findIndex((it) => it.querySelector('.item__title').textContent === title);
        return row !== null && named + (where === 'after' ? 1 : 0) <= all.indexOf(row);";
    eventually(&format!("the keyboard {where_} “{row}”"), || {
        match me.browser.script_with(there, &json!([where_, row])) {
            it if it == true => Ok(()),
            _ => Err(format!("{:?}", page::focused(&me.browser))),
        }
    });
}

#[test]
fn an_answer_that_closes_a_row_leads_on_to_the_next_and_the_page_stays() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    let closed = "FM とパートナーの作業範囲を決める";
    goes_to(&me, "目標");
    let row = me.row(closed);
    row.unfolds("次の質問への回答で決まります");
    let y = scrolled(&me);
    row.question("パートナーは参加していますか").picks("いいえ");
    row.sees("対象外");
    is_in_row(&me, "after", closed);
    assert!((scrolled(&me) - y).abs() < 200, "thrown from {y} to {}", scrolled(&me));
}

#[test]
fn what_is_locked_under_the_keyboard_hands_it_on() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    let motion = me.question("どのモーション");
    motion.picks("お客様の状態 (Customer Health)");
    motion.picks("支援リクエスト (RFA)");
    goes_to(&me, "キックオフの準備");
    let locked = "特典と完了への期待をすり合わせる";
    me.row(locked).tabs_to(Role::Checkbox, locked);
    me.browser.script("dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true }));");
    me.row(locked).sees("対象外");
    is_in_row(&me, "after", locked);
}

#[test]
fn a_register_for_which_there_is_no_room_any_more_hands_the_keyboard_on() {
    let site = Site::open();
    let me = Person::at(&site, Settings { width: 1600, height: 900, ..Settings::default() });
    me.creates_engagement(CUSTOMER);
    me.part("対象のサービス").ticks("Exchange Online");
    let people = me.part("参加者名簿");
    people.clicks_button("参加者を追加");
    people.row("(名称未入力)").fills("氏名", "Sato");
    people.row("Sato").tabs_to(Role::Field, "氏名");
    me.browser.set_size(1100, 900);
    eventually("the keyboard", || {
        let found = "const it = document.activeElement;
            return it !== document.body && it.getClientRects().length > 0;";
        let is_there = me.browser.script(found) == true;
        if is_there { Ok(()) } else { Err(format!("{:?}", page::focused(&me.browser))) }
    });
}

#[test]
fn nobody_writes_under_a_drawer() {
    let site = Site::open();
    for (width, height) in [(390, 844), (1280, 900)] {
        let me = Person::at(&site, Settings { width, height, ..Settings::default() });
        me.creates_engagement(CUSTOMER);
        goes_to(&me, "キックオフの準備");
        me.part("エンゲージメント").follows(REGISTERS);
        me.sees_a(Role::Button, "参加者を追加");
        for nth in 0..30 {
            me.presses(&[key::SHIFT, key::TAB]);
            // The drawer goes once the keyboard is under it.
            eventually("the keyboard in sight", || {
                let covering = page::covering(&me.browser);
                let told = || format!("{width}: {covering:?} after {nth}");
                if covering.is_empty() { Ok(()) } else { Err(told()) }
            });
        }
        assert!(!me.hash().ends_with("/people"), "the drawer is open over what has the keyboard");
    }
}

#[test]
fn a_question_that_comes_next_is_open_and_has_the_keyboard() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    goes_to(&me, "概要");
    // Everything before the first question is done, and the row where it is asked is ticked too.
    let boxes = "const all = [...document.querySelectorAll('main li.item:not([data-state=undecided]) .item__box:not(:checked)')];
        all.forEach((it) => it.click()); return all.length;";
    let next = me.part("エンゲージメント");
    for step in ["概要", "目標", "キックオフの準備", "日程調整とキックオフの実施"]
    {
        goes_to(&me, step);
        while me.browser.script(boxes) != 0 {}
    }
    me.sees_it_saved();
    next.follows("次にすること");
    let asked = "const it = document.activeElement;
        return it.type === 'radio' && it.closest('.item__deciders[open]') !== null;";
    eventually("the keyboard on the question", || match me.browser.script(asked) {
        it if it == true => Ok(()),
        _ => Err(format!("{:?} at {}", page::focused(&me.browser), me.hash())),
    });
}

/// Adds somebody to the people and takes them away again, which is news.
fn removes_somebody(me: &Person) -> Person {
    me.part("エンゲージメント").follows(REGISTERS);
    let people = me.part("参加者名簿");
    people.clicks_button("参加者を追加");
    people.row("(名称未入力)").fills("氏名", "Sato");
    people.row("Sato").clicks_button("この記録を削除");
    me.sees("記録を削除しました。");
    people
}

#[test]
fn escape_closes_the_news_once_nothing_else_is_beside_the_page() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    removes_somebody(&me);
    // First the drawer, then the news.
    me.presses(&[key::ESCAPE]);
    eventually("the drawer to close", || {
        if me.has_a(Role::Button, "参加者を追加") {
            Err("it is open".to_owned())
        } else {
            Ok(())
        }
    });
    me.sees("記録を削除しました。");
    me.presses(&[key::ESCAPE]);
    me.does_not_see("記録を削除しました。");
}

#[test]
fn a_held_enter_presses_a_button_once() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    me.part("エンゲージメント").follows(REGISTERS);
    me.part("参加者名簿").tabs_to(Role::Button, "参加者を追加");
    let held = "return [false, true].map((repeat) => !document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true, cancelable: true })));";
    assert_eq!(
        me.browser.script(held),
        json!([false, true]),
        "the first goes on, the others do not"
    );
}

#[test]
fn a_double_click_takes_one_own_service_away() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    let services = me.part("対象のサービス");
    for name in ["社内ポータル", "勤怠"] {
        services.clicks_button("その他のサービスを追加");
        me.keys_in(name);
    }
    me.presses(&[key::TAB]);
    let both = "const all = () => [...document.querySelectorAll('.scopes .button--quiet')];
        const before = all().length;
        for (const detail of [1, 2]) all()[0].dispatchEvent(new MouseEvent('click', { detail, bubbles: true }));
        return before;";
    assert_eq!(me.browser.script(both), 2);
    let left = "return document.querySelectorAll('.scopes .button--quiet').length;";
    eventually("one to be left", || match me.browser.script(left) {
        it if it == 1 => Ok(()),
        it => Err(it.to_string()),
    });
}

#[test]
fn a_double_click_decides_one_of_two_fields() {
    let site = Site::open();
    let me = Person::new(&site);
    me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
    me.follows("コントソ製作所");
    me.sees("エンゲージメントの設定");
    let id = me.hash().split('/').nth(2).unwrap().to_owned();
    let mut record = saved::document(&me.storage(), &id);
    for address in ["fact/context", "fact/industry"] {
        record["fields"][address]["rivals"] = json!([{ "value": "パートナーが聞いた話", "at": "2026-10-01T01:00:00.000Z/0/0a0b0c0d" }]);
    }
    let raw = saved::record(1_000, &record.to_string());
    let key = format!("{}eng/{id}/a", saved::namespace());
    me.browser.script_with("localStorage.setItem(...arguments);", &json!([key, raw]));
    me.reloads();
    me.opens(&format!("#/e/{id}/changes"));
    me.sees("パートナーが聞いた話");
    let both = "const all = () => [...document.querySelectorAll('.decide')];
        const before = all().length;
        for (const detail of [1, 2]) all()[0].querySelector('button').dispatchEvent(new MouseEvent('click', { detail, bubbles: true }));
        return before;";
    assert_eq!(me.browser.script(both), 2);
    let left = "return document.querySelectorAll('.decide').length;";
    eventually("one to be left", || match me.browser.script(left) {
        it if it == 1 => Ok(()),
        it => Err(it.to_string()),
    });
    // The second click has come to the row that has moved up.
    let second = "document.querySelector('.decide button').dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true }));";
    me.browser.script(second);
    me.browser.later("await new Promise((done) => setTimeout(done, 200)); return 0;");
    assert_eq!(me.browser.script(left), 1);
}

#[test]
fn news_is_in_the_language_of_the_page_and_a_problem_says_its_own() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    removes_somebody(&me);
    me.clicks_button("English");
    assert!(!me.can_see("記録を削除しました。"));
}

#[test]
fn a_double_click_on_undo_in_the_news_undoes_once() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    let people = removes_somebody(&me);
    me.browser.script(
        "for (const detail of [1, 2]) document.querySelector('.notice .button').dispatchEvent(new MouseEvent('click', { detail, bubbles: true }));",
    );
    people.sees("Sato");
    let news = me.browser.script("return document.querySelector('.notice').innerText;");
    assert!(news.as_str().unwrap().contains("やり直す"), "{news}");
}

#[test]
fn news_goes_by_itself_and_with_the_page() {
    let site = Site::open();
    let me = Person::at(&site, Settings { prelude: HURRIED, ..Settings::default() });
    me.creates_engagement(CUSTOMER);
    me.part("エンゲージメント").follows(REGISTERS);
    let people = me.part("参加者名簿");
    let remove_one = || {
        people.clicks_button("参加者を追加");
        people.row("(名称未入力)").fills("氏名", "Sato");
        people.row("Sato").clicks_button("この記録を削除");
        me.sees("記録を削除しました。");
    };
    remove_one();
    // By itself,
    me.does_not_see("記録を削除しました。");
    // but not while somebody is there.
    remove_one();
    me.saying("記録を削除しました").tabs_to(Role::Button, "閉じる");
    me.browser.later("await new Promise((done) => setTimeout(done, 999)); await new Promise((done) => setTimeout(done, 999));");
    me.sees("記録を削除しました。");
    me.presses(&[key::ENTER]);
    me.does_not_see("記録を削除しました。");
    // And with the page that it was about.
    remove_one();
    goes_to(&me, "概要");
    assert!(!me.can_see("記録を削除しました。"));
}

#[test]
fn news_leaves_room_for_what_is_under_it() {
    let site = Site::open();
    let me = Person::at(&site, Settings { width: 390, height: 700, ..Settings::default() });
    me.creates_engagement(CUSTOMER);
    goes_to(&me, "未分類のタスク");
    let tasks = me.part("未分類のタスク").part("追加した FTOP タスク");
    tasks.clicks_button("タスクを追加");
    tasks.row("(名称未入力)").fills("タスク ID", "1");
    tasks.row("1").clicks_button("この記録を削除");
    me.sees("記録を削除しました。");
    let bottom = "scrollTo(0, 1e6);
        const end = [...document.querySelectorAll('main a, main button')].at(-1).getBoundingClientRect().bottom;
        return document.querySelector('.notice').getBoundingClientRect().top - end;";
    assert!(0.0 <= me.browser.script(bottom).as_f64().unwrap(), "the last thing is under the news");
}

#[test]
fn every_page_has_a_title_of_its_own_and_says_what_was_done() {
    let site = Site::open();
    let me = Person::new(&site);
    let title = |wanted: &str| {
        eventually(wanted, || match me.browser.script("return document.title;") {
            it if it == wanted => Ok(()),
            it => Err(it.to_string()),
        });
    };
    let app = me.browser.script("return document.title;").as_str().unwrap().to_owned();
    let app = app.rsplit(" – ").next().unwrap().to_owned();
    title(&format!("エンゲージメント一覧 – {app}"));
    me.creates_engagement(CUSTOMER);
    title(&format!("エンゲージメントの設定 – {CUSTOMER}"));
    for step in ["DIBS の確認", "キックオフの準備"] {
        goes_to(&me, step);
        title(&format!("{step} – {CUSTOMER}"));
    }
    let row = me.row("引き継ぎを完了する");
    row.ticks("引き継ぎを完了する");
    me.saying("引き継ぎを完了する: 完了").sees("引き継ぎを完了する");
    me.part("エンゲージメント").clicks_button("元に戻す");
    me.saying("元に戻しました。引き継ぎを完了する").sees("元に戻しました");
    me.opens("#/data");
    title(&format!("データの管理と保護 – {app}"));
    me.opens("#/e/01a0b214-c220-736f-ae74-6f736f2d6b6b/prepare");
    title(&format!("エンゲージメントが見つかりません – {app}"));
    me.opens("#/");
    title(&format!("エンゲージメント一覧 – {app}"));
}

#[test]
fn saving_is_told_once_and_not_at_each_pause() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    goes_to(&me, "キックオフの準備");
    let watch = "window.told = [];
        for (const it of document.querySelectorAll('[role=status], [aria-live]')) {
            new MutationObserver(() => told.push(it.textContent)).observe(it, { childList: true, characterData: true, subtree: true });
        }";
    me.browser.script(watch);
    let row = me.row("お客様の背景を把握する");
    for text in ["製造", "業で", "す。"] {
        row.types("お客様の背景", text);
        me.sees_it_saved();
        eventually("saved", || {
            let id = me.hash().split('/').nth(2).unwrap().to_owned();
            let kept = saved::field(&me.storage(), &id, "fact/context");
            if kept.as_str().is_some_and(|it| it.ends_with(text)) {
                Ok(())
            } else {
                Err(kept.to_string())
            }
        });
    }
    let told = me.browser.script("return told.filter((it) => it.includes('保存')).length;");
    assert_eq!(told, 1, "{}", me.browser.script("return told;"));
}

#[test]
fn what_comes_next_opens_the_entry_and_is_written_in_at_once() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    me.part("エンゲージメント").follows(REGISTERS);
    me.part(REGISTERS).follows("知識ギャップ");
    let gaps = me.part("知識ギャップ");
    gaps.clicks_button("知識ギャップを追加");
    gaps.row("(名称未入力)").fills("内容", "Retention");
    gaps.row("Retention").fills("予定日", "2026-09-19");
    me.presses(&[key::ESCAPE]);
    me.reloads();
    me.part("エンゲージメント").follows("次にすること");
    let gap = gaps.row("Retention");
    gap.sees("予定日");
    let is_there = || {
        page::is_focused_within(
            &me.browser,
            &[("part", "知識ギャップ".to_owned()), ("row", "Retention".to_owned())],
        )
    };
    eventually("the keyboard in the entry", || {
        if is_there() { Ok(()) } else { Err(format!("{:?}", page::focused(&me.browser))) }
    });
    // Again from the same place, to which the address leads already.
    me.part("エンゲージメント").tabs_to(Role::Link, "次にすること");
    me.presses(&[key::ENTER]);
    eventually("the keyboard in the entry", || {
        if is_there() { Ok(()) } else { Err(format!("{:?}", page::focused(&me.browser))) }
    });
}

#[test]
fn the_end_of_each_page_leads_on_to_the_next() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    let heading = || {
        me.browser
            .script("return document.querySelector('main h1').textContent;")
            .as_str()
            .unwrap()
            .to_owned()
    };
    let mut seen = vec![heading()];
    const PAGES: usize = 13;
    while seen.len() < PAGES {
        me.follows("次へ:");
        let last = seen.last().unwrap().clone();
        eventually("the next page", || if heading() == last { Err(last.clone()) } else { Ok(()) });
        is_at(&me, 0);
        seen.push(heading());
    }
    assert_eq!(seen.len(), 13, "{seen:?}");
    assert_eq!(seen.last().unwrap(), "デリバリー チームへの引き渡し");
    assert!(!me.has_a(Role::Link, "次へ:"));
}

#[test]
fn a_new_page_is_drawn_from_its_top_and_one_that_somebody_comes_back_to_as_a_whole() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    let here = me.hash();
    let step = here.replace("/setup", "/prepare");
    let boxes = "document.querySelectorAll('main li input[type=checkbox]').length";
    // How many boxes there are as soon as there are any.
    let at_first = |way: &str| {
        let script = format!(
            "{way};
             return await new Promise((done) => new MutationObserver((_, it) => {{
                 const count = {boxes};
                 const isThere = document.querySelector('main h1').textContent.includes('準備');
                 if (isThere && 0 < count) {{ it.disconnect(); done(count); }}
             }}).observe(document, {{ childList: true, subtree: true }}));"
        );
        me.browser.later(&script).as_u64().expect("a number")
    };
    let first = at_first(&format!("location.hash = '#{step}'"));
    let whole = eventually("the rest of it", || {
        let count = me.browser.script(&format!("return {boxes};")).as_u64().unwrap();
        if first < count { Ok(count) } else { Err(format!("{count} boxes")) }
    });
    me.browser.script(&format!("location.hash = '#{here}';"));
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    assert_eq!(at_first("history.back()"), whole);
}

#[test]
fn the_strip_of_steps_shows_where_somebody_is_after_the_window_has_shrunk() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement(CUSTOMER);
    goes_to(&me, "完了条件 (成果)");
    me.browser.set_size(390, 844);
    eventually("the step in sight", || {
        let left = "return document.querySelector('nav [aria-current=page]').getBoundingClientRect().left;";
        match me.browser.script(left).as_f64() {
            Some(it) if (0.0..390.0).contains(&it) => Ok(()),
            it => Err(format!("{it:?}")),
        }
    });
}
