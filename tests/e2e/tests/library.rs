//! Two playbooks in one build, which no line of code tells apart; and the same engagements in the build that has only
//! one of them.

use e2e::scratch::Scratch;
use e2e::site::{dist, tracked, with_playbooks};
use e2e::{Person, Role, Settings, Site, saved};
use serde_json::{Value, json};

const HOST: &str = "港の倉庫";
const CUSTOMER: &str = "アドベンチャー ワークス";
const ID: &str = "01993ab0-0000-7000-8000-000000000007";

fn two_playbooks() -> Scratch {
    with_playbooks(&[
        tracked("src/playbook/content/customer-kickoff.toml"),
        tracked("tests/support/second-playbook.toml"),
    ])
}

/// Somebody's visit, with something in it that no version here knows.
fn visit() -> Value {
    let at = "2026-09-18T01:15:00.000Z/0/1a2b3c4d-00c0ffee";
    json!({
        "format": "kickoff-engagements", "schemaVersion": 1,
        "engagements": [{
            "id": ID, "schema": 3,
            "playbook": { "id": "site-visit", "revision": "2026-10-01", "signed": "北" },
            "seen": { "1a2b3c4d-00c0ffee": "2026-09-18T01:15:00.000Z/0" },
            "fields": {
                "fact/customer": { "value": HOST, "at": at },
                "answer/remote": { "value": "yes", "at": at },
                "signals/1": { "value": { "level": 3 }, "at": at },
            },
            "past": [{ "field": "answer/remote", "value": "no", "at": at, "why": "電話" }],
        }],
    })
}

fn person(site: &Site) -> Person {
    Person::at(site, Settings { width: 1600, height: 1000, ..Settings::default() })
}

#[track_caller]
fn goes_to(me: &Person, step: &str, heading: &str) {
    me.part("ステップ").follows(step);
    me.sees_a(Role::Heading, heading);
}

/// The engagement in a file that was just exported from the list.
#[track_caller]
fn exported(me: &Person) -> Value {
    me.opens("#/");
    me.row(HOST).clicks_button("書き出す");
    let (_, bytes) = me.browser.download();
    let file: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(file["playbook"]["id"], "site-visit");
    assert_eq!(file["summary"][0]["customer"], HOST);
    file["engagements"][0].clone()
}

#[test]
fn an_engagement_of_a_second_playbook_goes_its_way_beside_one_of_the_first() {
    let two = two_playbooks();
    let site = Site::of(two.path());
    let me = person(&site);
    let scratch = Scratch::default();
    me.creates_engagement(CUSTOMER);
    let first = format!("#{}", me.hash());
    me.takes_in(&scratch.file("visit.json", visit().to_string()));
    me.row(HOST).does_not_see("このバージョンにないプレイブックです");

    // Through all of its pages, in its own words.
    me.follows(HOST);
    goes_to(&me, "設定", "エンゲージメントの設定");
    me.question("遠隔地ですか").reads_picked("はい");
    me.question("拠点の規模はどれですか").picks("大規模");
    me.part("対象のサービス").ticks("クレーン");
    goes_to(&me, "計画", "計画");
    me.row("訪問日を決める").fills("訪問日", "2026-11-02");
    me.row("訪問日を決める").ticks("訪問日を決める");
    me.row("移動を手配する").ticks("移動を手配する");
    goes_to(&me, "訪問", "訪問");
    me.sees("各棟を回る");
    me.row("構内を見学する").ticks("構内を見学する");
    goes_to(&me, "結果", "結果");
    me.sees("拠点を見た");
    goes_to(&me, "引き渡し", "デリバリー チームへの引き渡し");
    me.sees_it_saved();
    assert!(!me.reads().contains("キックオフの準備"), "a step of the other playbook");

    // The other one has its own, and a step that it lacks is said to be none of its pages.
    me.opens(&first);
    me.part("ステップ").sees("キックオフの準備");
    me.part("ステップ").does_not_see("計画");
    let page_of = |step: &str| format!("{}/{step}", first.rsplit_once('/').unwrap().0);
    me.opens(&page_of("plan"));
    me.sees_a(Role::Heading, "ページが見つかりません");
    me.part("ステップ").follows("キックオフの準備");
    me.sees_a(Role::Heading, "キックオフの準備");

    me.opens(&format!("#/e/{ID}/plan"));
    me.reloads();
    me.row("訪問日を決める").waits_until_ticked("訪問日を決める", true);
    let written = exported(&me);
    assert_eq!(written["fields"]["item/visit.tour/mark"]["value"], "done");
    assert_eq!(written["fields"]["services/crane"]["value"], true);
    assert_eq!(written, saved::document(&me.storage(), ID));
    me.row(CUSTOMER).sees("次にすること: お客様の業務を理解する");
    me.row(HOST).sees("次にすること: 各棟を回る");
    assert_eq!(me.browser.complaints(), Vec::<String>::new());
}

#[test]
fn in_a_build_without_its_playbook_it_is_read_and_exported_unchanged() {
    let two = two_playbooks();
    let site = Site::of(two.path());
    let me = person(&site);
    let scratch = Scratch::default();
    me.takes_in(&scratch.file("visit.json", visit().to_string()));
    me.follows(HOST);
    goes_to(&me, "計画", "計画");
    me.row("訪問日を決める").ticks("訪問日を決める");
    me.sees_it_saved();
    let written = exported(&me);
    assert_eq!(written["playbook"]["signed"], "北");
    assert_eq!(written["past"][0]["why"], "電話");
    assert_eq!(written["fields"]["signals/1"]["value"], json!({ "level": 3 }));
    let before = saved::records(&me.storage(), ID);

    // The build that ships comes to the same address.
    site.server().set_root(&dist());
    me.changes_to_the_new_version();
    me.row(HOST).sees("このバージョンにないプレイブックです");
    me.follows(HOST);
    me.sees("表示できる項目だけを、読み取り専用で表示します。");
    me.sees("必要なプレイブック: site-visit (2026-10-01)");
    me.sees("読み取り専用");
    assert_eq!(me.part("基本情報").value_of("お客様名"), HOST);
    let is_locked = "return [...document.querySelectorAll('input, textarea, select')].every((it) => it.matches(':disabled'));";
    assert_eq!(me.browser.script(is_locked), true, "something can be changed");
    assert_eq!(exported(&me), written);
    me.opens(&format!("#/e/{ID}/plan"));
    me.sees("ページが見つかりません");
    assert_eq!(saved::records(&me.storage(), ID), before, "it was written over");

    // And to somebody who never had its playbook.
    let site = Site::open();
    let they = person(&site);
    they.creates_engagement(CUSTOMER);
    let mut file = visit();
    file["engagements"][0] = written.clone();
    they.takes_in(&scratch.file("taken.json", file.to_string()));
    they.row(HOST).sees("このバージョンにないプレイブックです");
    assert_eq!(exported(&they), written);
    assert_eq!(they.browser.complaints(), Vec::<String>::new());
}
