//! What a customer gets on paper, read by another program: everything that the minutes are to tell of what is
//! shared, and nothing internal.

use e2e::page::squeezed;
use e2e::scratch::Scratch;
use e2e::site::{artefacts, tracked};
use e2e::{Person, Role, Settings, Site};
use pdf_extract::{Document, extract_text_from_mem, extract_text_from_mem_by_pages};
use serde_json::{Value, json};

use crate::sharing::{Marked, filled_in, found, marked, missing};

/// The lists that the minutes tell of. What is shared at a row or as an answer is a remark at our own rows,
/// which a customer does not know.
const TOLD: [&str; 9] = [
    "people",
    "needs",
    "services",
    "decision-log",
    "actions",
    "questions",
    "gaps",
    "scope",
    "meetings",
];

/// In points.
const A4: [f32; 2] = [595.0, 842.0];

/// With something shared in each of these lists.
fn something_of_each() -> Value {
    let mut file = filled_in();
    // It is changed here.
    file.as_object_mut().unwrap().remove("counts");
    let fields = file["engagements"][0]["fields"].as_object_mut().unwrap();
    let said =
        |it: Value| json!({ "at": "2027-03-11T05:00:00.000Z/0/1a2b3c4d-00c0ffee", "value": it });
    for register in ["needs", "meetings"] {
        let is_audience = |it: &&String| it.starts_with(register) && it.ends_with("/audience");
        let name = fields.keys().find(is_audience).unwrap().clone();
        fields.insert(name, said("shared".into()));
    }
    for (register, what) in [("decision-log", "決めたこと"), ("actions", "行うこと")] {
        let entry = format!("{register}/0199a000-0000-7000-8000-0000000000aa");
        fields.insert(format!("{entry}/what"), said(what.into()));
        fields.insert(format!("{entry}/audience"), said("shared".into()));
        fields.insert(entry, said(true.into()));
    }
    file
}

/// The sizes of a file's pages. Each of Chromium's says its own.
fn sizes(pdf: &[u8]) -> Vec<[f32; 2]> {
    let document = Document::load_mem(pdf).unwrap();
    let pages = document.get_pages().into_values();
    let size = |id| {
        let page = document.get_dictionary(id).unwrap();
        let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let [left, bottom, right, top] =
            [0, 1, 2, 3].map(|it: usize| sides[it].as_float().unwrap());
        [right - left, top - bottom]
    };
    pages.map(size).collect()
}

/// What each page says, without blanks.
fn pages(pdf: &[u8]) -> Vec<String> {
    let pages = extract_text_from_mem_by_pages(pdf).unwrap();
    pages.iter().map(|it| squeezed(it)).collect()
}

/// Every page is on A4 and says whose it is, of which revision, and which of how many it is.
#[track_caller]
fn are_headed(pdf: &[u8], customer: &str, revision: &str) -> usize {
    let is_a4 = |it: &[f32; 2]| (0..2).all(|side| (it[side] - A4[side]).abs() < 1.0);
    assert!(sizes(pdf).iter().all(is_a4), "{:?}", sizes(pdf));
    let pages = pages(pdf);
    for (at, page) in pages.iter().enumerate() {
        let number = format!("{}/{}", at + 1, pages.len());
        for wanted in [customer, revision, &number] {
            assert!(page.contains(&squeezed(wanted)), "{wanted} is not on page {}: {page}", at + 1);
        }
    }
    pages.len()
}

/// As the button has it: the style sheet knows by the mark what is to be on paper.
fn prints_the_document(me: &Person) -> Vec<u8> {
    me.browser.script(
        "window.prints = 'nothing';
         window.print = () => { window.prints = document.documentElement.dataset.prints; };",
    );
    me.part("文書").clicks_button("文書を印刷");
    let prints = me.browser.script("return window.prints;");
    me.browser
        .script_with("document.documentElement.dataset.prints = arguments[0];", &json!([prints]));
    let pdf = me.browser.pdf();
    me.browser.script("document.documentElement.dataset.prints = '';");
    pdf
}

