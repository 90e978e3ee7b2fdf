//! What becomes of the engagements of some files: shown as plans, for what is here under each id, and done as
//! a whole or not at all.

use std::cell::Cell;
use std::future::Future;
use std::ops::Range;
use std::pin::pin;
use std::slice::from_ref;
use std::task::{Context, Poll, Waker};

use kickoff::app::import_plan::{
    self, Applied, Cancelled, Choice, FileRead, Here, NotRead, Pace, Picked, Plan,
};
use kickoff::app::notices::Direction;
use kickoff::app::session::Session;
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::id::EngagementId;
use kickoff::domain::merge::Side;
use kickoff::output::file;
use kickoff::store::document;
use kickoff::store::engagements::Found;
use kickoff::store::import::FileError;
use kickoff::store::import::source::{Source, Unreadable, Withheld};
use kickoff::store::key_value::StoreError;
use reactive_graph::traits::{GetUntracked, Set, WithUntracked};
use serde_json::json;

use crate::Device;
use crate::device::START;
use crate::shelf::Wrong;
use crate::storage::Fault;
use crate::support::contoso::{bare_engagement, full_engagement};
use crate::support::{edit, field, library, playbook};

const SEATS: &str = "fact/seats";

fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    // The archive answers when it is asked for a second time.
    for _ in 0..100_000 {
        if let Poll::Ready(it) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return it;
        }
    }
    panic!("it is never done")
}

/// A file somewhere; without bytes, it is gone.
struct File(Option<Vec<u8>>);

impl Source for File {
    fn size(&self) -> u64 {
        self.0.as_ref().unwrap().len() as u64
    }

    async fn part(&self, bytes: Range<u64>) -> Result<Vec<u8>, Withheld> {
        let of = |it: u64| usize::try_from(it).unwrap();
        Ok(self.0.as_ref().ok_or(Withheld)?[of(bytes.start)..of(bytes.end)].to_vec())
    }
}

/// Goes on for so many steps.
struct Steps(Cell<u64>);

impl Steps {
    fn all() -> Steps {
        Steps(Cell::new(u64::MAX))
    }
}

impl Pace for Steps {
    async fn step(&self, done: u64, of: u64) -> Result<(), Cancelled> {
        assert!(done <= of, "{done} of {of}");
        let left = self.0.get().checked_sub(1).ok_or(Cancelled)?;
        self.0.set(left);
        Ok(())
    }
}

const NO_FILES: [File; 0] = [];

fn plans<'a>(session: Session, all: impl Iterator<Item = &'a Engagement>) -> Vec<Plan> {
    plans_with(session, &[], all)
}

fn plans_with<'a>(
    session: Session,
    former: &[Plan],
    all: impl Iterator<Item = &'a Engagement>,
) -> Vec<Plan> {
    now(import_plan::plans_with(session, former, &NO_FILES, all.cloned())).unwrap()
}

fn apply(session: Session, plans: &[Plan]) -> Applied {
    now(import_plan::apply(session, plans, &NO_FILES, &Steps::all()))
}

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

/// A file as the app writes it.
fn written(engagements: &[Engagement]) -> Vec<u8> {
    file::write(engagements, playbook(), Default::default()).unwrap().into_bytes()
}

/// What is made of some files by somebody who waits for it.
fn read(device: &Device, files: &[File]) -> Vec<Plan> {
    let mut all = Vec::new();
    let mut kept = 0;
    for (it, nth) in files.iter().zip(0..) {
        let steps = Steps::all();
        let read = now(import_plan::read_file(device.session, it, nth, &mut kept, &steps));
        let Ok(FileRead::Open { plans, .. }) = read else { panic!("not read") };
        for plan in plans {
            now(import_plan::add_plan(device.session, &mut all, files, plan)).unwrap();
        }
    }
    all
}

/// Full ones are 62 KB each: of so many, some are left in their file.
fn many_full() -> Vec<Engagement> {
    let one = full_engagement();
    (0..110).map(|it| one.copied_as(EngagementId::coined(it << 64 | 1))).collect()
}

