//! One device's replica of the folder, which fails when it is told to, and notes who writes what.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use kickoff::store::team_folder::{Entry, Folder, FolderError, may_be_ours};

#[derive(Clone, Debug, PartialEq)]
pub struct File {
    pub bytes: Vec<u8>,
    pub modified: u64,
    /// As told, without anything there, for a file that is too large to be made.
    pub size: Option<u64>,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Replica {
    pub files: RefCell<BTreeMap<String, File>>,
    pub now: Cell<u64>,
    /// Every name that was written here, by the device itself.
    pub written: RefCell<Vec<String>>,
    pub read: RefCell<Vec<String>>,
    pub on_list: Cell<Option<FolderError>>,
    /// Of each file with this in its name.
    pub on_read: RefCell<Option<(String, FolderError)>>,
    pub on_write: RefCell<Option<(String, FolderError)>>,
    pub breaths: Cell<usize>,
}

impl Replica {
    pub fn put(&self, name: &str, bytes: impl Into<Vec<u8>>, modified: u64) {
        let file = File { bytes: bytes.into(), modified, size: None };
        self.files.borrow_mut().insert(name.to_owned(), file);
    }

    pub fn names(&self) -> BTreeSet<String> {
        self.files.borrow().keys().cloned().collect()
    }

    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.files.borrow()[name].bytes.clone()).unwrap()
    }

    fn fault(on: &RefCell<Option<(String, FolderError)>>, name: &str) -> Result<(), FolderError> {
        match &*on.borrow() {
            Some((part, why)) if name.contains(&**part) => Err(*why),
            _ => Ok(()),
        }
    }
}

impl Folder for Replica {
    async fn list(&self, looked_at: &dyn Fn(usize)) -> Result<Vec<Entry>, FolderError> {
        if let Some(why) = self.on_list.get() {
            return Err(why);
        }
        let files = self.files.borrow();
        (1..=files.len()).for_each(looked_at);
        let ours = files.iter().filter(|(name, _)| may_be_ours(name));
        let entry = |(name, file): (&String, &File)| Entry {
            name: name.clone(),
            size: file.size.unwrap_or(file.bytes.len() as u64),
            modified: file.modified,
        };
        Ok(ours.map(entry).collect())
    }

    async fn read(&self, name: &str) -> Result<Vec<u8>, FolderError> {
        self.read.borrow_mut().push(name.to_owned());
        Replica::fault(&self.on_read, name)?;
        let files = self.files.borrow();
        files.get(name).map(|it| it.bytes.clone()).ok_or(FolderError::Gone)
    }

    async fn write(&self, name: &str, text: &str) -> Result<Entry, FolderError> {
        Replica::fault(&self.on_write, name)?;
        self.written.borrow_mut().push(name.to_owned());
        let modified = self.now.get();
        self.put(name, text, modified);
        Ok(Entry { name: name.to_owned(), size: text.len() as u64, modified })
    }

    async fn breathe(&self) {
        self.breaths.set(self.breaths.get() + 1);
    }
}
