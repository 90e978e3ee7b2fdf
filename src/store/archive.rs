//! Where what nobody is at work on is kept: large, and not at once to be had, as a browser's IndexedDB is.
//! Here it is an interface, and one in memory for tests; which engagements are in it, localStorage says
//! (`store/engagements/archived.rs`).

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::rc::Rc;

use crate::store::engagements::SaveError;
use crate::store::key_value::StoreError;

/// What an archive says, some time later.
pub type Answer<T> = Pin<Box<dyn Future<Output = Result<T, ArchiveError>>>>;

/// Why an archive did not do as told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ArchiveError {
    /// This browser has none, or does not give it out, such as in a private window.
    Missing,
    /// It has not taken what was to be written: no room, or the disk.
    NotKept,
}

/// Why something is not put away, or not taken back. All is as it was then.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum NotMoved {
    /// The archive did not do as told.
    Archive(ArchiveError),
    /// The store that it is taken from, or given back to, did not.
    Store(StoreError),
    /// Not all of it can be read, or some of it is not kept; what an older or newer version wrote is not touched.
    Withheld,
    /// It was changed or opened meanwhile.
    InUse,
}

impl From<ArchiveError> for NotMoved {
    fn from(it: ArchiveError) -> NotMoved {
        NotMoved::Archive(it)
    }
}

impl From<StoreError> for NotMoved {
    fn from(it: StoreError) -> NotMoved {
        NotMoved::Store(it)
    }
}

impl From<SaveError> for NotMoved {
    fn from(it: SaveError) -> NotMoved {
        match it {
            SaveError::Store(it) => NotMoved::Store(it),
            SaveError::Withheld => NotMoved::Withheld,
        }
    }
}

/// Texts under keys. They are the keys of localStorage without the namespace: an archive is of one
/// deployment.
pub trait Archive {
    /// All keys, in any order.
    fn keys(&self) -> Answer<Vec<String>>;

    /// Texts, in the order of their keys; `None` where there is none.
    fn get_all(&self, keys: Vec<String>) -> Answer<Vec<Option<String>>>;

    /// One text; `None` where there is none.
    fn get(&self, key: &str) -> Answer<Option<String>> {
        let all = self.get_all(vec![key.to_owned()]);
        Box::pin(async move { Ok(all.await?.pop().flatten()) })
    }

    /// Writes all or nothing; on the disk once it answers.
    fn put(&self, rows: Vec<(String, String)>) -> Answer<()>;

    /// Removes all or nothing, once on the disk is what was written to localStorage before: it may be in the place of
    /// it.
    fn remove(&self, keys: Vec<String>) -> Answer<()>;

    /// Waits until no other page is at it; none is until what it answers is dropped. Where something is judged
    /// by what is in it and here, and then done.
    fn alone(&self) -> Answer<Box<dyn Alone>>;
}

/// Dropped, it lets others go on.
pub trait Alone {}

/// Forgets on close. Cheap to clone: all clones are one.
#[derive(Clone, Debug, Default)]
pub struct MemoryArchive(Rc<RefCell<BTreeMap<String, String>>>);

fn at_once<T: 'static>(it: T) -> Answer<T> {
    Box::pin(std::future::ready(Ok(it)))
}

impl Alone for () {}

impl Archive for MemoryArchive {
    fn keys(&self) -> Answer<Vec<String>> {
        at_once(self.0.borrow().keys().cloned().collect())
    }

    fn get_all(&self, keys: Vec<String>) -> Answer<Vec<Option<String>>> {
        let rows = self.0.borrow();
        at_once(keys.iter().map(|it| rows.get(it).cloned()).collect())
    }

    fn put(&self, rows: Vec<(String, String)>) -> Answer<()> {
        self.0.borrow_mut().extend(rows);
        at_once(())
    }

    fn remove(&self, keys: Vec<String>) -> Answer<()> {
        self.0.borrow_mut().retain(|key, _| !keys.contains(key));
        at_once(())
    }

    fn alone(&self) -> Answer<Box<dyn Alone>> {
        // It is of one page.
        at_once(Box::new(()))
    }
}
