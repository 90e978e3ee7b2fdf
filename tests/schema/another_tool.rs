//! `FORMAT.md` tells a developer of another program the truth: its example is a file, and a tool that does as
//! it says, with nothing but JSON at hand, takes part without anything being lost.

use std::fs;
use std::path::Path;

use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::Field;
use kickoff::domain::value::Value;
use kickoff::store::{checksum, document, import};
use serde_json::{Value as Json, json};

use crate::accepted::written;
use crate::judge::Judge;
use crate::support::contoso::merged_engagement;
use crate::support::{field, library};

fn told() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("FORMAT.md")).unwrap()
}

#[test]
fn the_example_is_a_whole_file() {
    let told = told();
    let example = told.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let file: Json = example.parse().unwrap();
    Judge::of_published().assert_accepts(&file, "FORMAT.md");
    let opened = import::open(example.as_bytes(), library()).unwrap();
    assert!(!opened.is_changed);
    assert_eq!(file["sha256"], checksum::of(&file["engagements"]));
    let engagement = &opened.engagements[0];
    assert_eq!(document::write(engagement), file["engagements"][0], "nothing in it is for show");
    assert_eq!(opened.unknown_fields, 1);
    assert_eq!(engagement.fields().map(|it| it.1.rivals.len()).sum::<usize>(), 1);
}

#[test]
fn every_address_that_is_named_is_one() {
    let told = told();
    let addresses = told
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|it| it.contains('/') && !it.contains([' ', '<', '…', '.']));
    let mut count = 0;
    for it in addresses
        .filter(|it| ["fact", "answer", "services"].iter().any(|group| it.starts_with(group)))
    {
        field(it);
        count += 1;
    }
    assert!(2 < count, "{count}");
}

/// A program that knows what stands in `FORMAT.md`.
struct Tool {
    file: Json,
    writer: &'static str,
    edits: u32,
}

impl Tool {
    fn engagement(&mut self) -> &mut Json {
        &mut self.file["engagements"][0]
    }

    fn stamp(&mut self) -> String {
        self.edits += 1;
        let moment = format!("2027-03-12T09:00:0{}.000Z/0", self.edits);
        let writer = self.writer;
        self.engagement()["seen"][writer] = json!(moment);
        format!("{moment}/{writer}")
    }

    /// Writes over all that stands in a field.
    fn set(&mut self, address: &str, value: Json) {
        let at = self.stamp();
        let engagement = self.engagement();
        let mut field = engagement["fields"].get(address).cloned().unwrap_or_else(|| json!({}));
        let old: Vec<Json> = match field.as_object_mut().unwrap().remove("rivals") {
            Some(Json::Array(rivals)) => rivals,
            _ => Vec::new(),
        };
        let shown = json!({ "field": address, "value": field["value"], "at": field["at"] });
        field["value"] = value;
        field["at"] = json!(at);
        engagement["fields"][address] = field;
        let past = engagement["past"].as_array_mut().unwrap();
        for mut it in old {
            it["field"] = json!(address);
            past.push(it);
        }
        if shown["at"].is_string() {
            past.push(shown);
        }
    }

    /// What it does not keep up is left out.
    fn text(mut self) -> String {
        let file = self.file.as_object_mut().unwrap();
        for name in ["counts", "sha256", "summary"] {
            file.remove(name);
        }
        self.file.to_string()
    }
}

#[test]
fn a_tool_that_does_as_is_told_takes_part() {
    let mut here = merged_engagement();
    assert!(!here.texts_to_decide(field("fact/industry")).is_empty());
    let mut tool =
        Tool { file: written(&[here.clone()], library()), writer: "0badcafe-00000001", edits: 0 };
    let entry = "actions/0198ffff-ffff-7fff-bfff-ffffffffffff";
    tool.set("fact/industry", json!("精密部品の製造"));
    tool.set("fact/seats", json!(905));
    tool.set("fact/terms-sent", json!(null));
    tool.set(entry, json!(true));
    tool.set(&format!("{entry}/what"), json!("見積もりを送る"));
    let text = tool.text();
    Judge::of_published().assert_accepts(&text.parse().unwrap(), "of the tool");
    let theirs = import::open(text.as_bytes(), library()).unwrap().engagements.remove(0);

    // Meanwhile somebody has gone on here.
    let mine = crate::support::edit("fact/context", "電話で確認した");
    let at = kickoff::domain::stamp::Stamp::new(1_804_850_000_000, 0, crate::support::HERE);
    here.apply(crate::support::playbook(), &[mine], at).unwrap();
    let before = here.clone();
    here.merge(&theirs).unwrap();
    let says = |address: &str| here.value(field(address)).cloned();
    assert_eq!(says("fact/industry"), Some(Value::Text("精密部品の製造".into())));
    assert_eq!(says("fact/seats"), Some(Value::Count(905)));
    assert_eq!(says("fact/terms-sent"), None);
    assert_eq!(says(entry), Some(Value::Flag(true)));
    assert_eq!(says("fact/context"), Some(Value::Text("電話で確認した".into())));
    // What it decided is decided, and everything else is as it was.
    assert!(here.texts_to_decide(field("fact/industry")).is_empty());
    let touched: Vec<Field> = before.differing(&here);
    assert_eq!(touched.len(), 5, "{touched:?}");
    let unknown = |it: &Engagement| it.unknown_fields().iter().count();
    assert_eq!(unknown(&here), unknown(&before));
    // And what it wrote over is in the past.
    let past: Vec<_> =
        here.overwritten().iter().filter(|it| it.field == field("fact/industry")).collect();
    assert!(2 <= past.len(), "{past:?}");
}
