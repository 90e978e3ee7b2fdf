//! Of an engagement that came to a newer revision, the schema knows what only the former one has, as the reader
//! does.

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::library::Library;
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::value::{Kind, Value};
use kickoff::playbook;
use kickoff::store::import;
use serde_json::{Value as Json, json};

use crate::accepted::written;
use crate::judge::Judge;
use crate::support::{mark, revision};

fn both() -> &'static Library {
    let first: Json = toml::from_str(playbook::WRITTEN).unwrap();
    playbook::from_json(&json!([first, revision::second(&first)]).to_string()).unwrap()
}

fn file(library: &'static Library) -> Json {
    let at = Stamp::new(1_800_000_000_000, 0, WriterId::new(1, 1));
    let first = library.get("customer-kickoff", "2020-04-30").unwrap();
    let mut engagement = Engagement::new(EngagementId::coined(7), "港", first, at).unwrap();
    let recorded = [
        "item/in.account-team/mark",
        "item/in.account-team/receipt",
        "item/out.ftc/mark",
        "answer/combine-assessment",
        "fact/fiscal-year",
        "services/sds",
        "services/sds/note",
    ];
    let edits = recorded.map(|address| {
        let field = Field::parse(address, first).unwrap();
        let value = match field.kind(first).unwrap() {
            Kind::Mark => Value::Mark(mark("done")),
            Kind::Flag => Value::Flag(true),
            Kind::Choice(codes) => Value::Choice(codes[0]),
            _ => Value::Text("文".into()),
        };
        Edit::set(field, value)
    });
    engagement.apply(first, &edits, at).unwrap();
    engagement.upgrade(library.default(), at).unwrap();
    let mark =
        Edit::set(Field::parse("item/ftop.994/mark", first).unwrap(), Value::Mark(mark("done")));
    engagement.apply(library.default(), &[mark], at).unwrap();
    written(&[engagement], library)
}

#[test]
fn what_was_recorded_by_a_former_revision_is_known_and_held_to_its_kind() {
    let library = both();
    let judge = Judge::of(library);
    let whole = file(library);
    judge.assert_accepts(&whole, "as it is written");
    assert_eq!(whole["summary"][0]["former"].as_array().unwrap().len(), 4);
    assert_eq!(whole["summary"][0]["recheck"][0]["id"], "out.ftc");
    import::open(whole.to_string().as_bytes(), library).unwrap();
    for (address, wrong) in [
        ("item/in.account-team/mark", json!("half done")),
        ("item/in.account-team/receipt", json!("lost")),
        ("item/ftop.994/revision", json!("spring")),
        ("playbook/revision", json!(2027)),
        ("answer/combine-assessment", json!("perhaps")),
        ("fact/fiscal-year", json!(5)),
        ("services/sds", json!("yes")),
        ("services/sds/note", json!(true)),
    ] {
        let mut bent = whole.clone();
        let field = &mut bent["engagements"][0]["fields"][address];
        assert!(field.is_object(), "{address}");
        field["value"] = wrong;
        assert!(!judge.accepts(&bent), "{address}");
        assert!(import::open(bent.to_string().as_bytes(), library).is_err(), "{address}");
    }
}
