//! One file that is saved to again and again: read before it is written, and nothing lost that is in it.

use std::cell::{Cell, RefCell};

use kickoff::domain::engagement::Engagement;
use kickoff::domain::id::EngagementId;
use kickoff::output::{file, sealed_file};
use kickoff::store::engagements::SaveError;
use kickoff::store::import::{self, FileError};
use kickoff::store::key_value::StoreError;
use kickoff::store::same_file::{Left, NotSaved, OneFile, Saved, Step, save, step};
use kickoff::store::sealed::{IV, Parameters, SALT};
use kickoff::store::team_folder::{FolderError, NotTaken};

use crate::device::{Device, done};
use crate::support::{edit, field, library, playbook};

/// A file in memory, which fails when it is told to.
#[derive(Default)]
struct Memory {
    bytes: RefCell<Vec<u8>>,
    size: Cell<Option<u64>>,
    on_read: Cell<Option<FolderError>>,
    on_write: Cell<Option<FolderError>>,
    writes: Cell<usize>,
}

impl OneFile for Memory {
    async fn size(&self) -> Result<u64, FolderError> {
        Ok(self.size.get().unwrap_or(self.bytes.borrow().len() as u64))
    }

    async fn read(&self) -> Result<Vec<u8>, FolderError> {
        self.on_read.get().map_or(Ok(()), Err)?;
        Ok(self.bytes.borrow().clone())
    }

    async fn write(&self, text: &str) -> Result<(), FolderError> {
        self.on_write.get().map_or(Ok(()), Err)?;
        self.writes.set(self.writes.get() + 1);
        *self.bytes.borrow_mut() = text.into();
        Ok(())
    }
}

fn text_of(all: &[&Engagement]) -> String {
    let at = chrono::DateTime::parse_from_rfc3339("2027-03-12T17:05:00+09:00").unwrap();
    let all: Vec<Engagement> = all.iter().map(|it| (*it).clone()).collect();
    file::write(&all, playbook(), at).unwrap()
}

/// Somebody with an engagement, and the file that they save it to.
struct Desk {
    device: Device,
    id: EngagementId,
    file: Memory,
    seen: Option<String>,
}

impl Desk {
    fn new() -> Desk {
        let mut device = Device::new(1);
        let id = device.create(7, "コントソ製作所");
        Desk { device, id, file: Memory::default(), seen: None }
    }

    fn saves(&mut self) -> Result<Saved, NotSaved> {
        let text_of = |it: &Engagement| Some(text_of(&[it]));
        done(save(&self.file, &self.device.own, self.id, &mut self.seen, &text_of))
    }

    /// What is in the file.
    fn there(&self) -> Engagement {
        import::open(&self.file.bytes.borrow(), library()).unwrap().engagements.remove(0)
    }

    fn puts(&self, text: &str) {
        *self.file.bytes.borrow_mut() = text.into();
    }

    /// A colleague opens the file, fills something in, and saves it.
    fn colleague_writes(&self, address: &str, text: &str) {
        let mut other = Device::new(2);
        other.add(&self.there());
        other.wait(60_000);
        other.edit(self.id, &[edit(address, text)]);
        self.puts(&text_of(&[&other.get(self.id)]));
    }
}

#[test]
fn what_is_to_be_done_follows_from_what_is_in_the_file() {
    let mut device = Device::new(1);
    let (id, other_id) = (device.create(7, "コントソ製作所"), device.create(8, "ノースウィンド"));
    let before = device.get(id);
    device.edit(id, &[edit("fact/seats", "850")]);
    let here = device.get(id);
    let mut colleague = Device::new(2);
    colleague.add(&before);
    colleague.edit(id, &[edit("fact/industry", "部品")]);
    let (theirs, foreign) = (colleague.get(id), device.get(other_id));
    let whole = text_of(&[&here]);
    let newer = whole.replace("\"schemaVersion\": 1", "\"schemaVersion\": 99");
    let elsewhere = whole.replace("2020-04-30", "2999-01-01");
    let parameters = Parameters { iterations: 600_000, salt: vec![7; SALT], iv: [7; IV] };
    let sealed = sealed_file::write(&parameters, "", &[7; 64]).unwrap();
    let leave = Step::Leave;
    let unreadable = |why| Step::Leave(Left::Unreadable(why));
    let table: [(&str, String, Step); 12] = [
        ("just chosen", String::new(), Step::Write),
        ("as it is here", whole.clone(), Step::Write),
        ("an earlier state of it", text_of(&[&before]), Step::Write),
        ("something new", text_of(&[&theirs]), Step::MergeFirst(Box::new(theirs.clone()))),
        ("another", text_of(&[&foreign]), leave(Left::Other { customer: "ノースウィンド".into() })),
        ("two", text_of(&[&foreign, &here]), leave(Left::Several)),
        ("another edition", elsewhere, leave(Left::Apart)),
        ("sealed", sealed, leave(Left::Sealed)),
        ("newer", newer, unreadable(FileError::Newer { found: 99 })),
        (
            "cut off",
            whole[..whole.len() - 30].to_owned(),
            unreadable(FileError::CutOff { line: whole[..whole.len() - 30].lines().count() }),
        ),
        (
            "of another app",
            "{\"format\":\"excalidraw\"}".into(),
            unreadable(FileError::OtherFormat { found: Some("excalidraw".into()) }),
        ),
        ("zeros", "\0\0\0".into(), {
            let why = import::read(b"\0\0\0", library()).unwrap_err();
            unreadable(why)
        }),
    ];
    for (what, there, wanted) in table {
        let found = step(there.as_bytes(), None, &here, library());
        assert_eq!(found, wanted, "{what}");
    }
}

