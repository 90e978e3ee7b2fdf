//! What becomes of the engagements of some files: shown as plans, for what is here under each id, and done as
//! a whole or not at all.

use std::slice::from_ref;

use kickoff::app::import_plan::{Applied, Choice, Here, Picked, Plan, apply, plans, plans_with};
use kickoff::app::notices::Direction;
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::id::EngagementId;
use kickoff::domain::merge::Side;
use kickoff::store::document;
use kickoff::store::engagements::Found;
use kickoff::store::key_value::StoreError;
use reactive_graph::traits::{GetUntracked, Set};
use serde_json::json;

use crate::Device;
use crate::device::START;
use crate::storage::Fault;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, field, library, playbook};

const SEATS: &str = "fact/seats";

/// A copy that has gone on elsewhere.
fn changed(engagement: &Engagement, edits: &[Edit], device: &Device) -> Engagement {
    let mut copy = engagement.clone();
    copy.apply(playbook(), edits, device.session.stamp()).unwrap();
    copy
}

fn plan(device: &Device, engagement: &Engagement) -> Plan {
    let mut all = plans(device.session, [engagement].into_iter());
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[track_caller]
fn is_done(applied: Applied) {
    assert!(matches!(applied, Applied::Done), "not done");
}

#[track_caller]
fn shown_anew(applied: Applied) -> Vec<Plan> {
    match applied {
        Applied::HasChanged(plans) => plans,
        _ => panic!("not shown anew"),
    }
}

/// The engagements that are kept, by their names.
fn kept(device: &Device) -> Vec<String> {
    let mut all = device.listed();
    all.sort();
    all
}

#[test]
fn what_was_decided_stays_when_one_more_file_is_open() {
    let here = bare_engagement(1);
    let device = Device::with(from_ref(&here));
    let there = changed(&here, &[edit(SEATS, "70")], &device);
    let former = plans(device.session, [&there].into_iter());
    assert_eq!(former[0].choice.get_untracked(), Choice::Merge);
    former[0].choice.set(Choice::KeepBoth);
    let other = bare_engagement(2);
    let all = plans_with(device.session, &former, [&there, &other].into_iter());
    assert_eq!(all.len(), 2);
    assert_eq!(all[0].choice.get_untracked(), Choice::KeepBoth);
    assert_eq!(all[1].here, Found::Missing);
    // What the files hold of it is something else by now.
    let later = changed(&there, &[edit(SEATS, "80")], &device);
    let anew = plans_with(device.session, &all, [&there, &later, &other].into_iter());
    assert_eq!(anew[0].choice.get_untracked(), Choice::Merge);
}

#[test]
fn what_is_new_comes_in_and_goes_again_by_one_step_back() {
    let here = bare_engagement(1);
    let device = Device::with(from_ref(&here));
    let (new, other) = (full_engagement(), bare_engagement(2));
    let plans = plans(device.session, [&new, &other, &here].into_iter());
    let found: Vec<&Found<Here>> = plans.iter().map(|it| &it.here).collect();
    assert_eq!(found, [&Found::Missing, &Found::Missing, &Found::Whole(Here::Same)]);
    assert_eq!(plans.iter().map(Plan::does_something).collect::<Vec<_>>(), [true, true, false]);
    is_done(apply(device.session, &plans));
    assert_eq!(device.kept(new.id()), Some(new.clone()));
    assert_eq!(device.kept(other.id()), Some(other.clone()));
    assert_eq!(device.said().unwrap().0, device.words().import_done());
    assert!(device.session.undo_or_redo(Direction::Back));
    assert_eq!([new.id(), other.id()].map(|it| device.kept(it)), [None, None]);
    assert_eq!(device.kept(here.id()), Some(here));
}

#[test]
fn copies_of_one_engagement_in_several_files_are_one_plan() {
    let device = Device::with(&[]);
    let one = bare_engagement(1);
    let there = changed(&one, &[edit(SEATS, "860")], &device);
    let plans = plans(device.session, [&one, &there].into_iter());
    assert_eq!(plans.len(), 1);
    is_done(apply(device.session, &plans));
    assert_eq!(device.kept(one.id()), Some(there));
}

#[test]
fn a_copy_of_another_edition_in_the_same_files_is_not_dropped() {
    let device = Device::with(&[]);
    let one = full_engagement();
    let mut written = document::write(&one);
    written["playbook"]["revision"] = json!("2031-04-01");
    let other = document::read(&written, library()).unwrap();
    for files in [[&one, &other], [&other, &one]] {
        let plans = plans(device.session, files.into_iter());
        let found: Vec<&Found<Here>> = plans.iter().map(|it| &it.here).collect();
        assert_eq!(found, [&Found::Missing, &Found::Whole(Here::Apart)]);
        is_done(apply(device.session, &plans));
        assert_eq!(device.listed().len(), 2, "the second is a copy of its own");
        assert_eq!(device.kept(one.id()).as_ref(), Some(files[0]));
        assert!(device.session.undo_or_redo(Direction::Back));
        assert!(device.listed().is_empty());
    }
}

#[test]
fn a_copy_of_another_edition_is_held_against_what_is_here_too() {
    let one = full_engagement();
    let mut written = document::write(&one);
    written["playbook"]["revision"] = json!("2031-04-01");
    let other = document::read(&written, library()).unwrap();
    let device = Device::with(from_ref(&one));
    let plans = plans(device.session, [&other, &one].into_iter());
    let found: Vec<&Found<Here>> = plans.iter().map(|it| &it.here).collect();
    assert_eq!(found, [&Found::Whole(Here::Apart), &Found::Whole(Here::Same)]);
    is_done(apply(device.session, &plans));
    assert_eq!(device.listed().len(), 2, "the same is not taken in as a copy");
}

#[test]
fn a_merge_takes_in_both_and_can_be_undone() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    let there = changed(&one, &[edit(SEATS, "860")], &device);
    device.open(one.id()).edit(vec![edit("fact/industry", "部品")]);
    let plan = plan(&device, &there);
    assert!(matches!(plan.here, Found::Whole(Here::Other(_))));
    assert!(plan.choice.get_untracked() == Choice::Merge && plan.does_something());
    is_done(apply(device.session, from_ref(&plan)));
    let merged = device.kept(one.id()).unwrap();
    assert_eq!(
        (merged.count(field(SEATS)), merged.text(field("fact/industry"))),
        (Some(860), "部品")
    );
    assert!(device.session.undo_or_redo(Direction::Back));
    assert_eq!(device.kept(one.id()).unwrap().count(field(SEATS)), None);
}