#[test]
fn what_is_left_in_its_file_is_read_again_and_comes_in_as_it_is() {
    let device = Device::with(&[]);
    let all = many_full();
    let mut files = [File(Some(written(&all)))];
    let plans = read(&device, &files);
    let left = plans.iter().filter(|it| it.whole().is_none()).count();
    assert!(0 < left && left < all.len(), "{left} of {}", all.len());
    assert!(plans.iter().all(|it| it.here == Found::Missing && it.does_something()));
    assert!(plans.iter().all(|it| it.customer == all[0].customer()));
    // It is another one by now, or it is gone.
    let before = device.storage.all();
    let another: Vec<Engagement> =
        all.iter().map(|it| changed(it, &[edit(SEATS, "70")], &device)).collect();
    for file in [File(Some(written(&another))), File(Some(vec![b' '; 20_000_000])), File(None)] {
        let (files, steps) = ([file], Steps::all());
        let applied = now(import_plan::apply(device.session, &plans, &files, &steps));
        assert!(matches!(applied, Applied::FileHasChanged));
        assert!(device.storage.all() == before, "something was kept");
    }
    is_done(now(import_plan::apply(device.session, &plans, &files, &Steps::all())));
    for it in &all {
        assert!(device.kept(it.id()).as_ref() == Some(it));
    }
    assert!(device.session.undo_or_redo(Direction::Back));
    assert!(device.listed().is_empty());
    // A copy in one more file, that has gone on: the one that was left is read, and they become one.
    let last = all.last().unwrap();
    let later = changed(last, &[edit(SEATS, "71")], &device);
    let [first] = &mut files;
    let files = [File(first.0.take()), File(Some(written(&[later])))];
    let plans = read(&device, &files);
    assert_eq!(plans.len(), all.len());
    let merged = plans.iter().find(|it| it.id == last.id()).unwrap();
    assert_eq!(merged.whole().unwrap().count(field(SEATS)), Some(71));
}

/// The same of an edition that is not here.
fn of_later_edition(engagement: &Engagement) -> Engagement {
    let mut raw = document::write(engagement);
    raw["playbook"]["revision"] = json!("2031-01-01");
    document::read(&raw, library()).unwrap()
}

fn plans_of<const N: usize>(device: &Device, all: [&Engagement; N]) -> Vec<Plan> {
    plans(device.session, all.into_iter())
}

fn is_kept(device: &Device, engagement: &Engagement) -> bool {
    let kept = device.session.with_store(|it| it.load(engagement.id()));
    matches!(kept, Ok(Found::Whole(it)) if *it == *engagement)
}

#[test]
fn news_of_an_engagement_that_nobody_can_edit_come_after_all_that_can_be_taken_back() {
    let first = bare_engagement(1);
    let other = bare_engagement(2);
    let here = of_later_edition(&first);
    let device = Device::with(from_ref(&here));
    let there = of_later_edition(&changed(&first, &[edit(SEATS, "70")], &device));
    let before = device.storage.all();
    let plans = plans_of(&device, [&there, &other]);
    assert_eq!(plans[0].choice.get_untracked(), Choice::Merge);
    assert!(plans[1].here == Found::Missing);
    // Looked at, and then called off before the second, which is the first that is taken in.
    let steps = Steps(Cell::new(3));
    let applied = now(import_plan::apply(device.session, &plans, &NO_FILES, &steps));
    assert!(matches!(applied, Applied::Cancelled));
    assert!(device.storage.all() == before, "something was kept");
    // Nor where anything of it finds no room.
    let (mut refusals, mut come_later) = (0, 0);
    for at in 0..80 {
        let device = Device::with(from_ref(&here));
        let plans = plans_of(&device, [&there, &other]);
        device.storage.fail(Fault::Once { at, error: StoreError::Full });
        let applied = apply(device.session, &plans);
        device.storage.fail(Fault::None);
        if matches!(applied, Applied::NotKept(_)) {
            refusals += 1;
            assert_eq!(device.listed().len(), 1, "at {at}");
            // What the storage has no room for waits until it has, as anything that is saved does.
            assert!(is_kept(&device, &here) || is_kept(&device, &there), "at {at}");
            come_later += u32::from(is_kept(&device, &there));
        }
    }
    println!("{refusals} refusals, {come_later} of them of the news itself");
    assert!(come_later <= 1 && come_later < refusals, "{come_later} of {refusals}");

    // What was done before it cannot be taken back after it: nothing is offered that could not be done.
    let third = bare_engagement(3);
    is_done(apply(device.session, &plans_of(&device, [&third])));
    is_done(apply(device.session, &plans_of(&device, [&there, &other])));
    assert_eq!(device.listed().len(), 3);
    assert!(is_kept(&device, &there));
    // It stays, and a copy of what was here is kept.
    device.session.notice.with_untracked(|it| assert!(it.as_ref().unwrap().way.is_none()));
    assert!(!device.session.undo_or_redo(Direction::Back));
    let copies = device.session.with_store(|it| it.backups()).unwrap();
    assert_eq!(copies.len(), 1);
    // What is older is no news.
    is_done(apply(device.session, &plans_of(&device, [&here, &bare_engagement(4)])));
    assert!(is_kept(&device, &there));
    assert!(device.session.undo_or_redo(Direction::Back));
    assert_eq!(device.listed().len(), 3);
}

