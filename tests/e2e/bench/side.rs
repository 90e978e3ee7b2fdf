//! The app and the hand-written page, before the same browser and with the same engagements.

use std::time::Duration;

use e2e::browser::Browser;
use e2e::scratch::Scratch;
use e2e::site::{PREFIX, tracked, workspace};
use e2e::wait::within;
use e2e::{Person, Settings, Site};
use serde_json::{Value, json};
use xtask::StaticServer;

/// One with everything filled in. All others have a name and little else.
const FULL: &str = "tests/saves/contoso-2.kickoff.json";

/// In every page before its own scripts.
const PRELUDE: &str = concat!(include_str!("gauge.js"), "\n", include_str!("../src/counted.js"));

/// How much slower than this machine the processor is made.
pub const SLOWED: u32 = 4;

/// Both, for one number of engagements. The browser is new: nobody else's work is in it.
pub struct Sides {
    me: Person,
    page: StaticServer,
    pub count: usize,
    full: String,
    // The host of the app.
    _site: Site,
}

/// Which of the two is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    App,
    Page,
}

impl Side {
    pub const BOTH: [Side; 2] = [Side::App, Side::Page];
}

impl Sides {
    pub fn with(count: usize) -> Sides {
        let site = Site::open();
        // A frame comes as soon as it is there: else nearly all of a short time would be waiting for the screen.
        let arguments = &["--disable-frame-rate-limit", "--disable-gpu-vsync"];
        let me = Person::at(&site, Settings { prelude: PRELUDE, arguments, ..Settings::default() });
        me.browser.waits_for_scripts(Duration::from_secs(55));
        let page = StaticServer::start(&workspace().join("tests/bench"), PREFIX)
            .expect("a free port for the page");
        let file = file_of(count);
        let full = file["engagements"][0]["id"].as_str().expect("an id").to_owned();
        let sides = Sides { me, page, count, full, _site: site };
        sides.fill_app(&file);
        sides.fill_page(&file);
        sides
    }

    pub fn browser(&self) -> &Browser {
        &self.me.browser
    }

    /// The engagement with everything in it.
    pub fn full(&self) -> &str {
        &self.full
    }

    /// The day of this run. The clock of the page's own scripts is set to another.
    pub fn today(&self) -> String {
        let now = "return new Date(performance.timeOrigin + performance.now()).toISOString().slice(0, 10);";
        self.browser().script(now).as_str().expect("a day").to_owned()
    }

    /// What a script of the gauge says.
    pub fn measures(&self, script: &str) -> Value {
        let found = self.browser().later(script);
        assert!(!found.as_str().is_some_and(|it| it.starts_with("threw")), "{script}: {found}");
        found
    }

    fn fill_app(&self, file: &Value) {
        let scratch = Scratch::default();
        let file = scratch.file("many.kickoff.json", file.to_string());
        self.me.opens("#/open");
        self.me.chooses_file("ファイルを選ぶ", &file);
        let patiently = |text: &str| {
            within(Duration::from_secs(120), text, || {
                if self.me.can_see(text) { Ok(()) } else { Err("not yet".to_owned()) }
            });
        };
        patiently("新しく追加します");
        self.me.clicks_button("取り込む");
        patiently("取り込みました");
        self.me.is_ready_for_offline();
    }

    fn fill_page(&self, file: &Value) {
        self.browser().goes_to(&format!("{}page.html", self.page.url()));
        let names = file["engagements"]
            .as_array()
            .expect("engagements")
            .iter()
            .map(|it| json!([it["id"], it["fields"]["fact/customer"]["value"]]));
        self.browser().script_with(
            "const [all, full] = arguments;
             const boxes = [...document.querySelectorAll('li input')].map((it) => it.value);
             for (const [id, customer] of all) {
                 const done = id === full ? boxes.slice(1) : [];
                 localStorage.setItem(`checklist:${id}`, JSON.stringify({ customer, done }));
             }",
            &json!([names.collect::<Vec<_>>(), self.full]),
        );
    }

    /// From here on everything is slow. To be said again after each change of the page's process.
    fn slow_down(&self) {
        self.browser().devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOWED }));
    }

    /// Starts one of them anew at its list.
    pub fn starts_at_list(&self, side: Side) {
        self.starts(side, "#/");
    }

    /// Starts one of them anew where the full engagement is ticked.
    pub fn starts_at_step(&self, side: Side) {
        let page = match side {
            Side::App => "/prepare",
            Side::Page => "",
        };
        self.starts(side, &format!("#/e/{}{page}", self.full));
    }

    /// Starts the app anew where files are opened.
    pub fn starts_at_files(&self) {
        self.starts(Side::App, "#/open");
    }

    /// A file of that many engagements, of which none is here and each is a tenth of the full one.
    pub fn large_file(&self, count: usize) -> String {
        let mut file = file_of(1);
        let full = file["engagements"][0].clone();
        let all = (1..=count).map(|nth| {
            let mut one = full.clone();
            one["id"] = json!(format!("01993ab0-1111-7000-8000-{nth:012x}"));
            let fields = one["fields"].as_object_mut().expect("fields");
            let mut at = 0..;
            fields.retain(|name, _| {
                at.next().is_some_and(|it| it % 10 == 0) || name == "fact/customer"
            });
            fields["fact/customer"]["value"] = json!(format!("お客様 {nth:04} 株式会社"));
            one.as_object_mut().expect("one").remove("past");
            one
        });
        file["engagements"] = all.collect();
        let text = serde_json::to_string_pretty(&file).expect("a text");
        println!("  a file of {} bytes", text.len());
        text
    }

    fn starts(&self, side: Side, hash: &str) {
        let address = match side {
            Side::App => format!("{}{hash}", self.me.url()),
            Side::Page => format!("{}page.html{hash}", self.page.url()),
        };
        // From another document, so that it starts, and does not only move within itself.
        self.browser().goes_to("about:blank");
        self.slow_down();
        self.browser().goes_to(&address);
    }
}

/// A file of that many engagements, the first of them full.
fn file_of(count: usize) -> Value {
    let text = std::fs::read_to_string(tracked(FULL)).expect("the full one");
    let mut file: Value = serde_json::from_str(&text).expect("JSON");
    for name in ["counts", "summary", "sha256"] {
        file.as_object_mut().expect("a file").remove(name);
    }
    let all = file["engagements"].as_array_mut().expect("engagements");
    all.extend((1..count).map(small));
    file
}

/// As it is a moment after it was made.
fn small(nth: usize) -> Value {
    let kinds = ["商事", "製作所", "銀行", "大学", "Trading", "Logistics", "Clinic"];
    let at = |count: usize| {
        format!("2026-09-18T01:{:02}:{:02}.000Z/{count}/1a2b3c4d-00c0ffee", nth / 60 % 60, nth % 60)
    };
    json!({
        "id": format!("01993ab0-0000-7000-8000-{nth:012x}"),
        "schema": 3,
        "playbook": { "id": "customer-kickoff", "revision": "2020-04-30" },
        "seen": { "1a2b3c4d-00c0ffee": "2026-09-18T02:00:00.000Z/0" },
        "fields": {
            "fact/customer": { "value": format!("お客様 {nth:04} {}", kinds[nth % kinds.len()]), "at": at(0) },
            "answer/motion": { "value": "targeting", "at": at(1) },
            "item/over.business/mark": { "value": "done", "at": at(2) },
        },
    })
}
