//! What a folder can do to us: told file by file, nothing of others touched, and the rest goes on.

use std::cell::RefCell;
use std::time::Instant;

use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EngagementId;
use kickoff::domain::stamp::Stamp;
use kickoff::store::engagements::SaveError;
use kickoff::store::file::WrittenBy;
use kickoff::store::import::{self, FileError};
use kickoff::store::key_value::StoreError;
use kickoff::store::team_folder::{FolderError, NotTaken, Problem, Progress};

use crate::device::{Device, copy_all};
use crate::replica::File;
use crate::support::{HERE, edit, playbook};

fn with_two() -> (Device, [EngagementId; 2]) {
    let mut one = Device::new(1);
    let ids = [one.create(7, "コントソ製作所"), one.create(8, "アドベンチャー ワークス")];
    (one, ids)
}

#[track_caller]
fn problem(device: &Device, name: &str) -> Problem {
    let all = device.memory.problems();
    let found = all.iter().find(|it| it.0 == name);
    found.unwrap_or_else(|| panic!("no problem with {name} among {all:?}")).1.clone()
}

#[test]
fn without_permission_nothing_is_read_and_nothing_is_written() {
    let (mut one, _) = with_two();
    for why in [FolderError::NoPermission, FolderError::Gone] {
        one.replica.on_list.set(Some(why));
        assert_eq!(one.try_sync().1, Err(why));
    }
    assert!(one.replica.written.borrow().is_empty() && one.replica.names().is_empty());
    // Taken back while it writes; given again, all goes on.
    one.replica.on_list.set(None);
    *one.replica.on_write.borrow_mut() = Some((String::new(), FolderError::NoPermission));
    assert_eq!(one.try_sync().1, Err(FolderError::NoPermission));
    *one.replica.on_write.borrow_mut() = None;
    assert_eq!(one.sync().wrote, 2);
}

#[test]
fn a_full_disk_is_told_once_and_what_others_wrote_comes_in_all_the_same() {
    let (mut one, ids) = with_two();
    let mut other = Device::new(2);
    let third = other.create(9, "ノースウィンド");
    other.sync();
    copy_all(&other, &one);
    *one.replica.on_write.borrow_mut() = Some((String::new(), FolderError::Full));
    let round = one.sync();
    assert!(one.has(third) && round.wrote == 0);
    assert_eq!(one.memory.problems().len(), 1);
    let name = one.file_of(ids[0]);
    assert_eq!(problem(&one, &name), Problem::NotWritten(FolderError::Full));
    *one.replica.on_write.borrow_mut() = None;
    one.wait(10_000);
    assert_eq!(one.sync().wrote, 2);
    assert!(one.memory.problems().is_empty());
}

#[test]
fn a_file_that_another_program_holds_waits_and_the_others_do_not() {
    let (mut one, ids) = with_two();
    let locked = one.file_of(ids[0]);
    *one.replica.on_write.borrow_mut() = Some((locked.clone(), FolderError::Locked));
    assert_eq!(one.sync().wrote, 1);
    assert_eq!(problem(&one, &locked), Problem::NotWritten(FolderError::Locked));
    *one.replica.on_write.borrow_mut() = None;
    one.wait(10_000);
    assert_eq!(one.sync().wrote, 1);
    let mut other = Device::new(2);
    copy_all(&one, &other);
    *other.replica.on_read.borrow_mut() = Some((locked.clone(), FolderError::Locked));
    assert_eq!(other.sync().came.len(), 1);
    assert_eq!(problem(&other, &locked), Problem::NotRead(FolderError::Locked));
    *other.replica.on_read.borrow_mut() = None;
    other.wait(10_000);
    assert_eq!(other.sync().came.len(), 1);
    assert!(other.memory.problems().is_empty());
}

#[test]
fn a_file_of_200_mb_is_told_by_its_size_and_never_read() {
    let mut one = Device::new(1);
    let large = File { bytes: Vec::new(), modified: 5, size: Some(200_000_000) };
    one.replica.files.borrow_mut().insert("large.kickoff.json".to_owned(), large);
    one.sync();
    assert!(one.replica.read.borrow().is_empty());
    let wanted =
        Problem::File(FileError::TooLarge { bytes: 200_000_000, limit: import::SIZE_LIMIT });
    assert_eq!(problem(&one, "large.kickoff.json"), wanted);
}

