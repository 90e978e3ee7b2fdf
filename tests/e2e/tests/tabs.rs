//! Two tabs are two copies: whatever each of them writes is in all of them.

use std::collections::BTreeSet;
use std::time::Duration;

use e2e::browser::Tab;
use e2e::saved;
use e2e::wait::within;
use e2e::{Person, Role, Site, eventually};
use serde_json::{Value, json};

const RUNS: usize = 5;
const TABS: usize = 3;
const EDITS: usize = 500;

/// Browsers slow down the tabs that nobody looks at.
const PATIENCE: Duration = Duration::from_secs(120);

/// Writes into its own fields, and every fifth time into one that all tabs write into.
const WRITE: &str = "
    const [tab, tabs, edits, run] = arguments;
    const fields = [...document.querySelectorAll('#main textarea, #main input[type=text]')];
    const own = fields.filter((_, at) => 0 < at && at % tabs === tab);
    window.written = { own: {}, shared: '', made: 0, fields: fields.length };
    const write = () => {
        written.made += 1;
        const number = written.made;
        const isShared = number % 5 === 0;
        const field = isShared ? fields[0] : own[number % own.length];
        const text = `run ${run} tab ${tab} edit ${number}`;
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        if (isShared) written.shared = text; else written.own[fields.indexOf(field)] = text;
        if (number < edits) setTimeout(write, 10);
    };
    write();";

/// Every text of a document: shown, beside another, or of the past.
fn all_texts(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(it) => {
            found.insert(it.clone());
        }
        Value::Array(all) => all.iter().for_each(|it| all_texts(it, found)),
        Value::Object(members) => members.values().for_each(|it| all_texts(it, found)),
        _ => {}
    }
}

fn shown_texts(document: &Value) -> BTreeSet<String> {
    let fields = document["fields"].as_object().unwrap();
    fields.values().filter_map(|it| it["value"].as_str().map(str::to_owned)).collect()
}

/// What the fields of a tab show.
fn on_screen(me: &Person) -> Value {
    me.browser.script(
        "return [...document.querySelectorAll('#main textarea, #main input[type=text]')].map((it) => it.value);",
    )
}

#[test]
fn three_tabs_that_write_at_once_lose_nothing() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("アドベンチャー ワークス");
    me.part("ステップ").follows("キックオフの準備");
    me.sees_a(Role::Heading, "キックオフの準備");
    let here = me.hash();
    let id = here.split('/').nth(2).unwrap().to_owned();
    let mut tabs: Vec<Tab> = vec![me.browser.tab()];
    while tabs.len() < TABS {
        me.browser.opens_tab();
        me.opens(&format!("#{here}"));
        me.sees_a(Role::Heading, "キックオフの準備");
        tabs.push(me.browser.tab());
    }
    let mut accounted = 0;
    for run in 0..RUNS {
        for (at, tab) in tabs.iter().enumerate() {
            me.browser.looks_at(tab);
            me.browser.script_with(WRITE, &json!([at, TABS, EDITS, run]));
        }
        let mut all_written = Vec::new();
        for tab in &tabs {
            me.browser.looks_at(tab);
            all_written.push(within(PATIENCE, "all edits", || {
                let written = me.browser.script("return written;");
                if written["made"] == EDITS {
                    Ok(written)
                } else {
                    Err(written["made"].to_string())
                }
            }));
        }
        // Every last word is kept, and shows in every tab.
        eventually("everything kept", || {
            let storage = me.storage();
            let document = saved::document(&storage, &id);
            let shown = shown_texts(&document);
            let mut known = BTreeSet::new();
            all_texts(&document, &mut known);
            // A text may be written over before it is a part of a generation, and of its past.
            saved::tail(&storage, &id).iter().for_each(|(_, it)| all_texts(it, &mut known));
            for written in &all_written {
                let own = written["own"].as_object().unwrap().values();
                for text in own.map(|it| it.as_str().unwrap()) {
                    if !shown.contains(text) {
                        return Err(format!("“{text}” is lost"));
                    }
                }
                // In the field of all tabs one is shown, and the others are beside it or in the past.
                let shared = written["shared"].as_str().unwrap();
                if !known.contains(shared) {
                    return Err(format!("“{shared}” is lost"));
                }
            }
            Ok(())
        });
        let screens: Vec<Value> = eventually("the same in all tabs", || {
            let look = |tab: &Tab| {
                me.browser.looks_at(tab);
                on_screen(&me)
            };
            let screens: Vec<Value> = tabs.iter().map(look).collect();
            let is_same = screens.iter().all(|it| *it == screens[0]);
            if is_same { Ok(screens) } else { Err(format!("{screens:?}")) }
        });
        assert!(screens[0].as_array().unwrap().len() >= 2 * TABS, "too few fields: {screens:?}");
        accounted += TABS * EDITS;
    }
    println!(
        "{RUNS} runs of {TABS} tabs with {EDITS} edits each: {accounted} edits, every one accounted for"
    );
    for tab in &tabs {
        me.browser.looks_at(tab);
        me.sees_it_saved();
        let before = me.storage();
        // Nobody goes on answering anybody: there is no echo.
        std::thread::sleep(Duration::from_millis(600));
        assert_eq!(me.storage(), before, "somebody still writes");
    }
}
