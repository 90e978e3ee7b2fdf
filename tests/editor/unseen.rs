//! What older versions took for a name, a reason or no number still opens, and is what it was.

use kickoff::domain::engagement::{Edit, Engagement, Refusal};
use kickoff::domain::id::EngagementId;
use kickoff::domain::stamp::Stamp;
use kickoff::domain::text::Lang;
use kickoff::domain::value::{Kind, Problem, Value};
use kickoff::i18n::words::Words;
use kickoff::store::document;
use kickoff::store::engagements::Found;
use serde_json::json;

use crate::Office;
use crate::support::{HERE, field, library, playbook};

#[test]
fn what_was_kept_before_opens_and_is_written_back_the_same() {
    let mut office = Office::bare();
    office.set("item/ftop.983/mark", "waived: 希望なし");
    office.set("fact/seats", "だいたい 850");
    let mut kept = document::write(office.editor.engagement());
    kept["fields"]["fact/customer"]["value"] = json!("\u{200b}");
    kept["fields"]["item/ftop.983/mark"]["value"] = json!({ "waived": "\u{200b}希望\u{200b}" });
    kept["fields"]["fact/seats"]["value"] = json!({ "unclear": "1200席" });
    let opened = document::read(&kept, library()).unwrap();
    assert_eq!(document::write(&opened), kept);
    assert_eq!(opened.customer(), "", "nothing that could be shown");
    let seats = opened.value(field("fact/seats")).unwrap();
    assert_eq!(Kind::Count.problem_of(seats), Some(Problem::NotANumber), "until typed again");
    assert_eq!(Kind::Count.read(&seats.typed()), Some(Value::Count(1200)));
}

#[test]
fn an_engagement_whose_name_nobody_sees_is_whole_on_the_list() {
    let office = Office::bare();
    let mut kept = document::write(office.editor.engagement());
    kept["id"] = json!(EngagementId::coined(77).to_string());
    kept["fields"]["fact/customer"]["value"] = json!("\u{200b}");
    let nameless = document::read(&kept, library()).unwrap();
    office.store.add(&nameless, office.now).unwrap();
    let listed = office.store.list().unwrap();
    let listed = listed.iter().find(|it| it.id == nameless.id()).unwrap();
    assert!(matches!(&listed.state, Found::Whole(card) if card.customer.is_empty()));
    for lang in Lang::ALL {
        assert_eq!(Words(lang).called(&listed.name), Words(lang).unnamed());
    }
}

#[test]
fn a_name_that_cannot_be_seen_is_no_name() {
    for nameless in ["\u{200b}", "\u{feff} \u{2060}", "\u{3164}"] {
        let made =
            Engagement::new(EngagementId::coined(9), nameless, playbook(), Stamp::new(1, 0, HERE));
        assert_eq!(made, Err(Refusal::NamelessCustomer), "{nameless:?}");
        let mut office = Office::bare();
        let before = office.editor.engagement().customer().to_owned();
        office.editor.type_into(field("fact/customer"), nameless);
        office.editor.flush(&office.store, office.now);
        assert_eq!(office.editor.engagement().customer(), before);
    }
    let mut office = Office::bare();
    let typed = "\u{200b}コントソ\u{200b}製作所\u{feff}";
    office.edit(&[Edit::set(field("fact/customer"), Value::Text(typed.into()))]);
    assert_eq!(office.editor.engagement().customer(), "コントソ\u{200b}製作所");
    assert_eq!(office.text("fact/customer"), typed, "kept as typed");
}
