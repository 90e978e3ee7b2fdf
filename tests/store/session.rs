//! A session of 500 steps, and a fault at each operation of each of them: stop, start again, and at
//! most the step in flight is missing. The storage is copied before each step, so that the whole
//! costs as many steps as there are operations, and not that times the length of the session.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::register::{Register, people};
use kickoff::domain::stamp::{Clock, Stamp, WriterId};
use kickoff::domain::value::Value;
use kickoff::editor::{Editor, SaveState};
use kickoff::store::engagements::{BackupKind, EngagementStore, Found, Occasion};
use kickoff::store::key_value::{KeyValueStore, StoreError};
use kickoff::store::{document, record};

use crate::support::contoso::bare_engagement;
use crate::support::{HERE, coined, edit, field, library, playbook};

const STEPS: usize = 500;

const DAY: u64 = 86_400_000;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Full,
    Blocked,
    /// Keeps half of the text, and says that all is well.
    Half,
    /// Does nothing, and says that all is well.
    Nothing,
    /// The browser is killed: nothing happens any more.
    Stop,
}

#[derive(Clone, Debug, Default)]
struct Bent {
    texts: RefCell<BTreeMap<String, Rc<str>>>,
    count: Cell<usize>,
    fault: Cell<Option<(usize, Kind)>>,
    has_happened: Cell<bool>,
}

impl Bent {
    /// What happens to this operation.
    fn fault(&self, is_writing: bool) -> Result<Option<Kind>, StoreError> {
        let number = self.count.replace(self.count.get() + 1);
        let Some((at, kind)) = self.fault.get() else { return Ok(None) };
        let is_now = number == at || (kind == Kind::Stop && at < number);
        if !is_now || (!is_writing && matches!(kind, Kind::Half | Kind::Nothing)) {
            return Ok(None);
        }
        self.has_happened.set(true);
        match kind {
            Kind::Full => Err(StoreError::Full),
            Kind::Blocked | Kind::Stop => Err(StoreError::Blocked),
            Kind::Half | Kind::Nothing => Ok(Some(kind)),
        }
    }
}

impl KeyValueStore for Bent {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.fault(false)?;
        Ok(self.texts.borrow().get(key).map(|it| it.to_string()))
    }

    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let text: String = match self.fault(true)? {
            Some(Kind::Nothing) => return Ok(()),
            Some(_) => text.chars().take(text.chars().count() / 2).collect(),
            None => text.to_owned(),
        };
        self.texts.borrow_mut().insert(key.to_owned(), text.into());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        if self.fault(true)?.is_none() {
            self.texts.borrow_mut().remove(key);
        }
        Ok(())
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.fault(false)?;
        let texts = self.texts.borrow();
        Ok(texts.keys().filter(|it| it.starts_with(prefix)).cloned().collect())
    }
}

fn cabinet_of(storage: &Rc<Bent>) -> EngagementStore<Rc<Bent>> {
    EngagementStore::new(Rc::clone(storage), "/a/", library())
}

struct Person {
    storage: Rc<Bent>,
    store: EngagementStore<Rc<Bent>>,
    editor: Editor,
    now: u64,
}

fn changed(engagement: &Engagement, edits: &[Edit], now: u64, writer: u32) -> Engagement {
    let mut changed = engagement.clone();
    changed.apply(playbook(), edits, Stamp::new(now, 0, WriterId::new(7, writer))).unwrap();
    changed
}

/// What another page had written when the browser was killed: the row that the journal has of it.
fn row(engagement: &Engagement, number: usize, now: u64) -> (String, String) {
    let text = format!("日誌 {number}");
    let written = changed(engagement, &[edit("fact/business", &text)], now, 2);
    let raw = record::write(9_000, &document::write(&written).to_string());
    (format!("kickoff:/a/:eng/{}/b", engagement.id()), raw)
}

impl Person {
    fn new() -> Person {
        let storage = Rc::new(Bent::default());
        let store = cabinet_of(&storage);
        let engagement = bare_engagement(1);
        store.save(&engagement, 0).unwrap();
        let editor = Editor::new(engagement, Clock::new(HERE));
        Person { storage, store, editor, now: 1_800_000_000_000 }
    }

