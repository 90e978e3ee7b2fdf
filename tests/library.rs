//! Two playbooks side by side: a second one, which no line of code knows of, goes the whole way; and what
//! becomes of an engagement whose playbook is not here.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod support;

use std::rc::Rc;
use std::sync::OnceLock;

use kickoff::app::route::{At, Page, Route};
use kickoff::domain::assessment::{Assessment, State};
use kickoff::domain::engagement::{Edit, Engagement, NotACopy};
use kickoff::domain::field::Field;
use kickoff::domain::gate::Gate;
use kickoff::domain::id::{EngagementId, EntryId, ItemId};
use kickoff::domain::library::Library;
use kickoff::domain::next::{Next, What};
use kickoff::domain::playbook::Playbook;
use kickoff::domain::progress::Progress;
use kickoff::domain::register::Register;
use kickoff::domain::stamp::{Clock, Stamp, WriterId};
use kickoff::domain::text::Lang;
use kickoff::domain::value::{Kind, Value};
use kickoff::editor::Editor;
use kickoff::output::{file, summary};
use kickoff::playbook::{self, check, read};
use kickoff::store::document;
use kickoff::store::engagements::{EngagementStore, Found, SaveError};
use kickoff::store::import;
use kickoff::store::key_value::MemoryStore;
use serde_json::{Value as Json, json};
use support::contoso::full_engagement;
use support::mark;

const SECOND: &str = include_str!("support/second-playbook.toml");
const NOW: u64 = 1_800_000_000_000;
const ONE: WriterId = WriterId::new(1, 1);
const OTHER: WriterId = WriterId::new(2, 1);

fn json_of(toml: &str) -> Json {
    toml::from_str(toml).unwrap()
}

/// The shipped playbook, then the second one.
fn both() -> &'static Library {
    static BOTH: OnceLock<&'static Library> = OnceLock::new();
    BOTH.get_or_init(|| {
        let all = json!([json_of(playbook::WRITTEN), json_of(SECOND)]);
        playbook::from_json(&all.to_string()).unwrap()
    })
}

/// What ships: without the second one.
fn shipped() -> &'static Library {
    support::library()
}

/// Without the playbook that ships, and with the second one in a later revision that has fewer rows and wants
/// another kind of value.
fn later() -> &'static Library {
    static LATER: OnceLock<&'static Library> = OnceLock::new();
    LATER.get_or_init(|| {
        let later = SECOND
            .replace("2026-10-01", "2027-04-01")
            .replace("id = \"plan.travel\"", "id = \"plan.trip\"")
            .replace("id = \"visit-on\"\nkind = \"day\"", "id = \"visit-on\"\nkind = \"count\"");
        playbook::from_json(&json_of(&later).to_string()).unwrap()
    })
}

fn second() -> &'static Playbook {
    both().get("site-visit", "2026-10-01").unwrap()
}

fn field(address: &str) -> Field {
    Field::parse(address, second()).unwrap_or_else(|| panic!("no field `{address}`"))
}

fn item(name: &str) -> ItemId {
    second().items().map(|(_, it)| it.id).find(|it| it.as_str() == name).unwrap()
}

fn edit(address: &str, typed: &str) -> Edit {
    let field = field(address);
    let value = match field.kind(second()).unwrap() {
        Kind::Mark => Some(Value::Mark(mark(typed))),
        kind => kind.read(typed),
    };
    assert!(value.is_some(), "{address} takes no `{typed}`");
    Edit { field, value }
}

fn visit(id: u128) -> Engagement {
    let at = Stamp::new(NOW, 0, ONE);
    Engagement::new(EngagementId::coined(id), "港の倉庫", second(), at).unwrap()
}

fn change(engagement: &mut Engagement, edits: &[Edit], writer: WriterId) {
    let at = Stamp::new(NOW, 0, writer);
    engagement.apply(second(), edits, at).unwrap();
}

