//! The whole browser is killed while somebody types: what is lost is counted.

use e2e::saved::has_recovered;
use e2e::{Person, Role, Site, eventually};

const KILLS: usize = 20;

/// One edit every so often, as fast as somebody ticks boxes without a thought.
const EVERY_MILLIS: usize = 100;

/// What may be lost at most (the issue's own limit).
const MOST_MILLIS: usize = 2_000;

const ROW: &str = "お客様の背景を把握する";
const FIELD: &str = "お客様の背景";

/// Starts typing "edit 1", "edit 2" … into the field, and goes on until the end.
fn starts_editing(me: &Person, after: usize) {
    me.row(ROW).fills(FIELD, &format!("edit {after}"));
    me.browser.script_with(
        "window.edits = arguments[0];
         const field = document.activeElement;
         setInterval(() => {
             window.edits += 1;
             field.value = `edit ${edits}`;
             field.dispatchEvent(new InputEvent('input', { bubbles: true }));
         }, arguments[1]);",
        &serde_json::json!([after, EVERY_MILLIS]),
    );
}

/// On the page with the customer's background; tells its address.
fn prepares(me: &Person) -> String {
    me.creates_engagement(CUSTOMER);
    me.part("ステップ").follows("キックオフの準備");
    me.sees_a(Role::Heading, "キックオフの準備");
    me.hash()
}

fn found_edit(me: &Person) -> usize {
    has_recovered(me);
    let text = me.row(ROW).value_of(FIELD);
    text.strip_prefix("edit ").and_then(|it| it.parse().ok()).unwrap_or_else(|| panic!("“{text}”"))
}

const CUSTOMER: &str = "アドベンチャー ワークス";

/// The moment that the journal takes, and localStorage does not.
fn is_journaled(me: &Person) {
    has_recovered(me);
    std::thread::sleep(std::time::Duration::from_millis(300));
}

#[test]
fn a_deletion_and_a_way_back_outlive_a_kill_in_the_next_moment() {
    let site = Site::open();
    let mut me = Person::new(&site);
    let here = prepares(&me);
    me.row(ROW).fills(FIELD, "最後のひとこと");
    me.sees_it_saved();
    me.opens("#/");
    me.row(CUSTOMER).clicks_button("削除");
    me.clicks_button("削除");
    me.sees("ごみ箱に移しました。");
    is_journaled(&me);

    me = me.after_a_kill();
    me.opens("#/data");
    let deleted = format!("{CUSTOMER} – 削除済み");
    me.row(&deleted).sees(CUSTOMER);
    is_journaled(&me);
    me.opens("#/");
    me.sees("まだエンゲージメントがありません");
    me.opens("#/data");
    me.row(&deleted).clicks_button("復元");
    me.sees("復元しました。");
    is_journaled(&me);

    me = me.after_a_kill();
    me.opens(&format!("#{here}"));
    assert_eq!(me.row(ROW).value_of(FIELD), "最後のひとこと");
    me.opens("#/data");
    me.sees("何もありません。");
}

#[test]
fn a_killed_browser_loses_two_seconds_at_most() {
    let site = Site::open();
    let mut me = Person::new(&site);
    let here = prepares(&me);
    let mut made_before = 0;
    let mut losses = Vec::new();
    for kill in 0..KILLS {
        starts_editing(&me, made_before);
        // Between one second and three: early and late, in the middle of a write and beside it.
        let enough = made_before + 10 + (kill * 7) % 20;
        let made = eventually("edits", || {
            let made = me.browser.script("return edits;").as_u64().unwrap() as usize;
            if enough <= made { Ok(made) } else { Err(format!("{made} so far")) }
        });
        me = me.after_a_kill();
        me.opens(&format!("#{here}"));
        let found = found_edit(&me);
        losses.push(made.saturating_sub(found));
        made_before = found.max(made);
    }
    let lost: usize = losses.iter().sum();
    let most = losses.iter().max().unwrap() * EVERY_MILLIS;
    println!(
        "{KILLS} kills after {made_before} edits, one every {EVERY_MILLIS} ms: {lost} edits lost in all, \
         {most} ms of work at most in one kill; per kill {losses:?}"
    );
    assert!(most <= MOST_MILLIS, "{most} ms of work are lost");
}