#[test]
fn what_was_decided_is_taken_and_nothing_else() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    let there = changed(&one, &[edit(SEATS, "860")], &device);
    device.wait(1_000);
    device.open(one.id()).edit(vec![edit(SEATS, "900")]);
    let plan = plan(&device, &there);
    assert!(!plan.is_decided());
    plan.flips.set(vec![(field(SEATS), Picked::Of(Side::There))]);
    assert!(plan.is_decided());
    is_done(apply(device.session, from_ref(&plan)));
    assert_eq!(device.kept(one.id()).unwrap().count(field(SEATS)), Some(860));
}

#[test]
fn what_was_typed_meanwhile_is_merged_and_never_written_over_unseen() {
    let one = bare_engagement(1);
    for (choice, flips, is_free) in [
        (Choice::Merge, vec![], true),
        (Choice::KeepBoth, vec![], true),
        (Choice::Replace, vec![], false),
        (Choice::Merge, vec![(field(SEATS), Picked::Of(Side::There))], false),
    ] {
        let device = Device::with(from_ref(&one));
        let there = changed(&one, &[edit(SEATS, "860")], &device);
        let editor = device.open(one.id());
        editor.edit(vec![edit(SEATS, "900")]);
        let plan = plan(&device, &there);
        plan.choice.set(choice);
        plan.flips.set(flips.clone());
        // Not even kept yet when it is applied.
        editor.type_into(field("fact/industry"), "部品");
        let applied = apply(device.session, from_ref(&plan));
        assert_eq!(device.kept(one.id()).unwrap().text(field("fact/industry")), "部品");
        if is_free {
            is_done(applied);
            continue;
        }
        assert_eq!(device.kept(one.id()).unwrap().count(field(SEATS)), Some(900));
        let anew = shown_anew(applied);
        assert_eq!(anew[0].choice.get_untracked(), choice, "what was decided still stands");
        assert_eq!(anew[0].flips.get_untracked(), flips);
        is_done(apply(device.session, &anew));
        assert_eq!(device.kept(one.id()).unwrap().count(field(SEATS)), Some(860));
    }
}

