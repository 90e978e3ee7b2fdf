//! Each rule of the team folder by its name.

use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::store::import;
use kickoff::store::team_folder::{DeviceId, FolderError};

use crate::device::{Device, copy_all};
use crate::support::{edit, field, library};

fn two() -> (Device, Device, EngagementId) {
    let (mut one, other) = (Device::new(1), Device::new(2));
    let id = one.create(7, "コントソ製作所");
    (one, other, id)
}

/// What one has is brought to the other, which looks at it.
fn meet(from: &mut Device, to: &mut Device) {
    from.wait(10_000);
    from.sync();
    copy_all(from, to);
    to.wait(10_000);
    to.sync();
}

#[test]
fn an_engagement_comes_to_a_device_that_never_had_it_and_an_edit_comes_back() {
    let (mut one, mut other, id) = two();
    one.sync();
    copy_all(&one, &other);
    let round = other.sync();
    assert_eq!((round.came.len(), round.came[0].is_new, round.wrote), (1, true, 0));
    assert_eq!(round.came[0].customer, "コントソ製作所");
    other.edit(id, &[edit("fact/seats", "860")]);
    other.wait(10_000);
    assert_eq!(other.sync().wrote, 1);
    copy_all(&other, &one);
    one.wait(10_000);
    let round = one.sync();
    assert_eq!((round.came.len(), round.came[0].is_new, round.wrote), (1, false, 0));
    assert_eq!(one.get(id).count(field("fact/seats")), Some(860));
    assert_eq!(one.replica.names().len(), 2, "{:?}", one.replica.names());
}

#[test]
fn what_was_written_apart_is_on_both_and_only_one_of_them_has_to_say_it() {
    let (mut one, mut other, id) = two();
    meet(&mut one, &mut other);
    one.edit(id, &[edit("fact/seats", "860")]);
    other.edit(id, &[edit("fact/industry", "部品")]);
    one.sync();
    meet(&mut other, &mut one);
    copy_all(&one, &other);
    other.wait(10_000);
    other.sync();
    assert!(one.get(id) == other.get(id));
    assert_eq!(one.get(id).text(field("fact/industry")), "部品");
}

#[test]
fn a_file_is_an_ordinary_export_that_says_who_wrote_it_when() {
    let (mut one, _, id) = two();
    one.sync();
    let text = one.replica.text(&one.file_of(id));
    let opened = import::open(text.as_bytes(), library()).unwrap();
    assert!(opened.engagements == [one.get(id)] && !opened.is_changed);
    let by = opened.by.unwrap();
    assert_eq!((&*by.device, &*by.who), ("0000000000000001", "担当 1"));
    assert_eq!(by.at, "2026-09-18T01:15:00.000Z");
}

#[test]
fn who_wrote_last_is_who_worked_last() {
    let (mut one, mut other, id) = two();
    meet(&mut one, &mut other);
    other.wait(60_000);
    other.edit(id, &[edit("fact/seats", "860")]);
    meet(&mut other, &mut one);
    for device in [&one, &other] {
        let latest = device.memory.latest(|it| device.has(it));
        assert_eq!(latest.len(), 1);
        assert_eq!((&*latest[0].by.who, latest[0].is_here), ("担当 2", true));
    }
}

#[test]
fn what_was_deleted_here_does_not_come_back_by_itself_and_can_be_had() {
    for is_in_bin in [true, false] {
        let (mut one, mut other, id) = two();
        meet(&mut one, &mut other);
        other.own.engagements.borrow_mut().remove(&id);
        if is_in_bin {
            other.own.bin.borrow_mut().insert(id);
        }
        one.edit(id, &[edit("fact/seats", "860")]);
        meet(&mut one, &mut other);
        other.reload();
        assert!(other.sync().came.is_empty() && !other.has(id));
        let absent = other.memory.absent(|it| other.own.engagements.borrow().contains_key(&it));
        assert_eq!(absent.len(), 1);
        assert_eq!((absent[0].id, &*absent[0].customer), (id, "コントソ製作所"));
        other.memory.want(id);
        let round = other.sync();
        assert!(round.came[0].is_new && other.get(id) == one.get(id));
        // The others have not lost it for a moment.
        assert!(one.replica.names().contains(&one.file_of(id)));
    }
}

#[test]
fn a_file_that_somebody_has_deleted_is_written_anew_if_nobody_else_says_the_same() {
    let (mut one, mut other, id) = two();
    meet(&mut one, &mut other);
    let name = one.file_of(id);
    for device in [&one, &other] {
        device.replica.files.borrow_mut().clear();
    }
    one.wait(10_000);
    assert_eq!(one.sync().wrote, 1);
    assert!(one.replica.names().contains(&name));
    copy_all(&one, &other);
    other.wait(10_000);
    assert_eq!(other.sync().wrote, 0);
}