#[test]
fn another_apps_files_are_not_even_opened() {
    let (mut one, _) = with_two();
    let others = ["package.json", "議事録.docx", "desktop.ini", "kickoff.xlsx", ".~lock.kickoff#"];
    for name in others {
        one.replica.put(name, "{}", 5);
    }
    one.replica.put("kickoff-plan.json", r#"{"format":"excalidraw"}"#, 5);
    one.sync();
    assert_eq!(one.replica.read.borrow().as_slice(), ["kickoff-plan.json"]);
    assert_eq!(
        problem(&one, "kickoff-plan.json"),
        Problem::File(FileError::OtherFormat { found: Some("excalidraw".to_owned()) })
    );
    for name in others {
        assert_eq!(one.replica.text(name), "{}");
    }
}

#[test]
fn what_is_not_whole_is_skipped_looked_at_again_and_taken_in_once_it_is() {
    let (mut one, ids) = with_two();
    one.sync();
    let mut other = Device::new(2);
    let name = one.file_of(ids[0]);
    let whole = one.replica.text(&name);
    // Its size and time are those of the whole file from the beginning, as with some tools.
    let zeros = "\0".repeat(whole.len());
    for (half, is_told) in [("", false), (&whole[..100], true), (&whole[..whole.len() - 3], true)] {
        other.replica.put(&name, half, 5);
        other.wait(10_000);
        assert!(other.sync().came.is_empty());
        assert_eq!(other.memory.problems().len(), usize::from(is_told), "{half}");
    }
    other.replica.put(&name, zeros, 6);
    other.sync();
    assert_eq!(other.memory.problems().len(), 1);
    other.replica.put(&name, whole, 6);
    let mut rounds = 0;
    while !other.has(ids[0]) {
        rounds += 1;
        assert!(rounds < 70, "never looked at again");
        other.wait(30_000);
        other.sync();
    }
    assert!(other.memory.problems().is_empty());
}

#[test]
fn what_stays_broken_is_looked_at_ever_more_rarely_but_at_once_on_demand() {
    let mut one = Device::new(1);
    one.replica.put("x.kickoff.json", "{", 5);
    for _ in 0..200 {
        one.wait(30_000);
        one.sync();
    }
    assert!((6..=12).contains(&one.replica.read.borrow().len()));
    let before = one.replica.read.borrow().len();
    one.memory.look_anew();
    one.sync();
    assert_eq!(one.replica.read.borrow().len(), before + 1);
}

#[test]
fn our_own_file_is_written_anew_if_it_is_rubble_and_left_alone_if_it_may_be_worth_something() {
    let newer = r#"{"format":"kickoff-engagements","schemaVersion":99,"engagements":[]}"#;
    let other = r#"{"format":"excalidraw"}"#;
    for (text, is_rubble) in [("", true), ("\0\0\0\0", true), (newer, false), (other, false)] {
        let (mut one, ids) = with_two();
        one.sync();
        let name = one.file_of(ids[0]);
        one.replica.put(&name, text, 5);
        one.wait(10_000);
        assert_eq!(one.sync().wrote, usize::from(is_rubble), "{text}");
        assert_eq!(one.replica.text(&name) == text, !is_rubble, "{text}");
    }
    let (mut one, ids) = with_two();
    one.sync();
    let name = one.file_of(ids[0]);
    let half = one.replica.text(&name)[..500].to_owned();
    one.replica.put(&name, half, 5);
    one.wait(10_000);
    assert_eq!(one.sync().wrote, 1);
}

#[test]
fn copies_that_cannot_become_one_are_told_and_both_stay() {
    let (mut one, ids) = with_two();
    one.sync();
    let name = one.file_of(ids[0]);
    let elsewhere = one.replica.text(&name).replace("2020-04-30", "2999-01-01");
    let copy = name.replace(".json", " (1).json");
    one.replica.put(&copy, elsewhere.clone(), 5);
    let before = one.get(ids[0]);
    one.sync();
    assert_eq!(problem(&one, &copy), Problem::NotTaken(NotTaken::Apart));
    assert!(one.get(ids[0]) == before && one.replica.text(&copy) == elsewhere);
}

#[test]
fn a_full_browser_is_told_and_the_copy_taken_in_once_there_is_room() {
    let (mut one, ids) = with_two();
    one.sync();
    let mut other = Device::new(2);
    copy_all(&one, &other);
    other.own.is_full.set(true);
    assert!(other.sync().came.is_empty());
    let full = NotTaken::NotKept(SaveError::Store(StoreError::Full));
    assert_eq!(problem(&other, &one.file_of(ids[0])), Problem::NotTaken(full));
    other.own.is_full.set(false);
    other.wait(10_000);
    assert_eq!(other.sync().came.len(), 2);
}

#[test]
fn a_customer_whose_name_is_a_path_is_a_customer_like_any_other() {
    let names =
        ["..", "../../etc/passwd", "CON", "C:\\Windows\\x", "a/b", "\u{202e}gpj.exe", "nul.txt"];
    let long = "案".repeat(300);
    let (mut one, mut other) = (Device::new(1), Device::new(2));
    for (nth, customer) in names.into_iter().chain([&*long]).enumerate() {
        let at = Stamp::new(1_789_694_100_000, 0, HERE);
        let id = EngagementId::coined(nth as u128 + 1);
        one.add(&Engagement::new(id, customer, playbook(), at).unwrap());
    }
    one.sync();
    for name in one.replica.names() {
        let is_plain =
            |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "-.".contains(it);
        assert!(name.chars().all(is_plain) && name.len() < 80, "{name}");
    }
    copy_all(&one, &other);
    assert_eq!(other.sync().came.len(), names.len() + 1);
    assert!(*one.own.engagements.borrow() == *other.own.engagements.borrow());
}

#[test]
fn who_somebody_is_can_be_shown_whatever_they_typed() {
    for (typed, wanted) in [
        ("  佐藤 花子 ", "佐藤 花子"),
        ("\u{202e}evil\u{2069}\n", "evil"),
        ("渡邉󠄂", "渡邉󠄂"),
        ("<b>x</b>", "<b>x</b>"),
        ("", ""),
    ] {
        assert_eq!(WrittenBy::name(typed), wanted);
    }
    assert_eq!(WrittenBy::name(&"x".repeat(500)).len(), WrittenBy::LIMIT);
}

#[test]
fn five_thousand_files_are_read_once_with_a_breath_before_each() {
    let (mut one, ids) = with_two();
    one.sync();
    let text = one.replica.text(&one.file_of(ids[0]));
    for nth in 0..5_000 {
        one.replica.put(&format!("{nth:04} kickoff.json"), text.clone(), 5);
    }
    one.wait(10_000);
    let told = RefCell::new(Vec::new());
    let began = Instant::now();
    let progress = |it| told.borrow_mut().push(it);
    let folder = &one.replica;
    let (round, done) = crate::device::done(kickoff::store::team_folder::sync(
        folder,
        &one.own,
        &mut one.memory,
        &progress,
    ));
    println!("5,000 files: {:?}", began.elapsed());
    assert_eq!(done, Ok(()));
    assert!(5_000 <= round.read && round.wrote == 0);
    // First how many there are so far, then how many of them are read, up to the last.
    let told = told.into_inner();
    let count = one.replica.names().len();
    let listing: Vec<Progress> = (1..=count).map(Progress::Listing).collect();
    let reading: Vec<Progress> =
        (0..=round.read).map(|it| Progress::Reading(it, round.read)).collect();
    assert!(told == [listing, reading].concat());
    assert!(5_000 <= one.replica.breaths.get());
    let again = one.sync();
    assert!(again.read <= 2, "{}", again.read);
    // An edit afterwards is as cheap as ever.
    one.edit(ids[0], &[edit("fact/seats", "860")]);
    assert_eq!(one.sync().wrote, 1);
}
