//! What somebody, or something, may put into a file.

use serde_json::{Value as Json, json};

/// Of everything that can stand in a value something, right and wrong.
pub fn pool() -> Vec<Json> {
    let texts = [
        "",
        " ",
        "\u{3000}",
        "\u{200b}",
        "\u{feff}",
        "\u{85}",
        "a",
        " a ",
        "a\n",
        "案件",
        "done",
        "open",
        "waived",
        "not-met",
        "yes",
        "no",
        "unclear",
        "internal",
        "shared",
        "true",
        "0",
        "155",
        "0155",
        "10000000",
        "10000001",
        "-5",
        "約 300",
        "1200席",
        "2026-02-28",
        "2026-02-29",
        "2028-02-29",
        "1999-12-31",
        "2099-12-31",
        "2100-01-01",
        " 2026-02-28",
        "2/28",
        "2026-02-28T10:15",
        "2026-02-28T24:00",
        "2026-02-28T10:15:30",
        "2026-02-30T10:15",
        "rfa",
        "japan-own",
        "adoption-expert",
        "out-of-scope",
        "0198ffff-ffff-7fff-bfff-ffffffffffff",
        "exo",
        "2026-09-18T01:15:00.000Z/0/1a2b3c4d",
        "2026-09-18T01:15:00.000Z/0",
    ];
    let mut all: Vec<Json> = vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(155),
        json!(-1),
        json!(10_000_000),
        json!(10_000_001),
        json!(4_294_967_296_u64),
        json!(u64::MAX),
        json!(0.5),
        json!(-0.5),
        json!(1.5e-300),
        json!([]),
        json!({}),
        json!([[]]),
        json!({ "unclear": 1 }),
        json!({ "unclear": null }),
        json!({ "unclear": "a", "or": 1 }),
        json!({ "Unclear": "a" }),
        json!({ "waived": 1 }),
        json!({ "waived": "a", "not-met": "b" }),
        json!({ "value": "a" }),
    ];
    for it in texts {
        all.push(json!(it));
        let names = ["unclear", "done", "waived", "not-applicable", "not-met", "open"];
        all.extend(names.map(|name| json!({ name: it })));
    }
    all
}