#[test]
fn it_is_saved_and_saved_again_after_an_edit() {
    let mut desk = Desk::new();
    let saved = desk.saves().unwrap();
    assert!(!saved.is_merged && saved.engagement == desk.there());
    desk.device.edit(desk.id, &[edit("fact/seats", "850")]);
    assert!(!desk.saves().unwrap().is_merged);
    assert_eq!(desk.there().count(field("fact/seats")), Some(850));
    // By a page that has just been opened, too.
    desk.seen = None;
    assert!(!desk.saves().unwrap().is_merged);
    assert!(desk.there() == desk.device.get(desk.id));
}

#[test]
fn what_a_colleague_has_saved_meanwhile_is_here_and_there_with_our_own() {
    for forgets in [false, true] {
        let mut desk = Desk::new();
        desk.saves().unwrap();
        desk.colleague_writes("fact/industry", "部品");
        desk.device.edit(desk.id, &[edit("fact/seats", "850")]);
        if forgets {
            desk.seen = None;
        }
        assert!(desk.saves().unwrap().is_merged);
        for it in [desk.there(), desk.device.get(desk.id)] {
            assert_eq!(it.text(field("fact/industry")), "部品");
            assert_eq!(it.count(field("fact/seats")), Some(850));
        }
        assert!(!desk.saves().unwrap().is_merged);
    }
}

#[test]
fn what_is_something_else_by_now_is_left_as_it_is() {
    let mut desk = Desk::new();
    desk.saves().unwrap();
    let foreign = {
        let mut other = Device::new(2);
        let id = other.create(9, "ノースウィンド");
        text_of(&[&other.get(id)])
    };
    for text in [&*foreign, "{", "買い物メモ", "\0"] {
        desk.puts(text);
        assert!(matches!(desk.saves(), Err(NotSaved::Left(_))), "{text}");
        assert_eq!(*desk.file.bytes.borrow(), text.as_bytes());
    }
    // Too large is told by its size, and it is not read.
    desk.file.size.set(Some(200_000_000));
    desk.file.on_read.set(Some(FolderError::Other));
    let Err(NotSaved::Left(Left::Unreadable(FileError::TooLarge { .. }))) = desk.saves() else {
        panic!("it was read");
    };
    assert_eq!(desk.file.writes.get(), 1);
}

#[test]
fn what_cannot_be_taken_in_is_not_written_over() {
    let mut desk = Desk::new();
    desk.saves().unwrap();
    desk.colleague_writes("fact/industry", "部品");
    let there = desk.file.bytes.borrow().clone();
    desk.device.own.is_full.set(true);
    let full = NotTaken::NotKept(SaveError::Store(StoreError::Full));
    assert_eq!(desk.saves(), Err(NotSaved::NotTaken(full)));
    assert!(*desk.file.bytes.borrow() == there);
    desk.device.own.is_full.set(false);
    assert!(desk.saves().unwrap().is_merged);
    // Gone here meanwhile, it does not come back by what is in the file.
    desk.colleague_writes("fact/industry", "金属部品");
    desk.device.own.engagements.borrow_mut().clear();
    assert_eq!(desk.saves(), Err(NotSaved::Missing));
    assert!(desk.device.own.engagements.borrow().is_empty());
}

#[test]
fn whatever_the_browser_says_is_told_and_the_file_is_what_it_was() {
    use FolderError::{Full, Gone, Locked, NoPermission, NotKept, Other};
    let mut desk = Desk::new();
    desk.saves().unwrap();
    let there = desk.file.bytes.borrow().clone();
    desk.device.edit(desk.id, &[edit("fact/seats", "850")]);
    for why in [NoPermission, Gone, Full, Locked, NotKept, Other] {
        for on in [&desk.file.on_read, &desk.file.on_write] {
            on.set(Some(why));
        }
        assert_eq!(desk.saves(), Err(NotSaved::Folder(why)));
        desk.file.on_read.set(None);
        assert_eq!(desk.saves(), Err(NotSaved::Folder(why)));
        assert!(*desk.file.bytes.borrow() == there);
    }
    desk.file.on_write.set(None);
    // What failed was not noted as written.
    assert!(!desk.saves().unwrap().is_merged);
    assert_eq!(desk.there().count(field("fact/seats")), Some(850));
}
