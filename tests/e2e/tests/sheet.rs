//! DIBS and SSAT as a sheet: by keyboard alone, with an input method, and by the block.

use e2e::person::key;
use e2e::{Person, Role, Settings, Site, axe, eventually};
use serde_json::{Value, json};

const SERVICES: [&str; 4] =
    ["Microsoft Teams", "Exchange Online", "SharePoint Online", "Microsoft Intune"];

fn at_dibs(site: &Site, width: u32) -> Person {
    let me = Person::at(site, Settings { width, height: 768, ..Settings::default() });
    me.creates_engagement("Adventure Works");
    for it in SERVICES {
        me.part("対象のサービス").ticks(it);
    }
    me.sees_it_saved();
    let hash = me.hash();
    let id = hash.split('/').nth(2).unwrap().to_owned();
    me.opens(&format!("#/e/{id}/dibs"));
    me.sees_a(Role::Heading, "DIBS の確認");
    me
}

fn id_of(me: &Person) -> String {
    me.hash().split('/').nth(2).unwrap().to_owned()
}

/// What stands in the cells of a row, in order.
fn row(me: &Person, at: usize) -> Vec<String> {
    let cells = me.browser.script_with(
        "const row = document.querySelectorAll('.sheet tbody tr')[arguments[0]];
         return [...row.querySelectorAll('[data-cell]')].slice(0, 8).map((it) =>
             it.localName === 'textarea' ? it.value : it.lastChild.data);",
        &json!([at]),
    );
    cells.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect()
}

fn states(me: &Person, at: usize) -> Vec<String> {
    let cells = me.browser.script_with(
        "const row = document.querySelectorAll('.sheet tbody tr')[arguments[0]];
         return [...row.querySelectorAll('[data-part-state]')].map((it) => it.dataset.partState);",
        &json!([at]),
    );
    cells.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect()
}

/// The row and the column of the cell with the keyboard.
fn place(me: &Person) -> Value {
    me.browser.script(
        "const all = [...document.querySelectorAll('.sheet [data-cell]')];
         const at = all.indexOf(document.activeElement);
         return at < 0 ? null : [Math.floor(at / 9), at % 9];",
    )
}

/// One key after the other.
fn each(me: &Person, keys: &[char]) {
    for key in keys {
        me.presses(&[*key]);
    }
}

#[track_caller]
fn is_at(me: &Person, at: [usize; 2]) {
    eventually(&format!("the keyboard at {at:?}"), || {
        let now = place(me);
        if now == json!(at) { Ok(()) } else { Err(now.to_string()) }
    });
}

fn goes_to(me: &Person, at: [usize; 2]) {
    let go = "const cell = document.querySelectorAll('.sheet [data-cell]')[arguments[0]];
              cell?.focus();
              return Boolean(cell);";
    eventually("the cell", || match me.browser.script_with(go, &json!([at[0] * 9 + at[1]])) {
        Value::Bool(true) => Ok(()),
        _ => Err("not there".to_owned()),
    });
    is_at(me, at);
}

#[track_caller]
fn reads_row(me: &Person, at: usize, wanted: &[&str]) {
    eventually(&format!("{wanted:?} in row {at}"), || {
        let now = row(me, at);
        if now[..wanted.len()] == *wanted { Ok(()) } else { Err(format!("{now:?}")) }
    });
}

fn pastes(me: &Person, text: &str) {
    me.browser.script_with(
        "const data = new DataTransfer();
         data.setData('text/plain', arguments[0]);
         document.activeElement.dispatchEvent(new ClipboardEvent('paste',
             { clipboardData: data, bubbles: true, cancelable: true }));",
        &json!([text]),
    );
}

#[test]
fn dibs_of_four_services_takes_at_most_sixty_keys_besides_the_text() {
    let site = Site::open();
    let me = at_dibs(&site, 1366);
    goes_to(&me, [0, 0]);
    let mut keys = 0;
    let mut press = |all: &[char]| {
        keys += all.len();
        me.presses(all);
    };
    for at in 0..4 {
        is_at(&me, [at, 0]);
        me.keys_in(["11/30", "12月1日", "2027-01-15", "１２／２４"][at]);
        press(&[key::TAB]);
        press(&['y']);
        press(&[key::TAB]);
        me.keys_in("work anywhere");
        press(&[key::TAB]);
        me.keys_in("Sato");
        // All of them confirmed, and on to the next service.
        press(&[key::CONTROL, key::ENTER]);
    }
    println!("{keys} keys besides the text");
    assert!(keys <= 60, "{keys}");
    me.sees_it_saved();
    let days = ["2026-11-30", "2026-12-01", "2027-01-15", "2026-12-24"];
    for (at, day) in days.iter().enumerate() {
        reads_row(&me, at, &[day, "あり", "work anywhere", "Sato", ""]);
        assert_eq!(states(&me, at)[..4], ["complete"; 4], "row {at}");
    }
    me.reloads();
    reads_row(&me, 3, &["2026-12-24", "あり", "work anywhere", "Sato", ""]);
    assert_eq!(states(&me, 3)[..5], ["complete", "complete", "complete", "complete", "missing"]);
}

