//! Documents, tables and dates: chosen, read, and taken along by every way there is.

use e2e::wait::eventually;
use e2e::{Person, Role, Settings, Site, axe};

const CUSTOMER: &str = "アドベンチャー ワークス";

fn somebody(site: &Site) -> Person {
    Person::at(site, Settings { width: 1600, height: 1000, ..Settings::default() })
}

#[track_caller]
fn adds(me: &Person, register: &str, button: &str, fields: &[(&str, &str)]) {
    me.part("記録一覧").follows(register);
    let register = me.part(register);
    register.clicks_button(button);
    for (at, (field, text)) in fields.iter().enumerate() {
        let row = if at == 0 { "(名称未入力)" } else { fields[0].1 };
        register.row(row).fills(field, text);
    }
    me.sees_it_saved();
}

/// Somebody with an action, a need and a risk, on the hand-off page.
fn prepared(site: &Site) -> Person {
    let me = somebody(site);
    me.creates_engagement(CUSTOMER);
    me.part("ステップ").follows("引き渡し");
    adds(&me, "アクション", "アクションを追加", &[("内容", "名簿を送る"), ("期日", "2026-10-09")]);
    adds(&me, "プロジェクトのリスク", "リスクを追加", &[("内容", "=秘密のリスク")]);
    adds(&me, "ニーズ", "ニーズを追加", &[("内容", "<b>メール</b>をまとめたい")]);
    // What was typed last is recorded a moment later, and what is above the buttons grows by it.
    me.part("文書").sees("<b>メール</b>をまとめたい");
    me
}

#[test]
fn each_document_is_read_in_both_languages_before_it_is_taken() {
    let site = Site::open();
    let me = prepared(&site);
    let documents = me.part("文書");
    documents.sees("キックオフ ミーティング議事録: アドベンチャー ワークス 様");
    documents.sees("<b>メール</b>をまとめたい");
    documents.sees("お客様と共有する内容だけを含みます");
    assert!(!documents.can_see("秘密のリスク"), "{}", documents.reads());
    documents.picks("フォローアップ メール");
    documents.sees("プレイブックに記載なし");
    documents.sees("名簿を送る");
    assert!(!documents.can_see("秘密のリスク"));
    documents.picks("引き渡しメモ");
    documents.sees("社内のみの内容を含みます。お客様には送らないでください。");
    documents.sees("次のプレイブックには、まだ進めません。");
    documents.sees("秘密のリスク");
    documents.picks("English");
    documents.sees("Hand-off note for the delivery team");
    documents.picks("Exec Summary (要約)");
    documents.sees("DESCRIBE THE CUSTOMER");
    // What was chosen is there again on coming back, and in the other language.
    me.part("ステップ").follows("目標");
    me.part("ステップ").follows("引き渡し");
    me.part("文書").sees("DESCRIBE THE CUSTOMER");
    assert_eq!(axe::findings(&me.browser), Vec::<String>::new());
}

#[test]
fn a_document_is_copied_downloaded_and_printed() {
    let site = Site::open();
    let me = prepared(&site);
    let documents = me.part("文書");
    // Pasted where HTML is taken, it is the document as it looks.
    let copied = "window.forms = [];
        navigator.clipboard.write = async ([item]) => {
            for (const kind of item.types) {
                window.forms.push(await (await item.getType(kind)).text());
            }
        };";
    me.browser.script(copied);
    documents.clicks_button("文書をコピー");
    me.sees("文書をコピーしました。");
    let [html, plain] = eventually("both forms", || {
        let forms = me.browser.script("return window.forms");
        let form = |at: usize| forms[at].as_str().map(str::to_owned);
        form(0).zip(form(1)).map(|(html, plain)| [html, plain]).ok_or(forms.to_string())
    });
    assert!(html.contains("&lt;b&gt;メール&lt;/b&gt;をまとめたい"), "{html}");
    assert!(html.contains("<h2") && plain.contains("- <b>メール</b>をまとめたい"), "{plain}");

    documents.clicks_button("文書をダウンロード (Markdown)");
    let (name, bytes) = me.browser.download();
    assert!(name.ends_with("-アドベンチャー_ワークス-kickoff-minutes-ja.md"), "{name}");
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("- \\<b\\>メール\\</b\\>をまとめたい"), "{text}");

    // On paper is the document and nothing else of the page.
    me.browser.script(
        "window.print = () => { window.prints = document.documentElement.dataset.prints; }",
    );
    documents.clicks_button("文書を印刷");
    assert_eq!(me.browser.script("return window.prints"), "document");
    me.browser.script("document.documentElement.dataset.prints = 'document'");
    me.browser.shows_as("print");
    let seen = me.browser.script("return document.body.innerText");
    let seen = seen.as_str().unwrap();
    assert!(seen.contains("議事録: アドベンチャー ワークス 様"), "{seen}");
    for other in ["ファイルに書き出す", "文書の種類", "ステップ", "タスクの表をダウンロード"]
    {
        assert!(!seen.contains(other), "{other} in {seen}");
    }
    me.browser.script("document.documentElement.dataset.prints = ''");
    let seen = me.browser.script("return document.body.innerText");
    assert!(!seen.as_str().unwrap().contains("平素より"), "the page itself has none");
}

#[test]
fn tables_and_dates_are_files_that_other_programs_open() {
    let site = Site::open();
    let me = prepared(&site);
    let part = me.part("表と予定");
    part.clicks_button("リスクの表をダウンロード");
    let (name, bytes) = me.browser.download();
    assert!(name.ends_with("-kickoff-risks.csv"), "{name}");
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("\u{feff}\"内容\",\"種類\""), "{text}");
    assert!(text.contains("\r\n\"'=秘密のリスク\""), "{text}");
    // The separator is kept in this browser.
    part.picks("セミコロン (欧州など)");
    me.reloads();
    let part = me.part("表と予定");
    part.clicks_button("アクションの表をダウンロード");
    let text = String::from_utf8(me.browser.download().1).unwrap();
    assert!(text.contains("\"名簿を送る\";\"\";\"2026-10-09\""), "{text}");

    part.clicks_button("予定をダウンロード (お客様用)");
    let (name, bytes) = me.browser.download();
    assert!(name.ends_with("-kickoff-dates-customer.ics"), "{name}");
    let text = String::from_utf8(bytes).unwrap().replace("\r\n ", "");
    assert!(text.contains("DTSTART;VALUE=DATE:20261009\r\n"), "{text}");
    assert!(text.contains("SUMMARY:期日: 名簿を送る (アドベンチャー ワークス)\r\n"), "{text}");
    me.sees_a(Role::Heading, "表と予定");
}
