//! One engagement on the screen: when it is kept, what wakes, what is undone.

use std::slice::from_ref;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kickoff::app::editor_handle::EditorHandle;
use kickoff::domain::field::{Field, Topic};
use kickoff::domain::register::{Register, people, services};
use kickoff::editor::SaveState;
use kickoff::store::key_value::StoreError;
use reactive_graph::graph::untrack;
use reactive_graph::owner::Owner;
use reactive_graph::traits::GetUntracked;

use crate::Device;
use crate::device::START;
use crate::storage::Fault;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{coined, edit, field};

fn with_one() -> (Device, EditorHandle) {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    let editor = device.open(one.id());
    (device, editor)
}

#[test]
fn typing_is_kept_after_a_pause_and_said_to_be_only_then() {
    let (device, editor) = with_one();
    editor.type_into(field("fact/industry"), "部");
    assert_eq!(untrack(|| editor.save_state()), None, "saving");
    assert!(editor.is_unsaved());
    device.wait(200);
    editor.type_into(field("fact/industry"), "部品");
    // A moment after the first letter, however fast somebody types.
    device.wait(50);
    assert_eq!(untrack(|| editor.save_state()), Some(SaveState::Saved));
    assert_eq!(device.kept(editor.id).unwrap().text(field("fact/industry")), "部品");
    let writes = device.storage.operations();
    device.wait(10_000);
    assert_eq!(device.storage.operations(), writes, "nothing waits any more");
}

#[test]
fn whoever_leaves_keeps_what_was_typed() {
    let (device, editor) = with_one();
    editor.type_into(field("fact/industry"), "部品");
    device.go("#/");
    assert_eq!(device.kept(editor.id).unwrap().text(field("fact/industry")), "部品");
    assert!(!device.session.is_unsaved());
    // The same editor, with what can be undone of it.
    let again = device.open(editor.id);
    assert!(untrack(|| again.can_undo()));
}

#[test]
fn undo_in_the_middle_of_typing_shows_it_first_and_then_takes_it_back() {
    let (device, editor) = with_one();
    editor.edit(vec![edit("fact/industry", "機械")]);
    device.wait(5_000);
    editor.type_into(field("fact/industry"), "機械部品");
    editor.undo();
    assert_eq!(editor.peek(|it| it.text(field("fact/industry")).to_owned()), "機械部品");
    device.draw();
    assert_eq!(editor.peek(|it| it.text(field("fact/industry")).to_owned()), "機械");
    editor.redo();
    assert_eq!(editor.peek(|it| it.text(field("fact/industry")).to_owned()), "機械部品");
}

#[test]
fn a_tick_is_kept_at_once_and_what_follows_from_it_is_shown_when_it_is_painted() {
    let (device, editor) = with_one();
    let owner = Owner::new();
    let progress = owner.with(|| editor.progress());
    let closed = || untrack(|| progress.get_untracked()).all.closed;
    let before = closed();
    let told = Arc::new(AtomicUsize::new(0));
    let tick = |code: &'static str| {
        let told = Arc::clone(&told);
        let then = move || _ = told.fetch_add(1, Ordering::Relaxed);
        editor.edit_seen_first(vec![edit(code, "done")], then);
    };
    tick("item/over.business/mark");
    assert!(device.kept(editor.id).unwrap().value(field("item/over.business/mark")).is_some());
    assert_eq!(untrack(|| editor.save_state()), Some(SaveState::Saved));
    assert!(untrack(|| editor.can_undo()));
    assert_eq!((closed(), told.load(Ordering::Relaxed)), (before, 0));
    device.draw();
    assert_eq!((closed(), told.load(Ordering::Relaxed)), (before + 1, 1));
    // Whatever else is done before that shows both.
    tick("item/over.services/mark");
    editor.undo();
    assert_eq!(closed(), before + 1);
    device.draw();
    assert_eq!((closed(), told.load(Ordering::Relaxed)), (before + 1, 2));
}

#[test]
fn what_could_not_be_kept_is_told_from_everywhere_and_tried_again() {
    let (device, editor) = with_one();
    device.storage.fail(Fault::Writing(StoreError::Full));
    editor.edit(vec![edit("fact/seats", "860")]);
    assert!(matches!(untrack(|| editor.save_state()), Some(SaveState::NotSaved(_))));
    device.go("#/");
    assert_eq!(untrack(|| device.session.unsaved()).len(), 1);
    assert!(device.session.is_unsaved());
    device.wait(20_000);
    device.session.on_timer();
    assert_eq!(untrack(|| device.session.unsaved()).len(), 1);
    device.storage.fail(Fault::None);
    device.wait(20_000);
    device.session.on_timer();
    assert!(untrack(|| device.session.unsaved()).is_empty());
    assert_eq!(device.kept(editor.id).unwrap().count(field("fact/seats")), Some(860));
}

