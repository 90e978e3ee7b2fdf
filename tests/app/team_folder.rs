//! What comes out of a team folder comes in as another tab's work does.

use chrono::NaiveDate;
use kickoff::app::team_folder::OfSession;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EngagementId;
use kickoff::domain::stamp::Stamp;
use kickoff::domain::text::Lang;
use kickoff::store::engagements::{BackupKind, Occasion, SaveError};
use kickoff::store::key_value::StoreError;
use kickoff::store::sample;
use kickoff::store::team_folder::{DeviceId, Here, NotTaken, Round, TakenIn, TeamFolder, sync};
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::slice::from_ref;
use std::task::{Context, Poll, Waker};

use crate::Device;
use crate::replica::Replica;
use crate::storage::{Fault, Watched};
use crate::support::contoso::bare_engagement;
use crate::support::{edit, field, library};

fn done<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(it) => it,
        Poll::Pending => panic!("it waits"),
    }
}

/// A device with its page, over a folder that all of them share.
fn round(device: &Device, memory: &mut TeamFolder, folder: &Replica) -> Round {
    device.wait(60_000);
    folder.now.set(device.outside.now.get());
    let (round, done) = done(sync(
        folder,
        &OfSession { session: device.session, build: String::new },
        memory,
        &|_| {},
    ));
    done.unwrap();
    round
}

fn memory(number: u64) -> TeamFolder {
    TeamFolder::new(DeviceId(number), String::new(), Default::default())
}

/// Two devices, the second with nothing, and a folder in which the first has been.
fn two() -> (Device, Device, TeamFolder, Replica, EngagementId) {
    let one = bare_engagement(1);
    let first = Device::with(from_ref(&one));
    // Another browser, and so another writer.
    let second = Device::at("#/", &Rc::new(Watched::default()), 2);
    let folder = Replica::default();
    assert_eq!(round(&first, &mut memory(1), &folder).wrote, 1);
    (first, second, memory(2), folder, one.id())
}

/// The first writes something into the folder.
fn writes(first: &Device, folder: &Replica, id: EngagementId, address: &str, text: &str) {
    first.open(id).edit(vec![edit(address, text)]);
    assert_eq!(round(first, &mut memory(1), folder).wrote, 1);
}

#[test]
fn a_new_engagement_is_on_the_list_and_kept() {
    let (first, second, mut seen, folder, id) = two();
    let came = round(&second, &mut seen, &folder).came;
    assert!(came.len() == 1 && came[0].is_new);
    assert!(second.kept(id) == first.kept(id));
    assert_eq!(second.listed(), first.listed());
    assert_eq!(round(&second, &mut seen, &folder).wrote, 0);
}

#[test]
fn what_comes_in_is_shown_at_once_where_somebody_is_typing_and_nothing_typed_is_lost() {
    let (first, second, mut seen, folder, id) = two();
    round(&second, &mut seen, &folder);
    let editor = second.open(id);
    editor.type_into(field("fact/industry"), "部品");
    writes(&first, &folder, id, "fact/seats", "860");
    let came = round(&second, &mut seen, &folder).came;
    assert!(came.len() == 1 && !came[0].is_new);
    assert_eq!(editor.peek(|it| it.count(field("fact/seats"))), Some(860));
    second.wait(1_000);
    let kept = second.kept(id).unwrap();
    assert_eq!(
        (kept.count(field("fact/seats")), kept.text(field("fact/industry"))),
        (Some(860), "部品")
    );
    // Before the first merge of the day, a copy of what was here; a ring of ten is not filled by more.
    writes(&first, &folder, id, "fact/seats", "870");
    round(&second, &mut seen, &folder);
    let copies = second.session.with_store(|it| it.backups()).unwrap();
    let made: Vec<Option<Occasion>> = copies.iter().map(|it| it.occasion).collect();
    assert_eq!(made, [Some(Occasion::Daily)]);
}

#[test]
fn own_steps_can_be_taken_back_and_take_nothing_of_others_along() {
    let (first, second, mut seen, folder, id) = two();
    round(&second, &mut seen, &folder);
    let editor = second.open(id);
    editor.edit(vec![edit("fact/industry", "部品")]);
    writes(&first, &folder, id, "fact/seats", "860");
    round(&second, &mut seen, &folder);
    editor.undo();
    assert_eq!(editor.peek(|it| it.text(field("fact/industry")).to_owned()), "");
    assert_eq!(editor.peek(|it| it.count(field("fact/seats"))), Some(860));
}

