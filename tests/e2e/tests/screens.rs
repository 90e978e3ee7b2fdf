//! Every screen, in both languages and both themes: axe finds nothing, the console is quiet, nothing leaves the folder of
//! the app, nothing is cut off; and a picture of it is left for people to look at.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use e2e::scratch::Scratch;
use e2e::site::{PREFIX, artefacts, tracked};
use e2e::{Person, Role, Settings, Site, axe, page, saved};
use serde_json::{Value, json};

const STEPS: [&str; 12] = [
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
    "history",
    "hand-off",
];

/// The words that lead through the screens.
struct Words {
    new_engagement: &'static str,
    details: &'static str,
    choose_file: &'static str,
    import: &'static str,
    imported: &'static str,
    preview: &'static str,
    delete: &'static str,
    deleted: &'static str,
    registers: &'static str,
    handover: &'static str,
    people: &'static str,
    to_decide: &'static str,
    rename: &'static str,
    newer: &'static str,
    first_point: &'static str,
}

const JA: Words = Words {
    new_engagement: "新しいエンゲージメント",
    details: "メモと詳細",
    choose_file: "ファイルを選ぶ",
    import: "取り込む",
    imported: "取り込みました",
    preview: "取り込む内容",
    delete: "削除",
    deleted: "ごみ箱に移しました",
    registers: "記録一覧",
    handover: "引き継ぎを完了する",
    people: "参加者名簿",
    to_decide: "選択が必要な項目",
    rename: "名前を変更",
    newer: "新しいバージョンのデータ",
    first_point: "紹介と役割",
};

const EN: Words = Words {
    new_engagement: "New engagement",
    details: "Notes and details",
    choose_file: "Choose a file",
    import: "Import",
    imported: "Imported",
    preview: "What will be imported",
    delete: "Delete",
    deleted: "Moved to the bin",
    registers: "Lists",
    handover: "Complete the handover",
    people: "People",
    to_decide: "To decide",
    rename: "Rename",
    newer: "Data from a newer version",
    first_point: "Introductions and roles",
};

/// Looks at screens, and gathers everything that is wrong with any of them.
struct Look {
    me: Person,
    theme: &'static str,
    language: &'static str,
    /// Each with the screens that have it.
    wrong: BTreeMap<String, Vec<String>>,
    /// What axe says of each screen.
    axe: Vec<(String, axe::Report)>,
}

impl Look {
    fn complain(&mut self, screen: &str, what: &str, found: Vec<String>) {
        for it in found {
            self.wrong.entry(format!("{what}: {it}")).or_default().push(screen.to_owned());
        }
    }

    fn picture(&self, screen: &str, kind: &str) {
        let path = artefacts().join(format!("{screen}-{kind}.png"));
        fs::write(path, self.me.browser.picture()).unwrap();
    }

    fn at(&mut self, screen: &str) {
        let browser = self.me.browser.clone();
        let said = axe::report(&browser);
        self.complain(screen, "axe", said.findings.clone());
        self.axe.push((screen.to_owned(), said));
        self.complain(screen, "policy", browser.violations());
        self.complain(screen, "console", browser.complaints());
        let here = self.me.url().to_owned();
        let is_outside = |it: &String| it.starts_with("http") && !it.starts_with(&here);
        let outside = browser.addresses_asked().into_iter().filter(is_outside).collect();
        self.complain(screen, "asked for", outside);
        // What leads outside says nothing of here, opens beside it, and is a page or a letter.
        let loose = browser.script(
            "return [...document.querySelectorAll('a[href], area[href]')]
                 .filter((it) => !it.href.startsWith(document.baseURI.split('#')[0]) && !it.href.startsWith('blob:'))
                 .filter((it) => it.rel !== 'noopener noreferrer' || it.target !== '_blank' ||
                     !/^(https?|mailto):/.test(it.href))
                 .map((it) => it.outerHTML);",
        );
        self.complain(screen, "a loose link", serde_json::from_value(loose).unwrap());
        let cookies = browser.cookies().iter().map(Value::to_string).collect();
        self.complain(screen, "cookie", cookies);

        match self.theme {
            "light" => self.picture(screen, self.language),
            theme => self.picture(screen, &format!("{}-{theme}", self.language)),
        }
        self.fits(screen);
    }

    /// What axe said of all of them, for whoever wants to read it.
    fn writes_report(&self) {
        let mut text = String::new();
        let mut line = |it: String| text.extend([it.as_str(), "\n"]);
        let version = self.axe.first().map_or("", |(_, it)| it.version.as_str());
        let (language, theme) = (self.language, self.theme);
        line(format!("# axe-core {version}: every screen, {language}, {theme}\n"));
        line("| screen | rules passed | violations | not decided by itself |".to_owned());
        line("|---|--:|--:|---|".to_owned());
        for (screen, it) in &self.axe {
            let unsure = it.unsure.join(", ");
            line(format!("| {screen} | {} | {} | {unsure} |", it.passed, it.findings.len()));
        }
        let all = |of: fn(&axe::Report) -> u64| self.axe.iter().map(|(_, it)| of(it)).sum::<u64>();
        let (passed, wrong) = (all(|it| it.passed), all(|it| it.findings.len() as u64));
        line(format!("| all {} | {passed} | {wrong} | |", self.axe.len()));
        fs::write(artefacts().join(format!("axe-{language}-{theme}.md")), text).unwrap();
    }

