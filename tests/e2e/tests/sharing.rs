//! While the screen is shared, nothing internal and no other customer is in the document, and all that is
//! shared is.

use std::fs;

use e2e::person::key;
use e2e::scratch::Scratch;
use e2e::site::{artefacts, tracked};
use e2e::{Person, Role, Settings, Site, axe, eventually, saved};
use serde_json::{Map, Value, json};

const CUSTOMER: &str = "アドベンチャー ワークス";
const OTHER: &str = "ファブリカム秘";
const INTERNAL: &str = "社内用の表示";
const SHARED: &str = "お客様向けの表示";
const LINE: &str = "1 行で記録";

fn somebody(site: &Site) -> Person {
    Person::at(site, Settings { width: 1366, height: 768, ..Settings::default() })
}

fn id(me: &Person) -> String {
    me.hash().split('/').nth(2).unwrap().to_owned()
}

/// The whole document with what stands in its controls, its title and address, and what assistive
/// technology is told.
fn everything(me: &Person) -> String {
    let page = me.browser.script(
        "return document.documentElement.outerHTML + document.title + location.href
            + [...document.querySelectorAll('input,textarea')].map((it) => it.value).join(' ')",
    );
    let tree = me.browser.devtools("Accessibility.getFullAXTree", &json!({}));
    format!("{page}{tree}")
}

/// Presses the switch, in whichever view.
#[track_caller]
fn switches(me: &Person, to: &str) {
    let from = if to == SHARED { INTERNAL } else { SHARED };
    me.clicks_button(from);
    me.sees_a(Role::Button, to);
}

/// Whom a subject is for, if it says so itself.
fn audience(fields: &Map<String, Value>, subject: &str) -> Option<bool> {
    let said = fields.get(subject)?;
    let rivals = said["rivals"].as_array().into_iter().flatten();
    let all: Vec<&Value> = rivals.map(|it| &it["value"]).chain([&said["value"]]).collect();
    // Of two copies, internal wins.
    let is_said = all.iter().all(|it| it.is_string());
    is_said.then(|| all.iter().all(|it| *it == "shared"))
}

/// An engagement whose every text is a mark.
pub struct Marked {
    /// As it is exported.
    pub file: String,
    pub customer: String,
    /// By the field, the marks of what is shared, and of what is not.
    pub shared: Vec<(String, String)>,
    pub internal: Vec<(String, String)>,
}

/// What of these cannot be read in a text.
pub fn missing<'a>(marks: &'a [(String, String)], text: &str) -> Vec<&'a (String, String)> {
    marks.iter().filter(|(_, mark)| !text.contains(mark)).collect()
}

/// What of these can be read in a text.
pub fn found<'a>(marks: &'a [(String, String)], text: &str) -> Vec<&'a (String, String)> {
    marks.iter().filter(|(_, mark)| text.contains(mark)).collect()
}

/// A file with something in every field.
pub fn filled_in() -> Value {
    let file = fs::read_to_string(tracked("tests/saves/contoso-3.kickoff.json")).unwrap();
    serde_json::from_str(&file).unwrap()
}

/// The same with marks.
pub fn marked(mut file: Value) -> Marked {
    let known = file["engagements"][0]["fields"].as_object().unwrap().clone();
    let (mut shared, mut internal) = (Vec::new(), Vec::new());
    let fields = file["engagements"][0]["fields"].as_object_mut().unwrap();
    for (name, field) in fields.iter_mut() {
        // What somebody typed; codes and days are in ASCII.
        if field["value"].as_str().is_none_or(str::is_ascii) {
            continue;
        }
        let parts: Vec<&str> = name.split('/').collect();
        let is_shared = match parts[..] {
            ["fact", "customer"] => Some(true),
            ["fact", _] => Some(false),
            ["item", id, part @ ("note" | "evidence")] => {
                audience(&known, &format!("item/{id}/{part}-audience"))
            }
            ["item", ..] => Some(false),
            [register, id, _] => audience(&known, &format!("{register}/{id}/audience")),
            _ => None,
        };
        let Some(is_shared) = is_shared else { continue };
        let marks = if is_shared { &mut shared } else { &mut internal };
        let mark = format!("⟦{}{}⟧", if is_shared { "共" } else { "秘" }, marks.len());
        field["value"] = mark.clone().into();
        marks.push((name.clone(), mark));
    }
    let customer = fields["fact/customer"]["value"].as_str().unwrap().to_owned();
    Marked { file: file.to_string(), customer, shared, internal }
}

