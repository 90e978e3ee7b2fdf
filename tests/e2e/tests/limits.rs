//! What a tick, a start and a list may cost, where it can be counted. What takes time is measured by `cargo xtask bench`.

use e2e::site::tracked;
use e2e::{Counted, Person, Role, Settings, Site};

/// The most that may be asked and written. Each is what there was when it was last lowered: lower it with the app, never
/// raise it. In units of UTF-16, names of keys included.
mod most {
    /// A tick where everything is recorded, which was 63,320. Wanted: 1,000, however much is recorded.
    pub const WRITTEN_BY_A_TICK: u64 = 400;
    /// The same in an engagement that was just made, of which a tick is over another of a moment ago.
    pub const WRITTEN_BY_A_SMALL_TICK: u64 = 500;
    pub const CALLS_OF_A_TICK: u64 = 5;
    /// A start at the list, with one engagement where everything is recorded.
    pub const CALLS_OF_A_START: u64 = 17;
    /// Whether anything can be written at all is tried, and taken away again.
    pub const WRITTEN_BY_A_START: u64 = 20;
    /// What one more engagement in the list adds to that.
    pub const CALLS_FOR_A_ROW: u64 = 5;
    /// What it adds to the document: elements, texts and marks. Wanted: less than 2,000 in all with 1,000 engagements.
    pub const NODES_FOR_A_ROW: u64 = 52;
}

const FULL: &str = "tests/saves/contoso-2.kickoff.json";
const FULL_NAME: &str = "コントソ製作所";

fn counting(site: &Site) -> Person {
    // What is done every half minute is no part of a start.
    const PRELUDE: &str =
        concat!(include_str!("../src/counted.js"), "\nwindow.setInterval = () => 0;");
    Person::at(site, Settings { prelude: PRELUDE, ..Settings::default() })
}

/// The second tick of the same row: the first may do what is done once.
fn of_a_tick(me: &Person, row: &str) -> Counted {
    let tick = |me: &Person| if me.is_ticked(row) { me.unticks(row) } else { me.ticks(row) };
    tick(me);
    me.sees_it_saved();
    Counted::take(&me.browser);
    tick(me);
    me.sees_it_saved();
    let found = Counted::take(&me.browser);
    println!("a tick: {found:?}");
    assert!(found.writes > 0 && found.written > 0, "nothing was kept: {found:?}");
    found
}

/// All is read: the journal too, which comes last.
fn of_a_start(me: &Person) -> Counted {
    me.reloads();
    me.sees_a(Role::Heading, "エンゲージメント一覧");
    e2e::saved::has_recovered(me);
    let found = Counted::take(&me.browser);
    println!("a start: {found:?}");
    assert!(found.reads > 0, "nothing was read: {found:?}");
    found
}

#[test]
fn a_tick_where_everything_is_recorded_writes_and_asks_no_more_than_it_did() {
    let site = Site::open();
    let me = counting(&site);
    me.takes_in(&tracked(FULL));
    me.follows(FULL_NAME);
    me.part("ステップ").follows("キックオフの準備");
    let found = of_a_tick(&me, "引き継ぎを完了する");
    assert!(found.written <= most::WRITTEN_BY_A_TICK, "{found:?}");
    assert!(found.calls() <= most::CALLS_OF_A_TICK, "{found:?}");
}

#[test]
fn a_tick_in_a_new_engagement_writes_and_asks_no_more_than_it_did() {
    let site = Site::open();
    let me = counting(&site);
    me.creates_engagement("アドベンチャー ワークス");
    me.part("ステップ").follows("キックオフの準備");
    let found = of_a_tick(&me, "引き継ぎを完了する");
    assert!(found.written <= most::WRITTEN_BY_A_SMALL_TICK, "{found:?}");
    assert!(found.calls() <= most::CALLS_OF_A_TICK, "{found:?}");
}

/// The files that a start at this address asks for, each with what has asked for it, in the order of their names.
fn asked_for(me: &Person, address: &str) -> Vec<(String, String)> {
    me.browser.goes_to("about:blank");
    me.opens(address);
    e2e::saved::has_recovered(me);
    let files = "return performance.getEntriesByType('resource')
        .filter((it) => /\\.(js|wasm|css|json)$/.test(it.name))
        .map((it) => [it.name.split('/').pop(), it.initiatorType]).sort();";
    serde_json::from_value(me.browser.script(files)).expect("names")
}

#[test]
fn nothing_is_asked_for_twice_and_a_page_asks_for_what_its_program_will_need() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("アドベンチャー ワークス");
    let step = format!("#{}", me.hash());
    for (address, is_ahead) in [("#/", false), (step.as_str(), true)] {
        let files = asked_for(&me, address);
        let mut names: Vec<&str> = files.iter().map(|it| it.0.as_str()).collect();
        names.dedup();
        assert_eq!(names.len(), files.len(), "{address}: {files:?}");
        let asks = |part: &str| {
            let file = files.iter().find(|it| it.0.contains(part));
            file.unwrap_or_else(|| panic!("no {part}: {files:?}")).1.as_str()
        };
        assert_eq!(asks("playbook-"), "link", "{address}");
        assert_eq!(asks("-later.wasm") == "link", is_ahead, "{address}: {files:?}");
    }
}

fn nodes(me: &Person) -> u64 {
    let count = "const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
                 let count = 1;
                 while (walker.nextNode()) count += 1;
                 return count;";
    me.browser.script(count).as_u64().unwrap()
}

#[test]
fn a_start_writes_only_to_try_and_each_row_costs_no_more_than_it_did() {
    let site = Site::open();
    let me = counting(&site);
    me.takes_in(&tracked(FULL));
    let one = of_a_start(&me);
    assert!(one.calls() <= most::CALLS_OF_A_START, "{one:?}");
    assert!(one.written <= most::WRITTEN_BY_A_START, "{one:?}");
    let nodes_of_one = nodes(&me);
    const MORE: u64 = 4;
    for nth in 0..MORE {
        me.creates_engagement(&format!("ファブリカム {nth}"));
        me.opens("#/");
    }
    let many = of_a_start(&me);
    let for_rows = many.calls() - one.calls();
    let nodes_for_rows = nodes(&me) - nodes_of_one;
    println!("{MORE} rows more: {for_rows} calls, {nodes_for_rows} nodes");
    assert!(for_rows <= MORE * most::CALLS_FOR_A_ROW, "{one:?} {many:?}");
    assert!(many.written <= most::WRITTEN_BY_A_START, "{many:?}");
    assert!(nodes_for_rows <= MORE * most::NODES_FOR_A_ROW, "{nodes_for_rows} nodes");
}