/// With something of everything in it.
fn full_visit(id: u128) -> Engagement {
    let mut visit = visit(id);
    let crane = Field::parse("services/crane", second()).unwrap();
    let person = EntryId::coined(5);
    let name = Field::parse(&format!("people/{person}/name"), second()).unwrap();
    change(&mut visit, &[edit("answer/remote", "yes"), edit("fact/visit-on", "2026-11-02")], ONE);
    change(&mut visit, &[Edit::set(crane, Value::Flag(true))], ONE);
    change(
        &mut visit,
        &[edit("item/plan.day/mark", "done"), edit("item/plan.day/note", "電話")],
        ONE,
    );
    let person = [Edit::add(Register::People, person), Edit::set(name, Value::Text("岬".into()))];
    change(&mut visit, &person, ONE);
    change(&mut visit, &[edit("fact/visit-on", "2026-11-03")], ONE);
    visit
}

fn store(library: &'static Library, on: &Rc<MemoryStore>) -> EngagementStore<Rc<MemoryStore>> {
    EngagementStore::new(Rc::clone(on), "/", library)
}

fn whole(store: &EngagementStore<Rc<MemoryStore>>, id: EngagementId) -> Engagement {
    match store.load(id).unwrap() {
        Found::Whole(it) => *it,
        other => panic!("{other:?}"),
    }
}

fn file_of(engagements: &[Engagement]) -> String {
    file::write(engagements, shipped().default(), Default::default()).unwrap()
}

/// What is not understood of the past stands after the rest of it, so the order is nothing.
fn engagements(file: &Json) -> Json {
    let mut all = file["engagements"].clone();
    for it in all.as_array_mut().unwrap() {
        if let Some(past) = it.get_mut("past").and_then(Json::as_array_mut) {
            past.sort_by_key(|it| it.to_string());
        }
    }
    all
}

fn opened(text: &str, library: &Library) -> Vec<Engagement> {
    import::open(text.as_bytes(), library).unwrap().engagements
}

/// The summary of an engagement, line by line.
fn lines(engagement: &Engagement, lang: Lang) -> Vec<String> {
    summary::lines(engagement, &Assessment::of(engagement.playbook(), engagement), lang)
}

#[test]
fn the_second_playbook_has_no_flaw() {
    let (read, flaws) = read::playbook(json_of(SECOND));
    assert_eq!(flaws, Vec::<String>::new());
    assert_eq!(check::flaws(&read), Vec::<String>::new());
}

#[test]
fn a_library_has_each_edition_once_and_knows_the_newest() {
    let (one, two, newer) = (
        json_of(playbook::WRITTEN),
        json_of(SECOND),
        json_of(&SECOND.replace("2026-10", "2027-10")),
    );
    let library = playbook::from_json(&json!([one, two, newer]).to_string()).unwrap();
    assert_eq!(&*library.default().playbook.id, "customer-kickoff", "the first one");
    let newest = library.newest("site-visit").unwrap();
    assert_eq!(newest.playbook.revision.to_string(), "2027-10-01");
    assert!(library.get("site-visit", "2026-10-01").is_some());
    assert!(library.get("site-visit", "2026-10-02").is_none());
    assert!(library.newest("other").is_none());
    let twice = playbook::from_json(&json!([one, two, two]).to_string()).unwrap_err();
    assert!(twice.contains("site-visit 2026-10-01"), "{twice}");
    assert!(playbook::from_json("[]").is_err());
}

