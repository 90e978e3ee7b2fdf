//! What is there is seen: on low and narrow windows, in the colours of the system, on paper, and whatever is typed; and
//! nothing moves while one reads.

use std::fs;
use std::path::PathBuf;

use e2e::person::key;
use e2e::scratch::Scratch;
use e2e::site::tracked;
use e2e::{Person, Role, Settings, Site, eventually, page};
use serde_json::{Value, json};

const ID: &str = "01a0b214-c220-736f-ae74-6f736f2d6b6b";

const PAGES: [&str; 14] = [
    "setup",
    "overview",
    "objectives",
    "entry",
    "prepare",
    "conduct",
    "dibs",
    "ssat",
    "uncategorized",
    "exit",
    "next",
    "hand-off",
    "changes",
    "conduct/risks",
];

fn contoso() -> Value {
    let text = fs::read_to_string(tracked("tests/saves/contoso.kickoff.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The example with other texts wherever people have written; what is short by its kind stays.
fn written_over(scratch: &Scratch, name: &str, text: impl Fn(&str) -> Option<String>) -> PathBuf {
    let mut file = contoso();
    let fields = file["engagements"][0]["fields"].as_object_mut().unwrap();
    for (address, recorded) in fields.iter_mut() {
        if let Some(text) = text(address).filter(|_| recorded["value"].is_string()) {
            recorded["value"] = json!(text);
        }
    }
    scratch.file(name, file.to_string())
}

/// As the app says what it has taken in, and until that is out of the way.
fn takes_in_and_closes(me: &Person, file: &std::path::Path) {
    me.takes_in(file);
    me.reloads();
}

fn is_free_text(address: &str) -> bool {
    [
        "/note",
        "/name",
        "/evidence",
        "/owner",
        "/what",
        "/role",
        "/topic",
        "/reason",
        "fact/customer",
        "fact/context",
    ]
    .iter()
    .any(|it| address.ends_with(it))
}

/// Low and narrow windows: zoomed in to 400 %, to 200 %, a phone, a laptop.
#[test]
fn the_keyboard_is_never_under_the_header() {
    let site = Site::open();
    let me = Person::new(&site);
    takes_in_and_closes(&me, &tracked("tests/saves/contoso.kickoff.json"));
    for (width, height) in [(320, 256), (683, 384), (390, 844), (1366, 768)] {
        me.browser.set_size(width, height);
        me.opens(&format!("#/e/{ID}/dibs"));
        me.sees_a(Role::Heading, "DIBS");
        let mut hidden = Vec::new();
        let mut stops = 0;
        // There and back: from below, things come up under what stays at the top.
        for keys in [&[key::TAB][..], &[key::SHIFT, key::TAB]] {
            for _ in 0..70 {
                me.presses(keys);
                // Past the last place, and before the first, it is with the browser for a moment.
                let Some(focus) = page::focused(&me.browser) else { continue };
                stops += 1;
                let over = page::covering(&me.browser);
                if !over.is_empty() {
                    hidden.push(format!(
                        "{} “{}” under {}",
                        focus.role,
                        focus.name,
                        over.join(", ")
                    ));
                }
            }
        }
        assert!(100 < stops, "only {stops} places at {width}×{height}");
        assert!(
            hidden.is_empty(),
            "{width}×{height}: {} of {stops}:\n{}",
            hidden.len(),
            hidden.join("\n")
        );
    }
}

/// What of the window is left for the work.
#[test]
fn the_header_leaves_room_on_low_windows_and_phones() {
    let site = Site::open();
    let me = Person::new(&site);
    takes_in_and_closes(&me, &tracked("tests/saves/contoso.kickoff.json"));
    for (width, height, most) in [(320, 256, 0), (683, 384, 0), (390, 844, 128), (1366, 768, 100)] {
        me.browser.set_size(width, height);
        me.opens(&format!("#/e/{ID}/prepare"));
        me.sees_a(Role::Heading, "キックオフの準備");
        let taken = me.browser.script(
            "scrollTo(0, 1500);
             const stays = [...document.querySelectorAll('body *')].filter((it) =>
                 ['sticky', 'fixed'].includes(getComputedStyle(it).position) && it.checkVisibility());
             const tops = stays.map((it) => it.getBoundingClientRect())
                 .filter((box) => box.top <= 0 && 0 < box.bottom && innerWidth * 0.9 < box.width);
             return Math.max(0, ...tops.map((box) => box.bottom));",
        );
        let taken = taken.as_f64().unwrap();
        assert!(taken <= f64::from(most), "{taken} px of {width}×{height}");
    }
}

/// A note in letters without a place to break, and a name of joined signs, which are one sign to a browser.
#[test]
fn no_text_makes_a_page_wider() {
    let site = Site::open();
    let me = Person::at(&site, Settings { width: 390, height: 844, ..Settings::default() });
    let scratch = Scratch::default();
    let thai = "ก".repeat(400);
    let joined = "👩\u{200D}".repeat(400);
    for (nth, text) in [&thai, &joined].into_iter().enumerate() {
        let file = written_over(&scratch, &format!("{nth}.json"), |it| {
            is_free_text(it).then(|| text.clone())
        });
        let mut wide = Vec::new();
        let mut look = |place: &str| {
            let found = page::sticking_out(&me.browser);
            wide.extend(found.into_iter().map(|it| format!("{place}: {it}")));
        };
        me.opens("#/open");
        me.chooses_file("ファイルを選ぶ", &file);
        me.sees("取り込む内容");
        look("import preview");
        me.clicks_button("取り込む");
        me.sees("取り込みました");
        look("list, and what was said");
        if nth == 0 {
            for (button, dialog) in [("名前を変更", "名前を変更"), ("削除", "削除")] {
                me.clicks_button(button);
                me.sees_a(Role::Button, dialog);
                look(dialog);
                me.presses(&[key::ESCAPE]);
            }
        }
        for at in PAGES {
            me.opens(&format!("#/e/{ID}/{at}"));
            me.browser.script(
                "document.querySelectorAll('main summary, aside summary').forEach((it) => it.click());",
            );
            look(at);
        }
        me.opens("#/data");
        look("data");
        assert!(wide.is_empty(), "{}", wide.join("\n"));
        // The next one takes its place.
        me.opens("#/");
        me.clicks_button("削除");
        me.clicks_button("削除");
        me.sees("ごみ箱に移しました");
        look_at_bin(&me);
    }
}

#[track_caller]
fn look_at_bin(me: &Person) {
    assert_eq!(page::sticking_out(&me.browser), Vec::<String>::new());
    me.opens("#/data");
    assert_eq!(page::sticking_out(&me.browser), Vec::<String>::new());
}

/// With the system's own few colours, what is chosen and how far one is can still be told.
#[test]
fn forced_colours_tell_what_ours_tell() {
    let site = Site::open();
    let me = Person::new(&site);
    takes_in_and_closes(&me, &tracked("tests/saves/contoso.kickoff.json"));
    me.opens(&format!("#/e/{ID}/setup/people"));
    me.sees_a(Role::Button, "参加者を追加");
    me.browser.forces_colours();
    let seen = me.browser.script(
        "const forced = matchMedia('(forced-colors: active)').matches;
         const of = (it, pseudo) => getComputedStyle(it, pseudo);
         const radios = [...document.querySelectorAll('input[type=radio]')];
         const label = (it) => it.parentElement.lastElementChild;
         const chosen = label(radios.find((it) => it.checked));
         const other = label(radios.find((it) => !it.checked));
         const rail = [...document.querySelectorAll('nav a[aria-current], nav a:not([aria-current])')]
             .filter((it) => it.closest('nav').querySelector('[aria-current]'));
         const here = rail.find((it) => it.hasAttribute('aria-current'));
         const there = rail.find((it) => !it.hasAttribute('aria-current'));
         const page = of(document.body).backgroundColor;
         const bar = document.querySelector('progress');
         const dot = there.querySelector('[aria-hidden]') ?? here.querySelector('[aria-hidden]');
         const cards = [...document.querySelectorAll('main section')];
         const [off, on] = ['[aria-disabled=true]', ':not([aria-disabled])']
             .map((it) => document.querySelector(`.head__actions button${it}`) ?? document.querySelector(`main button${it}`));
         return {
             forced,
             'the chosen answer': of(chosen).backgroundColor !== of(other).backgroundColor,
             'its mark': of(chosen, '::before').content.includes('✓') && !of(other, '::before').content.includes('✓'),
             'the page of the rail': of(here).borderInlineStartColor !== of(there).borderInlineStartColor
                 && of(there).borderInlineStartColor === of(there.closest('body')).backgroundColor,
             'its track': of(bar).borderTopStyle === 'solid',
             'a dot': of(here.querySelector('[aria-hidden]'), '::before').backgroundColor !== page,
             'what cannot be pressed': of(off).color !== of(on).color,
             'the edge of the drawer': parseFloat(of(document.querySelector('.aside')).borderInlineStartWidth) > 0,
             'edges of cards': cards.length > 0 && cards.every((it) => parseFloat(of(it).borderTopWidth) > 0),
         };",
    );
    let missing: Vec<&String> = seen
        .as_object()
        .unwrap()
        .iter()
        .filter(|(_, told)| **told != json!(true))
        .map(|(it, _)| it)
        .collect();
    assert!(missing.is_empty(), "not told: {missing:?}");
    let far = me.browser.picture();
    me.browser.script("document.querySelector('progress').value = 10;");
    assert!(me.browser.picture() != far, "how far it is cannot be seen");
}

/// Waits until the page is as long as it was, in letters.
#[track_caller]
fn is_as_before(me: &Person, before: &Value) {
    eventually("the page as it was", || {
        match me.browser.script("return document.body.innerHTML.length;") {
            it if it == *before => Ok(()),
            it => Err(format!("{it} instead of {before}")),
        }
    });
}

/// Every word of notes and fields is on the paper, those of closed rows and entries too; nothing is cut, and afterwards
/// the page is as it was.
#[test]
fn paper_holds_everything_that_was_written() {
    let site = Site::open();
    let me = Person::new(&site);
    let scratch = Scratch::default();
    let note: String = (1..=60).map(|it| format!("{it} 行目のメモ\n")).collect();
    let owner = "長い役職名の".repeat(10) + "担当者";
    let file = written_over(&scratch, "long.json", |address| match address {
        "fact/context" => Some(note.clone()),
        "item/prep.people/note" => Some(note.replace("メモ", "閉じた行のメモ")),
        "item/prep.people/owner" => Some(owner.clone()),
        "fact/industry" => Some("業界".repeat(40)),
        _ => None,
    });
    takes_in_and_closes(&me, &file);
    me.opens(&format!("#/e/{ID}/prepare/risks"));
    me.sees("大阪工場のメール振り分け");
    let before = me.browser.script("return document.body.innerHTML.length;");

    me.browser.shows_as("print");
    me.browser.script("dispatchEvent(new Event('beforeprint'));");
    me.sees("60 行目のメモ");
    me.sees("60 行目の閉じた行のメモ");
    me.sees(&owner);
    me.sees(&"業界".repeat(40));
    // An entry of the register that is open.
    me.sees("大阪工場のメール振り分けが複雑で、設計に人手が要る");
    let cut = me.browser.script(
        "return [...document.querySelectorAll('main *, aside *')]
             .filter((it) => it.checkVisibility() && !it.matches('input, .unseen, svg, svg *'))
             .filter((it) => getComputedStyle(it).overflowY !== 'visible' || getComputedStyle(it).overflowX !== 'visible')
             .filter((it) => it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1)
             .map((it) => it.outerHTML.slice(0, 120));",
    );
    assert_eq!(cut, json!([]));
    me.browser.script("dispatchEvent(new Event('afterprint'));");
    me.browser.shows_as("");
    is_as_before(&me, &before);

    // The browser's own printing says the same to the app: two notes of 60 lines do not fit on two sheets.
    me.browser.script(
        "window.written = 0;
         addEventListener('beforeprint', () => { written = document.querySelectorAll('.printed').length; });",
    );
    let sheets = me.browser.prints();
    assert!(4 < sheets, "{sheets} sheets");
    assert_ne!(me.browser.script("return written;"), json!(0));
    is_as_before(&me, &before);
}

/// A phone and a laptop, on a slow machine and a slow line: nothing that is shown jumps.
#[test]
fn nothing_moves_while_a_page_comes_up() {
    const WATCH: &str = "window.moves = [];
        new PerformanceObserver((list) => list.getEntries().forEach((it) => moves.push(
            `${it.value.toFixed(4)}: ` + it.sources.map((of) => of.node?.outerHTML?.slice(0, 60) ?? of.node?.nodeName).join(' | '),
        ))).observe({ type: 'layout-shift', buffered: true });";
    let site = Site::open();
    let me = Person::before(&site, Settings { prelude: WATCH, ..Settings::default() });
    me.browser.devtools("Network.enable", &json!({}));
    let slow = json!({ "offline": false, "latency": 60, "downloadThroughput": 400_000, "uploadThroughput": 400_000 });
    me.browser.devtools("Network.emulateNetworkConditions", &slow);
    me.browser.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": 3 }));
    let places =
        ["#/".to_owned(), "#/data".to_owned(), format!("#/e/{ID}/setup"), format!("#/e/{ID}/dibs")];
    for (width, height) in [(412, 823), (1350, 940)] {
        me.browser.set_size(width, height);
        for (nth, place) in
            ["#/"; 1].iter().map(|it| (*it).to_owned()).chain(places.clone()).enumerate()
        {
            if nth == 1 && width == 412 {
                me.takes_in(&tracked("tests/saves/contoso.kickoff.json"));
            }
            // From another page, so that it comes up from nothing.
            me.browser.goes_to("about:blank");
            me.opens(&place);
            me.browser.later(
                "await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300)));",
            );
            let moves = me.browser.script("return moves;");
            assert_eq!(moves, json!([]), "{place} at {width} px");
        }
    }
}

/// Phones zoom the page when somebody types in smaller letters; and no browser translates what the app itself says.
#[test]
fn controls_are_large_enough_and_words_stay_ours() {
    let site = Site::open();
    let me = Person::at(&site, Settings { width: 390, height: 844, ..Settings::default() });
    takes_in_and_closes(&me, &tracked("tests/saves/contoso.kickoff.json"));
    for place in [
        "#/".to_owned(),
        format!("#/e/{ID}/setup"),
        format!("#/e/{ID}/dibs"),
        format!("#/e/{ID}/conduct/risks"),
    ] {
        me.opens(&place);
        let small = me.browser.script(
            "return [...document.querySelectorAll('input:not([type=checkbox], [type=radio]), select, textarea')]
                 .filter((it) => parseFloat(getComputedStyle(it).fontSize) < 16).map((it) => it.outerHTML);",
        );
        assert_eq!(small, json!([]), "{place}");
    }
    assert_eq!(me.browser.script("return document.querySelector('main').translate;"), json!(false));

    // What the source is called is English in either language; a reader is told so.
    me.opens(&format!("#/e/{ID}/history"));
    me.sees("原題");
    let original = me.browser.script("return document.querySelector('dd[lang=en]').textContent;");
    assert_eq!(original, json!("FastTrack Partner Playbook - Conduct Customer Kickoff"));

    // A date that is not there is no grey date of today in the browsers that would show one.
    me.opens(&format!("#/e/{ID}/dibs"));
    let empty = me.browser.script(
        "return [...document.querySelectorAll('input[type=date]')].map((it) => [it.value === '', it.hasAttribute('data-empty')]);",
    );
    let empty: Vec<(bool, bool)> = serde_json::from_value(empty).unwrap();
    assert!(empty.iter().all(|it| it.0 == it.1), "{empty:?}");
    assert!(empty.iter().any(|it| it.0) && empty.iter().any(|it| !it.0), "{empty:?}");
}