#[test]
fn whoever_cancels_at_any_step_finds_everything_as_it_was() {
    let here = bare_engagement(1);
    let device = Device::with(from_ref(&here));
    let all: Vec<Engagement> = (2..500).map(bare_engagement).chain([here.clone()]).collect();
    let files = [File(Some(written(&all)))];
    let before = device.storage.all();
    // One after the first bit, and one for each engagement.
    for steps in (0..40).chain([250, all.len() as u64]) {
        let steps = Steps(Cell::new(steps));
        let mut kept = 0;
        let read = now(import_plan::read_file(device.session, &files[0], 0, &mut kept, &steps));
        assert!(matches!(read, Err(NotRead::Cancelled)));
        assert_eq!(kept, 0);
    }
    assert!(device.storage.all() == before);
    let plans = read(&device, &files);
    let asked = plans.iter().filter(|it| it.is_asked()).count();
    assert_eq!((plans.len(), asked), (all.len(), 0));
    // It is looked at first, and taken in then.
    let looked_at = all.len() as u64;
    for steps in (0..30).chain([250, looked_at - 1]) {
        let steps = Steps(Cell::new(looked_at + steps));
        let applied = import_plan::apply(device.session, &plans, &files, &steps);
        assert!(matches!(now(applied), Applied::Cancelled));
        assert!(device.storage.all() == before, "something was kept");
        assert_eq!(device.listed().len(), 1);
    }
    let before = device.said();
    is_done(now(import_plan::apply(device.session, &plans, &files, &Steps::all())));
    assert_ne!(device.said(), before);
    assert_eq!(device.listed().len(), all.len());
    assert!(device.session.undo_or_redo(Direction::Back), "it is one step");
    assert_eq!(device.listed().len(), 1);
}

#[test]
fn what_somebody_has_to_look_at_is_told_from_the_rest() {
    let (here, other) = (bare_engagement(1), bare_engagement(2));
    let device = Device::with(&[here.clone(), other.clone()]);
    let there = changed(&here, &[edit(SEATS, "860")], &device);
    let plans = plans(device.session, [&there, &other, &bare_engagement(3)].into_iter());
    assert_eq!(plans.iter().map(Plan::is_asked).collect::<Vec<_>>(), [true, false, false]);
}

#[test]
fn of_a_file_that_is_refused_at_its_end_nothing_is_proposed() {
    let device = Device::with(&[]);
    let mut bytes = written(&[full_engagement(), bare_engagement(2)]);
    bytes.truncate(bytes.len() - 3);
    let file = File(Some(bytes));
    let mut kept = 0;
    let steps = Steps::all();
    let read = now(import_plan::read_file(device.session, &file, 0, &mut kept, &steps));
    let Err(NotRead::Unreadable(Unreadable::Error(why))) = read else { panic!("read") };
    assert!(matches!(why, FileError::CutOff { .. }));
    assert_eq!(kept, 0);
}

/// Where each of them is: here, or in the archive.
fn archived(device: &Device) -> Vec<bool> {
    let all = device.session.with_store(|it| it.list()).unwrap();
    all.iter().map(|it| it.is_archived).collect()
}

#[test]
fn what_finds_no_room_among_what_is_at_work_goes_into_the_archive_at_once() {
    let device = Device::with(&[]);
    device.outside.used_percent.set(50);
    let all: Vec<Engagement> = (1..=20).map(bare_engagement).collect();
    is_done(apply(device.session, &plans(device.session, all.iter())));
    assert_eq!(archived(&device), [true; 20]);
    assert!(device.storage.all().keys().all(|it| !it.contains(":eng/")));
    for it in &all {
        device.go(&format!("#/e/{}/setup", it.id()));
        device.run();
        assert!(device.editor().peek(|here| here == it));
    }
    // Where it is said only by a refusal, too.
    let mut refusals = 0;
    for at in 40..120 {
        let device = Device::with(&[]);
        let plans = plans(device.session, all[..4].iter());
        device.storage.fail(Fault::Once { at, error: StoreError::Full });
        let applied = apply(device.session, &plans);
        device.storage.fail(Fault::None);
        if matches!(applied, Applied::Done) {
            assert_eq!(device.listed().len(), 4);
            refusals += u32::from(archived(&device).contains(&true));
        }
    }
    assert!(0 < refusals);
}

