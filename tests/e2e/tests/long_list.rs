//! The list of somebody who has kept all engagements of a working life.

use std::collections::BTreeMap;

use e2e::person::key;
use e2e::saved;
use e2e::scratch::Scratch;
use e2e::{Person, Role, Settings, Site, eventually};
use serde_json::{Value, json};

/// What each is called.
fn name(number: usize) -> String {
    format!("お客様 {number:04} 株式会社")
}

/// As many copies of one engagement, each with a name and an id of its own; the highest number was
/// changed last. With the cards that the app keeps beside them, or without.
pub fn keeps(me: &Person, count: usize) {
    me.creates_engagement("最初のお客様");
    me.sees_it_saved();
    let hash = me.hash();
    let id = hash.split('/').nth(2).expect("an id").to_owned();
    let storage = me.storage();
    let document = saved::document(&storage, &id).to_string();
    let card_key = format!("{}card/{id}", saved::namespace());
    let card = storage[&card_key].clone();
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for number in 0..count {
        let own = format!("01a0b243-d100-7375-ba75-{number:012x}");
        let copy = |text: &str| text.replace(&id, &own).replace("最初のお客様", &name(number));
        let record = saved::record(1, &copy(&document));
        all.insert(format!("{}eng/{own}/a", saved::namespace()), record);
        let mut card: Value = serde_json::from_str(&copy(&card)).expect("a card");
        card["sequence"] = json!(1);
        card["card"]["changedMillis"] = json!(1_790_000_000_000_u64 + number as u64 * 60_000);
        all.insert(format!("{}card/{own}", saved::namespace()), card.to_string());
    }
    me.opens("#/data");
    me.browser.script_with(
        "localStorage.clear();
         for (const [key, text] of Object.entries(arguments[0])) localStorage.setItem(key, text);",
        &json!([all]),
    );
    saved::empty_journal(me);
    me.opens("#/");
    me.reloads();
}

/// How many elements there are.
fn elements(me: &Person) -> u64 {
    me.browser.script("return document.querySelectorAll('*').length;").as_u64().expect("a number")
}

#[test]
fn a_thousand_engagements_are_a_page_of_what_is_seen() {
    let site = Site::open();
    let settings = Settings {
        prelude: "window.long = [];
            new PerformanceObserver((list) => long.push(...list.getEntries().map((it) => [it.startTime, it.duration])))
                .observe({ type: 'longtask', buffered: true });
            window.readings = 0;
            Storage.prototype.getItem = ((was) => function (key) { readings += 1; return was.call(this, key); })(Storage.prototype.getItem);",
        ..Settings::default()
    };
    let me = Person::at(&site, settings);
    keeps(&me, 1_000);
    me.sees("1000 件中 1000 件を表示");
    me.sees(&name(999));
    let count = elements(&me);
    println!("elements of 1,000 engagements: {count}");
    println!("long tasks of the start: {}", me.browser.script("return long;"));
    assert!(count < 2_000, "{count}");

    // Letter by letter, without a look into storage.
    me.tabs_to(Role::Field, "お客様・関係者・ID で探す");
    me.browser.script("readings = 0; long.length = 0; window.typed = document.activeElement;");
    me.keys_in("0007株");
    me.sees("1000 件中 1 件を表示");
    me.sees(&name(7));
    me.does_not_see(&name(999));
    assert_eq!(
        me.browser.script("return [readings, typed === document.activeElement];"),
        json!([0, true])
    );
    println!("long tasks of the search: {}", me.browser.script("return long;"));
    me.fills("お客様・関係者・ID で探す", "");
    me.sees(&name(999));

    // Down to the last one, as somebody scrolls.
    me.browser.script("long.length = 0;");
    eventually("the last one", || {
        me.browser.script("scrollTo(0, document.documentElement.scrollHeight);");
        if me.can_see(&name(0)) { Ok(()) } else { Err(me.reads()) }
    });
    assert!(elements(&me) < 2_000);
    println!("long tasks of scrolling: {}", me.browser.script("return long;"));
    let last = "const last = [...document.querySelectorAll('.cases > li')].at(-1);
         return [last.textContent.includes('お客様 0000'), last.ariaPosInSet, last.ariaSetSize];";
    eventually("the last one, as such", || match me.browser.script(last) {
        it if it == json!([true, "1000", "1000"]) => Ok(()),
        it => Err(it.to_string()),
    });

    // The row with the keyboard stays, however far away it is, and so does the keyboard.
    me.browser.script(
        "const row = [...document.querySelectorAll('.cases > li')].at(-1);
         window.held = row.querySelector('button');
         held.focus({ preventScroll: true });
         scrollTo(0, 0);",
    );
    me.sees(&name(999));
    assert_eq!(
        me.browser.script("return held.isConnected && held === document.activeElement;"),
        true
    );
    me.presses(&[key::TAB]);
    let stays = me.browser.script(
        "return document.activeElement.closest('li')?.textContent.includes('お客様 0000');",
    );
    assert_eq!(stays, true, "to the next button of the same row");
}

