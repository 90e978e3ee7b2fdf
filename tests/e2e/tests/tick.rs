//! What a tick costs where everything is recorded. A program of its own, for programs run one after
//! another: what else a machine does is no cost of a tick.

// A test that cannot go on has failed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

use e2e::site::{artefacts, with_rows};
use e2e::{Person, Role, Settings, Site};
use serde_json::json;

/// A click on a box and everything that it sets off: kept and drawn, and, once that is painted, worked out anew and
/// drawn again. The time between the two is no work.
const MEASURE: &str = "return (async () => {
    const label = [...document.querySelectorAll('label')].find((it) => it.textContent.trim() === arguments[0]);
    const settled = () => new Promise((done) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(0);
    });
    const [box, times] = [label.control, []];
    let took = 0;
    const timed = async (act) => {
        const start = performance.now();
        act();
        await settled();
        took += performance.now() - start;
    };
    const later = window.setTimeout;
    window.setTimeout = (act, after, ...given) => later(() => timed(() => act(...given)), after);
    for (let nth = 0; nth < 60; nth += 1) {
        const before = document.body.textContent;
        took = 0;
        await timed(() => box.click());
        for (let waits = 0; document.body.textContent === before; waits += 1) {
            if (waits === 200) throw new Error('nothing has changed');
            await new Promise((done) => later(done, 5));
        }
        // Until that is timed as well.
        await new Promise((done) => later(done, 20));
        if (nth >= 10) times.push(took);
    }
    window.setTimeout = later;
    times.sort((one, other) => one - other);
    return [times[25], times[49], times[5]];
})();";

#[test]
fn one_tick_with_200_rows_and_17_services_is_worked_out_well_within_a_frame() {
    const FRAME: f64 = 1_000.0 / 60.0;
    let build = with_rows(200);
    let site = Site::of(build.path());
    // Wide enough for the registers to stand beside the page.
    let me = Person::at(&site, Settings { width: 1600, height: 1000, ..Settings::default() });
    me.creates_engagement("アドベンチャー ワークス");
    answers(&me, "どのモーション", "支援リクエスト (RFA)");
    me.part("基本情報").fills("割り当て日時", "2026-09-18T09:30");
    let services = me.part("対象のサービス");
    const NAMES: [&str; 17] = [
        "コア オンボーディング",
        "Exchange Online",
        "SharePoint Online",
        "OneDrive for Business",
        "Microsoft Teams",
        "Windows 10",
        "Office 365 ProPlus",
        "Outlook Mobile",
        "Yammer",
        "Microsoft Intune",
        "Azure Active Directory Premium",
        "Azure Information Protection",
        "Microsoft Cloud App Security",
        "ID とセキュリティ (IDSEC)",
        "Project Online",
        "Windows Defender ATP",
        "School Data Sync",
    ];
    for name in NAMES {
        services.ticks(name);
    }
    goes_to(&me, "DIBS の確認");
    let all = me.fold("すべてのサービスに同じ内容を入れる");
    me.unfolds("すべてのサービスに同じ内容を入れる");
    all.fills("ビジネス上の理由", "夜間の当番をやめる");
    all.fills("成功責任者", "佐藤 恵子");
    all.clicks_button("すべてに反映");
    me.sees("すべてのサービスに反映しました。");
    let mut said = String::new();
    for step in ["概要", "キックオフの準備", "DIBS の確認"] {
        goes_to(&me, step);
        let label = first_box(&me);
        let took = me.browser.script_with(MEASURE, &json!([label]));
        let [median, longest, tenth] = [0, 1, 2].map(|at| took[at].as_f64().unwrap());
        said += &format!(
            "{step}: a tenth within {tenth:.2} ms, median {median:.2} ms, longest {longest:.2} ms of 50; \
             a frame is {:.1} times as long\n",
            FRAME / tenth
        );
        // Other work on the machine only adds to a time: what is asked for is what the app can do.
        assert!(tenth < FRAME, "{said}");
    }
    println!("{said}");
    fs::write(artefacts().join("one-tick.txt"), said).unwrap();
}

/// The first row with a box on the page.
fn first_box(me: &Person) -> String {
    let script = "return document.querySelector('main li input[type=checkbox]').labels[0].textContent.trim();";
    me.browser.script(script).as_str().unwrap().to_owned()
}

fn answers(me: &Person, ask: &str, answer: &str) {
    me.unfolds_question(ask);
    me.question(ask).picks(answer);
    me.question(ask).reads_picked(answer);
}

#[track_caller]
fn goes_to(me: &Person, step: &str) {
    me.part("ステップ").follows(step);
    me.sees_a(Role::Heading, step);
}
