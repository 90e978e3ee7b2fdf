//! Storage that counts what is written to it, so that what was read before is not believed after.

use std::cell::Cell;

use crate::store::key_value::{KeyValueStore, StoreError};

/// See the module. What another tab writes is not counted.
pub struct Counting<D> {
    storage: D,
    writes: Cell<u64>,
}

impl<D> Counting<D> {
    pub fn new(storage: D) -> Counting<D> {
        Counting { storage, writes: Cell::default() }
    }

    /// How often something was to be put or removed, whatever came of it.
    pub fn writes(&self) -> u64 {
        self.writes.get()
    }

    fn count(&self) {
        self.writes.set(self.writes.get() + 1);
    }
}

impl<D: KeyValueStore> KeyValueStore for Counting<D> {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.storage.get(key)
    }

    fn get_all(&self, keys: &[String]) -> Result<Vec<Option<String>>, StoreError> {
        self.storage.get_all(keys)
    }

    fn head(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.storage.head(key)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.count();
        self.storage.put(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.count();
        self.storage.remove(key)
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.storage.keys(prefix)
    }
}