#[test]
fn what_is_asked_for_is_in_the_address_survives_a_reload_and_becomes_a_table() {
    let site = Site::open();
    let me = Person::new(&site);
    keeps(&me, 60);
    me.sees("60 件中 60 件を表示");
    let first = |me: &Person| {
        me.browser.script("return document.querySelector('.cases > li a').textContent;")
    };
    assert_eq!(first(&me), name(59), "what was changed last");
    me.chooses("並べ替え", "名前順");
    me.fills("お客様・関係者・ID で探す", "000");
    me.sees("60 件中 10 件を表示");
    eventually("the order", || if first(&me) == name(0) { Ok(()) } else { Err(me.reads()) });
    assert_eq!(me.hash(), "/?sort=name&q=000");

    me.reloads();
    me.sees("60 件中 10 件を表示");
    me.reads_in("お客様・関係者・ID で探す", "000");
    me.reads_chosen("並べ替え", "名前順");
    assert_eq!(first(&me), name(0));
    me.clicks_button("選択した一覧を CSV で保存");
    let (file, bytes) = me.browser.download();
    let text = String::from_utf8(bytes).expect("text");
    assert!(file.ends_with("-engagements.csv"), "{file}");
    let names: Vec<&str> = text.lines().skip(1).filter_map(|it| it.split('"').nth(1)).collect();
    assert_eq!(names, (0..10).map(name).collect::<Vec<_>>());

    // Away and back, by a link and by the history.
    me.follows(&name(3));
    me.sees("エンゲージメントの設定");
    me.browser.goes_back();
    me.sees("60 件中 10 件を表示");
    assert_eq!(me.hash(), "/?sort=name&q=000");

    me.chooses("段階", "引き渡し済み");
    me.sees("一致するエンゲージメントはありません");
    me.clicks_button("条件をクリア");
    me.sees("60 件中 60 件を表示");
    assert_eq!((me.hash().as_str(), first(&me)), ("/?sort=name", json!(name(0))));
    me.opens("#/?sort=size&motion=late&state=%zz&q=0059");
    me.sees("60 件中 1 件を表示");
    me.clicks_button("English");
    me.sees("Showing 1 of 60");
    me.reads_in("Find by customer, person or ID", "0059");
}

#[test]
fn by_keyboard_alone_in_a_narrow_window_offline_and_beside_another_tab_it_is_the_same() {
    const TICK: &str = "引き継ぎを完了する";
    const SEARCH: &str = "お客様・関係者・ID で探す";
    let scratch = Scratch::default();
    let mut site = Site::open();
    let me = Person::at(&site, Settings { width: 390, height: 844, ..Settings::default() });
    keeps(&me, 60);
    me.is_ready_for_offline();
    site.goes_away();
    me.reloads();
    me.tabs_to(Role::Field, SEARCH);
    me.types(SEARCH, "0007");
    me.sees("60 件中 1 件を表示");
    me.tabs_to(Role::Link, &name(7));
    me.presses(&[key::ENTER]);
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    let id = me.hash().split('/').nth(2).expect("an id").to_owned();
    me.opens(&format!("#/e/{id}/prepare"));
    me.tabs_to(Role::Checkbox, TICK);
    me.presses(&[' ']);
    me.sees_it_saved();
    // What it wrote is kept alone, and another tab has it.
    let tail = format!("{}tail/{id}/", saved::namespace());
    let is_alone = |me: &Person| me.storage().keys().any(|it| it.starts_with(&tail));
    assert!(is_alone(&me));
    let address = format!("#{}", me.hash());
    let first = me.browser.opens_tab();
    me.opens(&address);
    me.row(TICK).waits_until_ticked(TICK, true);
    me.row(TICK).unticks(TICK);
    me.sees_it_saved();
    me.browser.closes_tab();
    me.browser.looks_at(&first);
    me.row(TICK).waits_until_ticked(TICK, false);
    me.row(TICK).ticks(TICK);
    me.reloads();
    me.row(TICK).waits_until_ticked(TICK, true);
    // What is broken is refused, and what is here stays as it is.
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &scratch.file("broken.json", "{\"format\": \"kickoff"));
    me.sees("ファイルが途中で切れています。");
    me.opens("#/?q=0007");
    me.sees("60 件中 1 件を表示");
    assert!(!is_alone(&me), "left, it is a part of the whole");
    assert_eq!(e2e::axe::findings(&me.browser), Vec::<String>::new());
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}