#[test]
fn every_engagement_goes_by_the_rules_of_its_own_playbook() {
    let storage = Rc::new(MemoryStore::default());
    let store = store(both(), &storage);
    let mut editor = Editor::new(visit(1), Clock::new(ONE));
    let state = |editor: &Editor, name: &str| {
        Assessment::of(second(), editor.engagement()).state(item(name))
    };
    assert_eq!(state(&editor, "plan.travel"), State::Undecided);
    editor
        .edit(&[edit("answer/remote", "yes"), edit("answer/size", "small")], &store, NOW)
        .unwrap();
    assert_eq!(state(&editor, "plan.travel"), State::Open);
    assert_eq!(state(&editor, "visit.halls"), State::OutOfBranch);
    assert_eq!(state(&editor, "end.dates"), State::Open);

    let next = |editor: &Editor| {
        let assessment = Assessment::of(second(), editor.engagement());
        Next::of(second(), editor.engagement(), &assessment).open
    };
    let gate = |editor: &Editor| Gate::of(second(), &Assessment::of(second(), editor.engagement()));
    let What::Item(first) = next(&editor) else { panic!("{:?}", next(&editor)) };
    assert_eq!(first.as_str(), "plan.day");
    let missing: Vec<&str> = gate(&editor).missing.iter().map(|it| it.item().as_str()).collect();
    assert_eq!(missing, ["visit.tour", "end.seen"]);

    for name in ["plan.day", "plan.travel", "visit.tour"] {
        editor.edit(&[edit(&format!("item/{name}/mark"), "done")], &store, NOW).unwrap();
    }
    assert!(gate(&editor).is_open());
    assert_eq!(state(&editor, "end.seen"), State::Met, "by the tour");
    editor.undo(&store, NOW);
    assert!(!gate(&editor).is_open());
    editor.redo(&store, NOW);
    let crane = Field::parse("services/crane", second()).unwrap();
    editor.edit(&[Edit::set(crane, Value::Flag(true))], &store, NOW).unwrap();
    let dated =
        [edit("services/crane/due", "2026-11-02"), edit("services/crane/due-confirmed", "true")];
    editor.edit(&dated[..1], &store, NOW).unwrap();
    assert_eq!(state(&editor, "end.dates"), State::Open, "not confirmed yet");
    editor.edit(&[Edit::set(dated[1].field, Value::Flag(true))], &store, NOW).unwrap();
    assert_eq!(state(&editor, "end.dates"), State::Met);
    assert_eq!(next(&editor), What::HandOff);
    let all =
        Progress::of(second(), &Assessment::of(second(), editor.engagement()), editor.engagement());
    assert!(all.all.is_complete(), "{:?}", all.all);
    assert_eq!(whole(&store, editor.engagement().id()), *editor.engagement());
    for lang in Lang::ALL {
        let said = lines(editor.engagement(), lang).join("\n");
        assert!(said.contains("港の倉庫"), "{said}");
    }
}

#[test]
fn addresses_lead_into_any_playbook() {
    let id = EngagementId::coined(3);
    for (step, row) in [
        ("plan", "plan.travel"),
        ("end", "end.seen"),
        ("conduct", "ftop.994"),
        ("plan", "ftop.994"),
    ] {
        let hash = format!("#/e/{id}/{step}/{row}");
        let Route::Engagement { page: Page::Step(page), at: Some(At::Row(at)), .. } =
            Route::parse(&hash, both())
        else {
            panic!("{hash}")
        };
        assert_eq!((page.as_str(), at.as_str()), (step, row));
    }
    assert_eq!(Route::parse(&format!("#/e/{id}/plan"), shipped()), Route::Nowhere);
    let crane = format!("#/e/{id}/visit/services/crane");
    assert_eq!(Route::parse(&crane, both()).to_string(), crane);
    let way: Vec<Page> =
        std::iter::successors(Some(Page::Setup), |it| it.after(second())).collect();
    assert_eq!(way.len(), 5, "setup, three steps, hand-off");
}

#[test]
fn a_file_holds_engagements_of_both_and_each_opens_with_its_own() {
    let all = [full_engagement(), full_visit(1)];
    let text = file_of(&all);
    let read = opened(&text, both());
    assert_eq!(read, all);
    let ids: Vec<&str> = read.iter().map(|it| &*it.playbook().playbook.id).collect();
    assert_eq!(ids, ["customer-kickoff", "site-visit"]);
    assert!(read.iter().all(|it| it.edition().is_here()));
    let one: Json = serde_json::from_str(&file_of(&all[1..])).unwrap();
    assert_eq!(one["playbook"]["id"], "site-visit", "the head speaks of what is in it");
    assert_eq!(one["playbook"]["title"]["en"], "Site visit");
}