#[test]
fn keys_move_edit_keep_confirm_and_take_back() {
    let site = Site::open();
    let me = at_dibs(&site, 1366);
    goes_to(&me, [0, 0]);
    each(&me, &[key::RIGHT, key::RIGHT]);
    is_at(&me, [0, 2]);
    each(&me, &[key::DOWN, key::LEFT, key::LEFT, key::LEFT]);
    is_at(&me, [1, 0]);
    me.presses(&[key::END]);
    is_at(&me, [1, 8]);
    each(&me, &[key::HOME, key::UP, key::UP]);
    is_at(&me, [0, 0]);

    // What is typed takes the place of what is there; Enter keeps and goes down.
    each(&me, &[key::RIGHT, key::RIGHT]);
    me.keys_in("first");
    me.presses(&[key::ENTER]);
    is_at(&me, [1, 2]);
    reads_row(&me, 0, &["", "", "first"]);
    me.presses(&[key::UP]);
    me.keys_in("second");
    me.presses(&[key::ESCAPE]);
    is_at(&me, [0, 2]);
    reads_row(&me, 0, &["", "", "first"]);
    // Enter and F2 go on with it, and there the arrows move in the text.
    each(&me, &[key::ENTER, key::LEFT]);
    me.keys_in("!");
    me.presses(&[key::TAB]);
    is_at(&me, [0, 3]);
    reads_row(&me, 0, &["", "", "firs!t"]);
    each(&me, &[key::LEFT, key::F2]);
    me.keys_in("?");
    me.presses(&[key::ENTER]);
    reads_row(&me, 0, &["", "", "firs!t?"]);
    // The space bar confirms, and not what is not there.
    each(&me, &[key::UP, ' ']);
    eventually("confirmed", || {
        if states(&me, 0)[2] == "complete" { Ok(()) } else { Err(String::new()) }
    });
    me.presses(&[' ']);
    eventually("not confirmed", || {
        if states(&me, 0)[2] == "noted" { Ok(()) } else { Err(String::new()) }
    });
    each(&me, &[key::RIGHT, ' ']);
    me.sees("未記入です。先に入力してください。");
    assert_eq!(row(&me, 0)[3], "", "no blank was written");
    each(&me, &[key::LEFT, key::DELETE]);
    reads_row(&me, 0, &["", "", ""]);
    // No day: it is kept, and pointed out.
    goes_to(&me, [0, 0]);
    me.keys_in("2/30");
    me.presses(&[key::TAB]);
    reads_row(&me, 0, &["2/30"]);
    let invalid = "return document.querySelector('.sheet [data-cell]').ariaInvalid;";
    assert_eq!(me.browser.script(invalid), "true");
    // Past the last cell the tab key goes on.
    goes_to(&me, [3, 8]);
    me.presses(&[key::TAB]);
    assert_eq!(place(&me), Value::Null);
}

#[test]
fn the_enter_that_ends_a_composition_keeps_nothing_and_goes_nowhere() {
    let site = Site::open();
    let me = at_dibs(&site, 1366);
    // Chrome: the key, still composing, then the end. Safari: the end, then the key with its code.
    for (at, is_key_first) in [(2, true), (3, false)] {
        goes_to(&me, [0, at]);
        me.browser.script_with(
            "const it = document.activeElement;
             const on = (event) => it.dispatchEvent(event);
             const key = (isComposing) => on(new KeyboardEvent('keydown',
                 { key: 'Enter', keyCode: 229, isComposing, bubbles: true, cancelable: true }));
             const composed = () => on(new CompositionEvent('compositionend', { data: '佐藤', bubbles: true }));
             on(new CompositionEvent('compositionstart', { bubbles: true }));
             it.value = '佐藤';
             on(new InputEvent('input', { data: '佐藤', isComposing: true, bubbles: true }));
             if (arguments[0]) { key(true); composed(); } else { composed(); key(false); }",
            &json!([is_key_first]),
        );
        is_at(&me, [0, at]);
        // The next one does.
        me.presses(&[key::ENTER]);
        is_at(&me, [1, at]);
    }
    me.sees_it_saved();
    reads_row(&me, 0, &["", "", "佐藤", "佐藤"]);
    // The space bar of an input method is a text.
    goes_to(&me, [0, 2]);
    me.browser.script(
        "const it = document.activeElement;
         it.value = '\u{3000}';
         it.dispatchEvent(new InputEvent('input', { data: '\u{3000}', bubbles: true }));",
    );
    eventually("confirmed", || {
        if states(&me, 0)[2] == "complete" { Ok(()) } else { Err(String::new()) }
    });
    reads_row(&me, 0, &["", "", "佐藤"]);
}