#[test]
fn a_conflict_copy_is_one_more_copy_and_is_left_as_it_is() {
    let (mut one, mut other, id) = two();
    meet(&mut one, &mut other);
    one.edit(id, &[edit("fact/seats", "860")]);
    one.wait(10_000);
    one.sync();
    let name = one.file_of(id).replace(".json", " (SATO-PC の競合コピー 2026-11-22).json");
    let text = one.replica.text(&one.file_of(id));
    other.replica.put(&name, text.clone(), 5);
    let round = other.sync();
    assert_eq!((round.came.len(), round.wrote), (1, 0));
    assert_eq!(other.get(id).count(field("fact/seats")), Some(860));
    other.edit(id, &[edit("fact/seats", "900")]);
    other.wait(10_000);
    other.sync();
    assert_eq!(other.replica.text(&name), text);
}

#[test]
fn an_older_state_of_our_own_file_is_written_over() {
    let (mut one, _, id) = two();
    one.sync();
    let old = one.replica.text(&one.file_of(id));
    one.edit(id, &[edit("fact/seats", "860")]);
    one.wait(10_000);
    one.sync();
    let new = one.replica.text(&one.file_of(id));
    one.replica.put(&one.file_of(id), old, 99);
    one.wait(10_000);
    assert_eq!(one.sync().wrote, 1);
    assert_eq!(one.replica.text(&one.file_of(id)).len(), new.len());
    assert_eq!(one.memory.device, DeviceId(1));
}

#[test]
fn two_devices_that_go_by_one_number_part() {
    // A browser's profile was copied to another machine.
    let (mut one, mut twin) = (Device::new(1), Device::new(1));
    let id = one.create(7, "コントソ製作所");
    twin.add(&one.get(id));
    one.sync();
    copy_all(&one, &twin);
    let mut other = Device::new(2);
    other.add(&one.get(id));
    other.edit(id, &[edit("fact/seats", "860")]);
    one.add(&other.get(id));
    one.wait(10_000);
    one.sync();
    copy_all(&one, &twin);
    twin.edit(id, &[edit("fact/industry", "部品")]);
    twin.wait(10_000);
    twin.sync();
    assert!(twin.memory.device != one.memory.device);
    assert_eq!(twin.replica.written.borrow().as_slice(), [twin.file_of(id)]);
    copy_all(&twin, &one);
    one.wait(10_000);
    one.sync();
    assert!(one.get(id) == twin.get(id));
}

#[test]
fn a_file_that_was_exported_to_there_by_hand_is_taken_in_with_all_that_is_in_it() {
    let mut one = Device::new(1);
    let saved = include_str!("../saves/contoso.kickoff.json");
    one.replica.put("2026-11-22-コントソ株式会社-kickoff.json", saved, 5);
    let round = one.sync();
    assert!(round.came.len() == 1 && round.came[0].is_new);
    assert_eq!(one.replica.text("2026-11-22-コントソ株式会社-kickoff.json"), saved);
}

#[test]
fn what_has_not_changed_is_not_read_again_and_what_was_changed_a_moment_ago_is() {
    let (mut one, mut other, _) = two();
    meet(&mut one, &mut other);
    other.wait(10_000);
    other.sync();
    other.replica.read.borrow_mut().clear();
    other.wait(10_000);
    other.sync();
    assert!(other.replica.read.borrow().is_empty());
    // Of the same size, at the same time by a clock of two seconds.
    let name = other.replica.names().pop_first().unwrap();
    let now = other.own.now.get();
    let text = other.replica.text(&name);
    other.replica.put(&name, text.clone(), now);
    other.sync();
    other.replica.put(&name, text.replace("コントソ製作所", "コントソ制作所"), now);
    other.wait(10_000);
    other.sync();
    assert_eq!(other.replica.read.borrow().len(), 2);
}

#[test]
fn an_end_in_the_middle_of_a_round_loses_nothing() {
    let (mut one, mut other, id) = two();
    let second = one.create(8, "アドベンチャー ワークス");
    one.sync();
    copy_all(&one, &other);
    *other.replica.on_read.borrow_mut() = Some((second.to_string(), FolderError::NoPermission));
    let (round, done) = other.try_sync();
    assert_eq!(done, Err(FolderError::NoPermission));
    assert_eq!(round.came.len(), 1);
    assert!(other.has(id) && !other.has(second));
    *other.replica.on_read.borrow_mut() = None;
    assert_eq!(other.sync().came.len(), 1);
    assert!(other.get(second).value(Field::Fact(other.get(second).roles().customer)).is_some());
}
