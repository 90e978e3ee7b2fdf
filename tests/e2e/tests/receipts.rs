//! The file goes to the delivery team and comes back: what was returned is seen, and nothing else.

use e2e::scratch::Scratch;
use e2e::wait::eventually;
use e2e::{Person, Settings, Site, axe, saved};

const CUSTOMER: &str = "アドベンチャー ワークス";
const RECEIPTS: &str = "デリバリー チームの受領確認";

fn at_hand_off(me: &Person) {
    me.opens("#/");
    me.follows(CUSTOMER);
    me.part("ステップ").follows("引き渡し");
}

#[test]
fn the_delivery_team_returns_two_points_and_the_sender_sees_just_these() {
    let mut site = Site::open();
    let scratch = Scratch::default();
    let wide = || Settings { width: 1600, height: 1000, ..Settings::default() };
    let (sender, delivery) = (Person::at(&site, wide()), Person::at(&site, wide()));
    // In a meeting room without a network, both of them.
    for it in [&sender, &delivery] {
        eventually("everything is kept for offline", || {
            let ready = "return document.documentElement.dataset.offline === 'ready';";
            if it.browser.script(ready) == true { Ok(()) } else { Err(String::new()) }
        });
    }
    site.goes_away();
    sender.creates_engagement(CUSTOMER);
    let id = sender.hash().split('/').nth(2).unwrap().to_owned();
    at_hand_off(&sender);
    sender.part("記録一覧").follows("アクション");
    let actions = sender.part("アクション");
    actions.clicks_button("アクションを追加");
    actions.row("(名称未入力)").fills("内容", "名簿を送る");
    sender.sees_it_saved();
    // What the receiving team looks at first, each with the rows that it waits for.
    let readiness = sender.part("引き渡しの準備");
    readiness.sees("引き渡し先が最初に確かめること");
    readiness.sees("対象サービスの DIBS を確認した");
    readiness.unfolds("成果と根拠");
    readiness.sees("根拠の記載がありません");
    let sent = sender.exports(CUSTOMER, &scratch, "sent.json");

    delivery.takes_in(&sent);
    at_hand_off(&delivery);
    let receipts = delivery.part(RECEIPTS);
    receipts.unfolds("1 件ずつ確認する (13 件)");
    receipts.question("アクション: 名簿を送る").picks("差し戻し");
    receipts.question("アクション: 名簿を送る").fills("コメント", "宛先を書いてください");
    receipts.question("FTC の支援内容をお客様が理解した").picks("差し戻し");
    receipts.clicks_button("未確認をすべて受領にする");
    receipts.question("お客様が特典に価値を感じ、関心を持った").reads_picked("受領");
    delivery.sees_it_saved();
    receipts.sees("差し戻し 2 件");
    assert_eq!(axe::findings(&delivery.browser), Vec::<String>::new());
    // One step takes all of them back at once, and another brings them again.
    delivery.clicks_button("元に戻す");
    receipts.question("お客様が特典に価値を感じ、関心を持った").reads_picked("未確認");
    delivery.clicks_button("やり直す");
    receipts.question("お客様が特典に価値を感じ、関心を持った").reads_picked("受領");
    let returned = delivery.exports(CUSTOMER, &scratch, "returned.json");
    delivery.row(CUSTOMER).sees("差し戻し 2 件");

    // The sender has gone on meanwhile.
    at_hand_off(&sender);
    sender.part("ステップ").follows("キックオフの準備");
    sender.row("お客様の業界と事業を調べる").fills("業界", "製造");
    sender.sees_it_saved();
    sender.opens("#/open");
    sender.chooses_file("ファイルを選ぶ", &returned);
    sender.sees("アクション: 名簿を送る – 受領確認のコメント");
    sender.sees("宛先を書いてください");
    sender.clicks_button("取り込む");
    sender.sees("取り込みました");
    sender.opens("#/");
    sender.row(CUSTOMER).sees("差し戻し 2 件");
    at_hand_off(&sender);
    let receipts = sender.part(RECEIPTS);
    receipts.question("アクション: 名簿を送る").reads_picked("差し戻し");
    assert_eq!(
        receipts.question("アクション: 名簿を送る").value_of("コメント"),
        "宛先を書いてください"
    );
    receipts.question("FTC の支援内容をお客様が理解した").reads_picked("差し戻し");
    receipts.question("お客様が特典に価値を感じ、関心を持った").reads_picked("受領");
    let back = sender.exports(CUSTOMER, &scratch, "back.json");
    delivery.opens("#/open");
    delivery.chooses_file("ファイルを選ぶ", &back);
    delivery.sees("統合する (双方の変更を残す)");
    delivery.clicks_button("取り込む");
    delivery.sees("取り込みました");
    let fields = |me: &Person| saved::document(&me.storage(), &id)["fields"].clone();
    assert_eq!(fields(&sender), fields(&delivery));
    // What was returned is settled here, and then it is returned no more.
    at_hand_off(&sender);
    sender.part("記録一覧").follows("アクション");
    sender.part("アクション").row("名簿を送る").chooses("状態", "完了");
    sender.sees_it_saved();
    sender.opens("#/");
    sender.row(CUSTOMER).sees("差し戻し 1 件");
}