#[test]
fn each_sheet_says_whose_it_is_which_revision_and_which_page_and_a_checklist_is_whole() {
    const REVISION: &str = "プレイブックの版: 2020/4/30";
    let site = Site::open();
    let me = Person::at(&site, Settings { width: 1366, height: 900, ..Settings::default() });
    me.takes_in(&tracked("tests/saves/contoso-2.kickoff.json"));
    me.follows("コントソ製作所");
    // A page as it is on the screen.
    me.part("ステップ").follows("キックオフの準備");
    me.sees_a(Role::Heading, "キックオフの準備");
    let pdf = me.browser.pdf();
    std::fs::write(artefacts().join("step.pdf"), &pdf).unwrap();
    are_headed(&pdf, "コントソ製作所", REVISION);
    // What is taken to a room without a screen, and what the gate rests on.
    me.part("ステップ").follows("引き渡し");
    let documents = me.part("文書");
    for (kind, first, last) in [
        ("チェックリスト (記入済み)", "☑お客様の業務を理解する", "☑Teamsでの共同作業を始めた"),
        ("チェックリスト (空欄)", "☐お客様の業務を理解する", "☐Teamsでの共同作業を始めた"),
        ("引き渡しの判定", "キックオフの成果", "開始条件"),
    ] {
        documents.picks(kind);
        let title = documents.reads();
        // A second click this soon would be of the same hand.
        std::thread::sleep(std::time::Duration::from_millis(800));
        let pdf = prints_the_document(&me);
        std::fs::write(artefacts().join(format!("{kind}.pdf")), &pdf).unwrap();
        let count = are_headed(&pdf, "コントソ製作所", REVISION);
        let text = pages(&pdf).concat();
        for wanted in [first, last] {
            assert!(text.contains(wanted), "{wanted}: {text}");
            assert!(squeezed(&title).contains(wanted), "{wanted}: {title}");
        }
        println!("{kind}: {count} pages");
    }
    // In the other language its sheets are, too.
    documents.picks("English");
    documents.sees("Gate report");
    std::thread::sleep(std::time::Duration::from_millis(800));
    are_headed(&prints_the_document(&me), "コントソ製作所", "Playbook revision: 30 Apr 2020");
}

#[test]
fn what_is_printed_next_says_nothing_of_the_customer_before() {
    let site = Site::open();
    // A browser need not tell that printing is over.
    let prelude = "addEventListener('afterprint', (it) => it.stopImmediatePropagation(), true);";
    let settings = Settings { width: 1366, height: 900, prelude, ..Settings::default() };
    let me = Person::at(&site, settings);
    me.takes_in(&tracked("tests/saves/contoso-2.kickoff.json"));
    me.creates_engagement("Northwind");
    me.opens("#/");
    me.follows("コントソ製作所");
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    are_headed(&me.browser.pdf(), "コントソ製作所", "プレイブックの版: 2020/4/30");
    // Another one, whose customer looks at the screen.
    me.opens("#/");
    me.follows("Northwind");
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    me.presses(&['s']);
    me.sees_a(Role::Button, "お客様向けの表示");
    let text = pages(&me.browser.pdf()).concat();
    assert!(text.contains("Northwind"), "{text}");
    assert!(!text.contains("コントソ"), "{text}");
    assert!(!text.contains("プレイブックの版"), "{text}");
}

#[test]
fn the_printed_minutes_have_every_shared_entry_and_nothing_internal() {
    let site = Site::open();
    let me = Person::at(&site, Settings { width: 1366, height: 768, ..Settings::default() });
    let Marked { file, customer, shared, internal } = marked(something_of_each());
    let scratch = Scratch::default();
    me.takes_in(&scratch.file("marked.kickoff.json", file));
    me.follows(&customer);
    me.part("ステップ").follows("引き渡し");
    let documents = me.part("文書");
    for (language, heading) in [("日本語", "対象のサービス"), ("English", "Services in scope")]
    {
        documents.picks(language);
        documents.sees(heading);
        documents.sees(&customer);
        let on_screen = squeezed(&documents.reads());
        // A second click this soon would be of the same hand.
        std::thread::sleep(std::time::Duration::from_millis(800));
        let pdf = prints_the_document(&me);
        std::fs::write(artefacts().join(format!("minutes-{language}.pdf")), &pdf).unwrap();
        let sizes = sizes(&pdf);
        let is_a4 = |it: &[f32; 2]| (0..2).all(|side| (it[side] - A4[side]).abs() < 1.0);
        assert!(!sizes.is_empty() && sizes.iter().all(is_a4), "{sizes:?}");
        // A reader may see blanks where another font begins.
        let text = squeezed(&extract_text_from_mem(&pdf).unwrap());
        let leaked = found(&internal, &text);
        assert!(leaked.is_empty(), "{language}: {leaked:?} in {text}");
        assert!(text.contains(&squeezed(heading)) && text.contains(&customer), "{text}");
        assert!(!text.contains("引き渡しの準備"), "the page is on the paper: {text}");
        // All that the document on the screen says, and something of each entry.
        let told: Vec<(String, String)> = found(&shared, &on_screen).into_iter().cloned().collect();
        let lost = missing(&told, &text);
        assert!(lost.is_empty(), "{language}: {lost:?} in {text}");
        let mut entries = 0;
        for register in TOLD {
            let mut ids: Vec<&str> = shared
                .iter()
                .filter_map(|(field, _)| field.strip_prefix(register)?.strip_prefix('/'))
                .filter_map(|it| it.split('/').next())
                .collect();
            ids.dedup();
            assert!(!ids.is_empty(), "nothing of {register} is shared");
            entries += ids.len();
            for id in ids {
                let of_entry = format!("{register}/{id}/");
                let is_told = told.iter().any(|(field, _)| field.starts_with(&of_entry));
                assert!(is_told, "{language}: nothing of {of_entry} in {text}");
            }
        }
        println!("{language}: {} pages, {entries} entries, {} marks", sizes.len(), told.len());
        assert!(10 < entries && 25 < told.len(), "{entries} {}", told.len());
    }
}
