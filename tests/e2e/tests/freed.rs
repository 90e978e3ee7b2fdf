//! What is left is freed: going round all pages for an hour, or changing the language, costs nothing.
//!
//! A listener and a follower go with their owner (`src/ui/kit`). Before
//! they did, a change of page left up to 500 nodes.

use e2e::site::tracked;
use e2e::{Person, Settings, Site, eventually};
use serde_json::json;

/// Gets hold of the program's memory, which no page is told of.
const WATCH_MEMORY: &str = r"
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const real = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const made = await real.apply(WebAssembly, given);
        window.programMemory ??= (made.instance ?? made).exports.memory;
        return made;
      };
    }";

/// How often everything is done before it is looked at for the first time.
const FIRST: u32 = 20;

/// The app looks around every 20 seconds, and the first time writes a whole where somebody rests. What that takes is
/// taken once, and is there before anything is counted, however fast the machine is.
const LOOKED_AROUND: &str = r"
    await new Promise((done) => setTimeout(done, Math.max(0, 21000 - performance.now())));
    return 0;";

/// Goes round the pages so many times, each drawn before the next is asked for.
const ROUNDS: &str = r"
    const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done))));
    const start = location.hash;
    const engagement = start.split('/').slice(0, 3).join('/');
    const links = [...document.querySelectorAll('nav a[href^=\'' + engagement + '\']')];
    const all = ['#/', '#/data', '#/open', ...new Set(links.map((it) => it.getAttribute('href')))];
    const pages = all.filter((_, at) => at % 2 === HALF);
    for (let round = 0; round < ROUNDS; round++) {
      for (const page of [...pages, start]) {
        location.hash = page;
        await drawn();
        if (location.hash !== page) throw `${page} was not gone to`;
      }
    }
    return pages.length;";

struct Counts {
    nodes: u64,
    listeners: u64,
    bytes: u64,
}

impl Counts {
    /// What there is once everything is collected that can be.
    fn of(me: &Person) -> Counts {
        me.browser.later(LOOKED_AROUND);
        me.browser.devtools("HeapProfiler.enable", &json!({}));
        for _ in 0..3 {
            me.browser.later("await new Promise((done) => setTimeout(done)); return 0;");
            me.browser.devtools("HeapProfiler.collectGarbage", &json!({}));
        }
        let counters = me.browser.devtools("Memory.getDOMCounters", &json!({}));
        let bytes = me.browser.script("return programMemory.buffer.byteLength;");
        Counts {
            nodes: counters["nodes"].as_u64().unwrap(),
            listeners: counters["jsEventListeners"].as_u64().unwrap(),
            bytes: bytes.as_u64().unwrap(),
        }
    }

    /// Within five in a hundred of what there was before.
    #[track_caller]
    fn are_as(&self, before: &Counts, what: &str) {
        let all = [
            ("nodes", before.nodes, self.nodes),
            ("listeners", before.listeners, self.listeners),
            ("bytes of the program", before.bytes, self.bytes),
        ];
        for (name, before, now) in all {
            println!("{what}: {name} {before} → {now}");
            assert!(now * 100 <= before * 105, "{what}: {name} {before} → {now}");
        }
    }
}

/// Somebody before an engagement in which everything is filled in.
fn before_a_full_engagement(site: &Site) -> Person {
    // A page is drawn to its end once its beginning is painted: frames come as soon as they are there.
    let arguments = &["--disable-frame-rate-limit", "--disable-gpu-vsync"];
    let settings = Settings { prelude: WATCH_MEMORY, arguments, ..Settings::default() };
    let me = Person::at(site, settings);
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", &tracked("tests/saves/contoso-2.kickoff.json"));
    me.clicks_button("取り込む");
    me.sees("取り込みました");
    me.follows("コントソ製作所");
    me.sees("エンゲージメントの設定");
    me.browser.tells_nobody();
    me
}

/// A few at a time: a driver waits for half a minute at most. Tells how many pages there are.
fn rounds(me: &Person, half: u32, rounds: u32) -> u64 {
    const AT_ONCE: u32 = 2;
    let script = ROUNDS.replace("ROUNDS", &AT_ONCE.to_string()).replace("HALF", &half.to_string());
    let pages = (0..rounds / AT_ONCE).map(|_| me.browser.later(&script).as_u64());
    pages.map(|it| it.expect("it is done")).max().unwrap_or_default()
}

fn leave_nothing_behind(half: u32) {
    let site = Site::open();
    let me = before_a_full_engagement(&site);
    let pages = rounds(&me, half, FIRST);
    assert!(12 <= pages, "half of all pages are among them: {pages}");
    let before = Counts::of(&me);
    rounds(&me, half, 180);
    Counts::of(&me).are_as(&before, &format!("180 rounds of {pages} pages"));
}

// In two halves, as there are two processors on most machines.

#[test]
fn many_rounds_through_half_of_the_pages_leave_nothing_behind() {
    leave_nothing_behind(0);
}

#[test]
fn many_rounds_through_the_other_pages_leave_nothing_behind() {
    leave_nothing_behind(1);
}

#[test]
fn what_comes_and_goes_within_a_page_leaves_nothing_behind() {
    // Everything that folds, opened and closed; the register at the side, one after another.
    const WITHIN: &str = r"
        const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done))));
        let acts = 0;
        for (let round = 0; round < 5; round++) {
          for (const wanted of [true, false]) {
            for (const fold of document.querySelectorAll('main details')) {
              if (fold.open === wanted) continue;
              fold.firstElementChild.click();
              acts += 1;
              await drawn();
            }
          }
          for (const tab of [...document.querySelectorAll('.tabs__tab')].map((it) => it.getAttribute('href'))) {
            location.hash = tab;
            acts += 1;
            await drawn();
          }
        }
        return acts;";
    let site = Site::open();
    let me = before_a_full_engagement(&site);
    let page = me.hash().replace("/setup", "/conduct/people");
    me.opens(&format!("#{page}"));
    me.sees("日程調整とキックオフの実施");
    let times = |count: u32| -> u64 {
        (0..count).map(|_| me.browser.later(WITHIN).as_u64().unwrap()).sum()
    };
    assert!(100 < times(6), "folds and registers are there");
    let before = Counts::of(&me);
    let acts = times(8);
    Counts::of(&me).are_as(&before, &format!("{acts} times something came or went"));
}

#[test]
fn changing_the_language_leaves_nothing_behind() {
    let site = Site::open();
    let me = before_a_full_engagement(&site);
    // A driver would hold on to every button that it has found.
    let press = |name: &str| {
        eventually(name, || {
            let pressed = me.browser.script_with(
                "const all = [...document.querySelectorAll('button')];
                 const found = all.find((it) => it.textContent === arguments[0]);
                 found?.click();
                 return Boolean(found);",
                &json!([name]),
            );
            if pressed == true { Ok(()) } else { Err("no such button".to_owned()) }
        });
    };
    let change = |times: u32| {
        for _ in 0..times {
            press("English");
            me.sees("Engagement setup");
            press("日本語");
            me.sees("エンゲージメントの設定");
        }
    };
    change(FIRST / 2);
    let before = Counts::of(&me);
    change(10);
    Counts::of(&me).are_as(&before, "20 more changes of language");
}