#[test]
fn an_import_into_the_archive_that_is_cancelled_leaves_nothing_there() {
    let all: Vec<Engagement> = (1..=6).map(bare_engagement).collect();
    for steps in 0..14 {
        let device = Device::with(&[]);
        device.outside.used_percent.set(50);
        let plans = plans(device.session, all.iter());
        let before = device.storage.all();
        let pace = Steps(Cell::new(steps));
        let applied = now(import_plan::apply(device.session, &plans, &NO_FILES, &pace));
        if matches!(applied, Applied::Done) {
            assert_eq!(device.listed().len(), 6);
            return;
        }
        assert_eq!(device.storage.all(), before, "after {steps} steps");
        assert!(device.shelf.all().is_empty(), "after {steps} steps");
    }
    panic!("it was never done");
}

#[test]
fn an_import_into_the_archive_is_one_step_back_and_forth_and_stays_there() {
    let device = Device::with(&[]);
    device.outside.used_percent.set(50);
    let all: Vec<Engagement> = (1..=20).map(bare_engagement).collect();
    is_done(apply(device.session, &plans(device.session, all.iter())));
    device.settle();
    assert!(device.session.undo_or_redo(Direction::Back));
    device.run();
    assert!(device.listed().is_empty());
    assert_eq!(device.said().unwrap().0, device.words().taken_back());
    let deleted = device.session.with_store(|it| it.backups()).unwrap();
    assert_eq!(deleted.len(), 20);
    assert!(deleted.iter().all(|it| it.is_archived));
    assert!(device.session.undo_or_redo(Direction::Again));
    device.run();
    assert_eq!(archived(&device), [true; 20]);
    assert!(device.session.with_store(|it| it.backups()).unwrap().is_empty());
    device.session.on_timer();
    device.run();
    assert_eq!(device.shelf.all().len(), 20, "nothing is left over");
    for it in &all {
        device.go(&format!("#/e/{}/setup", it.id()));
        device.run();
        assert!(device.editor().peek(|here| here == it));
    }
}

#[test]
fn what_the_archive_refuses_does_not_turn_up_at_the_next_start() {
    let all: Vec<Engagement> = (1..=6).map(bare_engagement).collect();
    let mut refusals = 0;
    for at in 0..60 {
        let device = Device::with(&[]);
        device.outside.used_percent.set(50);
        let plans = plans(device.session, all.iter());
        // From there on there is no room for anything, not even a mark.
        device.storage.fail(Fault::WritingFrom { at, error: StoreError::Full });
        let applied = apply(device.session, &plans);
        device.storage.fail(Fault::None);
        if matches!(applied, Applied::Done) {
            assert_eq!(device.listed().len(), 6);
            continue;
        }
        refusals += 1;
        let again = Device::beside("#/", &device.storage, &device.shelf, 3);
        let archiving = again.session.archiving;
        again.does(async move { archiving.look_after().await }).unwrap().unwrap();
        assert_eq!(again.listed().len(), 0, "at {at}");
    }
    assert!(0 < refusals);
}

#[test]
fn what_is_in_the_archive_is_compared_there_and_taken_back_only_to_be_changed() {
    let one = bare_engagement(1);
    let device = Device::with(from_ref(&one));
    let archiving = device.session.archiving;
    let id = one.id();
    device.does(async move { archiving.archive(id).await }).unwrap().unwrap();
    let same = plan(&device, &one);
    assert!(matches!(same.here, Found::Whole(Here::Same)));
    is_done(apply(device.session, from_ref(&same)));
    assert_eq!(archived(&device), [true]);

    let other = changed(&one, &[edit(SEATS, "860")], &device);
    let plan = plan(&device, &other);
    assert!(matches!(plan.here, Found::Whole(Here::Other(_))));
    assert_eq!(plan.choice.get_untracked(), Choice::Merge);
    assert_eq!(archived(&device), [true], "to look is not to take");
    is_done(apply(device.session, from_ref(&plan)));
    assert_eq!(archived(&device), [false]);
    assert_eq!(device.kept(id).unwrap().count(field(SEATS)), Some(860));

    // An archive that does not answer: it goes beside what is there, which is left alone.
    let archiving = device.session.archiving;
    device.go("#/");
    device.does(async move { archiving.archive(id).await }).unwrap().unwrap();
    device.shelf.goes_wrong(Wrong::Missing);
    let third = changed(&other, &[edit(SEATS, "870")], &device);
    let plans = plans(device.session, [&third].into_iter());
    assert!(matches!(plans[0].here, Found::Archived));
    assert!(plans[0].is_asked());
    is_done(apply(device.session, &plans));
    device.shelf.goes_wrong(Wrong::Nothing);
    assert_eq!(device.listed().len(), 2);
}
