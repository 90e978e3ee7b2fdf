//! Two copies of one engagement, edited apart and offline, become one: the same, whoever takes in whose file.

use std::path::Path;

use e2e::saved;
use e2e::scratch::Scratch;
use e2e::{Person, Role, Site};
use serde_json::{Value, json};

const CUSTOMER: &str = "アドベンチャー ワークス";
const PREPARE: &str = "キックオフの準備";
const BACKGROUND: &str = "お客様の背景を把握する";
const CONTEXT: &str = "お客様の背景";
const RESEARCH: &str = "お客様の業界と事業を調べる";
const INDUSTRY: &str = "業界";

/// Takes a file in by merging, which is what is proposed.
fn merges(me: &Person, file: &Path) {
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", file);
    me.sees("統合する (双方の変更を残す)");
    me.clicks_button("取り込む");
    me.sees("取り込みました");
}

fn prepares(me: &Person) {
    me.opens("#/");
    me.follows(CUSTOMER);
    me.part("ステップ").follows(PREPARE);
    me.sees_a(Role::Heading, PREPARE);
}

/// What stands in the fields, beside whatever was written apart.
fn fields(me: &Person, id: &str) -> Value {
    saved::document(&me.storage(), id)["fields"].clone()
}

#[test]
fn two_that_were_edited_apart_become_the_same_in_either_order() {
    let site = Site::open();
    let scratch = Scratch::default();
    let (manager, partner) = (Person::new(&site), Person::new(&site));
    manager.creates_engagement(CUSTOMER);
    let id = manager.hash().split('/').nth(2).unwrap().to_owned();
    prepares(&manager);
    manager.row(BACKGROUND).fills(CONTEXT, "最初の話");
    manager.sees_it_saved();
    let first = manager.exports(CUSTOMER, &scratch, "first.json");
    partner.takes_in(&first);

    // NotACopy: different fields, the same field, an entry each, and one deleted.
    prepares(&manager);
    manager.row(BACKGROUND).fills(CONTEXT, "FM が聞いた話");
    manager.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    manager.sees_it_saved();
    prepares(&partner);
    partner.row(BACKGROUND).fills(CONTEXT, "パートナーが聞いた話");
    partner.row(RESEARCH).fills(INDUSTRY, "製造");
    partner.sees_it_saved();

    let of_manager = manager.exports(CUSTOMER, &scratch, "manager.json");
    let of_partner = partner.exports(CUSTOMER, &scratch, "partner.json");

    // The manager looks first: each difference with what will be taken.
    manager.opens("#/open");
    manager.chooses_file("ファイルを選ぶ", &of_partner);
    manager.sees("違いは 3 件です。");
    manager.question(CONTEXT).sees("FM が聞いた話");
    manager.question(CONTEXT).sees("パートナーが聞いた話");
    manager.question(CONTEXT).sees("双方に記入");
    manager.question(INDUSTRY).sees("製造");
    manager.clicks_button("取り込む");
    manager.sees("取り込みました");
    // There is something to decide, so that is what is shown next.
    manager.sees_a(Role::Heading, "選択が必要な項目");
    merges(&partner, &of_manager);
    // Whatever page somebody is on, it says that something waits for a decision.
    partner.opens(&format!("#/e/{id}/prepare"));
    partner.sees("同じ項目に複数の内容があります。使うものを選んでください。");
    // And so does the field, with both.
    let field = partner.row(BACKGROUND).question("選択が必要な項目");
    field.sees("FM が聞いた話");
    field.sees("パートナーが聞いた話");
    partner.part("Kickoff").follows("エンゲージメント一覧");
    partner.opens(&format!("#/e/{id}/prepare"));
    partner.follows("選択が必要な項目");
    partner.sees_a(Role::Heading, "選択が必要な項目");

    assert_eq!(fields(&manager, &id), fields(&partner, &id));
    let context = &fields(&manager, &id)["fact/context"];
    assert_eq!(context["rivals"].as_array().map(Vec::len), Some(1), "{context}");

    // Once more changes nothing.
    let before = fields(&manager, &id);
    manager.opens("#/open");
    manager.chooses_file("ファイルを選ぶ", &of_partner);
    manager.sees("ファイルの内容は、すべてこのブラウザーにあります。");
    manager.sees("取り込むものはありません。");
    assert!(!manager.has_a(Role::Button, "取り込む"));
    assert_eq!(fields(&manager, &id), before);

    // One of them decides at the field, where the keyboard goes on; and the other hears of it.
    manager.opens(&format!("#/e/{id}/prepare"));
    let field = manager.row(BACKGROUND).question("選択が必要な項目");
    field.clicks_button("この内容を使う: パートナーが聞いた話");
    manager.does_not_see("選択が必要な項目");
    let has_keyboard = manager.browser.script("return document.activeElement.value;");
    assert_eq!(has_keyboard, "パートナーが聞いた話");
    let decided = manager.exports(CUSTOMER, &scratch, "decided.json");
    merges(&partner, &decided);
    let context = &fields(&partner, &id)["fact/context"];
    assert_eq!(context["value"], json!("パートナーが聞いた話"));
    assert_eq!(context["rivals"], Value::Null);
}

#[test]
fn a_difference_can_be_taken_the_other_way_and_the_whole_merge_be_taken_back() {
    let site = Site::open();
    let scratch = Scratch::default();
    let (manager, partner) = (Person::new(&site), Person::new(&site));
    manager.creates_engagement(CUSTOMER);
    let id = manager.hash().split('/').nth(2).unwrap().to_owned();
    let first = manager.exports(CUSTOMER, &scratch, "first.json");
    partner.takes_in(&first);
    prepares(&partner);
    partner.row(RESEARCH).fills(INDUSTRY, "製造");
    partner.row("引き継ぎを完了する").ticks("引き継ぎを完了する");
    partner.sees_it_saved();
    let of_partner = partner.exports(CUSTOMER, &scratch, "partner.json");
    let before = fields(&manager, &id);

    manager.opens("#/open");
    manager.chooses_file("ファイルを選ぶ", &of_partner);
    manager.sees("違いは 2 件です。");
    manager.question(INDUSTRY).picks("このブラウザーの内容: –");
    manager.clicks_button("取り込む");
    let said = manager.saying("取り込みました");
    assert_eq!(saved::field(&manager.storage(), &id, "fact/industry"), Value::Null);
    assert_eq!(saved::field(&manager.storage(), &id, "item/ftop.3979/mark"), json!("done"));

    said.clicks_button("元に戻す");
    manager.row(CUSTOMER).sees("0/2");
    let after = fields(&manager, &id);
    for (address, recorded) in before.as_object().unwrap() {
        assert_eq!(after[address]["value"], recorded["value"], "{address}");
    }
    assert_eq!(after["item/ftop.3979/mark"]["value"], Value::Null);

    // What was there before is among the safety copies too.
    manager.follows("データの管理と保護");
    manager.row(&format!("{CUSTOMER} – 復元用コピー (統合前)")).sees("9/18");
}
