//! An engagement comes to a newer revision.

use std::rc::Rc;

use kickoff::domain::engagement::{Edit, Engagement, NotACopy, NotNewer, Refusal};
use kickoff::domain::field::{Field, ItemField};
use kickoff::domain::id::ItemId;
use kickoff::domain::merge;
use kickoff::domain::revision::{Part, former, recheck, to_recheck};
use kickoff::domain::stamp::Clock;
use kickoff::domain::value::Value;
use kickoff::editor::{Editor, MergeError, SaveState};
use kickoff::store::document;
use kickoff::store::engagements::{EngagementStore, Found, Occasion};
use kickoff::store::key_value::{MemoryStore, StoreError};

use crate::storage::{Fault, Watched};
use crate::support::revision::SECOND;
use crate::{
    NOW, ONE, OTHER, both, change, edit, field, first, on_first, second, shipped, stamp, upgraded,
};

fn item(name: &str) -> ItemId {
    first().items().map(|(_, it)| it.id).find(|it| it.as_str() == name).unwrap()
}

fn rechecked(engagement: &Engagement) -> Vec<&'static str> {
    to_recheck(engagement).into_iter().map(ItemId::as_str).collect()
}

/// With marks on rows that are said otherwise, gone and as they were, and something of all that is gone.
fn marked() -> Engagement {
    let mut it = on_first();
    let edits = [
        edit("item/out.ftc/mark", "done"),
        edit("item/out.ftc/evidence", "部長が理解を確認"),
        edit("item/over.business/mark", "waived: 前回と同じ"),
        edit("item/over.services/mark", "done"),
        edit("item/in.account-team/mark", "done"),
        edit("item/in.account-team/note", "担当は佐藤"),
        edit("answer/combine-assessment", "yes"),
        edit("fact/fiscal-year", "4 月から"),
        edit("services/sds", "true"),
    ];
    change(&mut it, &edits, ONE);
    it
}

#[test]
fn everything_stays_and_what_was_said_otherwise_wants_another_look() {
    let before = marked();
    assert!(to_recheck(&before).is_empty() && former(&before).is_empty());
    let after = upgraded(&before, ONE);
    for (field, recorded) in before.fields() {
        assert_eq!(after.recorded(field), Some(recorded), "{field}");
    }
    assert_eq!(&*after.edition().revision, SECOND);
    assert_eq!(after.playbook().playbook.revision, second().playbook.revision);
    assert_eq!(rechecked(&after), ["over.business", "out.ftc"], "in the playbook's order");
    let since = recheck(&after, item("out.ftc")).unwrap();
    assert_eq!(since.playbook.revision, first().playbook.revision);
    assert_ne!(before.version(), after.version(), "it is news to the list and to other copies");
    let told: Vec<(Part, usize)> =
        former(&after).into_iter().map(|it| (it.part, it.fields.len())).collect();
    let named = |address| match field(address) {
        Field::Fact(id) => Part::Fact(id),
        Field::Answer(id) => Part::Question(id),
        Field::Item(id, _) => Part::Item(id),
        Field::Exists(_, kickoff::domain::id::EntryId::Named(id)) => Part::Service(id),
        other => panic!("{other}"),
    };
    let wanted = [
        (named("fact/fiscal-year"), 1),
        (named("services/sds"), 1),
        (named("answer/combine-assessment"), 1),
        (named("item/in.account-team/note"), 2),
    ];
    assert_eq!(told, wanted);
}

#[test]
fn a_mark_counts_for_the_text_that_was_in_front_of_whoever_made_it() {
    let mut it = upgraded(&marked(), ONE);
    // By the new text, so there is nothing to look at again.
    change(&mut it, &[edit("item/ftop.994/mark", "done")], ONE);
    assert!(recheck(&it, item("ftop.994")).is_none());
    assert_eq!(it.marked_by(item("ftop.994")).playbook.revision, second().playbook.revision);
    // Said once more, it is not confirmed: whoever ticks all rows at once has read none.
    change(&mut it, &[edit("item/out.ftc/mark", "done")], ONE);
    assert!(recheck(&it, item("out.ftc")).is_some());
    // Confirmed.
    change(&mut it, &[edit("item/out.ftc/revision", SECOND)], ONE);
    assert!(recheck(&it, item("out.ftc")).is_none());
    assert!(it.mark(item("out.ftc")).is_some());
    // Taken away and made again.
    change(&mut it, &[edit("item/over.business/mark", "")], ONE);
    assert!(recheck(&it, item("over.business")).is_none(), "there is no mark");
    assert_eq!(it.value(field("item/over.business/revision")), None);
    change(&mut it, &[edit("item/over.business/mark", "done")], ONE);
    assert!(recheck(&it, item("over.business")).is_none());
    assert!(to_recheck(&it).is_empty());
}