    /// On phones, tablets and a large screen, the page is never wider than the window, and everything has its name.
    fn fits(&mut self, screen: &str) {
        let browser = self.me.browser.clone();
        let (width, height) = (browser.settings().width, browser.settings().height);
        let is_usual = (self.language, self.theme) == ("ja", "light");
        for other in [1920, 1024, 768, 320, 390] {
            browser.set_size(other, height);
            let mut out = page::sticking_out(&browser);
            out.extend(page::overlapping(&browser));
            self.complain(screen, &format!("at {other} px"), out);
            if is_usual && ![320, 1024].contains(&other) {
                self.picture(screen, &format!("ja-{other}"));
            }
        }
        let found = axe::findings_of_width(&browser);
        self.complain(screen, "axe at 390 px", found);
        browser.set_size(width, height);
    }
}

/// A file with one more engagement in it, whose name and notes are as long as they get.
fn with_long_names(scratch: &Scratch) -> std::path::PathBuf {
    let text = fs::read_to_string(tracked("tests/saves/contoso.kickoff.json")).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let mut long = file["engagements"][0].clone();
    long["id"] = json!("01a0b214-c220-736f-ae74-6f736f2d6b6c");
    let fields = long["fields"].as_object_mut().unwrap();
    fields["fact/customer"]["value"] =
        json!("長い名前の株式会社".repeat(34).chars().take(300).collect::<String>());
    let unbroken = "W".repeat(300);
    for (address, recorded) in fields.iter_mut() {
        let is_text = recorded["value"].is_string();
        if is_text && (address.ends_with("/note") || address.ends_with("/name")) {
            recorded["value"] = json!(unbroken);
        }
    }
    file["engagements"] = json!([long]);
    scratch.file("long.json", file.to_string())
}

