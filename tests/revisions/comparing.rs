//! Two revisions side by side, and what they have to agree on.

use kickoff::domain::revision::{Comparison, Part, wording};
use kickoff::playbook::{self, check, read, revisions, written};
use serde_json::Value as Json;

use crate::support::revision::{ADDED, GONE, OUT_FTC, REWORDED, second as second_json};
use crate::{both, first, first_json, second};

fn name(part: &Part) -> &'static str {
    match part {
        Part::Item(it) => it.as_str(),
        Part::Question(it) => it.as_str(),
        Part::Fact(it) => it.as_str(),
        Part::Service(it) => it.as_str(),
    }
}

fn sorted(mut names: Vec<&'static str>) -> Vec<&'static str> {
    names.sort_unstable();
    names
}

#[test]
fn what_is_new_gone_or_said_otherwise_is_told_and_nothing_else() {
    let found = Comparison::of(first(), second());
    let names = |all: &[Part]| sorted(all.iter().map(name).collect());
    assert_eq!(names(&found.added), sorted(ADDED.to_vec()));
    assert_eq!(names(&found.removed), sorted(GONE.to_vec()));
    assert_eq!(names(&found.changed), sorted(REWORDED.to_vec()));
    let other_way = Comparison::of(second(), first());
    assert_eq!(names(&other_way.added), names(&found.removed));
    assert_eq!(names(&other_way.removed), names(&found.added));
    assert_eq!(names(&other_way.changed), names(&found.changed));
    assert_eq!(Comparison::of(first(), first()), Comparison::default());
    let row = found.changed.iter().find(|it| name(it) == "out.ftc").unwrap();
    assert_eq!(&*wording(second(), *row).unwrap().title.ja, OUT_FTC[0]);
    assert_ne!(&*wording(first(), *row).unwrap().title.ja, OUT_FTC[0]);
}

#[test]
fn a_newer_revision_finds_what_only_a_former_one_has_and_asks_for_none_of_it() {
    let names: Vec<String> =
        second().former.iter().map(|it| it.playbook.revision.to_string()).collect();
    assert_eq!(names, ["2020-04-30"]);
    assert!(first().former.is_empty(), "whatever the order of the files");
    assert_eq!(both().default().playbook.revision, second().playbook.revision);
    let gone = |playbook: &'static kickoff::domain::playbook::Playbook| {
        let item = playbook.items().any(|(_, it)| it.id.as_str() == GONE[0]);
        let question = playbook.questions.iter().any(|it| it.id.as_str() == GONE[1]);
        let fact = playbook.facts.iter().any(|it| it.id.as_str() == GONE[2]);
        let service = playbook.services.iter().any(|it| it.code.as_str() == GONE[3]);
        [item, question, fact, service]
    };
    assert_eq!((gone(first()), gone(second())), ([true; 4], [false; 4]));
    for address in [
        "item/in.account-team/mark",
        "answer/combine-assessment",
        "fact/fiscal-year",
        "services/sds",
    ] {
        let in_first = kickoff::domain::field::Field::parse(address, first());
        assert!(in_first.is_some() && in_first == Some(crate::field(address)), "{address}");
        assert_eq!(in_first.unwrap().kind(first()), in_first.unwrap().kind(second()));
    }
}

#[test]
fn the_second_revision_of_the_tests_is_a_whole_playbook() {
    let (read, flaws) = read::playbook(second_json(&first_json()));
    assert_eq!(flaws, [""; 0]);
    assert_eq!(check::flaws(&read), [""; 0]);
    assert_eq!(revisions::flaws(first(), &read), [""; 0]);
}

#[test]
fn what_would_make_a_recorded_value_unreadable_is_a_flaw() {
    type Bend = fn(&mut Json);
    let table: [(Bend, &str); 5] = [
        (
            |it| it["question"][0]["choices"].as_array_mut().unwrap().truncate(2),
            "question `motion`: the choice `targeting` of customer-kickoff 2020-04-30 is gone",
        ),
        (
            |it| it["question"][1]["kind"] = "choice".into(),
            "question `managed`: it was of another kind in customer-kickoff 2020-04-30",
        ),
        (
            |it| it["field"][3]["kind"] = "text".into(),
            "field `seats`: it was of another kind in customer-kickoff 2020-04-30",
        ),
        (
            |it| it["step"][0]["item"][1]["kind"] = "info".into(),
            "item `over.business`: it was of another kind in customer-kickoff 2020-04-30",
        ),
        (
            |it| it["roles"]["customer"] = "industry".into(),
            "role `customer`: it was another field in customer-kickoff 2020-04-30",
        ),
    ];
    for (bend, wanted) in table {
        let mut json = first_json();
        json["playbook"]["revision"] = "2027-04-01".into();
        bend(&mut json);
        let (bent, _) = read::playbook(json);
        assert_eq!(revisions::flaws(first(), &bent), [wanted]);
    }
}

#[test]
fn whoever_writes_a_revision_is_told_the_place_of_such_a_flaw() {
    let newer = playbook::WRITTEN
        .replacen("revision = \"2020-04-30\"", "revision = \"2027-04-01\"", 1)
        .replacen("  { code = \"targeting\"", "  { code = \"aimed\"", 1);
    let files = [("newer.toml", newer.as_str()), ("first.toml", playbook::WRITTEN)];
    let told = written::library(&files).unwrap_err();
    let line = 1 + newer.lines().position(|it| it == "id = \"motion\"").unwrap();
    let [told] = told.as_slice() else { panic!("{told:?}") };
    assert!(told.starts_with("newer.toml:"), "{told}");
    let at: usize = told.split(':').nth(1).unwrap().parse().unwrap();
    assert!((line.saturating_sub(1)..line + 15).contains(&at), "{told}, not about {line}");
    assert!(told.ends_with("the choice `targeting` of customer-kickoff 2020-04-30 is gone"));
}