#[test]
fn both_are_kept_side_by_side_and_the_list_has_a_card_of_each() {
    let storage = Rc::new(MemoryStore::default());
    let all = [full_engagement(), full_visit(1)];
    for it in &all {
        store(both(), &storage).save(it, NOW).unwrap();
    }
    let anew = store(both(), &storage);
    let list = anew.list().unwrap();
    assert_eq!(list.len(), 2);
    for (listed, engagement) in list.iter().zip([&all[1], &all[0]]) {
        let Found::Whole(card) = &listed.state else { panic!("{listed:?}") };
        assert_eq!(card.customer, engagement.customer());
        let book = card.playbook(both()).unwrap();
        assert_eq!(book.playbook.id, engagement.playbook().playbook.id);
        assert!(card.next(book).is_some());
        assert!(0 < card.total);
        assert_eq!(whole(&anew, listed.id), *engagement);
    }
}

#[test]
fn two_copies_of_the_second_become_one() {
    let mut here = full_visit(1);
    let mut there = here.clone();
    change(&mut here, &[edit("answer/size", "large"), edit("fact/visit-on", "2026-11-04")], ONE);
    change(&mut there, &[edit("item/visit.tour/mark", "done")], OTHER);
    let there = opened(&file_of(&[there]), both()).remove(0);
    let mut merged = here.clone();
    merged.merge(&there).unwrap();
    let mut other_way = there;
    other_way.merge(&here).unwrap();
    assert_eq!(merged, other_way);
    assert_eq!(merged.value(field("answer/size")), Some(&Value::Choice("large")));
    assert!(merged.mark(item("visit.tour")).is_some());
}

/// Every playbook that lacks it: in no revision, and in another.
fn without() -> [(&'static str, &'static Library); 2] {
    [("unknown", shipped()), ("another revision", later())]
}

#[test]
fn an_engagement_whose_playbook_is_not_here_loses_nothing() {
    let mut visit = full_visit(1);
    let mut apart = visit.clone();
    change(&mut visit, &[edit("fact/visit-on", "2026-11-04"), edit("answer/size", "large")], ONE);
    change(
        &mut apart,
        &[edit("fact/visit-on", "2026-11-05"), edit("item/plan.day/note", "面談")],
        OTHER,
    );
    visit.merge(&apart).unwrap();
    let text = file_of(&[visit.clone(), full_engagement()]);
    let before: Json = serde_json::from_str(&text).unwrap();
    for (why, library) in without() {
        let read = opened(&text, library);
        let foreign = &read[0];
        assert!(!foreign.edition().is_here(), "{why}");
        assert_eq!(foreign.customer(), "港の倉庫", "{why}: by name");
        assert_eq!(foreign.entries(Register::People).count(), 1, "{why}: registers are understood");
        let after: Json = serde_json::from_str(&file_of(&read)).unwrap();
        assert_eq!(engagements(&after), engagements(&before), "{why}: as it came");
        assert_eq!(after["playbook"]["id"], before["playbook"]["id"], "{why}");
        assert_eq!(after["playbook"]["revision"], before["playbook"]["revision"], "{why}");
        assert_eq!(
            opened(&file_of(&read), both())[0],
            visit,
            "{why}: whole again where it is known"
        );
        for lang in Lang::ALL {
            let said = lines(foreign, lang).join("\n");
            assert!(said.contains("港の倉庫"), "{said}");
        }
    }
    let [unknown, revised] = without().map(|it| opened(&text, it.1).remove(0));
    assert_eq!(unknown.playbook().steps.len(), 0, "no other playbook's steps are shown for it");
    assert!(revised.mark(item("plan.day")).is_some(), "rows that the revision has");
}

#[test]
fn it_is_kept_listed_and_given_out_until_its_playbook_is_here() {
    for (why, library) in without() {
        let storage = Rc::new(MemoryStore::default());
        let visit = full_visit(1);
        let foreign = opened(&file_of(std::slice::from_ref(&visit)), library).remove(0);
        store(library, &storage).add(&foreign, NOW).unwrap();
        let without = store(library, &storage);
        let listed = without.list().unwrap();
        let Found::Whole(card) = &listed[0].state else { panic!("{why}: {listed:?}") };
        assert_eq!((listed.len(), &*card.customer), (1, "港の倉庫"), "{why}");
        assert!(card.playbook(library).is_none(), "{why}");
        let kept = whole(&without, visit.id());
        assert_eq!(document::write(&kept), document::write(&visit), "{why}");
        without.delete(&kept, NOW).unwrap();
        assert_eq!(without.undelete(visit.id(), NOW), Ok(true), "{why}");

        let with = store(both(), &storage);
        assert_eq!(whole(&with, visit.id()), visit, "{why}: as if it had been here all along");
        let Found::Whole(card) = &with.list().unwrap()[0].state else { panic!("{why}") };
        assert!(card.next(second()).is_some() && 0 < card.total, "{why}: the card is made again");
    }
}

