//! Texts that other apps stumble over: each comes back as it was typed, and none of them does anything.

use e2e::{Person, Role, Site, eventually};
use serde_json::{Value, json};

/// As one types or pastes them. A lone surrogate is no character, and becomes the sign for that.
fn awkward() -> Vec<String> {
    [
        "<script>fired = 'script'</script><img src=x onerror=\"fired = 'img'\">",
        "javascript:fired = 'link'",
        "=HYPERLINK(\"http://x.invalid\",\"=1+1\") +1 -1 @SUM(A1)",
        "\u{202e}gnirts lairt\u{202c} \u{2066}a\u{2069} \u{200f}\u{200b}\u{feff}",
        "family 👨‍👩‍👧‍👦 flag 🇯🇵 skin 👍🏽 keycap 1️⃣ 𠮷野家 髙﨑",
        "が (two code points) ﬁ Ａ ｶﾅ é",
        "controls \u{1}\u{7}\u{1b}\u{7f}\u{85}\u{2028}\u{2029} end",
        "${7*7} {{7*7}} %s %n \\u0000 \\ / \" ' ` &amp; &lt;",
        "null",
        "__proto__",
        "  blanks around  ",
        "長".repeat(5_000).as_str(),
    ]
    .map(str::to_owned)
    .to_vec()
}

const FIELDS: &str = "[...document.querySelectorAll(
    '#main textarea, #main input[type=text], #main input:not([type]), .aside textarea, .aside input[type=text]')]
    .filter((it) => it.checkVisibility())";

/// Puts a text into every field there is, as if it were pasted, and tells what the fields made of it.
fn fills_all(me: &Person, texts: &[String], shift: usize) -> Vec<Value> {
    let shown = me.browser.script_with(
        &format!(
            "window.fired = '';
             const [texts, shift] = arguments;
             return {FIELDS}.map((field, at) => {{
                 field.focus();
                 field.value = texts[(at + shift) % texts.length];
                 field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
                 field.dispatchEvent(new Event('change', {{ bubbles: true }}));
                 field.blur();
                 return field.value;
             }});"
        ),
        &json!([texts, shift]),
    );
    shown.as_array().cloned().unwrap_or_default()
}

#[test]
fn every_text_comes_back_from_every_field_and_does_nothing() {
    let site = Site::open();
    let me = Person::new(&site);
    me.creates_engagement("アドベンチャー ワークス");
    let id = me.hash().split('/').nth(2).unwrap().to_owned();
    me.part("対象のサービス").ticks("Exchange Online");
    let texts = awkward();
    let mut count = 0;
    // A register beside each page gives the fields of its entries too.
    for (page, heading, register, add) in [
        ("setup", "エンゲージメントの設定", "people", "参加者を追加"),
        ("objectives", "目標", "gaps", "知識ギャップを追加"),
        ("dibs", "DIBS の確認", "risks", "リスクを追加"),
        ("prepare", "キックオフの準備", "sources", "情報を追加"),
    ] {
        me.opens(&format!("#/e/{id}/{page}/{register}"));
        me.sees_a(Role::Heading, heading);
        if me.has_a(Role::Button, add) {
            me.clicks_button(add);
        }
        for shift in 0..texts.len() {
            let shown = fills_all(&me, &texts, shift);
            me.sees_it_saved();
            // A first reload at the start, a last one at the end: each text was in some field then.
            if shift % 4 == 0 || shift + 1 == texts.len() {
                me.reloads();
                me.sees_a(Role::Heading, heading);
                eventually("the same texts", || {
                    let now = me.browser.script(&format!("return {FIELDS}.map((it) => it.value);"));
                    let now = now.as_array().cloned().unwrap_or_default();
                    // The folds of entries are closed again, so there are fewer fields.
                    let wrong = now.iter().find(|it| !shown.contains(it));
                    match wrong {
                        None if !now.is_empty() => Ok(()),
                        other => Err(format!("{other:?} of {} fields", now.len())),
                    }
                });
            }
            assert_eq!(me.browser.script("return window.fired ?? '';"), "");
            count += shown.len();
        }
    }
    println!("{count} fields filled with {} awkward texts", texts.len());
    assert!(200 < count, "{count}");
    assert_eq!(me.browser.violations(), Vec::<String>::new());
    // Wherever else they are shown: the summary, the changes, the list.
    for page in ["hand-off", "changes"] {
        me.opens(&format!("#/e/{id}/{page}"));
        me.sees_a(
            Role::Heading,
            if page == "changes" {
                "変更履歴"
            } else {
                "デリバリー チームへの引き渡し"
            },
        );
        assert_eq!(me.browser.script("return window.fired ?? '';"), "");
    }
    me.opens("#/");
    assert_eq!(me.browser.script("return window.fired ?? '';"), "");
}