#[test]
fn what_is_undone_is_as_it_was_with_the_text_it_was_made_by() {
    let mut it = upgraded(&marked(), ONE);
    let before = it.clone();
    let playbook = it.playbook();
    let edits = [edit("item/out.ftc/mark", ""), edit("item/ftop.994/mark", "done")];
    let inverse = it.apply(playbook, &edits, stamp(ONE)).unwrap();
    assert_eq!(rechecked(&it), ["over.business"]);
    it.apply(playbook, &inverse, stamp(ONE)).unwrap();
    assert_eq!(rechecked(&it), rechecked(&before));
    for (field, _) in it.fields() {
        assert_eq!(it.value(field), before.value(field), "{field}");
    }
}

#[test]
fn before_there_is_a_second_revision_nothing_is_noted_beside_a_mark() {
    let written = document::as_text(&marked());
    assert!(!written.contains("/revision"), "{written}");
}

#[test]
fn there_is_no_way_back_and_none_to_something_else() {
    let mut it = upgraded(&marked(), ONE);
    let before = it.clone();
    assert_eq!(it.upgrade(second(), stamp(ONE)), Err(NotNewer));
    assert_eq!(it.upgrade(first(), stamp(ONE)), Err(NotNewer));
    let by_hand = [Edit { field: Field::Revision, value: None }];
    let refused = it.apply(second(), &by_hand, stamp(ONE));
    assert_eq!(refused, Err(Refusal::UnknownField(Field::Revision)));
    assert_eq!(it, before);
    assert!(it.edits_to(&marked()).iter().all(|it| it.field != Field::Revision));
}

#[test]
fn of_two_copies_the_newer_revision_stays_and_what_was_written_on_the_former_wants_a_look() {
    let base = marked();
    let newer = upgraded(&base, ONE);
    let mut former = base;
    change(
        &mut former,
        &[edit("item/ftop.994/mark", "done"), edit("fact/fiscal-year", "7 月から")],
        OTHER,
    );
    let [mut one, mut other] = [newer.clone(), former.clone()];
    one.merge(&former).unwrap();
    other.merge(&newer).unwrap();
    assert_eq!(one, other);
    assert_eq!(document::as_text(&one), document::as_text(&other));
    assert_eq!(&*one.edition().revision, SECOND);
    assert_eq!(rechecked(&one), ["over.business", "ftop.994", "out.ftc"]);
    let differences = merge::review(second(), &newer, &former).unwrap();
    let fields: Vec<String> = differences.iter().map(|it| it.field.to_string()).collect();
    assert_eq!(
        fields,
        ["item/ftop.994/mark", "fact/fiscal-year"]
            .map(str::to_owned)
            .into_iter()
            .rev()
            .collect::<Vec<_>>()
    );
}

#[test]
fn in_a_review_a_mark_is_one_difference_with_the_text_that_it_was_made_by() {
    let here = upgraded(&marked(), ONE);
    let mut there = here.clone();
    let edits = [edit("item/ftop.994/mark", "done"), edit("item/out.ftc/revision", SECOND)];
    change(&mut there, &edits, OTHER);
    let differences = merge::review(second(), &here, &there).unwrap();
    let mut fields: Vec<String> = differences.iter().map(|it| it.field.to_string()).collect();
    fields.sort();
    // What was only confirmed is told by itself.
    assert_eq!(fields, ["item/ftop.994/mark", "item/out.ftc/revision"]);
}

#[test]
fn without_the_newer_revision_nothing_is_merged_and_nothing_is_lost() {
    let base = marked();
    let newer = upgraded(&base, ONE);
    let written = document::write(&newer);
    let foreign = document::read(&written, shipped()).unwrap();
    assert!(!foreign.edition().is_here());
    assert_eq!(document::write(&foreign), written);
    let mut here = document::read(&document::write(&base), shipped()).unwrap();
    assert_eq!(here.merge(&foreign), Err(NotACopy::OtherEdition));
}

