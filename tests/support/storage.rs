//! A storage that notes who touches what, and fails when it is told to.

#![allow(dead_code)] // Each test takes what it needs.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use kickoff::store::key_value::{KeyValueStore, MemoryStore, StoreError};

/// When the storage does not do as told. Operations are counted from 0.
#[derive(Clone, Debug, Default)]
pub enum Fault {
    #[default]
    None,
    Once {
        at: usize,
        error: StoreError,
    },
    /// Every writing fails; reading still works.
    Writing(StoreError),
    /// Nothing works.
    All(StoreError),
    /// Nothing works from there on.
    From {
        at: usize,
        error: StoreError,
    },
    /// From there on no writing succeeds, and removing does.
    WritingFrom {
        at: usize,
        error: StoreError,
    },
    /// Keeps only half of what is written, and says nothing.
    Half,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Watched {
    memory: MemoryStore,
    fault: RefCell<Fault>,
    count: Cell<usize>,
    read: RefCell<BTreeSet<String>>,
    written: RefCell<BTreeSet<String>>,
}

impl Watched {
    pub fn fail(&self, fault: Fault) {
        self.count.set(0);
        *self.fault.borrow_mut() = fault;
    }

    pub fn operations(&self) -> usize {
        self.count.get()
    }

    pub fn forget_what_was_touched(&self) {
        self.count.set(0);
        self.read.borrow_mut().clear();
        self.written.borrow_mut().clear();
    }

    /// Keys that were written or removed.
    pub fn written(&self) -> BTreeSet<String> {
        self.written.borrow().clone()
    }

    /// Keys that were read or written.
    pub fn touched(&self) -> BTreeSet<String> {
        self.read.borrow().union(&self.written.borrow()).cloned().collect()
    }

    /// Everything in it, behind everybody's back.
    pub fn all(&self) -> BTreeMap<String, String> {
        let keys = self.memory.keys("").unwrap();
        keys.into_iter().map(|key| (key.clone(), self.memory.get(&key).unwrap().unwrap())).collect()
    }

    pub fn put_behind(&self, key: &str, text: &str) {
        self.memory.put(key, text).unwrap();
    }

    pub fn remove_behind(&self, key: &str) {
        self.memory.remove(key).unwrap();
    }

    fn operate(&self, is_writing: bool) -> Result<(), StoreError> {
        self.operate_on(is_writing, false)
    }

    fn operate_on(&self, is_writing: bool, is_put: bool) -> Result<(), StoreError> {
        let number = self.count.replace(self.count.get() + 1);
        match &*self.fault.borrow() {
            Fault::Once { at, error } if *at == number => Err(*error),
            Fault::From { at, error } if *at <= number => Err(*error),
            Fault::Writing(error) if is_writing => Err(*error),
            Fault::WritingFrom { at, error } if is_put && *at <= number => Err(*error),
            Fault::All(error) => Err(*error),
            _ => Ok(()),
        }
    }
}

impl KeyValueStore for Watched {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.read.borrow_mut().insert(key.to_owned());
        self.operate(false)?;
        self.memory.get(key)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.written.borrow_mut().insert(key.to_owned());
        self.operate_on(true, true)?;
        let half = text.chars().take(text.chars().count() / 2).collect::<String>();
        let is_half = matches!(*self.fault.borrow(), Fault::Half);
        self.memory.put(key, if is_half { &half } else { text })
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.written.borrow_mut().insert(key.to_owned());
        self.operate(true)?;
        self.memory.remove(key)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.operate(false)?;
        self.memory.keys(prefix)
    }
}