#[test]
fn without_its_playbook_a_copy_is_merged_only_where_one_knows_all_of_the_other() {
    let first = full_visit(1);
    let mut later_one = first.clone();
    change(
        &mut later_one,
        &[edit("answer/size", "large"), edit("fact/visit-on", "2026-12-01")],
        OTHER,
    );
    let mut apart = first.clone();
    change(&mut apart, &[edit("answer/size", "small")], ONE);
    for (why, library) in without() {
        let read = |it: &Engagement| document::read(&document::write(it), library).unwrap();
        let [first, later_one, apart] = [&first, &later_one, &apart].map(read);
        for (one, other) in [(&first, &later_one), (&later_one, &first)] {
            let mut merged = one.clone();
            merged.merge(other).unwrap();
            assert_eq!(document::write(&merged), document::write(&later_one), "{why}");
        }
        let mut refused = later_one.clone();
        assert_eq!(refused.merge(&apart), Err(NotACopy::PlaybookElsewhere), "{why}");
        assert_eq!(refused, later_one, "{why}: nothing has changed");

        // Nor does a save write over what it does not know.
        let storage = Rc::new(MemoryStore::default());
        let store = store(library, &storage);
        store.save(&later_one, NOW).unwrap();
        store.save(&later_one, NOW).unwrap();
        assert_eq!(store.save(&apart, NOW), Err(SaveError::Withheld), "{why}");
        assert_eq!(whole(&store, first.id()), later_one, "{why}");
    }
}

#[test]
fn two_editions_of_one_playbook_become_the_newer_one() {
    let visit = full_visit(1);
    let mut raw = document::write(&visit);
    raw["playbook"]["revision"] = "2027-04-01".into();
    let newer = SECOND.replace("2026-10-01", "2027-04-01");
    let all = json!([json_of(SECOND), json_of(&newer)]);
    let library = playbook::from_json(&all.to_string()).unwrap();
    let mut here = document::read(&document::write(&visit), library).unwrap();
    let there = document::read(&raw, library).unwrap();
    assert!(here.edition().is_here() && there.edition().is_here());
    let mut other_way = there.clone();
    assert_eq!(here.merge(&there), Ok(()));
    assert_eq!(
        other_way.merge(&document::read(&document::write(&visit), library).unwrap()),
        Ok(())
    );
    assert_eq!(&*here.edition().revision, "2027-04-01");
    assert_eq!(here, other_way);
    // Where the newer one is not here, nobody can tell what is in it.
    let mut former = document::read(&document::write(&visit), both()).unwrap();
    let foreign = document::read(&raw, both()).unwrap();
    assert_eq!(former.merge(&foreign), Err(NotACopy::OtherEdition));
}

#[test]
fn the_customer_is_whoever_the_content_says() {
    let renamed = SECOND
        .replace("customer = \"customer\"", "customer = \"host\"")
        .replace("id = \"customer\"\nkind", "id = \"host\"\nkind");
    let library = playbook::from_json(&json_of(&renamed).to_string()).unwrap();
    let at = Stamp::new(NOW, 0, ONE);
    let id = EngagementId::coined(1);
    let visit = Engagement::new(id, "港の倉庫", library.default(), at).unwrap();
    assert_eq!(visit.customer(), "港の倉庫");
    let written = document::write(&visit);
    assert_eq!(written["fields"]["fact/host"]["value"], "港の倉庫");
    assert_eq!(document::read(&written, library), Ok(visit));
    assert_eq!(
        document::read(&written, shipped()).unwrap().customer(),
        "",
        "no name, and no refusal"
    );
}