#[test]
fn an_edit_wakes_only_what_shows_something_of_it() {
    let full = full_engagement();
    let device = Device::with(from_ref(&full));
    let editor = device.open(full.id());
    let asked = [(); 3].map(|()| Arc::new(AtomicUsize::new(0)));
    let person = coined(77);
    editor.add_fresh(Register::People, person);
    let count = |at: usize| {
        let asked = Arc::clone(&asked[at]);
        move || asked.fetch_add(1, Ordering::Relaxed)
    };
    let (seats, people, whole) = (count(0), count(1), count(2));
    let owner = Owner::new();
    owner.with(|| {
        let seats = editor.select_of(Topic::Field(field("fact/seats")), move |it| {
            seats();
            it.count(field("fact/seats"))
        });
        let people = editor.select_of(Topic::Register(Register::People), move |it| {
            people();
            it.entries(Register::People).count()
        });
        let whole = editor.select(move |it| {
            whole();
            it.filled()
        });
        let look = || (seats.get_untracked(), people.get_untracked(), whole.get_untracked());
        let asked = || [0, 1, 2].map(|it: usize| asked[it].load(Ordering::Relaxed));
        let first = look();
        assert_eq!(asked(), [1, 1, 1]);
        editor.edit(vec![edit("fact/industry", "玩具")]);
        assert_eq!(look().0, first.0);
        assert_eq!(asked(), [1, 1, 2]);
        editor.edit(vec![edit("fact/seats", "861")]);
        assert_eq!(look().0, Some(861));
        assert_eq!(asked(), [2, 1, 3]);
        // A person's name is of the register, but does not change how many there are.
        let name = Field::Entry(Register::People, person, people::NAME);
        editor.type_into(name, "佐藤 恵子");
        editor.flush();
        assert_eq!(look().1, first.1);
        assert_eq!(asked(), [2, 2, 4]);
        // The same again is no change.
        editor.edit(vec![edit("fact/seats", "861")]);
        look();
        assert_eq!(asked(), [2, 2, 4]);
    });
}

#[test]
fn a_state_waits_for_its_reason_until_what_is_recorded_changes() {
    let (_device, editor) = with_one();
    let item = crate::support::item("ftop.994");
    let awaited = || untrack(|| editor.awaited(item));
    editor.wait_for_reason(item, "waived");
    assert_eq!(awaited(), Some("waived"));
    editor.edit(vec![edit("item/ftop.994/note", "later")]);
    assert_eq!(awaited(), Some("waived"), "a note decides nothing");
    editor.edit(vec![edit("item/ftop.994/mark", "done")]);
    assert_eq!(awaited(), None);
    editor.wait_for_reason(item, "waived");
    editor.choose(edit("item/ftop.994/mark", ""), false);
    assert_eq!(awaited(), None);
}

#[test]
fn a_choice_that_the_keyboard_comes_by_is_recorded_where_it_stops() {
    let (device, editor) = with_one();
    let motion = || {
        let kept = device.kept(editor.id).unwrap();
        kept.value(field("answer/motion")).map(|it| it.typed())
    };
    let before = motion();
    editor.choose(edit("answer/motion", "customer-health"), true);
    device.wait(10_000);
    assert_eq!(motion(), before);
    editor.choose(edit("answer/motion", "rfa"), true);
    editor.flush();
    assert_eq!(motion(), Some("rfa".to_owned()));
    editor.undo();
    assert_eq!(motion(), before, "one step");
}

#[test]
fn entries_that_nobody_wrote_in_go_with_the_page() {
    let (device, editor) = with_one();
    let (blank, named) = (coined(1), coined(2));
    editor.add_fresh(Register::People, blank);
    editor.add_fresh(Register::People, named);
    editor.type_into(Field::Entry(Register::People, named, people::NAME), "田中");
    device.session.flush();
    device.session.drop_blanks();
    let kept = device.kept(editor.id).unwrap();
    assert_eq!(kept.entries(Register::People).collect::<Vec<_>>(), [named]);
}

#[test]
fn the_copy_of_the_day_is_made_once_a_day() {
    let (device, editor) = with_one();
    editor.edit(vec![edit("fact/seats", "860"), edit("fact/industry", "部品")]);
    let copies = || device.session.with_store(|it| it.backups()).unwrap().len();
    device.session.on_timer();
    let first = copies();
    device.wait(60_000);
    editor.edit(vec![edit("fact/seats", "870")]);
    device.session.on_timer();
    assert_eq!(copies(), first);
    device.wait(24 * 3_600_000);
    device.session.on_timer();
    assert_eq!(copies(), first + 1);
    assert_eq!(device.session.now.get_untracked(), device.outside.now.get());
    assert!(START < device.outside.now.get());
}

#[test]
fn what_is_filled_in_for_all_is_a_loose_end_until_it_is_written() {
    let (device, editor) = with_one();
    assert!(!device.session.has_loose_ends());
    editor.set_same(services::REASON, "更新");
    assert!(device.session.has_loose_ends());
    assert_eq!(untrack(|| editor.same(services::REASON)), "更新");
    editor.set_same(services::REASON, "");
    assert!(!device.session.has_loose_ends());
    device.outside.is_dialog_typed_in.set(true);
    assert!(device.session.has_loose_ends());
    device.outside.is_dialog_typed_in.set(false);
    *device.outside.half_typed.borrow_mut() = Some(("期限".to_owned(), true));
    assert!(device.session.has_loose_ends());
}

#[test]
fn nothing_is_changed_in_an_editor_that_is_read_only() {
    let full = full_engagement();
    let device = Device::with(&[bare_engagement(1)]);
    let editor = device.session.read_only(full.clone());
    editor.edit(vec![edit("fact/seats", "1")]);
    editor.type_into(field("fact/industry"), "x");
    editor.choose(edit("answer/motion", "rfa"), true);
    editor.flush();
    device.wait(1_000);
    assert!(editor.peek(|it| *it == full));
    assert_eq!(device.kept(full.id()), None);
}