    /// The same in front of a copy of the storage, in which nothing is wrong yet.
    fn again(&self) -> Person {
        let storage = Bent { texts: self.storage.texts.clone(), ..Bent::default() };
        let storage = Rc::new(storage);
        let store = cabinet_of(&storage);
        // A page that has opened it knows its records.
        store.load(self.editor.engagement().id()).unwrap();
        storage.count.set(0);
        Person { storage, store, editor: self.editor.clone(), now: self.now }
    }

    fn edit(&mut self, edits: &[Edit]) {
        self.editor.edit(edits, &self.store, self.now).unwrap();
    }

    fn reload(&mut self) {
        if let Ok(Found::Whole(it)) = self.store.load(self.editor.engagement().id()) {
            self.editor = Editor::new(*it, Clock::new(HERE));
        }
    }

    fn take(&mut self, number: usize) {
        self.now += 1_000;
        let there = self.editor.engagement().clone();
        let person = coined(u128::try_from(number / 10 % 3).unwrap());
        let name = Field::Entry(Register::People, person, people::NAME);
        match number % 50 {
            10 => {
                let text = format!("持ち寄り {number}");
                let edits = [edit("fact/core-business", &text), edit("fact/seats", "155")];
                let there = changed(&bare_engagement(1), &edits, self.now, 3);
                let _ = self.editor.merge(&there, &[], &self.store, self.now);
            }
            20 => {
                let occasion = Occasion::BeforeImport;
                let _ = self.editor.replace(&bare_engagement(1), occasion, &self.store, self.now);
            }
            30 => {
                self.now += DAY;
                self.store.copy_daily(&there, self.now);
            }
            40 => {
                self.store.recover(&[row(&there, number, self.now)], self.now);
                self.reload();
            }
            // At rest: what was kept edit by edit is kept as a whole.
            32 | 36 => self.editor.fold(&self.store, self.now),
            42 => drop(self.store.sweep(self.now)),
            44 => drop(self.store.save(&bare_engagement(2), self.now)),
            46 => drop(self.store.delete(&bare_engagement(2), self.now)),
            48 => drop(self.store.delete(&there, self.now)),
            49 => {
                let _ = self.store.undelete(there.id(), self.now);
                self.reload();
            }
            _ => match number % 10 {
                3 => self.edit(&[
                    Edit::add(Register::People, person),
                    Edit::set(name, Value::Text(format!("佐藤 {number}").into())),
                ]),
                4 => self.edit(&[Edit::remove(Register::People, person)]),
                5 => {
                    self.editor.type_into(field("fact/industry"), &format!("部品 {number}"));
                    self.editor.flush(&self.store, self.now);
                }
                7 => self.editor.undo(&self.store, self.now),
                8 => self.editor.redo(&self.store, self.now),
                at => {
                    let address =
                        ["fact/seats", "fact/active-users", "fact/seats"][number / 10 % 3];
                    self.edit(&[edit(address, &(1_000 + number * 10 + at).to_string())]);
                }
            },
        }
    }
}

/// Whether one copy knows all that another knows.
fn holds(one: &Engagement, other: &Engagement) -> bool {
    let mut merged = one.clone();
    one == other || (merged.merge(other).is_ok() && merged == *one)
}

/// What somebody finds who opens the page anew: on the list, and in the bin.
fn found(
    store: &EngagementStore<Rc<Bent>>,
    id: EngagementId,
) -> (Option<Engagement>, Option<Engagement>) {
    let listed = match store.load(id).unwrap() {
        Found::Whole(it) => Some(*it),
        Found::Missing => None,
        other => panic!("{other:?}"),
    };
    if listed.is_some() && id == bare_engagement(1).id() {
        return (listed, None);
    }
    let kept = store.backups().unwrap();
    let bin = kept.iter().find(|it| it.id == id && it.kind == BackupKind::Deleted);
    (listed, bin.and_then(|it| store.read_kept(&it.key)))
}