fn every_screen(language: &'static str, is_dark: bool) {
    let site = Site::open();
    let me = Person::at(&site, Settings { is_dark, ..Settings::default() });
    let words = if language == "ja" { JA } else { EN };
    if language == "en" {
        me.clicks_button("English");
        me.sees_a(Role::Button, EN.new_engagement);
    }
    let theme = if is_dark { "dark" } else { "light" };
    let mut look =
        Look { me: me.clone(), theme, language, wrong: BTreeMap::new(), axe: Vec::new() };
    let takes_in = |file: &Path| {
        me.opens("#/open");
        me.chooses_file(words.choose_file, file);
        me.sees(words.preview);
        me.clicks_button(words.import);
        me.sees(words.imported);
    };

    look.at("list-empty");
    me.clicks_button(words.new_engagement);
    look.at("list-new");
    me.reloads();

    let contoso = tracked("tests/saves/contoso.kickoff.json");
    let id = "01a0b214-c220-736f-ae74-6f736f2d6b6b";
    me.opens("#/open");
    look.at("open");
    me.chooses_file(words.choose_file, &contoso);
    me.sees(words.preview);
    look.at("open-preview");
    me.clicks_button(words.import);
    me.sees(words.imported);
    let scratch = Scratch::default();
    me.opens("#/open");
    me.chooses_file(words.choose_file, &scratch.file("bad.json", "{"));
    me.sees_a(Role::Alert, "");
    look.at("open-refused");
    takes_in(&with_long_names(&scratch));

    me.reloads();
    look.at("list");
    me.row("コントソ製作所").clicks_button(words.delete);
    look.at("list-delete");
    me.reloads();
    me.row("コントソ製作所").clicks_button(words.rename);
    look.at("list-rename");
    me.reloads();

    me.opens(&format!("#/e/{id}/setup"));
    look.at("setup");
    for step in STEPS {
        me.opens(&format!("#/e/{id}/{step}"));
        look.at(&format!("step-{step}"));
    }
    me.opens(&format!("#/e/{id}/prepare"));
    me.row(words.handover).unfolds(words.details);
    look.at("row-open");
    me.opens(&format!("#/e/{id}/dibs"));
    me.browser.script("document.querySelectorAll('main summary').forEach((it) => it.click());");
    look.at("step-dibs-open");
    me.opens(&format!("#/e/{id}/exit/people"));
    me.sees_a(Role::Heading, words.people);
    look.at("register");
    me.browser.set_size(1920, 900);
    me.part(words.people).sees_a(Role::Heading, words.people);
    look.at("register-wide");
    me.browser.set_size(1280, 900);
    assert!(me.can_see(words.registers));

    // The meeting, at each point of its agenda.
    me.opens(&format!("#/e/{id}/meeting"));
    me.sees_a(Role::Heading, words.first_point);
    look.at("meeting");
    let points = me.browser.script("return document.querySelectorAll('.agenda__point').length;");
    for point in 1..points.as_u64().unwrap() {
        let click = format!("document.querySelectorAll('.agenda__point')[{point}].click();");
        me.browser.script(&click);
        look.at(&format!("meeting-{point}"));
    }

    // Long names, where there are the most of them.
    let long = "01a0b214-c220-736f-ae74-6f736f2d6b6c";
    for step in ["setup", "prepare", "dibs", "exit", "hand-off"] {
        me.opens(&format!("#/e/{long}/{step}"));
        look.at(&format!("long-{step}"));
    }
    me.opens(&format!("#/e/{long}/conduct/risks"));
    look.at("long-register");

    // An engagement that nobody has worked on, and what was put aside.
    me.opens("#/");
    me.clicks_button(words.new_engagement);
    me.keys_in("Adventure Works");
    me.presses(&[e2e::person::key::ENTER]);
    me.sees("Adventure Works");
    look.at("setup-fresh");
    let fresh = me.hash();
    let fresh = fresh.trim_end_matches("/setup");
    for step in ["entry", "dibs", "uncategorized", "next", "conduct"] {
        me.opens(&format!("#{fresh}/{step}"));
        look.at(&format!("fresh-{step}"));
    }
    me.opens("#/");
    me.row("Adventure Works").clicks_button(words.delete);
    me.clicks_button(words.delete);
    me.sees(words.deleted);
    look.at("list-deleted");
    me.opens("#/data");
    look.at("data");
    me.opens("#/nothing/here");
    look.at("nowhere");
    me.opens(&format!("#{fresh}/prepare"));
    look.at("gone");

    // Two texts in one field, and then what a newer version has written.
    let mut record = saved::document(&me.storage(), id);
    record["fields"]["fact/context"]["rivals"] = json!([
        { "value": "パートナーが聞いた話。\nもう 1 行。", "at": "2026-10-01T01:00:00.000Z/0/0a0b0c0d" }
    ]);
    let keep = |sequence, record: &Value| {
        let key = format!("{}eng/{id}/a", saved::namespace());
        let raw = saved::record(sequence, &record.to_string());
        me.browser.script_with("localStorage.setItem(...arguments);", &json!([key, raw]));
        me.reloads();
    };
    keep(1_000, &record);
    me.opens(&format!("#/e/{id}/prepare"));
    me.sees(words.to_decide);
    look.at("undecided");
    me.opens(&format!("#/e/{id}/changes"));
    me.sees_a(Role::Heading, words.to_decide);
    look.at("changes");
    let text = fs::read_to_string(&contoso).unwrap();
    let mut apart: Value = serde_json::from_str(&text).unwrap();
    for (address, value) in [("fact/industry", json!("卸売")), ("item/ftop.994/mark", json!(null))]
    {
        apart["engagements"][0]["fields"][address] =
            json!({ "value": value, "at": "2026-10-01T01:00:00.000Z/0/0a0b0c0d" });
    }
    me.opens("#/open");
    me.chooses_file(words.choose_file, &scratch.file("apart.json", apart.to_string()));
    me.sees(words.preview);
    look.at("open-review");
    record["schema"] = json!(4);
    keep(2_000, &record);
    me.opens(&format!("#/e/{id}/prepare"));
    me.sees(words.newer);
    look.at("newer");

    let requests = site.server().requests();
    let outside = requests.into_iter().filter(|it| !it.starts_with(PREFIX)).collect();
    look.complain("all", "asked of the host", outside);
    look.writes_report();
    let wrong: Vec<String> = look
        .wrong
        .iter()
        .map(|(what, screens)| format!("{what}\n    on {}", screens.join(", ")))
        .collect();
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn japanese_and_light() {
    every_screen("ja", false);
}

#[test]
fn japanese_and_dark() {
    every_screen("ja", true);
}

#[test]
fn english_and_light() {
    every_screen("en", false);
}

#[test]
fn english_and_dark() {
    every_screen("en", true);
}

#[test]
fn a_file_that_hides_commands_in_its_texts_is_only_shown() {
    let site = Site::open();
    let me = Person::new(&site);
    let scratch = Scratch::default();
    let text = fs::read_to_string(tracked("tests/saves/contoso.kickoff.json")).unwrap();
    let mut file: Value = serde_json::from_str(&text).unwrap();
    let hostile = "<img src=x onerror=\"window.ran = true\"><b>太字</b>";
    for recorded in file["engagements"][0]["fields"].as_object_mut().unwrap().values_mut() {
        // Codes stay as they are; everything that people have typed is replaced.
        if recorded["value"].as_str().is_some_and(|it| !it.is_ascii()) {
            recorded["value"] = json!(hostile);
        }
    }
    me.takes_in(&scratch.file("hostile.json", file.to_string()));
    me.row(hostile).sees("<b>太字</b>");
    for step in ["prepare/people", "dibs/risks", "exit", "hand-off"] {
        me.opens(&format!("#/e/01a0b214-c220-736f-ae74-6f736f2d6b6b/{step}"));
        me.sees(hostile);
        assert_eq!(me.browser.script("return window.ran ?? null;"), Value::Null);
        assert_eq!(me.browser.violations(), Vec::<String>::new());
    }
}