fn store(
    library: &'static kickoff::domain::library::Library,
    on: &Rc<MemoryStore>,
) -> EngagementStore<Rc<MemoryStore>> {
    EngagementStore::new(Rc::clone(on), "/", library)
}

fn editor(engagement: Engagement) -> Editor {
    Editor::new(engagement, Clock::new(ONE))
}

#[test]
fn the_editor_keeps_a_copy_of_before_and_starts_a_new_history() {
    let storage = Rc::new(MemoryStore::default());
    let store = store(both(), &storage);
    let mut editor = editor(marked());
    editor.edit(&[edit("item/goal.needs/mark", "done")], &store, NOW).unwrap();
    assert!(editor.can_undo());
    let before = editor.engagement().clone();
    editor.upgrade(second(), &store, NOW + 1).unwrap();
    assert!(!editor.can_undo() && !editor.can_redo());
    assert_eq!(editor.save_state(), &SaveState::Saved);
    let Found::Whole(kept) = store.load(before.id()).unwrap() else { panic!("not kept") };
    assert_eq!(*kept, *editor.engagement());
    let copies = store.backups().unwrap();
    let copy = copies.iter().find(|it| it.occasion == Some(Occasion::BeforeUpgrade)).unwrap();
    assert_eq!(store.read_kept(&copy.key).unwrap(), before);
    assert_eq!(editor.upgrade(first(), &store, NOW + 2), Err(MergeError::NotNewer(NotNewer)));
}

#[test]
fn another_tab_that_is_still_on_the_former_comes_along() {
    let storage = Rc::new(MemoryStore::default());
    let [here, there] = [store(both(), &storage), store(both(), &storage)];
    let mut one = editor(marked());
    one.keep(&here, NOW);
    let mut other = Editor::new(one.engagement().clone(), Clock::new(OTHER));
    one.upgrade(second(), &here, NOW + 1).unwrap();
    // The other one has not heard of it yet, and saves.
    other.edit(&[edit("item/ftop.994/mark", "done")], &there, NOW + 2).unwrap();
    assert_eq!(&*other.engagement().edition().revision, SECOND);
    assert!(!other.can_undo(), "by the former text");
    assert_eq!(rechecked(other.engagement()), ["over.business", "ftop.994", "out.ftc"]);
    one.adopt(other.engagement(), NOW + 3).unwrap();
    assert_eq!(one.engagement(), other.engagement());
    // An older version of the app, without the newer revision, writes nothing over it.
    let Found::Whole(kept) = store(both(), &storage).load(one.engagement().id()).unwrap() else {
        panic!()
    };
    assert_eq!(*kept, *one.engagement());
    let old = store(shipped(), &storage);
    let mut before = document::read(&document::write(&marked()), shipped()).unwrap();
    before
        .apply(
            crate::support::playbook(),
            &[Edit::set(Field::Fact(before.roles().customer), Value::Text("別名".into()))],
            stamp(OTHER),
        )
        .unwrap();
    assert!(old.save(&before, NOW + 4).is_err());
    let Found::Whole(kept) = store(both(), &storage).load(one.engagement().id()).unwrap() else {
        panic!()
    };
    assert_eq!(*kept, *one.engagement());
}

#[test]
fn if_there_is_no_room_nothing_has_happened() {
    let storage = Rc::new(Watched::default());
    let store = EngagementStore::new(Rc::clone(&storage), "/", both());
    let mut editor = editor(marked());
    editor.keep(&store, NOW);
    let before = editor.engagement().clone();
    storage.fail(Fault::Writing(StoreError::Full));
    let failed = editor.upgrade(second(), &store, NOW + 1);
    assert!(
        matches!(failed, Err(MergeError::NoSafetyCopy(_) | MergeError::NotKept(_))),
        "{failed:?}"
    );
    assert_eq!(*editor.engagement(), before);
}

#[test]
fn the_history_tells_of_it_and_of_what_was_confirmed_but_not_twice_of_a_mark() {
    let mut it = upgraded(&marked(), ONE);
    change(&mut it, &[edit("item/ftop.994/mark", "done")], ONE);
    change(&mut it, &[edit("item/out.ftc/revision", SECOND)], ONE);
    let told: Vec<Field> = it.history().iter().map(|it| it.field).take(3).collect();
    let of = |name, part| Field::Item(item(name), part);
    assert_eq!(
        told,
        [of("out.ftc", ItemField::Revision), of("ftop.994", ItemField::Mark), Field::Revision]
    );
}