#[test]
fn what_is_in_the_bin_stays_there() {
    let (first, second, mut seen, folder, id) = two();
    round(&second, &mut seen, &folder);
    second.session.delete(id).unwrap();
    writes(&first, &folder, id, "fact/seats", "860");
    // Also for a page that has just been opened, on a device that has never used the folder.
    for mut seen in [seen, memory(3)] {
        let here = OfSession { session: second.session, build: String::new };
        assert!(round(&second, &mut seen, &folder).came.is_empty());
        assert_eq!(second.kept(id), None);
        assert_eq!(seen.absent(|it| here.has(it)).len(), 1);
    }
    let backups = second.session.with_store(|it| it.backups()).unwrap();
    assert!(backups.iter().any(|it| it.kind == BackupKind::Deleted));
    let mut seen = memory(2);
    seen.want(id);
    assert_eq!(round(&second, &mut seen, &folder).came.len(), 1);
    assert_eq!(second.kept(id).unwrap().count(field("fact/seats")), Some(860));
}

#[test]
fn what_cannot_be_read_here_is_neither_touched_nor_written() {
    let (_, second, mut seen, folder, id) = two();
    let key = format!("kickoff:/a/:eng/{id}/a");
    second.storage.put_behind(&key, "kickoff-record 1 3 5 00000000\nxxxxx");
    let done = round(&second, &mut seen, &folder);
    assert!(done.came.is_empty() && done.wrote == 0);
    assert_eq!(seen.problems().len(), 1);
    assert_eq!(second.storage.all()[&key], "kickoff-record 1 3 5 00000000\nxxxxx");
}

#[test]
fn without_room_here_nothing_changes_and_the_next_round_tries_again() {
    let (_, second, mut seen, folder, id) = two();
    second.storage.fail(Fault::Writing(StoreError::Full));
    assert!(round(&second, &mut seen, &folder).came.is_empty());
    assert_eq!(second.kept(id), None);
    let other = bare_engagement(1);
    let full = TakenIn::Not(NotTaken::NotKept(SaveError::Store(StoreError::Full)));
    let session = second.session;
    assert_eq!(
        second.does(async move { OfSession { session, build: String::new }.take_in(&other).await }),
        Some(full)
    );
    second.storage.fail(Fault::None);
    assert_eq!(round(&second, &mut seen, &folder).came.len(), 1);
}

#[test]
fn a_storage_that_cannot_be_read_is_not_an_empty_one() {
    let (_, second, mut seen, folder, _) = two();
    second.storage.fail(Fault::All(StoreError::Blocked));
    assert!(round(&second, &mut seen, &folder).came.is_empty());
    let here = OfSession { session: second.session, build: String::new };
    assert!(here.list().is_err() && !here.has(bare_engagement(1).id()));
}

#[test]
fn what_is_not_saved_here_is_in_the_folder() {
    let (first, _, _, folder, id) = two();
    first.open(id);
    first.storage.fail(Fault::Writing(StoreError::Full));
    first.editor().edit(vec![edit("fact/seats", "860")]);
    let mut seen = memory(1);
    // The list does not know of it, but a page that has just been opened looks at everything.
    assert_eq!(round(&first, &mut seen, &folder).wrote, 1);
    let name = DeviceId(1).file_of(id);
    let text = folder.text(&name);
    let opened = kickoff::store::import::open(text.as_bytes(), crate::support::library()).unwrap();
    let there: &Engagement = &opened.engagements[0];
    assert_eq!(there.count(field("fact/seats")), Some(860));
}

#[test]
fn the_sample_stays_on_the_device_that_looks_at_it() {
    let lang = Lang::Ja;
    let today = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
    let at = Stamp::parse("2026-11-30T01:15:00.000Z/0/1a2b3c4d-00c0ffee").unwrap();
    let shown = sample::engagement(library(), lang, today, at).unwrap();
    let device = Device::with(&[bare_engagement(1), shown]);
    let (folder, mut seen) = (Replica::default(), memory(1));
    assert_eq!(round(&device, &mut seen, &folder).wrote, 1);
    device.open(sample::id()).edit(vec![edit("fact/seats", "900")]);
    assert_eq!(round(&device, &mut seen, &folder).wrote, 0);
}