#[test]
fn of_an_engagement_with_everything_filled_in_all_that_is_shared_is_there_and_nothing_else() {
    let site = Site::open();
    let me = somebody(&site);
    let Marked { file, customer, shared, internal } = marked(filled_in());
    assert!(30 < shared.len() && 100 < internal.len(), "{} {}", shared.len(), internal.len());
    let scratch = Scratch::default();
    me.takes_in(&scratch.file("marked.kickoff.json", file));
    me.follows(&customer);
    let id = id(&me);
    let sees_what_is_shared = || {
        eventually("all that is shared", || {
            let all = everything(&me);
            let missing = missing(&shared, &all);
            if missing.is_empty() { Ok(all) } else { Err(format!("missing: {missing:?}")) }
        })
    };
    switches(&me, SHARED);
    sees_what_is_shared();
    let pages =
        ["setup", "meeting", "prepare", "conduct/risks", "dibs", "exit", "hand-off", "changes"];
    for page in pages {
        me.opens(&format!("#/e/{id}/{page}"));
        for is_again in [false, true] {
            if is_again {
                me.reloads();
            }
            let all = sees_what_is_shared();
            let leaked = found(&internal, &all);
            assert!(leaked.is_empty(), "at {page}, reloaded: {is_again}: {leaked:?}");
        }
    }
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
}

#[test]
fn it_holds_on_every_page_in_every_tab_and_over_a_reload() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(OTHER);
    me.opens("#/");
    me.creates_engagement(CUSTOMER);
    let id = id(&me);
    // News of a moment ago, what was looked for, and a line that is not filed yet.
    me.keys_in("c");
    me.types(LINE, "リスク: 秘のリスク");
    let has_nothing_internal = || {
        me.sees(SHARED);
        let all = everything(&me);
        assert!(!all.contains('秘'), "at {}", me.hash());
    };
    switches(&me, SHARED);
    me.sees(CUSTOMER);
    has_nothing_internal();
    let addresses = ["#/", "#/data", "#/open"].map(str::to_owned);
    let pages = ["setup", "meeting", "hand-off"].map(|it| format!("#/e/{id}/{it}"));
    for address in addresses.iter().chain(&pages) {
        me.opens(address);
        has_nothing_internal();
        me.reloads();
        has_nothing_internal();
    }
    // The search and the list of keys speak of everything: they do not open.
    me.presses(&['\u{e009}', 'k', '\u{e009}']);
    me.keys_in("?");
    has_nothing_internal();
    assert_eq!(me.browser.script("return document.querySelectorAll('dialog[open]').length"), 0);
    let first = me.browser.opens_tab();
    me.opens(&format!("#/e/{id}/setup"));
    me.sees(CUSTOMER);
    has_nothing_internal();
    // By its key, and the other tab follows.
    me.keys_in("s");
    me.sees(INTERNAL);
    me.browser.looks_at(&first);
    me.sees(INTERNAL);
    assert_eq!(me.value_of(LINE), "リスク: 秘のリスク");
    me.opens("#/");
    me.sees(OTHER);
}

#[test]
fn what_is_said_is_noted_meanwhile_and_only_what_is_shared_is_seen() {
    let site = Site::open();
    let me = somebody(&site);
    me.creates_engagement(CUSTOMER);
    let id = id(&me);
    me.keys_in("c");
    me.keys_in("秘のひとこと\n");
    me.sees_it_saved();
    switches(&me, SHARED);
    me.keys_in("c");
    me.keys_in("決定: メールを先に移す\n");
    me.sees("メールを先に移す");
    me.keys_in("リスク: 秘のリスク\n");
    me.sees("記録しました (社内用)");
    assert!(!everything(&me).contains("秘のリスク"));
    // While somebody types the letter of the switch is a letter.
    me.keys_in("s");
    assert_eq!(me.value_of(LINE), "s");
    me.sees(SHARED);
    // By Escape the keyboard is out of the line, and the letter is the switch again.
    me.presses(&[key::ESCAPE]);
    me.keys_in("s");
    me.sees(INTERNAL);
    me.keys_in("s");
    me.sees(SHARED);
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
    me.reloads();
    me.sees("メールを先に移す");
    // What was left in that line goes on in the other.
    switches(&me, INTERNAL);
    assert_eq!(me.value_of(LINE), "s");
    let fields = saved::document(&me.storage(), &id)["fields"].to_string();
    assert!(fields.contains("秘のリスク") && fields.contains("メールを先に移す"));
}

#[test]
fn it_is_sound_in_every_window_theme_and_language() {
    let site = Site::open();
    for (width, is_dark, is_english) in
        [(390, false, false), (390, true, true), (1280, true, false)]
    {
        let settings = Settings { width, is_dark, ..Settings::default() };
        let me = Person::at(&site, settings);
        me.creates_engagement(CUSTOMER);
        me.keys_in("c");
        me.keys_in("決定: メールを先に移す\n");
        me.sees_it_saved();
        if is_english {
            me.clicks_button("English");
        }
        // Where the bar has no room for it, by the key.
        if width < 640 {
            assert!(!me.has_a(Role::Button, INTERNAL));
            me.browser.script("document.activeElement.blur()");
            me.keys_in("s");
        } else {
            me.clicks_button(INTERNAL);
        }
        me.sees("メールを先に移す");
        assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
        let overflow = "return document.documentElement.scrollWidth - innerWidth";
        assert!(me.browser.script(overflow).as_i64().unwrap() <= 0, "{width}");
        let name = format!("sharing-{width}-{}.png", if is_dark { "dark" } else { "light" });
        fs::write(artefacts().join(name), me.browser.picture()).unwrap();
    }
}
