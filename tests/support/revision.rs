//! A second revision of the playbook that ships, made of the first: rows, questions, facts and services that are
//! gone, new ones, and others with another wording. For the tests here and for those in a browser.

use serde_json::{Value, json};

/// The day of the second revision.
pub const SECOND: &str = "2027-04-01";

/// What the second one has no more.
pub const GONE: [&str; 4] = ["in.account-team", "combine-assessment", "fiscal-year", "sds"];

/// What it says otherwise: three rows and a question.
pub const REWORDED: [&str; 4] = ["out.ftc", "over.business", "ftop.994", "managed"];

pub const ADDED: [&str; 3] = ["over.data-residency", "data-residency", "cop"];

/// How the row `out.ftc` is called in the second revision, in both languages.
pub const OUT_FTC: [&str; 2] = [
    "FTC の役割と連絡方法を説明した",
    "The role of the FTC and the ways to reach it were explained",
];

/// The second revision of a playbook, whose first one is this.
pub fn second(first: &Value) -> Value {
    let mut it = first.clone();
    it["playbook"]["revision"] = SECOND.into();
    for gone in GONE {
        drop_all(&mut it, gone);
    }
    for name in REWORDED {
        let found = named(&mut it, name).unwrap_or_else(|| panic!("no {name}"));
        let key = if found.get("ask").is_some() { "ask" } else { "title" };
        found[key] = match name {
            "out.ftc" => json!({ "ja": OUT_FTC[0], "en": OUT_FTC[1] }),
            _ => {
                let [ja, en] =
                    ["ja", "en"].map(|lang| found[key][lang].as_str().unwrap_or_default());
                json!({ "ja": format!("改めて、{ja}"), "en": format!("{en}, once more") })
            }
        };
    }
    let row = json!({
        "id": ADDED[0], "kind": "check", "lines": [1],
        "title": { "ja": "データの所在地を確認する", "en": "Check where data is kept" }
    });
    push(&mut it["step"][0]["item"], row);
    push(
        &mut it["question"],
        json!({
            "id": ADDED[1], "code": "C19", "kind": "yes-no",
            "ask": { "ja": "データの所在地に決まりがありますか?", "en": "Is there a rule on where data is kept?" }
        }),
    );
    push(
        &mut it["service"],
        json!({ "code": ADDED[2], "name": { "ja": "Copilot", "en": "Copilot" }, "beyond_source": true }),
    );
    let motion = named(&mut it, "motion").unwrap_or_else(|| panic!("no motion"));
    push(
        &mut motion["choices"],
        json!({ "code": "shared", "label": { "ja": "共同", "en": "Shared" } }),
    );
    it
}

fn push(list: &mut Value, one: Value) {
    if list.is_null() {
        *list = json!([]);
    }
    list.as_array_mut().unwrap_or_else(|| panic!("no list")).push(one);
}

/// The table of this id or code.
fn named<'a>(of: &'a mut Value, name: &str) -> Option<&'a mut Value> {
    let is_it = ["id", "code"].iter().any(|key| of.get(key).is_some_and(|it| it == name));
    if is_it {
        return Some(of);
    }
    match of {
        Value::Array(all) => all.iter_mut().find_map(|it| named(it, name)),
        Value::Object(members) => members.values_mut().find_map(|it| named(it, name)),
        _ => None,
    }
}

/// Drops it with all that speaks of it: names in lists, and conditions.
fn drop_all(of: &mut Value, name: &str) {
    let mut dropped = Vec::new();
    drop_within(of, name, &mut dropped);
    // Its rows of the requirement and its notes have another place.
    let all = |key: &str| -> Vec<Value> {
        dropped.iter().flat_map(|it| it[key].as_array().cloned().unwrap_or_default()).collect()
    };
    let (rows, notes) = (all("rows"), all("notes"));
    rows.into_iter().for_each(|it| push(&mut of["playbook"]["rows"], it));
    notes.into_iter().for_each(|it| push(&mut of["step"][0]["notes"], it));
}

fn drop_within(of: &mut Value, name: &str, dropped: &mut Vec<Value>) {
    let says =
        |it: &Value| it.as_str().is_some_and(|it| it.split([' ', '(', ')']).any(|it| it == name));
    match of {
        Value::Array(all) => {
            let is_it = |it: &Value| {
                ["id", "code"].iter().any(|key| it.get(key).is_some_and(|it| it == name))
            };
            dropped.extend(all.iter().filter(|it| is_it(it)).cloned());
            all.retain(|it| !is_it(it) && it != name);
            all.iter_mut().for_each(|it| drop_within(it, name, dropped));
        }
        Value::Object(members) => {
            for key in ["when", "due_when", "met_when"] {
                if members.get(key).is_some_and(says) {
                    members.remove(key);
                }
            }
            members.values_mut().for_each(|it| drop_within(it, name, dropped));
        }
        _ => {}
    }
}
