//! What is done to whole engagements, and the way back.

use std::slice::from_ref;

use kickoff::app::command_history::Done;
use kickoff::app::notices::Direction;
use kickoff::app::open_engagements::why_not_kept;
use kickoff::domain::engagement::Engagement;
use kickoff::i18n::words::Words;
use kickoff::store::engagements::{Found, SaveError};
use kickoff::store::key_value::StoreError;
use reactive_graph::traits::GetUntracked;

use crate::Device;
use crate::storage::Fault;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, field};

fn deleted_one() -> (Device, Engagement) {
    let one = full_engagement();
    let device = Device::with(&[one.clone(), bare_engagement(2)]);
    device.session.delete(one.id()).unwrap();
    device.session.did(Words::deleted_can_undo, vec![Done::Deleted(one.id())]);
    (device, one)
}

#[test]
fn a_deletion_goes_back_and_forth() {
    let (device, one) = deleted_one();
    let touched = device.session.list_changed.get_untracked();
    assert_eq!(device.said(), Some((device.words().deleted_can_undo().to_owned(), true)));
    assert_eq!(device.listed().len(), 1);
    for _ in 0..2 {
        assert!(device.session.undo_or_redo(Direction::Back));
        assert_eq!(device.said(), Some((device.words().taken_back().to_owned(), true)));
        assert_eq!(device.kept(one.id()), Some(one.clone()));
        assert!(!device.session.undo_or_redo(Direction::Back), "there is no more");
        assert!(device.session.undo_or_redo(Direction::Again));
        assert_eq!(device.said(), Some((device.words().deleted_can_undo().to_owned(), true)));
        assert_eq!(device.kept(one.id()), None);
    }
    assert!(touched < device.session.list_changed.get_untracked());
}

#[test]
fn any_edit_makes_an_end_of_it() {
    type Act = fn(&Device);
    let acts: [Act; 4] = [
        |it| it.editor().edit(vec![edit("fact/seats", "1")]),
        |it| it.editor().type_into(field("fact/industry"), "部"),
        |it| it.editor().undo(),
        |it| {
            it.editor().undo();
            it.editor().redo();
        },
    ];
    for act in acts {
        let (device, _) = deleted_one();
        let other = device.open(bare_engagement(2).id());
        // An edit of before, to be undone.
        other.edit(vec![edit("fact/seats", "5")]);
        device.session.did(Words::deleted_can_undo, Vec::new());
        assert_eq!(device.said().map(|it| it.1), Some(true));
        act(&device);
        assert_eq!(device.said(), None, "its button would lead nowhere");
        assert!(!device.session.undo_or_redo(Direction::Back));
        assert!(!device.session.undo_or_redo(Direction::Again));
    }
}

#[test]
fn what_another_tab_writes_of_it_makes_an_end_of_it_too() {
    let (one, other) = (bare_engagement(1), bare_engagement(2));
    for (written, is_left) in [(&one, false), (&other, true)] {
        let device = Device::with(&[one.clone(), other.clone()]);
        device.session.did(Words::import_done, vec![Done::Added(one.id())]);
        let key = format!("kickoff:/a/:eng/{}/a", written.id());
        let raw = device.storage.all().remove(&key).unwrap();
        device.session.written_elsewhere(&key, Some(&raw));
        assert_eq!(device.said().is_some(), is_left);
        assert_eq!(device.session.undo_or_redo(Direction::Back), is_left);
    }
}

#[test]
fn an_import_is_taken_back_in_the_editor_it_went_to() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    let mut file = one.clone();
    let stamp = device.session.stamp();
    file.apply(crate::support::playbook(), &[edit("fact/seats", "860")], stamp).unwrap();
    let editor = device.session.open_to_change(one.id()).unwrap();
    let is_step = editor.merge(&file, &[]).ok().unwrap();
    device.session.did(Words::import_done, vec![Done::in_editor(editor, is_step)]);
    let seats = || device.kept(one.id()).unwrap().count(field("fact/seats"));
    assert_eq!(seats(), Some(860));
    assert!(device.session.undo_or_redo(Direction::Back));
    assert_eq!(seats(), None);
    assert!(device.session.undo_or_redo(Direction::Again));
    assert_eq!(seats(), Some(860));
    // Taken in once more, nothing has changed, and there is no step to take back.
    let is_step = editor.merge(&file, &[]).ok().unwrap();
    assert!(matches!(Done::in_editor(editor, is_step), Done::Nothing));
    // Deleted and brought back by another tab, it is in another editor by then.
    device.session.delete(one.id()).unwrap();
    device.session.with_store(|it| it.undelete(one.id(), 5)).unwrap();
    device.session.open_to_change(one.id()).ok().unwrap();
    assert!(device.session.undo_or_redo(Direction::Back));
    let words = device.words();
    let why = [words.not_taken_back(), words.changed_elsewhere()].join(words.between_sentences());
    assert_eq!(device.said(), Some((why, false)));
    assert_eq!(seats(), Some(860));
}

#[test]
fn what_is_not_done_says_why_and_leaves_all_as_it_is() {
    let one = full_engagement();
    let device = Device::with(from_ref(&one));
    let words = device.words();
    for (error, why) in [
        (StoreError::Full, words.kept_full()),
        (StoreError::Blocked, words.kept_blocked()),
        (StoreError::NotKept, words.kept_blocked()),
    ] {
        device.storage.fail(Fault::Writing(error));
        let said = device.session.delete(one.id()).unwrap_err();
        assert_eq!(said, [words.not_binned(), why].join(words.between_sentences()));
        assert_eq!(said, why_not_kept(words, words.not_binned(), &SaveError::Store(error)));
        device.storage.fail(Fault::None);
        assert_eq!(device.kept(one.id()), Some(one.clone()));
    }
    // Another tab has deleted it meanwhile: the list has not known.
    device.session.with_store(|it| it.delete(&one, 5)).unwrap();
    let touched = device.session.list_changed.get_untracked();
    assert_eq!(device.session.delete(one.id()).unwrap_err(), words.changed_elsewhere());
    assert!(touched < device.session.list_changed.get_untracked());
}

#[test]
fn what_is_deleted_is_closed_and_what_waits_goes_along_to_the_bin() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    let editor = device.open(one.id());
    editor.edit(vec![edit("fact/seats", "860")]);
    device.session.delete(one.id()).unwrap();
    assert!(matches!(device.opened(), Ok(Found::Missing)));
    device.wait(10_000);
    device.session.on_timer();
    assert_eq!(device.kept(one.id()), None, "no editor writes it again");
    device.session.with_store(|it| it.undelete(one.id(), 5)).unwrap();
    assert_eq!(device.kept(one.id()).unwrap().count(field("fact/seats")), Some(860));
}

#[test]
fn a_part_of_what_failed_goes_without_the_bin() {
    let (one, other) = (bare_engagement(1), full_engagement());
    let device = Device::with(&[one.clone(), other.clone()]);
    let editor = device.session.open_to_change(one.id()).unwrap();
    editor.edit(vec![edit("fact/seats", "860")]);
    device.session.revert(Done::Changed(editor));
    device.session.revert(Done::Added(other.id()));
    assert_eq!(device.kept(one.id()).unwrap().count(field("fact/seats")), None);
    assert_eq!(device.listed().len(), 1);
    assert!(device.session.with_store(|it| it.backups()).unwrap().is_empty());
}