/// Whether all that was there before the step is there, and nothing that neither it nor the step
/// brought.
fn judge(person: &Person, number: usize, before: &Person, after: &Person, what: &str) {
    // A new page: it knows nothing but what is in the storage.
    let texts = person.storage.texts.clone();
    let storage = Rc::new(Bent { texts, ..Bent::default() });
    let store = cabinet_of(&storage);
    if number.is_multiple_of(5) {
        // Works out a card anew where there is none, which takes longer than all the rest.
        store.list().unwrap();
    }
    let id = person.editor.engagement().id();
    let (listed, bin) = found(&store, id);
    let there = listed.as_ref().or(bin.as_ref()).unwrap_or_else(|| panic!("{what}: gone"));
    let (was, wanted) = (before.editor.engagement(), after.editor.engagement());
    assert!(holds(there, was), "{what}: lost what was there before the step");
    assert!(holds(wanted, there), "{what}: holds what nobody wrote");
    let is_on_list = listed.is_some();
    assert!(is_on_list || matches!(number % 50, 48 | 49), "{what}: not on the list");
    let is_edit = !matches!(number % 50, 30 | 40 | 42 | 44 | 46 | 48 | 49);
    if is_edit && *person.editor.save_state() == SaveState::Saved && is_on_list {
        assert!(there == person.editor.engagement(), "{what}: said saved");
    }
    if matches!(number % 50, 10 | 20) && there != was {
        let kept = store.backups().unwrap();
        let mut copies = kept.iter().filter_map(|it| store.read_kept(&it.key));
        assert!(copies.any(|it| it == *was), "{what}: replaced without a safety copy");
    }
    match number % 50 {
        40 => {
            // The journal holds the row until it is taken in.
            store.recover(&[row(was, number, person.now)], person.now);
            let Found::Whole(it) = store.load(id).unwrap() else { panic!("{what}") };
            assert!(*it == *wanted, "{what}: recovering again");
        }
        46 => {
            let (listed, bin) = found(&store, bare_engagement(2).id());
            assert!(listed.or(bin) == Some(bare_engagement(2)), "{what}: the other one");
        }
        _ => {}
    }
}

#[test]
fn storage_that_fails_at_any_operation_of_500_steps_costs_at_most_the_step_in_flight() {
    put_to_the_test(&[Kind::Full, Kind::Blocked], 6_000);
}

#[test]
fn storage_that_lies_or_a_browser_that_is_killed_at_any_operation_costs_no_more() {
    put_to_the_test(&[Kind::Half, Kind::Nothing, Kind::Stop], 5_000);
}

#[track_caller]
fn put_to_the_test(kinds: &[Kind], at_least: usize) {
    let began = std::time::Instant::now();
    let mut person = Person::new();
    let mut faults = BTreeMap::<String, usize>::new();
    let mut operations = 0;
    for number in 0..STEPS {
        let mut after = person.again();
        after.take(number);
        let count = after.storage.count.get();
        operations += count;
        for kind in kinds.iter().copied() {
            for at in 0..count {
                let mut faulty = person.again();
                faulty.storage.fault.set(Some((at, kind)));
                faulty.take(number);
                if !faulty.storage.has_happened.get() {
                    continue;
                }
                *faults.entry(format!("{kind:?}")).or_default() += 1;
                let what = format!("step {number}, {kind:?} at {at} of {count}");
                judge(&faulty, number, &person, &after, &what);
                if kind != Kind::Stop && at % 5 == 0 && number % 50 < 40 {
                    // The same page goes on: what was not kept is kept now.
                    faulty.storage.fault.set(None);
                    faulty.editor.keep(&faulty.store, faulty.now);
                    assert_eq!(*faulty.editor.save_state(), SaveState::Saved, "{what}");
                    let Found::Whole(it) =
                        cabinet_of(&faulty.storage).load(faulty.editor.engagement().id()).unwrap()
                    else {
                        panic!("{what}");
                    };
                    assert!(*it == *faulty.editor.engagement(), "{what}: kept later");
                }
            }
        }
        person = after;
        person.storage.count.set(0);
    }
    let all: usize = faults.values().sum();
    println!("{STEPS} steps, {operations} operations, {all} faults: {faults:?}");
    let size: usize = person.storage.texts.borrow().values().map(|it| it.len()).sum();
    println!("{size} bytes at the end; {:.1} s", began.elapsed().as_secs_f64());
    assert!(2_500 <= operations && at_least <= all, "{operations} {all}");
}