#[test]
fn a_block_fills_the_cells_in_one_step_and_what_does_not_fit_is_told() {
    let site = Site::open();
    let me = at_dibs(&site, 1366);
    goes_to(&me, [2, 0]);
    pastes(&me, "11/30\tはい\t\"一行目\n二行目\"\n12/1\tperhaps\tReason\tOwner\nno room\n");
    me.sees("貼り付けていません: perhaps、no room");
    reads_row(&me, 2, &["2026-11-30", "あり", "一行目\n二行目", ""]);
    reads_row(&me, 3, &["2026-12-01", "", "Reason", "Owner"]);
    me.sees_it_saved();
    // Another tab has it too.
    let address = format!("{}#/e/{}/dibs", me.url(), id_of(&me));
    let here = me.browser.tab();
    me.browser.opens_tab();
    me.browser.goes_to(&address);
    me.waits_for_the_app();
    reads_row(&me, 3, &["2026-12-01", "", "Reason", "Owner"]);
    me.browser.closes_tab();
    me.browser.looks_at(&here);
    me.presses(&[key::CONTROL, 'z']);
    reads_row(&me, 2, &["", "", "", ""]);
    reads_row(&me, 3, &["", "", "", ""]);
}

#[test]
fn a_block_that_is_pasted_into_a_register_becomes_its_rows() {
    let site = Site::open();
    let me = at_dibs(&site, 1366);
    me.opens(&format!("#/e/{}/dibs/people", id_of(&me)));
    let people = me.part("参加者名簿");
    people.clicks_button("参加者を追加");
    pastes(&me, "氏名\t組織\n佐藤 恵子\tContoso\n鈴木 一郎\tFabrikam\n");
    me.sees("貼り付けました。");
    people.sees("佐藤 恵子");
    people.sees("鈴木 一郎");
    people.does_not_see("(名称未入力)");
    me.clicks_button("元に戻す");
    people.does_not_see("佐藤 恵子");
    people.does_not_see("鈴木 一郎");
}

#[test]
fn the_sheet_fits_its_screen_and_everybody_can_use_it() {
    let site = Site::open();
    let me = at_dibs(&site, 1366);
    goes_to(&me, [0, 0]);
    pastes(&me, "11/30\tはい\t在宅でも働ける\t佐藤\n12/1\tいいえ\tx\n");
    me.sees("貼り付けました。");
    for (width, is_dark) in [(1366, false), (1366, true), (390, false), (390, true)] {
        me.browser.set_size(width, 768);
        me.browser.set_theme(is_dark);
        assert_eq!(axe::findings(&me.browser), Vec::<String>::new(), "{width}");
        assert_eq!(e2e::page::sticking_out(&me.browser), Vec::<String>::new(), "{width}");
        let small = me.browser.script(
            "return [...document.querySelectorAll('.sheet [data-cell]')]
                 .map((it) => it.getBoundingClientRect())
                 .filter((it) => it.width < 24 || it.height < 24).length;",
        );
        assert_eq!(small, 0, "{width}");
        let page = "return document.documentElement.scrollWidth <= innerWidth;";
        assert_eq!(me.browser.script(page), true, "{width}");
        me.browser.script("document.querySelector('.matrix').scrollIntoView();");
        let name = format!("sheet-{width}-{}.png", if is_dark { "dark" } else { "light" });
        std::fs::write(e2e::site::artefacts().join(name), me.browser.picture()).unwrap();
    }
    me.browser.set_size(1366, 768);
    let scrolls =
        "const it = document.querySelector('.matrix'); return it.scrollWidth > it.clientWidth;";
    assert_eq!(me.browser.script(scrolls), false, "all of it without scrolling");
}