#[test]
fn what_came_and_went_meanwhile_is_decided_anew() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    let there = changed(&one, &[edit(SEATS, "860")], &device);
    let plan = plan(&device, &there);
    plan.choice.set(Choice::Replace);
    device.session.delete(one.id()).unwrap();
    let anew = shown_anew(apply(device.session, from_ref(&plan)));
    assert_eq!(anew[0].here, Found::Missing);
    assert_eq!(anew[0].choice.get_untracked(), Choice::KeepBoth, "a decision about what is gone");
    is_done(apply(device.session, &anew));
    assert_eq!(device.kept(one.id()), Some(there));
}

#[test]
fn both_are_kept_under_two_names() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    let there = changed(&one, &[edit(SEATS, "860")], &device);
    let plan = plan(&device, &there);
    plan.choice.set(Choice::KeepBoth);
    is_done(apply(device.session, from_ref(&plan)));
    assert_eq!(device.kept(one.id()), Some(one.clone()));
    let copy = format!("{} {}", one.customer(), device.words().copy_suffix());
    assert_eq!(kept(&device), [one.customer().to_owned(), copy]);
}

#[test]
fn what_cannot_be_read_is_mended_and_what_is_newer_left_alone() {
    let one = full_engagement();
    for (text, here, first) in [
        ("壊れた記録", Found::Damaged(()), Choice::Replace),
        ("kickoff-record 2 9 0 …", Found::Newer(()), Choice::KeepBoth),
    ] {
        let device = Device::with(from_ref(&one));
        for generation in ["a", "b"] {
            let key = format!("kickoff:/a/:eng/{}/{generation}", one.id());
            let text = match here {
                Found::Newer(()) => {
                    device.storage.all().get(&key).map(|it| it.replacen(" 1 ", " 2 ", 1))
                }
                _ => Some(text.to_owned()),
            };
            if let Some(text) = text {
                device.storage.put_behind(&key, &text);
            }
        }
        let before = device.storage.all();
        let plan = plan(&device, &one);
        assert_eq!((&plan.here, plan.choice.get_untracked()), (&here, first));
        is_done(apply(device.session, from_ref(&plan)));
        if here == Found::Damaged(()) {
            assert_eq!(device.kept(one.id()), Some(one.clone()));
            let all = device.storage.all();
            assert!(all.iter().any(|(key, it)| key.contains(":raw/") && it == text), "set aside");
        } else {
            let all = device.storage.all();
            assert!(before.iter().all(|(key, it)| all.get(key) == Some(it)), "left alone");
            assert_eq!(device.listed().len(), 2);
        }
    }
}

#[test]
fn without_room_nothing_of_it_is_done_and_how_much_it_takes_is_said() {
    let here = bare_engagement(1);
    let device = Device::with(from_ref(&here));
    device.session.with_store(|it| it.delete(&full_engagement(), START)).unwrap();
    let there = changed(&here, &[edit(SEATS, "860")], &device);
    let all: Vec<Engagement> = (2..6).map(bare_engagement).chain([there]).collect();
    let plans = plans(device.session, all.iter());
    device.storage.fail(Fault::Writing(StoreError::Full));
    let Applied::NotKept(Some(no_room)) = apply(device.session, &plans) else {
        panic!("not refused for want of room")
    };
    let size = |it: &Engagement| document::write(it).to_string().encode_utf16().count() as u64;
    let least: u64 = all.iter().map(size).sum();
    assert!(least < no_room.wanted, "{} units for {least}", no_room.wanted);
    let sizes: Vec<usize> = no_room.can_go.iter().map(|it| it.1).collect();
    assert_eq!(sizes, [1], "what is in the bin");
    device.storage.fail(Fault::Writing(StoreError::Blocked));
    assert!(matches!(apply(device.session, &plans), Applied::NotKept(None)));
    device.storage.fail(Fault::None);
    let ids: Vec<EngagementId> = all.iter().map(Engagement::id).collect();
    assert_eq!(ids.iter().filter(|it| device.kept(**it).is_some()).count(), 1);
    assert_eq!(device.kept(here.id()), Some(here));
}
