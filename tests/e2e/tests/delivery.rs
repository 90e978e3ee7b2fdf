//! How the app is served, and what the page's own policy forbids even to itself.

use std::collections::BTreeSet;
use std::fs;

use e2e::scratch::Scratch;
use e2e::site::{dist, files_of};
use e2e::{Person, Role, Settings, Site, eventually};
use serde_json::{Value, json};

/// Somebody whose every request goes to the host.
fn without_a_worker(site: &Site) -> Person {
    let prelude = "delete Navigator.prototype.serviceWorker;";
    Person::at(site, Settings { prelude, ..Settings::default() })
}

#[test]
fn each_file_comes_with_the_headers_that_the_hosts_are_told() {
    let site = Site::open();
    let me = without_a_worker(&site);
    let mut files = files_of(&dist());
    files.retain(|it| it != "_headers");
    files.push(String::new());
    for file in files {
        let answer = me.browser.later(&format!(
            "const answer = await fetch({}, {{ cache: 'no-store' }});
             return [answer.status, Object.fromEntries(answer.headers)];",
            json!(format!("./{file}"))
        ));
        assert_eq!(answer[0], 200, "{file}: {answer}");
        let said = |name: &str| answer[1][name].as_str().unwrap_or_default();
        let policy = said("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{file}: {policy}");
        assert!(policy.contains("require-trusted-types-for 'script'"), "{file}: {policy}");
        assert_eq!(said("x-content-type-options"), "nosniff", "{file}");
        assert_eq!(said("referrer-policy"), "no-referrer", "{file}");
        assert_eq!(said("cross-origin-opener-policy"), "same-origin", "{file}");
        assert_eq!(said("cross-origin-resource-policy"), "same-origin", "{file}");
        assert!(said("permissions-policy").contains("camera=()"), "{file}");
        // What never changes under its name is kept; what says which version there is, is asked for.
        let is_by_its_name = file.starts_with("icons/") || file.starts_with("schema/");
        let is_named_by_hash = file.contains('-') && !is_by_its_name;
        let caching = said("cache-control");
        assert_eq!(caching.contains("immutable"), is_named_by_hash, "{file}: {caching}");
        assert_eq!(caching == "no-cache", !is_named_by_hash, "{file}: {caching}");
        if file.ends_with(".wasm") {
            assert_eq!(said("content-type"), "application/wasm", "{file}");
        }
    }
    let status = me.browser.later("return (await fetch('./_headers')).status;");
    assert_eq!(status, 404, "what is for the host is served");
}

#[test]
fn no_text_becomes_a_script() {
    let site = Site::open();
    let me = Person::new(&site);
    let refused = me.browser.script(
        "const tries = {
             markup: () => { document.createElement('div').innerHTML = '<b>x</b>'; },
             source: () => { document.createElement('script').src = 'https://example.com/x.js'; },
             text: () => { document.createElement('script').textContent = 'x'; },
             worker: () => { new Worker('./sw.js'); },
             registration: () => { navigator.serviceWorker.register('./sw.js').catch(() => {}); },
             policy: () => { trustedTypes.createPolicy('other', { createHTML: (it) => it }); },
             again: () => { trustedTypes.createPolicy('kickoff', { createScriptURL: (it) => it }); },
         };
         const wentThrough = [];
         for (const [name, attempt] of Object.entries(tries)) {
             try { attempt(); wentThrough.push(name); } catch (error) { if (!(error instanceof TypeError)) throw error; }
         }
         return wentThrough;",
    );
    // A registration answers later, so that it was refused is seen among the violations only. The page and the host
    // forbid the same, and each says so.
    assert_eq!(refused, json!(["registration"]));
    eventually("a violation for each", || {
        let seen: BTreeSet<String> = me.browser.violations().into_iter().collect();
        if seen.len() == 7 { Ok(()) } else { Err(format!("{seen:?}")) }
    });
}

#[test]
fn no_other_site_can_frame_it() {
    let site = Site::open();
    let framing = Scratch::default();
    fs::write(
        framing.path().join("index.html"),
        format!("<!doctype html><title>x</title><iframe src={:?}></iframe>", site.url()),
    )
    .unwrap();
    let other = Site::of(framing.path());
    let me = Person::before(&other, Settings::default());
    me.tries("");
    eventually("the refusal", || {
        let said = me.browser.complaints();
        if said.iter().any(|it| it.contains("frame-ancestors")) {
            Ok(())
        } else {
            Err(format!("{said:?}"))
        }
    });
}

#[test]
fn links_to_outside_know_nothing_of_where_they_were_followed() {
    let site = Site::open();
    let outside = Scratch::default();
    fs::write(outside.path().join("index.html"), "<!doctype html><title>x</title>").unwrap();
    let other = Site::of(outside.path());
    let me = Person::new(&site);
    me.creates_engagement("Adventure Works");
    me.part("ステップ").follows("キックオフの準備");
    me.part("記録一覧").follows("参考にした情報");
    me.part("参考にした情報").clicks_button("情報源を追加");
    me.part("参考にした情報").row("(名称未入力)").fills("アドレス", other.url());
    me.follows(other.url());
    let (here, tabs) = (me.browser.tab(), me.browser.tabs());
    let there = tabs.iter().find(|it| **it != here).expect("a new tab");
    me.browser.looks_at(there);
    let known = eventually("the other page", || {
        me.browser.try_script(
            "if (document.title !== 'x') throw new Error('not yet');
             return [document.referrer, window.opener];",
            &json!([]),
        )
    });
    assert_eq!(known, json!(["", Value::Null]));
    me.browser.looks_at(&here);
    me.sees_a(Role::Link, other.url());
}

/// The list can be seen, and its links be followed, while the playbook is on its way.
#[test]
fn whoever_goes_on_before_the_app_is_up_gets_there_and_back() {
    let site = Site::open();
    let prelude = "const { fetch } = globalThis;
         window.fetch = (...all) => {
             window.fetch = fetch;
             location.hash = '#/open';
             return fetch(...all);
         };";
    let me = Person::at(&site, Settings { prelude, ..Settings::default() });
    me.sees_a(Role::Heading, "ファイルを取り込む");
    for _ in 0..2 {
        me.part("Kickoff").follows("エンゲージメント一覧");
        me.sees_a(Role::Heading, "エンゲージメント一覧");
        me.part("Kickoff").follows("データの管理と保護");
        me.sees_a(Role::Heading, "データの管理と保護");
    }
}

#[test]
fn it_can_be_installed_and_the_browsers_offer_is_shown_where_somebody_looks_for_it() {
    let site = Site::open();
    let me = Person::new(&site);
    me.is_ready_for_offline();
    let errors = me.browser.devtools("Page.getInstallabilityErrors", &json!({}));
    assert_eq!(errors["installabilityErrors"], json!([]));

    // What the browser then shows itself is none of ours.
    me.browser.script(
        "BeforeInstallPromptEvent.prototype.prompt = async () => {
             window.prompted = (window.prompted ?? 0) + 1;
         };",
    );
    me.opens("#/data");
    me.sees_a(Role::Button, "インストール");
    // Whoever comes to the page later sees it, too, in either language.
    me.opens("#/");
    me.opens("#/data");
    me.clicks_button("English");
    me.part("Install as an app").clicks_button("Install");
    eventually("the browser's question", || match me.browser.script("return window.prompted;") {
        it if it == 1 => Ok(()),
        it => Err(it.to_string()),
    });
    me.does_not_see("Install as an app");
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}
